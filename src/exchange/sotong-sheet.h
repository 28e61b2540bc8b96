/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "exchange/sotong-sheet-column.h"
#include "store/sotong-db.h"

G_BEGIN_DECLS
#define SOTONG_SHEET_MAX_ROWS  50000
#define SOTONG_SHEET_MAX_BYTES (64 * 1024 * 1024)

#define SOTONG_SHEET_ERROR (sotong_sheet_error_quark ())
typedef enum {
  SOTONG_SHEET_ERROR_UNREADABLE, /* the file cannot be opened or read */
  SOTONG_SHEET_ERROR_FORMAT,     /* no table, or one larger than anyone means */
  SOTONG_SHEET_ERROR_MAPPING,    /* what a column is said to be makes no sense */
} SotongSheetError;
GQuark sotong_sheet_error_quark (void);

/* A row: its cells are clean texts. */
typedef struct {
  guint64  line;     /* of the file, from 1 */
  char   **cells;    /* (array length=n_cells) */
  guint    n_cells;
  char    *damage;   /* (nullable): a sentence about bytes in it that are no text */
} SotongSheetLine;

/* A table as others made it, of separated values or a workbook's first sheet, read whole; never changed afterwards. */
typedef struct {
  gatomicrefcount refs;
  char       *name;       /* of the file, to be shown */
  const char *charset;
  char        separator;  /* 0 of a workbook */
  gboolean    workbook;   /* its days and times are numbers, counted from 1899-12-30 */
  gboolean    from_1904;  /* or from 1904-01-01 */
  guint       n_hidden;   /* rows that a workbook does not show */
  GPtrArray  *headings;   /* (element-type utf8) */
  GPtrArray  *above;      /* (element-type SotongSheetLine): what stands above the headings */
  GPtrArray  *lines;      /* (element-type SotongSheetLine): without the headings */
} SotongSheet;

/* Which column is what: its number from 0, or -1. */
typedef struct {
  int columns[SOTONG_SHEET_N_ROLES];
} SotongSheetMapping;

SotongSheet *sotong_sheet_read             (const char                *path,
                                            const char                *charset,
                                            char                       separator,
                                            GCancellable              *cancellable,
                                            GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_sheet_read_async       (const char                *path,
                                            const char                *charset,
                                            char                       separator,
                                            GCancellable              *cancellable,
                                            GAsyncReadyCallback        callback,
                                            gpointer                   user_data);
SotongSheet *sotong_sheet_read_finish      (GAsyncResult              *result,
                                            GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
SotongSheet *sotong_sheet_ref              (SotongSheet               *self);
void         sotong_sheet_free             (SotongSheet               *self);
const char  *sotong_sheet_get_cell         (const SotongSheet         *self,
                                            const SotongSheetLine     *line,
                                            int                        column);
char        *sotong_sheet_describe_column  (const SotongSheet         *self,
                                            int                        column) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSheet, sotong_sheet_free)

void         sotong_sheet_mapping_guess    (SotongSheetMapping        *self,
                                            const SotongSheet         *sheet);
gboolean     sotong_sheet_mapping_recall   (SotongSheetMapping        *self,
                                            const SotongSheet         *sheet,
                                            SotongDb                  *db,
                                            GError                   **error);
gboolean     sotong_sheet_mapping_keep     (const SotongSheetMapping  *self,
                                            const SotongSheet         *sheet,
                                            SotongDb                  *db,
                                            GError                   **error);
gboolean     sotong_sheet_mapping_set      (SotongSheetMapping        *self,
                                            const SotongSheet         *sheet,
                                            const char                *words,
                                            GError                   **error);
GArray      *sotong_sheet_mapping_list_unused     (const SotongSheetMapping *self,
                                                   const SotongSheet        *sheet) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_sheet_mapping_describe_unused (const SotongSheetMapping *self,
                                                   const SotongSheet        *sheet) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
