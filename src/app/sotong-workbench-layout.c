/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-workbench-private.h"

#include "app/sotong-pane-registry.h"

/* Raised when a saved layout can no longer be read; another version's is left aside. */
#define LAYOUT_VERSION 1

/* A pane's place: id, area, column, row, depth, in front, requested height of its frame. */
#define PANE_FORMAT "(ssuuubi)"
#define PANES_TYPE "a" PANE_FORMAT

/* What a side area leaves to the centre at least, in pixels. */
#define CENTER_MIN_WIDTH 420
#define CENTER_MIN_HEIGHT 280

/* A layout saved by hand or by accident shall not make thousands of frames. */
#define MAX_DIVISIONS 12

static const char *const area_names[SOTONG_N_AREAS] = { "start", "end", "top", "bottom", "center" };
static const char *const size_names[] = { "start-width", "end-width", "top-height", "bottom-height" };

G_STATIC_ASSERT (PANEL_AREA_START == 0 && PANEL_AREA_END == 1 && PANEL_AREA_TOP == 2
                 && PANEL_AREA_BOTTOM == 3 && PANEL_AREA_CENTER == 4);

typedef struct {
  const char *id;        /* (unowned): in the variant */
  PanelArea   area;
  guint32     column;
  guint32     row;
  guint32     depth;
  gboolean    in_front;
  gint32      size;      /* -1: none asked for */
} PanePlace;

static gboolean
area_from_name (const char *name,
                PanelArea  *out_area)
{
  for (int area = 0; area < SOTONG_N_AREAS; area++)
    if (g_str_equal (area_names[area], name))
      {
        *out_area = area;
        return TRUE;
      }
  return FALSE;
}

/* --- Saving --- */

static void
save_frame (SotongWorkbench *self,
            PanelFrame      *frame,
            PanelArea        area,
            guint            column,
            guint            row,
            GVariantBuilder *builder)
{
  PanelWidget *front = panel_frame_get_visible_child (frame);

  for (guint depth = 0; depth < panel_frame_get_n_pages (frame); depth++)
    {
      PanelWidget *pane = panel_frame_get_page (frame, depth);

      g_variant_builder_add (builder, PANE_FORMAT, panel_widget_get_id (pane), area_names[area],
                             column, row, depth, pane == front,
                             panel_frame_get_requested_size (frame));
    }
}

static GVariant *
save_panes (SotongWorkbench *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (PANES_TYPE));

  for (int area = 0; area < SOTONG_N_AREAS; area++)
    {
      g_autoptr(GPtrArray) frames = sotong_workbench_list_frames (self, area);
      gboolean stacked = area == PANEL_AREA_START || area == PANEL_AREA_END;

      if (area == PANEL_AREA_CENTER)
        break;
      for (guint i = 0; i < frames->len; i++)
        save_frame (self, g_ptr_array_index (frames, i), area,
                    stacked ? 0 : i, stacked ? i : 0, &builder);
    }
  for (guint column = 0; column < panel_grid_get_n_columns (self->grid); column++)
    {
      PanelGridColumn *it = panel_grid_get_column (self->grid, column);

      for (guint row = 0; row < panel_grid_column_get_n_rows (it); row++)
        save_frame (self, panel_grid_column_get_row (it, row), PANEL_AREA_CENTER,
                    column, row, &builder);
    }
  sotong_workbench_save_rest_panes (self, &builder);
  return g_variant_builder_end (&builder);
}

static GVariant *
save_reveal (SotongWorkbench *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sb}"));

  for (int area = 0; area < PANEL_AREA_CENTER; area++)
    g_variant_builder_add (&builder, "{sb}", area_names[area],
                           panel_dock_get_reveal_area (self->dock, area));
  return g_variant_builder_end (&builder);
}

/* Of the areas beside the centre. */
GVariant *
sotong_workbench_save_sizes (SotongWorkbench *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{si}"));

  for (int area = 0; area < PANEL_AREA_CENTER; area++)
    {
      int size = -1;

      g_object_get (self->dock, size_names[area], &size, NULL);
      g_variant_builder_add (&builder, "{si}", area_names[area], size);
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
save_known (SotongWorkbench *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_STRING_ARRAY);
  guint n_panes;
  const SotongPaneInfo *panes = sotong_pane_registry_get (&n_panes);

  for (guint i = 0; i < n_panes; i++)
    g_variant_builder_add (&builder, "s", panes[i].id);
  sotong_workbench_save_rest_known (self, &builder);
  return g_variant_builder_end (&builder);
}

/* Where all panes stand and which areas are open, without the sizes. */
GVariant *
sotong_workbench_save_places (SotongWorkbench *self)
{
  return g_variant_ref_sink (g_variant_new ("(@" PANES_TYPE "@a{sb})", save_panes (self), save_reveal (self)));
}

/**
 * sotong_workbench_save_layout:
 * @self: the workbench
 *
 * Describes where every pane stands, which are in front, which areas are revealed, and all
 * sizes. Sizes are known once the window has been laid out. What another version of the program
 * wrote into the layout that was restored is part of it, and so is what had to be folded to fit
 * a smaller screen, or became smaller with it, as long as nobody moves a pane or a divider.
 *
 * Returns: (transfer full): an `a{sv}` with a `version`
 */
GVariant *
sotong_workbench_save_layout (SotongWorkbench *self)
{
  GVariantDict dict;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), NULL);

  if (self->whole != NULL)
    return sotong_workbench_update_whole (self);
  sotong_workbench_hurry_all (self);
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "version", "u", LAYOUT_VERSION);
  g_variant_dict_insert (&dict, "width", "i", gtk_widget_get_width (GTK_WIDGET (self)));
  g_variant_dict_insert (&dict, "height", "i", gtk_widget_get_height (GTK_WIDGET (self)));
  g_variant_dict_insert_value (&dict, "panes", save_panes (self));
  g_variant_dict_insert_value (&dict, "columns", sotong_workbench_save_columns (self));
  g_variant_dict_insert_value (&dict, "sizes", sotong_workbench_save_sizes (self));
  g_variant_dict_insert_value (&dict, "reveal", save_reveal (self));
  g_variant_dict_insert_value (&dict, "known", save_known (self));
  g_variant_dict_insert_value (&dict, "states", sotong_workbench_save_states (self));
  sotong_workbench_save_shared (self, &dict);
  sotong_workbench_save_rest (self, &dict);
  return g_variant_ref_sink (sotong_workbench_unfold (self, &dict));
}

/* --- Restoring --- */

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const PanePlace *first = a;
  const PanePlace *second = b;

  if (first->area != second->area)
    return first->area < second->area ? -1 : 1;
  if (first->column != second->column)
    return first->column < second->column ? -1 : 1;
  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  if (first->depth != second->depth)
    return first->depth < second->depth ? -1 : 1;
  return 0;
}

/* The places of panes that this version knows, each once, in the order to add them in. */
static GArray *
read_places (GVariant *panes)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *places = g_array_new (FALSE, TRUE, sizeof (PanePlace));
  GVariantIter iter;
  const char *area;
  PanePlace place;

  g_variant_iter_init (&iter, panes);
  while (g_variant_iter_next (&iter, "(&s&suuubi)", &place.id, &area, &place.column, &place.row,
                              &place.depth, &place.in_front, &place.size))
    {
      if (sotong_pane_registry_lookup (place.id) == NULL || !area_from_name (area, &place.area)
          || !g_hash_table_add (seen, (gpointer) place.id))
        continue;
      place.column = MIN (place.column, MAX_DIVISIONS);
      place.row = MIN (place.row, MAX_DIVISIONS);
      g_array_append_val (places, place);
    }
  g_array_sort (places, compare_places);
  return places;
}

/* Closes up the columns in which nothing stands, and says how wide the others were. */
static GArray *
close_up_columns (GArray   *places,
                  GVariant *widths)
{
  gsize n_widths = 0;
  const gint32 *width = g_variant_get_fixed_array (widths, &n_widths, sizeof (gint32));
  GArray *used = g_array_new (FALSE, FALSE, sizeof (gint32));
  guint32 before = G_MAXUINT32;

  for (guint i = 0; i < places->len; i++)
    {
      PanePlace *place = &g_array_index (places, PanePlace, i);

      if (place->area != PANEL_AREA_CENTER)
        continue;
      if (place->column != before)
        {
          gint32 its_own = place->column < n_widths ? width[place->column] : 0;

          g_array_append_val (used, its_own);
        }
      before = place->column;
      place->column = used->len - 1;
    }
  return used;
}

static gboolean
same_frame (const PanePlace *a,
            const PanePlace *b)
{
  return a->area == b->area && a->column == b->column && a->row == b->row;
}

/* The panes of one frame, @first to before @end: those that are not made yet come once the dock has been drawn. */
static void
place_frame (SotongWorkbench *self,
             GArray          *places,
             guint            first,
             guint            end,
             double           scale)
{
  const PanePlace *place = &g_array_index (places, PanePlace, first);
  PanelFrame *frame = sotong_workbench_area_frame (self, place->area, place->column, place->row);
  guint front = first;
  const char *id;

  for (guint i = first; i < end; i++)
    if (g_array_index (places, PanePlace, i).in_front)
      front = i;
  id = g_array_index (places, PanePlace, front).id;
  /* The frame may be one of the layout before. */
  panel_frame_set_requested_size (frame, place->size > 0 ? (int) (place->size * scale + 0.5) : -1);
  sotong_workbench_add_late (self, id, frame, NULL, FALSE);
  if (g_hash_table_contains (self->panes, id))
    sotong_workbench_hurry (self, id);
  for (guint i = first; i < end; i++)
    if (i != front)
      sotong_workbench_add_late (self, g_array_index (places, PanePlace, i).id, frame, id, i < front);
}

static void
place_panes (SotongWorkbench *self,
             GArray          *places,
             double           scale)
{
  for (guint first = 0, end = 1; first < places->len; first = end++)
    {
      while (end < places->len && same_frame (&g_array_index (places, PanePlace, first), &g_array_index (places, PanePlace, end)))
        end++;
      place_frame (self, places, first, end, scale);
    }
}

/* Panes that came with a newer version than the layout stand where a new layout has them. */
static void
place_new_panes (SotongWorkbench *self,
                 GVariant        *known)
{
  g_autofree const char **ids = g_variant_get_strv (known, NULL);
  guint n_panes;
  const SotongPaneInfo *panes = sotong_pane_registry_get (&n_panes);

  for (guint i = 0; i < n_panes; i++)
    if (!g_strv_contains (ids, panes[i].id) && !(panes[i].flags & SOTONG_PANE_EXTRA)
        && !sotong_workbench_get_pane_shown (self, panes[i].id))
      panel_frame_add (sotong_workbench_area_frame (self, panes[i].area, 0, panes[i].row),
                       PANEL_WIDGET (sotong_workbench_ensure_pane (self, panes[i].id)));
}

static void
set_area_size (SotongWorkbench *self,
               PanelArea        area,
               int              size)
{
  if (size > 0)
    g_object_set (self->dock, size_names[area], size, NULL);
}

static int
saved_size (GVariant  *sizes,
            PanelArea  area)
{
  gint32 size = -1;

  g_variant_lookup (sizes, area_names[area], "i", &size);
  return size;
}

static gboolean
saved_reveal (GVariant  *reveal,
              PanelArea  area)
{
  gboolean revealed = FALSE;

  g_variant_lookup (reveal, area_names[area], "b", &revealed);
  return revealed;
}

/* How much two opposite areas shrink so that the centre keeps its least size. */
static double
fitting_scale (GVariant  *sizes,
               GVariant  *reveal,
               PanelArea  first,
               PanelArea  second,
               int        available,
               int        center)
{
  int wanted = 0;

  if (saved_reveal (reveal, first))
    wanted += MAX (saved_size (sizes, first), 0);
  if (saved_reveal (reveal, second))
    wanted += MAX (saved_size (sizes, second), 0);
  if (available <= 0 || wanted <= 0 || wanted + center <= available)
    return 1.0;
  return MAX (available - center, 160) / (double) wanted;
}

static void
restore_sizes (SotongWorkbench *self,
               GVariant        *sizes,
               GVariant        *reveal,
               int              width,
               int              height)
{
  double across = fitting_scale (sizes, reveal, PANEL_AREA_START, PANEL_AREA_END, width,
                                 CENTER_MIN_WIDTH);
  double down = fitting_scale (sizes, reveal, PANEL_AREA_TOP, PANEL_AREA_BOTTOM, height,
                               CENTER_MIN_HEIGHT);

  for (int area = 0; area < PANEL_AREA_CENTER; area++)
    {
      double scale = area == PANEL_AREA_START || area == PANEL_AREA_END ? across : down;

      set_area_size (self, area, (int) (saved_size (sizes, area) * MIN (scale, 1.0)));
    }
}

static double
shrink (GVariant   *layout,
        const char *key,
        int         now)
{
  gint32 saved = 0;

  g_variant_lookup (layout, key, "i", &saved);
  return saved > 0 && now > 0 && now < saved ? now / (double) saved : 1.0;
}

static void
clear_layout (SotongWorkbench *self)
{
  sotong_workbench_detach_all (self);
  sotong_workbench_tidy (self);
}

/**
 * sotong_workbench_restore_layout:
 * @self: the workbench
 * @layout: an `a{sv}` of [method@Sotong.Workbench.save_layout]
 * @width: pixels there will be for the workbench, 0 when unknown
 * @height: likewise
 *
 * Puts all panes where @layout has them. Panes it names that this version does not have are
 * passed over and kept for the next time it is saved, panes it did not know stand where they do
 * in a new layout. Areas shrink when there is less room than there was; when the panes are still
 * larger than that, areas close and columns and rows become tabs.
 *
 * Returns: %FALSE, with nothing changed, when @layout is not one of this version's
 */
gboolean
sotong_workbench_restore_layout (SotongWorkbench *self,
                                 GVariant        *layout,
                                 int              width,
                                 int              height)
{
  g_autoptr(GVariant) panes = NULL, columns = NULL, sizes = NULL, reveal = NULL, known = NULL;
  g_autoptr(GArray) places = NULL, widths = NULL;
  guint32 version = 0;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), FALSE);
  g_return_val_if_fail (g_variant_is_of_type (layout, G_VARIANT_TYPE_VARDICT), FALSE);

  if (!g_variant_lookup (layout, "version", "u", &version) || version != LAYOUT_VERSION)
    return FALSE;
  panes = g_variant_lookup_value (layout, "panes", G_VARIANT_TYPE (PANES_TYPE));
  columns = g_variant_lookup_value (layout, "columns", G_VARIANT_TYPE ("ai"));
  sizes = g_variant_lookup_value (layout, "sizes", G_VARIANT_TYPE ("a{si}"));
  reveal = g_variant_lookup_value (layout, "reveal", G_VARIANT_TYPE ("a{sb}"));
  known = g_variant_lookup_value (layout, "known", G_VARIANT_TYPE_STRING_ARRAY);
  if (panes == NULL || columns == NULL || sizes == NULL || reveal == NULL || known == NULL)
    return FALSE;

  g_clear_pointer (&self->whole, g_variant_unref);
  clear_layout (self);
  sotong_workbench_drop_copies (self);
  sotong_workbench_load_states (self, layout);
  sotong_workbench_keep_rest (self, layout);
  places = read_places (panes);
  widths = close_up_columns (places, columns);
  place_panes (self, places, shrink (layout, "height", height));
  place_new_panes (self, known);
  sotong_workbench_tidy (self);
  restore_sizes (self, sizes, reveal, width, height);
  for (int area = 0; area < PANEL_AREA_CENTER; area++)
    panel_dock_set_reveal_area (self->dock, area,
                                saved_reveal (reveal, area)
                                && sotong_workbench_area_has_panes (self, area));
  sotong_workbench_restore_columns (self, widths);
  sotong_workbench_note_room (self);
  sotong_workbench_changed (self);
  return TRUE;
}

/* Where all panes stand when the program is first started: the first of an area in front. */
static GArray *
first_places (void)
{
  guint n_panes;
  const SotongPaneInfo *panes = sotong_pane_registry_get (&n_panes);
  GArray *places = g_array_new (FALSE, TRUE, sizeof (PanePlace));

  for (guint i = 0; i < n_panes; i++)
    {
      PanePlace place = { panes[i].id, panes[i].area, 0, panes[i].row, i, FALSE, -1 };

      if (!(panes[i].flags & SOTONG_PANE_EXTRA))
        g_array_append_val (places, place);
    }
  g_array_sort (places, compare_places);
  return places;
}

/**
 * sotong_workbench_reset_layout:
 * @self: the workbench
 *
 * Puts all panes where they stand when the program is first started. Hidden ones come back.
 */
void
sotong_workbench_reset_layout (SotongWorkbench *self)
{
  static const int size[] = { 230, 340, 160, 150 };
  g_autoptr(GArray) places = NULL;

  g_return_if_fail (SOTONG_IS_WORKBENCH (self));

  g_clear_pointer (&self->whole, g_variant_unref);
  clear_layout (self);
  sotong_workbench_drop_copies (self);
  sotong_workbench_forget_layout (self);
  places = first_places ();
  place_panes (self, places, 1.0);
  sotong_workbench_tidy (self);
  for (int area = 0; area < PANEL_AREA_CENTER; area++)
    {
      set_area_size (self, area, size[area]);
      panel_dock_set_reveal_area (self->dock, area, sotong_workbench_area_has_panes (self, area));
    }
  sotong_workbench_changed (self);
}

/**
 * sotong_workbench_get_bottom:
 * @self: the workbench
 *
 * Returns: how much of its height the panes at the bottom take, in pixels; 0 when none is seen there
 */
int
sotong_workbench_get_bottom (SotongWorkbench *self)
{
  GtkWidget *paned;

  g_return_val_if_fail (SOTONG_IS_WORKBENCH (self), 0);

  paned = GTK_WIDGET (sotong_workbench_area_paned (self, PANEL_AREA_BOTTOM));
  return gtk_widget_get_mapped (paned) && panel_dock_get_reveal_area (self->dock, PANEL_AREA_BOTTOM) ? gtk_widget_get_height (paned) : 0;
}
