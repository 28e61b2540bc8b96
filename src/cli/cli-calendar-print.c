/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli-filter.h"
#include "plan/sotong-month.h"
#include "report/sotong-calendar-sheet.h"
#include "util/sotong-content-type.h"

typedef struct {
  char            *output;    /* (owned) (nullable) */
  char            *view;      /* (owned) (nullable) */
  char            *day_text;  /* (owned) (nullable) */
  SotongCliFilter  filter;
  SotongSheetKind  kind;
  gint64           day;       /* counted from 1970-01-01 */
  char            *narrowed;  /* (owned) (nullable) */
} PrintOptions;

static void
print_options_clear (PrintOptions *o)
{
  g_free (o->output);
  g_free (o->view);
  g_free (o->day_text);
  g_free (o->narrowed);
  sotong_cli_filter_clear (&o->filter);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PrintOptions, print_options_clear)

static gboolean
find_kind (const char      *view,
           SotongSheetKind *out_kind)
{
  static const char *const names[] = { [SOTONG_SHEET_MONTH] = "month", [SOTONG_SHEET_WEEK] = "week", [SOTONG_SHEET_LIST] = "list" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (view, names[i]) == 0)
      {
        *out_kind = (SotongSheetKind) i;
        return TRUE;
      }
  return view == NULL;
}

/* (nullable): what is narrowed to, for the head of the pages. */
static char *
name_filter (const SotongCliFilter *filter)
{
  const char *names[] = { filter->campaign, filter->channel,
                          filter->query.state >= 0 ? sotong_state_get_label ((SotongState) filter->query.state) : NULL,
                          filter->type != NULL ? sotong_content_type_get_label (filter->type) : NULL, filter->person };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", names[i]);
  if (filter->query.words != NULL)
    g_string_append_printf (text, "%s“%s”", text->len > 0 ? ", " : "", filter->query.words);
  return g_string_free (text, text->len == 0);
}

/* Says what is wrong with the options. */
static gboolean
check_options (SotongCli    *cli,
               PrintOptions *o)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autofree char *lower = o->output != NULL ? g_ascii_strdown (o->output, -1) : NULL;
  const char *problem = NULL;

  o->day = sotong_month_day_of_time (sotong_clock_now (sotong_store_get_clock (cli->store)), zone);
  if (lower == NULL)
    problem = _("Say into which file with -o.");
  else if (!g_str_has_suffix (lower, ".pdf"))
    problem = _("The file’s name must end in .pdf, which is what is written.");
  else if (!find_kind (o->view, &o->kind))
    problem = _("There is no such view. Choose month, week or list.");
  else if (o->day_text != NULL && !sotong_month_parse_day (o->day_text, &o->day))
    problem = _("Write the day with --day as in 2016-10-14.");
  if (problem != NULL)
    sotong_cli_usage (cli, problem);
  return problem == NULL && sotong_cli_filter_check (cli, &o->filter);
}

static gpointer
load_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  PrintOptions *o = data;

  return sotong_cli_filter_find (db, &o->filter, error)
         ? sotong_sheet_data_load (db, o->kind, o->day, &o->filter.query, o->narrowed, error) : NULL;
}

static int
print_calendar (SotongCli    *cli,
                PrintOptions *o)
{
  g_autoptr(SotongSheetData) data = NULL;
  g_autoptr(SotongCalendarSheet) sheet = NULL;
  g_autoptr(GFile) file = NULL;
  GError *error = NULL;

  if (!check_options (cli, o))
    return cli->status;
  o->narrowed = name_filter (&o->filter);
  data = sotong_store_read (cli->store, load_job, o, cli->cancellable, &error);
  if (data == NULL)
    return sotong_cli_fail (cli, error);
  sheet = sotong_calendar_sheet_new (data);
  file = g_file_new_for_commandline_arg (o->output);
  if (!sotong_calendar_sheet_write (sheet, file, &error))
    return sotong_cli_fail (cli, error);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();
      g_autofree char *name = g_filename_display_name (o->output);

      sotong_cli_json_text (builder, "file", name);
      sotong_cli_json_int (builder, "pages", sotong_calendar_sheet_get_n_pages (sheet));
      sotong_cli_json_print (builder);
    }
  return cli->status;
}

static int
calendar_print_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  g_auto(PrintOptions) o = { NULL };
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o.output, NULL, NULL },
    { "view", 0, 0, G_OPTION_ARG_STRING, &o.view, NULL, NULL },
    { "day", 0, 0, G_OPTION_ARG_STRING, &o.day_text, NULL, NULL },
    SOTONG_CLI_FILTER_OPTIONS (o.filter),
    { NULL }
  };

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (o.filter.from != NULL || o.filter.to != NULL)
    return sotong_cli_usage (cli, _("A page shows a whole month or week: say which with --day."));
  return print_calendar (cli, &o);
}

const SotongCliVerb sotong_cli_calendar_print_verbs[] = {
  { "calendar print", "-o FILE.pdf [--view month|week|list] [--day D] [--type TYPE] [--state S] [--channel N] [--campaign C] [--person P] [--search WORDS]",
    N_("Writes the calendar as pages of A4, legible in grey: a month, a week, or the list of a month."),
    N_("Of the month or the week of D, or of today; the other options choose as those of “content list”. What has no room in its day follows on a page "
       "of its own. What was there before stays until the new file is whole."), calendar_print_verb, TRUE },
  { NULL }
};
