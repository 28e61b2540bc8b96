/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-link-rule.h"

void
sotong_link_rule_free (SotongLinkRule *rule)
{
  if (rule == NULL)
    return;
  g_free (rule->domains);
  g_free (rule->source);
  g_free (rule->medium);
  g_free (rule->campaign);
  g_free (rule);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/**
 * sotong_link_rule_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongLinkRule): from the widest to the narrowest
 */
GPtrArray *
sotong_link_rule_list (SotongDb  *db,
                       GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_link_rule_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT id, campaign_id, channel_id, domains, source, medium, campaign FROM link_rule WHERE removed_at IS NULL"
                          " ORDER BY (channel_id IS NOT NULL) * 2 + (campaign_id IS NOT NULL), id", "");
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongLinkRule *rule = g_new0 (SotongLinkRule, 1);

      rule->id = sotong_stmt_int (stmt, 0);
      rule->campaign_id = sotong_stmt_int (stmt, 1);
      rule->channel_id = sotong_stmt_int (stmt, 2);
      rule->domains = sotong_stmt_dup (stmt, 3);
      rule->source = sotong_stmt_dup (stmt, 4);
      rule->medium = sotong_stmt_dup (stmt, 5);
      rule->campaign = sotong_stmt_dup (stmt, 6);
      g_ptr_array_add (list, rule);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/* Only what a host's name may hold, and what separates two. */
static gboolean
check_domains (const char  *domains,
               GError     **error)
{
  for (const char *p = or_empty (domains); *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p) || *p == '-' || *p == '.' || *p == ' ')
        continue;
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("“%s” is not a list of domains. Write them without https:// and separated by blanks, as: seoul.go.kr mediahub.seoul.go.kr"), domains);
      return FALSE;
    }
  return TRUE;
}

/**
 * sotong_link_rule_set:
 * @db: the connection of a write job
 * @rule: a rule; its campaign and channel say which one is written
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` for domains that are none
 *
 * Writes a rule, in the place of the one there was. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_link_rule_set (SotongDb              *db,
                      const SotongLinkRule  *rule,
                      GError               **error)
{
  gint64 id = 0;
  GError *local = NULL;

  if (!check_domains (rule->domains, error))
    return FALSE;
  if (!sotong_db_get_int (db, &id, &local, "SELECT id FROM link_rule WHERE removed_at IS NULL"
                          " AND (campaign_id = $1 OR (campaign_id IS NULL AND $1 IS NULL))"
                          " AND (channel_id = $2 OR (channel_id IS NULL AND $2 IS NULL))", "ii",
                          rule->campaign_id, rule->channel_id)
      && local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!sotong_change_begin (db, "link-rule.edit", "link-rule", id, rule->domains, error))
    return FALSE;
  if (id != 0)
    return sotong_change_touch (db, "link_rule", id, error)
           && sotong_db_exec (db, error, "UPDATE link_rule SET domains = $1, source = $2, medium = $3, campaign = $4 WHERE id = $5", "tttti",
                              or_empty (rule->domains), or_empty (rule->source), or_empty (rule->medium), or_empty (rule->campaign), id);
  id = sotong_db_insert (db, error, "INSERT INTO link_rule (campaign_id, channel_id, domains, source, medium, campaign)"
                         " VALUES ($1, $2, $3, $4, $5, $6)", "iitttt", rule->campaign_id, rule->channel_id, or_empty (rule->domains),
                         or_empty (rule->source), or_empty (rule->medium), or_empty (rule->campaign));
  return id != 0 && sotong_change_added (db, "link_rule", id, error);
}

/**
 * sotong_link_rule_remove:
 * @db: the connection of a write job
 * @id: a rule
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_link_rule_remove (SotongDb  *db,
                         gint64     id,
                         GError   **error)
{
  if (!sotong_change_begin (db, "link-rule.edit", "link-rule", id, NULL, error)
      || !sotong_change_touch (db, "link_rule", id, error)
      || !sotong_db_exec (db, error, "UPDATE link_rule SET removed_at = $1 WHERE id = $2 AND removed_at IS NULL", "ii", sotong_db_now (db), id))
    return FALSE;
  if (sotong_db_n_changes (db) > 0)
    return TRUE;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such rule for links any more. List them again."));
  return FALSE;
}

static void
take_given (char       **place,
            const char  *value)
{
  if (!is_given (value))
    return;
  g_free (*place);
  *place = g_strdup (value);
}

/**
 * sotong_link_rules_resolve:
 * @rules: (element-type SotongLinkRule): as sotong_link_rule_list() gives them
 * @campaign_id: a content's campaign, or `SOTONG_NONE`
 * @campaign: (nullable): its name
 * @channel_id: the channel of a copy
 * @platform: its platform
 * @out_marks: (out caller-allocates): what its links get; to be cleared
 */
void
sotong_link_rules_resolve (GPtrArray       *rules,
                           gint64           campaign_id,
                           const char      *campaign,
                           gint64           channel_id,
                           const char      *platform,
                           SotongLinkMarks *out_marks)
{
  *out_marks = (SotongLinkMarks) { NULL };
  for (guint i = 0; i < rules->len; i++)
    {
      const SotongLinkRule *rule = g_ptr_array_index (rules, i);

      if ((rule->campaign_id != SOTONG_NONE && rule->campaign_id != campaign_id)
          || (rule->channel_id != SOTONG_NONE && rule->channel_id != channel_id))
        continue;
      take_given (&out_marks->domains, rule->domains);
      take_given (&out_marks->source, rule->source);
      take_given (&out_marks->medium, rule->medium);
      take_given (&out_marks->campaign, rule->campaign);
    }
  if (g_strcmp0 (out_marks->domains, "-") == 0)
    g_clear_pointer (&out_marks->domains, g_free);
  if (out_marks->source == NULL)
    out_marks->source = g_strdup (platform);
  if (out_marks->medium == NULL)
    out_marks->medium = g_strdup ("social");
  if (out_marks->campaign == NULL)
    out_marks->campaign = g_strdup (campaign);
}

/**
 * sotong_link_rule_mark:
 * @db: a connection
 * @copy_id: a copy
 * @text: its text, with clean links
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the text as it is sent, with the marks of the copy's rules
 */
char *
sotong_link_rule_mark (SotongDb    *db,
                       gint64       copy_id,
                       const char  *text,
                       GError     **error)
{
  g_autoptr(GPtrArray) rules = sotong_link_rule_list (db, error);
  g_autoptr(SotongStmt) stmt = NULL;
  g_autoptr(SotongMarkedText) marked = NULL;
  g_auto(SotongLinkMarks) marks = { NULL };
  GError *local = NULL;

  if (rules == NULL || rules->len == 0)
    return rules != NULL ? g_strdup (text) : NULL;
  stmt = sotong_db_query (db, error, "SELECT content.campaign_id, campaign.name, channel.id, channel.platform FROM copy"
                          " JOIN content ON content.id = copy.content_id JOIN channel ON channel.id = copy.channel_id"
                          " LEFT JOIN campaign ON campaign.id = content.campaign_id WHERE copy.id = $1", "i", copy_id);
  if (stmt == NULL)
    return NULL;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local == NULL)
        return g_strdup (text);
      g_propagate_error (error, local);
      return NULL;
    }
  sotong_link_rules_resolve (rules, sotong_stmt_int (stmt, 0), sotong_stmt_text (stmt, 1), sotong_stmt_int (stmt, 2),
                             sotong_stmt_text (stmt, 3), &marks);
  marked = sotong_link_marks_apply (&marks, text);
  return g_steal_pointer (&marked->text);
}
