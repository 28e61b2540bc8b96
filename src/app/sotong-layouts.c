/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-layouts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/sotong-pane-registry.h"
#include "app/sotong-settings-private.h"
#include "util/sotong-text.h"

#define GROUP_PREFIX "Layout "
#define OWN_PREFIX "own-"

#define KEY_NAME "name"
#define KEY_TEXT "layout"
#define KEY_INSTEAD "instead"

#define MAX_NAME 60

/**
 * SotongLayouts:
 *
 * Layouts by their names: those that come with the program and those a person saved.
 *
 * They are kept with the person's settings rather than in the workspace: a layout belongs to a person and a screen, the
 * weekly meeting goes on when next year's workspace is begun, and what one person moves is not moved for a colleague who
 * opens the same file. Each is a group of the key file with the versioned text of the layout; what another version of the
 * program wrote there is left alone.
 *
 * One that is saved under the name of one that came with the program stands in its place until it is deleted or renamed.
 */
struct _SotongLayouts
{
  GObject         parent_instance;
  SotongSettings *settings;     /* (owned) */
  char           *undo_id;      /* (owned) (nullable): what was changed last */
  char           *undo_name;    /* (owned) (nullable): as it was before; %NULL when it was not there */
  char           *undo_text;    /* (owned) (nullable) */
  char           *undo_instead; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SotongLayouts, sotong_layouts, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
forget_undo (SotongLayouts *self)
{
  g_clear_pointer (&self->undo_id, g_free);
  g_clear_pointer (&self->undo_name, g_free);
  g_clear_pointer (&self->undo_text, g_free);
  g_clear_pointer (&self->undo_instead, g_free);
}

static void
sotong_layouts_finalize (GObject *object)
{
  SotongLayouts *self = SOTONG_LAYOUTS (object);

  forget_undo (self);
  g_object_unref (self->settings);
  G_OBJECT_CLASS (sotong_layouts_parent_class)->finalize (object);
}

static void
sotong_layouts_class_init (SotongLayoutsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_layouts_finalize;

  /**
   * SotongLayouts::changed:
   *
   * A layout was saved, renamed or deleted.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", SOTONG_TYPE_LAYOUTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sotong_layouts_init (SotongLayouts *self)
{
}

/**
 * sotong_layouts_new:
 * @settings: the person's settings
 *
 * Returns: (transfer full): the layouts
 */
SotongLayouts *
sotong_layouts_new (SotongSettings *settings)
{
  SotongLayouts *self;

  g_return_val_if_fail (SOTONG_IS_SETTINGS (settings), NULL);

  self = g_object_new (SOTONG_TYPE_LAYOUTS, NULL);
  self->settings = g_object_ref (settings);
  return self;
}

void
sotong_layout_free (SotongLayout *layout)
{
  g_free (layout->id);
  g_free (layout->name);
  g_free (layout);
}

/* ---- the file ---- */

static char *
group_of (const char *id)
{
  return g_strconcat (GROUP_PREFIX, id, NULL);
}

static char *
read_key (SotongLayouts *self,
          const char    *id,
          const char    *key)
{
  g_autofree char *group = group_of (id);

  return g_key_file_get_string (sotong_settings_get_file (self->settings), group, key, NULL);
}

static gint64
number_of (const char *id)
{
  return g_ascii_strtoll (id + strlen (OWN_PREFIX), NULL, 10);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 one = number_of (*(const char * const *) a), two = number_of (*(const char * const *) b);

  return one < two ? -1 : one > two;
}

/* Of all that a person saved, the oldest first. */
static GStrv
list_own (SotongLayouts *self)
{
  g_auto(GStrv) groups = g_key_file_get_groups (sotong_settings_get_file (self->settings), NULL);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], GROUP_PREFIX OWN_PREFIX))
      {
        const char *id = groups[i] + strlen (GROUP_PREFIX);
        g_autofree char *name = read_key (self, id, KEY_NAME);

        if (name != NULL && *name != '\0')
          g_ptr_array_add (ids, g_strdup (id));
      }
  g_ptr_array_sort (ids, compare_ids);
  g_ptr_array_add (ids, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

static char *
find_own (SotongLayouts *self,
          const char    *key,
          const char    *wanted)
{
  g_auto(GStrv) ids = list_own (self);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *value = read_key (self, ids[i], key);

      if (g_strcmp0 (value, wanted) == 0)
        return g_strdup (ids[i]);
    }
  return NULL;
}

/* The highest number there is or was. Numbers are not used again: the id of one that was deleted shall not mean another. */
static gint64
last_number (SotongLayouts *self)
{
  g_auto(GStrv) ids = list_own (self);
  gint64 last = MAX (g_key_file_get_int64 (sotong_settings_get_file (self->settings), "Layouts", "last", NULL), 0);

  for (guint i = 0; ids[i] != NULL; i++)
    last = MAX (last, number_of (ids[i]));
  return last;
}

static char *
new_id (SotongLayouts *self)
{
  return g_strdup_printf (OWN_PREFIX "%" G_GINT64_FORMAT, last_number (self) + 1);
}

static void
set_or_drop (GKeyFile   *file,
             const char *group,
             const char *key,
             const char *value)
{
  if (value != NULL)
    g_key_file_set_string (file, group, key, value);
  else
    g_key_file_remove_key (file, group, key, NULL);
}

/* @name: %NULL deletes it. */
static void
write_layout (SotongLayouts *self,
              const char    *id,
              const char    *name,
              const char    *text,
              const char    *instead)
{
  GKeyFile *file = sotong_settings_get_file (self->settings);
  g_autofree char *group = group_of (id);

  if (name == NULL)
    {
      g_key_file_set_int64 (file, "Layouts", "last", last_number (self));
      g_key_file_remove_group (file, group, NULL);
    }
  else
    {
      g_key_file_set_string (file, group, KEY_NAME, name);
      g_key_file_set_string (file, group, KEY_TEXT, text);
      set_or_drop (file, group, KEY_INSTEAD, instead);
    }
  sotong_settings_touch (self->settings);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
remember (SotongLayouts *self,
          const char    *id)
{
  forget_undo (self);
  self->undo_id = g_strdup (id);
  self->undo_name = read_key (self, id, KEY_NAME);
  self->undo_text = read_key (self, id, KEY_TEXT);
  self->undo_instead = read_key (self, id, KEY_INSTEAD);
}

/* ---- what there is ---- */

static const SotongShippedLayout *
find_shipped (const char *id,
              const char *title)
{
  guint n_layouts;
  const SotongShippedLayout *layouts = sotong_shipped_layouts (&n_layouts);

  for (guint i = 0; i < n_layouts; i++)
    if (id != NULL ? g_str_equal (layouts[i].id, id) : title != NULL && g_str_equal (_(layouts[i].title), title))
      return &layouts[i];
  return NULL;
}

static void
add_layout (GPtrArray  *list,
            const char *id,
            const char *name,
            gboolean    own)
{
  SotongLayout *layout = g_new0 (SotongLayout, 1);

  layout->id = g_strdup (id);
  layout->name = g_strdup (name);
  layout->own = own;
  g_ptr_array_add (list, layout);
}

/**
 * sotong_layouts_list:
 * @self: the layouts
 *
 * Returns: (transfer full) (element-type SotongLayout): all, those that came with the program first
 */
GPtrArray *
sotong_layouts_list (SotongLayouts *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_layout_free);
  guint n_layouts;
  const SotongShippedLayout *layouts = sotong_shipped_layouts (&n_layouts);
  g_auto(GStrv) ids = NULL;

  g_return_val_if_fail (SOTONG_IS_LAYOUTS (self), list);

  for (guint i = 0; i < n_layouts; i++)
    {
      g_autofree char *own = find_own (self, KEY_INSTEAD, layouts[i].id);
      g_autofree char *name = own != NULL ? read_key (self, own, KEY_NAME) : NULL;

      add_layout (list, own != NULL ? own : layouts[i].id, own != NULL ? name : _(layouts[i].title), own != NULL);
    }
  ids = list_own (self);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *name = read_key (self, ids[i], KEY_NAME);
      g_autofree char *instead = read_key (self, ids[i], KEY_INSTEAD);

      if (instead == NULL || find_shipped (instead, NULL) == NULL)
        add_layout (list, ids[i], name, TRUE);
    }
  return list;
}

/* A layout that was chosen shows what it shows: panes that are newer than it stay away. */
static GVariant *
know_all (GVariant *layout)
{
  GVariantBuilder known = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_STRING_ARRAY);
  g_autoptr(GVariant) before = g_variant_lookup_value (layout, "known", G_VARIANT_TYPE_STRING_ARRAY);
  g_autofree const char **ids = before != NULL ? g_variant_get_strv (before, NULL) : NULL;
  GVariantDict dict;
  guint n_panes;
  const SotongPaneInfo *panes = sotong_pane_registry_get (&n_panes);

  for (guint i = 0; i < n_panes; i++)
    g_variant_builder_add (&known, "s", panes[i].id);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (sotong_pane_registry_lookup (ids[i]) == NULL)
      g_variant_builder_add (&known, "s", ids[i]);
  g_variant_dict_init (&dict, layout);
  g_variant_dict_insert_value (&dict, "known", g_variant_builder_end (&known));
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

/**
 * sotong_layouts_dup:
 * @self: the layouts
 * @id: of a layout
 * @error: return location: it is not there any more or its text is not one
 *
 * Returns: (transfer full) (nullable): an `a{sv}` for [method@Sotong.Workbench.restore_layout]
 */
GVariant *
sotong_layouts_dup (SotongLayouts  *self,
                    const char     *id,
                    GError        **error)
{
  const SotongShippedLayout *shipped;
  g_autofree char *text = NULL;
  g_autoptr(GVariant) layout = NULL;

  g_return_val_if_fail (SOTONG_IS_LAYOUTS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  shipped = find_shipped (id, NULL);
  text = shipped != NULL ? g_strdup (shipped->text) : read_key (self, id, KEY_TEXT);
  if (text == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _("This layout is not there any more. Choose another one in the menu."));
      return NULL;
    }
  layout = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);
  if (layout == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("The settings file does not say where its panes stand. Delete the layout and save it again."));
      return NULL;
    }
  return know_all (layout);
}

/* ---- changing ---- */

static char *
check_name (const char  *name,
            GError     **error)
{
  g_autofree char *clean = sotong_text_name (name);

  if (*clean == '\0')
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _("A layout needs a name. Type what it is for: the weekly meeting, the election night."));
  else if (g_utf8_strlen (clean, -1) > MAX_NAME)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 _("The name is longer than %d letters and would not fit into the menu. Choose a shorter one."),
                 MAX_NAME);
  else
    return g_steal_pointer (&clean);
  return NULL;
}

/**
 * sotong_layouts_save:
 * @self: the layouts
 * @name: what it is called; one of the person's own with this name is replaced
 * @layout: an `a{sv}` of [method@Sotong.Workbench.save_layout]
 * @error: return location: the name cannot be taken
 *
 * Returns: (transfer full) (nullable): its id
 */
char *
sotong_layouts_save (SotongLayouts  *self,
                     const char     *name,
                     GVariant       *layout,
                     GError        **error)
{
  const SotongShippedLayout *shipped;
  g_autofree char *clean = NULL, *id = NULL, *text = NULL;

  g_return_val_if_fail (SOTONG_IS_LAYOUTS (self), NULL);
  g_return_val_if_fail (g_variant_is_of_type (layout, G_VARIANT_TYPE_VARDICT), NULL);

  clean = check_name (name, error);
  if (clean == NULL)
    return NULL;
  text = g_variant_print (layout, TRUE);
  shipped = find_shipped (NULL, clean);
  id = find_own (self, KEY_NAME, clean);
  if (id == NULL)
    id = new_id (self);
  remember (self, id);
  write_layout (self, id, clean, text, shipped != NULL ? shipped->id : NULL);
  return g_steal_pointer (&id);
}

/**
 * sotong_layouts_rename:
 * @self: the layouts
 * @id: of one of the person's own
 * @name: what it shall be called
 * @error: return location: the name is taken or cannot be
 *
 * Returns: whether it has the name
 */
gboolean
sotong_layouts_rename (SotongLayouts  *self,
                       const char     *id,
                       const char     *name,
                       GError        **error)
{
  g_autofree char *clean = NULL, *text = NULL, *other = NULL;
  const SotongShippedLayout *shipped;

  g_return_val_if_fail (SOTONG_IS_LAYOUTS (self), FALSE);

  clean = check_name (name, error);
  if (clean == NULL)
    return FALSE;
  text = read_key (self, id, KEY_TEXT);
  if (text == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _("This layout is not there any more. Choose another one in the menu."));
      return FALSE;
    }
  other = find_own (self, KEY_NAME, clean);
  if (other != NULL && !g_str_equal (other, id))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                   _("There is a layout “%s” already. Choose another name, or delete that one first."), clean);
      return FALSE;
    }
  shipped = find_shipped (NULL, clean);
  remember (self, id);
  write_layout (self, id, clean, text, shipped != NULL ? shipped->id : NULL);
  return TRUE;
}

/**
 * sotong_layouts_remove:
 * @self: the layouts
 * @id: of one of the person's own
 *
 * Deletes it; [method@Sotong.Layouts.undo] brings it back.
 *
 * Returns: whether it was there
 */
gboolean
sotong_layouts_remove (SotongLayouts *self,
                       const char    *id)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (SOTONG_IS_LAYOUTS (self), FALSE);

  name = read_key (self, id, KEY_NAME);
  if (name == NULL)
    return FALSE;
  remember (self, id);
  write_layout (self, id, NULL, NULL, NULL);
  return TRUE;
}

/**
 * sotong_layouts_undo:
 * @self: the layouts
 *
 * Takes back the last change, once.
 *
 * Returns: whether there was one
 */
gboolean
sotong_layouts_undo (SotongLayouts *self)
{
  g_autofree char *id = NULL, *name = NULL, *text = NULL, *instead = NULL;

  g_return_val_if_fail (SOTONG_IS_LAYOUTS (self), FALSE);

  if (self->undo_id == NULL)
    return FALSE;
  id = g_steal_pointer (&self->undo_id);
  name = g_steal_pointer (&self->undo_name);
  text = g_steal_pointer (&self->undo_text);
  instead = g_steal_pointer (&self->undo_instead);
  write_layout (self, id, name, text != NULL ? text : "", instead);
  return TRUE;
}
