/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/sotong-publish-result.h"

/* Words of the command line's JSON; indexed by state. */
static const char * const state_names[] = {
  "published", "handed_over", "waiting", "sign_in", "refused", "unknown", "skipped", "cancelled", "elsewhere", "missed", "planned",
  "corrected", "withdrawn", "by_hand",
};

SotongPublishResult *
sotong_publish_result_new (SotongPublishState  state,
                           const char         *message)
{
  SotongPublishResult *self = g_new0 (SotongPublishResult, 1);

  self->state = state;
  self->message = g_strdup (message != NULL ? message : "");
  self->cost_planned = SOTONG_NONE;
  self->line_id = SOTONG_NONE;
  return self;
}

SotongPublishResult *
sotong_publish_result_copy (const SotongPublishResult *self)
{
  SotongPublishResult *copy = g_memdup2 (self, sizeof *self);

  copy->title = g_strdup (self->title);
  copy->channel = g_strdup (self->channel);
  copy->remote_url = g_strdup (self->remote_url);
  copy->message = g_strdup (self->message);
  return copy;
}

void
sotong_publish_result_free (SotongPublishResult *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->channel);
  g_free (self->remote_url);
  g_free (self->message);
  g_free (self);
}

/**
 * sotong_publish_result_is_well:
 * @self: a result
 *
 * Returns: %TRUE if there is nothing that a person must see to
 */
gboolean
sotong_publish_result_is_well (const SotongPublishResult *self)
{
  return self->state == SOTONG_PUBLISH_PUBLISHED || self->state == SOTONG_PUBLISH_HANDED_OVER
         || self->state == SOTONG_PUBLISH_ELSEWHERE || self->state == SOTONG_PUBLISH_PLANNED
         || self->state == SOTONG_PUBLISH_CORRECTED || self->state == SOTONG_PUBLISH_WITHDRAWN;
}

/**
 * sotong_publish_result_is_of_run:
 * @self: a result
 *
 * Returns: whether it is said of the run itself and not of a post: then its title says of what in the run, and it has no channel
 */
gboolean
sotong_publish_result_is_of_run (const SotongPublishResult *self)
{
  return self->copy_id == 0 && g_strcmp0 (self->channel, "") == 0;
}

/**
 * sotong_publish_state_get_name:
 * @state: what became of a copy
 *
 * Returns: its name on the command line, never translated
 */
const char *
sotong_publish_state_get_name (SotongPublishState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (state_names), "unknown");
  return state_names[state];
}
