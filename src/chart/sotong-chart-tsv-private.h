/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart-model.h"

G_BEGIN_DECLS
/* What the first column holds. */
typedef enum {
  X_NONE,     /* there is none: the only column holds figures */
  X_NUMBERS,
  X_TIMES,
  X_NAMES,
} TableX;

/* A table while it is read. */
typedef struct {
  char        separator;
  guint       n_cells;    /* of the first line */
  guint       n_series;
  TableX      x;
  GPtrArray  *names;      /* (owned) (element-type utf8): of the series, if there was a head */
  double    **values;     /* (owned) (array length=n_series) */
  double     *places;     /* (owned) (nullable): of numbers */
  gboolean    ascending;  /* @places are */
  GArray     *times;      /* (owned) (element-type gint64) */
  gboolean    months;     /* one of @times was written without its day */
  GPtrArray  *texts;      /* (owned) (element-type utf8): names */
  GArray     *sums;       /* (owned) (element-type gsize): rows that say “=” */
  gsize       n_rows;
  guint64     line;       /* the one at hand, from 1, with those that are skipped */
  GTimeZone  *zone;       /* (unowned) */
} Table;

/* From one reading to the next. */
typedef struct {
  int    months;  /* or 0 */
  int    day;     /* of the month then; 0: its last */
  gint64 days;    /* where it goes by days, or 0 */
} TableRhythm;

TableX   sotong_chart_tsv_find_x     (const Table       *table,
                                      const char        *cell,
                                      const char        *stop);
gboolean sotong_chart_tsv_read_x     (Table             *table,
                                      const char        *cell,
                                      const char        *stop,
                                      GError           **error);
char    *sotong_chart_tsv_read_name  (const char        *cell,
                                      const char        *stop) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_chart_tsv_is_sum     (const char        *cell,
                                      const char        *stop);
void     sotong_chart_tsv_add_sum    (Table             *table);
gboolean sotong_chart_tsv_fill_model (Table             *table,
                                      SotongChartModel  *model,
                                      GError           **error);
gboolean sotong_chart_tsv_find_rhythm  (const gint64      *times,
                                        gsize              n,
                                        SotongBucket       bucket,
                                        GTimeZone         *zone,
                                        TableRhythm       *out_rhythm);
gint64   sotong_chart_tsv_next_reading (const TableRhythm *rhythm,
                                        gint64             from,
                                        gint64             to,
                                        GTimeZone         *zone);
G_END_DECLS
