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
  g_assert_false (sotong_campaign_remove (db, 4711, FALSE, &local));
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
  return sotong_campaign_remove (db, *(gint64 *) data, FALSE, error) ? data : NULL;
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

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_campaign_get (db, *(gint64 *) data, error);
}

static int
colour_of (BudgetFixture *f,
           const char    *name,
           const char    *from,
           const char    *to,
           int            colour)
{
  SotongCampaign campaign = campaign_of (name, from, to);
  g_autofree gint64 *id = NULL;
  g_autoptr(SotongCampaign) stored = NULL;

  campaign.colour = colour;
  id = fixture_write (f, add_job, &campaign);
  stored = fixture_read (f, get_job, id);
  return stored->colour;
}

/* Campaigns of one season are told apart by their bands: each takes a colour that its neighbours do not have. */
static void
test_colours (BudgetFixture *f,
              gconstpointer  data)
{
  gboolean seen[SOTONG_CAMPAIGN_N_COLOURS] = { FALSE };

  g_assert_cmpint (colour_of (f, "정한 색", "2016-04-01", "2016-04-30", 3), ==, 3);
  seen[3] = TRUE;
  for (int i = 1; i < SOTONG_CAMPAIGN_N_COLOURS; i++)
    {
      g_autofree char *name = g_strdup_printf ("캠페인 %d", i);
      int colour = colour_of (f, name, "2016-04-10", "2016-05-10", SOTONG_CAMPAIGN_ANY_COLOUR);

      g_assert_cmpint (colour, >=, 0);
      g_assert_cmpint (colour, <, SOTONG_CAMPAIGN_N_COLOURS);
      g_assert_false (seen[colour]);
      seen[colour] = TRUE;
    }
  g_assert_cmpint (colour_of (f, "아홉째", "2016-04-20", "2016-04-20", SOTONG_CAMPAIGN_ANY_COLOUR), ==, 0);
  g_assert_cmpint (colour_of (f, "열째", "2016-04-20", "2016-04-20", SOTONG_CAMPAIGN_ANY_COLOUR), ==, 1);
  g_assert_cmpint (colour_of (f, "겨울", "2016-12-01", "2016-12-31", SOTONG_CAMPAIGN_ANY_COLOUR), ==, 2);
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

/* ---- its parts ---- */

static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_campaign_edit (db, data, error) ? data : NULL;
}

static gpointer
redo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_redo (db, error);
}

static SotongDeliverable *
target_new (const char *type,
            gint64      quantity)
{
  SotongDeliverable *target = g_new0 (SotongDeliverable, 1);

  target->type = g_strdup (type);
  target->line_id = SOTONG_NONE;
  target->quantity = quantity;
  return target;
}

/* One with all the parts: two lines, the four stages and a promise. */
static gint64
add_whole (BudgetFixture *f)
{
  g_autoptr(SotongCampaign) campaign = sotong_campaign_new ();
  g_autofree gint64 *id = NULL;

  campaign->name = g_strdup ("봄꽃 나들이");
  campaign->starts_on = g_strdup ("2016-03-21");
  campaign->ends_on = g_strdup ("2016-05-15");
  campaign->agency = g_strdup ("공원 이야기");
  campaign->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_campaign_line_free);
  g_ptr_array_add (campaign->lines, sotong_campaign_line_new (fixture_line (f, "blog-posts")));
  campaign->stages = sotong_campaign_new_stages ();
  ((SotongCampaignStage *) g_ptr_array_index (campaign->stages, 0))->planned_on = g_strdup ("2016-03-01");
  campaign->targets = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_deliverable_free);
  g_ptr_array_add (campaign->targets, target_new ("blog-post", 20));
  id = fixture_write (f, add_job, campaign);
  return *id;
}

static void
check_whole (BudgetFixture *f,
             gint64         id,
             guint          n_lines,
             guint          n_stages,
             const char    *done_on,
             guint          n_targets,
             gint64         quantity)
{
  g_autoptr(SotongCampaign) campaign = fixture_read (f, get_job, &id);
  const SotongCampaignStage *first = g_ptr_array_index (campaign->stages, 0);

  g_assert_cmpstr (campaign->agency, ==, "공원 이야기");
  g_assert_cmpuint (campaign->lines->len, ==, n_lines);
  g_assert_cmpuint (campaign->stages->len, ==, n_stages);
  g_assert_cmpstr (first->name, ==, "Master plan");
  g_assert_cmpstr (first->planned_on, ==, "2016-03-01");
  g_assert_cmpstr (first->done_on, ==, done_on);
  g_assert_cmpuint (campaign->targets->len, ==, n_targets);
  g_assert_cmpint (((const SotongDeliverable *) g_ptr_array_index (campaign->targets, 0))->quantity, ==, quantity);
}

/* All the parts change as one step, and come back as one. */
static void
test_parts (BudgetFixture *f,
            gconstpointer  data)
{
  gint64 id = add_whole (f);
  g_autoptr(SotongCampaign) campaign = NULL;
  SotongCampaignStage *stage;

  check_whole (f, id, 1, 4, NULL, 1, 20);
  campaign = fixture_read (f, get_job, &id);
  g_ptr_array_set_size (campaign->lines, 0);
  stage = g_ptr_array_index (campaign->stages, 0);
  stage->done_on = g_strdup ("2016-03-04");
  g_ptr_array_remove_index (campaign->stages, 3);
  g_ptr_array_add (campaign->stages, sotong_campaign_stage_new ("평가", "2016-06-01", ""));
  g_ptr_array_add (campaign->stages, sotong_campaign_stage_new ("공개", NULL, NULL));
  g_ptr_array_set_size (campaign->targets, 0);
  g_ptr_array_add (campaign->targets, target_new ("sns", 3));
  fixture_write (f, edit_job, campaign);
  check_whole (f, id, 0, 5, "2016-03-04", 1, 3);
  sotong_change_info_free (fixture_write (f, undo_job, NULL));
  check_whole (f, id, 1, 4, NULL, 1, 20);
  sotong_change_info_free (fixture_write (f, redo_job, NULL));
  check_whole (f, id, 0, 5, "2016-03-04", 1, 3);
}

/* What a band that is dragged writes: the campaign as the list gives it, with other days. */
static void
test_parts_stay (BudgetFixture *f,
                 gconstpointer  data)
{
  gint64 id = add_whole (f);
  g_autoptr(GPtrArray) list = fixture_read (f, list_job, NULL);
  SotongCampaign *campaign = g_ptr_array_index (list, 0);
  g_autoptr(SotongCampaign) after = NULL;

  g_free (campaign->ends_on);
  campaign->ends_on = g_strdup ("2016-05-20");
  fixture_write (f, edit_job, campaign);
  check_whole (f, id, 1, 4, NULL, 1, 20);
  after = fixture_read (f, get_job, &id);
  g_assert_cmpstr (after->ends_on, ==, "2016-05-20");
}

static void
refuse_parts (BudgetFixture  *f,
              SotongCampaign *campaign,
              GQuark          domain)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, edit_job, campaign, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == domain);
}

static void
test_parts_refused (BudgetFixture *f,
                    gconstpointer  data)
{
  gint64 id = add_whole (f);
  g_autoptr(SotongCampaign) campaign = fixture_read (f, get_job, &id);
  SotongCampaignStage *stage = sotong_campaign_stage_new (" ", NULL, NULL);

  g_ptr_array_add (campaign->stages, stage);
  refuse_parts (f, campaign, SOTONG_STORE_ERROR);
  g_free (stage->name);
  stage->name = g_strdup ("평가");
  stage->done_on = g_strdup ("2016-02-30");
  refuse_parts (f, campaign, SOTONG_TIME_ERROR);
  g_clear_pointer (&stage->done_on, g_free);
  g_ptr_array_add (campaign->targets, target_new ("poem", 3));
  refuse_parts (f, campaign, SOTONG_STORE_ERROR);
  check_whole (f, id, 1, 4, NULL, 1, 20);
}

static gpointer
content_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(SotongContent) content = sotong_content_new ();

  content->title = g_strdup ("꽃길");
  content->type = g_strdup ("blog-post");
  content->campaign_id = *(gint64 *) data;
  content->cost_planned = 150000;
  return sotong_content_add (db, content, error) != 0 ? data : NULL;
}

static gpointer
remove_anyway_job (SotongDb      *db,
                   gpointer       data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  return sotong_campaign_remove (db, *(gint64 *) data, TRUE, error) ? data : NULL;
}

static gpointer
promises_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_deliverable_list (db, 2016, sotong_db_now (db), error);
}

static guint
n_promises (BudgetFixture *f)
{
  g_autoptr(GPtrArray) list = fixture_read (f, promises_job, NULL);

  return list->len;
}

/* One that contents belong to is removed only by who knows it; its promises go and come back with it. */
static void
test_in_use (BudgetFixture *f,
             gconstpointer  data)
{
  gint64 id = add_whole (f);
  g_autoptr(GError) error = NULL;

  fixture_write (f, content_job, &id);
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, remove_job, &id, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_IN_USE);
  g_assert_nonnull (strstr (error->message, "1 content belongs"));
  g_assert_cmpuint (n_promises (f), ==, 7);
  fixture_write (f, remove_anyway_job, &id);
  g_assert_cmpuint (n_promises (f), ==, 6);
  sotong_change_info_free (fixture_write (f, undo_job, NULL));
  g_assert_cmpuint (n_promises (f), ==, 7);
  check_whole (f, id, 1, 4, NULL, 1, 20);
}

static gpointer
money_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree SotongCampaignMoney *money = g_new0 (SotongCampaignMoney, 1);

  return sotong_campaign_get_money (db, *(gint64 *) data, money, error) ? g_steal_pointer (&money) : NULL;
}

static void
test_money (BudgetFixture *f,
            gconstpointer  data)
{
  gint64 id = add_whole (f), line = fixture_line (f, "blog-posts");
  SotongPayment payments[] = { fixture_payment (line, 100000, "2016-04-01"), fixture_payment (line, 30000, "2016-04-02"),
                               fixture_payment (line, 7000, "2016-04-03") };
  g_autofree SotongCampaignMoney *money = NULL;

  fixture_write (f, content_job, &id);
  fixture_write (f, content_job, &id);
  payments[0].campaign_id = id;
  payments[1].campaign_id = id;
  payments[1].content_id = 1; /* named twice, counted once */
  payments[2].content_id = 2;
  for (gsize i = 0; i < G_N_ELEMENTS (payments); i++)
    g_free (fixture_write (f, fixture_pay_job, &payments[i]));
  money = fixture_read (f, money_job, &id);
  g_assert_cmpint (money->planned, ==, 300000);
  g_assert_cmpint (money->final, ==, 0);
  g_assert_cmpint (money->paid, ==, 137000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, set_up, test) g_test_add ("/store/campaign/" path, BudgetFixture, NULL, set_up, test, fixture_tear_down)
  ADD ("refused", fixture_set_up_empty, test_refused);
  ADD ("name-again", fixture_set_up, test_name_again);
  ADD ("colours", fixture_set_up, test_colours);
  ADD ("undo", fixture_set_up, test_undo);
  ADD ("parts", fixture_set_up, test_parts);
  ADD ("parts-stay", fixture_set_up, test_parts_stay);
  ADD ("parts-refused", fixture_set_up, test_parts_refused);
  ADD ("in-use", fixture_set_up, test_in_use);
  ADD ("money", fixture_set_up, test_money);
#undef ADD
  return g_test_run ();
}
