/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-service.h"

#include <glib/gi18n.h>

#include "app/sotong-notice.h"
#include "publish/sotong-publish-vigil.h"

/**
 * SotongService:
 *
 * What an open workspace owes a machine that sleeps and a person who sees no window: before the machine sleeps, what
 * is due goes out and a notification says what has to wait; that publishing goes on without a window is said as well.
 */
struct _SotongService
{
  GObject             parent_instance;
  SotongPublishVigil *vigil;        /* (owned) (nullable): %NULL once it has stopped */
  SotongStore        *store;        /* (owned) */
  GApplication       *application;  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SotongService, sotong_service, G_TYPE_OBJECT)

typedef struct {
  SotongService *self;     /* (owned) */
  gboolean       sleeps;
  guint          n_ahead;
} Told;

static void
told_free (gpointer data)
{
  g_object_unref (((Told *) data)->self);
  g_free (data);
}

static gboolean
told_cb (gpointer user_data)
{
  Told *told = user_data;
  SotongService *self = told->self;
  g_autofree char *body = NULL;

  if (self->vigil == NULL || self->application == NULL)
    return G_SOURCE_REMOVE;
  if (!told->sleeps || told->n_ahead == 0)
    {
      sotong_notice_withdraw (self->application, self->store, "sleep");
      return G_SOURCE_REMOVE;
    }
  body = g_strdup_printf (ngettext ("%u post is due within a day. It goes out only while the computer is awake.",
                                    "%u posts are due within a day. They go out only while the computer is awake.", told->n_ahead), told->n_ahead);
  sotong_notice_send (self->application, self->store,
                      &(SotongNotice) { "sleep", _("Posts wait while the computer sleeps"), body, G_NOTIFICATION_PRIORITY_URGENT,
                                        SOTONG_NOTICE_PANE "activity", 0 });
  return G_SOURCE_REMOVE;
}

/* In the vigil's thread. What went out is in the list of attempts. */
static void
vigil_cb (gboolean   sleeps,
          guint      n_ahead,
          GPtrArray *news,
          gpointer   user_data)
{
  Told *told = g_new0 (Told, 1);

  told->self = g_object_ref (user_data);
  told->sleeps = sleeps;
  told->n_ahead = n_ahead;
  g_idle_add_full (G_PRIORITY_DEFAULT, told_cb, told, told_free);
}

/**
 * sotong_service_announce:
 * @application: the application
 *
 * Says that publishing goes on although there is no window to be seen.
 */
void
sotong_service_announce (GApplication *application)
{
  g_autoptr(GNotification) notification = NULL;

  g_return_if_fail (G_IS_APPLICATION (application));
  if (gtk_application_get_windows (GTK_APPLICATION (application)) == NULL)
    return;
  notification = g_notification_new (_("Sotong goes on publishing"));
  g_notification_set_body (notification, _("What is due goes out at its time without a window. Click here to see the window again."));
  g_notification_set_default_action_and_target (notification, "app.show-outbox", "s", "activity");
  g_application_send_notification (application, "background", notification);
}

/**
 * sotong_service_stop:
 * @self: the service
 *
 * Ends it. A post that goes out before the machine sleeps is waited for.
 */
void
sotong_service_stop (SotongService *self)
{
  g_return_if_fail (SOTONG_IS_SERVICE (self));
  if (self->vigil != NULL)
    sotong_publish_vigil_stop (self->vigil);
  g_clear_object (&self->vigil);
}

static void
sotong_service_dispose (GObject *object)
{
  SotongService *self = SOTONG_SERVICE (object);

  sotong_service_stop (self);
  g_clear_object (&self->application);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (sotong_service_parent_class)->dispose (object);
}

static void
sotong_service_class_init (SotongServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_service_dispose;
}

static void
sotong_service_init (SotongService *self)
{
}

/**
 * sotong_service_new:
 * @publisher: who publishes
 * @store: the workspace that is published
 * @application: (nullable): who shows notifications
 *
 * Returns: (transfer full): the service, which listens to the machine until it is stopped
 */
SotongService *
sotong_service_new (SotongPublisher *publisher,
                    SotongStore     *store,
                    GApplication    *application)
{
  SotongService *self;

  g_return_val_if_fail (SOTONG_IS_PUBLISHER (publisher), NULL);

  self = g_object_new (SOTONG_TYPE_SERVICE, NULL);
  self->store = g_object_ref (store);
  self->application = application != NULL ? g_object_ref (application) : NULL;
  self->vigil = sotong_publish_vigil_new (publisher, SOTONG_PUBLISH_DEFAULT, vigil_cb, self);
  return self;
}
