/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-graph-private.h"
#include "util/sotong-json.h"
#include "util/sotong-text.h"

#define NAME_MAX_CHARS 200

/*
 * Whose a token is. Every call names the account by its number, so a wrong token posts nowhere else; but it is found out when
 * it is entered, not when a post is due.
 */

/*< private >
 * sotong_graph_name_account:
 * @reply: what an account was answered with
 * @id: its number
 * @name: (nullable): its name there
 *
 * Notes by what the platform knows the account.
 */
void
sotong_graph_name_account (SotongReply *reply,
                           const char  *id,
                           const char  *name)
{
  g_strfreev (reply->names);
  reply->names = g_strdupv ((char *[]) { (char *) id, (char *) name, NULL });
}

/* An account's own token, or one of somebody who works on it, sees it in a list; the first of them may be many. */
static gboolean
is_among_pages (SotongGraph  *self,
                GCancellable *cancellable,
                gboolean     *out_unsure)
{
  g_autoptr(GPtrArray) query = sotong_graph_fields_new ();
  g_auto(SotongCall) call = { 0 };
  JsonArray *data;

  sotong_graph_fields_add (query, "fields", "id,name");
  sotong_graph_fields_add (query, "limit", "100");
  sotong_graph_get (self, &call, "me/accounts", query, cancellable);
  data = sotong_graph_is_well (&call) ? sotong_json_get_array (call.body, "data") : NULL;
  for (guint i = 0; data != NULL && i < json_array_get_length (data); i++)
    {
      g_autofree char *id = sotong_json_dup_id (sotong_json_array_get_object (data, i), "id");

      if (g_strcmp0 (id, self->account->user) == 0)
        return TRUE;
    }
  if (data != NULL)
    *out_unsure = json_object_has_member (call.body, "paging") && json_object_has_member (sotong_json_get_object (call.body, "paging"), "next");
  else
    {
      g_autoptr(SotongReply) reply = sotong_graph_fail (self, &call, FALSE);

      *out_unsure = reply->outcome != SOTONG_OUTCOME_REFUSED; /* a Page has no such list */
    }
  return FALSE;
}

static SotongReply *
new_other (SotongGraph      *self,
           const SotongCall *call,
           const char       *id,
           const char       *name)
{
  SotongReply *reply;
  g_autofree char *clean = sotong_text_clean (name != NULL ? name : id, -1, 4 * NAME_MAX_CHARS);
  g_autofree char *line = sotong_text_single_line (clean, NAME_MAX_CHARS);
  g_autofree char *message = g_strdup_printf (_("The access token of “%1$s” belongs to “%2$s” (%3$s), not to the account number %4$s in its settings. "
                                                "Enter the token of the right account, or correct the number in the channel’s settings."),
                                              self->account->name, line, id, self->account->user);

  reply = sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
  reply->sent = TRUE;
  reply->http_status = call->response->status;
  sotong_graph_name_account (reply, id, name);
  return reply;
}

/*< private >
 * sotong_graph_hold_against:
 * @self: an open API
 * @found: (transfer full): what the account itself was answered with, OK or not
 * @name_member: the member that has a name: "username"
 * @by_people: whether a token may be a person's who works on the account
 * @cancellable: (nullable): to stop the calls
 *
 * Asks whose the token is, unless the platform could not be asked at all or does not take the token.
 *
 * Returns: (transfer full): @found with its names; or, if the token is another account's, REFUSED with that one's names
 */
SotongReply *
sotong_graph_hold_against (SotongGraph  *self,
                           SotongReply  *found,
                           const char   *name_member,
                           gboolean      by_people,
                           GCancellable *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *fields = g_strconcat ("id,", name_member, NULL);
  g_autofree char *id = NULL, *name = NULL;
  gboolean unsure = FALSE;
  SotongReply *other;

  if (found->outcome != SOTONG_OUTCOME_OK && found->outcome != SOTONG_OUTCOME_REFUSED)
    return found;
  sotong_graph_get_fields (self, &call, "me", fields, cancellable);
  id = sotong_graph_dup_id (&call);
  if (id == NULL)
    return found;
  name = sotong_json_dup_string (call.body, name_member);
  if (g_str_equal (id, self->account->user) || g_strcmp0 (id, found->remote_id) == 0 || (by_people && is_among_pages (self, cancellable, &unsure)))
    sotong_graph_name_account (found, self->account->user, found->account_name);
  else if (!unsure)
    {
      other = new_other (self, &call, id, name);
      sotong_reply_free (found);
      return other;
    }
  return found;
}
