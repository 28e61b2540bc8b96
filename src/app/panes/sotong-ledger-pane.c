/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/panes/sotong-ledger-back.h"
#include "app/panes/sotong-ledger-budget.h"
#include "app/panes/sotong-ledger-columns.h"
#include "app/panes/sotong-ledger-dialog.h"
#include "app/panes/sotong-ledger-extract.h"
#include "app/panes/sotong-ledger-forms.h"
#include "app/panes/sotong-ledger-year.h"
#include "app/panes/sotong-ledger-item.h"
#include "app/panes/sotong-ledger-pane.h"
#include "app/panes/sotong-ledger-payee.h"
#include "app/panes/sotong-ledger-payment-item.h"
#include "app/panes/sotong-ledger-totals.h"
#include "app/sotong-list-fill.h"
#include "app/sotong-row-menu.h"
#include "app/sotong-row-name.h"
#include "report/sotong-report-money.h"
#include "store/sotong-budget-close.h"
#include "util/sotong-won.h"

#define REFRESH_MS 150
#define ALL_PAYMENTS G_MAXINT

/**
 * SotongLedgerPane:
 *
 * A year's budget in the office's order and words: what was set, bound, spent and is left, and
 * the payments of the line that is selected.
 */
struct _SotongLedgerPane
{
  SotongPane          parent_instance;
  GtkWidget          *header;       /* seen once it is known which years there are */
  GtkWidget          *figures;      /* in it: of the year that is shown */
  GtkDropDown        *year_drop;
  GtkStringList      *year_names;
  GtkButton          *record_button;
  GtkMenuButton      *pace_button;
  GtkStack           *stack;
  GtkWidget          *waiting_box;
  GtkSpinner         *spinner;
  AdwStatusPage      *failed_page;
  GtkWidget          *again_button;
  GtkWidget          *import_button;
  GtkColumnView      *lines_view;
  GtkColumnView      *payments_view;
  GtkLabel           *payments_label;
  GtkLabel           *payments_empty;
  GtkWidget          *payments_box;
  GMenuModel         *payment_menu; /* (unowned): the template's */
  GtkLabel           *cut_label;
  GtkGrid            *totals_grid;
  GListStore         *lines;        /* (owned) (element-type SotongLedgerItem) */
  GListStore         *payments;     /* (owned) (element-type SotongLedgerPaymentItem) */
  GtkSingleSelection *selection;    /* (owned): of @lines */
  GtkSingleSelection *payment;      /* (owned): of @payments */
  GArray             *years;        /* (owned) (nullable) (element-type int) */
  GArray             *closed;       /* (owned) (nullable) (element-type gboolean): as @years, whether the books are closed */
  char               *programme;    /* (owned) (nullable): what the budget that is shown is called */
  int                 year;         /* 0: the newest */
  gint64              line_id;      /* whose payments are shown or being read, or 0 */
  GSignalGroup       *store;        /* (owned) */
  GCancellable       *cancellable;  /* (owned) (nullable): of the ledger */
  GCancellable       *paying;       /* (owned) (nullable): of the payments */
  guint               refresh_id;
  gboolean            updating;
};

G_DEFINE_FINAL_TYPE (SotongLedgerPane, sotong_ledger_pane, SOTONG_TYPE_PANE)

typedef struct {
  GArray       *years;   /* (owned) */
  GArray       *closed;  /* (owned) (element-type gboolean): as @years */
  SotongLedger *ledger;  /* (owned) (nullable): none without a budget */
  SotongPace   *pace;    /* (owned) (nullable): likewise */
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->years, g_array_unref);
  g_clear_pointer (&answer->closed, g_array_unref);
  g_clear_pointer (&answer->ledger, sotong_ledger_free);
  g_clear_pointer (&answer->pace, sotong_pace_free);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* Which of the years are closed; NULL with @error set. */
static GArray *
list_closed (SotongDb  *db,
             GArray    *years,
             GError   **error)
{
  g_autoptr(GArray) closed = g_array_sized_new (FALSE, FALSE, sizeof (gboolean), years->len);

  for (guint i = 0; i < years->len; i++)
    {
      gint64 at = sotong_budget_closed_at (db, g_array_index (years, int, i), error);
      gboolean is_closed = at > 0;

      if (at < 0)
        return NULL;
      g_array_append_val (closed, is_closed);
    }
  return g_steal_pointer (&closed);
}

/* A year of a layout that was made with another workspace may not be there: then it is the newest. */
static gpointer
ledger_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(Answer) answer = g_new0 (Answer, 1);
  SotongRange all = { 0, 0 };
  int year = GPOINTER_TO_INT (data);

  answer->years = sotong_budget_years (db, error);
  if (answer->years == NULL || (answer->closed = list_closed (db, answer->years, error)) == NULL)
    return NULL;
  if (answer->years->len > 0)
    answer->ledger = sotong_ledger_read (db, sotong_budget_has_year (answer->years, year) ? year : g_array_index (answer->years, int, 0), all, error);
  if (answer->ledger != NULL)
    answer->pace = sotong_pace_read (db, answer->ledger->programme->year, 0, error);
  return answer->years->len == 0 || answer->pace != NULL ? g_steal_pointer (&answer) : NULL;
}

/* ---- payments ---- */

static SotongLedgerItem *
selected_item (SotongLedgerPane *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/* The year that is shown, or 0. */
static int
shown_year (SotongLedgerPane *self)
{
  guint selected = gtk_drop_down_get_selected (self->year_drop);

  return self->years != NULL && selected < self->years->len ? g_array_index (self->years, int, selected) : 0;
}

/* What is asked of a line needs one, and what is asked of a year too. */
static void
update_menu (SotongLedgerPane *self,
             gboolean          is_line)
{
  static const char * const of_line[] = { "ledger.commit", "ledger.change", "ledger.carry", "ledger.take-back" };
  static const char * const of_year[] = { "ledger.import", "ledger.compare", "ledger.close" };

  for (guint i = 0; i < G_N_ELEMENTS (of_line); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), of_line[i], is_line);
  for (guint i = 0; i < G_N_ELEMENTS (of_year); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), of_year[i], shown_year (self) != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ledger.rename", self->programme != NULL);
}

static void
show_payments (SotongLedgerPane *self,
               GPtrArray        *payments)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 sum = 0;
  g_autofree char *text = NULL, *won = NULL;

  for (guint i = 0; i < payments->len; i++)
    {
      SotongPayment *payment = g_steal_pointer (&g_ptr_array_index (payments, i));

      sum += payment->amount;
      g_ptr_array_add (items, sotong_ledger_payment_item_new_take (payment));
    }
  sotong_list_fill (self->payments, items, sotong_ledger_payment_item_same);
  won = sotong_won_format (sum);
  text = g_strdup_printf (ngettext ("%u payment, %s won", "%u payments, %s won", items->len), items->len, won);
  gtk_label_set_text (self->payments_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->payments_empty), items->len == 0);
}

static gpointer
payments_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  SotongRange all = { 0, 0 };

  return sotong_payment_list (db, *(gint64 *) data, all, ALL_PAYMENTS, error);
}

/* The payments of the line before would stand for this line's. */
static void
show_no_payments (SotongLedgerPane *self,
                  const char       *text)
{
  sotong_list_fill_stop (self->payments);
  g_list_store_remove_all (self->payments);
  gtk_label_set_text (self->payments_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->payments_empty), FALSE);
}

static void
payments_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SotongLedgerPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) payments = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->paying)
    return;
  if (payments != NULL)
    {
      show_payments (self, payments);
      return;
    }
  show_no_payments (self, _("The payments could not be read"));
  sotong_pane_show_error (SOTONG_PANE (self), _("The payments could not be read"), error);
}

static void
ask_payments (SotongLedgerPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongLedgerItem *item = selected_item (self);
  gboolean is_line = item != NULL && sotong_ledger_item_get_kind (item) == SOTONG_LEDGER_ITEM_LINE;
  gint64 before = self->line_id;

  g_cancellable_cancel (self->paying);
  g_clear_object (&self->paying);
  self->line_id = is_line ? sotong_ledger_item_get_id (item) : 0;
  gtk_widget_set_sensitive (GTK_WIDGET (self->record_button), is_line);
  update_menu (self, is_line);
  if (!is_line || context == NULL)
    {
      show_no_payments (self, _("Select a line to see its payments"));
      return;
    }
  if (before != self->line_id)
    show_no_payments (self, _("The payments are being read…"));
  self->paying = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (context), payments_job, g_memdup2 (&self->line_id, sizeof self->line_id), g_free,
                           (GDestroyNotify) g_ptr_array_unref, self->paying, payments_cb, g_object_ref (self));
}

static void
selected_cb (SotongLedgerPane *self)
{
  if (!self->updating)
    ask_payments (self);
}

/* What is said of a payment's payee needs one. */
static void
payment_chosen_cb (SotongLedgerPane *self)
{
  SotongLedgerPaymentItem *item = gtk_single_selection_get_selected_item (self->payment);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ledger.payee", item != NULL && *sotong_ledger_payment_item_get (item)->payee != '\0');
}

static void
record_cb (SotongLedgerPane *self)
{
  SotongLedgerItem *item = selected_item (self);

  if (item != NULL && sotong_ledger_item_get_kind (item) == SOTONG_LEDGER_ITEM_LINE)
    gtk_window_present (GTK_WINDOW (sotong_ledger_dialog_new (SOTONG_PANE (self), item, shown_year (self))));
}

/* ---- the menu ---- */

static void
commit_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  sotong_ledger_present_commit (SOTONG_PANE (widget), selected_item (SOTONG_LEDGER_PANE (widget)));
}

static void
change_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  SotongLedgerPane *self = SOTONG_LEDGER_PANE (widget);

  sotong_ledger_present_change (SOTONG_PANE (self), selected_item (self), G_LIST_MODEL (self->lines));
}

static void
carry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  sotong_ledger_present_carry (SOTONG_PANE (widget), selected_item (SOTONG_LEDGER_PANE (widget)));
}

static void
take_back_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  SotongLedgerPane *self = SOTONG_LEDGER_PANE (widget);
  SotongLedgerPaymentItem *payment = gtk_single_selection_get_selected_item (self->payment);

  sotong_ledger_present_take_back (SOTONG_PANE (self), selected_item (self), shown_year (self),
                                   payment != NULL ? sotong_ledger_payment_item_get (payment)->id : 0);
}

static void
payee_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  SotongLedgerPaymentItem *item = gtk_single_selection_get_selected_item (SOTONG_LEDGER_PANE (widget)->payment);

  if (item != NULL)
    sotong_ledger_present_payee (SOTONG_PANE (widget), sotong_ledger_payment_item_get (item));
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  sotong_ledger_ask_import (SOTONG_PANE (widget), shown_year (SOTONG_LEDGER_PANE (widget)));
}

static void
compare_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  sotong_ledger_ask_reconcile (SOTONG_PANE (widget), shown_year (SOTONG_LEDGER_PANE (widget)));
}

static void
budget_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  SotongLedgerPane *self = SOTONG_LEDGER_PANE (widget);

  sotong_ledger_present_budget (SOTONG_PANE (self), self->years != NULL && self->years->len > 0 ? g_array_index (self->years, int, 0) : 0);
}

static void
rename_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  SotongLedgerPane *self = SOTONG_LEDGER_PANE (widget);

  sotong_ledger_present_rename (SOTONG_PANE (self), shown_year (self), self->programme);
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  sotong_ledger_present_close (SOTONG_PANE (widget), shown_year (SOTONG_LEDGER_PANE (widget)));
}

/* ---- the ledger ---- */

/* Whether two lists of numbers are the same. */
static gboolean
is_same (GArray *a,
         GArray *b)
{
  return a != NULL && a->len == b->len && memcmp (a->data, b->data, b->len * sizeof (int)) == 0;
}

G_STATIC_ASSERT (sizeof (gboolean) == sizeof (int));

/* The name of each year says whether its books are closed: what comes to them then is a correction. */
static void
name_years (SotongLedgerPane *self)
{
  gtk_string_list_splice (self->year_names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->year_names)), NULL);
  for (guint i = 0; i < self->years->len; i++)
    {
      gboolean is_closed = g_array_index (self->closed, gboolean, i);
      /* Translators: a fiscal year, or one whose books are closed */
      g_autofree char *name = g_strdup_printf (is_closed ? _("Year %d (closed)") : _("Year %d"), g_array_index (self->years, int, i));

      gtk_string_list_append (self->year_names, name);
    }
}

static void
show_years (SotongLedgerPane *self,
            const Answer     *answer)
{
  guint selected = 0;

  self->updating = TRUE;
  if (!is_same (self->years, answer->years) || !is_same (self->closed, answer->closed))
    {
      g_clear_pointer (&self->years, g_array_unref);
      g_clear_pointer (&self->closed, g_array_unref);
      self->years = g_array_ref (answer->years);
      self->closed = g_array_ref (answer->closed);
      name_years (self);
    }
  for (guint i = 0; i < self->years->len; i++)
    if (g_array_index (self->years, int, i) == answer->ledger->programme->year)
      selected = i;
  gtk_drop_down_set_selected (self->year_drop, selected);
  g_free (self->programme);
  self->programme = g_strdup (answer->ledger->programme->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->year_drop), self->programme);
  self->updating = FALSE;
}

/* The line that was selected stays so; at first the first line that can pay is. */
static void
select_line (SotongLedgerPane *self,
             GPtrArray        *items,
             gint64            line_id)
{
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < items->len; i++)
    {
      SotongLedgerItem *item = g_ptr_array_index (items, i);

      if (sotong_ledger_item_get_kind (item) == SOTONG_LEDGER_ITEM_LINE
          && (sotong_ledger_item_get_id (item) == line_id || selected == GTK_INVALID_LIST_POSITION))
        selected = i;
    }
  gtk_single_selection_set_selected (self->selection, selected);
}

static void
show_ledger (SotongLedgerPane *self,
             SotongLedger     *ledger)
{
  g_autoptr(GPtrArray) items = sotong_ledger_item_list (ledger);
  g_autoptr(SotongReportMoney) money = sotong_report_money_new (ledger, NULL);
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (self->lines_view));
  gboolean had_focus = gtk_widget_get_focus_child (rows) != NULL;

  sotong_ledger_columns_show_carried_out (self->lines_view, ledger->total.carried_out != 0);
  self->updating = TRUE;
  g_list_store_splice (self->lines, 0, g_list_model_get_n_items (G_LIST_MODEL (self->lines)), items->pdata, items->len);
  select_line (self, items, self->line_id);
  self->updating = FALSE;
  if (had_focus)
    sotong_row_focus (rows);
  gtk_widget_set_visible (GTK_WIDGET (self->cut_label), !money->whole);
  sotong_ledger_totals_show (self->totals_grid, ledger, money);
  ask_payments (self);
}

static void
set_page (SotongLedgerPane *self,
          const char       *name)
{
  gtk_widget_set_visible (self->figures, g_str_equal (name, "ledger"));
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "waiting"));
  gtk_stack_set_visible_child_name (self->stack, name);
}

/* One of the pages “waiting”, “failed”, “ledger” and “empty”; who had the focus in the one before has it in this one. */
static void
show_page (SotongLedgerPane *self,
           const char       *name,
           GtkWidget        *work)
{
  GtkWidget *before = gtk_stack_get_visible_child (self->stack);
  gboolean had_focus = gtk_widget_get_focus_child (before) != NULL || gtk_widget_is_focus (before);

  set_page (self, name);
  if (had_focus && gtk_stack_get_visible_child (self->stack) != before)
    gtk_widget_grab_focus (work);
}

static void
show_waiting (SotongLedgerPane *self)
{
  show_page (self, "waiting", self->waiting_box);
}

/* Figures that stand there stay when they could not be read again: what went wrong is said beside them. */
static void
show_failed (SotongLedgerPane *self,
             const GError     *error)
{
  g_autofree char *markup = g_markup_escape_text (error->message, -1);

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "ledger"))
    {
      sotong_pane_show_error (SOTONG_PANE (self), _("The budget could not be read"), error);
      return;
    }
  adw_status_page_set_description (self->failed_page, markup);
  show_page (self, "failed", self->again_button);
}

static void
ledger_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongLedgerPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Answer) answer = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable || !sotong_pane_get_attached (SOTONG_PANE (self)))
    return;
  if (answer == NULL)
    {
      show_failed (self, error);
      return;
    }
  if (answer->ledger != NULL)
    {
      show_years (self, answer);
      show_ledger (self, answer->ledger);
    }
  sotong_ledger_show_pace (self->pace_button, answer->pace);
  gtk_widget_set_visible (self->header, answer->ledger != NULL);
  if (answer->ledger != NULL)
    show_page (self, "ledger", gtk_widget_get_last_child (GTK_WIDGET (self->lines_view)));
  else
    show_page (self, "empty", self->import_button);
}

static void
ask (SotongLedgerPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (context == NULL || !sotong_pane_get_attached (SOTONG_PANE (self)) || sotong_context_get_store (context) == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "failed"))
    show_waiting (self);
  sotong_store_read_async (sotong_context_get_store (context), ledger_job, GINT_TO_POINTER (self->year), NULL, (GDestroyNotify) answer_free,
                           self->cancellable, ledger_cb, g_object_ref (self));
}

static void
year_chosen_cb (SotongLedgerPane *self)
{
  guint selected = gtk_drop_down_get_selected (self->year_drop);

  if (self->updating || self->years == NULL || selected >= self->years->len)
    return;
  self->year = g_array_index (self->years, int, selected);
  g_clear_pointer (&self->programme, g_free);
  show_waiting (self); /* the lines of the year before are not those of the year that the button says */
  update_menu (self, FALSE);
  ask (self);
}

static void
again_cb (SotongLedgerPane *self)
{
  ask (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  SotongLedgerPane *self = user_data;

  self->refresh_id = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (SotongLedgerPane *self,
                  guint             areas)
{
  if ((areas & SOTONG_AREA_BUDGET) != 0 && self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

/* ---- the pane ---- */

static void
sotong_ledger_pane_attach (SotongPane    *pane,
                           SotongContext *context)
{
  SotongLedgerPane *self = SOTONG_LEDGER_PANE (pane);

  if (gtk_column_view_get_model (self->lines_view) == NULL)
    {
      gtk_column_view_set_model (self->lines_view, GTK_SELECTION_MODEL (self->selection));
      gtk_column_view_set_model (self->payments_view, GTK_SELECTION_MODEL (self->payment));
    }
  g_signal_group_set_target (self->store, sotong_context_get_store (context));
  ask (self);
}

static void
forget (SotongLedgerPane *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->paying);
  g_clear_object (&self->paying);
}

static void
sotong_ledger_pane_detach (SotongPane *pane)
{
  SotongLedgerPane *self = SOTONG_LEDGER_PANE (pane);

  forget (self);
  if (self->store == NULL)
    return;
  g_signal_group_set_target (self->store, NULL);
  self->updating = TRUE;
  sotong_list_fill_stop (self->payments);
  g_list_store_remove_all (self->lines);
  g_list_store_remove_all (self->payments);
  self->updating = FALSE;
  gtk_widget_set_visible (self->header, FALSE);
  set_page (self, "waiting");
  g_clear_pointer (&self->programme, g_free);
  self->year = 0;
  self->line_id = 0;
}

static void
sotong_ledger_pane_refresh (SotongPane *pane)
{
  ask (SOTONG_LEDGER_PANE (pane));
}

/* A layout keeps a year that was chosen; the newest is another every year. */
static void
sotong_ledger_pane_save (SotongPane   *pane,
                         GVariantDict *state)
{
  SotongLedgerPane *self = SOTONG_LEDGER_PANE (pane);

  if (self->year != 0)
    g_variant_dict_insert (state, "year", "i", self->year);
}

static void
sotong_ledger_pane_load (SotongPane   *pane,
                         GVariantDict *state)
{
  SotongLedgerPane *self = SOTONG_LEDGER_PANE (pane);

  if (!g_variant_dict_lookup (state, "year", "i", &self->year))
    self->year = 0;
  ask (self);
}

static void
sotong_ledger_pane_dispose (GObject *object)
{
  SotongLedgerPane *self = SOTONG_LEDGER_PANE (object);

  forget (self);
  g_clear_object (&self->store);
  g_clear_pointer (&self->years, g_array_unref);
  g_clear_pointer (&self->closed, g_array_unref);
  g_clear_pointer (&self->programme, g_free);
  panel_widget_set_child (PANEL_WIDGET (self), NULL); /* else it is unparented twice */
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_LEDGER_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->payment);
  g_clear_object (&self->lines);
  g_clear_object (&self->payments);
  G_OBJECT_CLASS (sotong_ledger_pane_parent_class)->dispose (object);
}

static void
sotong_ledger_pane_class_init (SotongLedgerPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SotongPaneClass *pane_class = SOTONG_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_ledger_pane_dispose;
  pane_class->attach = sotong_ledger_pane_attach;
  pane_class->detach = sotong_ledger_pane_detach;
  pane_class->refresh = sotong_ledger_pane_refresh;
  pane_class->save = sotong_ledger_pane_save;
  pane_class->load = sotong_ledger_pane_load;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-ledger-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, again_button);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, import_button);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, failed_page);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, waiting_box);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, figures);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, header);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, year_drop);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, year_names);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, record_button);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, pace_button);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, lines_view);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, payments_view);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, payments_label);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, payments_empty);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, payments_box);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, payment_menu);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, cut_label);
  gtk_widget_class_bind_template_child (widget_class, SotongLedgerPane, totals_grid);
  gtk_widget_class_bind_template_callback (widget_class, year_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_install_action (widget_class, "ledger.commit", NULL, commit_action);
  gtk_widget_class_install_action (widget_class, "ledger.change", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "ledger.carry", NULL, carry_action);
  gtk_widget_class_install_action (widget_class, "ledger.take-back", NULL, take_back_action);
  gtk_widget_class_install_action (widget_class, "ledger.payee", NULL, payee_action);
  gtk_widget_class_install_action (widget_class, "ledger.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "ledger.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "ledger.budget", NULL, budget_action);
  gtk_widget_class_install_action (widget_class, "ledger.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "ledger.close", NULL, close_action);
}

static void
sotong_ledger_pane_init (SotongLedgerPane *self)
{
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->updating = FALSE;
  set_page (self, "waiting");
  sotong_pane_add_work (SOTONG_PANE (self), GTK_WIDGET (self->lines_view));
  sotong_ledger_columns_add (self->lines_view);
  sotong_ledger_columns_add_payments (self->payments_view);
  self->lines = g_list_store_new (SOTONG_TYPE_LEDGER_ITEM);
  self->payments = g_list_store_new (SOTONG_TYPE_LEDGER_PAYMENT_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->lines)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  self->payment = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->payments)));
  gtk_single_selection_set_autoselect (self->payment, FALSE);
  gtk_single_selection_set_can_unselect (self->payment, TRUE);
  g_signal_connect_object (self->payment, "notify::selected-item", G_CALLBACK (payment_chosen_cb), self, G_CONNECT_SWAPPED);
  sotong_row_menu_add (self->payments_view, self->payments_box, self->payment_menu);
  payment_chosen_cb (self);
  self->store = g_signal_group_new (SOTONG_TYPE_STORE);
  g_signal_group_connect_swapped (self->store, "changed", G_CALLBACK (store_changed_cb), self);
}
