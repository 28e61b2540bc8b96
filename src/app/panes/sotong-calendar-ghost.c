/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-ghost.h"

#ifdef GDK_WINDOWING_X11
#include <gdk/x11/gdkx.h>
#include <X11/extensions/XInput2.h>
#endif

/* What goes along with the pointer: a picture of the content, and under it where it would go. */

#define WIDTH 230   /* pixels */
#define HEIGHT 56
#define LABEL_KEY "sotong-calendar-ghost"

#ifdef GDK_WINDOWING_X11
static gboolean
is_escape (GdkDisplay *display,
           guint       keycode)
{
  g_autofree GdkKeymapKey *keys = NULL;
  int n_keys = 0;

  gdk_display_map_keyval (display, GDK_KEY_Escape, &keys, &n_keys);
  for (int i = 0; i < n_keys; i++)
    if (keys[i].keycode == keycode)
      return TRUE;
  return FALSE;
}

/* While it drags, GTK 4.8 takes the Escape key for itself on X11 and then loses it, for it comes
 * from the root window. */
static gboolean
xevent_cb (GdkDisplay   *display,
           const XEvent *xevent,
           GdkDrag      *drag)
{
  const XIDeviceEvent *event = xevent->type == GenericEvent ? xevent->xcookie.data : NULL;

  if (event == NULL || xevent->xcookie.evtype != XI_KeyPress || !is_escape (display, (guint) event->detail))
    return GDK_EVENT_PROPAGATE;
  g_signal_handlers_disconnect_by_func (display, xevent_cb, drag);
  g_signal_emit_by_name (drag, "cancel", GDK_DRAG_CANCEL_USER_CANCELLED);
  return GDK_EVENT_STOP;
}
#endif

/* Escape ends the drag, and nothing has happened. */
static void
watch_escape (GdkDrag *drag)
{
#ifdef GDK_WINDOWING_X11
  if (GDK_IS_X11_DISPLAY (gdk_drag_get_display (drag)))
    g_signal_connect_object (gdk_drag_get_display (drag), "xevent", G_CALLBACK (xevent_cb), drag, 0);
#endif
}

/**
 * sotong_calendar_ghost_begin:
 * @drag: a drag that has just begun
 * @picture: of what is dragged
 */
void
sotong_calendar_ghost_begin (GdkDrag      *drag,
                             GdkPaintable *picture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *image = gtk_picture_new_for_paintable (picture), *label = gtk_label_new (NULL);

  gtk_picture_set_can_shrink (GTK_PICTURE (image), FALSE);
  gtk_widget_set_halign (image, GTK_ALIGN_START);
  /* Room for three lines from the beginning: what goes along with the pointer does not grow. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_set_size_request (label, WIDTH, HEIGHT);
  gtk_widget_add_css_class (box, "calendar-ghost");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), box);
  gdk_drag_set_hotspot (drag, -6, -6);
  watch_escape (drag);
  g_object_set_data_full (G_OBJECT (drag), LABEL_KEY, g_object_ref (label), g_object_unref);
}

/**
 * sotong_calendar_ghost_say:
 * @drag: (nullable): a drag; one that began elsewhere has nothing to say it with
 * @text: where what is dragged would go, or why it cannot
 * @style: (nullable): “error” when it cannot; “warning” when there is something to look at before
 */
void
sotong_calendar_ghost_say (GdkDrag    *drag,
                           const char *text,
                           const char *style)
{
  static const char *const styles[] = { "error", "warning" };

  GtkWidget *label = drag != NULL ? g_object_get_data (G_OBJECT (drag), LABEL_KEY) : NULL;

  if (label == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (label), text);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (style, styles[i]) == 0)
      gtk_widget_add_css_class (label, styles[i]);
    else
      gtk_widget_remove_css_class (label, styles[i]);
}
