/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-notice.h"

#include "app/sotong-window-private.h"

/* Notifications of the desktop. Each tells of one workspace, of which several may be open, and is often clicked long after. */

static SotongStore *
store_of (gpointer window)
{
  SotongContext *context = SOTONG_IS_WINDOW (window) ? sotong_window_get_context (window) : NULL;

  return context != NULL ? sotong_context_get_store (context) : NULL;
}

/**
 * sotong_notice_id:
 * @store: a workspace
 * @id: what names a cause in it
 *
 * Returns: (transfer full): what names it among all workspaces, a copy of the file too
 */
char *
sotong_notice_id (SotongStore *store,
                  const char  *id)
{
  return g_strdup_printf ("%s-%08x-%s", sotong_store_get_uuid (store), g_str_hash (sotong_store_get_path (store)), id);
}

/**
 * sotong_notice_body:
 * @application: the application
 * @store: a workspace
 * @body: what is told of it
 *
 * Returns: (transfer full): the same, with the workspace's name above it when another one is open too. Main thread.
 */
char *
sotong_notice_body (GApplication *application,
                    SotongStore  *store,
                    const char   *body)
{
  const char *name = NULL;
  guint n = 0;

  for (GList *it = gtk_application_get_windows (GTK_APPLICATION (application)); it != NULL; it = it->next)
    {
      n += store_of (it->data) != NULL ? 1 : 0;
      if (store_of (it->data) == store)
        name = adw_window_title_get_title (SOTONG_WINDOW (it->data)->window_title);
    }
  return n > 1 && name != NULL ? g_strdup_printf ("%s\n%s", name, body) : g_strdup (body);
}

/**
 * sotong_notice_send:
 * @application: who shows it
 * @store: the workspace that it tells of
 * @notice: what is told
 *
 * Shows it; a click shows the same workspace, which is opened when it is not. Main thread.
 */
void
sotong_notice_send (GApplication       *application,
                    SotongStore        *store,
                    const SotongNotice *notice)
{
  g_autoptr(GNotification) notification = g_notification_new (notice->title);
  g_autofree char *body = sotong_notice_body (application, store, notice->body);
  g_autofree char *id = sotong_notice_id (store, notice->id);

  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, notice->priority);
  g_notification_set_default_action_and_target (notification, "app." SOTONG_NOTICE_ACTION, "(ssx)", sotong_store_get_path (store), notice->target,
                                                notice->content);
  g_application_send_notification (application, id, notification);
}

/**
 * sotong_notice_withdraw:
 * @application: who shows it
 * @store: the workspace that it tells of
 * @id: what names the cause
 *
 * Takes away what is not so any more.
 */
void
sotong_notice_withdraw (GApplication *application,
                        SotongStore  *store,
                        const char   *id)
{
  g_autofree char *all = sotong_notice_id (store, id);

  g_application_withdraw_notification (application, all);
}
