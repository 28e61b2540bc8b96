/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-search-chip.h"

#include <glib/gi18n.h>

#include "app/sotong-tooltip.h"

/**
 * SotongSearchChip:
 *
 * The name of the kept search that narrows the list of mentions, while one does; a click ends it.
 */
struct _SotongSearchChip
{
  GtkButton     parent_instance;
  GtkLabel     *label;    /* (unowned) */
  GSignalGroup *context;  /* (owned) (nullable): of the SotongContext */
};

G_DEFINE_FINAL_TYPE (SotongSearchChip, sotong_search_chip, GTK_TYPE_BUTTON)

static void
add_part (GString    *text,
          const char *name,
          const char *value)
{
  if (value[0] != '\0')
    g_string_append_printf (text, "\n%s: %s", name, value);
}

static void
show_search (SotongSearchChip *self)
{
  g_autoptr(SotongContext) context = g_signal_group_dup_target (self->context);
  const SotongSavedSearch *search = context != NULL ? sotong_context_get_search (context, NULL) : NULL;
  g_autoptr(GString) text = g_string_new (_("End the kept search"));

  gtk_widget_set_visible (GTK_WIDGET (self), search != NULL);
  if (search == NULL)
    return;
  add_part (text, _("Source"), search->source);
  add_part (text, _("Author"), search->author);
  if (search->from[0] != '\0' || search->to[0] != '\0')
    g_string_append_printf (text, "\n%s: %s – %s", _("Range"), search->from, search->to);
  gtk_label_set_text (self->label, search->name);
  sotong_tooltip_set (GTK_WIDGET (self), text->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, search->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
}

static void
sotong_search_chip_clicked (GtkButton *button)
{
  g_autoptr(SotongContext) context = g_signal_group_dup_target (SOTONG_SEARCH_CHIP (button)->context);

  if (context != NULL)
    sotong_context_show_search (context, NULL, NULL);
}

static void
sotong_search_chip_dispose (GObject *object)
{
  g_clear_object (&SOTONG_SEARCH_CHIP (object)->context);
  G_OBJECT_CLASS (sotong_search_chip_parent_class)->dispose (object);
}

static void
sotong_search_chip_class_init (SotongSearchChipClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_search_chip_dispose;
  GTK_BUTTON_CLASS (klass)->clicked = sotong_search_chip_clicked;
}

static void
sotong_search_chip_init (SotongSearchChip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *close = gtk_image_new_from_icon_name ("window-close-symbolic");

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->label, 24);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), close);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pill-filter");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->context = g_signal_group_new (SOTONG_TYPE_CONTEXT);
  g_signal_group_connect_swapped (self->context, "notify::search", G_CALLBACK (show_search), self);
}

/**
 * sotong_search_chip_set_context:
 * @self: the chip
 * @context: (nullable): whose search it shows
 */
void
sotong_search_chip_set_context (SotongSearchChip *self,
                                SotongContext    *context)
{
  g_return_if_fail (SOTONG_IS_SEARCH_CHIP (self));

  g_signal_group_set_target (self->context, context);
  show_search (self);
}
