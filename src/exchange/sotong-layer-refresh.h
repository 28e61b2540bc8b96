/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-http.h"
#include "store/sotong-event-layer.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* How reading a layer went. */
typedef struct {
  gint64             layer_id;
  SotongLayerCounts  counts;
  gboolean           unchanged;  /* the server says that nothing is new */
  GPtrArray         *notes;      /* (element-type utf8): what was passed over */
  char              *told;       /* (nullable): a doubt about its times that was not there the last time */
} SotongLayerRefresh;

void                sotong_layer_refresh_free (SotongLayerRefresh  *refresh);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongLayerRefresh, sotong_layer_refresh_free)

SotongLayerRefresh *sotong_layer_add          (SotongStore         *store,
                                               SotongHttp          *http,
                                               const char          *name,
                                               const char          *address,
                                               gint64               every_minutes,
                                               GCancellable        *cancellable,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;
guint               sotong_layer_refresh_due  (SotongStore         *store,
                                               GPtrArray           *told,
                                               GCancellable        *cancellable,
                                               GError             **error);
SotongLayerRefresh *sotong_layer_preview      (SotongStore         *store,
                                               gint64               id,
                                               const char          *path,
                                               GCancellable        *cancellable,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;
SotongLayerRefresh *sotong_layer_refresh      (SotongStore         *store,
                                               SotongHttp          *http,
                                               gint64               id,
                                               GCancellable        *cancellable,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
