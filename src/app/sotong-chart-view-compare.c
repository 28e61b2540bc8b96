/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two points of a chart side by side. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/sotong-chart-view-private.h"
#include "chart/sotong-axis-text.h"
#include "chart/sotong-slots-missing.h"

#define MOST_COMPARED 3 /* of many figures */

/* The point under the cursor is kept; with a second one the two are compared, with a third the comparison begins anew. */
void
sotong_chart_view_pin (SotongChartView *self)
{
  if (self->cursor < 0)
    return;
  if (self->pins[0] < 0 || self->pins[1] >= 0)
    {
      self->pins[0] = self->cursor;
      self->pins[1] = -1;
    }
  else if (self->pins[0] != self->cursor)
    self->pins[1] = self->cursor;
  sotong_chart_view_update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Returns: %FALSE when no point was kept */
gboolean
sotong_chart_view_unpin (SotongChartView *self)
{
  if (self->pins[0] < 0)
    return FALSE;
  self->pins[0] = self->pins[1] = -1;
  sotong_chart_view_update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

/* Where a point of other slots is now, or -1: a time of the same length, or the same name. */
static int
find_again (SotongSlots *before,
            int          index,
            SotongSlots *now)
{
  gsize n = sotong_slots_get_length (now), found;
  double start;

  if (index < 0 || sotong_slots_is_time (before) != sotong_slots_is_time (now) || sotong_slots_has_names (before) != sotong_slots_has_names (now))
    return -1;
  if (sotong_slots_has_names (now))
    {
      const char *name = sotong_slots_get_name (before, (gsize) index);

      for (found = 0; found < n; found++)
        if (g_strcmp0 (name, sotong_slots_get_name (now, found)) == 0)
          return (int) found;
      return -1;
    }
  start = sotong_slots_get_start (before, (gsize) index);
  if (sotong_slots_get_bucket (before) != sotong_slots_get_bucket (now) || !sotong_slots_find (now, sotong_slots_get_middle (before, (gsize) index), &found)
      || sotong_slots_get_start (now, found) != start)
    return -1;
  return (int) found;
}

/* Other figures came, perhaps of another time: cursor and points stay what they were, not where they were. */
void
sotong_chart_view_keep_points (SotongChartView *self,
                               SotongSlots     *before)
{
  SotongSlots *now = self->base != NULL ? sotong_chart_get_slots (self->base) : NULL;
  int cursor = -1, pins[2] = { -1, -1 };
  gboolean leads = self->leads, kept = self->pins[0] >= 0;

  if (before != NULL && now != NULL)
    {
      cursor = find_again (before, self->cursor, now);
      for (guint i = 0, n = 0; i < G_N_ELEMENTS (pins); i++)
        {
          pins[n] = find_again (before, self->pins[i], now);
          n += pins[n] >= 0;
        }
    }
  if (kept && now != NULL && (pins[0] < 0 || (self->pins[1] >= 0 && pins[1] < 0)))
    sotong_chart_view_say (self, _("What was kept for comparing is not in the chart any more"));
  self->pins[0] = pins[0];
  self->pins[1] = pins[1];
  self->following = TRUE; /* others keep theirs */
  sotong_chart_view_set_cursor (self, cursor);
  self->following = FALSE;
  self->leads = leads && cursor >= 0;
}

static char *
compare_figure (SotongSeries *series,
                gsize         first,
                gsize         second)
{
  double before = sotong_series_get_values (series)[first], after = sotong_series_get_values (series)[second];
  g_autofree char *from = sotong_axis_text_number (before), *to = sotong_axis_text_number (after);
  g_autofree char *change = sotong_axis_text_number (after - before);
  const char *sign = after > before ? "+" : "", *name = sotong_series_get_name (series);
  g_autofree char *ratio = NULL;

  if (after == before)
    /* Translators: a figure that is the same at two points: its name and the number */
    return g_strdup_printf (_("%s %s (the same)"), name, from);
  if (!(before > 0))
    return g_strdup_printf ("%s %s → %s (%s%s)", name, from, to, sign, change);
  /* Translators: how many times as much a figure has become */
  ratio = g_strdup_printf (_("× %.2f"), after / before);
  return g_strdup_printf ("%s %s → %s (%s%s, %s)", name, from, to, sign, change, ratio);
}

static gboolean
is_known (SotongSeries *series,
          gsize         first,
          gsize         second)
{
  const double *values = sotong_series_get_values (series);

  return second < sotong_series_get_length (series) && isfinite (values[first]) && isfinite (values[second]);
}

static double
change_of (SotongSeries *series,
           gsize         first,
           gsize         second)
{
  return fabs (sotong_series_get_values (series)[second] - sotong_series_get_values (series)[first]);
}

static gboolean
has_role (GPtrArray  *figures,
          SotongRole  role)
{
  for (guint i = 0; i < figures->len; i++)
    if (sotong_series_get_role (g_ptr_array_index (figures, i)) == role)
      return TRUE;
  return FALSE;
}

/* What is compared: of sentiments all and what is bad, or what is good and bad; else those that changed most. */
static gboolean
is_compared (GPtrArray *figures,
             guint      nth,
             gsize      first,
             gsize      second)
{
  SotongSeries *series = g_ptr_array_index (figures, nth);
  SotongRole role = sotong_series_get_role (series);
  guint n_before = 0;

  if (!is_known (series, first, second))
    return FALSE;
  if (has_role (figures, SOTONG_ROLE_NEGATIVE))
    return role == SOTONG_ROLE_TOTAL || role == SOTONG_ROLE_NEGATIVE || (role >= SOTONG_ROLE_FIRST && nth < 2)
           || (role == SOTONG_ROLE_POSITIVE && !has_role (figures, SOTONG_ROLE_TOTAL));
  for (guint i = 0; i < figures->len; i++)
    {
      SotongSeries *other = g_ptr_array_index (figures, i);
      double by = i != nth && is_known (other, first, second) ? change_of (other, first, second) - change_of (series, first, second) : -1;

      n_before += by > 0 || (by == 0 && i < nth);
    }
  return n_before < MOST_COMPARED;
}

static char *
compare_figures (GPtrArray *figures,
                 gsize      first,
                 gsize      second)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < figures->len; i++)
    {
      SotongSeries *series = g_ptr_array_index (figures, i);
      g_autofree char *one = NULL;

      if (!is_compared (figures, i, first, second))
        continue;
      one = compare_figure (series, first, second);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", one);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Hours where the points are hours, else days. (transfer full) */
static char *
name_distance (SotongSlots *slots,
               gsize        first,
               gsize        second)
{
  double seconds = sotong_slots_get_start (slots, second) - sotong_slots_get_start (slots, first);
  int n;

  if (sotong_slots_get_bucket (slots) == SOTONG_BUCKET_HOUR)
    {
      n = (int) round (seconds / 3600);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d hour", "%d hours", (gulong) n), n);
    }
  n = (int) round (seconds / 86400);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong) n), n);
}

/* A day that is not over, or that something was not read of, is not like the other: that is said beside it. (transfer full) */
static char *
name_point (SotongChartView *self,
            gsize            index)
{
  SotongSlots *slots = sotong_chart_get_slots (self->base);
  g_autofree char *name = sotong_chart_name_slot (self->base, index), *missing = sotong_slots_name_missing (slots, index), *part = NULL;

  if (missing != NULL)
    part = g_strdup_printf (_("without %s"), missing);
  else if (sotong_slots_get_flags (slots, index) & SOTONG_SLOT_PARTIAL)
    part = g_strdup (_("not complete yet"));
  return part != NULL ? g_strdup_printf ("%s (%s)", name, part) : g_steal_pointer (&name);
}

/* Whether two points are kept that the chart has. */
static gboolean
get_pins (SotongChartView *self,
          int             *first,
          int             *second)
{
  *first = MIN (self->pins[0], self->pins[1]);
  *second = MAX (self->pins[0], self->pins[1]);
  return *first >= 0 && *second < sotong_chart_view_n_slots (self);
}

static gboolean
has_gap (SotongChartView *self,
         int              first,
         int              second)
{
  SotongSlots *slots = sotong_chart_get_slots (self->base);

  return ((sotong_slots_get_flags (slots, (gsize) first) | sotong_slots_get_flags (slots, (gsize) second)) & SOTONG_SLOT_GAP) != 0;
}

/* Returns: (transfer full) (nullable): the figures alone, where there is no room for more; %NULL without any */
char *
sotong_chart_view_compare_briefly (SotongChartView *self)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autofree char *figures = NULL;
  int first, second;

  if (!get_pins (self, &first, &second) || has_gap (self, first, second))
    return NULL;
  list = sotong_chart_list_figures (self->base);
  figures = compare_figures (list, (gsize) first, (gsize) second);
  return *figures != '\0' ? g_steal_pointer (&figures) : NULL;
}

/* Returns: (transfer full) (nullable): difference, ratio and distance of the two points that are kept; %NULL without them */
char *
sotong_chart_view_compare (SotongChartView *self)
{
  int first, second;
  SotongSlots *slots;
  g_autoptr(GPtrArray) list = NULL;
  g_autofree char *from = NULL, *to = NULL, *figures = NULL, *days = NULL;

  if (!get_pins (self, &first, &second))
    return NULL;
  slots = sotong_chart_get_slots (self->base);
  from = sotong_chart_name_slot (self->base, (gsize) first);
  to = sotong_chart_name_slot (self->base, (gsize) second);
  if (has_gap (self, first, second))
    return g_strdup_printf (_("%s and %s cannot be compared: nothing was collected on one of them"), from, to);
  list = sotong_chart_list_figures (self->base);
  figures = compare_figures (list, (gsize) first, (gsize) second);
  if (*figures == '\0')
    return g_strdup_printf (_("%s and %s cannot be compared: one of them has no figures"), from, to);
  g_free (from);
  g_free (to);
  from = name_point (self, (gsize) first);
  to = name_point (self, (gsize) second);
  if (!sotong_slots_is_time (slots))
    /* Translators: two names, then the figures of the first and the second */
    return g_strdup_printf (_("%s to %s: %s"), from, to, figures);
  days = name_distance (slots, (gsize) first, (gsize) second);
  /* Translators: two days, how far apart they are, then the figures of the first and the second */
  return g_strdup_printf (_("%s to %s, %s: %s"), from, to, days, figures);
}
