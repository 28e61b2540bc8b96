/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-remembered.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-workspace.h"
#include "util/sotong-machine.h"

/*
 * Whether a workspace knows of what this computer remembers (store/sotong-memory.c): of every attempt to send a post that the workspace has too.
 * Where it does not, it is an older state of the one that sent it, as when a backup was written over it, or another copy, made before; the same post
 * might go out twice.
 *
 * An attempt is known when the log has it, made by the very process, or when the copy was doubted since (see sotong_attempt_doubt()): then it is looked
 * for before it is sent. What was doubted because of a remembered attempt carries that one's digest in the place of the computer's start: the clock
 * may have been wrong. Posts that a workspace does not have, or that are out by what it knows itself, are of no concern to it: so of two workspaces
 * that were made of one pattern each goes its way.
 *
 * What was compared once, and was right, is not compared again: "remembered" says up to where, with the attempt that stands there in the file. It
 * goes back with the workspace, and where it does not fit everything is compared.
 */

#define REMEMBERED "remembered"
#define A_MOMENT_S 60 /* what is younger a reader may not see in the workspace yet: it began to read before */
#define MANY       64 /* attempts to be compared: from there on it is noted that they were */

#define IS_OVER "copy.state IN ('published', 'published_by_hand', 'withdrawn')"
#define WAITS   "copy.state IN ('unknown', 'publishing') OR coalesce (copy.remote_id, '') <> ''" \
  " OR coalesce (copy.removed_at, content.removed_at, channel.removed_at) IS NOT NULL"

/* A post of which something is remembered that the workspace does not know. */
typedef struct {
  gint64   copy_id;
  gint64   began;                              /* the first such attempt */
  char     attempt[SOTONG_MEMORY_LETTERS + 1]; /* the last one */
  gboolean goes_out;                           /* the program would send it by itself, or has missed it */
  char    *title;                              /* (owned) */
} Unknown;

typedef struct {
  GPtrArray  *unknown;  /* (owned) (element-type Unknown) */
  GHashTable *by_copy;  /* (owned): the same, by the copy */
  gboolean    whole;    /* so far nothing was found that is to be compared again */
  gint64      passed;   /* up to where */
  char        attempt[SOTONG_MEMORY_LETTERS + 1]; /* the one there */
  guint       n;        /* that were compared */
  gint64      end;      /* of what is remembered */
} Walk;

static void
unknown_free (gpointer data)
{
  g_free (((Unknown *) data)->title);
  g_free (data);
}

static void
walk_clear (Walk *self)
{
  g_clear_pointer (&self->by_copy, g_hash_table_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static void
digest_attempt (char       *digest,
                gint64      id,
                const char *machine,
                const char *boot,
                gint64      process,
                gint64      process_start)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT " %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, id, machine, boot, process, process_start);

  sotong_memory_digest (digest, text);
}

/**
 * sotong_remembered_describe:
 * @claim: an attempt of this process
 * @entry: (out caller-allocates): how it is remembered
 */
void
sotong_remembered_describe (const SotongClaim *claim,
                            SotongMemoryEntry *entry)
{
  const SotongOwner *self = sotong_owner_get_self ();
  g_autofree char *key = g_strdup (claim->client_key);
  char *part = claim->part > 1 ? strrchr (key, '-') : NULL; /* the later posts of a thread have the copy's own key with their number */

  if (part != NULL)
    *part = '\0';
  entry->copy_id = claim->copy_id;
  entry->began = g_get_real_time () / G_USEC_PER_SEC;
  sotong_memory_digest (entry->key, key);
  digest_attempt (entry->attempt, claim->attempt_id, self->machine, self->boot, self->process, self->process_start);
}

typedef enum {
  KNOWN,
  DOUBTED, /* because of this attempt, and with it of those before it */
  NOT_KNOWN,
} Standing;

static gboolean
find_attempt (SotongDb                 *db,
              const SotongMemoryEntry  *entry,
              Standing                 *out_standing,
              GError                  **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id, machine, boot, process, process_start, " SOTONG_IS_DOUBT " FROM attempt"
                                                " WHERE copy_id = $1 AND kind = 'publish'", "i", entry->copy_id);
  char digest[SOTONG_MEMORY_LETTERS + 1];
  GError *local = NULL;

  *out_standing = NOT_KNOWN;
  if (stmt == NULL)
    return FALSE;
  while (*out_standing != DOUBTED && sotong_stmt_next (stmt, &local))
    {
      gboolean doubt = sotong_stmt_int (stmt, 5) != 0;

      digest_attempt (digest, sotong_stmt_int (stmt, 0), sotong_stmt_text (stmt, 1), sotong_stmt_text (stmt, 2), sotong_stmt_int (stmt, 3),
                      sotong_stmt_int (stmt, 4));
      if (doubt && g_str_equal (sotong_stmt_text (stmt, 2), entry->attempt))
        *out_standing = DOUBTED;
      else if (g_str_equal (digest, entry->attempt) || (doubt && sotong_stmt_int (stmt, 4) >= entry->began))
        *out_standing = KNOWN;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* @stmt: the copy. */
static void
note_unknown (Walk                    *walk,
              const SotongMemoryEntry *entry,
              SotongStmt              *stmt)
{
  Unknown *unknown = g_hash_table_lookup (walk->by_copy, &entry->copy_id);

  if (unknown == NULL)
    {
      unknown = g_new0 (Unknown, 1);
      unknown->copy_id = entry->copy_id;
      unknown->began = entry->began;
      unknown->goes_out = sotong_stmt_int (stmt, 3) != 0;
      unknown->title = sotong_stmt_dup (stmt, 4);
      g_ptr_array_add (walk->unknown, unknown);
      g_hash_table_insert (walk->by_copy, &unknown->copy_id, unknown);
    }
  g_strlcpy (unknown->attempt, entry->attempt, sizeof unknown->attempt);
}

/* With its last attempt it was doubted: then the earlier ones are of no concern. */
static void
drop_unknown (Walk   *walk,
              gint64  copy_id)
{
  Unknown *unknown = g_hash_table_lookup (walk->by_copy, &copy_id);

  if (unknown == NULL)
    return;
  g_hash_table_remove (walk->by_copy, &copy_id);
  g_ptr_array_remove (walk->unknown, unknown);
}

/* @out_again: whether it is to be compared again another time. */
static gboolean
compare (SotongDb                 *db,
         Walk                     *walk,
         const SotongMemoryEntry  *entry,
         gboolean                 *out_again,
         GError                  **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT copy.client_key, " IS_OVER ", " WAITS ", copy.state IN ('scheduled', 'missed') AND copy.thread = 0,"
                                                " coalesce (copy.title, content.title) FROM copy JOIN content ON content.id = content_id"
                                                " JOIN channel ON channel.id = copy.channel_id WHERE copy.id = $1", "i", entry->copy_id);
  char key[SOTONG_MEMORY_LETTERS + 1];
  GError *local = NULL;
  Standing standing;

  *out_again = FALSE;
  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local == NULL) /* a post of another copy alone */
        return TRUE;
      g_propagate_error (error, local);
      return FALSE;
    }
  sotong_memory_digest (key, sotong_stmt_text (stmt, 0));
  if (!g_str_equal (key, entry->key) || sotong_stmt_int (stmt, 1) != 0)
    return TRUE;
  if (!find_attempt (db, entry, &standing, error))
    return FALSE;
  *out_again = standing == NOT_KNOWN;
  if (standing == NOT_KNOWN && sotong_stmt_int (stmt, 2) == 0)
    note_unknown (walk, entry, stmt);
  if (standing == DOUBTED)
    drop_unknown (walk, entry->copy_id);
  return TRUE;
}

/* (nullable): what is remembered since it was last compared, if what stands there in the file is still the same. */
static GArray *
read_since (SotongMemory *memory,
            const char   *value)
{
  g_auto(GStrv) words = g_strsplit (value, " ", 2);
  g_autoptr(GArray) entries = NULL;
  guint64 end;

  if (g_strv_length (words) != 2 || !g_ascii_string_to_unsigned (words[0], 10, SOTONG_MEMORY_LINE, G_MAXINT64, &end, NULL))
    return NULL;
  entries = sotong_memory_read (memory, (gint64) end - SOTONG_MEMORY_LINE);
  if (entries->len == 0 || g_array_index (entries, SotongMemoryEntry, 0).end != (gint64) end
      || !g_str_equal (g_array_index (entries, SotongMemoryEntry, 0).attempt, words[1]))
    return NULL;
  return g_steal_pointer (&entries);
}

/* (nullable): what is remembered, without what need not be compared again. */
static GArray *
read_entries (SotongDb  *db,
              GError   **error)
{
  g_autofree char *uuid = NULL, *value = NULL;
  g_autoptr(SotongMemory) memory = NULL;
  GArray *entries;

  if (!sotong_workspace_read (db, "uuid", &uuid, error) || !sotong_workspace_read (db, REMEMBERED, &value, error))
    return NULL;
  memory = sotong_memory_new (uuid != NULL ? uuid : "");
  entries = value != NULL ? read_since (memory, value) : NULL;
  return entries != NULL ? entries : sotong_memory_read (memory, 0);
}

/* @until: what began later is passed over, seconds since 1970 UTC. */
static gboolean
walk_all (SotongDb  *db,
          gint64     until,
          Walk      *walk,
          GError   **error)
{
  g_autoptr(GArray) entries = read_entries (db, error);

  walk->unknown = g_ptr_array_new_with_free_func (unknown_free);
  walk->by_copy = g_hash_table_new (g_int64_hash, g_int64_equal);
  walk->whole = TRUE;
  if (entries == NULL)
    return FALSE;
  walk->end = entries->len > 0 ? g_array_index (entries, SotongMemoryEntry, entries->len - 1).end : 0;
  for (guint i = 0; i < entries->len; i++)
    {
      const SotongMemoryEntry *entry = &g_array_index (entries, SotongMemoryEntry, i);
      gboolean again;

      if (entry->began > until)
        continue;
      if (!compare (db, walk, entry, &again, error))
        return FALSE;
      walk->whole = walk->whole && !again;
      if (!walk->whole)
        continue;
      walk->n++;
      walk->passed = entry->end;
      g_strlcpy (walk->attempt, entry->attempt, sizeof walk->attempt);
    }
  return TRUE;
}

static gboolean
take_title (const Walk  *walk,
            char       **out_title)
{
  if (walk->unknown->len > 0)
    *out_title = g_strdup (((Unknown *) g_ptr_array_index (walk->unknown, 0))->title);
  return walk->unknown->len == 0;
}

/**
 * sotong_remembered_check:
 * @db: a connection
 * @out_title: (out) (nullable) (transfer full): a post that was sent from this computer and of which this file does not know that
 * @error: return location
 *
 * For those who show it: what was sent in the last minute is left out, since a reader may not see it in the workspace yet. Reads a file besides the
 * workspace.
 *
 * Returns: %TRUE if the workspace knows of all that this computer remembers of its posts; %FALSE with @error unset if not
 */
gboolean
sotong_remembered_check (SotongDb  *db,
                         char     **out_title,
                         GError   **error)
{
  g_auto(Walk) walk = { 0 };

  *out_title = NULL;
  return walk_all (db, g_get_real_time () / G_USEC_PER_SEC - A_MOMENT_S, &walk, error) && take_title (&walk, out_title);
}

/**
 * sotong_remembered_pass:
 * @db: the connection of a write job: what was remembered until it began is in the workspace, if it is of this file
 * @out_end: (out): up to where the memory was read, bytes
 * @out_title: (out) (nullable) (transfer full): as for sotong_remembered_check()
 * @error: return location
 *
 * As sotong_remembered_check(), before something is sent: notes now and then what need not be compared again.
 *
 * Returns: as sotong_remembered_check()
 */
gboolean
sotong_remembered_pass (SotongDb  *db,
                        gint64    *out_end,
                        char     **out_title,
                        GError   **error)
{
  g_auto(Walk) walk = { 0 };
  g_autofree char *value = NULL;

  *out_title = NULL;
  if (!walk_all (db, G_MAXINT64, &walk, error))
    return FALSE;
  *out_end = walk.end;
  if (walk.n < MANY)
    return take_title (&walk, out_title);
  value = g_strdup_printf ("%" G_GINT64_FORMAT " %s", walk.passed, walk.attempt);
  return sotong_workspace_set (db, REMEMBERED, value, error) && take_title (&walk, out_title);
}

/**
 * sotong_remembered_knows:
 * @db: a connection
 * @entry: what is remembered of a post of this workspace
 * @out_knows: (out): whether the workspace knows of it
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_remembered_knows (SotongDb                 *db,
                         const SotongMemoryEntry  *entry,
                         gboolean                 *out_knows,
                         GError                  **error)
{
  Standing standing;

  if (!find_attempt (db, entry, &standing, error))
    return FALSE;
  *out_knows = standing != NOT_KNOWN;
  return TRUE;
}

static gboolean
doubt (SotongDb       *db,
       const Unknown  *unknown,
       GError        **error)
{
  return sotong_attempt_doubt (db, unknown->copy_id, MIN (unknown->began, g_get_real_time () / G_USEC_PER_SEC), unknown->goes_out,
                               _("This post was sent from this computer by another copy of the workspace, or by a newer state of it. It is looked for there "
                                 "before anything is sent."), error)
         && sotong_db_exec (db, error, "UPDATE attempt SET boot = $1 WHERE id = (SELECT max(id) FROM attempt WHERE copy_id = $2)", "ti", unknown->attempt,
                            unknown->copy_id);
}

/**
 * sotong_remembered_doubt:
 * @db: the connection of a write job
 * @error: return location
 *
 * Whatever is remembered and not known is doubted, on the disk: it is looked for before it is sent, or asked for where nothing can be looked up.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_remembered_doubt (SotongDb  *db,
                         GError   **error)
{
  g_auto(Walk) walk = { 0 };

  if (!walk_all (db, G_MAXINT64, &walk, error))
    return FALSE;
  for (guint i = 0; i < walk.unknown->len; i++)
    if (!doubt (db, g_ptr_array_index (walk.unknown, i), error))
      return FALSE;
  return TRUE;
}
