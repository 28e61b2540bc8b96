/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-reader.h"
#include "platforms/sotong-secrets.h"
#include "store/sotong-source.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
/**
 * SotongFetchResult:
 * @source_id: the source
 * @source: its name
 * @good: the source answered, and what it brought is in the workspace
 * @outcome: ok, unchanged, wait, refused, failed, cancelled, or busy when another program reads the source
 * @http_status: the last HTTP status, or 0
 * @n_items: what the source brought
 * @n_new: those that the workspace did not know
 * @next_due: when it is read again, `SOTONG_SOURCE_NEVER` if a person must look first
 * @message: (nullable): a sentence for people; also when something was left out of a good answer
 *
 * How the fetch of one source ended.
 */
typedef struct {
  gint64    source_id;
  char     *source;
  gboolean  good;
  char     *outcome;
  guint     http_status;
  gint64    n_items;
  gint64    n_new;
  gint64    next_due;
  char     *message;
} SotongFetchResult;

/* One source begins (@result is %NULL) or has ended; @notice is what is to be said before it costs money. */
typedef struct {
  gint64                   source_id;
  const char              *source;
  const char              *notice;  /* (nullable) */
  const SotongFetchResult *result;  /* (nullable) */
  guint                    n_done;
  guint                    n_all;
} SotongFetchProgress;

typedef void (*SotongFetchProgressFunc) (const SotongFetchProgress *progress,
                                         gpointer                   user_data);

/* What is used of one of a source's quotas in this day or month. */
typedef struct {
  char   *scope;   /* "naver", of all sources that share it, or "x/3" of one source */
  char   *period;
  gint64  used;    /* calls, or thousandths of a US dollar */
  gint64  limit;
} SotongFetchQuota;

/* Told before a fetch that costs money begins: what it may cost. */
typedef void (*SotongFetchNoticeFunc) (const char *notice,
                                       gpointer    user_data);

void               sotong_fetch_result_free (SotongFetchResult        *result);
SotongFetchResult *sotong_fetch_result_copy (const SotongFetchResult  *result) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongFetchResult, sotong_fetch_result_free)

SotongFetchResult *sotong_fetch_run         (SotongStore              *store,
                                             gint64                    source_id,
                                             SotongReader             *reader,
                                             const char               *secret,
                                             GCancellable             *cancellable,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void               sotong_fetch_quota_free  (SotongFetchQuota         *quota);
GPtrArray         *sotong_fetch_list_quotas (SotongDb                 *db,
                                             const SotongSource       *source,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

SotongFetchResult *sotong_fetch_run_told    (SotongStore              *store,
                                             gint64                    source_id,
                                             SotongReader             *reader,
                                             const char               *secret,
                                             gboolean                  probe,
                                             SotongFetchNoticeFunc     notice,
                                             gpointer                  notice_data,
                                             GCancellable             *cancellable,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
SotongFetchResult *sotong_fetch_run_unasked (SotongStore              *store,
                                             gint64                    source_id,
                                             const char               *why,
                                             gboolean                  probe,
                                             GCancellable             *cancellable,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
SotongFetchResult *sotong_fetch_probe       (SotongStore              *store,
                                             gint64                    source_id,
                                             SotongSecrets            *secrets,
                                             SotongFetchProgressFunc   progress,
                                             gpointer                  progress_data,
                                             GCancellable             *cancellable,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray         *sotong_fetch_all         (SotongStore              *store,
                                             GArray                   *source_ids,
                                             SotongSecrets            *secrets,
                                             SotongFetchProgressFunc   progress,
                                             gpointer                  progress_data,
                                             GCancellable             *cancellable,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void               sotong_fetch_all_async   (SotongStore              *store,
                                             GArray                   *source_ids,
                                             SotongSecrets            *secrets,
                                             SotongFetchProgressFunc   progress,
                                             gpointer                  progress_data,
                                             GCancellable             *cancellable,
                                             GAsyncReadyCallback       callback,
                                             gpointer                  user_data);
GPtrArray         *sotong_fetch_all_finish  (SotongStore              *store,
                                             GAsyncResult             *result,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
