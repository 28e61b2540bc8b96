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
  GPtrArray *handed;      /* (owned) (element-type utf8): lines that were handed over to be stored, until that was answered */
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

/* What was typed makes way for the next. The journal has it until its being stored was answered. */
static void
hand_over (SotongEditorChecklist *self,
           GtkWidget             *page)
{
  g_autofree char *line = sotong_text_single_line (gtk_editable_get_text (GTK_EDITABLE (self->entry)), SOTONG_CHECKLIST_MAX_CHARS);
  gboolean updating = SOTONG_EDITOR_PAGE (page)->updating;

  if (self->content_id == 0 || sotong_text_is_blank (line))
    return;
  SOTONG_EDITOR_PAGE (page)->updating = TRUE;
  sotong_editor_field_set_note (self->entry, "kept", NULL);
  sotong_entry_fill (GTK_EDITABLE (self->entry), "");
  SOTONG_EDITOR_PAGE (page)->updating = updating;
  act_on (page, ACT_ADD, self->content_id, line);
  g_ptr_array_add (self->handed, g_steal_pointer (&line));
}

static void
entered_cb (SotongEditorChecklist *self)
{
  hand_over (self, gtk_widget_get_ancestor (GTK_WIDGET (self), SOTONG_TYPE_EDITOR_PAGE));
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
  g_return_if_fail (SOTONG_IS_EDITOR_CHECKLIST (self));

  hand_over (self, page);
}

/* What is not known to be stored, a line each. (transfer full) (nullable) */
static char *
dup_unstored (SotongEditorChecklist *self,
              gboolean               leaving)
{
  g_autofree char *typed = sotong_text_single_line (gtk_editable_get_text (GTK_EDITABLE (self->entry)), SOTONG_CHECKLIST_MAX_CHARS);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < self->handed->len && !leaving; i++)
    g_string_append_printf (lines, "%s\n", (const char *) g_ptr_array_index (self->handed, i));
  g_string_append (lines, typed);
  return g_string_free (lines, lines->len == 0);
}

/**
 * sotong_editor_checklist_collect:
 * @self: a checklist
 * @leaving: whether the page goes away: what was handed to the store's queue is as good as stored then
 * @fields: of `SOTONG_JOURNAL_FIELDS`; gets what is not stored
 *
 * Returns: how many fields that are
 */
guint
sotong_editor_checklist_collect (SotongEditorChecklist *self,
                                 gboolean               leaving,
                                 GVariantBuilder       *fields)
{
  g_autofree char *lines = NULL;

  g_return_val_if_fail (SOTONG_IS_EDITOR_CHECKLIST (self), 0);

  lines = dup_unstored (self, leaving);
  if (lines == NULL)
    return 0;
  g_variant_builder_add (fields, "{ss}", sotong_editor_field_get_note (self->entry, "key"), lines);
  return 1;
}

static void
sotong_editor_checklist_dispose (GObject *object)
{
  g_clear_pointer (&SOTONG_EDITOR_CHECKLIST (object)->box, gtk_widget_unparent);
  g_clear_pointer (&SOTONG_EDITOR_CHECKLIST (object)->handed, g_ptr_array_unref);
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

  self->handed = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->entry = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), SOTONG_CHECKLIST_MAX_CHARS);
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

/* Those of @lines that are no item, as one line. (transfer full) */
static char *
join_missing (SotongEditorChecklist *self,
              const char * const    *lines)
{
  GString *missing = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = sotong_text_single_line (lines[i], SOTONG_CHECKLIST_MAX_CHARS);

      if (!sotong_text_is_blank (line) && !has_item (self, line))
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", line);
    }
  return g_string_free (missing, FALSE);
}

/* Puts it back before what stands in the entry. */
static void
put_back (SotongEditorChecklist *self,
          const char            *missing)
{
  const char *now = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *text = *now == '\0' ? g_strdup (missing) : g_strdup_printf ("%s, %s", missing, now);

  sotong_editor_field_set_note (self->entry, "kept", text);
  sotong_entry_fill (GTK_EDITABLE (self->entry), text);
}

/**
 * sotong_editor_checklist_restore:
 * @self: a checklist that shows what is stored
 * @fields: `SOTONG_JOURNAL_FIELDS`
 *
 * Puts what was not stored when the program ended into the entry, unless it was added all the same.
 */
void
sotong_editor_checklist_restore (SotongEditorChecklist *self,
                                 GVariant              *fields)
{
  const char *text;
  g_autofree char *missing = NULL;
  g_auto(GStrv) lines = NULL;

  g_return_if_fail (SOTONG_IS_EDITOR_CHECKLIST (self));

  if (!g_variant_lookup (fields, sotong_editor_field_get_note (self->entry, "key"), "&s", &text))
    return;
  lines = g_strsplit (text, "\n", -1);
  missing = join_missing (self, (const char * const *) lines);
  if (*missing != '\0' && !g_str_equal (missing, gtk_editable_get_text (GTK_EDITABLE (self->entry))))
    put_back (self, missing);
}

/**
 * sotong_editor_checklist_settle:
 * @self: a checklist that shows what is stored
 *
 * Everything that was handed over was answered: what is not there could not be stored, and is back in the entry.
 */
void
sotong_editor_checklist_settle (SotongEditorChecklist *self)
{
  g_autofree char *missing = NULL;

  g_return_if_fail (SOTONG_IS_EDITOR_CHECKLIST (self));

  if (self->handed->len == 0)
    return;
  g_ptr_array_add (self->handed, NULL);
  missing = join_missing (self, (const char * const *) self->handed->pdata);
  g_ptr_array_set_size (self->handed, 0);
  if (*missing != '\0')
    put_back (self, missing);
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
