/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-db-private.h"
#include "store/sotong-mention.h"
#include "store/sotong-purge-private.h"
#include "util/sotong-json.h"
#include "util/sotong-time.h"

/*
 * Reports of a closed period are kept as they were, with a few sentences of what citizens wrote. Their figures stay; of what was
 * purged the text goes, out of the report and out of the history of its closing and opening.
 */

#define GONE         "(파기한 언급)"
#define HIDDEN       "***"           /* what a quotation has in place of names, numbers and addresses */
#define ISSUES       "issues"        /* the table that quotes, and its column: those closed before do not say of whom */
#define ISSUE_QUOTE  5                /* or a later one, since there are more columns before it */
#define NOTHING      "{}"            /* in place of what no program can read and nobody sees */

/* A report that was closed. */
typedef struct {
  SotongDb    *db;
  SotongRange  period;
  gboolean     changed;
  gboolean     unreadable;
} Report;

/* The longest of what stands in a quotation word for word. */
static char *
literal_of (const char *quote)
{
  g_autofree char *bare = g_strndup (quote + strlen ("“"), strlen (quote) - strlen ("“"));
  g_auto(GStrv) pieces = NULL;
  const char *longest = "";

  if (g_str_has_suffix (bare, "”"))
    bare[strlen (bare) - strlen ("”")] = '\0';
  if (g_str_has_suffix (bare, "…"))
    bare[strlen (bare) - strlen ("…")] = '\0';
  pieces = g_strsplit (bare, HIDDEN, -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    if (strlen (pieces[i]) > strlen (longest))
      longest = pieces[i];
  return g_strdup (longest);
}

/* Of a report from before quotations said of whom they are: a mention of its period in which the words still stand, or 0. */
static gboolean
find_quoted (const Report  *report,
             const char    *quote,
             gint64        *out_id,
             GError       **error)
{
  g_autofree char *literal = literal_of (quote);
  GError *local = NULL;

  *out_id = 0;
  if (sotong_db_get_int (report->db, out_id, &local, "SELECT id FROM mention WHERE id >= $1 AND id < $2 AND purged_at IS NULL"
                         " AND instr(replace(replace(replace(text, char(10), ' '), char(13), ' '), char(9), ' '), $3) > 0 LIMIT 1", "iit",
                         sotong_mention_id_first (report->period.start), sotong_mention_id_first (report->period.end + 60), literal)
      || local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
is_kept (SotongDb  *db,
         gint64     id,
         gboolean  *out_kept,
         GError   **error)
{
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM mention WHERE id = $1 AND purged_at IS NULL", "i", id))
    return FALSE;
  *out_kept = n > 0;
  return TRUE;
}

static gboolean
clean_cell (Report      *report,
            JsonObject  *cell,
            gboolean     may_quote,
            GError     **error)
{
  const char *text = json_object_get_string_member_with_default (cell, "t", "");
  gboolean named = json_object_has_member (cell, "m"), kept;
  gint64 id = json_object_get_int_member_with_default (cell, "m", 0);

  if (g_str_equal (text, GONE) || (!named && (!may_quote || !g_str_has_prefix (text, "“"))))
    return TRUE;
  if ((!named && !find_quoted (report, text, &id, error)) || !is_kept (report->db, id, &kept, error))
    return FALSE;
  if (!kept)
    json_object_set_string_member (cell, "t", GONE);
  else if (!named)
    json_object_set_int_member (cell, "m", id);
  report->changed |= !kept || !named;
  return TRUE;
}

static gboolean
clean_table (Report      *report,
             JsonObject  *table,
             GError     **error)
{
  JsonArray *rows = sotong_json_get_array (table, "rows");
  gboolean quotes = g_strcmp0 (json_object_get_string_member_with_default (table, "id", NULL), ISSUES) == 0;

  for (guint r = 0; rows != NULL && r < json_array_get_length (rows); r++)
    {
      JsonObject *row = sotong_json_array_get_object (rows, r);
      JsonArray *cells = row != NULL ? sotong_json_get_array (row, "cells") : NULL;

      for (guint i = 0; cells != NULL && i < json_array_get_length (cells); i++)
        {
          JsonObject *cell = sotong_json_array_get_object (cells, i);

          if (cell != NULL && !clean_cell (report, cell, quotes && json_object_get_int_member_with_default (cell, "c", -1) >= ISSUE_QUOTE, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Returns %FALSE with @error set; @out_body is what is left of it, %NULL where all of it stays. What is no JSON is unreadable, which is no error. */
static gboolean
clean_body (Report      *report,
            const char  *body,
            char       **out_body,
            GError     **error)
{
  static const char * const lists[] = { "blocks", "data" };
  g_autoptr(JsonNode) root = sotong_json_parse (body, strlen (body), NULL);

  *out_body = NULL;
  report->changed = FALSE;
  report->unreadable = root == NULL;
  for (guint k = 0; root != NULL && JSON_NODE_HOLDS_OBJECT (root) && k < G_N_ELEMENTS (lists); k++)
    {
      JsonArray *list = sotong_json_get_array (json_node_get_object (root), lists[k]);

      for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
        {
          JsonObject *block = sotong_json_array_get_object (list, i);
          JsonObject *table = block != NULL ? sotong_json_get_object (block, "table") : NULL;

          if (table != NULL && !clean_table (report, table, error))
            return FALSE;
        }
    }
  if (report->changed)
    *out_body = json_to_string (root, FALSE);
  return TRUE;
}

/* Where reports are kept, each with what writes it anew: $1 the report, $2 and $3 where. The last column is which report it is. */
static const struct {
  const char *read;
  const char *write;
} places[] = {
  { "SELECT id, 0, starts_at, ends_at, body, id FROM report_freeze", "UPDATE report_freeze SET body = $1 WHERE id = $2 AND $3 = 0" },
  { "SELECT change_id, seq, row_before ->> '$.starts_at', row_before ->> '$.ends_at', row_before ->> '$.body', row_before ->> '$.id' FROM change_row"
    " WHERE table_name = 'report_freeze' AND row_before IS NOT NULL",
    "UPDATE change_row SET row_before = json_set(row_before, '$.body', $1) WHERE change_id = $2 AND seq = $3" },
  { "SELECT change_id, seq, row_after ->> '$.starts_at', row_after ->> '$.ends_at', row_after ->> '$.body', row_after ->> '$.id' FROM change_row"
    " WHERE table_name = 'report_freeze' AND row_after IS NOT NULL",
    "UPDATE change_row SET row_after = json_set(row_after, '$.body', $1) WHERE change_id = $2 AND seq = $3" },
};

/* One of them, as it is to be. */
typedef struct {
  gint64  first;
  gint64  second;
  char   *body;
} Cleaned;

static void
cleaned_clear (gpointer data)
{
  g_free (((Cleaned *) data)->body);
}

/* Which report it is and of which days, as the history calls it. */
static char *
describe_unreadable (const Report  *report,
                     gint64         id,
                     GError       **error)
{
  GTimeZone *zone = sotong_db_get_zone (report->db);
  g_autofree char *first = sotong_time_format_date (report->period.start, zone), *last = sotong_time_format_date (report->period.end - 1, zone);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (report->db, error, "SELECT coalesce((SELECT c.subject FROM change_row AS r JOIN change AS c ON c.id = r.change_id"
                          " WHERE r.table_name = 'report_freeze' AND r.row_key ->> '$.id' = f.id ORDER BY c.id LIMIT 1), f.kind)"
                          " FROM report_freeze AS f WHERE f.id = $1", "i", id);
  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    /* Translators: a report’s title; the first and the last day of its period */
    return g_strdup_printf (_("The mentions were purged, but the closed report “%s” of %s to %s cannot be read, and may still quote them. Open it again,"
                              " close it anew, and purge again."), sotong_stmt_text (stmt, 0), first, last);
  if (local != NULL)
    g_propagate_error (error, local);
  return NULL;
}

/* What becomes of one that cannot be read: it is told of while it is closed, for a person may still look into it. One that was opened again goes,
 * and what the history keeps of it becomes what the report is. */
static gboolean
settle_unreadable (const Report  *report,
                   gboolean       is_history,
                   gint64         id,
                   char         **out_body,
                   char         **problem,
                   GError       **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (report->db, error, "SELECT body, removed_at IS NULL FROM report_freeze WHERE id = $1", "i", id);
  GError *local = NULL;
  gboolean found = stmt != NULL && sotong_stmt_next (stmt, &local);
  gboolean closed = found && sotong_stmt_int (stmt, 1) != 0;

  if (local != NULL)
    g_propagate_error (error, local);
  if (stmt == NULL || local != NULL)
    return FALSE;
  if (is_history || !closed)
    *out_body = g_strdup (is_history && found ? sotong_stmt_text (stmt, 0) : NOTHING);
  else if (*problem == NULL)
    *problem = describe_unreadable (report, id, error);
  return is_history || !closed || *problem != NULL;
}

static gboolean
clean_place (SotongDb  *db,
             guint      place,
             char     **problem,
             GError   **error)
{
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Cleaned));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, places[place].read, "");
  GError *local = NULL;

  g_array_set_clear_func (list, cleaned_clear);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      Report report = { db, { sotong_stmt_int (stmt, 2), sotong_stmt_int (stmt, 3) }, FALSE, FALSE };
      Cleaned cleaned = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), NULL };

      if (!clean_body (&report, sotong_stmt_text (stmt, 4), &cleaned.body, error)
          || (report.unreadable && !settle_unreadable (&report, place > 0, sotong_stmt_int (stmt, 5), &cleaned.body, problem, error)))
        return FALSE;
      if (cleaned.body != NULL)
        g_array_append_val (list, cleaned);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; i < list->len; i++)
    {
      const Cleaned *cleaned = &g_array_index (list, Cleaned, i);

      if (!sotong_db_exec (db, error, places[place].write, "tii", cleaned->body, cleaned->first, cleaned->second))
        return FALSE;
    }
  return TRUE;
}

/*
 * sotong_purge_reports:
 * @db: the connection of a write job that has purged mentions
 * @out_problem: (out) (transfer full) (nullable): a closed report that cannot be read, as a sentence; all others are clean
 * @error: return location
 *
 * Takes what purged mentions said out of closed reports and out of their history. Figures stay.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_purge_reports (SotongDb  *db,
                      char     **out_problem,
                      GError   **error)
{
  *out_problem = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (!clean_place (db, i, out_problem, error))
      {
        g_clear_pointer (out_problem, g_free);
        return FALSE;
      }
  return TRUE;
}
