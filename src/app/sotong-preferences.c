/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-preferences.h"

#include <glib/gi18n.h>

#include "app/sotong-toast.h"

/**
 * SotongPreferences:
 *
 * The window of choices: language and colours. A choice takes effect as it is made; the
 * language at the next start.
 */
struct _SotongPreferences
{
  AdwPreferencesWindow  parent_instance;
  SotongSettings       *settings;   /* (owned) (not nullable) */
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
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self),
                                    sotong_toast_new (_("The language changes when Sotong is started again.")));
}

static void
scheme_cb (SotongPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->scheme_row);

  if (self->settings != NULL && selected < G_N_ELEMENTS (schemes))
    sotong_settings_set_color_scheme (self->settings, schemes[selected]);
}

static void
sotong_preferences_dispose (GObject *object)
{
  SotongPreferences *self = SOTONG_PREFERENCES (object);

  g_clear_object (&self->settings);
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
  gtk_widget_class_bind_template_callback (widget_class, language_cb);
  gtk_widget_class_bind_template_callback (widget_class, scheme_cb);
}

static void
sotong_preferences_init (SotongPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
  return self;
}
