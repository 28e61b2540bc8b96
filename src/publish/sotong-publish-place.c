/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/sotong-publish-place.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-capabilities.h"
#include "publish/sotong-publish-rules.h"
#include "store/sotong-channel.h"
#include "store/sotong-publish-run.h"
#include "store/sotong-remembered.h"
#include "store/sotong-take-over.h"
#include "store/sotong-workspace.h"
#include "util/sotong-i18n.h"

/* Whether it is this file on this computer that publishes; else nothing is sent before a person says so. */

/* Where a post can be looked for. Where none can, the person who takes over has said that what is due is to go. */
static GArray *
list_lookable (SotongDb  *db,
               GError   **error)
{
  g_autoptr(GPtrArray) channels = sotong_channel_list (db, error);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; channels != NULL && i < channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (channels, i);
      const SotongCapabilities *can = sotong_capabilities_get (channel->platform);

      if (can != NULL && can->idempotency != SOTONG_IDEMPOTENCY_NONE)
        g_array_append_val (ids, channel->id);
    }
  return channels != NULL ? g_steal_pointer (&ids) : NULL;
}

static gboolean
take_over (SotongDb  *db,
           GError   **error)
{
  g_autoptr(GArray) channels = list_lookable (db, error);

  return channels != NULL && sotong_take_over (db, channels, error);
}

/* Another file, or another computer, publishes: which one, where that can be said. */
static void
refuse_place (gboolean     here,
              const char  *other,
              GError     **error)
{
  if (here && other != NULL)
    g_set_error (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_OTHER_FILE,
                 SOTONG_SAY (_("“%s” is the file that publishes, and this one is a copy of it, so nothing was sent: "
                               "the same posts might go out twice. If this file is to publish from now on, say so (sotongctl: --take-over)."),
                             _("“%s” is the file that publishes, and this one is a copy of it, so nothing was sent: "
                               "the same posts might go out twice. If this file is to publish from now on, choose “Publish from Here”.")), other);
  else if (here)
    g_set_error_literal (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_OTHER_FILE,
                         SOTONG_SAY (_("This is not the file that published last, though it may lie in its place: it was put back from a backup, or brought from elsewhere. "
                                       "What was sent since is not known in it, so nothing was sent: the same posts might go out twice. If this file is to publish "
                                       "from now on, say so (sotongctl: --take-over)."),
                                     _("This is not the file that published last, though it may lie in its place: it was put back from a backup, or brought from elsewhere. "
                                       "What was sent since is not known in it, so nothing was sent: the same posts might go out twice. If this file is to publish "
                                       "from now on, choose “Publish from Here”.")));
  else if (other != NULL)
    g_set_error (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_OTHER_MACHINE,
                 SOTONG_SAY (_("The computer “%s” publishes from this workspace, so nothing was sent: the same posts might go out twice. "
                               "If this computer is to publish from now on, say so (sotongctl: --take-over)."),
                             _("The computer “%s” publishes from this workspace, so nothing was sent: the same posts might go out twice. "
                               "If this computer is to publish from now on, choose “Publish from Here”.")), other);
  else
    g_set_error_literal (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_OTHER_MACHINE,
                         SOTONG_SAY (_("Another computer that was set up as a copy of this one publishes from this workspace, so nothing was sent: the same posts might "
                                       "go out twice. If this computer is to publish from now on, say so (sotongctl: --take-over)."),
                                     _("Another computer that was set up as a copy of this one publishes from this workspace, so nothing was sent: the same posts might "
                                       "go out twice. If this computer is to publish from now on, choose “Publish from Here”.")));
}

/* This computer has sent what is still to be sent by this file. */
static void
refuse_older (const char  *title,
              GError     **error)
{
  g_set_error (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_OTHER_FILE,
               SOTONG_SAY (_("This computer has already published “%s”, or tried to, and this file does not know of it: it is an older state of the workspace, as of a backup, or "
                             "another copy. So nothing was sent: the same posts might go out twice. If this file is to publish from now on, say so "
                             "(sotongctl: --take-over); what may be out is looked for first."),
                           _("This computer has already published “%s”, or tried to, and this file does not know of it: it is an older state of the workspace, as of a backup, or "
                             "another copy. So nothing was sent: the same posts might go out twice. If this file is to publish from now on, choose "
                             "“Publish from Here”; what may be out is looked for first.")), title);
}

static gboolean
ask_place (SotongDb            *db,
           SotongPublishPlace  *place,
           GError             **error)
{
  g_autofree char *other = NULL, *title = NULL;
  GError *local = NULL;
  gboolean here = sotong_workspace_is_publisher (db, &other, &local);
  gboolean original = here && sotong_workspace_is_original (db, &other, &local);

  if (original && sotong_remembered_pass (db, &place->seen, &title, &local))
    return sotong_workspace_note_publisher (db, error);
  if (local != NULL)
    g_propagate_error (error, local);
  else if (title != NULL)
    refuse_older (title, error);
  else
    refuse_place (here, other, error);
  return FALSE;
}

/*
 * sotong_publish_place_job:
 * @db: the connection of a write job
 * @data: a SotongPublishPlace
 * @cancellable: (nullable): not looked at
 * @error: return location; an error for which sotong_publish_is_elsewhere() is %TRUE asks a person
 */
gpointer
sotong_publish_place_job (SotongDb      *db,
                          gpointer       data,
                          GCancellable  *cancellable,
                          GError       **error)
{
  SotongPublishPlace *place = data;
  g_autofree char *title = NULL;
  GError *local = NULL;

  if (sotong_publish_run_recover (db, error) < 0) /* what a machine that stopped has not written down is in doubt, and no other file's */
    return NULL;
  if (!ask_place (db, place, &local))
    {
      if (!sotong_publish_is_elsewhere (local) || (place->flags & SOTONG_PUBLISH_TAKE_OVER) == 0)
        {
          g_propagate_error (error, local);
          return NULL;
        }
      g_clear_error (&local);
      if (!take_over (db, error) || (!sotong_remembered_pass (db, &place->seen, &title, &local) && local != NULL))
        {
          if (local != NULL)
            g_propagate_error (error, local);
          return NULL;
        }
    }
  return sotong_take_over_time (db, &place->taken_over_at, &place->taken_over_real, error) ? data : NULL;
}
