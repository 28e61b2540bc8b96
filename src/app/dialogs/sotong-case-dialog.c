/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-case-dialog.h"
#include "app/dialogs/sotong-form.h"
#include "store/sotong-case.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

#define DUE_S       (7 * G_GINT64_CONSTANT (86400))  /* what is proposed; the office's own rule may be another */
#define SHOWN_BYTES 200

static const char * const kinds[] = { "answer", "idea", "opinion" };

/* The form and where its values go. */
typedef struct {
  SotongForm    *form;        /* (unowned): it goes with this */
  SotongContext *context;     /* (owned) */
  gint64         mention_id;
  GtkWidget     *kind;
  GtkWidget     *department;
  GtkWidget     *due;
  GtkWidget     *note;
} Dialog;

static void
dialog_free (gpointer  data,
             GClosure *closure)
{
  Dialog *dialog = data;

  g_object_unref (dialog->context);
  g_free (dialog);
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  gint64 id = sotong_case_add (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static void
accepted_cb (Dialog *dialog)
{
  const char *due = sotong_form_get_text (dialog->due);
  g_autoptr(SotongCase) input = g_new0 (SotongCase, 1);
  g_autoptr(GError) error = NULL;

  input->mention_id = dialog->mention_id;
  input->due_at = SOTONG_NONE;
  input->kind = g_strdup (kinds[adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->kind))]);
  input->department = sotong_text_clean (sotong_form_get_text (dialog->department), -1, 400);
  input->note = sotong_form_dup_lines (dialog->note);
  if (sotong_text_is_blank (input->department))
    sotong_form_fail (dialog->form, _("A case goes to a department. Say to which."));
  else if (!sotong_text_is_blank (due) && !sotong_time_parse (due, sotong_context_get_zone (dialog->context), &input->due_at, &error))
    sotong_form_fail (dialog->form, error->message);
  else
    sotong_form_write (dialog->form, sotong_context_get_store (dialog->context), add_job, g_steal_pointer (&input), (GDestroyNotify) sotong_case_free, g_free);
}

/* The end of a working day in a week, as it is typed. */
static char *
propose_due (SotongContext *context)
{
  GTimeZone *zone = sotong_context_get_zone (context);
  g_autofree char *day = sotong_time_format_date (sotong_clock_now (sotong_context_get_clock (context)) + DUE_S, zone);

  return g_strconcat (day, " 18:00", NULL);
}

/**
 * sotong_case_dialog_present:
 * @parent: the window
 * @context: its context, with a workspace
 * @mention: what is to become a case
 *
 * Asks to which department a mention goes and by when, and makes it a case.
 */
void
sotong_case_dialog_present (GtkWindow           *parent,
                            SotongContext       *context,
                            const SotongMention *mention)
{
  const char *titles[] = { _("Needs an answer"), _("Idea"), _("Opinion"), NULL };
  Dialog *dialog = g_new0 (Dialog, 1);
  g_autofree char *text = sotong_text_single_line (mention->text, SHOWN_BYTES);
  g_autofree char *shown = g_markup_escape_text (text, -1);
  g_autofree char *due = propose_due (context);

  dialog->form = sotong_form_new (parent, _("Make a Case"), _("_Add"));
  dialog->context = g_object_ref (context);
  dialog->mention_id = mention->id;
  sotong_form_add_group (dialog->form, NULL, shown);
  dialog->kind = sotong_form_add_choice (dialog->form, _("Kind"), titles, 0);
  dialog->department = sotong_form_add_entry (dialog->form, _("Department"), NULL);
  dialog->due = sotong_form_add_entry (dialog->form, _("Due (year-month-day hour:minute)"), due);
  dialog->note = sotong_form_add_text (dialog->form, _("Note"), NULL);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog->form));
}
