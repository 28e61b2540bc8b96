/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content-row.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
#define SOTONG_EXPORT_ERROR (sotong_export_error_quark ())
typedef enum {
  SOTONG_EXPORT_ERROR_FORMAT,  /* the file's name says no format that is written */
} SotongExportError;
GQuark sotong_export_error_quark (void);

typedef enum {
  SOTONG_EXPORT_CSV,
  SOTONG_EXPORT_ICS,
  SOTONG_EXPORT_XLSX,
} SotongExportFormat;

gboolean sotong_export_format_from_path (const char              *path,
                                         SotongExportFormat      *out_format,
                                         GError                 **error);
gint64   sotong_export_contents         (SotongStore             *store,
                                         const SotongEntryQuery  *query,
                                         const char              *path,
                                         GCancellable            *cancellable,
                                         GError                 **error);
void     sotong_export_contents_async   (SotongStore             *store,
                                         const SotongEntryQuery  *query,
                                         const char              *path,
                                         GCancellable            *cancellable,
                                         GAsyncReadyCallback      callback,
                                         gpointer                 user_data);
gint64   sotong_export_contents_finish  (SotongStore             *store,
                                         GAsyncResult            *result,
                                         GError                 **error);
G_END_DECLS
