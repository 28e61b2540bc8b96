/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "budget/budget-fixture.h"
#include "store/sotong-db-private.h"

static SotongCampaign
campaign_of (const char *name,
             const char *from,
             const char *to)
{
  SotongCampaign campaign = { .name = (char *) name, .starts_on = (char *) from, .ends_on = (char *) to };

  return campaign;
}

static void
refuse (SotongDb       *db,
        SotongCampaign  campaign,
        GQuark          domain)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (sotong_campaign_add (db, &campaign, &error), ==, 0);
  g_assert_nonnull (error);
  g_assert_true (error->domain == domain);
}

static gpointer
refuse_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  SotongCampaign good = campaign_of ("정책박람회", "2016-04-01", "2016-04-30");
  SotongCampaign missing = campaign_of ("없음", "2016-04-01", "2016-04-30");
  GError *local = NULL;

  g_assert_cmpint (sotong_campaign_add (db, &good, error), >, 0);
  refuse (db, good, SOTONG_STORE_ERROR);
  refuse (db, campaign_of (" ", "2016-04-01", "2016-04-30"), SOTONG_STORE_ERROR);
  refuse (db, campaign_of (NULL, "2016-04-01", "2016-04-30"), SOTONG_STORE_ERROR);
  refuse (db, campaign_of ("가", NULL, "2016-04-30"), SOTONG_STORE_ERROR);
  refuse (db, campaign_of ("가", "2016-04-31", "2016-05-30"), SOTONG_TIME_ERROR);
  refuse (db, campaign_of ("가", "2016-05-01", "2016-04-30"), SOTONG_TIME_ERROR);
  refuse (db, campaign_of ("가", "2016-05-02", "2016-04-30"), SOTONG_TIME_ERROR);
  missing.id = 4711;
  g_assert_false (sotong_campaign_edit (db, &missing, &local));
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&local);
  g_assert_false (sotong_campaign_remove (db, 4711, &local));
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&local);
  return data;
}

static void
test_refused (BudgetFixture *f,
              gconstpointer  data)
{
  fixture_write (f, refuse_job, f);
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  gint64 id = sotong_campaign_add (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_campaign_remove (db, *(gint64 *) data, error) ? data : NULL;
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_campaign_list (db, error);
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_undo (db, error);
}

/* The name of a removed campaign is free again. */
static void
test_name_again (BudgetFixture *f,
                 gconstpointer  data)
{
  SotongCampaign campaign = campaign_of ("정책박람회", "2016-04-01T10:00", "2016-04-30");
  g_autofree gint64 *first = fixture_write (f, add_job, &campaign);
  g_autofree gint64 *second = NULL;
  g_autoptr(GPtrArray) list = NULL;

  fixture_write (f, remove_job, first);
  second = fixture_write (f, add_job, &campaign);
  g_assert_cmpint (*second, !=, *first);
  list = fixture_read (f, list_job, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((SotongCampaign *) g_ptr_array_index (list, 0))->starts_on, ==, "2016-04-01");
}

static void
test_undo (BudgetFixture *f,
           gconstpointer  data)
{
  SotongCampaign campaign = campaign_of ("축제", "2016-10-01", "2016-10-09");
  g_autofree gint64 *id = fixture_write (f, add_job, &campaign);
  GPtrArray *list;

  fixture_write (f, remove_job, id);
  sotong_change_info_free (fixture_write (f, undo_job, NULL));
  list = fixture_read (f, list_job, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  g_ptr_array_unref (list);
  sotong_change_info_free (fixture_write (f, undo_job, NULL));
  list = fixture_read (f, list_job, NULL);
  g_assert_cmpuint (list->len, ==, 0);
  g_ptr_array_unref (list);
}

/* ---- what was promised ---- */

typedef struct {
  const char *type;
  const char *state;
  const char *publish_at;    /* (nullable) */
  const char *published_at;  /* (nullable) */
  const char *planned_at;    /* (nullable) */
  int         n_copies;
} Made;

static const Made contents[] = {
  { "blog-post", "published", "2016-02-01T10:00", "2016-02-01T10:01", NULL, 1 },
  { "blog-post", "published", "2016-02-29T23:30", "2016-02-29T23:59", NULL, 2 },
  { "blog-post", "published_by_hand", NULL, "2016-03-01T00:00", NULL, 1 },
  { "blog-post", "published", "2015-12-31T10:00", "2015-12-31T10:00", NULL, 1 },
  { "blog-post", "scheduled", "2016-11-01T10:00", NULL, NULL, 3 },
  { "blog-post", "held", "2016-12-31T23:59", NULL, NULL, 1 },
  { "blog-post", "scheduled", "2017-01-01T00:00", NULL, NULL, 1 },
  { "blog-post", "draft", NULL, NULL, "2016-05-05T09:00", 1 },
  { "blog-post", "draft", NULL, NULL, "2017-05-05T09:00", 0 },
  { "blog-post", "failed", "2016-05-05T09:00", NULL, NULL, 1 },
  { "sns", "published", "2016-02-01T10:00", "2016-02-01T10:00", NULL, 1 },
};

static gint64
time_of (const char *text,
         SotongDb   *db)
{
  gint64 time = SOTONG_NONE;

  if (text != NULL)
    g_assert_true (sotong_time_parse (text, sotong_db_get_zone (db), &time, NULL));
  return time;
}

static gboolean
add_content (SotongDb    *db,
             const Made  *made,
             gint64      *channels,
             GError     **error)
{
  g_autoptr(SotongContent) content = sotong_content_new ();

  content->title = g_strdup ("글");
  content->type = g_strdup (made->type);
  content->body = g_strdup ("글");
  content->planned_at = time_of (made->planned_at, db);
  for (int i = 0; i < made->n_copies; i++)
    {
      SotongCopy *copy = sotong_copy_new (channels[i]);

      copy->publish_at = time_of (made->publish_at, db);
      copy->published_at = time_of (made->published_at, db);
      g_assert_true (sotong_state_from_name (made->state, &copy->state));
      g_ptr_array_add (content->copies, copy);
    }
  return sotong_content_insert (db, content, error) != 0;
}

static gpointer
contents_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  gint64 channels[3];

  for (int i = 0; i < 3; i++)
    {
      g_autoptr(SotongChannel) channel = sotong_channel_new ();

      channel->name = g_strdup_printf ("채널 %d", i + 1);
      channel->platform = g_strdup ("practice");
      channel->url = g_strdup ("http://127.0.0.1:1/");
      channels[i] = sotong_channel_add (db, channel, error);
      if (channels[i] == 0)
        return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    if (!add_content (db, &contents[i], channels, error))
      return NULL;
  return data;
}

typedef struct {
  int         year;
  const char *until;
} Until;

static gpointer
deliverables_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  const Until *until = data;

  return sotong_deliverable_list (db, until->year, time_of (until->until, db), error);
}

static void
check_counts (BudgetFixture *f,
              const char    *until,
              gint64         done,
              gint64         scheduled,
              gint64         draft,
              gint64         executed)
{
  Until request = { 2016, until };
  g_autoptr(GPtrArray) list = fixture_read (f, deliverables_job, &request);
  const SotongDeliverable *blog = g_ptr_array_index (list, 0);

  g_assert_cmpuint (list->len, ==, 6);
  g_assert_cmpstr (blog->type, ==, "blog-post");
  g_assert_cmpstr (blog->line, ==, "블로그 운영 및 관리");
  g_assert_cmpint (blog->quantity, ==, 500);
  g_assert_cmpint (blog->done, ==, done);
  g_assert_cmpint (blog->scheduled, ==, scheduled);
  g_assert_cmpint (blog->draft, ==, draft);
  g_assert_cmpint (blog->budget, ==, 75000000);
  g_assert_cmpint (blog->executed, ==, executed);
}

/* A content counts once, in the year and the month of Seoul in which it went out first. */
static void
test_deliverables (BudgetFixture *f,
                   gconstpointer  data)
{
  Until before = { 2015, "2016-01-01" };
  g_autoptr(GPtrArray) none = NULL;

  fixture_write (f, contents_job, f);
  fixture_pay (f, fixture_line (f, "blog-posts"), 150000, "2016-02-29");
  fixture_pay (f, fixture_line (f, "blog-posts"), 150000, "2016-03-01");
  check_counts (f, "2016-03-01", 2, 3, 2, 150000);
  check_counts (f, "2017-01-01", 3, 2, 2, 300000);
  check_counts (f, "2019-01-01", 3, 2, 2, 300000);
  check_counts (f, "2016-01-01", 0, 5, 2, 0);
  none = fixture_read (f, deliverables_job, &before);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, set_up, test) g_test_add ("/store/campaign/" path, BudgetFixture, NULL, set_up, test, fixture_tear_down)
  ADD ("refused", fixture_set_up_empty, test_refused);
  ADD ("name-again", fixture_set_up, test_name_again);
  ADD ("undo", fixture_set_up, test_undo);
  ADD ("deliverables", fixture_set_up, test_deliverables);
#undef ADD
  return g_test_run ();
}
