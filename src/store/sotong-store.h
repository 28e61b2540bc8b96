/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "store/sotong-db.h"
#include "util/sotong-clock.h"

G_BEGIN_DECLS
/* What a write concerned: the detail of SotongStore::changed. */
typedef enum {
  SOTONG_AREA_PLAN     = 1 << 0, /* contents, copies, campaigns, targets */
  SOTONG_AREA_CHANNELS = 1 << 1,
  SOTONG_AREA_OUTBOX   = 1 << 2, /* attempts */
  SOTONG_AREA_BUDGET   = 1 << 3,
  SOTONG_AREA_SOURCES  = 1 << 4, /* sources and their runs */
  SOTONG_AREA_TOPICS   = 1 << 5,
  SOTONG_AREA_MENTIONS = 1 << 6,
  SOTONG_AREA_HISTORY  = 1 << 7,
  SOTONG_AREA_SETTINGS = 1 << 8,
  SOTONG_AREA_WATCH    = 1 << 9, /* cases, alerts and samples to judge */
  SOTONG_AREA_ALL      = (1 << 10) - 1,
} SotongStoreArea;

typedef enum {
  SOTONG_WRITE_DEFAULT = 0,
  SOTONG_WRITE_BULK    = 1 << 0, /* synchronous=NORMAL: for imports, whose rows can be had again */
  SOTONG_WRITE_SHARED  = 1 << 1, /* short, and often many at a time: those that wait share one commit */
  SOTONG_WRITE_SOFT    = 1 << 2, /* survives the end of the program at once, that of the machine with the next write that is not soft */
} SotongWriteFlags;

/**
 * SotongStoreJob:
 * @db: the connection, for this call only
 * @data: what was handed to the store with the job
 * @cancellable: (nullable): to be asked now and then in long jobs
 * @error: return location
 *
 * Work on the workspace, in a thread of the store. A write job is one transaction:
 * it is committed when the job returns, and rolled back when it returns %NULL. Jobs with %SOTONG_WRITE_SHARED may
 * have one commit together: each fails alone, none is answered before all are on the disk.
 *
 * Returns: (transfer full) (nullable): the result; %NULL with @error set on failure
 */
typedef gpointer (*SotongStoreJob) (SotongDb      *db,
                                    gpointer       data,
                                    GCancellable  *cancellable,
                                    GError       **error);

#define SOTONG_TYPE_STORE (sotong_store_get_type ())
G_DECLARE_FINAL_TYPE (SotongStore, sotong_store, SOTONG, STORE, GObject)

SotongStore *sotong_store_open         (const char           *path,
                                        SotongClock          *clock,
                                        GCancellable         *cancellable,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
SotongStore *sotong_store_open_brief   (const char           *path,
                                        SotongClock          *clock,
                                        GCancellable         *cancellable,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
SotongStore *sotong_store_create       (const char           *path,
                                        SotongClock          *clock,
                                        GCancellable         *cancellable,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_store_open_async   (const char           *path,
                                        gboolean              create,
                                        SotongClock          *clock,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
SotongStore *sotong_store_open_finish  (GAsyncResult         *result,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_store_close        (SotongStore          *self);

void         sotong_store_watch        (SotongStore          *self);

const char  *sotong_store_get_path     (SotongStore          *self);
const char  *sotong_store_get_uuid     (SotongStore          *self);
SotongClock *sotong_store_get_clock    (SotongStore          *self);
GTimeZone   *sotong_store_get_zone     (SotongStore          *self);
gboolean     sotong_store_is_demo      (SotongStore          *self);
gboolean     sotong_store_is_open_to_others (SotongStore     *self);

gpointer     sotong_store_read         (SotongStore          *self,
                                        SotongStoreJob        job,
                                        gpointer              data,
                                        GCancellable         *cancellable,
                                        GError              **error);
void         sotong_store_read_async   (SotongStore          *self,
                                        SotongStoreJob        job,
                                        gpointer              data,
                                        GDestroyNotify        data_free,
                                        GDestroyNotify        result_free,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gpointer     sotong_store_read_finish  (SotongStore          *self,
                                        GAsyncResult         *result,
                                        GError              **error);
void         sotong_store_trim         (SotongStore          *self);
gboolean     sotong_store_is_reading   (SotongStore          *self);
gpointer     sotong_store_write        (SotongStore          *self,
                                        SotongWriteFlags      flags,
                                        SotongStoreJob        job,
                                        gpointer              data,
                                        GCancellable         *cancellable,
                                        GError              **error);
void         sotong_store_write_async  (SotongStore          *self,
                                        SotongWriteFlags      flags,
                                        SotongStoreJob        job,
                                        gpointer              data,
                                        GDestroyNotify        data_free,
                                        GDestroyNotify        result_free,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gpointer     sotong_store_write_finish (SotongStore          *self,
                                        GAsyncResult         *result,
                                        GError              **error);
G_END_DECLS
