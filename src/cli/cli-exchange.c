/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/cli-layer.h"
#include "cli/sotong-cli-approval.h"
#include "cli/sotong-cli-filter.h"
#include "cli/sotong-cli.h"
#include "exchange/sotong-calendar-sync.h"
#include "exchange/sotong-calendar-target.h"
#include "exchange/sotong-export.h"
#include "exchange/sotong-sheet-import.h"
#include "store/sotong-content.h"
#include "util/sotong-time.h"

#define MAX_NOTES 20 /* of posts that were left as they are */

/* ---- content export ---- */

typedef struct {
  char            *output;  /* (owned) (nullable) */
  SotongCliFilter  filter;
} ExportOptions;

static gpointer
find_names_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return sotong_cli_filter_find (db, data, error) ? data : NULL;
}

static gboolean
check_export (SotongCli      *cli,
              ExportOptions  *o)
{
  g_autoptr(GError) error = NULL;
  SotongExportFormat format;

  if (sotong_export_format_from_path (o->output, &format, &error))
    return sotong_cli_filter_check (cli, &o->filter);
  sotong_cli_usage (cli, error->message);
  return FALSE;
}

static int
export_contents (SotongCli     *cli,
                 ExportOptions *o)
{
  GError *error = NULL;
  gint64 n;

  if (!check_export (cli, o))
    return cli->status;
  if (sotong_store_read (cli->store, find_names_job, &o->filter, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  n = sotong_export_contents (cli->store, &o->filter.query, o->output, cli->cancellable, &error);
  if (n < 0)
    return sotong_cli_fail (cli, error);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();
      g_autofree char *name = g_filename_display_name (o->output);

      sotong_cli_json_text (builder, "file", name);
      sotong_cli_json_int (builder, "rows", n);
      sotong_cli_json_print (builder);
    }
  return cli->status;
}

static int
content_export_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  ExportOptions o = { 0 };
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o.output, NULL, NULL },
    SOTONG_CLI_FILTER_OPTIONS (o.filter),
    { NULL }
  };

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      if (o.output == NULL && argc == 2)
        o.output = g_strdup (argv[1]);
      else if (argc != 1 || o.output == NULL)
        g_clear_pointer (&o.output, g_free);
      if (o.output == NULL)
        sotong_cli_usage (cli, _("Say into which file, once."));
      else
        export_contents (cli, &o);
    }
  sotong_cli_filter_clear (&o.filter);
  g_free (o.output);
  return cli->status;
}

/* ---- content import ---- */

typedef struct {
  char             *name;
  char             *channel;
  GStrv             mappings;
  char             *charset;
  char             *separator;
  gboolean          dry_run;
  SotongSheet      *sheet;
  SotongSheetChoice choice;
  SotongSheetMapping mapping; /* what the columns were taken for */
} ImportOptions;

static void
import_options_clear (ImportOptions *o)
{
  g_free (o->name);
  g_free (o->channel);
  g_strfreev (o->mappings);
  g_free (o->charset);
  g_free (o->separator);
  g_clear_pointer (&o->sheet, sotong_sheet_free);
}

static gpointer
import_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  ImportOptions *o = data;

  if (!sotong_sheet_choose_mapping (db, o->sheet, &o->choice, &o->mapping, error))
    return NULL;
  return o->dry_run ? sotong_sheet_check (db, o->sheet, &o->mapping, o->channel, cancellable, error)
                    : sotong_sheet_import (db, o->sheet, &o->mapping, o->channel, cancellable, error);
}

static void
print_problems (SotongCli             *cli,
                const SotongSheet     *sheet,
                const SotongSheetPlan *plan)
{
  g_autofree char *total = NULL;

  for (guint i = 0; i < plan->problems->len; i++)
    {
      g_autofree char *text = sotong_sheet_problem_to_text (g_ptr_array_index (plan->problems, i), sheet);

      sotong_cli_problem (cli, NULL, text);
    }
  if (plan->n_problems == 0)
    return;
  total = g_strdup_printf (ngettext ("%" PRId64 " thing is wrong in “%s”. Nothing was imported. Correct it and import the file again.",
                                     "%" PRId64 " things are wrong in “%s”. Nothing was imported. Correct them and import the file again.",
                                     (gulong) plan->n_problems), plan->n_problems, sheet->name);
  sotong_cli_problem (cli, NULL, total);
}

static SotongSheetAction
action_of (const SotongSheetItem *item,
           const SotongSheetPost *post)
{
  return post->kept ? SOTONG_SHEET_KEEP : item->action;
}

static void
json_post (JsonBuilder           *builder,
           const SotongSheetItem *item,
           const SotongSheetPost *post,
           GTimeZone             *zone)
{
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "line", (gint64) post->line);
  sotong_cli_json_text (builder, "action", sotong_sheet_action_get_name (action_of (item, post)));
  sotong_cli_json_int (builder, "content_id", item->content_id != 0 ? item->content_id : SOTONG_NONE);
  sotong_cli_json_time (builder, "at", post->at, zone);
  sotong_cli_json_text (builder, "channel", post->channel);
  sotong_cli_json_text (builder, "title", post->title);
  json_builder_end_object (builder);
}

/* The columns that nothing was taken from, by number and heading. */
static void
json_unused (JsonBuilder         *builder,
             const ImportOptions *o)
{
  g_autoptr(GArray) unused = sotong_sheet_mapping_list_unused (&o->mapping, o->sheet);

  json_builder_set_member_name (builder, "unused_columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < unused->len; i++)
    {
      int column = g_array_index (unused, int, i);

      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "column", column + 1);
      sotong_cli_json_text (builder, "heading", g_ptr_array_index (o->sheet->headings, column));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
json_problems (JsonBuilder *builder,
               const char  *name,
               GPtrArray   *problems)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < problems->len; i++)
    {
      const SotongSheetProblem *problem = g_ptr_array_index (problems, i);

      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "line", problem->line > 0 ? (gint64) problem->line : SOTONG_NONE);
      sotong_cli_json_int (builder, "column", problem->column >= 0 ? problem->column + 1 : SOTONG_NONE);
      sotong_cli_json_text (builder, "message", problem->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_plan_json (SotongCli             *cli,
                 const ImportOptions   *o,
                 const SotongSheetPlan *plan)
{
  g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  const char separator[] = { o->sheet->separator, '\0' };

  json_builder_set_member_name (builder, "dry_run");
  json_builder_add_boolean_value (builder, o->dry_run);
  sotong_cli_json_text (builder, "charset", o->sheet->charset);
  sotong_cli_json_text (builder, "separator", separator);
  sotong_cli_json_int (builder, "rows", plan->n_rows);
  sotong_cli_json_int (builder, "unapproved", plan->n_unapproved);
  for (int i = 0; i < (int) G_N_ELEMENTS (plan->counts); i++)
    sotong_cli_json_int (builder, sotong_sheet_action_get_name ((SotongSheetAction) i), plan->counts[i]);
  json_builder_set_member_name (builder, "posts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < plan->items->len; i++)
    {
      const SotongSheetItem *item = g_ptr_array_index (plan->items, i);

      for (guint k = 0; k < item->posts->len; k++)
        json_post (builder, item, g_ptr_array_index (item->posts, k), zone);
    }
  json_builder_end_array (builder);
  json_problems (builder, "problems", plan->problems);
  json_problems (builder, "notes", plan->notes);
  json_unused (builder, o);
  sotong_cli_json_print (builder);
}

static void
print_posts (const SotongSheetItem *item,
             GTimeZone             *zone)
{
  for (guint i = 0; i < item->posts->len; i++)
    {
      const SotongSheetPost *post = g_ptr_array_index (item->posts, i);
      g_autofree char *at = post->at != SOTONG_NONE ? sotong_time_format_iso (post->at, zone) : g_strdup ("-");

      sotong_cli_print ("%" PRIu64 "\t%s\t%s\t", post->line, sotong_sheet_action_get_name (action_of (item, post)), at);
      sotong_cli_print_field (post->channel, FALSE);
      sotong_cli_print_field (post->title, TRUE);
    }
}

/* What has gone out stays as it is, which is worth knowing; of many the first. */
static void
note_kept (SotongCli             *cli,
           const SotongSheetPlan *plan)
{
  gint64 left = plan->counts[SOTONG_SHEET_KEEP];

  for (guint i = 0; i < plan->items->len && plan->counts[SOTONG_SHEET_KEEP] - left < MAX_NOTES; i++)
    {
      const SotongSheetItem *item = g_ptr_array_index (plan->items, i);

      for (guint k = 0; k < item->posts->len; k++)
        {
          const SotongSheetPost *post = g_ptr_array_index (item->posts, k);
          g_autofree char *text = NULL;

          if (!post->kept)
            continue;
          text = g_strdup_printf (_("Line %" PRIu64 ": “%s” has gone out on “%s”, or may have, and was left as it is."), post->line, post->title,
                                  post->channel);
          sotong_cli_note (cli, text);
          left--;
        }
    }
  if (left > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%" PRId64 " more post has gone out and was left as it is.",
                                                         "%" PRId64 " more posts have gone out and were left as they are.", (gulong) left), left);

      sotong_cli_note (cli, text);
    }
}

static void
print_plan (SotongCli             *cli,
            const ImportOptions   *o,
            const SotongSheetPlan *plan)
{
  g_autofree char *unused = sotong_sheet_mapping_describe_unused (&o->mapping, o->sheet);

  if (cli->json)
    print_plan_json (cli, o, plan);
  if (unused != NULL)
    sotong_cli_note (cli, unused);
  for (guint i = 0; i < plan->items->len && plan->n_problems == 0; i++)
    {
      const SotongSheetItem *item = g_ptr_array_index (plan->items, i);

      if (!cli->json)
        print_posts (item, sotong_store_get_zone (cli->store));
    }
  if (plan->n_problems == 0)
    note_kept (cli, plan);
  if (o->dry_run)
    sotong_cli_approval_note_would (cli, plan->n_unapproved);
  for (guint i = 0; i < plan->notes->len && plan->n_problems == 0; i++)
    {
      g_autofree char *text = sotong_sheet_problem_to_text (g_ptr_array_index (plan->notes, i), o->sheet);

      sotong_cli_note (cli, text);
    }
  print_problems (cli, o->sheet, plan);
}

/* The option's text as the character it means. */
static gboolean
read_separator (SotongCli           *cli,
                const ImportOptions *o,
                char                *out_separator)
{
  *out_separator = '\0';
  if (o->separator == NULL)
    return TRUE;
  if (g_str_equal (o->separator, "tab") || g_str_equal (o->separator, "\\t"))
    *out_separator = '\t';
  else if (strlen (o->separator) == 1 && strchr (",;|\t", o->separator[0]) != NULL)
    *out_separator = o->separator[0];
  else
    {
      sotong_cli_usage (cli, _("--separator is , or ; or | or tab."));
      return FALSE;
    }
  return TRUE;
}

static int
import_sheet (SotongCli     *cli,
              ImportOptions *o,
              const char    *path)
{
  g_autoptr(SotongSheetPlan) plan = NULL;
  g_autofree char *words = o->mappings != NULL ? g_strjoinv (",", o->mappings) : NULL;
  GError *error = NULL;
  char separator;

  if (o->name != NULL)
    return sotong_cli_usage (cli, _("--name is for a calendar (.ics): it names the layer of its events."));
  if (!read_separator (cli, o, &separator))
    return cli->status;
  o->sheet = sotong_sheet_read (path, o->charset, separator, cli->cancellable, &error);
  if (o->sheet == NULL)
    return sotong_cli_fail (cli, error);
  o->choice.words = words;
  plan = o->dry_run ? sotong_store_read (cli->store, import_job, o, cli->cancellable, &error)
                    : sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, import_job, o, cli->cancellable, &error);
  if (plan != NULL)
    print_plan (cli, o, plan);
  else if (g_error_matches (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_MAPPING))
    {
      sotong_cli_usage (cli, error->message);
      g_error_free (error);
    }
  else
    sotong_cli_fail (cli, error);
  return cli->status;
}

static gboolean
is_calendar (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".ics");
}

/* A calendar of others is no plan of ours: its events are shown beside the contents. */
static int
import_calendar (SotongCli           *cli,
                 const ImportOptions *o,
                 const char          *path)
{
  if (o->mappings != NULL || o->channel != NULL || o->charset != NULL || o->separator != NULL)
    return sotong_cli_usage (cli, _("A calendar becomes a layer of events and takes --name and --dry-run only."));
  return sotong_cli_layer_import (cli, o->name, path, o->dry_run);
}

static int
content_import_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  ImportOptions o = { NULL };
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &o.name, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &o.dry_run, NULL, NULL },
    { "mapping", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.mappings, NULL, NULL },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &o.channel, NULL, NULL },
    { "charset", 0, 0, G_OPTION_ARG_STRING, &o.charset, NULL, NULL },
    { "separator", 0, 0, G_OPTION_ARG_STRING, &o.separator, NULL, NULL },
    { NULL }
  };

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      if (argc != 2)
        sotong_cli_usage (cli, _("Say which file, once."));
      else if (is_calendar (argv[1]))
        import_calendar (cli, &o, argv[1]);
      else
        import_sheet (cli, &o, argv[1]);
    }
  import_options_clear (&o);
  return cli->status;
}

/* ---- calendar sync ---- */

static void
print_sync (SotongCli                *cli,
            const SotongCalendarSync *report)
{
  for (guint i = 0; i < report->notes->len; i++)
    sotong_cli_note (cli, g_ptr_array_index (report->notes, i));
  for (guint i = 0; i < report->problems->len; i++)
    sotong_cli_problem (cli, NULL, g_ptr_array_index (report->problems, i));
  if (report->n_failed > 0)
    cli->status = MAX (cli->status, SOTONG_CLI_PARTLY);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_int (builder, "sent", report->n_sent);
      sotong_cli_json_int (builder, "same", report->n_same);
      sotong_cli_json_int (builder, "removed", report->n_removed);
      sotong_cli_json_int (builder, "failed", report->n_failed);
      sotong_cli_json_print (builder);
    }
  else
    sotong_cli_print ("sent\t%" PRId64 "\nsame\t%" PRId64 "\nremoved\t%" PRId64 "\nfailed\t%" PRId64 "\n", report->n_sent, report->n_same,
                      report->n_removed, report->n_failed);
}

static int
calendar_sync_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  g_autofree char *url = NULL, *user = NULL;
  GOptionEntry entries[] = {
    { "caldav", 0, 0, G_OPTION_ARG_STRING, &url, NULL, NULL },
    { "user", 0, 0, G_OPTION_ARG_STRING, &user, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongHttp) http = NULL;
  g_autoptr(SotongCaldav) caldav = NULL;
  g_autoptr(SotongCalendarSync) report = NULL;
  GError *error = NULL;
  char *secret;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (url == NULL || user == NULL)
    return sotong_cli_usage (cli, _("Say which calendar with --caldav and --user; the password comes on standard input."));
  if (!sotong_calendar_target_check (url, &error))
    {
      sotong_cli_usage (cli, error->message);
      g_error_free (error);
      return cli->status;
    }
  secret = sotong_cli_read_secret (cli, &error);
  if (secret == NULL)
    return sotong_cli_fail (cli, error);
  http = sotong_http_new (sotong_store_get_clock (cli->store));
  caldav = sotong_caldav_new (http, url, user, secret);
  sotong_secrets_free (secret);
  report = sotong_calendar_sync_run (cli->store, caldav, NULL, NULL, cli->cancellable, &error);
  if (report == NULL)
    return sotong_cli_fail (cli, error);
  print_sync (cli, report);
  return cli->status;
}

const SotongCliVerb sotong_cli_exchange_verbs[] = {
  { "content import", "FILE.xlsx|.csv [--dry-run] [--mapping ROLE=COLUMN]… [--channel N] [--charset C] [--separator S] | FILE.ics [--dry-run] [--name N]",
    N_("Imports a sheet of contents, all of it or nothing; a sheet that is imported again updates what it brought."),
    N_("Prints for each post its line, what is done with it (add, update, same, keep), time, channel and title; --dry-run prints the same and "
       "writes nothing. Encoding, separator and columns are found out; the columns are remembered for sheets with the same headings. "
       "ROLE is key, title, type, channel, date, time, state, campaign, text, tags, officer, cost-planned or cost-final, COLUMN a heading or "
       "a number from 1. A content is known again by its key column, else by title, channel and day; rows with one key are one content. "
       "What an earlier sheet brought for the days of this one, has not gone out and is not named in it is known again by its title "
       "or, with another title, by its text and time. "
       "A cell may name several channels. A day without a time means 10:00. New posts are drafts unless the state says scheduled. What has "
       "gone out is never changed. The events of a calendar (.ics) become a layer beside the contents, as by “layer add”: its number, or - "
       "for one that a dry run would add, and how many events are new, changed and removed."), content_import_verb, TRUE },
  { "content export", "FILE.ics|FILE.csv|FILE.xlsx " SOTONG_CLI_FILTER_USAGE,
    N_("Writes contents to a calendar, a table or a workbook: an event or a row for each channel copy."),
    N_("-o FILE may stand for FILE. The options choose as those of “content list”. A calendar (.ics) also holds the campaigns of the time, and as cancelled what an earlier one held and "
       "was deleted since. A table (.csv) is UTF-8 with a byte order mark and can be imported again. What was there before stays "
       "until the new file is whole."), content_export_verb, TRUE },
  { "calendar sync", "--caldav URL --user U < SECRET",
    N_("Makes a CalDAV calendar show the campaigns and the posts that have a time."),
    N_("URL is one calendar's address, U an account that may write into it; its password comes on standard input. What is new or has changed "
       "is sent, what was deleted here is deleted there, and entries of others are left alone. An entry of ours that somebody changed there "
       "is put back, which is told. Prints how many entries were sent, the same, removed, and failed."), calendar_sync_verb, TRUE },
  { NULL }
};
