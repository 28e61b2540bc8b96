/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "store/sotong-attempt.h"
#include "store/sotong-check.h"
#include "store/sotong-db-private.h"
#include "store/sotong-rollup.h"
#include "store/sotong-search-private.h"
#include "store/sotong-word.h"
#include "util/sotong-i18n.h"

#define MAX_LINES 100 /* of SQLite's own findings: a damaged file has one for each page */

static void
finding_free (SotongFinding *finding)
{
  g_free (finding->kind);
  g_free (finding->message);
  g_free (finding);
}

/**
 * sotong_findings_new:
 *
 * Returns: (transfer full) (element-type SotongFinding): no findings yet
 */
GPtrArray *
sotong_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) finding_free);
}

/**
 * sotong_findings_take:
 * @findings: (element-type SotongFinding): where to add
 * @kind: what it concerns, as "settlement"
 * @is_note: it is worth knowing, and nothing is wrong
 * @message: (transfer full): a sentence
 */
void
sotong_findings_take (GPtrArray   *findings,
                      const char  *kind,
                      gboolean     is_note,
                      char        *message)
{
  SotongFinding *finding = g_new0 (SotongFinding, 1);

  finding->kind = g_strdup (kind);
  finding->is_note = is_note;
  finding->message = message;
  g_ptr_array_add (findings, finding);
}

static gboolean
finish (GError  *local,
        GError **error)
{
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* SQLite tells of several pages in one text, below a heading that says nothing to a person. */
static void
take_file_lines (GPtrArray  *findings,
                 const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] != '\0' && !g_str_has_prefix (lines[i], "***"))
        sotong_findings_take (findings, "file", FALSE, g_strdup_printf (_("The file is damaged: %s. Go back to a copy of it."), lines[i]));
    }
}

static gboolean
check_file (SotongDb   *db,
            GPtrArray  *findings,
            GError    **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "PRAGMA integrity_check(100)", "");
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      const char *text = sotong_stmt_text (stmt, 0);

      if (text != NULL && !g_str_equal (text, "ok"))
        take_file_lines (findings, text);
    }
  return finish (local, error);
}

static gboolean
check_references (SotongDb   *db,
                  GPtrArray  *findings,
                  GError    **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "PRAGMA foreign_key_check", "");
  GError *local = NULL;
  guint n = 0;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local) && n++ < MAX_LINES)
    {
      const char *table = sotong_stmt_text (stmt, 0);
      const char *parent = sotong_stmt_text (stmt, 2);
      gint64 row = sotong_stmt_int (stmt, 1);

      if (g_str_equal (table, "attachment") && g_str_equal (parent, "blob")) /* said by its name */
        continue;
      /* A table without row numbers has none to tell. */
      if (row == SOTONG_NONE)
        sotong_findings_take (findings, "reference", FALSE,
                              g_strdup_printf (_("A row of “%s” points at a row of “%s” that is not there."), table, parent));
      else
        sotong_findings_take (findings, "reference", FALSE,
                              g_strdup_printf (_("Row %" PRId64 " of “%s” points at a row of “%s” that is not there."), row, table, parent));
    }
  return finish (local, error);
}

/* What was attached and is not in the workspace any more. */
static gboolean
check_attachments (SotongDb   *db,
                   GPtrArray  *findings,
                   GError    **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;
  guint n = 0;

  stmt = sotong_db_query (db, error, "SELECT a.file_name, c.id, c.title FROM attachment AS a JOIN content AS c ON c.id = a.content_id"
                          " WHERE NOT EXISTS (SELECT 1 FROM blob WHERE blob.sha256 = a.sha256) ORDER BY a.id", "");
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local) && n++ < MAX_LINES)
    sotong_findings_take (findings, "attachment", FALSE,
                          g_strdup_printf (_("The file “%s” of content %" PRId64 " “%s” is missing from the workspace. Attach it again, or go back to a copy "
                                             "of the workspace."), sotong_stmt_text (stmt, 0), sotong_stmt_int (stmt, 1), sotong_stmt_text (stmt, 2)));
  return finish (local, error);
}

static gboolean
check_counts (SotongDb   *db,
              GPtrArray  *findings,
              GError    **error)
{
  g_autoptr(GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  if (!sotong_rollup_check (db, sentences, error) || !sotong_word_check (db, sentences, error))
    return FALSE;
  for (guint i = 0; i < sentences->len; i++)
    sotong_findings_take (findings, "count", FALSE, g_strdup (g_ptr_array_index (sentences, i)));
  return TRUE;
}

/* An attempt that nobody can be at any more, and whose outcome nobody has set down. */
static gboolean
check_attempts (SotongDb   *db,
                GPtrArray  *findings,
                GError    **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT a.id, a.title, h.name FROM attempt AS a JOIN copy AS y ON y.id = a.copy_id"
                          " JOIN channel AS h ON h.id = y.channel_id"
                          " WHERE a.lease_until < $1 AND NOT EXISTS (SELECT 1 FROM attempt_outcome AS o WHERE o.attempt_id = a.id)"
                          " ORDER BY a.id", "i", sotong_db_now (db));
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    sotong_findings_take (findings, "attempt", FALSE,
                          g_strdup_printf (SOTONG_SAY (_("Attempt %" PRId64 " to publish “%s” on “%s” was interrupted, and its outcome is not known."
                                                         " “sotongctl publish” finds out."),
                                                       _("Attempt %" PRId64 " to publish “%s” on “%s” was interrupted, and its outcome is not known."
                                                         " “Publish What Is Due” finds out.")),
                                           sotong_stmt_int (stmt, 0), sotong_stmt_text (stmt, 1), sotong_stmt_text (stmt, 2)));
  return finish (local, error);
}

typedef struct {
  const char *kind;
  const char *sql;       /* counts what is wrong */
  const char *message;   /* N_(): what is wrong, with its rows behind a colon */
} Rule;

static const Rule rules[] = {
  { "copy", "SELECT id FROM copy WHERE state NOT IN ('draft', 'in_review', 'returned', 'approved', 'scheduled', 'publishing', 'published',"
    " 'published_by_hand', 'failed', 'unknown', 'missed', 'held')",
    N_("Channel copies are in a state that the program does not know") },
  { "copy", "SELECT id FROM copy WHERE state IN ('published', 'published_by_hand') AND published_at IS NULL",
    N_("Channel copies are published without a time") },
  { "copy", "SELECT id FROM copy WHERE state = 'scheduled' AND publish_at IS NULL AND removed_at IS NULL",
    N_("Channel copies are scheduled without a time") },
  { "copy", "SELECT id FROM copy WHERE state = 'publishing' AND (claim_id IS NULL OR NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.id = copy.claim_id))",
    N_("Channel copies are being published by nobody") },
  { "copy", "SELECT y.id FROM copy AS y JOIN content AS c ON c.id = y.content_id WHERE c.removed_at IS NOT NULL AND y.removed_at IS NULL"
    " AND y.state IN ('scheduled', 'publishing')",
    N_("Channel copies of removed contents are still to go out") },
  { "attachment", "SELECT a.id FROM attachment AS a JOIN blob AS b ON b.sha256 = a.sha256 WHERE length(b.data) <> b.size",
    N_("Attached files are not as long as they were") },
  { "mention", "SELECT id FROM mention WHERE NOT EXISTS (SELECT 1 FROM sighting WHERE sighting.mention_id = mention.id)",
    N_("Mentions were seen in no source") },
  { "mention", "SELECT id FROM mention WHERE sentiment NOT IN (0, 1, 2, 3, 4)",
    N_("Mentions have a sentiment that the program does not know") },
};

#define MAX_SHOWN 5

static gboolean
check_rule (SotongDb    *db,
            const Rule  *rule,
            GPtrArray   *findings,
            GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, rule->sql, "");
  g_autoptr(GString) ids = g_string_new (NULL);
  GError *local = NULL;
  guint n;

  if (stmt == NULL)
    return FALSE;
  for (n = 0; sotong_stmt_next (stmt, &local); n++)
    {
      if (n < MAX_SHOWN)
        g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, n > 0 ? ", " : "", sotong_stmt_int (stmt, 0));
    }
  if (n > MAX_SHOWN)
    g_string_append (ids, ", …");
  if (n > 0)
    sotong_findings_take (findings, rule->kind, FALSE, g_strdup_printf (_("%s: %u (%s)."), _(rule->message), n, ids->str));
  return finish (local, error);
}

/**
 * sotong_check_rows:
 * @db: a connection
 * @findings: (element-type SotongFinding): what is wrong is added
 * @error: return location
 *
 * Looks through the whole file: SQLite's own check, references, the counts by hour against the
 * mentions, attempts without an outcome, and what else must hold between rows. Takes as long as
 * reading the file does.
 *
 * Returns: %TRUE if the check could be made
 */
gboolean
sotong_check_rows (SotongDb   *db,
                   GPtrArray  *findings,
                   GError    **error)
{
  if (!check_file (db, findings, error) || !check_references (db, findings, error)
      || !check_attachments (db, findings, error) || !check_counts (db, findings, error)
      || !check_attempts (db, findings, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (!check_rule (db, &rules[i], findings, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * sotong_check_search:
 * @db: the connection of a write job: SQLite checks a search index by writing to it
 * @findings: (element-type SotongFinding): what is wrong is added
 * @error: return location
 *
 * Holds the search index against the mentions.
 *
 * Returns: %TRUE if the check could be made
 */
gboolean
sotong_check_search (SotongDb   *db,
                     GPtrArray  *findings,
                     GError    **error)
{
  g_autoptr(GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  if (!sotong_search_check (db, sentences, error))
    return FALSE;
  for (guint i = 0; i < sentences->len; i++)
    sotong_findings_take (findings, "search", FALSE, g_strdup (g_ptr_array_index (sentences, i)));
  return TRUE;
}
