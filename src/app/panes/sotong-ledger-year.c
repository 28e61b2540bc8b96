/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-ledger-year.h"

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
  int         year;
} Closing;

static void
closing_free (gpointer  data,
              GClosure *closure)
{
  Closing *self = data;

  g_object_unref (self->pane);
  g_free (self);
}

/* What the store's threads get and give. */
typedef struct {
  int            year;
  gboolean       early;
  char          *backup;  /* (owned) */
  char          *reason;  /* (owned) */
  SotongClosing  closing;
} Close;

static void
close_free (Close *close)
{
  g_free (close->backup);
  g_free (close->reason);
  g_free (close);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Close, close_free)

static Close *
close_copy (const Close *close)
{
  Close *copy = g_memdup2 (close, sizeof *close);

  copy->backup = g_strdup (close->backup);
  copy->reason = g_strdup (close->reason);
  return copy;
}

static gpointer
backup_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Close *close = data;

  return sotong_budget_check_close (db, close->year, close->early, close->reason, error) && sotong_budget_backup (db, close->backup, error) ? close_copy (close) : NULL;
}

static gpointer
close_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(Close) close = close_copy (data);

  if (sotong_budget_close (db, close->year, close->early, close->reason, &close->closing, error))
    return g_steal_pointer (&close);
  g_unlink (close->backup); /* of a closing that did not happen */
  return NULL;
}

/* The form may be gone by then, not what it was about. */
typedef struct {
  SotongForm *form;  /* (owned) */
  SotongPane *pane;  /* (owned) */
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_object_unref (waiting->form);
  g_object_unref (waiting->pane);
  g_free (waiting);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiting, waiting_free)

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
  Close *close = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (close == NULL)
    {
      sotong_form_fail (waiting->form, error->message);
      return;
    }
  sotong_store_write_async (SOTONG_STORE (object), SOTONG_WRITE_DEFAULT, close_job, close, (GDestroyNotify) close_free, (GDestroyNotify) close_free, NULL,
                            closed_cb, g_steal_pointer (&waiting));
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
  waiting = g_new0 (Waiting, 1);
  waiting->form = g_object_ref (self->form);
  waiting->pane = g_object_ref (self->pane);
  sotong_form_set_busy (self->form, TRUE);
  sotong_store_read_async (sotong_context_get_store (context), backup_job, close, (GDestroyNotify) close_free, (GDestroyNotify) close_free, NULL,
                           backed_up_cb, waiting);
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
  self->form = sotong_form_new (root != NULL ? GTK_WINDOW (root) : NULL, title, _("Close _Year"));
  sotong_form_add_group (self->form, NULL, text);
  add_early (self);
  self->reason = sotong_form_add_entry (self->form, self->early != NULL ? _("Reason or document") : _("Reason or document (optional)"), "");
  g_signal_connect_data (self->form, "accepted", G_CALLBACK (close_accepted_cb), self, closing_free, G_CONNECT_SWAPPED);
  watch (self);
  gtk_window_present (GTK_WINDOW (self->form));
}
