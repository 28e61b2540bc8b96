/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/sotong-ical-reader.h"
#include "exchange/sotong-layer-refresh.h"

typedef struct {
  SotongEventLayer   *layer;     /* (owned) */
  SotongIcal         *ical;      /* (owned) (nullable): %NULL if nothing is new */
  SotongLayerRefresh *refresh;   /* (owned) */
  gboolean            adds;      /* the layer is a new one */
} Job;

static void
job_clear (Job *job)
{
  g_clear_pointer (&job->layer, sotong_event_layer_free);
  g_clear_pointer (&job->ical, sotong_ical_free);
  g_clear_pointer (&job->refresh, sotong_layer_refresh_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

void
sotong_layer_refresh_free (SotongLayerRefresh *refresh)
{
  if (refresh == NULL)
    return;
  g_ptr_array_unref (refresh->notes);
  g_free (refresh->told);
  g_free (refresh);
}

static SotongLayerRefresh *
refresh_new (void)
{
  SotongLayerRefresh *refresh = g_new0 (SotongLayerRefresh, 1);

  refresh->notes = g_ptr_array_new_with_free_func (g_free);
  return refresh;
}

static SotongHttpRequest *
make_request (const SotongEventLayer *layer)
{
  SotongHttpRequest *request = sotong_http_request_new ("GET", layer->address);

  sotong_http_request_set_header (request, "Accept", "text/calendar, */*;q=0.1");
  sotong_http_request_set_max_bytes (request, SOTONG_ICAL_MAX_BYTES);
  sotong_http_request_follow_redirects (request);
  if (layer->etag != NULL)
    sotong_http_request_set_header (request, "If-None-Match", layer->etag);
  if (layer->last_modified != NULL)
    sotong_http_request_set_header (request, "If-Modified-Since", layer->last_modified);
  return request;
}

/* Gets the calendar; job->ical stays %NULL when the server has nothing new. */
static gboolean
fetch (Job           *job,
       SotongHttp    *http,
       GTimeZone     *zone,
       GCancellable  *cancellable,
       GError       **error)
{
  g_autoptr(SotongHttpRequest) request = make_request (job->layer);
  GError *local = NULL;
  g_autoptr(SotongHttpResponse) response = sotong_http_send (http, request, cancellable, &local);

  if (response == NULL)
    {
      sotong_http_error_add_next (local, job->adds ? _("Nothing was added. Check the address, or try again later.")
                                                   : _("What is known of the calendar stays. Check the address, or try again later."));
      g_propagate_error (error, local);
      return FALSE;
    }
  if (response->status == 304 && !job->adds)
    {
      job->refresh->unchanged = TRUE;
      return TRUE;
    }
  if (response->status != 200)
    {
      if (job->adds)
        g_set_error (error, SOTONG_ICAL_ERROR, SOTONG_ICAL_ERROR_UNREADABLE,
                     _("The calendar “%s” cannot be had: its server answers %u. Nothing was added. Check the address, or try again later."),
                     job->layer->name, response->status);
      else
        g_set_error (error, SOTONG_ICAL_ERROR, SOTONG_ICAL_ERROR_UNREADABLE,
                     _("The calendar of “%s” cannot be had: its server answers %u. What is known of it stays. Check the address, or try again later."),
                     job->layer->name, response->status);
      return FALSE;
    }
  job->ical = sotong_ical_read_bytes (response->body, job->layer->name, zone, cancellable, error);
  if (job->ical == NULL)
    return FALSE;
  g_free (job->layer->etag);
  g_free (job->layer->last_modified);
  job->layer->etag = g_strdup (sotong_http_response_get_header (response, "ETag"));
  job->layer->last_modified = g_strdup (sotong_http_response_get_header (response, "Last-Modified"));
  return TRUE;
}

static gboolean
read_calendar (Job           *job,
               SotongHttp    *http,
               GTimeZone     *zone,
               GCancellable  *cancellable,
               GError       **error)
{
  if (g_str_equal (job->layer->kind, "subscribed"))
    return fetch (job, http, zone, cancellable, error);
  job->ical = sotong_ical_read_file (job->layer->address, zone, cancellable, error);
  return job->ical != NULL;
}

static void
take_notes (Job *job)
{
  for (guint i = 0; job->ical != NULL && i < job->ical->notes->len; i++)
    g_ptr_array_add (job->refresh->notes, g_strdup (g_ptr_array_index (job->ical->notes, i)));
}

/* Doubts about its times stand with the layer as long as it is so, and are told when they are new. Where the server has nothing new, what
 * is known of it is as before. */
static void
note_doubts (Job *job)
{
  SotongEventLayer *layer = job->layer;

  if (job->ical == NULL || g_str_equal (job->ical->doubts, layer->message))
    return;
  g_free (layer->message);
  layer->message = g_strdup (job->ical->doubts);
  if (layer->message[0] != '\0')
    job->refresh->told = g_strdup_printf ("“%s”: %s", layer->name, layer->message);
}

static gpointer
write_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Job *job = data;
  SotongEventLayer *layer = job->layer;
  SotongLayerCounts *counts = &job->refresh->counts;

  if (job->adds && (layer->id = sotong_event_layer_add (db, layer, error)) == 0)
    return NULL;
  if (job->ical != NULL && !sotong_event_layer_fill (db, layer->id, job->ical->events, counts, error))
    return NULL;
  job->refresh->layer_id = layer->id;
  layer->checked_at = sotong_db_now (db);
  if (counts->n_added + counts->n_changed + counts->n_removed > 0)
    layer->changed_at = layer->checked_at;
  note_doubts (job);
  return sotong_event_layer_note (db, layer, error) ? job : NULL;
}

/* What writing would change. */
static gpointer
compare_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Job *job = data;

  return sotong_event_layer_compare (db, job->layer->id, job->ical->events, &job->refresh->counts, error) ? job : NULL;
}

static gpointer
failure_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  SotongEventLayer *layer = data;

  layer->checked_at = sotong_db_now (db);
  return sotong_event_layer_note (db, layer, error) ? data : NULL;
}

/* Remembers why it could not be read; what is known of it stays. The next time all of it is asked for, with what is to be said of it. */
static void
note_failure (SotongStore      *store,
              SotongEventLayer *layer,
              const GError     *failure)
{
  g_autoptr(GError) local = NULL;

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_free (layer->message);
  layer->message = g_strdup (failure->message);
  g_clear_pointer (&layer->etag, g_free);
  g_clear_pointer (&layer->last_modified, g_free);
  if (sotong_store_write (store, SOTONG_WRITE_DEFAULT, failure_job, layer, NULL, &local) == NULL)
    g_info ("%s", local->message);
}

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_event_layer_get (db, *(gint64 *) data, error);
}

/**
 * sotong_layer_refresh:
 * @store: a workspace
 * @http: (nullable): a way to the network; needed for subscribed layers
 * @id: a layer
 * @cancellable: (nullable): stops it
 * @error: return location; what is known of the layer stays then
 *
 * Reads the layer's file or address again; a server is asked whether there is anything new.
 * Blocks.
 *
 * Returns: (transfer full) (nullable): what was new
 */
SotongLayerRefresh *
sotong_layer_refresh (SotongStore   *store,
                      SotongHttp    *http,
                      gint64         id,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_auto(Job) job = { NULL };
  GError *local = NULL;

  job.layer = sotong_store_read (store, get_job, &id, cancellable, error);
  if (job.layer == NULL)
    return NULL;
  if (g_str_equal (job.layer->kind, "own"))
    {
      g_set_error (error, SOTONG_ICAL_ERROR, SOTONG_ICAL_ERROR_UNREADABLE,
                   _("The events of “%s” were typed here: there is nothing to read again."), job.layer->name);
      return NULL;
    }
  job.refresh = refresh_new ();
  if (!read_calendar (&job, http, sotong_store_get_zone (store), cancellable, &local))
    {
      note_failure (store, job.layer, local);
      g_propagate_error (error, local);
      return NULL;
    }
  take_notes (&job);
  if (sotong_store_write (store, SOTONG_WRITE_DEFAULT, write_job, &job, cancellable, error) == NULL)
    return NULL;
  return g_steal_pointer (&job.refresh);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_event_layer_list (db, error);
}

/**
 * sotong_layer_preview:
 * @store: a workspace
 * @id: the layer that the file is, or 0 if it is none yet
 * @path: the file of a calendar
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Reads a file as sotong_layer_add() or sotong_layer_refresh() would, and changes nothing. Blocks.
 *
 * Returns: (transfer full) (nullable): what they would bring
 */
SotongLayerRefresh *
sotong_layer_preview (SotongStore   *store,
                      gint64         id,
                      const char    *path,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_auto(Job) job = { NULL };

  job.layer = sotong_event_layer_new ();
  job.layer->id = id;
  job.refresh = refresh_new ();
  job.refresh->layer_id = id;
  job.ical = sotong_ical_read_file (path, sotong_store_get_zone (store), cancellable, error);
  if (job.ical == NULL || sotong_store_read (store, compare_job, &job, cancellable, error) == NULL)
    return NULL;
  take_notes (&job);
  return g_steal_pointer (&job.refresh);
}

/**
 * sotong_layer_refresh_due:
 * @store: a workspace
 * @told: (nullable) (element-type utf8): gets what is to be told, a sentence each: that a layer's times are in doubt, once
 * @cancellable: (nullable): stops it
 * @error: return location; when the workspace cannot be read
 *
 * Looks at the subscribed layers whose time has come. Why one could not be read stands in its
 * message; the others are read all the same. Blocks.
 *
 * Returns: how many were looked at
 */
guint
sotong_layer_refresh_due (SotongStore   *store,
                          GPtrArray     *told,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr(GPtrArray) layers = sotong_store_read (store, list_job, NULL, cancellable, error);
  gint64 now = sotong_clock_now (sotong_store_get_clock (store));
  g_autoptr(SotongHttp) http = NULL;
  guint n = 0;

  for (guint i = 0; layers != NULL && i < layers->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const SotongEventLayer *layer = g_ptr_array_index (layers, i);
      g_autoptr(SotongLayerRefresh) refresh = NULL;
      g_autoptr(GError) local = NULL;

      if (!sotong_event_layer_is_due (layer, now))
        continue;
      if (http == NULL)
        http = sotong_http_new (sotong_store_get_clock (store));
      refresh = sotong_layer_refresh (store, http, layer->id, cancellable, &local);
      if (told != NULL && refresh != NULL && refresh->told != NULL)
        g_ptr_array_add (told, g_steal_pointer (&refresh->told));
      n++;
    }
  return n;
}

/* A web address, as it is fetched; %NULL of a path. */
static char *
web_address (const char *address)
{
  if (g_ascii_strncasecmp (address, "webcal://", 9) == 0)
    return g_strconcat ("https://", address + 9, NULL);
  if (g_ascii_strncasecmp (address, "webcals://", 10) == 0)
    return g_strconcat ("https://", address + 10, NULL);
  if (g_ascii_strncasecmp (address, "http://", 7) == 0 || g_ascii_strncasecmp (address, "https://", 8) == 0)
    return g_strdup (address);
  return NULL;
}

/* @web: %NULL when @address is no web address. */
static gboolean
check_address (const char  *web,
               const char  *address,
               GError     **error)
{
  g_autoptr(GUri) uri = web != NULL ? g_uri_parse (web, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  if (web == NULL && strstr (address, "://") != NULL)
    {
      g_set_error_literal (error, SOTONG_ICAL_ERROR, SOTONG_ICAL_ERROR_UNREADABLE,
                           _("Write the calendar's address, as in https://calendar.example.org/events.ics, or the path of a file."));
      return FALSE;
    }
  if (uri == NULL || g_uri_get_userinfo (uri) == NULL)
    return TRUE;
  g_set_error_literal (error, SOTONG_ICAL_ERROR, SOTONG_ICAL_ERROR_UNREADABLE,
                       _("The address holds a name or a password, which would lie open in the workspace. Use an address without them, or save the "
                         "calendar as a file."));
  return FALSE;
}

/**
 * sotong_layer_add:
 * @store: a workspace
 * @http: (nullable): a way to the network; needed for a web address
 * @name: (nullable): what to call it; %NULL for what the calendar calls itself, else its file
 * @address: a file, or a web address that begins with https, http or webcal
 * @every_minutes: how often a web address is looked at while the program runs; 0 for every hour
 * @cancellable: (nullable): stops it
 * @error: return location; nothing is added then
 *
 * Reads a calendar and adds it as a layer of events, as one step of undo. Blocks.
 *
 * Returns: (transfer full) (nullable): what it brought
 */
SotongLayerRefresh *
sotong_layer_add (SotongStore   *store,
                  SotongHttp    *http,
                  const char    *name,
                  const char    *address,
                  gint64         every_minutes,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_auto(Job) job = { .adds = TRUE };
  char *web = web_address (address);
  g_autofree char *last = g_path_get_basename (address);

  job.refresh = refresh_new ();
  job.layer = sotong_event_layer_new ();
  job.layer->kind = g_strdup (web != NULL ? "subscribed" : "file");
  job.layer->address = web != NULL ? web : g_canonicalize_filename (address, NULL);
  job.layer->name = name != NULL ? g_strdup (name) : g_filename_display_name (last);
  job.layer->message = g_strdup ("");
  job.layer->every_minutes = every_minutes;
  if (!check_address (web, address, error) || !read_calendar (&job, http, sotong_store_get_zone (store), cancellable, error))
    return NULL;
  if (name == NULL && job.ical != NULL && job.ical->name[0] != '\0')
    {
      g_free (job.layer->name);
      job.layer->name = g_strdup (job.ical->name);
    }
  take_notes (&job);
  if (sotong_store_write (store, SOTONG_WRITE_DEFAULT, write_job, &job, cancellable, error) == NULL)
    return NULL;
  return g_steal_pointer (&job.refresh);
}
