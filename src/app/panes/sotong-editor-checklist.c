/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-checklist.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-editor-field.h"
#include "app/panes/sotong-editor-page-private.h"
#include "app/sotong-entry-fill.h"
#include "store/sotong-checklist.h"
#include "util/sotong-text.h"

/**
 * SotongEditorChecklist:
 *
 * What is to be seen to before a content goes out. Every tick is written at once, as a step of undo.
 */
struct _SotongEditorChecklist
{
  GtkWidget  parent_instance;
  GtkWidget *box;         /* (unowned): child */
  GtkWidget *list;        /* (unowned) */
  GtkWidget *entry;       /* (unowned) */
  gint64     content_id;
  gboolean   updating;
};

G_DEFINE_FINAL_TYPE (SotongEditorChecklist, sotong_editor_checklist, GTK_TYPE_WIDGET)

typedef enum { ACT_ADD, ACT_USUAL, ACT_DONE, ACT_UNDONE, ACT_REMOVE } ActKind;

typedef struct {
  ActKind  kind;
  gint64   id;    /* of the content or the item */
  char    *text;  /* (owned) (nullable) */
} Act;

static void
act_free (Act *act)
{
  g_free (act->text);
  g_free (act);
}

static gpointer
act_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const Act *act = data;
  gboolean done;

  switch (act->kind)
    {
    case ACT_ADD:
      done = sotong_checklist_add (db, act->id, act->text, error) != 0;
      break;
    case ACT_USUAL:
      done = sotong_checklist_add_usual (db, act->id, error);
      break;
    case ACT_REMOVE:
      done = sotong_checklist_remove (db, act->id, error);
      break;
    case ACT_DONE:
    case ACT_UNDONE:
    default:
      done = sotong_checklist_set_done (db, act->id, act->kind == ACT_DONE, error);
      break;
    }
  return GINT_TO_POINTER (done);
}

static void
act_on (GtkWidget  *page,
        ActKind     kind,
        gint64      id,
        const char *text)
{
  Act *what = g_new0 (Act, 1);

  what->kind = kind;
  what->id = id;
  what->text = g_strdup (text);
  sotong_editor_page_write (SOTONG_EDITOR_PAGE (page), act_job, what, (GDestroyNotify) act_free);
}

static void
act (SotongEditorChecklist *self,
     ActKind                kind,
     gint64                 id,
     const char            *text)
{
  act_on (gtk_widget_get_ancestor (GTK_WIDGET (self), SOTONG_TYPE_EDITOR_PAGE), kind, id, text);
}

static gint64
id_of (GtkWidget *widget)
{
  return *(const gint64 *) g_object_get_data (G_OBJECT (widget), "id");
}

static void
toggled_cb (SotongEditorChecklist *self,
            GtkCheckButton        *check)
{
  if (!self->updating)
    act (self, gtk_check_button_get_active (check) ? ACT_DONE : ACT_UNDONE, id_of (GTK_WIDGET (check)), NULL);
}

static void
remove_cb (SotongEditorChecklist *self,
           GtkWidget             *button)
{
  act (self, ACT_REMOVE, id_of (button), NULL);
}

static void
usual_cb (SotongEditorChecklist *self)
{
  act (self, ACT_USUAL, self->content_id, NULL);
}

/**
 * sotong_editor_checklist_add_item:
 * @self: a checklist
 * @text: what is to be seen to
 */
void
sotong_editor_checklist_add_item (SotongEditorChecklist *self,
                                  const char            *text)
{
  g_return_if_fail (SOTONG_IS_EDITOR_CHECKLIST (self));

  if (self->content_id != 0 && !sotong_text_is_blank (text))
    act (self, ACT_ADD, self->content_id, text);
}

/* What was typed, which makes way for the next. The journal has it until the list was read again. */
static char *
take_typed (SotongEditorChecklist *self,
            SotongEditorPage      *page)
{
  char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  gboolean updating = page->updating;

  page->updating = TRUE;
  sotong_editor_field_set_note (self->entry, "kept", NULL);
  sotong_entry_fill (GTK_EDITABLE (self->entry), "");
  page->updating = updating;
  return text;
}

static void
entered_cb (SotongEditorChecklist *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), SOTONG_TYPE_EDITOR_PAGE);
  g_autofree char *text = take_typed (self, SOTONG_EDITOR_PAGE (page));

  sotong_editor_checklist_add_item (self, text);
}

/**
 * sotong_editor_checklist_finish:
 * @self: a checklist, perhaps folded away
 * @page: the page it belongs to
 *
 * Adds what was typed without Enter, as when the content is closed.
 */
void
sotong_editor_checklist_finish (SotongEditorChecklist *self,
                                GtkWidget             *page)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SOTONG_IS_EDITOR_CHECKLIST (self));

  text = take_typed (self, SOTONG_EDITOR_PAGE (page));
  if (self->content_id != 0 && !sotong_text_is_blank (text))
    act_on (page, ACT_ADD, self->content_id, text);
}

static void
sotong_editor_checklist_dispose (GObject *object)
{
  g_clear_pointer (&SOTONG_EDITOR_CHECKLIST (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sotong_editor_checklist_parent_class)->dispose (object);
}

static void
sotong_editor_checklist_class_init (SotongEditorChecklistClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_editor_checklist_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sotong_editor_checklist_init (SotongEditorChecklist *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *usual = gtk_button_new_with_label (_("Add the Usual"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Something to be seen to; Enter adds it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New item of the checklist"), -1);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_widget_set_tooltip_text (usual, _("Adds what is looked after in every content"));
  sotong_editor_field_watch (self->entry, "checklist");
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (usual, "clicked", G_CALLBACK (usual_cb), self);
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), usual);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
sotong_editor_checklist_new (void)
{
  return g_object_new (SOTONG_TYPE_EDITOR_CHECKLIST, NULL);
}

static GtkWidget *
new_row (SotongEditorChecklist     *self,
         const SotongChecklistItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *check = gtk_check_button_new (), *text = gtk_label_new (item->text);
  GtkWidget *remove = gtk_button_new_from_icon_name ("sotong-remove-symbolic");
  g_autofree char *remove_label = g_strdup_printf (_("Remove “%s”"), item->text);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (check, TRUE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), text);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), item->done_at != SOTONG_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, item->text, -1);
  if (item->done_at != SOTONG_NONE)
    gtk_widget_set_tooltip_text (check, item->done_by);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, remove_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove_label, -1);
  g_object_set_data_full (G_OBJECT (check), "id", g_memdup2 (&item->id, sizeof item->id), g_free);
  g_object_set_data_full (G_OBJECT (remove), "id", g_memdup2 (&item->id, sizeof item->id), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), remove);
  return row;
}

/* Whether the rows are those of the items: then the focus stays where it is. */
static gboolean
update_rows (SotongEditorChecklist *self,
             GPtrArray             *items)
{
  GtkWidget *row = gtk_widget_get_first_child (self->list);

  for (guint i = 0; i < items->len; i++, row = gtk_widget_get_next_sibling (row))
    if (row == NULL || id_of (gtk_widget_get_first_child (row)) != ((const SotongChecklistItem *) g_ptr_array_index (items, i))->id)
      return FALSE;
  if (row != NULL)
    return FALSE;
  row = gtk_widget_get_first_child (self->list);
  for (guint i = 0; i < items->len; i++, row = gtk_widget_get_next_sibling (row))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_first_child (row)),
                                 ((const SotongChecklistItem *) g_ptr_array_index (items, i))->done_at != SOTONG_NONE);
  return TRUE;
}

static gboolean
has_item (SotongEditorChecklist *self,
          const char            *text)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *label = gtk_check_button_get_child (GTK_CHECK_BUTTON (gtk_widget_get_first_child (row)));

      if (g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text))
        return TRUE;
    }
  return FALSE;
}

/**
 * sotong_editor_checklist_restore:
 * @self: a checklist that shows what is stored
 * @fields: `SOTONG_JOURNAL_FIELDS`
 *
 * Puts what was typed without Enter when the program ended into the entry, unless it was added all the same.
 */
void
sotong_editor_checklist_restore (SotongEditorChecklist *self,
                                 GVariant              *fields)
{
  const char *text;
  g_autofree char *line = NULL;

  g_return_if_fail (SOTONG_IS_EDITOR_CHECKLIST (self));

  if (!g_variant_lookup (fields, "checklist", "&s", &text))
    return;
  line = sotong_text_single_line (text, G_MAXSIZE);
  if (!has_item (self, line))
    sotong_editor_field_restore_in (GTK_WIDGET (self), fields);
}

/**
 * sotong_editor_checklist_show:
 * @self: a checklist
 * @content_id: the content, or 0 while it is not stored
 * @items: (element-type SotongChecklistItem): what is stored
 */
void
sotong_editor_checklist_show (SotongEditorChecklist *self,
                              gint64                 content_id,
                              GPtrArray             *items)
{
  GtkWidget *row;

  g_return_if_fail (SOTONG_IS_EDITOR_CHECKLIST (self));

  self->content_id = content_id;
  self->updating = TRUE;
  if (!update_rows (self, items))
    {
      while ((row = gtk_widget_get_first_child (self->list)) != NULL)
        gtk_box_remove (GTK_BOX (self->list), row);
      for (guint i = 0; i < items->len; i++)
        gtk_box_append (GTK_BOX (self->list), new_row (self, g_ptr_array_index (items, i)));
    }
  self->updating = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), content_id != 0);
}

/* Ticks an item, as a person does. */
void
sotong_editor_checklist_set_done (SotongEditorChecklist *self,
                                  guint                  index,
                                  gboolean               done)
{
  GtkWidget *row;

  g_return_if_fail (SOTONG_IS_EDITOR_CHECKLIST (self));

  row = gtk_widget_get_first_child (self->list);
  for (guint i = 0; i < index && row != NULL; i++)
    row = gtk_widget_get_next_sibling (row);
  if (row != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_first_child (row)), done);
}
