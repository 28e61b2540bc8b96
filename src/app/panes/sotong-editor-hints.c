/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-hints.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-editor-data.h"
#include "plan/sotong-recurrence.h"
#include "plan/sotong-warning.h"

/**
 * SotongEditorHints:
 *
 * What is worth a look before a content goes out: other posts of its channels at nearly the same
 * time, texts that say much the same, and the series it belongs to. It never stops anybody. It is
 * asked for a little after the last key. Its signal “repeat” comes when it is to be repeated,
 * and “answered” when what was asked is known.
 */
struct _SotongEditorHints
{
  GtkWidget      parent_instance;
  SotongStore   *store;        /* (owned) (nullable) */
  SotongContent *mine;         /* (owned) (nullable): to be asked about */
  GCancellable  *asking;       /* (owned) (nullable): the newest question */
  guint          ask_id;
  SotongSeries  *series;       /* (owned) (nullable): as it was read */
  gboolean       stored;
  guint          n_warnings;

  /* (unowned): children */
  GtkWidget     *warnings;
  GtkWidget     *foot;
  GtkWidget     *rule;
  GtkWidget     *repeat;
};

G_DEFINE_FINAL_TYPE (SotongEditorHints, sotong_editor_hints, GTK_TYPE_WIDGET)

/* Milliseconds after the last key. */
#define ASK_MS 400

static guint repeat_signal, answered_signal;

typedef struct {
  GPtrArray    *warnings;  /* (element-type SotongWarning) */
  SotongSeries *series;
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->warnings, g_ptr_array_unref);
  sotong_series_free (answer->series);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
ask_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const SotongContent *mine = data;
  g_autoptr(Answer) answer = g_new0 (Answer, 1);

  answer->warnings = sotong_warning_list (db, mine, error);
  answer->series = answer->warnings != NULL ? sotong_content_series_get (db, mine->id, error) : NULL;
  return answer->series != NULL ? g_steal_pointer (&answer) : NULL;
}

/* ---- what is shown ---- */

static GtkWidget *
new_row (const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("sotong-warning-symbolic"), *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (icon, "warning");
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

static void
show_warnings (SotongEditorHints *self,
               GPtrArray         *warnings)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->warnings)) != NULL)
    gtk_box_remove (GTK_BOX (self->warnings), child);
  for (guint i = 0; i < warnings->len; i++)
    {
      g_autofree char *text = sotong_warning_describe (g_ptr_array_index (warnings, i), sotong_store_get_zone (self->store));

      gtk_box_append (GTK_BOX (self->warnings), new_row (text));
    }
  self->n_warnings = warnings->len;
  gtk_widget_set_visible (self->warnings, warnings->len > 0);
}

static char *
describe_series (const SotongSeries *series)
{
  SotongRecurrence rule;
  g_autofree char *words = NULL, *count = NULL;

  if (series->rule == NULL || !sotong_recurrence_parse (series->rule, &rule))
    return g_strdup ("");
  words = sotong_recurrence_describe (&rule);
  count = g_strdup_printf (ngettext ("%d follows", "%d follow", (gulong) series->n_following), series->n_following);
  /* Translators: 1 how a content is repeated, as “every week on Mon”; 2 how many of it are still to come. */
  return g_strdup_printf (_("Repeated %1$s · %2$s"), words, count);
}

static gboolean
has_time (const SotongContent *content)
{
  gboolean has = content->planned_at != SOTONG_NONE;

  for (guint i = 0; i < content->copies->len; i++)
    has = has || ((SotongCopy *) g_ptr_array_index (content->copies, i))->publish_at != SOTONG_NONE;
  return has;
}

static void
show_foot (SotongEditorHints *self)
{
  gboolean single = self->series != NULL && self->series->id == 0;
  g_autofree char *text = self->series != NULL && !single ? describe_series (self->series) : NULL;

  gtk_label_set_text (GTK_LABEL (self->rule), text != NULL ? text : "");
  gtk_widget_set_visible (self->rule, text != NULL);
  gtk_widget_set_visible (self->repeat, single && self->mine->id != 0 && has_time (self->mine));
  gtk_widget_set_sensitive (self->repeat, self->stored);
  gtk_widget_set_tooltip_text (self->repeat, self->stored ? _("Make a content for each later date") : _("Save it first"));
  gtk_widget_set_visible (self->foot, gtk_widget_get_visible (self->rule) || gtk_widget_get_visible (self->repeat));
}

/* ---- asking ---- */

static void
ask_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(SotongEditorHints) self = SOTONG_EDITOR_HINTS (user_data);
  g_autoptr(Answer) answer = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);

  if (self->asking == NULL || g_task_get_cancellable (G_TASK (result)) != self->asking)
    return;
  g_clear_object (&self->asking);
  /* Without an answer there is nothing to hint at. */
  if (answer == NULL)
    return;
  g_clear_pointer (&self->series, sotong_series_free);
  self->series = g_steal_pointer (&answer->series);
  show_warnings (self, answer->warnings);
  show_foot (self);
  g_signal_emit (self, answered_signal, 0);
}

static gboolean
ask_now_cb (gpointer user_data)
{
  SotongEditorHints *self = SOTONG_EDITOR_HINTS (user_data);

  self->ask_id = 0;
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  sotong_store_read_async (self->store, ask_job, sotong_content_dup (self->mine), (GDestroyNotify) sotong_content_free,
                           (GDestroyNotify) answer_free, self->asking, ask_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/**
 * sotong_editor_hints_update:
 * @self: the widget
 * @store: the open workspace
 * @mine: the content as it stands in the editor
 * @stored: whether it is stored so
 *
 * Looks at it again, a little later, in a job of the store.
 */
void
sotong_editor_hints_update (SotongEditorHints   *self,
                            SotongStore         *store,
                            const SotongContent *mine,
                            gboolean             stored)
{
  g_return_if_fail (SOTONG_IS_EDITOR_HINTS (self));

  g_set_object (&self->store, store);
  g_clear_pointer (&self->mine, sotong_content_free);
  self->mine = sotong_content_dup (mine);
  self->stored = stored;
  show_foot (self);
  g_clear_handle_id (&self->ask_id, g_source_remove);
  self->ask_id = g_timeout_add (ASK_MS, ask_now_cb, self);
}

guint
sotong_editor_hints_n_warnings (SotongEditorHints *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_HINTS (self), 0);
  return self->n_warnings;
}

/**
 * sotong_editor_hints_get_series:
 * @self: the widget
 *
 * Returns: (transfer none) (nullable): the series the content belongs to; %NULL if it is none, or
 *   as long as that is not known
 */
const SotongSeries *
sotong_editor_hints_get_series (SotongEditorHints *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_HINTS (self), NULL);
  return self->series != NULL && self->series->id != 0 ? self->series : NULL;
}

/* Whether there was an answer yet. */
gboolean
sotong_editor_hints_is_known (SotongEditorHints *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_HINTS (self), FALSE);
  return self->series != NULL;
}

/* Whether it is offered now: the content is stored, has a time and is in no series. */
gboolean
sotong_editor_hints_can_repeat (SotongEditorHints *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_HINTS (self), FALSE);
  return gtk_widget_get_visible (self->repeat) && gtk_widget_get_sensitive (self->repeat);
}

/* Whether an answer is still to come. */
gboolean
sotong_editor_hints_is_busy (SotongEditorHints *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_HINTS (self), FALSE);
  return self->ask_id != 0 || self->asking != NULL;
}

/* ---- the class ---- */

static void
repeat_cb (SotongEditorHints *self)
{
  g_signal_emit (self, repeat_signal, 0);
}

static void
sotong_editor_hints_dispose (GObject *object)
{
  SotongEditorHints *self = SOTONG_EDITOR_HINTS (object);

  g_clear_handle_id (&self->ask_id, g_source_remove);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->store);
  g_clear_pointer (&self->mine, sotong_content_free);
  g_clear_pointer (&self->series, sotong_series_free);
  g_clear_pointer (&self->warnings, gtk_widget_unparent);
  g_clear_pointer (&self->foot, gtk_widget_unparent);
  G_OBJECT_CLASS (sotong_editor_hints_parent_class)->dispose (object);
}

static void
sotong_editor_hints_class_init (SotongEditorHintsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_editor_hints_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  repeat_signal = g_signal_new ("repeat", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  answered_signal = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sotong_editor_hints_init (SotongEditorHints *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  self->warnings = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->rule = gtk_label_new (NULL);
  self->repeat = gtk_button_new_with_label (_("Repeat…"));
  gtk_label_set_xalign (GTK_LABEL (self->rule), 0);
  gtk_label_set_wrap (GTK_LABEL (self->rule), TRUE);
  gtk_widget_set_hexpand (self->rule, TRUE);
  gtk_widget_add_css_class (self->rule, "caption");
  gtk_widget_set_halign (self->repeat, GTK_ALIGN_START);
  gtk_widget_set_visible (self->warnings, FALSE);
  gtk_widget_set_visible (self->foot, FALSE);
  g_signal_connect_swapped (self->repeat, "clicked", G_CALLBACK (repeat_cb), self);
  gtk_box_append (GTK_BOX (self->foot), self->rule);
  gtk_box_append (GTK_BOX (self->foot), self->repeat);
  gtk_widget_set_parent (self->warnings, GTK_WIDGET (self));
  gtk_widget_set_parent (self->foot, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->warnings), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Worth a look"), -1);
}
