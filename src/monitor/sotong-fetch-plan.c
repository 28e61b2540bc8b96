/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "monitor/sotong-fetch-private.h"
#include "store/sotong-quota.h"
#include "store/sotong-source-topics.h"
#include "util/sotong-json.h"

#define MAX_QUERIES   20
#define PAGES_A_QUERY 25    /* the most that one search of any kind is read */
#define FEW_A_DAY     100   /* a quota so small is shared out: two pages a search */
#define MAX_CALLS     500
#define MAX_SPEND     1500  /* thousandths of a US dollar a fetch */
#define PROBE_COST    5     /* of a question how many posts there are */

static JsonObject *
read_settings (const char *settings)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (settings, strlen (settings));
  JsonObject *object = sotong_json_parse_object (bytes, NULL);

  return object != NULL ? object : json_object_new ();
}

/* The source's own words, one search each. */
static void
add_own (GPtrArray  *queries,
         JsonObject *settings)
{
  JsonArray *array = sotong_json_get_array (settings, "query");

  for (guint i = 0; array != NULL && i < json_array_get_length (array) && queries->len < MAX_QUERIES; i++)
    {
      char *text = sotong_json_array_dup_string (array, i);

      if (text != NULL && g_strstrip (text)[0] != '\0')
        g_ptr_array_add (queries, text);
      else
        g_free (text);
    }
}

/* A topic's words: each of any, and with it all that must stand beside it. */
static void
add_topic (GPtrArray                *queries,
           const SotongSourceTopic  *topic,
           gboolean                  relative)
{
  g_auto(GStrv) any = g_strsplit (topic->any_words, "\n", -1);
  g_auto(GStrv) all = g_strsplit (topic->all_words, "\n", -1);
  g_autofree char *rest = g_strstrip (g_strjoinv (" ", all));
  guint n = g_strv_length (any);

  if (relative)
    {
      g_autofree char *words = g_strjoinv (",", any[0] != NULL && any[0][0] != '\0' ? any : all);

      if (words[0] != '\0')
        g_ptr_array_add (queries, g_strconcat (topic->name, "=", words, NULL));
      return;
    }
  for (guint i = 0; i < n && queries->len < MAX_QUERIES; i++)
    if (any[i][0] != '\0')
      g_ptr_array_add (queries, rest[0] != '\0' ? g_strconcat (any[i], " ", rest, NULL) : g_strdup (any[i]));
  if (queries->len < MAX_QUERIES && rest[0] != '\0' && (n == 0 || any[0][0] == '\0'))
    g_ptr_array_add (queries, g_steal_pointer (&rest));
}

static GStrv
find_queries (SotongDb            *db,
              const SotongSource  *source,
              JsonObject          *settings,
              GError             **error)
{
  g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func (g_free);
  SotongReaderNeeds needs = sotong_reader_get_needs (source->kind);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if ((needs & SOTONG_READER_NEEDS_WORDS) != 0)
    add_own (queries, settings);
  if ((needs & SOTONG_READER_NEEDS_WORDS) != 0 && queries->len == 0)
    {
      g_autoptr(GPtrArray) topics = sotong_source_list_topics (db, source->id, error);

      if (topics == NULL)
        return NULL;
      for (guint i = 0; i < topics->len; i++)
        add_topic (queries, g_ptr_array_index (topics, i), (needs & SOTONG_READER_IS_RELATIVE) != 0);
    }
  for (guint i = 0; i < queries->len; i++)
    {
      gboolean twice = FALSE;

      for (guint j = 0; j < i; j++)
        twice = twice || g_str_equal (g_ptr_array_index (queries, i), g_ptr_array_index (queries, j));
      if (!twice)
        g_strv_builder_add (builder, g_ptr_array_index (queries, i));
    }
  return g_strv_builder_end (builder);
}

static gint64
find_budget (JsonObject *settings)
{
  double dollars = 0;

  return sotong_json_get_double (settings, "budget", &dollars) ? sotong_reader_to_budget (dollars) : 0;
}

/* A budget is the source's own, a quota that of all sources of the site. */
static char *
make_scope (const SotongReaderQuota *quota,
            const SotongSource      *source)
{
  return quota->limit > 0 ? g_strdup (quota->scope) : g_strdup_printf ("%s/%" G_GINT64_FORMAT, quota->scope, source->id);
}

/* What a fetch may use at most is set aside before it begins: another program's fetch counts on it. */
static gboolean
reserve (SotongFetchPlan          *plan,
         SotongDb                 *db,
         const SotongSource       *source,
         const SotongReaderQuota  *quota,
         guint                     i,
         GError                  **error)
{
  gint64 n = MAX (g_strv_length (plan->queries), 1), end, most;

  plan->left[i] = SOTONG_READER_NO_LIMIT;
  if (quota->scope == NULL)
    return TRUE;
  sotong_reader_find_period (quota, sotong_db_now (db), &plan->periods[i], &end);
  plan->scopes[i] = make_scope (quota, source);
  plan->limits[i] = quota->limit > 0 ? quota->limit : find_budget (plan->settings);
  if (!sotong_quota_get (db, plan->scopes[i], plan->periods[i], &plan->before[i], error))
    return FALSE;
  most = quota->limit == 0 ? MAX_SPEND : MIN (n * (quota->limit <= FEW_A_DAY ? 2 : PAGES_A_QUERY) + quota->besides, MAX_CALLS);
  plan->left[i] = CLAMP (plan->limits[i] - plan->before[i], 0, most);
  plan->is_share[i] = plan->limits[i] - plan->before[i] > most;
  return plan->left[i] == 0 || sotong_quota_add (db, plan->scopes[i], plan->periods[i], plan->left[i], error);
}

/*
 * sotong_fetch_plan_make:
 * @plan: (out): all zeroes before
 * @db: the connection of a write job
 * @source: a source
 * @error: return location
 *
 * Finds what is to be asked, and sets aside what it may use of the quotas.
 */
gboolean
sotong_fetch_plan_make (SotongFetchPlan     *plan,
                        SotongDb            *db,
                        const SotongSource  *source,
                        GError             **error)
{
  const SotongReaderQuota *quotas = sotong_reader_get_quotas (source->kind);

  plan->settings = read_settings (source->settings != NULL ? source->settings : "");
  plan->queries = find_queries (db, source, plan->settings, error);
  if (plan->queries == NULL)
    return FALSE;
  for (guint i = 0; i < SOTONG_READER_N_QUOTAS; i++)
    if (!reserve (plan, db, source, &quotas[i], i, error))
      return FALSE;
  return TRUE;
}

/*
 * sotong_fetch_plan_settle:
 * @plan: a plan
 * @db: the connection of a write job
 * @reply: what the fetch came to
 * @error: return location
 *
 * Gives back what was not used, or notes that the site says all is used up.
 */
gboolean
sotong_fetch_plan_settle (const SotongFetchPlan   *plan,
                          SotongDb                *db,
                          const SotongFetchReply  *reply,
                          GError                 **error)
{
  for (guint i = 0; i < SOTONG_READER_N_QUOTAS; i++)
    {
      if (plan->scopes[i] == NULL)
        continue;
      if (!sotong_quota_add (db, plan->scopes[i], plan->periods[i], reply->used[i] - plan->left[i], error))
        return FALSE;
      if (reply->exhausted[i] && !sotong_quota_raise (db, plan->scopes[i], plan->periods[i], plan->limits[i], error))
        return FALSE;
    }
  return TRUE;
}

/*
 * sotong_fetch_plan_warn:
 * @plan: a plan
 * @source: its source
 * @probe: whether nothing is read, and only asked how many posts there are
 *
 * Returns: (transfer full) (nullable): what the fetch may cost, of kinds that cost money: to be said before it begins
 */
char *
sotong_fetch_plan_warn (const SotongFetchPlan *plan,
                        const SotongSource    *source,
                        gboolean               probe)
{
  gint64 most = probe ? MIN (plan->left[0], PROBE_COST) : plan->left[0];

  if ((sotong_reader_get_needs (source->kind) & SOTONG_READER_IS_PRICED) == 0 || plan->left[0] <= 0)
    return NULL;
  return g_strdup_printf (_("This costs money: at most $%.3f now; $%.3f of this month’s $%.2f are spent. Reading a post costs $0.005."),
                          (double) most / 1000.0, (double) plan->before[0] / 1000.0, (double) plan->limits[0] / 1000.0);
}

void
sotong_fetch_plan_clear (SotongFetchPlan *plan)
{
  g_clear_pointer (&plan->settings, json_object_unref);
  g_clear_pointer (&plan->queries, g_strfreev);
  for (guint i = 0; i < SOTONG_READER_N_QUOTAS; i++)
    {
      g_clear_pointer (&plan->scopes[i], g_free);
      g_clear_pointer (&plan->periods[i], g_free);
    }
}

void
sotong_fetch_quota_free (SotongFetchQuota *quota)
{
  if (quota == NULL)
    return;
  g_free (quota->scope);
  g_free (quota->period);
  g_free (quota);
}

/**
 * sotong_fetch_list_quotas:
 * @db: a connection
 * @source: a source
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongFetchQuota): what is used of the source's quotas, none for kinds without
 */
GPtrArray *
sotong_fetch_list_quotas (SotongDb            *db,
                          const SotongSource  *source,
                          GError             **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_fetch_quota_free);
  g_autoptr(JsonObject) settings = read_settings (source->settings != NULL ? source->settings : "");
  const SotongReaderQuota *quotas = sotong_reader_get_quotas (source->kind);

  for (guint i = 0; i < SOTONG_READER_N_QUOTAS && quotas[i].scope != NULL; i++)
    {
      SotongFetchQuota *quota = g_new0 (SotongFetchQuota, 1);
      gint64 end;

      g_ptr_array_add (list, quota);
      quota->scope = make_scope (&quotas[i], source);
      quota->limit = quotas[i].limit > 0 ? quotas[i].limit : find_budget (settings);
      sotong_reader_find_period (&quotas[i], sotong_db_now (db), &quota->period, &end);
      if (!sotong_quota_get (db, quota->scope, quota->period, &quota->used, error))
        return NULL;
    }
  return g_steal_pointer (&list);
}
