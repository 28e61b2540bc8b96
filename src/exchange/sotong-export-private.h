/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "exchange/sotong-export.h"
#include "exchange/sotong-sheet-column.h"
#include "store/sotong-campaign.h"
#include "util/sotong-replace.h"

G_BEGIN_DECLS
/* What is written: read from the workspace before the file is opened. */
typedef struct {
  GPtrArray *rows;       /* (owned) (element-type SotongContentRow) */
  GPtrArray *campaigns;  /* (owned) (element-type SotongCampaign): of a calendar only */
  GPtrArray *events;     /* (owned) (nullable) (element-type SotongCalendarEvent): of a calendar only */
  GTimeZone *zone;       /* (owned) */
  gint64     now;
  gboolean   made;       /* of the demo */
} SotongExport;

/* The columns of a sheet, in order; the last, of made data only, is no role. */
extern const SotongSheetRole sotong_export_columns[];
extern const guint           sotong_export_n_columns;

const char *sotong_export_type_name (const SotongContentRow  *row);

/* Each fills a file that was begun; %FALSE if cancelled. What the disk says is told by the commit. */
gboolean    sotong_export_write_csv  (const SotongExport  *self,
                                      SotongReplace       *replace,
                                      GCancellable        *cancellable,
                                      GError             **error);
gboolean    sotong_export_write_ics  (const SotongExport  *self,
                                      SotongReplace       *replace,
                                      GCancellable        *cancellable,
                                      GError             **error);
gboolean    sotong_export_write_xlsx (const SotongExport  *self,
                                      SotongReplace       *replace,
                                      GCancellable        *cancellable,
                                      GError             **error);
/* A workbook of one sheet, written row by row in the same memory; cells are texts, or whole numbers where a column has them. */
typedef struct _SotongExportBook SotongExportBook;

SotongExportBook *sotong_export_book_new     (SotongReplace       *replace,
                                              const char          *title,
                                              const char * const  *headings,
                                              guint                numbers,
                                              GError             **error);
void              sotong_export_book_add_row (SotongExportBook    *self,
                                              const char * const  *cells);
void              sotong_export_book_close   (SotongExportBook    *self);
G_END_DECLS
