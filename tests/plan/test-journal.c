/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plan/sotong-journal-record.h"
#include "plan/sotong-journal.h"
#include "util/sotong-machine.h"

typedef struct {
  char *dir;
  char *folder;  /* is not there yet */
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->dir = g_dir_make_tmp ("sotong-journal-XXXXXX", NULL);
  f->folder = g_build_filename (f->dir, "a", "b", NULL);
}

/* Nothing may be left over. */
static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autofree char *parent = g_path_get_dirname (f->folder);

  g_rmdir (f->folder);
  g_rmdir (parent);
  g_assert_cmpint (g_rmdir (f->dir), ==, 0);
  g_free (f->folder);
  g_free (f->dir);
}

static SotongContent *
written (const char *body)
{
  SotongContent *content = sotong_content_new ();
  SotongCopy *copy = sotong_copy_new (7);

  content->id = 12;
  content->revision = 5;
  content->title = g_strdup ("가을 “소식”\t\\");
  content->type = g_strdup ("sns");
  content->body = g_strdup (body);
  content->campaign_id = 3;
  content->tags = g_strdup ("가을,축제");
  content->proof_url = g_strdup ("https://x.example/1");
  content->restriction_ground = g_strdup ("법 제86조");
  content->publicity = TRUE;
  content->contributor_id = 8;
  content->cost_planned = 150000;
  copy->id = 4;
  copy->body = g_strdup ("트위터에만 😀");
  copy->state = SOTONG_STATE_SCHEDULED;
  copy->publish_at = 1476406800;
  copy->thread = TRUE;
  g_ptr_array_add (content->copies, copy);
  return content;
}

static SotongJournalEntry *
entry_of (SotongJournal *journal,
          gboolean      *out_owned)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (sotong_journal_get_path (journal), &text, &length, NULL));
  return sotong_journal_entry_parse (text, length, out_owned);
}

static void
assert_body (SotongJournal *journal,
             const char    *body)
{
  gboolean owned = FALSE;
  g_autoptr(SotongJournalEntry) entry = entry_of (journal, &owned);

  g_assert_cmpstr (entry->content->body, ==, body);
}

static void
assert_found (const char *folder,
              guint       n)
{
  g_autoptr(GPtrArray) found = sotong_journal_find (folder);

  g_assert_cmpuint (found->len, ==, n);
}

static void
test_round_trip (Fixture       *f,
                 gconstpointer  data)
{
  g_autoptr(SotongJournal) journal = sotong_journal_new (f->folder);
  gboolean owned = FALSE;
  g_autoptr(SotongJournalEntry) entry = NULL;
  const SotongCopy *copy;
  GStatBuf info;

  sotong_journal_put (journal, written ("첫 줄\n둘째 줄"));
  entry = entry_of (journal, &owned);
  g_assert_true (owned); /* we live */
  g_assert_cmpint (entry->at, >, 1476406800);
  g_assert_cmpint (entry->content->id, ==, 12);
  g_assert_cmpint (entry->content->revision, ==, 5);
  g_assert_cmpstr (entry->content->title, ==, "가을 “소식”\t\\");
  g_assert_cmpstr (entry->content->body, ==, "첫 줄\n둘째 줄");
  g_assert_null (entry->content->notes);
  g_assert_cmpstr (entry->content->tags, ==, "가을,축제");
  g_assert_cmpstr (entry->content->proof_url, ==, "https://x.example/1");
  g_assert_cmpstr (entry->content->restriction_ground, ==, "법 제86조");
  g_assert_true (entry->content->publicity);
  g_assert_cmpint (entry->content->contributor_id, ==, 8);
  g_assert_cmpint (entry->content->campaign_id, ==, 3);
  g_assert_cmpint (entry->content->line_id, ==, SOTONG_NONE);
  g_assert_cmpint (entry->content->cost_planned, ==, 150000);
  g_assert_cmpint (entry->content->planned_at, ==, SOTONG_NONE);
  g_assert_cmpuint (entry->content->copies->len, ==, 1);
  copy = g_ptr_array_index (entry->content->copies, 0);
  g_assert_cmpint (copy->id, ==, 4);
  g_assert_cmpint (copy->channel_id, ==, 7);
  g_assert_cmpint (copy->state, ==, SOTONG_STATE_SCHEDULED);
  g_assert_cmpint (copy->publish_at, ==, 1476406800);
  g_assert_true (copy->thread);
  g_assert_null (copy->title);
  g_assert_cmpstr (copy->body, ==, "트위터에만 😀");

  g_assert_cmpint (g_stat (sotong_journal_get_path (journal), &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (f->folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  sotong_journal_drop (journal);
  g_assert_false (g_file_test (sotong_journal_get_path (journal), G_FILE_TEST_EXISTS));
}

/* ---- changes ---- */

static const char *const letters[] = { "가", "각", "a", "é", "😀", "\n", "“", "갂" };

/* Something else in some field. */
static void
scribble (char **text)
{
  g_autoptr(GString) now = g_string_new (*text);
  glong n = g_utf8_strlen (now->str, -1);
  gsize at = (gsize) (g_utf8_offset_to_pointer (now->str, g_test_rand_int_range (0, (int) n + 1)) - now->str);
  int how = g_test_rand_int_range (0, 8);

  if (how == 0 && *text != NULL)
    {
      g_clear_pointer (text, g_free);
      return;
    }
  if (how == 1)
    g_string_truncate (now, at);
  else if (how == 2 && at < now->len)
    g_string_erase (now, (gssize) at, g_utf8_next_char (now->str + at) - (now->str + at));
  else
    g_string_insert (now, (gssize) at, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);
  g_free (*text);
  *text = g_strdup (now->str);
}

static SotongCopy *
some_copy (SotongContent *content)
{
  int position = g_test_rand_int_range (0, (int) content->copies->len + 1);

  if ((guint) position < content->copies->len)
    return g_ptr_array_index (content->copies, position);
  g_ptr_array_add (content->copies, sotong_copy_new (g_test_rand_int_range (100, 10000000)));
  return g_ptr_array_index (content->copies, position);
}

static void
change_some (SotongContent *content)
{
  switch (g_test_rand_int_range (0, 9))
    {
    case 0: scribble (&content->title); break;
    case 1: scribble (&content->notes); break;
    case 2: scribble (&content->tags); break;
    case 3: scribble (&some_copy (content)->body); break;
    case 4: some_copy (content)->publish_at = g_test_rand_int (); break;
    case 5: content->revision++; break;
    case 6: content->publicity = !content->publicity; break;
    case 7:
      if (content->copies->len > 0)
        g_ptr_array_remove_index (content->copies, (guint) g_test_rand_int_range (0, (int) content->copies->len));
      break;
    default: scribble (&content->body); break;
    }
}

/* The whole of a content, to be compared. */
static char *
describe (const SotongContent *content)
{
  g_autoptr(GByteArray) record = sotong_journal_record_new (NULL, content, NULL, 0, TRUE);

  return g_base64_encode (record->data, record->len);
}

static SotongContent *
same_again (const SotongContent *content)
{
  SotongContent *other = sotong_content_new ();
  g_autoptr(GByteArray) record = sotong_journal_record_new (NULL, content, NULL, 0, TRUE);
  gboolean owned = FALSE;
  g_autoptr(GVariant) fields = NULL;
  gint64 at = 1;

  g_assert_cmpuint (sotong_journal_record_apply ((const char *) record->data, record->len, other, &fields, &at, &owned), ==, record->len);
  g_assert_true (owned);
  g_assert_cmpint (at, ==, 0);
  return other;
}

/* Whatever is done, what is read is what was put last. */
static void
test_changes (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(SotongJournal) journal = sotong_journal_new (f->folder);
  g_autoptr(SotongContent) content = written ("글");

  for (int i = 0; i < 2000; i++)
    {
      g_autoptr(SotongJournalEntry) entry = NULL;
      g_autofree char *wanted = NULL, *read = NULL;
      gboolean owned = FALSE;

      change_some (content);
      sotong_journal_put (journal, same_again (content));
      if (i % 7 != 0)
        continue;
      entry = entry_of (journal, &owned);
      wanted = describe (content);
      read = describe (entry->content);
      g_assert_cmpstr (read, ==, wanted);
    }
  sotong_journal_drop (journal);
}

static GVariant *
typed (const char *place)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (SOTONG_JOURNAL_FIELDS));

  g_variant_builder_add (&builder, "{ss}", "event.place", place);
  return g_variant_builder_end (&builder);
}

/* What is typed beside the content goes with it: it comes, changes and goes, though the content stays what it is. */
static void
test_fields (Fixture       *f,
             gconstpointer  data)
{
  static const char *const places[] = { NULL, "광", "광장", "광장", NULL, "시청" };
  g_autoptr(SotongJournal) journal = sotong_journal_new (f->folder);
  GStatBuf before = { 0 }, after;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr(SotongJournalEntry) entry = NULL;
      const char *place = NULL;
      gboolean owned = FALSE;

      sotong_journal_set_fields (journal, places[i] != NULL ? typed (places[i]) : NULL);
      sotong_journal_put (journal, written ("글"));
      entry = entry_of (journal, &owned);
      g_assert_cmpstr (entry->content->body, ==, "글");
      if (entry->fields != NULL)
        g_variant_lookup (entry->fields, "event.place", "&s", &place);
      g_assert_cmpstr (place, ==, places[i]);
      g_assert_cmpint (g_stat (sotong_journal_get_path (journal), &after), ==, 0);
      g_assert_true (i == 3 ? after.st_size == before.st_size : after.st_size > before.st_size);
      before = after;
    }
  sotong_journal_drop (journal);
}

/* A letter in a long text costs what a letter takes. */
static void
test_small (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(SotongJournal) journal = sotong_journal_new (f->folder);
  g_autoptr(GString) text = g_string_new (NULL);
  GStatBuf before, after;

  while (text->len < 1 << 20)
    g_string_append (text, "시민 여러분께 알립니다.\n");
  sotong_journal_put (journal, written (text->str));
  g_stat (sotong_journal_get_path (journal), &before);
  for (int i = 0; i < 100; i++)
    {
      g_string_insert (text, 20000 * 34, "가"); /* between two lines */
      sotong_journal_put (journal, written (text->str));
      sotong_journal_put (journal, written (text->str)); /* nothing new: nothing is written */
    }
  g_stat (sotong_journal_get_path (journal), &after);
  g_assert_cmpint (after.st_size - before.st_size, <, 100 * 128);
  assert_body (journal, text->str);
  sotong_journal_drop (journal);
}

/* What grows for ever does not fill the disk. */
static void
test_begins_anew (Fixture       *f,
                  gconstpointer  data)
{
  g_autoptr(SotongJournal) journal = sotong_journal_new (f->folder);
  g_autofree char *first = NULL, *text = g_strnfill (1 << 20, 'x');
  GStatBuf info;

  sotong_journal_put (journal, written (""));
  first = g_strdup (sotong_journal_get_path (journal));
  for (int i = 0; i < 20; i++)
    sotong_journal_put (journal, written (i % 2 == 0 ? text : "짧게"));
  g_assert_cmpstr (sotong_journal_get_path (journal), !=, first);
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_stat (sotong_journal_get_path (journal), &info), ==, 0);
  g_assert_cmpint (info.st_size, <, 8 << 20);
  assert_body (journal, "짧게");
  sotong_journal_drop (journal);
}

/* ---- what is not whole ---- */

/* Wherever a writer is killed, what was written before that record counts. */
static void
test_torn (Fixture       *f,
           gconstpointer  data)
{
  static const char *const texts[] = { "가", "가나", "가나다", "가나다😀" };
  g_autoptr(SotongJournal) journal = sotong_journal_new (f->folder);
  g_autofree char *text = NULL;
  gsize ends[G_N_ELEMENTS (texts)], length = 0;
  GStatBuf info;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      sotong_journal_put (journal, written (texts[i]));
      g_stat (sotong_journal_get_path (journal), &info);
      ends[i] = (gsize) info.st_size;
    }
  g_assert_true (g_file_get_contents (sotong_journal_get_path (journal), &text, &length, NULL));
  for (gsize cut = 0; cut <= length; cut++)
    for (int torn = 0; torn < (cut < length ? 3 : 1); torn++)
      {
        g_autofree char *part = g_memdup2 (text, length);
        g_autoptr(SotongJournalEntry) entry = NULL;
        gboolean owned = FALSE;
        int last = -1;

        for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
          if (ends[i] <= cut)
            last = (int) i;
        if (torn == 1) /* as after a power cut: there, and empty */
          memset (part + cut, 0, length - cut);
        else if (torn == 2 && last >= 0)
          part[cut] ^= 0x10;
        if (torn > 0 && memcmp (part, text, length) == 0)
          continue;
        entry = sotong_journal_entry_parse (part, torn == 0 ? cut : length, &owned);
        if (last >= 0)
          g_assert_cmpstr (entry->content->body, ==, texts[last]);
        else
          g_assert_true (entry == NULL || entry->content->body == NULL);
      }
  sotong_journal_drop (journal);
}

static void
test_not_an_entry (void)
{
  static const char *const texts[] = { "", "{", "[]", "1", "{}", "\n", "{}\n", "{\"machine\":1,\"boot\":2}", "{\"machine\":\"m\",\"boot\":" };
  const char *text = "{\"machine\":\"m\",\"boot\":\"b\",\"title\":4,\"copies\":[1,{}],\"id\":\"x\"}\nnone";
  gboolean owned = FALSE;
  g_autoptr(SotongJournalEntry) odd = sotong_journal_entry_parse (text, strlen (text), &owned);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (sotong_journal_entry_parse (texts[i], strlen (texts[i]), &owned));
  g_assert_nonnull (odd);
  g_assert_null (odd->content->title);
  g_assert_cmpint (odd->content->id, ==, 0);
  g_assert_cmpuint (odd->content->copies->len, ==, 1);
}

/* ---- whose it is ---- */

/* Only what a dead process left is found; whoever adopts it removes it when its own is written. Journals that were written
 * before there were records have all of it in one line. */
static void
test_find (Fixture       *f,
           gconstpointer  data)
{
  g_autofree char *dead = g_build_filename (f->folder, "dead.json", NULL), *bad = g_build_filename (f->folder, "bad.journal", NULL);
  g_autoptr(SotongJournal) journal = sotong_journal_new (f->folder);
  g_autoptr(GPtrArray) found = NULL;
  const SotongOwner *self = sotong_owner_get_self ();
  g_autofree char *text = g_strdup_printf ("{\"machine\":\"%s\",\"boot\":\"%s\",\"process\":1,\"process_start\":-5,\"at\":1,\"body\":\"남은 글\"}",
                                           self->machine, self->boot);

  sotong_journal_put (journal, written ("남은 글"));
  g_assert_true (g_file_set_contents (dead, text, -1, NULL));
  g_assert_true (g_file_set_contents (bad, "{", -1, NULL));
  found = sotong_journal_find (f->folder);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((SotongJournalEntry *) g_ptr_array_index (found, 0))->content->body, ==, "남은 글");
  sotong_journal_adopt (journal, ((SotongJournalEntry *) g_ptr_array_index (found, 0))->path);
  sotong_journal_put (journal, written ("남은 글"));
  g_assert_false (g_file_test (dead, G_FILE_TEST_EXISTS));
  assert_found (f->folder, 0);
  sotong_journal_leave (journal, written ("남은 글")); /* its editor goes away, the process does not */
  assert_found (f->folder, 1);
  sotong_journal_drop (journal);
  assert_found (f->folder, 0);
  g_unlink (bad);
}

/* Two windows write side by side, and somebody tidies up under one of them. */
static void
test_two (Fixture       *f,
          gconstpointer  data)
{
  g_autoptr(SotongJournal) one = sotong_journal_new (f->folder), two = sotong_journal_new (f->folder);

  sotong_journal_put (one, written ("하나"));
  sotong_journal_put (two, written ("둘"));
  g_unlink (sotong_journal_get_path (one));
  sotong_journal_put (one, written ("하나 더"));
  sotong_journal_put (two, written ("둘 더"));
  assert_body (one, "하나 더");
  assert_body (two, "둘 더");
  sotong_journal_drop (one);
  assert_body (two, "둘 더");
  sotong_journal_drop (two);
}

/* ---- a disk that takes no more ---- */

static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* What went in before stays, half a record is none, and what did not go in does as soon as there is room. */
static void
test_full (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(SotongJournal) journal = sotong_journal_new (f->folder), other = sotong_journal_new (f->folder);
  g_autofree char *text = g_strnfill (4000, 'x');
  GStatBuf info;

  signal (SIGXFSZ, SIG_IGN);
  sotong_journal_put (journal, written ("먼저"));
  g_assert_null (sotong_journal_get_problem (journal));
  g_stat (sotong_journal_get_path (journal), &info);
  limit_files ((rlim_t) info.st_size + 100);
  for (int i = 0; i < 3; i++)
    {
      sotong_journal_put (journal, written (text));
      g_assert_nonnull (sotong_journal_get_problem (journal));
      assert_body (journal, "먼저");
    }
  sotong_journal_put (other, written (text)); /* not even a beginning: nothing is left behind */
  g_assert_nonnull (sotong_journal_get_problem (other));
  g_assert_false (g_file_test (sotong_journal_get_path (other), G_FILE_TEST_EXISTS));
  limit_files (RLIM_INFINITY);
  sotong_journal_put (journal, written (text));
  g_assert_null (sotong_journal_get_problem (journal));
  assert_body (journal, text);
  sotong_journal_put (other, written (text));
  assert_body (other, text);
  sotong_journal_drop (journal);
  sotong_journal_drop (other);
}

/* A folder that cannot be made costs nothing but the journal. */
static void
test_cannot_write (void)
{
  g_autoptr(SotongJournal) journal = sotong_journal_new ("/proc/none/journal");

  sotong_journal_put (journal, written ("글"));
  g_assert_nonnull (sotong_journal_get_problem (journal));
  sotong_journal_drop (journal);
  g_assert_null (sotong_journal_get_problem (journal));
  assert_found ("/proc/none/journal", 0);
}

/* The disk itself gets it a little later, also when the journal is gone by then. */
static void
test_synced (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(SotongJournal) journal = sotong_journal_new (f->folder);
  gint64 until = g_get_monotonic_time () + 700 * 1000;

  sotong_journal_put (journal, written ("글"));
  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (10000);
  assert_body (journal, "글");
  sotong_journal_drop (journal);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add ("/plan/journal/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("changes", test_changes);
  ADD ("fields", test_fields);
  ADD ("small", test_small);
  ADD ("begins-anew", test_begins_anew);
  ADD ("torn", test_torn);
  g_test_add_func ("/plan/journal/not-an-entry", test_not_an_entry);
  ADD ("find", test_find);
  ADD ("two", test_two);
  ADD ("full", test_full);
  g_test_add_func ("/plan/journal/cannot-write", test_cannot_write);
  ADD ("synced", test_synced);
  return g_test_run ();
}
