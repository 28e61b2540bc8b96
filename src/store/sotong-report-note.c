/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-report-note.h"
#include "util/sotong-text.h"

#define MAX_BYTES 20000

#define WHERE " FROM report_note WHERE kind = $1 AND starts_at = $2 AND ends_at = $3 AND topic_id = $4 AND removed_at IS NULL ORDER BY id DESC LIMIT 1"

/**
 * sotong_report_note_get:
 * @db: a connection
 * @kind: a kind of report, "opinion"
 * @period: the report's period
 * @topic_id: its topic, or 0
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the office wrote into it, a paragraph a line, "" if nothing; %NULL with @error set
 */
char *
sotong_report_note_get (SotongDb     *db,
                        const char   *kind,
                        SotongRange   period,
                        gint64        topic_id,
                        GError      **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT body" WHERE, "tiii", kind, period.start, period.end, topic_id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return sotong_stmt_dup (stmt, 0);
  if (local == NULL)
    return g_strdup ("");
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_report_note_set:
 * @db: the connection of a write job
 * @kind: a kind of report
 * @period: the report's period
 * @topic_id: its topic, or 0
 * @body: what is to stand in it, a paragraph a line
 * @error: return location
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_report_note_set (SotongDb     *db,
                        const char   *kind,
                        SotongRange   period,
                        gint64        topic_id,
                        const char   *body,
                        GError      **error)
{
  g_autofree char *clean = sotong_text_clean (body, -1, MAX_BYTES);
  gint64 id = 0;
  GError *local = NULL;

  if (!sotong_change_begin (db, "report.note", "report_note", 0, kind, error))
    return FALSE;
  if (sotong_db_get_int (db, &id, &local, "SELECT id" WHERE, "tiii", kind, period.start, period.end, topic_id))
    return sotong_change_touch (db, "report_note", id, error)
           && sotong_db_exec (db, error, "UPDATE report_note SET body = $1 WHERE id = $2", "ti", clean, id);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  id = sotong_db_insert (db, error, "INSERT INTO report_note (kind, starts_at, ends_at, topic_id, body) VALUES ($1, $2, $3, $4, $5)", "tiiit", kind,
                         period.start, period.end, topic_id, clean);
  return id != 0 && sotong_change_added (db, "report_note", id, error);
}

#define BAR '|' /* between a task, who sees to it, by when, and its state */

/* Whether what stands from @line to its end is a task. */
static gboolean
is_task (const char *line,
         gsize       length)
{
  return memchr (line, BAR, length) != NULL;
}

/**
 * sotong_report_note_split:
 * @body: what the office wrote
 * @out_said: (out) (transfer full): of it the paragraphs, each with an end of line
 * @out_tasks: (out) (transfer full): and what is to be done, a task a line: "task | who | by when | state"
 *
 * Any thread.
 */
void
sotong_report_note_split (const char  *body,
                          char       **out_said,
                          char       **out_tasks)
{
  GString *said = g_string_new (NULL), *tasks = g_string_new (NULL);

  while (*body != '\0')
    {
      gsize length = strcspn (body, "\n");
      GString *out = is_task (body, length) ? tasks : said;

      g_string_append_len (out, body, (gssize) length);
      g_string_append_c (out, '\n');
      body += length + (body[length] != '\0');
    }
  *out_said = g_string_free (said, FALSE);
  *out_tasks = g_string_free (tasks, FALSE);
}

/**
 * sotong_report_note_join:
 * @said: paragraphs, one a line
 * @tasks: tasks, one a line; one that only says what is to be done becomes a task by a bar behind it
 *
 * Any thread.
 *
 * Returns: (transfer full): both, as they are kept
 */
char *
sotong_report_note_join (const char *said,
                         const char *tasks)
{
  g_autoptr(GString) body = g_string_new (said);
  g_auto(GStrv) lines = g_strsplit (tasks, "\n", -1);

  while (body->len > 0 && body->str[body->len - 1] == '\n')
    g_string_truncate (body, body->len - 1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (*line != '\0')
        g_string_append_printf (body, "%s%s%s", body->len > 0 ? "\n" : "", line, is_task (line, strlen (line)) ? "" : " |");
    }
  return g_string_free (g_steal_pointer (&body), FALSE);
}
