/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-emergency-data.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-approval-data.h"
#include "store/sotong-approval.h"
#include "store/sotong-channel.h"
#include "store/sotong-hold.h"

void
sotong_emergency_data_free (SotongEmergencyData *self)
{
  if (self == NULL)
    return;
  sotong_emergency_free (self->emergency);
  sotong_content_free (self->content);
  g_clear_pointer (&self->channels, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->ratifiers, g_ptr_array_unref);
  g_clear_pointer (&self->actors, g_ptr_array_unref);
  g_free (self->there);
  g_free (self);
}

/* The open one; when none is, the one whose approval is still to be ratified. */
static gboolean
read_emergency (SotongDb             *db,
                SotongEmergencyData  *self,
                GError              **error)
{
  g_autoptr(SotongHold) hold = sotong_hold_get (db, error);
  GError *local = NULL;

  if (hold == NULL)
    return FALSE;
  self->there = sotong_hold_describe_there (hold);
  self->emergency = sotong_emergency_get_open (db, &local);
  if (self->emergency == NULL && local == NULL)
    self->emergency = sotong_emergency_get_unratified (db, &local);
  if (self->emergency != NULL && self->emergency->content_id != SOTONG_NONE)
    {
      self->content = sotong_content_get (db, self->emergency->content_id, &local);
      if (g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND)) /* somebody removed it */
        g_clear_error (&local);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Whether the emergency of that id is over; one whose start was taken back is none any more. */
static gboolean
read_ended (SotongDb             *db,
            gint64                before,
            SotongEmergencyData  *self,
            GError              **error)
{
  GError *local = NULL;
  g_autoptr(SotongEmergency) emergency = before > 0 ? sotong_emergency_get (db, before, &local) : NULL;

  self->ended = emergency != NULL && emergency->ended_at != SOTONG_NONE;
  if (local == NULL || g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      g_clear_error (&local);
      return TRUE;
    }
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
list_ratifiers (SotongDb             *db,
                SotongEmergencyData  *self,
                GError              **error)
{
  const SotongEmergency *emergency = self->emergency;

  self->ratifiers = g_ptr_array_new ();
  if (emergency == NULL || !emergency->to_ratify || emergency->ratified_at != SOTONG_NONE)
    return TRUE;
  for (guint i = 0; i < self->actors->len; i++)
    {
      g_autoptr(GError) local = NULL;

      if (sotong_emergency_check_ratifier (db, emergency, g_ptr_array_index (self->actors, i), &local))
        g_ptr_array_add (self->ratifiers, g_ptr_array_index (self->actors, i));
      else if (!g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID)
               && !g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND)) /* somebody removed the message */
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  return TRUE;
}

/* A job of the store: all that the screen shows. @before is a gint64, the id of the emergency that was open; 0 for none. */
gpointer
sotong_emergency_data_job (SotongDb      *db,
                           gpointer       before,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr(SotongEmergencyData) self = g_new0 (SotongEmergencyData, 1);
  g_autoptr(GPtrArray) people = sotong_person_list (db, error);

  if (people == NULL || !read_emergency (db, self, error) || !sotong_approval_is_on (db, &self->approval_on, error)
      || !read_ended (db, *(const gint64 *) before, self, error))
    return NULL;
  self->actors = sotong_approval_list_actors (db, people, error);
  self->channels = self->actors != NULL && list_ratifiers (db, self, error) ? sotong_channel_list (db, error) : NULL;
  self->groups = self->channels != NULL ? sotong_channel_group_list (db, error) : NULL;
  return self->groups != NULL ? g_steal_pointer (&self) : NULL;
}

gboolean
sotong_emergency_data_is_open (const SotongEmergencyData *self)
{
  return self->emergency != NULL && self->emergency->ended_at == SOTONG_NONE;
}

/* Whether some of the message has left the house or may have: its words stand from then on. */
gboolean
sotong_emergency_data_is_out (const SotongEmergencyData *self)
{
  for (guint i = 0; self->content != NULL && i < self->content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (self->content->copies, i);

      if (sotong_state_is_out (copy->state) || copy->state == SOTONG_STATE_PUBLISHING || copy->state == SOTONG_STATE_UNKNOWN)
        return TRUE;
    }
  return FALSE;
}

/* (nullable): what goes to a channel, of what was composed. */
const SotongCopy *
sotong_emergency_data_get_copy (const SotongEmergencyData *self,
                                gint64                     channel_id)
{
  for (guint i = 0; self->content != NULL && i < self->content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (self->content->copies, i);

      if (copy->channel_id == channel_id)
        return copy;
    }
  return NULL;
}

/* ---- acts ---- */

void
sotong_emergency_act_free (SotongEmergencyAct *self)
{
  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    g_free (self->fields[i]);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_free (self->reason);
  g_free (self);
}

gpointer
sotong_emergency_start_job (SotongDb      *db,
                            gpointer       data,
                            GCancellable  *cancellable,
                            GError       **error)
{
  SotongEmergencyAct *self = data;

  return sotong_emergency_start (db, sotong_emergency_wording_get_kind (self->wording), sotong_emergency_wording_get_label (self->wording),
                                 self->detected_at, self->person_id, error) != 0 ? self : NULL;
}

gpointer
sotong_emergency_compose_job (SotongDb      *db,
                              gpointer       data,
                              GCancellable  *cancellable,
                              GError       **error)
{
  SotongEmergencyAct *self = data;

  return sotong_emergency_compose (db, self->wording, self->korean, (const char * const *) self->fields, self->texts, error) != 0 ? self : NULL;
}

/* Gives the content's id, as a gint64 that is freed with g_free(). */
gpointer
sotong_emergency_clear_job (SotongDb      *db,
                            gpointer       data,
                            GCancellable  *cancellable,
                            GError       **error)
{
  const SotongEmergencyAct *self = data;
  gint64 content_id = sotong_emergency_clear (db, self->person_id, error);

  return content_id != 0 ? g_memdup2 (&content_id, sizeof content_id) : NULL;
}

gpointer
sotong_emergency_ratify_job (SotongDb      *db,
                             gpointer       data,
                             GCancellable  *cancellable,
                             GError       **error)
{
  SotongEmergencyAct *self = data;

  return sotong_emergency_ratify (db, self->person_id, self->reason, error) != 0 ? self : NULL;
}

/* ---- the stopwatch ---- */

/* As of a watch: 0:04:12. */
char *
sotong_emergency_format_span (gint64 seconds)
{
  seconds = MAX (seconds, 0);
  return g_strdup_printf ("%" G_GINT64_FORMAT ":%02d:%02d", seconds / 3600, (int) (seconds / 60 % 60), (int) (seconds % 60));
}

/* When each thing was done, as time since detection. */
char *
sotong_emergency_describe_marks (const SotongEmergency *emergency,
                                 GTimeZone             *zone)
{
  const struct {
    const char *name;
    gint64      at;
  } marks[] = {
    { _("started"), emergency->started_at },
    { _("composed"), emergency->composed_at },
    { _("first post out"), emergency->first_out_at },
    { _("all out"), emergency->all_out_at },
    { _("ended"), emergency->ended_at },
  };
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (emergency->detected_at);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *time = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S") : g_strdup ("");
  GString *text = g_string_new (NULL);

  /* Translators: %s is a date and a time */
  g_string_append_printf (text, _("Detected %s"), time);
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *span = NULL;

      if (marks[i].at == SOTONG_NONE)
        continue;
      span = sotong_emergency_format_span (marks[i].at - emergency->detected_at);
      g_string_append_printf (text, " · %s +%s", marks[i].name, span);
    }
  return g_string_free (text, FALSE);
}
