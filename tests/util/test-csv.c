/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-csv.h"

static SotongCsvReader *
open_bytes (const char  *data,
            gssize       length,
            const char  *charset,
            char         separator)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (data, length, NULL);
  g_autoptr(GError) error = NULL;
  SotongCsvReader *reader = sotong_csv_reader_new (stream, charset, separator, NULL, &error);

  g_assert_no_error (error);
  return reader;
}

/* Rows ended by "/", cells joined by "|". */
static char *
read_all (SotongCsvReader *reader)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  const char * const *cells;
  guint n;

  while ((cells = sotong_csv_reader_next (reader, &n, NULL, &error)) != NULL)
    {
      g_autofree char *joined = g_strjoinv ("|", (char **) cells);

      g_assert_cmpuint (g_strv_length ((char **) cells), ==, n);
      g_string_append_printf (out, "%s/", joined);
    }
  g_assert_no_error (error);
  return g_strdup (out->str);
}

static void
check (const char *text,
       const char *expected)
{
  g_autoptr(SotongCsvReader) reader = open_bytes (text, -1, NULL, ',');
  g_autofree char *all = read_all (reader);

  g_assert_cmpstr (all, ==, expected);
}

static void
check_error (const char *text,
             int         code,
             const char *part)
{
  g_autoptr(SotongCsvReader) reader = open_bytes (text, -1, NULL, ',');
  g_autoptr(GError) error = NULL;

  while (sotong_csv_reader_next (reader, NULL, NULL, &error) != NULL)
    ;
  g_assert_error (error, SOTONG_CSV_ERROR, code);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_rows (void)
{
  check ("", "");
  check ("\n\r\n\r", "");
  check ("a", "a/");
  check ("a,b\r\nc,d\r\n", "a|b/c|d/");
  check ("a,b\nc,d", "a|b/c|d/");
  check ("a\rb\r", "a/b/");
  check (",\n,,", "|/||/");
  check ("a,\n\n\n,b", "a|/|b/");
  check ("\"a,b\",\"c\"\"d\",\"e\r\nf\"\n", "a,b|c\"d|e\r\nf/");
  check ("\"\",\"\"\"\"", "|\"/");
  check ("5\" pipe, x ", "5\" pipe| x /");
}

static void
test_lines (void)
{
  g_autoptr(SotongCsvReader) reader = open_bytes ("a\n\n\"b\nb\nb\"\nc\r\nd", -1, NULL, ',');
  static const guint64 lines[] = { 1, 3, 6, 7 };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_assert_nonnull (sotong_csv_reader_next (reader, NULL, NULL, NULL));
      g_assert_cmpuint (sotong_csv_reader_get_line (reader), ==, lines[i]);
    }
  g_assert_null (sotong_csv_reader_next (reader, NULL, NULL, NULL));
  g_assert_null (sotong_csv_reader_next (reader, NULL, NULL, NULL));
}

static void
test_wrong (void)
{
  g_autofree char *commas = g_strnfill (20000, ',');
  g_autofree char *text = g_strnfill (5 * 1024 * 1024, 'a');
  g_autofree char *quoted = g_strconcat ("x\n\"", text, NULL);

  check_error ("a\nb,\"c\n\n\n", SOTONG_CSV_ERROR_QUOTE, "Line 2");
  check_error ("a\nb\n\"c\"d,e", SOTONG_CSV_ERROR_QUOTE, "Line 3");
  check_error (commas, SOTONG_CSV_ERROR_TOO_LARGE, "Line 1");
  check_error (text, SOTONG_CSV_ERROR_TOO_LARGE, "Line 1");
  check_error (quoted, SOTONG_CSV_ERROR_TOO_LARGE, "Line 2");
}

static void
check_encoded (const char *charset,
               const char *bom,
               const char *expected_charset)
{
  const char *text = "작성자,글\n똠방,\"소통, 펲\"\n";
  gsize length;
  g_autofree char *encoded = g_convert (text, -1, charset, "UTF-8", NULL, &length, NULL);
  gsize bom_length = strlen (bom);
  g_autofree char *all = g_malloc (bom_length + length);
  g_autoptr(SotongCsvReader) reader = NULL;
  g_autofree char *read = NULL;

  memcpy (all, bom, bom_length);
  memcpy (all + bom_length, encoded, length);
  reader = open_bytes (all, (gssize) (bom_length + length), NULL, '\0');
  read = read_all (reader);
  g_assert_cmpstr (read, ==, "작성자|글/똠방|소통, 펲/");
  g_assert_cmpstr (sotong_csv_reader_get_charset (reader), ==, expected_charset);
}

static void
test_encodings (void)
{
  check_encoded ("UTF-8", "", "UTF-8");
  check_encoded ("UTF-8", "\xef\xbb\xbf", "UTF-8");
  check_encoded ("CP949", "", "CP949");
  check_encoded ("UTF-16LE", "\xff\xfe", "UTF-16LE");
  check_encoded ("UTF-16BE", "\xfe\xff", "UTF-16BE");
  check_encoded ("UTF-16LE", "", "UTF-16LE");
  check_encoded ("UTF-16BE", "", "UTF-16BE");
}

/* A reader at the last row of a table whose rows before it are whole; @damage: what is found in the last. */
static void
check_damaged (const char *data,
               gsize       length,
               const char *charset,
               const char *damage)
{
  g_autoptr(SotongCsvReader) reader = open_bytes (data, (gssize) length, NULL, ',');
  g_autofree char *found = NULL;

  g_assert_cmpstr (sotong_csv_reader_get_charset (reader), ==, charset);
  while (sotong_csv_reader_next (reader, NULL, NULL, NULL) != NULL)
    {
      g_assert_null (found);
      found = sotong_csv_reader_find_damage (reader);
    }
  if (damage == NULL)
    g_assert_null (found);
  else
    g_assert_nonnull (strstr (found, damage));
}

/* One character that was cut makes no other encoding of the table, and only its own row wrong. */
static void
test_damaged (void)
{
  static const char row[] = "2016-10-14,버스가 너무 늦어요\n";
  g_autoptr(GString) text = g_string_new ("날짜,내용\n");
  g_autofree char *cp949 = NULL;
  gsize length;

  for (int i = 0; i < 5; i++)
    g_string_append (text, row);
  check_damaged (text->str, text->len, "UTF-8", NULL);
  check_damaged (text->str, text->len - 2, "UTF-8", "Column 2");
  check_damaged (text->str, text->len - 3, "UTF-8", "Column 2");
  cp949 = g_convert (text->str, (gssize) text->len, "CP949", "UTF-8", NULL, &length, NULL);
  check_damaged (cp949, length, "CP949", NULL);
  check_damaged (cp949, length - 2, "CP949", "Column 2");

  /* Without its last bytes this is CP949 by chance, "踰꾩뒪"; an island of the other encoding does not decide either. */
  check_damaged ("버스,공원,축제", strlen ("버스,공원,축제") - 2, "UTF-8", "Column 3");
  g_string_append_len (text, cp949 + length - 24, 24);
  check_damaged (text->str, text->len, "UTF-8", "Column 2");
  while (text->len < 200000) /* the bytes before it are in other pieces */
    g_string_prepend (text, row);
  check_damaged (text->str, text->len, "UTF-8", "Column 2");
}

/* Characters that lie across the borders of the pieces that a file is read in. */
static void
test_borders (void)
{
  static const char * const charsets[] = { "UTF-8", "CP949", "UTF-16LE" };

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      for (guint shift = 0; shift < 4; shift++)
        {
          g_autoptr(GString) text = g_string_new (shift < 1 ? "" : shift < 2 ? "a" : shift < 3 ? "ab" : "abc");
          g_autofree char *encoded = NULL, *read = NULL, *expected = NULL;
          g_autoptr(SotongCsvReader) reader = NULL;
          gsize length;

          while (text->len < 200000)
            g_string_append (text, "똠,\"가\"\"나\"\r\n");
          expected = g_strdup (text->str);
          encoded = g_convert (text->str, -1, charsets[i], "UTF-8", NULL, &length, NULL);
          reader = open_bytes (encoded, (gssize) length, i == 2 ? "UTF-16LE" : NULL, ',');
          read = read_all (reader);
          g_assert_cmpuint (strlen (read), >, 100000);
          g_assert_null (strstr (read, "\xef\xbf\xbd"));
          g_assert_true (g_str_has_suffix (read, "/똠|가\"나/"));
          g_assert_cmpstr (sotong_csv_reader_get_charset (reader), ==, charsets[i]);
        }
    }
}

static void
check_separator (const char *text,
                 char        expected)
{
  g_autoptr(SotongCsvReader) reader = open_bytes (text, -1, NULL, '\0');

  g_assert_cmpint (sotong_csv_reader_get_separator (reader), ==, expected);
}

static void
test_separators (void)
{
  check_separator ("a,b,c\n1,2,3\n", ',');
  check_separator ("a;b;c\n1,5;2;3\n1,5;2,5;3\n", ';');
  check_separator ("a\tb\n1, 2, 3\t4\n5\t6\n", '\t');
  check_separator ("a|b\n1|2\n", '|');
  check_separator ("a;b\n\"x,y,z\";2\n\"x,y,z\";3\n", ';');
  check_separator ("", ',');
  check_separator ("only\nwords\n", ',');
}

static void
test_writer (void)
{
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr(SotongCsvWriter) writer = sotong_csv_writer_new (stream);
  g_autoptr(GError) error = NULL;
  static const char expected[] =
    "\xef\xbb\xbf" "이름,예산액_천원\r\n"
    "\"가,나\",-17925\r\n"
    "'=1+1,2016-02-01\r\n"
    "\"\"\"인용\"\"\",\r\n"
    "\" 앞\",\"줄\n바꿈\"\r\n";

  sotong_csv_writer_add_text (writer, "이름");
  sotong_csv_writer_add_text (writer, "예산액_천원");
  g_assert_true (sotong_csv_writer_end_row (writer, NULL, &error));
  sotong_csv_writer_add_text (writer, "가,나");
  sotong_csv_writer_add_int (writer, -17925);
  sotong_csv_writer_end_row (writer, NULL, &error);
  sotong_csv_writer_add_text (writer, "=1+1");
  sotong_csv_writer_add_value (writer, "2016-02-01");
  sotong_csv_writer_end_row (writer, NULL, &error);
  sotong_csv_writer_add_text (writer, "\"인용\"");
  sotong_csv_writer_add_text (writer, NULL);
  sotong_csv_writer_end_row (writer, NULL, &error);
  sotong_csv_writer_add_text (writer, " 앞");
  sotong_csv_writer_add_text (writer, "줄\n바꿈");
  sotong_csv_writer_end_row (writer, NULL, &error);
  g_assert_true (sotong_csv_writer_finish (writer, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                   g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), expected, strlen (expected));
}

static void
check_round_trip (const char * const *texts,
                  guint               n)
{
  g_autoptr(GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr(SotongCsvWriter) writer = sotong_csv_writer_new (out);
  g_autoptr(SotongCsvReader) reader = NULL;
  const char * const *cells;
  guint n_cells;

  for (guint i = 0; i < n; i++)
    sotong_csv_writer_add_text (writer, texts[i]);
  sotong_csv_writer_end_row (writer, NULL, NULL);
  g_assert_true (sotong_csv_writer_finish (writer, NULL, NULL));
  reader = open_bytes (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (out)),
                       (gssize) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)), NULL, ',');
  cells = sotong_csv_reader_next (reader, &n_cells, NULL, NULL);
  g_assert_cmpuint (n_cells, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (cells[i], ==, texts[i]);
}

static void
test_round_trip (void)
{
  static const char * const texts[] = {
    "x", "=1", "+1", "-1", "@a", "\tx", "\rx", "＝1", "＋1", "－1", "＠a", "'=1", "''=1", "'", "''", "'x", "", "\"", "\"\"", ",", "\n", "\r\n",
    " ", "가\n나", "👨‍👩‍👧‍👦", "a\"b", "'＝", "=", "-", "한\xe1\x84\x92",
  };
  static const char * const pieces[] = { "'", "=", "+", "\"", ",", "\n", "\r", "\t", " ", "가", "＝", "x", "-", "@", ";" };
  g_autoptr(GRand) random = g_rand_new_with_seed (4180);

  check_round_trip (texts, G_N_ELEMENTS (texts));
  for (int round = 0; round < 500; round++)
    {
      g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (cells, g_strdup ("first"));
      for (int i = 0; i < 5; i++)
        {
          g_autoptr(GString) cell = g_string_new (NULL);

          for (int j = g_rand_int_range (random, 0, 6); j > 0; j--)
            g_string_append (cell, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
          g_ptr_array_add (cells, g_strdup (cell->str));
        }
      check_round_trip ((const char * const *) cells->pdata, cells->len);
    }
}

static void
test_random (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (949);

  for (int round = 0; round < 500; round++)
    {
      char bytes[300];
      g_autoptr(SotongCsvReader) reader = NULL;

      for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = (char) (g_rand_int_range (random, 0, 4) == 0 ? "\",\n\r;"[g_rand_int_range (random, 0, 5)]
                                                               : g_rand_int_range (random, 0, 256));
      reader = open_bytes (bytes, sizeof bytes, NULL, '\0');
      while (sotong_csv_reader_next (reader, NULL, NULL, NULL) != NULL)
        ;
    }
}

static void
test_unknown_encoding (void)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data ("a", 1, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_csv_reader_new (stream, "no-such-set", ',', NULL, &error));
  g_assert_error (error, SOTONG_CSV_ERROR, SOTONG_CSV_ERROR_ENCODING);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/util/csv/rows", test_rows);
  g_test_add_func ("/util/csv/lines", test_lines);
  g_test_add_func ("/util/csv/wrong", test_wrong);
  g_test_add_func ("/util/csv/encodings", test_encodings);
  g_test_add_func ("/util/csv/damaged", test_damaged);
  g_test_add_func ("/util/csv/borders", test_borders);
  g_test_add_func ("/util/csv/separators", test_separators);
  g_test_add_func ("/util/csv/writer", test_writer);
  g_test_add_func ("/util/csv/round-trip", test_round_trip);
  g_test_add_func ("/util/csv/random", test_random);
  g_test_add_func ("/util/csv/unknown-encoding", test_unknown_encoding);
  return g_test_run ();
}
