/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-alert-stage.h"
#include "store/sotong-change-private.h"
#include "util/sotong-text.h"

#define LONGEST 60 /* bytes of a name */

/* What the office calls the stages. The names are interned: whoever has one may keep it. */
static GMutex mutex;
static const char *own[SOTONG_ALERT_STAGES];

/**
 * sotong_alert_stage_own:
 * @stage: a stage
 *
 * Returns: (transfer none) (nullable): the office's own name for it; %NULL if it has none
 */
const char *
sotong_alert_stage_own (SotongAlertStage stage)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);

  return stage >= SOTONG_STAGE_ATTENTION && stage <= SOTONG_STAGE_SERIOUS ? own[stage - SOTONG_STAGE_ATTENTION] : NULL;
}

/* Two of one name could not be told apart in a letter, nor be chosen. */
static gboolean
is_among (const char *lines,
          const char *name)
{
  g_auto(GStrv) names = g_strsplit (lines, "\n", -1);

  return g_strv_contains ((const char * const *) names, name);
}

static void
take_names (const char *lines)
{
  g_auto(GStrv) names = g_strsplit (lines, "\n", -1);
  gboolean given = g_strv_length (names) == SOTONG_ALERT_STAGES;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);

  for (guint i = 0; i < SOTONG_ALERT_STAGES; i++)
    own[i] = given ? g_intern_string (names[i]) : NULL;
}

/**
 * sotong_alert_stage_load:
 * @db: a connection
 * @error: return location
 *
 * Takes over what the workspace calls the stages; sotong_alert_stage_get_label() says it from then on.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_alert_stage_load (SotongDb  *db,
                         GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT stages FROM alert_mail WHERE id = 1", "");
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    take_names (sotong_stmt_text (stmt, 0));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/**
 * sotong_alert_stage_name:
 * @db: the connection of a write job
 * @names: (nullable): what the four stages are called from now on, the lowest first; %NULL for their usual names
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_alert_stage_name (SotongDb            *db,
                         const char * const  *names,
                         GError             **error)
{
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; names != NULL && i < SOTONG_ALERT_STAGES; i++)
    {
      g_autofree char *clean = g_strstrip (sotong_text_clean (names[i], -1, LONGEST));

      if (clean[0] == '\0' || strchr (clean, '\n') != NULL)
        {
          g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("Each of the four stages needs a name, on one line."));
          return FALSE;
        }
      if (is_among (lines->str, clean))
        {
          g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                       _("Two stages cannot both be called “%s”: nobody could tell them apart. Give each a name of its own."), clean);
          return FALSE;
        }
      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", clean);
    }
  return (db->change != NULL || sotong_change_begin (db, "alert.stages", "alert", 0, "", error)) && sotong_change_touch (db, "alert_mail", 1, error)
         && sotong_db_exec (db, error, "UPDATE alert_mail SET stages = $1 WHERE id = 1", "t", lines->str) && sotong_alert_stage_load (db, error);
}
