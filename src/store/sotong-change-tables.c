/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-change-parts-private.h"
#include "store/sotong-rollup-private.h"
#include "store/sotong-topic-private.h"

/* The tables that undo knows, what of them stays as it is, and what follows from a change. */

gint64
sotong_change_member_int (JsonObject *object,
                          const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

const char *
sotong_change_member_text (JsonObject *object,
                           const char *name)
{
  return object != NULL ? json_object_get_string_member_with_default (object, name, NULL) : NULL;
}

/* Why a change cannot be undone. */
typedef struct {
  const char       *copies;    /* which copies stand in the way, with their contents and channels */
  SotongStoreError  code;
  const char       *sentence;  /* names the channel of one of them */
} Reason;

/* Has gone out, or may have. */
static const Reason out = {
  "copy.state IN ('published', 'publishing', 'unknown')",
  SOTONG_STORE_ERROR_LEFT_HOUSE, N_("This cannot be undone: the post has gone out on “%s”, or may have. Correct or delete it there."),
};

/* Stands on a channel whose own changes were passed over: it would be nowhere to be seen. */
static const Reason planned = {
  "copy.removed_at IS NULL AND content.removed_at IS NULL",
  SOTONG_STORE_ERROR_CONFLICT, N_("This cannot be undone: contents stand on “%s” still. Take that channel off them first, then remove it."),
};

/* Refuses for @reason if there are such copies among those that @where names. */
static gboolean
refuse (SotongDb      *db,
        const Reason  *reason,
        const char    *where,
        gint64         key,
        GError       **error)
{
  g_autofree char *sql = g_strconcat ("SELECT channel.name FROM copy JOIN content ON content.id = copy.content_id"
                                      " JOIN channel ON channel.id = copy.channel_id WHERE ", reason->copies, " AND ", where, " LIMIT 1", NULL);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "i", key);
  g_autoptr(GString) text = NULL;
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  text = g_string_new (_(reason->sentence));
  g_string_replace (text, "%s", sotong_stmt_text (stmt, 0), 1);
  g_set_error_literal (error, SOTONG_STORE_ERROR, (int) reason->code, text->str);
  return FALSE;
}

/* Refuses where a post of the content waits on its platform for the time that would be taken back. */
static gboolean
refuse_waiting (SotongDb    *db,
                gint64       content_id,
                gint64       planned_at,
                GError     **error)
{
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM copy WHERE content_id = $1 AND state = 'scheduled' AND remote_id <> ''"
                          " AND publish_at = $2 AND removed_at IS NULL", "ii", content_id, planned_at))
    return FALSE;
  if (n > 0)
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_LEFT_HOUSE,
                         _("This cannot be undone: the post waits for its new time where it is to come out. Move it once more to change it there too."));
  return n == 0;
}

/* Whether the change is what a person said became of a post: what did not leave the house through us. */
static gboolean
is_word (SotongDb *db,
         gint64    change_id)
{
  gint64 n = 0;

  return sotong_db_get_int (db, &n, NULL, "SELECT count(*) FROM change WHERE id = $1 AND action = 'content.resolve'", "i", change_id) && n > 0;
}

/* Whether something went out since a person said last what became of it: their word was not about that. */
static gboolean
went_on (SotongDb *db,
         gint64    copy_id)
{
  gint64 n = 0;

  return !sotong_db_get_int (db, &n, NULL, "SELECT count(*) FROM attempt LEFT JOIN attempt_outcome ON attempt_id = attempt.id WHERE copy_id = $1"
                             " AND attempt.id > (SELECT coalesce (max (id), 0) FROM attempt WHERE copy_id = $1 AND kind = 'settle')"
                             " AND (kind IN ('publish', 'update', 'delete') AND coalesce (outcome, 'unknown') IN ('ok', 'unknown')"
                             " OR kind = 'look-up' AND outcome = 'ok')", "i", copy_id) || n > 0;
}

/* Its words here, and the note that a person took it off its page, are the office's own. */
static gboolean
guard_copy (SotongDb    *db,
            gint64       change_id,
            gint64       key,
            JsonObject  *now,
            JsonObject  *target,
            GError     **error)
{
  static const char * const numbers[] = { "channel_id", "publish_at", "on_platform", "published_at", "removed_at", "claim_id" };
  static const char * const texts[] = { "state", "remote_id", "remote_url" };
  gboolean same = now != NULL && target != NULL;

  for (gsize i = 0; same && i < G_N_ELEMENTS (numbers); i++)
    same = sotong_change_member_int (now, numbers[i]) == sotong_change_member_int (target, numbers[i]);
  for (gsize i = 0; same && i < G_N_ELEMENTS (texts); i++)
    same = g_strcmp0 (sotong_change_member_text (now, texts[i]), sotong_change_member_text (target, texts[i])) == 0;
  return same || (is_word (db, change_id) && !went_on (db, key)) || refuse (db, &out, "copy.id = $1", key, error);
}

/* What a person said of it counts no more, or once more: whoever sends it again must know. */
static gboolean
copy_applied (SotongDb    *db,
              gint64       key,
              JsonObject  *before,
              JsonObject  *after,
              GError     **error)
{
  const char *was = before != NULL ? sotong_change_member_text (before, "state") : NULL;
  const char *is = after != NULL ? sotong_change_member_text (after, "state") : NULL;

  if (g_strcmp0 (was, is) == 0)
    return TRUE;
  if (g_strcmp0 (is, "unknown") == 0)
    return sotong_attempt_note_word (db, key, "unknown", _("What a person said became of it was taken back."), error);
  if (g_strcmp0 (was, "unknown") != 0)
    return TRUE;
  return g_strcmp0 (is, "failed") == 0 ? sotong_attempt_note_word (db, key, "not-sent", _("A person found that it is not published."), error)
                                       : sotong_attempt_note_word (db, key, "ok", _("A person found it published."), error);
}

/* Whether the change was made after all that is out of the content had gone out: it changed only
 * what the office keeps. What is under way now is not yet out. */
static gboolean
is_later (SotongDb *db,
          gint64    change_id,
          gint64    content_id)
{
  gint64 n = 1;

  return sotong_db_get_int (db, &n, NULL, "SELECT (SELECT count(*) FROM copy WHERE content_id = $1 AND state IN ('publishing', 'unknown'))"
                            " + (SELECT count(*) FROM change WHERE id > $2 AND action IN ('content.publish', 'content.resolve')"
                            " AND subject_kind = 'content' AND subject_id = $1)", "ii", content_id, change_id) && n == 0;
}

/* What was sent of a content stands as it was sent; its plan, notes and cost are the office's own. */
static gboolean
guard_content (SotongDb    *db,
               gint64       change_id,
               gint64       key,
               JsonObject  *now,
               JsonObject  *target,
               GError     **error)
{
  static const char * const sent[] = { "title", "body", "type_id" };
  gboolean same = target != NULL && sotong_change_member_int (target, "removed_at") == sotong_change_member_int (now, "removed_at");

  for (gsize i = 0; same && i < G_N_ELEMENTS (sent); i++)
    same = g_strcmp0 (sotong_change_member_text (now, sent[i]), sotong_change_member_text (target, sent[i])) == 0;
  if (target != NULL && sotong_change_member_int (now, "planned_at") != sotong_change_member_int (target, "planned_at")
      && !refuse_waiting (db, key, sotong_change_member_int (now, "planned_at"), error))
    return FALSE;
  return same || is_later (db, change_id, key) || refuse (db, &out, "copy.content_id = $1", key, error);
}

static gboolean
guard_attachment (SotongDb    *db,
                  gint64       change_id,
                  gint64       key,
                  JsonObject  *now,
                  JsonObject  *target,
                  GError     **error)
{
  gint64 content_id = sotong_change_member_int (now != NULL ? now : target, "content_id");

  return is_later (db, change_id, content_id) || refuse (db, &out, "copy.content_id = $1", content_id, error);
}

/* A channel on which something is out was added for good; it can be removed as any other. */
static gboolean
guard_channel (SotongDb    *db,
               gint64       change_id,
               gint64       key,
               JsonObject  *now,
               JsonObject  *target,
               GError     **error)
{
  return target != NULL || (refuse (db, &out, "copy.channel_id = $1", key, error)
                            && refuse (db, &planned, "copy.channel_id = $1", key, error));
}

/* Once its message is out, an emergency was one; its end and who ratified it are the office's own. */
static gboolean
guard_emergency (SotongDb    *db,
                 gint64       change_id,
                 gint64       key,
                 JsonObject  *now,
                 JsonObject  *target,
                 GError     **error)
{
  static const char * const numbers[] = { "content_id", "composed_at", "detected_at", "removed_at" };
  gboolean same = now != NULL && target != NULL;

  for (gsize i = 0; same && i < G_N_ELEMENTS (numbers); i++)
    same = sotong_change_member_int (now, numbers[i]) == sotong_change_member_int (target, numbers[i]);
  return same || refuse (db, &out, "copy.content_id = (SELECT content_id FROM emergency WHERE id = $1)", key, error);
}

static gboolean
mention_applied (SotongDb    *db,
                 gint64       key,
                 JsonObject  *before,
                 JsonObject  *after,
                 GError     **error)
{
  return sotong_rollup_relabel (db, key, (int) sotong_change_member_int (before, "sentiment"), (int) sotong_change_member_int (after, "sentiment"), error);
}

static gboolean
topic_hit_applied (SotongDb    *db,
                   gint64       key,
                   JsonObject  *before,
                   JsonObject  *after,
                   GError     **error)
{
  gboolean was = before != NULL && sotong_change_member_int (before, "removed") == 0;
  gboolean is = after != NULL && sotong_change_member_int (after, "removed") == 0;
  JsonObject *row = after != NULL ? after : before;

  if (was == is)
    return TRUE;
  return sotong_rollup_add_mention (db, key, sotong_change_member_int (row, "mention_id"), is ? 1 : -1, error);
}

static gboolean
topic_applied (SotongDb    *db,
               gint64       key,
               JsonObject  *before,
               JsonObject  *after,
               GError     **error)
{
  return sotong_topic_rebuild (db, key, error);
}

static const SotongTracked tracked_tables[] = {
  { "content", { "id" }, FALSE, TRUE, guard_content },
  { "copy", { "id" }, FALSE, TRUE, guard_copy, copy_applied },
  { "attachment", { "id" }, FALSE, TRUE, guard_attachment },
  { "advertisement", { "content_id" }, FALSE, FALSE },
  { "content_event", { "content_id" }, FALSE, FALSE },
  { "checklist_item", { "id" }, FALSE, TRUE },
  { "link_rule", { "id" }, FALSE, TRUE },
  { "contributor", { "id" }, FALSE, TRUE },
  { "campaign", { "id" }, FALSE, TRUE },
  { "content_type", { "position" }, FALSE, TRUE },
  { "campaign_line", { "campaign_id", "line_id" }, FALSE, FALSE },
  { "campaign_stage", { "id" }, FALSE, FALSE },
  { "deliverable_target", { "id" }, FALSE, TRUE },
  { "approval_line", { "id" }, FALSE, TRUE },
  { "approval_round", { "id" }, FALSE, FALSE },
  { "approval_copy", { "id" }, FALSE, FALSE },
  { "approval_step", { "id" }, FALSE, FALSE },
  { "channel", { "id" }, FALSE, TRUE, guard_channel },
  { "channel_slot", { "id" }, FALSE, TRUE },
  { "content_series", { "id" }, FALSE, TRUE },
  { "channel_group", { "id" }, FALSE, TRUE },
  { "metric_entry", { "id" }, FALSE, TRUE },
  { "event_layer", { "id" }, FALSE, TRUE, NULL, NULL, { "etag", "last_modified", "checked_at", "changed_at", "message" } },
  { "layer_event", { "id" }, FALSE, FALSE },
  { "channel_group_member", { "group_id", "channel_id" }, FALSE, FALSE },
  { "channel_group_person", { "group_id", "person_id" }, FALSE, FALSE },
  { "source", { "id" }, FALSE, TRUE },
  { "saved_search", { "id" }, FALSE, TRUE },
  { "citizen_case", { "id" }, FALSE, TRUE },
  { "topic", { "id" }, FALSE, TRUE, NULL, topic_applied },
  { "topic_source", { "topic_id", "source_id" }, FALSE, FALSE, NULL, topic_applied },
  { "topic_hit", { "topic_id", "mention_id" }, FALSE, FALSE, NULL, topic_hit_applied },
  { "mention", { "id" }, FALSE, FALSE, NULL, mention_applied },
  { "mention_sentiment", { "mention_id", "source" }, TRUE, FALSE },
  { "chart_mark", { "id" }, FALSE, TRUE },
  { "person", { "id" }, FALSE, TRUE },
  { "agency", { "id" }, FALSE, TRUE },
  { "programme", { "id" }, FALSE, TRUE },
  { "budget_account", { "id" }, FALSE, TRUE },
  { "budget_line", { "id" }, FALSE, TRUE },
  { "budget_change", { "id" }, FALSE, TRUE },
  { "commitment", { "id" }, FALSE, TRUE },
  { "payment", { "id" }, FALSE, TRUE },
  { "carry_over", { "id" }, FALSE, TRUE },
  { "fiscal_year", { "year" }, FALSE, FALSE },
  { "budget_target", { "id" }, FALSE, TRUE },
  { "report_note", { "id" }, FALSE, TRUE },
  { "report_form", { "id" }, FALSE, TRUE },
  { "report_freeze", { "id" }, FALSE, TRUE },
  { "report_schedule", { "id" }, FALSE, TRUE },
  { "kpi", { "id" }, FALSE, TRUE },
  { "kpi_target", { "id" }, FALSE, TRUE },
  { "kpi_value", { "id" }, FALSE, TRUE },
  { "closed_line", { "line_id" }, FALSE, FALSE },
  { "settlement", { "id" }, FALSE, FALSE },
  { "budget_total", { "id" }, FALSE, FALSE },
  { "programme_text", { "id" }, FALSE, FALSE },
  { "programme_step", { "id" }, FALSE, FALSE },
  { "programme_result", { "id" }, FALSE, FALSE },
  { "holiday_edit", { "id" }, FALSE, TRUE },
  { "restricted_period", { "id" }, FALSE, TRUE },
  { "office", { "id" }, FALSE, FALSE },
  { "outbox_setting", { "id" }, FALSE, FALSE },
  { "hold", { "id" }, FALSE, TRUE },
  { "office_word", { "id" }, FALSE, TRUE },
  { "alert_rule", { "id" }, FALSE, TRUE },
  { "alert_event", { "id" }, FALSE, FALSE },
  { "alert_mail", { "id" }, FALSE, FALSE },
  { "lesson_choice", { "id" }, FALSE, FALSE },
  { "emergency", { "id" }, FALSE, TRUE, guard_emergency },
};

const SotongTracked *
sotong_tracked_find (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tracked_tables); i++)
    {
      if (g_str_equal (tracked_tables[i].table, table))
        return &tracked_tables[i];
    }
  g_assert_not_reached ();
}
