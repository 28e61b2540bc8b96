/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-metric.h"
#include "store/sotong-db.h"

G_BEGIN_DECLS
#define SOTONG_FIGURES_N_DAYS 28
#define SOTONG_FIGURES_N_METRICS SOTONG_METRIC_N_KINDS

/* An account, or a post on an account. */
typedef struct {
  gint64  channel_id;
  char   *name;
  char   *platform;
} SotongFiguresSubject;

/* One of the office's days. */
typedef struct {
  char     day[11];                            /* YYYY-MM-DD */
  gint64   values[SOTONG_FIGURES_N_METRICS];   /* how much in all; SOTONG_NONE: a gap */
  gint64   captured_at;                        /* of the last figure, or SOTONG_NONE: nothing was read that day */
  gboolean typed;                              /* a person typed one of them in */
} SotongFiguresDay;

/* What the table shows: the days since the first figure, the newest first. */
typedef struct {
  gint64     channel_id;   /* whose figures these are, 0: there is no subject */
  gint64     content_id;   /* 0: of the account */
  gint64     copy_id;      /* the content's there; 0: of the account */
  gboolean   tells;        /* its platform lets a program read figures */
  char      *title;        /* (owned) */
  GPtrArray *subjects;     /* (owned) (element-type SotongFiguresSubject): what one may choose from */
  GArray    *days;         /* (owned) (element-type SotongFiguresDay) */
  gboolean   has[SOTONG_FIGURES_N_METRICS];    /* the platform tells it, or somebody typed it in */
  gboolean   fetched[SOTONG_FIGURES_N_METRICS]; /* the platform has told it in these days */
} SotongFiguresData;

typedef struct {
  gint64 channel_id;       /* 0: the first there is */
  gint64 content_id;       /* 0: of the account */
} SotongFiguresQuery;

void        sotong_figures_data_free   (SotongFiguresData  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongFiguresData, sotong_figures_data_free)
gpointer    sotong_figures_data_job    (SotongDb           *db,
                                        gpointer            query,
                                        GCancellable       *cancellable,
                                        GError            **error);
const char *sotong_figures_metric_label (guint              metric);
const char *sotong_figures_metric_name  (guint              metric);
gboolean    sotong_figures_metric_suits (guint              metric,
                                         const char        *platform,
                                         gboolean           of_post);
const SotongFiguresSubject *
            sotong_figures_get_subject (const SotongFiguresData *self);
G_END_DECLS
