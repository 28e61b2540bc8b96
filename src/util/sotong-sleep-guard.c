/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#include "util/sotong-sleep-guard.h"

#define LOGIND     "org.freedesktop.login1"
#define PATH       "/org/freedesktop/login1"
#define MANAGER    "org.freedesktop.login1.Manager"
#define CALL_MS    5000
#define DELAY_MS   5000 /* logind's own, where it does not tell */
#define MARGIN_MS  500  /* left of the delay for what comes after */
#define SHORTEST   1000
#define AGAIN_S    2    /* before a lock that logind was too busy to give is asked for again */

/**
 * SotongSleepGuard:
 *
 * Stands between the posts that are due and a machine that is about to sleep. A lock of logind makes it wait a few
 * seconds, in which what is due goes out; another one, while posts are due soon, makes it ask before it sleeps at all.
 * Where there is no logind nothing happens. Has a thread of its own, since publishing blocks.
 */
struct _SotongSleepGuard
{
  GObject           parent_instance;
  SotongSleepFunc   func;
  gpointer          user_data;
  GMainContext     *context;   /* (owned): the thread's */
  GMainLoop        *loop;      /* (owned) */
  GThread          *thread;    /* (owned) (nullable): %NULL once it has stopped */
  GDBusConnection  *bus;       /* (owned) (nullable): used by the thread alone, as what follows */
  int               delay_fd;  /* the lock that makes the machine wait; -1: not held */
  int               block_fd;  /* the lock that makes it ask; -1: not held */
  gboolean          asleep;    /* the machine was let go to sleep: the former is for after waking */
  char             *why;       /* (owned) (nullable): the reason of the latter */
  GSource          *again;     /* (owned) (nullable): asks once more for a lock that is lacking */
};

G_DEFINE_FINAL_TYPE (SotongSleepGuard, sotong_sleep_guard, G_TYPE_OBJECT)

static void
give_back (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

static gboolean again_cb (gpointer user_data);

/* A logind that is busy, as while everybody signs in, gives the lock when it is asked once more; one that is not there
 * or will not never does. */
static void
ask_again (SotongSleepGuard *self,
           const GError     *error)
{
  if (self->again != NULL
      || !(g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY)
           || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT) || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT)
           || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_LIMITS_EXCEEDED)))
    return;
  self->again = g_timeout_source_new_seconds (AGAIN_S);
  g_source_set_callback (self->again, again_cb, self, NULL);
  g_source_attach (self->again, self->context);
}

static void
forget_again (SotongSleepGuard *self)
{
  if (self->again != NULL)
    g_source_destroy (self->again);
  g_clear_pointer (&self->again, g_source_unref);
}

static int
inhibit (SotongSleepGuard *self,
         const char       *why,
         const char       *mode)
{
  g_autoptr(GUnixFDList) fds = NULL;
  g_autoptr(GVariant) answer = NULL;
  g_autoptr(GError) error = NULL;
  gint32 index = -1;

  if (self->bus == NULL)
    return -1;
  answer = g_dbus_connection_call_with_unix_fd_list_sync (self->bus, LOGIND, PATH, MANAGER, "Inhibit",
                                                          g_variant_new ("(ssss)", "sleep:shutdown", "Sotong", why, mode), G_VARIANT_TYPE ("(h)"),
                                                          G_DBUS_CALL_FLAGS_NONE, CALL_MS, NULL, &fds, NULL, &error);
  if (answer == NULL)
    {
      g_info ("The machine does not wait before it sleeps: %s", error->message);
      ask_again (self, error);
      return -1;
    }
  g_variant_get (answer, "(h)", &index);
  return fds != NULL ? g_unix_fd_list_get (fds, index, NULL) : -1;
}

static void
take_delay (SotongSleepGuard *self)
{
  if (self->delay_fd < 0)
    self->delay_fd = inhibit (self, "Posts that are due are sent before.", "delay");
}

static gboolean
again_cb (gpointer user_data)
{
  SotongSleepGuard *self = user_data;

  forget_again (self);
  if (!self->asleep)
    take_delay (self);
  if (self->why != NULL && self->block_fd < 0)
    self->block_fd = inhibit (self, self->why, "block");
  return G_SOURCE_REMOVE;
}

/* How long the machine waits, milliseconds. */
static guint
ask_budget (SotongSleepGuard *self)
{
  g_autoptr(GVariant) answer = g_dbus_connection_call_sync (self->bus, LOGIND, PATH, "org.freedesktop.DBus.Properties", "Get",
                                                            g_variant_new ("(ss)", MANAGER, "InhibitDelayMaxUSec"), G_VARIANT_TYPE ("(v)"),
                                                            G_DBUS_CALL_FLAGS_NONE, SHORTEST, NULL, NULL);
  g_autoptr(GVariant) value = NULL;
  guint64 ms = DELAY_MS;

  if (answer != NULL)
    g_variant_get (answer, "(v)", &value);
  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_UINT64))
    ms = g_variant_get_uint64 (value) / 1000;
  return (guint) CLAMP (ms, SHORTEST + MARGIN_MS, 60000) - MARGIN_MS;
}

static void
prepare_cb (GDBusConnection *bus,
            const char      *sender,
            const char      *path,
            const char      *interface,
            const char      *signal,
            GVariant        *parameters,
            gpointer         user_data)
{
  SotongSleepGuard *self = user_data;
  gboolean begins = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &begins);
  self->asleep = begins;
  if (!begins)
    {
      take_delay (self);
      self->func (0, self->user_data);
      return;
    }
  self->func (ask_budget (self), self->user_data);
  give_back (&self->delay_fd);
}

static gpointer
guard_thread (gpointer data)
{
  SotongSleepGuard *self = data;
  guint ids[2] = { 0, 0 };

  g_main_context_push_thread_default (self->context);
  self->bus = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, NULL);
  if (self->bus != NULL)
    {
      g_dbus_connection_set_exit_on_close (self->bus, FALSE);
      ids[0] = g_dbus_connection_signal_subscribe (self->bus, LOGIND, MANAGER, "PrepareForSleep", PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE, prepare_cb, self, NULL);
      ids[1] = g_dbus_connection_signal_subscribe (self->bus, LOGIND, MANAGER, "PrepareForShutdown", PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE, prepare_cb, self, NULL);
      take_delay (self);
    }
  g_main_loop_run (self->loop);
  for (guint i = 0; i < G_N_ELEMENTS (ids) && self->bus != NULL; i++)
    g_dbus_connection_signal_unsubscribe (self->bus, ids[i]);
  forget_again (self);
  give_back (&self->delay_fd);
  give_back (&self->block_fd);
  g_clear_object (&self->bus);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

typedef struct {
  SotongSleepGuard *self; /* (unowned): its thread ends before it does */
  char             *why;  /* (owned) (nullable) */
} Block;

static void
block_free (gpointer data)
{
  g_free (((Block *) data)->why);
  g_free (data);
}

static gboolean
block_cb (gpointer user_data)
{
  Block *block = user_data;
  SotongSleepGuard *self = block->self;

  if (g_strcmp0 (self->why, block->why) == 0)
    return G_SOURCE_REMOVE;
  g_free (self->why);
  self->why = g_steal_pointer (&block->why);
  /* The new lock first: nothing sleeps in between. */
  {
    int old = self->block_fd;

    self->block_fd = self->why != NULL ? inhibit (self, self->why, "block") : -1;
    give_back (&old);
  }
  return G_SOURCE_REMOVE;
}

/**
 * sotong_sleep_guard_block:
 * @self: a guard
 * @why: (nullable): why the machine should not sleep now, in a sentence that is shown to the person who wants it to;
 *   %NULL when it may
 *
 * Calling it again with the same reason does nothing. From any thread.
 */
void
sotong_sleep_guard_block (SotongSleepGuard *self,
                          const char       *why)
{
  g_autoptr(GSource) source = NULL;
  Block *block;

  g_return_if_fail (SOTONG_IS_SLEEP_GUARD (self));
  block = g_new0 (Block, 1);
  block->self = self;
  block->why = g_strdup (why);
  source = g_idle_source_new (); /* not invoke: before its thread runs it would be called here */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, block_cb, block, block_free);
  g_source_attach (source, self->context);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

/**
 * sotong_sleep_guard_stop:
 * @self: a guard
 *
 * Gives its locks back and waits for its thread: the function is not called after this. Calling it again does nothing.
 */
void
sotong_sleep_guard_stop (SotongSleepGuard *self)
{
  g_autoptr(GSource) source = NULL;

  g_return_if_fail (SOTONG_IS_SLEEP_GUARD (self));
  if (self->thread == NULL)
    return;
  source = g_idle_source_new ();
  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (g_steal_pointer (&self->thread));
}

static void
sotong_sleep_guard_dispose (GObject *object)
{
  sotong_sleep_guard_stop (SOTONG_SLEEP_GUARD (object));
  G_OBJECT_CLASS (sotong_sleep_guard_parent_class)->dispose (object);
}

static void
sotong_sleep_guard_finalize (GObject *object)
{
  SotongSleepGuard *self = SOTONG_SLEEP_GUARD (object);

  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self->why);
  G_OBJECT_CLASS (sotong_sleep_guard_parent_class)->finalize (object);
}

static void
sotong_sleep_guard_class_init (SotongSleepGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_sleep_guard_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_sleep_guard_finalize;
}

static void
sotong_sleep_guard_init (SotongSleepGuard *self)
{
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->delay_fd = -1;
  self->block_fd = -1;
}

/**
 * sotong_sleep_guard_new:
 * @func: called before the machine sleeps and after it has woken, in the guard's thread
 * @user_data: for @func; must live until sotong_sleep_guard_stop()
 *
 * Returns: (transfer full): a guard that makes the machine wait for @func before it sleeps
 */
SotongSleepGuard *
sotong_sleep_guard_new (SotongSleepFunc func,
                        gpointer        user_data)
{
  SotongSleepGuard *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_object_new (SOTONG_TYPE_SLEEP_GUARD, NULL);
  self->func = func;
  self->user_data = user_data;
  self->thread = g_thread_new ("sleep-guard", guard_thread, self);
  return self;
}
