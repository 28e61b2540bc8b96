/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"

G_BEGIN_DECLS
/* What words are looked for in: the title as the copy has it, the content's, the copy's own text, the content's. */
#define SOTONG_ENTRY_BODY 3
#define SOTONG_ENTRY_N_TEXTS 4

/* The state that is shown of copy y; a content without copies is a draft. */
#define SOTONG_SQL_SHOWN_STATE \
  "iif (y.withdrawn_at IS NOT NULL AND y.state IN ('published', 'published_by_hand'), 'withdrawn', coalesce (y.state, 'draft'))"

typedef gboolean (*SotongEntryFunc) (SotongEntry        *entry,
                                     const char *const  *texts,
                                     gpointer            user_data);

gboolean sotong_content_entries_each (SotongDb                *db,
                                      const SotongEntryQuery  *query,
                                      gboolean                 with_texts,
                                      SotongEntryFunc          func,
                                      gpointer                 user_data,
                                      GError                 **error);
void     sotong_content_entries_sort (GPtrArray               *entries);
/* For the files of the store that write contents. The copies are as they were read. */
gboolean sotong_copy_check_can_change (const SotongCopy  *copy,
                                       GError           **error);
gboolean sotong_copy_move_to          (SotongDb          *db,
                                       const SotongCopy  *copy,
                                       gint64             time,
                                       GError           **error);
gboolean sotong_copy_remove           (SotongDb          *db,
                                       const SotongCopy  *copy,
                                       GError           **error);
gboolean sotong_content_check_money   (SotongDb            *db,
                                       const SotongContent *before,
                                       const SotongContent *after,
                                       GError             **error);
gboolean sotong_content_not_found     (gint64             id,
                                       GError           **error);
char    *sotong_copy_make_client_key  (SotongDb          *db,
                                       gint64             publish_at) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_content_check_form (const SotongContent  *content,
                                    GError              **error);
G_END_DECLS
