/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-renderer.h"

#include <gtk/gtk.h>

/* What the drivers of graphics cards put among the devices: the kernel's own (dri), NVIDIA's, and a Windows host's. */
static const char *const cards[] = { "nvidiactl", "nvidia0", "dxg", NULL };

/**
 * sotong_renderer_has_card:
 * @devices: the folder of the devices, /dev for the machine's own
 *
 * Whether a graphics card can be reached, so that OpenGL is worth its start. A virtual machine or a
 * terminal without one draws OpenGL on the processor, which is slower than Cairo.
 */
gboolean
sotong_renderer_has_card (const char *devices)
{
  g_autofree char *folder = g_build_filename (devices, "dri", NULL);
  g_autoptr(GDir) dri = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dri != NULL && (name = g_dir_read_name (dri)) != NULL)
    {
      if (g_str_has_prefix (name, "card") || g_str_has_prefix (name, "renderD"))
        return TRUE;
    }
  for (guint i = 0; cards[i] != NULL; i++)
    {
      g_autofree char *file = g_build_filename (devices, cards[i], NULL);

      if (g_file_test (file, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

/**
 * sotong_renderer_choose:
 * @devices: the folder of the devices, /dev for the machine's own
 *
 * Chooses Cairo where there is no graphics card, and leaves OpenGL out where Cairo draws: GTK sets it
 * up, drivers and all, also where it is told to draw without, and that is a third of the time to the
 * first frame. Whoever says GSK_RENDERER, or has a say of their own in what GDK does, is heard.
 *
 * To be called before GTK starts and before there are threads, as it sets variables of the environment.
 */
void
sotong_renderer_choose (const char *devices)
{
  /* From 4.16 on the switch has another name. */
  gboolean newer = gtk_check_version (4, 16, 0) == NULL;

  if (g_getenv ("GSK_RENDERER") == NULL && !sotong_renderer_has_card (devices))
    g_setenv ("GSK_RENDERER", "cairo", FALSE);
  if (g_strcmp0 (g_getenv ("GSK_RENDERER"), "cairo") == 0)
    g_setenv (newer ? "GDK_DISABLE" : "GDK_DEBUG", newer ? "gl" : "gl-disable", FALSE);
}
