/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"

G_BEGIN_DECLS
/* For those that lay a document out. */
gboolean   sotong_document_leads_next  (SotongDocument *self,
                                        guint           position);
/* For those that change a document as a whole before it is handed on. */
GPtrArray *sotong_document_peek_blocks (SotongDocument *self);
void       sotong_document_set_title   (SotongDocument *self,
                                        const char     *title);
void       sotong_document_renumber    (SotongDocument *self);
void       sotong_block_free           (SotongBlock    *block);
GPtrArray *sotong_document_peek_data   (SotongDocument *self);
void       sotong_table_replace_names  (SotongTable    *self,
                                        char         *(*replace) (const SotongColumn *column, gpointer data),
                                        gpointer        data);
void       sotong_table_replace_words  (SotongTable    *self,
                                        char         *(*replace) (const char *text, gpointer data),
                                        gpointer        data);
G_END_DECLS
