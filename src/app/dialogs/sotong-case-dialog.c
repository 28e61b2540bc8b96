/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "app/dialogs/sotong-case-dialog.h"
#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "app/sotong-entry-fill.h"
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
  gint64         case_id;     /* 0: a new one */
  GtkWidget     *kind;
  GtkWidget     *department;
  GtkWidget     *due;
  GtkWidget     *answer;
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

static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_case_edit (db, data, error) ? g_memdup2 (&((const SotongCase *) data)->id, sizeof (gint64)) : NULL;
}

static void
accepted_cb (Dialog *dialog)
{
  g_autofree char *due = sotong_form_dup_day (dialog->due);
  g_autoptr(SotongCase) input = g_new0 (SotongCase, 1);
  g_autoptr(GError) error = NULL;

  input->id = dialog->case_id;
  input->mention_id = dialog->mention_id;
  input->due_at = SOTONG_NONE;
  input->kind = g_strdup (kinds[adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->kind))]);
  input->department = sotong_text_clean (sotong_form_get_text (dialog->department), -1, 400);
  input->note = sotong_form_dup_lines (dialog->note);
  if (sotong_text_is_blank (input->department))
    sotong_form_fail (dialog->form, _("A case goes to a department. Say to which."));
  else if (!sotong_text_is_blank (due) && !sotong_case_parse_due (due, sotong_context_get_zone (dialog->context), &input->due_at, &error))
    sotong_form_fail (dialog->form, error->message);
  else
    sotong_form_write (dialog->form, sotong_context_get_store (dialog->context), dialog->case_id != 0 ? edit_job : add_job,
                       g_steal_pointer (&input), (GDestroyNotify) sotong_case_free, g_free);
}

/* The end of a working day in a week, as it is typed. */
static char *
propose_due (SotongContext *context)
{
  GTimeZone *zone = sotong_context_get_zone (context);
  g_autofree char *day = sotong_time_format_date (sotong_clock_now (sotong_context_get_clock (context)) + DUE_S, zone);

  return g_strconcat (day, " 18:00", NULL);
}

/* What is typed outlives a killed program. */
static void
watch (const Dialog *dialog)
{
  static const char *const keys[] = { "kind", "department", "=due", "note", NULL };
  GtkWidget *const rows[] = { dialog->kind, dialog->department, dialog->due, dialog->note };
  g_autofree char *which = dialog->case_id != 0 ? g_strdup_printf ("case:%" PRId64, dialog->case_id)
                                                : g_strdup_printf ("case-of:%" PRId64, dialog->mention_id);

  sotong_form_journal_watch (dialog->form, sotong_context_get_store (dialog->context), which, rows, keys, NULL);
}

/* The form of a case that is made or edited. */
static Dialog *
dialog_new (GtkWindow        *parent,
            SotongContext    *context,
            const char       *title,
            const char       *accept,
            const SotongCase *shown)
{
  const char *titles[] = { _("Needs an answer"), _("Idea"), _("Opinion"), NULL };
  Dialog *dialog = g_new0 (Dialog, 1);
  g_autofree char *text = sotong_text_single_line (shown->text, SHOWN_BYTES);
  g_autofree char *due = shown->due_at != SOTONG_NONE ? sotong_time_format_minute (shown->due_at, sotong_context_get_zone (context)) : NULL;
  guint kind = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (shown->kind, kinds[i]) == 0)
      kind = i;
  dialog->form = sotong_form_new (parent, title, accept);
  dialog->context = g_object_ref (context);
  dialog->mention_id = shown->mention_id;
  dialog->case_id = shown->id;
  sotong_form_add_group (dialog->form, NULL, text);
  dialog->kind = sotong_form_add_choice (dialog->form, _("Kind"), titles, kind);
  dialog->department = sotong_form_add_entry (dialog->form, _("Department"), shown->department);
  dialog->due = sotong_form_add_entry (dialog->form, _("Due (year-month-day hour:minute)"), due);
  dialog->note = sotong_form_add_text (dialog->form, _("Note"), shown->note);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
  return dialog;
}

/**
 * sotong_case_dialog_present:
 * @parent: the window
 * @context: its context, with a workspace
 * @mention: what is to become a case
 *
 * Asks to which department a mention goes and by when, and makes it a case. What is typed outlives a killed program, here and
 * in the other forms of a case.
 */
void
sotong_case_dialog_present (GtkWindow           *parent,
                            SotongContext       *context,
                            const SotongMention *mention)
{
  g_autofree char *due = propose_due (context);
  SotongCase fresh = { .mention_id = mention->id, .due_at = SOTONG_NONE, .text = mention->text };
  Dialog *dialog = dialog_new (parent, context, _("Make a Case"), _("_Add"), &fresh);

  sotong_entry_fill (GTK_EDITABLE (dialog->due), due);
  watch (dialog);
  gtk_window_present (GTK_WINDOW (dialog->form));
}

/**
 * sotong_case_dialog_edit:
 * @parent: the window
 * @context: its context, with a workspace
 * @shown: a case
 *
 * Shows a case and changes what a person said of it.
 */
void
sotong_case_dialog_edit (GtkWindow        *parent,
                         SotongContext    *context,
                         const SotongCase *shown)
{
  g_autofree char *title = g_strdup_printf (_("Case %" PRId64), shown->id);
  Dialog *dialog = dialog_new (parent, context, title, _("_Save"), shown);

  watch (dialog);
  gtk_window_present (GTK_WINDOW (dialog->form));
}

/* ---- its end ---- */

typedef struct {
  gint64  id;
  char   *answer_url;  /* (owned) (nullable) */
  char   *note;        /* (owned) */
} End;

static void
end_free (End *end)
{
  g_free (end->answer_url);
  g_free (end->note);
  g_free (end);
}

static gpointer
close_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const End *end = data;

  return sotong_case_close (db, end->id, end->answer_url, end->note, error) ? g_memdup2 (&end->id, sizeof end->id) : NULL;
}

static void
close_accepted_cb (Dialog *dialog)
{
  const char *answer = sotong_form_get_text (dialog->answer);
  End *end = g_new0 (End, 1);

  end->id = dialog->case_id;
  end->answer_url = sotong_text_is_blank (answer) ? NULL : g_strstrip (g_strdup (answer));
  end->note = sotong_form_dup_lines (dialog->note);
  sotong_form_write (dialog->form, sotong_context_get_store (dialog->context), close_job, end, (GDestroyNotify) end_free, g_free);
}

/**
 * sotong_case_dialog_close:
 * @parent: the window
 * @context: its context, with a workspace
 * @shown: a case that is open
 *
 * Asks where the answer stands, and closes the case.
 */
void
sotong_case_dialog_close (GtkWindow        *parent,
                          SotongContext    *context,
                          const SotongCase *shown)
{
  g_autofree char *title = g_strdup_printf (_("Close Case %" PRId64), shown->id);
  g_autofree char *text = sotong_text_single_line (shown->text, SHOWN_BYTES);
  g_autofree char *which = g_strdup_printf ("case-close:%" PRId64, shown->id);
  static const char *const keys[] = { "answer", "note", NULL };
  Dialog *dialog = g_new0 (Dialog, 1);

  dialog->form = sotong_form_new (parent, title, _("C_lose Case"));
  dialog->context = g_object_ref (context);
  dialog->case_id = shown->id;
  sotong_form_add_group (dialog->form, NULL, text);
  dialog->answer = sotong_form_add_entry (dialog->form, _("Address of the answer; empty: done without one"), NULL);
  dialog->note = sotong_form_add_text (dialog->form, _("Note"), shown->note);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (close_accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
  sotong_form_journal_watch (dialog->form, sotong_context_get_store (context), which, (GtkWidget *const[]) { dialog->answer, dialog->note }, keys, NULL);
  gtk_window_present (GTK_WINDOW (dialog->form));
}
