/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-mention-selection.h"

/**
 * SotongMentionSelection:
 *
 * Which mentions of a list of any length are chosen: one at least, where there are any, and a thousand at most. One of
 * them is the cursor: what the keys begin at, and what the details are of. GTK's own selection of several asks the model
 * for each row that is chosen, which of a million rows reads a million mentions.
 */
struct _SotongMentionSelection
{
  GObject     parent_instance;
  GListModel *model;     /* (owned) (not nullable) */
  GtkBitset  *selected;  /* (owned) */
  guint       cursor;    /* GTK_INVALID_LIST_POSITION if the list is empty */
};

static void list_iface_init      (GListModelInterface        *iface);
static void selection_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SotongMentionSelection, sotong_mention_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_iface_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_iface_init))

typedef enum {
  PROP_CURSOR = 1,
} SotongMentionSelectionProperty;

static GParamSpec *properties[PROP_CURSOR + 1];

/* ---- the list ---- */

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (SOTONG_MENTION_SELECTION (model)->model);
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (SOTONG_MENTION_SELECTION (model)->model);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (SOTONG_MENTION_SELECTION (model)->model, position);
}

static void
list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- the selection ---- */

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  return gtk_bitset_contains (SOTONG_MENTION_SELECTION (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_items)
{
  return gtk_bitset_copy (SOTONG_MENTION_SELECTION (model)->selected);
}

/* Where the person went: to what was added, at the end that is farther away. */
static guint
place_cursor (SotongMentionSelection *self,
              GtkBitset              *added)
{
  guint first = gtk_bitset_get_minimum (added), last = gtk_bitset_get_maximum (added);

  if (gtk_bitset_is_empty (added))
    return gtk_bitset_contains (self->selected, self->cursor) ? self->cursor : gtk_bitset_get_minimum (self->selected);
  return first < self->cursor ? first : last;
}

static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  SotongMentionSelection *self = SOTONG_MENTION_SELECTION (model);
  g_autoptr(GtkBitset) changes = gtk_bitset_copy (self->selected);
  g_autoptr(GtkBitset) after = gtk_bitset_copy (self->selected);
  g_autoptr(GtkBitset) added = NULL;
  guint cursor = self->cursor;

  gtk_bitset_difference (changes, selected); /* what is in one of them only */
  gtk_bitset_intersect (changes, mask);
  if (gtk_bitset_is_empty (changes))
    return TRUE;
  gtk_bitset_difference (after, changes);
  if (gtk_bitset_is_empty (after) || gtk_bitset_get_size (after) > SOTONG_MENTION_SELECTION_MOST)
    return FALSE;
  added = gtk_bitset_copy (after);
  gtk_bitset_subtract (added, self->selected);
  gtk_bitset_unref (self->selected);
  self->selected = g_steal_pointer (&after);
  self->cursor = place_cursor (self, added);
  gtk_selection_model_selection_changed (model, gtk_bitset_get_minimum (changes),
                                         gtk_bitset_get_maximum (changes) - gtk_bitset_get_minimum (changes) + 1);
  if (self->cursor != cursor)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURSOR]);
  return TRUE;
}

static void
selection_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

/* ---- what happens below ---- */

/* What is chosen moves with its rows; where they all go, what comes into the cursor's place is chosen. */
static void
items_changed_cb (SotongMentionSelection *self,
                  guint                   position,
                  guint                   removed,
                  guint                   added)
{
  guint n = g_list_model_get_n_items (self->model);
  gboolean moved = self->cursor >= position;
  gboolean again;

  gtk_bitset_splice (self->selected, position, removed, added);
  if (self->cursor == GTK_INVALID_LIST_POSITION)
    self->cursor = 0;
  else if (self->cursor >= position + removed)
    self->cursor = self->cursor - removed + added;
  else if (self->cursor >= position)
    self->cursor = position;
  self->cursor = n > 0 ? MIN (self->cursor, n - 1) : GTK_INVALID_LIST_POSITION;
  again = n > 0 && !gtk_bitset_contains (self->selected, self->cursor);
  if (again)
    gtk_bitset_add (self->selected, self->cursor);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (again && (self->cursor < position || self->cursor >= position + added))
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), self->cursor, 1);
  if (moved || again)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURSOR]);
}

/* ---- the class ---- */

static void
sotong_mention_selection_get_property (GObject    *object,
                                       guint       prop_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  switch ((SotongMentionSelectionProperty) prop_id)
    {
    case PROP_CURSOR:
      g_value_set_uint (value, SOTONG_MENTION_SELECTION (object)->cursor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_mention_selection_finalize (GObject *object)
{
  SotongMentionSelection *self = SOTONG_MENTION_SELECTION (object);

  g_object_unref (self->model);
  gtk_bitset_unref (self->selected);
  G_OBJECT_CLASS (sotong_mention_selection_parent_class)->finalize (object);
}

static void
sotong_mention_selection_class_init (SotongMentionSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sotong_mention_selection_get_property;
  object_class->finalize = sotong_mention_selection_finalize;
  /**
   * SotongMentionSelection:cursor:
   *
   * The chosen row that the person went to last.
   */
  properties[PROP_CURSOR] = g_param_spec_uint ("cursor", NULL, NULL, 0, G_MAXUINT, GTK_INVALID_LIST_POSITION,
                                               G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sotong_mention_selection_init (SotongMentionSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
  self->cursor = GTK_INVALID_LIST_POSITION;
}

SotongMentionSelection *
sotong_mention_selection_new (GListModel *model)
{
  SotongMentionSelection *self = g_object_new (SOTONG_TYPE_MENTION_SELECTION, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (model));
  return self;
}

guint
sotong_mention_selection_get_cursor (SotongMentionSelection *self)
{
  g_return_val_if_fail (SOTONG_IS_MENTION_SELECTION (self), GTK_INVALID_LIST_POSITION);
  return self->cursor;
}

/* How many are chosen. */
guint
sotong_mention_selection_get_n (SotongMentionSelection *self)
{
  g_return_val_if_fail (SOTONG_IS_MENTION_SELECTION (self), 0);
  return (guint) gtk_bitset_get_size (self->selected);
}
