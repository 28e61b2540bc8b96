/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/dialogs/sotong-people-dialog.h"
#include "app/panes/sotong-approval-acts.h"
#include "app/panes/sotong-approval-pane-private.h"
#include "app/panes/sotong-approval-view.h"
#include "app/panes/sotong-calendar-pane.h"
#include "app/sotong-diff-label.h"
#include "app/sotong-row-name.h"
#include "app/sotong-seal-question.h"
#include "panes-data.h"
#include "store/sotong-approval.h"
#include "store/sotong-change.h"
#include "store/sotong-channel.h"
#include "store/sotong-content-owner.h"
#include "store/sotong-person.h"
#include "util/sotong-i18n.h"

typedef struct {
  gboolean    on;
  gint64      ids[3];   /* contents, submitted; the last goes out first */
} Office;

static gint64
add_content (SotongDb    *db,
             gint64       channel,
             const char  *title,
             gint64       at)
{
  g_autoptr(SotongContent) content = sotong_content_new ();
  SotongCopy *copy = sotong_copy_new (channel);
  gint64 id;

  content->title = g_strdup (title);
  content->type = g_strdup ("sns");
  content->body = g_strdup ("봄 축제를 엽니다.");
  copy->publish_at = at;
  copy->state = SOTONG_STATE_SCHEDULED;
  g_ptr_array_add (content->copies, copy);
  id = sotong_content_add (db, content, NULL);
  g_assert_cmpint (id, !=, 0);
  return id;
}

static void
add_person (SotongDb   *db,
            const char *name,
            const char *role)
{
  SotongPerson person = { .name = (char *) name, .role = (char *) role, .deputy_id = SOTONG_NONE };

  g_assert_cmpint (sotong_person_add (db, &person, NULL), !=, 0);
}

/* Nobody has an account: whoever sits at the desk acts for all of them. */
static gpointer
office_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Office *office = data;
  g_autoptr(SotongChannel) channel = sotong_channel_new ();
  g_autoptr(SotongApprovalLine) line = sotong_approval_line_new ("");
  g_autoptr(SotongPerson) drafter = NULL;
  gint64 id;

  channel->name = g_strdup ("광장");
  channel->platform = g_strdup ("practice");
  channel->url = g_strdup ("http://127.0.0.1:1");
  id = sotong_channel_add (db, channel, error);
  add_person (db, "이팀장", "팀장");
  add_person (db, "김주무", "주무관");
  add_person (db, "박예산", "예산담당");
  if (!sotong_approval_line_parse (db, line, "decision:팀장", error) || !sotong_approval_line_set (db, line, error)
      || !sotong_approval_set_on (db, TRUE, error))
    return NULL;
  drafter = sotong_person_find (db, "김주무", error);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *title = g_strdup_printf ("소식 %d <R&D>", i + 1);
      SotongApprovalAct act = { SOTONG_ACT_SUBMIT, 0, drafter->id };

      act.content_id = office->ids[i] = add_content (db, id, title, PANES_NOW + (i == 2 ? 3600 : (i + 2) * 86400));
      if (!sotong_approval_act (db, &act, error))
        return NULL;
    }
  return data;
}

static void
add_office (PanesFixture *f,
            Office       *office)
{
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, office_job, office, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_approval_read (db, *(gint64 *) data, error);
}

static SotongState
state_of (PanesFixture *f,
          gint64        content,
          SotongSeal   *out_seal)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongApproval) approval = sotong_store_read (f->store, read_job, &content, NULL, &error);
  const SotongApprovalCopy *copy;

  g_assert_no_error (error);
  copy = g_ptr_array_index (approval->copies, 0);
  if (out_seal != NULL)
    *out_seal = copy->seal;
  return copy->state;
}

static gpointer
own_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr(SotongPerson) person = sotong_person_find (db, "박예산", error);

  return person != NULL && sotong_content_set_owner (db, *(gint64 *) data, person->id, error) ? data : NULL;
}

static void
told_cb (guint       n_done,
         GArray     *failed,
         const char *problems,
         gpointer    user_data)
{
  g_assert_cmpuint (failed->len, ==, 8);
  g_assert_cmpuint (n_done, ==, 0);
  *(char **) user_data = g_strdup (problems);
}

/* Many that could not be done do not fill the window with sentences. */
static void
test_many_problems (PanesFixture  *f,
                    gconstpointer  data)
{
  Office office = { 0 };
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *problems = NULL;
  g_auto(GStrv) lines = NULL;

  add_office (f, &office);
  for (int i = 0; i < 8; i++)
    {
      SotongApprovalItem *item = g_new0 (SotongApprovalItem, 1);

      item->content_id = 9000 + i;
      g_ptr_array_add (items, item);
    }
  sotong_approval_acts_run (f->store, SOTONG_ACT_SUBMIT, 1, items, NULL, 0, told_cb, &problems, NULL);
  panes_wait_until (problems != NULL);
  lines = g_strsplit (problems, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_cmpstr (lines[5], ==, "and 3 more contents");
}

static GtkWidget *
list_of (GtkWidget *pane)
{
  return GTK_WIDGET (SOTONG_APPROVAL_PANE (pane)->list);
}

/* Where the keys of the pane are heard. */
static GtkWidget *
keys_of (GtkWidget *pane)
{
  return gtk_widget_get_parent (GTK_WIDGET (SOTONG_APPROVAL_PANE (pane)->stack));
}

static GtkWidget *
show_box (PanesFixture *f,
          Office       *office)
{
  GtkWidget *pane;

  add_office (f, office);
  pane = panes_show (f, "approval");
  panes_wait_until (panes_find_text (pane, "소식 1") != NULL && panes_find_text (pane, "봄 축제를 엽니다.") != NULL);
  return pane;
}

static void
choose_all (GtkWidget *pane)
{
  gtk_selection_model_select_all (gtk_list_view_get_model (GTK_LIST_VIEW (list_of (pane))));
}

static GtkWindow *
dialog_of (PanesFixture *f,
           const char   *type)
{
  g_autoptr(GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (window), type) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

typedef struct {
  const char        *person;
  SotongApprovalAct *act;
} ActAs;

static gpointer
act_as_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const ActAs *as = data;
  g_autoptr(SotongPerson) person = sotong_person_find (db, as->person, error);

  as->act->person_id = person->id;
  return sotong_approval_act (db, as->act, error) ? data : NULL;
}

static gboolean
act_as (PanesFixture      *f,
        const char        *person,
        SotongApprovalAct *act)
{
  ActAs as = { person, act };

  return sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, act_as_job, &as, NULL, NULL) != NULL;
}

/* What goes out first stands at the top, red and with how much time is left; the number stands
 * in the title. */
static void
test_box (PanesFixture  *f,
          gconstpointer  data)
{
  Office office = { 0 };
  GtkWidget *pane = show_box (f, &office);
  GtkWidget *near;
  int width;

  near = panes_find_text (pane, "1 hour left");
  g_assert_nonnull (near);
  g_assert_true (gtk_widget_has_css_class (gtk_widget_get_parent (near), "error"));
  g_assert_cmpstr (panel_widget_get_title (PANEL_WIDGET (pane)), ==, "Approval Box (3)");
  /* The first is shown: its line, its channel and its text. */
  g_assert_nonnull (panes_find_text (pane, "Decides next"));
  g_assert_nonnull (panes_find_text (pane, "광장"));
  g_assert_cmpuint (count_unnamed (pane), ==, 0);
  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 340);
}

static void
test_approve (PanesFixture  *f,
              gconstpointer  data)
{
  Office office = { 0 };
  GtkWidget *pane = show_box (f, &office);
  SotongSeal seal;

  g_assert_true (panes_press (keys_of (pane), GDK_KEY_a));
  panes_wait_until (g_str_equal (panel_widget_get_title (PANEL_WIDGET (pane)), "Approval Box (2)"));
  g_assert_cmpint (state_of (f, office.ids[2], &seal), ==, SOTONG_STATE_SCHEDULED);
  g_assert_cmpint (seal, ==, SOTONG_SEAL_WHOLE);
  g_assert_cmpint (state_of (f, office.ids[0], NULL), ==, SOTONG_STATE_IN_REVIEW);
  /* What stands in its place is chosen. */
  panes_wait_until (panes_find_text (pane, "소식 1") != NULL);
  g_assert_true (gtk_selection_model_is_selected (gtk_list_view_get_model (GTK_LIST_VIEW (list_of (pane))), 0));
}

static gboolean
has_focus_in (PanesFixture *f,
              GtkWidget    *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window.window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Who decides by keyboard goes on by keyboard: after each one, in the emptied box, and with what comes back into it. */
static void
test_keyboard (PanesFixture  *f,
               gconstpointer  data)
{
  Office office = { 0 };
  GtkWidget *pane = show_box (f, &office);
  SotongApprovalPane *box = SOTONG_APPROVAL_PANE (pane);

  gtk_widget_grab_focus (list_of (pane));
  for (int left = 2; left >= 0; left--)
    {
      g_assert_true (panes_press (keys_of (pane), GDK_KEY_a));
      panes_wait_until ((int) box->box->items->len == left);
      for (int i = 0; i < 20; i++)
        g_main_context_iteration (NULL, FALSE);
      g_assert_true (has_focus_in (f, GTK_WIDGET (box->stack)));
    }
  g_assert_true (has_focus_in (f, box->empty));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (box->box->items->len == 1);
  g_assert_true (has_focus_in (f, list_of (pane)));
}

/* After a decision the keyboard goes on from the line that is chosen then, and so does Shift. */
static void
test_keyboard_goes_on (PanesFixture  *f,
                       gconstpointer  data)
{
  Office office = { 0 };
  GtkWidget *pane = show_box (f, &office), *focus;
  SotongApprovalPane *box = SOTONG_APPROVAL_PANE (pane);
  GtkSelectionModel *chosen = gtk_list_view_get_model (GTK_LIST_VIEW (list_of (pane)));

  gtk_widget_activate_action (list_of (pane), "list.select-item", "(ubb)", 1, FALSE, FALSE);
  gtk_widget_grab_focus (list_of (pane));
  sotong_row_focus (list_of (pane));
  g_assert_true (panes_press (keys_of (pane), GDK_KEY_a));
  panes_wait_until (box->box->items->len == 2);
  for (int i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (gtk_selection_model_is_selected (chosen, 1));
  focus = gtk_window_get_focus (GTK_WINDOW (f->window.window));
  g_assert_true (gtk_widget_get_parent (focus) == list_of (pane));
  g_assert_true ((gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED) != 0);
  gtk_widget_activate_action (list_of (pane), "list.select-item", "(ubb)", 0, FALSE, TRUE);
  g_assert_true (gtk_selection_model_is_selected (chosen, 0));
  g_assert_true (gtk_selection_model_is_selected (chosen, 1));
}

/* Who clicks the tab of the pane is in its list: the next key is for what is chosen there. */
static void
test_tab (PanesFixture  *f,
          gconstpointer  data)
{
  Office office = { 0 };
  GtkWidget *pane = show_box (f, &office), *frame = gtk_widget_get_ancestor (pane, PANEL_TYPE_FRAME), *tab;

  tab = gtk_widget_get_first_child (find_widget (find_widget (frame, "SotongFrameHeader"), "PanelFrameSwitcher"));
  for (guint i = 0; panel_frame_get_page (PANEL_FRAME (frame), i) != PANEL_WIDGET (pane); i++)
    tab = gtk_widget_get_next_sibling (tab);
  gtk_window_set_focus (GTK_WINDOW (f->window.window), NULL);
  g_signal_emit_by_name (tab, "clicked");
  g_assert_true (has_focus_in (f, list_of (pane)));
}

/* What would be refused cannot be pressed, neither with the buttons nor with the keys, and why stands beside them. */
static void
test_why_not (PanesFixture  *f,
              gconstpointer  data)
{
  Office office = { 0 };
  GtkWidget *pane = show_box (f, &office);
  SotongApprovalPane *box = SOTONG_APPROVAL_PANE (pane);
  int width;

  g_assert_true (gtk_widget_get_sensitive (box->buttons));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (box->why_not)));
  gtk_toggle_button_set_active (box->all_toggle, TRUE);
  gtk_drop_down_set_selected (box->actor_drop, 1);
  panes_wait_until (strstr (gtk_label_get_text (box->why_not), "김주무’s own") != NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (box->why_not)));
  g_assert_false (gtk_widget_get_sensitive (box->buttons));
  g_assert_true (panes_press (keys_of (pane), GDK_KEY_a));
  g_assert_true (panes_press (keys_of (pane), GDK_KEY_r));
  g_assert_null (dialog_of (f, "SotongForm"));
  g_assert_cmpint (state_of (f, office.ids[2], NULL), ==, SOTONG_STATE_IN_REVIEW);
  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 340);
  gtk_drop_down_set_selected (box->actor_drop, 2);
  panes_wait_until (strstr (gtk_label_get_text (box->why_not), "waits for 이팀장") != NULL);
  g_assert_false (gtk_widget_get_sensitive (box->buttons));
  gtk_drop_down_set_selected (box->actor_drop, 0);
  panes_wait_until (gtk_widget_get_sensitive (box->buttons));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (box->why_not)));
}

/* As a person does, who sees the dialog close. */
static void
respond (PanesFixture *f,
         const char   *response)
{
  GtkWindow *dialog = dialog_of (f, "AdwMessageDialog");

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (dialog);
}

/* Of several, the one that somebody else changed meanwhile fails alone. */
static gpointer
change_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_content_move (db, *(gint64 *) data, 0, PANES_NOW + 9 * 86400, error) ? data : NULL;
}

static void
test_several (PanesFixture  *f,
              gconstpointer  data)
{
  Office office = { 0 };
  GtkWidget *pane = show_box (f, &office);
  GtkWindow *dialog;
  g_autoptr(GError) error = NULL;

  choose_all (pane);
  g_assert_true (panes_press (keys_of (pane), GDK_KEY_a));
  dialog = dialog_of (f, "AdwMessageDialog");
  g_assert_nonnull (dialog);
  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *title = g_strdup_printf ("소식 %d", i);

      g_assert_nonnull (panes_find_text (GTK_WIDGET (dialog), title));
    }
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, change_job, &office.ids[1], NULL, &error);
  g_assert_no_error (error);
  respond (f, "approve");
  panes_wait_until (g_str_equal (panel_widget_get_title (PANEL_WIDGET (pane)), "Approval Box"));
  g_assert_cmpint (state_of (f, office.ids[0], NULL), ==, SOTONG_STATE_SCHEDULED);
  g_assert_cmpint (state_of (f, office.ids[1], NULL), ==, SOTONG_STATE_DRAFT);
  g_assert_cmpint (state_of (f, office.ids[2], NULL), ==, SOTONG_STATE_SCHEDULED);
  /* Both are one step of undo. */
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (state_of (f, office.ids[0], NULL) == SOTONG_STATE_IN_REVIEW && state_of (f, office.ids[2], NULL) == SOTONG_STATE_IN_REVIEW);
}

static void
test_return (PanesFixture  *f,
             gconstpointer  data)
{
  Office office = { 0 };
  GtkWidget *pane = show_box (f, &office);
  GtkWindow *form;

  g_assert_true (panes_press (keys_of (pane), GDK_KEY_r));
  form = dialog_of (f, "SotongForm");
  g_assert_nonnull (form);
  /* Without a reason it stays open. */
  g_signal_emit_by_name (form, "accepted");
  g_assert_nonnull (dialog_of (f, "SotongForm"));
  gtk_editable_set_text (GTK_EDITABLE (find_widget (GTK_WIDGET (form), "AdwEntryRow")), "사진 출처를 밝힐 것");
  g_signal_emit_by_name (form, "accepted");
  panes_wait_until (state_of (f, office.ids[2], NULL) == SOTONG_STATE_RETURNED);
  panes_wait_until (g_str_equal (panel_widget_get_title (PANEL_WIDGET (pane)), "Approval Box (2)"));
}

/* It was recalled meanwhile: the form says so, and the reason that was typed is still there. */
static void
test_return_late (PanesFixture  *f,
                  gconstpointer  data)
{
  Office office = { 0 };
  GtkWidget *pane = show_box (f, &office), *entry;
  SotongApprovalAct recall = { SOTONG_ACT_RECALL, 0 };
  GtkWindow *form;

  g_assert_true (panes_press (keys_of (pane), GDK_KEY_r));
  form = dialog_of (f, "SotongForm");
  entry = find_widget (GTK_WIDGET (form), "AdwEntryRow");
  gtk_editable_set_text (GTK_EDITABLE (entry), "사진 출처를 밝힐 것");
  recall.content_id = office.ids[2];
  g_assert_true (act_as (f, "김주무", &recall));
  g_signal_emit_by_name (form, "accepted");
  g_assert_true (sotong_form_get_busy (SOTONG_FORM (form)));
  panes_wait_until (!sotong_form_get_busy (SOTONG_FORM (form)));
  g_assert_true (dialog_of (f, "SotongForm") == form);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "사진 출처를 밝힐 것");
  gtk_window_close (form);
}

/* Of several returned at once one was recalled meanwhile: it is named with its reason, and what was typed stays for it. */
static void
test_return_some (PanesFixture  *f,
                  gconstpointer  data)
{
  Office office = { 0 };
  GtkWidget *pane = show_box (f, &office), *entry;
  SotongApprovalAct recall = { SOTONG_ACT_RECALL, 0 };
  GtkWindow *form;

  choose_all (pane);
  g_assert_true (panes_press (keys_of (pane), GDK_KEY_r));
  form = dialog_of (f, "SotongForm");
  entry = find_widget (GTK_WIDGET (form), "AdwEntryRow");
  gtk_editable_set_text (GTK_EDITABLE (entry), "사진 출처를 밝힐 것");
  recall.content_id = office.ids[1];
  g_assert_true (act_as (f, "김주무", &recall));
  g_signal_emit_by_name (form, "accepted");
  panes_wait_until (!sotong_form_get_busy (SOTONG_FORM (form)));
  g_assert_true (dialog_of (f, "SotongForm") == form);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "사진 출처를 밝힐 것");
  g_assert_nonnull (panes_find_text (GTK_WIDGET (form), "2 contents returned."));
  g_assert_nonnull (panes_find_text (GTK_WIDGET (form), "“소식 2 <R&D>” is not in review"));
  /* It is about that one alone from now on. */
  g_assert_nonnull (find_label_with (GTK_WIDGET (form), "소식 2 <R&D>"));
  g_assert_null (find_label_with (GTK_WIDGET (form), "소식 1 <R&D>"));
  g_assert_null (find_label_with (GTK_WIDGET (form), "소식 3 <R&D>"));
  g_assert_cmpint (state_of (f, office.ids[0], NULL), ==, SOTONG_STATE_RETURNED);
  g_assert_cmpint (state_of (f, office.ids[1], NULL), ==, SOTONG_STATE_DRAFT);
  g_assert_cmpint (state_of (f, office.ids[2], NULL), ==, SOTONG_STATE_RETURNED);
  /* As long as it is with the drafter there is nothing to return. */
  panes_wait_until (g_str_equal (panel_widget_get_title (PANEL_WIDGET (pane)), "Approval Box"));
  g_signal_emit_by_name (form, "accepted");
  g_assert_nonnull (panes_find_text (GTK_WIDGET (form), "Not in the approval box any more: “소식 2 <R&D>”."));
  /* Submitted again it can be returned, and the form goes. */
  recall.kind = SOTONG_ACT_SUBMIT;
  g_assert_true (act_as (f, "김주무", &recall));
  panes_wait_until (g_str_equal (panel_widget_get_title (PANEL_WIDGET (pane)), "Approval Box (1)"));
  g_signal_emit_by_name (form, "accepted");
  panes_wait_until (dialog_of (f, "SotongForm") == NULL);
  g_assert_cmpint (state_of (f, office.ids[1], NULL), ==, SOTONG_STATE_RETURNED);
}

static void
test_cooperate (PanesFixture  *f,
                gconstpointer  data)
{
  Office office = { 0 };
  GtkWidget *pane = show_box (f, &office);
  AdwComboRow *combo;
  GtkWindow *form;

  g_assert_true (panes_press (keys_of (pane), GDK_KEY_c));
  form = dialog_of (f, "SotongForm");
  g_assert_nonnull (form);
  /* Neither 이팀장, who acts, nor 김주무, who drafted it, is offered. */
  combo = ADW_COMBO_ROW (find_widget (GTK_WIDGET (form), "AdwComboRow"));
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (combo)), ==, 1);
  g_assert_nonnull (panes_find_text (GTK_WIDGET (combo), "박예산"));
  g_signal_emit_by_name (form, "accepted");
  panes_wait_until (g_str_equal (panel_widget_get_title (PANEL_WIDGET (pane)), "Approval Box (2)"));
}

/* ---- in the editor ---- */

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *text = panes_find_text (widget, label);

  return text != NULL ? gtk_widget_get_ancestor (text, GTK_TYPE_BUTTON) : NULL;
}

static gpointer
switch_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_approval_set_on (db, GPOINTER_TO_INT (data), error) ? db : NULL;
}

static void
switch_approval (PanesFixture *f,
                 gboolean      on)
{
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, switch_job, GINT_TO_POINTER (on), NULL, NULL));
}

/* One that another person has to decide about. */
static gpointer
other_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(SotongApprovalLine) line = sotong_approval_line_new ("");
  g_autoptr(SotongPerson) drafter = sotong_person_find (db, "김주무", error);
  g_autoptr(SotongChannel) channel = sotong_channel_find (db, "광장", error);
  SotongApprovalAct act = { SOTONG_ACT_SUBMIT };

  if (drafter == NULL || channel == NULL || !sotong_approval_line_parse (db, line, "decision:예산담당", error)
      || !sotong_approval_line_set (db, line, error))
    return NULL;
  act.person_id = drafter->id;
  act.content_id = add_content (db, channel->id, "예산 소식", PANES_NOW + 5 * 86400);
  return sotong_approval_act (db, &act, error) ? data : NULL;
}

/* What was submitted is told also while nobody can decide about it. */
static void
test_off_waiting (PanesFixture  *f,
                  gconstpointer  data)
{
  Office office = { 0 };
  GtkWidget *pane, *button;

  add_office (f, &office);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, other_job, f, NULL, NULL));
  switch_approval (f, FALSE);
  pane = panes_show (f, "approval");
  panes_wait_until (panes_find_text (pane, "4 contents were submitted and wait for a decision") != NULL);
  button = find_labelled_button (pane, "People and Lines…");
  panes_wait_until (gtk_widget_get_mapped (button));
  switch_approval (f, TRUE);
  panes_wait_until (!gtk_widget_get_mapped (button));
}

/* From the editor: what is written is stored first, then submitted; recalled, changed in review,
 * and with a broken seal it says so. */
static void
test_editor (PanesFixture  *f,
             gconstpointer  data)
{
  Office office = { 0 };
  GtkWidget *pane;
  GtkWindow *form;
  SotongApprovalAct decide = { SOTONG_ACT_APPROVE, 0 };
  SotongSeal seal;

  add_office (f, &office);
  pane = panes_show (f, "content");
  sotong_context_open_content (f->context, office.ids[0]);
  panes_wait_until (panes_find_text (pane, "In review.") != NULL);
  switch_approval (f, FALSE); /* it is not lost in review */
  panes_wait_until (panes_find_text (pane, "approval is off in this workspace") != NULL && find_labelled_button (pane, "Recall") != NULL);
  switch_approval (f, TRUE);
  panes_wait_until (panes_find_text (pane, "In review. It waits") != NULL);
  panes_click (find_button (pane, "Recall"));
  panes_wait_until (state_of (f, office.ids[0], NULL) == SOTONG_STATE_DRAFT);
  panes_wait_until (panes_find_text (pane, "Not approved yet") != NULL);

  /* Nobody has an account: it asks who submits. */
  panes_wait_until (find_button (pane, "Submit for Approval") != NULL);
  panes_click (find_button (pane, "Submit for Approval"));
  panes_wait_until (dialog_of (f, "SotongForm") != NULL);
  form = dialog_of (f, "SotongForm");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_widget (GTK_WIDGET (form), "AdwComboRow")), 1);
  g_signal_emit_by_name (form, "accepted");
  panes_wait_until (state_of (f, office.ids[0], NULL) == SOTONG_STATE_IN_REVIEW);

  decide.content_id = office.ids[0];
  g_assert_true (act_as (f, "이팀장", &decide));
  panes_wait_until (panes_find_text (pane, "Approved and sealed.") != NULL);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, change_job, &office.ids[0], NULL, NULL));
  panes_wait_until (panes_find_text (pane, "The seal is broken") != NULL);
  g_assert_cmpint (state_of (f, office.ids[0], &seal), ==, SOTONG_STATE_DRAFT);
  g_assert_cmpint (seal, ==, SOTONG_SEAL_BROKEN);
  g_assert_cmpuint (count_unnamed (pane), ==, 0);
}

static gboolean
add_picture (SotongDb    *db,
             gint64       content,
             const char  *name,
             GBytes      *bytes,
             GError     **error)
{
  SotongAttachment file = { .file_name = (char *) name, .media_type = (char *) "image/png", .width = 400, .height = 200,
                            .alt_text = (char *) "단풍 든 광장" };

  return sotong_attachment_add (db, content, &file, bytes, error) != 0;
}

/* One that can be drawn and one that cannot. */
static gpointer
pictures_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 400, 200);
  g_autoptr(GBytes) whole = NULL, damaged = NULL;
  gint64 content = *(gint64 *) data;
  char *buffer;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  if (!gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &length, "png", error, NULL))
    return NULL;
  whole = g_bytes_new_take (buffer, length);
  damaged = g_bytes_new_static ("no picture at all", 17);
  return add_picture (db, content, "광장.png", whole, error) && add_picture (db, content, "깨진.png", damaged, error) ? data : NULL;
}

static gpointer
screen_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_approval_screen_job (db, data, cancellable, error);
}

static void
test_pictures (PanesFixture  *f,
               gconstpointer  data)
{
  Office office = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongApprovalScreen) screen = NULL;
  g_autoptr(GtkWidget) view = NULL;
  GtkWidget *picture;

  add_office (f, &office);
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, pictures_job, &office.ids[0], NULL, &error);
  g_assert_no_error (error);
  screen = sotong_store_read (f->store, screen_job, &office.ids[0], NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (screen->pictures->len, ==, 1);
  view = g_object_ref_sink (sotong_approval_view_new (screen, sotong_context_get_zone (f->context)));
  picture = find_widget (view, "GtkPicture");
  g_assert_nonnull (picture);
  g_assert_cmpstr (gtk_picture_get_alternative_text (GTK_PICTURE (picture)), ==, "단풍 든 광장");
}

static void
went_cb (gpointer user_data)
{
  (*(int *) user_data)++;
}

/* Nobody is asked about a draft; about what is in review one may think better of it. */
static void
test_question (PanesFixture  *f,
               gconstpointer  data)
{
  Office office = { 0 };
  GtkWidget *pane = show_box (f, &office);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  int went = 0;

  g_array_append_val (ids, office.ids[1]);
  sotong_seal_question_ask (SOTONG_PANE (pane), ids, went_cb, &went, NULL);
  panes_wait_until (dialog_of (f, "AdwMessageDialog") != NULL);
  respond (f, "cancel");
  g_assert_cmpint (went, ==, 0);
  sotong_seal_question_ask (SOTONG_PANE (pane), ids, went_cb, &went, NULL);
  panes_wait_until (dialog_of (f, "AdwMessageDialog") != NULL);
  respond (f, "change");
  g_assert_cmpint (went, ==, 1);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, change_job, &office.ids[1], NULL, NULL));
  sotong_seal_question_ask (SOTONG_PANE (pane), ids, went_cb, &went, NULL);
  panes_wait_until (went == 2);
}

static void
test_off (PanesFixture  *f,
          gconstpointer  data)
{
  GtkWidget *pane = panes_show (f, "approval");

  panes_wait_until (panes_find_text (pane, "Approval is off") != NULL && gtk_widget_get_mapped (panes_find_text (pane, "Approval is off")));
}

static void
test_people (PanesFixture  *f,
             gconstpointer  data)
{
  Office office = { 0 };
  GtkWidget *dialog;

  add_office (f, &office);
  dialog = sotong_people_dialog_new (GTK_WINDOW (f->window.window), f->context);
  gtk_window_present (GTK_WINDOW (dialog));
  panes_wait_until (panes_find_text (dialog, "이팀장 팀장") != NULL);
  g_assert_nonnull (panes_find_text (dialog, "박예산 예산담당"));
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (dialog), "approval");
  panes_wait_until (panes_find_text (dialog, "Decision 이팀장 팀장") != NULL);
  g_assert_cmpuint (count_unnamed (dialog), ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* From the calendar: several at once, after a list of what they are and the way they take; all are one step of undo. */
static void
test_calendar (PanesFixture  *f,
               gconstpointer  data)
{
  Office office = { 0 };
  SotongApprovalAct recall = { SOTONG_ACT_RECALL, 0 };
  SotongCalendarPane *pane;
  SotongCalendarModel *model;
  GtkWindow *form;

  add_office (f, &office);
  for (int i = 0; i < 2; i++)
    {
      recall.content_id = office.ids[i];
      g_assert_true (act_as (f, "김주무", &recall));
    }
  pane = SOTONG_CALENDAR_PANE (panes_show (f, "calendar"));
  model = sotong_calendar_pane_get_model (pane);
  panes_wait_until (model->data != NULL && !sotong_calendar_pane_is_busy (pane));
  sotong_calendar_pane_submit (pane); /* nothing is chosen */
  g_assert_null (dialog_of (f, "SotongForm"));
  sotong_calendar_model_select_days (model, model->today + 2, model->today + 3);
  g_assert_cmpuint (model->selection->len, ==, 2);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, own_job, &office.ids[0], NULL, NULL));
  panes_wait_until (!sotong_calendar_pane_is_busy (pane));
  sotong_calendar_pane_submit (pane);
  panes_wait_until (dialog_of (f, "SotongForm") != NULL);
  form = dialog_of (f, "SotongForm");
  g_assert_nonnull (panes_find_text (GTK_WIDGET (form), "1. 소식 1 <R&D> — "));
  g_assert_nonnull (panes_find_text (GTK_WIDGET (form), " — Decision 이팀장 팀장"));
  /* Whose content it is, is proposed. */
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find_widget (GTK_WIDGET (form), "AdwComboRow"))), ==, 2);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_widget (GTK_WIDGET (form), "AdwComboRow")), 1);
  g_signal_emit_by_name (form, "accepted");
  panes_wait_until (state_of (f, office.ids[0], NULL) == SOTONG_STATE_IN_REVIEW && state_of (f, office.ids[1], NULL) == SOTONG_STATE_IN_REVIEW);
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (state_of (f, office.ids[0], NULL) == SOTONG_STATE_DRAFT && state_of (f, office.ids[1], NULL) == SOTONG_STATE_DRAFT);
}

static void
test_diff_label (PanesFixture  *f,
                 gconstpointer  data)
{
  g_autoptr(GtkWidget) label = g_object_ref_sink (sotong_diff_label_new ("봄 축제", "가을 축제"));
  PangoAttrList *attributes = gtk_label_get_attributes (GTK_LABEL (label));
  g_autoptr(PangoAttrIterator) iter = pango_attr_list_get_iterator (attributes);

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "봄가을 축제");
  g_assert_nonnull (pango_attr_iterator_get (iter, PANGO_ATTR_STRIKETHROUGH));
  g_assert_true (pango_attr_iterator_next (iter));
  g_assert_nonnull (pango_attr_iterator_get (iter, PANGO_ATTR_UNDERLINE));
}

int
main (int   argc,
      char *argv[])
{
  static const struct {
    const char *path;
    void      (*run) (PanesFixture *, gconstpointer);
  } tests[] = {
    { "/approval-pane/box", test_box }, { "/approval-pane/approve", test_approve }, { "/approval-pane/keyboard", test_keyboard }, { "/approval-pane/keyboard-goes-on", test_keyboard_goes_on }, { "/approval-pane/tab", test_tab },
    { "/approval-pane/why-not", test_why_not },
    { "/approval-pane/several", test_several }, { "/approval-pane/calendar", test_calendar }, { "/approval-pane/many-problems", test_many_problems },
    { "/approval-pane/return", test_return },
    { "/approval-pane/return-late", test_return_late }, { "/approval-pane/return-some", test_return_some },
    { "/approval-pane/cooperate", test_cooperate }, { "/approval-pane/off", test_off }, { "/approval-pane/off-waiting", test_off_waiting },
    { "/approval-pane/people", test_people }, { "/approval-pane/editor", test_editor },
    { "/approval-pane/question", test_question }, { "/approval-pane/pictures", test_pictures }, { "/approval-pane/diff-label", test_diff_label },
  };

  g_test_init (&argc, &argv, NULL);
  sotong_i18n_init ("en");
  gtk_disable_setlocale ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, PanesFixture, NULL, panes_set_up, tests[i].run, panes_tear_down);
  return g_test_run ();
}
