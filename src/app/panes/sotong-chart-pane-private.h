/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-chart-pane-data.h"
#include "app/panes/sotong-chart-pane.h"
#include "app/sotong-chart-table.h"
#include "app/sotong-chart-view.h"
#include "app/sotong-pane-own.h"
#include <adwaita.h>

G_BEGIN_DECLS
struct _SotongChartPane
{
  SotongPane           parent_instance;
  SotongSubject        subject;
  gboolean             built;          /* its widgets are made when it is first shown */
  GtkDropDown         *topic_drop;     /* (unowned) (nullable) */
  GtkDropDown         *campaign_drop;  /* (unowned) (nullable) */
  GtkDropDown         *view_drop;      /* (unowned) */
  GtkStack            *stack;          /* (unowned) */
  AdwStatusPage       *empty_page;     /* (unowned) */
  GtkLabel            *text;           /* (unowned) */
  SotongChartView     *view;           /* (unowned) */
  SotongChartTable    *table;          /* (unowned) */
  GArray              *topic_ids;      /* (owned) (element-type gint64) */
  GArray              *campaign_ids;   /* (owned) (element-type gint64) */
  gint64               campaign;       /* chosen here, 0 for all; -1: the window's */
  SotongSubjectAnswer *answer;         /* (owned) (nullable) */
  SotongPaneOwn       *own;            /* (owned) */
  GSimpleActionGroup  *actions;        /* (owned) */
  GSignalGroup        *context;        /* (owned) */
  GSignalGroup        *store;          /* (owned) */
  GCancellable        *cancellable;    /* (owned) (nullable) */
  char               **hidden;         /* (owned) (nullable): names of series that a layout hides, until there is a view */
  guint                view_number;
  guint                refresh_id;
  gboolean             updating;       /* drop-downs are being set, not chosen from */
};

void sotong_chart_pane_build       (SotongChartPane *self);
void sotong_chart_pane_add_actions (SotongChartPane *self);
void sotong_chart_pane_update_marks (SotongChartPane *self);
void sotong_chart_pane_ask         (SotongChartPane *self);
void sotong_chart_pane_follow      (SotongChartPane *self,
                                    int              index);
void sotong_chart_pane_choose_view (SotongChartPane *self,
                                    guint            number);
gboolean sotong_chart_pane_is_on   (SotongChartPane *self,
                                    const char      *action);
G_END_DECLS
