/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
void sotong_measure_init  (void);
void sotong_measure_event (const char *name);
G_END_DECLS
