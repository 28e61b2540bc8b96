/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-model.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-text.h"
#include "exchange/sotong-layer-occurrence.h"
#include "plan/sotong-day-shift.h"
#include "plan/sotong-holiday.h"
#include "plan/sotong-slot.h"

#define MAX_NAMES 8 /* of the events of others on a day: more are counted */

G_DEFINE_FINAL_TYPE (SotongCalendarModel, sotong_calendar_model, G_TYPE_OBJECT)

enum {
  SIGNAL_SPAN_CHANGED,
  SIGNAL_MOVED,
  SIGNAL_CHANGED,
  SIGNAL_SELECTED,
  SIGNAL_OPEN,
  SIGNAL_REMOVE,
  SIGNAL_ADD,
  SIGNAL_TYPED,
  SIGNAL_FINISH,
  SIGNAL_NEW,
  SIGNAL_PLACE,
  SIGNAL_RESIZE,
  SIGNAL_REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
sotong_calendar_model_finalize (GObject *object)
{
  SotongCalendarModel *self = SOTONG_CALENDAR_MODEL (object);

  g_clear_pointer (&self->data, sotong_calendar_data_free);
  g_ptr_array_unref (self->selection);
  g_time_zone_unref (self->zone);
  g_clear_object (&self->dragged);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_pointer (&self->copied, g_ptr_array_unref);
  G_OBJECT_CLASS (sotong_calendar_model_parent_class)->finalize (object);
}

static void
add_signals (GType type)
{
  /* Other days are shown: they are to be read. */
  signals[SIGNAL_SPAN_CHANGED] = g_signal_new ("span-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* The cursor stands on another day, or is to have the focus. */
  signals[SIGNAL_MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  /* Clock, days or data: all is to be drawn anew. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, SOTONG_TYPE_CALENDAR_ITEM);
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, SOTONG_TYPE_CALENDAR_ITEM);
  /* A title was typed: the day, the minute or SOTONG_CALENDAR_SAME_TIME, the title. */
  signals[SIGNAL_ADD] = g_signal_new ("add", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_INT, G_TYPE_STRING);
  /* It is being typed: likewise. */
  signals[SIGNAL_TYPED] = g_signal_new ("typed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_INT, G_TYPE_STRING);
  signals[SIGNAL_FINISH] = g_signal_new ("finish", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_NEW] = g_signal_new ("new", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT);
  /* Items (GPtrArray), their new times (GArray of gint64), whether copies of them go there. */
  signals[SIGNAL_PLACE] = g_signal_new ("place", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 3, G_TYPE_PTR_ARRAY, G_TYPE_ARRAY, G_TYPE_BOOLEAN);
  /* A campaign's id, and its first and last day from now on. */
  signals[SIGNAL_RESIZE] = g_signal_new ("resize", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_INT64);
  /* Something cannot be done; the sentence says why. */
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sotong_calendar_model_class_init (SotongCalendarModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_calendar_model_finalize;
  add_signals (G_TYPE_FROM_CLASS (klass));
}

static void
sotong_calendar_model_init (SotongCalendarModel *self)
{
  self->selection = g_ptr_array_new_with_free_func (g_object_unref);
  self->zone = g_time_zone_new_utc ();
  self->minute = 10 * 60;
  self->cursor = sotong_time_days_from_civil (2016, 1, 1);
  sotong_calendar_span_init (&self->span, SOTONG_CALENDAR_KIND_MONTH, self->cursor);
}

SotongCalendarModel *
sotong_calendar_model_new (void)
{
  return g_object_new (SOTONG_TYPE_CALENDAR_MODEL, NULL);
}

/**
 * sotong_calendar_model_set_clock:
 * @self: the model
 * @now: the workspace's time, seconds since 1970 UTC
 * @zone: the office's time zone
 */
void
sotong_calendar_model_set_clock (SotongCalendarModel *self,
                                 gint64               now,
                                 GTimeZone           *zone)
{
  gint64 today;

  g_return_if_fail (SOTONG_IS_CALENDAR_MODEL (self));

  today = sotong_month_day_of_time (now, zone);
  self->now = now;
  if (self->zone == zone && self->today == today)
    return;
  g_time_zone_ref (zone);
  g_time_zone_unref (self->zone);
  self->zone = zone;
  self->today = today;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_span (SotongCalendarModel *self,
          SotongCalendarKind   kind,
          gint64               day)
{
  SotongCalendarData *old;
  SotongCalendarSpan span;

  sotong_calendar_span_init (&span, kind, day);
  self->cursor = day;
  if (sotong_calendar_span_is_same (&span, &self->span))
    return;
  self->span = span;
  old = g_steal_pointer (&self->data);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  sotong_calendar_data_free (old);
  g_signal_emit (self, signals[SIGNAL_SPAN_CHANGED], 0);
}

/**
 * sotong_calendar_model_set_kind:
 * @self: the model
 * @kind: how days are shown from now on; the cursor stays on its day
 */
void
sotong_calendar_model_set_kind (SotongCalendarModel *self,
                                SotongCalendarKind   kind)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_MODEL (self));

  set_span (self, kind, self->cursor);
}

/**
 * sotong_calendar_model_go:
 * @self: the model
 * @day: a day, counted from 1970-01-01
 * @focus: whether the day gets the focus
 *
 * Goes to a day, and to the days around it when they are not shown.
 */
void
sotong_calendar_model_go (SotongCalendarModel *self,
                          gint64               day,
                          gboolean             focus)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_MODEL (self));

  set_span (self, self->span.kind, day);
  g_signal_emit (self, signals[SIGNAL_MOVED], 0, focus);
}

/**
 * sotong_calendar_model_page:
 * @self: the model
 * @steps: how many months, weeks, days or years to go on, or back when negative
 * @focus: whether the cursor gets the focus
 */
void
sotong_calendar_model_page (SotongCalendarModel *self,
                            int                  steps,
                            gboolean             focus)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_MODEL (self));
  sotong_calendar_model_go (self, sotong_calendar_span_step (self->span.kind, self->cursor, steps), focus);
}

/* The same item as it was read now, so that what was moved or published stays selected. What
 * is not among these days any more is not selected, for nobody sees it. */
static void
select_again (SotongCalendarModel *self)
{
  g_autoptr(GPtrArray) old = g_steal_pointer (&self->selection);
  g_autoptr(GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);

  self->selection = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < old->len; i++)
    g_hash_table_insert (ids, &((SotongCalendarItem *) g_ptr_array_index (old, i))->content_id, g_ptr_array_index (old, i));
  for (int i = 0; i < self->data->span.n_days && old->len > 0; i++)
    for (guint j = 0; j < self->data->days[i]->len; j++)
      {
        SotongCalendarItem *item = g_ptr_array_index (self->data->days[i], j);

        if (g_hash_table_contains (ids, &item->content_id)
            && g_ptr_array_find_with_equal_func (old, item, (GEqualFunc) sotong_calendar_item_is_same, NULL))
          g_ptr_array_add (self->selection, g_object_ref (item));
      }
}

/**
 * sotong_calendar_model_take_data:
 * @self: the model
 * @data: (transfer full): what was read; of other days than those shown it is dropped
 */
void
sotong_calendar_model_take_data (SotongCalendarModel *self,
                                 SotongCalendarData  *data)
{
  SotongCalendarData *old;

  g_return_if_fail (SOTONG_IS_CALENDAR_MODEL (self));
  g_return_if_fail (data != NULL);

  if (!sotong_calendar_span_is_same (&data->span, &self->span))
    {
      sotong_calendar_data_free (data);
      return;
    }
  old = g_steal_pointer (&self->data);
  self->data = data;
  select_again (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  sotong_calendar_data_free (old);
}

/**
 * sotong_calendar_model_redraw:
 * @self: the model
 *
 * Says that something about what is shown was learned later.
 */
void
sotong_calendar_model_redraw (SotongCalendarModel *self)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_MODEL (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * sotong_calendar_model_get_items:
 * @self: the model
 * @day: a day, counted from 1970-01-01
 *
 * Returns: (transfer none) (nullable) (element-type SotongCalendarItem): its contents, if they
 *   have been read
 */
GPtrArray *
sotong_calendar_model_get_items (SotongCalendarModel *self,
                                 gint64               day)
{
  return self->data != NULL ? sotong_calendar_data_get_day (self->data, day) : NULL;
}

/**
 * sotong_calendar_model_name_holiday:
 * @self: the model
 * @day: a day, counted from 1970-01-01
 *
 * Returns: (transfer full) (nullable): what its holidays are called; %NULL of a working day, and
 *   of one that has not been read
 */
char *
sotong_calendar_model_name_holiday (SotongCalendarModel *self,
                                    gint64               day)
{
  return self->data != NULL ? sotong_holiday_name_day (self->data->holidays, day) : NULL;
}

/**
 * sotong_calendar_model_name_restricted:
 * @self: the model
 * @day: a day, counted from 1970-01-01
 * @out_n: (out) (optional): how many they are
 *
 * Returns: (transfer full) (nullable): the restricted periods that have it; %NULL when none does, or it has not been read
 */
char *
sotong_calendar_model_name_restricted (SotongCalendarModel *self,
                                       gint64               day,
                                       guint               *out_n)
{
  g_autofree char *text = sotong_month_format_day (day);

  if (out_n != NULL)
    *out_n = 0;
  return self->data != NULL ? sotong_restriction_name_day (self->data->rules, text, out_n) : NULL;
}

/**
 * sotong_calendar_model_name_events:
 * @self: the model
 * @day: a day, counted from 1970-01-01
 *
 * Returns: (transfer full) (nullable): what others have on it, of the layers of events, the first eight by name, since a
 *   calendar of a whole city has hundreds; %NULL when nothing is, or it has not been read
 */
char *
sotong_calendar_model_name_events (SotongCalendarModel *self,
                                   gint64               day)
{
  g_autoptr(GString) names = g_string_new (NULL);
  guint n = 0;
  gint64 start, end;

  if (self->data == NULL || self->zone == NULL || self->data->events->len == 0)
    return NULL;
  start = sotong_month_day_start (day, self->zone);
  end = sotong_month_day_start (day + 1, self->zone);
  for (guint i = 0; i < self->data->events->len; i++)
    {
      const SotongLayerOccurrence *event = g_ptr_array_index (self->data->events, i);

      if (event->start >= end)
        break; /* they stand in the order of time */
      if ((event->end > start || event->start >= start) && n++ < MAX_NAMES)
        g_string_append_printf (names, "%s%s", names->len > 0 ? " · " : "", event->summary);
    }
  if (n > MAX_NAMES)
    {
      g_string_append (names, " · ");
      g_string_append_printf (names, ngettext ("+%u more", "+%u more", n - MAX_NAMES), n - MAX_NAMES);
    }
  return names->len > 0 ? g_strdup (names->str) : NULL;
}

static char *
join (char *first,
      char *second)
{
  g_autofree char *a = first, *b = second;

  if (a == NULL || b == NULL)
    return a != NULL ? g_steal_pointer (&a) : g_steal_pointer (&b);
  return g_strconcat (a, ", ", b, NULL);
}

/**
 * sotong_calendar_model_describe_rest:
 * @self: the model
 * @day: a day, counted from 1970-01-01
 *
 * Returns: (transfer full) (nullable): its holidays, the restricted periods that have it and the
 *   events of others, for screen readers
 */
char *
sotong_calendar_model_describe_rest (SotongCalendarModel *self,
                                     gint64               day)
{
  guint n;
  g_autofree char *names = sotong_calendar_model_name_restricted (self, day, &n);
  char *restricted = names != NULL ? sotong_calendar_text_restricted (names, n) : NULL;

  return join (join (sotong_calendar_model_name_holiday (self, day), restricted), sotong_calendar_model_name_events (self, day));
}

/* ---- the selection ---- */

/**
 * sotong_calendar_model_get_selected:
 * @self: the model
 *
 * Returns: (transfer none) (nullable): what was selected last
 */
SotongCalendarItem *
sotong_calendar_model_get_selected (SotongCalendarModel *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_MODEL (self), NULL);
  return self->selection->len > 0 ? g_ptr_array_index (self->selection, self->selection->len - 1) : NULL;
}

gboolean
sotong_calendar_model_is_selected (SotongCalendarModel *self,
                                   SotongCalendarItem  *item)
{
  for (guint i = 0; i < self->selection->len; i++)
    if (g_ptr_array_index (self->selection, i) == item)
      return TRUE;
  return FALSE;
}

/**
 * sotong_calendar_model_select:
 * @self: the model
 * @item: (nullable): what alone is selected from now on
 */
void
sotong_calendar_model_select (SotongCalendarModel *self,
                              SotongCalendarItem  *item)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_MODEL (self));

  if (self->selection->len == (item != NULL ? 1 : 0) && sotong_calendar_model_get_selected (self) == item)
    return;
  if (item != NULL)
    g_object_ref (item);
  g_ptr_array_set_size (self->selection, 0);
  if (item != NULL)
    g_ptr_array_add (self->selection, item);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

/**
 * sotong_calendar_model_toggle:
 * @self: the model
 * @item: what is selected too from now on, or no longer
 */
void
sotong_calendar_model_toggle (SotongCalendarModel *self,
                              SotongCalendarItem  *item)
{
  guint index;

  g_return_if_fail (SOTONG_IS_CALENDAR_MODEL (self));

  if (g_ptr_array_find (self->selection, item, &index))
    g_ptr_array_remove_index (self->selection, index);
  else
    g_ptr_array_add (self->selection, g_object_ref (item));
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

/* Adds all between two items, in the order of the days, whichever comes first. */
static void
add_between (SotongCalendarModel *self,
             SotongCalendarItem  *one,
             SotongCalendarItem  *other)
{
  gboolean inside = FALSE;

  for (int i = 0; i < self->data->span.n_days; i++)
    for (guint j = 0; j < self->data->days[i]->len; j++)
      {
        SotongCalendarItem *item = g_ptr_array_index (self->data->days[i], j);
        gboolean end = item == one || item == other;

        if ((inside || end) && item != other && !sotong_calendar_model_is_selected (self, item))
          g_ptr_array_add (self->selection, g_object_ref (item));
        if (end && (inside || one == other))
          return;
        inside = inside || end;
      }
}

/**
 * sotong_calendar_model_extend:
 * @self: the model
 * @item: up to where, from what was selected first, all is selected
 */
void
sotong_calendar_model_extend (SotongCalendarModel *self,
                              SotongCalendarItem  *item)
{
  g_autoptr(SotongCalendarItem) anchor = NULL;

  g_return_if_fail (SOTONG_IS_CALENDAR_MODEL (self));

  if (self->selection->len == 0 || self->data == NULL)
    {
      sotong_calendar_model_select (self, item);
      return;
    }
  anchor = g_object_ref (g_ptr_array_index (self->selection, 0));
  g_ptr_array_set_size (self->selection, 0);
  g_ptr_array_add (self->selection, g_object_ref (anchor));
  add_between (self, anchor, item);
  if (item != anchor)
    g_ptr_array_add (self->selection, g_object_ref (item));
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

/**
 * sotong_calendar_model_select_days:
 * @self: the model
 * @from: a day
 * @to: a day, before or after it
 *
 * Selects all contents from one day to the other.
 */
void
sotong_calendar_model_select_days (SotongCalendarModel *self,
                                   gint64               from,
                                   gint64               to)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_MODEL (self));

  g_ptr_array_set_size (self->selection, 0);
  for (gint64 day = MIN (from, to); day <= MAX (from, to); day++)
    {
      GPtrArray *items = sotong_calendar_model_get_items (self, day);

      for (guint i = 0; items != NULL && i < items->len; i++)
        g_ptr_array_add (self->selection, g_object_ref (g_ptr_array_index (items, i)));
    }
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

/**
 * sotong_calendar_model_take_hold:
 * @self: the model
 * @item: (nullable): what is dragged from now on; %NULL: nothing
 *
 * Remembers what goes with it, for a drag may turn the page and what is no longer shown is no
 * longer selected.
 */
void
sotong_calendar_model_take_hold (SotongCalendarModel *self,
                                 SotongCalendarItem  *item)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_MODEL (self));

  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_set_object (&self->dragged, item);
  if (item != NULL)
    self->held = sotong_calendar_model_get_with (self, item);
}

/**
 * sotong_calendar_model_get_with:
 * @self: the model
 * @item: what somebody took hold of
 *
 * Returns: (transfer full) (element-type SotongCalendarItem): what goes with it: all that is
 *   selected when it is, else it alone
 */
GPtrArray *
sotong_calendar_model_get_with (SotongCalendarModel *self,
                                SotongCalendarItem  *item)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean all = sotong_calendar_model_is_selected (self, item);

  if (self->held != NULL && item == self->dragged)
    {
      g_ptr_array_unref (items);
      return g_ptr_array_ref (self->held);
    }
  for (guint i = 0; all && i < self->selection->len; i++)
    g_ptr_array_add (items, g_object_ref (g_ptr_array_index (self->selection, i)));
  if (!all)
    g_ptr_array_add (items, g_object_ref (item));
  return items;
}

/* ---- what a person wants done ---- */

/**
 * sotong_calendar_model_time_at:
 * @self: the model
 * @item: something of the calendar
 * @day: a day, counted from 1970-01-01
 * @minute: of the day, or %SOTONG_CALENDAR_SAME_TIME
 *
 * Returns: when @item would be there, in seconds since 1970 UTC. What has no time yet stands in
 *   the morning, or today in the next full hour
 */
gint64
sotong_calendar_model_time_at (SotongCalendarModel *self,
                               SotongCalendarItem  *item,
                               gint64               day,
                               int                  minute)
{
  if (minute != SOTONG_CALENDAR_SAME_TIME)
    return sotong_day_shift_minute (day, minute, self->zone);
  if (item->at != SOTONG_NONE)
    return sotong_month_time_on_day (item->at, day, self->zone);
  return sotong_day_shift_default (day, self->now, self->zone);
}

/**
 * sotong_calendar_model_why_not:
 * @self: the model
 * @item: something of the calendar
 * @day: a day, counted from 1970-01-01
 * @minute: of the day, or %SOTONG_CALENDAR_SAME_TIME
 * @copy: whether a copy of it would go there
 *
 * Returns: (transfer none) (nullable): a sentence that says why it cannot go there; %NULL when it can
 */
const char *
sotong_calendar_model_why_not (SotongCalendarModel *self,
                               SotongCalendarItem  *item,
                               gint64               day,
                               int                  minute,
                               gboolean             copy)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_MODEL (self), NULL);

  if (!copy && !sotong_calendar_item_can_move (item))
    return _("This post has gone out, or may have: it cannot be moved.");
  if (day < self->today)
    return _("That day is past. Choose today or a day to come.");
  if (sotong_calendar_model_time_at (self, item, day, minute) < self->now)
    return _("That time is past. Choose a later time, or a day to come.");
  return NULL;
}

/* The periods under which it would need a written ground at @time, and whether it has one. */
static void
warn_restricted (SotongCalendarModel *self,
                 SotongCalendarItem  *item,
                 gint64               time,
                 GString             *text)
{
  g_autoptr(GPtrArray) found = sotong_restriction_find (self->data->rules, item->content_id, item->type, item->publicity, time);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", ((const SotongRestriction *) g_ptr_array_index (found, i))->name);
  if (found->len > 0 && !item->has_ground)
    g_string_append_printf (text, " (%s)", _("needs a ground"));
}

static gboolean
share_channel (SotongCalendarItem *one,
               SotongCalendarItem *other)
{
  for (guint i = 0; i < one->channel_ids->len; i++)
    for (guint j = 0; j < other->channel_ids->len; j++)
      if (g_array_index (one->channel_ids, gint64, i) == g_array_index (other->channel_ids, gint64, j))
        return TRUE;
  return FALSE;
}

/* Another content of the day that one of its channels has within half an hour of @time; what is moved along does not count. */
static SotongCalendarItem *
find_clash (SotongCalendarModel *self,
            SotongCalendarItem  *item,
            gint64               day,
            gint64               time,
            gboolean             copy)
{
  GPtrArray *items = sotong_calendar_model_get_items (self, day);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      SotongCalendarItem *other = g_ptr_array_index (items, i);

      if ((copy || (other->content_id != item->content_id && !sotong_calendar_model_is_selected (self, other)))
          && other->at != SOTONG_NONE && ABS (other->at - time) < SOTONG_CLASH_SECONDS && share_channel (item, other))
        return other;
    }
  return NULL;
}

/**
 * sotong_calendar_model_warn:
 * @self: the model
 * @item: something of the calendar
 * @day: a day that is shown, counted from 1970-01-01
 * @minute: of the day, or %SOTONG_CALENDAR_SAME_TIME
 * @copy: whether a copy of it would go there
 *
 * Returns: (transfer full) (nullable): what to look at before it goes there, in a few words: restricted periods, and another
 *   content in its way; %NULL when there is nothing
 */
char *
sotong_calendar_model_warn (SotongCalendarModel *self,
                            SotongCalendarItem  *item,
                            gint64               day,
                            int                  minute,
                            gboolean             copy)
{
  g_autoptr(GString) text = g_string_new (NULL);
  SotongCalendarItem *clash;
  gint64 time;

  g_return_val_if_fail (SOTONG_IS_CALENDAR_MODEL (self), NULL);

  if (self->data == NULL)
    return NULL;
  time = sotong_calendar_model_time_at (self, item, day, minute);
  warn_restricted (self, item, time, text);
  clash = find_clash (self, item, day, time, copy);
  if (clash != NULL)
    {
      g_autofree char *at = sotong_calendar_text_time (clash->at, self->zone);

      g_string_append (text, text->len > 0 ? " · " : "");
      /* Translators: another content is too near on a channel: 1 a time, 2 its title. */
      g_string_append_printf (text, _("near %1$s %2$s"), at, clash->title);
    }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

void
sotong_calendar_model_open (SotongCalendarModel *self,
                            SotongCalendarItem  *item)
{
  g_autoptr(SotongCalendarItem) held = g_object_ref (item);

  g_signal_emit (self, signals[SIGNAL_OPEN], 0, held);
}

void
sotong_calendar_model_remove (SotongCalendarModel *self,
                              SotongCalendarItem  *item)
{
  g_autoptr(SotongCalendarItem) held = g_object_ref (item);

  g_signal_emit (self, signals[SIGNAL_REMOVE], 0, held);
}

void
sotong_calendar_model_add (SotongCalendarModel *self,
                           gint64               day,
                           int                  minute,
                           const char          *title)
{
  g_signal_emit (self, signals[SIGNAL_ADD], 0, day, minute, title);
}

/**
 * sotong_calendar_model_type:
 * @self: the model
 * @day: where it is typed, counted from 1970-01-01
 * @minute: of the day, or %SOTONG_CALENDAR_SAME_TIME
 * @title: what stands there now; blank when it was given up
 *
 * Says what is being typed and is no draft yet, with each letter.
 */
void
sotong_calendar_model_type (SotongCalendarModel *self,
                            gint64               day,
                            int                  minute,
                            const char          *title)
{
  g_signal_emit (self, signals[SIGNAL_TYPED], 0, day, minute, title);
}

/* The workspace is being closed: what is being typed becomes a draft now. */
void
sotong_calendar_model_finish (SotongCalendarModel *self)
{
  g_signal_emit (self, signals[SIGNAL_FINISH], 0);
}

void
sotong_calendar_model_write_new (SotongCalendarModel *self,
                                 gint64               day,
                                 int                  minute)
{
  g_signal_emit (self, signals[SIGNAL_NEW], 0, day, minute);
}

/* When each of several goes as far as the one that is held. */
static gint64
time_with (SotongCalendarModel *self,
           SotongCalendarItem  *item,
           SotongCalendarItem  *held,
           gint64               day,
           int                  minute)
{
  SotongDayShift shift;

  if (item == held || item->at == SOTONG_NONE || held->at == SOTONG_NONE)
    return sotong_calendar_model_time_at (self, item, day, minute);
  sotong_day_shift_between (&shift, held->at, sotong_calendar_model_time_at (self, held, day, minute), self->zone);
  return sotong_day_shift_apply (&shift, item->at, self->zone);
}

/**
 * sotong_calendar_model_place:
 * @self: the model
 * @item: what somebody holds; what is selected with it goes as far
 * @day: where to, counted from 1970-01-01
 * @minute: of the day, or %SOTONG_CALENDAR_SAME_TIME
 * @copy: whether copies go there
 *
 * Asks for other times, or says why that cannot be. All go or none.
 */
void
sotong_calendar_model_place (SotongCalendarModel *self,
                             SotongCalendarItem  *item,
                             gint64               day,
                             int                  minute,
                             gboolean             copy)
{
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GArray) times = NULL;
  gboolean moves = copy;

  g_return_if_fail (SOTONG_IS_CALENDAR_MODEL (self));

  items = sotong_calendar_model_get_with (self, item);
  times = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < items->len; i++)
    {
      SotongCalendarItem *each = g_ptr_array_index (items, i);
      gint64 time = time_with (self, each, item, day, minute);
      gint64 on = sotong_month_day_of_time (time, self->zone);
      const char *why = sotong_calendar_model_why_not (self, each, on, sotong_day_shift_minute_of (time, self->zone), copy);

      moves = moves || time != each->at;
      if (time != each->at && why != NULL)
        {
          sotong_calendar_model_refuse (self, why);
          return;
        }
      g_array_append_val (times, time);
    }
  if (moves)
    g_signal_emit (self, signals[SIGNAL_PLACE], 0, items, times, copy);
}

/**
 * sotong_calendar_model_copy:
 * @self: the model
 *
 * Keeps what is selected for sotong_calendar_model_paste(). With nothing selected, what was kept stays.
 */
void
sotong_calendar_model_copy (SotongCalendarModel *self)
{
  SotongCalendarItem *item;

  g_return_if_fail (SOTONG_IS_CALENDAR_MODEL (self));

  item = sotong_calendar_model_get_selected (self);
  if (item == NULL)
    return;
  g_clear_pointer (&self->copied, g_ptr_array_unref);
  self->copied = sotong_calendar_model_get_with (self, item);
}

/**
 * sotong_calendar_model_paste:
 * @self: the model
 * @day: where to, counted from 1970-01-01
 * @minute: of the day, or %SOTONG_CALENDAR_SAME_TIME
 *
 * Asks for copies of what was kept, as if it had been dragged there with Ctrl; or says why that cannot be.
 */
void
sotong_calendar_model_paste (SotongCalendarModel *self,
                             gint64               day,
                             int                  minute)
{
  SotongCalendarItem *item;

  g_return_if_fail (SOTONG_IS_CALENDAR_MODEL (self));

  if (self->copied == NULL || self->dragged != NULL)
    return;
  item = g_ptr_array_index (self->copied, self->copied->len - 1);
  self->dragged = g_object_ref (item);
  self->held = g_ptr_array_ref (self->copied);
  sotong_calendar_model_place (self, item, day, minute, TRUE);
  sotong_calendar_model_take_hold (self, NULL);
}

void
sotong_calendar_model_resize (SotongCalendarModel *self,
                              gint64               campaign,
                              gint64               first,
                              gint64               last)
{
  g_signal_emit (self, signals[SIGNAL_RESIZE], 0, campaign, first, last);
}

void
sotong_calendar_model_refuse (SotongCalendarModel *self,
                              const char          *why)
{
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, why);
}
