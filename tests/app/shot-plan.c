/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "app/dialogs/sotong-sheet-dialog.h"
#include "app/panes/sotong-editor-page-private.h"
#include "plan-fixture.h"
#include "util/sotong-i18n.h"

static void
turn (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

/* Opens a folded part of the editor and brings it into sight. */
static void
unfold (GtkWidget *page,
        int        section)
{
  SotongEditorSection *part = sotong_editor_sections_get (SOTONG_EDITOR_PAGE (page)->sections, (SotongEditorSectionKind) section);
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (part), GTK_TYPE_SCROLLED_WINDOW);
  double x, y;

  sotong_editor_section_set_expanded (part, TRUE);
  turn (500);
  gtk_widget_translate_coordinates (GTK_WIDGET (part), gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller)), 0, 0, &x, &y);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), MAX (0, y - 60));
}

/* A post with a link, tags and pictures on every channel. */
static void
enrich (SotongEditorPage *page,
        char            **pictures)
{
  sotong_editor_text_set (page->text, "서울 빛초롱 축제가 이번 주말 청계천에서 열립니다. 올해는 시민 여러분이 만든 등 300점이 함께 걸립니다.\n\n"
                          "일시: 11월 4일(금) 17시부터\n자세히 보기 https://www.seoul.go.kr/festival/lantern?year=2016\n\n#서울 #빛초롱축제 #청계천");
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (page->copies)); row != NULL; row = gtk_widget_get_next_sibling (row))
    sotong_editor_copy_set_chosen (SOTONG_EDITOR_COPY (row), TRUE);
  sotong_editor_page_save (page);
  turn (800);
  for (guint i = 0; pictures[i] != NULL; i++)
    sotong_editor_page_add_file (page, pictures[i]);
  turn (1200);
}

/* Draws the window with a small made workspace into a PNG, for people to look at:
 * shot-plan OUT.png [--lang=CODE] [--dark] [--pane=ID] [--open=published|scheduled|draft|new]
 *           [--picture=FILE]... [--section=N] [--action=NAME] [--sheet=FILE] [--width=N] [--height=N] */
int
main (int    argc,
      char **argv)
{
  g_autofree char *language = NULL, *pane = NULL, *open = NULL, *action = NULL, *sheet = NULL;
  g_auto(GStrv) pictures = NULL;
  gboolean dark = FALSE;
  int width = 1280, height = 720, section = -1;
  const GOptionEntry entries[] = {
    { "lang", 0, 0, G_OPTION_ARG_STRING, &language, NULL, NULL },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, NULL, NULL },
    { "pane", 0, 0, G_OPTION_ARG_STRING, &pane, NULL, NULL },
    { "open", 0, 0, G_OPTION_ARG_STRING, &open, NULL, NULL },
    { "action", 0, 0, G_OPTION_ARG_STRING, &action, NULL, NULL },
    { "picture", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &pictures, NULL, NULL },
    { "section", 0, 0, G_OPTION_ARG_INT, &section, NULL, NULL },
    { "sheet", 0, 0, G_OPTION_ARG_FILENAME, &sheet, NULL, NULL },
    { "width", 0, 0, G_OPTION_ARG_INT, &width, NULL, NULL },
    { "height", 0, 0, G_OPTION_ARG_INT, &height, NULL, NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) options = g_option_context_new ("OUT.png");
  PlanFixture f = { 0 };
  GtkWidget *shown;

  g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, &argc, &argv, NULL) || argc != 2)
    return 2;
  sotong_i18n_init (language);
  gtk_disable_setlocale ();
  plan_fixture_set_up (&f, NULL);
  if (dark)
    sotong_settings_set_color_scheme (sotong_application_get_settings (f.window.application), "dark");
  gtk_window_set_default_size (GTK_WINDOW (f.window.window), width, height);
  turn (500);
  if (g_strcmp0 (open, "published") == 0)
    sotong_context_open_content (f.context, f.published);
  else if (g_strcmp0 (open, "scheduled") == 0)
    sotong_context_open_content (f.context, f.scheduled);
  else if (g_strcmp0 (open, "draft") == 0)
    sotong_context_open_content (f.context, f.draft);
  else if (g_strcmp0 (open, "new") == 0)
    sotong_context_new_content (f.context, SOTONG_NONE);
  if (pane != NULL)
    plan_fixture_pane (&f, pane);
  turn (500);
  if (pictures != NULL)
    enrich (SOTONG_EDITOR_PAGE (find_widget (GTK_WIDGET (f.window.window), "SotongEditorPage")), pictures);
  if (section >= 0)
    unfold (find_widget (GTK_WIDGET (f.window.window), "SotongEditorPage"), section);
  if (action != NULL)
    gtk_widget_activate_action (find_widget (GTK_WIDGET (f.window.window), "SotongNavigatorPane"), action, NULL);
  if (sheet != NULL)
    gtk_window_present (GTK_WINDOW (sotong_sheet_dialog_new (f.window.window, sheet)));
  turn (700);
  shown = GTK_WIDGET (f.window.window);
  if (action != NULL || sheet != NULL)
    {
      g_autoptr(GListModel) tops = g_object_ref (gtk_window_get_toplevels ());

      for (guint i = 0; i < g_list_model_get_n_items (tops); i++)
        {
          g_autoptr(GtkWidget) top = g_list_model_get_item (tops, i);

          if (gtk_window_get_transient_for (GTK_WINDOW (top)) != NULL)
            shown = top;
        }
    }
  wait_for_frames (shown, 3);
  save_screenshot (shown, argv[1]);
  plan_fixture_tear_down (&f, NULL);
  return 0;
}
