/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "connector.h"

/* Nothing is waited for in earnest. */
static gboolean
wait_cb (guint          ms,
         GCancellable  *cancellable,
         gpointer       user_data,
         GError       **error)
{
  Connector *self = user_data;

  self->n_waits++;
  if (self->stop_at == self->n_waits)
    g_cancellable_cancel (self->stop);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
step_cb (guint       index,
         const char *remote_id,
         const char *remote_url,
         gpointer    user_data)
{
  Connector *self = user_data;

  if (self->full)
    return FALSE;
  g_string_append_printf (self->steps, "%u=%s ", index, remote_id);
  return TRUE;
}

void
connector_set_up (Connector   *self,
                  const char  *platform,
                  const char  *user,
                  const char  *secret,
                  StandInFunc  func,
                  gpointer     user_data)
{
  self->stand = stand_in_new (func, user_data);
  self->clock = sotong_clock_new_set (CONNECTOR_NOW);
  self->http = sotong_http_new (self->clock);
  sotong_http_set_idle (self->http, 5);
  sotong_http_set_wait_func (self->http, wait_cb, self);
  self->platform = sotong_platform_new (platform, self->http);
  g_assert_nonnull (self->platform);
  self->account = sotong_account_new ("서울 소식", platform, self->stand->url, user, NULL, secret);
  self->post = sotong_post_new ("20161014-abcdefghjk", "가을 축제 <안내> & 소식",
                                "안녕하세요 & <시민>\n여러분.\n\nhttps://seoul.go.kr/news/very/long/path/of/it?x=1&y=2 에서 보세요. #서울 소식");
  self->stop = g_cancellable_new ();
  self->steps = g_string_new (NULL);
}

/* Ends the test if the connector broke the contract. */
void
connector_tear_down (Connector *self)
{
  stand_in_check (self->stand);
  sotong_post_free (self->post);
  sotong_account_free (self->account);
  g_assert_finalize_object (self->platform);
  g_assert_finalize_object (self->http);
  g_assert_finalize_object (self->clock);
  g_object_unref (self->stop);
  g_string_free (self->steps, TRUE);
  stand_in_free (self->stand);
}

/* Another post, which was not sent yet. */
void
connector_renew (Connector  *self,
                 const char *text)
{
  static guint n;
  g_autofree char *key = g_strdup_printf ("20161014-post%u", ++n);

  sotong_post_free (self->post);
  self->post = sotong_post_new (key, "제목", text);
}

SotongReply *
connector_publish (Connector *self)
{
  return sotong_platform_publish (self->platform, self->account, self->post, step_cb, self, self->stop);
}

/* As after a restart: whatever happened before, it may have arrived. */
SotongReply *
connector_again (Connector *self)
{
  SotongPlatform *fresh = sotong_platform_new (sotong_platform_get_name (self->platform), self->http);

  g_assert_finalize_object (self->platform);
  self->platform = fresh;
  self->post->repeated = TRUE;
  self->post->first_sent_at = g_get_real_time () / G_USEC_PER_SEC;
  return connector_publish (self);
}

void
connector_add_file (Connector  *self,
                    const char *file_name,
                    const char *media_type,
                    const char *alt_text)
{
  /* the beginning of a picture of 3 × 2 */
  static const guchar png[] = { 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 3, 0, 0, 0, 2,
                                8, 2, 0, 0, 0 };
  g_autoptr(GBytes) bytes = g_bytes_new_static (png, sizeof png);

  sotong_post_take_media (self->post, sotong_media_new (file_name, media_type, bytes, alt_text));
}

/* Whatever becomes of the answer to @request, after a look and another try there is one post. @no_id is an answer
 * of success that names no id. */
void
connector_lose (Connector          *self,
                const char         *request,
                const char         *no_id,
                ConnectorCountFunc  count,
                gpointer            user_data)
{
  static const StandInFault faults[] = { STAND_IN_DROP_BEFORE, STAND_IN_DROP_AFTER, STAND_IN_EMPTY, STAND_IN_CUT,
                                         STAND_IN_STATUS, STAND_IN_STATUS };
  guint before = count (user_data);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *text = g_strdup_printf ("잃어버린 답 %u", i);
      g_autoptr(SotongReply) lost = NULL;
      g_autoptr(SotongReply) look = NULL;
      g_autoptr(SotongReply) again = NULL;
      SotongLookUp found;
      guint there;

      connector_renew (self, text);
      if (faults[i] == STAND_IN_STATUS && i % 2 == 0)
        stand_in_fail_status (self->stand, request, 200, "", no_id);
      else if (faults[i] == STAND_IN_STATUS)
        stand_in_fail_status (self->stand, request, 504, "", "<html>late</html>");
      else
        stand_in_fail (self->stand, faults[i], request);
      lost = connector_publish (self);
      there = count (user_data) - before - i;
      g_assert_cmpuint (there, <=, 1);
      if (lost->outcome != SOTONG_OUTCOME_OK) /* it was not found at once */
        {
          g_assert_true (lost->outcome == SOTONG_OUTCOME_UNKNOWN || lost->outcome == SOTONG_OUTCOME_WAIT);
          g_assert_nonnull (strstr (lost->message, "서울 소식"));
        }
      found = sotong_platform_look_up (self->platform, self->account, self->post, NULL, &look);
      g_assert_cmpint (found, ==, there == 1 ? SOTONG_LOOK_UP_FOUND : SOTONG_LOOK_UP_ABSENT);
      again = connector_again (self);
      g_assert_cmpstr (again->message, ==, "");
      g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
      g_assert_nonnull (again->remote_id);
      if (there == 1)
        g_assert_cmpstr (again->remote_id, ==, look->remote_id);
      g_assert_cmpuint (count (user_data), ==, before + i + 1);
    }
}

/* What answers in the platform's place does not pass for it, and what it turned away can be sent afterwards. */
void
connector_turn_away (Connector          *self,
                     StandInFault        fault,
                     const char         *request,
                     SotongOutcome       outcome,
                     ConnectorCountFunc  count,
                     gpointer            user_data)
{
  guint before = count (user_data);
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) again = NULL;

  connector_renew (self, "가로챈 답");
  stand_in_fail (self->stand, fault, request);
  reply = connector_publish (self);
  g_assert_cmpint (reply->outcome, ==, outcome);
  g_assert_nonnull (strstr (reply->message, "서울 소식"));
  g_assert_null (reply->remote_id);
  g_assert_cmpuint (count (user_data), ==, before);
  again = connector_again (self);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (count (user_data), ==, before + 1);
}

/* The server says no: the outcome, and @words of its reason in the sentence. */
void
connector_refuse (Connector     *self,
                  const char    *request,
                  guint          status,
                  const char    *body,
                  SotongOutcome  outcome,
                  const char    *words)
{
  g_autoptr(SotongReply) reply = NULL;

  connector_renew (self, "거절");
  stand_in_fail_status (self->stand, request, status, "", body);
  reply = connector_publish (self);
  g_test_message ("%u: %s", status, reply->message);
  g_assert_cmpint (reply->outcome, ==, outcome);
  g_assert_cmpuint (reply->http_status, ==, status);
  g_assert_nonnull (strstr (reply->message, "서울 소식"));
  if (words != NULL)
    g_assert_nonnull (strstr (reply->message, words));
  g_assert_null (strstr (reply->message, "secret"));
}

/* A date header so many seconds from now. */
char *
connector_http_date (gint64 from_now)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC + from_now);

  return g_date_time_format (time, "%a, %d %b %Y %H:%M:%S GMT");
}
