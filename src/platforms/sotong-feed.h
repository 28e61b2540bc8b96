/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "platforms/sotong-item.h"

G_BEGIN_DECLS
#define SOTONG_FEED_ERROR (sotong_feed_error_quark ())
typedef enum {
  SOTONG_FEED_ERROR_EMPTY,       /* no bytes, or nothing but blanks */
  SOTONG_FEED_ERROR_HTML,        /* a web page; the message says which feed it names, if any */
  SOTONG_FEED_ERROR_NOT_A_FEED,  /* something else: XML of another kind, JSON, a picture, or items in which nothing is called as it should */
  SOTONG_FEED_ERROR_BROKEN,      /* XML so damaged that no item could be read */
} SotongFeedError;
GQuark sotong_feed_error_quark (void);

/**
 * SotongFeedContext:
 * @url: (nullable): where the bytes came from, for relative addresses
 * @charset: (nullable): what the HTTP answer says of them
 * @zone: the zone of dates that name none
 * @now: the time of the fetch, seconds since 1970 UTC
 * @max_items: how many items at most
 */
typedef struct {
  const char *url;
  const char *charset;
  GTimeZone  *zone;
  gint64      now;
  guint       max_items;
} SotongFeedContext;

/**
 * SotongFeed:
 * @items: (element-type SotongItem): in the order of the file, complete
 * @title: (nullable): the feed's own title
 * @ttl: how long the feed says it does not change, seconds; 0 if it does not say
 * @broken_line: where the XML is damaged, from 1; 0 if it is sound
 * @cut: the file ends before it is complete
 * @more: there are more items than were asked for
 * @note: (nullable): a sentence that says what could not be read and why
 * @missing: (nullable): names of fields that none of several items has: not sent, or called something else now
 */
typedef struct {
  GPtrArray *items;
  char      *title;
  gint64     ttl;
  guint      broken_line;
  gboolean   cut;
  gboolean   more;
  char      *note;
  char      *missing;
} SotongFeed;

SotongFeed *sotong_feed_parse          (const char               *data,
                                        gsize                     length,
                                        const SotongFeedContext  *context,
                                        GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_feed_free           (SotongFeed               *self);
char       *sotong_feed_find_alternate (const char               *html,
                                        const char               *url) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongFeed, sotong_feed_free)
G_END_DECLS
