/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "chart/sotong-chart-private.h"
#include "chart/sotong-slots-missing.h"

#define MAX_NAMED_GAPS 3
#define USUAL_SLOTS 28   /* before a peak, of which the mean is what was usual */
#define LEAST_USUAL 7    /* of them that must be known */
#define SEPARATOR " · "  /* of the parts of a foot */
#define LEAST_COUNT 10   /* a rise from one to five is none */

static int
year_of (SotongChart *self,
         gsize        index)
{
  int year, month, day, hour, minute, second;

  sotong_time_to_civil ((gint64) sotong_slots_get_start (self->slots, index), sotong_slots_get_zone (self->slots),
                        &year, &month, &day, &hour, &minute, &second);
  return year;
}

static gboolean
spans_years (SotongChart *self)
{
  gsize n = sotong_slots_get_length (self->slots);

  return n > 1 && year_of (self, 0) != year_of (self, n - 1);
}

static char *
slot_name (SotongChart *self,
           gsize        index,
           gboolean     with_year)
{
  double start = sotong_slots_get_start (self->slots, index);

  if (sotong_slots_has_names (self->slots))
    return g_strdup (sotong_slots_get_name (self->slots, index));
  if (sotong_slots_are_years (self->slots))
    return g_strdup_printf ("%.0f", sotong_slots_get_middle (self->slots, index)); /* true also of what only looks like a year */
  if (!sotong_slots_is_time (self->slots))
    return sotong_axis_text_number (sotong_slots_get_start (self->slots, index) == (double) index
                                    ? start : sotong_slots_get_middle (self->slots, index));
  return sotong_axis_text_slot ((gint64) start, sotong_slots_get_bucket (self->slots),
                                sotong_slots_get_zone (self->slots), with_year, self->language);
}

static char *
point_name (SotongChart *self,
            gsize        index)
{
  return slot_name (self, index, sotong_slots_is_time (self->slots) && spans_years (self));
}

/**
 * sotong_chart_name_slot:
 * @self: a chart
 * @index: a slot
 *
 * Returns: (transfer full): what read-outs call it: a day, a number, a name
 */
char *
sotong_chart_name_slot (SotongChart *self,
                        gsize        index)
{
  g_return_val_if_fail (SOTONG_IS_CHART (self), NULL);
  g_return_val_if_fail (index < sotong_slots_get_length (self->slots), NULL);

  return point_name (self, index);
}

/**
 * sotong_chart_name_marks:
 * @self: a chart
 * @index: a slot
 *
 * Returns: (transfer full) (nullable): what is marked there: events, campaigns, notes, posts that went out
 */
char *
sotong_chart_name_marks (SotongChart *self,
                         gsize        index)
{
  SotongPlot plot = { .slots = self->slots, .language = sotong_language_resolve (self->language) };
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (SOTONG_IS_CHART (self), NULL);

  for (guint i = 0; i < self->layers->len; i++)
    {
      g_autofree char *marks = sotong_layer_tell (g_ptr_array_index (self->layers, i), &plot, index);

      if (marks != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", marks);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
is_silent (SotongSeries *series)
{
  double min, max;

  return sotong_series_get_role (series) >= SOTONG_ROLE_NEUTRAL && sotong_series_get_role (series) <= SOTONG_ROLE_UNLABELLED
         && (!sotong_series_get_bounds (series, 0, G_MAXSIZE, &min, &max) || (min == 0 && max == 0));
}

/**
 * sotong_chart_name_other:
 * @self: a chart
 * @series: one of its figures
 * @index: a slot
 *
 * Returns: (transfer full) (nullable): of when the figure is, if it is of another time than the slot: “Thu 8 Oct 2015”
 */
char *
sotong_chart_name_other (SotongChart  *self,
                         SotongSeries *series,
                         gsize         index)
{
  int year, slot_year;
  gint64 time;

  g_return_val_if_fail (SOTONG_IS_CHART (self), NULL);
  g_return_val_if_fail (SOTONG_IS_SERIES (series), NULL);

  if (!sotong_slots_is_time (self->slots) || !sotong_series_get_time (series, index, &time))
    return NULL;
  sotong_time_to_civil (time, sotong_slots_get_zone (self->slots), &year, NULL, NULL, NULL, NULL, NULL);
  sotong_time_to_civil ((gint64) sotong_slots_get_start (self->slots, index), sotong_slots_get_zone (self->slots), &slot_year, NULL, NULL, NULL, NULL, NULL);
  return sotong_axis_text_slot (time, sotong_slots_get_bucket (self->slots), sotong_slots_get_zone (self->slots), year != slot_year,
                                sotong_language_resolve (self->language));
}

/**
 * sotong_chart_name_figure:
 * @self: a chart
 * @series: one of its figures
 * @index: a slot
 *
 * Returns: (transfer full): what read-outs call it there; of another time with its day: “Last year · Thu 8 Oct 2015”
 */
char *
sotong_chart_name_figure (SotongChart  *self,
                          SotongSeries *series,
                          gsize         index)
{
  g_autofree char *when = NULL;

  g_return_val_if_fail (SOTONG_IS_CHART (self), NULL);
  g_return_val_if_fail (SOTONG_IS_SERIES (series), NULL);

  when = sotong_chart_name_other (self, series, index);
  if (when == NULL)
    return g_strdup (sotong_series_get_name (series));
  return g_strdup_printf ("%s · %s", sotong_series_get_name (series), when);
}

/* @known: only what there is a figure of; begins with a comma then. */
static void
append_figures (SotongChart *self,
                gsize        index,
                gboolean     known,
                GString     *text)
{
  g_autoptr(GPtrArray) figures = sotong_chart_list_figures (self);
  gboolean first = !known;

  for (guint i = 0; i < figures->len; i++)
    {
      SotongSeries *series = g_ptr_array_index (figures, i);
      g_autofree char *number = NULL, *name = NULL;

      if (index >= sotong_series_get_length (series) || is_silent (series) || (known && !isfinite (sotong_series_get_values (series)[index])))
        continue;
      number = sotong_axis_text_number (sotong_series_get_values (series)[index]);
      name = sotong_chart_name_figure (self, series, index);
      g_string_append_printf (text, "%s%s %s", first ? "" : ", ", name, number);
      first = FALSE;
    }
}

/* Why a figure is not all there is: it is not over, or these were not read. */
static void
say_part (SotongChart *self,
          gsize        index,
          GString     *text)
{
  g_autofree char *names = sotong_slots_name_missing (self->slots, index);

  if (names == NULL)
    g_string_append (text, _("not complete yet"));
  else
    /* Translators: names of sources that nothing was collected from. */
    g_string_append_printf (text, _("without %s"), names);
}

/**
 * sotong_chart_describe_point:
 * @self: a chart
 * @index: a slot
 *
 * Says what a slot holds, for the read-out beside the pointer and for screen readers:
 * “Fri 14 Oct: Total 123, Positive 12, …”.
 *
 * Returns: (transfer full): a line of text
 */
char *
sotong_chart_describe_point (SotongChart *self,
                             gsize        index)
{
  g_autoptr(GString) text = NULL;
  g_autofree char *name = NULL, *marks = NULL;
  SotongSlotFlags flags;

  g_return_val_if_fail (SOTONG_IS_CHART (self), NULL);
  g_return_val_if_fail (index < sotong_slots_get_length (self->slots), NULL);

  name = point_name (self, index);
  text = g_string_new (name);
  g_string_append (text, ": ");
  flags = sotong_slots_get_flags (self->slots, index);
  if (flags & SOTONG_SLOT_GAP)
    {
      g_string_append (text, _("no data"));
      append_figures (self, index, TRUE, text); /* what it is compared with, and limits */
    }
  else if (flags & SOTONG_SLOT_COMING)
    {
      g_string_append (text, _("still to come"));
      append_figures (self, index, TRUE, text); /* likewise */
    }
  else if (flags & SOTONG_SLOT_OUTSIDE)
    g_string_append (text, _("not in this period"));
  else
    append_figures (self, index, FALSE, text);
  marks = sotong_chart_name_marks (self, index);
  if (marks != NULL)
    g_string_append_printf (text, " [%s]", marks);
  if (flags & SOTONG_SLOT_GAP)
    return g_string_free (g_steal_pointer (&text), FALSE);
  if (flags & SOTONG_SLOT_PARTIAL)
    {
      g_string_append (text, " (");
      say_part (self, index, text);
      g_string_append_c (text, ')');
    }
  if (flags & SOTONG_SLOT_CORRECTED)
    g_string_append_printf (text, " (%s)", _("corrected by hand"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* “3 days”, in the length of the slots; readings have none. */
static char *
count_slots (SotongChart *self,
             gsize        count)
{
  if (!sotong_slots_is_time (self->slots) || sotong_slots_are_apart (self->slots))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d point", "%d points", count), (int) count);
  switch (sotong_slots_get_bucket (self->slots))
    {
    case SOTONG_BUCKET_HOUR:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d hour", "%d hours", count), (int) count);
    case SOTONG_BUCKET_DAY:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", count), (int) count);
    case SOTONG_BUCKET_WEEK:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d week", "%d weeks", count), (int) count);
    case SOTONG_BUCKET_MONTH:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d month", "%d months", count), (int) count);
    case SOTONG_BUCKET_QUARTER:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d quarter", "%d quarters", count), (int) count);
    case SOTONG_BUCKET_YEAR:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d year", "%d years", count), (int) count);
    default:
      g_assert_not_reached ();
    }
}

/* “Fri 14 Oct – Sun 16 Oct”. */
static void
append_run (SotongChart *self,
            gsize        first,
            gsize        last,
            GString     *text)
{
  g_autofree char *from = point_name (self, first), *to = last > first ? point_name (self, last) : NULL;

  g_string_append_printf (text, "%s%s%s", from, to != NULL ? " – " : "", to != NULL ? to : "");
}

static char *
describe_empty (SotongChart *self)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *count = NULL;
  gsize n = sotong_slots_get_length (self->slots), to;
  gsize total = sotong_slots_count (self->slots, SOTONG_SLOT_GAP);
  guint n_runs = 0;

  if (total == 0)
    return g_strdup ("");
  for (gsize from = 0; sotong_slots_next_run (self->slots, SOTONG_SLOT_GAP, n, &from, &to); from = to)
    {
      if (n_runs++ >= MAX_NAMED_GAPS)
        continue;
      g_string_append (names, names->len > 0 ? ", " : "");
      append_run (self, from, to - 1, names);
    }
  count = count_slots (self, total);
  if (n_runs > MAX_NAMED_GAPS)
    /* Translators: first a length such as “15 days”, then the first of their dates. */
    return g_strdup_printf (_("There is no data for %s: %s and others."), count, names->str);
  /* Translators: first a length such as “3 days”, then their dates. */
  return g_strdup_printf (_("There is no data for %s: %s."), count, names->str);
}

/* “Not read: News Mon 3 Oct – Wed 5 Oct, Blogs Sun 9 Oct.” */
static char *
describe_missing (SotongChart *self)
{
  g_autoptr(GString) names = g_string_new (NULL);
  guint n = sotong_slots_get_n_missing (self->slots);
  const char *before = NULL;

  for (guint i = 0; i < MIN (n, MAX_NAMED_GAPS); i++)
    {
      gsize first, last;
      const char *name = sotong_slots_get_missing (self->slots, i, &first, &last);

      g_string_append (names, names->len > 0 ? ", " : "");
      if (g_strcmp0 (name, before) != 0)
        g_string_append_printf (names, "%s ", name);
      append_run (self, first, last, names);
      before = name;
    }
  if (n > MAX_NAMED_GAPS)
    /* Translators: names of sources that nothing was collected from, with the days. */
    return g_strdup_printf (_("Not read: %s and others."), names->str);
  /* Translators: names of sources that nothing was collected from, with the days. */
  return n > 0 ? g_strdup_printf (_("Not read: %s."), names->str) : g_strdup ("");
}

/**
 * sotong_chart_describe_gaps:
 * @self: a chart
 *
 * Returns: (transfer full): which slots are without data, and which sources were not read in which others; “” when all is there
 */
char *
sotong_chart_describe_gaps (SotongChart *self)
{
  g_autofree char *empty = NULL, *missing = NULL;

  g_return_val_if_fail (SOTONG_IS_CHART (self), NULL);

  empty = describe_empty (self);
  missing = describe_missing (self);
  return g_strconcat (empty, *empty != '\0' && *missing != '\0' ? " " : "", missing, NULL);
}

static void
append_peak (SotongChart  *self,
             SotongSeries *series,
             GString      *text)
{
  g_autofree char *name = NULL;
  g_autofree char *number = NULL;
  double min, max;
  gsize index;

  if (!sotong_series_get_bounds (series, 0, G_MAXSIZE, &min, &max))
    return;
  number = sotong_axis_text_number (max);
  if (!sotong_series_get_peak (series, &index))
    {
      if (sotong_series_get_length (series) > 1)
        g_string_append_printf (text, _(", always %s"), number);
      return;
    }
  name = point_name (self, index);
  /* Translators: the highest number, then when it was counted. */
  g_string_append_printf (text, _(", at most %s on %s"), number, name);
}

/* The highest, its day, and the last that is known. */
static void
append_relative (SotongChart  *self,
                 SotongSeries *series,
                 GString      *text)
{
  const double *values = sotong_series_get_values (series);
  gsize last = sotong_series_get_length (series);
  g_autofree char *name = NULL, *number = NULL;

  append_peak (self, series, text);
  while (last > 0 && !isfinite (values[last - 1]))
    last--;
  if (last == 0)
    {
      g_string_append_printf (text, " (%s)", _("no data"));
      return;
    }
  name = point_name (self, last - 1);
  number = sotong_axis_text_number (values[last - 1]);
  /* Translators: the last number, then its day. */
  g_string_append_printf (text, _(", last %s on %s"), number, name);
}

/* What is usual is not known of a few days. */
static gboolean
is_unknown (SotongSeries *series)
{
  double min, max;

  return !sotong_series_get_bounds (series, 0, G_MAXSIZE, &min, &max);
}

/* Each series by its sum; what are no counts, and means, by its highest. */
static void
append_series (SotongChart *self,
               GPtrArray   *figures,
               GString     *text)
{
  for (guint i = 0; i < figures->len; i++)
    {
      SotongSeries *series = g_ptr_array_index (figures, i);
      g_autofree char *sum = sotong_axis_text_number (sotong_series_get_sum (series));

      if (is_silent (series))
        continue;
      if (self->flags & SOTONG_VALUES_RELATIVE)
        {
          g_string_append_printf (text, "%s%s", i == 0 ? ": " : "; ", sotong_series_get_name (series));
          append_relative (self, series, text);
          continue;
        }
      if (is_unknown (series))
        continue;
      g_string_append_printf (text, "%s%s", i == 0 ? ": " : ", ", sotong_series_get_name (series));
      if (!(self->flags & SOTONG_VALUES_MEANS) && sotong_slots_count (self->slots, SOTONG_SLOT_SUM) == 0) /* else sums are in it */
        g_string_append_printf (text, " %s", sum);
      if (i == 0)
        append_peak (self, series, text);
    }
}

/* How many times a value is what was usual in the four weeks (slots) before it; 0 when that cannot be said, as of figures below
 * zero, whose mean may be next to nothing. */
static double
times_usual (SotongSeries *series,
             gsize         index)
{
  const double *values = sotong_series_get_values (series);
  double sum = 0;
  guint n = 0;

  for (gsize i = index > USUAL_SLOTS ? index - USUAL_SLOTS : 0; i < index; i++)
    if (values[i] < 0)
      return 0;
    else if (isfinite (values[i]))
      {
        sum += values[i];
        n++;
      }
  return n >= LEAST_USUAL && sum > 0 ? values[index] / (sum / n) : 0;
}

/* Positive, negative and the like are kinds of mentions; anything else says itself what it counts. */
static gboolean
is_kind_of_mentions (SotongSeries *series)
{
  SotongRole role = sotong_series_get_role (series);

  return role == SOTONG_ROLE_POSITIVE || role == SOTONG_ROLE_NEGATIVE || role == SOTONG_ROLE_NEUTRAL || role == SOTONG_ROLE_UNCERTAIN;
}

/* The figure that stands out most, if one does: “On Thu 14 Jul Negative was 3.1 times the usual.” What is bad is said first. */
static void
append_outbreak (SotongChart *self,
                 GPtrArray   *figures,
                 GString     *text)
{
  SotongSeries *found = NULL;
  gsize found_at = 0;
  double best = 0;

  for (guint i = 0; i < figures->len && sotong_slots_is_time (self->slots); i++)
    {
      SotongSeries *series = g_ptr_array_index (figures, i);
      double times;
      gsize index;

      if (!sotong_series_get_peak (series, &index) || sotong_series_get_values (series)[index] < LEAST_COUNT)
        continue;
      times = times_usual (series, index) * (sotong_series_get_role (series) == SOTONG_ROLE_NEGATIVE ? 1.2 : 1);
      if (times >= 2 && times > best)
        {
          best = times;
          found = series;
          found_at = index;
        }
    }
  if (found != NULL)
    {
      g_autofree char *day = point_name (self, found_at);
      g_autofree char *times = g_strdup_printf ("%.1f", times_usual (found, found_at));

      if (is_kind_of_mentions (found))
        /* Translators: a day, a kind of mentions (“Negative”), how many times the usual they were */
        g_string_append_printf (text, _("%1$s: %2$s %3$s times the usual."), day, sotong_series_get_name (found), times);
      else
        /* Translators: a day, what was counted (“Total”, a topic, an account), how many times the usual it was */
        g_string_append_printf (text, _("%1$s: %2$s was %3$s times the usual."), day, sotong_series_get_name (found), times);
      g_string_append_c (text, ' ');
    }
}

static void
append_what (SotongChart *self,
             GString     *text)
{
  const char *title = self->title != NULL ? self->title : _("Chart");
  gsize n = sotong_slots_get_length (self->slots);
  gboolean time = sotong_slots_is_time (self->slots);
  g_autofree char *first = slot_name (self, 0, time);
  g_autofree char *last = slot_name (self, n - 1, time && spans_years (self));

  if (n == 1)
    g_string_append_printf (text, "%s, %s", title, first);
  else if (sotong_slots_has_names (self->slots))
    /* Translators: title of a chart of words, sources or hours, and how many there are. */
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%s, %d item", "%s, %d items", n), title, (int) n);
  else
    /* Translators: title, first and last day of a chart. */
    g_string_append_printf (text, _("%s, from %s to %s"), title, first, last);
}

static void
append_layers (SotongChart *self,
               GString     *text)
{
  SotongPlot plot = { .slots = self->slots, .language = sotong_language_resolve (self->language) };

  for (guint i = 0; i < self->layers->len; i++)
    {
      g_autofree char *sentence = sotong_layer_describe (g_ptr_array_index (self->layers, i), &plot);

      if (sentence != NULL)
        g_string_append_printf (text, " %s", sentence);
    }
}

/* What stands below the picture, but for what was said already: of how many mentions it is, how well they were judged, what it is
 * compared with. */
static void
append_foot (SotongChart *self,
             GString     *text)
{
  g_auto(GStrv) parts = self->foot != NULL ? g_strsplit (self->foot, SEPARATOR, -1) : NULL;
  gboolean first = TRUE;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0' || strstr (text->str, parts[i]) != NULL)
        continue;
      g_string_append_printf (text, "%s%s", first ? " " : SEPARATOR, parts[i]);
      first = FALSE;
    }
  if (!first && !g_str_has_suffix (text->str, "."))
    g_string_append_c (text, '.');
}

/**
 * sotong_chart_describe:
 * @self: a chart
 *
 * Says what the chart shows, for people who cannot see it: range, total, the highest point and when it was, gaps,
 * what is not complete, lines and marks, and what stands below it. Of relative figures the highest and the last: they have no total.
 *
 * Returns: (transfer full): sentences
 */
char *
sotong_chart_describe (SotongChart *self)
{
  g_autoptr(GPtrArray) figures = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *gaps = NULL;
  double min, max;

  g_return_val_if_fail (SOTONG_IS_CHART (self), NULL);

  figures = sotong_chart_list_figures (self);
  if (sotong_slots_get_length (self->slots) == 0 || figures->len == 0
      || !sotong_series_get_bounds (g_ptr_array_index (figures, 0), 0, G_MAXSIZE, &min, &max))
    return g_strdup_printf ("%s: %s", self->title != NULL ? self->title : _("Chart"),
                            _("There is no data for this period."));

  append_outbreak (self, figures, text);
  append_what (self, text);
  append_series (self, figures, text);
  g_string_append_c (text, '.');
  gaps = sotong_chart_describe_gaps (self);
  if (*gaps != '\0')
    g_string_append_printf (text, " %s", gaps);
  if (sotong_slots_count (self->slots, SOTONG_SLOT_PARTIAL) > 0)
    {
      g_autofree char *count = count_slots (self, sotong_slots_count (self->slots, SOTONG_SLOT_PARTIAL));

      g_string_append_c (text, ' ');
      /* Translators: a length such as “1 day”. */
      g_string_append_printf (text, _("Not complete yet: %s."), count);
    }
  append_layers (self, text);
  append_foot (self, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
write_time (SotongChart *self,
            gint64       time)
{
  if (sotong_slots_get_bucket (self->slots) == SOTONG_BUCKET_HOUR)
    return sotong_time_format_iso (time, sotong_slots_get_zone (self->slots));
  return sotong_time_format_date (time, sotong_slots_get_zone (self->slots));
}

static char *
table_start (SotongChart *self,
             gsize        index)
{
  double start = sotong_slots_get_start (self->slots, index);

  if (sotong_slots_has_names (self->slots))
    return g_strdelimit (g_strdup (sotong_slots_get_name (self->slots, index)), "\t\n\r", ' ');
  if (!sotong_slots_is_time (self->slots))
    return g_strdup_printf ("%.15g", start == (double) index ? start : sotong_slots_get_middle (self->slots, index));
  return write_time (self, (gint64) start);
}

static void
append_cell (GString *table,
             double   value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (table, '\t');
  if (isfinite (value))
    g_string_append (table, g_ascii_formatd (buffer, sizeof buffer, "%.15g", value));
}

/* A name in a cell: what separates cells becomes a space. */
static void
append_name (GString    *table,
             const char *name)
{
  g_string_append_c (table, '\t');
  for (const char *p = name; *p != '\0'; p++)
    g_string_append_c (table, *p == '\t' || *p == '\n' || *p == '\r' ? ' ' : *p);
}

/* Whether a figure is of another time. */
static gboolean
has_times (SotongChart  *self,
           SotongSeries *series)
{
  return sotong_slots_is_time (self->slots) && sotong_series_has_times (series);
}

/**
 * sotong_chart_name_others:
 * @self: a chart
 * @series: one of its figures
 *
 * Returns: (transfer full) (nullable): what stands above the days of a figure that is of another time: they have a column of their own
 */
char *
sotong_chart_name_others (SotongChart  *self,
                          SotongSeries *series)
{
  /* Translators: above a column of days in a table: %s is “Last year”; the column of its figures follows */
  return has_times (self, series) ? g_strdup_printf (_("%s: start"), sotong_series_get_name (series)) : NULL;
}

static void
append_time (SotongChart  *self,
             SotongSeries *series,
             gsize         index,
             GString      *table)
{
  gint64 time;
  g_autofree char *when = sotong_series_get_time (series, index, &time) ? write_time (self, time) : NULL;

  append_name (table, when != NULL ? when : "");
}

static void
append_head (SotongChart  *self,
             SotongSeries *series,
             GString      *table)
{
  g_autofree char *start = sotong_chart_name_others (self, series);

  if (start != NULL)
    append_name (table, start);
  append_name (table, sotong_series_get_name (series));
}

/* Why there is no figure, or not all of it; in the first line also what stands below the picture: a table leaves the program as alone
 * as a picture does. */
static void
append_table_note (SotongChart *self,
                   gsize        index,
                   GString     *table)
{
  SotongSlotFlags flags = sotong_slots_get_flags (self->slots, index);
  g_autoptr(GString) note = g_string_new (NULL);

  if (flags & SOTONG_SLOT_GAP)
    g_string_append (note, _("no data"));
  else if (flags & SOTONG_SLOT_COMING)
    g_string_append (note, _("still to come"));
  else if (flags & SOTONG_SLOT_OUTSIDE)
    g_string_append (note, _("not in this period"));
  else if (flags & SOTONG_SLOT_PARTIAL)
    say_part (self, index, note);
  if (flags & SOTONG_SLOT_CORRECTED && !(flags & (SOTONG_SLOT_GAP | SOTONG_SLOT_COMING | SOTONG_SLOT_OUTSIDE)))
    g_string_append_printf (note, "%s%s", note->len > 0 ? SEPARATOR : "", _("corrected by hand"));
  if (index == 0 && self->foot != NULL && *self->foot != '\0')
    g_string_append_printf (note, "%s%s", note->len > 0 ? SEPARATOR : "", self->foot);
  append_name (table, note->str);
}

/**
 * sotong_chart_to_table:
 * @self: a chart
 *
 * Writes the numbers behind the picture: a line of names, then a line for each slot, cells separated by tabs. A gap is
 * an empty cell; the last column says in words why, and in the first line of slots what stands below the picture, as of how many
 * it is.
 *
 * Returns: (transfer full): the table
 */
char *
sotong_chart_to_table (SotongChart *self)
{
  g_autoptr(GPtrArray) figures = NULL;
  GString *table;

  g_return_val_if_fail (SOTONG_IS_CHART (self), NULL);

  /* Translators: above the names of words, sources, topics in a table of figures */
  table = g_string_new (sotong_slots_has_names (self->slots) ? _("Name") : _("Start"));
  figures = sotong_chart_list_figures (self);
  for (guint i = 0; i < figures->len; i++)
    append_head (self, g_ptr_array_index (figures, i), table);
  append_name (table, _("Note"));
  g_string_append_c (table, '\n');
  for (gsize row = 0; row < sotong_slots_get_length (self->slots); row++)
    {
      g_autofree char *start = table_start (self, row);

      g_string_append (table, start);
      for (guint i = 0; i < figures->len; i++)
        {
          SotongSeries *series = g_ptr_array_index (figures, i);

          if (has_times (self, series))
            append_time (self, series, row, table);
          append_cell (table, row < sotong_series_get_length (series) ? sotong_series_get_values (series)[row] : NAN);
        }
      append_table_note (self, row, table);
      g_string_append_c (table, '\n');
    }
  return g_string_free (table, FALSE);
}
