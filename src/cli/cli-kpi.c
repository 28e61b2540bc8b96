/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli.h"
#include "store/sotong-change.h"
#include "store/sotong-channel.h"
#include "store/sotong-kpi.h"
#include "store/sotong-report-note.h"
#include "store/sotong-topic.h"

/* kpi set, show, remove; report note */

typedef struct {
  char   *name;
  char   *definition;
  char   *source;
  char   *unit;
  char   *metric;
  char   *channel;
  char   *group;
  GStrv   targets;   /* YEAR=VALUE */
  GStrv   values;    /* YEAR=VALUE or YEAR-MONTH=VALUE */
  char   *said_by;
  gint64  id;
} SetOptions;

static void
set_options_clear (SetOptions *o)
{
  g_free (o->name);
  g_free (o->definition);
  g_free (o->source);
  g_free (o->unit);
  g_free (o->metric);
  g_free (o->channel);
  g_free (o->group);
  g_free (o->said_by);
  g_strfreev (o->targets);
  g_strfreev (o->values);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SetOptions, set_options_clear)

static gpointer
set_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  SetOptions *o = data;
  SotongKpi kpi = { .name = o->name, .definition = o->definition, .source = o->source, .unit = o->unit, .metric = o->metric };

  kpi.all_channels = (o->channel != NULL && *o->channel == '\0') || (o->group != NULL && *o->group == '\0');
  if (o->group != NULL && *o->group != '\0')
    {
      g_autoptr(SotongChannelGroup) group = sotong_channel_group_find (db, o->group, error);

      if (group == NULL)
        return NULL;
      kpi.group_id = group->id;
    }
  if (o->channel != NULL && *o->channel != '\0')
    {
      g_autoptr(SotongChannel) channel = sotong_channel_find (db, o->channel, error);

      if (channel == NULL)
        return NULL;
      kpi.channel_id = channel->id;
    }
  if (!sotong_change_begin (db, "kpi.set", "kpi", 0, o->name, error) || (o->id = sotong_kpi_set (db, &kpi, error)) == 0)
    return NULL;
  sotong_change_set_subject (db, o->id, NULL);
  for (guint i = 0; o->targets != NULL && o->targets[i] != NULL; i++)
    {
      SotongKpiValue value;

      sotong_kpi_value_parse (o->targets[i], FALSE, &value);
      if (!sotong_kpi_set_target (db, o->id, value.year, value.value, error))
        return NULL;
    }
  for (guint i = 0; o->values != NULL && o->values[i] != NULL; i++)
    {
      SotongKpiValue value;

      sotong_kpi_value_parse (o->values[i], TRUE, &value);
      value.source = o->said_by;
      if (!sotong_kpi_set_value (db, o->id, &value, error))
        return NULL;
    }
  return data;
}

static gboolean
check_values (GStrv    texts,
              gboolean months)
{
  SotongKpiValue value;

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (!sotong_kpi_value_parse (texts[i], months, &value))
      return FALSE;
  return TRUE;
}

static int
kpi_set_verb (SotongCli  *cli,
              int         argc,
              char      **argv)
{
  g_auto(SetOptions) o = { 0 };
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &o.name, NULL, NULL },
    { "definition", 0, 0, G_OPTION_ARG_STRING, &o.definition, NULL, NULL },
    { "source", 0, 0, G_OPTION_ARG_STRING, &o.source, NULL, NULL },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &o.unit, NULL, NULL },
    { "metric", 0, 0, G_OPTION_ARG_STRING, &o.metric, NULL, NULL },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &o.channel, NULL, NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING, &o.group, NULL, NULL },
    { "target", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.targets, NULL, NULL },
    { "value", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.values, NULL, NULL },
    { "said-by", 0, 0, G_OPTION_ARG_STRING, &o.said_by, NULL, NULL },
    { NULL }
  };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc == 2 && o.name == NULL)
    o.name = g_strdup (argv[1]);
  if (o.name == NULL || argc > 2)
    return sotong_cli_usage (cli, _("Say which indicator, with --name."));
  if (o.channel != NULL && o.group != NULL)
    return sotong_cli_usage (cli, _("An indicator counts one channel (--channel), those of a group (--group), or all; not a channel and a group."));
  if (!check_values (o.targets, FALSE) || !check_values (o.values, TRUE))
    return sotong_cli_usage (cli, _("--target takes YEAR=VALUE, as 2016=130,000; --value that or 2016-02=61.5. One decimal at most: more is not kept."));
  if (o.metric != NULL && *o.metric != '\0' && !sotong_kpi_is_metric (o.metric))
    {
      g_autofree char *known = sotong_kpi_list_metrics (), *message = g_strdup_printf (_("--metric is one of these: %s. Leave it out for an indicator whose values are typed in."), known);

      return sotong_cli_usage (cli, message);
    }
  if (o.said_by == NULL && o.values != NULL)
    o.said_by = g_strdup (o.source);
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, set_job, &o, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_print_id (cli, o.id);
}

/* ---- kpi show ---- */

typedef struct {
  int        year;
  int        month;   /* or 0 */
  GPtrArray *kpis;    /* (owned) */
  GArray    *rows;    /* (owned) (element-type SotongKpiFigures) */
} Shown;

static void
row_clear (gpointer data)
{
  sotong_kpi_figures_clear (data);
}

static gpointer
show_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Shown *shown = data;

  if (shown->year == 0)
    sotong_time_to_civil (sotong_db_now (db), sotong_db_get_zone (db), &shown->year, NULL, NULL, NULL, NULL, NULL);
  shown->kpis = sotong_kpi_list (db, error);
  for (guint i = 0; shown->kpis != NULL && i < shown->kpis->len; i++)
    {
      const SotongKpi *kpi = g_ptr_array_index (shown->kpis, i);
      SotongKpiFigures row;

      if (!sotong_kpi_get_figures (db, kpi, shown->year, shown->month, &row, error))
        return NULL;
      g_array_append_val (shown->rows, row);
    }
  return shown->kpis != NULL ? data : NULL;
}

static void
print_tenths (gint64   value,
              gboolean last)
{
  if (value == SOTONG_NONE)
    sotong_cli_print ("-%s", last ? "\n" : "\t");
  else if (value % 10 == 0)
    sotong_cli_print ("%" G_GINT64_FORMAT "%s", value / 10, last ? "\n" : "\t");
  else
    sotong_cli_print ("%s%" G_GINT64_FORMAT ".%d%s", value < 0 ? "-" : "", ABS (value) / 10, (int) (ABS (value) % 10), last ? "\n" : "\t");
}

static void
json_tenths (JsonBuilder *builder,
             const char  *member,
             gint64       value)
{
  json_builder_set_member_name (builder, member);
  if (value == SOTONG_NONE)
    json_builder_add_null_value (builder);
  else if (value % 10 == 0)
    json_builder_add_int_value (builder, value / 10);
  else
    json_builder_add_double_value (builder, (double) value / 10);
}

static void
print_kpi (const Shown     *shown,
           const SotongKpi *kpi,
           const SotongKpiFigures *row,
           JsonBuilder     *builder)
{
  if (builder == NULL)
    {
      sotong_cli_print ("%" G_GINT64_FORMAT "\t", kpi->id);
      sotong_cli_print_field (kpi->name, FALSE);
      sotong_cli_print_field (kpi->unit, FALSE);
      for (guint i = 0; i < 3; i++)
        print_tenths (row->past[i], FALSE);
      print_tenths (row->target, FALSE);
      print_tenths (row->value, FALSE);
      print_tenths (row->before, FALSE);
      sotong_cli_print_field (kpi->definition, FALSE);
      sotong_cli_print_field (row->said_by != NULL ? row->said_by : kpi->source, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", kpi->id);
  sotong_cli_json_text (builder, "name", kpi->name);
  sotong_cli_json_text (builder, "definition", kpi->definition);
  sotong_cli_json_text (builder, "source", kpi->source);
  sotong_cli_json_text (builder, "unit", kpi->unit);
  sotong_cli_json_text (builder, "metric", *kpi->metric != '\0' ? kpi->metric : NULL);
  sotong_cli_json_text (builder, "channel", *kpi->channel != '\0' ? kpi->channel : NULL);
  sotong_cli_json_text (builder, "group", *kpi->group != '\0' ? kpi->group : NULL);
  json_tenths (builder, "target", row->target);
  json_tenths (builder, "value", row->value);
  sotong_cli_json_text (builder, "value_source", row->said_by);
  json_tenths (builder, "year_before", row->before);
  json_builder_set_member_name (builder, "past");
  json_builder_begin_object (builder);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *year = g_strdup_printf ("%d", shown->year - 3 + i);

      json_tenths (builder, year, row->past[i]);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static int
kpi_show_verb (SotongCli  *cli,
               int         argc,
               char      **argv)
{
  g_autofree char *period = NULL;
  GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &period, NULL, NULL },
    { "year", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &period, NULL, NULL },
    { NULL }
  };
  Shown shown = { 0 };
  g_autoptr(JsonBuilder) builder = NULL;
  g_auto(GStrv) parts = NULL;
  GError *error = NULL;
  gint64 year = 0, month = 0;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  parts = g_strsplit (period != NULL ? period : "", "-", 2);
  if (period != NULL && (parts[0] == NULL || !g_ascii_string_to_signed (parts[0], 10, 1, 9999, &year, NULL)
                         || (parts[1] != NULL && !g_ascii_string_to_signed (parts[1], 10, 1, 12, &month, NULL))))
    return sotong_cli_usage (cli, _("--period takes a year as 2016 or a month as 2016-02."));
  shown.year = (int) year;
  shown.month = (int) month;
  shown.rows = g_array_new (FALSE, FALSE, sizeof (SotongKpiFigures));
  g_array_set_clear_func (shown.rows, row_clear);
  if (sotong_store_read (cli->store, show_job, &shown, cli->cancellable, &error) == NULL)
    sotong_cli_fail (cli, error);
  else
    {
      builder = sotong_cli_list_begin (cli, "indicators");
      for (guint i = 0; i < shown.kpis->len; i++)
        print_kpi (&shown, g_ptr_array_index (shown.kpis, i), &g_array_index (shown.rows, SotongKpiFigures, i), builder);
      sotong_cli_list_end (cli, builder);
    }
  g_array_unref (shown.rows);
  g_clear_pointer (&shown.kpis, g_ptr_array_unref);
  return cli->status;
}

/* ---- kpi remove ---- */

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  SetOptions *o = data;

  o->id = sotong_kpi_find (db, o->name, error);
  return o->id != 0 && sotong_kpi_remove (db, o->id, error) ? data : NULL;
}

static int
kpi_remove_verb (SotongCli  *cli,
                 int         argc,
                 char      **argv)
{
  g_auto(SetOptions) o = { 0 };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which indicator, by its name or number."));
  o.name = g_strdup (argv[1]);
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, remove_job, &o, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_confirm (cli, o.id);
}

/* ---- report note ---- */

typedef struct {
  const char *topic;
  const char *text;
  SotongRange period;
} Note;

static gpointer
note_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Note *note = data;
  gint64 topic = note->topic != NULL ? sotong_topic_find (db, note->topic, error) : 0;

  if (note->topic != NULL && topic == 0)
    return NULL;
  if (note->text == NULL)
    return sotong_report_note_get (db, "opinion", note->period, topic, error);
  return sotong_report_note_set (db, "opinion", note->period, topic, note->text, error) ? g_strdup ("") : NULL;
}

static int
report_note_verb (SotongCli  *cli,
                  int         argc,
                  char      **argv)
{
  g_autofree char *period = NULL, *topic = NULL, *text = NULL, *answer = NULL;
  GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &period, NULL, NULL },
    { "topic", 0, 0, G_OPTION_ARG_STRING, &topic, NULL, NULL },
    { "text", 0, 0, G_OPTION_ARG_STRING, &text, NULL, NULL },
    { NULL }
  };
  Note note = { 0 };
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (period == NULL)
    return sotong_cli_usage (cli, _("Say of which period the report is, with --period."));
  if (!sotong_time_parse_period (period, sotong_store_get_zone (cli->store), &note.period, &error))
    {
      sotong_cli_usage (cli, error->message);
      g_error_free (error);
      return cli->status;
    }
  note.topic = topic;
  note.text = text;
  answer = text != NULL ? sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, note_job, &note, cli->cancellable, &error)
                        : sotong_store_read (cli->store, note_job, &note, cli->cancellable, &error);
  if (answer == NULL)
    return sotong_cli_fail (cli, error);
  if (text == NULL && cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_text (builder, "text", answer);
      sotong_cli_json_print (builder);
    }
  else if (text == NULL && *answer != '\0')
    sotong_cli_print ("%s\n", answer);
  return cli->status;
}

const SotongCliVerb sotong_cli_kpi_verbs[] = {
  { "kpi set", "--name N [--definition TEXT] [--source TEXT] [--unit U] [--metric M] [--channel C | --group G] [--target YEAR=VALUE]… [--value YEAR[-MONTH]=VALUE]… [--said-by TEXT]",
    N_("Adds or changes an indicator, its yearly targets and its values."),
    N_("M is visitors (a month, on the average), followers, growth (of followers, in percent), engagement (reactions by a hundred views "
       "of posts), answers (the share of questions that were answered), positive or negative (shares of mentions), agreement (of the machine with the officer) or published; without it the values are typed in with --value, each with who says so (--said-by, else --source). A typed value goes before a "
       "computed one. What is computed of channels is of all of them, of one (--channel), or of those of a group (--group) as it is when the value is computed; an empty name makes it of all again. One step of undo. Prints the indicator’s number."), kpi_set_verb, TRUE },
  { "kpi show", "[--period P]", N_("Shows the indicators of a year or a month."),
    N_("A line each: number, name, unit, the values of the three years before, target of the year, value of the period, value of the same period a year before, "
       "definition, source. “-” is not known."), kpi_show_verb, TRUE },
  { "kpi remove", "ID|NAME", N_("Takes an indicator off the list."), NULL, kpi_remove_verb, TRUE },
  { "report note", "--period P [--topic T] [--text TEXT]", N_("Writes the implications that the opinion report of a period holds, or shows them."),
    N_("A line is a paragraph; a line “task | who | by when | state” is a row of the table below them. They stay with the period and stand in the report whenever it is made. One step of undo."), report_note_verb, TRUE },
  { NULL }
};
