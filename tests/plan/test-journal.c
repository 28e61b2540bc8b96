/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "plan/sotong-journal.h"
#include "util/sotong-machine.h"

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
  g_ptr_array_add (content->copies, copy);
  return content;
}

static void
test_round_trip (void)
{
  g_autoptr(SotongContent) content = written ("첫 줄\n둘째 줄");
  g_autofree char *text = sotong_journal_entry_to_text (content, 99, TRUE);
  gboolean owned = FALSE;
  g_autoptr(SotongJournalEntry) entry = sotong_journal_entry_parse (text, -1, &owned);
  const SotongCopy *copy;

  g_assert_nonnull (entry);
  g_assert_true (owned); /* we live */
  g_assert_cmpint (entry->at, ==, 99);
  g_assert_cmpint (entry->content->id, ==, 12);
  g_assert_cmpint (entry->content->revision, ==, 5);
  g_assert_cmpstr (entry->content->title, ==, content->title);
  g_assert_cmpstr (entry->content->body, ==, "첫 줄\n둘째 줄");
  g_assert_null (entry->content->notes);
  g_assert_cmpint (entry->content->campaign_id, ==, 3);
  g_assert_cmpstr (entry->content->tags, ==, "가을,축제");
  g_assert_cmpstr (entry->content->proof_url, ==, "https://x.example/1");
  g_assert_cmpstr (entry->content->restriction_ground, ==, "법 제86조");
  g_assert_true (entry->content->publicity);
  g_assert_cmpint (entry->content->contributor_id, ==, 8);
  g_assert_cmpint (entry->content->line_id, ==, SOTONG_NONE);
  g_assert_cmpint (entry->content->cost_planned, ==, 150000);
  g_assert_cmpint (entry->content->planned_at, ==, SOTONG_NONE);
  copy = g_ptr_array_index (entry->content->copies, 0);
  g_assert_cmpint (copy->id, ==, 4);
  g_assert_cmpint (copy->channel_id, ==, 7);
  g_assert_cmpint (copy->state, ==, SOTONG_STATE_SCHEDULED);
  g_assert_cmpint (copy->publish_at, ==, 1476406800);
  g_assert_cmpstr (copy->body, ==, "트위터에만 😀");
}

static void
test_not_an_entry (void)
{
  static const char *const texts[] = { "", "{", "[]", "1", "{}", "{\"machine\":1,\"boot\":2}", "{\"machine\":\"m\",\"boot\":" };
  g_autoptr(SotongJournalEntry) odd = sotong_journal_entry_parse ("{\"machine\":\"m\",\"boot\":\"b\",\"title\":4,\"copies\":[1,{}],\"id\":\"x\"}", -1, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (sotong_journal_entry_parse (texts[i], -1, NULL));
  g_assert_nonnull (odd);
  g_assert_null (odd->content->title);
  g_assert_cmpint (odd->content->id, ==, 0);
  g_assert_cmpuint (odd->content->copies->len, ==, 1);
}

static void
wait_for (SotongJournal *journal)
{
  while (sotong_journal_is_busy (journal))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_put_and_drop (void)
{
  g_autofree char *dir = g_dir_make_tmp ("sotong-journal-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (dir, "a", "b", NULL);
  g_autoptr(SotongJournal) journal = sotong_journal_new (folder);
  g_autofree char *text = NULL, *parent = g_path_get_dirname (folder);
  GStatBuf info;

  for (int i = 0; i < 50; i++)
    {
      g_autofree char *body = g_strdup_printf ("글 %d", i);
      g_autoptr(SotongContent) content = written (body);

      sotong_journal_put (journal, content);
    }
  wait_for (journal);
  g_assert_true (g_file_get_contents (sotong_journal_get_path (journal), &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "글 49")); /* the newest wins */
  g_assert_cmpint (g_stat (sotong_journal_get_path (journal), &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  sotong_journal_drop (journal);
  wait_for (journal);
  g_assert_false (g_file_test (sotong_journal_get_path (journal), G_FILE_TEST_EXISTS));
  g_rmdir (folder);
  g_rmdir (parent);
  g_rmdir (dir);
}

/* Only what a dead process left is found; whoever adopts it removes it when its own is written. */
static void
test_find (void)
{
  g_autofree char *dir = g_dir_make_tmp ("sotong-journal-XXXXXX", NULL);
  g_autofree char *dead = g_build_filename (dir, "dead.json", NULL), *bad = g_build_filename (dir, "bad.json", NULL);
  g_autoptr(SotongContent) content = written ("남은 글");
  g_autoptr(SotongJournal) journal = sotong_journal_new (dir);
  g_autoptr(GPtrArray) found = NULL, later = NULL;
  const SotongOwner *self = sotong_owner_get_self ();
  g_autofree char *text = g_strdup_printf ("{\"machine\":\"%s\",\"boot\":\"%s\",\"process\":1,\"process_start\":-5,\"at\":1,\"body\":\"남은 글\"}",
                                           self->machine, self->boot);

  g_assert_true (g_file_set_contents (dead, text, -1, NULL));
  g_assert_true (g_file_set_contents (bad, "{", -1, NULL));
  sotong_journal_put (journal, content);
  wait_for (journal);
  found = sotong_journal_find (dir);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((SotongJournalEntry *) g_ptr_array_index (found, 0))->content->body, ==, "남은 글");
  sotong_journal_adopt (journal, ((SotongJournalEntry *) g_ptr_array_index (found, 0))->path);
  sotong_journal_put (journal, content);
  wait_for (journal);
  g_assert_false (g_file_test (dead, G_FILE_TEST_EXISTS));
  sotong_journal_leave (journal, content); /* its editor goes away, the process does not */
  wait_for (journal);
  later = sotong_journal_find (dir);
  g_assert_cmpuint (later->len, ==, 1);
  g_clear_pointer (&later, g_ptr_array_unref);
  sotong_journal_drop (journal);
  wait_for (journal);
  later = sotong_journal_find (dir);
  g_assert_cmpuint (later->len, ==, 0);
  g_unlink (bad);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

/* A folder that cannot be made costs nothing but the journal. */
static void
test_cannot_write (void)
{
  g_autoptr(SotongJournal) journal = sotong_journal_new ("/proc/none/journal");
  g_autoptr(SotongContent) content = written ("글");
  g_autoptr(GPtrArray) found = sotong_journal_find ("/proc/none/journal");

  sotong_journal_put (journal, content);
  wait_for (journal);
  sotong_journal_drop (journal);
  wait_for (journal);
  g_assert_cmpuint (found->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/plan/journal/round-trip", test_round_trip);
  g_test_add_func ("/plan/journal/not-an-entry", test_not_an_entry);
  g_test_add_func ("/plan/journal/put-and-drop", test_put_and_drop);
  g_test_add_func ("/plan/journal/find", test_find);
  g_test_add_func ("/plan/journal/cannot-write", test_cannot_write);
  return g_test_run ();
}
