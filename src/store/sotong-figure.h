/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
#define SOTONG_FIGURE_RECENT_DAYS 28   /* posts that are younger are asked for each day, older ones once a week */
#define SOTONG_FIGURE_OLDEST_DAYS 365  /* older ones are not asked for */

/* How often something was seen, liked and so on in all, as it stood on an office's day. */
typedef struct {
  gint64  channel_id;
  gint64  content_id;   /* 0: of the account */
  gint64  copy_id;      /* 0: of the account */
  char   *channel;      /* its name */
  char   *title;        /* (nullable): the content's */
  char   *day;          /* YYYY-MM-DD */
  char   *metric;       /* "followers", "views", ... */
  gint64  value;        /* or SOTONG_NONE: it was asked for that day and not obtained */
  gint64  captured_at;  /* seconds since 1970 UTC */
  char   *source;       /* "platform", or who typed it in */
} SotongFigure;

typedef struct {
  gint64      channel_id;  /* 0: all */
  gint64      content_id;  /* 0: all */
  const char *from;        /* (nullable): first day, YYYY-MM-DD */
  const char *to;          /* (nullable): last day, inclusive */
} SotongFigureQuery;

/* A post whose figures are to be asked for. */
typedef struct {
  gint64  copy_id;
  char   *remote_id;
} SotongFigurePost;

void       sotong_figure_free       (SotongFigure             *figure);
void       sotong_figure_post_free  (SotongFigurePost         *post);
char      *sotong_figure_today      (SotongDb                 *db) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *sotong_figure_list       (SotongDb                 *db,
                                     const SotongFigureQuery  *query,
                                     GError                  **error);
GPtrArray *sotong_figure_list_posts (SotongDb                 *db,
                                     gint64                    channel_id,
                                     GError                  **error);
gboolean   sotong_figure_put        (SotongDb                 *db,
                                     gint64                    channel_id,
                                     gint64                    copy_id,
                                     const char               *metric,
                                     gint64                    value,
                                     GError                  **error);
gboolean   sotong_figure_put_day    (SotongDb                 *db,
                                     gint64                    channel_id,
                                     const char               *day,
                                     const char               *metric,
                                     gint64                    value,
                                     GError                  **error);
gboolean   sotong_figure_note_gap   (SotongDb                 *db,
                                     gint64                    channel_id,
                                     GError                  **error);
gboolean   sotong_figure_note_day_gap (SotongDb               *db,
                                     gint64                    channel_id,
                                     const char               *day,
                                     GError                  **error);
gboolean   sotong_figure_note_wait  (SotongDb                 *db,
                                     gint64                    channel_id,
                                     gint64                    until,
                                     GError                  **error);
gboolean   sotong_figure_waits      (SotongDb                 *db,
                                     gint64                    channel_id,
                                     gboolean                 *out_waits,
                                     GError                  **error);
gboolean   sotong_figure_note_whole (SotongDb                 *db,
                                     gint64                    channel_id,
                                     GError                  **error);
gboolean   sotong_figure_note_message (SotongDb               *db,
                                     gint64                    channel_id,
                                     const char               *message,
                                     gboolean                 *out_news,
                                     GError                  **error);
gboolean   sotong_figure_is_due     (SotongDb                 *db,
                                     gint64                    channel_id,
                                     gboolean                 *out_due,
                                     GError                  **error);
gboolean   sotong_figure_before     (SotongDb                 *db,
                                     gint64                    copy_id,
                                     const char               *metric,
                                     const char               *day,
                                     gint64                   *out_value,
                                     GError                  **error);
gboolean   sotong_figure_enter      (SotongDb                 *db,
                                     const SotongFigure       *figure,
                                     GError                  **error);
G_END_DECLS
