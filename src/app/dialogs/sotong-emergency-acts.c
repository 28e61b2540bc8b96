/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-emergency-dialog-private.h"
#include "app/dialogs/sotong-form.h"
#include "app/sotong-take-over-question.h"
#include "app/sotong-task-commands.h"
#include "app/sotong-toast.h"
#include "publish/sotong-publish-rules.h"
#include "store/sotong-person.h"
#include "util/sotong-text.h"
#include "util/sotong-time-office.h"
#include "util/sotong-time.h"

/* What a person does on the screen of an emergency: start, compose, publish, ratify, end. */

#define MAX_REASON 4000

/* Says that something was done, which can be taken back. */
static void
toast (SotongEmergencyDialog *self,
       const char            *text)
{
  AdwToast *said = sotong_toast_new (text);

  adw_toast_set_button_label (said, _("_Undo"));
  adw_toast_set_action_name (said, "win.undo");
  adw_toast_overlay_add_toast (self->toasts, said);
}

/* ---- start ---- */

static void
started_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongEmergencyDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  gpointer done = sotong_store_write_finish (SOTONG_STORE (object), result, &error);

  if (self == NULL || self->context == NULL)
    return;
  sotong_emergency_dialog_set_busy (self, FALSE);
  sotong_emergency_dialog_fail (self, done == NULL ? error->message : NULL);
  if (done == NULL)
    return;
  self->changed = TRUE; /* what was filled in before belongs to it */
  toast (self, _("The emergency has started, and everything is on hold."));
  sotong_emergency_dialog_focus_needed (self);
}

void
sotong_emergency_dialog_start (SotongEmergencyDialog *self)
{
  SotongEmergencyAct *act = g_new0 (SotongEmergencyAct, 1);
  g_autofree char *detected = sotong_form_dup_line (self->detected, 200);
  g_autoptr(GError) bad = NULL;

  act->wording = sotong_emergency_dialog_get_wording (self);
  act->person_id = sotong_emergency_dialog_get_actor (self);
  act->detected_at = SOTONG_NONE;
  if (!sotong_text_is_blank (detected)
      && !sotong_time_parse_past (detected, sotong_context_get_zone (self->context), sotong_context_now (self->context), &act->detected_at, &bad))
    {
      sotong_emergency_dialog_fail (self, bad->message);
      sotong_emergency_act_free (act);
      gtk_widget_grab_focus (self->detected);
      return;
    }
  sotong_emergency_dialog_set_busy (self, TRUE);
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, sotong_emergency_start_job, act,
                            (GDestroyNotify) sotong_emergency_act_free, NULL, NULL, started_cb, sotong_dialog_to_weak (self));
}

/* ---- compose ---- */

static SotongEmergencyAct *
new_message (SotongEmergencyDialog *self)
{
  SotongEmergencyAct *act = g_new0 (SotongEmergencyAct, 1);
  g_auto(GStrv) fields = sotong_emergency_dialog_dup_fields (self);
  g_autoptr(GPtrArray) chosen = sotong_emergency_dialog_list_chosen (self);

  act->wording = sotong_emergency_dialog_get_wording (self);
  act->korean = sotong_emergency_dialog_is_korean (self);
  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    act->fields[i] = g_strdup (fields[i]);
  act->texts = sotong_emergency_texts (act->wording, act->korean, (const char * const *) act->fields, chosen);
  return act;
}

static void
compose (SotongEmergencyDialog *self,
         GAsyncReadyCallback    callback)
{
  sotong_emergency_dialog_set_busy (self, TRUE);
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, sotong_emergency_compose_job, new_message (self),
                            (GDestroyNotify) sotong_emergency_act_free, NULL, NULL, callback, sotong_dialog_to_weak (self));
}

/* Whether it was composed; the window knows already that it stands so in the workspace. */
static gboolean
end_composing (SotongEmergencyDialog *self,
               GObject               *store,
               GAsyncResult          *result)
{
  g_autoptr(GError) error = NULL;
  gpointer done = sotong_store_write_finish (SOTONG_STORE (store), result, &error);

  if (self == NULL || self->context == NULL)
    return FALSE;
  if (done != NULL)
    self->changed = FALSE;
  sotong_emergency_dialog_set_busy (self, FALSE);
  sotong_emergency_dialog_fail (self, done == NULL ? error->message : NULL);
  return done != NULL;
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongEmergencyDialog) self = sotong_dialog_from_weak (user_data);

  if (end_composing (self, object, result))
    toast (self, _("The message is composed. Nothing is sent yet."));
}

void
sotong_emergency_dialog_save (SotongEmergencyDialog *self)
{
  compose (self, saved_cb);
}

/* ---- publish ---- */

static void publish (SotongEmergencyDialog *self,
                     SotongPublishFlags     flags);

typedef struct {
  gpointer            weak;  /* (owned): of sotong_dialog_to_weak () */
  SotongPublishFlags  flags;
} Sending;

static void
take_over_cb (SotongEmergencyDialog *self,
              const char            *response,
              AdwMessageDialog      *dialog)
{
  if (g_str_equal (response, "take-over"))
    publish (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "flags")) | SOTONG_PUBLISH_TAKE_OVER);
}

static void
ask_take_over (SotongEmergencyDialog *self,
               SotongPublishFlags     flags,
               const GError          *error)
{
  GtkWidget *dialog = sotong_take_over_question_new (GTK_WINDOW (self), error);

  g_object_set_data (G_OBJECT (dialog), "flags", GUINT_TO_POINTER (flags));
  g_signal_connect_object (dialog, "response", G_CALLBACK (take_over_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_results (SotongEmergencyDialog *self,
              GPtrArray             *results)
{
  guint n_well = 0;
  g_autofree char *text = NULL;

  g_hash_table_remove_all (self->failures);
  for (guint i = 0; i < results->len; i++)
    {
      const SotongPublishResult *result = g_ptr_array_index (results, i);

      if (sotong_publish_result_is_well (result))
        n_well++;
      if (result->channel != NULL)
        g_hash_table_remove (self->doubts, result->channel);
      if (sotong_publish_result_is_well (result) && result->channel != NULL && (result->twice || result->edited))
        g_hash_table_insert (self->doubts, g_strdup (result->channel), g_strdup (result->message));
      else if (!sotong_publish_result_is_well (result) && result->channel != NULL)
        g_hash_table_insert (self->failures, g_strdup (result->channel), g_strdup (result->message));
    }
  if (n_well == results->len)
    text = g_strdup_printf (ngettext ("Published on %u channel.", "Published on %u channels.", n_well), n_well);
  else
    text = g_strdup_printf (_("Published on %u of %u channels. Why the others are not stands below their names."), n_well, results->len);
  adw_toast_overlay_add_toast (self->toasts, sotong_toast_new (text));
}

static gboolean
show_first (SotongEmergencyDialog *self,
            GHashTable            *told)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_hash_table_contains (told, sotong_emergency_row_get_channel ((SotongEmergencyRow *) row)->name))
      {
        gtk_list_box_select_row (self->list, row);
        gtk_widget_grab_focus (GTK_WIDGET (row));
        return TRUE;
      }
  return FALSE;
}

/* Of many channels the one that needs a person may be out of sight; who hears instead of sees has its row read out, with the reason. Where it is not
 * out comes before where it is perhaps out twice. */
static void
show_failure (SotongEmergencyDialog *self)
{
  if (!show_first (self, self->failures))
    show_first (self, self->doubts);
}

static void
published_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree Sending *sending = user_data;
  g_autoptr(SotongEmergencyDialog) self = sotong_dialog_from_weak (sending->weak);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = sotong_publisher_publish_finish (SOTONG_PUBLISHER (object), result, &error);

  if (self == NULL || self->context == NULL)
    return;
  if (results != NULL)
    show_results (self, results);
  else if (sotong_publish_is_elsewhere (error))
    ask_take_over (self, sending->flags, error);
  else
    sotong_emergency_dialog_fail (self, error->message);
  sotong_emergency_dialog_set_busy (self, FALSE);
  if (results != NULL)
    show_failure (self);
}

static void
cleared_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Sending *sending = user_data;
  g_autoptr(SotongEmergencyDialog) self = sotong_dialog_from_weak (sending->weak);
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *content_id = sotong_store_write_finish (SOTONG_STORE (object), result, &error);

  sending->weak = NULL;
  if (self != NULL && self->context != NULL && content_id != NULL)
    {
      sending->weak = sotong_dialog_to_weak (self);
      sotong_publisher_publish_async (sotong_context_get_publisher (self->context), *content_id, 0, sending->flags, NULL, NULL, NULL, published_cb,
                                      sending);
      return;
    }
  if (self != NULL && self->context != NULL)
    {
      sotong_emergency_dialog_fail (self, error->message);
      sotong_emergency_dialog_set_busy (self, FALSE);
    }
  g_free (sending);
}

/* It is composed: clears it by the shortened approval, and sends it. */
static void
publish (SotongEmergencyDialog *self,
         SotongPublishFlags     flags)
{
  SotongEmergencyAct *act = g_new0 (SotongEmergencyAct, 1);
  Sending *sending = g_new0 (Sending, 1);

  act->person_id = sotong_emergency_dialog_get_actor (self);
  sending->flags = flags;
  sending->weak = sotong_dialog_to_weak (self);
  sotong_emergency_dialog_fail (self, NULL);
  sotong_emergency_dialog_set_busy (self, TRUE);
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, sotong_emergency_clear_job, act,
                            (GDestroyNotify) sotong_emergency_act_free, g_free, NULL, cleared_cb, sending);
}

static gboolean
goes_to_real (SotongEmergencyDialog *self)
{
  g_autoptr(GPtrArray) chosen = sotong_emergency_dialog_list_chosen (self);

  for (guint i = 0; i < chosen->len; i++)
    if (sotong_publish_is_real (g_ptr_array_index (chosen, i)))
      return TRUE;
  return FALSE;
}

static SotongPublishFlags
flags_of (SotongEmergencyDialog *self)
{
  gboolean set_clock = sotong_clock_is_set (sotong_context_get_clock (self->context));

  return set_clock && goes_to_real (self) ? SOTONG_PUBLISH_ALLOW_REAL : SOTONG_PUBLISH_DEFAULT;
}

static void
composed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SotongEmergencyDialog) self = sotong_dialog_from_weak (user_data);

  if (end_composing (self, object, result))
    publish (self, flags_of (self));
}

static void
publish_response_cb (SotongEmergencyDialog *self,
                     const char            *response)
{
  if (!g_str_equal (response, "publish"))
    return;
  if (self->changed || self->data->content == NULL)
    compose (self, composed_cb);
  else
    publish (self, flags_of (self));
}

static gboolean
is_out_on (SotongEmergencyDialog *self,
           gint64                 channel_id)
{
  const SotongCopy *copy = sotong_emergency_data_get_copy (self->data, channel_id);

  return copy != NULL && sotong_state_is_out (copy->state);
}

/* Where it goes now and in which form, and that it cannot be taken back. */
static char *
describe_publishing (SotongEmergencyDialog *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr(GPtrArray) chosen = sotong_emergency_dialog_list_chosen (self);

  for (guint i = 0; i < self->texts->len; i++)
    {
      const SotongEmergencyText *message = g_ptr_array_index (self->texts, i);
      g_autofree char *count = sotong_emergency_row_count (message);
      gboolean goes = FALSE;

      for (guint j = 0; !goes && j < chosen->len; j++)
        goes = ((const SotongChannel *) g_ptr_array_index (chosen, j))->id == message->channel_id;
      if (goes && !is_out_on (self, message->channel_id))
        g_string_append_printf (text, "• %s · %s · %s\n", message->channel, message->brief ? _("short form") : _("long form"), count);
    }
  if (self->data->approval_on && self->data->emergency->published_at == SOTONG_NONE)
    g_string_append_printf (text, "\n%s", _("This is the shortened approval: it stands in the history under your name, and somebody else who decides in the "
                                            "approval line ratifies it afterwards."));
  g_string_append_printf (text, "\n%s", _("What has been published cannot be undone."));
  if (flags_of (self) == SOTONG_PUBLISH_ALLOW_REAL)
    g_string_append_printf (text, "\n\n%s", _("This workspace has a clock of its own, and some of these go to real channels, where everybody can read them."));
  return g_string_free (text, FALSE);
}

void
sotong_emergency_dialog_ask_publish (SotongEmergencyDialog *self)
{
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (self->texts == NULL || self->busy)
    return;
  /* The last syllable may still be in the input method: the entry gets it when it loses the focus. */
  gtk_window_set_focus (GTK_WINDOW (self), self->publish);
  body = describe_publishing (self);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Publish the Emergency Message Now?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "publish", _("_Publish"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "publish", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "publish");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (publish_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- ratify and end ---- */

static void
ratified_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SotongEmergencyDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  gpointer done = sotong_store_write_finish (SOTONG_STORE (object), result, &error);

  if (self == NULL || self->context == NULL)
    return;
  sotong_emergency_dialog_fail (self, done == NULL ? error->message : NULL);
  if (done != NULL)
    toast (self, _("The emergency approval is ratified."));
}

/* Who may, of those for whom somebody at this desk can act; where nobody may, all of them, so that the answer says why. */
static GPtrArray *
list_ratifiers (SotongEmergencyDialog *self)
{
  return self->data->ratifiers->len > 0 ? self->data->ratifiers : self->data->actors;
}

static void
ratify_response_cb (SotongEmergencyDialog *self,
                    const char            *response,
                    AdwMessageDialog      *dialog)
{
  GtkWidget *reason = g_object_get_data (G_OBJECT (dialog), "reason"), *actor = g_object_get_data (G_OBJECT (dialog), "actor");
  GArray *ids = g_object_get_data (G_OBJECT (dialog), "ids");
  SotongEmergencyAct *act;
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (actor));

  if (!g_str_equal (response, "ratify"))
    return;
  act = g_new0 (SotongEmergencyAct, 1);
  if (selected < ids->len)
    act->person_id = g_array_index (ids, gint64, selected);
  if (!sotong_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (reason))))
    act->reason = sotong_text_clean (gtk_editable_get_text (GTK_EDITABLE (reason)), -1, MAX_REASON);
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, sotong_emergency_ratify_job, act,
                            (GDestroyNotify) sotong_emergency_act_free, NULL, NULL, ratified_cb, sotong_dialog_to_weak (self));
}

static void
add_labelled (GtkWidget  *box,
              const char *mnemonic,
              GtkWidget  *widget)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (mnemonic);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), widget);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), widget);
}

static void
ask_ratify (SotongEmergencyDialog *self)
{
  GtkWidget *dialog, *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *reason = gtk_entry_new ();
  GtkWidget *actor = gtk_drop_down_new_from_strings ((const char * const[]) { NULL });
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *people;

  people = list_ratifiers (self);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Ratify the Emergency Approval?"), gtk_label_get_text (self->ratify_label));
  for (guint i = 0; i < people->len; i++)
    {
      g_autofree char *name = sotong_person_describe (g_ptr_array_index (people, i));

      gtk_string_list_append (names, name);
      g_array_append_val (ids, ((const SotongPerson *) g_ptr_array_index (people, i))->id);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (actor), G_LIST_MODEL (names));
  gtk_entry_set_activates_default (GTK_ENTRY (reason), TRUE);
  add_labelled (box, _("_Who ratifies"), actor);
  add_labelled (box, _("Re_mark"), reason);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "ratify", _("_Ratify"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "ratify", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "ratify");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "ids", ids, (GDestroyNotify) g_array_unref); /* what was read may be another when the answer comes */
  g_object_set_data (G_OBJECT (dialog), "reason", reason);
  g_object_set_data (G_OBJECT (dialog), "actor", actor);
  g_signal_connect_object (dialog, "response", G_CALLBACK (ratify_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
sotong_emergency_dialog_ask_ratify (SotongEmergencyDialog *self)
{
  if (self->data != NULL)
    ask_ratify (self);
}

void
sotong_emergency_dialog_take_back (SotongEmergencyDialog *self)
{
  sotong_task_take_back (self->window);
}

/* What becomes of what is held is asked as at the end of any hold, which ends the emergency too. */
void
sotong_emergency_dialog_end (SotongEmergencyDialog *self)
{
  self->ending = TRUE;
  sotong_task_hold (self->window, TRUE);
}
