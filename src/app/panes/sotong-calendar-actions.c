/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-pane-private.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-text.h"
#include "store/sotong-change.h"

/* What the calendar writes: a draft, another day, nothing more. Each is one step of undo. */

/* Where something without a time is put on a day. */
#define DEFAULT_HOUR 10

typedef struct {
  SotongCalendarPane *pane;     /* (owned) */
  SotongCalendarItem *item;     /* (owned) (nullable) */
  gint64              day;
  char               *title;    /* (owned) (nullable): of a draft, to be given back on failure */
} Call;

static void
call_free (Call *call)
{
  g_object_unref (call->pane);
  g_clear_object (&call->item);
  g_free (call->title);
  g_free (call);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static Call *
call_new (SotongCalendarPane *pane,
          SotongCalendarItem *item,
          gint64              day,
          const char         *title)
{
  Call *call = g_new0 (Call, 1);

  call->pane = g_object_ref (pane);
  call->item = item != NULL ? g_object_ref (item) : NULL;
  call->day = day;
  call->title = g_strdup (title);
  pane->n_writing++;
  return call;
}

/* Shows what was written, unless the workspace has been closed meanwhile. */
static gboolean
ended (Call         *call,
       const GError *error,
       const char   *heading)
{
  call->pane->n_writing--;
  if (!sotong_pane_get_attached (SOTONG_PANE (call->pane)))
    return FALSE;
  if (error != NULL)
    sotong_pane_show_error (SOTONG_PANE (call->pane), heading, error);
  sotong_calendar_pane_read (call->pane);
  return error == NULL;
}

static SotongStore *
get_store (SotongCalendarPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  return context != NULL ? sotong_context_get_store (context) : NULL;
}

/* ---- a draft ---- */

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_content_add (db, data, error) != 0 ? GINT_TO_POINTER (1) : NULL;
}

static void
add_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (ended (call, error, _("The draft was not made")))
    {
      text = g_strdup_printf (_("Draft “%s” made."), call->title);
      sotong_pane_toast (SOTONG_PANE (call->pane), text, TRUE);
    }
  else if (sotong_pane_get_attached (SOTONG_PANE (call->pane)))
    sotong_calendar_grid_quick_add (call->pane->grid, call->day, call->title);
}

/* A draft with @title on @day, in the campaign that is chosen. */
void
sotong_calendar_pane_add_draft (SotongCalendarPane *self,
                                gint64              day,
                                const char         *title)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongStore *store = get_store (self);
  SotongContent *content;

  if (store == NULL)
    return;
  content = sotong_content_new ();
  content->title = g_strdup (title);
  content->type = g_strdup ("sns");
  content->body = g_strdup ("");
  content->planned_at = sotong_month_day_start (day, sotong_context_get_zone (context)) + DEFAULT_HOUR * 3600;
  if (sotong_context_get_campaign (context) != 0)
    content->campaign_id = sotong_context_get_campaign (context);
  if (sotong_context_get_channel (context) != 0)
    g_ptr_array_add (content->copies, sotong_copy_new (sotong_context_get_channel (context)));
  sotong_store_write_async (store, SOTONG_WRITE_DEFAULT, add_job, content, (GDestroyNotify) sotong_content_free,
                            NULL, NULL, add_cb, call_new (self, NULL, day, title));
}

/* ---- another day ---- */

typedef struct {
  SotongCalendarItem *item;  /* (owned): does not change */
  gint64              time;
} MoveData;

static void
move_data_free (MoveData *data)
{
  g_object_unref (data->item);
  g_free (data);
}

static gpointer
move_job (SotongDb      *db,
          gpointer       user_data,
          GCancellable  *cancellable,
          GError       **error)
{
  const MoveData *data = user_data;
  const SotongCalendarItem *item = data->item;

  if (!sotong_change_begin (db, "content.move", "content", item->content_id, item->title, error))
    return NULL;
  if (item->copies->len == 0
      && !sotong_content_move (db, item->content_id, 0, data->time, error))
    return NULL;
  for (guint i = 0; i < item->copies->len; i++)
    if (!sotong_content_move (db, item->content_id, g_array_index (item->copies, gint64, i), data->time, error))
      return NULL;
  return GINT_TO_POINTER (1);
}

static void
move_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *date = sotong_calendar_text_day_short (call->day), *text = NULL;

  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (!ended (call, error, _("The content was not moved")))
    return;
  /* Translators: 1 a title, 2 a date. */
  text = g_strdup_printf (_("Moved “%1$s” to %2$s."), call->item->title, date);
  sotong_pane_toast (SOTONG_PANE (call->pane), text, TRUE);
}

/* The time of day stays. What has none stands in the morning, or today in the next full hour. */
static gint64
time_on (SotongCalendarPane *self,
         SotongCalendarItem *item,
         gint64              day)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  GTimeZone *zone = sotong_context_get_zone (context);
  gint64 now = sotong_context_now (context), time;

  if (item->at != SOTONG_NONE)
    return sotong_month_time_on_day (item->at, day, zone);
  time = sotong_month_day_start (day, zone) + DEFAULT_HOUR * 3600;
  return time < now && sotong_month_day_of_time (now, zone) == day ? now - now % 3600 + 3600 : time;
}

/* Moves @item to @day, unless it is past there or has gone out. */
void
sotong_calendar_pane_move (SotongCalendarPane *self,
                           SotongCalendarItem *item,
                           gint64              day)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongStore *store = get_store (self);
  GTimeZone *zone;
  MoveData *data;

  if (store == NULL)
    return;
  zone = sotong_context_get_zone (context);
  if (!sotong_calendar_item_can_move (item))
    {
      sotong_pane_toast (SOTONG_PANE (self), _("This post has gone out, or may have: it cannot be moved."), FALSE);
      return;
    }
  if (day < sotong_month_day_of_time (sotong_context_now (context), zone))
    {
      sotong_pane_toast (SOTONG_PANE (self), _("That day is past. Choose today or a day to come."), FALSE);
      return;
    }
  if (item->at != SOTONG_NONE && sotong_month_day_of_time (item->at, zone) == day)
    return;
  data = g_new0 (MoveData, 1);
  data->item = g_object_ref (item);
  data->time = time_on (self, item, day);
  sotong_store_write_async (store, SOTONG_WRITE_DEFAULT, move_job, data, (GDestroyNotify) move_data_free,
                            NULL, NULL, move_cb, call_new (self, item, day, NULL));
}

/* ---- away ---- */

static gpointer
remove_job (SotongDb      *db,
            gpointer       user_data,
            GCancellable  *cancellable,
            GError       **error)
{
  const SotongCalendarItem *item = user_data;

  return GINT_TO_POINTER (sotong_content_remove (db, item->content_id, error));
}

static void
remove_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (!ended (call, error, _("The content was not deleted")))
    return;
  text = g_strdup_printf (_("Deleted “%s”."), call->item->title);
  sotong_pane_toast (SOTONG_PANE (call->pane), text, TRUE);
}

/* Deletes the content of @item with all its copies. */
void
sotong_calendar_pane_remove (SotongCalendarPane *self,
                             SotongCalendarItem *item)
{
  SotongStore *store = get_store (self);

  if (store == NULL)
    return;
  sotong_store_write_async (store, SOTONG_WRITE_DEFAULT, remove_job, g_object_ref (item), g_object_unref,
                            NULL, NULL, remove_cb, call_new (self, item, 0, NULL));
}
