/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/sotong-export-private.h"
#include "store/sotong-calendar-said.h"
#include "util/sotong-content-type.h"

G_DEFINE_QUARK (sotong-export-error-quark, sotong_export_error)

const SotongSheetRole sotong_export_columns[] = {
  SOTONG_SHEET_KEY, SOTONG_SHEET_DATE, SOTONG_SHEET_CHANNEL, SOTONG_SHEET_TITLE, SOTONG_SHEET_TYPE, SOTONG_SHEET_STATE,
  SOTONG_SHEET_CAMPAIGN, SOTONG_SHEET_OFFICER, SOTONG_SHEET_TAGS, SOTONG_SHEET_COST_PLANNED, SOTONG_SHEET_COST_FINAL,
  SOTONG_SHEET_ADDRESS, SOTONG_SHEET_TEXT,
};
const guint sotong_export_n_columns = G_N_ELEMENTS (sotong_export_columns);

static void
sotong_export_free (SotongExport *self)
{
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->campaigns, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongExport, sotong_export_free)

/* What a person calls the row's type. */
const char *
sotong_export_type_name (const SotongContentRow *row)
{
  return row->type_name[0] != '\0' ? row->type_name : sotong_content_type_get_label (row->type);
}

/**
 * sotong_export_format_from_path:
 * @path: a file
 * @out_format: (out): what it is to hold
 * @error: return location; `SOTONG_EXPORT_ERROR_FORMAT`
 *
 * Returns: %TRUE if the file's name ends in .ics, .csv or .xlsx
 */
gboolean
sotong_export_format_from_path (const char          *path,
                                SotongExportFormat  *out_format,
                                GError             **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (lower, ".csv"))
    *out_format = SOTONG_EXPORT_CSV;
  else if (g_str_has_suffix (lower, ".ics"))
    *out_format = SOTONG_EXPORT_ICS;
  else if (g_str_has_suffix (lower, ".xlsx"))
    *out_format = SOTONG_EXPORT_XLSX;
  else
    {
      g_set_error_literal (error, SOTONG_EXPORT_ERROR, SOTONG_EXPORT_ERROR_FORMAT,
                           _("The file's name must end in .ics, .csv or .xlsx, which says what is written."));
      return FALSE;
    }
  return TRUE;
}

/* ---- reading ---- */

typedef struct {
  SotongEntryQuery   query;     /* its texts are owned */
  char              *path;      /* (owned) */
  SotongExportFormat format;
} Request;

static Request *
request_new (const SotongEntryQuery *query,
             const char             *path)
{
  Request *request = g_new0 (Request, 1);

  request->query = *query;
  request->query.type = g_strdup (query->type);
  request->query.words = g_strdup (query->words);
  request->path = g_strdup (path);
  return request;
}

static void
request_free (Request *request)
{
  g_free ((char *) request->query.type);
  g_free ((char *) request->query.words);
  g_free (request->path);
  g_free (request);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static gboolean
campaign_is_wanted (SotongDb               *db,
                    const SotongEntryQuery *query,
                    const SotongCampaign   *campaign)
{
  gboolean ranged = query->range.start != 0 || query->range.end != 0;
  SotongRange days;

  if (query->campaign_id != 0 && query->campaign_id != campaign->id)
    return FALSE;
  return !ranged || (sotong_time_parse_range (campaign->starts_on, campaign->ends_on, sotong_db_get_zone (db), &days, NULL)
                     && days.start < query->range.end && days.end > query->range.start);
}

/* The campaigns of the time; none when it is asked for posts of a channel, a state, a type or some words. */
static GPtrArray *
load_campaigns (SotongDb                *db,
                const SotongEntryQuery  *query,
                GError                 **error)
{
  g_autoptr(GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_campaign_free);
  g_autoptr(GPtrArray) all = NULL;

  if (query->channel_id != 0 || query->state >= 0 || query->type != NULL || query->words != NULL || query->person_id != 0
      || query->undated)
    return g_steal_pointer (&wanted);
  all = sotong_campaign_list (db, error);
  if (all == NULL)
    return NULL;
  g_ptr_array_set_free_func (all, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      SotongCampaign *campaign = g_ptr_array_index (all, i);

      if (campaign_is_wanted (db, query, campaign))
        g_ptr_array_add (wanted, campaign);
      else
        sotong_campaign_free (campaign);
    }
  return g_steal_pointer (&wanted);
}

/* A content has one cost, however many channels it goes to: it stands in the content's first row, so that the column can be summed. */
static void
keep_cost_once (GPtrArray *rows)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      SotongContentRow *row = g_ptr_array_index (rows, i);

      if (!g_hash_table_add (seen, &row->content_id))
        row->cost_planned = row->cost_final = SOTONG_NONE;
    }
}

static gpointer
load_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Request *request = data;
  g_autoptr(SotongExport) self = g_new0 (SotongExport, 1);

  self->zone = g_time_zone_ref (sotong_db_get_zone (db));
  self->now = sotong_db_now (db);
  self->rows = sotong_content_rows (db, &request->query, error);
  if (self->rows == NULL)
    return NULL;
  keep_cost_once (self->rows);
  if (request->format == SOTONG_EXPORT_ICS)
    {
      self->campaigns = load_campaigns (db, &request->query, error);
      self->events = self->campaigns != NULL ? sotong_calendar_tell (db, self->rows, self->campaigns, error) : NULL;
      if (self->events == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

/* ---- writing ---- */

static gboolean
write_file (const SotongExport  *self,
            const Request       *request,
            GCancellable        *cancellable,
            GError             **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (request->path);
  g_autoptr(SotongReplace) replace = sotong_replace_begin (file, error);
  gboolean done = FALSE;

  if (replace == NULL)
    return FALSE;
  switch (request->format)
    {
    case SOTONG_EXPORT_CSV:
      done = sotong_export_write_csv (self, replace, cancellable, error);
      break;
    case SOTONG_EXPORT_ICS:
      done = sotong_export_write_ics (self, replace, cancellable, error);
      break;
    case SOTONG_EXPORT_XLSX:
    default:
      done = sotong_export_write_xlsx (self, replace, cancellable, error);
      break;
    }
  return done && !g_cancellable_set_error_if_cancelled (cancellable, error) && sotong_replace_commit (replace, error);
}

static gint64
run (SotongStore   *store,
     Request       *request,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr(SotongExport) self = NULL;
  guint n;

  if (!sotong_export_format_from_path (request->path, &request->format, error))
    return -1;
  /* A calendar remembers what it told. */
  self = request->format == SOTONG_EXPORT_ICS ? sotong_store_write (store, SOTONG_WRITE_DEFAULT, load_job, request, cancellable, error)
                                              : sotong_store_read (store, load_job, request, cancellable, error);
  if (self == NULL)
    return -1;
  self->made = sotong_store_is_demo (store);
  n = self->events != NULL ? self->events->len : self->rows->len;
  return write_file (self, request, cancellable, error) ? (gint64) n : -1;
}

/**
 * sotong_export_contents:
 * @store: a workspace
 * @query: which contents
 * @path: a file whose name ends in .ics, .csv or .xlsx
 * @cancellable: (nullable): stops it
 * @error: return location; a `SOTONG_EXPORT_ERROR`, or what the workspace or the disk says
 *
 * Writes contents to a file that takes its place when it is whole: a row, or an event, for
 * each channel copy. Blocks.
 *
 * Returns: how many rows or events the file has, or -1 with @error set
 */
gint64
sotong_export_contents (SotongStore             *store,
                        const SotongEntryQuery  *query,
                        const char              *path,
                        GCancellable            *cancellable,
                        GError                 **error)
{
  g_autoptr(Request) request = request_new (query, path);

  return run (store, request, cancellable, error);
}

static void
export_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;
  gint64 n = run (source, task_data, cancellable, &error);

  if (n < 0)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, (gssize) n);
}

/* As sotong_export_contents(), in a thread of its own. */
void
sotong_export_contents_async (SotongStore             *store,
                              const SotongEntryQuery  *query,
                              const char              *path,
                              GCancellable            *cancellable,
                              GAsyncReadyCallback      callback,
                              gpointer                 user_data)
{
  g_autoptr(GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, sotong_export_contents_async);
  g_task_set_task_data (task, request_new (query, path), (GDestroyNotify) request_free);
  g_task_run_in_thread (task, export_thread);
}

gint64
sotong_export_contents_finish (SotongStore   *store,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), -1);
  return g_task_propagate_int (G_TASK (result), error);
}
