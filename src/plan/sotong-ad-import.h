/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-store.h"

G_BEGIN_DECLS
#define SOTONG_AD_IMPORT_ERROR (sotong_ad_import_error_quark ())
typedef enum {
  SOTONG_AD_IMPORT_ERROR_COLUMNS,  /* the first line names no title, or nothing besides */
  SOTONG_AD_IMPORT_ERROR_ROWS,     /* lines are wrong: they are listed, and nothing was written */
} SotongAdImportError;
GQuark sotong_ad_import_error_quark (void);

/* What a sheet of figures brought. */
typedef struct {
  guint      n_added;
  guint      n_changed;
  GPtrArray *problems;  /* (element-type utf8): a sentence a line that is wrong */
  GPtrArray *unused;    /* (element-type utf8): the headings that are none of an advertisement's */
} SotongAdImport;

void            sotong_ad_import_free (SotongAdImport  *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongAdImport, sotong_ad_import_free)
char           *sotong_ad_import_describe_unused (const SotongAdImport *self) G_GNUC_WARN_UNUSED_RESULT;
SotongAdImport *sotong_ad_import      (SotongStore     *store,
                                       const char      *path,
                                       GCancellable    *cancellable,
                                       GError         **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
