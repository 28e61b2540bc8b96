/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-table-window.h"
#include "app/panes/sotong-ledger-back.h"
#include "app/panes/sotong-ledger-dialog.h"
#include "app/panes/sotong-ledger-extract.h"
#include "app/panes/sotong-ledger-forms.h"
#include "app/panes/sotong-ledger-year.h"
#include "panes-data.h"
#include "store/sotong-budget-act.h"
#include "store/sotong-budget-close.h"
#include "store/sotong-db-private.h"
#include "store/sotong-deliverable.h"
#include "util/sotong-i18n.h"

#define N_READERS 3 /* of a store */

static gpointer
ledger_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  SotongRange all = { 0, 0 };

  return sotong_ledger_read (db, 0, all, error);
}

static gpointer
script_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_db_script (db, data, error) ? data : NULL;
}

static void
run_script (SotongStore *store,
            const char  *sql)
{
  g_autoptr(GError) error = NULL;

  sotong_store_write (store, SOTONG_WRITE_DEFAULT, script_job, (gpointer) sql, NULL, &error);
  g_assert_no_error (error);
}

static SotongLedger *
read_ledger (SotongStore *store)
{
  g_autoptr(GError) error = NULL;
  SotongLedger *ledger = sotong_store_read (store, ledger_job, NULL, NULL, &error);

  g_assert_no_error (error);
  return ledger;
}

static gint64
executed (SotongStore *store)
{
  g_autoptr(SotongLedger) ledger = read_ledger (store);

  return ledger->total.executed;
}

static SotongLedgerItem *
find_line (GPtrArray  *items,
           const char *name)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (sotong_ledger_item_get_name (g_ptr_array_index (items, i)), name))
      return g_ptr_array_index (items, i);
  g_assert_not_reached ();
}

static void
test_rows (PanesFixture  *f,
           gconstpointer  data)
{
  g_autoptr(SotongLedger) ledger = NULL;
  g_autoptr(GPtrArray) items = NULL;
  gint64 sum = 0;

  panes_add_budget (f->store);
  ledger = read_ledger (f->store);
  items = sotong_ledger_item_list (ledger);
  g_assert_cmpint (sotong_ledger_item_get_kind (g_ptr_array_index (items, 0)), ==, SOTONG_LEDGER_ITEM_TOTAL);
  g_assert_cmpint (sotong_ledger_item_get_money (g_ptr_array_index (items, 0))->available, ==, 418000000);
  for (guint i = 0; i < items->len; i++)
    if (sotong_ledger_item_get_kind (g_ptr_array_index (items, i)) == SOTONG_LEDGER_ITEM_LINE)
      sum += sotong_ledger_item_get_money (g_ptr_array_index (items, i))->available;
  g_assert_cmpint (sum, ==, 418000000); /* no heading is added to its lines */
}

static void
test_texts (PanesFixture  *f,
            gconstpointer  data)
{
  SotongLedgerMoney money = { .available = 94000000, .committed = 500, .executed = 58900000, .unspent = 35100000, .carried_out = 100000,
                              .remaining = 35000000, .rate = 62 };
  g_autoptr(SotongLedgerItem) line = sotong_ledger_item_new (SOTONG_LEDGER_ITEM_LINE, 1, "블로그", "150,000원*500건", 1, &money);
  g_autofree char *available = sotong_ledger_item_text (line, SOTONG_LEDGER_AVAILABLE);
  g_autofree char *committed = sotong_ledger_item_text (line, SOTONG_LEDGER_COMMITTED);
  g_autofree char *rate = sotong_ledger_item_text (line, SOTONG_LEDGER_RATE);
  g_autofree char *name = sotong_ledger_item_text (line, SOTONG_LEDGER_NAME);
  g_autoptr(SotongLedgerItem) part = sotong_ledger_item_new (SOTONG_LEDGER_ITEM_LINE, 2, "편집", "", 2, &money);
  g_autofree char *below = sotong_ledger_item_text (part, SOTONG_LEDGER_NAME);
  g_autofree char *won = sotong_ledger_item_tooltip (line, SOTONG_LEDGER_COMMITTED);
  g_autofree char *remaining = sotong_ledger_item_text (line, SOTONG_LEDGER_REMAINING);
  g_autofree char *unspent = sotong_ledger_item_text (line, SOTONG_LEDGER_UNSPENT);
  g_autofree char *carried = sotong_ledger_item_text (line, SOTONG_LEDGER_CARRIED_OUT);
  g_autofree char *settled = sotong_ledger_item_tooltip (line, SOTONG_LEDGER_REMAINING);
  g_autofree char *told = sotong_ledger_item_tooltip (line, SOTONG_LEDGER_NAME);
  g_autofree char *disclosed = sotong_ledger_item_tooltip (line, SOTONG_LEDGER_UNSPENT);
  g_autoptr(SotongLedgerItem) none = NULL;
  g_autofree char *no_rate = NULL;

  g_assert_cmpstr (available, ==, "94,000");
  g_assert_cmpstr (committed, ==, "0");
  g_assert_cmpstr (won, ==, "500 won");
  g_assert_cmpstr (rate, ==, "62%");
  g_assert_true (g_str_has_suffix (name, "- 블로그"));
  g_assert_true (g_str_has_suffix (below, "ㆍ 편집"));
  /* the two meanings of what is left, side by side */
  g_assert_cmpstr (remaining, ==, "35,000");
  g_assert_cmpstr (unspent, ==, "35,100");
  g_assert_cmpstr (carried, ==, "100");
  g_assert_cmpstr (told, ==, "블로그\n150,000원*500건"); /* the basis has no column beside what is carried over */
  g_assert_nonnull (strstr (settled, "100,000 won more"));
  g_assert_nonnull (strstr (disclosed, "35,100,000 won"));
  money.rate = SOTONG_NONE;
  none = sotong_ledger_item_new (SOTONG_LEDGER_ITEM_TOTAL, 0, "계", "", 0, &money);
  no_rate = sotong_ledger_item_text (none, SOTONG_LEDGER_RATE);
  g_assert_cmpstr (no_rate, ==, "-");
}

/* Nothing but a promise makes a year that has no budget. */
static gpointer
promise_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const SotongDeliverable promise = { .type = (char *) "blog-post", .campaign_id = SOTONG_NONE, .line_id = SOTONG_NONE, .quantity = 500,
                                      .unit = (char *) "건" };

  return sotong_deliverable_set (db, 2016, &promise, "블로그", error) != 0 ? GINT_TO_POINTER (1) : NULL;
}

static void
test_empty (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *pane;

  if (GPOINTER_TO_INT (data))
    g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, promise_job, NULL, NULL, NULL));
  pane = panes_show (f, "budget");
  panes_wait_until (find_widget (pane, "AdwStatusPage") != NULL && gtk_widget_get_mapped (find_widget (pane, "AdwStatusPage")));
}


static void
test_pane (PanesFixture  *f,
           gconstpointer  data)
{
  GtkWidget *pane;
  int width;

  panes_add_budget (f->store);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  g_assert_nonnull (panes_find_text (pane, "○ "));
  g_assert_nonnull (panes_find_text (pane, "150,000원*500건"));
  g_assert_cmpuint (count_unnamed (pane), ==, 0);
  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 300);
}

static void
set_text (GtkWidget  *dialog,
          guint       nth,
          const char *text)
{
  GtkWidget *row = find_widget (dialog, "AdwEntryRow");

  for (guint i = 0; i < nth; i++)
    do
      row = gtk_widget_get_next_sibling (row);
    while (!ADW_IS_ENTRY_ROW (row));
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static GtkWidget *
record_button (GtkWidget *dialog)
{
  return gtk_window_get_default_widget (GTK_WINDOW (dialog));
}

static void
press (GtkWidget *dialog)
{
  panes_click (record_button (dialog));
}

/* Presses what records or saves, and waits until the dialog is gone with it. */
static void
save (GtkWidget *dialog)
{
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  press (dialog);
  panes_wait_until (dialog == NULL);
}

static gpointer
pace_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_pace_read (db, 2016, 0, error);
}

/* The words below the figures wrap, and have the height that they take then. */
static void
test_pace (PanesFixture  *f,
           gconstpointer  data)
{
  g_autoptr(GtkWidget) button = g_object_ref_sink (gtk_menu_button_new ());
  g_autoptr(SotongPace) pace = NULL;
  GtkWidget *words;
  int width, height, needed;

  panes_add_budget (f->store);
  pace = sotong_store_read (f->store, pace_job, NULL, NULL, NULL);
  g_assert_nonnull (pace);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), gtk_label_new (NULL));
  sotong_ledger_show_pace (GTK_MENU_BUTTON (button), pace);
  words = gtk_widget_get_last_child (gtk_popover_get_child (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))));
  g_assert_true (gtk_label_get_wrap (GTK_LABEL (words)));
  gtk_widget_get_size_request (words, &width, &height);
  g_assert_cmpint (width, <, 600);
  gtk_widget_measure (words, GTK_ORIENTATION_VERTICAL, width, NULL, &needed, NULL, NULL);
  g_assert_cmpint (height, ==, needed);
}

/* What the newest payment's payee is. */
static gpointer
payee_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  SotongRange any = { 0, 0 };
  g_autoptr(GPtrArray) payments = sotong_payment_list (db, 0, any, 1, error);

  return payments != NULL && payments->len > 0 ? g_strdup (((const SotongPayment *) g_ptr_array_index (payments, 0))->payee_kind) : NULL;
}

/* What is refused is seen: above the rows, whatever of them is scrolled to, with the row marked and the cursor in it. */
static void
assert_refused (GtkWidget  *dialog,
                const char *says,
                const char *title)
{
  GtkWidget *label = panes_find_text (dialog, says), *row = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), ADW_TYPE_ENTRY_ROW);
  GtkWidget *bar = label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_INFO_BAR) : NULL;

  g_assert_nonnull (bar);
  g_assert_true (gtk_info_bar_get_revealed (GTK_INFO_BAR (bar)));
  g_assert_null (gtk_widget_get_ancestor (label, GTK_TYPE_SCROLLED_WINDOW));
  g_assert_nonnull (row);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, title);
  g_assert_true (gtk_widget_has_css_class (row, "error"));
}

static void
test_refused (PanesFixture  *f,
              gconstpointer  data)
{
  static const struct {
    guint       nth;
    const char *text;
    const char *says;
    const char *title;
  } cases[] = {
    { 0, "0", "must not be 0", "Amount in won (required)" },
    { 0, "-5", "must be more than 0", "Amount in won (required)" },
    { 0, "9999999999999999999", "too large", "Amount in won (required)" },
    { 1, "2016-13-01", "no such day", "Paid on (required)" },
    { 1, "2016-12-01", "has not come yet", "Paid on (required)" },
    { 2, "", "an auditor will ask", "What for (required)" },
  };
  GtkWidget *pane, *dialog, *row;
  g_autoptr(SotongLedger) ledger = NULL;
  g_autoptr(GPtrArray) items = NULL;

  panes_add_budget (f->store);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  ledger = read_ledger (f->store);
  items = sotong_ledger_item_list (ledger);
  dialog = GTK_WIDGET (sotong_ledger_dialog_new (SOTONG_PANE (pane), find_line (items, "블로그 시민캠페인"), 2016));
  gtk_window_present (GTK_WINDOW (dialog));
  wait_for_frames (dialog, 2);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      set_text (dialog, 0, "1,000");
      set_text (dialog, 1, "2016-10-13");
      set_text (dialog, 2, "원고료");
      set_text (dialog, cases[i].nth, cases[i].text);
      press (dialog);
      assert_refused (dialog, cases[i].says, cases[i].title);
      row = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), ADW_TYPE_ENTRY_ROW);
      set_text (dialog, cases[i].nth, cases[i].nth == 1 ? "2016-10-12" : "1");
      g_assert_false (gtk_widget_has_css_class (row, "error"));
      g_assert_false (gtk_info_bar_get_revealed (GTK_INFO_BAR (find_widget (dialog, "GtkInfoBar"))));
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_payment (PanesFixture  *f,
              gconstpointer  data)
{
  GtkWidget *pane, *dialog;
  g_autoptr(SotongLedger) ledger = NULL, after = NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_autofree char *kind = NULL;

  panes_add_budget (f->store);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  ledger = read_ledger (f->store);
  items = sotong_ledger_item_list (ledger);
  dialog = GTK_WIDGET (sotong_ledger_dialog_new (SOTONG_PANE (pane), find_line (items, "블로그 시민캠페인"), 2016));
  gtk_window_present (GTK_WINDOW (dialog));
  wait_for_frames (dialog, 2);
  g_assert_cmpuint (count_unnamed (dialog), ==, 0);
  g_assert_false (gtk_widget_get_sensitive (record_button (dialog)));
  adw_combo_row_set_selected (ADW_COMBO_ROW (gtk_widget_get_ancestor (panes_find_text (dialog, "The payee is"), ADW_TYPE_COMBO_ROW)), 2);

  set_text (dialog, 0, "삼백만");
  press (dialog);
  g_assert_nonnull (panes_find_text (dialog, "not one"));

  /* More than the line has: refused with what is missing, and the words stay. */
  set_text (dialog, 0, "3,000,500");
  g_assert_true (gtk_widget_get_mapped (panes_find_text (dialog, "500 won more than the line")));
  set_text (dialog, 2, "캠페인 대행");
  press (dialog);
  panes_wait_until (panes_find_text (dialog, "500") != NULL && gtk_widget_get_sensitive (record_button (dialog)));

  /* A day that is none leaves the cursor in it; one as office papers write it is taken. */
  set_text (dialog, 0, "1,200,000");
  g_assert_null (panes_find_text (dialog, "500 won more than the line"));
  set_text (dialog, 1, "2016. 2. 30.");
  press (dialog);
  g_assert_nonnull (panes_find_text (dialog, "no such day"));
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), ADW_TYPE_ENTRY_ROW));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)),
                                                                                               ADW_TYPE_ENTRY_ROW))), ==, "Paid on (required)");
  set_text (dialog, 1, " 2016. 10. 13. ");
  save (dialog);
  after = read_ledger (f->store);
  g_assert_cmpint (after->total.executed, ==, 1200000);
  kind = sotong_store_read (f->store, payee_job, NULL, NULL, NULL);
  g_assert_cmpstr (kind, ==, "firm");
  panes_wait_until (panes_find_text (pane, "1,200") != NULL);

  /* And it can be taken back. */
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (panes_find_text (pane, "1,200") == NULL);
}

/* Two payments that are no whole thousands: each alone is cut to nought, and together they are a thousand. */
static gpointer
odd_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  SotongRange all = { 0, 0 };
  g_autoptr(SotongLedger) ledger = sotong_ledger_read (db, 0, all, error);
  guint n = 0;

  for (guint i = 0; i < ledger->rows->len && n < 2; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, i);
      SotongExecution execution = { .line_id = row->id, .amount = 700, .paid_on = "2016-10-13", .payee = "정동길", .description = "인쇄" };
      g_autoptr(GArray) made = row->is_heading ? NULL : sotong_budget_execute (db, &execution, error);

      if (made == NULL && !row->is_heading)
        return NULL;
      n += !row->is_heading;
    }
  return GINT_TO_POINTER (n);
}

static gint64
read_thousands (SotongLedgerItem *item)
{
  g_autofree char *text = sotong_ledger_item_text (item, SOTONG_LEDGER_EXECUTED);

  return g_ascii_strtoll (text, NULL, 10);
}

/* What is shown in thousands adds up, as in the reports, and a note says so; payments and tooltips tell the won. */
static void
test_adds_up (PanesFixture  *f,
              gconstpointer  data)
{
  g_autoptr(SotongLedger) ledger = NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_autofree char *won = NULL;
  GtkWidget *pane;
  gint64 sum = 0, raised = 0;

  panes_add_budget (f->store);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  g_assert_null (panes_find_text (pane, "What is under a thousand won is cut"));
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, odd_job, NULL, NULL, NULL));
  panes_wait_until (panes_find_text (pane, "What is under a thousand won is cut") != NULL);
  panes_wait_until (panes_find_text (pane, "1 payment, 700 won") != NULL);
  ledger = read_ledger (f->store);
  items = sotong_ledger_item_list (ledger);
  g_assert_cmpint (read_thousands (g_ptr_array_index (items, 0)), ==, 1);
  won = sotong_ledger_item_tooltip (g_ptr_array_index (items, 0), SOTONG_LEDGER_EXECUTED);
  g_assert_cmpstr (won, ==, "1,400 won");
  for (guint i = 0; i < items->len; i++)
    if (sotong_ledger_item_get_kind (g_ptr_array_index (items, i)) == SOTONG_LEDGER_ITEM_LINE)
      {
        sum += read_thousands (g_ptr_array_index (items, i));
        raised += sotong_ledger_item_get_money (g_ptr_array_index (items, i))->executed == 700 && read_thousands (g_ptr_array_index (items, i)) == 1;
      }
  g_assert_cmpint (sum, ==, 1);
  g_assert_cmpint (raised, ==, 1);
}

static GtkWidget *
find_form (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (SOTONG_IS_FORM (l->data) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

static void
close_form (GtkWidget *form)
{
  gtk_window_close (GTK_WINDOW (form));
  panes_wait_until (find_form () == NULL);
}

/* A contract of the line that odd_job() paid from first. */
static gpointer
bind_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  SotongRange any = { 0, 0 };
  g_autoptr(GPtrArray) payments = sotong_payment_list (db, 0, any, 0, error);
  SotongCommitment commitment = { .amount = 1000, .committed_on = "2016-10-12", .counterparty = "계약자" };

  if (payments == NULL)
    return NULL;
  commitment.line_id = ((const SotongPayment *) g_ptr_array_index (payments, payments->len - 1))->line_id;
  return sotong_budget_commit (db, &commitment, NULL, error) != 0 ? GINT_TO_POINTER (1) : NULL;
}

/* What a payee is can be said afterwards where the payment stands, of all payments of the name; undo takes it back. */
static void
test_payee (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *pane, *form, *table;
  GtkSelectionModel *model;
  AdwComboRow *what;
  g_autofree char *said = NULL, *back = NULL;

  panes_add_budget (f->store);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, odd_job, NULL, NULL, NULL));
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, bind_job, NULL, NULL, NULL));
  panes_wait_until (panes_find_text (pane, "정동길") != NULL);
  table = gtk_widget_get_ancestor (panes_find_text (pane, "정동길"), GTK_TYPE_COLUMN_VIEW);
  model = gtk_column_view_get_model (GTK_COLUMN_VIEW (table));
  g_assert_false (gtk_widget_activate_action (pane, "ledger.payee", NULL) && find_form () != NULL); /* none is chosen */
  gtk_selection_model_select_item (model, 0, TRUE);
  g_assert_true (panes_press (table, GDK_KEY_Menu));
  /* What is taken back is the payment that was chosen, though a contract stands before it. */
  g_assert_true (gtk_widget_activate_action (table, "ledger.take-back", NULL));
  panes_wait_until ((form = find_form ()) != NULL);
  wait_for_frames (form, 2);
  what = ADW_COMBO_ROW (gtk_widget_get_ancestor (panes_find_text (form, "What is taken back"), ADW_TYPE_COMBO_ROW));
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (what)), ==, 2);
  g_assert_cmpuint (adw_combo_row_get_selected (what), ==, 1);
  close_form (form);
  g_assert_true (gtk_widget_activate_action (table, "ledger.payee", NULL));
  panes_wait_until ((form = find_form ()) != NULL);
  wait_for_frames (form, 2);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  g_assert_nonnull (panes_find_text (form, "Undo takes it back"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (gtk_widget_get_ancestor (panes_find_text (form, "The payee is"), ADW_TYPE_COMBO_ROW)), 2);
  save (form);
  said = sotong_store_read (f->store, payee_job, NULL, NULL, NULL);
  g_assert_cmpstr (said, ==, "firm");
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "redo"));
  back = sotong_store_read (f->store, payee_job, NULL, NULL, NULL);
  g_assert_cmpstr (back, ==, "");
}

/* What the newest commitment's counterparty is. */
static gpointer
counterparty_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  SotongRange all = { 0, 0 };
  g_autoptr(SotongLedger) ledger = sotong_ledger_read (db, 0, all, error);
  g_autoptr(GPtrArray) commitments = ledger != NULL ? sotong_commitment_list (db, ledger->programme->id, error) : NULL;

  return commitments != NULL && commitments->len > 0 ? g_strdup (((const SotongLedgerEntry *) g_ptr_array_index (commitments, 0))->who_kind) : NULL;
}

/* A commitment and a change of the budget: refused in the form with the reason, else written and taken back. */
static void
test_forms (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *pane, *form;
  g_autoptr(SotongLedger) ledger = NULL, committed = NULL, changed = NULL;
  g_autofree char *who_is = NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GListStore) rows = g_list_store_new (SOTONG_TYPE_LEDGER_ITEM);
  SotongLedgerItem *line;

  panes_add_budget (f->store);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL && panes_find_text (pane, "Pace: 0%") != NULL);
  ledger = read_ledger (f->store);
  items = sotong_ledger_item_list (ledger);
  g_list_store_splice (rows, 0, 0, items->pdata, items->len);
  line = find_line (items, "블로그 시민캠페인");
  sotong_ledger_present_commit (SOTONG_PANE (pane), line);
  panes_wait_until ((form = find_form ()) != NULL);
  wait_for_frames (form, 2);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  set_text (form, 0, "3,000,500");
  press (form);
  panes_wait_until (panes_find_text (form, "500 won are missing") != NULL);
  set_text (form, 0, "3,000,000");
  set_text (form, 2, "정동길");
  adw_combo_row_set_selected (ADW_COMBO_ROW (gtk_widget_get_ancestor (panes_find_text (form, "The payee is"), ADW_TYPE_COMBO_ROW)), 2);
  save (form);
  who_is = sotong_store_read (f->store, counterparty_job, NULL, NULL, NULL);
  g_assert_cmpstr (who_is, ==, "firm");
  committed = read_ledger (f->store);
  g_assert_cmpint (committed->total.committed, ==, 3000000);
  g_assert_cmpint (committed->total.executed, ==, 0);

  sotong_ledger_present_change (SOTONG_PANE (pane), line, G_LIST_MODEL (rows));
  panes_wait_until ((form = find_form ()) != NULL);
  wait_for_frames (form, 2);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  set_text (form, 0, "500,000");
  press (form);
  assert_refused (form, "needs its reason", "Document number (required)");
  set_text (form, 3, "확대");
  press (form);
  assert_refused (form, "number of the document that decided the change is missing", "Document number (required)");
  set_text (form, 2, "추경-1");
  set_text (form, 3, "");
  press (form);
  assert_refused (form, "reason of the change is missing", "Reason (required)");
  set_text (form, 3, "확대");
  set_text (form, 0, "0");
  press (form);
  assert_refused (form, "must not be 0", "Amount (won, required)");
  set_text (form, 0, "-9,000,000");
  press (form);
  panes_wait_until (panes_find_text (form, "cannot be cut by so much") != NULL);
  g_assert_null (panes_find_text (form, "hange the budget first"));
  g_assert_false (gtk_widget_has_css_class (find_titled_row (form, "Amount (won, required)"), "error"));
  set_text (form, 0, "500,000");
  save (form);
  changed = read_ledger (f->store);
  g_assert_cmpint (changed->total.available, ==, 418500000);
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (panes_find_text (pane, "418,500") == NULL);
}

static gboolean
is_called (SotongStore *store,
           const char  *name)
{
  g_autoptr(SotongLedger) ledger = read_ledger (store);

  return g_str_equal (ledger->programme->name, name);
}

/* A budget gets another name from the menu, and its old one back; one of a closed year keeps it. */
static void
test_rename (PanesFixture  *f,
             gconstpointer  data)
{
  g_autofree char *before = NULL;
  GtkWidget *pane, *form;

  panes_add_budget (f->store);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  before = g_strdup (gtk_widget_get_tooltip_text (find_widget (pane, "GtkDropDown")));
  g_assert_true (is_called (f->store, before));
  gtk_widget_activate_action (pane, "ledger.rename", NULL);
  panes_wait_until ((form = find_form ()) != NULL);
  wait_for_frames (form, 2);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  g_assert_nonnull (panes_find_text (form, "Year 2016"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled_row (form, "Name (required)"))), ==, before);
  set_text (form, 0, " ");
  press (form);
  assert_refused (form, "needs a name", "Name (required)");
  set_text (form, 0, "시민 <소통>");
  save (form);
  g_assert_true (is_called (f->store, "시민 <소통>"));
  panes_wait_until (g_str_equal (gtk_widget_get_tooltip_text (find_widget (pane, "GtkDropDown")), "시민 <소통>"));
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (is_called (f->store, before));

  run_script (f->store, "UPDATE fiscal_year SET closed_at = 1");
  gtk_widget_activate_action (pane, "ledger.rename", NULL);
  panes_wait_until ((form = find_form ()) != NULL);
  set_text (form, 0, "또 다른 이름");
  press (form);
  panes_wait_until (panes_find_text (form, "The year 2016 is closed") != NULL);
  g_assert_true (is_called (f->store, before));
  gtk_window_destroy (GTK_WINDOW (form));
}

static GtkWidget *
find_table (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (SOTONG_IS_TABLE_WINDOW (l->data) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

static const char *
cell_of (GtkWidget *window,
         guint      row,
         guint      column)
{
  SotongTable *table = sotong_table_window_get_table (SOTONG_TABLE_WINDOW (window));

  return ((SotongCell *) g_ptr_array_index (sotong_table_get_row (table, row)->cells, column))->text;
}

static gboolean
is_carried (SotongStore *store,
            gint64       won)
{
  g_autoptr(SotongLedger) ledger = read_ledger (store);

  return ledger->total.carried_out == won;
}

/* The end of a year: what is carried over, what differs from an extract, and the closing with its backup; all of it from the window. */
/* What a screen reader says of the row with @text. */
static char *
row_name (GtkWidget  *pane,
          const char *text)
{
  GtkWidget *row = panes_find_text (pane, text);

  while (!g_str_equal (G_OBJECT_TYPE_NAME (row), "GtkListItemWidget"))
    row = gtk_widget_get_parent (row);
  return gtk_test_accessible_check_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "");
}

/* A person pulls what is executed before everything else. */
static void
move_executed (GtkWidget *pane)
{
  GtkColumnView *lines = GTK_COLUMN_VIEW (find_widget (pane, "GtkColumnView"));
  g_autoptr(GtkColumnViewColumn) executed = g_list_model_get_item (gtk_column_view_get_columns (lines), SOTONG_LEDGER_EXECUTED);

  gtk_column_view_insert_column (lines, 0, executed);
}

static void
test_year (PanesFixture  *f,
           gconstpointer  data)
{
  GtkWidget *pane, *form, *window;
  g_autoptr(SotongLedger) ledger = NULL, carried = NULL, back = NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "sotong-ledger-extract.csv", NULL);
  g_autofree char *backup = sotong_budget_backup_path (sotong_store_get_path (f->store), 2016, "2016-10-14");
  g_autofree char *said = NULL;
  GListModel *years;
  GStatBuf at;

  panes_add_budget (f->store);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  g_assert_null (panes_find_text (pane, "Carried out"));
  move_executed (pane);
  ledger = read_ledger (f->store);
  items = sotong_ledger_item_list (ledger);
  sotong_ledger_present_carry (SOTONG_PANE (pane), find_line (items, "블로그 시민캠페인"));
  panes_wait_until ((form = find_form ()) != NULL);
  wait_for_frames (form, 2);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  set_text (form, 0, "1,000,000");
  press (form);
  panes_wait_until (panes_find_text (form, "reason") != NULL); /* it needs one */
  set_text (form, 1, "연말 계약");
  save (form);
  carried = read_ledger (f->store);
  g_assert_cmpint (carried->total.carried_out, ==, 1000000);
  /* What is taken off what remains is seen; before there was nothing to see. */
  panes_wait_until (panes_find_text (pane, "Carried out") != NULL && panes_find_text (pane, "417,000") != NULL);
  g_assert_null (panes_find_text (pane, "Basis"));
  said = row_name (pane, "블로그 시민캠페인");
  g_assert_nonnull (strstr (said, "블로그 시민캠페인, 3,000, 0, 3,000, 1,000, 2,000"));
  /* It can be taken back while the next year has not got it, and that can be undone. */
  sotong_ledger_present_take_back (SOTONG_PANE (pane), find_line (items, "블로그 시민캠페인"), 2016, 0);
  panes_wait_until ((form = find_form ()) != NULL);
  wait_for_frames (form, 2);
  set_text (form, 2, "다시 계산");
  save (form);
  back = read_ledger (f->store);
  g_assert_cmpint (back->total.carried_out, ==, 0);
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (is_carried (f->store, 1000000));

  g_assert_true (g_file_set_contents (path, "(단위 : 천원),,\n지출일,예산 항목,지출액\n2016-10-13,블로그 시민캠페인,150\n", -1, NULL));
  sotong_ledger_reconcile (SOTONG_PANE (pane), 2016, path);
  panes_wait_until ((window = find_table ()) != NULL);
  wait_for_frames (window, 2);
  g_assert_nonnull (panes_find_text (window, "“(단위 : 천원)” stands above the columns"));
  g_assert_true (gtk_widget_has_css_class (panes_find_text (window, "Sum of the line"), "heading"));
  g_assert_false (gtk_widget_has_css_class (panes_find_text (window, "Only in the file"), "heading"));
  g_assert_cmpuint (count_unnamed (window), ==, 0);
  g_assert_cmpstr (cell_of (window, 1, 0), ==, "Only in the file");
  g_assert_cmpstr (cell_of (window, 1, 2), ==, "블로그 시민캠페인");
  g_assert_cmpstr (cell_of (window, 1, 5), ==, "150,000");
  g_assert_nonnull (panes_find_text (window, "1 difference"));
  g_assert_nonnull (panes_find_text (window, "Extract of 2016-10-13; the ledger is counted on the same day."));
  gtk_window_destroy (GTK_WINDOW (window));
  g_remove (path);

  /* A sheet of sums without days is held against the year's: the figures that differ come first. */
  g_assert_true (g_file_set_contents (path, "예산 항목,예산현액(천원),지출액\n블로그 시민캠페인,3000,1\n", -1, NULL));
  sotong_ledger_reconcile (SOTONG_PANE (pane), 2016, path);
  panes_wait_until ((window = find_table ()) != NULL);
  wait_for_frames (window, 2);
  g_assert_nonnull (panes_find_text (window, "they were held against all that the ledger of 2016 has"));
  g_assert_cmpstr (cell_of (window, 1, 0), ==, "Another amount");
  g_assert_cmpstr (cell_of (window, 1, 2), ==, "블로그 시민캠페인");
  g_assert_cmpstr (cell_of (window, 1, 3), ==, "Executed");
  g_assert_cmpstr (cell_of (window, 1, 4), ==, "1");
  g_assert_nonnull (panes_find_text (window, "The same"));
  g_assert_cmpuint (count_unnamed (window), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  g_remove (path);

  sotong_ledger_present_close (SOTONG_PANE (pane), 2016);
  panes_wait_until ((form = find_form ()) != NULL);
  wait_for_frames (form, 2);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  /* In October the year is not over: somebody has to say that it is to be closed early, and why. */
  press (form);
  panes_wait_until (panes_find_text (form, "choose to close it early") != NULL);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  adw_action_row_activate (ADW_ACTION_ROW (find_titled_row (form, "Close it before the year is over")));
  press (form);
  panes_wait_until (panes_find_text (form, "Say why the year 2016 is closed before it ends on 2016-12-31") != NULL);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  set_text (form, 0, "부서 개편");
  /* While the backup is made it can be stopped: nothing is closed, nothing is left beside the workspace, and what was typed stays. */
  press (form);
  g_assert_nonnull (panes_find_text (form, "Making the backup…"));
  gtk_window_close (GTK_WINDOW (form));
  panes_wait_until (!sotong_form_get_busy (SOTONG_FORM (form)));
  g_assert_true (find_form () == form);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  save (form);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_stat (backup, &at), ==, 0);
  g_assert_cmpint (at.st_mode & 0777, ==, 0600);
  panes_wait_until (panes_find_text (GTK_WIDGET (f->window.window), "1,000,000 won carried to 2017") != NULL);
  /* The year that got it is shown; of the other one its name says that it is closed. */
  years = gtk_drop_down_get_model (GTK_DROP_DOWN (find_widget (pane, "GtkDropDown")));
  panes_wait_until (g_list_model_get_n_items (years) == 2);
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (years), 0), ==, "Year 2017");
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (years), 1), ==, "Year 2016 (closed)");
  /* Closed is closed: a payment is a correction then, and says why. */
  window = GTK_WIDGET (sotong_ledger_dialog_new (SOTONG_PANE (pane), find_line (items, "블로그 시민캠페인"), 2016));
  gtk_window_present (GTK_WINDOW (window));
  panes_wait_until (panes_find_text (window, "Reason of the correction") != NULL
                    && gtk_widget_get_mapped (panes_find_text (window, "Reason of the correction")));
  set_text (window, 0, "1,000");
  set_text (window, 2, "누락분");
  press (window);
  g_assert_nonnull (panes_find_text (window, "The year is closed"));
  gtk_editable_set_text (GTK_EDITABLE (find_titled_row (window, "Reason of the correction (required)")), "영수증이 늦음");
  save (window);

  sotong_ledger_present_close (SOTONG_PANE (pane), 2016);
  panes_wait_until ((form = find_form ()) != NULL);
  press (form);
  panes_wait_until (panes_find_text (form, "closed already") != NULL);
  gtk_window_destroy (GTK_WINDOW (form));
  g_remove (backup);
}

static const char contents[] =
  "INSERT INTO content (id, uuid, title, type_id, line_id, created_at, updated_at)"
  " SELECT 71, 'a-71', '고마운 이웃', (SELECT min(id) FROM content_type), id, 0, 0 FROM budget_line WHERE name = '블로그 시민캠페인';"
  "INSERT INTO content (id, uuid, title, type_id, line_id, created_at, updated_at)"
  " SELECT 72, 'a-72', '남의 글', (SELECT min(id) FROM content_type), id, 0, 0 FROM budget_line WHERE name = '블로그 운영 및 관리';"
  "INSERT INTO campaign (id, name, starts_on, ends_on) VALUES (73, '이웃 캠페인', '2016-08-01', '2016-09-30')";

/* One more that the line may pay for; its name is no markup. */
static const char third_content[] =
  "INSERT INTO content (id, uuid, title, type_id, line_id, created_at, updated_at)"
  " SELECT 74, 'a-74', '<이웃> & \"친구\"', (SELECT min(id) FROM content_type), id, 1, 1 FROM budget_line"
  " WHERE name = '블로그 시민캠페인'";

static gpointer
payments_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  SotongRange all = { 0, 0 };

  return sotong_payment_list (db, 0, all, 0, error);
}

static GPtrArray *
read_payments (SotongStore *store)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *payments = sotong_store_read (store, payments_job, NULL, NULL, &error);

  g_assert_no_error (error);
  return payments;
}

static void
list_combos (GtkWidget *widget,
             GPtrArray *combos)
{
  if (ADW_IS_COMBO_ROW (widget))
    g_ptr_array_add (combos, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    list_combos (child, combos);
}

static AdwComboRow *
combo (GtkWidget *dialog,
       guint      nth)
{
  g_autoptr(GPtrArray) combos = g_ptr_array_new ();

  list_combos (dialog, combos);
  g_assert_cmpuint (nth, <, combos->len);
  return g_ptr_array_index (combos, nth);
}

static GtkWidget *
another_button (GtkWidget *dialog)
{
  return gtk_widget_get_ancestor (panes_find_text (dialog, "Another Content"), GTK_TYPE_BUTTON);
}

/* The entry of a part's amount. */
static GtkEditable *
part_amount (GtkWidget *dialog,
             guint      nth)
{
  return GTK_EDITABLE (find_widget (GTK_WIDGET (combo (dialog, nth)), "GtkEntry"));
}

/* A payment names the content or the campaign that it is for; only those that the line may pay for are offered. It is taken back in part. */
static void
test_payment_for (PanesFixture  *f,
                  gconstpointer  data)
{
  GtkWidget *pane, *dialog, *form;
  g_autoptr(SotongLedger) ledger = NULL;
  g_autoptr(GPtrArray) items = NULL, payments = NULL, after = NULL;
  g_autoptr(GError) error = NULL;
  SotongLedgerItem *line;
  const SotongPayment *payment;

  panes_add_budget (f->store);
  run_script (f->store, contents);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  ledger = read_ledger (f->store);
  items = sotong_ledger_item_list (ledger);
  line = find_line (items, "블로그 시민캠페인");
  dialog = GTK_WIDGET (sotong_ledger_dialog_new (SOTONG_PANE (pane), line, 2016));
  gtk_window_present (GTK_WINDOW (dialog));
  panes_wait_until (g_list_model_get_n_items (adw_combo_row_get_model (combo (dialog, 1))) > 1);
  g_assert_cmpuint (count_unnamed (dialog), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (combo (dialog, 0))), ==, 2);
  adw_combo_row_set_selected (combo (dialog, 0), 1);
  adw_combo_row_set_selected (combo (dialog, 1), 1);
  set_text (dialog, 0, "1,200,000");
  set_text (dialog, 2, "캠페인 대행");
  /* A day that has not come is refused, and the words stay. */
  set_text (dialog, 1, "2016-10-15");
  press (dialog);
  panes_wait_until (panes_find_text (dialog, "has not come yet") != NULL);
  set_text (dialog, 1, "2016-10-14");
  save (dialog);
  payments = read_payments (f->store);
  g_assert_cmpuint (payments->len, ==, 1);
  payment = g_ptr_array_index (payments, 0);
  g_assert_cmpint (payment->content_id, ==, 71);
  g_assert_cmpint (payment->campaign_id, ==, 73);

  sotong_ledger_present_take_back (SOTONG_PANE (pane), line, 2016, 0);
  panes_wait_until ((form = find_form ()) != NULL);
  wait_for_frames (form, 2);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  set_text (form, 0, "1,200,001");
  set_text (form, 2, "과오납");
  press (form);
  panes_wait_until (panes_find_text (form, "cannot come back") != NULL);
  set_text (form, 0, "200,000");
  save (form);
  after = read_payments (f->store);
  g_assert_cmpuint (after->len, ==, 2);
  payment = g_ptr_array_index (after, 0);
  g_assert_cmpint (payment->amount, ==, -200000);
  g_assert_cmpint (payment->content_id, ==, 71);
}

/* One payment for several contents: evenly until an amount is typed; what is not divided, or twice, or for nothing, is refused
 * where it stands; and all of it is one step of undo. */
static void
test_payment_parts (PanesFixture  *f,
                    gconstpointer  data)
{
  GtkWidget *pane, *dialog;
  g_autoptr(SotongLedger) ledger = NULL, after = NULL;
  g_autoptr(GPtrArray) items = NULL, payments = NULL;
  g_autoptr(GError) error = NULL;

  panes_add_budget (f->store);
  run_script (f->store, contents);
  run_script (f->store, third_content);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  ledger = read_ledger (f->store);
  items = sotong_ledger_item_list (ledger);
  dialog = GTK_WIDGET (sotong_ledger_dialog_new (SOTONG_PANE (pane), find_line (items, "블로그 시민캠페인"), 2016));
  gtk_window_present (GTK_WINDOW (dialog));
  panes_wait_until (g_list_model_get_n_items (adw_combo_row_get_model (combo (dialog, 0))) == 3);
  set_text (dialog, 0, "500,001");
  set_text (dialog, 2, "원고료");
  panes_click (another_button (dialog));
  wait_for_frames (dialog, 2);
  g_assert_cmpuint (count_unnamed (dialog), ==, 0);
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), ADW_TYPE_COMBO_ROW));
  g_assert_cmpstr (gtk_editable_get_text (part_amount (dialog, 0)), ==, "250,001");
  g_assert_cmpstr (gtk_editable_get_text (part_amount (dialog, 1)), ==, "250,000");
  g_assert_nonnull (panes_find_text (dialog, "All 500,001 won are divided"));

  adw_combo_row_set_selected (combo (dialog, 0), 1);
  press (dialog);
  g_assert_nonnull (panes_find_text (dialog, "Choose a content for each amount"));
  adw_combo_row_set_selected (combo (dialog, 1), 1);
  press (dialog);
  g_assert_nonnull (panes_find_text (dialog, "chosen twice"));
  adw_combo_row_set_selected (combo (dialog, 1), 2);
  gtk_editable_set_text (part_amount (dialog, 1), "삼");
  press (dialog);
  g_assert_nonnull (panes_find_text (dialog, "amount above nothing"));
  gtk_editable_set_text (part_amount (dialog, 1), "200,000");
  press (dialog);
  g_assert_nonnull (panes_find_text (dialog, "50,000 are left"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), GTK_WIDGET (part_amount (dialog, 1))));
  gtk_editable_set_text (part_amount (dialog, 1), "300,000");
  g_assert_nonnull (panes_find_text (dialog, "50,000 are too many"));
  gtk_editable_set_text (part_amount (dialog, 0), "200,001");
  save (dialog);
  payments = read_payments (f->store);
  g_assert_cmpuint (payments->len, ==, 2);
  for (guint i = 0; i < payments->len; i++)
    {
      const SotongPayment *payment = g_ptr_array_index (payments, i);

      g_assert_cmpint (payment->amount, ==, payment->content_id == 74 ? 200001 : 300000); /* the newest content stands first */
    }
  after = read_ledger (f->store);
  g_assert_cmpint (after->total.executed, ==, 500001);
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (executed (f->store) == 0);
  g_clear_pointer (&payments, g_ptr_array_unref);
  payments = read_payments (f->store);
  g_assert_cmpuint (payments->len, ==, 0);
}

/* A part that is taken away gives its amount to the others. */
static void
test_payment_part_removed (PanesFixture  *f,
                           gconstpointer  data)
{
  GtkWidget *pane, *dialog;
  g_autoptr(SotongLedger) ledger = NULL;
  g_autoptr(GPtrArray) items = NULL, payments = NULL;
  g_autoptr(GError) error = NULL;

  panes_add_budget (f->store);
  run_script (f->store, contents);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  ledger = read_ledger (f->store);
  items = sotong_ledger_item_list (ledger);
  dialog = GTK_WIDGET (sotong_ledger_dialog_new (SOTONG_PANE (pane), find_line (items, "블로그 시민캠페인"), 2016));
  gtk_window_present (GTK_WINDOW (dialog));
  panes_wait_until (g_list_model_get_n_items (adw_combo_row_get_model (combo (dialog, 0))) > 1);
  set_text (dialog, 0, "600");
  set_text (dialog, 2, "원고료");
  panes_click (another_button (dialog));
  panes_click (another_button (dialog));
  g_assert_cmpstr (gtk_editable_get_text (part_amount (dialog, 2)), ==, "200");
  adw_combo_row_set_selected (combo (dialog, 1), 1);
  panes_click (find_widget (GTK_WIDGET (combo (dialog, 0)), "GtkButton"));
  g_assert_cmpstr (gtk_editable_get_text (part_amount (dialog, 0)), ==, "300");
  panes_click (find_widget (GTK_WIDGET (combo (dialog, 1)), "GtkButton"));
  wait_for_frames (dialog, 2);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (part_amount (dialog, 0))));
  save (dialog);
  payments = read_payments (f->store);
  g_assert_cmpuint (payments->len, ==, 1);
  g_assert_cmpint (((const SotongPayment *) g_ptr_array_index (payments, 0))->content_id, ==, 71);
  g_assert_cmpint (((const SotongPayment *) g_ptr_array_index (payments, 0))->amount, ==, 600);
}

/* An extract: what would come is shown first; what cannot be taken says which line; and nothing comes twice. */
static void
test_import (PanesFixture  *f,
             gconstpointer  data)
{
  GtkWidget *pane, *form;
  g_autoptr(GPtrArray) payments = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "sotong-ledger-import.csv", NULL);

  panes_add_budget (f->store);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  g_assert_true (g_file_set_contents (path, "지출일,예산 항목,지출액\n2016-10-13,블로그 시민캠페인,150000\n2016-10-13,없는 사업,1\n", -1, NULL));
  sotong_ledger_import (SOTONG_PANE (pane), 2016, path);
  panes_wait_until ((form = find_form ()) != NULL);
  wait_for_frames (form, 2);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  g_assert_nonnull (panes_find_text (form, "Line 3"));
  g_assert_false (gtk_widget_get_sensitive (record_button (form)));
  close_form (form);
  g_assert_true (g_file_set_contents (path, "지출일,예산 항목,지출액\n2016-10-13,블로그 시민캠페인,150000\n", -1, NULL));
  sotong_ledger_import (SOTONG_PANE (pane), 2016, path);
  panes_wait_until ((form = find_form ()) != NULL);
  g_assert_nonnull (panes_find_text (form, "1 new, 0 that the ledger has"));
  g_assert_nonnull (panes_find_text (form, "150,000"));
  press (form);
  panes_wait_until (panes_find_text (GTK_WIDGET (f->window.window), "1 entry was imported") != NULL && find_form () == NULL);
  sotong_ledger_import (SOTONG_PANE (pane), 2016, path);
  panes_wait_until ((form = find_form ()) != NULL);
  g_assert_nonnull (panes_find_text (form, "0 new, 1 that the ledger has"));
  g_assert_false (gtk_widget_get_sensitive (record_button (form)));
  close_form (form);
  payments = read_payments (f->store);
  g_assert_cmpuint (payments->len, ==, 1);
  g_remove (path);
}

/* The first choices of columns. */
enum { OF_LINE, OF_DATE, OF_AMOUNT, OF_UNIT, OF_KIND };

/* A file of which no heading is known: a person says which column is which, and the workspace remembers it, for the next
 * file to import and to compare. */
static void
test_import_by_hand (PanesFixture  *f,
                     gconstpointer  data)
{
  GtkWidget *pane, *form;
  g_autoptr(GPtrArray) payments = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "sotong ledger 손으로.csv", NULL);

  panes_add_budget (f->store);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  g_assert_true (g_file_set_contents (path, "우리 과 장부\n언제,<b>&어디,얼마,구분\n2016-10-12,블로그 시민캠페인,150000,원인행위\n", -1, NULL));
  sotong_ledger_import (SOTONG_PANE (pane), 2016, path);
  panes_wait_until ((form = find_form ()) != NULL);
  g_assert_nonnull (panes_find_text (form, "were not understood"));
  g_assert_false (gtk_widget_get_sensitive (record_button (form)));
  g_assert_cmpuint (adw_combo_row_get_selected (combo (form, OF_KIND)), ==, 4);
  g_assert_cmpuint (adw_combo_row_get_selected (combo (form, OF_UNIT)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (combo (form, OF_LINE))), ==, 5);
  adw_combo_row_set_selected (combo (form, OF_DATE), 1);
  adw_combo_row_set_selected (combo (form, OF_AMOUNT), 3);
  adw_combo_row_set_selected (combo (form, OF_LINE), 2);
  panes_wait_until (panes_find_text (form, "1 new, 0 that the ledger has") != NULL);
  g_assert_nonnull (panes_find_text (form, "Commitment"));
  adw_combo_row_set_selected (combo (form, OF_KIND), 0);  /* a column that is known can be left out */
  panes_wait_until (panes_find_text (form, "Payment") != NULL && gtk_widget_get_sensitive (record_button (form)));
  press (form);
  panes_wait_until (find_form () == NULL);
  payments = read_payments (f->store);
  g_assert_cmpuint (payments->len, ==, 1);

  g_assert_true (g_file_set_contents (path, "언제,<b>&어디,얼마,구분\n2016-10-13,블로그 시민캠페인,160000,원인행위\n", -1, NULL));
  sotong_ledger_import (SOTONG_PANE (pane), 2016, path);
  panes_wait_until ((form = find_form ()) != NULL);
  g_assert_nonnull (panes_find_text (form, "1 new, 0 that the ledger has"));
  g_assert_nonnull (panes_find_text (form, "Payment"));
  g_assert_cmpuint (adw_combo_row_get_selected (combo (form, OF_LINE)), ==, 2);
  g_assert_cmpuint (adw_combo_row_get_selected (combo (form, OF_KIND)), ==, 0);
  close_form (form);
  g_remove (path);
}

/* How many choices of columns a form has. */
static guint
count_combos (GtkWidget *form)
{
  g_autoptr(GPtrArray) combos = g_ptr_array_new ();

  list_combos (form, combos);
  return combos->len;
}

/* A budget’s sheet may have days and payments beside: its lines come, and only the columns of lines are asked for. */
static void
test_import_budget (PanesFixture  *f,
                    gconstpointer  data)
{
  GtkWidget *pane, *form;
  g_autoptr(GPtrArray) payments = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "sotong-ledger-budget.csv", NULL);

  panes_add_budget (f->store);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  g_assert_true (g_file_set_contents (path, "과목,예산 항목,예산액,산출식,지출일,지출액\n사무관리비,원고료,6000001,\"150,000원*40회\",2017-03-02,150000\n", -1, NULL));
  sotong_ledger_import_budget_of (SOTONG_PANE (pane), 2017, path);
  panes_wait_until ((form = find_form ()) != NULL);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  g_assert_cmpuint (count_combos (form), ==, 6);
  g_assert_nonnull (panes_find_text (form, "1 new, 0 that the ledger has"));
  g_assert_nonnull (panes_find_text (form, "comes to 6,000,000 won"));
  adw_combo_row_set_selected (combo (form, 1), 0);
  panes_wait_until (panes_find_text (form, "a budget needs one for its lines") != NULL);
  g_assert_false (gtk_widget_get_sensitive (record_button (form)));
  adw_combo_row_set_selected (combo (form, 1), 3);
  panes_wait_until (gtk_widget_get_sensitive (record_button (form)));
  press (form);
  panes_wait_until (find_form () == NULL);
  payments = read_payments (f->store);
  g_assert_cmpuint (payments->len, ==, 0);
  panes_wait_until (panes_find_text (pane, "원고료") != NULL || panes_find_text (GTK_WIDGET (f->window.window), "1 entry was imported") != NULL);
  g_remove (path);
}

/* Columns that are not understood are asked for too where a file is compared; nothing is written. */
static void
test_compare_by_hand (PanesFixture  *f,
                      gconstpointer  data)
{
  GtkWidget *pane, *form, *window;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "sotong-ledger-compare.csv", NULL);

  panes_add_budget (f->store);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  g_assert_true (g_file_set_contents (path, "언제,어디,얼마\n2016-10-12,블로그 시민캠페인,150000\n", -1, NULL));
  sotong_ledger_reconcile (SOTONG_PANE (pane), 2016, path);
  panes_wait_until ((form = find_form ()) != NULL);
  g_assert_nonnull (panes_find_text (form, "were not understood"));
  adw_combo_row_set_selected (combo (form, OF_DATE), 1);
  adw_combo_row_set_selected (combo (form, OF_LINE), 2);
  adw_combo_row_set_selected (combo (form, OF_AMOUNT), 3);
  panes_wait_until (panes_find_text (form, "1 entry of the file can be compared") != NULL && gtk_widget_get_sensitive (record_button (form)));
  press (form);
  gtk_window_close (GTK_WINDOW (form)); /* which stops it */
  panes_wait_until (!sotong_form_get_busy (SOTONG_FORM (form)));
  g_assert_true (find_form () == form);
  g_assert_null (find_table ());
  press (form);
  panes_wait_until ((window = find_table ()) != NULL);
  g_assert_null (find_form ());
  g_assert_nonnull (panes_find_text (window, "1 difference"));
  gtk_window_destroy (GTK_WINDOW (window));
  g_remove (path);
}

/* A workspace without a budget gets one from a sheet. */
static void
test_budget (PanesFixture  *f,
             gconstpointer  data)
{
  GtkWidget *pane, *status, *form, *dialog;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "sotong-ledger-budget.csv", NULL);

  g_assert_true (g_file_set_contents (path, "과목,예산 항목,예산액,산출식\n201-01 사무관리비,블로그 운영,\"75,000,000\",\"150,000원*500회\"\n", -1, NULL));
  pane = panes_show (f, "budget");
  panes_wait_until ((status = find_widget (pane, "AdwStatusPage")) != NULL && gtk_widget_get_mapped (status));
  panes_click (find_widget (status, "GtkButton"));
  panes_wait_until ((form = find_form ()) != NULL);
  wait_for_frames (form, 2);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  press (form);
  panes_wait_until (panes_find_text (form, "Choose the sheet") != NULL);
  set_text (form, 0, "올해");
  set_text (form, 1, path);
  press (form);
  panes_wait_until (panes_find_text (form, "The fiscal year is a number") != NULL);
  set_text (form, 0, "2016");
  press (form);
  panes_wait_until ((dialog = find_form ()) != NULL && panes_find_text (dialog, "1 new, 0 that the ledger has") != NULL);
  press (dialog);
  panes_wait_until (panes_find_text (pane, "블로그 운영") != NULL && panes_find_text (pane, "75,000") != NULL);
  g_remove (path);
}

static const char next_budget[] =
  "INSERT OR IGNORE INTO fiscal_year (year, starts_on, ends_on) VALUES (2017, '2017-01-01', '2017-12-31');"
  "INSERT INTO programme (id, name, year, starts_on, ends_on) VALUES (90, '다음 해', 2017, '2017-01-01', '2017-12-31');"
  "INSERT INTO budget_account (id, programme_id, name, position) VALUES (90, 90, '사무관리비', 0);"
  "INSERT INTO budget_line (programme_id, account_id, position, name, amount) VALUES (90, 90, 0, '새 사업', 5000000)";

/* Two years side by side: a copy keeps the year that was chosen in it, and so does the layout; a year of another workspace is the newest. */
static void
test_copy (PanesFixture  *f,
           gconstpointer  data)
{
  SotongWorkbench *bench = sotong_window_get_workbench (f->window.window);
  g_autoptr(GVariant) layout = NULL, made = NULL;
  g_autoptr(GError) error = NULL;
  GVariantDict state;
  GtkWidget *pane, *copy;

  panes_add_budget (f->store);
  run_script (f->store, next_budget);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "새 사업") != NULL);
  copy = GTK_WIDGET (sotong_workbench_copy_pane (bench, "budget"));
  panes_wait_until (panes_find_text (copy, "새 사업") != NULL);
  g_assert_cmpuint (count_unnamed (copy), ==, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_widget (copy, "GtkDropDown")), 1);
  panes_wait_until (panes_find_text (copy, "새 사업") == NULL);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (find_widget (pane, "GtkDropDown"))), ==, 0);
  layout = sotong_workbench_save_layout (bench);
  sotong_workbench_reset_layout (bench);
  g_assert_true (sotong_workbench_restore_layout (bench, layout, 0, 0));
  sotong_workbench_show_pane (bench, "budget#2");
  copy = GTK_WIDGET (sotong_workbench_get_pane (bench, "budget#2"));
  panes_wait_until (gtk_drop_down_get_selected (GTK_DROP_DOWN (find_widget (copy, "GtkDropDown"))) == 1);

  g_variant_dict_init (&state, NULL);
  g_variant_dict_insert (&state, "year", "i", 1999);
  made = g_variant_ref_sink (g_variant_dict_end (&state));
  sotong_pane_load_state (SOTONG_PANE (copy), made);
  panes_wait_until (panes_find_text (copy, "새 사업") != NULL);
}

/* What holds the readers of the store up, as a machine under load does. */
typedef struct {
  GMutex   mutex;
  GCond    cond;
  gboolean let_go;  /* guarded by the mutex */
} Load;

static gpointer
wait_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Load *load = data;

  g_mutex_lock (&load->mutex);
  while (!load->let_go)
    g_cond_wait (&load->cond, &load->mutex);
  g_mutex_unlock (&load->mutex);
  return load;
}

static void
hold_up (PanesFixture *f,
         Load         *load)
{
  load->let_go = FALSE;
  for (int i = 0; i < N_READERS; i++)
    sotong_store_read_async (f->store, wait_job, load, NULL, NULL, NULL, NULL, NULL);
}

static void
let_go (Load *load)
{
  g_mutex_lock (&load->mutex);
  load->let_go = TRUE;
  g_cond_broadcast (&load->cond);
  g_mutex_unlock (&load->mutex);
}

/* An empty pane would say nothing, and the lines of the year before would stand below the year that was chosen. */
static void
test_waiting (PanesFixture  *f,
              gconstpointer  data)
{
  static Load load;
  GtkWidget *pane, *drop, *spinner;

  panes_add_budget (f->store);
  run_script (f->store, next_budget);
  hold_up (f, &load);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "The budget is being read…") != NULL);
  spinner = find_widget (pane, "GtkSpinner");
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
  g_assert_cmpuint (count_unnamed (pane), ==, 0);
  drop = find_widget (pane, "GtkDropDown");
  g_assert_false (gtk_widget_get_mapped (drop));
  let_go (&load);
  panes_wait_until (panes_find_text (pane, "새 사업") != NULL);
  g_assert_null (panes_find_text (pane, "The budget is being read…"));
  g_assert_false (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));

  g_assert_true (gtk_widget_grab_focus (drop));
  hold_up (f, &load);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), 1);
  g_assert_nonnull (panes_find_text (pane, "The budget is being read…"));
  g_assert_null (panes_find_text (pane, "새 사업"));
  g_assert_null (panes_find_text (pane, "Three Years"));
  let_go (&load);
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  g_assert_nonnull (panes_find_text (pane, "Three Years"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window.window)), drop)
                 || gtk_widget_is_focus (drop));
}

/* Why it cannot be read stands in its place with a way to try again, and the keyboard goes on where the lines are then. */
static void
test_failed (PanesFixture  *f,
             gconstpointer  data)
{
  GtkWidget *pane, *copy, *again, *focus;
  GtkWindow *window = GTK_WINDOW (f->window.window);

  panes_add_budget (f->store);
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "418,000") != NULL);
  run_script (f->store, "ALTER TABLE carry_over RENAME TO lost");
  sotong_pane_refresh (SOTONG_PANE (pane)); /* what was read stays */
  copy = GTK_WIDGET (sotong_workbench_copy_pane (sotong_window_get_workbench (f->window.window), "budget"));
  panes_wait_until (panes_find_text (copy, "The budget could not be read") != NULL);
  g_assert_cmpuint (count_unnamed (copy), ==, 0);
  again = gtk_widget_get_ancestor (panes_find_text (copy, "Try Again"), GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_grab_focus (again));
  panes_click (again);
  panes_wait_until (panes_find_text (copy, "The budget could not be read") != NULL);
  g_assert_true (gtk_widget_is_focus (again)); /* it is still so */
  run_script (f->store, "ALTER TABLE lost RENAME TO carry_over");
  panes_click (again);
  panes_wait_until (panes_find_text (copy, "418,000") != NULL);
  focus = gtk_window_get_focus (window);
  g_assert_nonnull (focus);
  g_assert_nonnull (gtk_widget_get_ancestor (focus, GTK_TYPE_COLUMN_VIEW));
  g_assert_true (gtk_widget_is_ancestor (focus, copy));
}

static gpointer
received_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  gint64 id = 0;

  return sotong_db_get_int (db, &id, error, "SELECT id FROM budget_line WHERE carried_in = 1000 AND programme_id = 90", "") ? GINT_TO_POINTER ((int) id) : data;
}

/* Where several lines of the next year could get what is carried over the form asks, and none of them is chosen beforehand. */
static void
test_carry_choice (PanesFixture  *f,
                   gconstpointer  data)
{
  g_autofree char *backup = NULL;
  GtkWidget *pane, *form, *row;

  panes_add_budget (f->store);
  run_script (f->store, next_budget);
  run_script (f->store, "UPDATE budget_account SET name = (SELECT a.name FROM budget_line AS l JOIN budget_account AS a ON a.id = l.account_id"
                         "  WHERE l.name = '블로그 시민캠페인') WHERE id = 90;"
                         "INSERT INTO budget_line (id, programme_id, account_id, position, name, amount) VALUES (901, 90, 90, 1, '블로그 시민캠페인', 1000),"
                         " (902, 90, 90, 2, '블로그 시민캠페인', 2000);"
                         "INSERT INTO carry_over (line_id, kind, amount, reason) SELECT min(id), 'approved', 1000, '이월' FROM budget_line WHERE name = '블로그 시민캠페인'");
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "새 사업") != NULL);
  sotong_ledger_present_close (SOTONG_PANE (pane), 2016);
  panes_wait_until ((form = find_form ()) != NULL);
  wait_for_frames (form, 2);
  adw_action_row_activate (ADW_ACTION_ROW (find_titled_row (form, "Close it before the year is over")));
  set_text (form, 0, "부서 개편");
  for (int again = 0; again < 2; again++) /* nothing is chosen for anybody, and nobody is asked twice */
    {
      press (form);
      panes_wait_until (!sotong_form_get_busy (SOTONG_FORM (form)) && panes_find_text (form, "more than one line of the budget of 2017") != NULL
                        && panes_find_text (form, "What gets the carry-over of “블로그 시민캠페인”") != NULL);
    }
  g_assert_cmpint (GPOINTER_TO_INT (sotong_store_read (f->store, received_job, GINT_TO_POINTER (-1), NULL, NULL)), ==, -1);
  wait_for_frames (form, 2);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  row = gtk_widget_get_ancestor (panes_find_text (form, "What gets the carry-over of “블로그 시민캠페인”"), ADW_TYPE_COMBO_ROW);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);
  /* The line that is chosen is gone meanwhile: it is said, and the choice is of those that there are now. */
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  run_script (f->store, "UPDATE budget_line SET removed_at = 1 WHERE id = 901;"
                         "INSERT INTO budget_line (id, programme_id, account_id, position, name, amount) VALUES (903, 90, 90, 3, '블로그 시민캠페인', 3000)");
  press (form);
  panes_wait_until (!sotong_form_get_busy (SOTONG_FORM (form)) && panes_find_text (form, "carries over cannot go to line 901") != NULL);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row))), ==, 3);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  save (form);
  g_assert_cmpint (GPOINTER_TO_INT (sotong_store_read (f->store, received_job, GINT_TO_POINTER (-1), NULL, NULL)), ==, 902);
  backup = sotong_budget_backup_path (sotong_store_get_path (f->store), 2016, "2016-10-14");
  g_remove (backup);
}

/* Lines that are compared by their names alone are told as that, and not as lines that could not be read. */
static void
test_compare_unclear (PanesFixture  *f,
                      gconstpointer  data)
{
  GtkWidget *pane, *window;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "sotong-ledger-unclear.csv", NULL);
  g_autoptr(GString) text = g_string_new ("지출일,예산 항목,지출액\n");

  panes_add_budget (f->store);
  run_script (f->store, "INSERT INTO budget_line (programme_id, account_id, position, name, amount) SELECT programme_id, account_id, position + 100, name, 9000000"
                         " FROM budget_line WHERE name = '블로그 시민캠페인'");
  pane = panes_show (f, "budget");
  panes_wait_until (panes_find_text (pane, "블로그 시민캠페인") != NULL);
  for (int i = 0; i < 7; i++)
    g_string_append_printf (text, "2013-10-%02d,블로그 시민캠페인,1000\n", i + 1); /* of which the ledger has none */
  g_string_append (text, "2013-13-13,블로그 시민캠페인,1000\n");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  sotong_ledger_reconcile (SOTONG_PANE (pane), 2016, path);
  panes_wait_until ((window = find_table ()) != NULL);
  g_assert_nonnull (panes_find_text (window, "7 differences"));
  g_assert_nonnull (panes_find_text (window, "7 lines were compared by the names that they have"));
  g_assert_nonnull (panes_find_text (window, "and 2 more lines that were compared by their names"));
  g_assert_nonnull (panes_find_text (window, "Line 9: “2013-13-13” in the column"));
  g_assert_null (panes_find_text (window, "could not be read"));
  gtk_window_destroy (GTK_WINDOW (window));
  g_remove (path);
}

#define ADD(path, function) \
  g_test_add (path, PanesFixture, NULL, panes_set_up, function, panes_tear_down)

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  ADD ("/app/ledger/rows", test_rows);
  ADD ("/app/ledger/texts", test_texts);
  ADD ("/app/ledger/empty", test_empty);
  g_test_add ("/app/ledger/only-a-promise", PanesFixture, GINT_TO_POINTER (1), panes_set_up, test_empty, panes_tear_down);
  ADD ("/app/ledger/pane", test_pane);
  ADD ("/app/ledger/pace", test_pace);
  ADD ("/app/ledger/payment-refused", test_refused);
  ADD ("/app/ledger/payment", test_payment);
  ADD ("/app/ledger/payment-for", test_payment_for);
  ADD ("/app/ledger/payment-parts", test_payment_parts);
  ADD ("/app/ledger/payment-part-removed", test_payment_part_removed);
  ADD ("/app/ledger/import", test_import);
  ADD ("/app/ledger/import-by-hand", test_import_by_hand);
  ADD ("/app/ledger/import-budget", test_import_budget);
  ADD ("/app/ledger/compare-by-hand", test_compare_by_hand);
  ADD ("/app/ledger/budget", test_budget);
  ADD ("/app/ledger/adds-up", test_adds_up);
  ADD ("/app/ledger/payee", test_payee);
  ADD ("/app/ledger/forms", test_forms);
  ADD ("/app/ledger/rename", test_rename);
  ADD ("/app/ledger/year", test_year);
  ADD ("/app/ledger/carry-choice", test_carry_choice);
  ADD ("/app/ledger/compare-unclear", test_compare_unclear);
  ADD ("/app/ledger/copy", test_copy);
  ADD ("/app/ledger/waiting", test_waiting);
  ADD ("/app/ledger/failed", test_failed);
  return g_test_run ();
}
