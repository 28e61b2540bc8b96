/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-campaign-form.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "store/sotong-budget.h"
#include "store/sotong-campaign.h"
#include "store/sotong-person.h"
#include "store/sotong-type.h"
#include "util/sotong-content-type.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

#define MAX_TEXT_BYTES 4000
#define NEW_DAYS 30

/* What the form offers, and the campaign as it is. */
typedef struct {
  gint64          id;        /* 0: a new one */
  SotongCampaign *campaign;  /* (owned) */
  GPtrArray      *people;    /* (owned) (element-type SotongPerson) */
  GPtrArray      *lines;     /* (owned) (element-type SotongBudgetLine): those that are no headings */
  GPtrArray      *types;     /* (owned) (element-type SotongType) */
} Offer;

static void
offer_free (Offer *offer)
{
  g_clear_pointer (&offer->campaign, sotong_campaign_free);
  g_clear_pointer (&offer->people, g_ptr_array_unref);
  g_clear_pointer (&offer->lines, g_ptr_array_unref);
  g_clear_pointer (&offer->types, g_ptr_array_unref);
  g_free (offer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

typedef struct {
  SotongForm *form;         /* (unowned): the dialog goes with it */
  SotongPane *pane;         /* (owned) */
  Offer      *offer;        /* (owned) */
  GtkWidget  *name;
  GtkWidget  *goal;
  GtkWidget  *from;
  GtkWidget  *to;
  GtkWidget  *owner;
  GtkWidget  *agency;
  GtkWidget  *colour;
  GtkWidget  *messages;
  GtkWidget  *hashtags;
  GPtrArray  *line_checks;  /* (owned): of the offer's lines */
  GPtrArray  *quantities;   /* (owned): of the offer's types */
  GPtrArray  *planned;      /* (owned): of the campaign's stages */
  GPtrArray  *done;         /* (owned): likewise */
  GtkWidget  *new_stage;
} Dialog;

static void
dialog_free (gpointer  data,
             GClosure *closure)
{
  Dialog *dialog = data;

  g_object_unref (dialog->pane);
  offer_free (dialog->offer);
  g_ptr_array_unref (dialog->line_checks);
  g_ptr_array_unref (dialog->quantities);
  g_ptr_array_unref (dialog->planned);
  g_ptr_array_unref (dialog->done);
  g_free (dialog);
}

/* ---- reading ---- */

static SotongCampaign *
campaign_new (SotongDb *db)
{
  SotongCampaign *campaign = sotong_campaign_new ();
  gint64 now = sotong_db_now (db);

  campaign->starts_on = sotong_time_format_date (now, sotong_db_get_zone (db));
  campaign->ends_on = sotong_time_format_date (now + NEW_DAYS * 86400, sotong_db_get_zone (db));
  campaign->owner_id = SOTONG_NONE;
  campaign->colour = SOTONG_CAMPAIGN_ANY_COLOUR;
  campaign->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_campaign_line_free);
  campaign->stages = sotong_campaign_new_stages ();
  campaign->targets = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_deliverable_free);
  return campaign;
}

/* The lines of the newest budget; a workspace without one has none. */
static GPtrArray *
read_lines (SotongDb  *db,
            GError   **error)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_budget_line_free);
  g_autoptr(SotongProgramme) programme = sotong_programme_get (db, 0, NULL);
  g_autoptr(GPtrArray) all = NULL;
  SotongRange any = { 0, 0 };

  if (programme == NULL)
    return g_steal_pointer (&lines);
  all = sotong_budget_lines (db, programme->id, any, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (!((const SotongBudgetLine *) g_ptr_array_index (all, i))->is_heading)
      g_ptr_array_add (lines, g_steal_pointer (&g_ptr_array_index (all, i)));
  return all != NULL ? g_steal_pointer (&lines) : NULL;
}

static gpointer
offer_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(Offer) offer = g_new0 (Offer, 1);

  offer->id = *(gint64 *) data;
  offer->campaign = offer->id != 0 ? sotong_campaign_get (db, offer->id, error) : campaign_new (db);
  if (offer->campaign == NULL
      || (offer->people = sotong_person_list (db, error)) == NULL
      || (offer->lines = read_lines (db, error)) == NULL
      || (offer->types = sotong_type_list (db, FALSE, error)) == NULL)
    return NULL;
  return g_steal_pointer (&offer);
}

/* ---- saving ---- */

static gpointer
save_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  SotongCampaign *campaign = data;
  gint64 id = campaign->id;

  if (id == 0)
    id = sotong_campaign_add (db, campaign, error);
  else if (!sotong_campaign_edit (db, campaign, error))
    id = 0;
  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static char *
text_of (GtkWidget *entry)
{
  g_autofree char *text = sotong_text_clean (sotong_form_get_text (entry), -1, MAX_TEXT_BYTES);

  return g_strdup (g_strstrip (text));
}

static GPtrArray *
chosen_lines (const Dialog *dialog)
{
  const Offer *offer = dialog->offer;
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_campaign_line_free);

  for (guint i = 0; i < offer->lines->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (dialog->line_checks, i)))
      g_ptr_array_add (lines, sotong_campaign_line_new (((const SotongBudgetLine *) g_ptr_array_index (offer->lines, i))->id));
  return lines;
}

static GPtrArray *
typed_stages (const Dialog *dialog)
{
  GPtrArray *stages = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_campaign_stage_free);
  g_autofree char *more = text_of (dialog->new_stage);

  for (guint i = 0; i < dialog->offer->campaign->stages->len; i++)
    {
      const SotongCampaignStage *before = g_ptr_array_index (dialog->offer->campaign->stages, i);
      g_autofree char *planned = sotong_form_dup_day (g_ptr_array_index (dialog->planned, i));
      g_autofree char *done = sotong_form_dup_day (g_ptr_array_index (dialog->done, i));
      SotongCampaignStage *stage = sotong_campaign_stage_new (before->name, planned, done);

      stage->id = before->id;
      g_ptr_array_add (stages, stage);
    }
  if (more[0] != '\0')
    g_ptr_array_add (stages, sotong_campaign_stage_new (more, NULL, NULL));
  return stages;
}

/* What is promised of each type; %NULL when a number is not one. */
static GPtrArray *
typed_targets (const Dialog *dialog)
{
  g_autoptr(GPtrArray) targets = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_deliverable_free);

  for (guint i = 0; i < dialog->offer->types->len; i++)
    {
      g_autofree char *text = text_of (g_ptr_array_index (dialog->quantities, i));
      SotongDeliverable *target;
      gint64 quantity = 0;

      if (text[0] == '\0')
        continue;
      if (!g_ascii_string_to_signed (text, 10, 0, SOTONG_DELIVERABLE_MAX, &quantity, NULL))
        return NULL;
      if (quantity == 0)
        continue;
      target = g_new0 (SotongDeliverable, 1);
      target->type = g_strdup (((const SotongType *) g_ptr_array_index (dialog->offer->types, i))->id);
      target->line_id = SOTONG_NONE;
      target->quantity = quantity;
      g_ptr_array_add (targets, target);
    }
  return g_steal_pointer (&targets);
}

/* An index of the palette, in which the colours come back after the last. */
static int
chosen_colour (const Dialog *dialog)
{
  int before = dialog->offer->campaign->colour;
  int chosen = (int) adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->colour)) - (dialog->offer->id == 0);

  return before >= 0 && chosen == before % SOTONG_CAMPAIGN_N_COLOURS ? before : chosen;
}

static SotongCampaign *
campaign_of (const Dialog *dialog)
{
  const Offer *offer = dialog->offer;
  g_autoptr(SotongCampaign) campaign = sotong_campaign_new ();
  guint owner = adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->owner));
  g_autofree char *messages = sotong_form_dup_lines (dialog->messages);

  campaign->targets = typed_targets (dialog);
  if (campaign->targets == NULL)
    return NULL;
  campaign->id = offer->id;
  campaign->name = text_of (dialog->name);
  campaign->goal = text_of (dialog->goal);
  campaign->starts_on = sotong_form_dup_day (dialog->from);
  campaign->ends_on = sotong_form_dup_day (dialog->to);
  campaign->owner_id = owner > 0 ? ((const SotongPerson *) g_ptr_array_index (offer->people, owner - 1))->id : SOTONG_NONE;
  campaign->agency = text_of (dialog->agency);
  campaign->colour = chosen_colour (dialog);
  campaign->key_messages = sotong_text_clean (messages, -1, MAX_TEXT_BYTES);
  campaign->hashtags = text_of (dialog->hashtags);
  campaign->lines = chosen_lines (dialog);
  campaign->stages = typed_stages (dialog);
  return g_steal_pointer (&campaign);
}

static void
accepted_cb (Dialog *dialog)
{
  SotongContext *context = sotong_pane_get_context (dialog->pane);
  SotongCampaign *campaign = campaign_of (dialog);

  if (campaign == NULL)
    {
      sotong_form_fail (dialog->form, _("What is promised of a type is a number up to 1,000,000. Leave the row empty to promise nothing."));
      return;
    }
  if (context == NULL || sotong_context_get_store (context) == NULL)
    {
      sotong_campaign_free (campaign);
      return;
    }
  sotong_form_write (dialog->form, sotong_context_get_store (context), save_job, campaign, (GDestroyNotify) sotong_campaign_free, g_free);
}

/* ---- the rows ---- */

static void
add_owner (Dialog *dialog)
{
  const Offer *offer = dialog->offer;
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  guint chosen = 0;

  g_ptr_array_add (names, (gpointer) _("Nobody"));
  for (guint i = 0; i < offer->people->len; i++)
    {
      const SotongPerson *person = g_ptr_array_index (offer->people, i);

      g_ptr_array_add (names, person->name);
      if (person->id == offer->campaign->owner_id)
        chosen = i + 1;
    }
  g_ptr_array_add (names, NULL);
  dialog->owner = sotong_form_add_choice (dialog->form, _("Person in charge"), (const char * const *) names->pdata, chosen);
}

/* A new campaign takes a colour that its neighbours in the calendar do not have, unless one is chosen. */
static void
add_colour (Dialog *dialog)
{
  static const char * const colours[SOTONG_CAMPAIGN_N_COLOURS] = {
    N_("Blue"), N_("Green"), N_("Orange"), N_("Purple"), N_("Brick red"), N_("Teal"), N_("Magenta"), N_("Brown"),
  };
  const char *names[SOTONG_CAMPAIGN_N_COLOURS + 2];
  gboolean is_new = dialog->offer->id == 0;
  guint n = 0;

  if (is_new)
    names[n++] = _("One that is still free");
  for (guint i = 0; i < SOTONG_CAMPAIGN_N_COLOURS; i++)
    names[n++] = _(colours[i]);
  names[n] = NULL;
  dialog->colour = sotong_form_add_choice (dialog->form, _("Colour in the calendar"), names,
                                           is_new ? 0 : (guint) (ABS (dialog->offer->campaign->colour) % SOTONG_CAMPAIGN_N_COLOURS));
}

static gboolean
pays (const SotongCampaign *campaign,
      gint64                line_id)
{
  for (guint i = 0; i < campaign->lines->len; i++)
    if (((const SotongCampaignLine *) g_ptr_array_index (campaign->lines, i))->id == line_id)
      return TRUE;
  return FALSE;
}

static void
add_lines (Dialog *dialog)
{
  const Offer *offer = dialog->offer;

  if (offer->lines->len == 0)
    return;
  sotong_form_add_group (dialog->form, _("Budget lines"), _("The lines that pay for the campaign."));
  for (guint i = 0; i < offer->lines->len; i++)
    {
      const SotongBudgetLine *line = g_ptr_array_index (offer->lines, i);
      g_autofree char *won = sotong_won_format (line->amount);
      g_autofree char *amount = g_strdup_printf (_("%s won"), won);

      g_ptr_array_add (dialog->line_checks, sotong_form_add_check (dialog->form, line->name, amount, pays (offer->campaign, line->id)));
    }
}

static char *
quantity_of (const SotongCampaign *campaign,
             const char           *type)
{
  for (guint i = 0; i < campaign->targets->len; i++)
    {
      const SotongDeliverable *target = g_ptr_array_index (campaign->targets, i);

      if (g_str_equal (target->type, type))
        return g_strdup_printf ("%d", (int) target->quantity);
    }
  return g_strdup ("");
}

static void
add_targets (Dialog *dialog)
{
  sotong_form_add_group (dialog->form, _("Promises"), _("How many contents of each type. Where nothing is promised the row stays empty."));
  for (guint i = 0; i < dialog->offer->types->len; i++)
    {
      const SotongType *type = g_ptr_array_index (dialog->offer->types, i);
      g_autofree char *quantity = quantity_of (dialog->offer->campaign, type->id);

      g_ptr_array_add (dialog->quantities, sotong_form_add_entry (dialog->form, sotong_content_type_get_label (type->id), quantity));
    }
}

static void
add_stages (Dialog *dialog)
{
  const GPtrArray *stages = dialog->offer->campaign->stages;

  sotong_form_add_group (dialog->form, _("Stages"), _("The steps of the office's procedure: when each is planned for, and when it was done (YYYY-MM-DD)."));
  for (guint i = 0; i < stages->len; i++)
    {
      const SotongCampaignStage *stage = g_ptr_array_index (stages, i);
      GtkWidget *planned, *done;

      sotong_form_add_days (dialog->form, stage->name, _("Planned"), stage->planned_on, _("Done"), stage->done_on, &planned, &done);
      g_ptr_array_add (dialog->planned, planned);
      g_ptr_array_add (dialog->done, done);
    }
  dialog->new_stage = sotong_form_add_entry (dialog->form, _("Another stage"), NULL);
}

/* ---- what is typed and not saved ---- */

typedef struct {
  GPtrArray *rows;  /* (owned) (element-type GtkWidget) */
  GPtrArray *keys;  /* (owned) (element-type utf8): what the journal knows them by */
} Fields;

static void
add_field (Fields    *fields,
           GtkWidget *row,
           char      *key)
{
  g_ptr_array_add (fields->rows, row);
  g_ptr_array_add (fields->keys, key);
}

/* What a row is about may stand at another place the next time. */
static void
add_offered_fields (const Dialog *dialog,
                    Fields       *fields)
{
  const Offer *offer = dialog->offer;

  for (guint i = 0; i < dialog->planned->len; i++)
    {
      const SotongCampaignStage *stage = g_ptr_array_index (offer->campaign->stages, i);

      add_field (fields, g_ptr_array_index (dialog->planned, i), g_strconcat ("planned:", stage->name, NULL));
      add_field (fields, g_ptr_array_index (dialog->done, i), g_strconcat ("done:", stage->name, NULL));
    }
  for (guint i = 0; i < dialog->quantities->len; i++)
    add_field (fields, g_ptr_array_index (dialog->quantities, i),
               g_strconcat ("type:", ((const SotongType *) g_ptr_array_index (offer->types, i))->id, NULL));
  for (guint i = 0; i < dialog->line_checks->len; i++)
    add_field (fields, g_ptr_array_index (dialog->line_checks, i),
               g_strdup_printf ("line:%" G_GINT64_FORMAT, ((const SotongBudgetLine *) g_ptr_array_index (offer->lines, i))->id));
}

static void
watch (const Dialog *dialog,
       SotongStore  *store)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new (), keys = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *which = g_strdup_printf ("campaign:%" G_GINT64_FORMAT, dialog->offer->id);
  Fields fields = { rows, keys };

  add_field (&fields, dialog->name, g_strdup ("name"));
  add_field (&fields, dialog->goal, g_strdup ("goal"));
  add_field (&fields, dialog->from, g_strdup ("from"));
  add_field (&fields, dialog->to, g_strdup ("to"));
  add_field (&fields, dialog->owner, g_strdup ("owner"));
  add_field (&fields, dialog->agency, g_strdup ("agency"));
  add_field (&fields, dialog->colour, g_strdup ("colour"));
  add_field (&fields, dialog->messages, g_strdup ("messages"));
  add_field (&fields, dialog->hashtags, g_strdup ("hashtags"));
  add_field (&fields, dialog->new_stage, g_strdup ("new-stage"));
  add_offered_fields (dialog, &fields);
  g_ptr_array_add (keys, NULL);
  sotong_form_journal_watch (dialog->form, store, which, (GtkWidget **) rows->pdata, (const char * const *) keys->pdata, NULL);
}

static void
present (SotongPane  *pane,
         SotongStore *store,
         Offer       *offer)
{
  const SotongCampaign *campaign = offer->campaign;
  Dialog *dialog = g_new0 (Dialog, 1);

  dialog->form = sotong_form_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (pane))), offer->id != 0 ? _("Campaign") : _("Add Campaign"),
                                  offer->id != 0 ? _("_Save") : _("_Add"));
  dialog->pane = g_object_ref (pane);
  dialog->offer = offer;
  dialog->line_checks = g_ptr_array_new ();
  dialog->quantities = g_ptr_array_new ();
  dialog->planned = g_ptr_array_new ();
  dialog->done = g_ptr_array_new ();
  dialog->name = sotong_form_add_entry (dialog->form, _("Name"), campaign->name);
  dialog->goal = sotong_form_add_entry (dialog->form, _("Goal"), campaign->goal);
  dialog->from = sotong_form_add_entry (dialog->form, _("First day (YYYY-MM-DD)"), campaign->starts_on);
  dialog->to = sotong_form_add_entry (dialog->form, _("Last day (YYYY-MM-DD)"), campaign->ends_on);
  add_owner (dialog);
  dialog->agency = sotong_form_add_entry (dialog->form, _("Agency"), campaign->agency);
  add_colour (dialog);
  sotong_form_add_group (dialog->form, _("Words"), NULL);
  dialog->messages = sotong_form_add_text (dialog->form, _("Key messages, one a line"), campaign->key_messages);
  dialog->hashtags = sotong_form_add_entry (dialog->form, _("Hashtags"), campaign->hashtags);
  add_stages (dialog);
  add_targets (dialog);
  add_lines (dialog);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
  watch (dialog, store);
  gtk_window_set_default_size (GTK_WINDOW (dialog->form), 560, 640);
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
    sotong_pane_show_error (pane, _("The campaign could not be read"), error);
  else if (sotong_pane_get_attached (pane) && gtk_widget_get_root (GTK_WIDGET (pane)) != NULL)
    present (pane, SOTONG_STORE (object), g_steal_pointer (&offer));
}

/**
 * sotong_campaign_form_present:
 * @pane: the pane that asks
 * @campaign: a campaign, or 0 for a new one
 *
 * Asks for all that a campaign is and saves it, as one step of undo. What is typed outlives a killed program: it stands there
 * when the form is opened again.
 */
void
sotong_campaign_form_present (SotongPane *pane,
                              gint64      campaign)
{
  SotongContext *context = sotong_pane_get_context (pane);

  if (context == NULL || sotong_context_get_store (context) == NULL)
    return;
  sotong_store_read_async (sotong_context_get_store (context), offer_job, g_memdup2 (&campaign, sizeof campaign), g_free,
                           (GDestroyNotify) offer_free, NULL, offer_cb, g_object_ref (pane));
}
