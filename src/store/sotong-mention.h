/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "store/sotong-rollup.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* What a citizen wrote somewhere, once, whatever number of sources and topics found it. */
typedef struct {
  gint64           id;
  char            *author;
  gint64           published_at;
  int              precision;        /* 0 exact, 1 the day, 2 zone guessed, 3 first seen */
  gint64           first_seen;
  char            *url;
  char            *text;
  SotongSentiment  sentiment;
  char            *sentiment_source; /* demo, machine, person, or empty */
  gint64           duplicate_of;     /* the first of the copies of one article, or SOTONG_NONE */
  gint64           copy_id;          /* the post of ours that it answers, or SOTONG_NONE */
  gint64           content_id;       /* what was posted there, or 0 */
  char            *content;          /* (nullable): its title */
  gboolean         made;
  gboolean         purged;           /* text, author and address are gone for good */
  gint64           n_copies;         /* how many others say nearly the same: copies of one article */
  GStrv            sources;          /* names; filled by sotong_mention_list() */
  GStrv            topics;           /* names */
} SotongMention;

/* Which mentions; all that is 0, NULL or -1 does not narrow. */
typedef struct {
  gint64       topic_id;
  gint64       source_id;
  int          sentiment;            /* -1: any */
  SotongRange  range;                /* both 0: any time */
  int          week_hour;            /* 1 to 168: the hour of the office's week, from Monday 0:00; 0: any */
  char        *words;                /* (nullable): blanks separate; a phrase in double quotes */
  char        *nouns;                /* (nullable): one, or several with ", " between: those that were counted for any, not what only holds
                                        their letters; with @once their copies count once as they do there, whatever words a copy has */
  char        *author;               /* (nullable) */
  gint64       group_id;             /* only the copies of one article, of which this is the first, or 0 */
  gboolean     open;                 /* only those that nobody judged and of which the machine is not sure */
  gboolean     once;                 /* of the copies of one article only the first that fits */
  gint64       before_id;            /* only those that come after it in the list, or 0 */
  gint64       at_id;                /* start with this one, or 0 */
  int          limit;                /* 0: no limit */
} SotongMentionQuery;

/* Where a long list has its pages: for a model that knows every row's place without holding all ids. */
typedef struct {
  gint64  n;                         /* how many mentions there are */
  int     page;                      /* rows a page */
  GArray *first_ids;                 /* (element-type gint64): of each page */
} SotongMentionPages;

SotongMentionQuery *sotong_mention_query_new   (void) G_GNUC_WARN_UNUSED_RESULT;
SotongMentionQuery *sotong_mention_query_copy  (const SotongMentionQuery  *query) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_mention_query_free  (SotongMentionQuery        *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongMentionQuery, sotong_mention_query_free)

void                sotong_mention_free        (SotongMention             *mention);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongMention, sotong_mention_free)
void                sotong_mention_pages_free  (SotongMentionPages        *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongMentionPages, sotong_mention_pages_free)

GPtrArray          *sotong_mention_list        (SotongDb                  *db,
                                                const SotongMentionQuery  *query,
                                                GError                   **error);
gboolean            sotong_mention_count       (SotongDb                  *db,
                                                const SotongMentionQuery  *query,
                                                gint64                    *out_n,
                                                GError                   **error);
gboolean            sotong_mention_count_groups (SotongDb                 *db,
                                                const SotongMentionQuery  *query,
                                                gint64                    *out_n,
                                                GError                   **error);
SotongMentionPages *sotong_mention_find_pages  (SotongDb                  *db,
                                                const SotongMentionQuery  *query,
                                                int                        page,
                                                GError                   **error);
SotongMention      *sotong_mention_get         (SotongDb                  *db,
                                                gint64                     id,
                                                GError                   **error);
gboolean            sotong_mention_label       (SotongDb                  *db,
                                                gint64                     id,
                                                SotongSentiment            sentiment,
                                                GError                   **error);
gboolean            sotong_mention_label_all   (SotongDb                  *db,
                                                GArray                    *ids,
                                                SotongSentiment            sentiment,
                                                GError                   **error);
GArray             *sotong_mention_list_corrected (SotongDb               *db,
                                                   gint64                  topic_id,
                                                   SotongRange             range,
                                                   GError                **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean            sotong_mention_take_out    (SotongDb                  *db,
                                                gint64                     id,
                                                gint64                     topic_id,
                                                GError                   **error);
gboolean            sotong_mention_take_out_all (SotongDb                 *db,
                                                GArray                    *ids,
                                                gint64                     topic_id,
                                                GError                   **error);
gint64              sotong_mention_id_first    (gint64                     time);
G_END_DECLS
