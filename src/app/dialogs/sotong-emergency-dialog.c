/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-emergency-dialog-private.h"
#include "app/sotong-entry-fill.h"
#include "store/sotong-channel.h"
#include "store/sotong-person.h"
#include "util/sotong-text.h"

/**
 * SotongEmergencyDialog:
 *
 * One screen for an emergency: the kind and what must be said, the checked wording as each channel gets it
 * with its count, a stopwatch from detection on, publishing past what is on hold, and the ratification that
 * follows. Closing it keeps what was typed; it stands beside the window, so that one can look things up there.
 */
G_DEFINE_FINAL_TYPE (SotongEmergencyDialog, sotong_emergency_dialog, ADW_TYPE_WINDOW)

#define MAX_TYPED 100000
#define KEY "sotong-emergency-dialog"

/* ---- what was filled in ---- */

const SotongEmergencyWording *
sotong_emergency_dialog_get_wording (SotongEmergencyDialog *self)
{
  const SotongEmergencyWording *wording = sotong_emergency_wording_get_nth (adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind)));

  return wording != NULL ? wording : sotong_emergency_wording_get ("other");
}

gboolean
sotong_emergency_dialog_is_korean (SotongEmergencyDialog *self)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (self->language)) == 0;
}

/* Who acts, or 0 for whom the desktop account acts. */
gint64
sotong_emergency_dialog_get_actor (SotongEmergencyDialog *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->actor));

  return self->data != NULL && selected < self->data->actors->len ? ((const SotongPerson *) g_ptr_array_index (self->data->actors, selected))->id : 0;
}

/* (transfer full): a vector of as many as there are blanks, and %NULL; empty where nothing was typed. */
char **
sotong_emergency_dialog_dup_fields (SotongEmergencyDialog *self)
{
  char **fields = g_new0 (char *, SOTONG_N_EMERGENCY_FIELDS + 1);

  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    fields[i] = g_strstrip (sotong_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->fields[i])), -1, MAX_TYPED));
  return fields;
}

static SotongEmergencyRow *
get_row (SotongEmergencyDialog *self,
         guint                  i)
{
  return (SotongEmergencyRow *) gtk_list_box_get_row_at_index (self->list, (int) i);
}

/* (transfer full) (element-type SotongChannel): lent to the array. */
GPtrArray *
sotong_emergency_dialog_list_chosen (SotongEmergencyDialog *self)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; get_row (self, i) != NULL; i++)
    if (sotong_emergency_row_get_chosen (get_row (self, i)))
      g_ptr_array_add (chosen, (gpointer) sotong_emergency_row_get_channel (get_row (self, i)));
  return chosen;
}

/* ---- what stands in the window ---- */

void
sotong_emergency_dialog_fail (SotongEmergencyDialog *self,
                              const char            *message)
{
  gtk_label_set_text (self->problem, message != NULL ? message : "");
  gtk_info_bar_set_revealed (self->problem_bar, message != NULL);
  if (message != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->problem_bar), GTK_ACCESSIBLE_PROPERTY_LABEL, message, -1);
}

gboolean
sotong_emergency_dialog_is_open (SotongEmergencyDialog *self)
{
  return self->data != NULL && sotong_emergency_data_is_open (self->data);
}

/* Why it cannot be published yet, or %NULL. */
static char *
describe_needed (SotongEmergencyDialog *self,
                 const char * const    *fields)
{
  const SotongEmergencyWording *wording = sotong_emergency_dialog_get_wording (self);
  g_autoptr(GString) missing = g_string_new (NULL);
  guint n_chosen = 0;

  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    if (strlen (fields[i]) > SOTONG_EMERGENCY_FIELD_MAX)
      return g_strdup_printf (_("“%s” is too long: at most about %d letters."), sotong_emergency_field_get_label ((SotongEmergencyField) i), SOTONG_EMERGENCY_FIELD_MAX / 3);
  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    if (sotong_emergency_wording_needs (wording, (SotongEmergencyField) i) && sotong_text_is_blank (fields[i]))
      g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", sotong_emergency_field_get_label ((SotongEmergencyField) i));
  if (missing->len > 0)
    return g_strdup_printf (_("Still needed: %s"), missing->str);
  for (guint i = 0; get_row (self, i) != NULL; i++)
    {
      const SotongEmergencyText *text = sotong_emergency_row_get_text (get_row (self, i));

      if (!sotong_emergency_row_get_chosen (get_row (self, i)) || text == NULL)
        continue;
      n_chosen++;
      if (!text->fits)
        return g_strdup_printf (_("Too long for “%s” even in its short form. Shorten what is filled in, or take that channel off."), text->channel);
    }
  return n_chosen > 0 ? NULL : g_strdup (_("Choose where it goes."));
}

/* Where the keyboard is of use: the first blank that must be filled in, else what publishes. */
void
sotong_emergency_dialog_focus_needed (SotongEmergencyDialog *self)
{
  g_auto(GStrv) fields = sotong_emergency_dialog_dup_fields (self);
  const SotongEmergencyWording *wording = sotong_emergency_dialog_get_wording (self);

  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    if (sotong_emergency_wording_needs (wording, (SotongEmergencyField) i) && sotong_text_is_blank (fields[i]))
      {
        gtk_widget_grab_focus (self->fields[i]);
        return;
      }
  gtk_widget_grab_focus (self->publish);
}

/* The wordings with what is filled in; a blank that is empty yet shows what belongs there. */
static void
write_texts (SotongEmergencyDialog *self,
             const char * const    *fields)
{
  const char *shown[SOTONG_N_EMERGENCY_FIELDS];
  char *labels[SOTONG_N_EMERGENCY_FIELDS] = { NULL };
  const SotongEmergencyWording *wording = sotong_emergency_dialog_get_wording (self);
  gboolean filling = self->filling;
  GPtrArray *texts;

  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    {
      labels[i] = g_strdup_printf ("〔%s〕", sotong_emergency_field_get_label ((SotongEmergencyField) i));
      shown[i] = sotong_text_is_blank (fields[i]) && sotong_emergency_wording_needs (wording, (SotongEmergencyField) i) ? labels[i] : fields[i];
    }
  texts = sotong_emergency_texts (wording, sotong_emergency_dialog_is_korean (self), shown, self->data->channels);
  self->filling = TRUE; /* a row takes itself off where nothing can go */
  for (guint i = 0; i < texts->len && get_row (self, i) != NULL; i++)
    sotong_emergency_row_set_text (get_row (self, i), g_ptr_array_index (texts, i));
  self->filling = filling;
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  self->texts = texts;
  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    g_free (labels[i]);
}

void
sotong_emergency_dialog_show_preview (SotongEmergencyDialog *self)
{
  SotongEmergencyRow *row = (SotongEmergencyRow *) gtk_list_box_get_selected_row (self->list);
  const SotongEmergencyText *text = row != NULL ? sotong_emergency_row_get_text (row) : NULL;
  g_autofree char *title = NULL, *count = NULL;

  if (text == NULL)
    {
      gtk_label_set_text (self->preview_title, _("As the channels get it"));
      gtk_label_set_text (self->preview, "");
      return;
    }
  count = sotong_emergency_row_count (text);
  title = g_strdup_printf (_("%s · %s"), text->channel, count);
  gtk_label_set_text (self->preview_title, text->needs_media ? text->channel : title);
  gtk_label_set_text (self->preview, text->needs_media ? _("The platform takes no text alone, so the message does not go out there.") : text->body);
}

/* What became of it on one channel. */
static void
show_outcome (SotongEmergencyDialog *self,
              SotongEmergencyRow    *row)
{
  const SotongChannel *channel = sotong_emergency_row_get_channel (row);
  const SotongCopy *copy = sotong_emergency_dialog_is_open (self) ? sotong_emergency_data_get_copy (self->data, channel->id) : NULL;
  const char *failure = g_hash_table_lookup (self->failures, channel->name);
  const char *doubt = g_hash_table_lookup (self->doubts, channel->name);
  g_autofree char *words = NULL, *span = NULL;

  if (copy == NULL)
    sotong_emergency_row_set_outcome (row, NULL, NULL);
  else if (sotong_state_is_out (copy->state) && copy->published_at != SOTONG_NONE)
    {
      span = sotong_emergency_format_span (copy->published_at - self->data->emergency->detected_at);
      words = g_strdup_printf ("%s · +%s%s%s", sotong_state_get_label (copy->state), span, doubt != NULL ? "\n" : "", doubt != NULL ? doubt : "");
      sotong_emergency_row_set_outcome (row, words, doubt != NULL ? "warning" : "state-published");
    }
  else if (failure != NULL)
    sotong_emergency_row_set_outcome (row, failure, "error");
  else if (copy->state >= SOTONG_STATE_PUBLISHING)
    sotong_emergency_row_set_outcome (row, sotong_state_get_label (copy->state), copy->state == SOTONG_STATE_PUBLISHING ? NULL : "error");
  else
    sotong_emergency_row_set_outcome (row, NULL, NULL);
}

static void
show_watch (SotongEmergencyDialog *self)
{
  const SotongEmergency *emergency = sotong_emergency_dialog_is_open (self) ? self->data->emergency : NULL;
  g_autofree char *marks = NULL, *span = NULL;
  gint64 until;

  if (emergency == NULL)
    {
      gtk_label_set_text (self->watch, _("No emergency is open"));
      gtk_label_set_text (self->marks, _("Starting one holds everything that is scheduled; the stopwatch runs from detection."));
      return;
    }
  until = emergency->all_out_at != SOTONG_NONE ? emergency->all_out_at : sotong_context_now (self->context);
  span = sotong_emergency_format_span (until - emergency->detected_at);
  marks = sotong_emergency_describe_marks (emergency, sotong_context_get_zone (self->context));
  gtk_label_set_text (self->watch, span);
  gtk_label_set_text (self->marks, marks);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->marks), marks);
}

static void
show_ratification (SotongEmergencyDialog *self)
{
  const SotongEmergency *emergency = self->data != NULL ? self->data->emergency : NULL;
  gboolean waits = emergency != NULL && emergency->to_ratify && emergency->ratified_at == SOTONG_NONE;
  g_autofree char *text = NULL;

  gtk_info_bar_set_revealed (self->ratify_bar, waits);
  if (!waits)
    return;
  text = g_strdup_printf (_("“%s” was cleared by emergency approval (%s) and waits to be ratified by somebody else who decides in the approval line."),
                          self->data->content != NULL ? self->data->content->title : emergency->kind,
                          emergency->publisher != NULL ? emergency->publisher : emergency->account);
  gtk_label_set_text (self->ratify_label, text);
}

/* What no hold keeps back is said before one starts, and can be taken back once it has. */
static void
show_there (SotongEmergencyDialog *self)
{
  gtk_info_bar_set_revealed (self->there_bar, self->data->there != NULL);
  gtk_label_set_text (self->there_label, self->data->there != NULL ? self->data->there : "");
  gtk_widget_set_visible (self->take_back, sotong_emergency_dialog_is_open (self));
}

/* Brings all that is shown in line with what was read and typed. */
void
sotong_emergency_dialog_update (SotongEmergencyDialog *self)
{
  g_auto(GStrv) fields = sotong_emergency_dialog_dup_fields (self);
  gboolean open = sotong_emergency_dialog_is_open (self), out = open && sotong_emergency_data_is_out (self->data);
  gboolean done = open && self->data->emergency->all_out_at != SOTONG_NONE;
  g_autofree char *needed = NULL;

  if (self->data == NULL)
    return;
  write_texts (self, (const char * const *) fields);
  needed = describe_needed (self, (const char * const *) fields);
  for (guint i = 0; get_row (self, i) != NULL; i++)
    {
      sotong_emergency_row_set_fixed (get_row (self, i), out);
      show_outcome (self, get_row (self, i));
    }
  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    gtk_widget_set_sensitive (self->fields[i], !out);
  gtk_widget_set_sensitive (self->kind, !open);
  gtk_widget_set_visible (self->detected, !open);
  gtk_widget_set_visible (self->actor, self->data->approval_on && self->data->actors->len > 0);
  gtk_widget_set_sensitive (self->language, !out);
  gtk_widget_set_sensitive (GTK_WIDGET (self->group), !out);
  gtk_widget_set_visible (self->start, !open);
  gtk_widget_set_visible (self->save, open && !out);
  gtk_widget_set_visible (self->end, open);
  gtk_widget_set_visible (self->publish, open && !done);
  gtk_button_set_label (GTK_BUTTON (self->publish), out ? _("_Try Again…") : _("_Publish…"));
  gtk_widget_set_sensitive (self->save, needed == NULL && self->changed && !self->busy);
  gtk_widget_set_sensitive (self->publish, (out || needed == NULL) && !self->busy);
  gtk_widget_set_sensitive (self->start, !self->busy);
  gtk_widget_set_sensitive (self->end, !self->busy);
  gtk_label_set_text (self->needed, done ? _("The message is out on all channels.") : out ? _("Part of it is out; what is out is not sent again.")
                      : needed != NULL ? needed : "");
  show_watch (self);
  show_ratification (self);
  show_there (self);
  gtk_widget_set_visible (self->put_back, self->left != NULL);
  gtk_widget_set_visible (self->discard, self->left != NULL);
  gtk_widget_set_sensitive (self->put_back, !out && !self->busy);
  gtk_widget_set_sensitive (self->body, !self->busy && self->journal != NULL);
  sotong_emergency_dialog_show_preview (self);
  if (!self->filling)
    sotong_emergency_dialog_write_down (self);
}

void
sotong_emergency_dialog_set_busy (SotongEmergencyDialog *self,
                                  gboolean               busy)
{
  self->busy = busy;
  sotong_emergency_dialog_update (self);
}

/* A person changed something. */
void
sotong_emergency_dialog_edited (SotongEmergencyDialog *self)
{
  if (self->filling || self->data == NULL)
    return;
  self->changed = TRUE;
  self->edited_at = sotong_context_now (self->context);
  if (self->since == 0 && !sotong_emergency_dialog_is_open (self))
    self->since = self->edited_at;
  sotong_emergency_dialog_update (self);
}

/* Ticks the channels of the group that was chosen; the first choice is all. */
void
sotong_emergency_dialog_choose_group (SotongEmergencyDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->group);
  const SotongChannelGroup *group;

  if (self->filling || self->data == NULL || selected > self->data->groups->len)
    return;
  group = selected > 0 ? g_ptr_array_index (self->data->groups, selected - 1) : NULL;
  self->filling = TRUE;
  for (guint i = 0; get_row (self, i) != NULL; i++)
    {
      gint64 id = sotong_emergency_row_get_channel (get_row (self, i))->id;
      gboolean in = group == NULL;

      for (guint j = 0; !in && j < group->channel_ids->len; j++)
        in = g_array_index (group->channel_ids, gint64, j) == id;
      sotong_emergency_row_set_chosen (get_row (self, i), in);
    }
  self->filling = FALSE;
  sotong_emergency_dialog_edited (self);
}

/* ---- reading ---- */

static gboolean
has_same_channels (SotongEmergencyDialog *self)
{
  guint i = 0;

  for (; i < self->data->channels->len && get_row (self, i) != NULL; i++)
    {
      const SotongChannel *a = sotong_emergency_row_get_channel (get_row (self, i)), *b = g_ptr_array_index (self->data->channels, i);

      if (a->id != b->id || !g_str_equal (a->name, b->name))
        return FALSE;
    }
  return i == self->data->channels->len && get_row (self, i) == NULL;
}

static void
fill_rows (SotongEmergencyDialog *self)
{
  if (has_same_channels (self))
    return;
  while (get_row (self, 0) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (get_row (self, 0)));
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  for (guint i = 0; i < self->data->channels->len; i++)
    {
      SotongEmergencyRow *row = sotong_emergency_row_new (g_ptr_array_index (self->data->channels, i));

      g_signal_connect_object (row, "toggled", G_CALLBACK (sotong_emergency_dialog_edited), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, GTK_WIDGET (row));
    }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
fill_choices (SotongEmergencyDialog *self)
{
  g_autoptr(GtkStringList) groups = gtk_string_list_new (NULL), actors = gtk_string_list_new (NULL);
  guint chosen = gtk_drop_down_get_selected (self->group), actor = adw_combo_row_get_selected (ADW_COMBO_ROW (self->actor));

  gtk_string_list_append (groups, _("All channels"));
  for (guint i = 0; i < self->data->groups->len; i++)
    gtk_string_list_append (groups, ((const SotongChannelGroup *) g_ptr_array_index (self->data->groups, i))->name);
  for (guint i = 0; i < self->data->actors->len; i++)
    {
      g_autofree char *name = sotong_person_describe (g_ptr_array_index (self->data->actors, i));

      gtk_string_list_append (actors, name);
    }
  gtk_drop_down_set_model (self->group, G_LIST_MODEL (groups));
  gtk_drop_down_set_selected (self->group, chosen <= self->data->groups->len ? chosen : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->group), self->data->groups->len > 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->actor), G_LIST_MODEL (actors));
  if (actor < self->data->actors->len)
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->actor), actor);
}

/* What was composed before, so that it can be changed: here, or by somebody else, or on the command line. */
static void
fill_message (SotongEmergencyDialog *self)
{
  const SotongContent *content = sotong_emergency_dialog_is_open (self) ? self->data->content : NULL;
  char *fields[SOTONG_N_EMERGENCY_FIELDS] = { NULL };
  gboolean korean;

  if (content == NULL)
    {
      self->changed |= self->read_content != 0; /* it was taken back: what stands here is in no workspace any more */
      self->read_content = 0;
      return;
    }
  if (content->id == self->read_content)
    return;
  self->read_content = content->id;
  self->changed = FALSE;
  if (!sotong_emergency_wording_read (content->body, &korean, fields))
    return;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->language), korean ? 0 : 1);
  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    {
      sotong_entry_fill (GTK_EDITABLE (self->fields[i]), fields[i] != NULL ? fields[i] : "");
      g_free (fields[i]);
    }
  for (guint i = 0; get_row (self, i) != NULL; i++)
    sotong_emergency_row_set_chosen (get_row (self, i), sotong_emergency_data_get_copy (self->data, sotong_emergency_row_get_channel (get_row (self, i))->id) != NULL);
}

/* It is over: its words stand in the workspace, and must not be taken for those of the next one. The window tells what became of what was held. */
static void
leave (SotongEmergencyDialog *self)
{
  if (self->read_content != 0 && !self->changed)
    for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
      sotong_entry_fill (GTK_EDITABLE (self->fields[i]), "");
  sotong_entry_fill (GTK_EDITABLE (self->detected), "");
  g_clear_pointer (&self->filled, g_free);
  self->read_content = 0;
  self->since = 0; /* what is left of it tells nothing of when the next one is detected */
  if (self->ending)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->ending = FALSE;
}

static void
fill (SotongEmergencyDialog *self)
{
  self->filling = TRUE;
  if (self->data->ended)
    leave (self);
  fill_rows (self);
  fill_choices (self);
  if (sotong_emergency_dialog_is_open (self))
    for (guint i = 0; sotong_emergency_wording_get_nth (i) != NULL; i++)
      if (g_strcmp0 (sotong_emergency_wording_get_kind (sotong_emergency_wording_get_nth (i)), self->data->emergency->kind) == 0)
        adw_combo_row_set_selected (ADW_COMBO_ROW (self->kind), i);
  fill_message (self);
  if (!sotong_emergency_dialog_is_open (self))
    {
      g_hash_table_remove_all (self->failures);
      g_hash_table_remove_all (self->doubts);
    }
  self->filling = FALSE;
  sotong_emergency_dialog_update (self);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongEmergencyDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  SotongEmergencyData *data = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (data == NULL)
    {
      if (self != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sotong_emergency_dialog_fail (self, error->message);
      return;
    }
  if (self == NULL || self->context == NULL)
    {
      sotong_emergency_data_free (data);
      return;
    }
  g_clear_pointer (&self->data, sotong_emergency_data_free);
  self->data = data;
  fill (self);
  sotong_emergency_dialog_find_left (self);
}

static void
read_again (SotongEmergencyDialog *self)
{
  gint64 before = sotong_emergency_dialog_is_open (self) ? self->data->emergency->id : 0;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (self->context), sotong_emergency_data_job, g_memdup2 (&before, sizeof before), g_free, (GDestroyNotify) sotong_emergency_data_free,
                           self->cancellable, read_cb, sotong_dialog_to_weak (self));
}

static gboolean
tick_cb (gpointer user_data)
{
  SotongEmergencyDialog *self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && sotong_emergency_dialog_is_open (self))
    show_watch (self);
  return G_SOURCE_CONTINUE;
}

/* ---- the class ---- */

static void
publish_key (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  SotongEmergencyDialog *self = SOTONG_EMERGENCY_DIALOG (widget);

  if (gtk_widget_get_visible (self->publish) && gtk_widget_get_sensitive (self->publish))
    sotong_emergency_dialog_ask_publish (self);
  else
    gtk_widget_error_bell (widget);
}

static void
sotong_emergency_dialog_dispose (GObject *object)
{
  SotongEmergencyDialog *self = SOTONG_EMERGENCY_DIALOG (object);

  sotong_emergency_dialog_leave_left (self);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->changed_id != 0)
    g_signal_handler_disconnect (sotong_context_get_store (self->context), self->changed_id);
  self->changed_id = 0;
  g_clear_object (&self->context);
  g_clear_pointer (&self->data, sotong_emergency_data_free);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->failures, g_hash_table_unref);
  g_clear_pointer (&self->doubts, g_hash_table_unref);
  g_clear_pointer (&self->left, sotong_journal_entry_free);
  g_clear_pointer (&self->filled, g_free);
  G_OBJECT_CLASS (sotong_emergency_dialog_parent_class)->dispose (object);
}

static void
sotong_emergency_dialog_class_init (SotongEmergencyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_emergency_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "emergency.publish", NULL, publish_key);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "emergency.publish", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sotong_emergency_dialog_init (SotongEmergencyDialog *self)
{
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->doubts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sotong_emergency_dialog_build (self);
  gtk_widget_set_sensitive (self->body, FALSE); /* until it is known what stands there */
}

/**
 * sotong_emergency_dialog_present:
 * @window: a window with a workspace
 *
 * Shows the screen, as it was left.
 */
void
sotong_emergency_dialog_present (SotongWindow *window)
{
  SotongEmergencyDialog *self;

  g_return_if_fail (SOTONG_IS_WINDOW (window));
  self = g_object_get_data (G_OBJECT (window), KEY);
  if (self == NULL)
    {
      self = g_object_new (SOTONG_TYPE_EMERGENCY_DIALOG, "transient-for", window, NULL);
      self->window = window;
      self->context = g_object_ref (sotong_window_get_context (window));
      gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (window));
      self->changed_id = g_signal_connect_swapped (sotong_context_get_store (self->context), "changed", G_CALLBACK (read_again), self);
      self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
      g_object_set_data (G_OBJECT (window), KEY, self);
    }
  sotong_emergency_dialog_forget_detection (self);
  read_again (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_window_set_focus (GTK_WINDOW (self), self->kind);
}

/**
 * sotong_emergency_dialog_destroy:
 * @window: a window whose workspace is about to be closed
 *
 * Takes the screen away; what was typed there and not composed is there the next time.
 */
void
sotong_emergency_dialog_destroy (SotongWindow *window)
{
  GtkWindow *dialog = g_object_steal_data (G_OBJECT (window), KEY);

  if (dialog != NULL)
    gtk_window_destroy (dialog);
}
