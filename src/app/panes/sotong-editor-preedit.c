/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-preedit.h"

/* How long an input method has to hand over its syllable. The ones over a bus answer in a few
 * milliseconds; one that has lost its bus never does. */
#define PATIENCE_MS 250

typedef struct {
  SotongEditorPreeditFunc callback;
  gpointer                user_data;
} Waiting;

/**
 * SotongEditorPreedit:
 *
 * Sees to it that the syllable an input method still composes is in the text before the text
 * is read. Hangul is always composed: whoever saves without asking loses the last syllable.
 *
 * Asked to let go, some input methods put the syllable into the text at once, some a little
 * later, and some forget it. In the last case it is put in here, so it is there exactly once.
 */
struct _SotongEditorPreedit
{
  GObject    parent_instance;
  GtkWidget *widget;     /* (weak) (nullable): a GtkTextView or a GtkEntry */
  char      *open;       /* (owned) (nullable): what is being composed */
  char      *wanted;     /* (owned) (nullable): what must be in the text */
  gboolean   arrived;    /* something was put in since it was asked for */
  GArray    *waiting;    /* (owned) (element-type Waiting) */
  guint      timeout_id;
};

G_DEFINE_FINAL_TYPE (SotongEditorPreedit, sotong_editor_preedit, G_TYPE_OBJECT)

/* Under which its widget knows it. */
#define WATCH "sotong-preedit"

static void
preedit_changed_cb (GtkWidget           *widget,
                    const char          *text,
                    SotongEditorPreedit *self)
{
  g_free (self->open);
  self->open = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static void
finish (SotongEditorPreedit *self)
{
  g_autoptr(GArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_pointer (&self->wanted, g_free);
  for (guint i = 0; i < waiting->len; i++)
    {
      const Waiting *one = &g_array_index (waiting, Waiting, i);

      one->callback (one->user_data);
    }
}

static void
put_in (SotongEditorPreedit *self)
{
  if (GTK_IS_TEXT_VIEW (self->widget))
    gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->widget)), self->wanted, -1);
  else if (GTK_IS_EDITABLE (self->widget))
    {
      int position = gtk_editable_get_position (GTK_EDITABLE (self->widget));

      gtk_editable_insert_text (GTK_EDITABLE (self->widget), self->wanted, -1, &position);
      gtk_editable_set_position (GTK_EDITABLE (self->widget), position);
    }
}

static gboolean
timeout_cb (gpointer user_data)
{
  g_autoptr(SotongEditorPreedit) self = g_object_ref (SOTONG_EDITOR_PREEDIT (user_data));

  self->timeout_id = 0;
  if (!self->arrived)
    put_in (self);
  finish (self);
  return G_SOURCE_REMOVE;
}

/* The text holds the syllable only after the signal. */
static gboolean
arrived_cb (gpointer user_data)
{
  g_autoptr(SotongEditorPreedit) self = g_object_ref (SOTONG_EDITOR_PREEDIT (user_data));

  self->timeout_id = 0;
  finish (self);
  return G_SOURCE_REMOVE;
}

static void
inserted_cb (SotongEditorPreedit *self)
{
  if (self->wanted == NULL || self->arrived)
    return;
  self->arrived = TRUE;
  if (self->timeout_id == 0)
    return;
  g_source_remove (self->timeout_id);
  self->timeout_id = g_idle_add (arrived_cb, self);
}

static void
reset_input_method (SotongEditorPreedit *self)
{
  if (GTK_IS_TEXT_VIEW (self->widget))
    {
      /* Without the flag that the view sets when keys went to the input method, it would not
       * ask it. */
      gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self->widget));
    }
  else if (GTK_IS_ENTRY (self->widget))
    gtk_entry_reset_im_context (GTK_ENTRY (self->widget));
}

static void
sotong_editor_preedit_dispose (GObject *object)
{
  SotongEditorPreedit *self = SOTONG_EDITOR_PREEDIT (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->widget != NULL)
    g_object_set_data (G_OBJECT (self->widget), WATCH, NULL);
  g_clear_weak_pointer (&self->widget);
  G_OBJECT_CLASS (sotong_editor_preedit_parent_class)->dispose (object);
}

static void
sotong_editor_preedit_finalize (GObject *object)
{
  SotongEditorPreedit *self = SOTONG_EDITOR_PREEDIT (object);

  g_free (self->open);
  g_free (self->wanted);
  g_array_unref (self->waiting);
  G_OBJECT_CLASS (sotong_editor_preedit_parent_class)->finalize (object);
}

static void
sotong_editor_preedit_class_init (SotongEditorPreeditClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_editor_preedit_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_editor_preedit_finalize;
}

static void
sotong_editor_preedit_init (SotongEditorPreedit *self)
{
  self->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
}

/**
 * sotong_editor_preedit_new:
 * @widget: a GtkTextView or a GtkEntry, whose buffer stays the same
 *
 * Returns: (transfer full): what watches its input method
 */
SotongEditorPreedit *
sotong_editor_preedit_new (GtkWidget *widget)
{
  SotongEditorPreedit *self = g_object_new (SOTONG_TYPE_EDITOR_PREEDIT, NULL);

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (widget) || GTK_IS_ENTRY (widget), self);

  g_set_weak_pointer (&self->widget, widget);
  g_object_set_data (G_OBJECT (widget), WATCH, self);
  if (GTK_IS_TEXT_VIEW (widget))
    {
      g_signal_connect_object (widget, "preedit-changed", G_CALLBACK (preedit_changed_cb), self, 0);
      g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "insert-text",
                               G_CALLBACK (inserted_cb), self, G_CONNECT_SWAPPED);
      return self;
    }
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (widget)), "preedit-changed",
                           G_CALLBACK (preedit_changed_cb), self, 0);
  g_signal_connect_object (gtk_entry_get_buffer (GTK_ENTRY (widget)), "inserted-text",
                           G_CALLBACK (inserted_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * sotong_editor_preedit_is_open:
 * @self: a watch
 *
 * Returns: whether something is being composed that is not in the text yet
 */
gboolean
sotong_editor_preedit_is_open (SotongEditorPreedit *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_PREEDIT (self), FALSE);
  return self->open != NULL;
}

/**
 * sotong_editor_preedit_settle:
 * @self: a watch
 * @callback: called when the text is whole: at once if nothing is being composed, else
 *   perhaps a little later, and not at all when @self goes away before
 * @user_data: for @callback
 *
 * Has the input method put what it composes into the text.
 */
void
sotong_editor_preedit_settle (SotongEditorPreedit     *self,
                              SotongEditorPreeditFunc  callback,
                              gpointer                 user_data)
{
  g_autoptr(SotongEditorPreedit) held = NULL;
  Waiting one = { callback, user_data };

  g_return_if_fail (SOTONG_IS_EDITOR_PREEDIT (self));

  held = g_object_ref (self);
  if (self->wanted == NULL && (self->open == NULL || self->widget == NULL))
    {
      callback (user_data);
      return;
    }
  g_array_append_val (self->waiting, one);
  if (self->wanted != NULL)
    return;
  self->wanted = g_strdup (self->open);
  self->arrived = FALSE;
  reset_input_method (self);
  if (self->arrived)
    finish (self);
  else if (self->timeout_id == 0)
    self->timeout_id = g_timeout_add (PATIENCE_MS, timeout_cb, self);
}

/**
 * sotong_editor_preedit_find:
 * @focus: (nullable): the widget that has the focus
 *
 * Returns: (transfer none) (nullable): what watches its input method, if anything does
 */
SotongEditorPreedit *
sotong_editor_preedit_find (GtkWidget *focus)
{
  GtkWidget *widget = GTK_IS_TEXT (focus) ? gtk_widget_get_parent (focus) : focus;

  return widget != NULL ? g_object_get_data (G_OBJECT (widget), WATCH) : NULL;
}
