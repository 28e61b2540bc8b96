/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast reports become files, each beside others that do the same in the same run: a white paper of 250 pages with 60
 * charts and 120 tables as PDF, beside a bare program of Pango and Cairo that draws the same texts, and LibreOffice, which
 * converts them; as HWPX; a workbook of 100,000 rows of 8 columns, beside openpyxl and LibreOffice.
 * bench-report [ROWS [alone]]; seconds are of the processor, those of the clock stand behind them. */
#include "config.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <locale.h>
#include <stdlib.h>

#include "bench-mentions.h"
#include "bench-peers.h"
#include "chart/sotong-trend-chart.h"
#include "exchange/sotong-export-private.h"
#include "report/sotong-hwpx.h"
#include "report/sotong-pages.h"
#include "report/sotong-pdf.h"
#include "report/sotong-report-paper-private.h"
#include "report/sotong-report-parts-private.h"
#include "report/sotong-report-xlsx.h"
#include "report/sotong-table-html.h"

#define N_CHARTS 60
#define N_TABLES 120
#define N_ROWS   39  /* of a table: with the texts, 250 pages */
#define BARE_BOTTOM 750 /* of a page in points */
#define DAY      86400
#define MM       (72.0 / 25.4)

typedef struct {
  double cpu;
  double wall;
} Took;

static Took
begin (void)
{
  Took now = { cpu_s (), wall_s () };

  return now;
}

static Took
end (Took begun)
{
  Took took = { cpu_s () - begun.cpu, wall_s () - begun.wall };

  return took;
}

static void
add_chart (SotongDocument *document,
           int             n,
           GTimeZone      *zone)
{
  SotongTrendPoint points[31] = { { 0 } };
  SotongRandom random;
  g_autofree char *caption = g_strdup_printf ("%d월 언급량", n % 12 + 1);

  sotong_random_init (&random, (guint64) n + 1);
  for (int i = 0; i < 31; i++)
    {
      SotongTrendPoint *p = &points[i];

      p->start = G_GINT64_CONSTANT (1451574000) + i * DAY;
      p->positive = sotong_random_below (&random, 400);
      p->neutral = sotong_random_below (&random, 300);
      p->negative = sotong_random_below (&random, 200);
      p->total = p->positive + p->neutral + p->negative;
    }
  sotong_paper_add_chart (document, n % 2 == 0 ? sotong_trend_chart_new (points, 31, SOTONG_BUCKET_DAY, zone)
                                               : sotong_sentiment_chart_new (points, 31, SOTONG_BUCKET_DAY, zone),
                          NULL, caption, 60);
}

static void
add_table (SotongDocument *document,
           int             n)
{
  static const SotongPaperColumn columns[] = {
    { "일자", "일자", 24, SOTONG_ALIGN_CENTER }, { "제목", "제목", 62, SOTONG_ALIGN_LEFT }, { "채널", "채널", 24, SOTONG_ALIGN_LEFT },
    { "조회", "조회", 20, SOTONG_ALIGN_RIGHT }, { "반응", "반응", 20, SOTONG_ALIGN_RIGHT }, { "비용", "비용_천원", 20, SOTONG_ALIGN_RIGHT },
  };
  g_autofree char *id = g_strdup_printf ("table-%d", n);
  SotongTable *table = sotong_paper_table (id, SOTONG_PAPER_THOUSAND, columns, G_N_ELEMENTS (columns));

  for (int i = 0; i < N_ROWS; i++)
    {
      g_autofree char *day = g_strdup_printf ("2016-%02d-%02d", n % 12 + 1, i % 28 + 1);
      g_autofree char *title = g_strdup_printf ("시민과 함께하는 서울 이야기 %d편: 우리 동네 축제", n * N_ROWS + i);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, day);
      sotong_table_add_text (table, title);
      sotong_table_add_text (table, i % 2 ? "시 페이스북" : "시 블로그");
      sotong_report_add_count (table, 1000 + n * 37 + i * 11);
      sotong_report_add_count (table, 20 + i * 3);
      sotong_report_add_thousand (table, (gint64) (150 + i) * 1000);
    }
  sotong_paper_add (document, table);
}

static SotongDocument *
make_paper (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  SotongDocument *document = sotong_document_new ("2016 소셜미디어 백서");

  sotong_document_set_author (document, "뉴미디어담당관");
  sotong_document_set_created (document, 1476406800, zone);
  sotong_document_add_title (document, "2016 소셜미디어 백서");
  for (int i = 0; i < N_TABLES; i++)
    {
      g_autofree char *heading = g_strdup_printf ("기록 %d", i + 1);

      sotong_document_add_heading (document, i % 12 == 0 ? 1 : 2, heading);
      for (int k = 0; k < 4; k++)
        sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "시민이 직접 묻고 답하는 소통 창구를 넓히고, 재난과 생활 정보를 먼저 알리며, 채널마다 알맞은 말로 시정을 "
                                       "설명하여 한 해 동안 쌓인 기록을 숫자와 함께 남김");
      if (i % 2 == 0)
        add_chart (document, i / 2, zone);
      add_table (document, i);
    }
  return document;
}

/* ---- the bare program: the same texts in the same fonts, on as many pages ---- */

typedef struct {
  cairo_t     *cr;
  PangoLayout *layout;
  double       y;
  double       bottom;
} Bare;

static void
bare_text (Bare       *bare,
           const char *font,
           const char *text,
           double      x,
           double      width)
{
  g_autoptr(PangoFontDescription) description = pango_font_description_from_string (font);

  pango_layout_set_font_description (bare->layout, description);
  pango_layout_set_width (bare->layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (bare->layout, text, -1);
  cairo_move_to (bare->cr, x, bare->y);
  pango_cairo_show_layout (bare->cr, bare->layout);
}

static void
bare_line (Bare  *bare,
           double height)
{
  bare->y += height;
  if (bare->y < bare->bottom)
    return;
  cairo_show_page (bare->cr);
  bare->y = 70;
}

static void
bare_table (Bare        *bare,
            SotongTable *table)
{
  for (guint r = 0; r < sotong_table_get_n_rows (table); r++)
    {
      const SotongRow *row = sotong_table_get_row (table, r);
      double x = 57;

      for (guint i = 0; i < row->cells->len; i++)
        {
          const SotongCell *cell = g_ptr_array_index (row->cells, i);
          double width = sotong_table_get_column (table, cell->column)->width * MM;

          bare_text (bare, "NanumGothic 9", cell->text, x, width);
          x += width;
        }
      bare_line (bare, 18);
    }
}

static void
draw_bare (SotongDocument *document,
           const char     *path)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595.276, 841.89);
  Bare bare = { cairo_create (surface), NULL, 70, BARE_BOTTOM };

  bare.layout = pango_cairo_create_layout (bare.cr);
  for (guint i = 0; i < sotong_document_get_n_blocks (document); i++)
    {
      const SotongBlock *block = sotong_document_get_block (document, i);

      if (block->kind == SOTONG_BLOCK_TABLE)
        bare_table (&bare, block->table);
      else if (block->kind == SOTONG_BLOCK_PICTURE)
        {
          cairo_save (bare.cr);
          cairo_translate (bare.cr, 57, bare.y);
          block->draw (bare.cr, block->width * MM, block->height * MM, block->data);
          cairo_restore (bare.cr);
          bare_line (&bare, block->height * MM);
        }
      else if (block->text != NULL)
        {
          bare_text (&bare, "NanumMyeongjo 11", block->text, 57, 482);
          bare_line (&bare, 34);
        }
    }
  g_object_unref (bare.layout);
  cairo_destroy (bare.cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
}

/* ---- what is measured ---- */

static void
say (const char *what,
     Took        took,
     const char *than,
     double      other)
{
  g_print ("%-44s %7.2f s (clock %.2f)", what, took.cpu, took.wall);
  if (other > 0)
    g_print ("   %5.2f × %s (%.2f s)", took.cpu / other, than, other);
  g_print ("\n");
}

static char *
make_html (SotongDocument *document,
           const char     *folder)
{
  GString *out = g_string_new ("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>");
  char *path = g_build_filename (folder, "paper.html", NULL);

  for (guint i = 0; i < sotong_document_get_n_blocks (document); i++)
    {
      const SotongBlock *block = sotong_document_get_block (document, i);
      g_autofree char *table = block->kind == SOTONG_BLOCK_TABLE ? sotong_table_to_html (block->table) : NULL;

      if (table != NULL)
        g_string_append (out, table);
      else if (block->text != NULL)
        g_string_append_printf (out, "<p>%s</p>", block->text);
    }
  g_string_append (out, "</body></html>");
  g_file_set_contents (path, out->str, (gssize) out->len, NULL);
  g_string_free (out, TRUE);
  return path;
}

static void
measure_paper (const char *folder,
               gboolean    peers)
{
  g_autoptr(SotongDocument) document = make_paper ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) pdf = g_file_new_build_filename (folder, "paper.pdf", NULL);
  g_autoptr(GFile) hwpx = g_file_new_build_filename (folder, "paper.hwpx", NULL);
  g_autoptr(SotongPages) pages = sotong_pages_new (document, NULL, NULL, NULL, &error);
  g_autofree char *bare = g_build_filename (folder, "bare.pdf", NULL), *html = make_html (document, folder);
  Took of_bare, took;
  double office;

  if (pages == NULL)
    g_error ("%s", error->message);
  g_print ("a white paper of %u pages, %d charts, %d tables\n", sotong_pages_get_n_pages (pages), N_CHARTS, N_TABLES);
  g_clear_object (&pages);
  of_bare = begin ();
  draw_bare (document, bare);
  of_bare = end (of_bare);
  say ("the bare program (texts and charts)", of_bare, NULL, 0);
  took = begin ();
  if (!sotong_pdf_write (document, pdf, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  took = end (took);
  say ("PDF (goal 3 s, 2 × the bare program)", took, "the bare program", of_bare.cpu);
  office = !peers ? -1 : bench_peer_convert (folder, html, NULL, "pdf:writer_web_pdf_Export");
  if (office > 0)
    g_print ("%-44s %7.2f × ours\n", "LibreOffice, the same texts to PDF", office / took.cpu);
  took = begin ();
  if (!sotong_hwpx_write (document, hwpx, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  say ("HWPX (goal 2 s)", end (took), NULL, 0);
}

static void
measure_sheet (const char *folder,
               int         n,
               gboolean    peers)
{
  static const char * const headings[] = { "번호", "일시", "채널", "제목", "조회", "반응", "비용", "상태", NULL };
  g_autoptr(GFile) file = g_file_new_build_filename (folder, "sheet.xlsx", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongReplace) replace = sotong_replace_begin (file, &error);
  g_autofree char *csv = bench_peer_csv (folder, n);
  SotongExportBook *book = sotong_export_book_new (replace, "자료", headings, 1 | 16 | 32 | 64, &error);
  Took took = begin ();
  long before = status_kb ("VmRSS:"), after;
  double python, office;

  for (int i = 0; i < n; i++)
    {
      char number[16], title[64];
      const char *cells[] = { number, "2016-10-14 10:00", "시 페이스북", title, number, number, number, "published", NULL };

      g_snprintf (number, sizeof number, "%d", i + 1);
      g_snprintf (title, sizeof title, "시민과의 소통 %d", i);
      sotong_export_book_add_row (book, cells);
    }
  after = status_kb ("VmRSS:");
  sotong_export_book_close (book);
  if (!sotong_replace_commit (replace, &error))
    g_error ("%s", error->message);
  took = end (took);
  python = !peers ? -1 : bench_peer_openpyxl (folder, n);
  say ("XLSX, 8 columns (goal 1.5 s)", took, "openpyxl, write-only", python);
  g_print ("%-44s %7ld KB of %d rows\n", "memory that grew meanwhile", after - before, n);
  office = !peers ? -1 : bench_peer_convert (folder, csv, "Text - txt - csv (StarCalc):44,34,76,1", "xlsx:Calc MS Excel 2007 XML");
  if (office > 0)
    g_print ("%-44s %7.2f × ours\n", "LibreOffice, the same rows from CSV", office / took.cpu);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_autofree char *folder = g_dir_make_tmp ("sotong-bench-report-XXXXXX", NULL);

  measure_paper (folder, argc <= 2);
  measure_sheet (folder, argc > 1 ? atoi (argv[1]) : 100000, argc <= 2);
  g_print ("the files are in %s\n", folder);
  return 0;
}
