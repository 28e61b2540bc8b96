/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-ledger-year.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "store/sotong-budget-close.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-won.h"

/* The end of a fiscal year: a verified backup, then the closing. */

typedef struct {
  SotongPane *pane;    /* (owned) */
  SotongForm *form;    /* (unowned): owns this */
  GtkWidget  *early;   /* (nullable): a check, while the year is not over */
  GtkWidget  *reason;
  GPtrArray  *asked;   /* (owned) (element-type Asked): what goes where, once it was asked */
  int         year;
} Closing;

/* Which line of the next year gets what a line carries over. */
typedef struct {
  GPtrArray *fitting;  /* (owned) (element-type SotongCarryTarget) in the order of the choice */
  GtkWidget *choice;   /* (unowned) */
} Asked;

static void
asked_free (Asked *asked)
{
  g_ptr_array_unref (asked->fitting);
  g_free (asked);
}

static void
closing_free (gpointer  data,
              GClosure *closure)
{
  Closing *self = data;

  g_object_unref (self->pane);
  g_ptr_array_unref (self->asked);
  g_free (self);
}

/* What the store's threads get and give. */
typedef struct {
  int            year;
  gboolean       early;
  char          *backup;  /* (owned) */
  char          *reason;  /* (owned) */
  GPtrArray     *chosen;  /* (owned) (element-type SotongCarryTarget) */
  GPtrArray     *fitting; /* (owned) (element-type SotongCarryTarget): out, shared with who waits */
  SotongClosing  closing;
} Close;

static void
close_free (Close *close)
{
  g_free (close->backup);
  g_free (close->reason);
  g_ptr_array_unref (close->chosen);
  g_ptr_array_unref (close->fitting);
  g_free (close);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Close, close_free)

static Close *
close_copy (const Close *close)
{
  Close *copy = g_memdup2 (close, sizeof *close);

  copy->backup = g_strdup (close->backup);
  copy->reason = g_strdup (close->reason);
  g_ptr_array_ref (copy->chosen);
  g_ptr_array_ref (copy->fitting);
  return copy;
}

static gpointer
backup_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Close *close = data;

  if (!sotong_budget_check_close (db, close->year, close->early, close->reason, error) || !sotong_budget_backup (db, close->backup, error))
    return NULL;
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    return close_copy (close);
  g_unlink (close->backup); /* of a closing that does not happen */
  return NULL;
}

static gpointer
close_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(Close) close = close_copy (data);

  if (sotong_budget_close (db, close->year, close->early, close->reason, close->chosen, close->fitting, &close->closing, error))
    return g_steal_pointer (&close);
  g_unlink (close->backup); /* of a closing that did not happen */
  return NULL;
}

/* The form may be gone by then, not what it was about. */
typedef struct {
  SotongForm *form;    /* (owned) */
  SotongPane *pane;    /* (owned) */
  GPtrArray  *asked;   /* (owned) (element-type Asked) the form's */
  GPtrArray  *fitting; /* (owned) (element-type SotongCarryTarget) of a line that is not clear */
  GCancellable *backing_up; /* (owned): stops it before the backup is there */
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_object_unref (waiting->form);
  g_object_unref (waiting->pane);
  g_ptr_array_unref (waiting->asked);
  g_ptr_array_unref (waiting->fitting);
  g_object_unref (waiting->backing_up);
  g_free (waiting);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiting, waiting_free)

/* What was asked before about the same line; %NULL if nothing was. */
static Asked *
find_asked (const Waiting *waiting)
{
  const SotongCarryTarget *first = g_ptr_array_index (waiting->fitting, 0);

  for (guint i = 0; i < waiting->asked->len; i++)
    {
      Asked *asked = g_ptr_array_index (waiting->asked, i);

      if (((const SotongCarryTarget *) g_ptr_array_index (asked->fitting, 0))->from == first->from)
        return asked;
    }
  return NULL;
}

static char **
list_places (GPtrArray *fitting)
{
  g_autoptr(GStrvBuilder) places = g_strv_builder_new ();

  g_strv_builder_add (places, _("Choose…"));
  for (guint i = 0; i < fitting->len; i++)
    {
      const SotongCarryTarget *target = g_ptr_array_index (fitting, i);
      g_autofree char *place = g_strdup_printf ("%s (%" G_GINT64_FORMAT ")", target->place, target->to);

      g_strv_builder_add (places, place);
    }
  return g_strv_builder_end (places);
}

/* The lines may be others than when it was asked before: what was chosen then is chosen anew. */
static void
ask_again (Asked      *asked,
           GPtrArray  *fitting,
           char      **places)
{
  g_autoptr(GtkStringList) model = gtk_string_list_new ((const char *const *) places);

  g_ptr_array_unref (asked->fitting);
  asked->fitting = g_ptr_array_ref (fitting);
  adw_combo_row_set_model (ADW_COMBO_ROW (asked->choice), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (asked->choice), 0);
}

/* Several lines of the next year could be meant: a person chooses in the form; none of them is chosen to begin with. */
static void
ask_where (Waiting *waiting)
{
  g_auto(GStrv) places = NULL;
  g_autofree char *title = NULL;
  Asked *asked;

  if (waiting->fitting->len == 0)
    return;
  places = list_places (waiting->fitting);
  asked = find_asked (waiting);
  if (asked != NULL)
    {
      ask_again (asked, waiting->fitting, places);
      return;
    }
  /* Translators: a line of the budget */
  title = g_strdup_printf (_("What gets the carry-over of “%s”"), ((const SotongCarryTarget *) g_ptr_array_index (waiting->fitting, 0))->name);
  asked = g_new0 (Asked, 1);
  asked->fitting = g_ptr_array_ref (waiting->fitting);
  asked->choice = sotong_form_add_choice (waiting->form, title, (const char *const *) places, 0);
  sotong_form_show_whole (asked->choice);
  g_ptr_array_add (waiting->asked, asked);
}

/* What was chosen, of each line that was asked about. */
static GPtrArray *
list_chosen (GPtrArray *asked)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_carry_target_free);

  for (guint i = 0; i < asked->len; i++)
    {
      const Asked *one = g_ptr_array_index (asked, i);
      guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (one->choice));

      if (selected > 0 && selected <= one->fitting->len) /* the first is none */
        {
          const SotongCarryTarget *target = g_ptr_array_index (one->fitting, selected - 1);

          g_ptr_array_add (chosen, sotong_carry_target_new (target->from, target->to, NULL, NULL));
        }
    }
  return chosen;
}

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Waiting) waiting = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Close) close = sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *name = NULL, *won = NULL, *text = NULL;

  if (close == NULL)
    {
      sotong_form_fail (waiting->form, error->message);
      ask_where (waiting);
      return;
    }
  name = g_path_get_basename (close->backup);
  won = sotong_won_format (close->closing.carried);
  /* Translators: 1 a year, 2 won, 3 the next year, 4 a file's name */
  text = g_strdup_printf (_("Closed %1$d: %2$s won carried to %3$d. The verified backup is “%4$s”."), close->closing.year, won, close->closing.next_year, name);
  sotong_form_done (waiting->form);
  sotong_pane_toast (waiting->pane, text, TRUE);
}

static void
backed_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Waiting) waiting = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Close) close = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (g_cancellable_is_cancelled (waiting->backing_up))
    {
      sotong_form_stopped (waiting->form);
      return;
    }
  if (close == NULL)
    {
      sotong_form_fail (waiting->form, error->message);
      return;
    }
  sotong_form_clear_problem (waiting->form);
  sotong_form_set_busy (waiting->form, TRUE); /* from here on it cannot be stopped */
  sotong_store_write_async (SOTONG_STORE (object), SOTONG_WRITE_DEFAULT, close_job, g_steal_pointer (&close), (GDestroyNotify) close_free, (GDestroyNotify) close_free,
                            NULL, closed_cb, g_steal_pointer (&waiting));
}

static void
close_accepted_cb (Closing *self)
{
  SotongContext *context = sotong_pane_get_context (self->pane);
  g_autofree char *today = NULL;
  Waiting *waiting;
  Close *close;

  if (context == NULL)
    return;
  today = sotong_time_format_date (sotong_context_now (context), sotong_context_get_zone (context));
  close = g_new0 (Close, 1);
  close->year = self->year;
  close->early = self->early != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->early));
  close->reason = sotong_text_clean (sotong_form_get_text (self->reason), -1, 2000);
  close->backup = sotong_budget_backup_path (sotong_store_get_path (sotong_context_get_store (context)), self->year, today);
  close->chosen = list_chosen (self->asked);
  close->fitting = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_carry_target_free);
  waiting = g_new0 (Waiting, 1);
  waiting->asked = g_ptr_array_ref (self->asked);
  waiting->fitting = g_ptr_array_ref (close->fitting);
  waiting->form = g_object_ref (self->form);
  waiting->pane = g_object_ref (self->pane);
  waiting->backing_up = g_cancellable_new ();
  sotong_form_begin_work (self->form, _("Making the backup…"), waiting->backing_up);
  sotong_store_read_async (sotong_context_get_store (context), backup_job, close, (GDestroyNotify) close_free, (GDestroyNotify) close_free,
                           waiting->backing_up, backed_up_cb, waiting);
}

/* A year that is not over is closed early, if somebody says so and why. */
static void
add_early (Closing *self)
{
  SotongContext *context = sotong_pane_get_context (self->pane);
  g_autofree char *today = NULL, *last = g_strdup_printf ("%04d-12-31", self->year), *subtitle = NULL;

  if (context == NULL)
    return;
  today = sotong_time_format_date (sotong_context_now (context), sotong_context_get_zone (context));
  if (strcmp (today, last) > 0)
    return;
  subtitle = g_strdup_printf (_("The year ends on %s; after closing it takes corrections alone. A reason is needed."), last);
  self->early = sotong_form_add_check (self->form, _("Close it before the year is over"), subtitle, FALSE);
}

/* What is typed outlives a killed program. */
static void
watch (const Closing *self)
{
  const char *const keys[] = { "reason", self->early != NULL ? "early" : NULL, NULL };
  GtkWidget *const rows[] = { self->reason, self->early };
  SotongContext *context = sotong_pane_get_context (self->pane);
  g_autofree char *which = g_strdup_printf ("close-year:%d", self->year);

  if (context != NULL)
    sotong_form_journal_watch (self->form, sotong_context_get_store (context), which, rows, keys, NULL);
}

/**
 * sotong_ledger_present_close:
 * @pane: the ledger
 * @year: the fiscal year that ends
 *
 * Asks, of a year that is not over whether it is to be closed early and why, makes a verified backup beside the workspace, and closes the year: its figures are frozen, what is carried over
 * goes to the next year once. One step of undo.
 */
void
sotong_ledger_present_close (SotongPane *pane,
                             int         year)
{
  g_autofree char *title = g_strdup_printf (_("Close the Year %d"), year);
  g_autofree char *text = g_strdup_printf (_("First a backup is written beside the workspace and verified. Then the figures of %d are frozen, what was carried "
                                             "over goes to %d once, and later payments of %d are entered as corrections. Undo opens the year again."),
                                           year, year + 1, year);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));
  Closing *self = g_new0 (Closing, 1);

  self->pane = g_object_ref (pane);
  self->year = year;
  self->asked = g_ptr_array_new_with_free_func ((GDestroyNotify) asked_free);
  self->form = sotong_form_new (root != NULL ? GTK_WINDOW (root) : NULL, title, _("Close _Year"));
  sotong_form_add_group (self->form, NULL, text);
  add_early (self);
  self->reason = sotong_form_add_entry (self->form, self->early != NULL ? _("Reason or document") : _("Reason or document (optional)"), "");
  g_signal_connect_data (self->form, "accepted", G_CALLBACK (close_accepted_cb), self, closing_free, G_CONNECT_SWAPPED);
  watch (self);
  gtk_window_present (GTK_WINDOW (self->form));
}
