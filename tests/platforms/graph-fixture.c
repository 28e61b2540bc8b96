/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "graph-fixture.h"

static gboolean
wait_cb (guint          ms,
         GCancellable  *cancellable,
         gpointer       user_data,
         GError       **error)
{
  GraphFixture *self = user_data;

  self->n_waits++;
  self->waited_ms += ms;
  return TRUE;
}

/* Another clock, and so another way to the network and another connector. */
void
graph_fixture_set_clock (GraphFixture *self,
                         SotongClock  *clock)
{
  const char *name = self->account->platform;

  g_set_object (&self->clock, clock);
  g_clear_object (&self->platform);
  g_clear_object (&self->http);
  self->http = sotong_http_new (self->clock);
  sotong_http_set_wait_func (self->http, wait_cb, self);
  self->platform = sotong_platform_new (name, self->http);
}

void
graph_fixture_set_up (GraphFixture *self,
                      const char   *platform,
                      const char   *user,
                      const char   *secret,
                      const char   *text,
                      StandInFunc   func,
                      gpointer      user_data)
{
  self->server = stand_in_new (func, user_data);
  self->server->version = g_str_equal (platform, "threads") ? "/v1.0" : "/v25.0"; /* as https://graph.facebook.com wants it */
  self->clock = sotong_clock_new_set (GRAPH_NOW);
  self->http = sotong_http_new (self->clock);
  sotong_http_set_wait_func (self->http, wait_cb, self);
  self->platform = sotong_platform_new (platform, self->http);
  g_assert_nonnull (self->platform);
  self->account = sotong_account_new ("시청", platform, self->server->url, user, NULL, secret);
  self->post = sotong_post_new ("20161014-k7q2mzt4ce", NULL, text);
  self->steps = g_ptr_array_new_with_free_func (g_free);
}

void
graph_fixture_tear_down (GraphFixture *self)
{
  stand_in_check (self->server);
  g_ptr_array_unref (self->steps);
  sotong_post_free (self->post);
  sotong_account_free (self->account);
  g_assert_finalize_object (self->platform);
  g_assert_finalize_object (self->http);
  g_object_unref (self->clock);
  stand_in_free (self->server);
}

void
graph_fixture_set_secret (GraphFixture *self,
                          const char   *secret)
{
  SotongAccount *old = self->account;

  self->account = sotong_account_new (old->name, old->platform, old->url, old->user, NULL, secret);
  sotong_account_free (old);
}

void
graph_fixture_add_media (GraphFixture *self,
                         const char   *file_name,
                         const char   *media_type,
                         const char   *public_url)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (file_name, strlen (file_name));
  const char *alt_text = g_str_has_prefix (media_type, "image/") ? "시청 앞 광장" : NULL;
  SotongMedia *media = sotong_media_new (file_name, media_type, bytes, alt_text);

  media->public_url = g_strdup (public_url);
  sotong_post_take_media (self->post, media);
}

static gboolean
step_cb (guint       index,
         const char *remote_id,
         const char *remote_url,
         gpointer    user_data)
{
  GraphFixture *self = user_data;

  if (self->step_fails)
    return FALSE;
  g_ptr_array_add (self->steps, index == SOTONG_PLATFORM_STEP_POST ? g_strdup_printf ("post=%s", remote_id)
                                                                    : g_strdup_printf ("%u=%s", index, remote_id));
  return TRUE;
}

SotongReply *
graph_fixture_publish (GraphFixture *self)
{
  return sotong_platform_publish (self->platform, self->account, self->post, step_cb, self, NULL);
}

SotongReply *
graph_fixture_look_up (GraphFixture *self,
                       SotongLookUp  expected)
{
  SotongReply *reply = NULL;

  g_assert_cmpint (sotong_platform_look_up (self->platform, self->account, self->post, NULL, &reply), ==, expected);
  g_assert_nonnull (reply);
  return reply;
}

SotongReply *
graph_fixture_remove (GraphFixture *self,
                      const char   *remote_id)
{
  return sotong_platform_remove (self->platform, self->account, remote_id, NULL);
}

SotongReply *
graph_fixture_metrics (GraphFixture       *self,
                       const char * const *ids,
                       GPtrArray          *metrics)
{
  return sotong_platform_metrics (self->platform, self->account, ids, metrics, NULL);
}

/* What the publisher does after an attempt whose end nobody knows: the steps come back. */
void
graph_fixture_begin_again (GraphFixture *self,
                           gint64        seconds_ago)
{
  self->post->repeated = TRUE;
  self->post->first_sent_at = g_get_real_time () / G_USEC_PER_SEC - seconds_ago;
  for (guint i = 0; i < self->steps->len; i++)
    {
      const char *step = g_ptr_array_index (self->steps, i);
      const char *id = strchr (step, '=') + 1;
      char **field = &self->post->step_id;

      if (!g_str_has_prefix (step, "post="))
        field = &((SotongMedia *) g_ptr_array_index (self->post->media, (guint) g_ascii_strtoull (step, NULL, 10)))->remote_id;
      g_free (*field);
      *field = g_strdup (id);
    }
}

void
graph_fixture_says (SotongReply   *reply,
                    SotongOutcome  outcome,
                    guint          status)
{
  g_test_message ("%s: %s", sotong_outcome_get_name (reply->outcome), reply->message);
  g_assert_cmpstr (sotong_outcome_get_name (reply->outcome), ==, sotong_outcome_get_name (outcome));
  g_assert_cmpuint (reply->http_status, ==, status);
  g_assert_null (strstr (reply->message, "token-of"));
  if (outcome != SOTONG_OUTCOME_OK)
    g_assert_nonnull (strstr (reply->message, "시청"));
  sotong_reply_free (reply);
}

char *
graph_now_iso (gint64 seconds_ago)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC - seconds_ago);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S+0000");
}

/* -1: it is not among them. */
gint64
graph_metric (GPtrArray  *metrics,
              const char *remote_id,
              const char *name)
{
  for (guint i = 0; i < metrics->len; i++)
    {
      const SotongMetric *metric = g_ptr_array_index (metrics, i);

      if (g_strcmp0 (metric->remote_id, remote_id) == 0 && g_str_equal (metric->name, name))
        return metric->value;
    }
  return -1;
}

SotongReply *
graph_fixture_days (GraphFixture *self,
                    GPtrArray    *metrics)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (GRAPH_DAY_NOW);

  graph_fixture_set_clock (self, clock);
  return sotong_platform_days (self->platform, self->account, metrics, NULL);
}

/* -1: it is not among them, or stands there twice. */
gint64
graph_metric_day (GPtrArray  *metrics,
                  const char *day,
                  const char *name)
{
  gint64 value = -1;

  for (guint i = 0; i < metrics->len; i++)
    {
      const SotongMetric *metric = g_ptr_array_index (metrics, i);

      if (metric->remote_id != NULL || g_strcmp0 (metric->day, day) != 0 || !g_str_equal (metric->name, name))
        continue;
      if (value != -1)
        return -1;
      value = metric->value;
    }
  return value;
}

/* A question about days has all of @fields, the span, and nothing else. */
void
graph_check_days (StandIn    *server,
                  GHashTable *query,
                  const char *fields,
                  gint64      since,
                  gint64      until)
{
  g_autofree char *start = g_strdup_printf ("%" G_GINT64_FORMAT, since);
  g_autofree char *end = g_strdup_printf ("%" G_GINT64_FORMAT, until);
  g_auto(GStrv) names = g_strsplit (fields, " ", -1);
  guint n = 3; /* metric, since, until */

  for (guint i = 0; names[i] != NULL && names[i][0] != '\0'; i++, n++)
    {
      g_auto(GStrv) pair = g_strsplit (names[i], "=", 2);

      if (g_strcmp0 (g_hash_table_lookup (query, pair[0]), pair[1]) != 0)
        stand_in_violate (server, "%s is missing", names[i]);
    }
  if (g_strcmp0 (g_hash_table_lookup (query, "since"), start) != 0 || g_strcmp0 (g_hash_table_lookup (query, "until"), end) != 0)
    stand_in_violate (server, "asked for %s to %s, not %s to %s", (char *) g_hash_table_lookup (query, "since"),
                      (char *) g_hash_table_lookup (query, "until"), start, end);
  if (g_hash_table_size (query) != n)
    stand_in_violate (server, "%u fields, not %u", g_hash_table_size (query), n);
}
