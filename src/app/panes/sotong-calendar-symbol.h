/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "store/sotong-content.h"

G_BEGIN_DECLS
#define SOTONG_CALENDAR_SYMBOL_SIZE 12

#define SOTONG_TYPE_CALENDAR_SYMBOL (sotong_calendar_symbol_get_type ())
G_DECLARE_FINAL_TYPE (SotongCalendarSymbol, sotong_calendar_symbol, SOTONG, CALENDAR_SYMBOL, GtkWidget)

GtkWidget *sotong_calendar_symbol_new       (SotongState            state) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_calendar_symbol_set_state (SotongCalendarSymbol  *self,
                                             SotongState            state);

void       sotong_calendar_symbol_draw      (cairo_t               *cr,
                                             SotongState            state,
                                             const GdkRGBA         *color,
                                             const GdkRGBA         *paper);
void       sotong_calendar_symbol_get_color (GtkWidget             *widget,
                                             SotongState            state,
                                             GdkRGBA               *out_color);
void       sotong_calendar_color            (GtkWidget             *widget,
                                             const char            *name,
                                             GdkRGBA               *out_color);
void       sotong_calendar_palette          (int                    colour,
                                             GdkRGBA               *out_color);
G_END_DECLS
