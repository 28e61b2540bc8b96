/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/sotong-sheet-private.h"
#include "store/sotong-approval.h"
#include "store/sotong-link-rule.h"
#include "util/sotong-link-marks.h"

/* What of a sheet reaches contents that somebody decided about: a seal covers the type, and each
 * copy's title, text with the marks of its links, time and channel. */

/* What a seal covers of a content, in an order that does not change. */
static char *
sealed_of (SotongDb             *db,
           const SotongContent  *content,
           gboolean              has_rules)
{
  GString *out = g_string_new (content->type);

  /* The marks that links get depend on the campaign, if there are rules for them at all. */
  if (has_rules)
    g_string_append_printf (out, "\n%" G_GINT64_FORMAT, content->campaign_id);
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      g_string_append_printf (out, "\n%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n%s\n%s", copy->channel_id, copy->publish_at,
                              copy->title != NULL ? copy->title : content->title, copy->body != NULL ? copy->body : content->body);
    }
  return g_string_free (out, FALSE);
}

static gboolean
would_change (SotongDb               *db,
              const SotongSheetItem  *item,
              gboolean                has_rules,
              gboolean               *out_changes,
              GError                **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, item->content_id, error);
  g_autofree char *before = NULL, *after = NULL;

  if (content == NULL)
    return FALSE;
  before = sealed_of (db, content, has_rules);
  sotong_sheet_merge (item, content);
  after = sealed_of (db, content, has_rules);
  *out_changes = !g_str_equal (before, after);
  return TRUE;
}

/**
 * sotong_sheet_count_unapproved:
 * @db: a connection
 * @plan: a plan without problems
 * @error: return location
 *
 * Counts the contents in review or approved whose approval an import of @plan would end.
 *
 * Returns: %TRUE on success; the number is in @plan
 */
gboolean
sotong_sheet_count_unapproved (SotongDb         *db,
                               SotongSheetPlan  *plan,
                               GError          **error)
{
  g_autoptr(GArray) ids = sotong_approval_list_at_stake (db, error);
  g_autoptr(GPtrArray) rules = ids != NULL ? sotong_link_rule_list (db, error) : NULL;
  g_autoptr(GHashTable) at_stake = g_hash_table_new (g_int64_hash, g_int64_equal);

  plan->n_unapproved = 0;
  if (rules == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (at_stake, &g_array_index (ids, gint64, i));
  for (guint i = 0; i < plan->items->len && ids->len > 0; i++)
    {
      const SotongSheetItem *item = g_ptr_array_index (plan->items, i);
      gboolean changes = FALSE;

      if (item->action != SOTONG_SHEET_UPDATE || !g_hash_table_contains (at_stake, &item->content_id))
        continue;
      if (!would_change (db, item, rules->len > 0, &changes, error))
        return FALSE;
      plan->n_unapproved += changes ? 1 : 0;
    }
  return TRUE;
}
