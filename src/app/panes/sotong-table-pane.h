/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"
#include "app/sotong-text-columns.h"
#include "app/sotong-text-row.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_TABLE_PANE (sotong_table_pane_get_type ())
G_DECLARE_DERIVABLE_TYPE (SotongTablePane, sotong_table_pane, SOTONG, TABLE_PANE, SotongPane)

/* One of the tables of a pane. */
typedef struct {
  const char             *title;      /* not translated */
  const SotongTextColumn *columns;
  int                     n_columns;
  const char             *empty;      /* the title when it has no row, not translated */
  const char             *empty_text; /* what to do then, not translated */
} SotongTableView;

typedef struct {
  guint       keyval;
  const char *action;   /* of the pane's group */
} SotongTableKey;

/* What a table is asked for: the data of the reading job. */
typedef struct {
  guint view;
  guint filter;
} SotongTableQuestion;

/**
 * SotongTablePaneClass:
 * @prefix: of the pane's group of actions
 * @menu: the resource's path of a .ui file with a menu “menu” for the chosen row
 * @views: (array length=n_views): the tables, one of which is seen
 * @filters: (nullable) (array zero-terminated=1): what narrows the first table, the first of which does not; not translated
 * @filter_label: (nullable): what @filters is, for screen readers; not translated
 * @description: the keys, for screen readers; not translated
 * @entries: (array length=n_entries): the actions; their user data is the pane
 * @keys: (array length=n_keys): keys that call them while the table has the focus
 * @areas: after changes of these the table is read again
 * @read: a job of the store with a #SotongTableQuestion: (element-type SotongTextRow)
 * @activate: (nullable): a row was double-clicked, or Return was pressed
 * @update: (nullable): another row is chosen: sensitive actions
 * @shown: (nullable): the table has the columns of another view now
 * @by_hand: (nullable): whether a person made a row; such a one that comes to the top is chosen
 */
struct _SotongTablePaneClass
{
  SotongPaneClass        parent_class;

  const char            *prefix;
  const char            *menu;
  const SotongTableView *views;
  guint                  n_views;
  const char * const    *filters;
  const char            *filter_label;
  const char            *description;
  const GActionEntry    *entries;
  int                    n_entries;
  const SotongTableKey  *keys;
  gsize                  n_keys;
  guint                  areas;
  SotongStoreJob         read;
  void                 (*activate) (SotongTablePane *self,
                                    SotongTextRow   *row);
  void                 (*update)   (SotongTablePane *self,
                                    SotongTextRow   *row);
  void                 (*shown)    (SotongTablePane *self,
                                    GtkColumnView   *table,
                                    guint            view);
  gboolean             (*by_hand)  (SotongTablePane *self,
                                    SotongTextRow   *row);
};

SotongTextRow *sotong_table_pane_get_selected (SotongTablePane *self);
guint          sotong_table_pane_get_view     (SotongTablePane *self);
void           sotong_table_pane_enable       (SotongTablePane *self,
                                               const char      *action,
                                               gboolean         enabled);
void           sotong_table_pane_write        (SotongTablePane *self,
                                               SotongStoreJob   job,
                                               gpointer         data,
                                               GDestroyNotify   data_free,
                                               const char      *done,
                                               const char      *failed);
G_END_DECLS
