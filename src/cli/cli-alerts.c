/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "cli/cli-mentions.h"
#include "cli/sotong-cli.h"
#include "store/sotong-alert.h"
#include "store/sotong-rollup.h"
#include "util/sotong-text.h"

/* alerts: what is unusual in what the city says. */

#define MAX_HOURS 8784 /* of a cadence: a year */
#define WHOM "sotongctl"

/* ---- printing ---- */

static void
json_event (JsonBuilder            *builder,
            const SotongAlertEvent *event,
            GTimeZone              *zone)
{
  json_builder_begin_object (builder);
  if (event->id != 0)
    sotong_cli_json_int (builder, "id", event->id);
  sotong_cli_json_time (builder, "hour", event->hour_start, zone);
  sotong_cli_json_text (builder, "stage", sotong_alert_stage_get_name (event->stage));
  sotong_cli_json_text (builder, "stage_name", sotong_alert_stage_get_label (event->stage));
  sotong_cli_json_text (builder, "rule", event->rule);
  sotong_cli_json_text (builder, "topic", event->topic);
  json_builder_set_member_name (builder, "value");
  json_builder_add_double_value (builder, event->value);
  json_builder_set_member_name (builder, "threshold");
  json_builder_add_double_value (builder, event->threshold);
  sotong_cli_json_text (builder, "reason", event->reason);
  sotong_cli_json_int (builder, "mention", event->mention_id);
  if (event->id != 0)
    {
      sotong_cli_json_time (builder, "found_at", event->found_at, zone);
      sotong_cli_json_text (builder, "told", event->told);
    }
  json_builder_end_object (builder);
}

/* hour⇥stage⇥rule⇥topic⇥value⇥threshold⇥reason, and of those of the log ⇥found at⇥told. */
static void
print_events (SotongCli       *cli,
              const GPtrArray *list)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autoptr(JsonBuilder) builder = cli->json ? sotong_cli_list_begin (cli, "alerts") : NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const SotongAlertEvent *event = g_ptr_array_index (list, i);
      g_autofree char *at = sotong_time_format_iso (event->hour_start, zone);
      g_autofree char *found_at = sotong_time_format_iso (event->found_at, zone);

      if (builder != NULL)
        {
          json_event (builder, event, zone);
          continue;
        }
      sotong_cli_print ("%s\t%s\t", at, sotong_alert_stage_get_name (event->stage));
      sotong_cli_print_field (event->rule, FALSE);
      sotong_cli_print_field (event->topic, FALSE);
      sotong_cli_print ("%.1f\t%.1f\t", event->value, event->threshold);
      sotong_cli_print_field (event->reason, event->id == 0);
      if (event->id != 0)
        {
          sotong_cli_print ("%s\t", found_at);
          sotong_cli_print_field (event->told, TRUE);
        }
    }
  if (builder != NULL)
    sotong_cli_list_end (cli, builder);
}

/* ---- list, test, run ---- */

/* Days that may be left out: without a first day from the beginning, without a last one until now. */
static gboolean
read_days (SotongCli   *cli,
           const char  *from,
           const char  *to,
           SotongRange *range)
{
  GError *error = NULL;

  if ((from == NULL && to == NULL) || sotong_time_parse_range (from, to, sotong_store_get_zone (cli->store), range, &error))
    return TRUE;
  sotong_cli_usage (cli, error->message);
  g_error_free (error);
  return FALSE;
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_alert_list (db, *(SotongRange *) data, error);
}

static int
list_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  g_autofree char *from = NULL, *to = NULL;
  GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { NULL }
  };
  SotongRange range = { 0, 0 };
  g_autoptr(GPtrArray) list = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv) || !read_days (cli, from, to, &range))
    return cli->status;
  list = sotong_store_read (cli->store, list_job, &range, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  print_events (cli, list);
  return cli->status;
}

typedef struct {
  SotongRange  range;
  gboolean     from_first;  /* nobody said when it begins: with what was collected */
  gboolean     to_last;     /* or ends */
  char        *rule;        /* (owned) (nullable): only this one */
} Test;

/* The rule that holds while there are no others has a name too. */
static gboolean
has_rule (GPtrArray  *rules,
          const char *name)
{
  for (guint i = 0; i < rules->len; i++)
    if (g_str_equal (((const SotongAlertRule *) g_ptr_array_index (rules, i))->name, name))
      return TRUE;
  return FALSE;
}

static gpointer
test_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Test *test = data;
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_alert_event_free);
  g_autoptr(GPtrArray) rules = sotong_alert_rule_list (db, error);
  SotongRange range = test->range, collected = { 0, 0 };

  if (rules != NULL && test->rule != NULL && !has_rule (rules, test->rule))
    {
      sotong_alert_rule_find (db, test->rule, error); /* says that there is none */
      return NULL;
    }
  if (rules == NULL || !sotong_rollup_extent (db, 0, &collected, error))
    return rules != NULL && (error == NULL || *error == NULL) ? g_steal_pointer (&all) : NULL;
  range.start = test->from_first ? collected.start : range.start;
  range.end = test->to_last ? collected.end : range.end;
  for (guint i = 0; i < rules->len; i++)
    {
      const SotongAlertRule *rule = g_ptr_array_index (rules, i);
      g_autoptr(GPtrArray) found = NULL;

      if (test->rule != NULL && !g_str_equal (test->rule, rule->name))
        continue;
      found = sotong_alert_look (db, rule, range, error);
      if (found == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&found));
    }
  return g_steal_pointer (&all);
}

static int
test_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  g_autofree char *from = NULL, *to = NULL, *rule = NULL;
  GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { "rule", 0, 0, G_OPTION_ARG_STRING, &rule, NULL, NULL },
    { NULL }
  };
  Test test = { { 0, 0 }, FALSE, FALSE, NULL };
  g_autoptr(GPtrArray) list = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv) || !read_days (cli, from, to, &test.range))
    return cli->status;
  if (rule != NULL && sotong_text_is_blank (rule))
    return sotong_cli_usage (cli, _("--rule takes the name of an alert rule. Leave it out for all."));
  test.from_first = from == NULL;
  test.to_last = to == NULL;
  test.rule = rule;
  list = sotong_store_read (cli->store, test_job, &test, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  print_events (cli, list);
  return cli->status;
}

static int
run_verb (SotongCli  *cli,
          int         argc,
          char      **argv)
{
  g_autoptr(GPtrArray) list = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  list = sotong_alert_run (cli->store, WHOM, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  print_events (cli, list);
  sotong_cli_send_letters (cli);
  return cli->status;
}

/* ---- rules ---- */

static gpointer
rules_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_alert_rule_list (db, error);
}

static char *
format_quiet (const SotongAlertRule *rule)
{
  if (rule->quiet_from == rule->quiet_to)
    return g_strdup ("");
  return g_strdup_printf ("%02d:%02d-%02d:%02d", rule->quiet_from / 60, rule->quiet_from % 60, rule->quiet_to / 60, rule->quiet_to % 60);
}

/* Until when it tells nobody; empty where it does. */
static char *
format_snooze (SotongCli             *cli,
               const SotongAlertRule *rule)
{
  if (rule->snoozed_until == SOTONG_NONE || rule->snoozed_until <= sotong_clock_now (sotong_store_get_clock (cli->store)))
    return g_strdup ("");
  return sotong_time_format_iso (rule->snoozed_until, sotong_store_get_zone (cli->store));
}

static void
json_rule (JsonBuilder           *builder,
           const SotongAlertRule *rule,
           GTimeZone             *zone)
{
  g_autofree char *quiet = format_quiet (rule);

  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", rule->id);
  sotong_cli_json_text (builder, "name", rule->name);
  sotong_cli_json_text (builder, "kind", sotong_alert_kind_get_name (rule->kind));
  sotong_cli_json_int (builder, "topic", rule->topic_id);
  json_builder_set_member_name (builder, "sigma");
  json_builder_add_double_value (builder, rule->sigma);
  sotong_cli_json_int (builder, "least", rule->least);
  json_builder_set_member_name (builder, "share");
  json_builder_add_double_value (builder, 100 * rule->share);
  sotong_cli_json_text (builder, "words", rule->words);
  sotong_cli_json_int (builder, "reach", rule->reach);
  sotong_cli_json_text (builder, "quiet", quiet);
  sotong_cli_json_int (builder, "cadence_hours", rule->cadence_hours);
  sotong_cli_json_time (builder, "snoozed_until", rule->snoozed_until, zone);
  json_builder_end_object (builder);
}

static int
rule_list_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  list = sotong_store_read (cli->store, rules_job, NULL, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = cli->json ? sotong_cli_list_begin (cli, "rules") : NULL;
  for (guint i = 0; i < list->len; i++)
    {
      const SotongAlertRule *rule = g_ptr_array_index (list, i);
      g_autofree char *quiet = format_quiet (rule), *until = format_snooze (cli, rule);

      if (builder != NULL)
        {
          json_rule (builder, rule, sotong_store_get_zone (cli->store));
          continue;
        }
      sotong_cli_print ("%" PRId64 "\t", rule->id);
      sotong_cli_print_field (rule->name, FALSE);
      sotong_cli_print ("%s\t%.1f\t%" PRId64 "\t%.0f\t%s\t%d\t", sotong_alert_kind_get_name (rule->kind), rule->sigma, rule->least, 100 * rule->share,
                        quiet, rule->cadence_hours);
      sotong_cli_print_field (rule->words, FALSE);
      sotong_cli_print ("%" PRId64 "\t%s\n", rule->reach, until);
    }
  if (builder != NULL)
    sotong_cli_list_end (cli, builder);
  return cli->status;
}

typedef struct {
  SotongAlertRule *rule;   /* (unowned) */
  char            *name;   /* (unowned): of the rule */
  gint64           until;
  gint64           id;
} RuleAct;

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  RuleAct *act = data;

  act->id = sotong_alert_rule_add (db, act->rule, error);
  return act->id != 0 ? act : NULL;
}

/* "22:00-07:00" */
static gboolean
parse_quiet (const char *text,
             int        *out_from,
             int        *out_to)
{
  int n[4];

  if (strlen (text) != 11 || text[2] != ':' || text[5] != '-' || text[8] != ':')
    return FALSE;
  for (int i = 0; i < 4; i++)
    {
      const char *p = text + i * 3;

      if (!g_ascii_isdigit (p[0]) || !g_ascii_isdigit (p[1]))
        return FALSE;
      n[i] = (p[0] - '0') * 10 + (p[1] - '0');
    }
  *out_from = n[0] * 60 + n[1];
  *out_to = n[2] * 60 + n[3];
  return n[0] < 24 && n[1] < 60 && n[2] < 24 && n[3] < 60;
}

static int
rule_add_verb (SotongCli  *cli,
               int         argc,
               char      **argv)
{
  g_autoptr(SotongAlertRule) rule = sotong_alert_rule_new ();
  g_autofree char *kind = NULL, *topic = NULL, *quiet = NULL;
  g_auto(GStrv) words = NULL;
  gboolean all = FALSE;
  double share = 100 * rule->share;
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &rule->name, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, NULL, NULL },
    { "topic", 0, 0, G_OPTION_ARG_STRING, &topic, NULL, NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, NULL, NULL },
    { "sigma", 0, 0, G_OPTION_ARG_DOUBLE, &rule->sigma, NULL, NULL },
    { "least", 0, 0, G_OPTION_ARG_INT64, &rule->least, NULL, NULL },
    { "share", 0, 0, G_OPTION_ARG_DOUBLE, &share, NULL, NULL },
    { "word", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words, NULL, NULL },
    { "reach", 0, 0, G_OPTION_ARG_INT64, &rule->reach, NULL, NULL },
    { "quiet", 0, 0, G_OPTION_ARG_STRING, &quiet, NULL, NULL },
    { "cadence", 0, 0, G_OPTION_ARG_INT, &rule->cadence_hours, NULL, NULL },
    { NULL }
  };
  RuleAct act = { rule };
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (rule->name == NULL || kind == NULL || !sotong_alert_kind_from_name (kind, &rule->kind) || (all && topic != NULL)
      || rule->cadence_hours > MAX_HOURS || (quiet != NULL && !parse_quiet (quiet, &rule->quiet_from, &rule->quiet_to)))
    return sotong_cli_usage (cli, _("Say the rule's --name and its --kind: volume, negative, word or reach; --topic or --all, not both; --quiet as in 22:00-07:00."));
  if (all)
    rule->topic_id = 0;
  else if (topic != NULL && !sotong_cli_find_topic (cli, topic, &rule->topic_id))
    return cli->status;
  rule->share = share / 100;
  rule->words = words != NULL ? g_strjoinv ("\n", words) : NULL;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, add_job, &act, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  sotong_cli_print_id (cli, act.id);
  return cli->status;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  RuleAct *act = data;

  act->id = sotong_alert_rule_find (db, act->name, error);
  return act->id != 0 && sotong_alert_rule_remove (db, act->id, error) ? act : NULL;
}

static gpointer
snooze_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  RuleAct *act = data;

  act->id = sotong_alert_rule_find (db, act->name, error);
  return act->id != 0 && sotong_alert_rule_snooze (db, act->id, act->until, error) ? act : NULL;
}

static int
rule_remove_verb (SotongCli  *cli,
                  int         argc,
                  char      **argv)
{
  RuleAct act = { NULL };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Name one alert rule."));
  act.name = argv[1];
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, remove_job, &act, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return cli->status;
}

static int
snooze_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  g_autofree char *until = NULL;
  GOptionEntry entries[] = {
    { "until", 0, 0, G_OPTION_ARG_STRING, &until, NULL, NULL },
    { NULL }
  };
  RuleAct act = { NULL, NULL, SOTONG_NONE };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Name one alert rule."));
  if (until != NULL && !sotong_time_parse (until, sotong_store_get_zone (cli->store), &act.until, &error))
    {
      sotong_cli_usage (cli, error->message);
      g_error_free (error);
      return cli->status;
    }
  if (act.until != SOTONG_NONE && act.until <= sotong_clock_now (sotong_store_get_clock (cli->store)))
    return sotong_cli_usage (cli, _("--until is a time to come, as in 2026-12-01T09:00. Leave it out to end the silence of a rule now."));
  act.name = argv[1];
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, snooze_job, &act, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return cli->status;
}

const SotongCliVerb sotong_cli_alert_verbs[] = {
  { "alerts list", "[--from DAY] [--to DAY]", N_("Lists the alerts that were raised."),
    N_("The newest first: hour, stage, rule, topic, value, threshold, reason, found at, who was told. The stage is attention, caution, alert or serious; "
       "an empty topic stands for all mentions; instead of who was told it may say quiet or snoozed."), list_verb, TRUE },
  { "alerts test", "[--from DAY] [--to DAY] [--rule NAME]", N_("Says what the rules would have raised."),
    N_("Looks at what was collected, all of it without days, and changes nothing. Lines as of alerts list, without the last two fields. A workspace "
       "without rules has one: 10 mentions or more of a topic in an hour, above the mean of the same hour over 7 and over 28 days and 5 deviations."),
    test_verb, TRUE },
  { "alerts run", "", N_("Looks at the last two days, and at what came in since the last look, and raises what is new."),
    N_("To be called regularly where neither a window nor the daemon runs. A rule that is new, or looks for something else now, begins with today and the last "
       "six hours. Prints what is new as alerts list does, and mails it where alerts mail says so."), run_verb, TRUE },
  { "alerts rules", "", N_("Lists the alert rules."),
    N_("id⇥name⇥kind⇥deviations⇥least mentions⇥share in percent⇥quiet hours⇥cadence in hours⇥words⇥reach⇥snoozed until. The rule with id 0 holds while there are no others."),
    rule_list_verb, TRUE },
  { "alerts add", "--name NAME --kind volume|negative|word|reach [--topic NAME|--all] [--sigma K] [--least N] [--share PERCENT] [--word WORD]... [--reach N] "
    "[--quiet HH:MM-HH:MM] [--cadence HOURS]", N_("Adds an alert rule."),
    N_("volume: more mentions in an hour than the mean of the same hour and K deviations, over 7 and over 28 days; copies of an article and what one author "
       "wrote in the hour count once. Where the hours of a topic differ by more than chance, as when posts are shared, a deviation is wider. negative: this share of what was said within 24 hours. word: a word is seen at all. reach: a single mention reaches so many people, 10000 unless given, where its source says how many follow or saw it. At least N mentions each. Without --topic it watches every topic and all mentions together; with --all "
       "only these. Within the cadence the same is told again only when its stage rises; in quiet hours it is only logged, and told at their end. Prints the id."), rule_add_verb, TRUE },
  { "alerts remove", "NAME", N_("Removes an alert rule."), N_("What it found stays in the log."), rule_remove_verb, TRUE },
  { "alerts snooze", "NAME [--until TIME]", N_("Tells nobody for a while."), N_("What a rule finds until then is only logged; what it found on the last day of it is told then. Without --until it ends."),
    snooze_verb, TRUE },
  { NULL }
};
