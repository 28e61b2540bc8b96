/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A layout from a larger screen on a smaller one. */
#include "config.h"

#include "app/sotong-workbench-private.h"

/* Steps of folding; there are never so many columns and rows. */
#define MOST_STEPS 40

/* The bar of the range, which comes when the first pane that heeds it is seen. */
#define RANGE_BAR_HEIGHT 48

/* How small the window can be. */
static int
least_size (SotongWorkbench *self,
            GtkOrientation   orientation)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean has_bar = TRUE;
  int least = 0;

  gtk_widget_measure (GTK_WIDGET (root), orientation, -1, &least, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return least;
  if (self->context != NULL)
    g_object_get (self->context, "period-shown", &has_bar, NULL);
  return has_bar ? least : least + RANGE_BAR_HEIGHT;
}

/* The monitor the window is on, or will be on. */
static GdkMonitor *
dup_monitor (GtkWidget *window)
{
  GdkDisplay *display = gtk_widget_get_display (window);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  GdkMonitor *monitor = surface != NULL ? gdk_display_get_monitor_at_surface (display, surface) : NULL;

  if (monitor != NULL)
    return g_object_ref (monitor);
  return g_list_model_get_item (gdk_display_get_monitors (display), 0);
}

static gboolean
close_area (SotongWorkbench *self,
            PanelArea        area)
{
  if (!panel_dock_get_reveal_area (self->dock, area))
    return FALSE;
  panel_dock_set_reveal_area (self->dock, area, FALSE);
  return TRUE;
}

/* The panes of a frame become tabs of another one, behind what is in front there. */
static void
join_frames (PanelFrame *from,
             PanelFrame *to)
{
  PanelWidget *front = panel_frame_get_visible_child (to);

  while (panel_frame_get_n_pages (from) > 0)
    {
      g_autoptr(PanelWidget) pane = g_object_ref (panel_frame_get_page (from, 0));

      panel_frame_remove (from, pane);
      panel_frame_add (to, pane);
    }
  if (front != NULL)
    panel_frame_set_visible_child (to, front);
}

static PanelFrame *
row_of (PanelGridColumn *column,
        guint            row)
{
  return panel_grid_column_get_row (column, row);
}

static gboolean
join_columns (SotongWorkbench *self)
{
  guint n_columns = panel_grid_get_n_columns (self->grid);
  PanelGridColumn *from, *to;
  guint n_rows;

  if (n_columns < 2)
    return FALSE;
  from = panel_grid_get_column (self->grid, n_columns - 1);
  to = panel_grid_get_column (self->grid, n_columns - 2);
  n_rows = panel_grid_column_get_n_rows (to);
  for (guint row = 0; row < panel_grid_column_get_n_rows (from); row++)
    join_frames (row_of (from, row), row_of (to, MIN (row, n_rows - 1)));
  return TRUE;
}

static gboolean
join_rows (SotongWorkbench *self)
{
  PanelGridColumn *fullest = NULL;
  guint last;

  for (guint i = 0; i < panel_grid_get_n_columns (self->grid); i++)
    {
      PanelGridColumn *column = panel_grid_get_column (self->grid, i);

      if (fullest == NULL || panel_grid_column_get_n_rows (column) > panel_grid_column_get_n_rows (fullest))
        fullest = column;
    }
  if (fullest == NULL || panel_grid_column_get_n_rows (fullest) < 2)
    return FALSE;
  last = panel_grid_column_get_n_rows (fullest) - 1;
  join_frames (row_of (fullest, last), row_of (fullest, last - 1));
  return TRUE;
}

/* One step narrower; %FALSE when there is none left. */
static gboolean
narrow (SotongWorkbench *self)
{
  return close_area (self, PANEL_AREA_END) || close_area (self, PANEL_AREA_START) || join_columns (self);
}

static gboolean
lower (SotongWorkbench *self)
{
  return close_area (self, PANEL_AREA_BOTTOM) || close_area (self, PANEL_AREA_TOP) || join_rows (self);
}

static char *
print_places (SotongWorkbench *self)
{
  g_autoptr(GVariant) places = sotong_workbench_save_places (self);

  return g_variant_print (places, FALSE);
}

/* How wide the columns are of a thousand: as many pixels as there are, they are only as exact as that. */
static void
print_columns (SotongWorkbench *self,
               GString         *text)
{
  g_autoptr(GVariant) columns = g_variant_ref_sink (sotong_workbench_save_columns (self));
  gsize n;
  const gint32 *widths = g_variant_get_fixed_array (columns, &n, sizeof *widths);
  gint64 whole = 0;

  for (gsize i = 0; i < n; i++)
    whole += widths[i];
  for (gsize i = 0; i < n && whole > 0; i++)
    g_string_append_printf (text, " %d", (int) (widths[i] * G_GINT64_CONSTANT (1000) / whole));
}

static char *
print_sizes (SotongWorkbench *self)
{
  g_autofree char *places = print_places (self);
  g_autoptr(GVariant) sizes = g_variant_ref_sink (sotong_workbench_save_sizes (self));
  g_autofree char *printed = g_variant_print (sizes, FALSE);
  GString *text = g_string_new (places);

  g_string_append (text, printed);
  print_columns (self, text);
  return g_string_free (text, FALSE);
}

/* Remembers how large the window is before a layout is restored: it grows when the panes need more, even past the screen. */
void
sotong_workbench_note_room (SotongWorkbench *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr(GdkMonitor) monitor = NULL;
  GdkRectangle screen;

  self->room_width = self->room_height = 0;
  if (!GTK_IS_WINDOW (window))
    return;
  if (gtk_widget_get_mapped (window))
    {
      self->room_width = gtk_widget_get_width (window);
      self->room_height = gtk_widget_get_height (window);
    }
  if (self->room_width <= 0 && !gtk_window_is_maximized (GTK_WINDOW (window))) /* not laid out yet */
    gtk_window_get_default_size (GTK_WINDOW (window), &self->room_width, &self->room_height);
  monitor = dup_monitor (window);
  if (monitor == NULL)
    return;
  gdk_monitor_get_geometry (monitor, &screen);
  self->room_width = self->room_width > 0 ? MIN (self->room_width, screen.width) : screen.width;
  self->room_height = self->room_height > 0 ? MIN (self->room_height, screen.height) : screen.height;
}

static gboolean
is_too_wide (SotongWorkbench *self)
{
  return self->room_width > 0 && least_size (self, GTK_ORIENTATION_HORIZONTAL) > self->room_width;
}

static gboolean
is_too_high (SotongWorkbench *self)
{
  return self->room_height > 0 && least_size (self, GTK_ORIENTATION_VERTICAL) > self->room_height;
}

static gboolean
is_smaller (SotongWorkbench *self,
            const char      *key,
            int              room)
{
  gint32 saved = 0;

  return g_variant_lookup (self->rest, key, "i", &saved) && room > 0 && room < saved;
}

/* On a smaller screen all is smaller without a fold. On the larger one it shall be as it was, unless a person has moved
 * something meanwhile. */
static void
note_shrunk (SotongWorkbench *self)
{
  if (self->unfolded != NULL || self->late->len > 0 || (!is_smaller (self, "width", self->room_width) && !is_smaller (self, "height", self->room_height)))
    return;
  self->unfolded = g_variant_ref (self->rest);
  self->folded = print_sizes (self);
  self->shrunk = TRUE;
}

/* Folds what does not fit, once the panes are there that say how small they can be: areas close, then columns and rows
 * become tabs. A window that cannot be as small as the screen would have its edges outside. */
void
sotong_workbench_fit (SotongWorkbench *self)
{
  GtkWindow *window;

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL || self->rest == NULL || self->whole != NULL)
    return;
  if (!is_too_wide (self) && !is_too_high (self))
    {
      note_shrunk (self);
      return;
    }
  if (self->unfolded == NULL)
    self->unfolded = g_variant_ref (self->rest);
  self->shrunk = FALSE;
  sotong_workbench_hurry_all (self);
  for (guint i = 0; i < MOST_STEPS && is_too_wide (self) && narrow (self); i++)
    sotong_workbench_tidy (self);
  for (guint i = 0; i < MOST_STEPS && is_too_high (self) && lower (self); i++)
    sotong_workbench_tidy (self);
  g_free (self->folded);
  self->folded = print_places (self);
  window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  if (!gtk_window_is_maximized (window) && !gtk_window_is_fullscreen (window))
    gtk_window_set_default_size (window, self->room_width, self->room_height); /* it may have grown already */
}

/* What is saved: what was folded to fit, as it was, until a person moves something. */
GVariant *
sotong_workbench_unfold (SotongWorkbench *self,
                         GVariantDict    *layout)
{
  static const char *const geometry[] = { "width", "height", "panes", "columns", "sizes", "reveal" };
  g_autofree char *now = self->unfolded == NULL ? NULL : self->shrunk ? print_sizes (self) : print_places (self);

  if (now == NULL || g_strcmp0 (now, self->folded) != 0)
    return g_variant_dict_end (layout);
  for (gsize i = 0; i < G_N_ELEMENTS (geometry); i++)
    {
      g_autoptr(GVariant) value = g_variant_lookup_value (self->unfolded, geometry[i], NULL);

      if (value != NULL)
        g_variant_dict_insert_value (layout, geometry[i], value);
    }
  return g_variant_dict_end (layout);
}
