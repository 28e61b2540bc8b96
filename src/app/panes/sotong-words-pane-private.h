/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/sotong-chart-view.h"
#include "app/sotong-pane-own.h"
#include "app/panes/sotong-word-item.h"
#include "app/panes/sotong-words-pane.h"

G_BEGIN_DECLS
struct _SotongWordsPane
{
  SotongPane          parent_instance;
  GtkDropDown        *topic_drop;
  GtkBox             *box;
  GtkDropDown        *span_drop;
  GtkStack           *stack;
  AdwStatusPage      *empty_page;
  SotongChartView    *cloud_view;
  GtkColumnView      *table;
  GMenuModel         *words_menu;   /* (unowned): the template's */
  GListStore         *rows;         /* (owned) (element-type SotongWordItem) */
  GtkSingleSelection *selection;    /* (owned): of @rows */
  GArray             *topic_ids;    /* (owned) (element-type gint64): of the drop-down's rows */
  SotongRange         range;        /* of what is shown */
  gboolean            issues;       /* it lists what is new rather than words */
  SotongPaneOwn      *own;          /* (owned) */
  SotongRange         followed;     /* the days that were followed last; both 0: none were chosen */
  GSignalGroup       *store;        /* (owned) */
  GCancellable       *cancellable;  /* (owned) (nullable): of the newest question */
  GCancellable       *trends_cancellable; /* (owned) (nullable): of the four weeks of the words that are shown */
  GtkColumnViewColumn *trends_column; /* (unowned): the table's */
  GSimpleActionGroup *actions;      /* (owned) */
  guint               refresh_id;
  gboolean            updating;     /* the drop-downs are being set, not chosen from */
};

SotongWordItem *sotong_words_pane_get_selected  (SotongWordsPane *self);
void            sotong_words_pane_ask           (SotongWordsPane *self);
gboolean        sotong_words_pane_is_once       (SotongWordsPane *self);
void            sotong_words_pane_show_mentions (SotongWordsPane *self);
gboolean        sotong_words_pane_press         (SotongWordsPane *self,
                                                 guint            keyval,
                                                 guint            keycode,
                                                 GdkModifierType  modifiers);
void            sotong_words_pane_add_actions   (SotongWordsPane *self);
G_END_DECLS
