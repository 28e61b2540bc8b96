/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's commands for layouts with a name, and the part of its menu that lists them. */
#include "config.h"

#include "app/sotong-window-private.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-layouts-dialog.h"

/* A name in a menu: no letter of it is a mnemonic. */
static char *
escape_label (const char *name)
{
  g_auto(GStrv) parts = g_strsplit (name, "_", -1);

  return g_strjoinv ("__", parts);
}

static void
fill_menu (SotongWindow *self)
{
  g_autoptr(GPtrArray) list = sotong_layouts_list (self->layouts);

  g_menu_remove_all (self->layouts_section);
  for (guint i = 0; i < list->len; i++)
    {
      const SotongLayout *layout = g_ptr_array_index (list, i);
      g_autofree char *label = escape_label (layout->name);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.layout", "s", layout->id);
      if (i < 9)
        {
          g_autofree char *accel = g_strdup_printf ("<Control><Alt>%u", i + 1);

          g_menu_item_set_attribute (item, "accel", "s", accel);
        }
      g_menu_append_item (self->layouts_section, item);
    }
}

static char *
dup_name (SotongWindow *self,
          const char   *id)
{
  g_autoptr(GPtrArray) list = sotong_layouts_list (self->layouts);

  for (guint i = 0; i < list->len; i++)
    {
      const SotongLayout *layout = g_ptr_array_index (list, i);

      if (g_strcmp0 (layout->id, id) == 0)
        return g_strdup (layout->name);
    }
  return NULL;
}

static gboolean
restore (SotongWindow *self,
         GVariant     *layout)
{
  return sotong_workbench_restore_layout (self->workbench, layout, gtk_widget_get_width (GTK_WIDGET (self->workbench)),
                                          gtk_widget_get_height (GTK_WIDGET (self->workbench)));
}

/* What can be taken back is the arrangement or the list, whichever was changed last. */
static void
set_back (SotongWindow *self,
          GVariant     *arrangement)
{
  g_clear_pointer (&self->arrangement, g_variant_unref);
  self->arrangement = arrangement;
}

static void
choose (SotongWindow *self,
        const char   *id)
{
  g_autoptr(GVariant) before = NULL, layout = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = dup_name (self, id);
  g_autofree char *text = NULL;

  layout = sotong_layouts_dup (self->layouts, id, &error);
  before = sotong_workbench_save_layout (self->workbench);
  if (layout != NULL && !restore (self, layout))
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                                 _("Another version of Sotong saved it, in a way this one does not know. Use that version, or save the layout anew."));
  if (error != NULL)
    {
      sotong_window_show_error (self, _("The layout cannot be shown"), error);
      return;
    }
  sotong_workbench_set_chosen (self->workbench, id);
  set_back (self, g_steal_pointer (&before));
  text = g_strdup_printf (_("Layout: %s"), name != NULL ? name : id);
  sotong_window_toast_button (self, text, _("_Back"), "win.layout-undo");
}

static void
layout_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  choose (SOTONG_WINDOW (user_data), g_variant_get_string (parameter, NULL));
}

/* Ctrl+Alt+1, …: in the order of the menu. */
static void
layout_number_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  g_autoptr(GPtrArray) list = sotong_layouts_list (self->layouts);
  int number = g_variant_get_int32 (parameter);

  if (number >= 1 && (guint) number <= list->len)
    choose (self, ((const SotongLayout *) g_ptr_array_index (list, number - 1))->id);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
save_layout_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  g_autofree char *chosen = sotong_workbench_dup_chosen (self->workbench);
  g_autofree char *name = dup_name (self, chosen);

  sotong_layouts_dialog_save (self, self->layouts, name);
}

static void
layouts_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);

  gtk_window_present (GTK_WINDOW (sotong_layouts_dialog_new (self, self->layouts)));
}

static void
layout_undo_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  g_autoptr(GVariant) before = g_steal_pointer (&self->arrangement);

  if (before != NULL)
    restore (self, before);
  else
    sotong_layouts_undo (self->layouts);
}

static void
layouts_changed_cb (SotongWindow *self)
{
  set_back (self, NULL);
  fill_menu (self);
  sotong_window_update_layouts (self);
}

/* What was said of the layout is said again with it, and so is the way back. */
static void
topic_gone_cb (SotongWindow *self,
               const char   *name)
{
  g_autofree char *text = *name != '\0' ? g_strdup_printf (_("There is no topic “%s” in this workspace: all mentions are shown."), name)
                                        : g_strdup (_("The topic of this layout is not there any more: all mentions are shown."));

  sotong_window_toast_button (self, text, self->arrangement != NULL ? _("_Back") : NULL, "win.layout-undo");
}

void
sotong_window_add_layouts (SotongWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "layout", .activate = layout_action, .parameter_type = "s", .state = "''" },
    { .name = "layout-number", .activate = layout_number_action, .parameter_type = "i" },
    { .name = "save-layout", .activate = save_layout_action },
    { .name = "layouts", .activate = layouts_action },
    { .name = "layout-undo", .activate = layout_undo_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/* Once the settings are there. */
void
sotong_window_load_layouts (SotongWindow *self)
{
  self->layouts = sotong_layouts_new (self->settings);
  g_signal_connect_object (self->layouts, "changed", G_CALLBACK (layouts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workbench, "topic-gone", G_CALLBACK (topic_gone_cb), self, G_CONNECT_SWAPPED);
  fill_menu (self);
}

/* Which layout was chosen last, for the menu's dot. */
void
sotong_window_update_layouts (SotongWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "layout");
  g_autofree char *chosen = sotong_workbench_dup_chosen (self->workbench);

  if (action != NULL)
    g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (chosen != NULL ? chosen : ""));
}

void
sotong_window_forget_layouts (SotongWindow *self)
{
  set_back (self, NULL);
  g_clear_object (&self->layouts);
}
