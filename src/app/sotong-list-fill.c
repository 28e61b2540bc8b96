/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-list-fill.h"

#define SLICE_US 2000
#define STEP 4 /* items between two looks at the clock */

/* What is still to be put into a store. */
typedef struct {
  GListStore *store; /* which owns this */
  GPtrArray  *items; /* (owned) */
  guint       next;  /* of @items */
  guint       end;   /* of @items */
  guint       id;
} Fill;

static GQuark
fill_quark (void)
{
  return g_quark_from_static_string ("sotong-list-fill");
}

static void
fill_free (Fill *fill)
{
  g_clear_handle_id (&fill->id, g_source_remove);
  g_ptr_array_unref (fill->items);
  g_free (fill);
}

/* As many items as fit into a slice of time: a list view makes rows for the first two hundred. */
static gboolean
fill_slice (Fill *fill)
{
  gint64 until = g_get_monotonic_time () + SLICE_US;

  while (fill->next < fill->end && g_get_monotonic_time () < until)
    {
      guint n = MIN (STEP, fill->end - fill->next);

      g_list_store_splice (fill->store, fill->next, 0, fill->items->pdata + fill->next, n);
      fill->next += n;
    }
  return fill->next < fill->end;
}

static gboolean
fill_cb (gpointer user_data)
{
  Fill *fill = user_data;
  GListStore *store = fill->store;

  if (fill_slice (fill))
    return G_SOURCE_CONTINUE;
  fill->id = 0;
  g_object_set_qdata (G_OBJECT (store), fill_quark (), NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
is_same (GListStore *store,
         guint       position,
         gpointer    item,
         GEqualFunc  same)
{
  g_autoptr(GObject) old = g_list_model_get_item (G_LIST_MODEL (store), position);

  return same (old, item);
}

/**
 * sotong_list_fill_stop:
 * @store: a list
 *
 * Ends what sotong_list_fill() has still to do.
 */
void
sotong_list_fill_stop (GListStore *store)
{
  g_return_if_fail (G_IS_LIST_STORE (store));

  g_object_set_qdata (G_OBJECT (store), fill_quark (), NULL);
}

/**
 * sotong_list_fill:
 * @store: a list that is shown
 * @items: (element-type GObject): what it is to hold; kept until it does
 * @same: whether an item of the list and one of @items show the same
 *
 * Replaces what a list holds without holding up the window: what is the same at its beginning and
 * its end stays, and the rest is put in at once as far as a few milliseconds go, and then in
 * slices when nothing else is to be done. Main thread.
 */
void
sotong_list_fill (GListStore *store,
                  GPtrArray  *items,
                  GEqualFunc  same)
{
  Fill *fill;
  guint n, head = 0, tail = 0;

  g_return_if_fail (G_IS_LIST_STORE (store));
  g_return_if_fail (items != NULL);
  g_return_if_fail (same != NULL);

  sotong_list_fill_stop (store);
  n = g_list_model_get_n_items (G_LIST_MODEL (store));
  while (head < MIN (n, items->len) && is_same (store, head, g_ptr_array_index (items, head), same))
    head++;
  while (tail < MIN (n, items->len) - head && is_same (store, n - 1 - tail, g_ptr_array_index (items, items->len - 1 - tail), same))
    tail++;
  if (n > head + tail)
    g_list_store_splice (store, head, n - head - tail, NULL, 0);
  fill = g_new0 (Fill, 1);
  fill->store = store;
  fill->items = g_ptr_array_ref (items);
  fill->next = head;
  fill->end = items->len - tail;
  if (fill_slice (fill))
    {
      fill->id = g_idle_add_full (G_PRIORITY_LOW, fill_cb, fill, NULL);
      g_object_set_qdata_full (G_OBJECT (store), fill_quark (), fill, (GDestroyNotify) fill_free);
    }
  else
    fill_free (fill);
}
