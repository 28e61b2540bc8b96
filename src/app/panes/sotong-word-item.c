/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/panes/sotong-word-item.h"
#include "util/sotong-won.h"

/**
 * SotongWordItem:
 *
 * A row of the table of words: a word, or several that stand together, and how often they stand in mentions.
 */
struct _SotongWordItem
{
  GObject          parent_instance;
  SotongKeyword   *keyword;  /* (owned) */
  SotongSentiment  said;     /* what the office says that it means; none: nothing */
  gboolean         compared; /* something was collected in the time before */
  SotongRowTrend  *trend;    /* (owned) (nullable): of its first word, once it is known */
};

G_DEFINE_FINAL_TYPE (SotongWordItem, sotong_word_item, G_TYPE_OBJECT)

static void
sotong_word_item_finalize (GObject *object)
{
  sotong_keyword_free (SOTONG_WORD_ITEM (object)->keyword);
  g_clear_pointer (&SOTONG_WORD_ITEM (object)->trend, sotong_row_trend_unref);
  G_OBJECT_CLASS (sotong_word_item_parent_class)->finalize (object);
}

static void
sotong_word_item_class_init (SotongWordItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_word_item_finalize;
}

static void
sotong_word_item_init (SotongWordItem *self)
{
}

/* A row with what is told of @keyword, which it takes; @compared says whether anything was collected in the time before. */
SotongWordItem *
sotong_word_item_new_take (SotongKeyword   *keyword,
                           SotongSentiment  said,
                           gboolean         compared)
{
  SotongWordItem *self = g_object_new (SOTONG_TYPE_WORD_ITEM, NULL);

  self->keyword = keyword;
  self->said = said;
  self->compared = compared || keyword->n_before > 0;
  return self;
}

/* (transfer none) */
const SotongKeyword *
sotong_word_item_get_keyword (SotongWordItem *self)
{
  g_return_val_if_fail (SOTONG_IS_WORD_ITEM (self), NULL);
  return self->keyword;
}

SotongSentiment
sotong_word_item_get_said (SotongWordItem *self)
{
  g_return_val_if_fail (SOTONG_IS_WORD_ITEM (self), SOTONG_SENTIMENT_NONE);
  return self->said;
}

/* Whether the time before says anything: a word is not new where nobody listened. */
gboolean
sotong_word_item_is_compared (SotongWordItem *self)
{
  g_return_val_if_fail (SOTONG_IS_WORD_ITEM (self), FALSE);
  return self->compared;
}

/* (transfer full): of words that stand together the one that stands out most. */
char *
sotong_word_item_dup_first (SotongWordItem *self)
{
  const char *end;

  g_return_val_if_fail (SOTONG_IS_WORD_ITEM (self), NULL);
  end = strstr (self->keyword->words, ", ");
  return end != NULL ? g_strndup (self->keyword->words, (gsize) (end - self->keyword->words)) : g_strdup (self->keyword->words);
}

/* (transfer none) (nullable): the four weeks of that word. */
SotongRowTrend *
sotong_word_item_get_trend (SotongWordItem *self)
{
  g_return_val_if_fail (SOTONG_IS_WORD_ITEM (self), NULL);
  return self->trend;
}

/* @trend: (nullable): shared with the item. */
void
sotong_word_item_set_trend (SotongWordItem *self,
                            SotongRowTrend *trend)
{
  g_return_if_fail (SOTONG_IS_WORD_ITEM (self));

  if (trend != NULL)
    trend = sotong_row_trend_ref (trend);
  g_clear_pointer (&self->trend, sotong_row_trend_unref);
  self->trend = trend;
}

static char *
dup_word (SotongWordItem *self)
{
  switch (self->said)
    {
    case SOTONG_SENTIMENT_NEGATIVE:
      return g_strdup_printf (_("%s (counts as negative)"), self->keyword->words);
    case SOTONG_SENTIMENT_NEUTRAL:
      return g_strdup_printf (_("%s (counts as neutral)"), self->keyword->words);
    case SOTONG_SENTIMENT_POSITIVE:
      return g_strdup_printf (_("%s (counts as positive)"), self->keyword->words);
    case SOTONG_SENTIMENT_NONE:
    case SOTONG_SENTIMENT_UNCERTAIN:
    case SOTONG_N_SENTIMENTS:
    default:
      return g_strdup (self->keyword->words);
    }
}

static char *
dup_change (SotongWordItem *self)
{
  const SotongKeyword *keyword = self->keyword;
  gint64 change = keyword->n - keyword->n_before;
  g_autofree char *number = sotong_number_group (change < 0 ? -change : change);

  if (!self->compared)
    return g_strdup ("–");
  if (keyword->n_before == 0)
    return g_strdup (C_("word", "new"));
  return change == 0 ? g_strdup (number) : g_strdup_printf ("%s%s", change > 0 ? "+" : "−", number);
}

/**
 * sotong_word_item_dup_text:
 * @self: a row
 * @column: of the table
 *
 * Returns: (transfer full): what stands there
 */
char *
sotong_word_item_dup_text (SotongWordItem *self,
                           int             column)
{
  g_return_val_if_fail (SOTONG_IS_WORD_ITEM (self), NULL);

  switch (column)
    {
    case SOTONG_WORD_TEXT:
      return dup_word (self);
    case SOTONG_WORD_MENTIONS:
      return sotong_number_group (self->keyword->n);
    case SOTONG_WORD_CHANGE:
      return dup_change (self);
    case SOTONG_WORD_WEIGHT:
      return g_strdup_printf ("%.1f", self->keyword->score);
    case SOTONG_WORD_NEGATIVE:
      return sotong_number_group (self->keyword->negative);
    case SOTONG_WORD_NEUTRAL:
      return sotong_number_group (self->keyword->neutral);
    default:
      return sotong_number_group (self->keyword->positive);
    }
}

/* Whether two rows show the same. */
gboolean
sotong_word_item_same (gconstpointer a,
                       gconstpointer b)
{
  const SotongWordItem *x = a, *y = b;
  const SotongKeyword *k = x->keyword, *l = y->keyword;

  return x->said == y->said && x->compared == y->compared && k->score == l->score && g_str_equal (k->words, l->words) && k->n == l->n && k->n_before == l->n_before
         && k->negative == l->negative && k->neutral == l->neutral && k->positive == l->positive;
}
