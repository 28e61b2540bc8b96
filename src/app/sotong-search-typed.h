/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
void  sotong_search_typed_watch (GtkSearchEntry *entry);
char *sotong_search_typed_dup   (GtkSearchEntry *entry) G_GNUC_WARN_UNUSED_RESULT;
char *sotong_search_typed_join  (GtkEditable    *editable,
                                 const char     *composed) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
