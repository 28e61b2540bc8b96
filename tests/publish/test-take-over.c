/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* statx */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "publish-fixture.h"
#include "store/sotong-budget-close.h"
#include "store/sotong-channel.h"
#include "store/sotong-hold.h"
#include "util/sotong-hardware.h"

/* A workspace was copied to another computer, and the one it was copied from went on publishing for a while. Whoever takes over has the same
 * plans and does not know of that: what may be out is looked for first, in whatever run it comes to be sent. */

#define DAY 86400

static gpointer
backup_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_budget_backup (db, data, error) ? data : NULL;
}

static void
open_file (PublishFixture *f,
           char           *path)
{
  g_autoptr(SotongClock) clock = g_object_ref (sotong_store_get_clock (f->store));
  g_autoptr(GError) error = NULL;

  g_assert_finalize_object (f->publisher);
  sotong_store_close (f->store);
  g_assert_finalize_object (f->store);
  g_free (f->path);
  f->path = path;
  f->store = sotong_store_open (f->path, clock, NULL, &error);
  g_assert_no_error (error);
  f->publisher = sotong_publisher_new (f->store, f->secrets);
  sotong_publisher_set_patience (f->publisher, 1, 0);
}

/* The file as it is now goes to another computer; here it is published from, all that is due; and then it is the copy that is open. */
static void
publish_and_take_copy (PublishFixture *f,
                       guint           n_posts)
{
  char *copy = g_strconcat (f->path, ".copy.sotong", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (sotong_store_read (f->store, backup_job, copy, NULL, &error));
  g_ptr_array_unref (publish_fixture_run_due (f, n_posts));
  open_file (f, copy);
  g_assert_true (publish_fixture_run_sql (f, "INSERT INTO machine (id, name, last_seen) VALUES ('other', 'city-hall-2', 0);"
                                             "UPDATE workspace SET value = 'other' WHERE name = 'publisher';"));
}

static void
publish (PublishFixture     *f,
         gint64              content,
         SotongPublishFlags  flags)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = content != 0 ? sotong_publisher_publish_content (f->publisher, content, 0, flags, NULL, NULL, NULL, &error)
                                              : sotong_publisher_publish_due (f->publisher, flags, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
}

static gboolean
knows_births (PublishFixture *f)
{
  struct statx info;

  return statx (AT_FDCWD, f->path, 0, STATX_BTIME, &info) == 0 && (info.stx_mask & STATX_BTIME) != 0;
}

static guint
count_received (PublishFixture *f)
{
  SotongPracticeCounts counts;

  sotong_practice_server_get_counts (f->server, &counts);
  return counts.received;
}

static void
assert_out (PublishFixture *f,
            gint64          content)
{
  g_autoptr(SotongContent) read = publish_fixture_get_content (f, content);
  SotongCopy *copy = g_ptr_array_index (read->copies, 0);

  g_assert_cmpint (copy->state, ==, SOTONG_STATE_PUBLISHED);
  g_assert_nonnull (copy->remote_id);
  g_assert_nonnull (copy->remote_url);
}

/* Another post is what a person takes over with; the rest follows by the clock. */
static void
test_with_another (PublishFixture *f,
                   gconstpointer   data)
{
  gint64 due = publish_fixture_add_due (f, "먼저 나간 글");
  gint64 content;

  publish_and_take_copy (f, 1);
  content = publish_fixture_add_post (f, f->channel, "지금 낼 글", SOTONG_STATE_APPROVED, SOTONG_NONE);
  publish (f, content, SOTONG_PUBLISH_TAKE_OVER);
  assert_out (f, content);
  publish (f, 0, SOTONG_PUBLISH_ROUND);
  assert_out (f, due);
  g_assert_cmpuint (count_received (f), ==, 2);
}

/* The platform cannot be asked when it is taken over. */
static void
test_no_answer (PublishFixture *f,
                gconstpointer   data)
{
  SotongPracticeFault fault = { SOTONG_PRACTICE_FAULT_STATUS, 1, 503, -1, 0, "look-up" };
  gint64 due = publish_fixture_add_due (f, "먼저 나간 글");

  publish_and_take_copy (f, 1);
  sotong_practice_server_add_fault (f->server, &fault);
  publish (f, 0, SOTONG_PUBLISH_TAKE_OVER);
  g_assert_true (publish_fixture_run_sql (f, "UPDATE channel_state SET wait_until = NULL"));
  publish (f, 0, SOTONG_PUBLISH_DEFAULT);
  assert_out (f, due);
  g_assert_cmpuint (count_received (f), ==, 1);
}

/* On this computer nobody has signed in yet. */
static void
take_over_signed_out (PublishFixture *f)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, f->channel);

  g_assert_true (sotong_secrets_clear (f->secrets, sotong_store_get_uuid (f->store), SOTONG_SECRETS_CHANNEL, id, "연습", NULL, NULL));
  publish (f, 0, SOTONG_PUBLISH_TAKE_OVER);
  g_assert_true (sotong_secrets_store (f->secrets, sotong_store_get_uuid (f->store), SOTONG_SECRETS_CHANNEL, id, "연습", PUBLISH_TOKEN, NULL, NULL));
}

static void
test_no_sign_in (PublishFixture *f,
                 gconstpointer   data)
{
  gint64 due = publish_fixture_add_due (f, "먼저 나간 글");

  publish_and_take_copy (f, 1);
  take_over_signed_out (f);
  publish (f, 0, SOTONG_PUBLISH_DEFAULT);
  assert_out (f, due);
  g_assert_cmpuint (count_received (f), ==, 1);
}

/* It is days since: what went out there is found, and not put before a person as missed. What did not is. */
static void
test_days_later (PublishFixture *f,
                 gconstpointer   data)
{
  gint64 out = publish_fixture_add_due (f, "나간 글");
  gint64 late;

  publish_and_take_copy (f, 1);
  g_assert_true (publish_fixture_run_sql (f, "UPDATE copy SET publish_at = publish_at - 259200, scheduled_at = NULL"));
  late = publish_fixture_add_post (f, f->channel, "안 나간 글", SOTONG_STATE_SCHEDULED, publish_fixture_now () - 2 * DAY);
  g_assert_true (publish_fixture_run_sql (f, "UPDATE copy SET scheduled_at = NULL"));
  publish (f, 0, SOTONG_PUBLISH_TAKE_OVER);
  assert_out (f, out);
  g_assert_cmpint (publish_fixture_get_state (f, late), ==, SOTONG_STATE_MISSED);
  g_assert_cmpuint (count_received (f), ==, 1);
}

/* What was missed here, or failed, or was held, may have gone out there in the end: a person's wish to have it out begins with a look. */
static void
test_left (PublishFixture *f,
           gconstpointer   data)
{
  const char *state = data;
  gint64 content = publish_fixture_add_due (f, "나간 글");
  g_autofree char *sql = g_strdup_printf ("UPDATE copy SET state = '%s'", state);

  publish_and_take_copy (f, 1);
  g_assert_true (publish_fixture_run_sql (f, sql));
  publish (f, 0, SOTONG_PUBLISH_TAKE_OVER);
  if (!g_str_equal (state, "missed"))
    g_assert_cmpstr (sotong_state_get_name (publish_fixture_get_state (f, content)), ==, state);
  if (g_str_equal (state, "held")) /* released */
    g_assert_true (publish_fixture_run_sql (f, "UPDATE copy SET state = 'scheduled'"));
  publish (f, content, SOTONG_PUBLISH_DEFAULT);
  assert_out (f, content);
  g_assert_cmpuint (count_received (f), ==, 1);
}

/* It waits on its platform already, put there from the other computer. */
static void
test_waits_there (PublishFixture *f,
                  gconstpointer   data)
{
  gint64 content = publish_fixture_add_post (f, f->channel, "모레 글", SOTONG_STATE_SCHEDULED, publish_fixture_now () + 2 * DAY);
  g_autoptr(SotongContent) read = NULL;

  g_assert_true (publish_fixture_run_sql (f, "UPDATE copy SET on_platform = 1"));
  publish_and_take_copy (f, 1);
  publish (f, 0, SOTONG_PUBLISH_TAKE_OVER);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_SCHEDULED);
  read = publish_fixture_get_content (f, content);
  g_assert_nonnull (((SotongCopy *) g_ptr_array_index (read->copies, 0))->remote_id);
  g_assert_cmpuint (count_received (f), ==, 1);
}

/* What the other computer has not sent goes out, once, in the same run; also what is to wait on its platform. */
static void
test_not_sent (PublishFixture *f,
               gconstpointer   data)
{
  gint64 due, later;

  publish_and_take_copy (f, 0);
  due = publish_fixture_add_due (f, "안 나간 글");
  later = publish_fixture_add_post (f, f->channel, "모레 글", SOTONG_STATE_SCHEDULED, publish_fixture_now () + 2 * DAY);
  g_assert_true (publish_fixture_run_sql (f, "UPDATE copy SET on_platform = publish_at > unixepoch ()"));
  publish (f, 0, SOTONG_PUBLISH_TAKE_OVER);
  assert_out (f, due);
  g_assert_cmpint (publish_fixture_get_state (f, later), ==, SOTONG_STATE_SCHEDULED);
  g_assert_cmpuint (count_received (f), ==, 2);
  publish (f, 0, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpuint (count_received (f), ==, 2);
}

/* A file that the workspace has lost keeps no post from being sent from here on, nor its own from being found. */
static void
test_lost_file (PublishFixture *f,
                gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "사진 글");
  gint64 other;

  publish_fixture_attach (f, content, "a.png", "\x89PNG\r\n\x1a\n", 8);
  publish_and_take_copy (f, 1);
  other = publish_fixture_add_due (f, "다른 글");
  g_assert_true (publish_fixture_run_sql (f, "PRAGMA foreign_keys = OFF; UPDATE blob SET data = x''"));
  publish (f, 0, SOTONG_PUBLISH_TAKE_OVER);
  assert_out (f, content);
  assert_out (f, other);
  g_assert_cmpuint (count_received (f), ==, 2);
}

static gpointer
limit_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_channel_set_text_limit (db, *(gint64 *) data, 36, error) ? data : NULL;
}

/* All posts of a thread are looked for, one by one. */
static void
test_thread (PublishFixture *f,
             gconstpointer   data)
{
  gint64 id = publish_fixture_add_due (f, "긴 글");
  g_autoptr(SotongContent) content = publish_fixture_get_content (f, id);
  gint64 channel = f->channel;
  guint n;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, limit_job, &channel, NULL, NULL));
  g_free (content->body);
  content->body = g_strdup ("첫째 글입니다. 이 글은 서른 자가 조금 넘습니다 하나. 둘째 글입니다. 이 글도 서른 자가 조금 넘습니다 둘. 셋째 글입니다.");
  ((SotongCopy *) g_ptr_array_index (content->copies, 0))->thread = TRUE;
  publish_fixture_save_content (f, content);
  publish_and_take_copy (f, 1);
  n = count_received (f);
  g_assert_cmpuint (n, >, 1);
  take_over_signed_out (f);
  publish (f, 0, SOTONG_PUBLISH_DEFAULT);
  assert_out (f, id);
  g_assert_cmpuint (count_received (f), ==, n);
}

/* What this file looked for in vain, before it was taken over, says nothing of what the other one sent: it is looked for by the clock again. */
static void
test_looked_for_before (PublishFixture *f,
                        gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "나간 글");
  g_autofree char *look = g_strdup_printf ("INSERT INTO attempt (copy_id, kind, started_at, machine, boot, process, process_start, lease_until, client_key, title, body)"
                                           " SELECT id, 'look-up', 1, '', '', 0, 0, %" G_GINT64_FORMAT ", '', '', '' FROM copy;"
                                           "INSERT INTO attempt_outcome (attempt_id, at, outcome, http_status) VALUES (last_insert_rowid (), 1, 'not-sent', 200);",
                                           g_get_real_time () / G_USEC_PER_SEC);

  publish_and_take_copy (f, 1);
  for (guint i = 0; i < 12; i++)
    g_assert_true (publish_fixture_run_sql (f, look));
  g_assert_true (publish_fixture_run_sql (f, "UPDATE copy SET state = 'missed'"));
  publish (f, 0, SOTONG_PUBLISH_TAKE_OVER | SOTONG_PUBLISH_ROUND);
  assert_out (f, content);
  g_assert_cmpuint (count_received (f), ==, 1);
}

/* The other computer may have sent it just before it was taken over, however long its time is past: that it is not among the posts at once is
 * not believed at once. */
static void
test_settles (PublishFixture *f,
              gconstpointer   data)
{
  SotongPracticeCounts before, after;
  gint64 began, content;

  publish_and_take_copy (f, 0);
  content = publish_fixture_add_post (f, f->channel, "안 나간 글", SOTONG_STATE_SCHEDULED, publish_fixture_now () - 600);
  sotong_publisher_set_patience (f->publisher, 1, 2);
  sotong_practice_server_get_counts (f->server, &before);
  began = g_get_monotonic_time ();
  publish (f, 0, SOTONG_PUBLISH_TAKE_OVER | SOTONG_PUBLISH_LOOK);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, G_USEC_PER_SEC / 2);
  sotong_practice_server_get_counts (f->server, &after);
  g_assert_cmpuint (after.requests - before.requests, ==, 2);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_FAILED);
  g_assert_cmpuint (count_received (f), ==, 0);
}

/* Nor of what a person has out in the same run, be it one post or a thread. */
static void
test_settles_asked (PublishFixture *f,
                    gconstpointer   data)
{
  gboolean thread = GPOINTER_TO_INT (data);
  gint64 began, content;

  publish_and_take_copy (f, 0);
  content = publish_fixture_add_due (f, "안 나간 글");
  g_assert_true (publish_fixture_run_sql (f, thread ? "UPDATE copy SET thread = 1" : "UPDATE copy SET state = 'failed'"));
  sotong_publisher_set_patience (f->publisher, 1, 2);
  began = g_get_monotonic_time ();
  publish (f, content, SOTONG_PUBLISH_TAKE_OVER);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, G_USEC_PER_SEC / 2);
  assert_out (f, content);
  g_assert_cmpuint (count_received (f), ==, 1);
  sotong_publisher_set_patience (f->publisher, 1, 60); /* later ones do not wait */
  g_assert_true (publish_fixture_run_sql (f, "UPDATE workspace SET value = value - 61 WHERE name = 'taken-over-real'"));
  began = g_get_monotonic_time ();
  publish (f, publish_fixture_add_due (f, "다음 글"), SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 30 * G_USEC_PER_SEC);
}

/* Nor in another run than the one that took over, which may have ended at once. */
static void
test_settles_later_run (PublishFixture *f,
                        gconstpointer   data)
{
  gboolean thread = GPOINTER_TO_INT (data);
  gint64 began, content;

  publish_and_take_copy (f, 0);
  content = publish_fixture_add_due (f, "안 나간 글");
  g_assert_true (publish_fixture_run_sql (f, thread ? "UPDATE copy SET thread = 1" : "UPDATE copy SET state = 'failed'"));
  take_over_signed_out (f);
  sotong_publisher_set_patience (f->publisher, 1, 3);
  began = g_get_monotonic_time ();
  publish (f, content, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, G_USEC_PER_SEC / 2);
  assert_out (f, content);
  g_assert_cmpuint (count_received (f), ==, 1);
}

typedef struct {
  PublishFixture *f;
  GCancellable   *cancellable;  /* (nullable): what is to be cancelled; %NULL: all is put on hold */
} Meanwhile;

static gpointer
hold_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_hold_start (db, "emergency", error) >= 0 ? data : NULL;
}

static gpointer
meanwhile_thread (gpointer data)
{
  Meanwhile *meanwhile = data;

  g_usleep (G_USEC_PER_SEC / 4);
  if (meanwhile->cancellable != NULL)
    g_cancellable_cancel (meanwhile->cancellable);
  else
    g_assert_nonnull (sotong_store_write (meanwhile->f->store, SOTONG_WRITE_DEFAULT, hold_job, meanwhile, NULL, NULL));
  return NULL;
}

/* While that is waited for all is put on hold, or a person has had enough: then it does not go out. */
static void
test_settles_meanwhile (PublishFixture *f,
                        gconstpointer   data)
{
  gboolean cancel = GPOINTER_TO_INT (data);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Meanwhile meanwhile = { f, cancel ? cancellable : NULL };
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;
  gint64 began, content;
  GThread *thread;

  publish_and_take_copy (f, 0);
  content = publish_fixture_add_due (f, "긴 글");
  g_assert_true (publish_fixture_run_sql (f, "UPDATE copy SET thread = 1"));
  take_over_signed_out (f);
  sotong_publisher_set_patience (f->publisher, 1, cancel ? 60 : 3);
  thread = g_thread_new ("meanwhile", meanwhile_thread, &meanwhile);
  began = g_get_monotonic_time ();
  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, NULL, NULL, cancellable, &error);
  g_thread_join (thread);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 30 * G_USEC_PER_SEC);
  g_assert_cmpuint (results->len, ==, 1);
  g_assert_cmpint (((SotongPublishResult *) g_ptr_array_index (results, 0))->state, ==, cancel ? SOTONG_PUBLISH_CANCELLED : SOTONG_PUBLISH_ELSEWHERE);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, cancel ? SOTONG_STATE_SCHEDULED : SOTONG_STATE_HELD);
  g_assert_cmpuint (count_received (f), ==, 0);
}

/* A made-up computer with one built-in address; "" for none. */
static void
be_computer (PublishFixture *f,
             const char     *address)
{
  g_autofree char *sys = g_strconcat (f->path, "-", address[0] != '\0' ? address : "none", NULL);
  g_autofree char *device = g_build_filename (sys, "devices", "pci0", NULL);
  g_autofree char *folder = g_build_filename (sys, "class", "net", "eth0", NULL);
  g_autofree char *name = g_build_filename (folder, "address", NULL);
  g_autofree char *kind = g_build_filename (folder, "addr_assign_type", NULL);
  g_autofree char *link = g_build_filename (folder, "device", NULL);

  g_mkdir_with_parents (device, 0700);
  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (name, address, -1, NULL));
  g_assert_true (g_file_set_contents (kind, "0\n", -1, NULL));
  if (symlink (device, link) != 0)
    g_assert_cmpint (errno, ==, EEXIST);
  sotong_hardware_set_sys (sys);
}

static void
assert_asks (PublishFixture    *f,
             SotongPublishError code,
             const char        *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, &error);

  g_assert_null (results);
  g_assert_error (error, SOTONG_PUBLISH_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
}

/* Two computers that were set up from one picture have one machine-id, one folder and, of a copied disk, one file. */
static void
test_cloned_computer (PublishFixture *f,
                      gconstpointer   data)
{
  g_assert_true (publish_fixture_run_sql (f, "DELETE FROM workspace WHERE name = 'publisher-hardware'")); /* made by an earlier version */
  be_computer (f, "00:16:3e:00:00:01");
  publish (f, 0, SOTONG_PUBLISH_DEFAULT);
  publish_fixture_add_due (f, "글");
  be_computer (f, "00:16:3e:00:00:02");
  assert_asks (f, SOTONG_PUBLISH_ERROR_OTHER_MACHINE, "set up as a copy");
  g_assert_cmpuint (count_received (f), ==, 0);
  be_computer (f, ""); /* none can be read just now, and the machine-id has to do */
  publish (f, 0, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpuint (count_received (f), ==, 1);
  be_computer (f, "00:16:3e:00:00:02");
  assert_asks (f, SOTONG_PUBLISH_ERROR_OTHER_MACHINE, "set up as a copy");
  publish (f, 0, SOTONG_PUBLISH_TAKE_OVER); /* a person says so, once */
  publish (f, 0, SOTONG_PUBLISH_DEFAULT);
  be_computer (f, "00:16:3e:00:00:01");
  assert_asks (f, SOTONG_PUBLISH_ERROR_OTHER_MACHINE, "set up as a copy");
  sotong_hardware_set_sys (NULL);
}

/* What never published is asked about too, as on any other computer. */
static void
test_cloned_before (PublishFixture *f,
                    gconstpointer   data)
{
  g_assert_true (publish_fixture_run_sql (f, "UPDATE workspace SET value = 'made-up' WHERE name = 'publisher-hardware';"
                                             "INSERT OR IGNORE INTO workspace (name, value) VALUES ('publisher-hardware', 'made-up');"));
  publish_fixture_add_due (f, "글");
  be_computer (f, "00:16:3e:00:00:03");
  assert_asks (f, SOTONG_PUBLISH_ERROR_OTHER_MACHINE, "set up as a copy");
  sotong_hardware_set_sys (NULL);
}

/* exFAT and NTFS tell the time to the nanosecond until the stick is put in anew, and rounded from then on; FAT to two seconds. */
static void
test_birth_rounded (PublishFixture *f,
                    gconstpointer   data)
{
  static const char * const rounded[] = { "substr (value, 1, length (value) - 2) || '00'", "substr (value, 1, length (value) - 7) || '0000000'",
                                          "(CAST (value AS INTEGER) / 2 * 2) || '.000000000'" };

  publish (f, 0, SOTONG_PUBLISH_DEFAULT);
  for (guint i = 0; i < G_N_ELEMENTS (rounded); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE workspace SET value = %s WHERE name = 'publisher-born'", rounded[i]);

      publish_fixture_add_due (f, "글");
      g_assert_true (publish_fixture_run_sql (f, sql));
      publish (f, 0, SOTONG_PUBLISH_DEFAULT);
      g_assert_cmpuint (count_received (f), ==, i + 1);
    }
  if (!knows_births (f))
    return;
  g_assert_true (publish_fixture_run_sql (f, "UPDATE workspace SET value = (CAST (value AS INTEGER) - 1) || '.123456789' WHERE name = 'publisher-born'"));
  assert_asks (f, SOTONG_PUBLISH_ERROR_OTHER_FILE, "put back from a backup");
}

/* Another file lies where the one lay that published: put back from a backup, which does not know what was sent since. */
static void
test_put_back (PublishFixture *f,
               gconstpointer   data)
{
  gint64 content;

  publish (f, 0, SOTONG_PUBLISH_DEFAULT);
  content = publish_fixture_add_due (f, "글");
  publish (f, 0, SOTONG_PUBLISH_DEFAULT);
  g_assert_true (publish_fixture_run_sql (f, "UPDATE workspace SET value = '1000000000.000000001' WHERE name = 'publisher-born';"
                                             "INSERT OR IGNORE INTO workspace (name, value) VALUES ('publisher-born', '1000000000.000000001');"
                                             "UPDATE copy SET state = 'scheduled', remote_id = NULL, remote_url = NULL, published_at = NULL;"
                                             "DELETE FROM attempt_outcome; DELETE FROM attempt"));
  if (!knows_births (f))
    {
      g_test_skip ("this file system does not know when a file came into being");
      return;
    }
  assert_asks (f, SOTONG_PUBLISH_ERROR_OTHER_FILE, "put back from a backup");
  publish (f, 0, SOTONG_PUBLISH_TAKE_OVER);
  publish (f, 0, SOTONG_PUBLISH_DEFAULT);
  assert_out (f, content);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
}

#define ADD(path, data, function) \
  g_test_add ("/publish/take-over/" path, PublishFixture, data, publish_fixture_set_up, function, publish_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("with-another", NULL, test_with_another);
  ADD ("no-answer", NULL, test_no_answer);
  ADD ("no-sign-in", NULL, test_no_sign_in);
  ADD ("days-later", NULL, test_days_later);
  ADD ("left/missed", "missed", test_left);
  ADD ("left/failed", "failed", test_left);
  ADD ("left/held", "held", test_left);
  ADD ("waits-there", NULL, test_waits_there);
  ADD ("not-sent", NULL, test_not_sent);
  ADD ("lost-file", NULL, test_lost_file);
  ADD ("thread", NULL, test_thread);
  ADD ("looked-for-before", NULL, test_looked_for_before);
  ADD ("settles", NULL, test_settles);
  ADD ("settles/asked", GINT_TO_POINTER (FALSE), test_settles_asked);
  ADD ("settles/thread", GINT_TO_POINTER (TRUE), test_settles_asked);
  ADD ("settles-later-run/asked", GINT_TO_POINTER (FALSE), test_settles_later_run);
  ADD ("settles-later-run/thread", GINT_TO_POINTER (TRUE), test_settles_later_run);
  ADD ("settles-meanwhile/hold", GINT_TO_POINTER (FALSE), test_settles_meanwhile);
  ADD ("settles-meanwhile/cancel", GINT_TO_POINTER (TRUE), test_settles_meanwhile);
  ADD ("cloned-computer", NULL, test_cloned_computer);
  ADD ("cloned-before", NULL, test_cloned_before);
  ADD ("birth-rounded", NULL, test_birth_rounded);
  ADD ("put-back", NULL, test_put_back);
  return g_test_run ();
}
