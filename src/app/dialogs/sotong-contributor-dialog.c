/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-contributor-dialog.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/* Small forms that a content's editor opens: a citizen who contributes, and the rule for links. */

#define N_ROWS 5
#define USUAL_FEE 150000 /* won, as the programme's basis of calculation has it */

typedef struct {
  SotongForm            *form;      /* (unowned): the dialog goes with it */
  SotongContext         *context;   /* (owned) */
  GtkWidget             *rows[N_ROWS];
  gint64                 id;        /* 0: a new one */
  gint64                 campaign_id;
  gint64                 channel_id;
  SotongDialogSavedFunc  saved;
  GObject               *owner;     /* (weak) (nullable): of @saved */
} Dialog;

/* Plain values for the store's thread. */
typedef struct {
  SotongContributor contributor;
  SotongLinkRule    rule;
} Values;

static void
values_free (Values *values)
{
  g_free (values->contributor.pen_name);
  g_free (values->contributor.channel_url);
  g_free (values->contributor.consent);
  g_free (values->contributor.rights);
  g_free (values->rule.domains);
  g_free (values->rule.source);
  g_free (values->rule.medium);
  g_free (values->rule.campaign);
  g_free (values);
}

static void
dialog_free (gpointer  data,
             GClosure *closure)
{
  Dialog *dialog = data;

  g_object_unref (dialog->context);
  g_clear_weak_pointer (&dialog->owner);
  g_free (dialog);
}

static char *
value_of (const Dialog *dialog,
          int           row)
{
  g_autofree char *line = sotong_text_single_line (sotong_form_get_text (dialog->rows[row]), 2000);

  return g_strdup (g_strstrip (line));
}

typedef struct {
  SotongForm            *form;   /* (owned) */
  SotongDialogSavedFunc  saved;
  GObject               *owner;  /* (weak) (nullable) */
} SaveCall;

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree SaveCall *call = user_data;
  g_autoptr(SotongForm) form = call->form;
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *id = sotong_store_write_finish (SOTONG_STORE (object), result, &error);

  if (id == NULL)
    sotong_form_fail (form, error->message);
  else
    {
      if (call->saved != NULL && call->owner != NULL)
        call->saved (*id, call->owner);
      gtk_window_close (GTK_WINDOW (form));
    }
  g_clear_weak_pointer (&call->owner);
}

static void
save (Dialog         *dialog,
      SotongStoreJob  job,
      Values         *values)
{
  SaveCall *call = g_new0 (SaveCall, 1);

  call->form = g_object_ref (dialog->form);
  call->saved = dialog->saved;
  g_set_weak_pointer (&call->owner, dialog->owner);
  sotong_form_set_busy (dialog->form, TRUE);
  sotong_store_write_async (sotong_context_get_store (dialog->context), SOTONG_WRITE_DEFAULT, job, values, (GDestroyNotify) values_free,
                            g_free, NULL, saved_cb, call);
}

static Dialog *
dialog_new (GtkWindow     *parent,
            SotongContext *context,
            const char    *title,
            const char    *accept)
{
  Dialog *dialog = g_new0 (Dialog, 1);

  dialog->form = sotong_form_new (parent, title, accept);
  dialog->context = g_object_ref (context);
  return dialog;
}

/* ---- contributor ---- */

static gpointer
contributor_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  SotongContributor *contributor = &((Values *) data)->contributor;

  if (contributor->id != 0)
    return sotong_contributor_edit (db, contributor, error) ? g_memdup2 (&contributor->id, sizeof contributor->id) : NULL;
  contributor->id = sotong_contributor_add (db, contributor, error);
  return contributor->id != 0 ? g_memdup2 (&contributor->id, sizeof contributor->id) : NULL;
}

static void
contributor_accepted_cb (Dialog *dialog)
{
  Values *values = g_new0 (Values, 1);
  g_autofree char *fee = value_of (dialog, 4);

  values->contributor = (SotongContributor) { dialog->id, value_of (dialog, 0), value_of (dialog, 1), value_of (dialog, 2), value_of (dialog, 3),
                                              SOTONG_NONE };
  if (*fee != '\0' && !sotong_won_parse (fee, &values->contributor.fee))
    {
      values_free (values);
      sotong_form_fail (dialog->form, _("The fee is an amount in won, as 150,000."));
      return;
    }
  save (dialog, contributor_job, values);
}

/**
 * sotong_contributor_dialog_present:
 * @parent: the window
 * @context: its context, with a workspace
 * @contributor: (nullable): whom to change; %NULL adds one
 * @saved: (nullable): called with the id and @owner when it is saved
 * @owner: (nullable): lives or is not called
 *
 * Asks for a citizen who makes joint contents.
 */
void
sotong_contributor_dialog_present (GtkWindow               *parent,
                                   SotongContext           *context,
                                   const SotongContributor *contributor,
                                   SotongDialogSavedFunc    saved,
                                   GObject                 *owner)
{
  Dialog *dialog = dialog_new (parent, context, contributor != NULL ? _("Edit Contributor") : _("Add Contributor"),
                               contributor != NULL ? _("_Save") : _("_Add"));
  g_autofree char *fee = contributor == NULL ? sotong_number_group (USUAL_FEE)
                         : contributor->fee != SOTONG_NONE ? sotong_number_group (contributor->fee) : g_strdup ("");

  dialog->id = contributor != NULL ? contributor->id : 0;
  dialog->saved = saved;
  g_set_weak_pointer (&dialog->owner, owner);
  dialog->rows[0] = sotong_form_add_entry (dialog->form, _("Pen name"), contributor != NULL ? contributor->pen_name : NULL);
  dialog->rows[1] = sotong_form_add_entry (dialog->form, _("Own channel (https://…)"), contributor != NULL ? contributor->channel_url : NULL);
  dialog->rows[2] = sotong_form_add_entry (dialog->form, _("Consent: to what, when"), contributor != NULL ? contributor->consent : NULL);
  dialog->rows[3] = sotong_form_add_entry (dialog->form, _("Rights to text and pictures"), contributor != NULL ? contributor->rights : NULL);
  dialog->rows[4] = sotong_form_add_entry (dialog->form, _("Fee a content (won)"), fee);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (contributor_accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog->form));
}

/* ---- the rule for links ---- */

static gpointer
rule_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const SotongLinkRule *rule = &((Values *) data)->rule;

  return sotong_link_rule_set (db, rule, error) ? g_memdup2 (&rule->id, sizeof rule->id) : NULL;
}

static void
rule_accepted_cb (Dialog *dialog)
{
  Values *values = g_new0 (Values, 1);

  values->rule = (SotongLinkRule) { dialog->id, dialog->campaign_id, dialog->channel_id, value_of (dialog, 0), value_of (dialog, 1),
                                    value_of (dialog, 2), value_of (dialog, 3) };
  save (dialog, rule_job, values);
}

/**
 * sotong_link_rule_dialog_present:
 * @parent: the window
 * @context: its context, with a workspace
 * @rule: the rule as it is, perhaps empty; its campaign and channel say whose it is
 *
 * Asks which links get marks, and which.
 */
void
sotong_link_rule_dialog_present (GtkWindow            *parent,
                                 SotongContext        *context,
                                 const SotongLinkRule *rule)
{
  Dialog *dialog = dialog_new (parent, context, _("Marks of Links"), _("_Save"));

  dialog->campaign_id = rule->campaign_id;
  dialog->channel_id = rule->channel_id;
  sotong_form_add_group (dialog->form, NULL, rule->campaign_id == SOTONG_NONE
                         ? _("For all contents. Links to these domains get the marks when they are sent; the texts themselves keep clean links. "
                             "What is left empty is filled in: the platform’s name, “social”, the campaign’s name.")
                         : _("For the contents of this campaign. What is left empty is as for all contents."));
  dialog->rows[0] = sotong_form_add_entry (dialog->form, _("Domains, as seoul.go.kr"), rule->domains);
  dialog->rows[1] = sotong_form_add_entry (dialog->form, _("Source (utm_source)"), rule->source);
  dialog->rows[2] = sotong_form_add_entry (dialog->form, _("Medium (utm_medium)"), rule->medium);
  dialog->rows[3] = sotong_form_add_entry (dialog->form, _("Campaign (utm_campaign)"), rule->campaign);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (rule_accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog->form));
}
