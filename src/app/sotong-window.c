/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-window-hold.h"
#include "app/sotong-window-private.h"

#include "app/sotong-application-private.h"
#include "app/sotong-lazy-menu.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-contributor-dialog.h"
#include "app/dialogs/sotong-form-left.h"
#include "app/panes/sotong-editor-preedit.h"
#include "app/sotong-measure.h"
#include "app/sotong-row-name.h"
#include "app/sotong-toast.h"
#include "app/sotong-tooltip.h"
#include "app/sotong-window-error.h"

/**
 * SotongWindow:
 *
 * The window of one workspace: the start page until one is open, then the dock with the panes.
 * What its commands do is in `sotong-window-actions.c`, what it remembers from one start to
 * the next in `sotong-window-session.c`.
 */
G_DEFINE_FINAL_TYPE (SotongWindow, sotong_window, ADW_TYPE_APPLICATION_WINDOW)

static void
error_response_cb (GtkInfoBar *bar)
{
  gtk_info_bar_set_revealed (bar, FALSE);
}

static void
workbench_changed_cb (SotongWindow *self)
{
  sotong_window_update_actions (self);
  sotong_window_queue_save (self);
}

static void
editor_wanted_cb (SotongWindow *self)
{
  sotong_workbench_show_pane (self->workbench, "content");
}

static void
show_mentions_cb (SotongWindow *self)
{
  sotong_workbench_show_pane (self->workbench, "mentions");
}

static void
zone_changed_cb (SotongWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (SOTONG_IS_APPLICATION (application))
    sotong_application_reopen (SOTONG_APPLICATION (application), self);
}

static gboolean
is_demo (SotongWindow *self)
{
  SotongStore *store = sotong_context_get_store (self->context);

  return store != NULL && sotong_store_is_demo (store);
}

/* The clock of a demo or of --now, where everybody sees it; the machine's own is on the desktop. */
static void
update_clock (SotongWindow *self)
{
  g_autofree char *text = NULL;

  if (self->context != NULL && sotong_clock_is_set (sotong_context_get_clock (self->context)))
    {
      int year, month, day, hour, minute, second;

      sotong_time_to_civil (sotong_context_now (self->context),
                            sotong_context_get_zone (self->context),
                            &year, &month, &day, &hour, &minute, &second);
      text = g_strdup_printf (is_demo (self)
                              /* Translators: the demo's own time: year, month, day, hour and minute. */
                              ? _("%04d-%02d-%02d %02d:%02d · demo clock")
                              /* Translators: the time given with --now. */
                              : _("%04d-%02d-%02d %02d:%02d · set clock"),
                              year, month, day, hour, minute);
    }
  gtk_label_set_text (self->clock_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->clock_label), text != NULL);
}

static gboolean
close_again_cb (gpointer window)
{
  gtk_window_close (GTK_WINDOW (window));
  return G_SOURCE_REMOVE;
}

static void
settled_cb (gpointer window)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, close_again_cb, g_object_ref (window), g_object_unref);
}

/* Whether what was typed is in the fields. Else the input method puts its last syllable there, and the window closes then. */
static gboolean
is_settled (SotongWindow *self)
{
  SotongEditorPreedit *preedit = sotong_editor_preedit_find (gtk_window_get_focus (GTK_WINDOW (self)));

  if (self->settled || preedit == NULL || !sotong_editor_preedit_is_open (preedit))
    return TRUE;
  self->settled = self->leaving = TRUE;
  sotong_editor_preedit_settle (preedit, settled_cb, self);
  return FALSE;
}

static gboolean
sotong_window_close_request (GtkWindow *window)
{
  if (!sotong_window_may_leave (SOTONG_WINDOW (window)) || !is_settled (SOTONG_WINDOW (window)))
    return GDK_EVENT_STOP;
  gtk_window_set_focus (window, NULL); /* a field that is written when it is left is written now */
  sotong_window_save (SOTONG_WINDOW (window));
  return GTK_WINDOW_CLASS (sotong_window_parent_class)->close_request (window);
}

/* Nobody knows what a menu is for before there is a workspace. */
static void
take_start_focus (SotongWindow *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "start") == 0)
    gtk_widget_grab_focus (self->demo_button);
}

static void
sotong_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sotong_window_parent_class)->map (widget);
  take_start_focus (SOTONG_WINDOW (widget));
}

static void
sotong_window_dispose (GObject *object)
{
  SotongWindow *self = SOTONG_WINDOW (object);

  g_cancellable_cancel (self->busy);
  g_clear_object (&self->busy);
  self->laid_out = FALSE; /* the panes that go report a change, which is not to be saved later */
  g_clear_handle_id (&self->save_id, g_source_remove);
  sotong_window_unwatch_outbox (self);
  sotong_window_end_presentation (self);
  if (self->context != NULL)
    {
      sotong_workbench_set_context (self->workbench, NULL);
      sotong_alert_bar_set_context (self->alert_bar, NULL);
      sotong_outbox_bar_set_context (self->outbox_bar, NULL);
      sotong_today_strip_set_context (self->today_strip, NULL);
      sotong_window_release_store (self);
    }
  if (self->toasts != NULL)
    g_signal_handlers_disconnect_by_data (self->toasts, self);
  g_clear_object (&self->toasts);
  g_clear_weak_pointer (&self->error_of);
  sotong_window_forget_layouts (self);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_WINDOW);
  G_OBJECT_CLASS (sotong_window_parent_class)->dispose (object);
}

static void
busy_cancel_cb (SotongWindow *self)
{
  gtk_widget_set_sensitive (self->busy_cancel, FALSE);
  g_cancellable_cancel (self->busy);
}

/* A menu that is left from one of its submenus keeps the focus (GTK 4.8), and no key is heard. */
static void
menu_closed_cb (SotongWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->menu_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->menu_button));
}

static void
menu_made_cb (SotongWindow *self)
{
  GtkPopover *popover = gtk_menu_button_get_popover (self->menu_button);

  if (popover != NULL)
    g_signal_connect_object (popover, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, clock_label);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, left_button);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, right_button);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, bottom_button);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, error_bar);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, error_heading);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, error_body);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, alert_bar);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, outbox_bar);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, today_strip);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, busy_label);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, demo_button);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, busy_cancel);
  gtk_widget_class_bind_template_callback (widget_class, busy_cancel_cb);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, workbench);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, panes_section);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, more_panes_section);
  gtk_widget_class_bind_template_child (widget_class, SotongWindow, layouts_section);
}

static void
sotong_window_class_init (SotongWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_window_dispose;
  widget_class->map = sotong_window_map;
  GTK_WINDOW_CLASS (klass)->close_request = sotong_window_close_request;

  sotong_tooltip_watch ();
  g_type_ensure (SOTONG_TYPE_WORKBENCH);
  g_type_ensure (SOTONG_TYPE_ALERT_BAR);
  g_type_ensure (SOTONG_TYPE_OUTBOX_BAR);
  g_type_ensure (SOTONG_TYPE_TODAY_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, error_response_cb);
  gtk_widget_class_bind_template_callback (widget_class, workbench_changed_cb);

  /* Here rather than with the application's accelerators, which come before the entry in
   * which a person types: that has an undo of its own. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.redo", NULL);
  /* The calendar has a key of its own, which knows the hour too. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.new-content", NULL);
}

/* A toast that comes stands above the panes at the bottom: what it tells of is often in their rows. */
static void
toasts_changed_cb (SotongWindow *self,
                   guint         position,
                   guint         n_removed,
                   guint         n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr(GtkWidget) child = g_list_model_get_item (self->toasts, i);

      if (child != GTK_WIDGET (self->stack))
        gtk_widget_set_margin_bottom (child, sotong_workbench_get_bottom (self->workbench));
    }
}

static void
sotong_window_init (SotongWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sotong_row_name_close (self->error_bar);
  sotong_window_add_actions (self);
  sotong_window_add_undo (self);
  sotong_window_watch_outbox (self);
  sotong_window_watch_hold (self, GTK_WIDGET (self->outbox_bar), self->primary_menu);
  g_signal_connect_object (self->menu_button, "notify::popover", G_CALLBACK (menu_made_cb), self, G_CONNECT_SWAPPED);
  sotong_lazy_menu_set (self->menu_button, self->primary_menu);
  self->toasts = gtk_widget_observe_children (GTK_WIDGET (self->toast_overlay));
  g_signal_connect_swapped (self->toasts, "items-changed", G_CALLBACK (toasts_changed_cb), self);
}

/**
 * sotong_window_new:
 * @application: the application
 * @settings: where the window's size and layout are kept
 *
 * Returns: (transfer floating): a window with the start page
 */
SotongWindow *
sotong_window_new (GtkApplication *application,
                   SotongSettings *settings)
{
  SotongWindow *self;
  g_autoptr(GPropertyAction) hide_authors = NULL;

  g_return_val_if_fail (SOTONG_IS_SETTINGS (settings), NULL);

  self = g_object_new (SOTONG_TYPE_WINDOW, "application", application, NULL);
  self->settings = g_object_ref (settings);
  sotong_window_load_layouts (self);
  /* One switch for a screen that others see: a setting, so that it stays as it was left. */
  hide_authors = g_property_action_new ("hide-authors", settings, "hide-authors");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (hide_authors));
  sotong_window_restore_size (self);
  return self;
}

/**
 * sotong_window_get_workbench:
 * @self: the window
 *
 * Returns: (transfer none): its dock
 */
SotongWorkbench *
sotong_window_get_workbench (SotongWindow *self)
{
  g_return_val_if_fail (SOTONG_IS_WINDOW (self), NULL);
  return self->workbench;
}

/**
 * sotong_window_get_settings:
 * @self: the window
 *
 * Returns: (transfer none): what is remembered from one start to the next
 */
SotongSettings *
sotong_window_get_settings (SotongWindow *self)
{
  g_return_val_if_fail (SOTONG_IS_WINDOW (self), NULL);
  return self->settings;
}

/**
 * sotong_window_get_context:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the open workspace; %NULL on the start page
 */
SotongContext *
sotong_window_get_context (SotongWindow *self)
{
  g_return_val_if_fail (SOTONG_IS_WINDOW (self), NULL);
  return self->context;
}

static gboolean
is_filled (GtkWidget *widget)
{
  SotongWindow *self = SOTONG_WINDOW (widget);
  SotongStore *store = self->context != NULL ? sotong_context_get_store (self->context) : NULL;

  return store != NULL && !sotong_store_is_reading (store)
         && sotong_workbench_is_attached (self->workbench);
}

/**
 * sotong_window_set_context:
 * @self: the window
 * @context: (nullable): the workspace that was opened; %NULL for the start page
 * @name: (nullable): its name, for the title
 *
 * Shows a workspace: panes fill once the next frame has been drawn.
 */
void
sotong_window_set_context (SotongWindow  *self,
                           SotongContext *context,
                           const char    *name)
{
  g_return_if_fail (SOTONG_IS_WINDOW (self));
  g_return_if_fail (context == NULL || SOTONG_IS_CONTEXT (context));

  sotong_window_end_presentation (self);
  if (self->context != NULL)
    {
      sotong_workbench_set_context (self->workbench, NULL);
      sotong_alert_bar_set_context (self->alert_bar, NULL);
      sotong_outbox_bar_set_context (self->outbox_bar, NULL);
      sotong_today_strip_set_context (self->today_strip, NULL);
      sotong_window_release_store (self);
    }
  g_set_object (&self->context, context);
  gtk_spinner_stop (self->spinner);
  gtk_info_bar_set_revealed (self->error_bar, FALSE);

  if (context != NULL)
    {
      g_signal_connect_swapped (context, "editor-wanted", G_CALLBACK (editor_wanted_cb), self);
      g_signal_connect_swapped (context, "show-mentions", G_CALLBACK (show_mentions_cb), self);
      g_signal_connect_swapped (context, "notify::period-shown", G_CALLBACK (sotong_window_watch_range), self);
      if (sotong_context_get_store (context) != NULL)
        {
          g_signal_connect_object (sotong_context_get_store (context), "changed",
                                   G_CALLBACK (sotong_window_update_undo), self, G_CONNECT_SWAPPED);
          self->background = sotong_background_new (context);
          self->publishing = sotong_publishing_new (context, G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
          g_signal_connect_object (self->background, "zone-changed", G_CALLBACK (zone_changed_cb), self, G_CONNECT_SWAPPED);
        }
      sotong_window_layout (self);
    }
  sotong_window_watch_range (self);
  sotong_window_set_name (self, name);
  sotong_workbench_set_context (self->workbench, context);
  sotong_alert_bar_set_context (self->alert_bar, context);
  sotong_outbox_bar_set_context (self->outbox_bar, context);
  sotong_today_strip_set_context (self->today_strip, context);
  gtk_stack_set_visible_child_name (self->stack, context != NULL ? "workbench" : "start");
  update_clock (self);
  sotong_window_update_actions (self);
  sotong_window_update_undo (self);
  if (context != NULL)
    sotong_measure_fill (GTK_WIDGET (self), is_filled);
  if (context != NULL && sotong_context_get_store (context) != NULL)
    {
      sotong_contributor_dialog_take_up (self);
      sotong_form_left_tidy (sotong_context_get_store (context));
    }
}

/**
 * sotong_window_set_name:
 * @self: the window
 * @name: (nullable): what the workspace is called; %NULL for the program's name
 *
 * Sets the title.
 */
void
sotong_window_set_name (SotongWindow *self,
                        const char   *name)
{
  g_autofree char *title = NULL;

  g_return_if_fail (SOTONG_IS_WINDOW (self));

  if (name != NULL)
    /* Translators: the title of the window in the desktop's list: the workspace, the program. */
    title = g_strdup_printf (_("%s — Sotong"), name);
  adw_window_title_set_title (self->window_title, name != NULL ? name : _("Sotong"));
  gtk_window_set_title (GTK_WINDOW (self), title != NULL ? title : _("Sotong"));
}

/**
 * sotong_window_set_busy:
 * @self: the window
 * @text: (nullable): what is being waited for; %NULL to go back to the page before
 * @cancellable: (nullable): what calls it off: a button does so, and closing the window
 *
 * Shows that a workspace is being made or opened.
 */
void
sotong_window_set_busy (SotongWindow *self,
                        const char   *text,
                        GCancellable *cancellable)
{
  g_return_if_fail (SOTONG_IS_WINDOW (self));

  g_set_object (&self->busy, cancellable);
  gtk_widget_set_visible (self->busy_cancel, cancellable != NULL);
  gtk_widget_set_sensitive (self->busy_cancel, TRUE);
  gtk_spinner_set_spinning (self->spinner, text != NULL);
  gtk_label_set_text (self->busy_label, text != NULL ? text : "");
  if (text != NULL)
    gtk_stack_set_visible_child_name (self->stack, "busy");
  else
    gtk_stack_set_visible_child_name (self->stack, self->context != NULL ? "workbench" : "start");
  sotong_window_update_actions (self);
  take_start_focus (self);
}

/**
 * sotong_window_show_error:
 * @self: the window
 * @heading: what did not work, translated: “The file was not opened”
 * @error: why, and what can be done, in one or two sentences; a cancelled request is not shown
 *
 * Shows an error above the panes until it is closed. It does not stop the person's work.
 */
void
sotong_window_show_error (SotongWindow *self,
                          const char   *heading,
                          const GError *error)
{
  g_return_if_fail (SOTONG_IS_WINDOW (self));
  g_return_if_fail (heading != NULL);
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_weak_pointer (&self->error_of);
  gtk_label_set_text (self->error_heading, heading);
  gtk_label_set_text (self->error_body, error->message);
  gtk_info_bar_set_revealed (self->error_bar, TRUE);
}

/**
 * sotong_window_blame:
 * @self: the window
 * @pane: the pane whose error it shows
 *
 * What is shown goes when something else succeeds there, see sotong_window_absolve().
 */
void
sotong_window_blame (SotongWindow *self,
                     GtkWidget    *pane)
{
  g_return_if_fail (SOTONG_IS_WINDOW (self));
  g_set_weak_pointer (&self->error_of, pane);
}

/* What was wrong before is of yesterday: something was taken back. */
void
sotong_window_forget_error (SotongWindow *self)
{
  g_clear_weak_pointer (&self->error_of);
  gtk_info_bar_set_revealed (self->error_bar, FALSE);
}

/**
 * sotong_window_absolve:
 * @self: the window
 * @pane: a pane in which something was done
 *
 * Takes an error away that this pane had before.
 */
void
sotong_window_absolve (SotongWindow *self,
                       GtkWidget    *pane)
{
  g_return_if_fail (SOTONG_IS_WINDOW (self));

  if (self->error_of == NULL || self->error_of != pane)
    return;
  g_clear_weak_pointer (&self->error_of);
  gtk_info_bar_set_revealed (self->error_bar, FALSE);
}

static void
toast_dismissed_cb (SotongWindow *self,
                    AdwToast     *toast)
{
  if (self->toast == toast)
    self->toast = NULL;
}

/**
 * sotong_window_toast:
 * @self: the window
 * @text: what happened, translated
 * @offer_undo: whether it has an “Undo” button; it calls `win.undo`
 *
 * Says for a few seconds what happened. What was said before goes: its “Undo” would take back
 * this change, not that one.
 */
void
sotong_window_toast (SotongWindow *self,
                     const char   *text,
                     gboolean      offer_undo)
{
  g_return_if_fail (SOTONG_IS_WINDOW (self));

  offer_undo = offer_undo && g_action_group_has_action (G_ACTION_GROUP (self), "undo");
  sotong_window_toast_button (self, text, offer_undo ? _("_Undo") : NULL, "win.undo");
}

/**
 * sotong_window_toast_button:
 * @self: the window
 * @text: what happened, translated
 * @label: (nullable): what its button says, translated, with a mnemonic; %NULL for none
 * @action: what the button does
 *
 * As sotong_window_toast(), for what is taken back by a command of its own.
 */
void
sotong_window_toast_button (SotongWindow *self,
                            const char   *text,
                            const char   *label,
                            const char   *action)
{
  AdwToast *toast;

  g_return_if_fail (SOTONG_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  toast = sotong_toast_new (text);
  if (label != NULL)
    {
      adw_toast_set_button_label (toast, label);
      adw_toast_set_action_name (toast, action);
    }
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  self->toast = toast;
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * sotong_window_go_to_hold:
 * @self: the window
 *
 * Moves the focus to where a hold that has just begun goes on.
 */
void
sotong_window_go_to_hold (SotongWindow *self)
{
  g_return_if_fail (SOTONG_IS_WINDOW (self));
  sotong_outbox_bar_go_to_hold (self->outbox_bar);
}

/**
 * sotong_window_is_held:
 * @self: the window
 *
 * Returns: whether everything that is scheduled in its workspace is on hold
 */
gboolean
sotong_window_is_held (SotongWindow *self)
{
  g_return_val_if_fail (SOTONG_IS_WINDOW (self), FALSE);
  return sotong_outbox_bar_is_held (self->outbox_bar);
}
