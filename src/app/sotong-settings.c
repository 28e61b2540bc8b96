/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-settings-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define GROUP_GENERAL "General"
#define GROUP_WINDOW "Window"
#define GROUP_PALETTE "Palette"
#define GROUP_CLOCK "Clock"

#define MAX_USED 60

/* Written this long after the last change, so that a drag of a divider is one write. */
#define SAVE_DELAY_MS 400

/**
 * SotongSettings:
 *
 * What a person chose for the window: language, colours, the layout, the file last open.
 * Kept in a key file of the person's configuration directory rather than in GSettings, so
 * that it also works where no schema is installed. Nothing of a workspace's content is here.
 */
struct _SotongSettings
{
  GObject    parent_instance;
  char      *path;          /* (owned) (not nullable) */
  GKeyFile  *file;          /* (owned) (not nullable) */
  char      *language;      /* (owned) (not nullable): empty for the desktop's */
  char      *color_scheme;  /* (owned) (not nullable): "default", "light" or "dark" */
  char      *workspace;     /* (owned) (not nullable): empty when there was none */
  guint      save_id;
};

G_DEFINE_FINAL_TYPE (SotongSettings, sotong_settings, G_TYPE_OBJECT)

typedef enum {
  PROP_COLOR_SCHEME = 1,
  PROP_HIDE_AUTHORS,
  PROP_LANGUAGE,
  PROP_PATH,
} SotongSettingsProperty;

static GParamSpec *properties[PROP_PATH + 1];

static char *
read_string (SotongSettings *self,
             const char     *key)
{
  g_autofree char *value = g_key_file_get_string (self->file, GROUP_GENERAL, key, NULL);

  return value != NULL ? g_steal_pointer (&value) : g_strdup ("");
}

static gboolean
save_cb (gpointer user_data)
{
  SotongSettings *self = SOTONG_SETTINGS (user_data);
  g_autoptr(GError) error = NULL;

  self->save_id = 0;
  if (!sotong_settings_save (self, &error))
    g_message ("%s", error->message);
  return G_SOURCE_REMOVE;
}

static void
queue_save (SotongSettings *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

/* For what keeps groups of its own in the file; see sotong_settings_touch(). */
GKeyFile *
sotong_settings_get_file (SotongSettings *self)
{
  return self->file;
}

/* The file has been changed: it is written a moment later. */
void
sotong_settings_touch (SotongSettings *self)
{
  queue_save (self);
}

static void
set_string (SotongSettings  *self,
            char           **field,
            const char      *key,
            const char      *value)
{
  g_autofree char *old = g_steal_pointer (field);

  *field = g_strdup (value);
  g_key_file_set_string (self->file, GROUP_GENERAL, key, value);
  queue_save (self);
}

static void
sotong_settings_constructed (GObject *object)
{
  SotongSettings *self = SOTONG_SETTINGS (object);

  G_OBJECT_CLASS (sotong_settings_parent_class)->constructed (object);
  /* A missing or broken file is a first start: nothing in it is worth a question. */
  g_key_file_load_from_file (self->file, self->path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  self->language = read_string (self, "language");
  self->workspace = read_string (self, "workspace");
  self->color_scheme = read_string (self, "color-scheme");
  if (!g_str_equal (self->color_scheme, "light") && !g_str_equal (self->color_scheme, "dark"))
    {
      g_free (self->color_scheme);
      self->color_scheme = g_strdup ("default");
    }
}

static void
sotong_settings_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SotongSettings *self = SOTONG_SETTINGS (object);

  switch ((SotongSettingsProperty) prop_id)
    {
    case PROP_COLOR_SCHEME:
      g_value_set_string (value, self->color_scheme);
      break;
    case PROP_HIDE_AUTHORS:
      g_value_set_boolean (value, sotong_settings_get_hide_authors (self));
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, self->language);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_settings_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SotongSettings *self = SOTONG_SETTINGS (object);

  switch ((SotongSettingsProperty) prop_id)
    {
    case PROP_COLOR_SCHEME:
      sotong_settings_set_color_scheme (self, g_value_get_string (value));
      break;
    case PROP_HIDE_AUTHORS:
      sotong_settings_set_hide_authors (self, g_value_get_boolean (value));
      break;
    case PROP_LANGUAGE:
      sotong_settings_set_language (self, g_value_get_string (value));
      break;
    case PROP_PATH:
      self->path = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_settings_dispose (GObject *object)
{
  SotongSettings *self = SOTONG_SETTINGS (object);

  if (self->save_id != 0)
    {
      g_clear_handle_id (&self->save_id, g_source_remove);
      save_cb (self);
    }
  G_OBJECT_CLASS (sotong_settings_parent_class)->dispose (object);
}

static void
sotong_settings_finalize (GObject *object)
{
  SotongSettings *self = SOTONG_SETTINGS (object);

  g_free (self->path);
  g_free (self->language);
  g_free (self->color_scheme);
  g_free (self->workspace);
  g_key_file_unref (self->file);
  G_OBJECT_CLASS (sotong_settings_parent_class)->finalize (object);
}

static void
sotong_settings_class_init (SotongSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sotong_settings_constructed;
  object_class->get_property = sotong_settings_get_property;
  object_class->set_property = sotong_settings_set_property;
  object_class->dispose = sotong_settings_dispose;
  object_class->finalize = sotong_settings_finalize;

  properties[PROP_COLOR_SCHEME] =
    g_param_spec_string ("color-scheme", NULL, NULL, "default",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HIDE_AUTHORS] =
    g_param_spec_boolean ("hide-authors", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LANGUAGE] =
    g_param_spec_string ("language", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PATH] =
    g_param_spec_string ("path", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sotong_settings_init (SotongSettings *self)
{
  self->file = g_key_file_new ();
}

/**
 * sotong_settings_new:
 * @path: (nullable): the key file; %NULL for `sotong/window.ini` in the person's
 *   configuration directory
 *
 * Reads the settings. A file that is missing or cannot be read gives the defaults.
 *
 * Returns: (transfer full): the settings
 */
SotongSettings *
sotong_settings_new (const char *path)
{
  g_autofree char *standard = NULL;

  if (path == NULL)
    standard = g_build_filename (g_get_user_config_dir (), "sotong", "window.ini", NULL);
  return g_object_new (SOTONG_TYPE_SETTINGS, "path", path != NULL ? path : standard, NULL);
}

/**
 * sotong_settings_get_language:
 * @self: the settings
 *
 * Returns: (transfer none): `ko`, `en`, or the empty string for the desktop's language
 */
const char *
sotong_settings_get_language (SotongSettings *self)
{
  g_return_val_if_fail (SOTONG_IS_SETTINGS (self), "");
  return self->language;
}

/**
 * sotong_settings_set_language:
 * @self: the settings
 * @language: a language code, or the empty string; in effect from the next start on
 */
void
sotong_settings_set_language (SotongSettings *self,
                              const char     *language)
{
  g_return_if_fail (SOTONG_IS_SETTINGS (self));
  g_return_if_fail (language != NULL);

  if (g_str_equal (self->language, language))
    return;
  set_string (self, &self->language, "language", language);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LANGUAGE]);
}

/* Whether the names of those who wrote mentions are hidden on the screen, of which then only the first letter is seen. */
gboolean
sotong_settings_get_hide_authors (SotongSettings *self)
{
  g_return_val_if_fail (SOTONG_IS_SETTINGS (self), TRUE);
  return g_key_file_get_boolean (self->file, GROUP_GENERAL, "hide-authors", NULL);
}

void
sotong_settings_set_hide_authors (SotongSettings *self,
                                  gboolean        hide_authors)
{
  g_return_if_fail (SOTONG_IS_SETTINGS (self));

  if (sotong_settings_get_hide_authors (self) == hide_authors)
    return;
  g_key_file_set_boolean (self->file, GROUP_GENERAL, "hide-authors", hide_authors);
  queue_save (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIDE_AUTHORS]);
}

/**
 * sotong_settings_get_color_scheme:
 * @self: the settings
 *
 * Returns: (transfer none): `default` (the desktop's), `light` or `dark`
 */
const char *
sotong_settings_get_color_scheme (SotongSettings *self)
{
  g_return_val_if_fail (SOTONG_IS_SETTINGS (self), "default");
  return self->color_scheme;
}

/**
 * sotong_settings_set_color_scheme:
 * @self: the settings
 * @color_scheme: `default`, `light` or `dark`
 */
void
sotong_settings_set_color_scheme (SotongSettings *self,
                                  const char     *color_scheme)
{
  g_return_if_fail (SOTONG_IS_SETTINGS (self));
  g_return_if_fail (color_scheme != NULL);

  if (g_str_equal (self->color_scheme, color_scheme))
    return;
  set_string (self, &self->color_scheme, "color-scheme", color_scheme);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOR_SCHEME]);
}

/**
 * sotong_settings_get_workspace:
 * @self: the settings
 *
 * Returns: (transfer none): the path of the workspace that was open last, or the empty string
 */
const char *
sotong_settings_get_workspace (SotongSettings *self)
{
  g_return_val_if_fail (SOTONG_IS_SETTINGS (self), "");
  return self->workspace;
}

/**
 * sotong_settings_set_workspace:
 * @self: the settings
 * @path: the path of the workspace that is open now, or the empty string
 */
void
sotong_settings_set_workspace (SotongSettings *self,
                               const char     *path)
{
  g_return_if_fail (SOTONG_IS_SETTINGS (self));
  g_return_if_fail (path != NULL);

  if (!g_str_equal (self->workspace, path))
    set_string (self, &self->workspace, "workspace", path);
}

/**
 * sotong_settings_get_layout:
 * @self: the settings
 *
 * Returns: (transfer full) (nullable): the saved layout, an `a{sv}`, as
 *   [method@Sotong.Workbench.save_layout] made it; %NULL when there is none or it is not one
 */
GVariant *
sotong_settings_get_layout (SotongSettings *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (SOTONG_IS_SETTINGS (self), NULL);

  text = g_key_file_get_string (self->file, GROUP_WINDOW, "layout", NULL);
  if (text == NULL || *text == '\0')
    return NULL;
  return g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);
}

/**
 * sotong_settings_set_layout:
 * @self: the settings
 * @layout: (nullable): an `a{sv}`; a floating reference is sunk; %NULL forgets it
 */
void
sotong_settings_set_layout (SotongSettings *self,
                            GVariant       *layout)
{
  g_autoptr(GVariant) owned = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (SOTONG_IS_SETTINGS (self));
  g_return_if_fail (layout == NULL || g_variant_is_of_type (layout, G_VARIANT_TYPE_VARDICT));

  if (layout != NULL)
    {
      owned = g_variant_ref_sink (layout);
      text = g_variant_print (owned, TRUE);
    }
  g_key_file_set_string (self->file, GROUP_WINDOW, "layout", text != NULL ? text : "");
  queue_save (self);
}

/**
 * sotong_settings_get_window:
 * @self: the settings
 * @width: (out): width in pixels of the window when it is not maximized
 * @height: (out): height in pixels
 * @maximized: (out): whether it was maximized
 */
void
sotong_settings_get_window (SotongSettings *self,
                            int            *width,
                            int            *height,
                            gboolean       *maximized)
{
  g_return_if_fail (SOTONG_IS_SETTINGS (self));

  *width = g_key_file_get_integer (self->file, GROUP_WINDOW, "width", NULL);
  *height = g_key_file_get_integer (self->file, GROUP_WINDOW, "height", NULL);
  *maximized = g_key_file_get_boolean (self->file, GROUP_WINDOW, "maximized", NULL);
  if (*width < 360 || *width > 16384 || *height < 240 || *height > 16384)
    {
      *width = 1280;
      *height = 720;
    }
}

/**
 * sotong_settings_set_window:
 * @self: the settings
 * @width: width in pixels when it is not maximized
 * @height: height in pixels
 * @maximized: whether it is maximized
 */
void
sotong_settings_set_window (SotongSettings *self,
                            int             width,
                            int             height,
                            gboolean        maximized)
{
  g_return_if_fail (SOTONG_IS_SETTINGS (self));

  g_key_file_set_integer (self->file, GROUP_WINDOW, "width", width);
  g_key_file_set_integer (self->file, GROUP_WINDOW, "height", height);
  g_key_file_set_boolean (self->file, GROUP_WINDOW, "maximized", maximized);
  queue_save (self);
}

/**
 * sotong_settings_get_used:
 * @self: the settings
 *
 * Returns: (transfer full): keys of what was done from the palette, the last first
 */
GStrv
sotong_settings_get_used (SotongSettings *self)
{
  GStrv used;

  g_return_val_if_fail (SOTONG_IS_SETTINGS (self), NULL);

  used = g_key_file_get_string_list (self->file, GROUP_PALETTE, "used", NULL, NULL);
  return used != NULL ? used : g_new0 (char *, 1);
}

/**
 * sotong_settings_add_used:
 * @self: the settings
 * @key: what was done from the palette
 *
 * Makes @key the first of those that were used; the oldest is forgotten in time.
 */
void
sotong_settings_add_used (SotongSettings *self,
                          const char     *key)
{
  g_auto(GStrv) used = sotong_settings_get_used (self);
  g_autoptr(GPtrArray) keys = g_ptr_array_new ();

  g_return_if_fail (key != NULL);

  g_ptr_array_add (keys, (gpointer) key);
  for (guint i = 0; used[i] != NULL && keys->len < MAX_USED; i++)
    if (!g_str_equal (used[i], key))
      g_ptr_array_add (keys, used[i]);
  g_key_file_set_string_list (self->file, GROUP_PALETTE, "used", (const char * const *) keys->pdata, keys->len);
  queue_save (self);
}

/**
 * sotong_settings_get_clock_closed:
 * @self: the settings
 * @workspace: path of a workspace
 *
 * Returns: up to when a person has said that the clock was ahead at changes of it, seconds since 1970 UTC; 0: never
 */
gint64
sotong_settings_get_clock_closed (SotongSettings *self,
                                  const char     *workspace)
{
  g_autofree char *key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, workspace, -1); /* not each path is one */

  return g_key_file_get_int64 (self->file, GROUP_CLOCK, key, NULL);
}

/**
 * sotong_settings_set_clock_closed:
 * @self: the settings
 * @workspace: path of a workspace
 * @until: seconds since 1970 UTC
 *
 * Keeps that the line about a clock that was set back has been closed.
 */
void
sotong_settings_set_clock_closed (SotongSettings *self,
                                  const char     *workspace,
                                  gint64          until)
{
  g_autofree char *key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, workspace, -1);

  g_key_file_set_int64 (self->file, GROUP_CLOCK, key, until);
  queue_save (self);
}

/**
 * sotong_settings_save:
 * @self: the settings
 * @error: return location, in the domain of files
 *
 * Writes the settings at once. Otherwise a change is written by itself a moment later.
 *
 * Returns: whether the file was written
 */
gboolean
sotong_settings_save (SotongSettings  *self,
                      GError         **error)
{
  g_autofree char *directory = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  g_return_val_if_fail (SOTONG_IS_SETTINGS (self), FALSE);

  g_clear_handle_id (&self->save_id, g_source_remove);
  directory = g_path_get_dirname (self->path);
  if (g_mkdir_with_parents (directory, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s",
                   directory, g_strerror (code));
      return FALSE;
    }
  text = g_key_file_to_data (self->file, &length, NULL);
  return g_file_set_contents_full (self->path, text, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}
