/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli.h"
#include "plan/sotong-holiday.h"
#include "plan/sotong-month.h"

/* ---- holidays ---- */

typedef struct {
  gint64             first;
  gint64             last;
  const char        *name;
  SotongHolidayKind  kind;
} HolidayRequest;

static gpointer
holiday_list_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  const HolidayRequest *request = data;

  return sotong_holiday_list (db, request->first, request->last, error);
}

static void
print_holiday (const SotongHoliday *holiday,
               JsonBuilder         *builder)
{
  g_autofree char *day = sotong_month_format_day (holiday->day);

  if (builder == NULL)
    {
      sotong_cli_print ("%s\t%s\t", day, sotong_holiday_kind_get_name (holiday->kind));
      sotong_cli_print_field (holiday->name, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_text (builder, "date", day);
  sotong_cli_json_text (builder, "name", holiday->name);
  sotong_cli_json_text (builder, "kind", sotong_holiday_kind_get_name (holiday->kind));
  json_builder_set_member_name (builder, "lunar");
  json_builder_add_boolean_value (builder, holiday->lunar);
  json_builder_end_object (builder);
}

static int
holiday_list_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  g_autofree char *year_text = NULL;
  GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_STRING, &year_text, NULL, NULL },
    { NULL }
  };
  HolidayRequest request = { 0 };
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  guint64 year = 0;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc > 1)
    return sotong_cli_usage (cli, _("This verb takes options only."));
  if (year_text == NULL)
    {
      int now, month, day, hour, minute, second;

      sotong_time_to_civil (sotong_clock_now (sotong_store_get_clock (cli->store)), sotong_store_get_zone (cli->store),
                            &now, &month, &day, &hour, &minute, &second);
      year = (guint64) now;
    }
  else if (!g_ascii_string_to_unsigned (year_text, 10, 1, 9999, &year, NULL))
    year = 0;
  if (year < SOTONG_HOLIDAY_FIRST_YEAR || year > SOTONG_HOLIDAY_LAST_YEAR)
    return sotong_cli_usage (cli, _("Korea’s public holidays are known of the years 2010 to 2050. Say one of them, as --year 2027."));
  request.first = sotong_time_days_from_civil ((int) year, 1, 1);
  request.last = sotong_time_days_from_civil ((int) year, 12, 31);
  list = sotong_store_read (cli->store, holiday_list_job, &request, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "holidays");
  for (guint i = 0; i < list->len; i++)
    print_holiday (g_ptr_array_index (list, i), builder);
  return sotong_cli_list_end (cli, builder);
}

static gpointer
holiday_add_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  const HolidayRequest *request = data;
  gint64 id = sotong_holiday_add (db, request->first, request->name, request->kind, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static int
holiday_add_verb (SotongCli  *cli,
                  int         argc,
                  char      **argv)
{
  g_autofree char *date = NULL, *name = NULL, *kind = NULL;
  GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, NULL, NULL },
    { NULL }
  };
  HolidayRequest request = { .kind = SOTONG_HOLIDAY_OWN };
  g_autofree gint64 *id = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (date == NULL || name == NULL || argc > 1)
    return sotong_cli_usage (cli, _("A holiday needs --date and --name."));
  if (!sotong_month_parse_day (date, &request.first))
    return sotong_cli_usage (cli, _("--date takes a day, as 2027-05-03."));
  if (kind != NULL && !sotong_holiday_kind_from_name (kind, &request.kind))
    return sotong_cli_usage (cli, _("The kind is one of own, temporary, election, regular and substitute."));
  request.name = name;
  id = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, holiday_add_job, &request, cli->cancellable, &error);
  if (id == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_print_id (cli, *id);
}

static gpointer
holiday_remove_job (SotongDb      *db,
                    gpointer       data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  const HolidayRequest *request = data;

  return sotong_holiday_remove (db, request->first, error) ? data : NULL;
}

static int
holiday_remove_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  g_autofree char *date = NULL;
  GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, NULL, NULL },
    { NULL }
  };
  HolidayRequest request = { 0 };
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (date == NULL || argc > 1)
    return sotong_cli_usage (cli, _("Say which day with --date."));
  if (!sotong_month_parse_day (date, &request.first))
    return sotong_cli_usage (cli, _("--date takes a day, as 2027-05-03."));
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, holiday_remove_job, &request, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  if (!cli->json)
    return cli->status;
  builder = sotong_cli_json_begin ();
  sotong_cli_json_text (builder, "date", date);
  sotong_cli_json_print (builder);
  return cli->status;
}

/* The verb of one word stands after those that begin with it. */
const SotongCliVerb sotong_cli_days_verbs[] = {
  { "holidays add", "--date D --name N [--kind KIND]", N_("Adds a holiday to this workspace."),
    N_("KIND is own, which it is when nothing is said, or temporary, election, regular or substitute. The name of a public holiday "
       "that was removed brings that one back. Prints the number of the entry."), holiday_add_verb, TRUE },
  { "holidays remove", "--date D", N_("Makes a day a working day in this workspace."),
    N_("Removes the workspace’s own holidays of the day; where it has none, the public ones of the day no longer hold here."),
    holiday_remove_verb, TRUE },
  { "holidays", "[--year Y]", N_("Lists the holidays of a year: day, kind, name."),
    N_("Korea’s public holidays of 2010 to 2050 with substitute holidays by the rule in force on each day, election days and what this "
       "workspace added. Without --year it is this year. Kinds: regular, substitute, temporary, election, own."),
    holiday_list_verb, TRUE },
  { NULL }
};
