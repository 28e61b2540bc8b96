/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-field.h"

#include "app/panes/sotong-editor-page-private.h"
#include "app/sotong-entry-fill.h"
#include "plan/sotong-journal-record.h"
#include "plan/sotong-month.h"
#include "util/sotong-text.h"
#include "util/sotong-time-office.h"

/* Fields of the editor's sections that are written when the person leaves them or presses Enter. */

/**
 * sotong_editor_field_add:
 * @grid: where it goes
 * @column: of its label; the field is in the next
 * @row: its row
 * @label: what to enter
 * @field: (transfer floating): where to
 *
 * Returns: (transfer none): @field
 */
GtkWidget *
sotong_editor_field_add (GtkGrid    *grid,
                         int         column,
                         int         row,
                         const char *label,
                         GtkWidget  *field)
{
  GtkWidget *name = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_set_hexpand (field, TRUE);
  gtk_grid_attach (grid, name, column, row, 1, 1);
  gtk_grid_attach (grid, field, column + 1, row, 1, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return field;
}

typedef struct {
  GCallback  committed;
  gpointer   user_data;
} Commit;

/* Of an entry: “before” is what was entered or shown last, “stored” what was read last, “kept” what could not be written,
 * or was not when the program ended; “key” is what the journal knows it by. */
const char *
sotong_editor_field_get_note (GtkWidget  *entry,
                              const char *name)
{
  return g_object_get_data (G_OBJECT (entry), name);
}

void
sotong_editor_field_set_note (GtkWidget  *entry,
                              const char *name,
                              const char *text)
{
  g_object_set_data_full (G_OBJECT (entry), name, g_strdup (text), g_free);
}

static void
set_kept (GtkWidget  *entry,
          const char *text)
{
  sotong_editor_field_set_note (entry, "kept", text);
  if (text != NULL)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
}

/* The fields of a section are written together, as one step of undo. */
static void
commit (GtkWidget *entry)
{
  const Commit *to = g_object_get_data (G_OBJECT (entry), "commit");
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (to == NULL || to->committed == NULL || g_strcmp0 (text, sotong_editor_field_get_note (entry, "before")) == 0)
    return;
  for (GtkWidget *one = gtk_widget_get_first_child (gtk_widget_get_parent (entry)); one != NULL; one = gtk_widget_get_next_sibling (one))
    if (g_object_get_data (G_OBJECT (one), "commit") != NULL)
      {
        sotong_editor_field_set_note (one, "before", gtk_editable_get_text (GTK_EDITABLE (one)));
        set_kept (one, NULL);
      }
  ((void (*) (gpointer)) to->committed) (to->user_data);
}

/* Enter tries once more what could not be written. */
static void
activate_cb (GtkWidget *entry)
{
  if (sotong_editor_field_get_note (entry, "kept") != NULL)
    sotong_editor_field_set_note (entry, "before", NULL);
  commit (entry);
}

static void
leave_cb (GtkEventController *controller)
{
  commit (gtk_event_controller_get_widget (controller));
}

/**
 * sotong_editor_field_entry:
 * @grid: where it goes
 * @column: of its label
 * @row: its row
 * @label: what to enter
 * @placeholder: (nullable): what stands in it while it is empty
 * @committed: (nullable): called with @user_data when the person has entered something else
 * @user_data: lives as long as the entry
 *
 * Returns: (transfer none): the entry
 */
GtkWidget *
sotong_editor_field_entry (GtkGrid    *grid,
                           int         column,
                           int         row,
                           const char *label,
                           const char *placeholder,
                           GCallback   committed,
                           gpointer    user_data)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  Commit *to = g_new0 (Commit, 1);

  to->committed = committed;
  to->user_data = user_data;
  g_object_set_data_full (G_OBJECT (entry), "commit", to, g_free);
  sotong_editor_field_set_note (entry, "before", "");
  sotong_editor_field_set_note (entry, "stored", "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  g_signal_connect (entry, "activate", G_CALLBACK (activate_cb), NULL);
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), NULL);
  gtk_widget_add_controller (entry, focus);
  return sotong_editor_field_add (grid, column, row, label, entry);
}

/**
 * sotong_editor_field_commit_in:
 * @around: a widget with fields in it
 *
 * Writes what a person has entered in one of them and not left yet, as when the content is saved or closed.
 */
void
sotong_editor_field_commit_in (GtkWidget *around)
{
  if (g_object_get_data (G_OBJECT (around), "commit") != NULL)
    {
      commit (around);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (around); child != NULL; child = gtk_widget_get_next_sibling (child))
    sotong_editor_field_commit_in (child);
}

static gboolean
is_being_typed (GtkWidget *entry)
{
  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), sotong_editor_field_get_note (entry, "before")) != 0
         && (gtk_widget_get_state_flags (entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/**
 * sotong_editor_field_keep_in:
 * @around: a widget with fields in it
 *
 * What was entered could not be written: it stays in its field, marked, until it is changed, or written after all.
 */
void
sotong_editor_field_keep_in (GtkWidget *around)
{
  if (g_object_get_data (G_OBJECT (around), "commit") != NULL)
    {
      const char *now = gtk_editable_get_text (GTK_EDITABLE (around));

      if (g_strcmp0 (now, sotong_editor_field_get_note (around, "stored")) != 0 && !is_being_typed (around))
        set_kept (around, now);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (around); child != NULL; child = gtk_widget_get_next_sibling (child))
    sotong_editor_field_keep_in (child);
}

/* What stands there, as one line without blanks around it. (transfer full) */
char *
sotong_editor_field_dup_line (GtkWidget *entry)
{
  g_autofree char *line = sotong_text_single_line (gtk_editable_get_text (GTK_EDITABLE (entry)), 300);

  return g_strdup (g_strstrip (line));
}

/* The day that stands there: as ISO 8601 where it is written as in an office. (transfer full) */
char *
sotong_editor_field_dup_day (GtkWidget *entry)
{
  g_autofree char *line = sotong_editor_field_dup_line (entry);

  return sotong_time_typed_to_iso (line);
}

/**
 * sotong_editor_field_follow:
 * @first: an entry with a first day, which was changed
 * @last: the entry with the last day
 *
 * A last day that comes before the first one now becomes the same day, so that both can be changed one after the other.
 */
void
sotong_editor_field_follow (GtkWidget *first,
                            GtkWidget *last)
{
  g_autofree char *from = sotong_editor_field_dup_day (first), *to = sotong_editor_field_dup_day (last);
  gint64 first_day, last_day;

  if (sotong_month_parse_day (from, &first_day) && sotong_month_parse_day (to, &last_day) && last_day < first_day)
    sotong_editor_field_set_text (last, from);
}

/**
 * sotong_editor_field_put:
 * @editable: an entry
 * @text: (nullable): what is to stand there
 *
 * Replaces the text, unless it is the same. Who saves while writing goes on where they were: the cursor stays as far from the end.
 */
void
sotong_editor_field_put (GtkEditable *editable,
                         const char  *text)
{
  const char *shown = text != NULL ? text : "", *now = gtk_editable_get_text (editable);
  int after = (int) g_utf8_strlen (now, -1) - gtk_editable_get_position (editable);

  if (g_str_equal (now, shown))
    return;
  sotong_entry_fill (editable, shown);
  if ((gtk_widget_get_state_flags (GTK_WIDGET (editable)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    gtk_editable_set_position (editable, MAX ((int) g_utf8_strlen (shown, -1) - after, 0));
}

/**
 * sotong_editor_field_set_text:
 * @entry: an entry of sotong_editor_field_entry()
 * @text: (nullable): what is stored
 *
 * Shows what was read, unless the person is writing there or what they wrote could not be written. Who has just come to the field types over what it has.
 */
void
sotong_editor_field_set_text (GtkWidget  *entry,
                              const char *text)
{
  const char *shown = text != NULL ? text : "";
  const char *now = gtk_editable_get_text (GTK_EDITABLE (entry)), *kept = sotong_editor_field_get_note (entry, "kept");

  if (is_being_typed (entry) || (kept != NULL && g_str_equal (kept, now) && !g_str_equal (now, shown)))
    return;
  set_kept (entry, NULL);
  sotong_editor_field_set_note (entry, "before", shown);
  sotong_editor_field_set_note (entry, "stored", shown);
  if (g_str_equal (now, shown))
    return;
  sotong_entry_fill (GTK_EDITABLE (entry), shown);
  if ((gtk_widget_get_state_flags (entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
}

/* ---- until it is written ---- */

static void
typed_cb (GtkWidget *entry)
{
  GtkWidget *page = gtk_widget_get_ancestor (entry, SOTONG_TYPE_EDITOR_PAGE);

  if (page != NULL)
    sotong_editor_page_typed (SOTONG_EDITOR_PAGE (page));
}

/**
 * sotong_editor_field_watch:
 * @entry: an entry that is written when it is left, or a moment after the last key
 * @key: what the journal knows it by
 *
 * What is typed in it is in the journal of its page before the next key, until it is stored.
 */
void
sotong_editor_field_watch (GtkWidget  *entry,
                           const char *key)
{
  sotong_editor_field_set_note (entry, "key", key);
  g_signal_connect (entry, "changed", G_CALLBACK (typed_cb), NULL);
}

static void
each_in (GtkWidget *around,
         GFunc      func,
         gpointer   data)
{
  if (sotong_editor_field_get_note (around, "key") != NULL)
    {
      func (around, data);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (around); child != NULL; child = gtk_widget_get_next_sibling (child))
    each_in (child, func, data);
}

typedef struct {
  GVariantBuilder *fields;
  guint            n;
  gboolean         leaving;
} Typed;

static void
collect (gpointer entry,
         gpointer data)
{
  Typed *typed = data;
  const char *now = gtk_editable_get_text (GTK_EDITABLE (entry)), *stored = sotong_editor_field_get_note (entry, "stored");
  gboolean handed_over = sotong_editor_field_get_note (entry, "kept") == NULL
                         && g_strcmp0 (sotong_editor_field_get_note (entry, "before"), now) == 0;

  if (g_str_equal (now, stored != NULL ? stored : "") || (typed->leaving && handed_over))
    return;
  g_variant_builder_add (typed->fields, "{ss}", sotong_editor_field_get_note (entry, "key"), now);
  typed->n++;
}

/**
 * sotong_editor_field_collect_in:
 * @around: a widget with fields in it
 * @leaving: whether the page goes away: what was handed to the store's queue is as good as stored then
 * @fields: of `SOTONG_JOURNAL_FIELDS`; gets what is typed in them and not stored
 *
 * Returns: how many that are
 */
guint
sotong_editor_field_collect_in (GtkWidget       *around,
                                gboolean         leaving,
                                GVariantBuilder *fields)
{
  Typed typed = { .fields = fields, .leaving = leaving };

  each_in (around, collect, &typed);
  return typed.n;
}

static void
restore (gpointer entry,
         gpointer fields)
{
  const char *text;

  if (!g_variant_lookup (fields, sotong_editor_field_get_note (entry, "key"), "&s", &text)
      || g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (entry))))
    return;
  sotong_editor_field_set_note (entry, "kept", text);
  sotong_entry_fill (GTK_EDITABLE (entry), text);
}

/**
 * sotong_editor_field_restore_in:
 * @around: a widget with fields in it
 * @fields: `SOTONG_JOURNAL_FIELDS`
 *
 * Puts what was typed when a program ended into its fields. It stays there until it is written, or given up.
 */
void
sotong_editor_field_restore_in (GtkWidget *around,
                                GVariant  *fields)
{
  each_in (around, restore, fields);
}

static void
give_up (gpointer entry,
         gpointer data)
{
  const char *stored = sotong_editor_field_get_note (entry, "stored");

  set_kept (entry, NULL);
  sotong_editor_field_set_note (entry, "before", stored);
  sotong_editor_field_set_note (entry, "sent", NULL);
  sotong_entry_fill (GTK_EDITABLE (entry), stored != NULL ? stored : "");
}

/**
 * sotong_editor_field_forget_in:
 * @around: a widget with fields in it
 *
 * Gives up what is typed in its fields and not stored.
 */
void
sotong_editor_field_forget_in (GtkWidget *around)
{
  each_in (around, give_up, NULL);
}
