/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/sotong-caldav.h"
#include "exchange/sotong-calendar-target.h"
#include "store/sotong-workspace.h"

SotongCalendarTarget *
sotong_calendar_target_new (const char *url,
                            const char *user,
                            gboolean    follows)
{
  SotongCalendarTarget *target = g_new0 (SotongCalendarTarget, 1);

  target->url = g_strdup (url);
  target->user = g_strdup (user);
  target->follows = follows;
  return target;
}

void
sotong_calendar_target_free (SotongCalendarTarget *target)
{
  if (target == NULL)
    return;
  g_free (target->url);
  g_free (target->user);
  g_free (target);
}

static gboolean
get (SotongDb    *db,
     const char  *name,
     char       **out_value,
     GError     **error)
{
  GError *local = NULL;

  *out_value = sotong_workspace_get (db, name, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (*out_value == NULL)
    *out_value = g_strdup ("");
  return TRUE;
}

/**
 * sotong_calendar_target_load:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable): where the calendar is published; its address is empty if nowhere
 */
SotongCalendarTarget *
sotong_calendar_target_load (SotongDb  *db,
                             GError   **error)
{
  g_autofree char *url = NULL, *user = NULL, *follows = NULL;

  if (!get (db, "calendar-url", &url, error) || !get (db, "calendar-user", &user, error) || !get (db, "calendar-follows", &follows, error))
    return NULL;
  return sotong_calendar_target_new (url, user, g_str_equal (follows, "yes"));
}

/**
 * sotong_calendar_target_save:
 * @db: the connection of a write job
 * @target: where to publish from now on
 * @error: return location
 *
 * Remembers the collection. This is no step of undo: what was sent there stays there.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_calendar_target_save (SotongDb                    *db,
                             const SotongCalendarTarget  *target,
                             GError                     **error)
{
  return sotong_workspace_set (db, "calendar-url", target->url, error)
         && sotong_workspace_set (db, "calendar-user", target->user, error)
         && sotong_workspace_set (db, "calendar-follows", target->follows ? "yes" : "no", error);
}

/**
 * sotong_calendar_target_check:
 * @url: what a person typed as the address of a collection
 * @error: return location; `SOTONG_CALDAV_ERROR_NOT_CALENDAR`
 *
 * Returns: %TRUE if it is a web address without a name, a password or a question in it
 */
gboolean
sotong_calendar_target_check (const char  *url,
                              GError     **error)
{
  g_autoptr(GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  const char *wrong = NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL
      || (!g_str_equal (g_uri_get_scheme (uri), "https") && !g_str_equal (g_uri_get_scheme (uri), "http")))
    wrong = _("Give the web address of one calendar, which begins with https://.");
  else if (g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL)
    wrong = _("The address holds more than an address. The user and the password are given apart from it.");
  if (wrong != NULL)
    g_set_error_literal (error, SOTONG_CALDAV_ERROR, SOTONG_CALDAV_ERROR_NOT_CALENDAR, wrong);
  return wrong == NULL;
}
