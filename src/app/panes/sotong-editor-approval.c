/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-approval.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/dialogs/sotong-form.h"
#include "app/panes/sotong-approval-acts.h"
#include "app/panes/sotong-approval-data.h"
#include "app/panes/sotong-approval-view.h"
#include "store/sotong-content-owner.h"

/**
 * SotongEditorApproval:
 *
 * Where a content stands on its way to approval, above its text; hidden where nothing is
 * approved. Its signal “submit” says that a person wants to submit what is written: it is to be
 * saved, and sotong_editor_approval_submit() called then. “problem” says why something could
 * not be done.
 */
struct _SotongEditorApproval
{
  GtkWidget          parent_instance;
  SotongContext     *context;      /* (owned) (nullable) */
  gint64             content;
  SotongApproval    *approval;     /* (owned) (nullable): as it was read */
  SotongApprovalBox *box;          /* (owned) (nullable): who may act */
  gint64             owner;        /* whose content it is, or SOTONG_NONE */
  GCancellable      *cancellable;  /* (owned) (nullable) */
  GtkWidget         *row;          /* (unowned): child */
  GtkWidget         *symbol;       /* (unowned) */
  GtkWidget         *label;        /* (unowned) */
  GtkWidget         *line;         /* (unowned): shows the steps */
  GtkWidget         *submit;       /* (unowned) */
  GtkWidget         *recall;       /* (unowned) */
};

G_DEFINE_FINAL_TYPE (SotongEditorApproval, sotong_editor_approval, GTK_TYPE_WIDGET)

enum {
  SIGNAL_SUBMIT,
  SIGNAL_PROBLEM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct {
  SotongApproval    *approval;
  SotongApprovalBox *box;
  gint64             owner;
} Answer;

static void
answer_free (Answer *answer)
{
  sotong_approval_free (answer->approval);
  sotong_approval_box_free (answer->box);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autofree char *name = NULL;
  g_autoptr(Answer) answer = g_new0 (Answer, 1);
  SotongApprovalQuery query = { 0 };

  answer->approval = sotong_approval_read (db, *(gint64 *) data, error);
  answer->box = answer->approval != NULL ? sotong_approval_box_job (db, &query, cancellable, error) : NULL;
  return answer->box != NULL && sotong_content_get_owner (db, *(gint64 *) data, &answer->owner, &name, error) ? g_steal_pointer (&answer) : NULL;
}

/* ---- in words ---- */

static guint
count_seals (const SotongApproval *approval,
             SotongSeal            seal)
{
  guint n = 0;

  for (guint i = 0; i < approval->copies->len; i++)
    {
      const SotongApprovalCopy *copy = g_ptr_array_index (approval->copies, i);

      n += !sotong_state_is_out (copy->state) && copy->seal == seal ? 1 : 0;
    }
  return n;
}

static gboolean
is_in_review (const SotongApproval *approval)
{
  return approval->round != NULL && approval->round->outcome == NULL;
}

/* What somebody said who returned it. */
static char *
describe_return (const SotongApproval *approval)
{
  for (guint i = 0; i < approval->round->steps->len; i++)
    {
      const SotongApprovalStep *step = g_ptr_array_index (approval->round->steps, i);

      if (g_strcmp0 (step->decision, "returned") == 0)
        /* Translators: who returned a content, and why */
        return g_strdup_printf (_("Returned by %s: %s"), step->deputy != NULL ? step->deputy : step->person, step->reason);
    }
  return g_strdup (_("Not approved yet"));
}

static char *
describe (const SotongApproval *approval)
{
  const SotongApprovalStep *next = approval->round != NULL ? sotong_approval_round_get_next (approval->round) : NULL;

  if (next != NULL && !approval->on)
    return g_strdup (_("It is in review, but approval is off in this workspace: it does not go out as it is. Recall it, then schedule it."));
  if (next != NULL)
    /* Translators: a step, as “Review”, and a person */
    return g_strdup_printf (_("In review. It waits for %s: %s. A change of text, pictures, time or channel brings it back."),
                            sotong_step_kind_get_label (next->kind), next->person);
  if (count_seals (approval, SOTONG_SEAL_BROKEN) > 0)
    return g_strdup (_("The seal is broken: it was changed after it was approved, and does not go out until it is approved again."));
  if (count_seals (approval, SOTONG_SEAL_NONE) == 0 && count_seals (approval, SOTONG_SEAL_WHOLE) > 0)
    return g_strdup (_("Approved and sealed. A change of text, pictures, time or channel breaks the seal."));
  if (approval->round != NULL && g_strcmp0 (approval->round->outcome, "returned") == 0)
    return describe_return (approval);
  if (approval->round != NULL && g_strcmp0 (approval->round->outcome, "changed") == 0)
    return g_strdup (_("It was changed while it was in review, and so came back. Submit it again."));
  return g_strdup (_("Not approved yet"));
}

static void
show_approval (SotongEditorApproval *self)
{
  const SotongApproval *approval = self->approval;
  g_autofree char *text = describe (approval);
  gboolean in_review = is_in_review (approval);
  guint n_broken = count_seals (approval, SOTONG_SEAL_BROKEN), n_none = count_seals (approval, SOTONG_SEAL_NONE);
  gboolean focused = gtk_widget_has_focus (self->submit) || gtk_widget_has_focus (self->recall);

  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->symbol, n_broken > 0);
  if (n_broken > 0)
    gtk_widget_add_css_class (self->row, "editor-bar");
  else
    gtk_widget_remove_css_class (self->row, "editor-bar");
  gtk_widget_set_visible (self->submit, !in_review && n_broken + n_none > 0);
  gtk_widget_set_visible (self->recall, in_review);
  /* Who has just pressed one goes on at the other, not in the title, all of which the next key would replace. */
  if (focused)
    gtk_widget_grab_focus (in_review ? self->recall : self->submit);
  gtk_widget_set_visible (self->line, approval->round != NULL);
  /* Where all is out there is nothing to be approved any more. */
  gtk_widget_set_visible (GTK_WIDGET (self), in_review || (approval->on && n_broken + n_none + count_seals (approval, SOTONG_SEAL_WHOLE) > 0));
}

static void
create_line_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  SotongEditorApproval *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  if (self->approval != NULL && self->approval->round != NULL)
    {
      GtkWidget *line = sotong_approval_view_new_line (self->approval, sotong_context_get_zone (self->context));

      gtk_widget_set_size_request (line, 380, -1);
      gtk_widget_add_css_class (box, "approval-view");
      gtk_box_append (GTK_BOX (box), line);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

/* ---- reading ---- */

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongEditorApproval) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Answer) answer = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (answer == NULL || self->context == NULL || answer->approval->content_id != self->content)
    return; /* the page itself says what cannot be read */
  g_clear_pointer (&self->approval, sotong_approval_free);
  g_clear_pointer (&self->box, sotong_approval_box_free);
  self->approval = g_steal_pointer (&answer->approval);
  self->box = g_steal_pointer (&answer->box);
  self->owner = answer->owner;
  show_approval (self);
}

/**
 * sotong_editor_approval_show:
 * @self: the line
 * @context: the open workspace
 * @content: a content, or 0 for one that is not stored yet
 *
 * Reads and shows where it stands.
 */
void
sotong_editor_approval_show (SotongEditorApproval *self,
                             SotongContext        *context,
                             gint64                content)
{
  g_return_if_fail (SOTONG_IS_EDITOR_APPROVAL (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_set_object (&self->context, context);
  self->content = content;
  if (content == 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  self->cancellable = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (context), read_job, g_memdup2 (&content, sizeof content), g_free, (GDestroyNotify) answer_free,
                           self->cancellable, read_cb, g_object_ref (self));
}

/* ---- acting ---- */

static void
done_cb (guint       n_done,
         GArray     *failed,
         const char *problems,
         gpointer    user_data)
{
  SotongEditorApproval *self = user_data;

  if (self->context == NULL)
    return;
  if (problems != NULL)
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, problems);
  sotong_editor_approval_show (self, self->context, self->content);
}

static void
act (SotongEditorApproval  *self,
     SotongApprovalActKind  kind,
     gint64                 person_id)
{
  SotongApprovalItem item = { .content_id = self->content };
  g_autoptr(GPtrArray) items = g_ptr_array_new ();

  g_ptr_array_add (items, &item);
  sotong_approval_acts_run (sotong_context_get_store (self->context), kind, person_id, items, NULL, 0, done_cb, g_object_ref (self), g_object_unref);
}

typedef struct {
  SotongEditorApproval *self;  /* (owned) */
  SotongForm           *form;  /* (unowned) */
  GtkWidget            *row;   /* (unowned) */
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->self);
  g_free (question);
}

static void
answered_cb (Question *question)
{
  SotongEditorApproval *self = question->self;
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (question->row));

  if (self->context != NULL && self->box != NULL && selected < self->box->actors->len)
    act (self, SOTONG_ACT_SUBMIT, ((SotongPerson *) g_ptr_array_index (self->box->actors, selected))->id);
  gtk_window_close (GTK_WINDOW (question->form));
}

/* The account is in nobody's name, and several people have none. */
static void
ask_who (SotongEditorApproval *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->form = sotong_form_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Submit for Approval"), _("_Submit"));
  question->row = sotong_approval_acts_add_person (question->form, self->box->actors, self->owner);
  gtk_window_set_default_size (GTK_WINDOW (question->form), 480, 280);
  g_signal_connect_data (question->form, "accepted", G_CALLBACK (answered_cb), question, question_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question->form));
}

/**
 * sotong_editor_approval_submit:
 * @self: the line
 *
 * Submits the content as it is stored, for the person whose account this is; asks who it is
 * when the list of people does not say.
 */
void
sotong_editor_approval_submit (SotongEditorApproval *self)
{
  g_return_if_fail (SOTONG_IS_EDITOR_APPROVAL (self));

  if (self->context == NULL || self->content == 0)
    return;
  if (self->box != NULL && self->box->actors->len > 1 && ((SotongPerson *) g_ptr_array_index (self->box->actors, 0))->login == NULL)
    ask_who (self);
  else
    act (self, SOTONG_ACT_SUBMIT, self->box != NULL ? self->box->person_id : 0);
}

static void
submit_cb (SotongEditorApproval *self)
{
  g_signal_emit (self, signals[SIGNAL_SUBMIT], 0);
}

static void
recall_cb (SotongEditorApproval *self)
{
  gint64 person = self->box != NULL ? self->box->person_id : 0;

  for (guint i = 0; self->box != NULL && self->approval->round != NULL && i < self->box->actors->len; i++)
    {
      const SotongPerson *actor = g_ptr_array_index (self->box->actors, i);

      if (actor->id == self->approval->round->drafter_id)
        person = actor->id;
    }
  act (self, SOTONG_ACT_RECALL, person);
}

/* ---- the widget ---- */

static void
sotong_editor_approval_dispose (GObject *object)
{
  SotongEditorApproval *self = SOTONG_EDITOR_APPROVAL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->approval, sotong_approval_free);
  g_clear_pointer (&self->box, sotong_approval_box_free);
  g_clear_pointer (&self->row, gtk_widget_unparent);
  G_OBJECT_CLASS (sotong_editor_approval_parent_class)->dispose (object);
}

static void
sotong_editor_approval_class_init (SotongEditorApprovalClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_editor_approval_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_SUBMIT] = g_signal_new ("submit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
add_button (SotongEditorApproval *self,
            const char           *label,
            GCallback             clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (self->row), button);
  return button;
}

static void
sotong_editor_approval_init (SotongEditorApproval *self)
{
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->symbol = gtk_image_new_from_icon_name ("sotong-warning-symbolic");
  self->label = gtk_label_new (NULL);
  self->line = gtk_menu_button_new ();
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->line), _("Approval line"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->line), create_line_cb, self, NULL);
  gtk_widget_set_valign (self->line, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->row, "editor-approval");
  gtk_box_append (GTK_BOX (self->row), self->symbol);
  gtk_box_append (GTK_BOX (self->row), self->label);
  gtk_box_append (GTK_BOX (self->row), self->line);
  self->recall = add_button (self, _("Recall"), G_CALLBACK (recall_cb));
  self->submit = add_button (self, _("Submit for Approval"), G_CALLBACK (submit_cb));
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
