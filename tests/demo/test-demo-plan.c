/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo/sotong-demo-plan.h"
#include "util/sotong-time.h"

#define DAY 86400
#define SEOUL (9 * 3600)
#define TODAY 17088

static SotongDemoPlan *made;

static const SotongDemoContent *
content_at (guint i)
{
  return &g_array_index (made->contents, SotongDemoContent, i);
}

static const SotongDemoCopy *
copy_at (guint i)
{
  return &g_array_index (made->copies, SotongDemoCopy, i);
}

static char *
digest (const SotongDemoPlan *plan)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < plan->contents->len; i++)
    {
      const SotongDemoContent *c = &g_array_index (plan->contents, SotongDemoContent, i);
      g_autofree char *line = g_strdup_printf ("%s %s %s %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", c->title, c->body,
                                               c->tags, c->campaign, c->planned_at, c->reach);

      g_checksum_update (checksum, (const guchar *) line, -1);
    }
  for (guint i = 0; i < plan->copies->len; i++)
    {
      const SotongDemoCopy *c = &g_array_index (plan->copies, SotongDemoCopy, i);
      g_autofree char *line = g_strdup_printf ("%d %d %s %s %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", c->content,
                                               c->channel, c->state, c->body, c->key, c->remote_url, c->publish_at,
                                               c->published_at);

      g_checksum_update (checksum, (const guchar *) line, -1);
    }
  for (guint i = 0; i < plan->metrics->len; i++)
    {
      const SotongDemoMetric *m = &g_array_index (plan->metrics, SotongDemoMetric, i);
      g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT " ", m->value);

      g_checksum_update (checksum, (const guchar *) line, -1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static void
test_same (void)
{
  g_autoptr(SotongDemoPlan) again = sotong_demo_plan_new (SOTONG_DEMO_SEED);
  g_autofree char *first = digest (made);
  g_autofree char *second = digest (again);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, ==, "23bd845a05be69b061467db0fef25e1306b812dca0d4f259f87c61781fca99ba");
}

static void
test_counts (void)
{
  const SotongDemoProgramme *programme = sotong_demo_programme_get ();

  g_assert_cmpuint (made->contents->len, >=, 700);
  for (gsize i = 0; i < programme->n_targets; i++)
    {
      const SotongDemoTarget *target = &programme->targets[i];
      guint done = sotong_demo_plan_count (made, target->type, TRUE);

      g_assert_cmpuint (sotong_demo_plan_count (made, target->type, FALSE), ==, target->promised);
      /* Nine and a half months of twelve have passed. */
      if (target->promised > 3)
        {
          g_assert_cmpuint (done * 100, >, target->promised * 65);
          g_assert_cmpuint (done * 100, <, target->promised * 85);
        }
    }
  g_assert_cmpuint (made->n_channels, ==, 20);
  g_assert_cmpuint (made->n_campaigns, >=, 12);
}

static void
test_texts (void)
{
  g_autoptr(GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) bodies = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < made->contents->len; i++)
    {
      const SotongDemoContent *c = content_at (i);
      g_autofree char *normal = g_utf8_normalize (c->body, -1, G_NORMALIZE_NFC);

      g_assert_cmpstr (c->body, ==, normal);
      g_assert_null (strpbrk (c->body, "{}<>\\|"));
      g_assert_null (strpbrk (c->title, "{}<>\\|"));
      g_assert_null (strstr (c->body, "  "));
      if (c->type == SOTONG_DEMO_TYPE_ADVERTISEMENT)
        continue;
      g_assert_true (g_hash_table_add (titles, (char *) c->title));
      g_hash_table_add (bodies, (char *) c->body);
    }
  g_assert_cmpuint (g_hash_table_size (bodies) + 3, >=, g_hash_table_size (titles));
}

static void
test_copies (void)
{
  g_autoptr(GHashTable) minutes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  guint due = 0, failed = 0, missed = 0, unknown = 0, lost = 0;

  for (guint i = 0; i < made->copies->len; i++)
    {
      const SotongDemoCopy *c = copy_at (i);
      const SotongDemoContent *content = content_at ((guint) c->content);
      gboolean practice = strcmp (made->channels[c->channel].platform, "practice") == 0;
      gboolean out = g_str_has_prefix (c->state, "published");

      g_assert_true (g_hash_table_add (minutes, g_strdup_printf ("%d %" G_GINT64_FORMAT, c->channel, c->publish_at / 60)));
      g_assert_true (g_hash_table_add (keys, (char *) c->key));
      g_assert_cmpint (practice, ==, content->practice);
      g_assert_true (i == 0 || copy_at (i - 1)->content <= c->content);
      g_assert_cmpint (out, ==, c->published_at > 0);
      g_assert_cmpint (out, ==, *c->remote_url != '\0');
      if (out)
        {
          g_assert_cmpint (c->published_at, >=, c->publish_at);
          g_assert_cmpint (c->published_at, <, SOTONG_DEMO_NOW);
          g_assert_cmpint (strcmp (c->state, "published_by_hand") == 0, ==, made->channels[c->channel].by_hand);
        }
      else if (c->publish_at <= SOTONG_DEMO_NOW && strcmp (c->state, "scheduled") == 0)
        {
          due++;
          g_assert_true (practice);
        }
      failed += strcmp (c->state, "failed") == 0;
      missed += strcmp (c->state, "missed") == 0;
      unknown += strcmp (c->state, "unknown") == 0;
      lost += out && *c->message != '\0';
      if (strcmp (made->channels[c->channel].platform, "x") == 0 && c->body != NULL)
        g_assert_cmpint (g_utf8_strlen (c->body, -1), <=, 140);
    }
  g_assert_cmpuint (due, ==, 1);
  g_assert_cmpuint (unknown, ==, 0); /* it would keep the demo's publishing from ever being all done */
  g_assert_cmpuint (lost, ==, 1);
  g_assert_cmpuint (failed, ==, 5);
  g_assert_cmpuint (missed, ==, 3);
}

static void
test_times (void)
{
  for (guint i = 0; i < made->contents->len; i++)
    {
      const SotongDemoContent *c = content_at (i);

      g_assert_true (i == 0 || content_at (i - 1)->planned_at <= c->planned_at);
      g_assert_cmpint (c->created_at, <, c->planned_at);
      g_assert_cmpint (c->created_at, <, SOTONG_DEMO_NOW);
      if (c->campaign >= 0 && c->type != SOTONG_DEMO_TYPE_ADVERTISEMENT)
        {
          g_assert_cmpint ((c->planned_at + SEOUL) / DAY, >=, made->campaigns[c->campaign].starts);
          g_assert_cmpint ((c->planned_at + SEOUL) / DAY, <=, made->campaigns[c->campaign].ends);
        }
      if (c->boosts >= 0)
        {
          g_assert_cmpint (c->boosts, <, (int) i);
          g_assert_true (strstr (c->title, content_at ((guint) c->boosts)->title) != NULL);
        }
    }
}

/* To the won: what is out times its price is what was paid, and no line pays more than it has. */
static void
test_money (void)
{
  const SotongDemoProgramme *programme = sotong_demo_programme_get ();
  gint64 sum = 0;

  for (gsize i = 0; i < programme->n_targets; i++)
    {
      const SotongDemoTarget *target = &programme->targets[i];
      const SotongDemoLine *line = sotong_demo_programme_find_line (target->line);

      g_assert_cmpint (sotong_demo_plan_sum_paid (made, target->line), ==,
                       line->unit_price * sotong_demo_plan_count (made, target->type, TRUE));
    }
  for (gsize i = 0; i < programme->n_lines; i++)
    {
      gint64 paid = sotong_demo_plan_sum_paid (made, programme->lines[i].id);

      g_assert_cmpint (paid, <=, programme->lines[i].amount);
      if (programme->lines[i].unit_price == 0)
        g_assert_cmpint (paid, ==, 0);
      sum += paid;
    }
  g_assert_cmpint (sum, ==, sotong_demo_plan_sum_paid (made, NULL));
  g_assert_cmpint (sum, >, programme->total / 2);
  g_assert_cmpint (sotong_demo_plan_sum_paid (made, "policy"), >, 2000000);
}

static void
test_payments (void)
{
  gint64 paid[16] = { 0 };

  for (guint i = 0; i < made->payments->len; i++)
    {
      const SotongDemoPayment *p = &g_array_index (made->payments, SotongDemoPayment, i);

      g_assert_cmpint (p->amount, >, 0);
      g_assert_cmpint (p->day, <=, TODAY);
      g_assert_nonnull (sotong_demo_programme_find_line (p->line));
      g_assert_true (i == 0 || g_array_index (made->payments, SotongDemoPayment, i - 1).day <= p->day);
      if (p->content >= 0)
        {
          g_assert_true (content_at ((guint) p->content)->done);
          g_assert_cmpstr (content_at ((guint) p->content)->line, ==, p->line);
          g_assert_cmpint (content_at ((guint) p->content)->cost, ==, p->amount);
        }
      if (p->commitment >= 0)
        {
          g_assert_cmpstr (made->commitments[p->commitment].line, ==, p->line);
          g_assert_cmpint (made->commitments[p->commitment].day, <=, p->day);
          paid[p->commitment] += p->amount;
        }
    }
  for (gsize i = 0; i < made->n_commitments; i++)
    {
      gint64 committed = 0;

      g_assert_cmpint (paid[i], <=, made->commitments[i].amount);
      for (gsize j = 0; j < made->n_commitments; j++)
        if (strcmp (made->commitments[i].line, made->commitments[j].line) == 0)
          committed += made->commitments[j].amount;
      g_assert_cmpint (committed, <=, sotong_demo_programme_find_line (made->commitments[i].line)->amount);
    }
}

static void
test_metrics (void)
{
  gint64 followers = 0, visitors = 0;
  guint lost = 0;

  for (guint i = 0; i < made->metrics->len; i++)
    {
      const SotongDemoMetric *m = &g_array_index (made->metrics, SotongDemoMetric, i);

      lost += m->value < 0;
      g_assert_cmpint (m->value, !=, 0);
      g_assert_cmpint (m->day, <, TODAY);
      if (m->day == 16800 && m->channel >= 2 && m->channel < 7)
        followers += m->value;
      if (m->channel < 2)
        visitors += m->value;
    }
  g_assert_cmpint (followers, ==, 395000); /* as the programme says of 2015 */
  g_assert_cmpint (visitors, >, 5500000);
  g_assert_cmpint (visitors, <, 6500000);
  g_assert_cmpuint (lost, ==, 6);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  made = sotong_demo_plan_new (SOTONG_DEMO_SEED);
  g_test_add_func ("/demo/plan/same", test_same);
  g_test_add_func ("/demo/plan/counts", test_counts);
  g_test_add_func ("/demo/plan/texts", test_texts);
  g_test_add_func ("/demo/plan/copies", test_copies);
  g_test_add_func ("/demo/plan/times", test_times);
  g_test_add_func ("/demo/plan/money", test_money);
  g_test_add_func ("/demo/plan/payments", test_payments);
  g_test_add_func ("/demo/plan/metrics", test_metrics);
  result = g_test_run ();
  sotong_demo_plan_free (made);
  return result;
}
