/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
#define SOTONG_CHECKLIST_MAX_CHARS 300 /* of an item */

/* Something to be seen to before a content goes out. */
typedef struct {
  gint64  id;
  gint64  content_id;
  char   *text;
  gint64  done_at;   /* or SOTONG_NONE */
  char   *done_by;   /* the desktop account, or "" */
} SotongChecklistItem;

void       sotong_checklist_item_free (SotongChecklistItem  *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongChecklistItem, sotong_checklist_item_free)

GPtrArray *sotong_checklist_list      (SotongDb             *db,
                                       gint64                content_id,
                                       GError              **error);
gint64     sotong_checklist_add       (SotongDb             *db,
                                       gint64                content_id,
                                       const char           *text,
                                       GError              **error);
gboolean   sotong_checklist_add_usual (SotongDb             *db,
                                       gint64                content_id,
                                       GError              **error);
gboolean   sotong_checklist_set_done  (SotongDb             *db,
                                       gint64                id,
                                       gboolean              done,
                                       GError              **error);
gboolean   sotong_checklist_set_text  (SotongDb             *db,
                                       gint64                id,
                                       const char           *text,
                                       GError              **error);
gboolean   sotong_checklist_remove    (SotongDb             *db,
                                       gint64                id,
                                       GError              **error);
guint      sotong_checklist_n_done    (GPtrArray            *items);
G_END_DECLS
