/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-approval-pane-private.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "app/panes/sotong-approval-acts.h"
#include "util/sotong-text.h"

#define LIST_HEIGHT 320

/* What a person decides in the box: about one content at once, about several after a list of
 * exactly what they are. */

typedef struct Decision Decision;
struct Decision
{
  SotongApprovalPane    *pane;       /* (owned) */
  SotongApprovalActKind  kind;
  GPtrArray             *rows;       /* (owned) (element-type SotongApprovalRow): what was chosen when it was asked */
  SotongForm            *form;       /* (weak) (nullable): in which it is filled in, and which stays until it is written */
  GtkWidget             *entry;      /* (unowned) (nullable) */
  GArray                *people;     /* (owned) (nullable) (element-type gint64): those offered */
  gboolean               failed;     /* once: what it is about may have gone on since it was chosen */
  Decision              *asked;      /* (unowned) (nullable): what @form is about, as long as it is there */
};

static void
decision_free (Decision *decision)
{
  g_object_unref (decision->pane);
  g_ptr_array_unref (decision->rows);
  g_clear_weak_pointer (&decision->form);
  g_clear_pointer (&decision->people, g_array_unref);
  g_free (decision);
}

static void
decision_closure_free (gpointer  data,
                       GClosure *closure)
{
  decision_free (data);
}

static Decision *
decision_new (SotongApprovalPane    *self,
              SotongApprovalActKind  kind)
{
  g_autoptr(GPtrArray) rows = sotong_approval_pane_selected (self);
  Decision *decision;

  if (rows->len == 0 || self->box == NULL || self->box->person_id == 0 || !gtk_widget_get_sensitive (self->buttons))
    return NULL;
  decision = g_new0 (Decision, 1);
  decision->pane = g_object_ref (self);
  decision->kind = kind;
  decision->rows = g_steal_pointer (&rows);
  return decision;
}

/* The contents, a line each. */
static char *
list_titles (const Decision *decision)
{
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < decision->rows->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? "\n" : "", ((SotongApprovalRow *) g_ptr_array_index (decision->rows, i))->item->title);
  return g_string_free (titles, FALSE);
}

/* What the journal calls the form of a return. */
static char *
name_return (const Decision *decision)
{
  GString *which = g_string_new ("return:");

  for (guint i = 0; i < decision->rows->len; i++)
    g_string_append_printf (which, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            ((SotongApprovalRow *) g_ptr_array_index (decision->rows, i))->item->content_id);
  return g_string_free (which, FALSE);
}

static gboolean
has_id (GArray *ids,
        gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* The form is about those that are left from now on; what was typed in it stays for them. */
static void
take_rows (Decision  *asked,
           GPtrArray *left)
{
  g_autofree char *titles = NULL, *which = NULL;

  g_ptr_array_unref (asked->rows);
  asked->rows = g_ptr_array_ref (left);
  titles = list_titles (asked);
  sotong_form_set_words (asked->form, titles);
  which = name_return (asked);
  if (asked->kind == SOTONG_ACT_RETURN)
    sotong_form_journal_set_which (GTK_WINDOW (asked->form), which);
}

static void
keep_failed (Decision *asked,
             GArray   *failed)
{
  g_autoptr(GPtrArray) left = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < asked->rows->len; i++)
    if (has_id (failed, ((SotongApprovalRow *) g_ptr_array_index (asked->rows, i))->item->content_id))
      g_ptr_array_add (left, g_object_ref (g_ptr_array_index (asked->rows, i)));
  take_rows (asked, left);
}

/* (transfer full) (nullable): as it stands in the box by now */
static SotongApprovalRow *
find_row (SotongApprovalPane *self,
          gint64              content_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr(SotongApprovalRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (row->item->content_id == content_id)
        return g_steal_pointer (&row);
    }
  return NULL;
}

/* What could not be done is tried again as it stands in the box by now. Returns: %FALSE, and says so, where some are not there any more */
static gboolean
take_afresh (Decision *decision)
{
  g_autoptr(GPtrArray) left = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GString) missing = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; decision->failed && i < decision->rows->len; i++)
    {
      const SotongApprovalItem *item = ((SotongApprovalRow *) g_ptr_array_index (decision->rows, i))->item;
      SotongApprovalRow *row = find_row (decision->pane, item->content_id);

      if (row != NULL)
        g_ptr_array_add (left, row);
      else
        g_string_append_printf (missing, "%s“%s”", missing->len > 0 ? ", " : "", item->title);
    }
  if (!decision->failed)
    return TRUE;
  if (left->len > 0)
    take_rows (decision, left);
  if (missing->len == 0)
    return TRUE;
  text = left->len > 0 ? g_strdup_printf (_("Not in the approval box any more, and left out: %s. Nothing was done yet: press again for the rest."), missing->str)
                       : g_strdup_printf (_("Not in the approval box any more: %s. Nothing was done, and what you typed stays. Press again when it is there."),
                                          missing->str);
  sotong_form_fail (decision->form, text);
  return FALSE;
}

/* What could not be done stays in the form, with what was typed. */
static void
fail_in_form (const Decision *decision,
              guint           n_done,
              GArray         *failed,
              const char     *problems)
{
  g_autofree char *done = n_done > 0 ? sotong_approval_acts_describe (decision->kind, n_done) : NULL, *text = NULL;

  decision->asked->failed = TRUE;
  if (n_done > 0)
    {
      keep_failed (decision->asked, failed);
      text = g_strdup_printf ("%s %s\n%s", done, _("The rest was not done, and what you typed stays for it:"), problems);
    }
  sotong_form_fail (decision->form, n_done > 0 ? text : problems);
}

static void
done_cb (guint       n_done,
         GArray     *failed,
         const char *problems,
         gpointer    user_data)
{
  const Decision *decision = user_data;
  SotongPane *pane = SOTONG_PANE (decision->pane);

  if (decision->form != NULL && problems != NULL)
    fail_in_form (decision, n_done, failed, problems);
  else if (decision->form != NULL)
    sotong_form_done (decision->form);
  if (problems != NULL && decision->form == NULL)
    {
      g_autoptr(GError) error = g_error_new_literal (SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, problems);

      sotong_pane_show_error (pane, n_done > 0 ? _("Not everything could be done") : _("Nothing was done"), error);
    }
  if (n_done > 0)
    {
      g_autofree char *text = sotong_approval_acts_describe (decision->kind, n_done);

      sotong_pane_toast (pane, text, TRUE);
    }
  if (sotong_pane_get_attached (pane))
    sotong_approval_pane_ask (decision->pane);
}

/* Takes @decision. */
static void
run (Decision   *decision,
     const char *reason,
     gint64      other_id)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (decision->pane));
  g_autoptr(GPtrArray) items = g_ptr_array_new ();

  if (context == NULL)
    {
      if (decision->form != NULL)
        sotong_form_fail (decision->form, _("The workspace is closed."));
      decision_free (decision);
      return;
    }
  for (guint i = 0; i < decision->rows->len; i++)
    g_ptr_array_add (items, ((SotongApprovalRow *) g_ptr_array_index (decision->rows, i))->item);
  sotong_approval_acts_run (sotong_context_get_store (context), decision->kind, decision->pane->box->person_id, items, reason, other_id, done_cb,
                            decision, (GDestroyNotify) decision_free);
}

/* What is written: the form that it is of is busy so long. */
static Decision *
decision_copy (Decision *decision)
{
  Decision *copy = g_new0 (Decision, 1);

  copy->pane = g_object_ref (decision->pane);
  copy->kind = decision->kind;
  copy->rows = g_ptr_array_ref (decision->rows);
  if (decision->form == NULL)
    return copy;
  g_set_weak_pointer (&copy->form, decision->form);
  copy->asked = decision;
  sotong_form_set_busy (copy->form, TRUE);
  return copy;
}

/* ---- what is decided about ---- */

static GtkWidget *
new_list (const Decision *decision)
{
  GtkWidget *scroll = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GTimeZone *zone = sotong_context_get_zone (sotong_pane_get_context (SOTONG_PANE (decision->pane)));

  for (guint i = 0; i < decision->rows->len; i++)
    {
      g_autofree char *text = sotong_approval_row_describe (g_ptr_array_index (decision->rows, i), zone);
      g_autofree char *numbered = g_strdup_printf ("%u. %s", i + 1, text);
      GtkWidget *label = gtk_label_new (numbered);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  /* A wrapped line is taller than it says it would like to be: room for two each. */
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroll), MIN ((int) decision->rows->len * 46, LIST_HEIGHT));
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  return scroll;
}

static void
approve_response_cb (AdwMessageDialog *dialog,
                     const char       *response,
                     Decision         *decision)
{
  if (g_str_equal (response, "approve"))
    run (decision_copy (decision), NULL, 0);
}

static void
ask_several (Decision *decision)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (decision->pane));
  GtkWidget *dialog = adw_message_dialog_new (root != NULL ? GTK_WINDOW (root) : NULL, NULL,
                                              _("Each is approved as it stands in the box, with a record of its own. This is what is approved:"));

  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), ngettext ("Approve %u Content?", "Approve %u Contents?", decision->rows->len),
                                     decision->rows->len);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), new_list (decision));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "approve", _("_Approve"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "approve", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "approve");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (approve_response_cb), decision, decision_closure_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* One is on the screen and approved at once; several are listed first. */
void
sotong_approval_pane_approve (SotongApprovalPane *self)
{
  Decision *decision = decision_new (self, SOTONG_ACT_APPROVE);

  if (decision == NULL)
    return;
  if (decision->rows->len > 1)
    ask_several (decision);
  else
    run (decision, NULL, 0);
}

/* ---- returning, and asking others ---- */

static void
present_form (Decision   *decision,
              const char *title,
              const char *accept,
              GCallback   accepted)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (decision->pane));
  g_autofree char *titles = list_titles (decision);

  g_set_weak_pointer (&decision->form, sotong_form_new (root != NULL ? GTK_WINDOW (root) : NULL, title, accept));
  gtk_window_set_default_size (GTK_WINDOW (decision->form), 480, 320);
  sotong_form_add_group (decision->form, NULL, titles);
  g_signal_connect_data (decision->form, "accepted", accepted, decision, decision_closure_free, G_CONNECT_SWAPPED);
}

static void
return_accepted_cb (Decision *decision)
{
  g_autofree char *reason = sotong_text_clean (sotong_form_get_text (decision->entry), -1, 4000);

  if (sotong_text_is_blank (reason))
    {
      sotong_form_fail (decision->form, _("To return a content, write why: the drafter has to know what to change."));
      return;
    }
  if (take_afresh (decision))
    run (decision_copy (decision), reason, 0);
}

/* What is typed outlives a killed program. */
static void
watch_reason (const Decision *decision)
{
  static const char *const keys[] = { "reason", NULL };
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (decision->pane));
  g_autofree char *which = name_return (decision);

  sotong_form_journal_watch (decision->form, sotong_context_get_store (context), which, &decision->entry, keys, NULL);
}

void
sotong_approval_pane_send_back (SotongApprovalPane *self)
{
  Decision *decision = decision_new (self, SOTONG_ACT_RETURN);

  if (decision == NULL)
    return;
  present_form (decision, _("Return to the Drafter"), _("_Return"), G_CALLBACK (return_accepted_cb));
  decision->entry = sotong_form_add_entry (decision->form, _("Reason"), NULL);
  watch_reason (decision);
  gtk_window_present (GTK_WINDOW (decision->form));
}

static void
cooperate_accepted_cb (Decision *decision)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (decision->entry));

  if (selected >= decision->people->len)
    {
      sotong_form_fail (decision->form, _("There is nobody else to ask. Add people under “People and Lines” in the main menu."));
      return;
    }
  if (take_afresh (decision))
    run (decision_copy (decision), NULL, g_array_index (decision->people, gint64, selected));
}

/* Who acts, and who drafted one of them, cannot be asked. */
static gboolean
is_asked (Decision *decision,
          gint64    person_id)
{
  for (guint i = 0; i < decision->rows->len; i++)
    {
      const SotongApprovalItem *item = ((SotongApprovalRow *) g_ptr_array_index (decision->rows, i))->item;

      if (person_id == item->drafter_id || person_id == item->owner_id)
        return FALSE;
    }
  return person_id != decision->pane->box->person_id;
}

void
sotong_approval_pane_cooperate (SotongApprovalPane *self)
{
  Decision *decision = decision_new (self, SOTONG_ACT_COOPERATE);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  if (decision == NULL)
    return;
  decision->people = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->box->people->len; i++)
    {
      const SotongPerson *person = g_ptr_array_index (self->box->people, i);
      g_autofree char *name = sotong_person_describe (person);

      if (!is_asked (decision, person->id))
        continue;
      g_array_append_val (decision->people, person->id);
      g_strv_builder_add (names, name);
    }
  list = g_strv_builder_end (names);
  present_form (decision, _("Ask for Cooperation"), _("_Ask"), G_CALLBACK (cooperate_accepted_cb));
  decision->entry = sotong_form_add_choice (decision->form, _("Person"), (const char * const *) list, 0);
  gtk_window_present (GTK_WINDOW (decision->form));
}
