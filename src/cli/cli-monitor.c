/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "cli/cli-mentions.h"
#include "cli/cli-source.h"
#include "cli/cli-topic.h"
#include "cli/sotong-cli-source.h"
#include "monitor/sotong-fetch.h"
#include "platforms/sotong-http.h"
#include "store/sotong-channel.h"
#include "store/sotong-rollup.h"
#include "store/sotong-source-run.h"
#include "store/sotong-source.h"
#include "store/sotong-topic.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-url.h"

#define MAX_PERIODS 1000000
#define MOST_MISSING 10 /* that are told one by one */

/* ---- fetch ---- */

static const char *
or_null (const char *text)
{
  return text != NULL && text[0] != '\0' ? text : NULL;
}

static void
json_result (JsonBuilder             *builder,
             const SotongFetchResult *result,
             GTimeZone               *zone)
{
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", result->source_id);
  sotong_cli_json_text (builder, "name", result->source);
  sotong_cli_json_text (builder, "outcome", result->outcome);
  sotong_cli_json_int (builder, "http_status", result->http_status);
  sotong_cli_json_int (builder, "items", result->n_items);
  sotong_cli_json_int (builder, "new", result->n_new);
  sotong_cli_json_time (builder, "next_try", result->next_due < SOTONG_SOURCE_NEVER ? result->next_due : SOTONG_NONE, zone);
  sotong_cli_json_text (builder, "message", or_null (result->message));
  json_builder_end_object (builder);
}

static void
print_result (SotongCli               *cli,
              const SotongFetchResult *result,
              JsonBuilder             *builder)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);

  if (builder != NULL)
    json_result (builder, result, zone);
  else
    {
      sotong_cli_print_field (result->source, FALSE);
      sotong_cli_print_field (result->outcome, FALSE);
      sotong_cli_print ("%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\n", result->n_items, result->n_new);
    }
  if (!result->good)
    sotong_cli_problem (cli, result->source, or_null (result->message) != NULL ? result->message : result->outcome);
  else if (or_null (result->message) != NULL)
    {
      g_autofree char *note = g_strdup_printf ("%s: %s", result->source, result->message);

      sotong_cli_note (cli, note);
    }
}

/* %FALSE if a name is not a source's, which has been said. */
static gboolean
find_sources (SotongCli  *cli,
              char      **names,
              GArray     *ids)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      gint64 id;

      if (!sotong_cli_find_source (cli, names[i], &id))
        return FALSE;
      g_array_append_val (ids, id);
    }
  return TRUE;
}

static int
fetch_verb (SotongCli  *cli,
            int         argc,
            char      **argv)
{
  g_auto(GStrv) names = NULL, rest = NULL;
  GOptionEntry entries[] = {
    { "source", 0, 0, G_OPTION_ARG_STRING_ARRAY, &names, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &rest, NULL, NULL },
    { NULL }
  };
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  SotongSecrets *secrets;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (rest != NULL && names == NULL)
    return sotong_cli_usage (cli, _("Name a source with --source."));
  if (!find_sources (cli, names, ids) || !find_sources (cli, rest, ids))
    return cli->status;
  secrets = sotong_cli_get_secrets (cli, &error);
  if (secrets == NULL)
    return sotong_cli_fail (cli, error);
  results = sotong_fetch_all (cli->store, names != NULL ? ids : NULL, secrets, sotong_cli_note_progress, cli, cli->cancellable, &error);
  if (results == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "sources");
  for (guint i = 0; i < results->len; i++)
    print_result (cli, g_ptr_array_index (results, i), builder);
  return sotong_cli_list_end (cli, builder);
}

/* ---- trend ---- */

typedef struct {
  gint64       topic_id;
  SotongRange  range;
  gboolean     open_start; /* from the first mention on */
  gboolean     open_end;   /* to now */
  SotongBucket bucket;
  GPtrArray   *missing;    /* (owned) (nullable) (element-type SotongMissing): what was not read of which source */
} Trend;

static gpointer
trend_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  static const gint64 least[] = { 3600, 82800, 601200, 2415600, 7772400, 31532400 }; /* seconds, by bucket, with a change of the clock */
  Trend *trend = data;
  SotongRange extent = { sotong_db_now (db), sotong_db_now (db) };

  if (trend->open_start || trend->open_end)
    {
      GError *local = NULL;

      if (!sotong_rollup_extent (db, trend->topic_id, &extent, &local) && local != NULL)
        {
          g_propagate_error (error, local);
          return NULL;
        }
    }
  if (trend->open_start)
    trend->range.start = MIN (extent.start, trend->open_end ? extent.start : trend->range.end);
  if (trend->open_end)
    trend->range.end = MAX (MAX (extent.end, sotong_db_now (db)), trend->range.start);
  if ((trend->range.end - trend->range.start) / least[trend->bucket] > MAX_PERIODS)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                           _("That is more than a million periods. Choose a shorter time with --from and --to, or longer periods with --by."));
      return NULL;
    }
  return sotong_rollup_read_covered (db, trend->topic_id, 0, trend->range, trend->bucket, &trend->missing, error);
}

static void
print_point (const SotongTrendPoint *point,
             JsonBuilder            *builder,
             GTimeZone              *zone)
{
  if (builder == NULL)
    {
      g_autofree char *start = sotong_time_format_iso (point->start, zone);

      sotong_cli_print ("%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%"
                        G_GINT64_FORMAT "\t%d\n", start, point->total, point->positive, point->neutral, point->negative,
                        point->uncertain, point->unlabelled, point->gap);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_time (builder, "start", point->start, zone);
  sotong_cli_json_int (builder, "total", point->total);
  sotong_cli_json_int (builder, "positive", point->positive);
  sotong_cli_json_int (builder, "neutral", point->neutral);
  sotong_cli_json_int (builder, "negative", point->negative);
  sotong_cli_json_int (builder, "uncertain", point->uncertain);
  sotong_cli_json_int (builder, "unlabelled", point->unlabelled);
  json_builder_set_member_name (builder, "gap");
  json_builder_add_boolean_value (builder, point->gap);
  json_builder_end_object (builder);
}

/* The members of a period are those of the table; which of them say less than their name stands behind them. */
static void
add_partial_periods (JsonBuilder  *builder,
                     const GArray *points,
                     GTimeZone    *zone)
{
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "partial_periods");
  json_builder_begin_array (builder);
  for (guint i = 0; i < points->len; i++)
    {
      const SotongTrendPoint *point = &g_array_index (points, SotongTrendPoint, i);
      g_autofree char *start = sotong_time_format_iso (point->start, zone);

      if (point->partial)
        json_builder_add_string_value (builder, start);
    }
}

/* Which source was not read, and when. One that came later, or was switched off, is missed by nobody. */
static void
add_missing (JsonBuilder *builder,
             GPtrArray   *missing,
             GTimeZone   *zone)
{
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "not_read");
  json_builder_begin_array (builder);
  for (guint i = 0; i < missing->len; i++)
    {
      const SotongMissing *one = g_ptr_array_index (missing, i);

      if (one->kind != SOTONG_MISSING_RUN)
        continue;
      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "source", one->source);
      sotong_cli_json_time (builder, "from", one->range.start, zone);
      sotong_cli_json_time (builder, "to", one->range.end, zone);
      json_builder_end_object (builder);
    }
}

static void
note_missing (SotongCli *cli,
              GPtrArray *missing)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  guint n = 0;

  for (guint i = 0; i < missing->len; i++)
    {
      const SotongMissing *one = g_ptr_array_index (missing, i);
      g_autofree char *from = NULL, *to = NULL, *message = NULL;

      if (one->kind != SOTONG_MISSING_RUN || n++ >= MOST_MISSING)
        continue;
      from = sotong_time_format_iso (one->range.start, zone);
      to = sotong_time_format_iso (one->range.end, zone);
      message = g_strdup_printf (_("“%s” was not read from %s to before %s: the counts of that time are without it."), one->source, from, to);
      sotong_cli_note (cli, message);
    }
  if (n > MOST_MISSING)
    {
      g_autofree char *message = g_strdup_printf (ngettext ("%u more time was not read; --json lists it.", "%u more times were not read; --json lists them.",
                                                            n - MOST_MISSING), n - MOST_MISSING);

      sotong_cli_note (cli, message);
    }
}

/* The columns of the table are fixed: that a week was asked for from its Wednesday on is said beside it. */
static void
note_cut_periods (SotongCli    *cli,
                  const Trend  *trend,
                  const GArray *points)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autofree char *from = NULL, *to = NULL, *message = NULL;
  gint64 first, last, last_hour = sotong_time_bucket_start (trend->range.end - 1, SOTONG_BUCKET_HOUR, zone);

  if (points->len == 0 || trend->bucket == SOTONG_BUCKET_HOUR) /* hours are counted whole */
    return;
  first = g_array_index (points, SotongTrendPoint, 0).start;
  last = sotong_time_bucket_next (g_array_index (points, SotongTrendPoint, points->len - 1).start, trend->bucket, zone);
  if (!trend->open_start && first < trend->range.start)
    from = sotong_time_format_iso (sotong_time_bucket_start (trend->range.start, SOTONG_BUCKET_HOUR, zone), zone);
  if (!trend->open_end && last > trend->range.end)
    to = sotong_time_format_iso (sotong_time_bucket_next (last_hour, SOTONG_BUCKET_HOUR, zone), zone);
  if (from != NULL && to != NULL && points->len == 1)
    message = g_strdup_printf (_("The period is counted only in part, from %s to before %s, as it was asked for."), from, to);
  else if (from != NULL && to != NULL)
    message = g_strdup_printf (_("The first and the last period are counted only in part, from %s to before %s, as it was asked for."), from, to);
  else if (from != NULL)
    message = g_strdup_printf (_("The first period is counted only in part, from %s on, as it was asked for."), from);
  else if (to != NULL)
    message = g_strdup_printf (_("The last period is counted only in part, to before %s, as it was asked for."), to);
  if (message != NULL)
    sotong_cli_note (cli, message);
}

static int
print_trend (SotongCli *cli,
             Trend     *trend)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autoptr(GArray) points = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  points = sotong_store_read (cli->store, trend_job, trend, cli->cancellable, &error);
  if (points == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "periods");
  if (builder == NULL)
    sotong_cli_print ("start\ttotal\tpositive\tneutral\tnegative\tuncertain\tunlabelled\tgap\n");
  for (guint i = 0; i < points->len; i++)
    print_point (&g_array_index (points, SotongTrendPoint, i), builder, zone);
  if (builder != NULL)
    {
      add_partial_periods (builder, points, zone);
      add_missing (builder, trend->missing, zone);
    }
  else
    {
      note_cut_periods (cli, trend, points);
      note_missing (cli, trend->missing);
    }
  return sotong_cli_list_end (cli, builder);
}

static int
trend_verb (SotongCli  *cli,
            int         argc,
            char      **argv)
{
  g_autofree char *topic = NULL, *from = NULL, *to = NULL, *by = NULL;
  GOptionEntry entries[] = {
    { "topic", 0, 0, G_OPTION_ARG_STRING, &topic, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { "by", 0, 0, G_OPTION_ARG_STRING, &by, NULL, NULL },
    { NULL }
  };
  Trend trend = { .bucket = SOTONG_BUCKET_DAY };
  g_autoptr(GError) error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc > 1 || (by != NULL && !sotong_bucket_from_name (by, &trend.bucket)))
    return sotong_cli_usage (cli, _("--by is one of hour, day, week, month, quarter and year."));
  if (!sotong_time_parse_range (from, to, sotong_store_get_zone (cli->store), &trend.range, &error))
    return sotong_cli_usage (cli, error->message);
  trend.open_start = from == NULL;
  trend.open_end = to == NULL;
  if (!sotong_cli_find_topic (cli, topic, &trend.topic_id))
    return cli->status;
  print_trend (cli, &trend);
  g_clear_pointer (&trend.missing, g_ptr_array_unref);
  return cli->status;
}

#define FILTERS "[--topic T] [--source N] [--from D] [--to D] [--sentiment S] [--author A] [--saved NAME]"
#define LIST_OPTIONS FILTERS " [--limit N] [--grouped]"

#define TOPIC_OPTIONS "[--any \"words\"] [--all \"words\"] [--not \"words\"] [--add-not \"words\"] [--exclude-authors \"names\"] [--exclude-sites \"sites\"]"

const SotongCliVerb sotong_cli_monitor_verbs[] = {
  { "source add", "--name N --kind KIND [--url U] [--query \"words\"]… [--topic T] [--user U] [--budget USD] [--map FIELD=PATH]… [--every MINUTES] [--keep-days N] [--key]",
    N_("Adds a source of mentions. With --topic, all that it brings belongs to the topic."),
    N_("KIND is feed (RSS, Atom, RDF), json, naver-blog, naver-news, naver-cafe, naver-hub-blog, naver-hub-news, naver-hub-cafe, naver-trend, "
       "kakao-web, kakao-blog, kakao-cafe, kakao-video, youtube, x, mastodon, bluesky, facebook, instagram, threads, wordpress, ghost, practice, "
       "or import for files. --url is the base address; where a site has one address it may be left out. Kinds that search look for each --query, "
       "else for the words of the --topic, else for those of all topics; on Mastodon “#word” is a hashtag, on YouTube “channel:ID” the office's own. "
       "naver-trend brings a relative series, of which the largest is 100, see “source trend”. facebook, instagram and threads bring what is said under the "
       "account's own posts; their address ends in the account's number, or --user says it, else it is the account of the token. x costs $0.005 for every post read and needs --budget, the US dollars it may spend "
       "a month. json finds its fields by their usual names or by --map, where FIELD is one of items, id, url, title, text, author, date, reach and next and PATH is "
       "like data.list or author.name. Prints the source's number. A source that needs a secret reads with the account of the channel at the same "
       "address; without one its secret comes on standard input: a token or key, of Naver ID:SECRET, of Bluesky and WordPress NAME:PASSWORD or the "
       "password with --user. Of Mastodon and WordPress it may be left out; with --key one is read for a feed or a list in JSON, too. What it brings is kept for --keep-days, see “mentions purge”."),
    sotong_cli_source_add, TRUE },
  { "source list", "", N_("Lists the sources: number, name, kind, address, last fetch, outcome, new, mentions, next try, message."), NULL, sotong_cli_source_list, TRUE },
  { "source test", "NAME", N_("Asks a source once, keeps nothing of it, and says how it went: name, outcome, items, message."),
    N_("Of X it asks how many posts there are, which costs $0.005, and says what reading them would cost."), sotong_cli_source_test, TRUE },
  { "source trend", "NAME", N_("Prints the relative series that a source of the kind naver-trend has brought: name, day, relative figure."),
    N_("The largest figure of one answer is 100. They are no counts, and those of two sources cannot be compared."), sotong_cli_source_trend, TRUE },
  { "source remove", "NAME", N_("Removes a source; the mentions that it brought stay."), NULL, sotong_cli_source_remove, TRUE },
  { "topic add", "--name N --any \"words\" [--all \"words\"] [--not \"words\"] [--exclude-authors \"names\"] [--exclude-sites \"sites\"]",
    N_("Adds a topic and finds its mentions among those collected before."),
    N_("A mention belongs to the topic when one of the --any words, all of the --all words and none of the --not words stand in its text. "
       "Words are separated by blanks or commas; a phrase stands in double quotes. Parts of words are found too. Prints the topic's number."),
    sotong_cli_topic_add, TRUE },
  { "topic edit", "NAME [--name N] " TOPIC_OPTIONS " [--source-off N]… [--source-on N]…",
    N_("Changes a topic and finds its mentions anew; what was taken out of it by hand stays out."),
    N_("The options are those of “topic add”, and what is not named stays. --add-not adds words to those that must not stand in the text. "
       "What the authors of --exclude-authors write, and what stands on the sites of --exclude-sites (news.example, or blog.example/name), does not "
       "belong to the topic. --source-off says that nothing of a source does, --source-on takes that back."), sotong_cli_topic_edit, TRUE },
  { "topic preview", "NAME " TOPIC_OPTIONS " [--limit N]",
    N_("Says what a change of a topic would do, and changes nothing: how many mentions it has now and after, how many would go and come, and which would go."),
    N_("Behind the four figures stand the newest mentions that would go: number, time, text; 20, or --limit."), sotong_cli_topic_preview, TRUE },
  { "topic list", "", N_("Lists the topics: number, name, mentions, any words, all words, not words."), NULL, sotong_cli_topic_list, TRUE },
  { "fetch", "[--source N]…", N_("Reads the sources that are due, or those named, once: name, outcome, items, new ones."),
    N_("Outcomes: ok, unchanged; wait, refused, failed, cancelled, busy, for which the reason stands on standard error."), fetch_verb, TRUE },
  { "mentions list", LIST_OPTIONS,
    N_("Lists mentions, newest first: number, time, sentiment, sources, topics, author, address, text."),
    N_("The sentiment is positive, neutral, negative, uncertain or unlabelled. --saved takes a search that was kept by a name. --grouped shows of the copies of one "
       "article the first alone."), sotong_cli_mentions_list, TRUE },
  { "mentions search", "\"words\" " LIST_OPTIONS,
    N_("Lists the mentions in whose text all the words stand, also inside other words."),
    N_("A phrase with its blanks stands in double quotes. The columns are those of “mentions list”."), sotong_cli_mentions_search, TRUE },
  { "mentions count", "[\"words\"] " FILTERS,
    N_("Counts mentions both ways: all of them, and with the copies of one article counted once."), NULL, sotong_cli_mentions_count, TRUE },
  { "mentions export", "-o FILE.csv|.jsonl|.xlsx [\"words\"] " FILTERS " [--with-authors]",
    N_("Writes mentions to a file, newest first; the authors' names are hidden but for their first letter, and in addresses."),
    N_("The times are those of the office's zone. By its identifier, which names nobody, each is known again where the file is imported. --with-authors writes the names as they are: they are personal data."), sotong_cli_mentions_export, TRUE },
  { "mentions save", "NAME [\"words\"] " FILTERS, N_("Keeps a search by a name, for --saved; one of the same name takes its place."), NULL, sotong_cli_mentions_save, TRUE },
  { "mentions saved", "", N_("Lists the kept searches: name, words, topic, source, sentiment, author, first day, last day."), NULL, sotong_cli_mentions_saved, TRUE },
  { "mentions import", "FILE.csv|FILE.jsonl --source N",
    N_("Imports mentions from a file; the whole file, or nothing if a row is wrong."),
    N_("JSON lines with the members external_id, author, published_at, url, title and text, or CSV with columns of these names (or 식별자, 작성자, 작성일시, 주소, 제목, "
       "내용); published_at and text must be there. A title stands in the text's first line. A date in the future counts as the time of the import. "
       "A time may also be written as in mail, or be the seconds or milliseconds since 1970, which is said. A source of that name is made if there is none. A file imported twice adds nothing."),
    sotong_cli_mentions_import, TRUE },
  { "mentions purge", "[--source N] [--author A | --before DAY] [--dry-run]",
    N_("Takes text, author and address out of mentions for good: of those that are older than their source keeps them, see “source add --keep-days”."),
    N_("They go from their rows, the search index, undo, the history, closed reports, free pages and what is written beside the file; the counts and figures stay, and what a source shows again is not counted "
       "twice. Files that were exported before stay as they are; what is imported of them again stays out: it is known by its identifier, its number, or by its time and words. --author takes the whole name, or the handle in it, as “@kim”. With --author all that one author wrote goes, with --before all that was collected before a day. It says before how many there are and that it cannot be undone; "
       "with --dry-run it only says so. Prints how many were purged. By the machine’s own clock the daemon and an open window do it by themselves once a day, "
       "for a source from the day after its days were set."), sotong_cli_mentions_purge, TRUE },
  { "mentions label", "ID… negative|neutral|positive", N_("Says what a mention's sentiment is; it stands against any machine."),
    N_("“unlabelled” takes your label off again."), sotong_cli_mentions_label, TRUE },
  { "trend", "[--topic T] [--from D] [--to D] [--by hour|day|week|month|quarter|year]",
    N_("Prints how many mentions each period has, by sentiment, as a table with a first line of names."),
    N_("Columns: start, total, positive, neutral, negative, uncertain, unlabelled, gap. A gap is 1 where no fetch covered the period: the count then says nothing. "
       "A week, month, quarter or year of which only a part was asked for is counted in that part, which a line on standard error tells; in JSON “partial_periods” lists the start of "
       "each, and of those that are not over or were not covered throughout. A period of which one source alone was not read is no gap, but its counts are without "
       "that source: which source and when stands on standard error, in JSON in “not_read”."),
    trend_verb, TRUE },
  { NULL }
};
