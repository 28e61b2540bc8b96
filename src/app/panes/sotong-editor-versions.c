/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-versions.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-symbol.h"
#include "app/panes/sotong-calendar-text.h"
#include "app/panes/sotong-editor-page-private.h"
#include "store/sotong-content-version.h"
#include "util/sotong-diff.h"

/**
 * SotongEditorVersions:
 *
 * The versions of a content's texts, what changed word by word since the chosen one, and the
 * button that brings it back. They are read when the section is opened.
 */
struct _SotongEditorVersions
{
  GtkWidget     parent_instance;
  GtkWidget    *box;         /* (unowned): child */
  GtkDropDown  *list;        /* (unowned) */
  GtkWidget    *restore;     /* (unowned) */
  GtkTextView  *view;        /* (unowned) */
  GtkTextTag   *removed;     /* (unowned): the buffer's */
  GtkTextTag   *added;       /* (unowned) */
  GCancellable *reading;     /* (owned) (nullable) */
  GPtrArray    *versions;    /* (owned) (nullable) (element-type SotongVersion) */
  GTimeZone    *zone;        /* (owned) (nullable) */
  gint64        content_id;
  gboolean      updating;
};

G_DEFINE_FINAL_TYPE (SotongEditorVersions, sotong_editor_versions, GTK_TYPE_WIDGET)

/* ---- the comparison ---- */

static const SotongVersion *
chosen (SotongEditorVersions *self)
{
  guint position = gtk_drop_down_get_selected (self->list);

  if (self->versions == NULL || position == GTK_INVALID_LIST_POSITION || position >= self->versions->len)
    return NULL;
  return g_ptr_array_index (self->versions, self->versions->len - 1 - position);
}

/* Removed words are struck through and added ones underlined: colour is never the only cue. */
static void
insert_run (SotongEditorVersions *self,
            const SotongDiffRun  *run)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (run->kind == SOTONG_DIFF_EQUAL)
    gtk_text_buffer_insert (buffer, &end, run->text, -1);
  else
    gtk_text_buffer_insert_with_tags (buffer, &end, run->text, -1, run->kind == SOTONG_DIFF_REMOVED ? self->removed : self->added, NULL);
}

static void
show_diff (SotongEditorVersions *self)
{
  const SotongVersion *version = chosen (self);
  const SotongVersion *present = version != NULL ? g_ptr_array_index (self->versions, self->versions->len - 1) : NULL;
  g_autofree char *before = NULL, *after = NULL, *spoken = NULL;
  g_autoptr(GPtrArray) runs = NULL;

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), "", -1);
  gtk_widget_set_sensitive (self->restore, version != NULL && version != present);
  if (version == NULL)
    return;
  before = sotong_version_to_text (version);
  after = sotong_version_to_text (present);
  runs = sotong_diff_words (before, after);
  for (guint i = 0; i < runs->len; i++)
    insert_run (self, g_ptr_array_index (runs, i));
  spoken = sotong_diff_to_text (runs);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
}

static void
chosen_cb (SotongEditorVersions *self)
{
  if (!self->updating)
    show_diff (self);
}

static void
color_tags (SotongEditorVersions *self)
{
  GdkRGBA red, green;

  sotong_calendar_color (GTK_WIDGET (self), "error_color", &red);
  sotong_calendar_color (GTK_WIDGET (self), "success_color", &green);
  red.alpha = green.alpha = 0.25f;
  g_object_set (self->removed, "background-rgba", &red, "strikethrough", TRUE, NULL);
  g_object_set (self->added, "background-rgba", &green, "underline", PANGO_UNDERLINE_SINGLE, NULL);
}

/* ---- bringing back ---- */

typedef struct {
  gint64 content_id;
  int    number;
} Restore;

static gpointer
restore_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const Restore *restore = data;

  return GINT_TO_POINTER (sotong_version_restore (db, restore->content_id, restore->number, error));
}

/**
 * sotong_editor_versions_restore:
 * @self: the versions
 *
 * Brings the chosen version back: one step of undo.
 */
void
sotong_editor_versions_restore (SotongEditorVersions *self)
{
  GtkWidget *page;
  const SotongVersion *version;
  Restore *restore;

  g_return_if_fail (SOTONG_IS_EDITOR_VERSIONS (self));

  version = chosen (self);
  page = gtk_widget_get_ancestor (GTK_WIDGET (self), SOTONG_TYPE_EDITOR_PAGE);
  if (version == NULL || page == NULL)
    return;
  if (sotong_editor_page_is_dirty (SOTONG_EDITOR_PAGE (page)))
    {
      sotong_editor_page_show_bar (SOTONG_EDITOR_PAGE (page), SOTONG_EDITOR_BAR_ERROR,
                                   _("Save what you wrote first: then it is a version too, and can be brought back."));
      return;
    }
  restore = g_new0 (Restore, 1);
  restore->content_id = self->content_id;
  restore->number = version->number;
  sotong_editor_page_write (SOTONG_EDITOR_PAGE (page), restore_job, restore, g_free);
}

/* ---- the class ---- */

static void
sotong_editor_versions_css_changed (GtkWidget         *widget,
                                    GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sotong_editor_versions_parent_class)->css_changed (widget, change);
  color_tags (SOTONG_EDITOR_VERSIONS (widget));
}

static void
sotong_editor_versions_dispose (GObject *object)
{
  SotongEditorVersions *self = SOTONG_EDITOR_VERSIONS (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (sotong_editor_versions_parent_class)->dispose (object);
}

static void
sotong_editor_versions_class_init (SotongEditorVersionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_editor_versions_dispose;
  GTK_WIDGET_CLASS (klass)->css_changed = sotong_editor_versions_css_changed;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
new_view (SotongEditorVersions *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer;

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  buffer = gtk_text_view_get_buffer (self->view);
  self->removed = gtk_text_buffer_create_tag (buffer, "removed", NULL);
  self->added = gtk_text_buffer_create_tag (buffer, "added", NULL);
  gtk_text_view_set_editable (self->view, FALSE);
  gtk_text_view_set_cursor_visible (self->view, FALSE);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (self->view, 10);
  gtk_text_view_set_right_margin (self->view, 10);
  gtk_text_view_set_top_margin (self->view, 8);
  gtk_text_view_set_bottom_margin (self->view, 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What changed since this version"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 90);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 260);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  return scroller;
}

static void
sotong_editor_versions_init (SotongEditorVersions *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->restore = gtk_button_new_with_label (_("Bring Back This Version"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->list), TRUE);
  gtk_widget_set_sensitive (self->restore, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Version"), -1);
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->restore, "clicked", G_CALLBACK (sotong_editor_versions_restore), self);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (line), self->restore);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), new_view (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  color_tags (self);
}

GtkWidget *
sotong_editor_versions_new (void)
{
  return g_object_new (SOTONG_TYPE_EDITOR_VERSIONS, NULL);
}

/* ---- reading ---- */

static char *
name_version (SotongEditorVersions *self,
              const SotongVersion  *version)
{
  g_autofree char *when = sotong_calendar_text_moment (version->at, self->zone);
  g_autofree char *what = sotong_version_describe (version);
  g_autofree char *who = *version->actor != '\0' ? g_strdup_printf (" · %s", version->actor) : g_strdup ("");

  if ((guint) version->number == self->versions->len)
    /* Translators: a content's newest version: 1 its number, 2 when, 3 “ · ” and who, or nothing, 4 what was done. */
    return g_strdup_printf (_("%1$d · %2$s%3$s · %4$s (the present)"), version->number, when, who, what);
  return g_strdup_printf ("%d · %s%s · %s", version->number, when, who, what);
}

/* The newest first; the one before the present is chosen. */
static void
fill (SotongEditorVersions *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = self->versions->len; i > 0; i--)
    {
      g_autofree char *name = name_version (self, g_ptr_array_index (self->versions, i - 1));

      gtk_string_list_append (names, name);
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->list, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->list, self->versions->len > 1 ? 1 : 0);
  self->updating = FALSE;
  show_diff (self);
}

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_version_list (db, *(gint64 *) data, error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongEditorVersions) self = SOTONG_EDITOR_VERSIONS (user_data);
  g_autoptr(GPtrArray) versions = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);

  if (self->reading == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  g_clear_object (&self->reading);
  if (versions == NULL)   /* it was deleted meanwhile, which the page says */
    return;
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  self->versions = g_steal_pointer (&versions);
  fill (self);
}

/**
 * sotong_editor_versions_read:
 * @self: the versions
 * @store: where they are
 * @content_id: of which content
 * @zone: the office's time zone
 *
 * Reads them in a job of the store; the newest question wins.
 */
void
sotong_editor_versions_read (SotongEditorVersions *self,
                             SotongStore          *store,
                             gint64                content_id,
                             GTimeZone            *zone)
{
  g_return_if_fail (SOTONG_IS_EDITOR_VERSIONS (self));

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_ref (zone);
  self->content_id = content_id;
  self->reading = g_cancellable_new ();
  sotong_store_read_async (store, read_job, g_memdup2 (&content_id, sizeof content_id), g_free, (GDestroyNotify) g_ptr_array_unref,
                           self->reading, read_cb, g_object_ref (self));
}

gboolean
sotong_editor_versions_is_busy (SotongEditorVersions *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_VERSIONS (self), FALSE);
  return self->reading != NULL;
}

guint
sotong_editor_versions_get_n (SotongEditorVersions *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_VERSIONS (self), 0);
  return self->versions != NULL ? self->versions->len : 0;
}

/* Chooses a version by its number, as a person does. */
void
sotong_editor_versions_choose (SotongEditorVersions *self,
                               int                   number)
{
  g_return_if_fail (SOTONG_IS_EDITOR_VERSIONS (self));

  if (self->versions != NULL && number >= 1 && (guint) number <= self->versions->len)
    gtk_drop_down_set_selected (self->list, self->versions->len - (guint) number);
}

/* What is shown of the comparison. */
char *
sotong_editor_versions_dup_diff (SotongEditorVersions *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_val_if_fail (SOTONG_IS_EDITOR_VERSIONS (self), NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}
