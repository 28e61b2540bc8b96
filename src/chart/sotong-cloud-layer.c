/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-cloud-layer.h"

#define MAX_WORDS 120
#define LEAST_FACTOR 0.85   /* of the theme's font size */
#define LARGEST_FACTOR 7.0
#define LEAST_RATIO 2.1     /* of the largest word to the smallest, where their weights differ so much */
#define STEP 0.35           /* radians along the spiral */
#define LONGEST 0.45        /* of the width: a longer word is cut, even in the smallest letters */

struct _SotongCloudLayer
{
  SotongLayer  parent_instance;
  GMutex       mutex;   /* guards what follows */
  GArray      *boxes;   /* (owned) (nullable) (element-type Box): of the last plot */
  SotongRect   rect;    /* for which they were placed */
  double       font_size;
  guint        n_left;  /* words for which there was no room */
};

G_DEFINE_FINAL_TYPE (SotongCloudLayer, sotong_cloud_layer, SOTONG_TYPE_LAYER)

typedef struct {
  SotongRect rect;
  gsize      index;   /* of the slot */
  double     factor;  /* how much larger than the theme's font */
} Box;

typedef struct {
  gsize  index;
  double value;
} Word;

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  const Word *x = a, *y = b;

  if (x->value != y->value)
    return x->value < y->value ? 1 : -1;
  return (x->index > y->index) - (x->index < y->index);
}

/* The most frequent ones. @out_said: how many there are in all. */
static GArray *
list_words (SotongLayer      *layer,
            const SotongPlot *plot,
            guint            *out_said)
{
  SotongSeries *series = sotong_layer_get_series (layer, 0);
  const double *values = sotong_series_get_values (series);
  gsize n = MIN (sotong_slots_get_length (plot->slots), sotong_series_get_length (series));
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));

  for (gsize i = 0; i < n; i++)
    {
      Word word = { i, values[i] };

      if (isfinite (values[i]) && values[i] > 0)
        g_array_append_val (words, word);
    }
  g_array_sort (words, compare_words);
  *out_said = words->len;
  g_array_set_size (words, MIN (words->len, MAX_WORDS));
  return words;
}

static gboolean
is_free (GArray           *boxes,
         const SotongRect *rect)
{
  for (guint i = 0; i < boxes->len; i++)
    {
      const SotongRect *other = &g_array_index (boxes, Box, i).rect;

      if (rect->x < other->x + other->width && other->x < rect->x + rect->width
          && rect->y < other->y + other->height && other->y < rect->y + rect->height)
        return FALSE;
    }
  return TRUE;
}

/* Along a spiral from the middle, flat as the plot is, to the first place where it touches no other word. */
static gboolean
place_word (const SotongPlot *plot,
            GArray           *boxes,
            SotongRect       *rect)
{
  const SotongRect *plot_rect = &plot->rect;
  double flat = plot_rect->height / plot_rect->width;
  double far = hypot (plot_rect->width, plot_rect->height) / 2;
  double grow = plot->theme->font_size * 0.12;

  for (double angle = 0; angle * grow < far * 2; angle += STEP)
    {
      double r = angle * grow;

      rect->x = plot_rect->x + plot_rect->width / 2 + r * cos (angle) - rect->width / 2;
      rect->y = plot_rect->y + plot_rect->height / 2 + r * flat * sin (angle) * 1.2 - rect->height / 2;
      if (rect->x < plot_rect->x || rect->y < plot_rect->y || rect->x + rect->width > plot_rect->x + plot_rect->width
          || rect->y + rect->height > plot_rect->y + plot_rect->height)
        continue;
      if (is_free (boxes, rect))
        return TRUE;
    }
  return FALSE;
}

/* In letters of the theme's size. */
static double
longest_width (const SotongPlot *plot)
{
  return plot->rect.width * LONGEST / LEAST_FACTOR;
}

/* The area of a word is as its weight: its size is as the root of it. */
static GArray *
place_at (SotongLayer      *layer,
          const SotongPlot *plot,
          GArray           *words,
          double            largest)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (Box));
  double line = sotong_label_get_height (plot->label, SOTONG_LABEL_STRONG);

  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);
      double part = sqrt (word->value / g_array_index (words, Word, 0).value);
      Box box = { .index = word->index, .factor = MAX (LEAST_FACTOR, part * largest) };

      box.rect.width = MIN (sotong_label_get_width (plot->label, SOTONG_LABEL_STRONG, sotong_slots_get_name (plot->slots, word->index)),
                            longest_width (plot)) * box.factor + 6;
      box.rect.height = line * box.factor;
      if (place_word (plot, boxes, &box.rect))
        g_array_append_val (boxes, box);
    }
  return boxes;
}

/* (transfer full): how many are not there, and the corner where it is said */
static char *
say_left (const SotongPlot *plot,
          guint             n_left,
          SotongRect       *rect)
{
  char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %d more", "and %d more", n_left), (int) n_left);

  rect->width = sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text);
  rect->height = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);
  rect->x = plot->rect.x;
  rect->y = plot->rect.y + plot->rect.height - rect->height;
  return text;
}

/* What stands in that corner gives way, but never the word that is said most. */
static void
make_corner (const SotongPlot *plot,
             GArray           *boxes,
             guint            *n_left)
{
  SotongRect rect;
  g_autofree char *text = say_left (plot, *n_left, &rect);

  for (guint i = boxes->len; i-- > 1;)
    {
      g_autoptr(GArray) one = g_array_new (FALSE, FALSE, sizeof (Box));

      g_array_append_val (one, g_array_index (boxes, Box, i));
      if (is_free (one, &rect))
        continue;
      g_array_remove_index (boxes, i);
      (*n_left)++;
    }
}

/* As large as all of them have room; where not even the smallest do, the rarest are left out: words that are all of one size
 * would not say which is said most. */
static GArray *
place_words (SotongLayer      *layer,
             const SotongPlot *plot,
             guint            *out_left)
{
  guint n_said;
  g_autoptr(GArray) words = list_words (layer, plot, &n_said);
  GArray *boxes = NULL;
  double ratio = words->len == 0 ? 1 : sqrt (g_array_index (words, Word, 0).value / g_array_index (words, Word, words->len - 1).value);
  double enough = LEAST_FACTOR * MIN (ratio, LEAST_RATIO);

  for (double largest = LARGEST_FACTOR; largest >= LEAST_FACTOR; largest *= 0.82)
    {
      g_clear_pointer (&boxes, g_array_unref);
      boxes = place_at (layer, plot, words, largest);
      if (boxes->len == words->len || (boxes->len > 0 && largest * 0.82 < enough))
        break;
    }
  *out_left = boxes != NULL ? n_said - boxes->len : 0;
  if (*out_left > 0)
    make_corner (plot, boxes, out_left);
  return boxes;
}

/* Returns: (transfer full) (element-type Box): kept from the last time where the plot is the same */
static GArray *
ref_boxes (SotongLayer      *layer,
           const SotongPlot *plot,
           guint            *out_left)
{
  SotongCloudLayer *self = SOTONG_CLOUD_LAYER (layer);
  GArray *boxes;

  g_mutex_lock (&self->mutex);
  if (self->boxes == NULL || self->font_size != plot->theme->font_size || self->rect.x != plot->rect.x
      || self->rect.y != plot->rect.y || self->rect.width != plot->rect.width || self->rect.height != plot->rect.height)
    {
      g_clear_pointer (&self->boxes, g_array_unref);
      self->boxes = place_words (layer, plot, &self->n_left);
      self->rect = plot->rect;
      self->font_size = plot->theme->font_size;
    }
  boxes = g_array_ref (self->boxes);
  if (out_left != NULL)
    *out_left = self->n_left;
  g_mutex_unlock (&self->mutex);
  return boxes;
}

/* Twice as often as before, or not there before. */
static gboolean
is_rising (SotongLayer *layer,
           gsize        index)
{
  SotongSeries *before;
  double now = sotong_series_get_values (sotong_layer_get_series (layer, 0))[index], then;

  if (sotong_layer_get_n_series (layer) < 2)
    return FALSE;
  before = sotong_layer_get_series (layer, 1);
  then = index < sotong_series_get_length (before) ? sotong_series_get_values (before)[index] : NAN;
  return !(then * 2 > now);
}

static void
sotong_cloud_layer_draw (SotongLayer      *layer,
                         const SotongPlot *plot,
                         cairo_t          *cr)
{
  guint n_left;
  g_autoptr(GArray) boxes = ref_boxes (layer, plot, &n_left);
  double most = boxes->len > 0 ? g_array_index (boxes, Box, 0).factor : 1;
  const SotongColor *rise = &plot->theme->roles[SOTONG_ROLE_SEVENTH].color; /* no colour of a sentiment: what grows may be praise */

  for (guint i = 0; i < boxes->len; i++)
    {
      const Box *box = &g_array_index (boxes, Box, i);
      gboolean rising = is_rising (layer, box->index);
      SotongColor color = sotong_color_mix (&plot->theme->dim, &plot->theme->roles[SOTONG_ROLE_TOTAL].color, box->factor / most);

      cairo_save (cr);
      cairo_translate (cr, box->rect.x + 3, box->rect.y);
      cairo_scale (cr, box->factor, box->factor);
      sotong_label_draw (plot->label, cr, box->factor > most * 0.45 ? SOTONG_LABEL_STRONG : SOTONG_LABEL_BODY,
                         rising ? rise : &color,
                         sotong_slots_get_name (plot->slots, box->index), 0, 0, 0, longest_width (plot) + 1);
      cairo_restore (cr);
      if (rising) /* a line below it is the second cue */
        {
          cairo_rectangle (cr, box->rect.x + 3, box->rect.y + box->rect.height - 2 - box->factor, box->rect.width - 6, 1 + box->factor / 2);
          sotong_color_set_source (rise, cr);
          cairo_fill (cr);
        }
    }
  if (n_left > 0)
    {
      SotongRect rect;
      g_autofree char *text = say_left (plot, n_left, &rect);

      sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, text, rect.x, rect.y, 0, 0);
    }
}

static gint64
sotong_cloud_layer_pick (SotongLayer      *layer,
                         const SotongPlot *plot,
                         double            x,
                         double            y)
{
  g_autoptr(GArray) boxes = ref_boxes (layer, plot, NULL);

  for (guint i = 0; i < boxes->len; i++)
    {
      const Box *box = &g_array_index (boxes, Box, i);

      if (x >= box->rect.x && x < box->rect.x + box->rect.width && y >= box->rect.y && y < box->rect.y + box->rect.height)
        return (gint64) box->index;
    }
  return -1;
}

static gboolean
sotong_cloud_layer_locate (SotongLayer      *layer,
                           const SotongPlot *plot,
                           gsize             index,
                           SotongRect       *out_rect)
{
  g_autoptr(GArray) boxes = ref_boxes (layer, plot, NULL);

  for (guint i = 0; i < boxes->len; i++)
    if (g_array_index (boxes, Box, i).index == index)
      {
        *out_rect = g_array_index (boxes, Box, i).rect;
        return TRUE;
      }
  return FALSE;
}

/* Words that are never said are no words: without others there is nothing to show. */
static gboolean
sotong_cloud_layer_get_bounds (SotongLayer      *layer,
                               const SotongPlot *plot,
                               double           *out_min,
                               double           *out_max)
{
  return sotong_layer_get_n_series (layer) > 0
         && sotong_series_get_bounds (sotong_layer_get_series (layer, 0), plot->first, plot->last, out_min, out_max) && *out_max > 0;
}

static void
sotong_cloud_layer_finalize (GObject *object)
{
  SotongCloudLayer *self = SOTONG_CLOUD_LAYER (object);

  g_clear_pointer (&self->boxes, g_array_unref);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (sotong_cloud_layer_parent_class)->finalize (object);
}

static void
sotong_cloud_layer_class_init (SotongCloudLayerClass *klass)
{
  SotongLayerClass *layer_class = SOTONG_LAYER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sotong_cloud_layer_finalize;
  layer_class->keyless = TRUE;
  layer_class->draw = sotong_cloud_layer_draw;
  layer_class->pick = sotong_cloud_layer_pick;
  layer_class->locate = sotong_cloud_layer_locate;
  layer_class->get_bounds = sotong_cloud_layer_get_bounds;
}

static void
sotong_cloud_layer_init (SotongCloudLayer *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * sotong_cloud_layer_new:
 *
 * The names of the slots, the larger the more the first series holds for them; those that a second series says were
 * half as often before, or not at all, are underlined. The same words are always in the same places. For a chart
 * without axes.
 *
 * Returns: (transfer full): a layer
 */
SotongLayer *
sotong_cloud_layer_new (void)
{
  return g_object_new (SOTONG_TYPE_CLOUD_LAYER, NULL);
}
