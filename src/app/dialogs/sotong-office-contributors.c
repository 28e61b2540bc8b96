/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-contributor-dialog.h"
#include "app/dialogs/sotong-office-lists.h"
#include "store/sotong-contributor.h"
#include "util/sotong-won.h"

/* The citizens who make joint contents, each with the contents and what is owed for them. */

typedef struct {
  SotongContributor *contributor;    /* (owned) */
  GPtrArray         *contributions;  /* (owned) (element-type SotongContribution) */
} Item;

static void
item_free (Item *item)
{
  sotong_contributor_free (item->contributor);
  g_ptr_array_unref (item->contributions);
  g_free (item);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) contributors = sotong_contributor_list (db, error);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);

  if (contributors == NULL)
    return NULL;
  while (contributors->len > 0)
    {
      Item *item = g_new0 (Item, 1);
      const SotongContributor *contributor = g_ptr_array_index (contributors, 0);

      item->contributions = sotong_contributor_list_contributions (db, contributor->id, error);
      if (item->contributions == NULL)
        {
          g_free (item);
          return NULL;
        }
      item->contributor = g_ptr_array_steal_index (contributors, 0);
      g_ptr_array_add (items, item);
    }
  return g_steal_pointer (&items);
}

/* ---- acts ---- */

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_contributor_remove (db, *(gint64 *) data, error) ? data : NULL;
}

static void
remove_cb (GtkWidget        *button,
           SotongListDialog *dialog)
{
  gint64 id = sotong_list_dialog_get_id (button);

  sotong_list_dialog_write (dialog, remove_job, g_memdup2 (&id, sizeof id), g_free);
}

static SotongContributor *
contributor_copy (const SotongContributor *contributor)
{
  SotongContributor *copy = g_memdup2 (contributor, sizeof *contributor);

  copy->pen_name = g_strdup (contributor->pen_name);
  copy->channel_url = g_strdup (contributor->channel_url);
  copy->consent = g_strdup (contributor->consent);
  copy->rights = g_strdup (contributor->rights);
  return copy;
}

static void
edit_cb (GtkWidget        *button,
         SotongListDialog *dialog)
{
  sotong_contributor_dialog_present (GTK_WINDOW (dialog), sotong_list_dialog_get_context (dialog),
                                     g_object_get_data (G_OBJECT (button), "contributor"), 0, NULL, NULL, NULL);
}

static void
add (SotongListDialog *dialog)
{
  sotong_contributor_dialog_present (GTK_WINDOW (dialog), sotong_list_dialog_get_context (dialog), NULL, 0, NULL, NULL, NULL);
}

static void
open_cb (GtkWidget        *button,
         SotongListDialog *dialog)
{
  SotongContext *context = sotong_list_dialog_get_context (dialog);
  gint64 id = sotong_list_dialog_get_id (button);

  gtk_window_close (GTK_WINDOW (dialog));
  sotong_context_open_content (context, id);
}

/* ---- rows ---- */

/* How many contents, how many proven, and what that comes to. */
static char *
describe (const SotongContributor *contributor)
{
  g_autofree char *contents = sotong_number_group (contributor->n_contents), *proven = sotong_number_group (contributor->n_proven);
  g_autofree char *counts = g_strdup_printf (_("%s joint contents, %s proven"), contents, proven);
  g_autoptr(GString) text = g_string_new (counts);

  if (contributor->fee != SOTONG_NONE)
    {
      g_autofree char *fee = sotong_number_group (contributor->fee), *all = sotong_number_group (contributor->fee * contributor->n_proven);

      g_string_append (text, " · ");
      /* Translators: the fee for a content, and for all that are proven */
      g_string_append_printf (text, _("%s won each, %s won for those proven"), fee, all);
    }
  if (contributor->consent[0] == '\0')
    g_string_append_printf (text, " · %s", _("No consent is noted"));
  if (contributor->rights[0] == '\0')
    g_string_append_printf (text, " · %s", _("No rights are noted"));
  return g_strdup (text->str);
}

/* What was noted, and is no address, is seen for what it is: it was not counted. */
static char *
describe_contribution (const SotongContribution *contribution,
                       const char               *day)
{
  if (contribution->proof_url[0] == '\0' || sotong_contribution_is_proof (contribution->proof_url))
    return g_strdup_printf ("%s · %s", day, contribution->proof_url[0] != '\0' ? contribution->proof_url : _("No proof yet"));
  return g_strdup_printf ("%s · %s · %s", day, contribution->proof_url, _("No web address: not counted as proof"));
}

static GtkWidget *
make_content_row (SotongListDialog         *dialog,
                  const SotongContribution *contribution)
{
  GtkWidget *row = adw_action_row_new ();
  GTimeZone *zone = sotong_context_get_zone (sotong_list_dialog_get_context (dialog));
  g_autofree char *day = contribution->at != SOTONG_NONE ? sotong_time_format_date (contribution->at, zone) : g_strdup (_("Without a day"));
  g_autofree char *subtitle = describe_contribution (contribution, day);
  /* Translators: %s is a content's title */
  g_autofree char *label = g_strdup_printf (_("Open “%s”"), contribution->title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), contribution->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sotong_list_dialog_new_button (dialog, "sotong-content-symbolic", label, contribution->id,
                                                                                 G_CALLBACK (open_cb)));
  return row;
}

static GtkWidget *
make_row (SotongListDialog *dialog,
          gconstpointer     data)
{
  const Item *item = data;
  const SotongContributor *contributor = item->contributor;
  GtkWidget *row = adw_expander_row_new (), *edit;
  g_autofree char *subtitle = describe (contributor);
  /* Translators: %s is a pen name */
  g_autofree char *edit_label = g_strdup_printf (_("Edit %s"), contributor->pen_name);
  g_autofree char *remove_label = g_strdup_printf (_("Remove %s"), contributor->pen_name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), contributor->pen_name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  edit = sotong_list_dialog_new_button (dialog, "sotong-edit-symbolic", edit_label, contributor->id, G_CALLBACK (edit_cb));
  g_object_set_data_full (G_OBJECT (edit), "contributor", contributor_copy (contributor), (GDestroyNotify) sotong_contributor_free);
  /* An expander row puts what is added last first. */
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), sotong_list_dialog_new_button (dialog, "sotong-remove-symbolic", remove_label, contributor->id,
                                                                                     G_CALLBACK (remove_cb)));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), edit);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), item->contributions->len > 0);
  for (guint i = 0; i < item->contributions->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_content_row (dialog, g_ptr_array_index (item->contributions, i)));
  return row;
}

static const SotongListDialogInfo info = {
  N_("Contributors"),
  N_("Citizens who make joint contents. A fee is owed once the address of the content on the citizen’s channel is noted."),
  N_("There is none yet. A citizen is also added while a joint content is written."),
  SOTONG_AREA_PLAN,
  list_job,
  make_row,
  add,
};

/**
 * sotong_contributors_dialog_new:
 * @window: a window with a workspace
 *
 * Returns: (transfer full): a dialog with the citizens who contribute
 */
SotongListDialog *
sotong_contributors_dialog_new (SotongWindow *window)
{
  return sotong_list_dialog_new (window, &info);
}
