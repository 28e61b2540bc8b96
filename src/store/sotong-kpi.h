/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* 성과지표: an indicator. Values are tenths of its unit. */
typedef struct {
  gint64  id;
  char   *name;
  char   *definition;   /* how it is measured (측정산식) */
  char   *source;       /* where the values come from (자료출처) */
  char   *unit;         /* 명, %, 건 */
  char   *metric;       /* what of the workspace it is computed from; "" where values are typed in */
  gint64  channel_id;   /* what is computed of channels: of this one, or not above 0 */
  char   *channel;      /* its name, "" if none; filled when read */
  gint64  group_id;     /* or of those of this group, or not above 0 */
  char   *group;        /* its name, "" if none; filled when read */
  gboolean all_channels; /* when it is set: of all channels again, whatever it was */
} SotongKpi;

/* What an indicator was in a year or a month, or is to be in a year. */
typedef struct {
  int     year;
  int     month;        /* 1 to 12; 0: of the year */
  gint64  value;        /* tenths */
  char   *source;       /* who says so; "" of a target */
} SotongKpiValue;

/* What is shown of an indicator for a year or a month; SOTONG_NONE is not known. */
typedef struct {
  gint64 target;   /* of the year */
  gint64 value;
  gint64 so_far;   /* of a month, what the year had come to by its end; else as @value */
  char  *said_by;  /* (owned) (nullable) who says so */
  gint64 before;   /* the same month, or year, a year ago */
  gint64 past[3];  /* the three years before */
} SotongKpiFigures;

void       sotong_kpi_figures_clear (SotongKpiFigures *figures);
gboolean   sotong_kpi_get_figures (SotongDb          *db,
                                   const SotongKpi   *kpi,
                                   int                year,
                                   int                month,
                                   SotongKpiFigures  *figures,
                                   GError           **error);
gboolean   sotong_kpi_figures_have_tenths (const SotongKpi        *kpi,
                                           const SotongKpiFigures *figures);

void       sotong_kpi_free        (SotongKpi         *kpi);
void       sotong_kpi_value_free  (SotongKpiValue    *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongKpi, sotong_kpi_free)

gboolean   sotong_kpi_value_parse (const char        *text,
                                   gboolean           months,
                                   SotongKpiValue    *value);
gboolean   sotong_kpi_has_scope   (const char        *metric);
gboolean   sotong_kpi_is_metric   (const char        *name);
char      *sotong_kpi_list_metrics (void) G_GNUC_WARN_UNUSED_RESULT;
gint64     sotong_kpi_set         (SotongDb          *db,
                                   const SotongKpi   *kpi,
                                   GError           **error);
gboolean   sotong_kpi_set_target  (SotongDb          *db,
                                   gint64             id,
                                   int                year,
                                   gint64             value,
                                   GError           **error);
gboolean   sotong_kpi_set_value   (SotongDb          *db,
                                   gint64             id,
                                   const SotongKpiValue *value,
                                   GError           **error);
gboolean   sotong_kpi_remove      (SotongDb          *db,
                                   gint64             id,
                                   GError           **error);
GPtrArray *sotong_kpi_list        (SotongDb          *db,
                                   GError           **error);
gint64     sotong_kpi_find        (SotongDb          *db,
                                   const char        *name,
                                   GError           **error);
gboolean   sotong_kpi_get_target  (SotongDb          *db,
                                   gint64             id,
                                   int                year,
                                   gint64            *out_value,
                                   GError           **error);
gboolean   sotong_kpi_get_value   (SotongDb          *db,
                                   const SotongKpi   *kpi,
                                   int                year,
                                   int                month,
                                   gint64            *out_value,
                                   char             **out_source,
                                   GError           **error);
G_END_DECLS
