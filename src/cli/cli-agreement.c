/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/sotong-cli.h"
#include "store/sotong-mention.h"
#include "store/sotong-sample.h"
#include "util/sotong-share.h"

#define USUAL_SIZE 50
#define LARGEST_SIZE 1000
#define END_OF_TIME G_GINT64_CONSTANT (253402300800) /* the first second of the year 10000 */

/* ---- sample ---- */

typedef struct {
  char        *day;     /* (owned) (nullable): in the week; else the last whole week */
  int          size;
  SotongRange  range;   /* of @day */
  gint64       week;
} Draw;

static gpointer
draw_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Draw *draw = data;
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 this_week = sotong_time_bucket_start (sotong_db_now (db), SOTONG_BUCKET_WEEK, zone);

  draw->week = sotong_time_bucket_start (draw->day != NULL ? draw->range.start : this_week - 1, SOTONG_BUCKET_WEEK, zone);
  return sotong_sample_draw (db, draw->week, (guint) draw->size, error) ? sotong_sample_list (db, draw->week, error) : NULL;
}

/* A person's word, but not the machine's: nobody is to be led by it. */
static const char *
judged_as (const SotongMention *mention)
{
  return g_str_equal (mention->sentiment_source, "person") ? sotong_sentiment_get_name (mention->sentiment) : NULL;
}

static void
print_sample (SotongCli       *cli,
              const GPtrArray *list)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autoptr(JsonBuilder) builder = cli->json ? sotong_cli_list_begin (cli, "mentions") : NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const SotongMention *mention = g_ptr_array_index (list, i);
      g_autofree char *at = sotong_time_format_iso (mention->published_at, zone);

      if (builder == NULL)
        {
          sotong_cli_print ("%" PRId64 "\t%s\t%s\t", mention->id, at, judged_as (mention) != NULL ? judged_as (mention) : "-");
          sotong_cli_print_field (mention->text, TRUE);
          continue;
        }
      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "id", mention->id);
      sotong_cli_json_time (builder, "published_at", mention->published_at, zone);
      sotong_cli_json_text (builder, "judged", judged_as (mention));
      sotong_cli_json_text (builder, "text", mention->text);
      json_builder_end_object (builder);
    }
  if (builder != NULL)
    sotong_cli_list_end (cli, builder);
}

static int
sample_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  g_autofree char *day = NULL;
  Draw draw = { .size = USUAL_SIZE };
  GOptionEntry entries[] = {
    { "week", 0, 0, G_OPTION_ARG_STRING, &day, NULL, NULL },
    { "size", 0, 0, G_OPTION_ARG_INT, &draw.size, NULL, NULL },
    { NULL }
  };
  g_autoptr(GPtrArray) list = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  draw.day = day;
  if (draw.size < 1 || draw.size > LARGEST_SIZE)
    return sotong_cli_usage (cli, _("--size takes a number from 1 to 1000."));
  if (day != NULL && !sotong_time_parse_range (day, day, sotong_store_get_zone (cli->store), &draw.range, &error))
    {
      sotong_cli_usage (cli, error->message);
      g_error_free (error);
      return cli->status;
    }
  list = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, draw_job, &draw, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  print_sample (cli, list);
  return cli->status;
}

/* ---- agreement ---- */

static gpointer
agreement_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return sotong_agreement_list (db, *(SotongRange *) data, error);
}

static void
print_agreement (JsonBuilder           *builder,
                 const SotongAgreement *one,
                 gboolean               all)
{
  double share = one->n_judged > 0 ? (double) one->n_agreed / (double) one->n_judged : 0, low, high;

  sotong_share_interval (one->n_agreed, one->n_judged, &low, &high);
  if (builder == NULL)
    {
      sotong_cli_print_field (all ? _("all") : one->source, FALSE);
      sotong_cli_print ("%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%.1f\t%.1f\t%.1f\n", one->n_drawn, one->n_judged, one->n_agreed, 100 * share,
                        100 * low, 100 * high);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_text (builder, "source", all ? NULL : one->source);
  sotong_cli_json_int (builder, "drawn", one->n_drawn);
  sotong_cli_json_int (builder, "judged", one->n_judged);
  sotong_cli_json_int (builder, "agreed", one->n_agreed);
  json_builder_set_member_name (builder, "share");
  json_builder_add_double_value (builder, share);
  json_builder_set_member_name (builder, "low");
  json_builder_add_double_value (builder, low);
  json_builder_set_member_name (builder, "high");
  json_builder_add_double_value (builder, high);
  json_builder_end_object (builder);
}

static int
agreement_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  g_autofree char *from = NULL, *to = NULL;
  SotongRange range = { -END_OF_TIME, END_OF_TIME };
  GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { NULL }
  };
  g_autoptr(JsonBuilder) builder = NULL;
  g_autoptr(GPtrArray) list = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if ((from != NULL || to != NULL) && !sotong_time_parse_range (from, to, sotong_store_get_zone (cli->store), &range, &error))
    {
      sotong_cli_usage (cli, error->message);
      g_error_free (error);
      return cli->status;
    }
  if (from != NULL && to == NULL)
    range.end = END_OF_TIME;
  list = sotong_store_read (cli->store, agreement_job, &range, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = cli->json ? sotong_cli_list_begin (cli, "agreement") : NULL;
  for (guint i = 0; i < list->len; i++)
    print_agreement (builder, g_ptr_array_index (list, i), i == 0);
  if (builder != NULL)
    sotong_cli_list_end (cli, builder);
  return cli->status;
}

const SotongCliVerb sotong_cli_agreement_verbs[] = {
  { "sentiment sample", "[--week DAY] [--size N]", N_("Draws mentions of a week by lot for a person to judge."),
    N_("Of the week that holds DAY, else of the last whole week, 50 mentions or N, each with the same chance. A week is drawn once, when it is over; again it is only "
       "listed. Judge each with “mentions label”; what the machine said is not shown. Lines: id⇥published⇥a person's word or -⇥text."),
    sample_verb, TRUE },
  { "sentiment agreement", "[--from DAY] [--to DAY]", N_("Says how often the officer and the machine agree."),
    N_("Of the mentions that were drawn by lot, for weeks that begin in these days, with what the machine said when they were drawn. Lines, first of all together, then of each source: "
       "source⇥drawn⇥judged by a person⇥agreed⇥percent⇥the ends of the 95-percent interval (Wilson)."),
    agreement_verb, TRUE },
  { NULL }
};
