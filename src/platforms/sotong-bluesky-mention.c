/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-bluesky-private.h"
#include "util/sotong-json.h"

#define HANDLE_MAX   253  /* letters, as of any host name */
#define MENTIONS_MAX 10   /* of one post that are looked up */

/* Who is named in a post: “@city.bsky.social” is a link to an account only with the number that this has for ever, its DID. */

static gboolean
is_handle_char (char c)
{
  return g_ascii_isalnum (c) || c == '-';
}

/*
 * sotong_bluesky_scan_mention:
 * @text: a post's text
 * @at: a place in it
 *
 * Returns: (nullable): the end of the handle that begins behind the “@” at @at; %NULL if there is none. A handle is a host name, so an
 *   address of mail and a bare “@name” are none.
 */
const char *
sotong_bluesky_scan_mention (const char *text,
                             const char *at)
{
  const char *end = NULL;

  if (*at != '@' || (at > text && !g_ascii_isspace (at[-1]) && at[-1] != '('))
    return NULL;
  for (const char *label = at + 1; is_handle_char (*label) && *label != '-';)
    {
      const char *p = label;

      while (is_handle_char (*p))
        p++;
      if (p[-1] == '-')
        break;
      if (label > at + 1 && g_ascii_isalpha (*label)) /* what stands last begins with a letter */
        end = p;
      if (*p != '.')
        break;
      label = p + 1;
    }
  return end != NULL && end - at - 1 <= HANDLE_MAX ? end : NULL;
}

/* A handle that leads to nobody, or that cannot be looked up now, stays plain text. */
static SotongReply *
resolve (SotongPlatform      *platform,
         const SotongAccount *account,
         const char          *access_token,
         const char          *handle,
         SotongBlueskyParts  *parts,
         GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *route = g_strconcat ("com.atproto.identity.resolveHandle?handle=", handle, NULL);
  g_autofree char *did = NULL;
  SotongReply *reply;

  sotong_bluesky_begin (&call, platform, account, "GET", route, access_token);
  sotong_call_run (&call, cancellable);
  did = sotong_call_has_status (&call, 200) ? sotong_json_dup_string (call.body, "did") : NULL;
  if (did != NULL && g_str_has_prefix (did, "did:"))
    {
      g_hash_table_insert (parts->mentions, g_strdup (handle), g_steal_pointer (&did));
      return NULL;
    }
  reply = sotong_bluesky_fail (&call, FALSE);
  if (reply->outcome == SOTONG_OUTCOME_RENEW || reply->cancelled) /* the post would meet the same */
    return reply;
  sotong_reply_free (reply);
  return NULL;
}

/*
 * sotong_bluesky_resolve_mentions:
 * @text: a post's text
 * @access_token: the account's
 * @parts: @mentions is filled: handle, in small letters, to DID
 *
 * Blocks.
 *
 * Returns: (transfer full) (nullable): %NULL, or that the sign-in is over
 */
SotongReply *
sotong_bluesky_resolve_mentions (SotongPlatform      *platform,
                                 const SotongAccount *account,
                                 const char          *access_token,
                                 const char          *text,
                                 SotongBlueskyParts  *parts,
                                 GCancellable        *cancellable)
{
  g_autoptr(GHashTable) asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  parts->mentions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (const char *p = strchr (text, '@'); p != NULL && g_hash_table_size (asked) < MENTIONS_MAX; p = strchr (p + 1, '@'))
    {
      const char *end = sotong_bluesky_scan_mention (text, p);
      g_autofree char *handle = end != NULL ? g_ascii_strdown (p + 1, end - p - 1) : NULL;
      SotongReply *reply;

      if (handle == NULL || g_hash_table_contains (asked, handle))
        continue;
      reply = resolve (platform, account, access_token, handle, parts, cancellable);
      if (reply != NULL)
        return reply;
      g_hash_table_add (asked, g_steal_pointer (&handle));
    }
  return NULL;
}
