/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-application-private.h"

#include <glib/gi18n.h>
#include <libpanel.h>

#include "app/sotong-measure.h"
#include "app/sotong-notice.h"
#include "app/sotong-preferences.h"
#include "app/sotong-publishing.h"
#include "app/sotong-task-commands.h"
#include "app/sotong-service.h"
#include "app/sotong-word-wrap.h"
#include "ui/sotong-app-resources.h"
#include "ui/sotong-icons-config.h"
#ifdef SOTONG_HAVE_ICONS
#include "ui/sotong-icons-resources.h"
#endif

#define ICON_DELAY_MS 1000

/**
 * SotongApplication:
 *
 * The program with windows, one for each open workspace. A second start hands its file to the
 * first. Opening and making workspaces is in `sotong-application-open.c`.
 */
G_DEFINE_FINAL_TYPE (SotongApplication, sotong_application, ADW_TYPE_APPLICATION)

static const struct {
  const char *action;
  const char *accels[3];
} accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.open", { "<Control>o" } },
  { "win.close", { "<Control>w" } },
  { "win.palette", { "<Control>k" } },
  { "win.search", { "<Control>f" } },
  { "win.print", { "<Control>p" } },
  { "win.submit", { "<Control><Shift>s" } },
  { "win.refresh", { "F5" } },
  { "win.history", { "<Control>h" } },
  { "win.hold", { "<Control><Shift>h" } },
  { "win.emergency", { "<Control><Shift>e" } },
  { "win.fetch", { "<Control>u" } },
  { "win.reveal-left", { "F9" } },
  { "win.reveal-right", { "<Shift>F9" } },
  { "win.reveal-bottom", { "<Control>F9" } },
  { "win.next-pane", { "F6", "<Control>Page_Down" } },
  { "win.previous-pane", { "<Shift>F6", "<Control>Page_Up" } },
  { "win.hide-pane", { "<Control><Shift>w" } },
  { "win.maximize-pane", { "<Shift>F11" } },
  { "win.move-pane('start')", { "<Control><Shift>F5" } },
  { "win.move-pane('center')", { "<Control><Shift>F6" } },
  { "win.move-pane('end')", { "<Control><Shift>F8" } },
  { "win.move-pane('bottom')", { "<Control><Shift>F7" } },
  { "win.go-to-pane('calendar')", { "<Alt>1" } },
  { "win.go-to-pane('mentions')", { "<Alt>2" } },
  { "win.go-to-pane('trend')", { "<Alt>3" } },
  { "win.go-to-pane('budget')", { "<Alt>4" } },
  { "win.go-to-pane('content')", { "<Alt>5" } },
  { "win.go-to-pane('approval')", { "<Alt>6" } },
  { "win.presentation", { "F11" } },
  { "win.presentation-setup", { "<Control>F11" } },
  { "win.move-pane('column-before')", { "<Control><Alt><Shift>Left" } },
  { "win.move-pane('column-after')", { "<Control><Alt><Shift>Right" } },
  { "win.move-pane('row-above')", { "<Control><Alt><Shift>Up" } },
  { "win.move-pane('row-below')", { "<Control><Alt><Shift>Down" } },
  { "win.save-layout", { "<Control><Alt>s" } },
  { "win.layouts", { "<Control><Alt>l" } },
  { "win.layout-number(1)", { "<Control><Alt>1" } },
  { "win.layout-number(2)", { "<Control><Alt>2" } },
  { "win.layout-number(3)", { "<Control><Alt>3" } },
  { "win.layout-number(4)", { "<Control><Alt>4" } },
  { "win.layout-number(5)", { "<Control><Alt>5" } },
  { "win.layout-number(6)", { "<Control><Alt>6" } },
  { "win.layout-number(7)", { "<Control><Alt>7" } },
  { "win.layout-number(8)", { "<Control><Alt>8" } },
  { "win.layout-number(9)", { "<Control><Alt>9" } },
  { "win.show-help-overlay", { "<Control>question" } },
};

/* The window in front, made when there is none. */
SotongWindow *
sotong_application_ensure_window (SotongApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (SOTONG_IS_WINDOW (window))
    return SOTONG_WINDOW (window);
  return sotong_window_new (GTK_APPLICATION (self), self->settings);
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (user_data));

  while (windows != NULL)
    {
      GtkWindow *window = windows->data;

      windows = windows->next;
      gtk_window_close (window);
    }
}

/* Brings a window with a workspace to the front, and in it what a notification told of. What is not known is left alone. */
void
sotong_application_show (SotongApplication *self,
                         SotongWindow      *window,
                         const char        *target,
                         gint64             content)
{
  gtk_window_present (GTK_WINDOW (window));
  if (g_str_has_prefix (target, SOTONG_NOTICE_PANE))
    sotong_workbench_show_pane (sotong_window_get_workbench (window), target + strlen (SOTONG_NOTICE_PANE));
  else if (g_str_equal (target, "missed"))
    g_action_group_activate_action (G_ACTION_GROUP (window), "missed", NULL);
  else if (g_str_has_prefix (target, SOTONG_PUBLISHING_SIGN_IN))
    sotong_task_show_channel (window, target + strlen (SOTONG_PUBLISHING_SIGN_IN));
  else if (g_str_equal (target, SOTONG_NOTICE_CONTENT) && content > 0)
    sotong_context_open_content (sotong_window_get_context (window), content);
}

/* A notification was clicked: the workspace that it tells of is shown, and what it tells. */
static void
show_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  const char *path, *target;
  gint64 content;

  g_variant_get (parameter, "(&s&sx)", &path, &target, &content);
  sotong_application_show_at (SOTONG_APPLICATION (user_data), path, target, content);
}

/* The same for one that names no workspace, as that of a whole program does, or one that an older version left. */
static void
show_outbox_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  SotongApplication *self = SOTONG_APPLICATION (user_data);
  SotongWindow *window = sotong_application_ensure_window (self);
  const char *target = g_variant_get_string (parameter, NULL), *path = sotong_settings_get_workspace (self->settings);

  if (g_str_equal (target, "activity"))
    target = SOTONG_NOTICE_PANE "activity";
  if (sotong_window_get_context (window) != NULL)
    sotong_application_show (self, window, target, 0);
  else if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    sotong_application_show_at (self, path, target, 0);
  else
    gtk_window_present (GTK_WINDOW (window));
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  SotongApplication *self = SOTONG_APPLICATION (user_data);
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

  gtk_window_present (GTK_WINDOW (sotong_preferences_new (parent, self->settings)));
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about,
                "application-name", _("Sotong"),
                "application-icon", SOTONG_APP_ID,
                "version", SOTONG_VERSION,
                "developer-name", _("The Sotong project"),
                "comments", _("Plans and publishes what a city tells its citizens, collects what they say, and keeps the budget of it."),
                "license-type", GTK_LICENSE_GPL_3_0,
                "transient-for", gtk_application_get_active_window (GTK_APPLICATION (user_data)),
                "destroy-with-parent", TRUE,
                NULL);
  /* Whoever makes use of the published documents of the format is asked to say so. */
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about), _("Hangul documents"), NULL, GTK_LICENSE_CUSTOM,
                                      _("The files in HWPX that this program writes were made after the published documents of Hancom’s Hangul document formats."));
  gtk_window_present (GTK_WINDOW (about));
}

/* The icon of windows, for desktops that do not take it from the launcher. Late, because to read
 * it is to load a library for SVG, for which nobody shall wait. */
static gboolean
set_icon_cb (gpointer user_data)
{
  gtk_window_set_default_icon_name (SOTONG_APP_ID);
  return G_SOURCE_REMOVE;
}

static void
apply_color_scheme (SotongApplication *self)
{
  const char *scheme = sotong_settings_get_color_scheme (self->settings);
  AdwColorScheme value = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (scheme, "light"))
    value = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (scheme, "dark"))
    value = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), value);
}

static void
sotong_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_action },
    { .name = "preferences", .activate = preferences_action },
    { .name = "about", .activate = about_action },
    { .name = "show-outbox", .activate = show_outbox_action, .parameter_type = "s" },
    { .name = SOTONG_NOTICE_ACTION, .activate = show_action, .parameter_type = "(ssx)" },
  };
  SotongApplication *self = SOTONG_APPLICATION (application);

  G_APPLICATION_CLASS (sotong_application_parent_class)->startup (application);
  panel_init ();
  sotong_measure_init ();
  sotong_word_wrap_init ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  sotong_application_add_open (self);
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action,
                                           accelerators[i].accels);
  g_signal_connect_object (self->settings, "notify::color-scheme",
                           G_CALLBACK (apply_color_scheme), self, G_CONNECT_SWAPPED);
  g_timeout_add (ICON_DELAY_MS, set_icon_cb, NULL);
  apply_color_scheme (self);
}

static void
sotong_application_activate (GApplication *application)
{
  SotongApplication *self = SOTONG_APPLICATION (application);
  const char *path = sotong_settings_get_workspace (self->settings);

  /* Started by the desktop as a service, as when a notification is clicked after a new sign-in. */
  if ((g_application_get_flags (application) & G_APPLICATION_IS_SERVICE) != 0
      && gtk_application_get_active_window (GTK_APPLICATION (self)) == NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    sotong_application_open_path (self, path, FALSE);
  else
    gtk_window_present (GTK_WINDOW (sotong_application_ensure_window (self)));
}

static gboolean
set_now (SotongApplication       *self,
         const char              *text,
         GApplicationCommandLine *command_line)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  g_autoptr(GError) error = NULL;
  gint64 now;

  if (!sotong_time_parse (text, zone, &now, &error))
    {
      g_application_command_line_printerr (command_line, "sotong: --now: %s\n", error->message);
      return FALSE;
    }
  g_clear_object (&self->clock);
  self->clock = sotong_clock_new_set (now);
  return TRUE;
}

static void
open_argument (SotongApplication       *self,
               const char              *argument,
               GApplicationCommandLine *command_line)
{
  g_autoptr(GFile) file = g_application_command_line_create_file_for_arg (command_line, argument);
  const char *path = g_file_peek_path (file);

  if (path != NULL)
    sotong_application_open_path (self, path, FALSE);
}

static int
sotong_application_command_line (GApplication            *application,
                                 GApplicationCommandLine *command_line)
{
  SotongApplication *self = SOTONG_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autofree const char **files = NULL;
  const char *now = NULL;

  if (g_variant_dict_lookup (options, "now", "&s", &now) && !set_now (self, now, command_line))
    return 2;
  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &files);
  self->unseen = g_variant_dict_contains (options, "background");
  if (g_variant_dict_contains (options, "demo"))
    g_action_group_activate_action (G_ACTION_GROUP (self), "open-demo", NULL);
  else if (files != NULL && files[0] != NULL)
    for (guint i = 0; files[i] != NULL; i++)
      open_argument (self, files[i], command_line);
  else if (gtk_application_get_active_window (GTK_APPLICATION (self)) == NULL
           && g_file_test (sotong_settings_get_workspace (self->settings), G_FILE_TEST_IS_REGULAR))
    sotong_application_open_path (self, sotong_settings_get_workspace (self->settings), FALSE);
  else if (!self->unseen)
    g_application_activate (application);
  if (self->unseen)
    sotong_service_announce (application);
  self->unseen = FALSE;
  return 0;
}

static void
sotong_application_shutdown (GApplication *application)
{
  SotongApplication *self = SOTONG_APPLICATION (application);
  g_autoptr(GError) error = NULL;

  if (!sotong_settings_save (self->settings, &error))
    g_message ("%s", error->message);
  G_APPLICATION_CLASS (sotong_application_parent_class)->shutdown (application);
}

static void
sotong_application_dispose (GObject *object)
{
  SotongApplication *self = SOTONG_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->openings, g_ptr_array_unref);
  G_OBJECT_CLASS (sotong_application_parent_class)->dispose (object);
}

static void
sotong_application_class_init (SotongApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  /* Named so that the linker keeps the resources, which register themselves. */
  sotong_app_get_resource ();
#ifdef SOTONG_HAVE_ICONS
  sotong_icons_get_resource ();
#endif

  G_OBJECT_CLASS (klass)->dispose = sotong_application_dispose;
  application_class->startup = sotong_application_startup;
  application_class->activate = sotong_application_activate;
  application_class->command_line = sotong_application_command_line;
  application_class->shutdown = sotong_application_shutdown;
}

static void
sotong_application_init (SotongApplication *self)
{
  static const GOptionEntry entries[] = {
    { "lang", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Show texts in this language: ko or en"), N_("CODE") },
    { "now", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Take this for the present time of workspaces opened from now on"), N_("ISO8601") },
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open the demo workspace; make it if there is none"), NULL },
    { "background", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Publish what is due without showing a window"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("[FILE]") },
    { NULL },
  };

  self->openings = g_ptr_array_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Opens a workspace of a communications office."));
}

/**
 * sotong_application_new:
 * @settings: what is remembered from one start to the next
 *
 * Returns: (transfer full): the application
 */
SotongApplication *
sotong_application_new (SotongSettings *settings)
{
  SotongApplication *self;

  g_return_val_if_fail (SOTONG_IS_SETTINGS (settings), NULL);

  self = g_object_new (SOTONG_TYPE_APPLICATION,
                       "application-id", SOTONG_APP_ID,
                       "resource-base-path", "/org/sotong/Sotong",
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
  self->settings = g_object_ref (settings);
  return self;
}

/**
 * sotong_application_get_settings:
 * @self: the application
 *
 * Returns: (transfer none): what is remembered from one start to the next
 */
SotongSettings *
sotong_application_get_settings (SotongApplication *self)
{
  g_return_val_if_fail (SOTONG_IS_APPLICATION (self), NULL);
  return self->settings;
}
