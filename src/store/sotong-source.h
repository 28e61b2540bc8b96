/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* Where mentions come from, and how it went the last time. */
typedef struct {
  gint64   id;
  char    *name;
  char    *kind;           /* feed, practice, import, ... */
  char    *url;
  char    *settings;       /* JSON, by kind; empty if there is none */
  gint64   channel_id;     /* whose account it reads with, or SOTONG_NONE */
  gint64   interval_s;     /* seconds between two fetches, at least */
  gint64   retention_days; /* or SOTONG_NONE: for ever */
  gboolean enabled;
  gboolean made;

  /* What the reader wants to see again. */
  char    *cursor;
  char    *etag;
  char    *last_modified;
  gint64   next_due;       /* not before, while a stage is held by hand sooner than by the interval; SOTONG_NONE: at once */
  int      failures;       /* in a row */

  /* The last run; filled by sotong_source_list() and sotong_source_get(). */
  gint64   last_run_at;    /* SOTONG_NONE if there was none */
  char    *last_outcome;   /* as in SotongSourceRun; "" while it is under way */
  gint64   last_new;
  char    *last_message;
  gint64   last_good_at;   /* of the last run that covered something, or SOTONG_NONE */
  gint64   n_mentions;     /* that it was the first to bring */
  gboolean under_way;      /* a program is reading it right now */
} SotongSource;

SotongSource *sotong_source_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void          sotong_source_free   (SotongSource        *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSource, sotong_source_free)

gint64        sotong_source_add    (SotongDb            *db,
                                    const SotongSource  *source,
                                    GError             **error);
gboolean      sotong_source_edit   (SotongDb            *db,
                                    const SotongSource  *source,
                                    GError             **error);
gboolean      sotong_source_set_address (SotongDb       *db,
                                         gint64          id,
                                         const char     *url,
                                         gint64          channel_id,
                                         GError        **error);
gboolean      sotong_source_wake   (SotongDb            *db,
                                    gint64               id,
                                    GError             **error);
gboolean      sotong_source_was_woken (SotongDb         *db,
                                       gint64            run_id,
                                       gboolean         *out_woken,
                                       GError          **error);
gint64        sotong_source_last_change (SotongDb       *db,
                                         gint64          id,
                                         GError        **error);
gboolean      sotong_source_remove (SotongDb            *db,
                                    gint64               id,
                                    GError             **error);
GPtrArray    *sotong_source_list   (SotongDb            *db,
                                    GError             **error);
SotongSource *sotong_source_get    (SotongDb            *db,
                                    gint64               id,
                                    GError             **error);
gint64        sotong_source_find   (SotongDb            *db,
                                    const char          *name,
                                    GError             **error);
gboolean      sotong_source_is_due (const SotongSource  *source,
                                    gint64               now);
gboolean      sotong_source_brings_mentions (const SotongSource *source);
G_END_DECLS
