/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
GtkWidget *sotong_take_over_question_new (GtkWindow    *parent,
                                          const GError *error);
G_END_DECLS
