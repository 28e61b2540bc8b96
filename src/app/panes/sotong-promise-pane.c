/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-promise-pane.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "app/dialogs/sotong-promise-form.h"
#include "app/panes/sotong-promise-bar.h"
#include "app/panes/sotong-promise-contents.h"
#include "app/panes/sotong-promise-row.h"
#include "plan/sotong-month.h"
#include "plan/sotong-promise.h"
#include "store/sotong-budget.h"
#include "store/sotong-deliverable.h"

#define DAY_CHECK_S 60

/**
 * SotongPromisePane:
 *
 * What the year promised and how it stands, a row each. Every change of the plan moves it at once.
 */
struct _SotongPromisePane
{
  SotongPane     parent_instance;
  GtkStack      *stack;
  GtkWidget     *waiting_box;
  GtkSpinner    *spinner;
  AdwStatusPage *failed_page;
  GtkWidget     *again_button;
  GtkDropDown   *year_drop;
  GtkStringList *year_names;
  GtkListBox    *list;
  GtkBox        *legend;
  GArray        *years;        /* (owned) (nullable) (element-type int) */
  int            year;         /* 0: the one that runs */
  gint64         day;          /* on which it was read, since 1970 */
  GSignalGroup  *store;        /* (owned) */
  GCancellable  *cancellable;  /* (owned) (nullable) */
  guint          day_id;
  gboolean       updating;
};

G_DEFINE_FINAL_TYPE (SotongPromisePane, sotong_promise_pane, SOTONG_TYPE_PANE)

typedef struct {
  int        year;
  GArray    *years;    /* (owned) */
  GPtrArray *targets;  /* (owned) */
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->years, g_array_unref);
  g_clear_pointer (&answer->targets, g_ptr_array_unref);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* A year of a layout that was made with another workspace may not be there: then it is the one that runs. */
static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(Answer) answer = g_new0 (Answer, 1);

  answer->years = sotong_programme_years (db, error);
  if (answer->years == NULL)
    return NULL;
  answer->year = sotong_budget_has_year (answer->years, GPOINTER_TO_INT (data)) ? GPOINTER_TO_INT (data) : sotong_deliverable_year (db, error);
  if (answer->year == 0)
    return NULL;
  answer->targets = sotong_deliverable_list (db, answer->year, sotong_db_now (db) + 1, error);
  return answer->targets != NULL ? g_steal_pointer (&answer) : NULL;
}

/* ---- the rows ---- */

static SotongPromiseRow *
row_at (SotongPromisePane *self,
        guint              index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) index);

  return row != NULL ? SOTONG_PROMISE_ROW (row) : NULL;
}

static gboolean
same_rows (SotongPromisePane *self,
           GPtrArray         *targets)
{
  for (guint i = 0; i < targets->len; i++)
    {
      SotongPromiseRow *row = row_at (self, i);

      if (row == NULL || sotong_promise_row_get_id (row) != ((const SotongDeliverable *) g_ptr_array_index (targets, i))->id)
        return FALSE;
    }
  return row_at (self, targets->len) == NULL;
}

static void
edit_cb (SotongPromisePane *self,
         SotongPromiseRow  *row)
{
  sotong_promise_form_present (SOTONG_PANE (self), self->year, sotong_promise_row_get_id (row));
}

typedef struct {
  gint64 id;
  char  *name;
} Removal;

static void
removal_free (Removal *removal)
{
  g_free (removal->name);
  g_free (removal);
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Removal *removal = data;

  return sotong_deliverable_remove (db, removal->id, removal->name, error) ? data : NULL;
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongPromisePane) self = user_data;
  g_autoptr(GError) error = NULL;

  if (sotong_store_write_finish (SOTONG_STORE (object), result, &error) == NULL)
    sotong_pane_show_error (SOTONG_PANE (self), _("The promise could not be removed"), error);
  else
    sotong_pane_toast (SOTONG_PANE (self), _("The promise was removed"), TRUE);
}

static void
remove_cb (SotongPromisePane *self,
           SotongPromiseRow  *row)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  Removal *removal;

  if (context == NULL || sotong_context_get_store (context) == NULL)
    return;
  removal = g_new0 (Removal, 1);
  removal->id = sotong_promise_row_get_id (row);
  removal->name = g_strdup (sotong_promise_row_get_name (row));
  sotong_store_write_async (sotong_context_get_store (context), SOTONG_WRITE_DEFAULT, remove_job, removal, (GDestroyNotify) removal_free, NULL, NULL,
                            removed_cb, g_object_ref (self));
}

static void
add_row (SotongPromisePane *self)
{
  GtkWidget *row = sotong_promise_row_new ();

  g_signal_connect_object (row, "edit", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
}

static void
remove_rows (SotongPromisePane *self)
{
  SotongPromiseRow *row;

  while ((row = row_at (self, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

/* One of the pages “waiting”, “failed”, “promises” and “empty”. Who had the focus in the one before has it in this one. */
static void
show_page (SotongPromisePane *self,
           const char        *name)
{
  GtkWidget *before = gtk_stack_get_visible_child (self->stack), *now;
  gboolean had_focus = before != NULL && (gtk_widget_get_focus_child (before) != NULL || gtk_widget_is_focus (before));

  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "waiting"));
  gtk_stack_set_visible_child_name (self->stack, name);
  now = gtk_stack_get_visible_child (self->stack);
  if (!had_focus || now == before)
    return;
  if (g_str_equal (name, "waiting"))
    gtk_widget_grab_focus (self->waiting_box);
  else if (g_str_equal (name, "failed"))
    gtk_widget_grab_focus (self->again_button);
  else
    gtk_widget_child_focus (now, GTK_DIR_TAB_FORWARD);
}

/* Promises that stand there stay when they could not be read again: what went wrong is said beside them. */
static void
show_failed (SotongPromisePane *self,
             const GError      *error)
{
  g_autofree char *markup = g_markup_escape_text (error->message, -1);

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "promises"))
    {
      sotong_pane_show_error (SOTONG_PANE (self), _("The promises could not be read"), error);
      return;
    }
  adw_status_page_set_description (self->failed_page, markup);
  show_page (self, "failed");
}

static void
show_targets (SotongPromisePane *self,
              GPtrArray         *targets)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  GTimeZone *zone = sotong_context_get_zone (context);
  gint64 now = sotong_context_now (context);

  self->day = sotong_month_day_of_time (now, zone);
  if (!same_rows (self, targets))
    {
      remove_rows (self);
      for (guint i = 0; i < targets->len; i++)
        add_row (self);
    }
  for (guint i = 0; i < targets->len; i++)
    {
      const SotongDeliverable *target = g_ptr_array_index (targets, i);
      SotongPromise promise;

      sotong_promise_init (&promise, target, now, zone);
      sotong_promise_row_show (row_at (self, i), target, &promise);
    }
  show_page (self, targets->len > 0 ? "promises" : "empty");
}

static void
row_activated_cb (SotongPromisePane *self,
                  SotongPromiseRow  *row)
{
  if (sotong_pane_get_context (SOTONG_PANE (self)) != NULL)
    gtk_window_present (GTK_WINDOW (sotong_promise_contents_new (SOTONG_PANE (self), sotong_promise_row_get_id (row),
                                                                 sotong_promise_row_get_name (row))));
}

static void
set_cb (SotongPromisePane *self)
{
  sotong_promise_form_present (SOTONG_PANE (self), self->year, 0);
}

/* ---- reading ---- */

static void
show_years (SotongPromisePane *self,
            GArray            *years,
            int                year)
{
  guint selected = 0;

  self->updating = TRUE;
  if (self->years == NULL || self->years->len != years->len
      || (years->len > 0 && memcmp (self->years->data, years->data, years->len * sizeof (int)) != 0))
    {
      gtk_string_list_splice (self->year_names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->year_names)), NULL);
      for (guint i = 0; i < years->len; i++)
        {
          g_autofree char *name = g_strdup_printf (_("Year %d"), g_array_index (years, int, i));

          gtk_string_list_append (self->year_names, name);
        }
      g_clear_pointer (&self->years, g_array_unref);
      self->years = g_array_ref (years);
    }
  for (guint i = 0; i < years->len; i++)
    if (g_array_index (years, int, i) == year)
      selected = i;
  gtk_drop_down_set_selected (self->year_drop, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->year_drop), years->len > 1);
  self->updating = FALSE;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongPromisePane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Answer) answer = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (!sotong_pane_get_attached (SOTONG_PANE (self)) || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (answer == NULL)
    {
      show_failed (self, error);
      return;
    }
  show_years (self, answer->years, answer->year);
  show_targets (self, answer->targets);
}

static void
read_again (SotongPromisePane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (context == NULL || !sotong_pane_get_attached (SOTONG_PANE (self)) || sotong_context_get_store (context) == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "failed"))
    show_page (self, "waiting");
  sotong_store_read_async (sotong_context_get_store (context), read_job, GINT_TO_POINTER (self->year), NULL, (GDestroyNotify) answer_free,
                           self->cancellable, read_cb, g_object_ref (self));
}

static void
year_chosen_cb (SotongPromisePane *self)
{
  guint selected = gtk_drop_down_get_selected (self->year_drop);

  if (self->updating || self->years == NULL || selected >= self->years->len)
    return;
  self->year = g_array_index (self->years, int, selected);
  read_again (self);
}

static void
again_cb (SotongPromisePane *self)
{
  read_again (self);
}

/* At once, and not after a while: a content was dropped, and the figure has to follow it. */
static void
store_changed_cb (SotongPromisePane *self,
                  guint              areas)
{
  if ((areas & (SOTONG_AREA_PLAN | SOTONG_AREA_BUDGET)) != 0)
    read_again (self);
}

/* With the next day the pace goes on, though nothing was changed. */
static gboolean
day_cb (gpointer user_data)
{
  SotongPromisePane *self = user_data;
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (context != NULL && sotong_month_day_of_time (sotong_context_now (context), sotong_context_get_zone (context)) != self->day)
    read_again (self);
  return G_SOURCE_CONTINUE;
}

/* ---- the pane ---- */

static void
sotong_promise_pane_attach (SotongPane    *pane,
                            SotongContext *context)
{
  SotongPromisePane *self = SOTONG_PROMISE_PANE (pane);

  g_signal_group_set_target (self->store, sotong_context_get_store (context));
  self->day_id = g_timeout_add_seconds (DAY_CHECK_S, day_cb, self);
  read_again (self);
}

static void
forget (SotongPromisePane *self)
{
  g_clear_handle_id (&self->day_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
sotong_promise_pane_detach (SotongPane *pane)
{
  SotongPromisePane *self = SOTONG_PROMISE_PANE (pane);

  forget (self);
  if (self->store == NULL)
    return;
  g_signal_group_set_target (self->store, NULL);
  remove_rows (self);
  show_page (self, "waiting");
  self->year = 0;
}

static void
sotong_promise_pane_refresh (SotongPane *pane)
{
  read_again (SOTONG_PROMISE_PANE (pane));
}

/* A layout keeps a year that was chosen; the one that runs is another every year. */
static void
sotong_promise_pane_save (SotongPane   *pane,
                          GVariantDict *state)
{
  SotongPromisePane *self = SOTONG_PROMISE_PANE (pane);

  if (self->year != 0)
    g_variant_dict_insert (state, "year", "i", self->year);
}

static void
sotong_promise_pane_load (SotongPane   *pane,
                          GVariantDict *state)
{
  SotongPromisePane *self = SOTONG_PROMISE_PANE (pane);

  if (!g_variant_dict_lookup (state, "year", "i", &self->year))
    self->year = 0;
  read_again (self);
}

static void
sotong_promise_pane_dispose (GObject *object)
{
  SotongPromisePane *self = SOTONG_PROMISE_PANE (object);

  forget (self);
  g_clear_object (&self->store);
  g_clear_pointer (&self->years, g_array_unref);
  panel_widget_set_child (PANEL_WIDGET (self), NULL); /* else it is unparented twice */
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_PROMISE_PANE);
  G_OBJECT_CLASS (sotong_promise_pane_parent_class)->dispose (object);
}

static void
sotong_promise_pane_class_init (SotongPromisePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SotongPaneClass *pane_class = SOTONG_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_promise_pane_dispose;
  pane_class->attach = sotong_promise_pane_attach;
  pane_class->detach = sotong_promise_pane_detach;
  pane_class->refresh = sotong_promise_pane_refresh;
  pane_class->save = sotong_promise_pane_save;
  pane_class->load = sotong_promise_pane_load;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-promise-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongPromisePane, stack);
  gtk_widget_class_bind_template_child (widget_class, SotongPromisePane, waiting_box);
  gtk_widget_class_bind_template_child (widget_class, SotongPromisePane, spinner);
  gtk_widget_class_bind_template_child (widget_class, SotongPromisePane, failed_page);
  gtk_widget_class_bind_template_child (widget_class, SotongPromisePane, again_button);
  gtk_widget_class_bind_template_child (widget_class, SotongPromisePane, year_drop);
  gtk_widget_class_bind_template_child (widget_class, SotongPromisePane, year_names);
  gtk_widget_class_bind_template_child (widget_class, SotongPromisePane, list);
  gtk_widget_class_bind_template_child (widget_class, SotongPromisePane, legend);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
}

static void
sotong_promise_pane_init (SotongPromisePane *self)
{
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->updating = FALSE;
  show_page (self, "waiting");
  sotong_pane_add_work (SOTONG_PANE (self), GTK_WIDGET (self->list));
  gtk_box_prepend (self->legend, sotong_promise_legend_new ());
  self->store = g_signal_group_new (SOTONG_TYPE_STORE);
  g_signal_group_connect_swapped (self->store, "changed", G_CALLBACK (store_changed_cb), self);
}
