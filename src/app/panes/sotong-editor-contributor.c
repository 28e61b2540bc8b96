/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-contributor-dialog.h"
#include "app/panes/sotong-editor-details.h"
#include "app/panes/sotong-editor-field.h"
#include "app/panes/sotong-editor-page-private.h"
#include "store/sotong-contributor.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/**
 * SotongEditorContributor:
 *
 * The citizen with whom a joint content was made, what was agreed, and the address that proves it.
 * Its signal “changed” comes when a person changed something.
 */
struct _SotongEditorContributor
{
  GtkWidget    parent_instance;
  GtkWidget   *box;           /* (unowned): child */
  GtkDropDown *list;          /* (unowned) */
  GtkWidget   *edit;          /* (unowned) */
  GtkLabel    *note;          /* (unowned) */
  GtkWidget   *proof;         /* (unowned) */
  GtkWidget   *proof_note;    /* (unowned): seen while that is no address */
  GPtrArray   *contributors;  /* (owned) (nullable) (element-type SotongContributor) */
  gint64       chosen_id;     /* or SOTONG_NONE; also while the list is not read */
  gboolean     updating;
};

G_DEFINE_FINAL_TYPE (SotongEditorContributor, sotong_editor_contributor, GTK_TYPE_WIDGET)

static guint changed_signal;

/* (nullable): who is chosen. */
const SotongContributor *
sotong_editor_contributor_get_chosen (SotongEditorContributor *self)
{
  guint position;

  g_return_val_if_fail (SOTONG_IS_EDITOR_CONTRIBUTOR (self), NULL);

  position = gtk_drop_down_get_selected (self->list);
  if (self->contributors == NULL || position == GTK_INVALID_LIST_POSITION || position == 0 || position > self->contributors->len)
    return NULL;
  return g_ptr_array_index (self->contributors, position - 1);
}

/* What is no address proves nothing, and is not counted; it stays as it was typed. */
static void
show_proof (SotongEditorContributor *self)
{
  const char *proof = gtk_editable_get_text (GTK_EDITABLE (self->proof));
  gboolean wrong = !sotong_text_is_blank (proof) && !sotong_contribution_is_proof (proof);

  gtk_widget_set_visible (self->proof_note, wrong);
  if (wrong)
    gtk_widget_add_css_class (self->proof, "warning");
  else
    gtk_widget_remove_css_class (self->proof, "warning");
}

static void
show_note (SotongEditorContributor *self)
{
  const SotongContributor *chosen = sotong_editor_contributor_get_chosen (self);
  GString *text = g_string_new (NULL);

  gtk_widget_set_sensitive (self->edit, chosen != NULL);
  if (chosen != NULL)
    {
      g_autofree char *fee = chosen->fee != SOTONG_NONE ? sotong_number_group (chosen->fee) : NULL;

      if (fee != NULL)
        g_string_append_printf (text, _("Fee: %s won."), fee);
      g_string_append_printf (text, " %s", *chosen->consent != '\0' ? chosen->consent : _("No consent is noted yet."));
      g_string_append_printf (text, " · %s", *chosen->rights != '\0' ? chosen->rights : _("No rights are noted yet."));
    }
  gtk_label_set_text (self->note, g_strstrip (text->str));
  gtk_widget_set_visible (GTK_WIDGET (self->note), chosen != NULL);
  g_string_free (text, TRUE);
}

static void
changed_cb (SotongEditorContributor *self)
{
  const SotongContributor *chosen = sotong_editor_contributor_get_chosen (self);

  if (self->updating)
    return;
  self->chosen_id = chosen != NULL ? chosen->id : SOTONG_NONE;
  show_note (self);
  g_signal_emit (self, changed_signal, 0);
}

/* The address that proves it; the list, perhaps, was not read yet. */
static void
proof_cb (SotongEditorContributor *self)
{
  show_proof (self);
  if (!self->updating)
    g_signal_emit (self, changed_signal, 0);
}

/**
 * sotong_editor_contributor_take:
 * @id: a contributor who was saved just now
 * @fee: won, or SOTONG_NONE
 * @user_data: the section
 *
 * Chooses one who may not be in the list yet, as a person does.
 */
void
sotong_editor_contributor_take (gint64   id,
                                gint64   fee,
                                gpointer user_data)
{
  SotongEditorContributor *self = SOTONG_EDITOR_CONTRIBUTOR (user_data);
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), SOTONG_TYPE_EDITOR_PAGE);

  self->chosen_id = id;
  if (page == NULL)
    return;
  sotong_editor_page_take_fee (SOTONG_EDITOR_PAGE (page), id, fee);
  sotong_editor_page_changed (SOTONG_EDITOR_PAGE (page));
  sotong_editor_page_read (SOTONG_EDITOR_PAGE (page));
}

static void
present (SotongEditorContributor *self,
         const SotongContributor *contributor)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), SOTONG_TYPE_EDITOR_PAGE);

  if (page != NULL)
    sotong_contributor_dialog_present (GTK_WINDOW (gtk_widget_get_root (page)), SOTONG_EDITOR_PAGE (page)->context, contributor,
                                       sotong_editor_page_get_id (SOTONG_EDITOR_PAGE (page)), sotong_editor_page_get_draft (SOTONG_EDITOR_PAGE (page)),
                                       sotong_editor_contributor_take, G_OBJECT (self));
}

static void
add_cb (SotongEditorContributor *self)
{
  present (self, NULL);
}

static void
edit_cb (SotongEditorContributor *self)
{
  const SotongContributor *chosen = sotong_editor_contributor_get_chosen (self);

  if (chosen != NULL)
    present (self, chosen);
}

static void
sotong_editor_contributor_dispose (GObject *object)
{
  SotongEditorContributor *self = SOTONG_EDITOR_CONTRIBUTOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->contributors, g_ptr_array_unref);
  G_OBJECT_CLASS (sotong_editor_contributor_parent_class)->dispose (object);
}

static void
sotong_editor_contributor_class_init (SotongEditorContributorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_editor_contributor_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sotong_editor_contributor_init (SotongEditorContributor *self)
{
  GtkWidget *grid = gtk_grid_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *add = gtk_button_new_with_label (_("Add…"));

  self->chosen_id = SOTONG_NONE;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->edit = gtk_button_new_with_label (_("Edit…"));
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->list), TRUE);
  gtk_widget_set_tooltip_text (add, _("Add a contributor"));
  gtk_widget_set_tooltip_text (self->edit, _("Edit the contributor"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Contributor"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a contributor"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edit), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Edit the contributor"), -1);
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (line), add);
  gtk_box_append (GTK_BOX (line), self->edit);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  self->proof = sotong_editor_field_entry (GTK_GRID (grid), 0, 0, _("Address of the joint content"), _("https://…, as proof"), NULL, NULL);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->proof), GTK_INPUT_PURPOSE_URL);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (self->box), grid);
  self->proof_note = gtk_label_new (_("This is not a web address yet, and proves nothing. Write it as https://blog.example.org/7."));
  gtk_label_set_xalign (GTK_LABEL (self->proof_note), 0);
  gtk_label_set_wrap (GTK_LABEL (self->proof_note), TRUE);
  gtk_widget_add_css_class (self->proof_note, "caption");
  gtk_widget_add_css_class (self->proof_note, "warning");
  gtk_widget_set_visible (self->proof_note, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->proof_note);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->proof, "changed", G_CALLBACK (proof_cb), self);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->edit, "clicked", G_CALLBACK (edit_cb), self);
}

GtkWidget *
sotong_editor_contributor_new (void)
{
  return g_object_new (SOTONG_TYPE_EDITOR_CONTRIBUTOR, NULL);
}

static guint
position_of (SotongEditorContributor *self,
             gint64                   id)
{
  for (guint i = 0; i < self->contributors->len; i++)
    if (((const SotongContributor *) g_ptr_array_index (self->contributors, i))->id == id)
      return i + 1;
  return 0;
}

/**
 * sotong_editor_contributor_show:
 * @self: the section
 * @contributors: (element-type SotongContributor): all of them
 *
 * Fills the list; who is chosen stays so.
 */
void
sotong_editor_contributor_show (SotongEditorContributor *self,
                                GPtrArray               *contributors)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  g_return_if_fail (SOTONG_IS_EDITOR_CONTRIBUTOR (self));

  g_ptr_array_ref (contributors);
  g_clear_pointer (&self->contributors, g_ptr_array_unref);
  self->contributors = contributors;
  gtk_string_list_append (names, _("No contributor"));
  for (guint i = 0; i < contributors->len; i++)
    gtk_string_list_append (names, ((const SotongContributor *) g_ptr_array_index (contributors, i))->pen_name);
  self->updating = TRUE;
  gtk_drop_down_set_model (self->list, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->list, position_of (self, self->chosen_id));
  self->updating = FALSE;
  show_note (self);
}

/* Shows what a content has; %NULL is a new one. */
void
sotong_editor_contributor_put (SotongEditorContributor *self,
                               const SotongContent     *content)
{
  g_return_if_fail (SOTONG_IS_EDITOR_CONTRIBUTOR (self));

  self->chosen_id = content != NULL ? content->contributor_id : SOTONG_NONE;
  self->updating = TRUE;
  if (self->contributors != NULL)
    gtk_drop_down_set_selected (self->list, position_of (self, self->chosen_id));
  sotong_editor_field_put (GTK_EDITABLE (self->proof), content != NULL ? content->proof_url : NULL);
  self->updating = FALSE;
  show_note (self);
}

/* Chooses a contributor, as a person does. */
void
sotong_editor_contributor_choose (SotongEditorContributor *self,
                                  gint64                   id)
{
  g_return_if_fail (SOTONG_IS_EDITOR_CONTRIBUTOR (self));

  if (self->contributors != NULL)
    gtk_drop_down_set_selected (self->list, position_of (self, id));
}

/* Whether the page shows the content, or the one that was called @draft before it was stored. */
static gboolean
shows (SotongEditorPage *page,
       gint64            content,
       const char       *draft)
{
  return (content != 0 && sotong_editor_page_get_id (page) == content) || (draft != NULL && g_strcmp0 (page->draft, draft) == 0);
}

/**
 * sotong_editor_contributor_unfold:
 * @widget: where to look, as a window
 * @content: a content, 0 of one that was not stored
 * @draft: (nullable): what sotong_editor_page_get_draft() calls one that was not stored
 *
 * Unfolds the section of the page that the content is open in: who is chosen there now is seen.
 *
 * Returns: (transfer none) (nullable): the section
 */
SotongEditorContributor *
sotong_editor_contributor_unfold (GtkWidget  *widget,
                                  gint64      content,
                                  const char *draft)
{
  if (SOTONG_IS_EDITOR_PAGE (widget))
    {
      SotongEditorSections *sections = SOTONG_EDITOR_PAGE (widget)->sections;

      if (!shows (SOTONG_EDITOR_PAGE (widget), content, draft))
        return NULL;
      sotong_editor_section_set_expanded (sotong_editor_sections_get (sections, SOTONG_EDITOR_SECTION_CONTRIBUTOR), TRUE);
      return SOTONG_EDITOR_CONTRIBUTOR (sotong_editor_sections_get_part (sections, SOTONG_EDITOR_SECTION_CONTRIBUTOR));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      SotongEditorContributor *found = sotong_editor_contributor_unfold (child, content, draft);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Writes what the person has into @content. */
void
sotong_editor_contributor_collect (SotongEditorContributor *self,
                                   SotongContent           *content)
{
  g_return_if_fail (SOTONG_IS_EDITOR_CONTRIBUTOR (self));

  content->contributor_id = self->chosen_id;
  g_free (content->proof_url);
  content->proof_url = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->proof))));
}
