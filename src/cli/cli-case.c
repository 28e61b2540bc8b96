/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/sotong-cli.h"
#include "store/sotong-case.h"
#include "util/sotong-time.h"

static gboolean
parse_number (const char *text,
              gint64     *out_number)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, out_number, NULL);
}

/* ---- case add ---- */

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  gint64 id = sotong_case_add (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static int
add_verb (SotongCli  *cli,
          int         argc,
          char      **argv)
{
  g_autofree char *kind = NULL, *department = NULL, *due = NULL, *note = NULL;
  GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, NULL, NULL },
    { "department", 0, 0, G_OPTION_ARG_STRING, &department, NULL, NULL },
    { "due", 0, 0, G_OPTION_ARG_STRING, &due, NULL, NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, NULL, NULL },
    { NULL }
  };
  SotongCase input = { .due_at = SOTONG_NONE };
  g_autofree gint64 *id = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != 2 || department == NULL || !parse_number (argv[1], &input.mention_id))
    return sotong_cli_usage (cli, _("Say which mention, by its number, and with --department to whom it goes."));
  if (due != NULL && !sotong_case_parse_due (due, sotong_store_get_zone (cli->store), &input.due_at, &error))
    {
      g_autoptr(GError) wrong = error;

      return sotong_cli_usage (cli, wrong->message);
    }
  input.kind = kind != NULL ? kind : (char *) "answer";
  input.department = department;
  input.note = note;
  id = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, add_job, &input, cli->cancellable, &error);
  return id != NULL ? sotong_cli_print_id (cli, *id) : sotong_cli_fail (cli, error);
}

/* ---- case list ---- */

typedef struct {
  const char *state;
  const char *department;
} Which;

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Which *which = data;

  return sotong_case_list (db, which->state, which->department, error);
}

static void
print_time (gint64     time,
            GTimeZone *zone)
{
  g_autofree char *text = time != SOTONG_NONE ? sotong_time_format_iso (time, zone) : g_strdup ("-");

  sotong_cli_print_field (text, FALSE);
}

static const char *
or_null (const char *text)
{
  return text != NULL && text[0] != '\0' ? text : NULL;
}

static void
print_case (const SotongCase *one,
            JsonBuilder      *builder,
            GTimeZone        *zone)
{
  if (builder == NULL)
    {
      sotong_cli_print ("%" PRId64 "\t%" PRId64 "\t%s\t", one->id, one->mention_id, one->kind);
      sotong_cli_print_field (one->department, FALSE);
      sotong_cli_print ("%s\t", one->state);
      print_time (one->opened_at, zone);
      print_time (one->due_at, zone);
      print_time (one->closed_at, zone);
      sotong_cli_print_field (or_null (one->answer_url) != NULL ? one->answer_url : "-", FALSE);
      sotong_cli_print_field (one->text, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", one->id);
  sotong_cli_json_int (builder, "mention", one->mention_id);
  sotong_cli_json_text (builder, "kind", one->kind);
  sotong_cli_json_text (builder, "department", one->department);
  sotong_cli_json_text (builder, "state", one->state);
  sotong_cli_json_time (builder, "opened_at", one->opened_at, zone);
  sotong_cli_json_time (builder, "due_at", one->due_at, zone);
  sotong_cli_json_time (builder, "closed_at", one->closed_at, zone);
  sotong_cli_json_text (builder, "answer", or_null (one->answer_url));
  sotong_cli_json_text (builder, "note", or_null (one->note));
  sotong_cli_json_text (builder, "text", one->text);
  json_builder_end_object (builder);
}

static int
list_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  static const char * const states[] = { "open", "answered", "closed", "late", NULL };
  g_autofree char *state = NULL, *department = NULL;
  GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, NULL, NULL },
    { "department", 0, 0, G_OPTION_ARG_STRING, &department, NULL, NULL },
    { NULL }
  };
  Which which;
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (state != NULL && !g_strv_contains (states, state))
    return sotong_cli_usage (cli, _("--state is one of open, answered, closed and late."));
  which = (Which) { state, department };
  list = sotong_store_read (cli->store, list_job, &which, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "cases");
  for (guint i = 0; i < list->len; i++)
    print_case (g_ptr_array_index (list, i), builder, sotong_store_get_zone (cli->store));
  return sotong_cli_list_end (cli, builder);
}

/* ---- case close, case reopen ---- */

typedef struct {
  gint64      id;
  const char *answer;
  const char *note;
} Close;

static gpointer
close_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Close *c = data;

  return sotong_case_close (db, c->id, c->answer, c->note, error) ? data : NULL;
}

static gpointer
reopen_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_case_reopen (db, ((const Close *) data)->id, error) ? data : NULL;
}

static int
end_verb (SotongCli       *cli,
          int              argc,
          char           **argv,
          SotongStoreJob   job)
{
  g_autofree char *answer = NULL, *note = NULL;
  GOptionEntry entries[] = {
    { "answer", 0, 0, G_OPTION_ARG_STRING, &answer, NULL, NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, NULL, NULL },
    { NULL }
  };
  Close c = { 0 };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, job == close_job ? entries : NULL, &argc, &argv))
    return cli->status;
  if (argc != 2 || !parse_number (argv[1], &c.id))
    return sotong_cli_usage (cli, _("Say which case, by its number."));
  c.answer = answer;
  c.note = note;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, job, &c, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_confirm (cli, c.id);
}

static int
close_verb (SotongCli  *cli,
            int         argc,
            char      **argv)
{
  return end_verb (cli, argc, argv, close_job);
}

static int
reopen_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  return end_verb (cli, argc, argv, reopen_job);
}

/* ---- case count ---- */

static gpointer
count_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_case_count (db, error);
}

static void
print_month (const SotongCaseMonth *month,
             JsonBuilder           *builder,
             GTimeZone             *zone)
{
  g_autofree char *name = sotong_time_format_date (month->month, zone);
  gboolean rated = month->n_to_answer > 0;
  double rate = rated ? 100.0 * (double) month->n_answered / (double) month->n_to_answer : 0;
  double hours = month->answer_s != SOTONG_NONE ? (double) month->answer_s / 3600.0 : 0;

  name[7] = '\0';
  if (builder == NULL)
    {
      sotong_cli_print ("%s\t", name);
      sotong_cli_print_field (month->department[0] != '\0' ? month->department : "*", FALSE);
      sotong_cli_print ("%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t", month->n, month->n_to_answer, month->n_answered);
      sotong_cli_print (rated ? "%.1f\t" : "-\t", rate);
      sotong_cli_print (month->answer_s != SOTONG_NONE ? "%.1f\t" : "-\t", hours);
      sotong_cli_print ("%" PRId64 "\n", month->n_late);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_text (builder, "month", name);
  sotong_cli_json_text (builder, "department", or_null (month->department));
  sotong_cli_json_int (builder, "cases", month->n);
  sotong_cli_json_int (builder, "to_answer", month->n_to_answer);
  sotong_cli_json_int (builder, "answered", month->n_answered);
  json_builder_set_member_name (builder, "answer_rate");
  if (rated)
    json_builder_add_double_value (builder, rate / 100.0);
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "answer_hours");
  if (month->answer_s != SOTONG_NONE)
    json_builder_add_double_value (builder, hours);
  else
    json_builder_add_null_value (builder);
  sotong_cli_json_int (builder, "late", month->n_late);
  json_builder_end_object (builder);
}

static int
count_verb (SotongCli  *cli,
            int         argc,
            char      **argv)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  list = sotong_store_read (cli->store, count_job, NULL, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "months");
  if (builder == NULL)
    sotong_cli_print (_("month\tdepartment\tcases\tto answer\tanswered\trate (%%)\thours\tlate\n"));
  for (guint i = 0; i < list->len; i++)
    print_month (g_ptr_array_index (list, i), builder, sotong_store_get_zone (cli->store));
  return sotong_cli_list_end (cli, builder);
}

const SotongCliVerb sotong_cli_case_verbs[] = {
  { "case add", "MENTION --department D [--kind answer|idea|opinion] [--due TIME] [--note TEXT]",
    N_("Makes a mention a case of a department: it needs an answer, or is an idea or an opinion."), N_("Prints the case's number."), add_verb, TRUE },
  { "case list", "[--state open|answered|closed|late] [--department D]",
    N_("Lists the cases, open ones first: number, mention, kind, department, state, opened, due, closed, answer, text."), NULL, list_verb, TRUE },
  { "case close", "NUMBER [--answer URL] [--note TEXT]", N_("Ends a case; --answer says where the answer stands."), NULL, close_verb, TRUE },
  { "case reopen", "NUMBER", N_("Opens a case again."), NULL, reopen_verb, TRUE },
  { "case count", "", N_("Prints the answer rate and time by month and department, as a table with a first line of names."),
    N_("A case belongs to the month in which it was opened. The rate is of those that need an answer; the time is the average from the beginning to the answer, in hours. "
       "“*” is all departments together."), count_verb, TRUE },
  { NULL }
};
