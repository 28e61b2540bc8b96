/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-ids.h"

/**
 * sotong_ids_contain:
 * @ids: (element-type gint64): row ids, in any order
 * @id: a row id
 *
 * Walks the whole list: for the handful that a person chooses.
 *
 * Returns: %TRUE if @id is among them
 */
gboolean
sotong_ids_contain (const GArray *ids,
                    gint64        id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}
