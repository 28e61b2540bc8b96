/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-practice-server-private.h"

static const char *
lookup (GHashTable *query,
        const char *name)
{
  return query != NULL ? g_hash_table_lookup (query, name) : NULL;
}

static SotongPracticeAnswer
answer_wrong_method (void)
{
  return sotong_practice_answer_error (405, "wrong_method", "This address does not take this method.");
}

static SotongPracticeAnswer
route_post (SotongPracticeServer *self,
            const char           *method,
            const char           *id,
            GBytes               *body)
{
  if (g_str_equal (method, "GET"))
    return sotong_practice_box_get_post (self->box, self->url, id);
  if (g_str_equal (method, "PUT"))
    return sotong_practice_box_update_post (self->box, self->url, id, body);
  if (g_str_equal (method, "DELETE"))
    return sotong_practice_box_remove_post (self->box, self->url, id);
  return answer_wrong_method ();
}

/* What a call asks for is done here, with the mutex held. */
SotongPracticeAnswer
sotong_practice_server_route (SotongPracticeServer *self,
                              SoupServerMessage    *message,
                              const char           *path,
                              GHashTable           *query,
                              GBytes               *body)
{
  const char *method = soup_server_message_get_method (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  gboolean get = g_str_equal (method, "GET");
  gboolean post = g_str_equal (method, "POST");

  if (get && g_str_has_prefix (path, "/posts/"))
    return sotong_practice_box_show_post (self->box, self->url, path + strlen ("/posts/"));
  if (get && g_str_has_prefix (path, "/mentions/"))
    return sotong_practice_box_show_mention (self->box, path + strlen ("/mentions/"));
  if (get && g_str_has_prefix (path, "/media/"))
    return sotong_practice_box_show_media (self->box, path + strlen ("/media/"));
  if (post && g_str_equal (path, "/oauth/token"))
    return sotong_practice_server_renew (self, soup_message_headers_get_content_type (headers, NULL), body);
  if (!g_str_has_prefix (path, SOTONG_PRACTICE_API))
    return sotong_practice_answer_error (404, "no_such_address", "There is nothing at this address.");
  path += strlen (SOTONG_PRACTICE_API);
  if (g_str_equal (path, "me"))
    return get ? sotong_practice_box_me (self->box) : answer_wrong_method ();
  if (g_str_equal (path, "stats"))
    return get ? sotong_practice_box_get_stats (self->box) : answer_wrong_method ();
  if (g_str_equal (path, "metrics"))
    return get ? sotong_practice_box_get_metrics (self->box, lookup (query, "ids")) : answer_wrong_method ();
  if (g_str_equal (path, "mentions"))
    return get ? sotong_practice_box_list_mentions (self->box, self->url, lookup (query, "cursor"), lookup (query, "limit"))
               : answer_wrong_method ();
  if (g_str_equal (path, "faults"))
    return post ? sotong_practice_server_add_fault_from_json (self, body) : answer_wrong_method ();
  if (g_str_equal (path, "media"))
    return post ? sotong_practice_box_add_media (self->box, self->url, soup_message_headers_get_content_type (headers, NULL), body)
                : answer_wrong_method ();
  if (g_str_equal (path, "posts") && get)
    return sotong_practice_box_find_posts (self->box, self->url, lookup (query, "client_key"));
  if (g_str_equal (path, "posts"))
    return post ? sotong_practice_box_add_post (self->box, self->url, body,
                                                soup_message_headers_get_one (headers, "X-Practice-Allow-Double") != NULL)
                : answer_wrong_method ();
  if (g_str_has_prefix (path, "posts/"))
    return route_post (self, method, path + strlen ("posts/"), body);
  return sotong_practice_answer_error (404, "no_such_address", "There is nothing at this address.");
}
