/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-content.h"

static const struct {
  const char *name;
  const char *label;
} states[SOTONG_N_STATES] = {
  { "draft", N_("Draft") },
  { "in_review", N_("In review") },
  { "returned", N_("Returned") },
  { "approved", N_("Approved") },
  { "scheduled", N_("Scheduled") },
  { "publishing", N_("Publishing") },
  { "published", N_("Published") },
  { "published_by_hand", N_("Published by hand") },
  { "failed", N_("Failed") },
  { "unknown", N_("Outcome unknown") },
  { "missed", N_("Missed") },
  { "held", N_("Held") },
  { "withdrawn", N_("Taken down") },
};

/**
 * sotong_state_get_name:
 * @state: a state
 *
 * Returns: the name in the workspace, in files and on the command line
 */
const char *
sotong_state_get_name (SotongState state)
{
  g_return_val_if_fail (state < SOTONG_N_STATES, "draft");
  return states[state].name;
}

/**
 * sotong_state_get_label:
 * @state: a state
 *
 * Returns: what a person calls it, in the user's language
 */
const char *
sotong_state_get_label (SotongState state)
{
  g_return_val_if_fail (state < SOTONG_N_STATES, "");
  return _(states[state].label);
}

/**
 * sotong_state_from_name:
 * @name: (nullable): a name
 * @out_state: (out): the state
 *
 * Returns: %TRUE if there is such a state
 */
gboolean
sotong_state_from_name (const char  *name,
                        SotongState *out_state)
{
  for (int i = 0; name != NULL && i < SOTONG_N_STATES; i++)
    {
      if (g_str_equal (states[i].name, name))
        {
          *out_state = (SotongState) i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * sotong_state_is_out:
 * @state: a state
 *
 * Returns: %TRUE if the post stands on the channel
 */
gboolean
sotong_state_is_out (SotongState state)
{
  return state == SOTONG_STATE_PUBLISHED || state == SOTONG_STATE_PUBLISHED_BY_HAND;
}

/**
 * sotong_state_can_move:
 * @state: a state
 *
 * Returns: %TRUE if its time and text may be changed: it is not out, and not on its way
 */
gboolean
sotong_state_can_move (SotongState state)
{
  return !sotong_state_is_out (state) && state != SOTONG_STATE_PUBLISHING && state != SOTONG_STATE_UNKNOWN && state != SOTONG_STATE_WITHDRAWN;
}
