/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "app/dialogs/sotong-case-dialog.h"
#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "app/sotong-entry-fill.h"
#include "app/sotong-window.h"
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

/* A case that is being written: what is said of it then. */
typedef struct {
  SotongForm *form;  /* (owned) */
  char       *said;  /* (owned) (nullable): behind its number */
} Writing;

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Writing *writing = user_data;
  g_autoptr(SotongForm) form = writing->form;
  g_autofree char *said = writing->said;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *id = sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (form));

  if (error != NULL)
    {
      sotong_form_fail (form, error->message);
      return;
    }
  if (id != NULL && SOTONG_IS_WINDOW (window))
    {
      text = said != NULL ? g_strdup_printf (_("Case %" PRId64 ": %s"), *id, said) : g_strdup_printf (_("Case %" PRId64 " is closed"), *id);
      sotong_window_toast (SOTONG_WINDOW (window), text, TRUE);
    }
  sotong_form_done (form);
}

/* Writes what changes a case, closes the form and says so in the window; a refusal is said in the form. */
static void
write_case (Dialog         *dialog,
            SotongStoreJob  job,
            gpointer        data,
            GDestroyNotify  data_free,
            char           *said)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->form = g_object_ref (dialog->form);
  writing->said = said;
  sotong_form_set_busy (dialog->form, TRUE);
  sotong_store_write_async (sotong_context_get_store (dialog->context), SOTONG_WRITE_DEFAULT, job, data, data_free, g_free, NULL, written_cb, writing);
}

/* "교통과, due 2016-10-20 18:00". */
static char *
describe_way (const SotongCase *input,
              GTimeZone        *zone)
{
  g_autofree char *due = input->due_at != SOTONG_NONE ? sotong_time_format_minute (input->due_at, zone) : NULL;

  return due != NULL ? g_strdup_printf (_("%s, due %s"), input->department, due) : g_strdup (input->department);
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
    sotong_form_fail_at (dialog->form, dialog->department, _("A case goes to a department. Say to which."));
  else if (!sotong_text_is_blank (due) && !sotong_case_parse_due (due, sotong_context_get_zone (dialog->context), &input->due_at, &error))
    sotong_form_fail_at (dialog->form, dialog->due, error->message);
  else
    {
      char *said = describe_way (input, sotong_context_get_zone (dialog->context));

      write_case (dialog, dialog->case_id != 0 ? edit_job : add_job, g_steal_pointer (&input), (GDestroyNotify) sotong_case_free, said);
    }
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
  write_case (dialog, close_job, end, (GDestroyNotify) end_free, NULL);
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
