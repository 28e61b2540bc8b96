/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "report/sotong-document-private.h"
#include "report/sotong-report-figures.h"
#include "report/sotong-report-frozen.h"
#include "report/sotong-report-opinion-private.h"
#include "report/sotong-report-parts-private.h"
#include "report/sotong-table-chart.h"
#include "util/sotong-json.h"

/*
 * A report as it was when its period was closed: every text and every cell. Built again it says the same, whatever has
 * come in since; what would be different now stands at its end as corrections. Of its charts the figures are kept, and they are
 * drawn of these; a photograph is looked for in today's report.
 */

#define MAX_CORRECTIONS 200
#define PART "기간 결산" /* in the title of a settlement of a part of a year */
#define TO_DO "tasks" /* the table of what is to be done: whatever is planned later corrects no figure */

/* ---- keeping ---- */

static void
store_cell (JsonBuilder      *builder,
            const SotongCell *cell)
{
  json_builder_begin_object (builder);
  sotong_json_add_int (builder, "c", cell->column);
  sotong_json_add_string (builder, "t", cell->text);
  if (cell->formula != NULL)
    sotong_json_add_string (builder, "f", cell->formula);
  if (cell->has_value)
    sotong_json_add_int (builder, "v", cell->value);
  if (cell->mention != 0)
    sotong_json_add_int (builder, "m", cell->mention); /* the store looks for it when mentions are purged */
  if (cell->decimals > 0)
    sotong_json_add_int (builder, "d", cell->decimals);
  sotong_json_add_int (builder, "a", cell->align);
  if (cell->colspan > 1 || cell->rowspan > 1)
    {
      sotong_json_add_int (builder, "x", cell->colspan);
      sotong_json_add_int (builder, "y", cell->rowspan);
    }
  if (cell->only_shown || cell->bold || cell->head)
    sotong_json_add_int (builder, "s", (cell->only_shown ? 1 : 0) | (cell->bold ? 2 : 0) | (cell->head ? 4 : 0));
  json_builder_end_object (builder);
}

static void
store_columns (JsonBuilder *builder,
               SotongTable *table)
{
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sotong_table_get_n_columns (table); i++)
    {
      const SotongColumn *column = sotong_table_get_column (table, i);

      json_builder_begin_object (builder);
      sotong_json_add_string (builder, "title", column->title);
      sotong_json_add_string (builder, "name", column->name);
      json_builder_set_member_name (builder, "width");
      json_builder_add_double_value (builder, column->width);
      sotong_json_add_int (builder, "align", column->align);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* Those that a workbook draws of its cells. */
static void
store_charts (JsonBuilder *builder,
              SotongTable *table)
{
  GArray *charts = sotong_table_get_charts (table);

  json_builder_set_member_name (builder, "charts");
  json_builder_begin_array (builder);
  for (guint i = 0; charts != NULL && i < charts->len; i++)
    {
      const SotongTableChart *chart = &g_array_index (charts, SotongTableChart, i);

      json_builder_begin_object (builder);
      sotong_json_add_int (builder, "kind", chart->kind);
      sotong_json_add_string (builder, "title", chart->title);
      sotong_json_add_int (builder, "columns", chart->columns);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
store_table (JsonBuilder *builder,
             SotongTable *table)
{
  json_builder_set_member_name (builder, "table");
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "id", sotong_table_get_id (table));
  sotong_json_add_string (builder, "caption", sotong_table_get_caption (table));
  sotong_json_add_string (builder, "unit", sotong_table_get_unit (table));
  sotong_json_add_int (builder, "made", sotong_table_get_made_data (table));
  store_columns (builder, table);
  store_charts (builder, table);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint r = 0; r < sotong_table_get_n_rows (table); r++)
    {
      const SotongRow *row = sotong_table_get_row (table, r);

      json_builder_begin_object (builder);
      sotong_json_add_int (builder, "flags", row->flags);
      json_builder_set_member_name (builder, "cells");
      json_builder_begin_array (builder);
      for (guint i = 0; i < row->cells->len; i++)
        store_cell (builder, g_ptr_array_index (row->cells, i));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
store_list (JsonBuilder *builder,
            const char  *member,
            gpointer    *texts,
            guint        n)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    json_builder_add_string_value (builder, texts[i]);
  json_builder_end_array (builder);
}

static void
store_block (JsonBuilder       *builder,
             const SotongBlock *block)
{
  json_builder_begin_object (builder);
  sotong_json_add_int (builder, "kind", block->kind);
  sotong_json_add_int (builder, "level", block->level);
  sotong_json_add_int (builder, "mark", block->mark);
  if (block->attached)
    sotong_json_add_int (builder, "attached", 1);
  sotong_json_add_string (builder, "text", block->text);
  if (block->pairs != NULL)
    store_list (builder, "pairs", block->pairs->pdata, block->pairs->len);
  if (block->roles != NULL)
    store_list (builder, "roles", (gpointer *) block->roles, g_strv_length (block->roles));
  if (block->table != NULL)
    store_table (builder, block->table);
  if (block->figures != NULL)
    {
      json_builder_set_member_name (builder, "figures");
      json_builder_add_value (builder, json_node_copy (block->figures));
      json_builder_set_member_name (builder, "height");
      json_builder_add_double_value (builder, block->height);
    }
  json_builder_end_object (builder);
}

/**
 * sotong_report_frozen_store:
 * @document: a report
 *
 * Returns: (transfer full): it as JSON, for [func@Sotong.report_frozen_restore]
 */
char *
sotong_report_frozen_store (SotongDocument *document)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  g_auto(GStrv) ids = sotong_document_list_tables (document);

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "title", sotong_document_get_title (document));
  sotong_json_add_string (builder, "author", sotong_document_get_author (document));
  sotong_json_add_string (builder, "subject", sotong_document_get_subject (document));
  sotong_json_add_string (builder, "period", sotong_document_get_period (document));
  sotong_json_add_int (builder, "created", sotong_document_get_created (document));
  sotong_json_add_int (builder, "made", sotong_document_get_made_data (document));
  sotong_json_add_int (builder, "landscape", sotong_document_get_landscape (document));
  json_builder_set_member_name (builder, "blocks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sotong_document_get_n_blocks (document); i++)
    store_block (builder, sotong_document_get_block (document, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "data");
  json_builder_begin_array (builder);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      json_builder_begin_object (builder);
      store_table (builder, sotong_document_find_table (document, ids[i]));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* ---- bringing back ---- */

static const char *
text_of (JsonObject *object,
         const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

static guint
number_of (JsonObject *object,
           const char *member,
           guint       missing)
{
  return (guint) json_object_get_int_member_with_default (object, member, missing);
}

static void
restore_cell (SotongTable *table,
              JsonObject  *object)
{
  const char *text = text_of (object, "t");
  guint shown = number_of (object, "s", 0);

  if (json_object_has_member (object, "v"))
    sotong_table_add_decimal (table, json_object_get_int_member (object, "v"), number_of (object, "d", 0), text);
  else if ((shown & 1) != 0)
    sotong_table_add_shown (table, text);
  else
    sotong_table_add_text (table, text);
  if (json_object_has_member (object, "x"))
    sotong_table_span (table, number_of (object, "x", 1), number_of (object, "y", 1));
  sotong_table_set_align (table, (SotongAlign) MIN (number_of (object, "a", 0), SOTONG_ALIGN_RIGHT));
  if ((shown & 4) != 0)
    sotong_table_set_head (table);
  sotong_table_set_bold (table, (shown & 2) != 0);
  if (json_object_has_member (object, "f"))
    sotong_table_set_formula (table, text_of (object, "f"));
}

static void
restore_charts (SotongTable *table,
                JsonObject  *object)
{
  JsonArray *charts = sotong_json_get_array (object, "charts");

  for (guint i = 0; charts != NULL && i < json_array_get_length (charts); i++)
    {
      JsonObject *chart = json_array_get_object_element (charts, i);

      sotong_table_add_chart (table, (SotongTableChartKind) MIN (number_of (chart, "kind", 0), SOTONG_TABLE_STACKED), text_of (chart, "title"),
                              number_of (chart, "columns", 0));
    }
}

static SotongTable *
restore_table (JsonObject *object)
{
  SotongTable *table = sotong_table_new (text_of (object, "id"), text_of (object, "caption"));
  JsonArray *columns = json_object_get_array_member (object, "columns"), *rows = json_object_get_array_member (object, "rows");

  sotong_table_set_unit (table, text_of (object, "unit"));
  sotong_table_set_made_data (table, number_of (object, "made", 0) != 0);
  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      JsonObject *column = json_array_get_object_element (columns, i);

      sotong_table_add_column (table, text_of (column, "title"), text_of (column, "name"), json_object_get_double_member_with_default (column, "width", 20),
                               (SotongAlign) MIN (number_of (column, "align", 0), SOTONG_ALIGN_RIGHT));
    }
  restore_charts (table, object);
  for (guint r = 0; rows != NULL && r < json_array_get_length (rows); r++)
    {
      JsonObject *row = json_array_get_object_element (rows, r);
      JsonArray *cells = json_object_get_array_member (row, "cells");

      sotong_table_begin_row (table, (SotongRowFlags) number_of (row, "flags", 0));
      for (guint i = 0; i < json_array_get_length (cells); i++)
        restore_cell (table, json_array_get_object_element (cells, i));
    }
  return table;
}

/* The picture of today's report that has the same caption and has not been used. */
static const SotongBlock *
find_picture (SotongDocument *now,
              const char     *caption,
              GHashTable     *used)
{
  for (guint i = 0; i < sotong_document_get_n_blocks (now); i++)
    {
      const SotongBlock *block = sotong_document_get_block (now, i);

      if (block->kind == SOTONG_BLOCK_PICTURE && g_strcmp0 (block->text, caption) == 0 && g_hash_table_add (used, (gpointer) block))
        return block;
    }
  return NULL;
}

static void
draw_other (cairo_t  *cr,
            double    width,
            double    height,
            gpointer  data)
{
  SotongBlock *block = data;

  block->draw (cr, width, height, block->data);
}

/* Takes what draws it away from today's report, which is let go of afterwards. */
static void
take_picture (SotongDocument    *document,
              const SotongBlock *block,
              const char        *caption)
{
  SotongBlock *theirs = (SotongBlock *) block, *ours = g_new0 (SotongBlock, 1), *copy;
  GPtrArray *blocks;

  ours->draw = theirs->draw;
  ours->data = g_steal_pointer (&theirs->data);
  ours->destroy = g_steal_pointer (&theirs->destroy);
  sotong_document_add_picture (document, theirs->width, theirs->height, caption, theirs->alt, draw_other, ours, (GDestroyNotify) sotong_block_free);
  blocks = sotong_document_peek_blocks (document);
  copy = g_ptr_array_index (blocks, blocks->len - 1);
  copy->least = theirs->least;
  copy->jpeg = g_steal_pointer (&theirs->jpeg);
  copy->pixels_w = theirs->pixels_w;
  copy->pixels_h = theirs->pixels_h;
}

/* A chart of the figures that were kept with it. %FALSE where none were, as in what was closed by an older version. */
static gboolean
restore_chart (SotongDocument *document,
               JsonObject     *object,
               GTimeZone      *zone)
{
  JsonNode *figures = json_object_get_member (object, "figures");
  SotongChart *chart;

  if (figures == NULL)
    return FALSE;
  if (sotong_opinion_restore_panels (document, figures, zone))
    return TRUE;
  chart = sotong_report_figures_draw (figures, zone);
  if (chart != NULL)
    sotong_paper_add_chart (document, chart, NULL, text_of (object, "text"), json_object_get_double_member_with_default (object, "height", 65));
  return chart != NULL;
}

static void
restore_picture (SotongDocument *document,
                 JsonObject     *object,
                 SotongDocument *now,
                 GHashTable     *used)
{
  const char *caption = text_of (object, "text");
  const SotongBlock *picture;
  g_autofree char *told = NULL;

  if (restore_chart (document, object, sotong_document_get_zone (now)))
    return;
  picture = find_picture (now, caption, used);
  if (picture == NULL)
    sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, _("The picture that stood here was not kept when the report was closed, and today’s report has no such one."));
  else if (picture->figures == NULL)
    take_picture (document, picture, caption);
  else
    {
      told = g_strjoin (" / ", _("Drawn of today’s figures: those of the closing were not kept"), caption, NULL);
      take_picture (document, picture, told);
    }
}

static void
restore_block (SotongDocument *document,
               JsonObject     *object,
               SotongDocument *now,
               GHashTable     *used)
{
  const char *text = text_of (object, "text");
  JsonArray *list;

  switch ((SotongBlockKind) number_of (object, "kind", SOTONG_BLOCK_PARAGRAPH))
    {
    case SOTONG_BLOCK_TITLE:
      sotong_document_add_title (document, text);
      break;
    case SOTONG_BLOCK_APPROVAL:
      {
        g_autoptr(GStrvBuilder) roles = g_strv_builder_new ();
        g_auto(GStrv) all = NULL;

        list = json_object_get_array_member (object, "roles");
        for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
          g_strv_builder_add (roles, json_array_get_string_element (list, i));
        all = g_strv_builder_end (roles);
        sotong_document_add_approval (document, (const char *const *) all);
        break;
      }
    case SOTONG_BLOCK_HEADING:
      if (number_of (object, "attached", 0) != 0)
        sotong_document_add_attachment (document, text);
      else
        sotong_document_add_heading (document, number_of (object, "level", 2) == 1 ? 1 : 2, text);
      break;
    case SOTONG_BLOCK_KEY_VALUE:
      list = json_object_get_array_member (object, "pairs");
      for (guint i = 0; list != NULL && i + 1 < json_array_get_length (list); i += 2)
        sotong_document_add_key_value (document, json_array_get_string_element (list, i), json_array_get_string_element (list, i + 1));
      break;
    case SOTONG_BLOCK_TABLE:
      {
        g_autoptr(SotongTable) table = restore_table (json_object_get_object_member (object, "table"));

        sotong_document_add_table (document, table);
        break;
      }
    case SOTONG_BLOCK_PICTURE:
      restore_picture (document, object, now, used);
      break;
    case SOTONG_BLOCK_PAGE_BREAK:
      sotong_document_add_page_break (document);
      break;
    case SOTONG_BLOCK_CONTENTS:
      sotong_document_add_contents (document);
      break;
    case SOTONG_BLOCK_PARAGRAPH:
    default:
      sotong_document_add_paragraph (document, (SotongMark) MIN (number_of (object, "mark", 0), SOTONG_MARK_NOTE), text);
      break;
    }
}

/* ---- corrections ---- */

/* What a row is called: its first cell. */
static const char *
label_of (SotongTable *table,
          guint        row)
{
  const SotongCell *cell = sotong_table_get_cell (table, row, 0);

  return cell != NULL ? cell->text : "";
}

typedef enum { ALIKE_WHOLLY, ALIKE_BUT_FIGURES, ALIKE_BY_NAME, N_ALIKE } Alike;

/* A figure, or a blank where one may stand. */
static gboolean
may_be_figure (const SotongCell *cell)
{
  return cell->has_value || *cell->text == '\0' || g_str_equal (cell->text, "-");
}

/* Where @other has the column: forms get columns in the course of time, and name them in another language. -1: nowhere. */
static int
find_column (SotongTable *table,
             guint        column,
             SotongTable *other)
{
  const char *title = sotong_table_get_column (table, column)->title;
  guint n = sotong_table_get_n_columns (other);

  if (column < n && g_strcmp0 (sotong_table_get_column (other, column)->title, title) == 0)
    return (int) column;
  for (guint c = 0; c < n; c++)
    if (g_strcmp0 (sotong_table_get_column (other, c)->title, title) == 0)
      return (int) c;
  return n == sotong_table_get_n_columns (table) ? (int) column : -1;
}

static gboolean
is_alike (SotongTable *table,
          guint        row,
          SotongTable *other,
          guint        other_row,
          Alike        how)
{
  if (!g_str_equal (label_of (table, row), label_of (other, other_row)))
    return FALSE;
  for (guint c = 1; how != ALIKE_BY_NAME && c < sotong_table_get_n_columns (table); c++)
    {
      int place = find_column (table, c, other);
      const SotongCell *a = sotong_table_get_cell (table, row, c);
      const SotongCell *b = place >= 0 ? sotong_table_get_cell (other, other_row, (guint) place) : NULL;

      if (place < 0 || (how == ALIKE_BUT_FIGURES && a != NULL && b != NULL && may_be_figure (a) && may_be_figure (b)))
        continue;
      if (g_strcmp0 (a != NULL ? a->text : NULL, b != NULL ? b->text : NULL) != 0)
        return FALSE;
    }
  return TRUE;
}

/*
 * For each row of @now the row of @frozen that it was, or -1. Rows that are the same are taken first, then those whose
 * figures alone differ: a list in which one came in between has one row more, and not all behind it corrected.
 */
static int *
pair_rows (SotongTable *frozen,
           SotongTable *now)
{
  guint n = sotong_table_get_n_rows (now);
  int *pairs = g_new (int, n + 1);
  g_autofree gboolean *taken = g_new0 (gboolean, sotong_table_get_n_rows (frozen) + 1);

  for (guint o = 0; o < n; o++)
    pairs[o] = -1;
  for (Alike how = ALIKE_WHOLLY; how < N_ALIKE; how++)
    for (guint o = sotong_table_get_n_heads (now); o < n; o++)
      for (guint r = sotong_table_get_n_heads (frozen); pairs[o] < 0 && r < sotong_table_get_n_rows (frozen); r++)
        if (!taken[r] && is_alike (frozen, r, now, o, how))
          {
            pairs[o] = (int) r;
            taken[r] = TRUE;
          }
  return pairs;
}

static void
correct (SotongDocument *document,
         const char     *where,
         const char     *label,
         const char     *column,
         const char     *before,
         const char     *after)
{
  /* Translators: a table, a row, a column; what was closed, what it is now */
  g_autofree char *text = g_strdup_printf (_("%s · %s · %s: closed %s, corrected %s"), where, label, column, *before != '\0' ? before : "-",
                                           *after != '\0' ? after : "-");

  g_strdelimit (text, "\n", ' ');
  sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, text);
}

/* The figures that are read first: a large row that has no name, below what they are called. */
static gboolean
is_strip (SotongTable *table)
{
  guint n = sotong_table_get_n_rows (table);

  return n > 0 && (sotong_table_get_row (table, n - 1)->flags & SOTONG_ROW_LARGE) != 0;
}

static guint
compare_strip (SotongDocument *document,
               SotongTable    *frozen,
               SotongTable    *now,
               const char     *where)
{
  guint last = sotong_table_get_n_rows (frozen), other = sotong_table_get_n_rows (now), n = 0;

  for (guint c = 0; c < sotong_table_get_n_columns (frozen); c++)
    {
      int place = find_column (frozen, c, now);
      const SotongCell *before = sotong_table_get_cell (frozen, last - 1, c);
      const SotongCell *after = place >= 0 ? sotong_table_get_cell (now, other - 1, (guint) place) : NULL;
      g_autofree char *text = NULL;

      if (before == NULL || after == NULL || g_strcmp0 (before->text, after->text) == 0)
        continue;
      /* Translators: a table, what a figure is called; what was closed, what it is now */
      text = g_strdup_printf (_("%s · %s: closed %s, corrected %s"), where, sotong_table_get_column (frozen, c)->title, before->text, after->text);
      sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, g_strdelimit (text, "\n", ' '));
      n++;
    }
  return n;
}

/* Whether a part of a year's settlement was closed when such a one had what the whole year carries over, and the year's own settlement
 * beside it: that today's has neither is no correction. */
static gboolean
has_whole_year (SotongDocument *frozen,
                SotongDocument *now)
{
  return strstr (sotong_document_get_title (now), PART) != NULL && strstr (sotong_document_get_title (frozen), PART) == NULL;
}

static gboolean
is_of_whole_year (SotongTable *table,
                  guint        column)
{
  const char *title = sotong_table_get_column (table, column)->title;

  return g_strcmp0 (sotong_table_get_id (table), "lines") == 0 && (g_str_equal (title, "차년이월") || g_str_equal (title, "집행잔액"));
}

/* The figures of a row that are others now, those that came where a blank was closed among them; @other is -1 if it is there no more. */
static guint
compare_row (SotongDocument *document,
             SotongTable    *frozen,
             guint           row,
             SotongTable    *now,
             int             other,
             const char     *where,
             gboolean        whole)
{
  guint n = 0;

  for (guint c = 0; c < sotong_table_get_n_columns (frozen); c++)
    {
      const SotongCell *before = sotong_table_get_cell (frozen, row, c);
      int place = find_column (frozen, c, now);
      const SotongCell *after = other >= 0 && place >= 0 ? sotong_table_get_cell (now, (guint) other, (guint) place) : NULL;

      if (place < 0 || before == NULL || before->column != c || !(before->has_value || (after != NULL && after->column == (guint) place && after->has_value))
          || (whole && is_of_whole_year (frozen, c)) || (after != NULL && g_strcmp0 (before->text, after->text) == 0))
        continue;
      correct (document, where, label_of (frozen, row), sotong_table_get_column (frozen, c)->title, before->text, after != NULL ? after->text : "");
      n++;
    }
  return n;
}

/* A row that was not there: that it came, and its figures. */
static guint
tell_new_row (SotongDocument *document,
              SotongTable    *now,
              guint           row,
              const char     *where)
{
  guint n = 1;

  correct (document, where, label_of (now, row), _("row"), "", _("came in since"));
  for (guint c = 1; c < sotong_table_get_n_columns (now); c++)
    {
      const SotongCell *after = sotong_table_get_cell (now, row, c);

      if (after == NULL || after->column != c || !after->has_value)
        continue;
      correct (document, where, label_of (now, row), sotong_table_get_column (now, c)->title, "", after->text);
      n++;
    }
  return n;
}

static int
find_pair (const int *pairs,
           guint      n_pairs,
           guint      row)
{
  for (guint o = 0; o < n_pairs; o++)
    if (pairs[o] == (int) row)
      return (int) o;
  return -1;
}

static gboolean
has_total (SotongTable *table)
{
  for (guint r = 0; r < sotong_table_get_n_rows (table); r++)
    if ((sotong_table_get_row (table, r)->flags & SOTONG_ROW_TOTAL) != 0)
      return TRUE;
  return FALSE;
}

/* A list that was closed before such lists had a total: that it has one now is no correction. Nor is, of a part of a year that was closed
 * as if it were @whole, that it stands beside other years. */
static guint
compare_table (SotongDocument *document,
               SotongTable    *frozen,
               SotongTable    *now,
               const char     *where,
               gboolean        whole)
{
  gboolean years = whole && g_strcmp0 (sotong_table_get_id (frozen), "settlement") == 0;
  g_autofree int *pairs = pair_rows (frozen, now);
  SotongRowFlags unsaid = has_total (frozen) ? 0 : SOTONG_ROW_TOTAL;
  guint n_rows = sotong_table_get_n_rows (now), n = 0;

  if (is_strip (frozen) && is_strip (now))
    return compare_strip (document, frozen, now, where);
  for (guint r = sotong_table_get_n_heads (frozen); r < sotong_table_get_n_rows (frozen) && n < MAX_CORRECTIONS; r++)
    {
      int pair = find_pair (pairs, n_rows, r);

      if (pair >= 0 || !years)
        n += compare_row (document, frozen, r, now, pair, where, whole);
    }
  for (guint r = sotong_table_get_n_heads (now); r < n_rows && n < MAX_CORRECTIONS; r++)
    if (pairs[r] < 0 && !years && (sotong_table_get_row (now, r)->flags & unsaid) == 0)
      n += tell_new_row (document, now, r, where);
  return n;
}

/* How many tables of that id pages show: each campaign has the same ones. */
static guint
count_shown (SotongDocument *document,
             const char     *id)
{
  guint n = 0;

  for (guint i = 0; id != NULL && i < sotong_document_get_n_blocks (document); i++)
    {
      SotongTable *table = sotong_document_get_block (document, i)->table;

      n += table != NULL && g_strcmp0 (sotong_table_get_id (table), id) == 0;
    }
  return n;
}

/* The table as pages show it: what data files are written from may have other rows. Of several the one in @part; without it the first. */
static SotongTable *
find_shown (SotongDocument *document,
            const char     *id,
            const char     *part)
{
  const char *at = NULL;

  for (guint i = 0; id != NULL && i < sotong_document_get_n_blocks (document); i++)
    {
      const SotongBlock *block = sotong_document_get_block (document, i);

      if (block->kind == SOTONG_BLOCK_HEADING && block->level == 1)
        at = block->text;
      if (block->table != NULL && g_strcmp0 (sotong_table_get_id (block->table), id) == 0 && (part == NULL || g_strcmp0 (at, part) == 0))
        return block->table;
    }
  return NULL;
}

/* Whether what was closed says below @heading, in place of a table, that there is none: a sentence, and notes at most. */
static gboolean
is_told_empty (SotongDocument *frozen,
               guint           n_blocks,
               const char     *heading)
{
  guint at = 0;

  while (at < n_blocks && (sotong_document_get_block (frozen, at)->kind != SOTONG_BLOCK_HEADING
                           || g_strcmp0 (sotong_document_get_block (frozen, at)->text, heading) != 0))
    at++;
  for (guint i = at + 1; i < n_blocks; i++)
    {
      const SotongBlock *block = sotong_document_get_block (frozen, i);

      if (i > at + 1 && block->kind == SOTONG_BLOCK_HEADING)
        return TRUE;
      if (block->kind != SOTONG_BLOCK_PARAGRAPH || block->mark != (i == at + 1 ? SOTONG_MARK_CIRCLE : SOTONG_MARK_NOTE))
        return FALSE;
    }
  return at + 1 < n_blocks;
}

/* Tables that there was nothing for when it was closed: all that stands in them came in. */
static guint
tell_new_tables (SotongDocument *document,
                 guint           n_blocks,
                 SotongDocument *now,
                 guint           n)
{
  const char *heading = NULL;

  for (guint i = 0; i < sotong_document_get_n_blocks (now); i++)
    {
      const SotongBlock *block = sotong_document_get_block (now, i);

      if (block->kind == SOTONG_BLOCK_HEADING)
        heading = block->text;
      if (block->table == NULL || find_shown (document, sotong_table_get_id (block->table), NULL) != NULL || !is_told_empty (document, n_blocks, heading))
        continue;
      for (guint r = sotong_table_get_n_heads (block->table); r < sotong_table_get_n_rows (block->table) && n < MAX_CORRECTIONS; r++)
        n += tell_new_row (document, block->table, r, heading);
    }
  return n;
}

/* Numbered where the document's own headings are, and with a box where they have one. */
static guint
level_of_first (SotongDocument *document)
{
  guint n = sotong_document_get_n_blocks (document);

  for (guint i = 0; i < n; i++)
    {
      const SotongBlock *block = sotong_document_get_block (document, i);

      if (block->kind == SOTONG_BLOCK_HEADING)
        return block->level;
    }
  return 1;
}

static gboolean
has_attachments (SotongDocument *document)
{
  for (guint i = 0; i < sotong_document_get_n_blocks (document); i++)
    if (sotong_document_get_block (document, i)->attached)
      return TRUE;
  return FALSE;
}

/* Behind the attachments, which are listed as they were closed: the corrections are none of them. */
static void
begin_corrections (SotongDocument *document)
{
  GPtrArray *blocks = sotong_document_peek_blocks (document);
  gboolean behind = has_attachments (document);

  sotong_document_add_heading (document, behind ? 2 : level_of_first (document), _("Corrections since the closing"));
  ((SotongBlock *) g_ptr_array_index (blocks, blocks->len - 1))->appended = behind;
}

static gboolean
has_part (SotongDocument *document,
          const char     *part)
{
  for (guint i = 0; i < sotong_document_get_n_blocks (document); i++)
    {
      const SotongBlock *block = sotong_document_get_block (document, i);

      if (block->kind == SOTONG_BLOCK_HEADING && block->level == 1 && g_strcmp0 (block->text, part) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Today's table of that id in @part; of a part that is called otherwise today, the one in its place, unless that is another part's. */
static SotongTable *
find_now (SotongDocument *frozen,
          SotongTable    *table,
          SotongDocument *now,
          const char     *part)
{
  const char *id = sotong_table_get_id (table);
  SotongTable *found = find_shown (now, id, part);
  const char *at = NULL;
  guint place = 0;

  if (found != NULL || count_shown (frozen, id) != count_shown (now, id))
    return found;
  for (guint i = 0; sotong_document_get_block (frozen, i)->table != table; i++)
    place += sotong_document_get_block (frozen, i)->table != NULL && g_strcmp0 (sotong_table_get_id (sotong_document_get_block (frozen, i)->table), id) == 0;
  for (guint i = 0; found == NULL && i < sotong_document_get_n_blocks (now); i++)
    {
      const SotongBlock *block = sotong_document_get_block (now, i);

      if (block->kind == SOTONG_BLOCK_HEADING && block->level == 1)
        at = block->text;
      if (block->table != NULL && g_strcmp0 (sotong_table_get_id (block->table), id) == 0 && place-- == 0)
        found = block->table;
    }
  return at == NULL || !has_part (frozen, at) ? found : NULL;
}

static void
add_corrections (SotongDocument *document,
                 SotongDocument *now,
                 gint64          frozen_at)
{
  g_autofree char *day = sotong_report_format_date (frozen_at, sotong_document_get_zone (document));
  /* Translators: %s is a day */
  g_autofree char *state = g_strdup_printf (_("The figures are those of the closing on %s; what has changed since stands here as corrections."), day);
  guint n_blocks = sotong_document_get_n_blocks (document), n = 0;
  gboolean whole = has_whole_year (document, now);
  const char *heading = NULL, *part = NULL;

  begin_corrections (document);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, state);
  for (guint i = 0; i < n_blocks && n < MAX_CORRECTIONS; i++)
    {
      const SotongBlock *block = sotong_document_get_block (document, i);
      const char *id = block->table != NULL ? sotong_table_get_id (block->table) : NULL, *caption;
      gboolean one_of_many = count_shown (document, id) > 1 || count_shown (now, id) > 1;
      SotongTable *other = id == NULL ? NULL : find_now (document, block->table, now, one_of_many ? part : NULL);
      g_autofree char *where = NULL;

      if (block->kind == SOTONG_BLOCK_HEADING)
        heading = block->text;
      if (block->kind == SOTONG_BLOCK_HEADING && block->level == 1)
        part = block->text;
      caption = block->table != NULL ? sotong_table_get_caption (block->table) : NULL;
      caption = caption != NULL ? caption : heading != NULL ? heading : C_("table", "Figures");
      where = one_of_many && part != NULL && !g_str_equal (part, caption) ? g_strconcat (part, " · ", caption, NULL) : g_strdup (caption);
      if (other != NULL && !g_str_equal (id, TO_DO))
        n += compare_table (document, block->table, other, where, whole);
    }
  n = tell_new_tables (document, n_blocks, now, n);
  if (n == 0)
    sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, _("None: the figures are the same today."));
  if (n >= MAX_CORRECTIONS)
    sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, _("There are more; only the first are listed."));
}

static SotongDocument *
begin (JsonObject     *root,
       SotongDocument *now)
{
  SotongDocument *document = sotong_document_new (text_of (root, "title"));

  sotong_document_set_author (document, text_of (root, "author"));
  sotong_document_set_subject (document, text_of (root, "subject"));
  sotong_document_set_period (document, text_of (root, "period"));
  sotong_document_set_created (document, json_object_get_int_member_with_default (root, "created", 0), sotong_document_get_zone (now));
  sotong_document_set_made_data (document, number_of (root, "made", 0) != 0);
  sotong_document_set_landscape (document, number_of (root, "landscape", 0) != 0);
  return document;
}

/* Tables that data files are written from: those that no page shows, or that pages show shorter. */
static void
restore_data (SotongDocument *document,
              JsonArray      *data)
{
  for (guint i = 0; data != NULL && i < json_array_get_length (data); i++)
    {
      g_autoptr(SotongTable) table = restore_table (json_object_get_object_member (json_array_get_object_element (data, i), "table"));
      SotongTable *shown = sotong_document_find_table (document, sotong_table_get_id (table));

      if (shown == NULL || sotong_table_get_n_rows (shown) != sotong_table_get_n_rows (table))
        sotong_document_add_data_table (document, table);
    }
}

/**
 * sotong_report_frozen_restore:
 * @stored: what [func@Sotong.report_frozen_store] made
 * @now: (transfer none): the same report as it would be today; its pictures are taken
 * @frozen_at: when it was closed, seconds since 1970 UTC
 * @error: return location; `JSON_PARSER_ERROR`
 *
 * Returns: (transfer full) (nullable): the report as it was, with what would be different today at its end
 */
SotongDocument *
sotong_report_frozen_restore (const char      *stored,
                              SotongDocument  *now,
                              gint64           frozen_at,
                              GError         **error)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GHashTable) used = g_hash_table_new (NULL, NULL);
  SotongDocument *document;
  JsonArray *blocks;
  JsonObject *root;

  if (!json_parser_load_from_data (parser, stored, -1, error))
    return NULL;
  root = json_node_get_object (json_parser_get_root (parser));
  document = begin (root, now);
  blocks = json_object_get_array_member (root, "blocks");
  for (guint i = 0; blocks != NULL && i < json_array_get_length (blocks); i++)
    restore_block (document, json_array_get_object_element (blocks, i), now, used);
  restore_data (document, json_object_get_array_member (root, "data"));
  add_corrections (document, now, frozen_at);
  return document;
}
