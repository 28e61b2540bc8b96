/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "budget/budget-fixture.h"
#include "store/sotong-db-private.h"

/* The programme's promises, in the order of its lines. */
enum { BLOG, SNS, JOINT, CITIZEN, PAPER, ADVERTISEMENTS, N_PROMISES };

typedef struct {
  const char *type;
  const char *state;
  const char *publish_at;    /* (nullable) */
  const char *published_at;  /* (nullable) */
  const char *planned_at;    /* (nullable) */
  int         n_copies;
  int         n_withdrawn;   /* of them */
} Made;

static const Made contents[] = {
  { "blog-post", "published", "2016-02-01T10:00", "2016-02-01T10:01", NULL, 1 },
  { "blog-post", "published", "2016-02-29T23:30", "2016-02-29T23:59", NULL, 2, 1 },
  { "blog-post", "published_by_hand", NULL, "2016-03-01T00:00", NULL, 1 },
  { "blog-post", "published", "2015-12-31T10:00", "2015-12-31T10:00", NULL, 1 },
  { "blog-post", "scheduled", "2016-11-01T10:00", NULL, NULL, 3 },
  { "blog-post", "held", "2016-12-31T23:59", NULL, NULL, 1 },
  { "blog-post", "scheduled", "2017-01-01T00:00", NULL, NULL, 1 },
  { "blog-post", "draft", NULL, NULL, "2016-05-05T09:00", 1 },
  { "blog-post", "draft", NULL, NULL, "2017-05-05T09:00", 0 },
  { "blog-post", "failed", "2016-05-05T09:00", NULL, NULL, 1 },
  { "sns", "published", "2016-02-01T10:00", "2016-02-01T10:00", NULL, 1 },
  { "blog-post", "published", "2016-02-02T10:00", "2016-02-02T10:00", "2016-02-02T10:00", 2, 2 }, /* taken down: counts for nothing */
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
  gint64 id;

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
  id = sotong_content_insert (db, content, error);
  return id != 0 && sotong_db_exec (db, error, "UPDATE copy SET withdrawn_at = published_at WHERE id IN (SELECT id FROM copy WHERE content_id = $1 LIMIT $2)",
                                    "ii", id, (gint64) made->n_withdrawn);
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
  const SotongDeliverable *blog = g_ptr_array_index (list, BLOG);

  g_assert_cmpuint (list->len, ==, N_PROMISES);
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


/* ---- behind the figures ---- */

typedef struct {
  gint64      id;
  const char *until;
} Behind;

static gpointer
contents_behind_job (SotongDb      *db,
                     gpointer       data,
                     GCancellable  *cancellable,
                     GError       **error)
{
  const Behind *behind = data;

  return sotong_deliverable_contents (db, behind->id, time_of (behind->until, db), error);
}

/* Each figure is as many contents, each of them once. */
static void
test_contents (BudgetFixture *f,
               gconstpointer  data)
{
  static const char * const days[] = { "2016-01-01", "2016-03-01", "2017-01-01", "2019-01-01" };

  fixture_write (f, contents_job, f);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      Until request = { 2016, days[i] };
      g_autoptr(GPtrArray) list = fixture_read (f, deliverables_job, &request);
      const SotongDeliverable *blog = g_ptr_array_index (list, BLOG);
      Behind behind = { blog->id, days[i] };
      g_autoptr(GPtrArray) contents_of = fixture_read (f, contents_behind_job, &behind);
      g_autoptr(GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
      gint64 n[SOTONG_N_DELIVERIES] = { 0 };

      for (guint k = 0; k < contents_of->len; k++)
        {
          SotongDelivery *delivery = g_ptr_array_index (contents_of, k);

          n[delivery->state]++;
          g_assert_true (g_hash_table_add (seen, &delivery->content_id));
        }
      g_assert_cmpint (n[SOTONG_DELIVERY_DONE], ==, blog->done);
      g_assert_cmpint (n[SOTONG_DELIVERY_SCHEDULED], ==, blog->scheduled);
      g_assert_cmpint (n[SOTONG_DELIVERY_DRAFT], ==, blog->draft);
      g_assert_cmpuint (blog->done_at->len, ==, blog->done);
    }
}

/* ---- setting and removing ---- */

typedef struct {
  int               year;
  SotongDeliverable target;
} Set;

static gpointer
set_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const Set *set = data;
  gint64 id = sotong_deliverable_set (db, set->year, &set->target, "블로그", error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gint64
set_promise (BudgetFixture *f,
             int            year,
             const char    *type,
             gint64         campaign_id,
             gint64         quantity)
{
  Set set = { year, { .type = (char *) type, .campaign_id = campaign_id, .line_id = SOTONG_NONE, .quantity = quantity } };
  g_autofree gint64 *id = fixture_write (f, set_job, &set);

  return *id;
}

static void
refuse_promise (BudgetFixture    *f,
                int               year,
                const char       *type,
                gint64            campaign_id,
                gint64            line_id,
                gint64            quantity,
                SotongStoreError  code)
{
  Set set = { year, { .type = (char *) type, .campaign_id = campaign_id, .line_id = line_id, .quantity = quantity } };
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, set_job, &set, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, (int) code);
}

static gpointer
campaign_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  SotongCampaign campaign = { .name = (char *) "봄꽃", .starts_on = (char *) "2016-03-21", .ends_on = (char *) "2016-05-15" };
  gint64 id = sotong_campaign_add (db, &campaign, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return data != NULL ? sotong_change_redo (db, error) : sotong_change_undo (db, error);
}

static GPtrArray *
promises (BudgetFixture *f,
          int            year)
{
  Until request = { year, "2019-01-01" };

  return fixture_read (f, deliverables_job, &request);
}

static gint64
promised (BudgetFixture *f,
          int            year,
          guint          nth)
{
  g_autoptr(GPtrArray) list = promises (f, year);

  return nth < list->len ? ((const SotongDeliverable *) g_ptr_array_index (list, nth))->quantity : 0;
}

/* A second number replaces the first, and its line and unit stay. */
static void
test_set (BudgetFixture *f,
          gconstpointer  data)
{
  g_autoptr(GPtrArray) list = NULL;
  const SotongDeliverable *blog;
  gint64 before = set_promise (f, 2016, "blog-post", SOTONG_NONE, 480);

  list = promises (f, 2016);
  blog = g_ptr_array_index (list, BLOG);
  g_assert_cmpuint (list->len, ==, N_PROMISES);
  g_assert_cmpint (blog->id, ==, before);
  g_assert_cmpint (blog->quantity, ==, 480);
  g_assert_cmpstr (blog->line, ==, "블로그 운영 및 관리");
  g_assert_cmpstr (blog->unit, ==, "건");
  g_assert_cmpstr (blog->starts_on, ==, "2016-01-01");
  g_assert_cmpstr (blog->ends_on, ==, "2016-12-31");
  sotong_change_info_free (fixture_write (f, undo_job, NULL));
  g_assert_cmpint (promised (f, 2016, BLOG), ==, 500);
  sotong_change_info_free (fixture_write (f, undo_job, f));
  g_assert_cmpint (promised (f, 2016, BLOG), ==, 480);
}

static void
test_refused (BudgetFixture *f,
              gconstpointer  data)
{
  refuse_promise (f, 2016, "blog-post", SOTONG_NONE, SOTONG_NONE, 0, SOTONG_STORE_ERROR_INVALID);
  refuse_promise (f, 2016, "blog-post", SOTONG_NONE, SOTONG_NONE, -1, SOTONG_STORE_ERROR_INVALID);
  refuse_promise (f, 2016, "blog-post", SOTONG_NONE, SOTONG_NONE, 1000001, SOTONG_STORE_ERROR_INVALID);
  refuse_promise (f, 0, "blog-post", SOTONG_NONE, SOTONG_NONE, 1, SOTONG_STORE_ERROR_INVALID);
  refuse_promise (f, 2016, "blogpost", SOTONG_NONE, SOTONG_NONE, 1, SOTONG_STORE_ERROR_NOT_FOUND);
  refuse_promise (f, 2016, "blog-post", 4711, SOTONG_NONE, 1, SOTONG_STORE_ERROR_NOT_FOUND);
  refuse_promise (f, 2016, "blog-post", SOTONG_NONE, 4711, 1, SOTONG_STORE_ERROR_NOT_FOUND);
  g_assert_cmpint (promised (f, 2016, BLOG), ==, 500);
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_deliverable_remove (db, *(gint64 *) data, "블로그", error) ? data : NULL;
}

static void
test_remove (BudgetFixture *f,
             gconstpointer  data)
{
  gint64 id = set_promise (f, 2016, "blog-post", SOTONG_NONE, 500);
  g_autoptr(GError) error = NULL;

  fixture_write (f, remove_job, &id);
  g_assert_cmpint (promised (f, 2016, 0), ==, 40);
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, remove_job, &id, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  sotong_change_info_free (fixture_write (f, undo_job, NULL));
  g_assert_cmpint (promised (f, 2016, BLOG), ==, 500);
  sotong_change_info_free (fixture_write (f, undo_job, f));
  g_assert_cmpint (promised (f, 2016, 0), ==, 40);
}

/* A year without a programme gets one, which goes with the promise. */
static void
test_other_year (BudgetFixture *f,
                 gconstpointer  data)
{
  g_autoptr(GPtrArray) none = promises (f, 2017);

  g_assert_cmpuint (none->len, ==, 0);
  set_promise (f, 2017, "report", SOTONG_NONE, 12);
  g_assert_cmpint (promised (f, 2017, 0), ==, 12);
  sotong_change_info_free (fixture_write (f, undo_job, NULL));
  g_assert_cmpint (promised (f, 2017, 0), ==, 0);
  sotong_change_info_free (fixture_write (f, undo_job, f));
  g_assert_cmpint (promised (f, 2017, 0), ==, 12);
}

static gpointer
give_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_db_exec (db, error, "UPDATE content SET campaign_id = $1 WHERE id IN (1, 3, 5)", "i", *(gint64 *) data) ? data : NULL;
}

/* A campaign's promise counts its own contents, over its own days. */
static void
test_campaign (BudgetFixture *f,
               gconstpointer  data)
{
  g_autofree gint64 *campaign = fixture_write (f, campaign_job, NULL);
  g_autoptr(GPtrArray) list = NULL;
  const SotongDeliverable *mine, *all;

  fixture_write (f, contents_job, f);
  fixture_write (f, give_job, campaign);
  set_promise (f, 2016, "blog-post", *campaign, 4);
  list = promises (f, 2016);
  g_assert_cmpuint (list->len, ==, N_PROMISES + 1);
  all = g_ptr_array_index (list, BLOG);
  mine = g_ptr_array_index (list, N_PROMISES);
  g_assert_cmpint (all->done, ==, 3);
  g_assert_cmpint (all->scheduled, ==, 2);
  g_assert_cmpstr (mine->campaign, ==, "봄꽃");
  g_assert_cmpstr (mine->starts_on, ==, "2016-03-21");
  g_assert_cmpint (mine->done, ==, 2);
  g_assert_cmpint (mine->scheduled, ==, 1);
  g_assert_cmpint (mine->draft, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, test) g_test_add ("/store/deliverable/" path, BudgetFixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("counts", test_deliverables);
  ADD ("contents", test_contents);
  ADD ("set", test_set);
  ADD ("refused", test_refused);
  ADD ("remove", test_remove);
  ADD ("other-year", test_other_year);
  ADD ("campaign", test_campaign);
#undef ADD
  return g_test_run ();
}
