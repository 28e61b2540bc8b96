/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libical/ical.h>
#include <string.h>

#include "exchange/sotong-export.h"
#include "exchange/sotong-ical-writer.h"
#include "store/sotong-undo.h"
#include "store/store-fixture.h"

#define AT 1476666000 /* 2016-10-17 10:00 in Seoul */

/* Writes the contents to a file and gives its bytes. */
static char *
export_to (StoreFixture *f,
           const char   *name,
           gsize        *out_length)
{
  g_autofree char *path = g_build_filename (f->dir, name, NULL);
  g_autoptr(GError) error = NULL;
  SotongEntryQuery query = { .state = -1 };
  char *text = NULL;

  g_assert_cmpint (sotong_export_contents (f->store, &query, path, NULL, &error), >=, 0);
  g_assert_no_error (error);
  g_file_get_contents (path, &text, out_length, &error);
  g_assert_no_error (error);
  return text;
}

/* What is exported as a calendar, as another library reads it. */
static icalcomponent *
export_calendar (StoreFixture *f)
{
  g_autofree char *text = export_to (f, "out.ics", NULL);
  icalcomponent *calendar = icalparser_parse_string (text);

  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  return calendar;
}

static int
sequence_of (icalcomponent *event)
{
  return icalproperty_get_sequence (icalcomponent_get_first_property (event, ICAL_SEQUENCE_PROPERTY));
}

static void
assert_event (StoreFixture *f,
              const char   *start,
              int           sequence,
              icalproperty_status status)
{
  icalcomponent *calendar = export_calendar (f);
  icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);

  g_assert_nonnull (event);
  g_assert_null (icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT));
  g_assert_cmpstr (icaltime_as_ical_string (icalcomponent_get_dtstart (event)), ==, start);
  g_assert_cmpint (sequence_of (event), ==, sequence);
  g_assert_cmpint (icalcomponent_get_status (event), ==, status);
  icalcomponent_free (calendar);
}

typedef struct {
  gint64 content;
  gint64 time;
} Move;

static gpointer
move_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Move *move = data;

  return sotong_content_move (db, move->content, 0, move->time, error) ? data : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Move *move = data;

  return sotong_content_remove (db, move->content, error) ? data : NULL;
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_undo (db, error);
}

static void
fixture_set_up (StoreFixture  *f,
                gconstpointer  data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (AT - 7 * 86400);

  store_fixture_set_up (f, data);
  store_fixture_reopen (f, clock);
}

/* A calendar that another program keeps follows what happens to a post. */
static void
test_life_of_an_event (StoreFixture  *f,
                       gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  Move move = { store_fixture_add_content (f, channel, "가을", SOTONG_STATE_SCHEDULED, AT), AT + 86400 };

  assert_event (f, "20161017T100000", 0, ICAL_STATUS_CONFIRMED);
  assert_event (f, "20161017T100000", 0, ICAL_STATUS_CONFIRMED);
  store_fixture_write (f, move_job, &move);
  assert_event (f, "20161018T100000", 1, ICAL_STATUS_CONFIRMED);
  store_fixture_write (f, remove_job, &move);
  assert_event (f, "20161018T100000", 2, ICAL_STATUS_CANCELLED);
  assert_event (f, "20161018T100000", 2, ICAL_STATUS_CANCELLED);
  sotong_change_info_free (store_fixture_write (f, undo_job, NULL));
  assert_event (f, "20161018T100000", 3, ICAL_STATUS_CONFIRMED);
}

/* What was never told is not told to be cancelled. */
static void
test_never_told (StoreFixture  *f,
                 gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  Move move = { store_fixture_add_content (f, channel, "가을", SOTONG_STATE_DRAFT, AT), 0 };
  g_autofree char *text = NULL;

  store_fixture_write (f, remove_job, &move);
  text = export_to (f, "out.ics", NULL);
  g_assert_null (strstr (text, "VEVENT"));
}

/* Whatever a title holds, it is a text again when it is read. */
static void
test_hostile_texts (StoreFixture  *f,
                    gconstpointer  data)
{
  static const char title[] = "=1+1;\"따옴표\", \\n \\\\ BEGIN:VEVENT 가나다라마바사아자차카타파하 가나다라마바사아자차카타파하 😀😀😀😀😀😀";
  gint64 channel = store_fixture_add_channel (f, "가;나,다");
  g_autofree char *expected = g_strdup_printf ("[가;나,다] %s", title);
  icalcomponent *calendar, *event;
  g_autofree char *table = NULL;

  store_fixture_add_content (f, channel, title, SOTONG_STATE_DRAFT, AT);
  calendar = export_calendar (f);
  event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
  g_assert_cmpstr (icalcomponent_get_summary (event), ==, expected);
  icalcomponent_free (calendar);
  table = export_to (f, "out.csv", NULL);
  g_assert_nonnull (strstr (table, "\"'=1+1;\"\"따옴표\"\","));
}

/* RFC 5545, 3.1: a line has 75 octets at most, and a fold never cuts a character. */
static void
test_folding (void)
{
  for (guint n = 0; n < 300; n++)
    {
      g_autoptr(GString) out = g_string_new (NULL);
      g_autoptr(GString) text = g_string_new (NULL);
      g_auto(GStrv) lines = NULL;
      g_autofree char *joined = NULL;

      for (guint i = 0; i < n; i++)
        g_string_append (text, i % 3 == 0 ? "가" : i % 3 == 1 ? "a" : "😀");
      sotong_ical_add_raw (out, "X", text->str);
      g_assert_true (g_str_has_suffix (out->str, "\r\n"));
      g_string_truncate (out, out->len - 2);
      lines = g_strsplit (out->str, "\r\n ", -1);
      for (guint i = 0; lines[i] != NULL; i++)
        {
          g_assert_cmpuint (strlen (lines[i]) + (i > 0), <=, 75);
          g_assert_true (g_utf8_validate (lines[i], -1, NULL));
        }
      joined = g_strjoinv ("", lines);
      g_assert_cmpstr (joined + 2, ==, text->str);
    }
}

static void
test_no_such_format (StoreFixture  *f,
                     gconstpointer  data)
{
  SotongEntryQuery query = { .state = -1 };
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (sotong_export_contents (f->store, &query, "out.doc", NULL, &error), ==, -1);
  g_assert_error (error, SOTONG_EXPORT_ERROR, SOTONG_EXPORT_ERROR_FORMAT);
}

/* A file that cannot be written leaves what was there. */
static void
test_place_that_cannot_be_written (StoreFixture  *f,
                                   gconstpointer  data)
{
  static const char * const names[] = { "out.csv", "out.ics", "out.xlsx" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->dir, "none", names[i], NULL);
      SotongEntryQuery query = { .state = -1 };
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (sotong_export_contents (f->store, &query, path, NULL, &error), ==, -1);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
      g_assert_nonnull (strstr (error->message, names[i]));
    }
}

static void
test_cancelled (StoreFixture  *f,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = g_build_filename (f->dir, "out.csv", NULL);
  SotongEntryQuery query = { .state = -1 };
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_cmpint (sotong_export_contents (f->store, &query, path, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/export/life-of-an-event", StoreFixture, NULL, fixture_set_up, test_life_of_an_event, store_fixture_tear_down);
  g_test_add ("/export/never-told", StoreFixture, NULL, fixture_set_up, test_never_told, store_fixture_tear_down);
  g_test_add ("/export/hostile-texts", StoreFixture, NULL, fixture_set_up, test_hostile_texts, store_fixture_tear_down);
  g_test_add_func ("/export/folding", test_folding);
  g_test_add ("/export/no-such-format", StoreFixture, NULL, fixture_set_up, test_no_such_format, store_fixture_tear_down);
  g_test_add ("/export/place-that-cannot-be-written", StoreFixture, NULL, fixture_set_up, test_place_that_cannot_be_written, store_fixture_tear_down);
  g_test_add ("/export/cancelled", StoreFixture, NULL, fixture_set_up, test_cancelled, store_fixture_tear_down);
  return g_test_run ();
}
