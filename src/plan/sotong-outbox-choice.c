/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-outbox-choice.h"

#include <glib/gi18n-lib.h>

#include "plan/sotong-hold-times.h"
#include "plan/sotong-slot.h"
#include "store/sotong-change.h"
#include "store/sotong-hold.h"

void
sotong_chosen_free (SotongChosen *chosen)
{
  if (chosen == NULL)
    return;
  g_free (chosen->title);
  g_free (chosen->channel);
  g_free (chosen->state);
  g_free (chosen->problem);
  g_free (chosen);
}

/* What is chosen, for one copy after the other. */
typedef struct {
  SotongDb            *db;
  SotongOutboxChoice   choice;
  gint64               shift_s;
  gboolean             held;    /* all is on hold, and stays so */
  GPtrArray           *times;   /* (unowned) (nullable) (element-type SotongHoldTime): as suggested */
  int                  n_done;
  char                *first;   /* (owned) (nullable): title of the first that was done */
  gint64               first_id;
} Choosing;

static void
set_text (char       **text,
          const char  *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static gboolean
put_off (Choosing              *self,
         const SotongStanding  *standing,
         SotongChosen          *chosen,
         gint64                 time,
         GError               **error)
{
  if (time == SOTONG_NONE || !sotong_outbox_put_off (self->db, standing, time, error))
    return FALSE;
  chosen->publish_at = time;
  chosen->seal_broken = standing->bound && time != standing->publish_at;
  return TRUE;
}

static gboolean
apply_suggested (Choosing              *self,
                 const SotongStanding  *standing,
                 SotongChosen          *chosen,
                 GError               **error)
{
  for (guint i = 0; i < self->times->len; i++)
    {
      const SotongHoldTime *each = g_ptr_array_index (self->times, i);

      if (each->copy_id == standing->copy_id && each->time != standing->publish_at)
        return put_off (self, standing, chosen, each->time, error);
    }
  return sotong_outbox_arm (self->db, standing, error);
}

static gboolean
apply (Choosing              *self,
       const SotongStanding  *standing,
       SotongChosen          *chosen,
       GError               **error)
{
  gint64 now = sotong_db_now (self->db), time = standing->publish_at;
  gboolean past = time != SOTONG_NONE && time < now;

  chosen->state = g_strdup (self->held ? "held" : "scheduled");
  switch (self->choice)
    {
    case SOTONG_CHOICE_NEXT_SLOT:
      return put_off (self, standing, chosen, sotong_slot_next (self->db, standing->channel_id, now, standing->copy_id, error), error);
    case SOTONG_CHOICE_SHIFT:
      if (time != SOTONG_NONE && time + self->shift_s >= now)
        return put_off (self, standing, chosen, time + self->shift_s, error);
      set_text (&chosen->state, "missed");
      return sotong_outbox_give_up (self->db, standing, error);
    case SOTONG_CHOICE_DROP:
      set_text (&chosen->state, standing->sealed ? "approved" : "draft");
      return sotong_outbox_drop (self->db, standing, error);
    case SOTONG_CHOICE_AS_PLANNED:
      if (!past)
        return sotong_outbox_arm (self->db, standing, error);
      set_text (&chosen->state, "missed");
      return sotong_outbox_give_up (self->db, standing, error);
    case SOTONG_CHOICE_SUGGESTED:
      return apply_suggested (self, standing, chosen, error);
    case SOTONG_CHOICE_NOW:
    default:
      return sotong_outbox_arm (self->db, standing, error);
    }
}

/* What cannot be for one copy, as a channel without slots, keeps nobody from the others. */
static gboolean
choose_one (Choosing              *self,
            const SotongStanding  *standing,
            GPtrArray             *list,
            GError               **error)
{
  SotongChosen *chosen = g_new0 (SotongChosen, 1);
  GError *local = NULL;

  chosen->copy_id = standing->copy_id;
  chosen->content_id = standing->content_id;
  chosen->title = g_strdup (standing->title);
  chosen->channel = g_strdup (standing->channel);
  chosen->publish_at = standing->publish_at;
  g_ptr_array_add (list, chosen);
  if (apply (self, standing, chosen, &local))
    {
      chosen->done = TRUE;
      if (self->n_done++ == 0)
        {
          self->first = g_strdup (standing->title);
          self->first_id = standing->content_id;
        }
      return TRUE;
    }
  if (!g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND)
      && !g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID)
      && !g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  chosen->problem = g_strdup (local->message);
  g_free (chosen->state);
  chosen->state = g_strdup (standing->state);
  g_error_free (local);
  return TRUE;
}

static gboolean
holds (GArray *ids,
       gint64  id)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
choose_all (Choosing   *self,
            GPtrArray  *standings,
            GArray     *contents,
            GArray     *copies,
            GError    **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_chosen_free);

  for (guint i = 0; i < standings->len; i++)
    {
      const SotongStanding *standing = g_ptr_array_index (standings, i);

      if ((contents != NULL && !holds (contents, standing->content_id)) || (copies != NULL && !holds (copies, standing->copy_id)))
        continue;
      if (!choose_one (self, standing, list, error))
        {
          g_clear_pointer (&self->first, g_free);
          return NULL;
        }
    }
  return g_steal_pointer (&list);
}

static void
name_change (Choosing *self)
{
  g_autofree char *first = g_steal_pointer (&self->first);
  g_autofree char *subject = self->n_done > 1 ? g_strdup_printf ("%s (+%d)", first, self->n_done - 1) : g_strdup (first);

  if (first != NULL)
    sotong_change_set_subject (self->db, self->first_id, subject);
}

/**
 * sotong_outbox_choose:
 * @db: the connection of a write job
 * @contents: (nullable) (element-type gint64): only copies of these contents
 * @copies: (nullable) (element-type gint64): only these copies
 * @choice: now, next slot or drop
 * @error: return location
 *
 * What a person chooses for copies that were missed, all of them or those named: one step of
 * undo, as long as they are not out. While all is on hold what goes back onto the schedule is held.
 *
 * Returns: (transfer full) (nullable) (element-type SotongChosen): what became of each
 */
GPtrArray *
sotong_outbox_choose (SotongDb            *db,
                      GArray              *contents,
                      GArray              *copies,
                      SotongOutboxChoice   choice,
                      GError             **error)
{
  const char *action = choice == SOTONG_CHOICE_NOW ? "late.now" : choice == SOTONG_CHOICE_DROP ? "late.drop" : "late.slot";
  g_autoptr(GPtrArray) standings = sotong_outbox_list_state (db, "missed", error);
  g_autoptr(GPtrArray) list = NULL;
  Choosing self = { .db = db, .choice = choice };

  g_return_val_if_fail (choice <= SOTONG_CHOICE_DROP && choice != SOTONG_CHOICE_SHIFT, NULL);
  if (standings == NULL || !sotong_hold_is_on (db, &self.held, error) || !sotong_change_begin (db, action, "content", 0, "", error))
    return NULL;
  list = choose_all (&self, standings, contents, copies, error);
  if (list == NULL)
    return NULL;
  name_change (&self);
  return g_steal_pointer (&list);
}

/**
 * sotong_outbox_end_hold:
 * @db: the connection of a write job
 * @choice: now (release), suggested, shift, drop or as planned
 * @shift_s: for shift: by how many seconds
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when nothing is on hold
 *
 * Ends the hold and says what becomes of all that was held, as one step of undo or as part of the
 * open change.
 *
 * Returns: (transfer full) (nullable) (element-type SotongChosen): what became of each
 */
GPtrArray *
sotong_outbox_end_hold (SotongDb            *db,
                        SotongOutboxChoice   choice,
                        gint64               shift_s,
                        GError             **error)
{
  g_autoptr(SotongHold) hold = sotong_hold_get (db, error);
  g_autoptr(GPtrArray) standings = NULL, times = NULL;
  Choosing self = { .db = db, .choice = choice, .shift_s = shift_s };
  GPtrArray *list;

  g_return_val_if_fail (choice != SOTONG_CHOICE_NEXT_SLOT, NULL);
  if (hold == NULL)
    return NULL;
  if (hold->id == 0 && hold->n_held == 0)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("Nothing is on hold, so nothing was changed."));
      return NULL;
    }
  if (choice == SOTONG_CHOICE_SUGGESTED && (times = sotong_hold_times (db, error)) == NULL)
    return NULL;
  self.times = times;
  standings = sotong_hold_waiting (db, (choice == SOTONG_CHOICE_NOW || choice == SOTONG_CHOICE_SUGGESTED) && hold->id != 0, error);
  if (standings == NULL || (!sotong_change_is_open (db) && !sotong_change_begin (db, "hold.off", "workspace", 0, "", error))
      || !sotong_hold_end (db, error))
    return NULL;
  list = choose_all (&self, standings, NULL, NULL, error);
  g_free (self.first);
  return list;
}
