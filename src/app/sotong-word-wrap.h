/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
void sotong_word_wrap_init (void);
void sotong_word_wrap_keep (GtkLabel *label);
G_END_DECLS
