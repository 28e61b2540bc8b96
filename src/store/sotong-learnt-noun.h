/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* Told each text; ends the reading with FALSE. */
typedef gboolean (*SotongTextFunc) (const char *text,
                                    gpointer    user_data);

GPtrArray *sotong_learnt_noun_list       (SotongDb        *db,
                                          GError         **error);
gboolean   sotong_learnt_noun_drop       (SotongDb        *db,
                                          const char      *word,
                                          GError         **error);
gboolean   sotong_learnt_noun_is_due     (SotongDb        *db,
                                          gboolean        *out_due,
                                          GError         **error);
gboolean   sotong_learnt_noun_read_texts (SotongDb        *db,
                                          SotongTextFunc   func,
                                          gpointer         user_data,
                                          GError         **error);
gboolean   sotong_learnt_noun_set        (SotongDb        *db,
                                          GPtrArray       *words,
                                          GError         **error);
gboolean   sotong_learnt_noun_forget     (SotongDb        *db,
                                          GError         **error);
G_END_DECLS
