/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/socket.h>

#include "platforms/sotong-practice-server-private.h"
#include "util/sotong-json.h"

#define LATE_MS        1500
#define MAX_TIMES      1000000

/* In the order of SotongPracticeFaultKind. */
static const char * const fault_names[] = {
  "status", "hang", "drop-before-store", "drop-after-store", "late", "html", "redirect", "empty", "half", "reset", "twice",
  "redirect-after-store", "status-after-store",
};
static const char * const fault_paths[] = { "posts", "media", "me", "look-up", "mentions", "change", "metrics" };

static gboolean
read_fault (JsonObject          *in,
            SotongPracticeFault *fault)
{
  g_autofree char *kind = sotong_json_dup_string (in, "kind");
  g_autofree char *path = sotong_json_dup_string (in, "path");
  gint64 value = 0;

  *fault = (SotongPracticeFault) { .times = 1, .status = 503, .retry_after_s = -1, .delay_ms = LATE_MS, .path = "posts" };
  for (guint i = 0; i <= G_N_ELEMENTS (fault_names); i++)
    if (i == G_N_ELEMENTS (fault_names))
      return FALSE;
    else if (g_strcmp0 (kind, fault_names[i]) == 0)
      {
        fault->kind = (SotongPracticeFaultKind) i;
        break;
      }
  for (guint i = 0; path != NULL && i <= G_N_ELEMENTS (fault_paths); i++)
    if (i == G_N_ELEMENTS (fault_paths))
      return FALSE;
    else if (g_str_equal (path, fault_paths[i]))
      {
        fault->path = fault_paths[i];
        break;
      }
  if (sotong_json_get_int64 (in, "times", &value))
    fault->times = (guint) CLAMP (value, 0, MAX_TIMES);
  if (sotong_json_get_int64 (in, "status", &value))
    fault->status = (guint) CLAMP (value, 200, 599);
  if (sotong_json_get_int64 (in, "retry_after", &value))
    fault->retry_after_s = (int) CLAMP (value, 0, G_MAXINT);
  if (sotong_json_get_int64 (in, "delay_ms", &value))
    fault->delay_ms = (guint) CLAMP (value, 0, 600000);
  return TRUE;
}

SotongPracticeAnswer
sotong_practice_server_add_fault_from_json (SotongPracticeServer *self,
                                            GBytes               *body)
{
  g_autoptr(JsonObject) in = sotong_json_parse_object (body, NULL);
  g_autoptr(JsonBuilder) builder = NULL;
  SotongPracticeFault fault;

  if (in == NULL || !read_fault (in, &fault))
    return sotong_practice_answer_error (400, "invalid_fault", "“kind” or “path” is not one of those that there are.");
  g_array_append_val (self->faults, fault);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "kind", fault_names[fault.kind]);
  sotong_json_add_string (builder, "path", fault.path);
  sotong_json_add_int (builder, "times", fault.times);
  json_builder_end_object (builder);
  return (SotongPracticeAnswer) { 201, "application/json", sotong_json_end (builder) };
}

/* The name by which faults know a call, or NULL. */
static const char *
name_call (const char *method,
           const char *path)
{
  if (!g_str_has_prefix (path, SOTONG_PRACTICE_API))
    return NULL;
  path += strlen (SOTONG_PRACTICE_API);
  if (g_str_has_prefix (path, "posts/") && (g_str_equal (method, "PUT") || g_str_equal (method, "DELETE")))
    return "change";
  if (g_str_equal (path, "posts"))
    return g_str_equal (method, "POST") ? "posts" : "look-up";
  for (guint i = 0; i < G_N_ELEMENTS (fault_paths); i++)
    if (g_str_equal (path, fault_paths[i]))
      return fault_paths[i];
  return NULL;
}

gboolean
sotong_practice_server_take_fault (SotongPracticeServer *self,
                                   const char           *method,
                                   const char           *path,
                                   SotongPracticeFault  *out_fault)
{
  const char *call = name_call (method, path);

  for (guint i = 0; call != NULL && i < self->faults->len; i++)
    {
      SotongPracticeFault *fault = &g_array_index (self->faults, SotongPracticeFault, i);

      if (fault->times == 0 || !g_str_equal (fault->path, call))
        continue;
      fault->times--;
      *out_fault = *fault;
      return TRUE;
    }
  return FALSE;
}

/* Takes the connection out of the server's hands, sends @data as it is, and ends it. */
static void
end_connection (SoupServerMessage *message,
                const char        *data,
                gsize              length,
                gboolean           reset)
{
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);
  struct linger linger = { 1, 0 };

  if (stream == NULL)
    return;
  if (length > 0)
    g_output_stream_write_all (g_io_stream_get_output_stream (stream), data, length, NULL, NULL, NULL);
  if (reset && G_IS_SOCKET_CONNECTION (stream))
    {
      GSocket *socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream));

      setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    }
  g_io_stream_close (stream, NULL, NULL);
}

static void
end_in_the_middle (SoupServerMessage    *message,
                   SotongPracticeAnswer *answer)
{
  gsize length;
  const char *data = g_bytes_get_data (answer->body, &length);
  g_autofree char *raw = g_strdup_printf ("HTTP/1.1 %u OK\r\nContent-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT
                                          "\r\n\r\n%.*s", answer->status, length, (int) (length / 2), data);

  end_connection (message, raw, strlen (raw), FALSE);
}

static void
answer_twice (SoupServerMessage    *message,
              SotongPracticeAnswer *answer)
{
  gsize length;
  const char *data = g_bytes_get_data (answer->body, &length);
  g_autofree char *raw = g_strdup_printf ("HTTP/1.1 %u OK\r\nContent-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT
                                          "\r\n\r\n%.*s", answer->status, length, (int) length, data);
  g_autofree char *both = g_strconcat (raw, raw, NULL);

  end_connection (message, both, strlen (both), FALSE);
}

static gboolean
unpause_cb (gpointer user_data)
{
  soup_server_message_unpause (user_data);
  return G_SOURCE_REMOVE;
}

static void
answer_late (SotongPracticeServer *self,
             SoupServerMessage    *message,
             guint                 delay_ms)
{
  GSource *source = g_timeout_source_new (delay_ms);

  soup_server_message_pause (message);
  g_source_set_callback (source, unpause_cb, g_object_ref (message), g_object_unref);
  g_source_attach (source, self->context);
  g_source_unref (source);
}

static void
apply_empty (SoupServerMessage *message,
             guint              status)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "", 0);
}

static void
apply_status (SoupServerMessage         *message,
              const SotongPracticeFault *fault)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *seconds = g_strdup_printf ("%d", fault->retry_after_s);

  sotong_practice_server_take_answer (message, sotong_practice_answer_error (fault->status, "fault", "This fault was asked for."));
  if (fault->retry_after_s >= 0)
    soup_message_headers_replace (headers, "Retry-After", seconds);
}

/* Does what is asked, or not, and answers as the fault says. */
void
sotong_practice_server_apply_fault (SotongPracticeServer      *self,
                                    const SotongPracticeFault *fault,
                                    SoupServerMessage         *message,
                                    const char                *path,
                                    GHashTable                *query,
                                    GBytes                    *body)
{
  static const char page[] = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in to this network.</body></html>\n";
  SotongPracticeAnswer answer = { 0 };

  switch (fault->kind)
    {
    case SOTONG_PRACTICE_FAULT_STATUS:
      apply_status (message, fault);
      break;
    case SOTONG_PRACTICE_FAULT_HANG:
      soup_server_message_pause (message);
      break;
    case SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE:
      end_connection (message, NULL, 0, FALSE);
      break;
    case SOTONG_PRACTICE_FAULT_DROP_AFTER_STORE:
      answer = sotong_practice_server_route (self, message, path, query, body);
      end_connection (message, NULL, 0, FALSE);
      break;
    case SOTONG_PRACTICE_FAULT_LATE:
      sotong_practice_server_take_answer (message, sotong_practice_server_route (self, message, path, query, body));
      answer_late (self, message, fault->delay_ms);
      break;
    case SOTONG_PRACTICE_FAULT_HTML:
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_STATIC, page, strlen (page));
      break;
    case SOTONG_PRACTICE_FAULT_REDIRECT:
      soup_server_message_set_redirect (message, 302, "/elsewhere");
      break;
    case SOTONG_PRACTICE_FAULT_EMPTY:
      answer = sotong_practice_server_route (self, message, path, query, body);
      apply_empty (message, answer.status);
      break;
    case SOTONG_PRACTICE_FAULT_HALF:
      answer = sotong_practice_server_route (self, message, path, query, body);
      end_in_the_middle (message, &answer);
      break;
    case SOTONG_PRACTICE_FAULT_RESET:
      answer = sotong_practice_server_route (self, message, path, query, body);
      end_connection (message, NULL, 0, TRUE);
      break;
    case SOTONG_PRACTICE_FAULT_TWICE:
      answer = sotong_practice_server_route (self, message, path, query, body);
      answer_twice (message, &answer);
      break;
    case SOTONG_PRACTICE_FAULT_REDIRECT_AFTER_STORE:
      answer = sotong_practice_server_route (self, message, path, query, body);
      soup_server_message_set_redirect (message, 302, "/elsewhere");
      break;
    case SOTONG_PRACTICE_FAULT_STATUS_AFTER_STORE:
      answer = sotong_practice_server_route (self, message, path, query, body);
      apply_status (message, fault);
      break;
    default:
      g_assert_not_reached ();
    }
  g_clear_pointer (&answer.body, g_bytes_unref);
}

/**
 * sotong_practice_server_add_fault:
 * @self: a platform
 * @fault: what shall go wrong; zero `times` and `delay_ms` and no `path` take the usual values
 *
 * From any thread.
 */
void
sotong_practice_server_add_fault (SotongPracticeServer      *self,
                                  const SotongPracticeFault *fault)
{
  g_autoptr(GMutexLocker) locker = NULL;
  SotongPracticeFault copy = *fault;

  g_return_if_fail (SOTONG_IS_PRACTICE_SERVER (self));

  copy.path = g_intern_string (fault->path != NULL ? fault->path : "posts");
  copy.times = MAX (fault->times, 1);
  copy.delay_ms = fault->delay_ms > 0 ? fault->delay_ms : LATE_MS;
  locker = g_mutex_locker_new (&self->mutex);
  g_array_append_val (self->faults, copy);
}
