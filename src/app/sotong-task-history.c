/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-task-commands.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-table-window.h"
#include "app/panes/sotong-calendar-text.h"
#include "store/sotong-change.h"

#define MAX_ACTS 2000

/* Who did what, and when: for whoever takes the office over, and for who asks. */

static gpointer
history_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_change_list (db, NULL, 0, MAX_ACTS, error);
}

static const char *
state_label (const SotongChangeInfo *info)
{
  if (g_str_equal (info->undo_state, "undone") || g_str_equal (info->undo_state, "dropped"))
    return _("undone");
  /* Translators: an act that can be taken back */
  return g_str_equal (info->undo_state, "done") ? _("can be undone") : "";
}

static SotongTable *
make_table (GPtrArray *list,
            GTimeZone *zone)
{
  SotongTable *table = sotong_table_new ("history", _("History"));
  const char * const heads[] = { _("When"), _("Who"), _("What"), _("Reason"), _("Undo") };
  static const double widths[] = { 38, 24, 90, 50, 30 };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    sotong_table_add_column (table, heads[i], NULL, widths[i], SOTONG_ALIGN_LEFT);
  sotong_table_begin_row (table, SOTONG_ROW_HEAD);
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    sotong_table_add_text (table, heads[i]);
  for (guint i = 0; i < list->len; i++)
    {
      const SotongChangeInfo *info = g_ptr_array_index (list, i);
      g_autofree char *at = sotong_calendar_text_moment (info->at, zone), *what = sotong_change_describe (info);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, at);
      sotong_table_add_text (table, info->actor);
      sotong_table_add_text (table, what);
      sotong_table_add_text (table, info->reason);
      sotong_table_add_text (table, state_label (info));
    }
  return table;
}

static void
history_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  SotongContext *context = sotong_window_get_context (window);
  g_autoptr(SotongTable) table = NULL;
  g_autofree char *note = NULL;

  if (list == NULL)
    {
      sotong_window_show_error (window, _("The history could not be read"), error);
      return;
    }
  if (context == NULL || sotong_context_get_store (context) != SOTONG_STORE (object)) /* another workspace was opened in between */
    return;
  table = make_table (list, sotong_context_get_zone (context));
  note = list->len == 0 ? g_strdup (_("Nobody has changed anything yet."))
         : list->len < MAX_ACTS ? g_strdup_printf (ngettext ("%u act, the newest first.", "%u acts, the newest first.", list->len), list->len)
         : g_strdup_printf (ngettext ("The newest %u act.", "The newest %u acts.", list->len), list->len);
  gtk_window_present (GTK_WINDOW (sotong_table_window_new (GTK_WINDOW (window), table, note)));
}

/**
 * sotong_task_show_history:
 * @window: a window with a workspace
 *
 * Shows who did what in the workspace, as a table to be copied.
 */
void
sotong_task_show_history (SotongWindow *window)
{
  SotongContext *context = sotong_window_get_context (window);

  if (context != NULL && sotong_context_get_store (context) != NULL)
    sotong_store_read_async (sotong_context_get_store (context), history_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL, history_cb,
                             g_object_ref (window));
}
