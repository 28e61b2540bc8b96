/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report-files.h"
#include "report-fixtures.h"
#include "report/sotong-report-attachment.h"
#include "report/sotong-report-file.h"

static void
test_budget (FolderFixture *f,
             gconstpointer  data)
{
  static const char *const figures[] = {
    "계280,395161,600418,000256,400158", "사무관리비237,600157,600414,000256,400162", "시책추진업무추진비4,0004,0004,000",
    "150,000원*500건", "150,000원*40회", "1,000,000원*40회", "10,000,000원*3회", "100,000원*150회", "35,000,000원(250P/500부)",
    "94,000", "120,000", "200,000", "75,000", "241,600", "38,795", "2012543,92300543,923448,637095,286",
    "2013286,19500286,195258,187028,008", "2014280,39500280,395262,470017,925", "2016.01~2016.02", "2016.02~2016.12", "126,128",
  };
  g_autoptr(SotongReportBudget) input = fixture_budget ();
  g_autoptr(SotongDocument) document = sotong_report_budget_build (input);
  g_autoptr(GFile) file = folder_file (f, "예산 요약.pdf");
  g_autofree char *text = NULL;

  write_pdf (document, file);
  check_pdf_syntax (file);
  text = read_pdf_text (file);
  if (text == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    assert_contains (text, figures[i]);
  assert_contains (text, "-1/4-");
  g_assert_null (strstr (text, "demonstration"));
  g_assert_null (strstr (text, "donotaddup")); /* every settled year adds up */
}

/* With the Korean texts built beside the tests, the source document's own words. */
static void
test_budget_in_korean (FolderFixture *f,
                       gconstpointer  data)
{
  static const char *const words[] = {
    "1기본현황", "□예산총괄", "□예산요구내역및산출근거", "(단위:천원)", "2014년예산액", "2015예산액(A)", "2016예산(B)", "증감(B-A)",
    "최근3년결산현황", "당초예산", "차년이월", "집행잔액", "추진일정", "총사업비", "☑직접수행", "☑연례반복",
  };
  g_autofree char *locale = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);
  g_autoptr(SotongReportBudget) input = fixture_budget ();
  g_autoptr(SotongDocument) document = NULL;
  g_autoptr(GFile) file = folder_file (f, "ko.pdf");
  g_autofree char *text = NULL;

  g_setenv ("LANGUAGE", "ko", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, locale);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  document = sotong_report_budget_build (input);
  write_pdf (document, file);
  g_setenv ("LANGUAGE", "en", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, f->folder);
  if (!g_str_has_suffix (sotong_document_get_title (document), "보고"))
    {
      g_test_skip ("the Korean texts are not built");
      return;
    }
  text = read_pdf_text (file);
  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (words); i++)
    assert_contains (text, words[i]);
}

static void
test_performance (FolderFixture *f,
                  gconstpointer  data)
{
  static const char *const parts[] = {
    "50040261", "40316", "32166", "15011820", "2016-07", "Total641953142746", "madeforthedemonstration", "시정뉴스피드",
  };
  g_autoptr(SotongReportPerformance) input = fixture_performance (366);
  g_autoptr(SotongDocument) document = sotong_report_performance_build (input);
  g_autoptr(GFile) file = folder_file (f, "performance.pdf");
  g_autofree char *text = NULL;

  write_pdf (document, file);
  check_pdf_syntax (file);
  text = read_pdf_text (file);
  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (parts); i++)
    assert_contains (text, parts[i]);
}

/* No rows, no days, no money: still a document. */
static void
test_nothing_to_report (FolderFixture *f,
                        gconstpointer  data)
{
  g_autoptr(SotongReportBudget) budget = sotong_report_budget_new ();
  g_autoptr(SotongReportPerformance) performance = sotong_report_performance_new ();
  g_autoptr(SotongDocument) first = sotong_report_budget_build (budget);
  g_autoptr(SotongDocument) second = sotong_report_performance_build (performance);
  g_autoptr(GFile) file = folder_file (f, "empty.pdf");

  write_pdf (first, file);
  check_pdf_syntax (file);
  write_pdf (second, file);
  check_pdf_syntax (file);
}

/* Amounts at the edge of 64 bits are printed or left blank, and nothing breaks. */
static void
test_edges_of_numbers (FolderFixture *f,
                       gconstpointer  data)
{
  g_autoptr(SotongReportBudget) input = sotong_report_budget_new ();
  g_autoptr(SotongDocument) document = NULL;
  g_autoptr(GFile) file = folder_file (f, "edges.pdf");

  sotong_report_budget_add_total (input, "계", TRUE, G_MAXINT64, -G_MAXINT64, G_MAXINT64);
  sotong_report_budget_add_total (input, "0", FALSE, 0, 0, 5000);
  sotong_report_budget_add_execution (input, "a", NULL, G_MAXINT64, -G_MAXINT64, G_MAXINT64, -G_MAXINT64, 1);
  sotong_report_budget_add_execution (input, "b", NULL, G_MAXINT64, 0, 0, G_MAXINT64, G_MAXINT64);
  document = sotong_report_budget_build (input);
  write_pdf (document, file);
  check_pdf_syntax (file);
}

static SotongTable *
make_long_table (guint n_rows)
{
  SotongTable *table = sotong_table_new ("long", "A long table");

  sotong_table_set_unit (table, "(unit: thousand won)");
  sotong_table_add_column (table, "Headword", "a", 40, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, "Text", "b", 100, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, "Amount", "c", 30, SOTONG_ALIGN_RIGHT);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *text = g_strdup_printf ("row<%u>", i);

      sotong_table_begin_row (table, i % 10 == 0 ? SOTONG_ROW_GROUP : 0);
      if (i % 25 == 0)
        {
          g_autofree char *group = g_strdup_printf ("group %u", i / 25);

          sotong_table_add_text (table, group);
          sotong_table_span (table, 1, 25);
        }
      sotong_table_add_text (table, text);
      sotong_table_add_number (table, 1000 * i, NULL);
    }
  return table;
}

static guint
count_in (const char *text,
          const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + 1, part))
    n++;
  return n;
}

/* Every row once, the head on each page, no group's first row alone at a foot. */
static void
test_long_table (FolderFixture *f,
                 gconstpointer  data)
{
  g_autoptr(SotongDocument) document = sotong_document_new ("long");
  g_autoptr(SotongTable) table = make_long_table (300);
  g_autoptr(SotongPages) pages = NULL;
  g_autoptr(GFile) file = folder_file (f, "long.pdf");
  g_autofree char *text = NULL;
  g_auto(GStrv) parts = NULL;

  sotong_document_add_table (document, table);
  pages = sotong_pages_new (document, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (sotong_pages_get_n_pages (pages), >=, 6);
  write_pdf (document, file);
  check_pdf_syntax (file);
  text = read_pdf_text (file);
  if (text == NULL)
    return;
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *row = g_strdup_printf ("row<%u>", i);

      g_assert_cmpuint (count_in (text, row), ==, 1);
    }
  g_assert_cmpuint (count_in (text, "Headword"), ==, sotong_pages_get_n_pages (pages));
  g_assert_cmpuint (count_in (text, "(continued)"), ==, sotong_pages_get_n_pages (pages) - 1);
  parts = g_strsplit (text, "Alongtable(continued)", -1);
  for (guint i = 0; parts[i + 1] != NULL; i++)
    {
      const char *last = strrchr (parts[i], '<');

      g_assert_nonnull (last);
      g_assert_cmpuint (g_ascii_strtoull (last + 1, NULL, 10) % 10, >=, 2);
    }
}

/* A heading goes with what it is the heading of. */
static void
test_heading_is_not_left_alone (FolderFixture *f,
                                gconstpointer  data)
{
  for (guint n = 20; n < 60; n += 3)
    {
      g_autoptr(SotongDocument) document = sotong_document_new ("headings");
      g_autoptr(SotongTable) table = make_long_table (25);
      g_autoptr(GFile) file = folder_file (f, "headings.pdf");
      const char *argv[] = { "pdftotext", "-raw", "-enc", "UTF-8", g_file_peek_path (file), "-", NULL };
      g_autofree char *text = NULL;
      g_auto(GStrv) pages = NULL;

      for (guint i = 0; i < n; i++)
        sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "line");
      sotong_document_add_heading (document, 1, "Section");
      sotong_document_add_heading (document, 2, "Part");
      sotong_document_add_table (document, table);
      write_pdf (document, file);
      text = run_reader (argv);
      if (text == NULL)
        return;
      pages = g_strsplit (text, "\f", -1);
      for (guint i = 0; pages[i] != NULL; i++)
        {
          if (strstr (pages[i], "Section") != NULL)
            {
              g_assert_nonnull (strstr (pages[i], "Part"));
              g_assert_nonnull (strstr (pages[i], "row<0>"));
            }
        }
    }
}

/* A table of one column, "row<0>" and so on below its head. */
static SotongTable *
make_rows (guint n)
{
  SotongTable *table = sotong_table_new ("rows", NULL);

  sotong_table_add_column (table, "Headword", "a", 40, SOTONG_ALIGN_LEFT);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *row = g_strdup_printf ("row<%u>", i);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, row);
    }
  return table;
}

/* Neither the first row of a table stands alone at a foot, nor the last one on a page. */
static void
test_row_is_not_left_alone (FolderFixture *f,
                            gconstpointer  data)
{
  for (guint n = 24; n < 48; n++)
    {
      g_autoptr(SotongDocument) document = sotong_document_new ("rows");
      g_autoptr(SotongTable) table = make_rows (60);
      g_autoptr(GFile) file = folder_file (f, "rows.pdf");
      g_autofree char *text = NULL;
      g_auto(GStrv) pages = NULL;

      for (guint i = 0; i < n; i++)
        sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "line");
      sotong_document_add_table (document, table);
      write_pdf (document, file);
      text = read_pdf_text (file);
      if (text == NULL)
        return;
      pages = g_strsplit (text, "Headword", -1); /* each page has the table's head */
      g_assert_cmpuint (g_strv_length (pages), >, 2);
      for (guint i = 1; pages[i] != NULL; i++)
        g_assert_cmpuint (count_in (pages[i], "row<"), >, 1);
    }
}

/* What is said below a table stands on a page with rows of it, however many it has; a table of few rows goes there whole. */
static void
test_note_is_not_left_alone (FolderFixture *f,
                             gconstpointer  data)
{
  const guint sizes[] = { 3, 9, 40 };

  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    for (guint n = 18 + k; n < 44; n += 3)
      {
        g_autoptr(SotongDocument) document = sotong_document_new ("notes");
        g_autoptr(SotongTable) table = make_rows (sizes[k]);
        g_autoptr(GFile) file = folder_file (f, "notes.pdf");
        g_autofree char *text = NULL;
        g_auto(GStrv) pages = NULL;

        for (guint i = 0; i < n; i++)
          sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "line");
        sotong_document_add_table (document, table);
        sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, "said below");
        write_pdf (document, file);
        text = read_pdf_text (file);
        if (text == NULL)
          return;
        g_assert_cmpuint (count_in (text, "row<"), ==, sizes[k]);
        pages = g_strsplit (text, "\f", -1);
        for (guint i = 0; pages[i] != NULL; i++)
          if (strstr (pages[i], "said below") != NULL)
            g_assert_cmpuint (count_in (pages[i], "row<"), >=, MIN (sizes[k], 2));
        if (sizes[k] == 3)
          g_assert_cmpuint (count_in (text, "Headword"), ==, 1);
      }
}

/* The last line before a page that is begun on purpose, or of all, takes the one before it along. */
static void
test_line_is_not_left_alone (FolderFixture *f,
                             gconstpointer  data)
{
  for (guint n = 20; n < 48; n++)
    {
      g_autoptr(SotongDocument) document = sotong_document_new ("alone");
      g_autoptr(GFile) file = folder_file (f, "lines.pdf");
      g_autofree char *text = NULL;
      g_auto(GStrv) pages = NULL;

      for (guint i = 0; i < 2 * n; i++)
        {
          if (i == n)
            sotong_document_add_page_break (document);
          sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "entry");
        }
      write_pdf (document, file);
      text = read_pdf_text (file);
      if (text == NULL)
        return;
      g_assert_cmpuint (count_in (text, "entry"), ==, 2 * n);
      pages = g_strsplit (text, "\f", -1);
      for (guint i = 0; pages[i] != NULL; i++)
        g_assert_cmpuint (count_in (pages[i], "entry"), !=, 1);
    }
}

static char *
make_hostile (guint n_characters)
{
  static const char *const parts[] = {
    "=cmd|' /C calc'!A0", "<script>&\"'</script>]]>", "\x01\x02\x1b[31m", "\xff\xfe", "😀👨‍👩‍👧❤️⚡🤣🇰🇷1️⃣",
    "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "漢字", "العربية", "\xe2\x80\xae" "abc", "\xee\x80\x80", "탭\t끝", "%s%n%d", "가나다라마바사",
  };
  GString *out = g_string_new (NULL);

  for (guint i = 0; out->len < n_characters; i++)
    g_string_append (out, parts[i % G_N_ELEMENTS (parts)]);
  return g_string_free (out, FALSE);
}

static void
fill_hostile (SotongDocument *document,
              const char     *text)
{
  g_autoptr(SotongTable) table = sotong_table_new ("h", text);

  sotong_table_set_unit (table, "(unit)");
  sotong_table_add_column (table, text, text, 60, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, "b", "b", 60, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, "c", "c", 5, SOTONG_ALIGN_RIGHT);
  for (guint i = 0; i < 3; i++)
    {
      sotong_table_begin_row (table, SOTONG_ROW_GROUP);
      sotong_table_add_text (table, text);
      if (i == 1)
        sotong_table_span (table, 1, 2);
      if (i < 2)
        sotong_table_add_text (table, text);
      sotong_table_add_number (table, G_MAXINT64, NULL);
    }
  sotong_document_add_title (document, text);
  sotong_document_add_heading (document, 1, text);
  sotong_document_add_paragraph (document, SOTONG_MARK_DOT, text);
  sotong_document_add_key_value (document, text, text);
  sotong_document_add_table (document, table);
}

static void
test_hostile_text (FolderFixture *f,
                   gconstpointer  data)
{
  guint lengths[] = { 200, 32768 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *text = make_hostile (lengths[i]);
      g_autoptr(SotongDocument) document = sotong_document_new (text);
      g_autoptr(GFile) file = folder_file (f, "hostile.pdf");
      g_autofree char *read = NULL;

      sotong_document_set_author (document, text);
      sotong_document_set_subject (document, text);
      sotong_document_set_period (document, text);
      fill_hostile (document, text);
      write_pdf (document, file);
      check_pdf_syntax (file);
      read = read_pdf_text (file);
      if (read == NULL)
        continue;
      assert_contains (read, "=cmd|'/Ccalc'!A0<script>&\"'</script>]]>");
      assert_contains (read, "abc[U+E000]");
      g_assert_null (strstr (read, "\xef\xbf\xbd"));
    }
}

/* A cell that is taller than pages is continued, to its last word. */
static void
test_cell_taller_than_a_page (FolderFixture *f,
                              gconstpointer  data)
{
  g_autoptr(SotongDocument) document = sotong_document_new ("tall");
  g_autoptr(SotongTable) table = sotong_table_new ("t", NULL);
  g_autoptr(GFile) file = folder_file (f, "tall.pdf");
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *read = NULL;

  for (guint i = 0; i < 6000; i++)
    g_string_append_printf (text, "w%u. ", i);
  sotong_table_add_column (table, "head", "t", 100, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, "n", "n", 30, SOTONG_ALIGN_RIGHT);
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, text->str);
  sotong_table_add_number (table, 7654321, NULL);
  sotong_document_add_table (document, table);
  write_pdf (document, file);
  check_pdf_syntax (file);
  read = read_pdf_text (file);
  for (guint i = 0; read != NULL && i < 6000; i++)
    {
      g_autofree char *word = g_strdup_printf ("w%u.", i);

      assert_contains (read, word);
    }
  if (read != NULL)
    g_assert_cmpuint (count_in (read, "7,654,321"), ==, 1);
}

static void
write_old (GFile *file)
{
  g_assert_true (g_file_replace_contents (file, "old", 3, NULL, FALSE, 0, NULL, NULL, NULL));
}

static void
assert_old (GFile *file)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
}

/* In a process of its own: the limit stays with it. */
static void
test_disk_full (FolderFixture *f,
                gconstpointer  data)
{
  g_autoptr(SotongReportBudget) input = fixture_budget ();
  g_autoptr(SotongDocument) document = sotong_report_budget_build (input);
  g_autoptr(GFile) file = folder_file (f, "full.pdf");
  g_autoptr(GError) error = NULL;
  struct rlimit before, limit;

  write_old (file);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 8192;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (sotong_pdf_write (document, file, NULL, NULL, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  assert_contains (error->message, "full.pdf");
  assert_old (file);
  g_assert_cmpuint (folder_count (f), ==, 1);
}

/* A device is written to itself and not replaced. */
static void
test_full_device (FolderFixture *f,
                  gconstpointer  data)
{
  g_autoptr(SotongReportBudget) input = fixture_budget ();
  g_autoptr(SotongDocument) document = sotong_report_budget_build (input);
  g_autoptr(GFile) file = g_file_new_for_path ("/dev/full");
  g_autoptr(GError) error = NULL;
  struct stat status;

  if (!g_file_query_exists (file, NULL))
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  g_assert_false (sotong_pdf_write (document, file, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpint (stat ("/dev/full", &status), ==, 0);
  g_assert_true (S_ISCHR (status.st_mode));
}

static void
test_places_that_cannot_be_written (FolderFixture *f,
                                    gconstpointer  data)
{
  g_autoptr(SotongReportBudget) input = fixture_budget ();
  g_autoptr(SotongDocument) document = sotong_report_budget_build (input);
  g_autoptr(GFile) folder = g_file_new_for_path (f->folder);
  g_autoptr(GFile) missing = folder_file (f, "없음/예산.pdf");
  g_autoptr(GFile) remote = g_file_new_for_uri ("sftp://host/x.pdf");
  g_autoptr(GError) error = NULL;

  g_assert_false (sotong_pdf_write (document, folder, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  g_assert_false (sotong_pdf_write (document, missing, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (sotong_pdf_write (document, remote, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

/* The file that a link points at is replaced, with the mode it had; the link stays. */
static void
test_link_is_followed (FolderFixture *f,
                       gconstpointer  data)
{
  g_autoptr(SotongReportBudget) input = fixture_budget ();
  g_autoptr(SotongDocument) document = sotong_report_budget_build (input);
  g_autoptr(GFile) file = folder_file (f, "real.pdf");
  g_autoptr(GFile) by_name = folder_file (f, "link.pdf");
  struct stat status;

  write_old (file);
  g_assert_cmpint (chmod (g_file_peek_path (file), 0640), ==, 0);
  g_assert_cmpint (symlink ("real.pdf", g_file_peek_path (by_name)), ==, 0);
  write_pdf (document, by_name);
  g_assert_cmpint (lstat (g_file_peek_path (by_name), &status), ==, 0);
  g_assert_true (S_ISLNK (status.st_mode));
  g_assert_cmpint (stat (g_file_peek_path (file), &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0640);
  g_assert_cmpint (status.st_size, >, 1000);
}

typedef struct {
  GMainLoop    *loop;
  GCancellable *cancellable;
  double        cancel_at;
  double        last;
  GError       *error;
} Progressing;

static void
progress_cb (double   fraction,
             gpointer data)
{
  Progressing *state = data;

  g_assert_cmpfloat (fraction, >=, state->last);
  g_assert_cmpfloat (fraction, <=, 1.0001);
  state->last = fraction;
  if (fraction >= state->cancel_at)
    g_cancellable_cancel (state->cancellable);
}

static void
test_cancel (FolderFixture *f,
             gconstpointer  data)
{
  double moments[] = { 0, 0.3, 0.8 };

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr(SotongReportBudget) input = fixture_budget ();
      g_autoptr(SotongDocument) document = sotong_report_budget_build (input);
      g_autoptr(GFile) file = folder_file (f, "cancelled.pdf");
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;
      Progressing state = { .cancellable = cancellable, .cancel_at = moments[i] };

      write_old (file);
      g_assert_false (sotong_pdf_write (document, file, progress_cb, &state, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      assert_old (file);
      g_assert_cmpuint (folder_count (f), ==, 1);
    }
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  Progressing *state = data;

  sotong_report_file_write_finish (SOTONG_DOCUMENT (object), result, &state->error);
  g_main_loop_quit (state->loop);
}

static void
test_async (FolderFixture *f,
            gconstpointer  data)
{
  g_autoptr(SotongReportPerformance) input = fixture_performance (31);
  SotongDocument *document = sotong_report_performance_build (input);
  g_autoptr(GFile) file = folder_file (f, "async.pdf");
  Progressing state = { .loop = g_main_loop_new (NULL, FALSE), .cancel_at = 2 };

  sotong_report_file_write_async (document, sotong_pdf_write, file, progress_cb, &state, NULL, written_cb, &state);
  g_main_loop_run (state.loop);
  g_assert_no_error (state.error);
  g_main_loop_unref (state.loop);
  check_pdf_syntax (file);
  g_assert_finalize_object (document);
}

static void
draw_nothing (cairo_t  *cr,
              double    width,
              double    height,
              gpointer  data)
{
  *(double *) data = height;
}

/* With so many lines before what is attached. How many pages there are, and how high the picture was drawn, in millimetres. */
static guint
lay_out_with_attachment (guint   n_lines,
                         double *out_height)
{
  g_autoptr(SotongDocument) document = sotong_document_new ("week");
  g_autoptr(SotongPages) pages = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 600, 850);
  cairo_t *cr = cairo_create (surface);
  guint n;

  sotong_document_add_heading (document, 2, "itself");
  sotong_document_add_picture (document, 170, 80, NULL, "", draw_nothing, out_height, NULL);
  sotong_document_lower_picture (document, 50);
  for (guint i = 0; i < n_lines; i++)
    sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "a line");
  sotong_document_add_attachment (document, "behind it");
  sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "a line");
  sotong_report_attachments_settle (document);
  pages = sotong_pages_new (document, NULL, NULL, NULL, NULL);
  n = sotong_pages_get_n_pages (pages);
  for (guint i = 0; i < n; i++)
    sotong_pages_draw (pages, i, cr);
  *out_height *= 25.4 / 72;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n;
}

/* What a report itself says is kept on one page by its charts, as long as they can be read. */
static void
test_attachment (void)
{
  double height, before = 80;
  guint n_lowered = 0;

  g_assert_cmpuint (lay_out_with_attachment (1, &height), ==, 2);
  g_assert_cmpfloat_with_epsilon (height, 80, 0.01);
  for (guint n = 2; n < 60; n++)
    {
      guint n_pages = lay_out_with_attachment (n, &height);

      if (n_pages > 2)
        {
          g_assert_cmpfloat_with_epsilon (height, 80, 0.01); /* nothing is gained by a low one */
          g_assert_cmpuint (n_lowered, >=, 2);
          return;
        }
      g_assert_cmpfloat (height, <=, before + 0.01);
      g_assert_cmpfloat (height, >=, 50);
      n_lowered += height < before - 0.01;
      before = height;
    }
  g_assert_not_reached ();
}

/* The same document gives the same pages. */
static void
test_landscape_and_pages (void)
{
  g_autoptr(SotongReportBudget) input = fixture_budget ();
  g_autoptr(SotongDocument) document = sotong_report_budget_build (input);
  g_autoptr(SotongPages) pages = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  double width, height;

  sotong_document_set_landscape (document, TRUE);
  pages = sotong_pages_new (document, NULL, NULL, NULL, NULL);
  sotong_pages_get_size (pages, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 841.89, 0.01);
  g_assert_cmpfloat_with_epsilon (height, 595.28, 0.01);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 842, 595);
  cr = cairo_create (surface);
  for (guint i = 0; i < sotong_pages_get_n_pages (pages); i++)
    sotong_pages_draw (pages, i, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/report/pdf/" name, FolderFixture, NULL, folder_set_up, func, folder_tear_down)
  ADD ("row-is-not-left-alone", test_row_is_not_left_alone);
  ADD ("note-is-not-left-alone", test_note_is_not_left_alone);
  ADD ("line-is-not-left-alone", test_line_is_not_left_alone);
  ADD ("budget", test_budget);
  ADD ("budget-korean", test_budget_in_korean);
  ADD ("performance", test_performance);
  ADD ("nothing", test_nothing_to_report);
  ADD ("number-edges", test_edges_of_numbers);
  ADD ("long-table", test_long_table);
  ADD ("heading-kept", test_heading_is_not_left_alone);
  ADD ("hostile", test_hostile_text);
  ADD ("tall-cell", test_cell_taller_than_a_page);
  ADD ("disk-full", test_disk_full);
  ADD ("full-device", test_full_device);
  ADD ("bad-places", test_places_that_cannot_be_written);
  ADD ("link", test_link_is_followed);
  ADD ("cancel", test_cancel);
  ADD ("async", test_async);
  g_test_add_func ("/report/pdf/attachment", test_attachment);
  g_test_add_func ("/report/pdf/pages", test_landscape_and_pages);
  return g_test_run ();
}
