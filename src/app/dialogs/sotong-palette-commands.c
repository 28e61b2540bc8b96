/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-palette-commands.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-palette-data.h"
#include "app/sotong-pane-registry.h"

/* What has a key but stands in no menu; in the words of the window of shortcuts. */
static const struct {
  const char *action;
  const char *title;
} others[] = {
  { "win.new-content", N_("Write a new content") },
  { "win.repeat", N_("Repeat the Content…") },
  { "win.refresh", N_("Refresh") },
  { "win.search", N_("Search in the pane") },
  { "win.reveal-left", N_("Show or hide the left panes") },
  { "win.reveal-right", N_("Show or hide the right panes") },
  { "win.reveal-bottom", N_("Show or hide the bottom panes") },
  { "win.move-pane('start')", N_("Move the pane left") },
  { "win.move-pane('center')", N_("Move the pane to the centre") },
  { "win.move-pane('end')", N_("Move the pane right") },
  { "win.move-pane('bottom')", N_("Move the pane to the bottom") },
  { "win.move-pane('column-before')", N_("Move the pane into a column on the left") },
  { "win.move-pane('column-after')", N_("Move the pane into a column on the right") },
  { "win.move-pane('row-above')", N_("Move the pane into a row above") },
  { "win.move-pane('row-below')", N_("Move the pane into a row below") },
  { "win.presentation", N_("Start or end the presentation") },
  { "win.next-pane", N_("Next pane") },
  { "win.previous-pane", N_("Previous pane") },
  { "win.hide-pane", N_("Hide the pane") },
  { "win.maximize-pane", N_("Show the pane alone, or all again") },
  { "win.copy-pane", N_("Show the chart twice") },
  { "win.range('today')", N_("Range of the charts: today") },
  { "win.range('7d')", N_("Range of the charts: seven days") },
  { "win.range('4w')", N_("Range of the charts: four weeks") },
  { "win.range('month')", N_("Range of the charts: this month") },
  { "win.range('quarter')", N_("Range of the charts: this quarter") },
  { "win.range('year')", N_("Range of the charts: this year") },
  { "win.range('12m')", N_("Range of the charts: twelve months") },
  { "win.range('all')", N_("Range of the charts: all the time there is") },
  { "win.range-step(-1)", N_("Range of the charts: the time before") },
  { "win.range-step(1)", N_("Range of the charts: the time after") },
  { "win.compare('previous')", N_("Compare the charts with the time before") },
  { "win.compare('last-year')", N_("Compare the charts with last year") },
  { "win.compare('none')", N_("Compare the charts with nothing") },
  { "win.take-back", N_("Take back what waits on platforms while everything is on hold") },
  { "win.close", N_("Close the window") },
  { "app.quit", N_("Quit") },
};

/* By what else people look for a command or a pane. */
static const struct {
  const char *action;
  const char *words;
} also[] = {
  { "win.repeat", NC_("other words", "recurring, series, every week, every month") },
  { "win.indicators", NC_("other words", "KPI, targets, results") },
  { "win.people", NC_("other words", "approvers, deputies, drafters, handover") },
  { "win.history", NC_("other words", "who did what, log, handover") },
  { "app.open", NC_("other words", "file, another computer, handover") },
  { "win.days", NC_("other words", "elections, mourning, disasters") },
  { "win.export-contents", NC_("other words", "CSV, XLSX, ICS, Excel, table, calendar file") },
  { "win.import-contents", NC_("other words", "CSV, XLSX, ICS, Excel, table, calendar file, contractor") },
  { "win.import-mentions", NC_("other words", "CSV, Excel, table") },
  { "win.import-ads", NC_("other words", "CSV, Excel, table, advertisements") },
  { "win.privacy", NC_("other words", "retention, purge, masking") },
  { "win.figures", NC_("other words", "followers, visitors, subscribers") },
  { "win.hold", NC_("other words", "stop, pause") },
  { "win.emergency", NC_("other words", "disaster, crisis") },
  { "win.report-performance", NC_("other words", "report, results") },
  { "win.report-budget", NC_("other words", "report, execution") },
  { "win.report::opinion", NC_("other words", "weekly report, monthly report, trends") },
  { "win.sample", NC_("other words", "agreement rate, accuracy") },
  { "calendar", NC_("other words", "schedule, plan") },
  { "mentions", NC_("other words", "comments, search, export mentions, CSV, Excel") },
  { "trend", NC_("other words", "chart, graph") },
  { "words", NC_("other words", "keywords, cloud") },
  { "issues", NC_("other words", "issues, topics") },
  { "sentiment", NC_("other words", "positive, negative") },
  { "budget", NC_("other words", "ledger, money, settlement") },
  { "approval", NC_("other words", "decisions, signatures") },
  { "promise", NC_("other words", "deliverables, targets") },
  { "alerts", NC_("other words", "stages, watch level, rules, snooze") },
  { "cases", NC_("other words", "questions, answers") },
  { "collection", NC_("other words", "sources, feeds, add source, fetch, quota") },
  { "heat", NC_("other words", "heat map, weekdays, year") },
  { "pace", NC_("other words", "execution, forecast, waterfall") },
  { "effect", NC_("other words", "before and after, result") },
};

static void
add_words (SotongPaletteEntry *entry,
           const char         *action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (also); i++)
    if (g_str_equal (also[i].action, action))
      sotong_palette_entry_set_also (entry, g_dpgettext2 (NULL, "other words", also[i].words));
}

/* Whether the command exists and can be given now. */
static gboolean
is_enabled (SotongWindow *window,
            const char   *detailed)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;
  GActionGroup *group;
  SotongPane *pane;

  if (!g_action_parse_detailed_name (detailed, &name, &target, NULL))
    return FALSE;
  if (g_str_has_prefix (name, "win."))
    group = G_ACTION_GROUP (window);
  else if (g_str_has_prefix (name, "app.") && application != NULL)
    group = G_ACTION_GROUP (application);
  else
    {
      pane = sotong_workbench_get_focused (sotong_window_get_workbench (window));
      return pane != NULL && sotong_pane_is_enabled (pane, name); /* the pane's own */
    }
  return g_action_group_has_action (group, name + strlen ("app.")) && g_action_group_get_action_enabled (group, name + strlen ("app."));
}

/* Keys that work where a menu does not say them. */
static char *
dup_accel (SotongWindow *window,
           const char   *detailed)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  g_auto(GStrv) accels = application != NULL ? gtk_application_get_accels_for_action (application, detailed) : NULL;
  GdkModifierType modifiers;
  guint key;

  if (accels == NULL || accels[0] == NULL || !gtk_accelerator_parse (accels[0], &key, &modifiers))
    return g_strdup ("");
  return gtk_accelerator_get_label (key, modifiers);
}

/* “Edit _Topic…” and “주제 편집(_T)…”: a name without its mnemonic. */
static char *
strip_mnemonic (const char *label)
{
  GString *text = g_string_new (NULL);

  for (const char *p = label; *p != '\0'; p++)
    {
      if (p[0] == '(' && p[1] == '_' && g_ascii_isalnum (p[2]) && p[3] == ')')
        p += 3;
      else if (p[0] != '_')
        g_string_append_c (text, *p);
      else if (p[1] == '_')
        g_string_append_c (text, *p++);
    }
  return g_string_free (text, FALSE);
}

/* What stands in the window's menu and in the pane's under one name is one command. */
static gboolean
has_command (GPtrArray  *list,
             const char *detailed,
             const char *title)
{
  for (guint i = 0; i < list->len; i++)
    {
      const SotongPaletteEntry *entry = g_ptr_array_index (list, i);

      if (g_strcmp0 (entry->action, detailed) == 0 && g_str_equal (entry->title, title))
        return TRUE;
    }
  return FALSE;
}

static void
add_command (GPtrArray    *list,
             SotongWindow *window,
             const char   *detailed,
             const char   *title,
             const char   *note)
{
  SotongPaletteEntry *entry;

  if (!is_enabled (window, detailed) || has_command (list, detailed, title))
    return;
  entry = sotong_palette_entry_new (SOTONG_PALETTE_COMMAND, 0, detailed, title, note);
  g_free (entry->accel);
  entry->accel = dup_accel (window, detailed);
  add_words (entry, detailed);
  g_ptr_array_add (list, entry);
}

static void
add_item (GPtrArray    *list,
          SotongWindow *window,
          GMenuModel   *menu,
          int           i,
          const char   *note)
{
  g_autoptr(GVariant) target = g_menu_model_get_item_attribute_value (menu, i, G_MENU_ATTRIBUTE_TARGET, NULL);
  g_autofree char *label = NULL, *action = NULL, *title = NULL, *detailed = NULL;

  if (!g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label)
      || !g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action))
    return;
  /* Panes are gone to rather than hidden, and the palette is here already. */
  if (g_str_has_prefix (action, "win.pane-") || g_str_equal (action, "win.palette"))
    return;
  title = strip_mnemonic (label);
  detailed = g_action_print_detailed_name (action, target);
  add_command (list, window, detailed, title, note);
}

/* @note: the submenu in which it stands. */
static void
add_menu (GPtrArray    *list,
          SotongWindow *window,
          GMenuModel   *menu,
          const char   *note)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr(GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr(GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);
      g_autofree char *label = NULL, *title = NULL;

      add_item (list, window, menu, i, note);
      if (section != NULL)
        add_menu (list, window, section, note);
      if (submenu == NULL || !g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label))
        continue;
      title = strip_mnemonic (label);
      add_menu (list, window, submenu, title);
    }
}

/* The menus of the pane that has the focus, in which what it shows is chosen. */
static void
add_pane_menus (GPtrArray    *list,
                SotongWindow *window,
                GtkWidget    *widget,
                const char   *title)
{
  GMenuModel *menu = GTK_IS_MENU_BUTTON (widget) ? gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget)) : NULL;

  if (menu != NULL && gtk_widget_is_sensitive (widget))
    add_menu (list, window, menu, title);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && !GTK_IS_POPOVER (child) && !GTK_IS_LIST_BASE (child))
      add_pane_menus (list, window, child, title);
}

static void
add_pane (GPtrArray    *list,
          SotongWindow *window,
          const char   *id)
{
  g_autofree char *title = sotong_pane_registry_title (id);
  g_autofree char *detailed = g_strdup_printf ("win.go-to-pane('%s')", id);
  SotongPaletteEntry *entry = sotong_palette_entry_new (SOTONG_PALETTE_PANE, 0, id, title, _("Pane"));

  g_free (entry->accel);
  entry->accel = dup_accel (window, detailed);
  add_words (entry, id);
  g_ptr_array_add (list, entry);
}

/**
 * sotong_palette_commands:
 * @window: the window whose commands they are
 * @menu: its menu
 *
 * Returns: (transfer full) (element-type SotongPaletteEntry): what can be done in @window and in the
 *   pane that has the focus now, and all panes
 */
GPtrArray *
sotong_palette_commands (SotongWindow *window,
                         GMenuModel   *menu)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_palette_entry_free);
  SotongPane *focused = sotong_workbench_get_focused (sotong_window_get_workbench (window));
  g_auto(GStrv) copies = sotong_workbench_list_copies (sotong_window_get_workbench (window));
  guint n_panes;
  const SotongPaneInfo *panes = sotong_pane_registry_get (&n_panes);

  add_menu (list, window, menu, "");
  if (focused != NULL)
    add_pane_menus (list, window, GTK_WIDGET (focused), panel_widget_get_title (PANEL_WIDGET (focused)));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    add_command (list, window, others[i].action, _(others[i].title), "");
  for (guint i = 0; i < n_panes; i++)
    add_pane (list, window, panes[i].id);
  for (guint i = 0; copies[i] != NULL; i++)
    add_pane (list, window, copies[i]);
  return list;
}
