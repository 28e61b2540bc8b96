/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/panes/sotong-approval-data.h"
#include "app/panes/sotong-approval-pane.h"
#include "app/panes/sotong-approval-row.h"

G_BEGIN_DECLS
struct _SotongApprovalPane
{
  SotongPane         parent_instance;
  GListStore        *rows;         /* (owned) (element-type SotongApprovalRow) */
  GtkMultiSelection *selection;    /* (owned): of @rows */
  SotongApprovalBox *box;          /* (owned) (nullable): as it was read */
  GSignalGroup      *store;        /* (owned) */
  GCancellable      *cancellable;  /* (owned) (nullable): of the box */
  GCancellable      *viewing;      /* (owned) (nullable): of the content that is shown */
  gint64             person_id;    /* who acts, as chosen; 0: for whom the account acts */
  gint64             shown_id;     /* the content that is shown, or 0 */
  guint              refresh_id;
  guint              minute_id;
  gboolean           updating;

  /* (unowned): template children */
  GtkStack          *stack;
  GtkDropDown       *actor_drop;
  GtkStringList     *actor_names;
  GtkToggleButton   *all_toggle;
  GtkListView       *list;
  GtkWidget         *empty;        /* what is shown when nothing waits */
  AdwStatusPage     *off;          /* what is shown while approval is off */
  GtkWidget         *off_button;   /* opens where it is turned on */
  GtkScrolledWindow *detail;
  GtkLabel          *nobody;
  GtkWidget         *buttons;
  GtkLabel          *why_not;      /* why they are insensitive */
};

void       sotong_approval_pane_ask      (SotongApprovalPane *self);
GPtrArray *sotong_approval_pane_selected (SotongApprovalPane *self) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_approval_pane_approve  (SotongApprovalPane *self);
void       sotong_approval_pane_send_back (SotongApprovalPane *self);
void       sotong_approval_pane_cooperate (SotongApprovalPane *self);
G_END_DECLS
