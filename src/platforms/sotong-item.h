/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
#define SOTONG_ITEM_MAX_TEXT     (64 * 1024)  /* bytes; a longer text is cut and ends with a mark */
#define SOTONG_ITEM_MAX_TITLE    1000         /* bytes */
#define SOTONG_ITEM_MAX_AUTHOR   300          /* bytes */
#define SOTONG_ITEM_MAX_ID       1000         /* bytes; of a longer id its digest is kept */
#define SOTONG_ITEM_MAX_REACH    G_GINT64_CONSTANT (10000000000)
#define SOTONG_ITEM_MAX_URL      4000         /* bytes; a longer address is dropped, not cut */

/* How much of "published_at" the source really said. */
typedef enum {
  SOTONG_ITEM_EXACT,         /* date, time and zone */
  SOTONG_ITEM_DAY_ONLY,      /* a day; published_at is its first second in the office's zone */
  SOTONG_ITEM_GUESSED_ZONE,  /* date and time; the zone was missing or unknown and the office's was taken */
  SOTONG_ITEM_FIRST_SEEN,    /* no usable date, or one in the future: the time of the fetch */
} SotongItemPrecision;

#define SOTONG_TYPE_ITEM (sotong_item_get_type ())

/**
 * SotongItem:
 * @external_id: (nullable): the source's own id
 * @url: (nullable): absolute http or https address of this one item
 * @canonical_key: (nullable): what makes the same item the same, whichever
 *   source brought it; set by sotong_item_complete()
 * @author: (nullable): the writer's name as shown
 * @title: (nullable): one line
 * @text: (nullable): plain text, lines ended by "\n", without the title
 * @reply_to: (nullable): id or address of what this answers
 * @published_at: seconds since 1970 UTC
 * @precision: what is known of @published_at
 * @reach: how many people it reaches: followers or views; 0 if the source does not say
 * @odd_date: the source names a day that cannot be, so that @published_at is the time of the fetch
 *
 * What a source brings: one post, comment or article. A plain struct; fill it
 * with anything that came from outside, then call sotong_item_complete().
 */
typedef struct {
  char                *external_id;
  char                *url;
  char                *canonical_key;
  char                *author;
  char                *title;
  char                *text;
  char                *reply_to;
  gint64               published_at;
  SotongItemPrecision  precision;
  gint64               reach;
  gboolean             odd_date;
} SotongItem;

GType       sotong_item_get_type      (void);
SotongItem *sotong_item_new           (void) G_GNUC_WARN_UNUSED_RESULT;
SotongItem *sotong_item_copy          (const SotongItem    *self) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_item_free          (SotongItem          *self);
void        sotong_item_complete      (SotongItem          *self,
                                       const char          *id_space);
char       *sotong_item_make_key      (const char          *url,
                                       const char          *id_space,
                                       const char          *external_id) G_GNUC_WARN_UNUSED_RESULT;
const char *sotong_item_precision_to_name   (SotongItemPrecision  precision);
gboolean    sotong_item_precision_from_name (const char          *name,
                                             SotongItemPrecision *out_precision);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongItem, sotong_item_free)
G_END_DECLS
