/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/panes/sotong-calendar-item.h"
#include "app/sotong-type-scale.h"

G_BEGIN_DECLS
#define SOTONG_CALENDAR_CHIP_HEIGHT(widget) sotong_type_scaled (GTK_WIDGET (widget), 18)  /* pixels, with the gap below */

PangoLayout  *sotong_calendar_chip_text_layout (GtkWidget              *widget,
                                                const char             *text,
                                                double                  scale) G_GNUC_WARN_UNUSED_RESULT;
PangoLayout  *sotong_calendar_chip_layout      (GtkWidget              *widget,
                                                SotongCalendarItem     *item,
                                                GTimeZone              *zone,
                                                int                     width) G_GNUC_WARN_UNUSED_RESULT;
gboolean      sotong_calendar_chip_is_laid_out (GtkWidget              *widget,
                                                PangoLayout            *layout,
                                                SotongCalendarItem     *was,
                                                SotongCalendarItem     *item,
                                                int                     width);
void          sotong_calendar_chip_draw_text   (GtkSnapshot            *snapshot,
                                                PangoLayout            *layout,
                                                double                  x,
                                                double                  y,
                                                const GdkRGBA          *color);
void          sotong_calendar_chip_draw        (GtkWidget              *widget,
                                                GtkSnapshot            *snapshot,
                                                SotongCalendarItem     *item,
                                                PangoLayout            *layout,
                                                const graphene_rect_t  *box,
                                                gboolean                selected);
void          sotong_calendar_chip_more_color  (GtkWidget              *widget,
                                                gboolean                marked,
                                                GdkRGBA                *color);
void          sotong_calendar_chip_draw_restricted (GtkWidget          *widget,
                                                    GtkSnapshot        *snapshot,
                                                    guint               n);
GdkPaintable *sotong_calendar_chip_paint       (GtkWidget              *widget,
                                                SotongCalendarItem     *item,
                                                GTimeZone              *zone) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
