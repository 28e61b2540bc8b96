/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-preferences.h"

#include <glib/gi18n.h>

#include "app/sotong-entry-fill.h"
#include "app/sotong-toast.h"
#include "app/sotong-window.h"
#include "store/sotong-late.h"
#include "store/sotong-office.h"
#include "util/sotong-autostart.h"

/**
 * SotongPreferences:
 *
 * The window of choices: language and colours, and of the office whose workspace is open the time
 * zone, how late a post may go out and whether what is due is published from the session's start on. A choice takes effect as it is made; the language at the next start.
 */
struct _SotongPreferences
{
  AdwPreferencesWindow  parent_instance;
  SotongSettings       *settings;   /* (owned) (not nullable) */
  SotongStore          *store;      /* (owned) (nullable): of the workspace that is open */
  AdwPreferencesGroup  *office_group;
  AdwEntryRow          *zone_row;
  AdwPreferencesGroup  *late_group;
  AdwEntryRow          *late_row;
  AdwPreferencesGroup  *background_group;
  AdwActionRow         *background_row;
  GtkSwitch            *background_switch;
  gboolean              background_shown; /* how the switch stands is how it was read, until a person moves it */
  GCancellable         *cancellable;      /* (owned) */
  AdwComboRow          *language_row;
  AdwComboRow          *scheme_row;
};

G_DEFINE_FINAL_TYPE (SotongPreferences, sotong_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the rows' lists. */
static const char *const languages[] = { "", "ko", "en" };
static const char *const schemes[] = { "default", "light", "dark" };

static guint
index_of (const char *const *values,
          guint              n_values,
          const char        *value)
{
  for (guint i = 0; i < n_values; i++)
    if (g_str_equal (values[i], value))
      return i;
  return 0;
}

static void
language_cb (SotongPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->language_row);

  if (self->settings == NULL || selected >= G_N_ELEMENTS (languages)
      || g_str_equal (languages[selected], sotong_settings_get_language (self->settings)))
    return;
  sotong_settings_set_language (self->settings, languages[selected]);
  sotong_toast_show_in (ADW_PREFERENCES_WINDOW (self), _("The language changes when Sotong is started again."));
}

static void
scheme_cb (SotongPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->scheme_row);

  if (self->settings != NULL && selected < G_N_ELEMENTS (schemes))
    sotong_settings_set_color_scheme (self->settings, schemes[selected]);
}

/* ---- the office's time zone ---- */

static gpointer
zone_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_office_set_zone (db, data, error) ? data : NULL;
}

static void
zone_set_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr(SotongPreferences) self = g_weak_ref_get (weak);
  g_autoptr(GError) error = NULL;

  g_weak_ref_clear (weak);
  g_free (weak);
  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (self == NULL)
    return;
  if (error != NULL)
    sotong_toast_show_in (ADW_PREFERENCES_WINDOW (self), error->message);
  else
    gtk_window_close (GTK_WINDOW (self)); /* the workspace opens anew behind it */
}

static void
zone_cb (SotongPreferences *self)
{
  g_autofree char *zone = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->zone_row))));
  GWeakRef *weak;

  if (self->store == NULL)
    return;
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  sotong_store_write_async (self->store, SOTONG_WRITE_DEFAULT, zone_job, g_steal_pointer (&zone), g_free, NULL, NULL, zone_set_cb, weak);
}

/* ---- how late a post may go out ---- */

static GWeakRef *
to_weak (SotongPreferences *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

static SotongPreferences *
from_weak (GWeakRef *weak)
{
  SotongPreferences *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return self;
}

static gpointer
get_late_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  gint64 seconds = 0;

  return sotong_late_get_grace (db, &seconds, error) ? g_memdup2 (&seconds, sizeof seconds) : NULL;
}

static void
late_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(SotongPreferences) self = from_weak (user_data);
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *seconds = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *minutes = NULL;

  if (self == NULL || self->store == NULL)
    return;
  if (seconds == NULL)
    {
      sotong_toast_show_in (ADW_PREFERENCES_WINDOW (self), error->message);
      return;
    }
  minutes = g_strdup_printf ("%" G_GINT64_FORMAT, *seconds / 60);
  sotong_entry_fill (GTK_EDITABLE (self->late_row), minutes);
  gtk_widget_set_sensitive (GTK_WIDGET (self->late_row), TRUE);
}

static gpointer
set_late_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_late_set_grace (db, *(const gint64 *) data, error) ? data : NULL;
}

static void
late_set_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SotongPreferences) self = from_weak (user_data);
  g_autoptr(GError) error = NULL;

  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (self != NULL)
    sotong_toast_show_in (ADW_PREFERENCES_WINDOW (self), error != NULL ? error->message : _("How late a post may go out is set."));
}

static void
late_cb (SotongPreferences *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->late_row))));
  guint64 minutes = 0; /* what is no such number is refused, with the sentence that says which are */
  gint64 seconds;

  if (self->store == NULL)
    return;
  g_ascii_string_to_unsigned (text, 10, 1, 1440, &minutes, NULL);
  seconds = (gint64) minutes * 60;
  sotong_store_write_async (self->store, SOTONG_WRITE_DEFAULT, set_late_job, g_memdup2 (&seconds, sizeof seconds), g_free, NULL, NULL, late_set_cb,
                            to_weak (self));
}

static void
show_late (SotongPreferences *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->late_group), self->store != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->late_row), FALSE); /* until it is read */
  if (self->store != NULL)
    sotong_store_read_async (self->store, get_late_job, NULL, NULL, g_free, NULL, late_read_cb, to_weak (self));
}

/* ---- publishing without a window, from the session's start on ---- */

static void
background_thread (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  g_task_return_pointer (task, sotong_autostart_dup_workspace (), g_free);
}

static gboolean
is_this_workspace (SotongPreferences *self,
                   const char        *path)
{
  g_autofree char *own = g_canonicalize_filename (sotong_store_get_path (self->store), NULL);

  return g_strcmp0 (path, own) == 0;
}

/* On stands for the workspace that is open; of another one the row tells, and switching it on takes its place. */
static void
show_background (SotongPreferences *self,
                 const char        *path)
{
  g_autofree char *name = path != NULL && !is_this_workspace (self, path) ? g_filename_display_name (path) : NULL;
  g_autofree char *subtitle = name != NULL ? g_strdup_printf (_("Now it is another workspace that is published: %s"), name)
                                           : g_strdup (_("What is due goes out as soon as you have signed in to the desktop, without a window"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->background_row), FALSE);
  adw_action_row_set_subtitle (self->background_row, subtitle);
  self->background_shown = TRUE;
  gtk_switch_set_active (self->background_switch, path != NULL && name == NULL);
  self->background_shown = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->background_row), TRUE);
}

static void
background_read_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(SotongPreferences) self = from_weak (user_data);
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self != NULL && self->store != NULL)
    show_background (self, path);
}

static void
read_background (SotongPreferences *self)
{
  g_autoptr(GTask) task = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->background_group), self->store != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->background_row), FALSE); /* until it is read */
  if (self->store == NULL)
    return;
  task = g_task_new (NULL, self->cancellable, background_read_cb, to_weak (self));
  g_task_run_in_thread (task, background_thread);
}

static void
background_set_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(SotongPreferences) self = from_weak (user_data);
  g_autoptr(GError) error = NULL;

  sotong_autostart_set_finish (result, &error);
  if (self == NULL || self->store == NULL)
    return;
  if (error != NULL)
    sotong_toast_show_in (ADW_PREFERENCES_WINDOW (self), error->message);
  read_background (self); /* the portal may have said no */
}

static void
background_cb (SotongPreferences *self)
{
  gboolean on = gtk_switch_get_active (self->background_switch);

  if (self->store == NULL || self->background_shown)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->background_row), FALSE); /* until a person has answered the portal */
  sotong_autostart_set_async (on ? sotong_store_get_path (self->store) : NULL, self->cancellable, background_set_cb, to_weak (self));
}

static void
show_office (SotongPreferences *self,
             GtkWindow         *parent)
{
  SotongContext *context = SOTONG_IS_WINDOW (parent) ? sotong_window_get_context (SOTONG_WINDOW (parent)) : NULL;

  self->store = context != NULL ? g_object_ref (sotong_context_get_store (context)) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->office_group), self->store != NULL);
  if (self->store != NULL)
    sotong_entry_fill (GTK_EDITABLE (self->zone_row), g_time_zone_get_identifier (sotong_store_get_zone (self->store)));
  show_late (self);
  read_background (self);
}

static void
sotong_preferences_dispose (GObject *object)
{
  SotongPreferences *self = SOTONG_PREFERENCES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_PREFERENCES);
  G_OBJECT_CLASS (sotong_preferences_parent_class)->dispose (object);
}

static void
sotong_preferences_class_init (SotongPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sotong/Sotong/sotong-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongPreferences, language_row);
  gtk_widget_class_bind_template_child (widget_class, SotongPreferences, scheme_row);
  gtk_widget_class_bind_template_child (widget_class, SotongPreferences, office_group);
  gtk_widget_class_bind_template_child (widget_class, SotongPreferences, zone_row);
  gtk_widget_class_bind_template_child (widget_class, SotongPreferences, late_group);
  gtk_widget_class_bind_template_child (widget_class, SotongPreferences, late_row);
  gtk_widget_class_bind_template_child (widget_class, SotongPreferences, background_group);
  gtk_widget_class_bind_template_child (widget_class, SotongPreferences, background_row);
  gtk_widget_class_bind_template_child (widget_class, SotongPreferences, background_switch);
  gtk_widget_class_bind_template_callback (widget_class, language_cb);
  gtk_widget_class_bind_template_callback (widget_class, zone_cb);
  gtk_widget_class_bind_template_callback (widget_class, late_cb);
  gtk_widget_class_bind_template_callback (widget_class, background_cb);
  gtk_widget_class_bind_template_callback (widget_class, scheme_cb);
}

static void
sotong_preferences_init (SotongPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * sotong_preferences_new:
 * @parent: (nullable): the window it belongs to
 * @settings: what is chosen
 *
 * Returns: (transfer floating): the window
 */
SotongPreferences *
sotong_preferences_new (GtkWindow      *parent,
                        SotongSettings *settings)
{
  SotongPreferences *self;

  g_return_val_if_fail (SOTONG_IS_SETTINGS (settings), NULL);

  self = g_object_new (SOTONG_TYPE_PREFERENCES, "transient-for", parent, NULL);
  adw_combo_row_set_selected (self->language_row,
                              index_of (languages, G_N_ELEMENTS (languages),
                                        sotong_settings_get_language (settings)));
  adw_combo_row_set_selected (self->scheme_row,
                              index_of (schemes, G_N_ELEMENTS (schemes),
                                        sotong_settings_get_color_scheme (settings)));
  self->settings = g_object_ref (settings);
  show_office (self, parent);
  return self;
}
