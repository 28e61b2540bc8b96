/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-cases-pane.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-case-dialog.h"
#include "app/panes/sotong-cases-data.h"
#include "app/sotong-browser.h"
#include "store/sotong-case.h"
#include "util/sotong-url.h"

/**
 * SotongCasesPane:
 *
 * Mentions that a department has to do with: state, department, when they are due; and how often and how fast they were
 * answered, by month and department.
 */
struct _SotongCasesPane
{
  SotongTablePane parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongCasesPane, sotong_cases_pane, SOTONG_TYPE_TABLE_PANE)

/* (nullable): the case that is chosen; %NULL too where months are seen. */
static const SotongCase *
get_case (gpointer pane)
{
  SotongTextRow *row = sotong_table_pane_get_selected (pane);

  return row != NULL ? sotong_text_row_get_data (row) : NULL;
}

static GtkWindow *
get_window (gpointer pane)
{
  return GTK_WINDOW (gtk_widget_get_root (pane));
}

static void
edit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  const SotongCase *one = get_case (user_data);

  if (one != NULL && sotong_pane_get_context (user_data) != NULL)
    sotong_case_dialog_edit (get_window (user_data), sotong_pane_get_context (user_data), one);
}

static void
close_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  const SotongCase *one = get_case (user_data);

  if (one != NULL && sotong_pane_get_context (user_data) != NULL)
    sotong_case_dialog_close (get_window (user_data), sotong_pane_get_context (user_data), one);
}

static void
answer_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  const SotongCase *one = get_case (user_data);

  if (one != NULL && sotong_url_is_web (one->answer_url))
    sotong_browser_open (user_data, one->answer_url);
}

/* In the details, and in the list if it is there. */
static void
mention_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  const SotongCase *one = get_case (user_data);
  SotongContext *context = sotong_pane_get_context (user_data);

  if (one != NULL && context != NULL)
    sotong_context_set_mention (context, one->mention_id);
}

static gpointer
reopen_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_case_reopen (db, *(const gint64 *) data, error) ? data : NULL;
}

static void
reopen_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  const SotongCase *one = get_case (user_data);

  if (one != NULL)
    sotong_table_pane_write (user_data, reopen_job, g_memdup2 (&one->id, sizeof one->id), g_free, _("The case is open again"),
                             _("The case could not be opened again"));
}

/* ---- the class ---- */

static void
sotong_cases_pane_activate (SotongTablePane *pane,
                            SotongTextRow   *row)
{
  edit_action (NULL, NULL, pane);
}

static void
sotong_cases_pane_update (SotongTablePane *pane,
                          SotongTextRow   *row)
{
  const SotongCase *one = row != NULL ? sotong_text_row_get_data (row) : NULL;
  gboolean open = one != NULL && g_str_equal (one->state, "open");

  sotong_table_pane_enable (pane, "edit", one != NULL);
  sotong_table_pane_enable (pane, "mention", one != NULL);
  sotong_table_pane_enable (pane, "close", open);
  sotong_table_pane_enable (pane, "reopen", one != NULL && !open);
  sotong_table_pane_enable (pane, "answer", one != NULL && one->answer_url[0] != '\0');
}

static const SotongTextColumn case_columns[] = {
  { N_("No."), 48, TRUE }, { N_("State"), 72 }, { N_("Department"), 110 }, { N_("Due"), 130 }, { N_("Kind"), 90 },
  { N_("Text"), SOTONG_TEXT_COLUMN_REST },
};

static const SotongTextColumn month_columns[] = {
  { N_("Month"), 72 }, { N_("Department"), SOTONG_TEXT_COLUMN_REST }, { N_("Cases"), 56, TRUE }, { N_("To answer"), 72, TRUE },
  { N_("Answered"), 64, TRUE }, { N_("Answer rate"), 72, TRUE }, { N_("Time to answer"), 96, TRUE }, { N_("Overdue"), 56, TRUE },
};

static const SotongTableView views[SOTONG_CASES_N_VIEWS] = {
  { N_("Cases"), case_columns, G_N_ELEMENTS (case_columns), N_("No cases"),
    N_("In the list of mentions, C makes the chosen one a case for a department.") },
  { N_("Answers by Month"), month_columns, G_N_ELEMENTS (month_columns), N_("No cases"),
    N_("In the list of mentions, C makes the chosen one a case for a department.") },
};

static const char * const filters[] = { N_("All cases"), N_("Open"), N_("Overdue"), N_("Answered"), N_("Closed"), NULL };

static const GActionEntry entries[] = {
  { .name = "edit", .activate = edit_action }, { .name = "close", .activate = close_action }, { .name = "reopen", .activate = reopen_action },
  { .name = "mention", .activate = mention_action }, { .name = "answer", .activate = answer_action },
};

static const SotongTableKey keys[] = {
  { GDK_KEY_a, "close" }, { GDK_KEY_r, "reopen" }, { GDK_KEY_m, "mention" }, { GDK_KEY_o, "answer" },
};

static void
sotong_cases_pane_class_init (SotongCasesPaneClass *klass)
{
  SotongTablePaneClass *table_class = SOTONG_TABLE_PANE_CLASS (klass);

  table_class->prefix = "cases";
  table_class->menu = "/org/sotong/Sotong/sotong-cases-menu.ui";
  table_class->views = views;
  table_class->n_views = G_N_ELEMENTS (views);
  table_class->filters = filters;
  table_class->filter_label = N_("State");
  table_class->description = N_("Keys: Enter edits the case, A closes it with an answer, R opens it again, M shows its mention, O opens the answer");
  table_class->entries = entries;
  table_class->n_entries = G_N_ELEMENTS (entries);
  table_class->keys = keys;
  table_class->n_keys = G_N_ELEMENTS (keys);
  table_class->areas = SOTONG_AREA_WATCH;
  table_class->read = sotong_cases_read_job;
  table_class->activate = sotong_cases_pane_activate;
  table_class->update = sotong_cases_pane_update;
}

static void
sotong_cases_pane_init (SotongCasesPane *self)
{
}
