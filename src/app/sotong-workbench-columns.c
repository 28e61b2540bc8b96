/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Widths of the centre's columns in a layout. */
#include "config.h"

#include "app/sotong-workbench-private.h"

#include "app/sotong-column-shares.h"

void
sotong_workbench_init_columns (SotongWorkbench *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self->grid), sotong_column_shares_new ());
}

GVariant *
sotong_workbench_save_columns (SotongWorkbench *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ai"));
  g_autoptr(GArray) shares = sotong_column_shares_dup (SOTONG_COLUMN_SHARES (gtk_widget_get_layout_manager (GTK_WIDGET (self->grid))));

  for (guint i = 0; shares != NULL && i < shares->len; i++)
    g_variant_builder_add (&builder, "i", g_array_index (shares, gint32, i));
  if (shares != NULL)
    return g_variant_builder_end (&builder);
  for (guint i = 0; i < panel_grid_get_n_columns (self->grid); i++)
    {
      GtkWidget *resizer = gtk_widget_get_parent (GTK_WIDGET (panel_grid_get_column (self->grid, i)));

      g_variant_builder_add (&builder, "i", resizer != NULL ? gtk_widget_get_width (resizer) : 0);
    }
  return g_variant_builder_end (&builder);
}

/* @widths: (element-type gint32): in pixels of the window that the layout was saved in; the columns keep their shares of
 * a centre that is wider or narrower than it was. */
void
sotong_workbench_restore_columns (SotongWorkbench *self,
                                  GArray          *widths)
{
  sotong_column_shares_give (SOTONG_COLUMN_SHARES (gtk_widget_get_layout_manager (GTK_WIDGET (self->grid))), widths);
}
