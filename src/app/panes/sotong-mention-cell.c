/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/panes/sotong-mention-cell.h"
#include "util/sotong-name-mask.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

/* What the list shows of a long text; the inspector shows all of it. */
#define SHOWN_CHARS 400
#define LINE_GAP 2
#define WORD_GAP 8
#define MIN_WIDTH 120
#define NATURAL_WIDTH 360
#define SMALL 0.92
#define DIM 0.6

/**
 * SotongMentionCell:
 *
 * A mention in the list: a narrow head (sentiment, author, where, when) above two lines of
 * text. A list view keeps two hundred rows whatever is visible, so a row is one widget that
 * draws itself: its texts are laid out when it is drawn, which is for those on the screen.
 */
struct _SotongMentionCell
{
  GtkWidget         parent_instance;
  SotongMentionRow *row;         /* (owned) (nullable) */
  GTimeZone        *zone;        /* (owned) (nullable): the office's */
  gulong            loaded_id;
  gboolean          hides_author;
  PangoLayout      *sentiment;   /* (owned) (nullable): these six once it was drawn */
  PangoLayout      *author;      /* (owned) (nullable) */
  PangoLayout      *copies;      /* (owned) (nullable) */
  PangoLayout      *place;       /* (owned) (nullable) */
  PangoLayout      *time;        /* (owned) (nullable) */
  PangoLayout      *text;        /* (owned) (nullable) */
  guint             font_serial; /* of the font they were laid out with */
};

G_DEFINE_FINAL_TYPE (SotongMentionCell, sotong_mention_cell, GTK_TYPE_WIDGET)

/* ---- words ---- */

static const struct {
  const char *symbol;
  const char *color;
  const char *label;
} sentiments[SOTONG_N_SENTIMENTS] = {
  { "·", NULL, N_("Unlabelled") },
  { "▼", "error_color", N_("Negative") },
  { "●", NULL, N_("Neutral") },
  { "▲", "accent_color", N_("Positive") },
  { "?", NULL, N_("Uncertain") },
};

static gboolean
is_by_person (const SotongMention *mention)
{
  return g_str_equal (mention->sentiment_source, "person");
}

static char *
sentiment_of (const SotongMention *mention)
{
  return g_strdup_printf ("%s %s%s", sentiments[mention->sentiment].symbol, _(sentiments[mention->sentiment].label),
                          is_by_person (mention) ? " ✓" : "");
}

static char *
place_of (const SotongMention *mention)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; mention->sources != NULL && mention->sources[i] != NULL; i++)
    g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", mention->sources[i]);
  for (guint i = 0; mention->topics != NULL && mention->topics[i] != NULL; i++)
    g_string_append_printf (out, "%s%s", i == 0 ? " · " : ", ", mention->topics[i]);
  if (mention->content != NULL)
    {
      g_string_append (out, " · ");
      /* Translators: behind a comment: the title of what was posted there */
      g_string_append_printf (out, _("on our “%s”"), mention->content);
    }
  return g_string_free (out, FALSE);
}

static char *
author_of (SotongMentionCell   *self,
           const SotongMention *mention)
{
  return self->hides_author ? sotong_name_mask (mention->author) : g_strdup (mention->author);
}

/* Behind where it was: how many others say nearly the same. */
static char *
copies_of (const SotongMention *mention)
{
  if (mention->n_copies <= 0)
    return g_strdup ("");
  /* Translators: behind a mention: so many others are copies of the same article */
  return g_strdup_printf (ngettext ("%d more copy", "%d more copies", (gulong) mention->n_copies), (int) mention->n_copies);
}

static char *
time_of (SotongMentionCell   *self,
         const SotongMention *mention)
{
  return mention->precision == 1 ? sotong_time_format_date (mention->published_at, self->zone)
         : sotong_time_format_minute (mention->published_at, self->zone);
}

static const SotongMention *
get_mention (SotongMentionCell *self)
{
  return self->row != NULL ? sotong_mention_row_get_mention (self->row) : NULL;
}

/* ---- layouts ---- */

static void
clear_layouts (SotongMentionCell *self)
{
  g_clear_object (&self->sentiment);
  g_clear_object (&self->author);
  g_clear_object (&self->copies);
  g_clear_object (&self->place);
  g_clear_object (&self->time);
  g_clear_object (&self->text);
}

/* That of the list, which all rows share: to make one for each takes longer than to fill it. */
static PangoContext *
get_font_context (SotongMentionCell *self)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_VIEW);

  return gtk_widget_get_pango_context (list != NULL ? list : GTK_WIDGET (self));
}

static PangoLayout *
lay_out (PangoContext *context,
         const char   *text,
         double        scale,
         gboolean      bold)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  if (scale < 1.0)
    pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static void
make_layouts (SotongMentionCell   *self,
              PangoContext        *context,
              const SotongMention *mention)
{
  g_autofree char *sentiment = sentiment_of (mention);
  g_autofree char *place = place_of (mention);
  g_autofree char *time = time_of (self, mention);
  g_autofree char *text = sotong_text_single_line (mention->text, SHOWN_CHARS);
  g_autofree char *author = author_of (self, mention);
  g_autofree char *copies = copies_of (mention);

  clear_layouts (self);
  self->font_serial = pango_context_get_serial (context);
  self->sentiment = lay_out (context, sentiment, 1.0, FALSE);
  self->author = lay_out (context, author, 1.0, TRUE);
  self->copies = lay_out (context, copies, SMALL, TRUE);
  self->place = lay_out (context, place, SMALL, FALSE);
  self->time = lay_out (context, time, SMALL, FALSE);
  self->text = lay_out (context, text, 1.0, FALSE);
  pango_layout_set_wrap (self->text, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (self->text, -2);
}

/* The heights of a line and of two, measured once for a list and again when its font changes. */
typedef struct {
  guint serial;
  int   line;
  int   two_lines;
} Heights;

static const Heights *
get_heights (SotongMentionCell *self)
{
  static GQuark quark;
  PangoContext *context = get_font_context (self);
  Heights *heights;

  if (quark == 0)
    quark = g_quark_from_static_string ("sotong-mention-cell-heights");
  heights = g_object_get_qdata (G_OBJECT (context), quark);
  if (heights == NULL || heights->serial != pango_context_get_serial (context))
    {
      g_autoptr(PangoLayout) layout = pango_layout_new (context);

      heights = g_new0 (Heights, 1);
      heights->serial = pango_context_get_serial (context);
      pango_layout_set_text (layout, "가", -1);
      pango_layout_get_pixel_size (layout, NULL, &heights->line);
      pango_layout_set_text (layout, "가\n가", -1);
      pango_layout_get_pixel_size (layout, NULL, &heights->two_lines);
      g_object_set_qdata_full (G_OBJECT (context), quark, heights, g_free);
    }
  return heights;
}

/* ---- drawing ---- */

static void
get_color (SotongMentionCell *self,
           const char        *name,
           gboolean           dim,
           GdkRGBA           *out_color)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  if (name == NULL || !gtk_style_context_lookup_color (style, name, out_color))
    gtk_style_context_get_color (style, out_color);
  if (dim && !adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    out_color->alpha *= (float) DIM;
}

/* Draws a layout of the head in the middle of its line. Returns its width in pixels. */
static int
draw_word (GtkSnapshot   *snapshot,
           PangoLayout   *layout,
           int            x,
           int            width,
           int            line,
           const GdkRGBA *color)
{
  int natural, height;
  graphene_point_t point;

  pango_layout_set_width (layout, width >= 0 ? width * PANGO_SCALE : -1);
  pango_layout_get_pixel_size (layout, &natural, &height);
  graphene_point_init (&point, (float) x, (float) ((line - height) / 2));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &point);
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
  return natural;
}

static int
natural_width (PangoLayout *layout)
{
  int width;

  pango_layout_set_width (layout, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* The head: what is at its two ends is whole; author and place share what is left. */
static void
draw_head (SotongMentionCell   *self,
           GtkSnapshot         *snapshot,
           const SotongMention *mention,
           int                  width,
           int                  line)
{
  GdkRGBA color, dim, text;
  int time = natural_width (self->time), author = natural_width (self->author);
  int x, rest;

  get_color (self, sentiments[mention->sentiment].color, sentiments[mention->sentiment].color == NULL, &color);
  get_color (self, NULL, TRUE, &dim);
  get_color (self, NULL, FALSE, &text);
  x = draw_word (snapshot, self->sentiment, 0, -1, line, &color) + WORD_GAP;
  if (mention->n_copies > 0)
    {
      get_color (self, "warning_color", FALSE, &color);
      x += draw_word (snapshot, self->copies, x, -1, line, &color) + WORD_GAP;
    }
  rest = width - x - time - WORD_GAP;
  if (rest > WORD_GAP)
    {
      author = MIN (author, MAX (rest / 2, rest - natural_width (self->place) - WORD_GAP));
      if (author > 0 && mention->author[0] != '\0')
        x += draw_word (snapshot, self->author, x, author, line, &text) + WORD_GAP;
      rest = width - x - time - WORD_GAP;
      if (rest > 0)
        draw_word (snapshot, self->place, x, rest, line, &dim);
    }
  draw_word (snapshot, self->time, MAX (width - time, x), -1, line, &dim);
}

static void
sotong_mention_cell_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  SotongMentionCell *self = SOTONG_MENTION_CELL (widget);
  const SotongMention *mention = get_mention (self);
  PangoContext *context = get_font_context (self);
  const Heights *heights = get_heights (self);
  int width = gtk_widget_get_width (widget);
  GdkRGBA color;
  graphene_point_t point;

  if (mention == NULL || width <= 0)
    return;
  if (self->text == NULL || self->font_serial != pango_context_get_serial (context))
    make_layouts (self, context, mention);
  draw_head (self, snapshot, mention, width, heights->line);
  get_color (self, NULL, FALSE, &color);
  graphene_point_init (&point, 0, (float) (heights->line + LINE_GAP));
  pango_layout_set_width (self->text, width * PANGO_SCALE);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &point);
  gtk_snapshot_append_layout (snapshot, self->text, &color);
  gtk_snapshot_restore (snapshot);
}

/* As high whether its mention has come or not: nothing moves when it does. */
static void
sotong_mention_cell_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    {
      const Heights *heights = get_heights (SOTONG_MENTION_CELL (widget));

      *minimum = *natural = heights->line + LINE_GAP + heights->two_lines;
    }
  *minimum_baseline = *natural_baseline = -1;
}

/* ---- the cell ---- */

static gboolean
sotong_mention_cell_query_tooltip (GtkWidget  *widget,
                                   int         x,
                                   int         y,
                                   gboolean    keyboard,
                                   GtkTooltip *tooltip)
{
  const SotongMention *mention = get_mention (SOTONG_MENTION_CELL (widget));

  if (mention == NULL || !is_by_person (mention) || y > get_heights (SOTONG_MENTION_CELL (widget))->line)
    return FALSE;
  gtk_tooltip_set_text (tooltip, _("Labelled by a person"));
  return TRUE;
}

static void
loaded_cb (SotongMentionCell *self)
{
  clear_layouts (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
sotong_mention_cell_dispose (GObject *object)
{
  SotongMentionCell *self = SOTONG_MENTION_CELL (object);

  sotong_mention_cell_set_row (self, NULL, NULL);
  G_OBJECT_CLASS (sotong_mention_cell_parent_class)->dispose (object);
}

static void
sotong_mention_cell_class_init (SotongMentionCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_mention_cell_dispose;
  widget_class->measure = sotong_mention_cell_measure;
  widget_class->snapshot = sotong_mention_cell_snapshot;
  widget_class->query_tooltip = sotong_mention_cell_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "mention");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
sotong_mention_cell_init (SotongMentionCell *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
sotong_mention_cell_new (void)
{
  return g_object_new (SOTONG_TYPE_MENTION_CELL, "has-tooltip", TRUE, NULL);
}

/**
 * sotong_mention_cell_set_row:
 * @self: a cell
 * @row: (nullable): the place in the list that it shows
 * @zone: (nullable): the office's, in which times are shown; needed with a row
 *
 * Shows a row, also when its mention comes later or changes.
 */
void
sotong_mention_cell_set_row (SotongMentionCell *self,
                             SotongMentionRow  *row,
                             GTimeZone         *zone)
{
  g_return_if_fail (SOTONG_IS_MENTION_CELL (self));
  g_return_if_fail (row == NULL || zone != NULL);

  if (self->row != NULL)
    g_clear_signal_handler (&self->loaded_id, self->row);
  g_set_object (&self->row, row);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  clear_layouts (self);
  if (row != NULL)
    {
      self->zone = g_time_zone_ref (zone);
      self->loaded_id = g_signal_connect_swapped (row, "notify::loaded", G_CALLBACK (loaded_cb), self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
}

/**
 * sotong_mention_cell_set_hides_author:
 * @self: a cell
 * @hides_author: whether only the first letter of who wrote is shown
 */
void
sotong_mention_cell_set_hides_author (SotongMentionCell *self,
                                      gboolean           hides_author)
{
  g_return_if_fail (SOTONG_IS_MENTION_CELL (self));

  if (self->hides_author == hides_author)
    return;
  self->hides_author = hides_author;
  clear_layouts (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sotong_mention_cell_get_row:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): the row that it shows
 */
SotongMentionRow *
sotong_mention_cell_get_row (SotongMentionCell *self)
{
  g_return_val_if_fail (SOTONG_IS_MENTION_CELL (self), NULL);
  return self->row;
}

/**
 * sotong_mention_cell_dup_text:
 * @self: a cell
 *
 * Returns: (transfer full) (nullable): all that it shows in one line, as a screen reader
 *   speaks it; %NULL until its mention has come
 */
char *
sotong_mention_cell_dup_text (SotongMentionCell *self)
{
  const SotongMention *mention;
  g_autofree char *place = NULL, *time = NULL, *text = NULL, *author = NULL, *copies = NULL;

  g_return_val_if_fail (SOTONG_IS_MENTION_CELL (self), NULL);

  mention = get_mention (self);
  if (mention == NULL)
    return NULL;
  place = place_of (mention);
  time = time_of (self, mention);
  text = sotong_text_single_line (mention->text, SHOWN_CHARS);
  author = author_of (self, mention);
  copies = copies_of (mention);
  return g_strdup_printf ("%s%s%s, %s%s%s, %s, %s: %s", _(sentiments[mention->sentiment].label), is_by_person (mention) ? ", " : "",
                          is_by_person (mention) ? _("Labelled by a person") : "", author, copies[0] != '\0' ? ", " : "", copies, place, time, text);
}
