/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-alert-find-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-workspace.h"

/* What the rules find, read before anything is written: what counts a flood takes a while, and nobody who writes waits for it. */

#define NEWS_HOURS 6              /* what was published earlier than that, and before today, is no news to a rule that nobody had then */
#define SEEN       "alerts"       /* in the workspace: the last sighting that was looked at, and when */
#define GROWN      "alerts-grown" /* and the mentions that more people read since */
#define RULES      "alerts-rules" /* and of each rule since when it looks: ID:TIME, by blanks */
#define MOST_GROWN 1000

/* ---- since when a rule looks ---- */

/* What a rule that was made just now looks back to: six hours, or the day that has begun, since some only say their day. */
static gint64
news_begin (SotongDb *db)
{
  gint64 now = sotong_db_now (db);

  return MIN (now - NEWS_HOURS * HOUR_SECONDS, sotong_time_bucket_start (now, SOTONG_BUCKET_DAY, sotong_db_get_zone (db)));
}

static char *
read_text (SotongDb    *db,
           const char  *name,
           gboolean    *out_read,
           GError     **error)
{
  GError *local = NULL;
  char *text = sotong_workspace_get (db, name, &local);

  *out_read = local == NULL;
  if (local != NULL)
    g_propagate_error (error, local);
  return text;
}

/* Since when rule @id looks, of what is noted; @otherwise for one that is not in it. */
static gint64
since_of (const char *noted,
          gint64      id,
          gint64      otherwise)
{
  g_auto(GStrv) pairs = g_strsplit (noted, " ", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *end = NULL;

      if (g_ascii_strtoll (pairs[i], &end, 10) == id && *end == ':')
        return g_ascii_strtoll (end + 1, NULL, 10);
    }
  return otherwise;
}

/* Where nothing is noted, and yet something was looked for, it was by a Sotong that did not note it: no rule is new. */
static gboolean
read_rules (SotongDb            *db,
            gboolean             looked,
            SotongAlertFinding  *finding,
            GError             **error)
{
  gboolean read;
  g_autofree char *noted = read_text (db, RULES, &read, error);

  for (guint i = 0; read && i < finding->rules->len; i++)
    {
      const SotongAlertRule *rule = g_ptr_array_index (finding->rules, i);
      gint64 since = noted != NULL ? since_of (noted, rule->id, news_begin (db)) : looked ? 0 : news_begin (db);

      g_array_append_val (finding->since, since);
    }
  return read;
}

/* A look that finds nothing new writes nothing, so that no window reads anew each minute. */
static gboolean
note_rules (SotongDb                  *db,
            const SotongAlertFinding  *finding,
            GError                   **error)
{
  g_autoptr(GString) all = g_string_new (NULL);
  gboolean read;
  g_autofree char *noted = read_text (db, RULES, &read, error);

  for (guint i = 0; i < finding->rules->len; i++)
    if (g_array_index (finding->since, gint64, i) != SOTONG_NONE)
      g_string_append_printf (all, "%s%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, all->len > 0 ? " " : "",
                              ((SotongAlertRule *) g_ptr_array_index (finding->rules, i))->id, g_array_index (finding->since, gint64, i));
  return read && (g_strcmp0 (noted, all->str) == 0 || sotong_workspace_set (db, RULES, all->str, error));
}

/*
 * sotong_alert_forget_since:
 * @db: the connection of a write job
 * @rule_id: a rule that looks for something else from now on
 * @error: return location
 *
 * It looks as a new one does: what it would have found before is no news.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_alert_forget_since (SotongDb  *db,
                           gint64     rule_id,
                           GError   **error)
{
  gboolean read;
  g_autofree char *noted = read_text (db, RULES, &read, error);
  g_auto(GStrv) pairs = noted != NULL ? g_strsplit (noted, " ", -1) : NULL;
  g_autoptr(GString) others = g_string_new (NULL);

  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      if (g_ascii_strtoll (pairs[i], NULL, 10) != rule_id)
        g_string_append_printf (others, "%s%s", others->len > 0 ? " " : "", pairs[i]);
    }
  return read && (noted == NULL || sotong_workspace_set (db, RULES, others->str, error));
}

/* ---- what came in ---- */

/* Which sighting was looked at last. An import that was taken back gives its ids to the next one: what came in after that look is new. */
static gboolean
read_looked (SotongDb         *db,
             SotongAlertSeen  *seen,
             gboolean         *out_looked,
             GError          **error)
{
  gboolean read;
  g_autofree char *text = read_text (db, SEEN, &read, error);
  char *end = NULL;
  gint64 id, at;

  *out_looked = text != NULL;
  *seen = (SotongAlertSeen) { .since = sotong_db_now (db) - LOOK_BACK_HOURS * HOUR_SECONDS };
  if (text == NULL)
    return read;
  id = g_ascii_strtoll (text, &end, 10);
  at = g_ascii_strtoll (end, NULL, 10);
  seen->since = 0;
  return sotong_db_get_int (db, &seen->after, error, "SELECT coalesce((SELECT id FROM sighting WHERE id <= $1 AND first_seen <= $2 ORDER BY id DESC LIMIT 1), 0)",
                            "ii", id, at);
}

/* The last sighting there is, and which mentions came in since the last look; nothing did if it is the one of that look. Some were known before and
 * are read by more people now. */
static gboolean
read_seen (SotongDb            *db,
           SotongAlertFinding  *finding,
           gboolean            *out_looked,
           GError             **error)
{
  SotongAlertSeen *seen = &finding->seen;
  gboolean read = read_looked (db, seen, out_looked, error)
                  && sotong_db_get_int (db, &finding->last, error, "SELECT coalesce(max(id), 0) FROM sighting", "")
                  && sotong_db_get_int (db, &seen->first_id, error, "SELECT coalesce(min(mention_id), 0) FROM sighting WHERE id > $1", "i", seen->after)
                  && sotong_db_get_int (db, &seen->last_id, error, "SELECT coalesce(max(mention_id), 0) FROM sighting WHERE id > $1", "i", seen->after);

  if (!read)
    return FALSE;
  finding->grown = read_text (db, GROWN, &read, error);
  seen->grown = finding->grown != NULL && finding->grown[0] != '\0' ? g_strsplit (finding->grown, " ", -1) : NULL;
  return read;
}

static gboolean
note_looked (SotongDb                  *db,
             const SotongAlertFinding  *finding,
             GError                   **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, finding->last, finding->at);

  return finding->last == finding->seen.after || sotong_workspace_set (db, SEEN, text, error);
}

/* Takes out those that were looked at. What was added meanwhile stands before them and stays for the next look. */
static gboolean
note_grown_seen (SotongDb                  *db,
                 const SotongAlertFinding  *finding,
                 GError                   **error)
{
  gboolean read;
  g_autofree char *text = NULL;

  if (finding->seen.grown == NULL)
    return TRUE;
  text = read_text (db, GROWN, &read, error);
  if (!read || text == NULL || !g_str_has_suffix (text, finding->grown))
    return read; /* so many were added that these are no longer whole: they are looked at once more */
  text[strlen (text) - strlen (finding->grown)] = '\0';
  return sotong_workspace_set (db, GROWN, g_strchomp (text), error);
}

/*
 * sotong_alert_get_watched_reach:
 * @db: a connection
 * @out_reach: (out): the fewest readers of one mention that a rule looks for; G_MAXINT64 if none does
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_alert_get_watched_reach (SotongDb  *db,
                                gint64    *out_reach,
                                GError   **error)
{
  return sotong_db_get_int (db, out_reach, error, "SELECT coalesce(min(reach), $1) FROM alert_rule WHERE kind = 'reach' AND reach > 0 AND removed_at IS NULL",
                            "i", G_MAXINT64);
}

/*
 * sotong_alert_note_grown:
 * @db: the connection of a write job
 * @ids: (element-type gint64): mentions that were known before, and that more people read now; taken out of it
 * @error: return location
 *
 * Keeps them for the next look: they are no news by their time, nor by when they came in.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_alert_note_grown (SotongDb  *db,
                         GArray    *ids,
                         GError   **error)
{
  g_autofree char *known = NULL;
  g_auto(GStrv) before = NULL;
  g_autoptr(GString) all = NULL;
  gboolean read;

  if (ids->len == 0)
    return TRUE;
  known = read_text (db, GROWN, &read, error);
  if (!read)
    return FALSE;
  before = g_strsplit (known != NULL ? known : "", " ", -1);
  all = g_string_new (NULL);
  for (guint i = 0; i < MIN (ids->len, MOST_GROWN); i++)
    g_string_append_printf (all, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (ids, gint64, i));
  for (guint i = 0; i < MOST_GROWN && before[i] != NULL; i++)
    g_string_append_printf (all, " %s", before[i]);
  g_array_set_size (ids, 0);
  return sotong_workspace_set (db, GROWN, all->str, error);
}

/* ---- what the rules find ---- */

void
sotong_alert_finding_free (SotongAlertFinding *finding)
{
  if (finding == NULL)
    return;
  g_clear_pointer (&finding->rules, g_ptr_array_unref);
  g_clear_pointer (&finding->found, g_ptr_array_unref);
  g_clear_pointer (&finding->late, g_ptr_array_unref);
  g_clear_pointer (&finding->since, g_array_unref);
  g_strfreev (finding->seen.grown);
  g_free (finding->grown);
  g_free (finding);
}

static gboolean
find_with (SotongDb               *db,
           const SotongAlertRule  *rule,
           gint64                  since,
           SotongAlertFinding     *finding,
           GError                **error)
{
  gint64 now = sotong_db_now (db);
  gboolean came_in = finding->last > finding->seen.after || finding->seen.grown != NULL;
  SotongAlertRule each = *rule;
  GPtrArray *found;

  each.cadence_hours = 1; /* what is no news is found when it is logged */
  found = sotong_alert_look (db, &each, (SotongRange) { MAX (now - LOOK_BACK_HOURS * HOUR_SECONDS, since), now + 1 }, error);
  if (found == NULL)
    return FALSE;
  g_ptr_array_add (finding->found, found);
  found = came_in && sotong_alert_is_of_one_mention (rule) ? sotong_alert_look_seen (db, &each, &finding->seen, error)
                                                           : g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_alert_event_free);
  if (found == NULL)
    return FALSE;
  g_ptr_array_add (finding->late, found);
  return TRUE;
}

/*
 * sotong_alert_find:
 * @db: a connection; nothing is written
 * @error: return location
 *
 * Looks with every rule at the last two days, or since the day it was made, and at single mentions that came in since the last look.
 *
 * Returns: (transfer full) (nullable): what sotong_alert_log() takes
 */
SotongAlertFinding *
sotong_alert_find (SotongDb  *db,
                   GError   **error)
{
  g_autoptr(SotongAlertFinding) finding = g_new0 (SotongAlertFinding, 1);
  gboolean looked;

  finding->rules = sotong_alert_rule_list (db, error);
  finding->found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  finding->late = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  finding->since = g_array_new (FALSE, FALSE, sizeof (gint64));
  finding->at = sotong_db_now (db);
  if (finding->rules == NULL || !read_seen (db, finding, &looked, error) || !read_rules (db, looked, finding, error))
    return NULL;
  for (guint i = 0; i < finding->rules->len; i++)
    {
      if (!find_with (db, g_ptr_array_index (finding->rules, i), g_array_index (finding->since, gint64, i), finding, error))
        return NULL;
    }
  return g_steal_pointer (&finding);
}

/*
 * sotong_alert_note_found:
 * @db: the connection of a write job
 * @finding: what was found, and logged by now
 * @error: return location
 *
 * The next look begins behind it.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_alert_note_found (SotongDb                  *db,
                         const SotongAlertFinding  *finding,
                         GError                   **error)
{
  return note_looked (db, finding, error) && note_grown_seen (db, finding, error) && note_rules (db, finding, error);
}
