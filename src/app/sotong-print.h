/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
GtkPrintOperation *sotong_print_new (const char *name,
                                     guint       n_pages,
                                     gboolean    landscape) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
