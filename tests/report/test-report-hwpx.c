/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <zip.h>

#include "report-files.h"
#include "report-fixtures.h"
#include "report/sotong-hwpx.h"

/* A package as a reader opens it. */
typedef struct {
  GBytes *bytes;  /* (owned) */
  zip_t  *zip;
} Package;

static Package *
package_open (GBytes *bytes)
{
  Package *self = g_new0 (Package, 1);
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  self->bytes = g_bytes_ref (bytes);
  self->zip = zip_open_from_source (zip_source_buffer_create (data, length, 0, NULL), ZIP_RDONLY | ZIP_CHECKCONS, NULL);
  g_assert_nonnull (self->zip);
  return self;
}

static void
package_free (Package *self)
{
  zip_discard (self->zip);
  g_bytes_unref (self->bytes);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Package, package_free)

static char *
package_read (Package    *self,
              const char *name,
              gsize      *out_length)
{
  zip_stat_t stat;
  zip_file_t *file;
  char *text;

  g_assert_cmpint (zip_stat (self->zip, name, 0, &stat), ==, 0);
  text = g_malloc0 (stat.size + 1);
  file = zip_fopen (self->zip, name, 0);
  g_assert_cmpint (zip_fread (file, text, stat.size), ==, (zip_int64_t) stat.size);
  zip_fclose (file);
  if (out_length != NULL)
    *out_length = stat.size;
  return text;
}

static xmlDoc *
package_parse (Package    *self,
               const char *name)
{
  gsize length;
  g_autofree char *text = package_read (self, name, &length);
  xmlDoc *doc = xmlReadMemory (text, (int) length, name, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);

  g_assert_nonnull (doc);
  g_assert_true (g_str_has_prefix (text, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\" ?>"));
  return doc;
}

static SotongDocument *
make_budget (void)
{
  g_autoptr(SotongReportBudget) input = fixture_budget ();

  return sotong_report_budget_build (input);
}

static Package *
make_package (SotongDocument *document)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = sotong_hwpx_to_bytes (document, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return package_open (bytes);
}

static char *
get_attribute (xmlNode    *node,
               const char *name)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

static int
get_number (xmlNode    *node,
            const char *name)
{
  g_autofree char *value = get_attribute (node, name);

  g_assert_nonnull (value);
  return atoi (value);
}

/* The parts, their order, and the first of them packed as the type is looked for. */
static void
test_package (void)
{
  static const char *const names[] = {
    "mimetype", "version.xml", "Contents/header.xml", "Contents/section0.xml", "Preview/PrvText.txt", "settings.xml",
    "META-INF/container.xml", "Contents/content.hpf", "META-INF/manifest.xml",
  };
  g_autoptr(SotongDocument) document = make_budget ();
  g_autoptr(Package) package = make_package (document);
  g_autofree char *type = package_read (package, "mimetype", NULL);
  g_autofree char *preview = package_read (package, "Preview/PrvText.txt", NULL);
  zip_stat_t stat;

  g_assert_cmpint (zip_get_num_entries (package->zip, 0), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (zip_get_name (package->zip, i, 0), ==, names[i]);
  g_assert_cmpint (zip_stat_index (package->zip, 0, 0, &stat), ==, 0);
  g_assert_cmpint (stat.comp_method, ==, ZIP_CM_STORE);
  g_assert_cmpstr (type, ==, "application/hwp+zip");
  g_assert_true (g_utf8_validate (preview, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (preview, -1), <=, 1000);
}

typedef struct {
  int      characters;
  int      paragraphs;
  int      fills;
  int      styles;
  GString *text;       /* every text, in order, without blanks */
  guint    n_tables;
  guint    n_pictures;
} Seen;

static void
look_at_cell (xmlNode *cell,
              guint8  *grid,
              int      rows,
              int      columns)
{
  int x = -1, y = -1, w = 0, h = 0;
  gboolean size = FALSE, margin = FALSE, text = FALSE;

  for (xmlNode *n = cell->children; n != NULL; n = n->next)
    {
      const char *name = (const char *) n->name;

      if (g_str_equal (name, "cellAddr"))
        {
          x = get_number (n, "colAddr");
          y = get_number (n, "rowAddr");
        }
      else if (g_str_equal (name, "cellSpan"))
        {
          w = get_number (n, "colSpan");
          h = get_number (n, "rowSpan");
        }
      else if (g_str_equal (name, "cellSz"))
        size = get_number (n, "width") > 0 && get_number (n, "height") > 0;
      else if (g_str_equal (name, "cellMargin"))
        margin = TRUE;
      else if (g_str_equal (name, "subList"))
        text = n->children != NULL && g_str_equal ((const char *) n->children->name, "p");
    }
  g_assert_true (size && margin && text && x >= 0 && y >= 0 && w > 0 && h > 0);
  for (int j = y; j < y + h; j++)
    for (int i = x; i < x + w; i++)
      {
        g_assert_cmpint (i, <, columns);
        g_assert_cmpint (j, <, rows);
        g_assert_cmpint (grid[j * columns + i], ==, 0);
        grid[j * columns + i] = 1;
      }
}

/* Cells must fill the table, each place once. */
static void
look_at_table (xmlNode *table)
{
  int rows = get_number (table, "rowCnt"), columns = get_number (table, "colCnt");
  g_autofree guint8 *grid = g_new0 (guint8, rows * columns);
  int n_rows = 0;

  for (xmlNode *row = table->children; row != NULL; row = row->next)
    {
      if (!g_str_equal ((const char *) row->name, "tr"))
        continue;
      n_rows++;
      for (xmlNode *cell = row->children; cell != NULL; cell = cell->next)
        look_at_cell (cell, grid, rows, columns);
    }
  g_assert_cmpint (n_rows, ==, rows);
  for (int i = 0; i < rows * columns; i++)
    g_assert_cmpint (grid[i], ==, 1);
}

static void
check_reference (xmlNode    *node,
                 const char *attribute,
                 int         first,
                 int         n)
{
  g_autofree char *value = get_attribute (node, attribute);

  if (value == NULL)
    return;
  g_assert_cmpint (atoi (value), >=, first);
  g_assert_cmpint (atoi (value), <, first + n);
}

static void
look (Seen    *seen,
      xmlNode *node)
{
  for (; node != NULL; node = node->next)
    {
      if (node->type == XML_TEXT_NODE && g_str_equal ((const char *) node->parent->name, "t"))
        for (const char *p = (const char *) node->content; *p != '\0'; p = g_utf8_next_char (p))
          if (!g_unichar_isspace (g_utf8_get_char (p)))
            g_string_append_unichar (seen->text, g_utf8_get_char (p));
      if (node->type != XML_ELEMENT_NODE)
        continue;
      check_reference (node, "charPrIDRef", 0, seen->characters);
      check_reference (node, "paraPrIDRef", 0, seen->paragraphs);
      check_reference (node, "borderFillIDRef", 1, seen->fills);
      check_reference (node, "styleIDRef", 0, seen->styles);
      if (g_str_equal ((const char *) node->name, "ctrl"))
        g_assert_nonnull (node->children);
      if (g_str_equal ((const char *) node->name, "tbl"))
        {
          look_at_table (node);
          seen->n_tables++;
        }
      seen->n_pictures += g_str_equal ((const char *) node->name, "pic") ? 1 : 0;
      look (seen, node->children);
    }
}

static void
count_header (Seen    *seen,
              xmlNode *node)
{
  static const char *const lists[] = { "charProperties", "paraProperties", "borderFills", "styles" };
  int *counts[] = { &seen->characters, &seen->paragraphs, &seen->fills, &seen->styles };

  for (; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
        if (g_str_equal ((const char *) node->name, lists[i]))
          {
            *counts[i] = (int) xmlChildElementCount (node);
            g_assert_cmpint (get_number (node, "itemCnt"), ==, *counts[i]);
          }
      count_header (seen, node->children);
    }
}

static void
read_package (Package *package,
              Seen    *seen)
{
  xmlDoc *header = package_parse (package, "Contents/header.xml");
  xmlDoc *section = package_parse (package, "Contents/section0.xml");
  xmlDoc *list = package_parse (package, "Contents/content.hpf");

  seen->text = g_string_new (NULL);
  count_header (seen, xmlDocGetRootElement (header));
  g_assert_cmpint (seen->characters * seen->paragraphs * seen->fills * seen->styles, >, 0);
  look (seen, xmlDocGetRootElement (section));
  xmlFreeDoc (header);
  xmlFreeDoc (section);
  xmlFreeDoc (list);
}

/* The same figures as in the programme's statement and in the PDF. */
static void
test_figures (void)
{
  static const char *const figures[] = {
    "계280,395161,600418,000256,400158", "사무관리비237,600157,600414,000256,400162", "시책추진업무추진비4,0004,0004,000",
    "150,000원*500건", "1,000,000원*40회", "35,000,000원(250P/500부)", "241,600", "38,795", "2012543,92300543,923448,637095,286",
    "2014280,39500280,395262,470017,925",
  };
  g_autoptr(SotongDocument) document = make_budget ();
  g_autoptr(Package) package = make_package (document);
  Seen seen = { 0 };

  read_package (package, &seen);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    assert_contains (seen.text->str, figures[i]);
  g_assert_cmpuint (seen.n_tables, >=, 8);
  g_assert_null (strstr (seen.text->str, "demonstration"));
  g_string_free (seen.text, TRUE);
}

/* Charts are pictures of the package, listed in it, each with what it shows in words. */
static void
test_pictures (void)
{
  g_autoptr(SotongReportPerformance) input = fixture_performance (2);
  g_autoptr(SotongDocument) document = sotong_report_performance_build (input);
  g_autoptr(Package) package = make_package (document);
  g_autofree char *list = package_read (package, "Contents/content.hpf", NULL);
  g_autofree char *section = package_read (package, "Contents/section0.xml", NULL);
  Seen seen = { 0 };

  read_package (package, &seen);
  g_assert_cmpuint (seen.n_pictures, ==, 2);
  for (guint i = 1; i <= seen.n_pictures; i++)
    {
      g_autofree char *name = g_strdup_printf ("BinData/image%u.png", i);
      gsize length;
      g_autofree char *png = package_read (package, name, &length);

      g_assert_cmpint ((int) length, >, 1000);
      g_assert_cmpint (memcmp (png, "\x89PNG\r\n\x1a\n", 8), ==, 0);
      assert_contains (list, name);
    }
  g_assert_null (strstr (section, "<hp:shapeComment></hp:shapeComment>"));
  g_assert_null (strstr (section, "scaMatrix e1=\"0.000000\""));
  g_string_free (seen.text, TRUE);
}

/* What a report says of its mentions against those of the period before. */
static void
assert_change (gint64      before,
               const char *words)
{
  g_autoptr(SotongReportPerformance) input = fixture_performance (2);
  g_autoptr(SotongDocument) document = NULL;
  g_autoptr(Package) package = NULL;
  Seen seen = { 0 };

  input->total_before = before;
  document = sotong_report_performance_build (input);
  package = make_package (document);
  read_package (package, &seen);
  assert_contains (seen.text->str, words);
  g_string_free (seen.text, TRUE);
}

static void
test_change (void)
{
  assert_change (300, "▲+25.7%");
  assert_change (1000, "▼-62.3%");
  assert_change (0, "▲+377"); /* of nought there is no rate */
}

/* What people write is text, whatever it looks like. */
static void
test_hostile (void)
{
  static const char hostile[] = "<hp:p>&amp;\"]]>\x01\x1f\ttab\nline 👨‍👩‍👧 \xe2\x80\xae=cmd|'/c calc'!A1 한글\xef\xbf\xbe";
  g_autoptr(SotongDocument) document = sotong_document_new (hostile);
  g_autoptr(SotongTable) table = sotong_table_new ("t", hostile);
  g_autoptr(Package) package = NULL;
  g_autofree char *longest = g_strnfill (1000000, 'x');
  Seen seen = { 0 };

  sotong_document_set_author (document, hostile);
  sotong_document_set_landscape (document, TRUE);
  sotong_document_add_heading (document, 1, hostile);
  sotong_document_add_paragraph (document, SOTONG_MARK_DASH, hostile);
  sotong_document_add_paragraph (document, SOTONG_MARK_NONE, longest);
  sotong_table_add_column (table, hostile, NULL, 10, SOTONG_ALIGN_LEFT);
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, hostile);
  sotong_document_add_table (document, table);
  package = make_package (document);
  read_package (package, &seen);
  assert_contains (seen.text->str, "-<hp:p>&amp;\"]]>tabline👨");
  assert_contains (seen.text->str, "=cmd|'/ccalc'!A1한글");
  g_assert_null (strstr (seen.text->str, "\xe2\x80\xae"));
  g_string_free (seen.text, TRUE);
}

/* A figure is wider than the column that the form has for it: the text beside it gives way, so that it stays whole. */
static void
test_wide_figure (void)
{
  g_autoptr(SotongDocument) document = sotong_document_new ("표");
  g_autoptr(SotongTable) table = sotong_table_new ("t", NULL);
  g_autoptr(Package) package = NULL;
  g_autofree char *body = NULL;
  const char *at;
  int widths[2] = { 0, 0 };

  sotong_table_add_column (table, "항목", NULL, 156, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, "금액", NULL, 14, SOTONG_ALIGN_RIGHT);
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, "빅데이터 분석 및 모니터링 시스템");
  sotong_table_add_text (table, "114,000,000");
  sotong_document_add_table (document, table);
  package = make_package (document);
  body = package_read (package, "Contents/section0.xml", NULL);
  at = body;
  for (int i = 0; i < 2; i++)
    {
      at = strstr (at, "<hp:cellSz width=\"") + strlen ("<hp:cellSz width=\"");
      widths[i] = atoi (at);
    }
  g_assert_cmpint (widths[1], >, 6000); /* eleven letters of 9 points, and the margins */
  g_assert_cmpint (widths[0] + widths[1], <=, 48190);
  g_assert_cmpint (widths[0], >, 40000);
}

static SotongTable *
make_rows (const char *caption,
           guint       n)
{
  SotongTable *table = sotong_table_new ("t", caption);

  sotong_table_add_column (table, "항목", NULL, 100, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, "금액", NULL, 70, SOTONG_ALIGN_RIGHT);
  for (guint i = 0; i < n; i++)
    {
      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, "한 줄");
      sotong_table_add_text (table, "1,000");
    }
  return table;
}

/* The page that the list of contents says of a heading. */
static int
find_said (const char *section,
           const char *heading)
{
  const char *at = strstr (section, heading);

  g_assert_nonnull (at);
  at = strstr (at + strlen (heading), "<hp:t>");
  g_assert_nonnull (at);
  return atoi (at + strlen ("<hp:t>"));
}

/* A page has room for 247 mm: 41 rows of 6 mm. The list says where headings are, also behind a table of three pages. */
static void
test_contents (void)
{
  g_autoptr(SotongDocument) document = sotong_document_new ("백서");
  g_autoptr(SotongTable) table = make_rows (NULL, 100);
  g_autoptr(Package) package = NULL;
  g_autofree char *section = NULL;

  sotong_document_add_title (document, "백서");
  sotong_document_add_contents (document);
  sotong_document_add_page_break (document);
  sotong_document_add_heading (document, 1, "개요");
  sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "한 줄");
  sotong_document_add_page_break (document);
  sotong_document_add_heading (document, 1, "장부");
  sotong_document_add_table (document, table);
  sotong_document_add_heading (document, 2, "뒤에 오는 것");
  sotong_document_add_paragraph (document, SOTONG_MARK_NONE, "끝");
  package = make_package (document);
  section = package_read (package, "Contents/section0.xml", NULL);
  g_assert_cmpint (find_said (section, "1 개요"), ==, 2);
  g_assert_cmpint (find_said (section, "2 장부"), ==, 3);
  g_assert_cmpint (find_said (section, "□ 뒤에 오는 것"), ==, 5);
}

static gboolean
begins_page (const char *section,
             const char *text)
{
  const char *at = g_strrstr (section, text), *p = at;

  g_assert_nonnull (at);
  while (!g_str_has_prefix (p, "<hp:p "))
    p--;
  at = strstr (p, "pageBreak=\"");
  return at[strlen ("pageBreak=\"")] == '1';
}

/* The head of a table, its caption and two rows stay together; where they fit nothing is torn off. */
static void
test_table_at_foot (void)
{
  for (guint rows = 30; rows < 42; rows++)
    {
      g_autoptr(SotongDocument) document = sotong_document_new ("");
      g_autoptr(SotongTable) first = make_rows (NULL, rows), second = make_rows ("둘째 표", 20);
      g_autoptr(Package) package = NULL;
      g_autofree char *section = NULL;

      sotong_document_add_table (document, first);
      sotong_document_add_table (document, second);
      package = make_package (document);
      section = package_read (package, "Contents/section0.xml", NULL);
      g_assert_cmpint (begins_page (section, "둘째 표"), ==, rows >= 36 && rows < 41); /* with its head: 222 of 247 mm, and more than a page */
    }
}

/* Whether the paragraph that says @text stays with the next one, by its shape. */
static gboolean
is_kept (Package    *package,
         const char *text)
{
  g_autofree char *section = package_read (package, "Contents/section0.xml", NULL), *header = package_read (package, "Contents/header.xml", NULL);
  g_autofree char *shape = NULL;
  const char *at = strstr (section, text), *kept;

  g_assert_nonnull (at);
  at = g_strrstr_len (section, at - section, "paraPrIDRef=\"");
  shape = g_strdup_printf ("<hh:paraPr id=\"%d\"", atoi (at + strlen ("paraPrIDRef=\"")));
  at = strstr (header, shape);
  g_assert_nonnull (at);
  kept = strstr (at, "keepWithNext=\"") + strlen ("keepWithNext=\"");
  g_assert_true (strstr (at, "widowOrphan=\"1\"") < kept);
  g_assert_cmpint (strstr (at, "keepLines=\"")[strlen ("keepLines=\"")], ==, *kept); /* it is not broken either */
  return *kept == '1';
}

/* What leads a list stays with it; the list itself may be broken, and what is longer than half a page too. */
static void
test_kept (void)
{
  g_autoptr(SotongDocument) document = sotong_document_new ("");
  g_autoptr(SotongTable) table = make_rows (NULL, 3);
  g_autoptr(Package) package = NULL;
  g_autofree char *section = NULL;
  guint first;

  for (guint i = 0; i < 41; i++)
    sotong_document_add_paragraph (document, SOTONG_MARK_NONE, "줄");
  sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "머리말");
  sotong_document_add_paragraph (document, SOTONG_MARK_DASH, "첫째");
  sotong_document_add_paragraph (document, SOTONG_MARK_DASH, "둘째");
  sotong_document_add_paragraph (document, SOTONG_MARK_DOT, "둘째의 하나");
  sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "표 위");
  sotong_document_add_table (document, table);
  first = sotong_document_get_n_blocks (document);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *text = g_strdup_printf ("함께 %u.", i);

      sotong_document_add_paragraph (document, SOTONG_MARK_NONE, text);
    }
  sotong_document_keep_together (document, first);
  package = make_package (document);
  section = package_read (package, "Contents/section0.xml", NULL);
  g_assert_true (is_kept (package, "머리말"));
  g_assert_false (is_kept (package, "첫째"));
  g_assert_true (is_kept (package, "둘째<"));
  g_assert_false (is_kept (package, "둘째의 하나"));
  g_assert_true (is_kept (package, "표 위"));
  g_assert_true (is_kept (package, "함께 0."));
  g_assert_false (is_kept (package, "함께 59."));
  for (first = 1; first < 59; first++)
    {
      g_autofree char *text = g_strdup_printf ("함께 %u.", first);

      if (!is_kept (package, text))
        break;
    }
  g_assert_cmpint (first, >, 12); /* half a page of them */
  g_assert_cmpint (first, <, 30);
  g_assert_false (begins_page (section, "머리말")); /* its shape does it */
}

/* The paragraphs of the cell in which @text is found, joined by "|". */
static char *
read_cell (const char *text)
{
  g_autoptr(SotongDocument) document = sotong_document_new ("");
  g_autoptr(SotongTable) table = sotong_table_new ("long", NULL);
  g_autoptr(Package) package = NULL;
  g_autofree char *section = NULL, *cell = NULL;
  GString *paragraphs = g_string_new (NULL);
  const char *end;

  sotong_table_add_column (table, "칸", NULL, 100, SOTONG_ALIGN_LEFT);
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, text);
  sotong_document_add_table (document, table);
  package = make_package (document);
  section = package_read (package, "Contents/section0.xml", NULL);
  for (const char *p = strstr (g_strrstr (section, "<hp:tc"), "<hp:t>"); p != NULL; p = strstr (end, "<hp:t>"))
    {
      end = strstr (p, "</hp:t>");
      if (paragraphs->len > 0)
        g_string_append_c (paragraphs, '|');
      g_string_append_len (paragraphs, p + strlen ("<hp:t>"), end - p - (gssize) strlen ("<hp:t>"));
    }
  return g_string_free (paragraphs, FALSE);
}

static char *
repeat (const char *text,
        guint       n)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

/* A very long text of a cell is several paragraphs, parted at the ends of its lines, else after a word, else where no sign is torn. */
static void
test_long_cell (void)
{
  static const struct {
    const char *text;
    guint       n;
    guint       n_paragraphs;
    const char *seam;   /* (nullable): what stands around each "|" */
  } cases[] = {
    { "짧은 글\n둘째 줄", 1, 1, NULL },
    { "가", 2000, 1, NULL },
    { "가", 2001, 2, "가|가" },
    { "가", 32768, 17, "가|가" },
    { "가나 다라 ", 4000, 13, " |" },
    { "한 줄이다\n", 4000, 13, "한 줄이다|한 줄이다" },
    { "🇰🇷", 4000, 1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = repeat (cases[i].text, cases[i].n);
      g_autofree char *cell = read_cell (text), *lines = NULL;
      g_auto(GStrv) paragraphs = g_strsplit (cell, "|", -1), seams = g_strsplit (cell, cases[i].seam != NULL ? cases[i].seam : "|", -1);
      gboolean of_lines = cases[i].n > 1 && strchr (text, '\n') != NULL;

      g_assert_cmpuint (g_strv_length (paragraphs), ==, cases[i].n_paragraphs);
      g_assert_cmpuint (g_strv_length (seams), ==, cases[i].n_paragraphs);
      lines = g_strjoinv (of_lines ? "<hp:lineBreak/>" : "", paragraphs);
      for (char *p = lines; (p = strstr (p, "<hp:lineBreak/>")) != NULL; p++)
        {
          *p = '\n';
          memmove (p + 1, p + strlen ("<hp:lineBreak/>"), strlen (p + strlen ("<hp:lineBreak/>")) + 1);
        }
      g_assert_cmpstr (lines, ==, text);
    }
}

/* A document of nothing still has the paragraph without which a section is none. */
static void
test_empty (void)
{
  g_autoptr(SotongDocument) document = sotong_document_new ("");
  g_autoptr(Package) package = make_package (document);
  g_autofree char *section = package_read (package, "Contents/section0.xml", NULL);
  Seen seen = { 0 };

  read_package (package, &seen);
  assert_contains (section, "<hp:secPr ");
  g_assert_cmpuint (seen.n_tables, ==, 0);
  g_string_free (seen.text, TRUE);
}

static void
test_same_bytes (void)
{
  g_autoptr(SotongDocument) one = make_budget ();
  g_autoptr(SotongDocument) two = make_budget ();
  g_autoptr(GBytes) first = sotong_hwpx_to_bytes (one, NULL, NULL, NULL, NULL);
  g_autoptr(GBytes) second = sotong_hwpx_to_bytes (two, NULL, NULL, NULL, NULL);

  g_assert_true (g_bytes_equal (first, second));
}

static void
cancel_cb (double   fraction,
           gpointer cancellable)
{
  if (fraction > 0.2)
    g_cancellable_cancel (cancellable);
}

/* The old file stays when the new one does not become whole. */
static void
test_cancelled (FolderFixture *f,
                gconstpointer  data)
{
  g_autoptr(SotongDocument) document = make_budget ();
  g_autoptr(GFile) file = folder_file (f, "요약 보고.hwpx");
  g_autoptr(GFile) nowhere = folder_file (f, "없는 폴더/요약.hwpx");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), "old", -1, NULL));
  g_assert_false (sotong_hwpx_write (document, file, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (g_file_peek_path (file), &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "old");
  g_assert_cmpuint (folder_count (f), ==, 1);
  g_assert_false (sotong_hwpx_write (document, nowhere, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (sotong_hwpx_write (document, file, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (folder_count (f), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/report/hwpx/package", test_package);
  g_test_add_func ("/report/hwpx/figures", test_figures);
  g_test_add_func ("/report/hwpx/pictures", test_pictures);
  g_test_add_func ("/report/hwpx/change", test_change);
  g_test_add_func ("/report/hwpx/hostile", test_hostile);
  g_test_add_func ("/report/hwpx/wide-figure", test_wide_figure);
  g_test_add_func ("/report/hwpx/contents", test_contents);
  g_test_add_func ("/report/hwpx/table-at-foot", test_table_at_foot);
  g_test_add_func ("/report/hwpx/kept", test_kept);
  g_test_add_func ("/report/hwpx/long-cell", test_long_cell);
  g_test_add_func ("/report/hwpx/empty", test_empty);
  g_test_add_func ("/report/hwpx/same-bytes", test_same_bytes);
  g_test_add ("/report/hwpx/cancelled", FolderFixture, NULL, folder_set_up, test_cancelled, folder_tear_down);
  return g_test_run ();
}
