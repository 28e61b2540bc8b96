/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "app/dialogs/sotong-channel-dialog.h"
#include "app/dialogs/sotong-source-dialog.h"
#include "app/sotong-preferences.h"
#include "util/sotong-i18n.h"
#include "window-fixture.h"

/* Draws the window into a PNG, for people to look at:
 * shot OUT.png [--lang=CODE] [--dark] [--start] [--width=N] [--height=N]
 *                [--workspace=FILE] [--now=SECONDS] [--pane=ID]… [--content=ID] [--mention=ID]
 *                [--view=month|week|day|agenda|year] [--number=VIEW] [--edit-channel=ID] [--add-source] [--preferences] [--action=NAME] */

static void
open_workspace (WindowFixture *f,
                const char    *path,
                gint64         now,
                gint64         content,
                gint64         mention)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (now);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongStore) store = sotong_store_open (path, clock, NULL, &error);
  g_autoptr(SotongContext) context = NULL;
  g_autofree char *name = g_path_get_basename (path);

  if (store == NULL)
    g_error ("%s", error->message);
  context = sotong_context_new (store, clock, sotong_store_get_zone (store));
  sotong_window_set_context (f->window, context, name);
  if (content != 0)
    sotong_context_open_content (context, content);
  if (mention != 0)
    sotong_context_set_mention (context, mention);
}

/* Lets the panes ask and be answered. */
static void
spin (guint ms)
{
  gint64 until = g_get_monotonic_time () + (gint64) ms * 1000;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

/* The dialog over the window, or the window. */
static GtkWidget *
top_window (GtkWidget *window)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (window) && gtk_widget_get_visible (l->data))
      return l->data;
  return window;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *language = NULL;
  gboolean dark = FALSE, start = FALSE;
  int width = 1280, height = 720, number = 0;
  g_autofree char *workspace = NULL, *view = NULL, *action = NULL;
  g_auto(GStrv) panes = NULL;
  gint64 now = 1476406800; /* 2016-10-14 10:00 +09:00 */
  gint64 content = 0, mention = 0, channel = 0;
  gboolean preferences = FALSE, add_source = FALSE;
  const GOptionEntry entries[] = {
    { "lang", 0, 0, G_OPTION_ARG_STRING, &language, NULL, NULL },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, NULL, NULL },
    { "start", 0, 0, G_OPTION_ARG_NONE, &start, NULL, NULL },
    { "width", 0, 0, G_OPTION_ARG_INT, &width, NULL, NULL },
    { "height", 0, 0, G_OPTION_ARG_INT, &height, NULL, NULL },
    { "workspace", 0, 0, G_OPTION_ARG_FILENAME, &workspace, NULL, NULL },
    { "now", 0, 0, G_OPTION_ARG_INT64, &now, NULL, NULL },
    { "pane", 0, 0, G_OPTION_ARG_STRING_ARRAY, &panes, NULL, NULL },
    { "view", 0, 0, G_OPTION_ARG_STRING, &view, NULL, NULL },
    { "number", 0, 0, G_OPTION_ARG_INT, &number, NULL, NULL },
    { "content", 0, 0, G_OPTION_ARG_INT64, &content, NULL, NULL },
    { "mention", 0, 0, G_OPTION_ARG_INT64, &mention, NULL, NULL },
    { "edit-channel", 0, 0, G_OPTION_ARG_INT64, &channel, NULL, NULL },
    { "add-source", 0, 0, G_OPTION_ARG_NONE, &add_source, NULL, NULL },
    { "preferences", 0, 0, G_OPTION_ARG_NONE, &preferences, NULL, NULL },
    { "action", 0, 0, G_OPTION_ARG_STRING, &action, NULL, NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) options = g_option_context_new ("OUT.png");
  WindowFixture f = { NULL };

  g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, &argc, &argv, NULL) || argc != 2)
    return 2;
  sotong_i18n_init (language);
  gtk_disable_setlocale ();
  window_fixture_set_up (&f, NULL);
  if (dark)
    sotong_settings_set_color_scheme (sotong_application_get_settings (f.application), "dark");
  gtk_window_set_default_size (GTK_WINDOW (f.window), width, height);
  if (workspace != NULL)
    open_workspace (&f, workspace, now, content, mention);
  else if (!start)
    window_fixture_open (&f);
  wait_for_frames (GTK_WIDGET (f.window), 3);
  for (guint i = 0; panes != NULL && panes[i] != NULL; i++)
    sotong_workbench_show_pane (sotong_window_get_workbench (f.window), panes[i]);
  spin (workspace != NULL ? 1500 : 400);
  if (number > 0 && panes != NULL)
    {
      sotong_pane_choose_view (sotong_workbench_get_pane (sotong_window_get_workbench (f.window), panes[g_strv_length (panes) - 1]), number);
      spin (700);
    }
  if (view != NULL)
    {
      gtk_widget_activate_action (find_widget (GTK_WIDGET (f.window), "SotongCalendarGrid"), "calendar.view", "s", view);
      spin (700);
    }
  if (channel != 0)
    sotong_channel_dialog_present (SOTONG_PANE (find_widget (GTK_WIDGET (f.window), "SotongNavigatorPane")), channel);
  if (add_source)
    sotong_source_dialog_present (GTK_WINDOW (f.window), sotong_window_get_context (f.window));
  if (preferences)
    gtk_window_present (GTK_WINDOW (sotong_preferences_new (GTK_WINDOW (f.window), f.settings)));
  if (action != NULL)
    {
      g_autofree char *name = NULL;
      g_autoptr(GVariant) target = NULL;

      if (!g_action_parse_detailed_name (action, &name, &target, NULL))
        return 2;
      g_action_group_activate_action (G_ACTION_GROUP (f.window), name, target);
    }
  if (channel != 0 || add_source || preferences || action != NULL)
    spin (1200);
  wait_for_frames (GTK_WIDGET (f.window), 4);
  save_screenshot (top_window (GTK_WIDGET (f.window)), argv[1]);
  window_fixture_tear_down (&f, NULL);
  return 0;
}
