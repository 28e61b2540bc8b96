/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
/* A drop-down of all topics over a GtkStringList, and the topics' ids in the order of its rows, the first of which is 0: all. */
void sotong_topic_drop_fill   (GtkDropDown *drop,
                               GArray      *ids,
                               GPtrArray   *topics,
                               gint64       chosen);
void sotong_topic_drop_choose (GtkDropDown *drop,
                               GArray      *ids,
                               gint64       chosen);
G_END_DECLS
