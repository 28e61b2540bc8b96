/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "platforms/sotong-http.h"
#include "platforms/sotong-item.h"

G_BEGIN_DECLS
#define SOTONG_READER_MAX_BYTES    (5 * 1024 * 1024)  /* of one answer, unpacked */
#define SOTONG_READER_MAX_ITEMS    5000               /* of one fetch */
#define SOTONG_READER_DEADLINE     60                 /* seconds for one answer, whatever trickles in */
#define SOTONG_READER_MIN_INTERVAL 600                /* seconds between two fetches of one source */

/* How a fetch ended. */
typedef enum {
  SOTONG_FETCH_OK,         /* there are items, or there may have been: the interval is covered */
  SOTONG_FETCH_UNCHANGED,  /* the source said that nothing is new: covered too */
  SOTONG_FETCH_WAIT,       /* busy, slow or not to be reached: again at retry_at */
  SOTONG_FETCH_REFUSED,    /* gone, forbidden, wants another secret: a person must look; not again by itself */
  SOTONG_FETCH_FAILED,     /* answered, but with nothing that can be read: again at retry_at */
} SotongFetchOutcome;

/**
 * SotongFetchRequest:
 * @url: the source's address
 * @secret: (nullable): its secret, when the kind wants one; feeds take
 *   "USER:PASSWORD"
 * @etag: (nullable): as the last reply gave it
 * @last_modified: (nullable): as the last reply gave it
 * @cursor: (nullable): as the last reply gave it
 * @since: the end of what earlier fetches covered without a gap, seconds since
 *   1970 UTC; 0 if there was none
 * @now: the time by the workspace's clock, seconds since 1970 UTC
 * @zone: the office's zone, for dates that name none
 * @max_items: how many items at most, 0 for the default
 * @max_bytes: of one answer unpacked, 0 for the default
 * @deadline: seconds for one answer, 0 for the default
 *
 * What a fetch needs. All of it is lent for the length of the call.
 */
typedef struct {
  const char *url;
  const char *secret;
  const char *etag;
  const char *last_modified;
  const char *cursor;
  gint64      since;
  gint64      now;
  GTimeZone  *zone;
  guint       max_items;
  gsize       max_bytes;
  guint       deadline;
} SotongFetchRequest;

/**
 * SotongFetchReply:
 * @outcome: how it ended
 * @http_status: the last HTTP status, 0 if there was no answer
 * @items: (element-type SotongItem): what came, newest first or not; never
 *   %NULL; a fetch that failed on its third page brings the items of the first two
 * @etag: (nullable): to be kept for the next request, also when %NULL
 * @last_modified: (nullable): likewise
 * @cursor: (nullable): likewise
 * @moved_to: (nullable): the source has moved for good: store this address
 * @retry_at: not before this time, seconds since 1970 UTC; 0 if nothing is said
 * @next_after: seconds until the next fetch makes sense, at least
 *   %SOTONG_READER_MIN_INTERVAL
 * @covered_from: nothing published from here …
 * @covered_to: … to here was missed; both 0 when nothing is covered
 * @message: (nullable): a sentence for people: what, where, why, what next;
 *   may also come with %SOTONG_FETCH_OK, when something was left out
 */
typedef struct {
  SotongFetchOutcome  outcome;
  guint               http_status;
  GPtrArray          *items;
  char               *etag;
  char               *last_modified;
  char               *cursor;
  char               *moved_to;
  gint64              retry_at;
  gint64              next_after;
  gint64              covered_from;
  gint64              covered_to;
  char               *message;
} SotongFetchReply;

#define SOTONG_TYPE_READER (sotong_reader_get_type ())
G_DECLARE_DERIVABLE_TYPE (SotongReader, sotong_reader, SOTONG, READER, GObject)

/**
 * SotongReaderClass:
 * @fetch: reads a source once; blocks, so it runs in a worker thread; never
 *   %NULL, what goes wrong is in the reply
 */
struct _SotongReaderClass
{
  GObjectClass parent_class;

  SotongFetchReply *(*fetch) (SotongReader             *self,
                              const SotongFetchRequest *request,
                              GCancellable             *cancellable);

  gpointer padding[4];
};

SotongReader       *sotong_reader_new           (const char               *kind,
                                                 SotongHttp               *http) G_GNUC_WARN_UNUSED_RESULT;
SotongHttp         *sotong_reader_get_http      (SotongReader             *self);
const char * const *sotong_reader_list_kinds    (void);
gboolean            sotong_reader_needs_secret  (const char               *kind);
SotongFetchReply   *sotong_reader_fetch         (SotongReader             *self,
                                                 const SotongFetchRequest *request,
                                                 GCancellable             *cancellable) G_GNUC_WARN_UNUSED_RESULT;

SotongFetchReply   *sotong_fetch_reply_new      (SotongFetchOutcome        outcome) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_fetch_reply_free     (SotongFetchReply         *self);
const char         *sotong_fetch_outcome_to_name (SotongFetchOutcome       outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongFetchReply, sotong_fetch_reply_free)
G_END_DECLS
