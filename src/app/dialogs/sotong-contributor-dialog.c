/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-contributor-dialog.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "app/panes/sotong-editor-details.h"
#include "store/sotong-content.h"
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
  gint64                 content_id; /* whom a new contributor is for; 0: none, or not stored yet */
  char                  *draft;      /* (owned) (nullable): what tells a content that is not stored yet */
  gint64                 campaign_id;
  gint64                 channel_id;
  SotongDialogSavedFunc  saved;
  GObject               *owner;     /* (weak) (nullable): of @saved */
} Dialog;

/* Plain values for the store's thread. */
typedef struct {
  SotongContributor contributor;
  gint64            content_id;  /* what a new contributor is chosen in, if nobody is; 0: nothing */
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
  g_free (dialog->draft);
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
  gint64                 fee;
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
        call->saved (*id, call->fee, call->owner);
      sotong_form_done (form);
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
  call->fee = values->contributor.fee;
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

/* A new contributor is chosen in the content, unless that has one by now or is gone. The fee is what it will cost, unless
 * somebody said otherwise. */
static gboolean
choose (SotongDb  *db,
        gint64     content_id,
        gint64     contributor_id,
        gint64     fee,
        GError   **error)
{
  g_autoptr(SotongContent) content = content_id != 0 ? sotong_content_get (db, content_id, NULL) : NULL;

  if (content == NULL || content->contributor_id != SOTONG_NONE)
    return TRUE;
  content->contributor_id = contributor_id;
  if (content->cost_planned == SOTONG_NONE && content->cost_final == SOTONG_NONE)
    content->cost_planned = fee;
  return sotong_content_save (db, content, error);
}

static gpointer
contributor_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  const Values *values = data;
  gint64 id = values->contributor.id;

  if (id != 0)
    return sotong_contributor_edit (db, &values->contributor, error) ? g_memdup2 (&id, sizeof id) : NULL;
  id = sotong_contributor_add (db, &values->contributor, error);
  return id != 0 && choose (db, values->content_id, id, values->contributor.fee, error) ? g_memdup2 (&id, sizeof id) : NULL;
}

/* Who asked is gone with the program that ended: the content is, perhaps, open in an editor again; else the workspace has it. */
static void
find_content (Dialog *dialog,
              Values *values)
{
  GtkWidget *window = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (dialog->form)));
  SotongEditorContributor *section;

  if ((dialog->saved != NULL && dialog->owner != NULL) || dialog->id != 0
      || (dialog->content_id == 0 && dialog->draft == NULL))
    return;
  section = window != NULL ? sotong_editor_contributor_unfold (window, dialog->content_id, dialog->draft) : NULL;
  if (section == NULL)
    {
      values->content_id = dialog->content_id;
      return;
    }
  dialog->saved = sotong_editor_contributor_take;
  g_set_weak_pointer (&dialog->owner, G_OBJECT (section));
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
  find_content (dialog, values);
  save (dialog, contributor_job, values);
}

/* What the journal knows the form by: whom it is of, and the content that it was opened in; of one that is not stored behind
 * that what the editor calls it. */
#define PREFIX "contributor:"

static char *
name_form (const Dialog *dialog)
{
  return g_strdup_printf (PREFIX "%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT "%s%s", dialog->id, dialog->content_id,
                          dialog->draft != NULL ? ":" : "", dialog->draft != NULL ? dialog->draft : "");
}

/* What the journal knows the rows by. */
static const char *const keys[N_ROWS + 1] = { "pen-name", "channel", "consent", "rights", "fee", NULL };

/* What stands in a row of a form that is opened. (transfer full) */
static char *
value_before (const SotongContributor *contributor,
              int                      row)
{
  gint64 fee = contributor != NULL ? contributor->fee : USUAL_FEE;

  if (row == 4)
    return fee != SOTONG_NONE ? sotong_number_group (fee) : g_strdup ("");
  if (contributor == NULL)
    return g_strdup ("");
  return g_strdup (row == 0 ? contributor->pen_name : row == 1 ? contributor->channel_url : row == 2 ? contributor->consent : contributor->rights);
}

static Dialog *
open_form (GtkWindow                *parent,
           SotongContext            *context,
           const SotongContributor  *contributor,
           gint64                    content,
           const char               *draft,
           const SotongJournalEntry *left)
{
  const char *const titles[N_ROWS] = { _("Pen name"), _("Own channel (https://…)"), _("Consent: to what, when"), _("Rights to text and pictures"),
                                       _("Fee a content (won)") };
  Dialog *dialog = dialog_new (parent, context, contributor != NULL ? _("Edit Contributor") : _("Add Contributor"),
                               contributor != NULL ? _("_Save") : _("_Add"));
  g_autofree char *which = NULL;

  dialog->id = contributor != NULL ? contributor->id : 0;
  dialog->content_id = content;
  dialog->draft = g_strdup (draft);
  which = name_form (dialog);
  if (left != NULL)
    sotong_form_add_group (dialog->form, NULL, _("What you wrote here before the program ended is back, and not saved yet."));
  for (int i = 0; i < N_ROWS; i++)
    {
      g_autofree char *before = value_before (contributor, i);

      dialog->rows[i] = sotong_form_add_entry (dialog->form, titles[i], before);
    }
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (contributor_accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
  sotong_form_journal_watch (dialog->form, sotong_context_get_store (context), which, dialog->rows, keys, left);
  g_object_set_data (G_OBJECT (dialog->form), "contributor-dialog", dialog);
  return dialog;
}

/**
 * sotong_contributor_dialog_present:
 * @parent: the window
 * @context: its context, with a workspace
 * @contributor: (nullable): whom to change; %NULL adds one
 * @content: the content that a new one is for, 0 if there is none or it is not stored; should the program be killed, it gets
 *   the contributor when the form that is open again is saved
 * @draft: (nullable): of a content that is not stored, what sotong_editor_page_get_draft() calls it
 * @saved: (nullable): called with the id and @owner when it is saved
 * @owner: (nullable): lives or is not called
 *
 * Asks for a citizen who makes joint contents. What is typed outlives a killed program.
 */
void
sotong_contributor_dialog_present (GtkWindow               *parent,
                                   SotongContext           *context,
                                   const SotongContributor *contributor,
                                   gint64                   content,
                                   const char              *draft,
                                   SotongDialogSavedFunc    saved,
                                   GObject                 *owner)
{
  Dialog *dialog = open_form (parent, context, contributor, content, draft, NULL);

  dialog->saved = saved;
  g_set_weak_pointer (&dialog->owner, owner);
  gtk_window_present (GTK_WINDOW (dialog->form));
}

/**
 * sotong_contributor_dialog_stored:
 * @draft: what a content was called before it was stored
 * @content: its number
 *
 * The form that is open in it, if there is one, belongs to that from now on.
 */
void
sotong_contributor_dialog_stored (const char *draft,
                                  gint64      content)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (all, i);
      Dialog *dialog = g_object_get_data (G_OBJECT (window), "contributor-dialog");
      g_autofree char *which = NULL;

      if (dialog == NULL || g_strcmp0 (dialog->draft, draft) != 0)
        continue;
      dialog->content_id = content;
      which = name_form (dialog);
      sotong_form_journal_set_which (window, which);
    }
}

/* ---- what was typed when a program ended ---- */

typedef struct {
  SotongJournalEntry *entry;   /* (owned) */
  SotongContributor  *stored;  /* (owned) (nullable): whom it is about; %NULL for a new one */
  gint64              content; /* or 0 */
  char               *draft;   /* (owned) (nullable) */
} Left;

static void
left_free (Left *left)
{
  sotong_journal_entry_free (left->entry);
  sotong_contributor_free (left->stored);
  g_free (left->draft);
  g_free (left);
}

static gboolean
same_value (const SotongContributor *stored,
            int                      row,
            const char              *typed)
{
  g_autofree char *is = value_before (stored, row), *line = sotong_text_single_line (typed, 2000);
  gint64 fee;

  g_strstrip (line);
  if (row == 4 && sotong_won_parse (line, &fee))
    return fee == stored->fee;
  return g_str_equal (is, line);
}

/* Whether the workspace holds all that was typed already: the program ended after it was saved. */
static gboolean
is_stored (const SotongContributor  *stored,
           const SotongJournalEntry *entry)
{
  const char *typed;

  for (int i = 0; i < N_ROWS; i++)
    if (g_variant_lookup (entry->fields, keys[i], "&s", &typed) && !same_value (stored, i, typed))
      return FALSE;
  return TRUE;
}

/* Returns: (transfer full) (nullable): whom the entry is about, or who has the name of a new one */
static SotongContributor *
find_stored (SotongDb                 *db,
             const SotongJournalEntry *entry,
             gint64                    id)
{
  const char *name = NULL;

  if (id == 0 && g_variant_lookup (entry->fields, keys[0], "&s", &name))
    id = sotong_contributor_find (db, name, NULL);
  return id != 0 ? sotong_contributor_get (db, id, NULL) : NULL;
}

/* Returns: (transfer full) (nullable): what is to be shown; %NULL when the entry is of another form, or stored and forgotten */
static Left *
take_left (SotongDb           *db,
           SotongJournalEntry *entry)
{
  g_autoptr(SotongJournalEntry) owned = entry;
  g_autoptr(SotongContributor) stored = NULL;
  const char *which = sotong_form_journal_which (entry);
  gint64 id, content;
  char *end;
  Left *left;

  if (which == NULL || !g_str_has_prefix (which, PREFIX))
    return NULL;
  id = g_ascii_strtoll (which + strlen (PREFIX), &end, 10);
  content = *end == ':' ? g_ascii_strtoll (end + 1, &end, 10) : 0;
  stored = find_stored (db, entry, id);
  if (stored != NULL && is_stored (stored, entry))
    {
      g_unlink (entry->path);
      return NULL;
    }
  left = g_new0 (Left, 1);
  left->content = content;
  left->draft = *end == ':' ? g_strdup (end + 1) : NULL; /* of the entry's text */
  left->entry = g_steal_pointer (&owned);
  left->stored = id != 0 ? g_steal_pointer (&stored) : NULL; /* one that was removed since is a new one */
  return left;
}

static gpointer
left_job (SotongDb      *db,
          gpointer       folder,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) entries = sotong_journal_find (folder);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) left_free);

  while (entries->len > 0)
    {
      Left *left = take_left (db, g_ptr_array_steal_index (entries, 0));

      if (left != NULL)
        g_ptr_array_add (list, left);
    }
  return list;
}

static void
left_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GPtrArray) list = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);
  g_autoptr(SotongWindow) window = g_weak_ref_get (user_data);
  SotongContext *context = window != NULL ? sotong_window_get_context (window) : NULL;

  g_weak_ref_clear (user_data);
  g_free (user_data);
  /* Without an answer the journal stays where it is, for the next time. */
  if (context == NULL || sotong_context_get_store (context) != SOTONG_STORE (object))
    return;
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Left *left = g_ptr_array_index (list, i);

      gtk_window_present (GTK_WINDOW (open_form (GTK_WINDOW (window), context, left->stored, left->content, left->draft, left->entry)->form));
    }
}

/**
 * sotong_contributor_dialog_take_up:
 * @window: a window whose workspace was opened just now
 *
 * Opens the form again in which somebody typed when a program ended, with what they typed.
 */
void
sotong_contributor_dialog_take_up (SotongWindow *window)
{
  SotongStore *store;
  GWeakRef *of;

  g_return_if_fail (SOTONG_IS_WINDOW (window));

  of = g_new0 (GWeakRef, 1);
  g_weak_ref_init (of, window);
  store = sotong_context_get_store (sotong_window_get_context (window));
  sotong_store_read_async (store, left_job, sotong_form_journal_folder (store), g_free, (GDestroyNotify) g_ptr_array_unref, NULL, left_cb,
                           of);
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
  static const char *const rule_keys[] = { "domains", "source", "medium", "campaign", NULL };
  g_autofree char *which = NULL;
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
  which = g_strdup_printf ("links:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, rule->campaign_id, rule->channel_id);
  sotong_form_journal_watch (dialog->form, sotong_context_get_store (context), which, dialog->rows, rule_keys, NULL);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (rule_accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog->form));
}
