/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
#define SOTONG_LAYER_USUAL_MINUTES 60
#define SOTONG_LAYER_MIN_MINUTES   5
#define SOTONG_LAYER_MAX_MINUTES   10080 /* a week */

/* Events of others beside the contents: those of a file, or of an address that is looked at again. */
typedef struct {
  gint64  id;
  char   *name;
  char   *kind;           /* file, subscribed, own */
  char   *address;        /* a path or a web address */
  int     colour;         /* index into the palette */
  char   *etag;           /* (nullable) */
  char   *last_modified;  /* (nullable) */
  gint64  checked_at;     /* or SOTONG_NONE: when it was read the last time */
  gint64  changed_at;     /* or SOTONG_NONE: when that brought something new */
  char   *message;        /* why it could not be read the last time, or "" */
  gint64  every_minutes;  /* how often a subscribed one is looked at; 0 for an hour when it is added */
  gint64  n_events;       /* filled when read */
} SotongEventLayer;

/* An event as its calendar has it: once, or as a rule. */
typedef struct {
  gint64    layer_id;
  char     *uid;
  char     *recurrence_id; /* "" or, of one that was moved out of its row, the local time it had there */
  gint64    sequence;
  gint64    modified_at;   /* 0 if not told */
  char     *summary;
  char     *location;
  char     *description;
  gboolean  all_day;
  gint64    starts_at;
  gint64    ends_at;       /* exclusive; @starts_at if it takes no time */
  char     *zone;          /* in which it recurs; "": the office's */
  char     *rule;          /* RRULE, or "" */
  char     *exceptions;    /* "-" and a local time that is left out, "+" and one that is added, with blanks between */
  gint64    repeats_until; /* or SOTONG_NONE: without end, or once */
} SotongLayerEvent;

/* What reading a layer again brought. */
typedef struct {
  gint64 n_added;
  gint64 n_changed;
  gint64 n_removed;
} SotongLayerCounts;

SotongEventLayer *sotong_event_layer_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_event_layer_free   (SotongEventLayer        *layer);
SotongLayerEvent *sotong_layer_event_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_layer_event_free   (SotongLayerEvent        *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongEventLayer, sotong_event_layer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongLayerEvent, sotong_layer_event_free)

gint64            sotong_event_layer_add    (SotongDb                *db,
                                             const SotongEventLayer  *layer,
                                             GError                 **error);
gboolean          sotong_event_layer_remove (SotongDb                *db,
                                             gint64                   id,
                                             GError                 **error);
GPtrArray        *sotong_event_layer_list   (SotongDb                *db,
                                             GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
SotongEventLayer *sotong_event_layer_get    (SotongDb                *db,
                                             gint64                   id,
                                             GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
gint64            sotong_event_layer_find   (SotongDb                *db,
                                             const char              *address,
                                             GError                 **error);
gint64            sotong_event_layer_find_named (SotongDb            *db,
                                                 const char          *name,
                                                 GError             **error);
gboolean          sotong_event_layer_fill   (SotongDb                *db,
                                             gint64                   id,
                                             GPtrArray               *events,
                                             SotongLayerCounts       *out_counts,
                                             GError                 **error);
gboolean          sotong_event_layer_compare (SotongDb               *db,
                                              gint64                  id,
                                              GPtrArray              *events,
                                              SotongLayerCounts      *out_counts,
                                              GError                **error);
gboolean          sotong_event_layer_is_due (const SotongEventLayer *layer,
                                             gint64                  now);
gboolean          sotong_event_layer_note   (SotongDb                *db,
                                             const SotongEventLayer  *layer,
                                             GError                 **error);
GPtrArray        *sotong_layer_event_list   (SotongDb                *db,
                                             SotongRange              range,
                                             GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
