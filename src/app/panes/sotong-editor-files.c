/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-files.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-editor-field.h"
#include "app/panes/sotong-editor-page-private.h"
#include "app/sotong-entry-fill.h"

/* After the last key. Until it is stored, the page's journal has it. */
#define PAUSE_MS 500

/**
 * SotongEditorFiles:
 *
 * The pictures and videos of a content. It says what a person wants: “add”, with a path;
 * “remove”, with an attachment's id; “describe”, with the id and the text for people who do
 * not see the picture.
 */
struct _SotongEditorFiles
{
  GtkWidget             parent_instance;
  GtkWidget            *box;       /* (unowned): child */
  GtkWidget            *list;      /* (unowned) */
  GtkFileChooserNative *chooser;   /* (owned) (nullable): while it is open */
};

G_DEFINE_FINAL_TYPE (SotongEditorFiles, sotong_editor_files, GTK_TYPE_WIDGET)

enum {
  SIGNAL_ADD,
  SIGNAL_DESCRIBE,
  SIGNAL_REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64
id_of (GtkWidget *row)
{
  return *(const gint64 *) g_object_get_data (G_OBJECT (row), "id");
}

static void
remove_cb (GtkWidget *button)
{
  GtkWidget *self = gtk_widget_get_ancestor (button, SOTONG_TYPE_EDITOR_FILES);

  g_signal_emit (self, signals[SIGNAL_REMOVE], 0, id_of (gtk_widget_get_parent (button)));
}

static void
stop_waiting (gpointer id)
{
  g_source_remove (GPOINTER_TO_UINT (id));
}

/* Of an entry: “before” is what was shown or written last, “sent” what was written and not read since, “stored” what was read. */
static void
describe (GtkWidget *entry)
{
  GtkWidget *self = gtk_widget_get_ancestor (entry, SOTONG_TYPE_EDITOR_FILES);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  g_object_set_data (G_OBJECT (entry), "pause", NULL);
  if (self == NULL || g_strcmp0 (text, sotong_editor_field_get_note (entry, "before")) == 0)
    return;
  sotong_editor_field_set_note (entry, "before", text);
  sotong_editor_field_set_note (entry, "sent", text);
  sotong_editor_field_set_note (entry, "kept", NULL);
  g_signal_emit (self, signals[SIGNAL_DESCRIBE], 0, id_of (gtk_widget_get_parent (entry)), text);
}

static gboolean
pause_cb (gpointer user_data)
{
  g_object_steal_data (G_OBJECT (user_data), "pause");
  describe (user_data);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (GtkWidget *entry)
{
  GtkWidget *page = gtk_widget_get_ancestor (entry, SOTONG_TYPE_EDITOR_PAGE);

  if (page != NULL && SOTONG_EDITOR_PAGE (page)->updating)
    return;
  g_object_set_data_full (G_OBJECT (entry), "pause", GUINT_TO_POINTER (g_timeout_add (PAUSE_MS, pause_cb, entry)), stop_waiting);
}

static void
leave_cb (GtkEventController *controller)
{
  describe (gtk_event_controller_get_widget (controller));
}

static GtkWidget *
new_name (const SotongAttachment *attachment)
{
  g_autofree char *size = attachment->size != SOTONG_NONE ? g_format_size ((guint64) attachment->size) : g_strdup (_("missing"));
  g_autofree char *note = attachment->width > 0 ? g_strdup_printf ("%s · %d × %d", size, attachment->width, attachment->height)
                          : g_strdup (size);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (attachment->file_name), *sizes = gtk_label_new (note);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (sizes), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 22);
  gtk_widget_add_css_class (sizes, "caption");
  gtk_widget_add_css_class (sizes, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), sizes);
  return box;
}

/* Unless the person has written something else there, or what they wrote is not in what was read yet. */
static void
show_description (GtkWidget  *entry,
                  const char *alt_text)
{
  const char *shown = alt_text != NULL ? alt_text : "", *sent = sotong_editor_field_get_note (entry, "sent"), *before = sotong_editor_field_get_note (entry, "before");
  const char *now = gtk_editable_get_text (GTK_EDITABLE (entry));

  sotong_editor_field_set_note (entry, "stored", shown);
  if (sent != NULL && !g_str_equal (sent, shown))
    return;
  sotong_editor_field_set_note (entry, "sent", NULL);
  if (before != NULL && !g_str_equal (now, before))
    return;
  sotong_editor_field_set_note (entry, "before", shown);
  if (!g_str_equal (now, shown))
    sotong_entry_fill (GTK_EDITABLE (entry), shown);
  g_object_set_data (G_OBJECT (entry), "pause", NULL);
}

static GtkWidget *
new_row (const SotongAttachment *attachment)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *entry = gtk_entry_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("sotong-remove-symbolic");
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *entry_label = g_strdup_printf (_("Description of “%s” for people who do not see it"), attachment->file_name);
  g_autofree char *remove_label = g_strdup_printf (_("Remove “%s”"), attachment->file_name);
  g_autofree char *key = g_strdup_printf ("file.%" G_GINT64_FORMAT, attachment->id);

  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&attachment->id, sizeof attachment->id), g_free);
  g_object_set_data (G_OBJECT (row), "entry", entry);
  show_description (entry, attachment->alt_text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("What the picture shows, for people who do not see it"));
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, remove_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, entry_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove_label, -1);
  g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), NULL);
  sotong_editor_field_watch (entry, key);
  g_signal_connect (entry, "activate", G_CALLBACK (describe), NULL);
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), NULL);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), NULL);
  gtk_box_append (GTK_BOX (row), new_name (attachment));
  gtk_box_append (GTK_BOX (row), entry);
  gtk_box_append (GTK_BOX (row), remove);
  return row;
}

static void
response_cb (GtkNativeDialog   *dialog,
             int                response,
             SotongEditorFiles *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr(GFile) file = g_list_model_get_item (files, i);

          if (g_file_peek_path (file) != NULL)
            g_signal_emit (self, signals[SIGNAL_ADD], 0, g_file_peek_path (file));
        }
    }
  g_clear_object (&self->chooser);
}

static void
add_cb (SotongEditorFiles *self)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->chooser != NULL)
    return;
  gtk_file_filter_set_name (filter, _("Pictures and videos"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_filter_add_mime_type (filter, "video/*");
  self->chooser = gtk_file_chooser_native_new (_("Add Pictures or Videos"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Add"), _("_Cancel"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
drop_cb (GtkDropTarget     *target,
         const GValue      *value,
         double             x,
         double             y,
         SotongEditorFiles *self)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *l = files; l != NULL; l = l->next)
    if (g_file_peek_path (l->data) != NULL)
      g_signal_emit (self, signals[SIGNAL_ADD], 0, g_file_peek_path (l->data));
  return files != NULL;
}

static void
sotong_editor_files_dispose (GObject *object)
{
  SotongEditorFiles *self = SOTONG_EDITOR_FILES (object);

  g_clear_object (&self->chooser);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sotong_editor_files_parent_class)->dispose (object);
}

static void
sotong_editor_files_class_init (SotongEditorFilesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_editor_files_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_ADD] = g_signal_new ("add", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_DESCRIBE] = g_signal_new ("describe", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
sotong_editor_files_init (SotongEditorFiles *self)
{
  GtkWidget *add = gtk_button_new (), *content = adw_button_content_new ();
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "sotong-attach-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _("Add Pictures or Videos…"));
  gtk_button_set_child (GTK_BUTTON (add), content);
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), add);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* Whether the rows are those of the files: then the focus and what is being written stay. */
static gboolean
update_rows (SotongEditorFiles *self,
             GPtrArray         *attachments)
{
  GtkWidget *row = gtk_widget_get_first_child (self->list);

  for (guint i = 0; i < attachments->len; i++, row = gtk_widget_get_next_sibling (row))
    if (row == NULL || id_of (row) != ((const SotongAttachment *) g_ptr_array_index (attachments, i))->id)
      return FALSE;
  if (row != NULL)
    return FALSE;
  row = gtk_widget_get_first_child (self->list);
  for (guint i = 0; i < attachments->len; i++, row = gtk_widget_get_next_sibling (row))
    show_description (g_object_get_data (G_OBJECT (row), "entry"), ((const SotongAttachment *) g_ptr_array_index (attachments, i))->alt_text);
  return TRUE;
}

/**
 * sotong_editor_files_finish:
 * @self: the list
 *
 * Asks for what was written of a picture and not left yet to be stored now, as when the content is closed.
 */
void
sotong_editor_files_finish (SotongEditorFiles *self)
{
  g_return_if_fail (SOTONG_IS_EDITOR_FILES (self));

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    describe (g_object_get_data (G_OBJECT (row), "entry"));
}

/**
 * sotong_editor_files_show:
 * @self: the list
 * @attachments: (nullable) (element-type SotongAttachment): what the content has
 */
void
sotong_editor_files_show (SotongEditorFiles *self,
                          GPtrArray         *attachments)
{
  GtkWidget *row;

  g_return_if_fail (SOTONG_IS_EDITOR_FILES (self));

  if (attachments != NULL && update_rows (self, attachments))
    return;
  sotong_editor_files_finish (self);
  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), row);
  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    gtk_box_append (GTK_BOX (self->list), new_row (g_ptr_array_index (attachments, i)));
  gtk_widget_set_visible (self->list, attachments != NULL && attachments->len > 0);
}
