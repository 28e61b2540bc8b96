/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-emergency-dialog-private.h"
#include "app/dialogs/sotong-form-journal.h"
#include "app/sotong-entry-fill.h"
#include "plan/sotong-journal-record.h"
#include "store/sotong-person.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

/* What is typed on the screen of an emergency and not composed outlives a killed program: it stands there again when the screen is
 * opened, and goes nowhere by itself. When it was detected is in it, too; else a start would count from the restart on. */

#define NAME "emergency"

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

static gboolean
is_empty (SotongEmergencyDialog *self)
{
  if (!sotong_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->detected))))
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
  g_variant_builder_add (&fields, "{ss}", "detected", gtk_editable_get_text (GTK_EDITABLE (self->detected)));
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
      gtk_info_bar_set_revealed (self->back_bar, FALSE);
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

/* One that has not been started yet was detected when a person began to write of it, unless they said when. Returns: whether it is that */
static gboolean
restore_detection (SotongEmergencyDialog    *self,
                   const SotongJournalEntry *left)
{
  const char *detected = get_text (left, "detected");
  g_autofree char *began = NULL;

  self->since = get_number (left, "of") == 0 ? get_number (left, "since") : 0;
  if (!sotong_text_is_blank (detected) || self->since == 0)
    {
      sotong_entry_fill (GTK_EDITABLE (self->detected), detected);
      return FALSE;
    }
  began = sotong_time_format_minute (self->since, sotong_context_get_zone (self->context));
  sotong_entry_fill (GTK_EDITABLE (self->detected), began);
  return TRUE;
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

static void
restore (SotongEmergencyDialog    *self,
         const SotongJournalEntry *left)
{
  gboolean open = sotong_emergency_dialog_is_open (self), began = FALSE;
  gint64 at = get_number (left, "at");
  g_autofree char *when = sotong_time_format_minute (at != 0 ? at : left->at, sotong_context_get_zone (self->context)), *text = NULL;

  self->filling = TRUE;
  if (!open)
    {
      choose_kind (self, get_text (left, "kind"));
      began = restore_detection (self, left);
    }
  put_back (self, left);
  self->filling = FALSE;
  self->changed = TRUE;
  self->edited_at = at;
  text = g_strdup_printf (began ? _("What was written here until %s, before the program ended, is back, and was detected when you began to write. "
                                    "Nothing of it was sent, and nothing is before you publish it.")
                                : _("What was written here until %s, before the program ended, is back. Nothing of it was sent, and nothing is before you "
                                    "publish it."), when);
  gtk_label_set_text (self->back_label, text);
  gtk_info_bar_set_revealed (self->back_bar, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back_bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* What somebody types in the meantime comes before it, and what is out already cannot be written over; then it waits for the next time. */
static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongEmergencyDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(SotongJournalEntry) left = sotong_form_journal_find_finish (result);
  g_autofree char *folder = NULL;

  if (self == NULL || self->context == NULL)
    return;
  folder = sotong_form_journal_folder (sotong_context_get_store (self->context));
  self->journal = sotong_journal_new (folder);
  if (left != NULL && !self->changed && !self->busy && !(sotong_emergency_dialog_is_open (self) && sotong_emergency_data_is_out (self->data)))
    {
      sotong_journal_adopt (self->journal, left->path);
      if (!stands_there (self, left))
        restore (self, left);
    }
  sotong_emergency_dialog_update (self);
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
