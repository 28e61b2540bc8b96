/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-text-row.h"

/**
 * SotongTextRow:
 *
 * A row of a table whose cells are texts, made by the job that read it.
 */
struct _SotongTextRow
{
  GObject         parent_instance;
  gint64          id;
  SotongTone      tone;
  GPtrArray      *cells;      /* (owned) (element-type utf8) */
  gpointer        data;       /* (owned) (nullable): what the row is of */
  GDestroyNotify  data_free;
};

G_DEFINE_FINAL_TYPE (SotongTextRow, sotong_text_row, G_TYPE_OBJECT)

static void
sotong_text_row_finalize (GObject *object)
{
  SotongTextRow *self = SOTONG_TEXT_ROW (object);

  g_ptr_array_unref (self->cells);
  if (self->data_free != NULL)
    self->data_free (self->data);
  G_OBJECT_CLASS (sotong_text_row_parent_class)->finalize (object);
}

static void
sotong_text_row_class_init (SotongTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_text_row_finalize;
}

static void
sotong_text_row_init (SotongTextRow *self)
{
  self->cells = g_ptr_array_new_with_free_func (g_free);
}

/**
 * sotong_text_row_new:
 * @id: of what it shows
 * @tone: how it stands out
 *
 * Returns: (transfer full): a row without cells; see sotong_text_row_take()
 */
SotongTextRow *
sotong_text_row_new (gint64     id,
                     SotongTone tone)
{
  SotongTextRow *self = g_object_new (SOTONG_TYPE_TEXT_ROW, NULL);

  self->id = id;
  self->tone = tone;
  return self;
}

/* Adds the text of the next column, (transfer full). */
void
sotong_text_row_take (SotongTextRow *self,
                      char          *cell)
{
  g_return_if_fail (SOTONG_IS_TEXT_ROW (self));
  g_ptr_array_add (self->cells, cell);
}

gint64
sotong_text_row_get_id (SotongTextRow *self)
{
  g_return_val_if_fail (SOTONG_IS_TEXT_ROW (self), 0);
  return self->id;
}

SotongTone
sotong_text_row_get_tone (SotongTextRow *self)
{
  g_return_val_if_fail (SOTONG_IS_TEXT_ROW (self), SOTONG_TONE_PLAIN);
  return self->tone;
}

/* "" behind the last one. */
const char *
sotong_text_row_get_cell (SotongTextRow *self,
                          int            column)
{
  g_return_val_if_fail (SOTONG_IS_TEXT_ROW (self), "");
  return column >= 0 && (guint) column < self->cells->len ? g_ptr_array_index (self->cells, (guint) column) : "";
}

/* What the row is of, for who acts on it; (transfer full). */
void
sotong_text_row_set_data (SotongTextRow  *self,
                          gpointer        data,
                          GDestroyNotify  data_free)
{
  g_return_if_fail (SOTONG_IS_TEXT_ROW (self));
  g_return_if_fail (self->data == NULL);

  self->data = data;
  self->data_free = data_free;
}

gpointer
sotong_text_row_get_data (SotongTextRow *self)
{
  g_return_val_if_fail (SOTONG_IS_TEXT_ROW (self), NULL);
  return self->data;
}

/* Whether both are of the same thing and show the same. */
gboolean
sotong_text_row_same (gconstpointer a,
                      gconstpointer b)
{
  const SotongTextRow *first = a, *second = b;

  if (first->id != second->id || first->tone != second->tone || first->cells->len != second->cells->len)
    return FALSE;
  for (guint i = 0; i < first->cells->len; i++)
    {
      if (!g_str_equal (g_ptr_array_index (first->cells, i), g_ptr_array_index (second->cells, i)))
        return FALSE;
    }
  return TRUE;
}
