/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-emergency-dialog-private.h"
#include "app/dialogs/sotong-form-journal.h"
#include "app/sotong-entry-fill.h"
#include "plan/sotong-journal-record.h"
#include "store/sotong-person.h"
#include "util/sotong-text.h"
#include "util/sotong-time-office.h"
#include "util/sotong-time.h"

/* What is typed on the screen of an emergency and not composed outlives a killed program: it stands there again when the screen is
 * opened, and goes nowhere by itself. When it was detected is in it, too; else a start would count from the restart on. */

#define NAME "emergency"

/* One was detected when a person began to write of it, if that is not longer ago. */
#define RECENT_S (2 * 60 * 60)

/* ---- what is kept ---- */

static SotongEmergencyRow *
get_row (SotongEmergencyDialog *self,
         int                    i)
{
  return (SotongEmergencyRow *) gtk_list_box_get_row_at_index (self->list, i);
}

/* The channels that it does not go to, by their numbers. (transfer full) */
static char *
list_off (SotongEmergencyDialog *self)
{
  g_autoptr(GString) off = g_string_new (",");

  for (int i = 0; get_row (self, i) != NULL; i++)
    if (!sotong_emergency_row_get_chosen (get_row (self, i)))
      g_string_append_printf (off, "%" G_GINT64_FORMAT ",", sotong_emergency_row_get_channel (get_row (self, i))->id);
  return g_string_free (g_steal_pointer (&off), FALSE);
}

/* When a person says that it was detected; what was filled in for them is nothing that they said. */
static const char *
get_said (SotongEmergencyDialog *self)
{
  const char *detected = gtk_editable_get_text (GTK_EDITABLE (self->detected));

  return g_strcmp0 (detected, self->filled) != 0 ? detected : "";
}

static gboolean
is_empty (SotongEmergencyDialog *self)
{
  if (!sotong_text_is_blank (get_said (self)))
    return FALSE;
  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    if (*gtk_editable_get_text (GTK_EDITABLE (self->fields[i])) != '\0')
      return FALSE;
  return TRUE;
}

static void
add_number (GVariantBuilder *fields,
            const char      *key,
            gint64           number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  g_variant_builder_add (fields, "{ss}", key, text);
}

/* What was typed, and where it belongs. (transfer floating) */
static GVariant *
build_fields (SotongEmergencyDialog *self)
{
  g_auto(GVariantBuilder) fields = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (SOTONG_JOURNAL_FIELDS));
  g_autofree char *off = list_off (self);

  g_variant_builder_add (&fields, "{ss}", SOTONG_FORM_JOURNAL_WHICH, NAME);
  g_variant_builder_add (&fields, "{ss}", "kind", sotong_emergency_wording_get_kind (sotong_emergency_dialog_get_wording (self)));
  g_variant_builder_add (&fields, "{ss}", "detected", get_said (self));
  g_variant_builder_add (&fields, "{ss}", "language", sotong_emergency_dialog_is_korean (self) ? "ko" : "en");
  g_variant_builder_add (&fields, "{ss}", "off", off);
  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    g_variant_builder_add (&fields, "{ss}", sotong_emergency_field_get_name ((SotongEmergencyField) i), gtk_editable_get_text (GTK_EDITABLE (self->fields[i])));
  add_number (&fields, "actor", sotong_emergency_dialog_get_actor (self));
  add_number (&fields, "since", self->since);
  add_number (&fields, "at", self->edited_at);
  add_number (&fields, "of", sotong_emergency_dialog_is_open (self) ? self->data->emergency->id : 0);
  return g_variant_builder_end (&fields);
}

/* What is typed is in the journal, unless it is composed. */
void
sotong_emergency_dialog_write_down (SotongEmergencyDialog *self)
{
  const char *problem;
  g_autofree char *said = NULL;

  if (self->journal == NULL || self->data == NULL)
    return;
  if (!self->changed || is_empty (self))
    {
      sotong_journal_drop (self->journal);
      self->since = 0;
      gtk_info_bar_set_revealed (self->back_bar, self->left != NULL);
      return;
    }
  sotong_journal_set_fields (self->journal, build_fields (self));
  sotong_journal_put (self->journal, sotong_content_new ());
  problem = sotong_journal_get_problem (self->journal);
  if (problem == NULL)
    return;
  said = g_strdup_printf (_("Not saved, and lost if the program is killed (%s). Save it soon."), problem);
  sotong_emergency_dialog_fail (self, said);
}

/* The screen goes away: what is not composed is there for the next time. */
void
sotong_emergency_dialog_leave_left (SotongEmergencyDialog *self)
{
  if (self->journal != NULL && self->data != NULL && self->changed && !is_empty (self))
    {
      sotong_journal_set_fields (self->journal, build_fields (self));
      sotong_journal_leave (self->journal, sotong_content_new ());
    }
  g_clear_object (&self->journal);
}

/* ---- what was left ---- */

static const char *
get_text (const SotongJournalEntry *left,
          const char               *key)
{
  const char *text = NULL;

  return g_variant_lookup (left->fields, key, "&s", &text) ? text : "";
}

static gint64
get_number (const SotongJournalEntry *left,
            const char               *key)
{
  return g_ascii_strtoll (get_text (left, key), NULL, 10);
}

/* It was composed, and the program ended before that was noted. */
static gboolean
stands_there (SotongEmergencyDialog    *self,
              const SotongJournalEntry *left)
{
  g_autofree char *off = list_off (self);

  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->fields[i])), get_text (left, sotong_emergency_field_get_name ((SotongEmergencyField) i))))
      return FALSE;
  return self->data->content != NULL && g_str_equal (off, get_text (left, "off"))
         && g_str_equal (sotong_emergency_dialog_is_korean (self) ? "ko" : "en", get_text (left, "language"));
}

static void
choose_kind (SotongEmergencyDialog *self,
             const char            *kind)
{
  for (guint i = 0; sotong_emergency_wording_get_nth (i) != NULL; i++)
    if (g_strcmp0 (sotong_emergency_wording_get_kind (sotong_emergency_wording_get_nth (i)), kind) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->kind), i);
}

static void
choose_actor (SotongEmergencyDialog *self,
              gint64                 id)
{
  for (guint i = 0; i < self->data->actors->len; i++)
    if (((const SotongPerson *) g_ptr_array_index (self->data->actors, i))->id == id)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->actor), i);
}

static gboolean
is_recent (SotongEmergencyDialog *self,
           gint64                 time)
{
  GTimeZone *zone = sotong_context_get_zone (self->context);
  gint64 now = sotong_context_now (self->context);
  g_autofree char *then = sotong_time_format_date (time, zone), *today = sotong_time_format_date (now, zone);

  return time <= now && now - time < RECENT_S && g_str_equal (then, today);
}

/* As the row takes it, to the second. (transfer full) */
static char *
format_detection (SotongEmergencyDialog *self,
                  gint64                 time)
{
  g_autofree char *minute = sotong_time_format_minute (time, sotong_context_get_zone (self->context));
  int second = (int) (time % 60);

  return second != 0 ? g_strdup_printf ("%s:%02d", minute, second) : g_steal_pointer (&minute);
}

/* A time of the day alone meant the day on which it was typed. (transfer full) */
static char *
name_day (SotongEmergencyDialog *self,
          const char            *detected,
          gint64                 typed_at)
{
  gint64 time;

  if (typed_at == 0 || sotong_text_is_blank (detected)
      || !sotong_time_parse_past (detected, sotong_context_get_zone (self->context), typed_at, &time, NULL))
    return g_strdup (detected);
  return format_detection (self, time);
}

/* One that has not been started yet was detected when a person began to write of it a short while ago, unless they said when. */
static void
restore_detection (SotongEmergencyDialog    *self,
                   const SotongJournalEntry *left)
{
  gboolean of_none = get_number (left, "of") == 0;
  g_autofree char *said = of_none ? name_day (self, get_text (left, "detected"), get_number (left, "at")) : g_strdup ("");

  self->since = of_none && is_recent (self, get_number (left, "since")) ? get_number (left, "since") : 0;
  g_clear_pointer (&self->filled, g_free);
  if (sotong_text_is_blank (said) && self->since != 0)
    self->filled = format_detection (self, self->since);
  sotong_entry_fill (GTK_EDITABLE (self->detected), self->filled != NULL ? self->filled : said);
}

/* What was filled in for a person who did not begin, or long ago, is no detection of what they come for now. */
void
sotong_emergency_dialog_forget_detection (SotongEmergencyDialog *self)
{
  gboolean filling = self->filling;

  if (self->filled == NULL || (!is_empty (self) && is_recent (self, self->since)))
    return;
  self->filling = TRUE;
  if (*get_said (self) == '\0')
    sotong_entry_fill (GTK_EDITABLE (self->detected), "");
  self->filling = filling;
  g_clear_pointer (&self->filled, g_free);
  self->since = 0;
}

static void
put_back (SotongEmergencyDialog    *self,
          const SotongJournalEntry *left)
{
  const char *off = get_text (left, "off");

  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    sotong_entry_fill (GTK_EDITABLE (self->fields[i]), get_text (left, sotong_emergency_field_get_name ((SotongEmergencyField) i)));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->language), g_str_equal (get_text (left, "language"), "en") ? 1 : 0);
  choose_actor (self, get_number (left, "actor"));
  for (int i = 0; get_row (self, i) != NULL; i++)
    {
      g_autofree char *id = g_strdup_printf (",%" G_GINT64_FORMAT ",", sotong_emergency_row_get_channel (get_row (self, i))->id);

      sotong_emergency_row_set_chosen (get_row (self, i), strstr (off, id) == NULL);
    }
}

static gint64
get_written_at (const SotongJournalEntry *left)
{
  return get_number (left, "at") != 0 ? get_number (left, "at") : left->at;
}

static void
say_back (SotongEmergencyDialog *self,
          const char            *text)
{
  gtk_label_set_text (self->back_label, text);
  gtk_info_bar_set_revealed (self->back_bar, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back_bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
say_restored (SotongEmergencyDialog    *self,
              const SotongJournalEntry *left)
{
  g_autofree char *when = sotong_time_format_minute (get_written_at (left), sotong_context_get_zone (self->context)), *text = NULL;
  gboolean open = sotong_emergency_dialog_is_open (self);

  if (!open && self->filled != NULL)
    text = g_strdup_printf (_("What was written here until %s is back. It was detected when you began to write, at %s, unless you type another time. "
                              "Nothing of it was sent, and nothing is before you publish it."), when, self->filled);
  else if (!open && sotong_text_is_blank (get_said (self)))
    text = g_strdup_printf (_("What was written here until %s is back, without a time of detection: that was too long ago to be filled in. Type it, if it "
                              "is not now. Nothing of it was sent, and nothing is before you publish it."), when);
  else
    text = g_strdup_printf (_("What was written here until %s is back. Nothing of it was sent, and nothing is before you publish it."), when);
  say_back (self, text);
}

static void
restore (SotongEmergencyDialog    *self,
         const SotongJournalEntry *left)
{
  self->filling = TRUE;
  if (!sotong_emergency_dialog_is_open (self))
    {
      choose_kind (self, get_text (left, "kind"));
      restore_detection (self, left);
    }
  put_back (self, left);
  self->filling = FALSE;
  self->changed = TRUE;
  self->edited_at = get_number (left, "at");
  say_restored (self, left);
}

/* ---- older words ---- */

/* Why what was left does not belong on the screen as it is. (transfer full) (nullable): %NULL when it does */
static char *
describe_other (SotongEmergencyDialog    *self,
                const SotongJournalEntry *left)
{
  g_autofree char *when = sotong_time_format_minute (get_written_at (left), sotong_context_get_zone (self->context));
  gint64 of = get_number (left, "of");

  if (!sotong_emergency_dialog_is_open (self))
    return of == 0 ? NULL : g_strdup_printf (_("The emergency of which something was written here until %s is over. It was not composed, and is kept; the "
                                               "screen is empty for the next one."), when);
  if (of != 0 && of != self->data->emergency->id)
    return g_strdup_printf (_("What was written here until %s is of another emergency. It is kept, and not put back."), when);
  if (self->data->content == NULL || (of != 0 && get_number (left, "at") >= self->data->emergency->composed_at))
    return NULL;
  return g_strdup_printf (_("What was written here until %s is older than the message, which was composed since. It is kept, and not put back."), when);
}

/* What stands there in its place waits for the next time. */
void
sotong_emergency_dialog_put_back (SotongEmergencyDialog *self)
{
  g_autoptr(SotongJournalEntry) left = g_steal_pointer (&self->left);
  g_autofree char *folder = sotong_form_journal_folder (sotong_context_get_store (self->context));

  if (left == NULL)
    return;
  sotong_emergency_dialog_leave_left (self);
  self->journal = sotong_journal_new (folder);
  sotong_journal_adopt (self->journal, left->path);
  restore (self, left);
  sotong_emergency_dialog_update (self);
}

static void
discard_response_cb (SotongEmergencyDialog *self,
                     const char            *response)
{
  if (!g_str_equal (response, "discard") || self->left == NULL)
    return;
  g_unlink (self->left->path);
  g_clear_pointer (&self->left, sotong_journal_entry_free);
  gtk_info_bar_set_revealed (self->back_bar, FALSE);
  sotong_emergency_dialog_update (self);
}

/* They stand nowhere else. */
void
sotong_emergency_dialog_ask_discard (SotongEmergencyDialog *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Discard the Older Words?"), NULL);
  g_autoptr(GString) words = g_string_new (_("They stand nowhere else, and this cannot be undone."));

  for (int i = 0; self->left != NULL && i < SOTONG_N_EMERGENCY_FIELDS; i++)
    {
      const char *text = get_text (self->left, sotong_emergency_field_get_name ((SotongEmergencyField) i));

      if (!sotong_text_is_blank (text))
        g_string_append_printf (words, "\n• %s", text);
    }
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), words->str);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "discard", _("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- looking for it ---- */

/* What is out already cannot be written over; then it waits for the next time. */
static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongEmergencyDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(SotongJournalEntry) left = sotong_form_journal_find_finish (result);
  g_autofree char *folder = NULL, *other = NULL;

  if (self == NULL || self->context == NULL)
    return;
  folder = sotong_form_journal_folder (sotong_context_get_store (self->context));
  self->journal = sotong_journal_new (folder);
  if (self->changed || self->busy || (sotong_emergency_dialog_is_open (self) && sotong_emergency_data_is_out (self->data)))
    g_clear_pointer (&left, sotong_journal_entry_free);
  other = left != NULL && !stands_there (self, left) ? describe_other (self, left) : NULL;
  if (other != NULL)
    {
      self->left = g_steal_pointer (&left);
      say_back (self, other);
    }
  else if (left != NULL)
    {
      sotong_journal_adopt (self->journal, left->path);
      if (!stands_there (self, left))
        restore (self, left);
    }
  sotong_emergency_dialog_update (self);
  if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_window_set_focus (GTK_WINDOW (self), self->kind);
}

/* Looks once for what was left of the screen; from then on what is typed is kept. */
void
sotong_emergency_dialog_find_left (SotongEmergencyDialog *self)
{
  if (self->looked)
    return;
  self->looked = TRUE;
  sotong_form_journal_find_async (sotong_context_get_store (self->context), NAME, found_cb, sotong_dialog_to_weak (self));
}
