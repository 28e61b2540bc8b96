/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks which panes are presented, how long each, and how large. */
#include "config.h"

#include "app/dialogs/sotong-presentation-dialog.h"

#include <glib/gi18n.h>

#include "app/sotong-pane-registry.h"

static const guint seconds[] = { 0, 10, 20, 30, 60, 120, 300 };
static const guint type_sizes[] = { 100, 125, 150, 175, 200 };

typedef struct {
  SotongWindow *window;   /* (unowned): the form goes before it */
  GPtrArray    *ids;      /* (owned) (element-type utf8) */
  GPtrArray    *checks;   /* (owned) (element-type GtkWidget, unowned) */
  GtkWidget    *seconds;
  GtkWidget    *type_size;
} Fields;

static void
fields_free (Fields *fields)
{
  g_ptr_array_unref (fields->ids);
  g_ptr_array_unref (fields->checks);
  g_free (fields);
}

static void
accepted_cb (SotongForm *form,
             Fields     *fields)
{
  g_autoptr(SotongPresentationPlan) plan = g_new0 (SotongPresentationPlan, 1);
  g_autoptr(GStrvBuilder) chosen = g_strv_builder_new ();
  SotongWindow *window = fields->window;

  for (guint i = 0; i < fields->ids->len; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (g_ptr_array_index (fields->checks, i))))
      g_strv_builder_add (chosen, g_ptr_array_index (fields->ids, i));
  plan->panes = g_strv_builder_end (chosen);
  if (plan->panes[0] == NULL)
    {
      sotong_form_fail (form, _("Nothing would be shown. Choose at least one pane."));
      return;
    }
  plan->seconds = seconds[adw_combo_row_get_selected (ADW_COMBO_ROW (fields->seconds))];
  plan->type_size = type_sizes[adw_combo_row_get_selected (ADW_COMBO_ROW (fields->type_size))];
  sotong_presentation_plan_write (sotong_window_get_settings (window), plan);
  gtk_window_destroy (GTK_WINDOW (form));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.presentation", NULL);
}

/* Those that are chosen first, then those that are seen, then all there are. */
static GPtrArray *
list_panes (SotongWindow          *window,
            const char *const *    chosen)
{
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto(GStrv) seen = sotong_workbench_list_seen (sotong_window_get_workbench (window));
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  guint n_panes;
  const SotongPaneInfo *panes = sotong_pane_registry_get (&n_panes);

  for (guint i = 0; chosen[i] != NULL; i++)
    if (sotong_pane_registry_lookup (chosen[i]) != NULL && g_hash_table_add (known, (gpointer) chosen[i]))
      g_ptr_array_add (ids, g_strdup (chosen[i]));
  for (guint i = 0; seen[i] != NULL; i++)
    if (g_hash_table_add (known, seen[i]))
      g_ptr_array_add (ids, g_strdup (seen[i]));
  for (guint i = 0; i < n_panes; i++)
    if (g_hash_table_add (known, (gpointer) panes[i].id))
      g_ptr_array_add (ids, g_strdup (panes[i].id));
  return ids;
}

static guint
index_of (const guint *numbers,
          guint        n_numbers,
          guint        number)
{
  guint found = 0;

  for (guint i = 0; i < n_numbers; i++)
    if (numbers[i] <= number)
      found = i;
  return found;
}

/**
 * sotong_presentation_dialog_present:
 * @window: a window with an open workspace
 *
 * Asks what is presented, and begins when it is accepted. What is chosen is remembered.
 *
 * Returns: (transfer none): the form
 */
SotongForm *
sotong_presentation_dialog_present (SotongWindow *window)
{
  const char *times[] = { _("Until I turn"), _("10 seconds"), _("20 seconds"), _("30 seconds"), _("1 minute"), _("2 minutes"), _("5 minutes"), NULL };
  const char *sizes[] = { "100 %", "125 %", "150 %", "175 %", "200 %", NULL };
  g_autoptr(SotongPresentationPlan) plan = sotong_presentation_plan_read (sotong_window_get_settings (window));
  g_auto(GStrv) seen = sotong_workbench_list_seen (sotong_window_get_workbench (window));
  const char *const *chosen = (const char *const *) (plan->panes[0] != NULL ? plan->panes : seen);
  SotongForm *form = sotong_form_new (GTK_WINDOW (window), _("Presentation"), _("_Start"));
  Fields *fields = g_new0 (Fields, 1);

  fields->window = window;
  fields->ids = list_panes (window, chosen);
  fields->checks = g_ptr_array_new ();
  sotong_form_add_group (form, NULL, _("One pane at a time fills the screen. Page Down and Page Up turn, Pause stays, Esc ends; F11 starts again as it was."));
  fields->seconds = sotong_form_add_choice (form, _("Each pane stays"), times, index_of (seconds, G_N_ELEMENTS (seconds), plan->seconds));
  fields->type_size = sotong_form_add_choice (form, _("Size of the type"), sizes, index_of (type_sizes, G_N_ELEMENTS (type_sizes), plan->type_size));
  sotong_form_add_group (form, _("Panes"), NULL);
  for (guint i = 0; i < fields->ids->len; i++)
    {
      const char *id = g_ptr_array_index (fields->ids, i);
      g_autofree char *title = sotong_pane_registry_title (id);

      g_ptr_array_add (fields->checks, sotong_form_add_check (form, title, NULL, g_strv_contains (chosen, id)));
    }
  g_object_set_data_full (G_OBJECT (form), "fields", fields, (GDestroyNotify) fields_free);
  g_signal_connect (form, "accepted", G_CALLBACK (accepted_cb), fields);
  gtk_window_present (GTK_WINDOW (form));
  return form;
}
