/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-slot-dialog.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-text.h"
#include "plan/sotong-slot.h"
#include "store/sotong-store.h"

/**
 * SotongSlotDialog:
 *
 * The times at which a channel usually posts: a row each, and a line to add one. Every addition
 * and removal is stored at once, and is one step of undo.
 */
struct _SotongSlotDialog
{
  AdwWindow        parent_instance;
  SotongContext   *context;      /* (owned) */
  gint64           channel_id;
  GCancellable    *cancellable;  /* (owned): with the dialog */
  guint            n_pending;
  guint            n;

  /* (unowned): children */
  GtkListBox      *list;
  GtkWidget       *days[7];
  GtkSpinButton   *hour;
  GtkSpinButton   *minute;
  GtkCheckButton  *skip;
  GtkLabel        *problem;
};

G_DEFINE_FINAL_TYPE (SotongSlotDialog, sotong_slot_dialog, ADW_TYPE_WINDOW)

static void read_slots (SotongSlotDialog *self);

/* ---- what is stored ---- */

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_slot_list (db, *(gint64 *) data, error);
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return GINT_TO_POINTER (sotong_channel_slot_add (db, data, error) != 0);
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return GINT_TO_POINTER (sotong_channel_slot_remove (db, *(gint64 *) data, error));
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongSlotDialog) self = SOTONG_SLOT_DIALOG (user_data);
  g_autoptr(GError) error = NULL;

  self->n_pending--;
  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (self->context == NULL)
    return;
  gtk_label_set_text (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  read_slots (self);
}

/**
 * sotong_slot_dialog_remove:
 * @self: the dialog
 * @id: one of its slots
 */
void
sotong_slot_dialog_remove (SotongSlotDialog *self,
                           gint64            id)
{
  g_return_if_fail (SOTONG_IS_SLOT_DIALOG (self));

  self->n_pending++;
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, remove_job, g_memdup2 (&id, sizeof id), g_free,
                            NULL, NULL, written_cb, g_object_ref (self));
}

/**
 * sotong_slot_dialog_add:
 * @self: the dialog
 *
 * Adds what is chosen in its last line.
 */
void
sotong_slot_dialog_add (SotongSlotDialog *self)
{
  SotongSlot *slot;

  g_return_if_fail (SOTONG_IS_SLOT_DIALOG (self));

  slot = g_new0 (SotongSlot, 1);
  slot->channel_id = self->channel_id;
  for (int i = 0; i < 7; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->days[i])))
      slot->days |= 1 << i;
  slot->minute = gtk_spin_button_get_value_as_int (self->hour) * 60 + gtk_spin_button_get_value_as_int (self->minute);
  slot->skip_holidays = gtk_check_button_get_active (self->skip);
  self->n_pending++;
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, add_job, slot, (GDestroyNotify) sotong_slot_free,
                            NULL, NULL, written_cb, g_object_ref (self));
}

/* ---- what is shown ---- */

static void
remove_clicked_cb (GtkWidget        *button,
                   SotongSlotDialog *self)
{
  sotong_slot_dialog_remove (self, *(gint64 *) g_object_get_data (G_OBJECT (button), "slot"));
}

static GtkWidget *
new_row (SotongSlotDialog *self,
         const SotongSlot *slot)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_from_icon_name ("sotong-remove-symbolic");
  g_autofree char *days = sotong_slot_describe_days (slot->days), *at = sotong_slot_format_minute (slot->minute);
  /* Translators: 1 days of the week, 2 a time of day. */
  g_autofree char *title = g_strdup_printf (_("%1$s at %2$s"), days, at);
  /* Translators: %s is a slot, as “Mon–Fri at 10:00”. */
  g_autofree char *label = g_strdup_printf (_("Remove %s"), title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (slot->skip_holidays)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("not on holidays"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "slot", g_memdup2 (&slot->id, sizeof slot->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_clicked_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static GtkWidget *
new_empty_row (void)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("No slots yet"));
  gtk_widget_add_css_class (row, "dim-label");
  return row;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongSlotDialog) self = SOTONG_SLOT_DIALOG (user_data);
  g_autoptr(GPtrArray) slots = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);
  GtkWidget *child;

  self->n_pending--;
  if (slots == NULL || self->context == NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < slots->len; i++)
    gtk_list_box_append (self->list, new_row (self, g_ptr_array_index (slots, i)));
  if (slots->len == 0)
    gtk_list_box_append (self->list, new_empty_row ());
  self->n = slots->len;
}

static void
read_slots (SotongSlotDialog *self)
{
  self->n_pending++;
  sotong_store_read_async (sotong_context_get_store (self->context), list_job, g_memdup2 (&self->channel_id, sizeof self->channel_id), g_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, read_cb, g_object_ref (self));
}

static void
store_changed_cb (SotongSlotDialog *self,
                  guint             areas)
{
  if (self->context != NULL && (areas & SOTONG_AREA_CHANNELS) != 0)
    read_slots (self);
}

/* ---- building ---- */

static gboolean
two_digits_cb (GtkSpinButton *spin)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static GtkSpinButton *
new_spin (int         max,
          int         step,
          const char *label)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, max, step);

  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (spin), GTK_ORIENTATION_HORIZONTAL);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 2);
  g_signal_connect (spin, "output", G_CALLBACK (two_digits_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_SPIN_BUTTON (spin);
}

static GtkWidget *
new_days (SotongSlotDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (int i = 0; i < 7; i++)
    {
      self->days[i] = gtk_toggle_button_new_with_label (sotong_calendar_text_weekday_short (i));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->days[i]), i < 5);
      gtk_box_append (GTK_BOX (box), self->days[i]);
    }
  return box;
}

static GtkWidget *
new_time (SotongSlotDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *add = gtk_button_new_with_mnemonic (_("_Add"));

  self->hour = new_spin (23, 1, _("Hour"));
  self->minute = new_spin (59, 5, _("Minute"));
  gtk_spin_button_set_value (self->hour, 10);
  self->skip = GTK_CHECK_BUTTON (gtk_check_button_new_with_mnemonic (_("Not on _holidays")));
  gtk_widget_set_hexpand (GTK_WIDGET (self->skip), TRUE);
  gtk_check_button_set_active (self->skip, TRUE);
  gtk_widget_add_css_class (add, "suggested-action");
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (sotong_slot_dialog_add), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hour));
  gtk_box_append (GTK_BOX (box), gtk_label_new (":"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->minute));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->skip));
  gtk_box_append (GTK_BOX (box), add);
  return box;
}

static GtkWidget *
new_body (SotongSlotDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *scrolled = gtk_scrolled_window_new (), *list = gtk_list_box_new (),
            *heading = gtk_label_new (_("Add a slot"));

  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Slots"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->problem, 0);
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), new_days (self));
  gtk_box_append (GTK_BOX (box), new_time (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  return box;
}

static void
sotong_slot_dialog_dispose (GObject *object)
{
  SotongSlotDialog *self = SOTONG_SLOT_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sotong_slot_dialog_parent_class)->dispose (object);
}

static void
sotong_slot_dialog_class_init (SotongSlotDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_slot_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sotong_slot_dialog_init (SotongSlotDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), new_body (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 440, 460);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * sotong_slot_dialog_present:
 * @parent: the window it belongs to
 * @context: the open workspace
 * @channel_id: a channel
 * @channel: its name
 *
 * Returns: (transfer none): the dialog, which goes when it is closed
 */
SotongSlotDialog *
sotong_slot_dialog_present (GtkWindow     *parent,
                            SotongContext *context,
                            gint64         channel_id,
                            const char    *channel)
{
  SotongSlotDialog *self = g_object_new (SOTONG_TYPE_SLOT_DIALOG, NULL);
  /* Translators: %s is a channel; a slot is a time at which it usually posts. */
  g_autofree char *title = g_strdup_printf (_("Slots of “%s”"), channel);

  self->context = g_object_ref (context);
  self->channel_id = channel_id;
  self->cancellable = g_cancellable_new ();
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  g_signal_connect_object (sotong_context_get_store (context), "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  read_slots (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/* How many slots it shows. */
guint
sotong_slot_dialog_get_n (SotongSlotDialog *self)
{
  g_return_val_if_fail (SOTONG_IS_SLOT_DIALOG (self), 0);
  return self->n;
}

/* Whether it waits for an answer. */
gboolean
sotong_slot_dialog_is_busy (SotongSlotDialog *self)
{
  g_return_val_if_fail (SOTONG_IS_SLOT_DIALOG (self), FALSE);
  return self->n_pending > 0;
}
