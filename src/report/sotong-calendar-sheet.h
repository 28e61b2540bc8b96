/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <cairo.h>

#include "report/sotong-calendar-sheet-data.h"

G_BEGIN_DECLS
/* A calendar on paper: A4, drawn in greys with Cairo and Pango, on whatever surface. Belongs to
 * the thread that made it. */
typedef struct _SotongCalendarSheet SotongCalendarSheet;

SotongCalendarSheet *sotong_calendar_sheet_new         (const SotongSheetData      *data) G_GNUC_WARN_UNUSED_RESULT;
void                 sotong_calendar_sheet_free        (SotongCalendarSheet        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCalendarSheet, sotong_calendar_sheet_free)

const char          *sotong_calendar_sheet_get_title   (const SotongCalendarSheet  *self);
guint                sotong_calendar_sheet_get_n_pages (const SotongCalendarSheet  *self);
void                 sotong_calendar_sheet_get_size    (const SotongCalendarSheet  *self,
                                                        double                     *out_width,
                                                        double                     *out_height);
void                 sotong_calendar_sheet_draw        (const SotongCalendarSheet  *self,
                                                        cairo_t                    *cr,
                                                        guint                       page);
gboolean             sotong_calendar_sheet_write       (const SotongCalendarSheet  *self,
                                                        GFile                      *file,
                                                        GError                    **error);
G_END_DECLS
