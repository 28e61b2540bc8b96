/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "platforms/sotong-reader-naver-trend.h"
#include "platforms/sotong-search-private.h"
#include "util/sotong-json.h"
#include "util/sotong-time.h"

#define INTERVAL_S (24 * 3600)
#define MAX_GROUPS 5
#define MAX_WORDS  20
#define SPAN_S     (365 * G_GINT64_CONSTANT (86400))
#define FIRST_DAY  "2016-01-01"  /* there is nothing before */
#define HUB_PATH   "/search-trend/v1/search"
#define OLD_PATH   "/v1/datalab/search"

/**
 * SotongReaderNaverTrend:
 *
 * Reads how often words were searched for, day by day over a year. The figures are relative: the largest of one answer is
 * 100, so an answer replaces the one before and is never joined to it, and none of them is a count.
 */
struct _SotongReaderNaverTrend
{
  SotongReader parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongReaderNaverTrend, sotong_reader_naver_trend, SOTONG_TYPE_READER)

static const SotongSearchSite old_site = {
  .name = "naver", .key = SOTONG_SEARCH_KEY_PAIR, .key_names = { "X-Naver-Client-Id", "X-Naver-Client-Secret" }, .fixed = "",
};
static const SotongSearchSite hub_site = {
  .name = "naver-hub", .key = SOTONG_SEARCH_KEY_PAIR, .key_names = { "X-NCP-APIGW-API-KEY-ID", "X-NCP-APIGW-API-KEY" }, .fixed = "",
};

/* "NAME=word,word" is a group of that name; words alone are a group named after the first. */
static void
add_group (JsonBuilder *builder,
           const char  *query)
{
  const char *equals = strchr (query, '=');
  g_auto(GStrv) words = g_strsplit (equals != NULL ? equals + 1 : query, ",", -1);
  g_autofree char *name = equals != NULL ? g_strndup (query, (gsize) (equals - query)) : g_strdup (words[0] != NULL ? words[0] : query);
  guint n = 0;

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "groupName", g_strstrip (name));
  json_builder_set_member_name (builder, "keywords");
  json_builder_begin_array (builder);
  for (guint i = 0; words[i] != NULL && n < MAX_WORDS; i++)
    if (g_strstrip (words[i])[0] != '\0')
      {
        json_builder_add_string_value (builder, words[i]);
        n++;
      }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static GBytes *
make_body (SotongSearch *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autofree char *start = sotong_time_format_date (self->request->now - SPAN_S, self->request->zone);
  g_autofree char *end = sotong_time_format_date (self->request->now, self->request->zone);

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "startDate", strcmp (start, FIRST_DAY) < 0 ? FIRST_DAY : start);
  sotong_json_add_string (builder, "endDate", strcmp (end, FIRST_DAY) < 0 ? FIRST_DAY : end);
  sotong_json_add_string (builder, "timeUnit", "date");
  json_builder_set_member_name (builder, "keywordGroups");
  json_builder_begin_array (builder);
  for (guint i = 0; i < MAX_GROUPS && self->request->queries[i] != NULL; i++)
    add_group (builder, self->request->queries[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return sotong_json_end (builder);
}

/* The documents say that a ratio is text, the samples show numbers. */
static gboolean
read_ratio (JsonObject *object,
            double     *out_ratio)
{
  g_autofree char *text = sotong_json_dup_string (object, "ratio");
  char *end = NULL;

  if (sotong_json_get_double (object, "ratio", out_ratio))
    return *out_ratio >= 0 && *out_ratio <= 100.5;
  if (text == NULL)
    return FALSE;
  *out_ratio = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && *out_ratio >= 0 && *out_ratio <= 100.5;
}

static void
read_points (SotongSearch *self,
             JsonArray    *results)
{
  self->reply->points = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_relative_point_free);
  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonObject *result = sotong_json_array_get_object (results, i);
      g_autofree char *title = sotong_json_dup_string (result, "title");
      JsonArray *data = sotong_json_get_array (result, "data");

      for (guint j = 0; title != NULL && data != NULL && j < json_array_get_length (data); j++)
        {
          JsonObject *object = sotong_json_array_get_object (data, j);
          g_autofree char *day = sotong_json_dup_string (object, "period");
          SotongRelativePoint *point;
          double ratio;

          if (day == NULL || strlen (day) != strlen (FIRST_DAY) || !read_ratio (object, &ratio))
            continue;
          point = g_new0 (SotongRelativePoint, 1);
          point->name = g_strdup (title);
          point->day = g_steal_pointer (&day);
          point->ratio = ratio;
          g_ptr_array_add (self->reply->points, point);
        }
    }
}

/* Another server that does the part of one of the two does not say which: it has nothing at the other's path, or does not know its key. */
static gboolean
may_be_hub (SotongSearch             *self,
            const SotongSearchAnswer *answer)
{
  g_autofree char *host = sotong_reader_dup_host (self->base);

  return self->site == &old_site && answer->response != NULL && !g_str_has_suffix (host, ".naver.com")
         && (answer->response->status == SOUP_STATUS_NOT_FOUND || answer->response->status == SOUP_STATUS_UNAUTHORIZED);
}

static void read_trend (SotongSearch *self);

/* Where the other one is not either, what the first said is said. */
static void
ask_hub (SotongSearch *self)
{
  SotongFetchReply *reply = self->reply;
  SotongFetchOutcome outcome = reply->outcome;
  g_autofree char *message = g_steal_pointer (&reply->message);

  self->key_refused = FALSE;
  reply->outcome = SOTONG_FETCH_OK;
  reply->retry_at = 0;
  self->site = &hub_site;
  read_trend (self);
  if (reply->http_status != SOUP_STATUS_NOT_FOUND)
    return;
  reply->outcome = outcome;
  g_free (reply->message);
  reply->message = g_steal_pointer (&message);
}

static void
read_trend (SotongSearch *self)
{
  static const gint64 costs[SOTONG_READER_N_QUOTAS] = { 1 };
  g_autofree char *url = sotong_search_make_url (self, self->site == &hub_site ? HUB_PATH : OLD_PATH, "");
  g_autoptr(SotongHttpRequest) request = sotong_search_new_request (self, "POST", url);
  g_autoptr(GBytes) body = make_body (self);
  g_auto(SotongSearchAnswer) answer = { 0 };
  JsonArray *results;

  sotong_http_request_set_body (request, "application/json", body);
  if (!sotong_search_ask (self, request, costs, &answer))
    {
      if (may_be_hub (self, &answer))
        ask_hub (self);
      return;
    }
  results = JSON_NODE_HOLDS_OBJECT (answer.root) ? sotong_json_get_array (json_node_get_object (answer.root), "results") : NULL;
  if (results == NULL)
    sotong_search_fail (self, &answer);
  else
    read_points (self, results);
}

static SotongFetchReply *
sotong_reader_naver_trend_fetch (SotongReader             *reader,
                                 const SotongFetchRequest *request,
                                 GCancellable             *cancellable)
{
  gboolean hub = strstr (request->url, "apigw.ntruss.com") != NULL || strstr (request->url, "/search-trend") != NULL;
  SotongSearch self = { 0 };

  sotong_search_begin (&self, reader, request, hub ? &hub_site : &old_site, cancellable);
  if (request->queries == NULL || request->queries[0] == NULL)
    sotong_search_refuse (&self, _("There is nothing to search for. Give the source words of its own, or add a topic with words."));
  else if (self.user[0] == '\0' || self.key[0] == '\0')
    sotong_search_refuse (&self, _("The key of this source has two parts, an id and a secret: enter them as ID:SECRET; it is not asked before."));
  else
    read_trend (&self);
  sotong_search_settle_covered (&self, INTERVAL_S);
  return sotong_search_end (&self);
}

static void
sotong_reader_naver_trend_class_init (SotongReaderNaverTrendClass *klass)
{
  SOTONG_READER_CLASS (klass)->fetch = sotong_reader_naver_trend_fetch;
}

static void
sotong_reader_naver_trend_init (SotongReaderNaverTrend *self)
{
}
