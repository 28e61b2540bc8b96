/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/sotong-calendar-sync.h"
#include "exchange/sotong-ical-event.h"
#include "exchange/sotong-ical-writer.h"
#include "store/sotong-caldav-resource.h"

#define KEEP_EVERY 25           /* entries are remembered together: a write to the disk each would take longer than the network */
#define MAX_NOTES  20

/* An entry as it should be. */
typedef struct {
  char *summary;
  char *digest;
  char *text;
} Wanted;

typedef struct {
  SotongStore        *store;
  SotongCaldav       *caldav;
  GCancellable       *cancellable;
  SotongCalendarSyncFunc progress; /* (nullable) */
  gpointer            progress_data;
  SotongCalendarSync *report;
  char               *suffix;    /* (owned): how the names of this workspace's entries end */
  GHashTable         *wanted;    /* (owned): name -> Wanted */
  GPtrArray          *order;     /* (owned) (element-type utf8): the names, in the order of time */
  GHashTable         *known;     /* (owned): name -> SotongCaldavResource: what was sent before */
  GHashTable         *there;     /* (owned): name -> ETag: what the server has */
  GPtrArray          *keep;      /* (owned) (element-type SotongCaldavResource): to be remembered */
  GPtrArray          *forget;    /* (owned) (element-type utf8) */
} Sync;

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->summary);
  g_free (wanted->digest);
  g_free (wanted->text);
  g_free (wanted);
}

void
sotong_calendar_sync_free (SotongCalendarSync *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->problems);
  g_ptr_array_unref (report->notes);
  g_free (report);
}

static void
sync_clear (Sync *sync)
{
  g_free (sync->suffix);
  g_clear_pointer (&sync->wanted, g_hash_table_unref);
  g_clear_pointer (&sync->order, g_ptr_array_unref);
  g_clear_pointer (&sync->known, g_hash_table_unref);
  g_clear_pointer (&sync->there, g_hash_table_unref);
  g_clear_pointer (&sync->keep, g_ptr_array_unref);
  g_clear_pointer (&sync->forget, g_ptr_array_unref);
  g_clear_pointer (&sync->report, sotong_calendar_sync_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sync, sync_clear)

/* ---- what should be there ---- */

static Wanted *
wanted_new (const SotongCalendarEvent *event,
            GTimeZone                 *zone,
            gint64                     now)
{
  Wanted *wanted = g_new0 (Wanted, 1);
  g_autoptr(GString) bare = g_string_new (NULL);
  g_autoptr(GString) text = g_string_new (NULL);

  sotong_ical_add_event (bare, event, zone, SOTONG_NONE);
  wanted->summary = g_strdup (event->summary);
  wanted->digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bare->str, bare->len);
  sotong_ical_begin (text, NULL, zone);
  sotong_ical_add_event (text, event, zone, now);
  sotong_ical_end (text);
  wanted->text = g_strdup (text->str);
  return wanted;
}

/* The entry's name: the event's own, without a sign that some servers mistake. */
static char *
name_of (const SotongCalendarEvent *event)
{
  g_autofree char *name = g_strdelimit (g_strdup (event->uid), "@", '_');

  return g_strconcat (name, ".ics", NULL);
}

static gpointer
load_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Sync *sync = data;
  SotongEntryQuery query = { .state = -1 };
  g_autoptr(GPtrArray) rows = sotong_content_rows (db, &query, error);
  g_autoptr(GPtrArray) campaigns = rows != NULL ? sotong_campaign_list (db, error) : NULL;
  g_autoptr(GPtrArray) events = campaigns != NULL ? sotong_calendar_tell (db, rows, campaigns, error) : NULL;

  if (events == NULL)
    return NULL;
  for (guint i = 0; i < events->len; i++)
    {
      const SotongCalendarEvent *event = g_ptr_array_index (events, i);
      char *name;

      if (event->status == SOTONG_CALENDAR_CANCELLED)
        continue;
      name = name_of (event);
      g_ptr_array_add (sync->order, name);
      g_hash_table_replace (sync->wanted, name, wanted_new (event, sotong_db_get_zone (db), sotong_db_now (db)));
    }
  sync->known = sotong_caldav_resource_load (db, sotong_caldav_get_url (sync->caldav), error);
  return sync->known != NULL ? sync : NULL;
}

/* ---- remembering ---- */

static gpointer
keep_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Sync *sync = data;
  const char *collection = sotong_caldav_get_url (sync->caldav);

  for (guint i = 0; i < sync->keep->len; i++)
    {
      if (!sotong_caldav_resource_keep (db, collection, g_ptr_array_index (sync->keep, i), error))
        return NULL;
    }
  for (guint i = 0; i < sync->forget->len; i++)
    {
      if (!sotong_caldav_resource_forget (db, collection, g_ptr_array_index (sync->forget, i), error))
        return NULL;
    }
  return sync;
}

/* Not to be cancelled: what was sent was sent. */
static gboolean
remember (Sync    *sync,
          GError **error)
{
  if (sync->keep->len == 0 && sync->forget->len == 0)
    return TRUE;
  if (sotong_store_write (sync->store, SOTONG_WRITE_DEFAULT, keep_job, sync, NULL, error) == NULL)
    return FALSE;
  g_ptr_array_set_size (sync->keep, 0);
  g_ptr_array_set_size (sync->forget, 0);
  return TRUE;
}

static void
note (Sync       *sync,
      const char *format,
      const char *summary)
{
  /* The format is one of two below, each with one "%s". */
  g_auto(GStrv) parts = g_strsplit (format, "%s", 2);

  if (sync->report->notes->len < MAX_NOTES)
    g_ptr_array_add (sync->report->notes, g_strconcat (parts[0], summary, parts[1], NULL));
}

static void
is_done (Sync         *sync,
         const char   *name,
         const Wanted *wanted,
         const char   *etag)
{
  g_ptr_array_add (sync->keep, sotong_caldav_resource_new (name, etag, wanted->digest));
}

/* ---- one entry ---- */

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* The event of an entry, however the server orders and folds its lines, without the times of
 * sending. */
static char *
essence_of (const char *text)
{
  g_autoptr(GString) unfolded = g_string_new (text);
  g_autoptr(GPtrArray) lines = g_ptr_array_new ();
  g_auto(GStrv) all = NULL;
  gboolean inside = FALSE;

  g_string_replace (unfolded, "\r\n", "\n", 0);
  g_string_replace (unfolded, "\n ", "", 0);
  all = g_strsplit (unfolded->str, "\n", -1);
  for (guint i = 0; all[i] != NULL; i++)
    {
      if (g_str_equal (all[i], "BEGIN:VEVENT"))
        inside = TRUE;
      if (inside && all[i][0] != '\0' && !g_str_has_prefix (all[i], "DTSTAMP") && !g_str_has_prefix (all[i], "LAST-MODIFIED"))
        g_ptr_array_add (lines, all[i]);
      if (g_str_equal (all[i], "END:VEVENT"))
        inside = FALSE;
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* Whether the server has the entry just as it should be; then it is remembered. */
static gboolean
is_there_already (Sync          *sync,
                  const char    *name,
                  const Wanted  *wanted,
                  char         **out_etag,
                  GError       **error)
{
  g_autofree char *text = sotong_caldav_get (sync->caldav, name, out_etag, sync->cancellable, error);
  g_autofree char *theirs = text != NULL ? essence_of (text) : NULL;
  g_autofree char *ours = essence_of (wanted->text);

  if (theirs == NULL || !g_str_equal (theirs, ours))
    return FALSE;
  is_done (sync, name, wanted, *out_etag);
  return TRUE;
}

/* Sends the entry; @etag is the version that it replaces, or %NULL. An answer that was lost is
 * looked up, and a version that nobody expected is looked at, before it is sent again, once. */
static gboolean
send_entry (Sync          *sync,
            const char    *name,
            const Wanted  *wanted,
            const char    *etag,
            GError       **error)
{
  g_autofree char *fresh = NULL;
  g_autofree char *seen = NULL;
  GError *local = NULL;

  if (!sotong_caldav_put (sync->caldav, name, etag, wanted->text, &fresh, sync->cancellable, &local))
    {
      if (!g_error_matches (local, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_LOST)
          && !g_error_matches (local, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_CHANGED))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      g_clear_error (&local);
      if (is_there_already (sync, name, wanted, &seen, &local))
        return TRUE;
      if (local != NULL || !sotong_caldav_put (sync->caldav, name, seen, wanted->text, &fresh, sync->cancellable, &local))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  /* A server that does not tell the new version is asked for it. */
  if (*fresh == '\0')
    {
      g_autofree char *text = NULL;

      g_clear_pointer (&fresh, g_free);
      text = sotong_caldav_get (sync->caldav, name, &fresh, sync->cancellable, NULL);
    }
  is_done (sync, name, wanted, fresh);
  return TRUE;
}

static gboolean
same_version (const SotongCaldavResource *known,
              const char                 *etag)
{
  return known->etag[0] == '\0' || etag[0] == '\0' || g_str_equal (known->etag, etag);
}

static gboolean
update_entry (Sync          *sync,
              const char    *name,
              const Wanted  *wanted,
              GError       **error)
{
  const SotongCaldavResource *known = g_hash_table_lookup (sync->known, name);
  const char *etag = g_hash_table_lookup (sync->there, name);
  g_autofree char *seen = NULL;
  GError *local = NULL;

  if (known != NULL && etag != NULL && same_version (known, etag) && g_str_equal (known->digest, wanted->digest))
    {
      sync->report->n_same++;
      return TRUE;
    }
  /* Sent by a run that did not live to remember it, or did not hear that it had arrived. */
  if (etag != NULL && (known == NULL || !same_version (known, etag)) && is_there_already (sync, name, wanted, &seen, &local))
    {
      sync->report->n_same++;
      return TRUE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!send_entry (sync, name, wanted, etag, error))
    return FALSE;
  sync->report->n_sent++;
  if (known != NULL && etag == NULL)
    note (sync, _("“%s” had been deleted from the calendar by somebody else and was put back."), wanted->summary);
  else if (known != NULL && !same_version (known, etag))
    note (sync, _("“%s” had been changed in the calendar by somebody else; what Sotong has was put back."), wanted->summary);
  return TRUE;
}

static gboolean
remove_entry (Sync        *sync,
              const char  *name,
              GError     **error)
{
  const char *etag = g_hash_table_lookup (sync->there, name);
  g_autofree char *seen = NULL;
  g_autofree char *text = NULL;
  GError *local = NULL;

  if (etag != NULL && !sotong_caldav_delete (sync->caldav, name, etag, sync->cancellable, &local))
    {
      if (!g_error_matches (local, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_LOST)
          && !g_error_matches (local, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_CHANGED))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      g_clear_error (&local);
      text = sotong_caldav_get (sync->caldav, name, &seen, sync->cancellable, &local);
      if (local != NULL || (text != NULL && !sotong_caldav_delete (sync->caldav, name, seen, sync->cancellable, &local)))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  g_ptr_array_add (sync->forget, g_strdup (name));
  sync->report->n_removed += etag != NULL;
  return TRUE;
}

/* ---- all of them ---- */

/* After which errors the others are still worth trying. */
static gboolean
concerns_one (const GError *error)
{
  return g_error_matches (error, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_REFUSED)
         || g_error_matches (error, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_CHANGED)
         || g_error_matches (error, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_LOST);
}

/* Notes what failed; %FALSE if it makes no sense to go on. */
static gboolean
take_failure (Sync        *sync,
              const char  *summary,
              GError      *failure,
              GError     **error)
{
  if (!concerns_one (failure))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  sync->report->n_failed++;
  if (sync->report->problems->len < MAX_NOTES)
    g_ptr_array_add (sync->report->problems, g_strdup_printf ("“%s”: %s", summary, failure->message));
  g_error_free (failure);
  return TRUE;
}

static gboolean
update_all (Sync    *sync,
            GError **error)
{
  for (guint i = 0; i < sync->order->len; i++)
    {
      const char *name = g_ptr_array_index (sync->order, i);
      const Wanted *wanted = g_hash_table_lookup (sync->wanted, name);
      GError *failure = NULL;

      if (g_cancellable_set_error_if_cancelled (sync->cancellable, error))
        return FALSE;
      if (!update_entry (sync, name, wanted, &failure) && !take_failure (sync, wanted->summary, failure, error))
        return FALSE;
      if (sync->keep->len >= KEEP_EVERY && !remember (sync, error))
        return FALSE;
      if (sync->progress != NULL)
        sync->progress (i + 1, sync->order->len, sync->progress_data);
    }
  return TRUE;
}

/* What was sent and should not be there any more; of others' entries none. */
static GPtrArray *
list_unwanted (Sync *sync)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, sync->known);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (!g_hash_table_contains (sync->wanted, name))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_hash_table_iter_init (&iter, sync->there);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (g_str_has_suffix (name, sync->suffix) && !g_hash_table_contains (sync->wanted, name) && !g_hash_table_contains (sync->known, name))
        g_ptr_array_add (names, g_strdup (name));
    }
  return names;
}

static gboolean
remove_all (Sync    *sync,
            GError **error)
{
  g_autoptr(GPtrArray) names = list_unwanted (sync);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      GError *failure = NULL;

      if (g_cancellable_set_error_if_cancelled (sync->cancellable, error))
        return FALSE;
      if (!remove_entry (sync, name, &failure) && !take_failure (sync, name, failure, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * sotong_calendar_sync_run:
 * @store: a workspace
 * @caldav: a collection
 * @progress: (nullable) (scope call): told in this thread after each entry
 * @progress_data: for @progress
 * @cancellable: (nullable): stops it; what was sent until then is remembered
 * @error: return location; what makes going on senseless: the sign-in, the network, no
 *   calendar there
 *
 * Makes the collection show the campaigns and the posts that have a time: what is new or has
 * changed is sent, what is gone is deleted, and nothing else is touched. An entry of ours that
 * somebody else changed there is put back, and told. Blocks.
 *
 * Returns: (transfer full) (nullable): how it went
 */
SotongCalendarSync *
sotong_calendar_sync_run (SotongStore             *store,
                          SotongCaldav            *caldav,
                          SotongCalendarSyncFunc   progress,
                          gpointer                 progress_data,
                          GCancellable            *cancellable,
                          GError                 **error)
{
  g_auto(Sync) sync = { .store = store, .caldav = caldav, .cancellable = cancellable, .progress = progress, .progress_data = progress_data };
  gboolean done;

  sync.suffix = g_strdup_printf ("_%s.ics", sotong_store_get_uuid (store));
  sync.wanted = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) wanted_free);
  sync.order = g_ptr_array_new_with_free_func (g_free);
  sync.keep = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_caldav_resource_free);
  sync.forget = g_ptr_array_new_with_free_func (g_free);
  sync.report = g_new0 (SotongCalendarSync, 1);
  sync.report->problems = g_ptr_array_new_with_free_func (g_free);
  sync.report->notes = g_ptr_array_new_with_free_func (g_free);
  sync.there = sotong_caldav_list (caldav, cancellable, error);
  if (sync.there == NULL || sotong_store_write (store, SOTONG_WRITE_DEFAULT, load_job, &sync, cancellable, error) == NULL)
    return NULL;
  done = update_all (&sync, error) && remove_all (&sync, error);
  if (!remember (&sync, done ? error : NULL))
    done = FALSE;
  return done ? g_steal_pointer (&sync.report) : NULL;
}
