/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-pane-private.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-list.h"
#include "app/panes/sotong-calendar-text.h"
#include "app/sotong-search-typed.h"
#include "plan/sotong-day-shift.h"

/* As short as can be felt: the newest question wins. The entry waits a little, too. */
#define SEARCH_DELAY_MS 30

/**
 * SotongCalendarPane:
 *
 * Contents by day, and those without a date. It reads the days it shows, in a job of the store;
 * the newest question wins. What it writes is in `sotong-calendar-actions.c`, what narrows it in
 * `sotong-calendar-filter.c`, the ways to show days in `sotong-calendar-switch.c`.
 */
G_DEFINE_FINAL_TYPE (SotongCalendarPane, sotong_calendar_pane, SOTONG_TYPE_PANE)

static void
show_undated (SotongCalendarPane *self,
              SotongCalendarData *data)
{
  guint n = data->undated->len;
  g_autofree char *text = NULL;

  g_list_store_splice (self->undated, 0, g_list_model_get_n_items (G_LIST_MODEL (self->undated)),
                       data->undated->pdata, n);
  text = n < SOTONG_CALENDAR_MAX_UNDATED ? g_strdup_printf (_("Without a date (%u)"), n)
         : g_strdup_printf (_("Without a date (%u or more)"), n);
  gtk_label_set_text (self->tray_label, text);
  gtk_widget_set_visible (self->tray, n > 0);
}

static void
show_hint (SotongCalendarPane *self,
           SotongCalendarData *data)
{
  gboolean filtered = sotong_calendar_pane_is_filtered (self);
  gboolean empty = data->n_items == 0 && data->undated->len == 0;

  gtk_label_set_text (self->hint, filtered ? _("Nothing in these days fits what you chose and searched for.")
                                  : _("Nothing is planned in these days. Choose a day and type a title, then press Enter."));
  gtk_widget_set_visible (GTK_WIDGET (self->hint), empty);
}

static void
forget_texts (SotongCalendarPane *self)
{
  g_clear_pointer (&self->texts, sotong_entry_texts_drop);
  g_clear_pointer (&self->undated_texts, sotong_entry_texts_drop);
}

static void
take_texts (SotongCalendarPane *self,
            SotongCalendarData *data)
{
  forget_texts (self);
  self->texts = g_steal_pointer (&data->texts);
  self->undated_texts = g_steal_pointer (&data->undated_texts);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongCalendarPane) self = SOTONG_CALENDAR_PANE (user_data);
  g_autoptr(GError) error = NULL;
  SotongCalendarData *data = sotong_calendar_data_read_finish (SOTONG_STORE (object), result, &error);

  /* The answer to an older question may come although it was withdrawn. */
  if (self->reading == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading)
    {
      sotong_calendar_data_free (data);
      return;
    }
  g_clear_object (&self->reading);
  if (data != NULL)
    take_texts (self, data);
  if (data == NULL)
    {
      sotong_pane_show_error (SOTONG_PANE (self), _("The calendar was not read"), error);
      return;
    }
  if (!sotong_calendar_pane_update_filters (self, data)) /* a layout's campaign, person or type that is not there */
    sotong_calendar_pane_read (self);
  show_undated (self, data);
  show_hint (self, data);
  sotong_calendar_warnings_flag (self->warnings, data);
  sotong_calendar_model_take_data (self->model, data);
  sotong_calendar_warnings_read (self->warnings, SOTONG_STORE (object), &self->model->span);
}

/* What is to be looked at is known now. */
static void
warnings_cb (gpointer user_data)
{
  SotongCalendarPane *self = user_data;

  if (self->model->data != NULL && sotong_calendar_warnings_flag (self->warnings, self->model->data))
    sotong_calendar_model_redraw (self->model);
}

static void
stop_reading (SotongCalendarPane *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* The search gives way to the title; both give way to the button that shows all again. */
static void
fit_title (SotongCalendarPane *self)
{
  int n_chars = (int) g_utf8_strlen (gtk_label_get_text (self->title), -1);

  gtk_label_set_width_chars (self->title, gtk_widget_get_visible (self->clear_button) ? 6 : MIN (n_chars, 24));
}

/* Asks the store for the month that is shown, and forgets the question before. */
void
sotong_calendar_pane_read (SotongCalendarPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongCalendarQuery query;

  stop_reading (self);
  gtk_widget_set_visible (self->clear_button, sotong_calendar_pane_is_filtered (self));
  fit_title (self);
  if (context == NULL || sotong_context_get_store (context) == NULL)
    return;
  sotong_calendar_model_set_clock (self->model, sotong_context_now (context), sotong_context_get_zone (context));
  sotong_calendar_pane_get_query (self, &query);
  query.texts = self->texts;
  query.undated = self->undated_texts;
  query.keep_texts = query.words != NULL || gtk_widget_get_focus_child (GTK_WIDGET (self->search_entry)) != NULL;
  self->reading = g_cancellable_new ();
  sotong_calendar_data_read_async (sotong_context_get_store (context), &query, self->reading,
                                   read_cb, g_object_ref (self));
  g_free (query.type);
  g_free (query.words);
}

/* ---- the window ---- */

static void
store_changed_cb (SotongCalendarPane *self,
                  guint               areas)
{
  if (areas & (SOTONG_AREA_PLAN | SOTONG_AREA_CHANNELS | SOTONG_AREA_OUTBOX))
    {
      sotong_calendar_warnings_expire (self->warnings);
      forget_texts (self);
      sotong_calendar_pane_read (self);
    }
}

static void
selection_changed_cb (SotongCalendarPane *self)
{
  if (self->own)
    return;
  sotong_calendar_pane_take_selection (self);
  sotong_calendar_pane_read (self);
}

static void
update_title (SotongCalendarPane *self)
{
  g_autofree char *title = sotong_calendar_text_span (&self->model->span, self->model->cursor);

  gtk_label_set_text (self->title, title);
  fit_title (self);
}

static void
show_today (SotongCalendarPane *self,
            gboolean            focus)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (context != NULL)
    sotong_calendar_model_go (self->model,
                              sotong_month_day_of_time (sotong_context_now (context), sotong_context_get_zone (context)), focus);
}

static void
sotong_calendar_pane_attach (SotongPane    *pane,
                             SotongContext *context)
{
  SotongCalendarPane *self = SOTONG_CALENDAR_PANE (pane);
  g_autoptr(GtkListItemFactory) factory = NULL;

  sotong_calendar_model_set_clock (self->model, sotong_context_now (context), sotong_context_get_zone (context));
  factory = sotong_calendar_list_new_factory (sotong_context_get_zone (context), TRUE);
  gtk_list_view_set_factory (self->tray_view, factory);
  g_signal_connect_object (context, "notify::campaign", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::channel", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  if (sotong_context_get_store (context) != NULL)
    g_signal_connect_object (sotong_context_get_store (context), "changed", G_CALLBACK (store_changed_cb), self,
                             G_CONNECT_SWAPPED);
  show_today (self, FALSE);
  sotong_calendar_model_set_kind (self->model, self->first_kind);
  update_title (self);
  sotong_calendar_pane_read (self);
}

static void
sotong_calendar_pane_detach (SotongPane *pane)
{
  SotongCalendarPane *self = SOTONG_CALENDAR_PANE (pane);
  SotongContext *context = sotong_pane_get_context (pane);

  sotong_calendar_model_finish (self->model);
  g_clear_object (&self->typed);
  self->first_kind = self->model->span.kind;
  stop_reading (self);
  forget_texts (self);
  sotong_calendar_warnings_forget (self->warnings);
  g_clear_handle_id (&self->search_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (context, self);
  if (sotong_context_get_store (context) != NULL)
    g_signal_handlers_disconnect_by_data (sotong_context_get_store (context), self);
  g_list_store_remove_all (self->undated);
}

static void
sotong_calendar_pane_refresh (SotongPane *pane)
{
  sotong_calendar_pane_read (SOTONG_CALENDAR_PANE (pane));
}

static gboolean
sotong_calendar_pane_search (SotongPane *pane)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SOTONG_CALENDAR_PANE (pane)->search_entry));
}

/* ---- what the model says ---- */

static void
span_changed_cb (SotongCalendarPane *self)
{
  sotong_calendar_pane_show_view (self);
  update_title (self);
  if (sotong_pane_get_attached (SOTONG_PANE (self)))
    sotong_calendar_pane_read (self);
}

static void
selected_cb (SotongCalendarPane *self)
{
  SotongCalendarItem *item = sotong_calendar_model_get_selected (self->model);
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (context != NULL && item != NULL)
    sotong_context_set_content (context, item->content_id);
}

static void
open_cb (SotongCalendarPane *self,
         SotongCalendarItem *item)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (context != NULL)
    sotong_context_open_copy (context, item->content_id, item->trouble);
}

static void
new_cb (SotongCalendarPane *self,
        gint64              day,
        int                 minute)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (context == NULL)
    return;
  sotong_context_new_content (context, minute == SOTONG_CALENDAR_SAME_TIME
                              ? sotong_day_shift_default (day, sotong_context_now (context), self->model->zone)
                              : sotong_day_shift_minute (day, minute, self->model->zone));
}

static void
refused_cb (SotongCalendarPane *self,
            const char         *why)
{
  sotong_pane_toast (SOTONG_PANE (self), why, FALSE);
}

static void
listen (SotongCalendarPane *self)
{
  g_signal_connect_object (self->model, "span-changed", G_CALLBACK (span_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "remove", G_CALLBACK (sotong_calendar_pane_remove), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "add", G_CALLBACK (sotong_calendar_pane_add_draft), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "typed", G_CALLBACK (sotong_calendar_pane_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "new", G_CALLBACK (new_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "place", G_CALLBACK (sotong_calendar_pane_place), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "resize", G_CALLBACK (sotong_calendar_pane_resize), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
}

/* ---- the row above and the one below ---- */

static void
previous_cb (SotongCalendarPane *self)
{
  sotong_calendar_model_page (self->model, -1, FALSE);
}

static void
next_cb (SotongCalendarPane *self)
{
  sotong_calendar_model_page (self->model, 1, FALSE);
}

static void
today_cb (SotongCalendarPane *self)
{
  show_today (self, TRUE);
}

static void
new_clicked_cb (SotongCalendarPane *self)
{
  new_cb (self, self->model->cursor, SOTONG_CALENDAR_SAME_TIME);
}

/**
 * sotong_calendar_pane_write_new:
 * @self: the pane, attached
 *
 * Opens the editor with a new content on the day of the cursor.
 */
void
sotong_calendar_pane_write_new (SotongCalendarPane *self)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_PANE (self));
  new_clicked_cb (self);
}

static gboolean
search_delayed_cb (gpointer user_data)
{
  SotongCalendarPane *self = SOTONG_CALENDAR_PANE (user_data);

  self->search_id = 0;
  sotong_calendar_pane_read (self);
  return G_SOURCE_REMOVE;
}

static void
search_changed_cb (SotongCalendarPane *self)
{
  if (self->updating || !sotong_pane_get_attached (SOTONG_PANE (self)))
    return;
  g_clear_handle_id (&self->search_id, g_source_remove);
  self->search_id = g_timeout_add (SEARCH_DELAY_MS, search_delayed_cb, self);
}

/* The cursor is in the search: what is looked in is read before the first letter is typed. */
static void
search_entered_cb (SotongCalendarPane *self)
{
  if (self->texts == NULL && self->reading == NULL && sotong_pane_get_attached (SOTONG_PANE (self)))
    sotong_calendar_pane_read (self);
}

static void
stop_search_cb (SotongCalendarPane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  sotong_calendar_model_go (self->model, self->model->cursor, TRUE);
}

static gint64
id_at (GArray      *ids,
       GtkDropDown *filter)
{
  guint position = gtk_drop_down_get_selected (filter);

  return position > 0 && position <= ids->len ? g_array_index (ids, gint64, position - 1) : 0;
}

static void
filter_changed_cb (SotongCalendarPane *self)
{
  if (self->updating || !sotong_pane_get_attached (SOTONG_PANE (self)))
    return;
  self->kept_person = 0;
  g_clear_pointer (&self->kept_type, g_free);
  sotong_calendar_pane_choose (self, id_at (self->campaign_ids, self->campaign_filter), id_at (self->channel_ids, self->channel_filter));
  sotong_calendar_pane_read (self);
}

static void
tray_activate_cb (SotongCalendarPane *self,
                  guint               position)
{
  g_autoptr(SotongCalendarItem) item = g_list_model_get_item (G_LIST_MODEL (self->undated), position);

  if (item != NULL)
    open_cb (self, item);
}

/* ---- the class ---- */

static void
sotong_calendar_pane_dispose (GObject *object)
{
  SotongCalendarPane *self = SOTONG_CALENDAR_PANE (object);

  stop_reading (self);
  forget_texts (self);
  g_clear_pointer (&self->warnings, sotong_calendar_warnings_free);
  g_clear_handle_id (&self->search_id, g_source_remove);
  G_OBJECT_CLASS (sotong_calendar_pane_parent_class)->dispose (object);
  g_clear_object (&self->undated);
  g_clear_object (&self->actions);
  g_clear_object (&self->typed);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_CALENDAR_PANE);
}

static void
sotong_calendar_pane_finalize (GObject *object)
{
  SotongCalendarPane *self = SOTONG_CALENDAR_PANE (object);

  g_array_unref (self->campaign_ids);
  g_array_unref (self->channel_ids);
  g_array_unref (self->person_ids);
  g_free (self->kept_type);
  G_OBJECT_CLASS (sotong_calendar_pane_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, title);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, title_button);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, jump_popover);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, jump_entry);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, jump_problem);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, views);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, grid);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, filter_button);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, campaign_filter);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, channel_filter);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, state_filter);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, type_filter);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, person_filter);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, clear_button);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, tray);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, tray_label);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, tray_view);
  gtk_widget_class_bind_template_child (widget_class, SotongCalendarPane, hint);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback_full (widget_class, "jump_activate_cb", G_CALLBACK (sotong_calendar_pane_jump));
  gtk_widget_class_bind_template_callback_full (widget_class, "clear_cb", G_CALLBACK (sotong_calendar_pane_clear_filters));
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tray_activate_cb);
}

static void
sotong_calendar_pane_class_init (SotongCalendarPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SotongPaneClass *pane_class = SOTONG_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_calendar_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_calendar_pane_finalize;
  pane_class->attach = sotong_calendar_pane_attach;
  pane_class->detach = sotong_calendar_pane_detach;
  pane_class->refresh = sotong_calendar_pane_refresh;
  pane_class->search = sotong_calendar_pane_search;
  pane_class->print = sotong_calendar_pane_print;
  pane_class->take_focus = sotong_calendar_pane_take_focus;
  pane_class->choose_view = sotong_calendar_pane_choose_view;
  pane_class->save = sotong_calendar_pane_save;
  pane_class->load = sotong_calendar_pane_load;

  g_type_ensure (SOTONG_TYPE_CALENDAR_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-calendar-pane.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
sotong_calendar_pane_init (SotongCalendarPane *self)
{
  g_autoptr(GtkSingleSelection) selection = NULL;
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->campaign_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->person_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->channel_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->undated = g_list_store_new (SOTONG_TYPE_CALENDAR_ITEM);
  self->model = sotong_calendar_model_new ();
  self->warnings = sotong_calendar_warnings_new (warnings_cb, self);
  gtk_widget_init_template (GTK_WIDGET (self));
  sotong_search_typed_watch (self->search_entry);
  sotong_calendar_grid_set_model (self->grid, self->model);
  listen (self);
  sotong_calendar_pane_add_views (self);
  sotong_calendar_pane_set_up_jump (self);
  sotong_calendar_pane_set_up_filters (self);
  g_signal_connect_object (focus, "enter", G_CALLBACK (search_entered_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), focus);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->undated)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_list_view_set_model (self->tray_view, GTK_SELECTION_MODEL (selection));
}

/**
 * sotong_calendar_pane_get_grid:
 * @self: the calendar
 *
 * Returns: (transfer none): its days
 */
SotongCalendarGrid *
sotong_calendar_pane_get_grid (SotongCalendarPane *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_PANE (self), NULL);
  return self->grid;
}

SotongCalendarModel *
sotong_calendar_pane_get_model (SotongCalendarPane *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_PANE (self), NULL);
  return self->model;
}

/**
 * sotong_calendar_pane_is_busy:
 * @self: the calendar
 *
 * Returns: whether it waits for an answer of the store
 */
gboolean
sotong_calendar_pane_is_busy (SotongCalendarPane *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_PANE (self), FALSE);
  return self->reading != NULL || sotong_calendar_warnings_is_reading (self->warnings) || self->n_writing > 0 || self->n_printing > 0 || self->search_id != 0;
}
