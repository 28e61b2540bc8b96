/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the first page of a week's edition shows at a glance: four charts side by side. */
#include "config.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "chart/sotong-chart-model.h"
#include "monitor/sotong-keywords.h"
#include "report/sotong-chart-load.h"
#include "report/sotong-report-english.h"
#include "report/sotong-report-figures.h"
#include "report/sotong-report-opinion-private.h"
#include "util/sotong-i18n.h"
#include "util/sotong-json.h"

#define N_PANELS 4
#define N_ROWS   6     /* of a ranking */
#define N_NAMES  2     /* words by which an issue is named beside its bar */
#define WIDTH    170.0 /* mm */
#define HEIGHT   82.0
#define LEAST    53.0  /* where more is written below them */
#define GUTTER   8.0   /* points between two panels */
#define LOW      82.0  /* points: below that a chart itself finds room for its title and what it names */
#define LOW_UPPER 0.57 /* of the height of low panels: what the upper two name is more */

typedef struct {
  SotongChart *charts[N_PANELS]; /* (owned) (nullable): none where there is nothing to draw */
  const char  *titles[N_PANELS];
  const char  *low_titles[N_PANELS]; /* which say what the chart itself has no room for */
} Panels;

static void
panels_free (gpointer data)
{
  Panels *panels = data;

  for (guint i = 0; i < N_PANELS; i++)
    g_clear_object (&panels->charts[i]);
  g_free (panels);
}

static void
draw_text (cairo_t    *cr,
           const char *text,
           double      size,
           gboolean    bold,
           double      y)
{
  g_autoptr(PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autofree char *name = g_strdup_printf ("NanumGothic, Noto Sans CJK KR, Sans %s", bold ? "Bold" : "");
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string (name);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  cairo_move_to (cr, 0, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_panel (cairo_t       *cr,
            const Panels  *panels,
            guint          panel,
            double         width,
            double         height,
            gboolean       low)
{
  SotongChartTheme theme = *sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  double top = low && panels->charts[panel] != NULL ? 0 : 13;

  theme.background.alpha = 0;
  theme.font_family = "NanumGothic, Noto Sans CJK KR, Sans";
  theme.font_size = 7;
  if (top > 0)
    draw_text (cr, panels->titles[panel], 9, TRUE, 0);
  if (panels->charts[panel] == NULL)
    {
      draw_text (cr, sotong_report_english_word ("해당 없음"), 8, FALSE, top + 4);
      return;
    }
  sotong_chart_set_title (panels->charts[panel], top > 0 ? NULL : panels->low_titles[panel]);
  cairo_translate (cr, 0, top);
  sotong_chart_draw (panels->charts[panel], cr, width, height - top, &theme);
}

static void
draw_cb (cairo_t  *cr,
         double    width,
         double    height,
         gpointer  data)
{
  double w = (width - GUTTER) / 2, h = height - GUTTER;
  gboolean low = h < 2 * LOW;
  double upper = h * (low ? LOW_UPPER : 0.5);

  for (guint i = 0; i < N_PANELS; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, i % 2 * (w + GUTTER), i / 2 * (upper + GUTTER));
      draw_panel (cr, data, i, w, i < 2 ? upper : h - upper, low);
      cairo_restore (cr);
    }
}

/* An issue by the first @n of its words, and how many more its mentions are counted by. */
char *
sotong_opinion_short_name (const char *words,
                           guint       n)
{
  g_auto(GStrv) all = g_strsplit (words, ", ", -1);
  g_autoptr(GString) first = g_string_new (NULL);
  guint n_all = g_strv_length (all);

  if (n_all <= n)
    return g_strdup (words);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (first, "%s%s", i > 0 ? ", " : "", all[i]);
  return g_strdup_printf (sotong_i18n_wants_english () ? "%s and %u more" : "%s 외 %u개", first->str, n_all - n);
}

/* How often each was said, beside the week before, where enough of that was collected. (transfer full) (nullable) */
static SotongChart *
make_ranking (SotongOpinion *self,
              GPtrArray     *keywords)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n = MIN (keywords->len, N_ROWS);
  gboolean compared = self->perf->total_before != SOTONG_REPORT_BLANK;
  double now[N_ROWS], before[N_ROWS];

  for (guint i = 0; i < n; i++)
    {
      const SotongKeyword *one = g_ptr_array_index (keywords, i);

      g_ptr_array_add (names, sotong_opinion_short_name (one->words, N_NAMES));
      now[i] = (double) one->n;
      before[i] = one->n_before > 0 ? (double) one->n_before : NAN;
    }
  return sotong_report_figures_rank ((const char * const *) names->pdata, now, compared ? before : NULL, n);
}

static char *
describe (const Panels *panels)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < N_PANELS; i++)
    {
      g_autofree char *words = panels->charts[i] != NULL ? sotong_chart_describe (panels->charts[i]) : g_strdup (sotong_report_english_word ("해당 없음"));

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", panels->titles[i], words);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What all four are drawn of, together. */
static JsonNode *
keep_panels (const Panels *panels)
{
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < N_PANELS; i++)
    {
      JsonNode *figures = sotong_report_figures_get (panels->charts[i]);

      json_array_add_element (array, figures != NULL ? json_node_copy (figures) : json_node_new (JSON_NODE_NULL));
    }
  json_object_set_array_member (object, "panels", array);
  json_node_take_object (root, object);
  return root;
}

static Panels *
panels_new (void)
{
  static const char * const titles[] = { "일별 언급량", "일별 긍정·중립·부정", "두드러진 말", "새로 늘어난 이슈" };
  static const char * const low_titles[] = { "일별 언급량", "일별 긍정·중립·부정", "두드러진 말 (세로줄은 전기)", "새로 늘어난 이슈 (세로줄은 전기)" };
  Panels *panels = g_new0 (Panels, 1);

  for (guint i = 0; i < N_PANELS; i++)
    {
      panels->titles[i] = sotong_report_english_word (titles[i]);
      panels->low_titles[i] = sotong_report_english_word (low_titles[i]);
    }
  return panels;
}

/* Takes @panels. The foot of what is of time stands below all. */
static void
add_panels (SotongDocument *document,
            Panels         *panels)
{
  g_autoptr(JsonNode) figures = keep_panels (panels);
  g_autofree char *text = NULL, *caption = NULL;

  for (guint i = 0; i < 2 && panels->charts[i] != NULL; i++)
    sotong_chart_set_title (panels->charts[i], NULL);
  text = describe (panels);
  caption = panels->charts[1] != NULL ? g_strdup (sotong_chart_get_foot (panels->charts[1])) : NULL;
  for (guint i = 0; i < 2 && panels->charts[i] != NULL; i++) /* said once below all, it leaves their height to the values */
    sotong_chart_set_foot (panels->charts[i], NULL);
  sotong_document_add_picture (document, WIDTH, HEIGHT, caption, text, draw_cb, panels, panels_free);
  sotong_document_set_figures (document, figures);
  sotong_document_lower_picture (document, LEAST);
}

/* Of a week's first page: how much was said, what of it is positive and negative, which words stand out and what is new. */
gboolean
sotong_opinion_add_panels (SotongOpinion  *self,
                           GPtrArray      *words,
                           GError        **error)
{
  SotongKeywordQuery query = { self->topic_id, self->so_far, N_ROWS, .before = self->perf->before };
  g_autoptr(GPtrArray) issues = sotong_issues_job (self->db, &query, NULL, error);
  SotongReportPerformance *perf = self->perf;
  Panels *panels;

  if (issues == NULL)
    return FALSE;
  panels = panels_new ();
  for (guint i = 0; i < 2 && self->sum.total > 0 && perf->days->len > 0; i++)
    {
      panels->charts[i] = sotong_chart_load_draw (perf->days, perf->missing, i == 1, perf->samples[i], SOTONG_BUCKET_DAY, sotong_db_get_zone (self->db));
      sotong_chart_model_mark_chart (perf->notes, panels->charts[i]);
      sotong_report_figures_set_notes (panels->charts[i], perf->notes);
    }
  panels->charts[2] = make_ranking (self, words);
  panels->charts[3] = make_ranking (self, issues);
  add_panels (self->document, panels);
  return TRUE;
}

/* The same of a week that was closed: %FALSE where @figures are not of four charts. */
gboolean
sotong_opinion_restore_panels (SotongDocument *document,
                               JsonNode       *figures,
                               GTimeZone      *zone)
{
  JsonArray *array = JSON_NODE_HOLDS_OBJECT (figures) ? sotong_json_get_array (json_node_get_object (figures), "panels") : NULL;
  Panels *panels;

  if (array == NULL || json_array_get_length (array) != N_PANELS)
    return FALSE;
  panels = panels_new ();
  for (guint i = 0; i < N_PANELS; i++)
    panels->charts[i] = sotong_report_figures_draw (json_array_get_element (array, i), zone);
  add_panels (document, panels);
  return TRUE;
}
