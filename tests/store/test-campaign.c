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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, set_up, test) g_test_add ("/store/campaign/" path, BudgetFixture, NULL, set_up, test, fixture_tear_down)
  ADD ("refused", fixture_set_up_empty, test_refused);
  ADD ("name-again", fixture_set_up, test_name_again);
  ADD ("undo", fixture_set_up, test_undo);
#undef ADD
  return g_test_run ();
}
