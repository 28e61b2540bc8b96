/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/panes/sotong-mention-row.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_MENTION_CELL (sotong_mention_cell_get_type ())
G_DECLARE_FINAL_TYPE (SotongMentionCell, sotong_mention_cell, SOTONG, MENTION_CELL, GtkWidget)

GtkWidget        *sotong_mention_cell_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_mention_cell_set_row  (SotongMentionCell *self,
                                                SotongMentionRow  *row,
                                                GTimeZone         *zone);
SotongMentionRow *sotong_mention_cell_get_row  (SotongMentionCell *self);
char             *sotong_mention_cell_dup_text (SotongMentionCell *self) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_mention_cell_set_hides_author (SotongMentionCell *self,
                                                        gboolean           hides_author);
G_END_DECLS
