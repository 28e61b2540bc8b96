/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-section.h"

/**
 * SotongEditorSection:
 *
 * A part of the editor that is folded away, with a line that says what is in it. Its signal
 * “expanded” comes when a person opens or folds it.
 */
struct _SotongEditorSection
{
  GtkWidget  parent_instance;
  GtkWidget *expander;   /* (unowned): child */
  GtkWidget *summary;    /* (unowned) */
  char      *title;      /* (owned) */
};

G_DEFINE_FINAL_TYPE (SotongEditorSection, sotong_editor_section, GTK_TYPE_WIDGET)

static guint expanded_signal;

static void
expanded_cb (SotongEditorSection *self)
{
  g_signal_emit (self, expanded_signal, 0);
}

static void
sotong_editor_section_dispose (GObject *object)
{
  SotongEditorSection *self = SOTONG_EDITOR_SECTION (object);

  g_clear_pointer (&self->expander, gtk_widget_unparent);
  g_clear_pointer (&self->title, g_free);
  G_OBJECT_CLASS (sotong_editor_section_parent_class)->dispose (object);
}

static void
sotong_editor_section_class_init (SotongEditorSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_editor_section_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  expanded_signal = g_signal_new ("expanded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sotong_editor_section_init (SotongEditorSection *self)
{
  self->expander = gtk_expander_new (NULL);
  gtk_widget_set_parent (self->expander, GTK_WIDGET (self));
  g_signal_connect_swapped (self->expander, "notify::expanded", G_CALLBACK (expanded_cb), self);
}

/**
 * sotong_editor_section_new:
 * @title: what is in it
 * @child: (transfer floating): what is folded away
 *
 * Returns: (transfer floating): a folded section
 */
GtkWidget *
sotong_editor_section_new (const char *title,
                           GtkWidget  *child)
{
  SotongEditorSection *self = g_object_new (SOTONG_TYPE_EDITOR_SECTION, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (title);

  self->title = g_strdup (title);
  self->summary = gtk_label_new (NULL);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (self->summary, "caption");
  gtk_widget_add_css_class (self->summary, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (self->summary), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->summary);
  gtk_expander_set_label_widget (GTK_EXPANDER (self->expander), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_margin_top (child, 6);
  gtk_expander_set_child (GTK_EXPANDER (self->expander), child);
  return GTK_WIDGET (self);
}

/**
 * sotong_editor_section_set_summary:
 * @self: a section
 * @summary: what is in it, in a few words; "" for nothing
 */
void
sotong_editor_section_set_summary (SotongEditorSection *self,
                                   const char          *summary)
{
  g_autofree char *label = NULL;

  g_return_if_fail (SOTONG_IS_EDITOR_SECTION (self));

  if (g_str_equal (gtk_label_get_text (GTK_LABEL (self->summary)), summary))
    return;
  gtk_label_set_text (GTK_LABEL (self->summary), summary);
  label = *summary != '\0' ? g_strdup_printf ("%s: %s", self->title, summary) : g_strdup (self->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

const char *
sotong_editor_section_get_summary (SotongEditorSection *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_SECTION (self), NULL);
  return gtk_label_get_text (GTK_LABEL (self->summary));
}

gboolean
sotong_editor_section_get_expanded (SotongEditorSection *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_SECTION (self), FALSE);
  return gtk_expander_get_expanded (GTK_EXPANDER (self->expander));
}

void
sotong_editor_section_set_expanded (SotongEditorSection *self,
                                    gboolean             expanded)
{
  g_return_if_fail (SOTONG_IS_EDITOR_SECTION (self));
  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), expanded);
}
