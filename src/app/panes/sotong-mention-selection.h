/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
#define SOTONG_MENTION_SELECTION_MOST 1000 /* rows at a time */

#define SOTONG_TYPE_MENTION_SELECTION (sotong_mention_selection_get_type ())
G_DECLARE_FINAL_TYPE (SotongMentionSelection, sotong_mention_selection, SOTONG, MENTION_SELECTION, GObject)

SotongMentionSelection *sotong_mention_selection_new        (GListModel             *model) G_GNUC_WARN_UNUSED_RESULT;
guint                   sotong_mention_selection_get_cursor (SotongMentionSelection *self);
guint                   sotong_mention_selection_get_n      (SotongMentionSelection *self);
G_END_DECLS
