/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "cli/cli-metrics.h"
#include "plan/sotong-month.h"
#include "platforms/sotong-metric.h"
#include "publish/sotong-publisher.h"
#include "store/sotong-change.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "store/sotong-figure.h"
#include "util/sotong-text.h"

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_find (db, data, error);
}

/* The channel's number, 0 if none was named; -1 if there is no such, which has been said. */
static gint64
find_channel (SotongCli  *cli,
              const char *name)
{
  g_autoptr(SotongChannel) channel = NULL;
  g_autoptr(GError) error = NULL;

  if (name == NULL)
    return 0;
  channel = sotong_store_read (cli->store, find_job, (gpointer) name, cli->cancellable, &error);
  if (channel != NULL)
    return channel->id;
  sotong_cli_problem (cli, NULL, error->message);
  return -1;
}

/* ---- fetch ---- */

static void
print_fetched (SotongCli                 *cli,
               JsonBuilder               *builder,
               const SotongMetricsResult *result)
{
  if (!result->well)
    sotong_cli_problem (cli, result->channel, result->message);
  else if (*result->message != '\0') /* some of it the account may not read */
    sotong_cli_note (cli, result->message);
  if (builder == NULL)
    {
      sotong_cli_print_field (result->channel, FALSE);
      sotong_cli_print ("%u\t%u\n", result->n_posts, result->n_figures);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_text (builder, "channel", result->channel);
  json_builder_set_member_name (builder, "ok");
  json_builder_add_boolean_value (builder, result->well);
  sotong_cli_json_int (builder, "posts", result->n_posts);
  sotong_cli_json_int (builder, "figures", result->n_figures);
  sotong_cli_json_text (builder, "message", result->message);
  json_builder_end_object (builder);
}

static int
metrics_fetch_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  g_autofree char *channel = NULL;
  gboolean real = FALSE;
  GOptionEntry entries[] = {
    { "channel", 0, 0, G_OPTION_ARG_STRING, &channel, NULL, NULL },
    { "real", 0, 0, G_OPTION_ARG_NONE, &real, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongPublisher) publisher = NULL;
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  SotongSecrets *secrets;
  GError *error = NULL;
  gint64 id;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  id = find_channel (cli, channel);
  if (id < 0)
    return cli->status;
  secrets = sotong_cli_get_secrets (cli, &error);
  if (secrets == NULL)
    return sotong_cli_fail (cli, error);
  publisher = sotong_publisher_new (cli->store, secrets);
  results = sotong_publisher_fetch_metrics (publisher, id, real ? SOTONG_PUBLISH_ALLOW_REAL : SOTONG_PUBLISH_DEFAULT, cli->cancellable, &error);
  if (results == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "channels");
  for (guint i = 0; i < results->len; i++)
    print_fetched (cli, builder, g_ptr_array_index (results, i));
  return sotong_cli_list_end (cli, builder);
}

/* ---- show ---- */

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_figure_list (db, data, error);
}

static void
print_figure (SotongCli          *cli,
              JsonBuilder        *builder,
              const SotongFigure *figure)
{
  if (builder != NULL)
    {
      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "day", figure->day);
      sotong_cli_json_text (builder, "channel", figure->channel);
      sotong_cli_json_int (builder, "content_id", figure->content_id != 0 ? figure->content_id : SOTONG_NONE);
      sotong_cli_json_int (builder, "copy_id", figure->copy_id != 0 ? figure->copy_id : SOTONG_NONE);
      sotong_cli_json_text (builder, "title", figure->title);
      sotong_cli_json_text (builder, "metric", figure->metric);
      sotong_cli_json_int (builder, "value", figure->value);
      sotong_cli_json_time (builder, "captured_at", figure->captured_at, sotong_store_get_zone (cli->store));
      sotong_cli_json_text (builder, "source", figure->source);
      json_builder_end_object (builder);
      return;
    }
  sotong_cli_print_field (figure->day, FALSE);
  sotong_cli_print_field (figure->channel, FALSE);
  if (figure->content_id != 0)
    sotong_cli_print ("%" PRId64 "\t", figure->content_id);
  else
    sotong_cli_print ("-\t");
  sotong_cli_print_field (figure->title != NULL ? figure->title : "-", FALSE);
  sotong_cli_print_field (figure->metric, FALSE);
  if (figure->value != SOTONG_NONE)
    sotong_cli_print ("%" PRId64 "\t", figure->value);
  else
    sotong_cli_print ("-\t");
  sotong_cli_print_field (figure->source, TRUE);
}

/* A day as it was typed becomes YYYY-MM-DD; %FALSE if it is none. */
static gboolean
take_day (char **day)
{
  gint64 number;
  int year, month, date;

  if (*day == NULL)
    return TRUE;
  if (!sotong_month_parse_day (*day, &number))
    return FALSE;
  sotong_time_civil_from_days (number, &year, &month, &date);
  g_free (*day);
  *day = g_strdup_printf ("%04d-%02d-%02d", year, month, date);
  return TRUE;
}

static int
metrics_show_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  g_autofree char *channel = NULL, *from = NULL, *to = NULL;
  gint64 content = 0;
  GOptionEntry entries[] = {
    { "channel", 0, 0, G_OPTION_ARG_STRING, &channel, NULL, NULL },
    { "content", 0, 0, G_OPTION_ARG_INT64, &content, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { NULL }
  };
  SotongFigureQuery query = { 0 };
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (!take_day (&from) || !take_day (&to))
    return sotong_cli_usage (cli, _("--from and --to take a day, as 2016-10-14."));
  query = (SotongFigureQuery) { find_channel (cli, channel), content, from, to };
  if (query.channel_id < 0)
    return cli->status;
  list = sotong_store_read (cli->store, list_job, &query, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "metrics");
  for (guint i = 0; i < list->len; i++)
    print_figure (cli, builder, g_ptr_array_index (list, i));
  return sotong_cli_list_end (cli, builder);
}

/* ---- set ---- */

typedef struct {
  const char *channel;
  gint64      content_id;
  const char *day;       /* (nullable): today */
  const char *source;
  char      **pairs;     /* "views=12" */
  int         n_pairs;
} Entering;

static gboolean
find_copy (SotongDb      *db,
           Entering      *entering,
           SotongFigure  *figure,
           GError       **error)
{
  g_autoptr(SotongContent) content = NULL;

  if (entering->content_id == 0)
    return TRUE;
  content = sotong_content_get (db, entering->content_id, error);
  for (guint i = 0; content != NULL && i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->channel_id != figure->channel_id)
        continue;
      figure->copy_id = copy->id;
      return TRUE;
    }
  if (content != NULL)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                 _("The content does not go to “%s”. Nothing was changed. Add the channel first."), entering->channel);
  return FALSE;
}

static gpointer
enter_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Entering *entering = data;
  g_autoptr(SotongChannel) channel = sotong_channel_find (db, entering->channel, error);
  g_autofree char *today = sotong_figure_today (db);
  SotongFigure figure = { .day = (char *) (entering->day != NULL ? entering->day : today), .source = (char *) entering->source };

  if (channel == NULL)
    return NULL;
  figure.channel_id = channel->id;
  figure.channel = channel->name;
  if (!find_copy (db, entering, &figure, error))
    return NULL;
  for (int i = 0; i < entering->n_pairs; i++)
    {
      const char *equals = strchr (entering->pairs[i], '=');
      g_autofree char *name = g_strndup (entering->pairs[i], (gsize) (equals - entering->pairs[i]));

      figure.metric = name;
      figure.value = SOTONG_NONE;
      if (equals[1] != '\0')
        figure.value = g_ascii_strtoll (equals + 1, NULL, 10);
      if (!sotong_figure_enter (db, &figure, error))
        return NULL;
    }
  return data;
}

/* What is wrong with it is said. */
static gboolean
check_pair (SotongCli  *cli,
            const char *pair,
            gboolean    of_post)
{
  const char *equals = strchr (pair, '=');
  g_autofree char *name = equals != NULL ? g_strndup (pair, (gsize) (equals - pair)) : NULL;
  const SotongMetricKind *kind = name != NULL ? sotong_metric_find_kind (name) : NULL;
  g_autofree char *text = NULL;

  if (kind == NULL || (equals[1] != '\0' && !g_ascii_string_to_signed (equals + 1, 10, 0, G_MAXINT64, NULL, NULL)))
    {
      text = g_strdup_printf (_("“%s” is no figure. Say the figures, as views=1200 reactions=35; an empty one takes away what was typed in. "
                                "“sotongctl metrics names” lists the names."), pair);
      sotong_cli_usage (cli, text);
      return FALSE;
    }
  if (of_post ? kind->of_post : kind->of_account)
    return TRUE;
  text = g_strdup_printf (of_post ? _("“%s” is of a whole channel, not of a post. Leave out --content, or name a figure of a post.")
                                  : _("“%s” is of a post. Name the post with --content."), name);
  sotong_cli_usage (cli, text);
  return FALSE;
}

static gboolean
check_pairs (SotongCli  *cli,
             char      **pairs,
             int         n,
             gboolean    of_post)
{
  if (n == 0)
    sotong_cli_usage (cli, _("Say the figures, as views=1200 reactions=35; an empty one takes away what was typed in. “sotongctl metrics names” lists the names."));
  for (int i = 0; i < n; i++)
    if (!check_pair (cli, pairs[i], of_post))
      return FALSE;
  return n > 0;
}

static int
metrics_set_verb (SotongCli  *cli,
                  int         argc,
                  char      **argv)
{
  g_autofree char *channel = NULL, *day = NULL, *source = NULL;
  gint64 content = 0;
  GOptionEntry entries[] = {
    { "channel", 0, 0, G_OPTION_ARG_STRING, &channel, NULL, NULL },
    { "content", 0, 0, G_OPTION_ARG_INT64, &content, NULL, NULL },
    { "day", 0, 0, G_OPTION_ARG_STRING, &day, NULL, NULL },
    { "source", 0, 0, G_OPTION_ARG_STRING, &source, NULL, NULL },
    { NULL }
  };
  Entering entering;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (channel == NULL || !take_day (&day))
    return sotong_cli_usage (cli, _("Name a channel with --channel, and a day with --day if it is not today, as 2016-10-14."));
  if (!check_pairs (cli, argv + 1, argc - 1, content != 0))
    return cli->status;
  entering = (Entering) { channel, content, day, source != NULL && !sotong_text_is_blank (source) ? source : "person", argv + 1, argc - 1 };
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, enter_job, &entering, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return cli->status;
}

/* ---- names ---- */

/* When a figure was read last by itself, and typed in last: days, or NULL. */
typedef struct {
  char *fetched;
  char *typed;
} LastDays;

static void
find_last_days (GPtrArray  *figures,
                const char *name,
                LastDays   *last)
{
  *last = (LastDays) { NULL, NULL };
  for (guint i = 0; i < figures->len; i++)
    {
      const SotongFigure *figure = g_ptr_array_index (figures, i);

      if (figure->value == SOTONG_NONE || !g_str_equal (figure->metric, name))
        continue;
      if (g_str_equal (figure->source, "platform"))
        last->fetched = figure->day;
      else
        last->typed = figure->day;
    }
}

static void
print_name (SotongCli              *cli,
            JsonBuilder            *builder,
            const SotongMetricKind *kind,
            const LastDays         *last)
{
  const char *of = kind->of_account && kind->of_post ? "channel,post" : kind->of_post ? "post" : "channel";

  if (builder != NULL)
    {
      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "name", kind->name);
      sotong_cli_json_text (builder, "of", of);
      sotong_cli_json_text (builder, "fetched_last", last->fetched);
      sotong_cli_json_text (builder, "typed_last", last->typed);
      sotong_cli_json_text (builder, "label", _(kind->label));
      json_builder_end_object (builder);
      return;
    }
  sotong_cli_print_field (kind->name, FALSE);
  sotong_cli_print_field (of, FALSE);
  sotong_cli_print_field (last->fetched != NULL ? last->fetched : "-", FALSE);
  sotong_cli_print_field (last->typed != NULL ? last->typed : "-", FALSE);
  sotong_cli_print_field (_(kind->label), TRUE);
}

static int
metrics_names_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  g_autofree char *channel = NULL;
  GOptionEntry entries[] = {
    { "channel", 0, 0, G_OPTION_ARG_STRING, &channel, NULL, NULL },
    { NULL }
  };
  SotongFigureQuery query = { 0 };
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  const SotongMetricKind *kinds;
  GError *error = NULL;
  guint n;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  query.channel_id = find_channel (cli, channel);
  if (query.channel_id < 0)
    return cli->status;
  list = sotong_store_read (cli->store, list_job, &query, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "names");
  kinds = sotong_metric_kinds (&n);
  for (guint i = 0; i < n; i++)
    {
      LastDays last;

      find_last_days (list, kinds[i].name, &last);
      print_name (cli, builder, &kinds[i], &last);
    }
  return sotong_cli_list_end (cli, builder);
}

const SotongCliVerb sotong_cli_metrics_verbs[] = {
  { "metrics fetch", "[--channel N] [--real]", N_("Asks the platforms how often the channels and their posts were seen, and keeps it for today."),
    N_("Posts of the last four weeks are asked for each time, older ones once a week. A day on which nothing could be read is a gap, not a nought. "
       "Under a set clock real channels are only asked with --real. Prints channel, posts asked for, figures kept."), metrics_fetch_verb, TRUE },
  { "metrics show", "[--channel N] [--content ID] [--from D] [--to D]", N_("Shows the figures that were kept: day, channel, content, title, name, figure, source."),
    N_("Each figure is how much it was in all on that day; one whose name begins with “day-” is what happened on the whole channel on that day alone, as Facebook, "
       "Instagram, Threads and YouTube tell it by days of California. A gap is “-”, in JSON null. What was typed in comes before what was read."),
    metrics_show_verb, TRUE },
  { "metrics set", "--channel N [--content ID] [--day D] [--source S] NAME=NUMBER…", N_("Types in figures, as of a platform that tells a program nothing."),
    N_("NAME is one of those that “metrics names” lists: visitors, and what begins with “day-”, are of that day alone; the others are totals. An empty "
       "number takes away what was typed in."),
    metrics_set_verb, TRUE },
  { "metrics names", "[--channel N]", N_("Lists what is counted, and which of it is fetched by itself."),
    N_("Prints name, whose it is (channel, post, or both), the day for which a platform told it last, the day for which it was typed in last, and what it is "
       "called. “-” is never."),
    metrics_names_verb, TRUE },
  { NULL }
};
