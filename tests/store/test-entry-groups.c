/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-entry-groups.h"

#define TEN G_GINT64_CONSTANT (1476406800) /* 2016-10-14 10:00 in Seoul */

static guint
count (const SotongEntry *entries,
       guint              n)
{
  g_autoptr(SotongEntryGroups) groups = sotong_entry_groups_new ();
  guint found = 0;

  for (guint i = 0; i < n; i++)
    {
      gpointer *thing = sotong_entry_groups_find (groups, &entries[i], 0);

      if (*thing == NULL)
        found++;
      *thing = (gpointer) &entries[i];
    }
  return found;
}

/* Eleven channels are served one after another, and another content goes out between them. */
static void
test_one_round (void)
{
  const SotongEntry entries[] = {
    { .content_id = 1, .copy_id = 1, .at = TEN + 1, .state = SOTONG_STATE_PUBLISHED, .title = (char *) "가" },
    { .content_id = 2, .copy_id = 2, .at = TEN + 2, .state = SOTONG_STATE_PUBLISHED, .title = (char *) "나" },
    { .content_id = 1, .copy_id = 3, .at = TEN + 58, .state = SOTONG_STATE_PUBLISHED, .title = (char *) "가" },
    { .content_id = 1, .copy_id = 4, .at = TEN + 63, .state = SOTONG_STATE_PUBLISHED, .title = (char *) "가" },
    { .content_id = 2, .copy_id = 5, .at = TEN + 64, .state = SOTONG_STATE_PUBLISHED, .title = (char *) "나" },
  };

  g_assert_cmpuint (count (entries, G_N_ELEMENTS (entries)), ==, 2);
}

static void
test_another_round (void)
{
  const SotongEntry entries[] = {
    { .content_id = 1, .copy_id = 1, .at = TEN, .state = SOTONG_STATE_PUBLISHED, .title = (char *) "가" },
    { .content_id = 1, .copy_id = 2, .at = TEN, .state = SOTONG_STATE_FAILED, .title = (char *) "가" },
    { .content_id = 1, .copy_id = 3, .at = TEN, .state = SOTONG_STATE_PUBLISHED, .title = (char *) "제 이름" },
    { .content_id = 1, .copy_id = 4, .at = TEN + 599, .state = SOTONG_STATE_PUBLISHED, .title = (char *) "가" },
    { .content_id = 1, .copy_id = 5, .at = TEN + 600, .state = SOTONG_STATE_PUBLISHED, .title = (char *) "가" },
    { .content_id = 1, .copy_id = 6, .at = TEN + 700, .state = SOTONG_STATE_PUBLISHED, .title = (char *) "가" },
  };

  /* The failed one, the one with a title of its own, and the second round stand by themselves. */
  g_assert_cmpuint (count (entries, G_N_ELEMENTS (entries)), ==, 4);
}

/* A plan is made by the minute: what is planned for two minutes can be moved for itself. */
static void
test_planned (void)
{
  const SotongEntry entries[] = {
    { .content_id = 1, .copy_id = 1, .at = TEN, .state = SOTONG_STATE_SCHEDULED, .title = (char *) "가" },
    { .content_id = 1, .copy_id = 2, .at = TEN + 59, .state = SOTONG_STATE_SCHEDULED, .title = (char *) "가" },
    { .content_id = 1, .copy_id = 3, .at = TEN + 60, .state = SOTONG_STATE_SCHEDULED, .title = (char *) "가" },
    { .content_id = 2, .at = SOTONG_NONE, .state = SOTONG_STATE_DRAFT, .title = (char *) "나" },
    { .content_id = 2, .at = SOTONG_NONE, .state = SOTONG_STATE_DRAFT, .title = (char *) "나" },
  };

  g_assert_cmpuint (count (entries, G_N_ELEMENTS (entries)), ==, 3);
}

static void
test_days (void)
{
  g_autoptr(SotongEntryGroups) groups = sotong_entry_groups_new ();
  const SotongEntry before = { .content_id = 1, .copy_id = 1, .at = TEN, .state = SOTONG_STATE_PUBLISHED, .title = (char *) "가" };
  const SotongEntry after = { .content_id = 1, .copy_id = 2, .at = TEN + 5, .state = SOTONG_STATE_PUBLISHED, .title = (char *) "가" };

  *sotong_entry_groups_find (groups, &before, 0) = groups;
  g_assert_null (*sotong_entry_groups_find (groups, &after, 1));
  g_assert_nonnull (*sotong_entry_groups_find (groups, &after, 0));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/entry-groups/one-round", test_one_round);
  g_test_add_func ("/store/entry-groups/another-round", test_another_round);
  g_test_add_func ("/store/entry-groups/planned", test_planned);
  g_test_add_func ("/store/entry-groups/days", test_days);
  return g_test_run ();
}
