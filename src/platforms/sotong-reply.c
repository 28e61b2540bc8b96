/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-reply.h"

G_DEFINE_BOXED_TYPE (SotongReply, sotong_reply, sotong_reply_copy, sotong_reply_free)

/* Words of the workspace file and of the command line; indexed by outcome. */
static const char * const outcome_names[] = { "ok", "wait", "renew", "refused", "unknown" };

/**
 * sotong_reply_new:
 * @outcome: how the call ended
 * @message: (nullable): a sentence for the person
 *
 * Returns: (transfer full): a reply with no further details
 */
SotongReply *
sotong_reply_new (SotongOutcome  outcome,
                  const char    *message)
{
  SotongReply *self = g_new0 (SotongReply, 1);

  self->outcome = outcome;
  self->quota_left = -1;
  self->message = g_strdup (message != NULL ? message : "");
  return self;
}

/**
 * sotong_reply_copy:
 * @self: a reply
 *
 * Returns: (transfer full): a copy
 */
SotongReply *
sotong_reply_copy (const SotongReply *self)
{
  SotongReply *copy = sotong_reply_new (self->outcome, self->message);

  copy->sent = self->sent;
  copy->cancelled = self->cancelled;
  copy->http_status = self->http_status;
  copy->remote_id = g_strdup (self->remote_id);
  copy->remote_url = g_strdup (self->remote_url);
  copy->remote_state = g_strdup (self->remote_state);
  copy->account_name = g_strdup (self->account_name);
  copy->names = g_strdupv (self->names);
  copy->moved_to = g_strdup (self->moved_to);
  copy->unsure = self->unsure;
  copy->shut_out = self->shut_out;
  copy->by_page = self->by_page;
  copy->retry_at = self->retry_at;
  copy->slow_until = self->slow_until;
  copy->expires_at = self->expires_at;
  copy->quota_left = self->quota_left;
  copy->text_limit = self->text_limit;
  return copy;
}

/**
 * sotong_reply_free:
 * @self: (transfer full) (nullable): a reply
 */
void
sotong_reply_free (SotongReply *self)
{
  if (self == NULL)
    return;
  g_free (self->remote_id);
  g_free (self->remote_url);
  g_free (self->remote_state);
  g_free (self->account_name);
  g_strfreev (self->names);
  g_free (self->moved_to);
  g_free (self->message);
  g_free (self);
}

/**
 * sotong_outcome_get_name:
 * @outcome: an outcome
 *
 * Returns: its name in files and on the command line, never translated
 */
const char *
sotong_outcome_get_name (SotongOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (outcome_names), "unknown");
  return outcome_names[outcome];
}

/**
 * sotong_outcome_from_name:
 * @name: (nullable): a name
 * @out_outcome: (out): its outcome
 *
 * Returns: whether @name is the name of an outcome
 */
gboolean
sotong_outcome_from_name (const char    *name,
                          SotongOutcome *out_outcome)
{
  for (guint i = 0; i < G_N_ELEMENTS (outcome_names); i++)
    if (g_strcmp0 (name, outcome_names[i]) == 0)
      {
        *out_outcome = (SotongOutcome) i;
        return TRUE;
      }
  return FALSE;
}
