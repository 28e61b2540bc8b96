/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-content-shift.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-content-private.h"
#include "store/sotong-restriction.h"
#include "util/sotong-time.h"

/*
 * Several contents at once, as one step of undo. What cannot be changed is told pick by pick;
 * the others are changed all the same. A pick is looked at whole before anything of it is
 * written, so that none is left half done.
 */

/* The furthest that contents are shifted at once: ten years. */
#define MAX_DAYS 3660

typedef struct {
  gboolean by_days;
  int      days;
  gint64   seconds;  /* added to the time of day, when by days */
  gint64   time;     /* seconds since 1970 UTC, when not by days */
} Shift;

/* A copy and where it goes. */
typedef struct {
  const SotongCopy *copy;
  gint64            time;
} Step;

SotongPick *
sotong_pick_new (gint64 content_id,
                 gint64 copy_id)
{
  SotongPick *pick = g_new0 (SotongPick, 1);

  pick->content_id = content_id;
  pick->copy_id = copy_id;
  return pick;
}

void
sotong_pick_free (SotongPick *pick)
{
  if (pick == NULL)
    return;
  g_free (pick->problem);
  g_free (pick);
}

static void
set_problem (SotongPick *pick,
             const char *problem)
{
  g_free (pick->problem);
  pick->problem = g_strdup (problem);
}

/* So many days on by the calendar, at the same time of day or as much later as was asked for: a
 * day on which the clock changes is no exception. */
static gint64
shifted (SotongDb    *db,
         const Shift *shift,
         gint64       time)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  int year, month, day, hour, minute, second;
  gint64 days, of_day;

  if (!shift->by_days)
    return shift->time;
  sotong_time_to_civil (time, zone, &year, &month, &day, &hour, &minute, &second);
  days = sotong_time_days_from_civil (year, month, day) + shift->days;
  of_day = hour * 3600 + minute * 60 + second + shift->seconds;
  for (; of_day < 0; of_day += 86400)
    days--;
  for (; of_day >= 86400; of_day -= 86400)
    days++;
  sotong_time_civil_from_days (days, &year, &month, &day);
  return sotong_time_from_civil (year, month, day, (int) (of_day / 3600), (int) (of_day / 60 % 60), (int) (of_day % 60), zone);
}

static gboolean
is_meant (const SotongPick *pick,
          const SotongCopy *copy)
{
  return (pick->copy_id == 0 || pick->copy_id == copy->id) && (pick->channel_id == 0 || pick->channel_id == copy->channel_id);
}

static gboolean
is_whole (const SotongPick *pick)
{
  return pick->copy_id == 0 && pick->channel_id == 0;
}

/* Where the pick goes; %FALSE with its problem set when it stays as it is. */
static gboolean
plan_pick (SotongDb             *db,
           SotongPick           *pick,
           const SotongContent  *content,
           const Shift          *shift,
           GArray               *steps)
{
  gint64 now = sotong_db_now (db);
  g_autoptr(GError) range = NULL;
  gboolean past;
  guint n_meant = 0;

  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);
      gint64 from = copy->publish_at != SOTONG_NONE ? copy->publish_at : content->planned_at;
      g_autoptr(GError) error = NULL;
      Step step = { copy, SOTONG_NONE };

      if (!is_meant (pick, copy))
        continue;
      n_meant++;
      /* What waits on its platform and has been given the time there already goes along. */
      if (!shift->by_days && copy->state == SOTONG_STATE_SCHEDULED && copy->remote_id != NULL && copy->publish_at == shift->time)
        continue;
      if (!sotong_copy_check_can_change (copy, &error))
        {
          set_problem (pick, error->message);
          continue;
        }
      /* One without a time of its own goes with its content. */
      if (from == SOTONG_NONE && shift->by_days)
        continue;
      if (is_whole (pick) && copy->publish_at == SOTONG_NONE && shift->by_days)
        continue;
      step.time = shifted (db, shift, from);
      if (!sotong_time_check_plan (step.time, sotong_db_get_zone (db), &error))
        {
          set_problem (pick, error->message);
          return FALSE;
        }
      if (copy->state == SOTONG_STATE_SCHEDULED && !sotong_restriction_check_id (db, content->id, step.time, &error))
        {
          set_problem (pick, error->message);
          continue;
        }
      g_array_append_val (steps, step);
    }
  if (n_meant == 0 && !is_whole (pick))
    set_problem (pick, _("The content does not go to that channel. Choose one of its own."));
  if (steps->len == 0 && pick->problem != NULL)
    return FALSE;
  if (steps->len == 0 && content->planned_at == SOTONG_NONE && shift->by_days)
    {
      set_problem (pick, _("It has no time yet that could be moved on by days. Give it one first."));
      return FALSE;
    }
  if (is_whole (pick) && (content->planned_at != SOTONG_NONE || !shift->by_days)
      && !sotong_time_check_plan (shifted (db, shift, content->planned_at), sotong_db_get_zone (db), &range))
    {
      set_problem (pick, range->message);
      return FALSE;
    }
  past = steps->len == 0 && shifted (db, shift, content->planned_at) < now;
  for (guint i = 0; i < steps->len; i++)
    past = past || g_array_index (steps, Step, i).time < now;
  if (past)
    set_problem (pick, _("That time is past. Choose one that is still to come, or publish now."));
  return !past;
}

static gboolean
move_content (SotongDb             *db,
              const SotongContent  *content,
              const Shift          *shift,
              GError              **error)
{
  gint64 time = content->planned_at != SOTONG_NONE || !shift->by_days ? shifted (db, shift, content->planned_at) : SOTONG_NONE;

  return time == SOTONG_NONE
         || (sotong_change_touch (db, "content", content->id, error)
             && sotong_db_exec (db, error, "UPDATE content SET planned_at = $1 WHERE id = $2", "ii", time, content->id));
}

static gboolean
shift_pick (SotongDb             *db,
            SotongPick           *pick,
            const SotongContent  *content,
            const Shift          *shift,
            GError              **error)
{
  g_autoptr(GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));

  if (!plan_pick (db, pick, content, shift, steps))
    return TRUE;
  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);

      if (!sotong_copy_move_to (db, step->copy, step->time, error))
        return FALSE;
    }
  pick->done = TRUE;
  return !is_whole (pick) || move_content (db, content, shift, error);
}

/* A content that is not there is the pick's problem, not the job's. */
static SotongContent *
content_of (SotongDb    *db,
            SotongPick  *pick,
            GError     **error)
{
  GError *local = NULL;
  SotongContent *content = sotong_content_get (db, pick->content_id, &local);

  g_clear_pointer (&pick->problem, g_free);
  pick->done = FALSE;
  if (g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    set_problem (pick, local->message);
  else if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  g_clear_error (&local);
  return content;
}

/**
 * sotong_content_name_change:
 * @db: the connection of a write job
 * @first: the first content that was changed
 * @n: how many contents were
 *
 * Gives the open change one name for the history: the first content's, and how many more there are.
 */
void
sotong_content_name_change (SotongDb             *db,
                            const SotongContent  *first,
                            int                   n)
{
  g_autofree char *subject = n > 1 ? g_strdup_printf ("%s (+%d)", first->title, n - 1) : g_strdup (first->title);

  sotong_change_set_subject (db, first->id, subject);
}

typedef gboolean (*PickFunc) (SotongDb             *db,
                              SotongPick           *pick,
                              const SotongContent  *content,
                              const Shift          *shift,
                              GError              **error);

/* Whether no pick before it is of the same content and was done. */
static gboolean
is_another (GPtrArray *picks,
            guint      index)
{
  gint64 id = ((SotongPick *) g_ptr_array_index (picks, index))->content_id;

  for (guint i = 0; i < index; i++)
    {
      const SotongPick *before = g_ptr_array_index (picks, i);

      if (before->content_id == id && before->done)
        return FALSE;
    }
  return TRUE;
}

static int
each (SotongDb     *db,
      GPtrArray    *picks,
      const char   *action,
      PickFunc      func,
      const Shift  *shift,
      GError      **error)
{
  g_autoptr(SotongContent) first = NULL;
  gboolean own = FALSE;
  int n_done = 0, n_contents = 0;

  for (guint i = 0; i < picks->len; i++)
    {
      SotongPick *pick = g_ptr_array_index (picks, i);
      GError *local = NULL;
      g_autoptr(SotongContent) content = content_of (db, pick, &local);

      if (content != NULL && db->change == NULL)
        own = sotong_change_begin (db, action, "content", content->id, content->title, &local);
      if (local == NULL && content != NULL)
        func (db, pick, content, shift, &local);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return -1;
        }
      n_done += pick->done;
      n_contents += pick->done && own && is_another (picks, i) ? 1 : 0;
      if (pick->done && first == NULL)
        first = g_steal_pointer (&content);
    }
  /* Only now it is known what was refused. */
  if (own && first != NULL)
    sotong_content_name_change (db, first, n_contents);
  return n_done;
}

/**
 * sotong_content_shift:
 * @db: the connection of a write job
 * @picks: (element-type SotongPick): what to move; each is told what became of it
 * @days: how many days on, or back when negative; at most ten years
 * @error: return location; for what concerns no pick alone
 *
 * Moves contents by days of the office, each at its own time of day, as one step of undo or as
 * part of the open change. What is out or on its way stays, and so does what would come to lie
 * in the past.
 *
 * Returns: how many picks were moved, or -1 with @error set
 */
int
sotong_content_shift (SotongDb   *db,
                      GPtrArray  *picks,
                      int         days,
                      GError    **error)
{
  return sotong_content_shift_by (db, picks, days, 0, error);
}

/**
 * sotong_content_shift_by:
 * @db: the connection of a write job
 * @picks: (element-type SotongPick): what to move; each is told what became of it
 * @days: how many days on, or back when negative; at most ten years
 * @seconds: how much later on the day, or earlier when negative; less than a day
 * @error: return location; for what concerns no pick alone
 *
 * As sotong_content_shift(), to another time of day.
 *
 * Returns: how many picks were moved, or -1 with @error set
 */
int
sotong_content_shift_by (SotongDb   *db,
                         GPtrArray  *picks,
                         int         days,
                         gint64      seconds,
                         GError    **error)
{
  Shift shift = { TRUE, days, seconds, SOTONG_NONE };

  g_return_val_if_fail (seconds > -86400 && seconds < 86400, -1);

  if (days < -MAX_DAYS || days > MAX_DAYS)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("Contents are moved by at most %d days at once. Nothing was moved."), MAX_DAYS);
      return -1;
    }
  return each (db, picks, "content.move", shift_pick, &shift, error);
}

/**
 * sotong_content_shift_to:
 * @db: the connection of a write job
 * @picks: (element-type SotongPick): what to move; each is told what became of it
 * @time: seconds since 1970 UTC
 * @error: return location; for what concerns no pick alone
 *
 * As sotong_content_shift(), all to one time.
 *
 * Returns: how many picks were moved, or -1 with @error set
 */
int
sotong_content_shift_to (SotongDb   *db,
                         GPtrArray  *picks,
                         gint64      time,
                         GError    **error)
{
  Shift shift = { FALSE, 0, 0, time };

  return each (db, picks, "content.move", shift_pick, &shift, error);
}

static gboolean
delete_pick (SotongDb             *db,
             SotongPick           *pick,
             const SotongContent  *content,
             const Shift          *shift,
             GError              **error)
{
  guint n_meant = 0;

  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);
      g_autoptr(GError) local = NULL;

      if (!is_meant (pick, copy))
        continue;
      n_meant++;
      if (!sotong_copy_check_can_change (copy, &local))
        {
          g_autofree char *problem = g_strdup_printf (_("%s The record of what was published stays; nothing of it was deleted."), local->message);

          set_problem (pick, problem);
          return TRUE;
        }
    }
  if (n_meant == 0 && !is_whole (pick))
    {
      set_problem (pick, _("The content does not go to that channel. Choose one of its own."));
      return TRUE;
    }
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (is_meant (pick, copy) && !sotong_copy_remove (db, copy, error))
        return FALSE;
    }
  pick->done = TRUE;
  return !is_whole (pick)
         || (sotong_change_touch (db, "content", content->id, error)
             && sotong_db_exec (db, error, "UPDATE content SET removed_at = $1, revision = revision + 1 WHERE id = $2", "ii",
                                sotong_db_now (db), content->id));
}

/**
 * sotong_content_delete:
 * @db: the connection of a write job
 * @picks: (element-type SotongPick): what to delete, whole contents or copies of them; each is
 *   told what became of it
 * @error: return location; for what concerns no pick alone
 *
 * Deletes contents as one step of undo, or as part of the open change. One of which a copy is
 * out or on its way stays whole.
 *
 * Returns: how many picks were deleted, or -1 with @error set
 */
int
sotong_content_delete (SotongDb   *db,
                       GPtrArray  *picks,
                       GError    **error)
{
  return each (db, picks, "content.remove", delete_pick, NULL, error);
}
