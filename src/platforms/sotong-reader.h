/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <json-glib/json-glib.h>

#include "platforms/sotong-http.h"
#include "platforms/sotong-item.h"

G_BEGIN_DECLS
#define SOTONG_READER_MAX_BYTES    (5 * 1024 * 1024)  /* of one answer, unpacked */
#define SOTONG_READER_MAX_ITEMS    5000               /* of one fetch */
#define SOTONG_READER_DEADLINE     60                 /* seconds for one answer, whatever trickles in */
#define SOTONG_READER_MIN_INTERVAL 600                /* seconds between two fetches of one source */

#define SOTONG_READER_N_QUOTAS     2                  /* that one kind may have */
#define SOTONG_READER_NO_LIMIT     G_MAXINT64

/* When what was used of a quota is given back. */
typedef enum {
  SOTONG_QUOTA_DAY_SEOUL,
  SOTONG_QUOTA_DAY_PACIFIC,
  SOTONG_QUOTA_MONTH_UTC,
} SotongQuotaPeriod;

/**
 * SotongReaderQuota:
 * @scope: (nullable): whose it is, "naver": sources of several kinds may share one; %NULL: there is none
 * @period: when it begins anew
 * @limit: calls a period, or for what costs money thousandths of a US dollar; 0: the source's own "budget"
 * @besides: calls of one fetch besides the pages of what it searches for, as for what is said under that
 *
 * What a site lets one office ask in a period.
 */
typedef struct {
  const char        *scope;
  SotongQuotaPeriod  period;
  gint64             limit;
  gint64             besides;
} SotongReaderQuota;

/* What else a kind needs besides an address. */
typedef enum {
  SOTONG_READER_NEEDS_SECRET  = 1 << 0,  /* cannot be read without one */
  SOTONG_READER_TAKES_SECRET  = 1 << 1,  /* may have one */
  SOTONG_READER_NEEDS_WORDS   = 1 << 2,  /* searches: for its own words, or those of the topics */
  SOTONG_READER_IS_PRICED     = 1 << 3,  /* costs money: has a budget a month */
  SOTONG_READER_IS_RELATIVE   = 1 << 4,  /* brings no mentions but a relative series */
} SotongReaderNeeds;

/* One point of a relative series: of one answer the largest is 100, so those of two answers cannot be compared. */
typedef struct {
  char   *name;   /* of the words it is about */
  char   *day;    /* YYYY-MM-DD, the first of its period */
  double  ratio;  /* 0 to 100 */
} SotongRelativePoint;

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
 * @queries: (nullable) (array zero-terminated=1): what is searched for, of kinds that search
 * @settings: (nullable): the source's own settings, by kind
 * @left: of each quota of the kind, how much may be used now
 * @is_share: of each, whether @left is only what one fetch may use of it, so that the next fetch may go on; else it is all there is
 * @probe: only find out whether the source can be read, as cheaply as it can be
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
  const char * const *queries;
  JsonObject *settings;
  gint64      left[SOTONG_READER_N_QUOTAS];
  gboolean    is_share[SOTONG_READER_N_QUOTAS];
  gboolean    probe;
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
 * @points: (nullable) (element-type SotongRelativePoint): a relative series, whole, of kinds that bring one
 * @used: of each quota of the kind, how much this fetch used
 * @exhausted: of each quota, whether the site says that it is used up, whatever was counted here
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
  GPtrArray          *points;
  gint64              used[SOTONG_READER_N_QUOTAS];
  gboolean            exhausted[SOTONG_READER_N_QUOTAS];
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
const char         *sotong_reader_get_kind      (SotongReader             *self);
const char * const *sotong_reader_list_kinds    (void);
gboolean            sotong_reader_needs_secret  (const char               *kind);
SotongReaderNeeds   sotong_reader_get_needs     (const char               *kind);
const char         *sotong_reader_get_home      (const char               *kind);
const SotongReaderQuota *sotong_reader_get_quotas (const char             *kind);
gint64              sotong_reader_to_budget     (double                    dollars);
const char         *sotong_reader_check_budget  (const char               *kind,
                                                 double                    dollars);
void                sotong_reader_find_period   (const SotongReaderQuota  *quota,
                                                 gint64                    now,
                                                 char                    **out_name,
                                                 gint64                   *out_end);
SotongFetchReply   *sotong_reader_fetch         (SotongReader             *self,
                                                 const SotongFetchRequest *request,
                                                 GCancellable             *cancellable) G_GNUC_WARN_UNUSED_RESULT;

void                sotong_relative_point_free  (SotongRelativePoint      *self);
SotongFetchReply   *sotong_fetch_reply_new      (SotongFetchOutcome        outcome) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_fetch_reply_free     (SotongFetchReply         *self);
const char         *sotong_fetch_outcome_to_name (SotongFetchOutcome       outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongFetchReply, sotong_fetch_reply_free)
G_END_DECLS
