/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart-model.h"
#include "cli/sotong-cli.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* What every picture has. */
typedef struct {
  char   *output;
  char   *width;    /* as typed */
  char   *height;
  char   *style;
} SotongCliPicture;

void     sotong_cli_picture_clear (SotongCliPicture       *self);
gboolean sotong_cli_picture_check (SotongCli              *cli,
                                   const SotongCliPicture *self);
int      sotong_cli_picture_save  (SotongCli              *cli,
                                   const SotongCliPicture *self,
                                   SotongChart            *chart,
                                   double                  width,
                                   double                  height);
gboolean sotong_cli_chart_range   (SotongDb               *db,
                                   gint64                  topic_id,
                                   gboolean                has_start,
                                   gboolean                has_end,
                                   SotongRange            *range,
                                   GError                **error);

/* A table on standard input. */
gboolean          sotong_cli_has_input  (void);
GBytes           *sotong_cli_read_input (GError           **error) G_GNUC_WARN_UNUSED_RESULT;
SotongChartModel *sotong_cli_read_table (SotongChartKind    kind,
                                         GTimeZone         *zone,
                                         GBytes            *bytes,
                                         GError           **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
