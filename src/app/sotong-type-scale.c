/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/sotong-type-scale.h"

/* What is drawn rather than made of widgets has to grow with the type by itself. */

/**
 * sotong_type_scale:
 * @widget: a widget
 *
 * Returns: how much larger its type is than that of its window, 1 to 3: before an audience all of it grows
 */
double
sotong_type_scale (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  const PangoFontDescription *own, *usual;

  if (root == NULL)
    return 1.0;
  own = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  usual = pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (root)));
  if (pango_font_description_get_size (own) <= 0 || pango_font_description_get_size (usual) <= 0)
    return 1.0;
  return CLAMP (pango_font_description_get_size (own) / (double) pango_font_description_get_size (usual), 1.0, 3.0);
}

/* A length that is @pixels in a window's usual type. */
int
sotong_type_scaled (GtkWidget *widget,
                    int        pixels)
{
  return (int) round (pixels * sotong_type_scale (widget));
}
