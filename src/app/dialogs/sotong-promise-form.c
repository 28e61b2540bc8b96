/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-promise-form.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "plan/sotong-promise.h"
#include "store/sotong-budget.h"
#include "store/sotong-campaign.h"
#include "store/sotong-type.h"
#include "util/sotong-content-type.h"
#include "util/sotong-text.h"

/* What the form offers. */
typedef struct {
  int                year;
  gint64             promise;    /* 0: a new one */
  SotongDeliverable *target;     /* (owned) (nullable): as it is */
  GPtrArray         *types;      /* (owned) (element-type SotongType) */
  GPtrArray         *campaigns;  /* (owned) (element-type SotongCampaign) */
  GPtrArray         *lines;      /* (owned) (element-type SotongBudgetLine): those that are no headings */
} Offer;

static void
offer_free (Offer *offer)
{
  g_clear_pointer (&offer->target, sotong_deliverable_free);
  g_clear_pointer (&offer->types, g_ptr_array_unref);
  g_clear_pointer (&offer->campaigns, g_ptr_array_unref);
  g_clear_pointer (&offer->lines, g_ptr_array_unref);
  g_free (offer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

typedef struct {
  SotongForm *form;      /* (unowned): the dialog goes with it */
  SotongPane *pane;      /* (owned) */
  Offer      *offer;     /* (owned) */
  GtkWidget  *type;      /* (nullable): a new one only */
  GtkWidget  *campaign;  /* (nullable): likewise */
  GtkWidget  *quantity;
  GtkWidget  *unit;
  GtkWidget  *line;
} Dialog;

static void
dialog_free (gpointer  data,
             GClosure *closure)
{
  Dialog *dialog = data;

  g_object_unref (dialog->pane);
  offer_free (dialog->offer);
  g_free (dialog);
}

/* ---- reading ---- */

static gboolean
read_lines (SotongDb  *db,
            Offer     *offer,
            GError   **error)
{
  g_autoptr(SotongProgramme) programme = sotong_programme_get (db, offer->year, NULL); /* a new workspace has none */
  g_autoptr(GPtrArray) all = NULL;
  SotongRange any = { 0, 0 };

  offer->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_budget_line_free);
  if (programme == NULL)
    return TRUE;
  all = sotong_budget_lines (db, programme->id, any, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (!((const SotongBudgetLine *) g_ptr_array_index (all, i))->is_heading)
      g_ptr_array_add (offer->lines, g_steal_pointer (&g_ptr_array_index (all, i)));
  return all != NULL;
}

static gpointer
offer_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Offer *asked = data;
  g_autoptr(Offer) offer = g_new0 (Offer, 1);

  offer->promise = asked->promise;
  offer->year = asked->year != 0 ? asked->year : sotong_deliverable_year (db, error);
  if (offer->year == 0 || (offer->promise != 0 && (offer->target = sotong_deliverable_get (db, offer->promise, error)) == NULL))
    return NULL;
  if (offer->target != NULL)
    offer->year = offer->target->year;
  offer->types = sotong_type_list (db, FALSE, error);
  offer->campaigns = offer->types != NULL ? sotong_campaign_list (db, error) : NULL;
  if (offer->campaigns == NULL || !read_lines (db, offer, error))
    return NULL;
  return g_steal_pointer (&offer);
}

/* ---- saving ---- */

typedef struct {
  int               year;
  SotongDeliverable target;
  char             *name;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->target.type);
  g_free (wanted->target.unit);
  g_free (wanted->name);
  g_free (wanted);
}

static gpointer
set_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const Wanted *wanted = data;
  gint64 id = sotong_deliverable_set (db, wanted->year, &wanted->target, wanted->name, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static guint
selected (GtkWidget *row)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (row));
}

static void
fill_wanted (const Dialog *dialog,
             Wanted       *wanted)
{
  const Offer *offer = dialog->offer;
  SotongDeliverable *target = &wanted->target;
  SotongDeliverable named = { 0 };
  guint campaign = dialog->campaign != NULL ? selected (dialog->campaign) : 0, line = selected (dialog->line);
  const SotongCampaign *c = campaign > 0 ? g_ptr_array_index (offer->campaigns, campaign - 1) : NULL;

  wanted->year = offer->year;
  if (offer->target != NULL)
    {
      target->type = g_strdup (offer->target->type);
      target->campaign_id = offer->target->campaign_id;
      named.campaign = offer->target->campaign;
    }
  else
    {
      target->type = g_strdup (((const SotongType *) g_ptr_array_index (offer->types, selected (dialog->type)))->id);
      target->campaign_id = c != NULL ? c->id : SOTONG_NONE;
      named.campaign = c != NULL ? c->name : NULL;
    }
  target->line_id = line > 0 ? ((const SotongBudgetLine *) g_ptr_array_index (offer->lines, line - 1))->id : SOTONG_NONE;
  target->unit = sotong_text_clean (sotong_form_get_text (dialog->unit), -1, 40);
  named.type = target->type;
  wanted->name = sotong_promise_name (&named);
}

static void
accepted_cb (Dialog *dialog)
{
  g_autofree char *text = g_strdup (sotong_form_get_text (dialog->quantity));
  SotongContext *context = sotong_pane_get_context (dialog->pane);
  Wanted *wanted;
  gint64 quantity;

  g_strstrip (text);
  if (!g_ascii_string_to_signed (text, 10, 1, SOTONG_DELIVERABLE_MAX, &quantity, NULL))
    {
      sotong_form_fail (dialog->form, _("Type how many were promised: a number from 1 to 1,000,000."));
      return;
    }
  if (context == NULL)
    return;
  wanted = g_new0 (Wanted, 1);
  fill_wanted (dialog, wanted);
  wanted->target.quantity = quantity;
  sotong_form_write (dialog->form, sotong_context_get_store (context), set_job, wanted, (GDestroyNotify) wanted_free, g_free);
}

/* ---- the rows ---- */

static void
add_types (Dialog *dialog)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < dialog->offer->types->len; i++)
    g_ptr_array_add (names, (gpointer) sotong_content_type_get_label (((const SotongType *) g_ptr_array_index (dialog->offer->types, i))->id));
  g_ptr_array_add (names, NULL);
  dialog->type = sotong_form_add_choice (dialog->form, _("Type of content"), (const char * const *) names->pdata, 0);
}

static void
add_campaigns (Dialog *dialog)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (names, (gpointer) _("The whole year"));
  for (guint i = 0; i < dialog->offer->campaigns->len; i++)
    g_ptr_array_add (names, ((const SotongCampaign *) g_ptr_array_index (dialog->offer->campaigns, i))->name);
  g_ptr_array_add (names, NULL);
  dialog->campaign = sotong_form_add_choice (dialog->form, _("For"), (const char * const *) names->pdata, 0);
}

static void
add_budget_lines (Dialog *dialog)
{
  const SotongDeliverable *target = dialog->offer->target;
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  guint chosen = 0;

  g_ptr_array_add (names, (gpointer) _("No budget line"));
  for (guint i = 0; i < dialog->offer->lines->len; i++)
    {
      const SotongBudgetLine *line = g_ptr_array_index (dialog->offer->lines, i);

      g_ptr_array_add (names, line->name);
      if (target != NULL && target->line_id == line->id)
        chosen = names->len - 1;
    }
  g_ptr_array_add (names, NULL);
  dialog->line = sotong_form_add_choice (dialog->form, _("Budget line"), (const char * const *) names->pdata, chosen);
}

/* What is typed outlives a killed program. */
static void
watch (const Dialog *dialog,
       SotongStore  *store)
{
  static const char *const keys[] = { "quantity", "unit", "line", "type", "campaign", NULL }; /* the last two of a new one */
  static const char *const of_stored[] = { "quantity", "unit", "line", NULL };
  GtkWidget *const rows[] = { dialog->quantity, dialog->unit, dialog->line, dialog->type, dialog->campaign };
  g_autofree char *which = g_strdup_printf ("promise:%" G_GINT64_FORMAT ":%d", dialog->offer->promise, dialog->offer->year);

  sotong_form_journal_watch (dialog->form, store, which, rows, dialog->type != NULL ? keys : of_stored, NULL);
}

static void
present (SotongPane  *pane,
         SotongStore *store,
         Offer       *offer)
{
  Dialog *dialog = g_new0 (Dialog, 1);
  const SotongDeliverable *target = offer->target;
  g_autofree char *name = target != NULL ? sotong_promise_name (target) : NULL;
  g_autofree char *title = name != NULL ? g_strdup_printf (_("Promise: %s"), name) : g_strdup_printf (_("Promise for %d"), offer->year);
  g_autofree char *quantity = target != NULL ? g_strdup_printf ("%d", (int) target->quantity) : NULL;

  dialog->form = sotong_form_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (pane))), title, _("_Save"));
  dialog->pane = g_object_ref (pane);
  dialog->offer = offer;
  sotong_form_add_group (dialog->form, NULL,
                         _("A content counts once, however many channels carry it. One promise stands for a year, type and campaign."));
  if (target == NULL)
    add_types (dialog);
  dialog->quantity = sotong_form_add_entry (dialog->form, _("How many"), quantity);
  dialog->unit = sotong_form_add_entry (dialog->form, _("Unit, as “posts”"), target != NULL ? target->unit : _("posts"));
  if (target == NULL)
    add_campaigns (dialog);
  add_budget_lines (dialog);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
  watch (dialog, store);
  gtk_window_present (GTK_WINDOW (dialog->form));
}

static void
offer_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongPane) pane = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Offer) offer = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (offer == NULL)
    sotong_pane_show_error (pane, _("The promise could not be read"), error);
  else if (sotong_pane_get_attached (pane) && gtk_widget_get_root (GTK_WIDGET (pane)) != NULL)
    present (pane, SOTONG_STORE (object), g_steal_pointer (&offer));
}

/**
 * sotong_promise_form_present:
 * @pane: the pane that asks
 * @year: a fiscal year, or 0 for the one that runs
 * @promise: a promise to change, or 0 for a new one
 *
 * Asks what is promised and saves it as one step of undo. What is typed outlives a killed program: it stands there when the
 * form is opened again.
 */
void
sotong_promise_form_present (SotongPane *pane,
                             int         year,
                             gint64      promise)
{
  SotongContext *context = sotong_pane_get_context (pane);
  Offer *asked;

  if (context == NULL || sotong_context_get_store (context) == NULL)
    return;
  asked = g_new0 (Offer, 1);
  asked->year = year;
  asked->promise = promise;
  sotong_store_read_async (sotong_context_get_store (context), offer_job, asked, (GDestroyNotify) offer_free, (GDestroyNotify) offer_free, NULL,
                           offer_cb, g_object_ref (pane));
}
