/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-renderer.h"
#include "window-fixture.h"

#include <glib/gstdio.h>
#include <gtk/gtk.h>

/* Makes a folder of devices with one file in it, or an empty one. */
static char *
devices_with (const char *file)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("sotong-devices-XXXXXX", &error);

  g_assert_no_error (error);
  if (file != NULL)
    {
      g_autofree char *path = g_build_filename (folder, file, NULL);
      g_autofree char *parent = g_path_get_dirname (path);

      g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
      g_assert_true (g_file_set_contents (path, "", 0, NULL));
    }
  return folder;
}

static void
test_card (void)
{
  const struct
  {
    const char *file;
    gboolean    has;
  } cases[] = {
    { NULL, FALSE },        { "dri/card0", TRUE }, { "dri/renderD128", TRUE }, { "dri/by-path", FALSE },
    { "nvidiactl", TRUE },  { "nvidia0", TRUE },   { "dxg", TRUE },            { "null", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = devices_with (cases[i].file);

      g_assert_cmpint (sotong_renderer_has_card (folder), ==, cases[i].has);
      remove_folder (folder);
    }
  g_assert_false (sotong_renderer_has_card ("/nowhere-at-all"));
}

/* The name of the switch that leaves OpenGL out in this GTK. */
static const char *
gl_switch (void)
{
  return gtk_check_version (4, 16, 0) == NULL ? "GDK_DISABLE" : "GDK_DEBUG";
}

static void
forget (void)
{
  g_unsetenv ("GSK_RENDERER");
  g_unsetenv ("GDK_DEBUG");
  g_unsetenv ("GDK_DISABLE");
}

static void
test_choose (void)
{
  g_autofree char *with = devices_with ("dri/renderD128");
  g_autofree char *without = devices_with (NULL);

  forget ();
  sotong_renderer_choose (with);
  g_assert_null (g_getenv ("GSK_RENDERER"));
  g_assert_null (g_getenv (gl_switch ()));

  sotong_renderer_choose (without);
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "cairo");
  g_assert_nonnull (g_getenv (gl_switch ()));
  remove_folder (with);
  remove_folder (without);
}

/* What somebody has said stays, with a card and without one. */
static void
test_said (void)
{
  g_autofree char *with = devices_with ("dri/renderD128");
  g_autofree char *without = devices_with (NULL);

  forget ();
  g_setenv ("GSK_RENDERER", "gl", TRUE);
  sotong_renderer_choose (without);
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "gl");
  g_assert_null (g_getenv (gl_switch ()));

  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  g_setenv (gl_switch (), "frames", TRUE);
  sotong_renderer_choose (with);
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "cairo");
  g_assert_cmpstr (g_getenv (gl_switch ()), ==, "frames");
  remove_folder (with);
  remove_folder (without);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/renderer/card", test_card);
  g_test_add_func ("/renderer/choose", test_choose);
  g_test_add_func ("/renderer/said", test_said);
  return g_test_run ();
}
