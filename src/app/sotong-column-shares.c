/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Widths of the columns in a PanelGrid.
 *
 * libpanel 1.0 keeps them in a private widget around each column, in pixels, with no way to set them but its drag
 * gesture; what a window is enlarged by all goes to the last one. Here a column keeps its share of the whole, and gets
 * back what it had when the window is as wide again. The gesture is told of a drag from the present to the wanted width,
 * which leaves the very state that dragging with the mouse does. */
#include "config.h"

#include <math.h>

#include "app/sotong-column-shares.h"

struct _SotongColumnShares
{
  GtkLayoutManager  parent_instance;
  GArray           *shares;  /* (owned) (element-type gint32): as wide as they were when a person moved a divider */
  GArray           *asked;   /* (owned) (element-type gint32): natural widths of all but the last since then */
  int               width;   /* that was given out last */
  gboolean          given;   /* @shares have not been given out yet */
};

G_DEFINE_FINAL_TYPE (SotongColumnShares, sotong_column_shares, GTK_TYPE_LAYOUT_MANAGER)

/* The column around its divider, from the left; %NULL behind the last. */
static GtkWidget *
first_column (GtkWidget *grid)
{
  GtkWidget *paned = gtk_widget_get_first_child (grid);

  return paned != NULL ? gtk_widget_get_first_child (paned) : NULL;
}

static guint
count_columns (GtkWidget *grid)
{
  guint n = 0;

  for (GtkWidget *it = first_column (grid); it != NULL; it = gtk_widget_get_next_sibling (it))
    n++;
  return n;
}

static GtkGesture *
find_gesture (GtkWidget *column)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (column);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return GTK_GESTURE (controller);   /* the widget owns it */
    }
  return NULL;
}

/* It is measured on top of the width dragged to. */
static int
handle_width (GtkWidget *column)
{
  GtkWidget *handle = gtk_widget_get_last_child (column);
  int width = 0;

  if (handle != NULL)
    gtk_widget_measure (handle, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

static void
ask_width (GtkWidget *column,
           int        width)
{
  GtkGesture *drag = find_gesture (column);
  double from = gtk_widget_get_width (column);
  double offset = width - handle_width (column) - from;

  if (drag == NULL)
    return;
  g_signal_emit_by_name (drag, "drag-begin", from, 1.0);
  g_signal_emit_by_name (drag, "drag-update", offset, 0.0);
  g_signal_emit_by_name (drag, "drag-end", offset, 0.0);
}

static gint32
nth_of (GArray *widths,
        guint   i)
{
  return g_array_index (widths, gint32, i);
}

/* Whether another number of columns is there, or one was dragged. */
static gboolean
is_moved (SotongColumnShares *self,
          GtkWidget          *grid,
          int                 height)
{
  guint i = 0;

  if (count_columns (grid) != self->shares->len)
    return TRUE;
  if (self->given)
    return FALSE;
  for (GtkWidget *it = first_column (grid); gtk_widget_get_next_sibling (it) != NULL; it = gtk_widget_get_next_sibling (it), i++)
    {
      int least, natural;

      gtk_widget_measure (it, GTK_ORIENTATION_HORIZONTAL, height, &least, &natural, NULL, NULL);
      if (natural != MAX (least, nth_of (self->asked, i)))
        return TRUE;
    }
  return FALSE;
}

/* Columns that nobody has dragged share what there is among themselves. */
static gboolean
has_fixed_column (GtkWidget *grid)
{
  for (GtkWidget *it = first_column (grid); it != NULL && gtk_widget_get_next_sibling (it) != NULL; it = gtk_widget_get_next_sibling (it))
    if (!gtk_widget_compute_expand (it, GTK_ORIENTATION_HORIZONTAL))
      return TRUE;
  return FALSE;
}

/* Gives each its share of @width; what is needed at least by those whose share is too small is taken from the others. */
static void
find_widths (SotongColumnShares *self,
             const int          *least,
             double             *widths,
             int                 width)
{
  guint n = self->shares->len;
  gboolean changed;

  for (guint i = 0; i < n; i++)
    widths[i] = -1;
  do
    {
      double left = width, shares = 0;

      changed = FALSE;
      for (guint i = 0; i < n; i++)
        if (widths[i] == least[i])
          left -= least[i];
        else
          shares += nth_of (self->shares, i);
      for (guint i = 0; i < n; i++)
        {
          if (widths[i] == least[i])
            continue;
          widths[i] = left * nth_of (self->shares, i) / shares;
          changed = changed || widths[i] < least[i];
          widths[i] = MAX (widths[i], least[i]);
        }
    }
  while (changed);
}

static void
give_out (SotongColumnShares *self,
          GtkWidget          *grid,
          int                 width,
          int                 height)
{
  guint n = self->shares->len, i = 0;
  g_autofree int *least = g_new0 (int, n);
  g_autofree double *widths = g_new0 (double, n);

  for (GtkWidget *it = first_column (grid); it != NULL; it = gtk_widget_get_next_sibling (it))
    gtk_widget_measure (it, GTK_ORIENTATION_HORIZONTAL, height, &least[i++], NULL, NULL, NULL);
  find_widths (self, least, widths, width);
  g_array_set_size (self->asked, n);
  i = 0;
  for (GtkWidget *it = first_column (grid); gtk_widget_get_next_sibling (it) != NULL; it = gtk_widget_get_next_sibling (it), i++)
    {
      int asked = (int) round (widths[i]);

      /* One that is dragged to exactly its least width is asked for its natural one. */
      g_array_index (self->asked, gint32, i) = asked > least[i] ? asked : least[i] - 1;
      ask_width (it, nth_of (self->asked, i));
    }
}

static void
note_widths (SotongColumnShares *self,
             GtkWidget          *grid,
             int                 height)
{
  g_array_set_size (self->shares, 0);
  g_array_set_size (self->asked, 0);
  for (GtkWidget *it = first_column (grid); it != NULL; it = gtk_widget_get_next_sibling (it))
    {
      gint32 width = MAX (1, gtk_widget_get_width (it)), natural;

      gtk_widget_measure (it, GTK_ORIENTATION_HORIZONTAL, height, NULL, &natural, NULL, NULL);
      g_array_append_val (self->shares, width);
      g_array_append_val (self->asked, natural);
    }
}

static void
sotong_column_shares_allocate (GtkLayoutManager *manager,
                               GtkWidget        *grid,
                               int               width,
                               int               height,
                               int               baseline)
{
  SotongColumnShares *self = SOTONG_COLUMN_SHARES (manager);
  gboolean moved = is_moved (self, grid, height);

  if (!moved && (self->given || (width != self->width && has_fixed_column (grid))))
    give_out (self, grid, width, height);
  self->given = FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (grid); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      gtk_widget_allocate (child, width, height, baseline, NULL);
  if (moved || !has_fixed_column (grid))
    note_widths (self, grid, height);
  self->width = width;
}

static void
sotong_column_shares_measure (GtkLayoutManager *manager,
                              GtkWidget        *grid,
                              GtkOrientation    orientation,
                              int               for_size,
                              int              *minimum,
                              int              *natural,
                              int              *minimum_baseline,
                              int              *natural_baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (grid); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int least = 0, wanted = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, for_size, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wanted);
    }
}

static void
sotong_column_shares_finalize (GObject *object)
{
  SotongColumnShares *self = SOTONG_COLUMN_SHARES (object);

  g_array_unref (self->shares);
  g_array_unref (self->asked);
  G_OBJECT_CLASS (sotong_column_shares_parent_class)->finalize (object);
}

static void
sotong_column_shares_class_init (SotongColumnSharesClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sotong_column_shares_finalize;
  manager_class->allocate = sotong_column_shares_allocate;
  manager_class->measure = sotong_column_shares_measure;
}

static void
sotong_column_shares_init (SotongColumnShares *self)
{
  self->shares = g_array_new (FALSE, TRUE, sizeof (gint32));
  self->asked = g_array_new (FALSE, TRUE, sizeof (gint32));
}

/**
 * sotong_column_shares_new:
 *
 * Returns: (transfer full): lays out one PanelGrid
 */
GtkLayoutManager *
sotong_column_shares_new (void)
{
  return g_object_new (SOTONG_TYPE_COLUMN_SHARES, NULL);
}

/**
 * sotong_column_shares_give:
 * @self: of a grid
 * @widths: (element-type gint32): in pixels, of a grid of any width
 *
 * Gives the columns the proportions of @widths, as soon as they are laid out. Does nothing when @widths do not tell
 * of every column.
 */
void
sotong_column_shares_give (SotongColumnShares *self,
                           GArray             *widths)
{
  g_return_if_fail (SOTONG_IS_COLUMN_SHARES (self));

  for (guint i = 0; i < widths->len; i++)
    if (nth_of (widths, i) <= 0)
      return;
  g_array_set_size (self->shares, 0);
  g_array_append_vals (self->shares, widths->data, widths->len);
  self->given = widths->len > 0;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

/**
 * sotong_column_shares_dup:
 * @self: of a grid
 *
 * What the columns have of the whole, also where one of them is wider for the time being because it cannot be so narrow.
 *
 * Returns: (transfer full) (nullable) (element-type gint32): widths in pixels of a grid of some width; %NULL when another number of
 * columns is there, which was not laid out yet
 */
GArray *
sotong_column_shares_dup (SotongColumnShares *self)
{
  GtkWidget *grid;

  g_return_val_if_fail (SOTONG_IS_COLUMN_SHARES (self), NULL);

  grid = gtk_layout_manager_get_widget (GTK_LAYOUT_MANAGER (self));
  return grid != NULL && count_columns (grid) == self->shares->len ? g_array_copy (self->shares) : NULL;
}
