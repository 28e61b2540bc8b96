/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-application-private.h"

#include <glib/gi18n.h>

#include "app/sotong-task-commands.h"
#include "demo/sotong-demo.h"
#include "store/sotong-store.h"
#include "store/sotong-workspace.h"

#define SUFFIX ".sotong"

typedef struct {
  SotongApplication *application;  /* (owned) */
  SotongWindow      *window;       /* (owned) */
  char              *path;         /* (owned) */
  GCancellable      *cancellable;  /* (owned) */
  gboolean           create;
  char              *target;       /* (owned) (nullable): what a clicked notification tells of, to be shown once it is open */
  gint64             content;
} OpenCall;

static void
open_call_free (OpenCall *call)
{
  if (call->application->openings != NULL)
    g_ptr_array_remove_fast (call->application->openings, call);
  g_object_unref (call->application);
  g_object_unref (call->window);
  g_object_unref (call->cancellable);
  g_free (call->path);
  g_free (call->target);
  g_free (call);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenCall, open_call_free)

/* What is noted of a workspace that is being opened or made, so that nobody opens it twice, or another one in its window. */
static OpenCall *
open_call_new (SotongApplication *self,
               SotongWindow      *window,
               const char        *path)
{
  OpenCall *call = g_new0 (OpenCall, 1);

  call->application = g_object_ref (self);
  call->window = g_object_ref (window);
  call->path = g_strdup (path);
  call->cancellable = g_cancellable_new ();
  g_ptr_array_add (self->openings, call);
  return call;
}

static OpenCall *
find_opening (SotongApplication *self,
              const char        *path)
{
  for (guint i = 0; i < self->openings->len; i++)
    {
      OpenCall *call = g_ptr_array_index (self->openings, i);

      if (g_str_equal (call->path, path))
        return call;
    }
  return NULL;
}

/* The window in front if it has the start page, else a new one. */
static SotongWindow *
free_window (SotongApplication *self)
{
  SotongWindow *window = sotong_application_ensure_window (self);
  gboolean is_free = sotong_window_get_context (window) == NULL;

  for (guint i = 0; i < self->openings->len; i++)
    is_free = is_free && ((OpenCall *) g_ptr_array_index (self->openings, i))->window != window;
  return is_free ? window : sotong_window_new (GTK_APPLICATION (self), self->settings);
}

static char *
name_of_path (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  if (g_str_has_suffix (base, SUFFIX))
    base[strlen (base) - strlen (SUFFIX)] = '\0';
  return g_filename_display_name (base);
}

/* Somebody did not wait for it, and closed the window. */
static gboolean
is_closed (OpenCall *call)
{
  return gtk_window_get_application (GTK_WINDOW (call->window)) == NULL;
}

static gpointer
name_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autofree char *name = sotong_workspace_get (db, "name", error);

  return name != NULL ? g_steal_pointer (&name) : g_strdup ("");
}

static void
name_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongWindow) window = SOTONG_WINDOW (user_data);
  g_autofree char *name = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);
  SotongContext *context = sotong_window_get_context (window);

  if (name != NULL && *name != '\0' && context != NULL
      && sotong_context_get_store (context) == SOTONG_STORE (object))
    sotong_window_set_name (window, name);
}

static void
show_store (SotongApplication *self,
            SotongWindow      *window,
            SotongStore       *store)
{
  g_autoptr(SotongContext) context = sotong_context_new (store, sotong_store_get_clock (store),
                                                         sotong_store_get_zone (store));
  g_autofree char *name = name_of_path (sotong_store_get_path (store));

  sotong_store_watch (store);
  sotong_settings_set_workspace (self->settings, sotong_store_get_path (store));
  sotong_window_set_context (window, context, name);
  sotong_task_recover (window);
  sotong_store_read_async (store, name_job, NULL, NULL, g_free, NULL, name_cb,
                           g_object_ref (window));
}

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(OpenCall) call = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongStore) store = sotong_store_open_finish (result, &error);

  if (is_closed (call))
    return;
  sotong_window_set_busy (call->window, NULL, NULL);
  if (store != NULL)
    show_store (call->application, call->window, store);
  else
    sotong_window_show_error (call->window,
                              call->create ? _("The workspace was not made")
                              : _("The workspace was not opened"), error);
  if (store != NULL && call->target != NULL)
    sotong_application_show (call->application, call->window, call->target, call->content);
}

static SotongWindow *
window_with (SotongApplication *self,
             const char        *path)
{
  for (GList *it = gtk_application_get_windows (GTK_APPLICATION (self)); it != NULL; it = it->next)
    {
      SotongContext *context = SOTONG_IS_WINDOW (it->data) ? sotong_window_get_context (it->data)
        : NULL;
      SotongStore *store = context != NULL ? sotong_context_get_store (context) : NULL;

      if (store != NULL && g_str_equal (sotong_store_get_path (store), path))
        return it->data;
    }
  return NULL;
}

/**
 * sotong_application_open_path:
 * @self: the application
 * @path: a workspace file
 * @create: whether to make it; an existing file is not replaced
 *
 * Opens a workspace in the window in front, when that has the start page, else in a new one.
 * One that is open already is brought to the front. What goes wrong is shown in the window.
 */
void
sotong_application_open_path (SotongApplication *self,
                              const char        *path,
                              gboolean           create)
{
  g_autofree char *absolute = NULL;
  SotongWindow *window;
  OpenCall *call;

  g_return_if_fail (SOTONG_IS_APPLICATION (self));
  g_return_if_fail (path != NULL);

  absolute = g_canonicalize_filename (path, NULL);
  call = create ? NULL : find_opening (self, absolute);
  window = call != NULL ? call->window : create ? NULL : window_with (self, absolute);
  if (window != NULL)
    {
      if (!self->unseen)
        gtk_window_present (GTK_WINDOW (window));
      return;
    }
  window = free_window (self);
  call = open_call_new (self, window, absolute);
  call->create = create;
  sotong_window_set_busy (window, create ? _("Making the workspace…") : _("Opening the workspace…"), call->cancellable);
  sotong_store_open_async (absolute, create, self->clock, call->cancellable, open_cb, call);
  if (!self->unseen)
    gtk_window_present (GTK_WINDOW (window));
}

/* Shows a workspace and what a clicked notification tells of it, once it is open. */
void
sotong_application_show_at (SotongApplication *self,
                            const char        *path,
                            const char        *target,
                            gint64             content)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  SotongWindow *window = window_with (self, absolute);
  OpenCall *call;

  if (window != NULL)
    {
      sotong_application_show (self, window, target, content);
      return;
    }
  sotong_application_open_path (self, absolute, FALSE); /* what is not there any more is told by this */
  call = find_opening (self, absolute);
  if (call == NULL)
    return;
  g_free (call->target);
  call->target = g_strdup (target);
  call->content = content;
}

/**
 * sotong_application_reopen:
 * @self: the application
 * @window: a window with a workspace
 *
 * Opens the window's workspace anew: what was read with the office's old time zone goes. What is
 * being written is kept by the editor's journal.
 */
void
sotong_application_reopen (SotongApplication *self,
                           SotongWindow      *window)
{
  SotongContext *context = sotong_window_get_context (window);
  SotongStore *store = context != NULL ? sotong_context_get_store (context) : NULL;
  OpenCall *call;

  if (store == NULL)
    return;
  call = open_call_new (self, window, sotong_store_get_path (store));
  sotong_window_set_context (window, NULL, NULL);
  sotong_window_set_busy (window, _("Opening the workspace…"), call->cancellable);
  sotong_store_open_async (call->path, FALSE, self->clock, call->cancellable, open_cb, call);
}

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           gpointer         user_data)
{
  SotongApplication *self = SOTONG_APPLICATION (user_data);
  gboolean create = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog)) == GTK_FILE_CHOOSER_ACTION_SAVE;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (create && path != NULL && !g_str_has_suffix (path, SUFFIX))
        {
          g_autofree char *bare = g_steal_pointer (&path);

          path = g_strconcat (bare, SUFFIX, NULL);
        }
      if (path != NULL)
        sotong_application_open_path (self, path, create);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose_file (SotongApplication    *self,
             const char           *title,
             GtkFileChooserAction  action)
{
  GtkWindow *parent = GTK_WINDOW (sotong_application_ensure_window (self));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Workspaces of Sotong"));
  gtk_file_filter_add_pattern (filter, "*" SUFFIX);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    /* Translators: the name of a new workspace's file. */
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _("programme.sotong"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  choose_file (SOTONG_APPLICATION (user_data), _("Open a Workspace"), GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
new_workspace_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  choose_file (SOTONG_APPLICATION (user_data), _("New Workspace"), GTK_FILE_CHOOSER_ACTION_SAVE);
}

static void
demo_made_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(OpenCall) call = user_data;
  g_autoptr(GError) error = NULL;

  g_ptr_array_remove_fast (call->application->openings, call); /* it is made, and not being opened yet */
  if (is_closed (call))
    return;
  sotong_window_set_busy (call->window, NULL, NULL);
  if (sotong_demo_create_finish (result, &error))
    sotong_application_open_path (call->application, call->path, FALSE);
  else
    sotong_window_show_error (call->window, _("The demo could not be made"), error);
}

/* The demo is made once and kept: what a person tries in it is there the next time. */
static void
open_demo_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SotongApplication *self = SOTONG_APPLICATION (user_data);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "sotong", NULL);
  g_autofree char *path = g_build_filename (folder, "demo" SUFFIX, NULL);
  OpenCall *call;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      sotong_application_open_path (self, path, FALSE);
      return;
    }
  g_mkdir_with_parents (folder, 0700);
  if (find_opening (self, path) != NULL)
    return;
  call = open_call_new (self, free_window (self), path);
  sotong_window_set_busy (call->window, _("Making the demo…"), call->cancellable);
  sotong_demo_create_async (path, call->cancellable, demo_made_cb, call);
}

/* Adds the commands that make and open workspaces. */
void
sotong_application_add_open (SotongApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = open_action },
    { .name = "new-workspace", .activate = new_workspace_action },
    { .name = "open-demo", .activate = open_demo_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
