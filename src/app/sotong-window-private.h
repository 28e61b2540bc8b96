/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-alert-bar.h"
#include "app/sotong-background.h"
#include "app/sotong-layouts.h"
#include "app/sotong-presentation.h"
#include "app/sotong-outbox-bar.h"
#include "app/sotong-today-strip.h"
#include "app/sotong-publishing.h"
#include "app/sotong-window.h"

G_BEGIN_DECLS
struct _SotongWindow
{
  AdwApplicationWindow  parent_instance;
  SotongSettings       *settings;       /* (owned) (not nullable) */
  SotongContext        *context;        /* (owned) (nullable) */
  GCancellable         *cancellable;    /* (owned) (nullable): of what asks the open store */
  SotongBackground     *background;     /* (owned) (nullable): what the open store does by itself */
  SotongPublishing     *publishing;     /* (owned) (nullable): of the open store */
  SotongLayouts        *layouts;        /* (owned) (nullable): until it is disposed of */
  SotongPresentation   *presentation;   /* (owned) (nullable): while there is one */
  GVariant             *arrangement;    /* (owned) (nullable): of the panes, before a layout was chosen */
  GCancellable         *busy;           /* (owned) (nullable): of the workspace that is being opened */
  guint                 save_id;
  guint                 look_id;
  guint                 inhibit_cookie; /* 0: the desktop may sleep */
  gboolean              leaving;        /* a person said that it shall close */
  gboolean              settled;        /* the input method was asked for its last syllable before it closes */
  gboolean              laid_out;       /* the layout has been restored: it may be saved */

  /* (unowned): template children */
  AdwWindowTitle       *window_title;
  GtkLabel             *clock_label;
  GtkToggleButton      *left_button;
  GtkToggleButton      *right_button;
  GtkToggleButton      *bottom_button;
  GtkInfoBar           *error_bar;
  GtkLabel             *error_heading;
  GtkLabel             *error_body;
  SotongAlertBar       *alert_bar;
  SotongOutboxBar      *outbox_bar;
  SotongTodayStrip     *today_strip;
  AdwToastOverlay      *toast_overlay;
  GtkStack             *stack;
  GtkSpinner           *spinner;
  GtkLabel             *busy_label;
  GtkWidget            *busy_cancel;
  GtkWidget            *demo_button;
  SotongWorkbench      *workbench;
  GtkMenuButton        *menu_button;
  GMenuModel           *primary_menu;
  GMenu                *panes_section;
  GMenu                *more_panes_section;
  GMenu                *layouts_section;
  GtkWidget            *range_bar;      /* (unowned) (nullable): while a pane is seen that heeds it */
  GtkWidget            *error_of;       /* (weak) (nullable): the pane whose error is shown */
  GListModel           *toasts;         /* (owned): the overlay's children, the stack among them */
  AdwToast             *toast;          /* (unowned) (nullable): the one that is shown */
};

gboolean sotong_window_may_leave    (SotongWindow *self);
void sotong_window_watch_outbox   (SotongWindow *self);
void sotong_window_unwatch_outbox (SotongWindow *self);
void sotong_window_add_actions    (SotongWindow *self);
void sotong_window_update_actions (SotongWindow *self);
void sotong_window_restore_size   (SotongWindow *self);
void sotong_window_layout         (SotongWindow *self);
void sotong_window_queue_save     (SotongWindow *self);
void sotong_window_save           (SotongWindow *self);
void sotong_window_release_store  (SotongWindow *self);
void sotong_window_add_range      (SotongWindow *self);
void sotong_window_watch_range    (SotongWindow *self);
void sotong_window_add_layouts    (SotongWindow *self);
void sotong_window_load_layouts   (SotongWindow *self);
void sotong_window_update_layouts (SotongWindow *self);
void sotong_window_forget_layouts (SotongWindow *self);
void sotong_window_add_presentation (SotongWindow *self);
void sotong_window_end_presentation (SotongWindow *self);
void sotong_window_add_undo       (SotongWindow *self);
void sotong_window_update_undo    (SotongWindow *self);
void sotong_window_forget_error   (SotongWindow *self);
G_END_DECLS
