/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-pane-private.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-text.h"
#include "app/sotong-seal-question.h"
#include "app/sotong-series-question.h"
#include "app/sotong-waiting-question.h"
#include "plan/sotong-day-shift.h"
#include "plan/sotong-warning.h"
#include "store/sotong-campaign.h"
#include "store/sotong-change.h"
#include "store/sotong-content-copy.h"
#include "store/sotong-content-series.h"
#include "store/sotong-content-shift.h"
#include "util/sotong-ids.h"
#include "util/sotong-text.h"

/* What the calendar writes: drafts, other times, copies, deletions. Each is one step of undo,
 * whatever the number of contents. */

typedef struct {
  SotongCalendarPane *pane;     /* (owned) */
  SotongCalendarItem *item;     /* (owned) (nullable) */
  gint64              day;
  int                 minute;
  char               *title;    /* (owned) (nullable): of a draft, to be given back on failure */
  SotongJournal      *typed;    /* (owned) (nullable): has that until it is stored */
  guint               n;        /* how many contents */
  gboolean            copy;
} Call;

static void
call_free (Call *call)
{
  g_object_unref (call->pane);
  g_clear_object (&call->item);
  g_clear_object (&call->typed);
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
  gint64 id = sotong_content_add (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static void
add_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree gint64 *id = sotong_store_write_finish (SOTONG_STORE (object), result, &error);

  if (id != NULL && call->typed != NULL)
    sotong_journal_drop (call->typed);
  if (ended (call, error, _("The draft was not made")))
    {
      /* The details show what was just made, not what was selected before. */
      sotong_context_set_content (sotong_pane_get_context (SOTONG_PANE (call->pane)), *id);
      text = g_strdup_printf (_("Draft “%s” made."), call->title);
      sotong_pane_toast (SOTONG_PANE (call->pane), text, TRUE);
    }
  else if (sotong_pane_get_attached (SOTONG_PANE (call->pane)))
    {
      sotong_calendar_pane_type_again (call->pane, call->day, call->minute, call->title);
      if (call->pane->typed != NULL && call->typed != NULL) /* it is in another journal now */
        sotong_journal_drop (call->typed);
    }
}

static SotongContent *
new_draft (SotongCalendarPane *self,
           gint64              day,
           int                 minute,
           const char         *title)
{
  SotongContent *content = sotong_content_new ();

  content->title = g_strdup (title);
  content->type = g_strdup ("sns");
  content->body = g_strdup ("");
  content->planned_at = sotong_day_shift_minute (day, minute != SOTONG_CALENDAR_SAME_TIME ? minute : SOTONG_DAY_DEFAULT_MINUTE,
                                                 sotong_context_get_zone (sotong_pane_get_context (SOTONG_PANE (self))));
  if (sotong_calendar_pane_get_campaign (self) != 0)
    content->campaign_id = sotong_calendar_pane_get_campaign (self);
  if (sotong_calendar_pane_get_channel (self) != 0)
    g_ptr_array_add (content->copies, sotong_copy_new (sotong_calendar_pane_get_channel (self)));
  return content;
}

/* What is typed on a day, and is no draft yet, is in a journal before the next key. A blank @title was given up. */
void
sotong_calendar_pane_typed (SotongCalendarPane *self,
                            gint64              day,
                            int                 minute,
                            const char         *title)
{
  SotongStore *store = get_store (self);
  g_autofree char *line = g_strstrip (g_strdup (title));

  if (store == NULL)
    return;
  if (sotong_text_is_blank (line))
    {
      if (self->typed != NULL)
        sotong_journal_drop (self->typed);
      return;
    }
  if (self->typed == NULL)
    {
      g_autofree char *folder = sotong_journal_folder (sotong_store_get_uuid (store));

      self->typed = sotong_journal_new (folder);
    }
  sotong_journal_put (self->typed, new_draft (self, day, minute, line));
}

/* A draft with @title on @day, in the campaign that is chosen; @minute is of the day, or the
 * usual one. */
void
sotong_calendar_pane_add_draft (SotongCalendarPane *self,
                                gint64              day,
                                int                 minute,
                                const char         *title)
{
  SotongStore *store = get_store (self);
  Call *call;

  if (store == NULL)
    return;
  call = call_new (self, NULL, day, title);
  call->minute = minute;
  call->typed = g_steal_pointer (&self->typed);
  sotong_store_write_async (store, SOTONG_WRITE_DEFAULT, add_job, new_draft (self, day, minute, title), (GDestroyNotify) sotong_content_free,
                            g_free, NULL, add_cb, call);
}

/* ---- another time ---- */

typedef struct {
  GPtrArray *items;  /* (owned) (element-type SotongCalendarItem): do not change */
  GArray    *times;  /* (owned) (element-type gint64) */
  gboolean   copy;
  gboolean   following;  /* the later ones of its series move as far */
} PlaceData;

static void
place_data_free (PlaceData *data)
{
  g_ptr_array_unref (data->items);
  g_array_unref (data->times);
  g_free (data);
}

static gboolean
move_item (SotongDb                  *db,
           const SotongCalendarItem  *item,
           gint64                     time,
           GError                   **error)
{
  if (item->copies->len == 0)
    return sotong_content_move (db, item->content_id, 0, time, error);
  for (guint i = 0; i < item->copies->len; i++)
    if (!sotong_content_move (db, item->content_id, g_array_index (item->copies, gint64, i), time, error))
      return FALSE;
  return TRUE;
}

/* As many days further, and as much later on the day; what is out stays. */
static gboolean
move_following (SotongDb                  *db,
                const SotongCalendarItem  *item,
                gint64                     time,
                GError                   **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  g_autoptr(GArray) ids = sotong_content_series_following (db, item->content_id, error);
  g_autoptr(GPtrArray) picks = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_pick_free);
  gint64 days = sotong_month_day_of_time (time, zone) - sotong_month_day_of_time (item->at, zone);

  for (guint i = 1; ids != NULL && i < ids->len; i++)
    g_ptr_array_add (picks, sotong_pick_new (g_array_index (ids, gint64, i), 0));
  return ids != NULL
         && sotong_content_shift_by (db, picks, (int) CLAMP (days, -100000, 100000),
                                     sotong_month_second_of_day (time, zone) - sotong_month_second_of_day (item->at, zone), error) >= 0;
}

/* A content stands in the calendar once for each time at which a copy of it goes out. A copy of the content brings all
 * of them, so it is made once, of the one that goes out first. */
static gboolean
is_first_of_content (GPtrArray *items,
                     guint      index)
{
  const SotongCalendarItem *item = g_ptr_array_index (items, index);

  for (guint i = 0; i < items->len; i++)
    {
      const SotongCalendarItem *other = g_ptr_array_index (items, i);

      if (other->content_id == item->content_id && (other->at < item->at || (other->at == item->at && i < index)))
        return FALSE;
    }
  return TRUE;
}

static guint
count_contents (GPtrArray *items)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += is_first_of_content (items, i) ? 1 : 0;
  return n;
}

/* What a move or a copy came to. */
typedef struct {
  char     *warning;  /* (owned) (nullable): another post in the way of the first that has one, as a sentence */
  GArray   *warned;   /* (owned) (element-type gint64): the contents that have one */
  gboolean  parted;   /* other copies of the content are still to go out at another time */
} Placed;

static void
placed_free (gpointer data)
{
  Placed *placed = data;

  g_free (placed->warning);
  g_array_unref (placed->warned);
  g_free (placed);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Placed, placed_free)

static Placed *
placed_new (void)
{
  Placed *placed = g_new0 (Placed, 1);

  placed->warned = g_array_new (FALSE, FALSE, sizeof (gint64));
  return placed;
}

static gboolean
is_of_item (const SotongCalendarItem *item,
            const SotongCopy         *copy)
{
  for (guint i = 0; i < item->copies->len; i++)
    if (g_array_index (item->copies, gint64, i) == copy->id)
      return TRUE;
  return FALSE;
}

/* Whether another post is in the way of what was placed, or a consent is missing: of a move, of the copies that went along. */
static gboolean
look_at (SotongDb                  *db,
         gint64                     id,
         const SotongCalendarItem  *moved,
         Placed                    *placed,
         GError                   **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, id, error);
  g_autoptr(GPtrArray) warnings = NULL;

  if (content == NULL)
    return FALSE;
  for (guint i = content->copies->len; moved != NULL && moved->copies->len > 0 && i > 0; i--)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i - 1);

      if (is_of_item (moved, copy))
        continue;
      placed->parted = placed->parted || sotong_state_can_move (copy->state);
      g_ptr_array_remove_index (content->copies, i - 1);
    }
  warnings = sotong_warning_list (db, content, error);
  if (warnings == NULL)
    return FALSE;
  if (warnings->len == 0 || ((SotongWarning *) g_ptr_array_index (warnings, 0))->kind == SOTONG_WARNING_SIMILAR
      || sotong_ids_contain (placed->warned, id))
    return TRUE;
  g_array_append_val (placed->warned, id);
  if (placed->warning == NULL)
    placed->warning = sotong_warning_describe (g_ptr_array_index (warnings, 0), sotong_db_get_zone (db));
  return TRUE;
}

/* Moves one, or a copy of it. @out_id is the content that is there now, or 0 where nothing had to be done. */
static gboolean
place_one (SotongDb         *db,
           const PlaceData  *data,
           guint             index,
           gint64           *out_id,
           GError          **error)
{
  const SotongCalendarItem *item = g_ptr_array_index (data->items, index);
  gint64 time = g_array_index (data->times, gint64, index);

  *out_id = 0;
  if (data->copy)
    {
      if (!is_first_of_content (data->items, index))
        return TRUE;
      *out_id = sotong_content_duplicate (db, item->content_id, time, error);
      return *out_id != 0;
    }
  if (item->at == time)
    return TRUE;
  *out_id = item->content_id;
  return move_item (db, item, time, error)
         && (!data->following || move_following (db, item, time, error));
}

/* Where all are is seen when all are there: what goes along is in nobody's way. */
static gboolean
place_all (SotongDb         *db,
           const PlaceData  *data,
           Placed           *placed,
           GError          **error)
{
  g_autofree gint64 *ids = g_new0 (gint64, data->items->len);

  for (guint i = 0; i < data->items->len; i++)
    if (!place_one (db, data, i, &ids[i], error))
      return FALSE;
  for (guint i = 0; i < data->items->len; i++)
    if (ids[i] != 0 && !look_at (db, ids[i], data->copy ? NULL : g_ptr_array_index (data->items, i), placed, error))
      return FALSE;
  return TRUE;
}

static gpointer
place_job (SotongDb      *db,
           gpointer       user_data,
           GCancellable  *cancellable,
           GError       **error)
{
  const PlaceData *data = user_data;
  const SotongCalendarItem *first = g_ptr_array_index (data->items, 0);
  g_autoptr(Placed) placed = placed_new ();
  guint n = count_contents (data->items);
  g_autofree char *subject = n > 1 ? g_strdup_printf ("%s (+%u)", first->title, n - 1) : g_strdup (first->title);

  if (!sotong_change_begin (db, data->copy ? "content.copy" : "content.move", "content", first->content_id, subject, error))
    return NULL;
  return place_all (db, data, placed, error) ? g_steal_pointer (&placed) : NULL;
}

static char *
placed_text (const Call   *call,
             const Placed *placed)
{
  g_autofree char *date = sotong_calendar_text_day_short (call->day);
  g_autofree char *clock = g_strdup_printf ("%02d:%02d", call->minute / 60, call->minute % 60);

  if (call->n > 1)
    return g_strdup_printf (call->copy ? ngettext ("Copied %u content.", "Copied %u contents.", call->n)
                            : ngettext ("Moved %u content.", "Moved %u contents.", call->n), call->n);
  if (placed->parted)
    /* Translators: 1 channels, 2 a title, 3 a date, 4 a time: the content's posts on other channels stay where they are. */
    return g_strdup_printf (_("Moved only %1$s of “%2$s” to %3$s %4$s."), call->item->channels->str, call->item->title, date, clock);
  /* Translators: 1 a title, 2 a date, 3 a time. */
  return g_strdup_printf (call->copy ? _("Copied “%1$s” to %2$s %3$s.") : _("Moved “%1$s” to %2$s %3$s."),
                          call->item->title, date, clock);
}

/* (transfer full): with what is in the way, if anything is */
static char *
warned_text (const char   *moved,
             const Placed *placed)
{
  g_autofree char *more = NULL;
  guint n = placed->warned->len;

  if (n == 0)
    return g_strdup (moved);
  if (n > 1)
    more = g_strdup_printf (ngettext ("%u more content has such a warning.", "%u more contents have such a warning.", n - 1), n - 1);
  return g_strconcat ("⚠ ", moved, " ", placed->warning, more != NULL ? " " : NULL, more, NULL);
}

static void
place_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Placed) placed = sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *moved = NULL, *text = NULL;

  if (!ended (call, error, call->copy ? _("Nothing was copied") : _("The content was not moved")))
    return;
  moved = placed_text (call, placed);
  text = warned_text (moved, placed);
  sotong_pane_toast (SOTONG_PANE (call->pane), text, TRUE);
}

typedef struct {
  PlaceData *data;  /* (owned) (nullable): until it is written */
  Call      *call;  /* (owned) (nullable): likewise */
} Placing;

static void
placing_free (gpointer data)
{
  Placing *placing = data;

  if (placing->call != NULL) /* the person thought better of it */
    ended (placing->call, NULL, NULL);
  g_clear_pointer (&placing->data, place_data_free);
  g_clear_pointer (&placing->call, call_free);
  g_free (placing);
}

static void
place_write (gpointer data)
{
  Placing *placing = data;
  SotongStore *store = get_store (placing->call->pane);

  if (store != NULL)
    sotong_store_write_async (store, SOTONG_WRITE_DEFAULT, place_job, g_steal_pointer (&placing->data), (GDestroyNotify) place_data_free,
                              placed_free, NULL, place_cb, g_steal_pointer (&placing->call));
}

/* What waits on its platform is moved there first. */
static void
place_scoped (gboolean following,
              gpointer data)
{
  Placing *placing = data;
  g_autoptr(GArray) moves = g_array_new (FALSE, FALSE, sizeof (SotongWaitingMove));
  Placing *asked;

  placing->data->following = following;
  for (guint i = 0; !placing->data->copy && i < placing->data->items->len; i++)
    {
      const SotongCalendarItem *item = g_ptr_array_index (placing->data->items, i);

      for (guint k = 0; k < item->copies->len; k++)
        {
          SotongWaitingMove move = { item->content_id, g_array_index (item->copies, gint64, k), g_array_index (placing->data->times, gint64, i) };

          g_array_append_val (moves, move);
        }
    }
  if (moves->len == 0)
    {
      place_write (placing);
      return;
    }
  asked = g_new0 (Placing, 1);
  asked->data = g_steal_pointer (&placing->data);
  asked->call = g_steal_pointer (&placing->call);
  sotong_waiting_question_ask (SOTONG_PANE (asked->call->pane), moves, place_write, asked, placing_free);
}

/* One that has a time may be moved with those of its series that follow. */
static void
place_now (gpointer data)
{
  Placing *placing = data;
  const SotongCalendarItem *item = g_ptr_array_index (placing->data->items, 0);
  Placing *asked;

  if (placing->data->copy || placing->data->items->len > 1 || item->at == SOTONG_NONE)
    {
      place_scoped (FALSE, placing);
      return;
    }
  asked = g_new0 (Placing, 1);
  asked->data = g_steal_pointer (&placing->data);
  asked->call = g_steal_pointer (&placing->call);
  sotong_series_question_ask (SOTONG_PANE (asked->call->pane), item->content_id, _("Move this one, or all following?"), place_scoped, asked,
                              placing_free);
}

/* A copy is another content: what was approved stays so. */
static void
place (SotongCalendarPane *self,
       PlaceData          *data,
       Call               *call)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Placing *placing = g_new0 (Placing, 1);

  placing->data = data;
  placing->call = call;
  for (guint i = 0; !data->copy && i < data->items->len; i++)
    if (is_first_of_content (data->items, i))
      g_array_append_val (ids, ((SotongCalendarItem *) g_ptr_array_index (data->items, i))->content_id);
  sotong_seal_question_ask (SOTONG_PANE (self), ids, place_now, placing, placing_free);
}

/* Moves @items, or copies of them, to @times. The model has looked whether that can be. */
void
sotong_calendar_pane_place (SotongCalendarPane *self,
                            GPtrArray          *items,
                            GArray             *times,
                            gboolean            copy)
{
  SotongStore *store = get_store (self);
  gint64 time = g_array_index (times, gint64, 0);
  PlaceData *data;
  Call *call;

  if (store == NULL)
    return;
  data = g_new0 (PlaceData, 1);
  data->items = g_ptr_array_ref (items);
  data->times = g_array_ref (times);
  data->copy = copy;
  call = call_new (self, g_ptr_array_index (items, 0), sotong_month_day_of_time (time, self->model->zone), NULL);
  call->minute = sotong_day_shift_minute_of (time, self->model->zone);
  call->n = count_contents (items);
  call->copy = copy;
  place (self, data, call);
}

/* Moves @item, and what is selected with it, so that it stands on @day at its own time of day. */
void
sotong_calendar_pane_move (SotongCalendarPane *self,
                           SotongCalendarItem *item,
                           gint64              day)
{
  sotong_calendar_model_place (self->model, item, day, SOTONG_CALENDAR_SAME_TIME, FALSE);
}

/* ---- the days of a campaign ---- */

typedef struct {
  gint64 campaign_id;
  gint64 first;
  gint64 last;
} ResizeData;

static gpointer
resize_job (SotongDb      *db,
            gpointer       user_data,
            GCancellable  *cancellable,
            GError       **error)
{
  const ResizeData *data = user_data;
  g_autoptr(GPtrArray) campaigns = sotong_campaign_list (db, error);

  for (guint i = 0; campaigns != NULL && i < campaigns->len; i++)
    {
      SotongCampaign *campaign = g_ptr_array_index (campaigns, i);

      if (campaign->id != data->campaign_id)
        continue;
      g_free (campaign->starts_on);
      g_free (campaign->ends_on);
      campaign->starts_on = sotong_month_format_day (data->first);
      campaign->ends_on = sotong_month_format_day (data->last);
      return GINT_TO_POINTER (sotong_campaign_edit (db, campaign, error));
    }
  if (campaigns != NULL)
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("The campaign is no longer there."));
  return NULL;
}

static void
resize_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (!ended (call, error, _("The campaign was not changed")))
    return;
  text = g_strdup_printf (_("The campaign lasts from %s."), call->title);
  sotong_pane_toast (SOTONG_PANE (call->pane), text, TRUE);
}

/* Gives a campaign other days, of which @last is the last. */
void
sotong_calendar_pane_resize (SotongCalendarPane *self,
                             gint64              campaign,
                             gint64              first,
                             gint64              last)
{
  SotongStore *store = get_store (self);
  g_autofree char *from = sotong_calendar_text_day_short (first), *to = sotong_calendar_text_day_short (last);
  /* Translators: a stretch of time: 1 its first, 2 its last day. */
  g_autofree char *days = g_strdup_printf (_("%1$s to %2$s"), from, to);
  ResizeData *data;

  if (store == NULL)
    return;
  data = g_new0 (ResizeData, 1);
  *data = (ResizeData) { campaign, first, last };
  sotong_store_write_async (store, SOTONG_WRITE_DEFAULT, resize_job, data, g_free, NULL, NULL, resize_cb,
                            call_new (self, NULL, first, days));
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

/* With the later ones of its series; what is out stays on record. */
static gpointer
remove_following_job (SotongDb      *db,
                      gpointer       user_data,
                      GCancellable  *cancellable,
                      GError       **error)
{
  const SotongCalendarItem *item = user_data;
  g_autoptr(GArray) ids = sotong_content_series_following (db, item->content_id, error);
  g_autoptr(GPtrArray) picks = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_pick_free);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_ptr_array_add (picks, sotong_pick_new (g_array_index (ids, gint64, i), 0));
  return GINT_TO_POINTER (ids != NULL && sotong_content_delete (db, picks, error) >= 0);
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

typedef struct {
  SotongCalendarPane *pane;  /* (owned) */
  SotongCalendarItem *item;  /* (owned) */
} Removing;

static void
removing_free (Removing *removing)
{
  g_object_unref (removing->pane);
  g_object_unref (removing->item);
  g_free (removing);
}

static void
remove_now (gboolean following,
            gpointer user_data)
{
  const Removing *removing = user_data;
  SotongStore *store = get_store (removing->pane);

  if (store != NULL)
    sotong_store_write_async (store, SOTONG_WRITE_DEFAULT, following ? remove_following_job : remove_job, g_object_ref (removing->item),
                              g_object_unref, NULL, NULL, remove_cb, call_new (removing->pane, removing->item, 0, NULL));
}

/* Deletes the content of @item with all its copies; of a series, perhaps those that follow, too. */
void
sotong_calendar_pane_remove (SotongCalendarPane *self,
                             SotongCalendarItem *item)
{
  Removing *removing;

  if (get_store (self) == NULL)
    return;
  removing = g_new0 (Removing, 1);
  removing->pane = g_object_ref (self);
  removing->item = g_object_ref (item);
  sotong_series_question_ask (SOTONG_PANE (self), item->content_id, _("Delete this one, or all following?"), remove_now, removing,
                              (GDestroyNotify) removing_free);
}
