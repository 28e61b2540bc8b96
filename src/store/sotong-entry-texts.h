/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"

G_BEGIN_DECLS
/* Entries with what words are looked for in: the answers to a person who types are found without the workspace. */
typedef struct _SotongEntryTexts SotongEntryTexts;

SotongEntryTexts *sotong_entry_texts_read  (SotongDb                *db,
                                            const SotongEntryQuery  *query,
                                            GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
SotongEntryTexts *sotong_entry_texts_ref   (SotongEntryTexts        *self);
void              sotong_entry_texts_unref (SotongEntryTexts        *self);
void              sotong_entry_texts_drop  (SotongEntryTexts        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongEntryTexts, sotong_entry_texts_unref)

gboolean          sotong_entry_texts_fits  (const SotongEntryTexts  *self,
                                            const SotongEntryQuery  *query);
GPtrArray        *sotong_entry_texts_find  (const SotongEntryTexts  *self,
                                            const char              *words,
                                            int                      limit) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
