/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart KIND: a picture of a table on standard input, or of the workspace. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "cli/cli-chart.h"
#include "report/sotong-chart-load.h"
#include "store/sotong-topic.h"

#define DAY ((gint64) 86400)
#define COMPARED_DAYS 28   /* of words, sources and topics, unless somebody says otherwise */
#define WEEK_DAYS 84       /* of which the hours of a week are the mean */
#define CALENDAR_DAYS 365
#define NOT_SAID G_MININT

typedef struct {
  SotongCliPicture  picture;
  SotongChartKind   kind;
  char             *topic;
  char             *from;
  char             *to;
  char             *title;
  char             *subtitle;
  char             *foot;
  char             *unit;
  char             *threshold;
  char             *relative;
  char             *bucket;
  char             *by;
  char             *compare;
  char             *shown;     /* which marks of the workspace */
  char            **marks;
  char            **corrected; /* whose figures a person has changed */
  double            k;
  int               window;
  int               right;
  gboolean          logarithmic;
  gboolean          loose;
  gboolean          table;     /* print the figures */
  gboolean          describe;  /* print a sentence */
  gboolean          standard;  /* read standard input whatever else is there */
  gboolean          searches;  /* of search trends instead of mentions */
  SotongRange       range;
  GTimeZone        *zone;      /* (owned) (nullable) */
} Options;

static void
options_clear (Options *o)
{
  sotong_cli_picture_clear (&o->picture);
  g_free (o->topic);
  g_free (o->from);
  g_free (o->to);
  g_free (o->title);
  g_free (o->subtitle);
  g_free (o->foot);
  g_free (o->unit);
  g_free (o->threshold);
  g_free (o->relative);
  g_free (o->bucket);
  g_free (o->by);
  g_free (o->compare);
  g_free (o->shown);
  g_strfreev (o->marks);
  g_strfreev (o->corrected);
  g_clear_pointer (&o->zone, g_time_zone_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* ---- the workspace ---- */

static gint64
usual_days (SotongChartKind kind)
{
  switch ((int) kind)
    {
    case SOTONG_CHART_RANKING:
    case SOTONG_CHART_CLOUD:
    case SOTONG_CHART_SLOPE:
      return COMPARED_DAYS;
    case SOTONG_CHART_HEAT_MAP:
      return WEEK_DAYS;
    case SOTONG_CHART_CALENDAR:
      return CALENDAR_DAYS;
    default:
      return 0;
    }
}

/* “notes,events,campaigns,posts,alerts”, or “none”. */
static gboolean
read_shown (const char       *text,
            SotongChartMarks *out_marks)
{
  static const char *const names[] = { "notes", "events", "campaigns", "posts", "alerts" };
  g_auto(GStrv) words = g_strsplit (text, ",", -1);

  *out_marks = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint nth = 0;

      while (nth < G_N_ELEMENTS (names) && !g_str_equal (words[i], names[nth]))
        nth++;
      if (nth < G_N_ELEMENTS (names))
        *out_marks |= 1 << nth;
      else if (!g_str_equal (words[i], "none"))
        return FALSE;
    }
  return TRUE;
}

/* A kind that figures which are parts of their own largest may take. */
static gboolean
takes_searches (SotongChartKind kind)
{
  return kind == SOTONG_CHART_LINE || kind == SOTONG_CHART_STEP || kind == SOTONG_CHART_AREA || kind == SOTONG_CHART_MULTIPLES
         || kind == SOTONG_CHART_SPARKLINE;
}

/* The others have no place for another time. */
static gboolean
takes_comparison (const Options *o)
{
  switch ((int) o->kind)
    {
    case SOTONG_CHART_BULLET:
    case SOTONG_CHART_WATERFALL:
    case SOTONG_CHART_SPARKLINE:
    case SOTONG_CHART_HEAT_MAP:
    case SOTONG_CHART_CALENDAR:
      return FALSE;
    default:
      return !o->searches;
    }
}

static SotongChartModel *
load_searches (SotongDb       *db,
               const Options  *o,
               GError        **error)
{
  GError *local = NULL;
  SotongChartModel *model = sotong_chart_load_searches (db, o->from != NULL || o->to != NULL ? &o->range : NULL, &local);
  SotongChartMarks marks = SOTONG_CHART_NOTES;
  gsize n = model != NULL ? sotong_slots_get_length (model->slots) : 0;

  if (model == NULL && local == NULL)
    local = g_error_new_literal (SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                                 _("There is no search trend for these days. Add a source of the kind naver-trend and fetch it."));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  model->kind = o->kind;
  if (o->shown != NULL)
    read_shown (o->shown, &marks);
  if (sotong_chart_load_marks (db, (SotongRange) { (gint64) sotong_slots_get_start (model->slots, 0), (gint64) sotong_slots_get_start (model->slots, n - 1) + DAY },
                               0, marks, model, error))
    return model;
  sotong_chart_model_free (model);
  return NULL;
}

static gpointer
load_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Options *o = data;
  SotongChartQuestion question = { .kind = o->kind, .range = o->range, .bucket = -1, .window = (guint) MAX (0, o->window),
                                   .k = o->k > 0 ? o->k : 0 };
  gint64 days = usual_days (o->kind);
  SotongBucket bucket;

  if (o->searches)
    return load_searches (db, o, error);
  read_shown (o->shown != NULL ? o->shown : "notes", &question.marks);
  if (o->topic != NULL && (question.topic_id = sotong_topic_find (db, o->topic, error)) == 0)
    return NULL;
  if (o->bucket != NULL && sotong_bucket_from_name (o->bucket, &bucket))
    question.bucket = bucket;
  if (g_strcmp0 (o->by, "source") == 0)
    question.by = SOTONG_CHART_BY_SOURCE;
  else if (g_strcmp0 (o->by, "word") == 0)
    question.by = SOTONG_CHART_BY_WORD;
  if (o->compare != NULL)
    sotong_compare_from_name (o->compare, &question.compare);
  if (!sotong_cli_chart_range (db, question.topic_id, o->from != NULL, o->to != NULL, &question.range, error))
    return NULL;
  if (days > 0 && o->from == NULL)
    question.range.start = MAX (question.range.start,
                                sotong_time_bucket_start (question.range.end - days * DAY, SOTONG_BUCKET_DAY, sotong_db_get_zone (db)));
  return sotong_chart_load (db, &question, cancellable, error);
}

static SotongChartModel *
model_of_workspace (SotongCli *cli,
                    Options   *o)
{
  SotongChartModel *model;
  GError *error = NULL;

  model = sotong_store_read (cli->store, load_job, o, cli->cancellable, &error);
  if (model == NULL)
    {
      sotong_cli_fail (cli, error);
      return NULL;
    }
  if (sotong_store_is_demo (cli->store) && o->kind != SOTONG_CHART_SPARKLINE)
    {
      g_autofree char *foot = g_steal_pointer (&model->foot);

      model->foot = g_strdup_printf ("%s%s%s", _("Data made for the demonstration"), foot != NULL ? " · " : "", foot != NULL ? foot : "");
    }
  return model;
}

/* ---- options ---- */

static gboolean
read_threshold (SotongCli        *cli,
                const char       *text,
                SotongChartModel *model)
{
  char *end;

  if (text == NULL)
    return TRUE;
  model->threshold = g_ascii_strtod (text, &end);
  if (end == text || !isfinite (model->threshold) || (*end != '\0' && *end != ':'))
    {
      sotong_cli_usage (cli, _("--threshold takes a number, and after a colon what it means: 300:Alarm."));
      return FALSE;
    }
  if (*end == ':')
    model->threshold_label = g_strdup (end + 1);
  return TRUE;
}

/* “2016-10-08 Fireworks” or “2016-09-01..2016-09-30 Campaign”; on an axis of numbers a number. */
static gboolean
read_mark (const char       *text,
           SotongChartModel *model,
           GTimeZone        *zone)
{
  const char *blank = strchr (text, ' ');
  g_autofree char *when = blank != NULL ? g_strndup (text, (gsize) (blank - text)) : g_strdup (text);
  g_auto(GStrv) ends = g_strsplit (when, "..", 2);
  SotongRange range;
  char *stop;
  double start, end;

  if (blank == NULL)
    return FALSE;
  if (model->slots != NULL && !sotong_slots_is_time (model->slots))
    {
      start = g_ascii_strtod (ends[0], &stop);
      if (stop == ends[0] || *stop != '\0')
        return FALSE;
      end = ends[1] != NULL ? g_ascii_strtod (ends[1], NULL) : start;
    }
  else
    {
      if (!sotong_time_parse_range (ends[0], ends[1] != NULL ? ends[1] : ends[0], zone, &range, NULL))
        return FALSE;
      start = (double) range.start;
      end = ends[1] != NULL ? (double) range.end : start;
    }
  sotong_chart_model_mark (model, start, end, blank + 1);
  return TRUE;
}

/* A name, a number, a day, a month, or two days with “..” between: all that lies in it. Returns: whether there is something */
static gboolean
read_corrected (const char  *text,
                SotongSlots *slots,
                GTimeZone   *zone)
{
  g_auto(GStrv) ends = g_strsplit (text, "..", 2);
  gsize n = slots != NULL ? sotong_slots_get_length (slots) : 0;
  SotongRange range = { 0, 0 };
  gboolean named = n > 0 && sotong_slots_has_names (slots), timed = n > 0 && sotong_slots_is_time (slots), found = FALSE;
  char *stop;
  double number = g_ascii_strtod (text, &stop);

  if (n == 0 || *text == '\0' || (timed && !sotong_time_parse_range (ends[0], ends[1] != NULL ? ends[1] : ends[0], zone, &range, NULL))
      || (!timed && !named && (stop == text || *stop != '\0')))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      double start = named ? 0 : sotong_slots_get_start (slots, i);

      if (named ? g_strcmp0 (sotong_slots_get_name (slots, i), text) != 0
                : timed ? start >= (double) range.end || sotong_slots_get_end (slots, i) <= (double) range.start : start != number && sotong_slots_get_middle (slots, i) != number)
        continue;
      sotong_slots_add_flag (slots, i, SOTONG_SLOT_CORRECTED);
      found = TRUE;
    }
  return found;
}

static gboolean
read_relative (SotongCli        *cli,
               const char       *text,
               SotongChartModel *model)
{
  g_auto(GStrv) names = NULL;

  if (text == NULL)
    return TRUE;
  if (g_str_equal (text, "all"))
    {
      model->relative = G_MAXUINT64;
      return TRUE;
    }
  names = g_strsplit (text, ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      guint nth = 0;

      while (nth < MIN (model->series->len, 64)
             && !g_str_equal (sotong_series_get_name (g_ptr_array_index (model->series, nth)), names[i]))
        nth++;
      if (nth >= MIN (model->series->len, 64))
        {
          g_autofree char *message = g_strdup_printf (_("There is no series “%s”. --relative takes “all” or the names in the head of the table."), names[i]);

          sotong_cli_usage (cli, message);
          return FALSE;
        }
      model->relative |= G_GUINT64_CONSTANT (1) << nth;
    }
  return TRUE;
}

static void
take_text (char **to,
           char **from)
{
  if (*from == NULL)
    return;
  g_free (*to);
  *to = g_steal_pointer (from);
}

static gboolean
apply_options (SotongCli        *cli,
               Options          *o,
               SotongChartModel *model)
{
  take_text (&model->title, &o->title);
  take_text (&model->subtitle, &o->subtitle);
  take_text (&model->foot, &o->foot);
  take_text (&model->unit, &o->unit);
  model->logarithmic = o->logarithmic;
  model->loose = o->loose;
  model->n_right = (guint) o->right;
  if (o->window > 0)
    model->window = (guint) o->window;
  if (o->k > 0)
    model->k = o->k;
  for (guint i = 0; o->marks != NULL && o->marks[i] != NULL; i++)
    if (!read_mark (o->marks[i], model, o->zone))
      {
        sotong_cli_usage (cli, _("--mark takes a day, or two with “..” between, then a blank and a few words: “2016-10-08 Fireworks”."));
        return FALSE;
      }
  for (guint i = 0; o->corrected != NULL && o->corrected[i] != NULL; i++)
    if (!read_corrected (o->corrected[i], model->slots, o->zone))
      {
        g_autofree char *message = g_strdup_printf (_("“%s” is no place of this chart. --corrected takes a place as the table has it, or two days with “..” between: "
                                                      "whose figures were corrected by hand."), o->corrected[i]);

        sotong_cli_usage (cli, message);
        return FALSE;
      }
  return read_threshold (cli, o->threshold, model) && read_relative (cli, o->relative, model);
}

static gboolean
check_options (SotongCli *cli,
               Options   *o)
{
  static const char *const bys[] = { "topic", "source", "word", NULL };
  SotongBucket bucket;
  SotongChartMarks marks;
  SotongCompare compare;

  if (o->picture.output == NULL && !o->table && !o->describe)
    sotong_cli_usage (cli, _("A chart needs -o and a file that ends in .png, .svg, .pdf, .csv or .tsv."));
  else if (o->window != NOT_SAID && (o->window < 2 || o->window > 100000))
    sotong_cli_usage (cli, _("--window takes how many days (hours, weeks) a moving average is taken of: 2 or more."));
  else if (o->k != NOT_SAID && !(o->k > 0 && isfinite (o->k)))
    sotong_cli_usage (cli, _("--k takes how many standard deviations wide a band is, as 2 or 1.5."));
  else if (o->right < 0)
    sotong_cli_usage (cli, _("--right takes how many series, from the last, have an axis of their own."));
  else if (o->bucket != NULL && !sotong_bucket_from_name (o->bucket, &bucket))
    sotong_cli_usage (cli, _("--bucket takes hour, day, week, month, quarter or year."));
  else if (o->by != NULL && !g_strv_contains (bys, o->by))
    sotong_cli_usage (cli, _("--by takes topic, source or word."));
  else if (o->compare != NULL && !sotong_compare_from_name (o->compare, &compare))
    sotong_cli_usage (cli, _("--compare takes previous, last-year or none."));
  else if (o->compare != NULL && !takes_comparison (o))
    sotong_cli_usage (cli, _("--compare goes with the mentions of the workspace, not with bullet, waterfall, sparkline, heatmap, calendar or --searches."));
  else if (o->searches && (!takes_searches (o->kind) || o->topic != NULL || o->bucket != NULL || o->by != NULL))
    sotong_cli_usage (cli, _("--searches goes with line, step, area, multiples and sparkline, and without --topic, --by and --bucket."));
  else if (o->shown != NULL && !read_shown (o->shown, &marks))
    sotong_cli_usage (cli, _("--show takes notes, events, campaigns, posts and alerts with commas between, or none."));
  else
    return sotong_cli_picture_check (cli, &o->picture);
  return FALSE;
}

/* ---- out ---- */

static int
write_out (SotongCli   *cli,
           Options     *o,
           SotongChart *chart)
{
  gboolean spark = o->kind == SOTONG_CHART_SPARKLINE;

  if (o->describe)
    {
      g_autofree char *sentence = sotong_chart_describe (chart);

      sotong_cli_print ("%s\n", sentence);
    }
  if (o->table)
    {
      g_autofree char *table = sotong_chart_to_table (chart);

      sotong_cli_print ("%s", table);
    }
  if (o->picture.output == NULL)
    return cli->status;
  return sotong_cli_picture_save (cli, &o->picture, chart, spark ? 240 : 1200, spark ? 48 : 480);
}

static int
draw_model (SotongCli        *cli,
            Options          *o,
            SotongChartModel *model)
{
  g_autoptr(SotongChart) chart = NULL;
  g_autoptr(GError) error = NULL;

  if (!apply_options (cli, o, model))
    return cli->status;
  chart = sotong_chart_model_make (model, &error);
  if (chart == NULL)
    return sotong_cli_usage (cli, error->message);
  return write_out (cli, o, chart);
}

static int
draw (SotongCli *cli,
      Options   *o)
{
  g_autoptr(SotongChartModel) model = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  if (o->standard || (!cli->named_path && sotong_cli_has_input ()))
    {
      bytes = sotong_cli_read_input (&error);
      if (bytes == NULL)
        {
          sotong_cli_problem (cli, NULL, error->message);
          return cli->status;
        }
    }
  if (bytes != NULL && (o->standard || g_bytes_get_size (bytes) > 0 || !g_file_test (cli->path, G_FILE_TEST_EXISTS)))
    {
      if (o->compare != NULL)
        return sotong_cli_usage (cli, _("--compare goes with the mentions of the workspace. A table has what it is compared with in a column of its own."));
      o->zone = sotong_time_zone_new ("Asia/Seoul", NULL);
      model = sotong_cli_read_table (o->kind, o->zone, bytes, &error);
      if (model == NULL)
        return sotong_cli_usage (cli, error->message);
      return draw_model (cli, o, model);
    }
  if (!sotong_cli_open (cli))
    return cli->status;
  o->zone = g_time_zone_ref (sotong_store_get_zone (cli->store));
  if (!sotong_time_parse_range (o->from, o->to, o->zone, &o->range, &error))
    return sotong_cli_usage (cli, error->message);
  model = model_of_workspace (cli, o);
  return model != NULL ? draw_model (cli, o, model) : cli->status;
}

static int
run_kind (SotongCli       *cli,
          SotongChartKind  kind,
          int              argc,
          char           **argv)
{
  g_auto(Options) o = { .kind = kind, .window = NOT_SAID, .k = NOT_SAID };
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o.picture.output, NULL, NULL },
    { "width", 0, 0, G_OPTION_ARG_STRING, &o.picture.width, NULL, NULL },
    { "height", 0, 0, G_OPTION_ARG_STRING, &o.picture.height, NULL, NULL },
    { "style", 0, 0, G_OPTION_ARG_STRING, &o.picture.style, NULL, NULL },
    { "topic", 0, 0, G_OPTION_ARG_STRING, &o.topic, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &o.from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &o.to, NULL, NULL },
    { "bucket", 0, 0, G_OPTION_ARG_STRING, &o.bucket, NULL, NULL },
    { "by", 0, 0, G_OPTION_ARG_STRING, &o.by, NULL, NULL },
    { "compare", 0, 0, G_OPTION_ARG_STRING, &o.compare, NULL, NULL },
    { "show", 0, 0, G_OPTION_ARG_STRING, &o.shown, NULL, NULL },
    { "title", 0, 0, G_OPTION_ARG_STRING, &o.title, NULL, NULL },
    { "subtitle", 0, 0, G_OPTION_ARG_STRING, &o.subtitle, NULL, NULL },
    { "foot", 0, 0, G_OPTION_ARG_STRING, &o.foot, NULL, NULL },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &o.unit, NULL, NULL },
    { "threshold", 0, 0, G_OPTION_ARG_STRING, &o.threshold, NULL, NULL },
    { "mark", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.marks, NULL, NULL },
    { "corrected", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.corrected, NULL, NULL },
    { "relative", 0, 0, G_OPTION_ARG_STRING, &o.relative, NULL, NULL },
    { "right", 0, 0, G_OPTION_ARG_INT, &o.right, NULL, NULL },
    { "window", 0, 0, G_OPTION_ARG_INT, &o.window, NULL, NULL },
    { "k", 0, 0, G_OPTION_ARG_DOUBLE, &o.k, NULL, NULL },
    { "log", 0, 0, G_OPTION_ARG_NONE, &o.logarithmic, NULL, NULL },
    { "no-zero", 0, 0, G_OPTION_ARG_NONE, &o.loose, NULL, NULL },
    { "table", 0, 0, G_OPTION_ARG_NONE, &o.table, NULL, NULL },
    { "describe", 0, 0, G_OPTION_ARG_NONE, &o.describe, NULL, NULL },
    { "searches", 0, 0, G_OPTION_ARG_NONE, &o.searches, NULL, NULL },
    { NULL }
  };

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  o.standard = argc == 2 && g_str_equal (argv[1], "-");
  if (argc > (o.standard ? 2 : 1))
    return sotong_cli_usage (cli, _("Only “-”, for standard input, may follow the options."));
  return check_options (cli, &o) ? draw (cli, &o) : cli->status;
}

/* The verb says the kind. */
static int
chart_kind_verb (SotongCli  *cli,
                 int         argc,
                 char      **argv)
{
  SotongChartKind kind;

  if (!sotong_chart_kind_from_name (cli->verb->name + strlen ("chart "), &kind))
    g_return_val_if_reached (SOTONG_CLI_USAGE);
  return run_kind (cli, kind, argc, argv);
}

/* “chart bars”: what people also call a kind. */
static int
chart_verb (SotongCli  *cli,
            int         argc,
            char      **argv)
{
  SotongChartKind kind;
  g_autofree char *message = NULL;

  if (argc > 1 && sotong_chart_kind_from_name (argv[1], &kind))
    return run_kind (cli, kind, argc - 1, argv + 1);
  message = g_strdup_printf (_("“%s” is no kind of chart. “sotongctl help chart” lists them."), argc > 1 ? argv[1] : "");
  return sotong_cli_usage (cli, message);
}

#define OUT "-o FILE.png|.svg|.pdf|.csv|.tsv "
#define BETWEEN OUT "[--topic T] [--from D] [--to D] "
#define SHOWN "[--show notes,events,campaigns,posts,alerts] [OPTIONS] [-]"
#define OTHER "[--compare previous|last-year] "
#define ALONE BETWEEN "[--bucket B] " SHOWN
#define TIME BETWEEN "[--bucket B] " OTHER SHOWN
#define COMPARED OUT "[--topic T] [--by topic|source|word] [--from D] [--to D] " OTHER "[OPTIONS] [-]"

const SotongCliVerb sotong_cli_chart_verbs[] = {
  { "chart", "KIND -o FILE.png|.svg|.pdf|.csv|.tsv [OPTIONS] [-]", N_("Draws a chart of a table on standard input, or of the workspace."),
    N_("Without --workspace, what comes on standard input is drawn; with it the workspace is, unless “-” stands at the end. A table has a line for each point and "
       "tabs between its cells: first the place (a number, a day as 2016-10-14, a month, a time, or a name), then a figure for each series. A first line "
       "without figures names the series. An empty cell is a gap; days that are left out are gaps too, and are named. "
       "--title, --subtitle, --foot and --unit write texts; --width and --height take pixels (points of a PDF); --style takes light, dark or print. --log and --no-zero "
       "change the axis of lines; --right N gives the last N series an axis of their own; --relative all (or names) marks figures whose largest is "
       "100, which are never drawn together with counts. --threshold 300:Alarm draws a line; --mark “2016-10-08 Fireworks” an event and --mark “2016-09-01..2016-09-30 "
       "Campaign” a band; --corrected 2016-10-08 says that figures were corrected by hand, which the chart marks. --table prints the figures, --describe says in a sentence what is to be seen. --searches draws the search trends of the sources of the "
       "kind naver-trend instead of mentions: relative figures, whose largest is 100. --compare previous or last-year holds the mentions of the workspace against the "
       "time of the same length before, or the same time of last year: one line has the other beside it, and the foot says the change."), chart_verb, FALSE },
  { "chart line", TIME, N_("Draws lines: mentions over time, or one or more columns of figures."),
    N_("Any number of points costs what the pixels cost; gaps stay gaps."), chart_kind_verb, FALSE },
  { "chart step", TIME, N_("Draws lines that are level until they change."), NULL, chart_kind_verb, FALSE },
  { "chart area", TIME, N_("Draws lines over tinted areas."), NULL, chart_kind_verb, FALSE },
  { "chart stacked-area", TIME, N_("Draws areas on top of each other: mentions by sentiment, or the columns of a table."), NULL, chart_kind_verb, FALSE },
  { "chart percent-area", TIME, N_("Draws areas as parts of a hundred."), NULL, chart_kind_verb, FALSE },
  { "chart stacked-bars", TIME, N_("Draws bars on top of each other."), NULL, chart_kind_verb, FALSE },
  { "chart percent-bars", TIME, N_("Draws bars as parts of a hundred."), NULL, chart_kind_verb, FALSE },
  { "chart grouped-bars", TIME, N_("Draws bars beside each other: positive and negative mentions, or the columns of a table."), NULL, chart_kind_verb, FALSE },
  { "chart diverging", TIME, N_("Draws bars around zero: positive up, negative down."),
    N_("In a table the first figure is the positive, the second the negative and the third the neutral one, unless the head says otherwise."), chart_kind_verb, FALSE },
  { "chart average", TIME " [--window N] [--k K]", N_("Draws a line with its moving average and the band of what was usual."),
    N_("The band is the mean of the N (7) points before each one, K (2) standard deviations up and down. Needs one column of figures."), chart_kind_verb, FALSE },
  { "chart threshold", TIME " [--threshold V[:TEXT]] [--k K]", N_("Draws a line and a threshold over it."),
    N_("Without --threshold it is the mean of all that is shown and K (2) standard deviations."), chart_kind_verb, FALSE },
  { "chart heatmap", ALONE, N_("Draws a heat map: mentions by weekday and hour, or a table of any two things."),
    N_("Of a table with times it draws the mean of each hour of the week, of one with days their calendar; of lines with weekday, hour and figure these; of any other table a row for each line and "
       "a column for each series."), chart_kind_verb, FALSE },
  { "chart calendar", ALONE, N_("Draws the days of a year, the darker the more there was."), N_("Needs a day in each line of the table."), chart_kind_verb, FALSE },
  { "chart ranking", COMPARED, N_("Draws a ranking from the largest down, with arrows that say what changed."),
    N_("In a table the first figure is that of now, the second that of before."), chart_kind_verb, FALSE },
  { "chart cloud", BETWEEN OTHER "[OPTIONS] [-]", N_("Draws words, the larger the more often they are said."),
    N_("Words that were said half as often before, or not at all, are underlined: the second figure of a table says how often. A flood of copies of one text "
       "weighs little, as in “keywords”."), chart_kind_verb, FALSE },
  { "chart slope", COMPARED, N_("Draws a line for each name from before to now."), N_("In a table the first figure is that of before, the second that of now."),
    chart_kind_verb, FALSE },
  { "chart bullet", OUT "[OPTIONS] [-]", N_("Draws what is done against what was promised."),
    N_("In a table: done, target, where it should be by now, scheduled, drafts; the last three may be left out."), chart_kind_verb, FALSE },
  { "chart waterfall", OUT "[--to D] [OPTIONS] [-]", N_("Draws how a sum came about: the budget from the original to what is left."),
    N_("In a table the first figure is what one begins with, the others what was added or taken away; “=” is what it has come to. Without one the "
       "last bar is the sum."), chart_kind_verb, FALSE },
  { "chart multiples", TIME, N_("Draws a small chart for each topic, or for each column of a table: all with the same axes, or, where one is over three times as high as another,"
                                 " each with its own, which the foot says."), NULL, chart_kind_verb, FALSE },
  { "chart sparkline", ALONE, N_("Draws a line as small as a word."), NULL, chart_kind_verb, FALSE },
  { NULL }
};
