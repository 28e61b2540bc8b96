/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-pane-private.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form.h"
#include "app/panes/sotong-approval-acts.h"
#include "app/panes/sotong-approval-data.h"
#include "app/panes/sotong-calendar-text.h"
#include "store/sotong-approval-line.h"
#include "store/sotong-content-owner.h"

/* Submitting what is chosen in the calendar, several at once: first a list of exactly what it is, the way each
 * takes, and when it is to go out. */

typedef struct {
  SotongCalendarPane *pane;      /* (owned) */
  GArray             *contents;  /* (owned) (element-type gint64) */
  SotongApprovalBox  *box;       /* (owned) (nullable): who acts */
  GPtrArray          *lines;     /* (owned) (nullable) (element-type utf8): a sentence for each */
  gint64              owner;     /* whose the first one is, or SOTONG_NONE */
  SotongForm         *form;      /* (unowned) (nullable) */
  GtkWidget          *person;    /* (unowned) (nullable): the choice, where the account is in nobody's name */
} Submission;

static void
submission_free (Submission *self)
{
  g_object_unref (self->pane);
  g_array_unref (self->contents);
  g_clear_pointer (&self->box, sotong_approval_box_free);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self);
}

static void
submission_closure_free (gpointer  data,
                         GClosure *closure)
{
  submission_free (data);
}

/* What the store's thread gives. */
typedef struct {
  SotongApprovalBox *box;    /* (owned) */
  GPtrArray         *lines;  /* (owned) (element-type utf8) */
  gint64             owner;
} Plan;

static void
plan_free (Plan *plan)
{
  g_clear_pointer (&plan->box, sotong_approval_box_free);
  g_clear_pointer (&plan->lines, g_ptr_array_unref);
  g_free (plan);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plan, plan_free)

static gint64
first_time (const SotongContent *content)
{
  gint64 time = content->planned_at;

  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->publish_at != SOTONG_NONE && (i == 0 || time == SOTONG_NONE || copy->publish_at < time))
        time = copy->publish_at;
    }
  return time;
}

static char *
describe (SotongDb             *db,
          const SotongContent  *content,
          GError              **error)
{
  GError *local = NULL;
  g_autoptr(SotongApprovalLine) line = sotong_approval_line_find (db, content->type, &local);
  g_autoptr(GString) text = g_string_new (content->title);
  gint64 time = first_time (content);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  if (time != SOTONG_NONE)
    {
      g_autofree char *at = sotong_calendar_text_moment (time, sotong_db_get_zone (db));

      g_string_append_printf (text, " — %s", at);
    }
  for (guint i = 0; line != NULL && i < line->steps->len; i++)
    {
      const SotongLineStep *step = g_ptr_array_index (line->steps, i);

      g_string_append_printf (text, "%s%s %s", i > 0 ? " → " : " — ", sotong_step_kind_get_label (step->kind), step->person);
    }
  return g_strdup (text->str);
}

static gpointer
plan_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  GArray *contents = data;
  SotongApprovalQuery query = { 0, FALSE };
  g_autoptr(Plan) plan = g_new0 (Plan, 1);
  g_autofree char *name = NULL;

  plan->box = sotong_approval_box_job (db, &query, cancellable, error);
  if (plan->box == NULL || !sotong_content_get_owner (db, g_array_index (contents, gint64, 0), &plan->owner, &name, error))
    return NULL;
  plan->lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < contents->len; i++)
    {
      g_autoptr(SotongContent) content = sotong_content_get (db, g_array_index (contents, gint64, i), error);
      char *text = content != NULL ? describe (db, content, error) : NULL;

      if (text == NULL)
        return NULL;
      g_ptr_array_add (plan->lines, text);
    }
  return g_steal_pointer (&plan);
}

static void
done_cb (guint       n_done,
         GArray     *failed,
         const char *problems,
         gpointer    user_data)
{
  SotongPane *pane = SOTONG_PANE (user_data);

  if (problems != NULL)
    {
      g_autoptr(GError) error = g_error_new_literal (SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, problems);

      sotong_pane_show_error (pane, n_done > 0 ? _("Not everything could be submitted") : _("Nothing was submitted"), error);
    }
  if (n_done > 0)
    {
      g_autofree char *text = sotong_approval_acts_describe (SOTONG_ACT_SUBMIT, n_done);

      sotong_pane_toast (pane, text, TRUE);
    }
}

static void
accepted_cb (Submission *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self->pane));
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  guint chosen = self->person != NULL ? adw_combo_row_get_selected (ADW_COMBO_ROW (self->person)) : 0;
  gint64 person = self->person != NULL && chosen < self->box->actors->len
    ? ((SotongPerson *) g_ptr_array_index (self->box->actors, chosen))->id : self->box->person_id;

  for (guint i = 0; i < self->contents->len; i++)
    {
      SotongApprovalItem *item = g_new0 (SotongApprovalItem, 1);

      item->content_id = g_array_index (self->contents, gint64, i);
      g_ptr_array_add (items, item);
    }
  if (context != NULL)
    sotong_approval_acts_run (sotong_context_get_store (context), SOTONG_ACT_SUBMIT, person, items, NULL, 0, done_cb,
                              g_object_ref (self->pane), g_object_unref);
  gtk_window_close (GTK_WINDOW (self->form));
}

/* Takes @self. */
static void
present (Submission *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->pane));
  g_autoptr(GString) what = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    g_string_append_printf (what, "%s%u. %s", i > 0 ? "\n" : "", i + 1, (const char *) g_ptr_array_index (self->lines, i));
  self->form = sotong_form_new (root != NULL ? GTK_WINDOW (root) : NULL, _("Submit for Approval"), _("_Submit"));
  if (self->box->actors->len > 1 && ((SotongPerson *) g_ptr_array_index (self->box->actors, 0))->login == NULL)
    self->person = sotong_approval_acts_add_person (self->form, self->box->actors, self->owner);
  sotong_form_add_group (self->form, _("This is what is submitted"), what->str);
  gtk_window_set_default_size (GTK_WINDOW (self->form), 560, 420);
  g_signal_connect_data (self->form, "accepted", G_CALLBACK (accepted_cb), self, submission_closure_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->form));
}

static void
planned_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Submission *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Plan) plan = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  self->pane->n_writing--;
  if (plan == NULL)
    sotong_pane_show_error (SOTONG_PANE (self->pane), _("Nothing was submitted"), error);
  else if (!plan->box->on)
    sotong_pane_toast (SOTONG_PANE (self->pane), _("Approval is off in this workspace: nothing has to be submitted."), FALSE);
  else
    {
      self->owner = plan->owner;
      self->box = g_steal_pointer (&plan->box);
      self->lines = g_steal_pointer (&plan->lines);
      present (self);
      return;
    }
  submission_free (self);
}

/**
 * sotong_calendar_pane_submit:
 * @self: a calendar
 *
 * Asks, and submits the contents that are chosen in it for approval.
 */
void
sotong_calendar_pane_submit (SotongCalendarPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  g_autoptr(GArray) contents = g_array_new (FALSE, FALSE, sizeof (gint64));
  Submission *submission;

  g_return_if_fail (SOTONG_IS_CALENDAR_PANE (self));

  for (guint i = 0; i < self->model->selection->len; i++)
    {
      gint64 id = ((SotongCalendarItem *) g_ptr_array_index (self->model->selection, i))->content_id;
      gboolean known = FALSE;

      for (guint j = 0; j < contents->len; j++)
        known = known || g_array_index (contents, gint64, j) == id;
      if (!known)
        g_array_append_val (contents, id);
    }
  if (contents->len == 0 || context == NULL)
    {
      sotong_pane_toast (SOTONG_PANE (self), _("Choose contents in the calendar first, then submit them."), FALSE);
      return;
    }
  submission = g_new0 (Submission, 1);
  submission->pane = g_object_ref (self);
  submission->contents = g_array_ref (contents);
  self->n_writing++;
  sotong_store_read_async (sotong_context_get_store (context), plan_job, g_array_ref (contents), (GDestroyNotify) g_array_unref,
                           (GDestroyNotify) plan_free, NULL, planned_cb, submission);
}
