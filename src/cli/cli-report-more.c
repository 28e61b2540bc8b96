/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/sotong-cli.h"
#include "cli/sotong-cli-text.h"
#include "exchange/sotong-history-export.h"
#include "report/sotong-report-kind.h"
#include "report/sotong-report-scheduled.h"
#include "report/sotong-report-template.h"
#include "store/sotong-report-form.h"
#include "store/sotong-topic.h"
#include "util/sotong-time.h"

/* What stands around the reports: their form, the closing of a period, those that are made by themselves, and the
 * history for an auditor. */

static gboolean
check_kind (SotongCli  *cli,
            const char *kind)
{
  if (kind != NULL && sotong_report_kind_name (kind) != NULL)
    return TRUE;
  sotong_cli_usage (cli, _("Say which report: budget-statement, budget, settlement, performance, opinion, campaign, disclosure, whitepaper or promise."));
  return FALSE;
}

/* ---- templates ---- */

typedef struct {
  const char *kind;
  const char *body;
  const char *logo;  /* base64 */
} Form;

static gpointer
get_form_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  const Form *form = data;

  return sotong_report_form_get (db, form->kind, TRUE, error);
}

static gpointer
set_form_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  Form *form = data;

  return sotong_report_form_set (db, form->kind, form->body, form->logo, error) ? form : NULL;
}

static gpointer
remove_form_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  Form *form = data;

  return sotong_report_form_remove (db, form->kind, error) ? form : NULL;
}

/* The kind that a verb names; "all" is every kind that has none of its own. %NULL after a wrong use. */
static const char *
read_form_kind (SotongCli  *cli,
                int         argc,
                char      **argv,
                int         n)
{
  if (argc != n)
    sotong_cli_usage (cli, _("Say of which report the template is, and the file where it takes one."));
  else if (g_str_equal (argv[1], "all"))
    return "";
  else if (check_kind (cli, argv[1]))
    return argv[1];
  return NULL;
}

static int
template_show_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  g_autoptr(SotongReportForm) answer = NULL;
  GError *error = NULL;
  Form form = { 0 };

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  form.kind = read_form_kind (cli, argc, argv, 2);
  if (form.kind == NULL)
    return cli->status;
  answer = sotong_store_read (cli->store, get_form_job, &form, cli->cancellable, &error);
  if (answer == NULL)
    return sotong_cli_fail (cli, error);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_text (builder, "kind", argv[1]);
      sotong_cli_json_text (builder, "text", answer->body);
      json_builder_set_member_name (builder, "logo");
      json_builder_add_boolean_value (builder, *answer->logo != '\0');
      sotong_cli_json_print (builder);
    }
  else
    sotong_cli_print ("%s", *answer->body != '\0' ? answer->body : sotong_report_template_example ());
  return cli->status;
}

static void
tell_line (SotongCli  *cli,
           const char *file,
           guint       line,
           const char *message)
{
  g_autofree char *text = g_strdup_printf (_("%s, line %u: %s"), file, line, message);

  sotong_cli_problem (cli, NULL, text);
}

/* Tells each line that is wrong by its number; %TRUE if none is. */
static gboolean
tell_problems (SotongCli  *cli,
               const char *file,
               GPtrArray  *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const SotongTemplateProblem *problem = g_ptr_array_index (problems, i);

      tell_line (cli, file, problem->line, problem->message);
    }
  return problems->len == 0;
}

/* The logo that a template names, beside the template's own file; in base64, "" if it names none, NULL with the error told. */
static char *
read_logo (SotongCli            *cli,
           const char           *file,
           SotongReportTemplate *template)
{
  const char *name = sotong_report_template_get_logo (template);
  g_autofree char *whole = g_canonicalize_filename (file, NULL), *folder = g_path_get_dirname (whole), *path = NULL, *data = NULL;
  g_autoptr(GBytes) png = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  if (name == NULL)
    return g_strdup ("");
  path = g_canonicalize_filename (name, folder);
  if (g_file_get_contents (path, &data, &length, &error))
    png = g_bytes_new (data, length);
  if (png == NULL || !sotong_report_template_check_logo (png, &error))
    {
      tell_line (cli, file, sotong_report_template_get_logo_line (template), error->message);
      return NULL;
    }
  return g_base64_encode ((const guchar *) data, length);
}

/* What is to be looked at in the workspace. */
typedef struct {
  const char           *kind;
  SotongReportTemplate *template;
  GPtrArray            *problems;
} Parts;

static gpointer
check_parts_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  const Parts *parts = data;

  return sotong_report_kind_check_template (parts->kind, db, parts->template, parts->problems, error) ? data : NULL;
}

/* Reads and checks a template's file for a kind, "" for any, and its logo. */
static gboolean
read_template (SotongCli   *cli,
               const char  *kind,
               const char  *file,
               char       **out_text,
               char       **out_logo)
{
  g_autoptr(SotongReportTemplate) template = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  GError *error = NULL;

  *out_text = sotong_cli_load_text (file, cli->cancellable, &error);
  if (*out_text == NULL)
    {
      sotong_cli_fail (cli, error);
      return FALSE;
    }
  template = sotong_report_template_parse (*out_text, &problems);
  if (sotong_store_read (cli->store, check_parts_job, &(Parts) { kind, template, problems }, cli->cancellable, &error) == NULL)
    {
      sotong_cli_fail (cli, error);
      return FALSE;
    }
  if (!tell_problems (cli, file, problems))
    return FALSE;
  *out_logo = read_logo (cli, file, template);
  return *out_logo != NULL;
}

static int
template_set_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  g_autofree char *text = NULL, *logo = NULL;
  GError *error = NULL;
  Form form = { 0 };

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  form.kind = read_form_kind (cli, argc, argv, 3);
  if (form.kind == NULL || !read_template (cli, form.kind, argv[2], &text, &logo))
    return cli->status;
  form.body = text;
  form.logo = logo;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, set_form_job, &form, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return cli->status;
}

static int
template_check_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  g_autofree char *text = NULL, *logo = NULL;
  const char *kind;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2 && argc != 3)
    return sotong_cli_usage (cli, _("Say which file is to be checked."));
  kind = argc == 3 ? read_form_kind (cli, argc, argv, 3) : "";
  if (kind != NULL)
    read_template (cli, kind, argv[argc - 1], &text, &logo);
  return cli->status;
}

static int
template_remove_verb (SotongCli  *cli,
                      int         argc,
                      char      **argv)
{
  GError *error = NULL;
  Form form = { 0 };

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  form.kind = read_form_kind (cli, argc, argv, 2);
  if (form.kind != NULL && sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, remove_form_job, &form, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return cli->status;
}

/* ---- closing ---- */

typedef struct {
  SotongReportWhich which;
  const char       *topic;
  gboolean          open;
  gint64            since;  /* when it was closed already; 0 if it was not */
  const char       *all;    /* (nullable): the period as it was named, whose reports of every kind are closed */
  guint             n;      /* of them */
} Close;

static gpointer
close_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Close *self = data;
  g_autofree char *body = NULL;

  if (self->all != NULL)
    return sotong_report_kind_freeze_all (db, self->which.period, self->all, &self->n, error) ? self : NULL;
  if (self->topic != NULL)
    {
      self->which.topic_id = sotong_topic_find (db, self->topic, error);
      if (self->which.topic_id == 0)
        return NULL;
    }
  if (self->open)
    return sotong_report_freeze_remove (db, &self->which, sotong_report_kind_name (self->which.kind), error) ? self : NULL;
  if (!sotong_report_freeze_get (db, &self->which, &body, &self->since, error))
    return NULL;
  if (body != NULL)
    return self;
  self->since = 0;
  return sotong_report_kind_freeze (db, &self->which, error) ? self : NULL;
}

/* A report that is closed already stays as it is: what was asked for holds, and since when is told. */
static int
tell_closed (SotongCli   *cli,
             const Close *close)
{
  g_autofree char *since = sotong_time_format_iso (close->since, sotong_store_get_zone (cli->store));
  g_autofree char *shown = sotong_time_format_minute (close->since, sotong_store_get_zone (cli->store));
  g_autoptr(JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      sotong_cli_print (_("“%s” of this period is closed already, since %s. It keeps its figures; what has changed since stands in it as corrections.\n"),
                        sotong_report_kind_name (close->which.kind), shown);
      return cli->status;
    }
  builder = sotong_cli_json_begin ();
  sotong_cli_json_text (builder, "closed_since", since);
  sotong_cli_json_print (builder);
  return cli->status;
}

static int
tell_all (SotongCli   *cli,
          const Close *close)
{
  g_autoptr(JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      sotong_cli_print ("%u\n", close->n);
      return cli->status;
    }
  builder = sotong_cli_json_begin ();
  sotong_cli_json_int (builder, "closed", close->n);
  sotong_cli_json_print (builder);
  return cli->status;
}

static int
close_or_open (SotongCli  *cli,
               int         argc,
               char      **argv,
               gboolean    open)
{
  g_autofree char *period = NULL, *topic = NULL, *campaign = NULL;
  GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &period, NULL, NULL },
    { "topic", 0, 0, G_OPTION_ARG_STRING, &topic, NULL, NULL },
    { "campaign", 0, 0, G_OPTION_ARG_STRING, &campaign, NULL, NULL },
    { NULL }
  };
  g_autoptr(GError) wrong = NULL;
  GError *error = NULL;
  Close self = { .open = open };

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (!open && argc == 2 && g_str_equal (argv[1], "all"))
    self.all = period;
  else if (!check_kind (cli, argc == 2 ? argv[1] : NULL))
    return cli->status;
  if (period == NULL)
    return sotong_cli_usage (cli, _("Say of which period the report is, with --period."));
  if (self.all != NULL && (topic != NULL || campaign != NULL))
    return sotong_cli_usage (cli, _("All reports of a period are closed without a topic and without a campaign."));
  if (!sotong_time_parse_period (period, sotong_store_get_zone (cli->store), &self.which.period, &wrong))
    return sotong_cli_usage (cli, wrong->message);
  self.which.kind = argv[1];
  self.which.campaign = campaign;
  self.topic = topic;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, close_job, &self, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return self.all != NULL ? tell_all (cli, &self) : self.since != 0 ? tell_closed (cli, &self) : cli->status;
}

static int
freeze_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  return close_or_open (cli, argc, argv, FALSE);
}

static int
thaw_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  return close_or_open (cli, argc, argv, TRUE);
}

/* ---- reports that are made by themselves ---- */

typedef struct {
  SotongReportSchedule schedule;
  const char          *topic;
  gint64               id;
} Add;

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Add *add = data;

  if (add->topic != NULL)
    {
      add->schedule.topic_id = sotong_topic_find (db, add->topic, error);
      if (add->schedule.topic_id == 0)
        return NULL;
    }
  add->id = sotong_report_schedule_add (db, &add->schedule, sotong_report_kind_name (add->schedule.kind), error);
  return add->id != 0 ? add : NULL;
}

static gboolean
check_schedule (SotongCli                  *cli,
                const SotongReportSchedule *schedule)
{
  static const char * const formats[] = { "hwpx", "pdf", "xlsx", "csv", NULL };

  if (schedule->rule == NULL || !sotong_report_schedule_is_rule (schedule->rule))
    sotong_cli_usage (cli, _("--every takes daily, weekly:mon (to sun) or monthly:1 (to 31)."));
  else if (schedule->minute < 0)
    sotong_cli_usage (cli, _("--at takes a time of the office’s day, as 08:00."));
  else if (!sotong_report_schedule_is_span (schedule->span))
    sotong_cli_usage (cli, _("--about takes last-week, last-month, this-month, last-year or this-year."));
  else if (!sotong_report_scheduled_fits (schedule->kind, schedule->span))
    {
      /* Translators: a kind of report, and what it was to be about */
      g_autofree char *text = g_strdup_printf (_("“%s” is of a whole year, and %s is none. With a budget statement, a settlement, a white paper and promises --about takes last-year or "
                                                 "this-year; with the other reports last-week, last-month and this-month as well."),
                                               sotong_report_kind_name (schedule->kind), schedule->span);

      sotong_cli_usage (cli, text);
    }
  else if (!g_strv_contains (formats, schedule->format))
    sotong_cli_usage (cli, _("--format takes hwpx, pdf, xlsx or csv."));
  else if (schedule->folder == NULL)
    sotong_cli_usage (cli, _("Say with --folder where the reports go."));
  else
    return TRUE;
  return FALSE;
}

/* What a report is about that is made as often as @every says. */
static const char *
usual_span (const char *kind,
            const char *every)
{
  if (sotong_report_kind_is_yearly (kind))
    return "this-year";
  return every != NULL && g_str_has_prefix (every, "monthly:") ? "last-month" : "last-week";
}

static int
schedule_add_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  g_autofree char *every = NULL, *at = NULL, *about = NULL, *format = NULL, *folder = NULL, *topic = NULL, *path = NULL;
  GOptionEntry entries[] = {
    { "every", 0, 0, G_OPTION_ARG_STRING, &every, NULL, NULL },
    { "at", 0, 0, G_OPTION_ARG_STRING, &at, NULL, NULL },
    { "about", 0, 0, G_OPTION_ARG_STRING, &about, NULL, NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, NULL, NULL },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder, NULL, NULL },
    { "topic", 0, 0, G_OPTION_ARG_STRING, &topic, NULL, NULL },
    { NULL }
  };
  GError *error = NULL;
  Add add = { .topic = topic };

  if (!sotong_cli_parse (cli, entries, &argc, &argv) || !check_kind (cli, argc == 2 ? argv[1] : NULL))
    return cli->status;
  path = folder != NULL ? g_canonicalize_filename (folder, NULL) : NULL;
  add.topic = topic;
  add.schedule = (SotongReportSchedule) {
    .kind = argv[1], .rule = every, .minute = at != NULL ? sotong_report_schedule_parse_time (at) : 8 * 60, .span = about != NULL ? about : (char *) usual_span (argv[1], every),
    .format = format != NULL ? format : (char *) "hwpx", .folder = path,
  };
  if (!check_schedule (cli, &add.schedule))
    return cli->status;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, add_job, &add, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_print_id (cli, add.id);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_report_schedule_list (db, error);
}

static void
print_schedule (SotongCli                  *cli,
                const SotongReportSchedule *s,
                JsonBuilder                *builder)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  gint64 next = sotong_report_schedule_next (s, sotong_clock_now (sotong_store_get_clock (cli->store)), zone);
  g_autofree char *time = g_strdup_printf ("%02d:%02d", s->minute / 60, s->minute % 60);
  g_autofree char *next_text = sotong_time_format_iso (next, zone), *last_text = s->last_due != SOTONG_NONE ? sotong_time_format_iso (s->last_due, zone) : g_strdup ("-");
  const char *fields[] = { s->kind, s->rule, time, s->span, s->format, *s->topic != '\0' ? s->topic : "-", s->folder, next_text, last_text,
                           *s->message != '\0' ? s->message : *s->path != '\0' ? s->path : "-" };

  if (builder == NULL)
    {
      sotong_cli_print ("%" PRId64 "\t", s->id);
      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        sotong_cli_print_field (fields[i], i + 1 == G_N_ELEMENTS (fields));
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", s->id);
  sotong_cli_json_text (builder, "kind", s->kind);
  sotong_cli_json_text (builder, "every", s->rule);
  sotong_cli_json_text (builder, "at", time);
  sotong_cli_json_text (builder, "about", s->span);
  sotong_cli_json_text (builder, "format", s->format);
  sotong_cli_json_text (builder, "topic", *s->topic != '\0' ? s->topic : NULL);
  sotong_cli_json_text (builder, "folder", s->folder);
  sotong_cli_json_time (builder, "next", next, zone);
  sotong_cli_json_time (builder, "last", s->last_due, zone);
  sotong_cli_json_text (builder, "file", *s->path != '\0' ? s->path : NULL);
  sotong_cli_json_text (builder, "message", *s->message != '\0' ? s->message : NULL);
  json_builder_end_object (builder);
}

static int
schedule_list_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  list = sotong_store_read (cli->store, list_job, NULL, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  if (cli->json)
    {
      builder = sotong_cli_json_begin ();
      json_builder_set_member_name (builder, "schedules");
      json_builder_begin_array (builder);
    }
  for (guint i = 0; i < list->len; i++)
    print_schedule (cli, g_ptr_array_index (list, i), builder);
  if (builder != NULL)
    {
      json_builder_end_array (builder);
      sotong_cli_json_print (builder);
    }
  return cli->status;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_report_schedule_remove (db, *(gint64 *) data, error) ? data : NULL;
}

static int
schedule_remove_verb (SotongCli  *cli,
                      int         argc,
                      char      **argv)
{
  gint64 id = 0;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &id, NULL))
    return sotong_cli_usage (cli, _("Say which schedule, by its number; “report schedule list” shows them."));
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, remove_job, &id, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return cli->status;
}

static int
schedule_run_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  g_autoptr(GPtrArray) reports = NULL;
  gint64 id = 0;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc > 2 || (argc == 2 && !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &id, NULL)))
    return sotong_cli_usage (cli, _("Say which schedule, by its number; “report schedule list” shows them."));
  reports = sotong_report_scheduled_run (cli->store, id, cli->cancellable, &error);
  if (reports == NULL)
    return sotong_cli_fail (cli, error);
  for (guint i = 0; i < reports->len; i++)
    {
      const SotongScheduledReport *report = g_ptr_array_index (reports, i);

      if (*report->message != '\0')
        sotong_cli_problem (cli, NULL, report->message);
      else
        sotong_cli_print ("%s\n", report->path);
    }
  return cli->status;
}

/* ---- the history for an auditor ---- */

static int
history_export_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  g_autofree char *output = NULL, *period = NULL;
  gboolean money = FALSE;
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    { "period", 0, 0, G_OPTION_ARG_STRING, &period, NULL, NULL },
    { "money", 0, 0, G_OPTION_ARG_NONE, &money, NULL, NULL },
    { NULL }
  };
  SotongRange range = { 0, 0 };
  g_autoptr(GError) wrong = NULL;
  GError *error = NULL;
  gint64 n;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (output == NULL || (!g_str_has_suffix (output, ".csv") && !g_str_has_suffix (output, ".xlsx")))
    return sotong_cli_usage (cli, _("Say with -o into which file: FILE.csv or FILE.xlsx."));
  if (period != NULL && !sotong_time_parse_period (period, sotong_store_get_zone (cli->store), &range, &wrong))
    return sotong_cli_usage (cli, wrong->message);
  if (!sotong_history_export (cli->store, range, money, output, &n, cli->cancellable, &error))
    return sotong_cli_fail (cli, error);
  return sotong_cli_print_file (cli, output);
}

#define KIND "KIND"

const SotongCliVerb sotong_cli_report_more_verbs[] = {
  { "report template show", KIND "|all", N_("Shows the office’s own form of a report, or what one can say."), NULL, template_show_verb, TRUE },
  { "report template set", KIND "|all FILE", N_("Keeps a file as the office’s own form of a report."),
    N_("Lines “key = value”: title, organisation, approval (roles, or none), logo (a PNG beside the file), order and hide (headings), heading:OLD = NEW, word:OLD = NEW, "
       "foot. A line that is wrong is told by its number, and nothing is kept. “all” is for the kinds that have none of their own. One step of undo."),
    template_set_verb, TRUE },
  { "report template check", "[" KIND "|all] FILE", N_("Says which lines of a template are wrong."),
    N_("Parts that are put into an order or left out must be parts of that kind of report, or of any where none is named; in either language."),
    template_check_verb, TRUE },
  { "report template remove", KIND "|all", N_("Takes the office’s own form of a report away."), NULL, template_remove_verb, TRUE },
  { "report freeze", KIND "|all --period P [--topic T] [--campaign C]", N_("Closes a report of a period: made again it has the same figures."),
    N_("What has changed since stands at its end as corrections. One that is closed already stays as it is, which is told. All closes the reports of every kind of the month or year, and prints how many. One step of undo."), freeze_verb, TRUE },
  { "report thaw", KIND " --period P [--topic T] [--campaign C]", N_("Opens a closed report again."), NULL, thaw_verb, TRUE },
  { "report schedule add", KIND " --every daily|weekly:mon|monthly:1 --folder DIR [--at HH:MM] [--about last-week|last-month|this-month|last-year|this-year] "
    "[--format hwpx|pdf|xlsx|csv] [--topic T]", N_("Has a report made by itself."),
    N_("The daemon and the window make it when it is due, in the office’s time (08:00 unless --at says another); those that were missed are made late, each for its own period, once. Without --about it "
       "is about the week before, of what is made monthly the month before, and of a kind that is of a whole year this year. One step of undo. Prints its number."), schedule_add_verb, TRUE },
  { "report schedule list", "", N_("Shows the reports that are made by themselves."),
    N_("A line each: number, report, how often, at, about, format, topic, folder, next time, last time, file or why there is none."), schedule_list_verb, TRUE },
  { "report schedule remove", "ID", N_("No longer makes a report by itself."), NULL, schedule_remove_verb, TRUE },
  { "report schedule run", "[ID]", N_("Makes the reports that are due, or one of them now."), NULL, schedule_run_verb, TRUE },
  { "history export", "-o FILE.csv|.xlsx [--period P] [--money]", N_("Writes the history for an auditor."),
    N_("Oldest first: number, time, person, account, act, reason, whether it was undone, and for each row with money in it what it is, budget line, document number, won "
       "before, after and moved. With --money only what moved won."), history_export_verb, TRUE },
  { NULL }
};
