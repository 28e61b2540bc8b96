/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/panes/sotong-trend-view.h"
#include "chart/sotong-axis-text.h"
#include "util/sotong-won.h"

#define MIN_WIDTH 200
#define MIN_HEIGHT 110
#define READ_OUT_PADDING 8
#define SWATCH 9
#define PAGE_STEPS 7

/**
 * SotongTrendView:
 *
 * A chart on the screen: its picture is drawn once for a size and a theme and kept, and a
 * cursor with a read-out of the point under it is laid over the picture. The pointer moves the
 * cursor, and so do the arrow keys; a click or Enter activates the point.
 */
struct _SotongTrendView
{
  GtkWidget         parent_instance;
  SotongChart      *chart;        /* (owned) (nullable) */
  GArray           *points;       /* (owned) (nullable) (element-type SotongTrendPoint) */
  GdkTexture       *picture;      /* (owned) (nullable): of @chart, as it was drawn last */
  SotongChartTheme  theme;
  int               cursor;       /* -1: none */
  gboolean          leads;        /* the cursor was moved here: this view reads it out */
  double            drawn_width;
  double            drawn_height;
  int               drawn_scale;
};

G_DEFINE_FINAL_TYPE (SotongTrendView, sotong_trend_view, GTK_TYPE_WIDGET)

typedef enum {
  PROP_CURSOR = 1,
} SotongTrendViewProperty;

static GParamSpec *properties[PROP_CURSOR + 1];

enum {
  SIGNAL_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static int
n_slots (SotongTrendView *self)
{
  return self->chart != NULL ? (int) sotong_slots_get_length (sotong_chart_get_slots (self->chart)) : 0;
}

/* ---- what it looks like ---- */

static GdkRGBA
rgba (const SotongColor *color)
{
  GdkRGBA out = { (float) color->red, (float) color->green, (float) color->blue, (float) color->alpha };

  return out;
}

static void
take_color (GtkStyleContext *style,
            const char      *name,
            SotongColor     *color)
{
  GdkRGBA found;

  if (gtk_style_context_lookup_color (style, name, &found))
    *color = (SotongColor) { found.red, found.green, found.blue, 1 };
}

/* The chart's colours are its own; behind them is what the desktop has behind its lists. */
static void
update_theme (SotongTrendView *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  self->theme = *sotong_chart_theme_get (dark ? SOTONG_CHART_DARK : SOTONG_CHART_LIGHT);
  take_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "window_bg_color", &self->theme.background);
  g_clear_object (&self->picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GdkTexture *
draw_picture (SotongTrendView *self,
              int              width,
              int              height,
              int              scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GBytes) bytes = NULL;
  GdkTexture *texture;
  int stride;

  cairo_scale (cr, scale, scale);
  sotong_chart_draw (self->chart, cr, width, height, &self->theme);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * height * scale,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  texture = gdk_memory_texture_new (width * scale, height * scale, GDK_MEMORY_DEFAULT, bytes, stride);
  return texture;
}

static void
ensure_picture (SotongTrendView *self,
                int              width,
                int              height)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (self->picture != NULL && self->drawn_width == width && self->drawn_height == height && self->drawn_scale == scale)
    return;
  g_clear_object (&self->picture);
  self->picture = draw_picture (self, width, height, scale);
  self->drawn_width = width;
  self->drawn_height = height;
  self->drawn_scale = scale;
}

/* ---- the read-out ---- */

static const struct {
  SotongRole  role;
  const char *name;
  gsize       offset;
} figures[] = {
  { SOTONG_ROLE_POSITIVE, N_("Positive"), G_STRUCT_OFFSET (SotongTrendPoint, positive) },
  { SOTONG_ROLE_NEUTRAL, N_("Neutral"), G_STRUCT_OFFSET (SotongTrendPoint, neutral) },
  { SOTONG_ROLE_NEGATIVE, N_("Negative"), G_STRUCT_OFFSET (SotongTrendPoint, negative) },
  { SOTONG_ROLE_UNCERTAIN, N_("Uncertain"), G_STRUCT_OFFSET (SotongTrendPoint, uncertain) },
  { SOTONG_ROLE_UNLABELLED, N_("Unlabelled"), G_STRUCT_OFFSET (SotongTrendPoint, unlabelled) },
};

/* Lines of the read-out: names left, numbers right. */
typedef struct {
  PangoLayout *head;
  PangoLayout *names[G_N_ELEMENTS (figures) + 1];
  PangoLayout *values[G_N_ELEMENTS (figures) + 1];
  int          roles[G_N_ELEMENTS (figures) + 1]; /* -1: without a sample of its colour */
  guint        n;
  int          name_width;
  int          value_width;
  int          line_height;
  int          head_width;
} ReadOut;

static PangoLayout *
make_layout (SotongTrendView *self,
             const char      *text,
             gboolean         strong)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  if (strong)
    {
      g_autoptr(PangoAttrList) list = pango_attr_list_new ();

      pango_attr_list_insert (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_layout_set_attributes (layout, list);
    }
  return layout;
}

static void
add_line (SotongTrendView *self,
          ReadOut         *out,
          const char      *name,
          gint64           value,
          int              role)
{
  g_autofree char *number = sotong_number_group (value);
  int width, height;

  out->names[out->n] = make_layout (self, name, FALSE);
  out->values[out->n] = make_layout (self, number, role < 0);
  out->roles[out->n] = role;
  pango_layout_get_pixel_size (out->names[out->n], &width, &height);
  out->name_width = MAX (out->name_width, width);
  out->line_height = MAX (out->line_height, height + 2);
  pango_layout_get_pixel_size (out->values[out->n], &width, NULL);
  out->value_width = MAX (out->value_width, width);
  out->n++;
}

static void
read_out_init (SotongTrendView        *self,
               ReadOut                *out,
               const SotongTrendPoint *point)
{
  SotongSlots *slots = sotong_chart_get_slots (self->chart);
  g_autofree char *date = sotong_axis_text_slot (point->start, sotong_slots_get_bucket (slots), sotong_slots_get_zone (slots),
                                                 TRUE, SOTONG_LANGUAGE_AUTO);
  g_autofree char *head = NULL;

  if (point->gap)
    head = g_strdup_printf (_("%s\nNothing was collected"), date);
  else if (point->partial)
    head = g_strdup_printf (_("%s\nNot complete"), date);
  out->head = make_layout (self, head != NULL ? head : date, TRUE);
  pango_layout_get_pixel_size (out->head, &out->head_width, NULL);
  if (point->gap)
    return;
  add_line (self, out, _("Total"), point->total, -1);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      gint64 value = G_STRUCT_MEMBER (gint64, point, figures[i].offset);

      if (value > 0 || figures[i].role <= SOTONG_ROLE_NEGATIVE)
        add_line (self, out, _(figures[i].name), value, (int) figures[i].role);
    }
}

static void
read_out_clear (ReadOut *out)
{
  g_clear_object (&out->head);
  for (guint i = 0; i < out->n; i++)
    {
      g_object_unref (out->names[i]);
      g_object_unref (out->values[i]);
    }
}

static void
append_layout (GtkSnapshot   *snapshot,
               PangoLayout   *layout,
               double         x,
               double         y,
               const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
append_box (SotongTrendView *self,
            GtkSnapshot     *snapshot,
            double           x,
            double           y,
            double           width,
            double           height)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);
  GdkRGBA background = rgba (&self->theme.background), border = rgba (&self->theme.dim), shadow = { 0, 0, 0, 0.25f };
  GskRoundedRect box;

  background.alpha = 0.96f;
  border.alpha = 0.5f;
  gsk_rounded_rect_init_from_rect (&box, &rect, 6);
  gtk_snapshot_append_outset_shadow (snapshot, &box, &shadow, 0, 1, 0, 5);
  gtk_snapshot_push_rounded_clip (snapshot, &box);
  gtk_snapshot_append_color (snapshot, &background, &rect);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &box, (float[4]) { 1, 1, 1, 1 }, (GdkRGBA[4]) { border, border, border, border });
}

static void
append_lines (SotongTrendView *self,
              GtkSnapshot     *snapshot,
              const ReadOut   *out,
              double           x,
              double           y,
              double           right)
{
  GdkRGBA ink = rgba (&self->theme.ink);

  for (guint i = 0; i < out->n; i++)
    {
      int width;

      if (out->roles[i] >= 0)
        {
          GdkRGBA color = rgba (&self->theme.roles[out->roles[i]].color);

          gtk_snapshot_append_color (snapshot, &color,
                                     &GRAPHENE_RECT_INIT ((float) x, (float) (y + (out->line_height - SWATCH) / 2.0), SWATCH, SWATCH));
        }
      append_layout (snapshot, out->names[i], x + SWATCH + 6, y, &ink);
      pango_layout_get_pixel_size (out->values[i], &width, NULL);
      append_layout (snapshot, out->values[i], right - width, y, &ink);
      y += out->line_height;
    }
}

/* Beside the cursor, on the side where there is more room. */
static void
append_read_out (SotongTrendView  *self,
                 GtkSnapshot      *snapshot,
                 const SotongRect *plot,
                 double            left,
                 double            right)
{
  ReadOut out = { 0 };
  double width, height, x, y;
  int head_height;
  GdkRGBA ink = rgba (&self->theme.ink);

  read_out_init (self, &out, &g_array_index (self->points, SotongTrendPoint, self->cursor));
  pango_layout_get_pixel_size (out.head, NULL, &head_height);
  width = MAX (out.head_width, out.n > 0 ? SWATCH + 6 + out.name_width + 16 + out.value_width : 0) + 2 * READ_OUT_PADDING;
  height = head_height + (out.n > 0 ? 4 : 0) + out.n * out.line_height + 2 * READ_OUT_PADDING;
  x = (left + right) / 2 > plot->x + plot->width / 2 ? left - 10 - width : right + 10;
  x = CLAMP (x, 2, MAX (2, gtk_widget_get_width (GTK_WIDGET (self)) - width - 2));
  y = CLAMP (plot->y + 4, 2, MAX (2, gtk_widget_get_height (GTK_WIDGET (self)) - height - 2));
  append_box (self, snapshot, x, y, width, height);
  append_layout (snapshot, out.head, x + READ_OUT_PADDING, y + READ_OUT_PADDING, &ink);
  append_lines (self, snapshot, &out, x + READ_OUT_PADDING, y + READ_OUT_PADDING + head_height + 4, x + width - READ_OUT_PADDING);
  read_out_clear (&out);
}

static void
append_cursor (SotongTrendView *self,
               GtkSnapshot     *snapshot,
               int              width,
               int              height)
{
  SotongRect plot;
  double left, right, from, to;
  GdkRGBA column = rgba (&self->theme.ink), line = column;

  sotong_chart_get_plot_rect (self->chart, width, height, &self->theme, &plot);
  if (!sotong_chart_x_of_index (self->chart, width, height, &self->theme, self->cursor, &left, &right))
    return;
  from = CLAMP (left, plot.x, plot.x + plot.width);
  to = CLAMP (right, plot.x, plot.x + plot.width);
  column.alpha = 0.10f;
  line.alpha = 0.7f;
  gtk_snapshot_append_color (snapshot, &column, &GRAPHENE_RECT_INIT ((float) from, (float) plot.y, (float) (to - from), (float) plot.height));
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT ((float) floor ((from + to) / 2), (float) plot.y, 1, (float) plot.height));
  if (self->leads)
    append_read_out (self, snapshot, &plot, from, to);
}

static void
sotong_trend_view_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  SotongTrendView *self = SOTONG_TREND_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (self->chart == NULL || width < MIN_WIDTH / 2 || height < MIN_HEIGHT / 2)
    return;
  ensure_picture (self, width, height);
  gtk_snapshot_append_texture (snapshot, self->picture, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (self->cursor >= 0 && self->cursor < n_slots (self))
    append_cursor (self, snapshot, width, height);
}

static void
sotong_trend_view_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  *natural = *minimum * 2;
  *minimum_baseline = *natural_baseline = -1;
}

/* ---- for those who hear it ---- */

static void
update_description (SotongTrendView *self)
{
  g_autofree char *text = NULL;

  if (self->chart == NULL)
    return;
  text = self->cursor >= 0 && self->cursor < n_slots (self)
         ? sotong_chart_describe_point (self->chart, (gsize) self->cursor)
         : sotong_chart_describe (self->chart);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
update_name (SotongTrendView *self)
{
  const char *title = self->chart != NULL ? sotong_chart_get_title (self->chart) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title != NULL ? title : _("Chart"), -1);
}

/* ---- pointer and keys ---- */

static void
lead_cursor (SotongTrendView *self,
             int              cursor)
{
  if (!self->leads)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  sotong_trend_view_set_cursor (self, cursor);
  self->leads = TRUE;
}

static void
motion_cb (SotongTrendView *self,
           double           x,
           double           y)
{
  gsize index;

  if (self->chart == NULL)
    return;
  /* The whole height counts, not the plot's alone: the pointer need not be exact. */
  if (sotong_chart_pick (self->chart, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
                         &self->theme, x, y, &index, NULL))
    lead_cursor (self, (int) index);
  else
    lead_cursor (self, -1);
}

static void
leave_cb (SotongTrendView *self)
{
  lead_cursor (self, -1);
}

static void
activate_cursor (SotongTrendView *self)
{
  if (self->cursor >= 0)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, self->cursor);
}

static void
released_cb (SotongTrendView *self,
             int              n_press,
             double           x,
             double           y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  motion_cb (self, x, y);
  activate_cursor (self);
}

static gboolean
move_cursor (SotongTrendView *self,
             int              to)
{
  int n = n_slots (self);

  if (n > 0)
    lead_cursor (self, CLAMP (to, 0, n - 1));
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (SotongTrendView *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  modifiers)
{
  int at = self->cursor;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Left:
      return move_cursor (self, at < 0 ? n_slots (self) - 1 : at - 1);
    case GDK_KEY_Right:
      return move_cursor (self, at < 0 ? 0 : at + 1);
    case GDK_KEY_Page_Up:
      return move_cursor (self, at < 0 ? n_slots (self) - 1 : at - PAGE_STEPS);
    case GDK_KEY_Page_Down:
      return move_cursor (self, at < 0 ? 0 : at + PAGE_STEPS);
    case GDK_KEY_Home:
      return move_cursor (self, 0);
    case GDK_KEY_End:
      return move_cursor (self, n_slots (self) - 1);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      activate_cursor (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (at < 0)
        return GDK_EVENT_PROPAGATE;
      lead_cursor (self, -1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- the widget ---- */

static void
sotong_trend_view_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch ((SotongTrendViewProperty) prop_id)
    {
    case PROP_CURSOR:
      g_value_set_int (value, SOTONG_TREND_VIEW (object)->cursor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_trend_view_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch ((SotongTrendViewProperty) prop_id)
    {
    case PROP_CURSOR:
      sotong_trend_view_set_cursor (SOTONG_TREND_VIEW (object), g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_trend_view_css_changed (GtkWidget         *widget,
                               GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sotong_trend_view_parent_class)->css_changed (widget, change);
  update_theme (SOTONG_TREND_VIEW (widget));
}

static void
sotong_trend_view_dispose (GObject *object)
{
  SotongTrendView *self = SOTONG_TREND_VIEW (object);

  g_clear_object (&self->chart);
  g_clear_object (&self->picture);
  g_clear_pointer (&self->points, g_array_unref);
  G_OBJECT_CLASS (sotong_trend_view_parent_class)->dispose (object);
}

static void
sotong_trend_view_class_init (SotongTrendViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sotong_trend_view_dispose;
  object_class->get_property = sotong_trend_view_get_property;
  object_class->set_property = sotong_trend_view_set_property;
  widget_class->snapshot = sotong_trend_view_snapshot;
  widget_class->measure = sotong_trend_view_measure;
  widget_class->css_changed = sotong_trend_view_css_changed;
  gtk_widget_class_set_css_name (widget_class, "trendview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  /**
   * SotongTrendView:cursor:
   *
   * The point whose figures are read out, or -1.
   */
  properties[PROP_CURSOR] = g_param_spec_int ("cursor", NULL, NULL, -1, G_MAXINT, -1,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * SotongTrendView::activated:
   * @index: the point
   *
   * A point was clicked, or Enter was pressed on it.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
add_controllers (SotongTrendView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
sotong_trend_view_init (SotongTrendView *self)
{
  self->cursor = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  add_controllers (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (update_theme), self, G_CONNECT_SWAPPED);
  update_theme (self);
  update_name (self);
}

GtkWidget *
sotong_trend_view_new (void)
{
  return g_object_new (SOTONG_TYPE_TREND_VIEW, NULL);
}

/**
 * sotong_trend_view_set_chart:
 * @self: a view
 * @chart: (nullable) (transfer none): what to show; it does not change any more
 * @points: (nullable) (element-type SotongTrendPoint): the figures of its slots, for the read-out
 *
 * The cursor stays at its point when there are as many points as before.
 */
void
sotong_trend_view_set_chart (SotongTrendView *self,
                             SotongChart     *chart,
                             GArray          *points)
{
  int before;

  g_return_if_fail (SOTONG_IS_TREND_VIEW (self));
  g_return_if_fail (chart == NULL || (points != NULL && points->len == sotong_slots_get_length (sotong_chart_get_slots (chart))));

  before = n_slots (self);
  g_set_object (&self->chart, chart);
  g_clear_pointer (&self->points, g_array_unref);
  self->points = points != NULL ? g_array_ref (points) : NULL;
  g_clear_object (&self->picture);
  if (n_slots (self) != before)
    sotong_trend_view_set_cursor (self, -1);
  update_name (self);
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

SotongChart *
sotong_trend_view_get_chart (SotongTrendView *self)
{
  g_return_val_if_fail (SOTONG_IS_TREND_VIEW (self), NULL);
  return self->chart;
}

int
sotong_trend_view_get_cursor (SotongTrendView *self)
{
  g_return_val_if_fail (SOTONG_IS_TREND_VIEW (self), -1);
  return self->cursor;
}

/**
 * sotong_trend_view_set_cursor:
 * @self: a view
 * @cursor: the point to mark, or -1 for none
 *
 * Only a view in which the pointer or a key moves the cursor reads out its figures.
 */
void
sotong_trend_view_set_cursor (SotongTrendView *self,
                              int              cursor)
{
  g_return_if_fail (SOTONG_IS_TREND_VIEW (self));
  g_return_if_fail (cursor >= -1);

  if (self->cursor == cursor)
    return;
  self->cursor = cursor;
  self->leads = FALSE;
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURSOR]);
}
