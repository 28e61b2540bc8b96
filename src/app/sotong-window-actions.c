/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-window-private.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-days-dialog.h"
#include "app/dialogs/sotong-palette.h"
#include "app/dialogs/sotong-people-dialog.h"
#include "app/panes/sotong-calendar-pane.h"
#include "app/panes/sotong-editor-pane.h"
#include "app/sotong-pane-registry.h"
#include "app/sotong-task-commands.h"

/* The areas that have a button in the header bar. */
static const struct {
  const char *action;
  const char *property;  /* of PanelDock */
  PanelArea   area;
} reveals[] = {
  { "reveal-left", "reveal-start", PANEL_AREA_START },
  { "reveal-right", "reveal-end", PANEL_AREA_END },
  { "reveal-bottom", "reveal-bottom", PANEL_AREA_BOTTOM },
};

static GSimpleAction *
lookup (SotongWindow *self,
        const char   *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name));
}

static void
close_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

static void
reset_layout_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);

  sotong_workbench_reset_layout (self->workbench);
  sotong_window_toast (self, _("The panes stand where they did at first."), FALSE);
}

static void
next_pane_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  sotong_workbench_focus_next (SOTONG_WINDOW (user_data)->workbench, FALSE);
}

static void
previous_pane_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  sotong_workbench_focus_next (SOTONG_WINDOW (user_data)->workbench, TRUE);
}

/* A pane moved, and the keyboard goes along: to where it was in it, and else to where its work is done. */
static void
keep_focus (SotongWindow *self,
            SotongPane   *pane)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (pane)))
    sotong_pane_take_focus (pane);
}

static void
move_pane_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  SotongPane *pane = sotong_workbench_get_focused (self->workbench);
  SotongPlace place;

  if (pane == NULL || !sotong_place_from_name (g_variant_get_string (parameter, NULL), &place))
    return;
  sotong_workbench_move_pane (self->workbench, panel_widget_get_id (PANEL_WIDGET (pane)), place);
  keep_focus (self, pane);
}

static void
hide_pane_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  SotongPane *pane = sotong_workbench_get_focused (self->workbench);

  if (pane != NULL)
    sotong_workbench_hide_pane (self->workbench, panel_widget_get_id (PANEL_WIDGET (pane)));
}

static void
copy_pane_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  SotongPane *pane = sotong_workbench_get_focused (self->workbench), *copy = NULL;

  if (pane != NULL)
    copy = sotong_workbench_copy_pane (self->workbench, panel_widget_get_id (PANEL_WIDGET (pane)));
  if (copy != NULL)
    sotong_workbench_go_to (self->workbench, panel_widget_get_id (PANEL_WIDGET (copy)));
  else
    sotong_window_toast (self, _("There is one of this pane only. Charts can be shown several times."), FALSE);
}

/* The same key brings the others back. */
static void
maximize_pane_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  SotongPane *pane = sotong_workbench_get_focused (self->workbench);

  if (!sotong_workbench_unmaximize (self->workbench) && pane != NULL)
    sotong_workbench_maximize (self->workbench, panel_widget_get_id (PANEL_WIDGET (pane)));
  if (pane != NULL)
    keep_focus (self, pane);
}

static void
refresh_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sotong_workbench_refresh (SOTONG_WINDOW (user_data)->workbench);
}

static void
search_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  SotongPane *pane = sotong_workbench_get_focused (self->workbench);

  if (pane == NULL || !sotong_pane_search (pane))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* Ctrl+P: what is in front of the person, or else the calendar. */
static void
print_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  SotongPane *pane = sotong_workbench_get_focused (self->workbench);

  if (pane != NULL && sotong_pane_print (pane))
    return;
  pane = sotong_workbench_show_pane (self->workbench, "calendar");
  if (pane == NULL || !sotong_pane_print (pane))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* What is chosen in the calendar, wherever the focus is. */
static void
submit_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  SotongPane *pane = sotong_workbench_show_pane (self->workbench, "calendar");

  if (pane != NULL && sotong_pane_get_attached (pane))
    sotong_calendar_pane_submit (SOTONG_CALENDAR_PANE (pane));
}

/* Makes more of the content that is chosen, wherever the focus is. */
static void
repeat_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  SotongPane *pane = sotong_workbench_show_pane (self->workbench, "content");

  if (pane != NULL)
    sotong_editor_pane_repeat (SOTONG_EDITOR_PANE (pane));
}

/* Ctrl+N: on the day that the calendar stands at, or without one. */
static void
new_content_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  SotongPane *calendar = sotong_workbench_get_pane (self->workbench, "calendar");

  if (self->context == NULL)
    return;
  if (SOTONG_IS_CALENDAR_PANE (calendar) && sotong_pane_get_attached (calendar))
    sotong_calendar_pane_write_new (SOTONG_CALENDAR_PANE (calendar));
  else
    sotong_context_new_content (self->context, SOTONG_NONE);
}

static void
days_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);

  if (self->context != NULL)
    gtk_window_present (GTK_WINDOW (sotong_days_dialog_new (GTK_WINDOW (self), self->context)));
}

/* Ctrl+K. */
static void
palette_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);

  if (self->context != NULL)
    gtk_window_present (GTK_WINDOW (sotong_palette_new (self, self->primary_menu)));
}

static void
people_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);

  if (self->context != NULL)
    gtk_window_present (GTK_WINDOW (sotong_people_dialog_new (GTK_WINDOW (self), self->context)));
}

static void
reveal_change_state (GSimpleAction *action,
                     GVariant      *state,
                     gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);

  for (gsize i = 0; i < G_N_ELEMENTS (reveals); i++)
    if (g_str_equal (reveals[i].action, g_action_get_name (G_ACTION (action))))
      panel_dock_set_reveal_area (sotong_workbench_get_dock (self->workbench), reveals[i].area,
                                  g_variant_get_boolean (state));
  sotong_window_update_actions (self);
}

/* “pane-calendar” and so on: shows a pane or hides it, for the menu's check items. */
static void
pane_change_state (GSimpleAction *action,
                   GVariant      *state,
                   gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  const char *id = g_action_get_name (G_ACTION (action)) + strlen ("pane-");

  if (g_variant_get_boolean (state))
    sotong_workbench_go_to (self->workbench, id);
  else
    sotong_workbench_hide_pane (self->workbench, id);
}

/* Which number goes to which pane; the same numbers choose among the views of the pane in which
 * one is. */
static const char *const numbered[] = { "calendar", "mentions", "trend", "budget", "content" };

/* Whether the pane in which the focus is has a view of its own for the number of @id. */
static gboolean
choose_own_view (SotongWindow *self,
                 const char   *id)
{
  SotongPane *pane = sotong_workbench_get_focused (self->workbench);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (pane == NULL || focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (pane)))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (numbered); i++)
    if (g_str_equal (numbered[i], id))
      return sotong_pane_choose_view (pane, (int) i + 1);
  return FALSE;
}

/* Alt+1, Alt+2, …: brings a pane to the front and puts the focus into it, or chooses a view of the
 * pane that has it. */
static void
go_to_pane_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  const char *id = g_variant_get_string (parameter, NULL);

  if (!choose_own_view (self, id))
    sotong_workbench_go_to (self->workbench, id);
}

/* Made when it is first asked for. As “gtk/help-overlay.ui” GTK would make it with every window,
 * before the first frame. */
static void
show_help_overlay_action (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  GtkApplicationWindow *window = user_data;

  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/sotong/Sotong/sotong-shortcuts.ui");

      gtk_application_window_set_help_overlay (window, GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
    }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

static void
add_toggle (SotongWindow *self,
            const char   *name,
            GCallback     change_state)
{
  g_autoptr(GSimpleAction) action = g_simple_action_new_stateful (name, NULL,
                                                                  g_variant_new_boolean (FALSE));

  g_signal_connect (action, "change-state", change_state, self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

static void
add_pane_actions (SotongWindow *self)
{
  guint n_panes;
  const SotongPaneInfo *panes = sotong_pane_registry_get (&n_panes);

  for (guint i = 0; i < n_panes; i++)
    {
      g_autofree char *name = g_strconcat ("pane-", panes[i].id, NULL);
      g_autofree char *detailed = g_strconcat ("win.", name, NULL);

      add_toggle (self, name, G_CALLBACK (pane_change_state));
      g_menu_append ((panes[i].flags & SOTONG_PANE_EXTRA) != 0 ? self->more_panes_section : self->panes_section, _(panes[i].title), detailed);
    }
}

/* Adds the window's commands. Each is there because something does it. */
void
sotong_window_add_actions (SotongWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "close", .activate = close_action },
    { .name = "show-help-overlay", .activate = show_help_overlay_action },
    { .name = "reset-layout", .activate = reset_layout_action },
    { .name = "next-pane", .activate = next_pane_action },
    { .name = "previous-pane", .activate = previous_pane_action },
    { .name = "move-pane", .activate = move_pane_action, .parameter_type = "s" },
    { .name = "hide-pane", .activate = hide_pane_action },
    { .name = "copy-pane", .activate = copy_pane_action },
    { .name = "maximize-pane", .activate = maximize_pane_action },
    { .name = "go-to-pane", .activate = go_to_pane_action, .parameter_type = "s" },
    { .name = "refresh", .activate = refresh_action },
    { .name = "search", .activate = search_action },
    { .name = "palette", .activate = palette_action },
    { .name = "people", .activate = people_action },
    { .name = "days", .activate = days_action },
    { .name = "new-content", .activate = new_content_action },
    { .name = "print", .activate = print_action },
    { .name = "submit", .activate = submit_action },
    { .name = "repeat", .activate = repeat_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (gsize i = 0; i < G_N_ELEMENTS (reveals); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", reveals[i].property, NULL);

      add_toggle (self, reveals[i].action, G_CALLBACK (reveal_change_state));
      g_signal_connect_object (sotong_workbench_get_dock (self->workbench), signal,
                               G_CALLBACK (sotong_window_update_actions), self,
                               G_CONNECT_SWAPPED);
    }
  add_pane_actions (self);
  sotong_window_add_layouts (self);
  sotong_window_add_presentation (self);
  sotong_window_add_range (self);
  sotong_task_commands_add (self);
  sotong_window_update_actions (self);
}

static void
update_reveals (SotongWindow *self,
                gboolean      open)
{
  GtkToggleButton *buttons[] = { self->left_button, self->right_button, self->bottom_button };
  PanelDock *dock = sotong_workbench_get_dock (self->workbench);

  for (gsize i = 0; i < G_N_ELEMENTS (reveals); i++)
    {
      GSimpleAction *action = lookup (self, reveals[i].action);

      g_simple_action_set_enabled (action, open
                                   && sotong_workbench_area_has_panes (self->workbench,
                                                                       reveals[i].area));
      g_simple_action_set_state (action,
                                 g_variant_new_boolean (panel_dock_get_reveal_area (dock,
                                                                                    reveals[i].area)));
      gtk_widget_set_visible (GTK_WIDGET (buttons[i]), open);
    }
}

/* Brings the commands' states in line with the dock. */
void
sotong_window_update_actions (SotongWindow *self)
{
  static const char *const need_workspace[] = {
    "reset-layout", "next-pane", "previous-pane", "move-pane", "hide-pane", "go-to-pane",
    "refresh", "search", "palette", "people", "days", "print", "submit", "repeat", "new-content",
    "range", "range-step", "compare", "copy-pane", "maximize-pane",
    "layout", "layout-number", "save-layout", "layouts",
    "presentation", "presentation-setup",
  };
  gboolean open = self->context != NULL
    && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "workbench") == 0;
  guint n_panes;
  const SotongPaneInfo *panes = sotong_pane_registry_get (&n_panes);

  if (lookup (self, "refresh") == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (need_workspace); i++)
    g_simple_action_set_enabled (lookup (self, need_workspace[i]), open);
  update_reveals (self, open);
  sotong_window_update_layouts (self);
  sotong_task_commands_update (self, open);
  for (guint i = 0; i < n_panes; i++)
    {
      g_autofree char *name = g_strconcat ("pane-", panes[i].id, NULL);
      GSimpleAction *action = lookup (self, name);
      gboolean shown = sotong_workbench_get_pane_shown (self->workbench, panes[i].id);

      if (action == NULL)
        continue;
      g_simple_action_set_enabled (action, open);
      g_simple_action_set_state (action, g_variant_new_boolean (shown));
    }
}
