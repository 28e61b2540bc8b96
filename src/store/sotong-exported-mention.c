/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-db-private.h"
#include "store/sotong-exported-mention-private.h"
#include "store/sotong-exported-mention.h"
#include "store/sotong-workspace.h"

/*
 * A mention's identifier in a table that is exported, "sotong:0123456789abcdef:47316012345678": sixteen digits that are of this workspace alone, and
 * the mention's number. It names nobody, so that a table that hides authors has it too. Where the table comes back the mention is known by it,
 * also after a purge; elsewhere it tells apart what stands at one address.
 */
#define PREFIX "sotong:"
#define DIGITS 16
#define CELL 32000 /* bytes of a text that the cells of a spreadsheet hold at least */
#define TOLD 8000  /* letters and figures that are in it, however a spreadsheet cut it */
#define SPACE_LENGTH (sizeof PREFIX - 1 + DIGITS + 1)

/**
 * sotong_exported_mention_make_space:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable): how the identifiers of all mentions that this workspace exports begin; it does not tell the workspace's own id
 */
char *
sotong_exported_mention_make_space (SotongDb  *db,
                                    GError   **error)
{
  GError *local = NULL;
  g_autofree char *uuid = sotong_workspace_get (db, "uuid", &local);
  g_autofree char *all = NULL, *digest = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  all = g_strconcat ("exported mentions\n", uuid, NULL);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
  return g_strdup_printf (PREFIX "%.*s:", DIGITS, digest);
}

/**
 * sotong_exported_mention_make_id:
 * @space: as sotong_exported_mention_make_space() made it
 * @mention_id: a mention
 *
 * Returns: (transfer full): its identifier in a table
 */
char *
sotong_exported_mention_make_id (const char *space,
                                 gint64      mention_id)
{
  return g_strdup_printf ("%s%" G_GINT64_FORMAT, space, mention_id);
}

/**
 * sotong_exported_mention_is:
 * @external_id: an id that a source gave
 *
 * Returns: whether some workspace made it for a table
 */
gboolean
sotong_exported_mention_is (const char *external_id)
{
  gsize length;

  if (!g_str_has_prefix (external_id, PREFIX))
    return FALSE;
  length = strlen (external_id);
  return length > SPACE_LENGTH && strspn (external_id + strlen (PREFIX), "0123456789abcdef") == DIGITS && external_id[SPACE_LENGTH - 1] == ':'
         && strspn (external_id + SPACE_LENGTH, "0123456789") == length - SPACE_LENGTH;
}

static const char *
skip_marks (const char *p)
{
  while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* Letters and figures tell: a spreadsheet writes blanks and marks its own way, and cuts what is longer than a cell. */
static gboolean
says_the_same (const char *text,
               const char *other)
{
  const char *p = skip_marks (text), *q = skip_marks (other);

  while (*p != '\0' && *q != '\0' && g_utf8_get_char (p) == g_utf8_get_char (q))
    {
      p = skip_marks (g_utf8_next_char (p));
      q = skip_marks (g_utf8_next_char (q));
    }
  return (*p == '\0' && *q == '\0') || ((*p == '\0' || *q == '\0') && MIN (p - text, q - other) >= CELL);
}

/*
 * sotong_exported_mention_make_words:
 * @text: what a mention says
 *
 * Returns: (transfer full): what is left of it wherever a table went: its letters and figures; of a text without any, the text
 */
char *
sotong_exported_mention_make_words (const char *text)
{
  GString *words = g_string_sized_new (MIN (strlen (text), CELL));
  guint n = 0;

  for (const char *p = skip_marks (text); *p != '\0' && n < TOLD; p = skip_marks (g_utf8_next_char (p)), n++)
    g_string_append_unichar (words, g_utf8_get_char (p));
  if (n == 0)
    g_string_assign (words, text);
  return g_string_free (words, FALSE);
}

/*
 * sotong_exported_mention_find:
 * @db: a connection
 * @space: this workspace's
 * @external_id: an id that a source gave
 * @text: what it stands beside
 * @out_id: (out): the mention of this workspace that it was made for; 0 if there is none
 * @out_purged: (out): whether that was purged
 * @error: return location
 *
 * A copy of the workspace's file gives the same identifiers to what it collects by itself: what says something else is not it.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_exported_mention_find (SotongDb    *db,
                              const char  *space,
                              const char  *external_id,
                              const char  *text,
                              gint64      *out_id,
                              gboolean    *out_purged,
                              GError     **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;
  gint64 id;

  *out_id = 0;
  *out_purged = FALSE;
  if (!sotong_exported_mention_is (external_id) || !g_str_has_prefix (external_id, space)
      || !g_ascii_string_to_signed (external_id + strlen (space), 10, 1, G_MAXINT64, &id, NULL))
    return TRUE;
  stmt = sotong_db_query (db, error, "SELECT purged_at IS NOT NULL, text FROM mention WHERE id = $1", "i", id);
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    {
      *out_purged = sotong_stmt_int (stmt, 0) != 0;
      *out_id = *out_purged || says_the_same (sotong_stmt_text (stmt, 1), text) ? id : 0;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/*
 * sotong_exported_mention_is_another:
 * @db: a connection
 * @mention_id: a mention that something looks like
 * @external_id: the id of that
 * @out_is: (out): whether the mention came as another one of the same workspace, so that they are two
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_exported_mention_is_another (SotongDb    *db,
                                    gint64       mention_id,
                                    const char  *external_id,
                                    gboolean    *out_is,
                                    GError     **error)
{
  g_autofree char *space = NULL;
  gint64 is = 0;

  *out_is = FALSE;
  if (!sotong_exported_mention_is (external_id))
    return TRUE;
  space = g_strndup (external_id, SPACE_LENGTH);
  if (!sotong_db_get_int (db, &is, error, "SELECT EXISTS (SELECT 1 FROM sighting WHERE mention_id = $1 AND substr (external_id, 1, $2) = $3"
                          " AND external_id <> $4)", "iitt", mention_id, (gint64) SPACE_LENGTH, space, external_id))
    return FALSE;
  *out_is = is != 0;
  return TRUE;
}
