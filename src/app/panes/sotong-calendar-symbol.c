/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-symbol.h"

/**
 * SotongCalendarSymbol:
 *
 * A state as a small picture, so that colour is never the only cue: drawn, not a letter of
 * some font, for it must look the same on every machine and on paper.
 */
struct _SotongCalendarSymbol
{
  GtkWidget   parent_instance;
  SotongState state;
};

G_DEFINE_FINAL_TYPE (SotongCalendarSymbol, sotong_calendar_symbol, GTK_TYPE_WIDGET)

/**
 * sotong_calendar_color:
 * @widget: whose style is asked
 * @name: a named colour of the style
 * @out_color: (out caller-allocates): the colour; the widget's text colour if there is none such
 */
void
sotong_calendar_color (GtkWidget  *widget,
                       const char *name,
                       GdkRGBA    *out_color)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (style, name, out_color))
    gtk_style_context_get_color (style, out_color);
}

/**
 * sotong_calendar_symbol_get_color:
 * @widget: whose style is asked
 * @state: a state
 * @out_color: (out caller-allocates): the colour of the state
 */
void
sotong_calendar_symbol_get_color (GtkWidget   *widget,
                                  SotongState  state,
                                  GdkRGBA     *out_color)
{
  static const char *const names[SOTONG_N_STATES] = {
    NULL, "warning_color", "warning_color", "accent_color", "accent_color", "accent_color",
    "success_color", "success_color", "error_color", "error_color", "error_color", NULL, NULL,
  };

  if (names[state] != NULL)
    {
      sotong_calendar_color (widget, names[state], out_color);
      return;
    }
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), out_color);
  out_color->alpha *= 0.65f;
}

/**
 * sotong_calendar_palette:
 * @colour: an index, as the workspace keeps it with a campaign or a channel
 * @out_color: (out caller-allocates): the colour
 */
void
sotong_calendar_palette (int      colour,
                         GdkRGBA *out_color)
{
  static const char *const colors[] = {
    "#3584e4", "#2ec27e", "#e66100", "#9141ac", "#c64600", "#1a9ba1", "#c01c63", "#986a44",
  };

  gdk_rgba_parse (out_color, colors[ABS (colour) % (int) G_N_ELEMENTS (colors)]);
}

static void
circle (cairo_t *cr)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, 6, 6, 4.6, 0, 2 * G_PI);
}

static void
check (cairo_t *cr)
{
  cairo_move_to (cr, 3.6, 6.2);
  cairo_line_to (cr, 5.4, 8);
  cairo_line_to (cr, 8.6, 4.4);
}

static void
filled_check (cairo_t       *cr,
              const GdkRGBA *paper)
{
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, paper);
  check (cr);
  cairo_stroke (cr);
}

static void
question (cairo_t *cr)
{
  circle (cr);
  cairo_stroke (cr);
  cairo_arc (cr, 6, 4.9, 1.5, -G_PI, 0.25 * G_PI);
  cairo_line_to (cr, 6, 7);
  cairo_stroke (cr);
  cairo_rectangle (cr, 5.4, 8, 1.2, 1.2);
  cairo_fill (cr);
}

static void
arrow_back (cairo_t *cr)
{
  cairo_move_to (cr, 4.2, 2);
  cairo_line_to (cr, 1.6, 4.6);
  cairo_line_to (cr, 4.2, 7.2);
  cairo_move_to (cr, 1.6, 4.6);
  cairo_line_to (cr, 7.4, 4.6);
  cairo_arc (cr, 7.4, 7.2, 2.6, -0.5 * G_PI, 0.5 * G_PI);
  cairo_line_to (cr, 5, 9.8);
  cairo_stroke (cr);
}

static void
triangle (cairo_t       *cr,
          const GdkRGBA *paper)
{
  cairo_move_to (cr, 6, 0.9);
  cairo_line_to (cr, 11.4, 10.8);
  cairo_line_to (cr, 0.6, 10.8);
  cairo_close_path (cr);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, paper);
  cairo_rectangle (cr, 5.4, 4.2, 1.2, 3.4);
  cairo_rectangle (cr, 5.4, 8.4, 1.2, 1.2);
  cairo_fill (cr);
}

/**
 * sotong_calendar_symbol_draw:
 * @cr: where to draw, from its origin, in a square of `SOTONG_CALENDAR_SYMBOL_SIZE`
 * @state: a state
 * @color: the ink
 * @paper: what shows through
 */
void
sotong_calendar_symbol_draw (cairo_t       *cr,
                             SotongState    state,
                             const GdkRGBA *color,
                             const GdkRGBA *paper)
{
  const double dashes[] = { 2, 1.6 };

  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 1.3);
  switch (state)
    {
    case SOTONG_STATE_DRAFT:
      cairo_set_dash (cr, dashes, 2, 0);
      circle (cr);
      cairo_stroke (cr);
      break;
    case SOTONG_STATE_IN_REVIEW:
      circle (cr);
      cairo_stroke (cr);
      cairo_arc (cr, 6, 6, 4.6, -0.5 * G_PI, 0.5 * G_PI);
      cairo_fill (cr);
      break;
    case SOTONG_STATE_RETURNED:
      arrow_back (cr);
      break;
    case SOTONG_STATE_APPROVED:
      circle (cr);
      cairo_stroke (cr);
      check (cr);
      cairo_stroke (cr);
      break;
    case SOTONG_STATE_SCHEDULED:
      circle (cr);
      cairo_stroke (cr);
      cairo_move_to (cr, 6, 3.2);
      cairo_line_to (cr, 6, 6.2);
      cairo_line_to (cr, 8.2, 7.2);
      cairo_stroke (cr);
      break;
    case SOTONG_STATE_PUBLISHING:
      cairo_move_to (cr, 2.5, 1.2);
      cairo_line_to (cr, 10.8, 6);
      cairo_line_to (cr, 2.5, 10.8);
      cairo_close_path (cr);
      cairo_fill (cr);
      break;
    case SOTONG_STATE_PUBLISHED:
      cairo_arc (cr, 6, 6, 5.2, 0, 2 * G_PI);
      filled_check (cr, paper);
      break;
    case SOTONG_STATE_PUBLISHED_BY_HAND:
      cairo_rectangle (cr, 1, 1, 10, 10);
      filled_check (cr, paper);
      break;
    case SOTONG_STATE_FAILED:
      triangle (cr, paper);
      break;
    case SOTONG_STATE_UNKNOWN:
      question (cr);
      break;
    case SOTONG_STATE_MISSED:
      circle (cr);
      cairo_move_to (cr, 2.8, 9.2);
      cairo_line_to (cr, 9.2, 2.8);
      cairo_stroke (cr);
      break;
    case SOTONG_STATE_HELD:
      cairo_rectangle (cr, 2.5, 1.8, 2.4, 8.4);
      cairo_rectangle (cr, 7.1, 1.8, 2.4, 8.4);
      cairo_fill (cr);
      break;
    case SOTONG_STATE_WITHDRAWN:
      cairo_move_to (cr, 6, 1.2);
      cairo_line_to (cr, 6, 7.8);
      cairo_move_to (cr, 3, 5);
      cairo_line_to (cr, 6, 8);
      cairo_line_to (cr, 9, 5);
      cairo_move_to (cr, 1.6, 10.6);
      cairo_line_to (cr, 10.4, 10.6);
      cairo_stroke (cr);
      break;
    case SOTONG_N_STATES:
    default:
      g_assert_not_reached ();
    }
}

static void
sotong_calendar_symbol_measure (GtkWidget      *widget,
                                GtkOrientation  orientation,
                                int             for_size,
                                int            *minimum,
                                int            *natural,
                                int            *minimum_baseline,
                                int            *natural_baseline)
{
  *minimum = *natural = SOTONG_CALENDAR_SYMBOL_SIZE;
}

static void
sotong_calendar_symbol_snapshot (GtkWidget   *widget,
                                 GtkSnapshot *snapshot)
{
  SotongCalendarSymbol *self = SOTONG_CALENDAR_SYMBOL (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  GdkRGBA color, paper;
  cairo_t *cr;

  sotong_calendar_symbol_get_color (widget, self->state, &color);
  sotong_calendar_color (widget, "view_bg_color", &paper);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_translate (cr, (width - SOTONG_CALENDAR_SYMBOL_SIZE) / 2.0,
                   (height - SOTONG_CALENDAR_SYMBOL_SIZE) / 2.0);
  sotong_calendar_symbol_draw (cr, self->state, &color, &paper);
  cairo_destroy (cr);
}

static void
sotong_calendar_symbol_class_init (SotongCalendarSymbolClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = sotong_calendar_symbol_measure;
  widget_class->snapshot = sotong_calendar_symbol_snapshot;
  gtk_widget_class_set_css_name (widget_class, "sotongstate");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sotong_calendar_symbol_init (SotongCalendarSymbol *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * sotong_calendar_symbol_new:
 * @state: a state
 *
 * Returns: (transfer floating): a picture of it, with its name for screen readers
 */
GtkWidget *
sotong_calendar_symbol_new (SotongState state)
{
  SotongCalendarSymbol *self = g_object_new (SOTONG_TYPE_CALENDAR_SYMBOL, NULL);

  sotong_calendar_symbol_set_state (self, state);
  return GTK_WIDGET (self);
}

/**
 * sotong_calendar_symbol_set_state:
 * @self: the picture
 * @state: a state
 */
void
sotong_calendar_symbol_set_state (SotongCalendarSymbol *self,
                                  SotongState           state)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_SYMBOL (self));
  g_return_if_fail (state < SOTONG_N_STATES);

  self->state = state;
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (self)), sotong_state_get_label (state)) != 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), sotong_state_get_label (state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sotong_state_get_label (state), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
