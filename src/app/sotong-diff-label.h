/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
GtkWidget *sotong_diff_label_new (const char *before,
                                  const char *after);
G_END_DECLS
