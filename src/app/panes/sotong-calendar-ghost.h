/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
void sotong_calendar_ghost_begin (GdkDrag      *drag,
                                  GdkPaintable *picture);
void sotong_calendar_ghost_say   (GdkDrag      *drag,
                                  const char   *text,
                                  const char   *style);
G_END_DECLS
