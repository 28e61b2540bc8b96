/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-promise-contents.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-symbol.h"
#include "app/sotong-row-name.h"
#include "app/sotong-table-copy.h"
#include "plan/sotong-month.h"
#include "store/sotong-deliverable.h"
#include "store/sotong-content.h"
#include "util/sotong-won.h"

/* ---- an item of the list ---- */

#define SOTONG_TYPE_PROMISE_ITEM (sotong_promise_item_get_type ())
G_DECLARE_FINAL_TYPE (SotongPromiseItem, sotong_promise_item, SOTONG, PROMISE_ITEM, GObject)

struct _SotongPromiseItem
{
  GObject         parent_instance;
  SotongDelivery *delivery;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (SotongPromiseItem, sotong_promise_item, G_TYPE_OBJECT)

static void
sotong_promise_item_finalize (GObject *object)
{
  sotong_delivery_free (SOTONG_PROMISE_ITEM (object)->delivery);
  G_OBJECT_CLASS (sotong_promise_item_parent_class)->finalize (object);
}

static void
sotong_promise_item_class_init (SotongPromiseItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_promise_item_finalize;
}

static void
sotong_promise_item_init (SotongPromiseItem *self)
{
}

/* ---- the window ---- */

/**
 * SotongPromiseContents:
 *
 * The contents behind a promise's figures, each once. One that is activated is opened in the editor.
 */
struct _SotongPromiseContents
{
  AdwWindow           parent_instance;
  SotongPane         *pane;         /* (owned) (nullable) */
  gint64              promise;
  GtkLabel           *count;
  GtkDropDown        *choice;
  GtkListView        *view;
  GListStore         *items;        /* (owned) (element-type SotongPromiseItem) */
  GtkCustomFilter    *filter;       /* (owned) */
  GtkFilterListModel *shown;        /* (owned) */
  GCancellable       *cancellable;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (SotongPromiseContents, sotong_promise_contents, ADW_TYPE_WINDOW)

static const char * const state_labels[SOTONG_N_DELIVERIES] = { N_("Done"), N_("Scheduled"), N_("Draft") };
static const SotongState state_symbols[SOTONG_N_DELIVERIES] = { SOTONG_STATE_PUBLISHED, SOTONG_STATE_SCHEDULED, SOTONG_STATE_DRAFT };

static gboolean
filter_item (gpointer item,
             gpointer user_data)
{
  SotongPromiseContents *self = user_data;
  guint chosen = gtk_drop_down_get_selected (self->choice);

  return chosen == 0 || (guint) SOTONG_PROMISE_ITEM (item)->delivery->state == chosen - 1;
}

static void
show_count (SotongPromiseContents *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  g_autoptr(GString) text = g_string_new (NULL);
  gint64 cost = 0, reach = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(SotongPromiseItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), i);

      cost += MAX (item->delivery->cost, 0);
      reach += MAX (item->delivery->reach, 0);
    }
  g_string_append_printf (text, ngettext ("%u content", "%u contents", n), n);
  if (cost > 0)
    {
      g_autofree char *won = sotong_won_format (cost);

      g_string_append (text, " · ");
      g_string_append_printf (text, _("%s won"), won);
    }
  if (reach > 0)
    {
      g_autofree char *people = sotong_number_group (reach);

      g_string_append (text, " · ");
      /* Translators: how many people advertisements reached */
      g_string_append_printf (text, _("reach %s"), people);
    }
  gtk_label_set_text (self->count, text->str);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "promise.copy", n > 0);
}

static void
chosen_cb (SotongPromiseContents *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_count (self);
}

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_deliverable_contents (db, *(gint64 *) data, sotong_db_now (db) + 1, error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongPromiseContents) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (list == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_label_set_text (self->count, error->message);
      return;
    }
  if (self->items == NULL)
    return;
  for (guint i = 0; i < list->len; i++)
    {
      SotongPromiseItem *item = g_object_new (SOTONG_TYPE_PROMISE_ITEM, NULL);

      item->delivery = g_steal_pointer (&g_ptr_array_index (list, i));
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  show_count (self);
}

/**
 * sotong_promise_contents_open:
 * @self: the window
 * @position: of a content in sotong_promise_contents_get_model()
 *
 * Opens the content in the editor, and closes the window.
 */
void
sotong_promise_contents_open (SotongPromiseContents *self,
                              guint                  position)
{
  g_autoptr(SotongPromiseItem) item = NULL;
  SotongContext *context;

  g_return_if_fail (SOTONG_IS_PROMISE_CONTENTS (self));

  item = g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  context = self->pane != NULL ? sotong_pane_get_context (self->pane) : NULL;
  if (item == NULL || context == NULL)
    return;
  sotong_context_open_content (context, item->delivery->content_id);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- copying ---- */

static void
add_number (SotongTable *table,
            gint64       number)
{
  g_autofree char *text = number != SOTONG_NONE ? sotong_number_group (number) : NULL;

  if (text != NULL)
    sotong_table_add_number (table, number, text);
  else
    sotong_table_add_blank (table);
}

/**
 * sotong_promise_contents_make_table:
 * @self: the window
 *
 * Returns: (transfer full): what is shown, as a table to be copied
 */
SotongTable *
sotong_promise_contents_make_table (SotongPromiseContents *self)
{
  const char *title = gtk_window_get_title (GTK_WINDOW (self));
  SotongTable *table = sotong_table_new ("promise-contents", title);
  GTimeZone *zone = sotong_context_get_zone (sotong_pane_get_context (self->pane));
  const char * const heads[] = { _("Title"), _("State"), _("Date"), _("Cost (won)"), _("First day"), _("Last day"), _("Reach"), _("Clicks") };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    sotong_table_add_column (table, heads[i], NULL, i == 0 ? 60 : 20, i == 3 || i > 5 ? SOTONG_ALIGN_RIGHT : SOTONG_ALIGN_LEFT);
  sotong_table_begin_row (table, SOTONG_ROW_HEAD);
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    sotong_table_add_text (table, heads[i]);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++)
    {
      g_autoptr(SotongPromiseItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), i);
      const SotongDelivery *delivery = item->delivery;
      g_autofree char *day = sotong_month_format_day (sotong_month_day_of_time (delivery->at, zone));

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, delivery->title);
      sotong_table_add_text (table, _(state_labels[delivery->state]));
      sotong_table_add_text (table, day);
      add_number (table, delivery->cost);
      sotong_table_add_text (table, delivery->starts_on != NULL ? delivery->starts_on : "");
      sotong_table_add_text (table, delivery->ends_on != NULL ? delivery->ends_on : "");
      add_number (table, delivery->reach);
      add_number (table, delivery->clicks);
    }
  return table;
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SotongPromiseContents *self = SOTONG_PROMISE_CONTENTS (widget);
  g_autoptr(SotongTable) table = NULL;

  if (self->pane == NULL || sotong_pane_get_context (self->pane) == NULL)
    return;
  table = sotong_promise_contents_make_table (self);
  sotong_table_copy (table, widget);
  gtk_label_set_text (self->count, _("The table was copied. Paste it in Hangul or in a spreadsheet."));
}

/* ---- the rows ---- */

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *state = gtk_label_new (NULL), *day = gtk_label_new (NULL), *title = gtk_label_new (NULL), *figures = gtk_label_new (NULL);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_label_set_width_chars (GTK_LABEL (state), 6);
  gtk_label_set_xalign (GTK_LABEL (state), 0);
  gtk_widget_add_css_class (state, "caption");
  gtk_widget_add_css_class (day, "numeric");
  gtk_widget_add_css_class (day, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), state);
  gtk_box_append (GTK_BOX (box), day);
  gtk_box_append (GTK_BOX (box), title);
  gtk_widget_add_css_class (figures, "numeric");
  gtk_widget_add_css_class (figures, "dim-label");
  gtk_box_append (GTK_BOX (box), figures);
  gtk_list_item_set_child (item, box);
}

/* What it cost, when it ran, whom it reached: of what is known. */
static char *
describe_figures (const SotongDelivery *delivery)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (delivery->starts_on != NULL && delivery->ends_on != NULL)
    g_string_append_printf (text, "%s – %s", delivery->starts_on, delivery->ends_on);
  if (delivery->reach != SOTONG_NONE)
    {
      g_autofree char *people = sotong_number_group (delivery->reach);

      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, _("reach %s"), people);
    }
  if (delivery->cost != SOTONG_NONE)
    {
      g_autofree char *won = sotong_won_format (delivery->cost);

      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, _("%s won"), won);
    }
  return g_strdup (text->str);
}

static void
bind_cb (GtkListItemFactory    *factory,
         GtkListItem           *item,
         SotongPromiseContents *self)
{
  const SotongDelivery *delivery = SOTONG_PROMISE_ITEM (gtk_list_item_get_item (item))->delivery;
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *symbol = sotong_calendar_symbol_new (state_symbols[delivery->state]);
  GtkWidget *state = gtk_widget_get_first_child (box), *day = gtk_widget_get_next_sibling (state);
  SotongContext *context = sotong_pane_get_context (self->pane);
  g_autofree char *text = sotong_month_format_day (sotong_month_day_of_time (delivery->at, sotong_context_get_zone (context)));
  g_autofree char *figures = describe_figures (delivery);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s, %s", delivery->title, _(state_labels[delivery->state]), text, figures);

  gtk_label_set_text (GTK_LABEL (state), _(state_labels[delivery->state]));
  gtk_label_set_text (GTK_LABEL (day), text);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (day)), delivery->title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), figures);
  gtk_widget_set_valign (symbol, GTK_ALIGN_CENTER);
  gtk_box_prepend (GTK_BOX (box), symbol);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  sotong_row_name_set (item, name);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  if (box != NULL)
    gtk_box_remove (GTK_BOX (box), gtk_widget_get_first_child (box)); /* the symbol: a state has its own */
}

static void
activated_cb (SotongPromiseContents *self,
              guint                  position)
{
  sotong_promise_contents_open (self, position);
}

/* ---- the class ---- */

static void
sotong_promise_contents_dispose (GObject *object)
{
  SotongPromiseContents *self = SOTONG_PROMISE_CONTENTS (object);

  g_cancellable_cancel (self->cancellable);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->items);
  g_clear_object (&self->pane);
  G_OBJECT_CLASS (sotong_promise_contents_parent_class)->dispose (object);
}

static void
sotong_promise_contents_finalize (GObject *object)
{
  g_clear_object (&SOTONG_PROMISE_CONTENTS (object)->cancellable);
  G_OBJECT_CLASS (sotong_promise_contents_parent_class)->finalize (object);
}

static void
sotong_promise_contents_class_init (SotongPromiseContentsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_promise_contents_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_promise_contents_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "promise.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_c, GDK_CONTROL_MASK, "promise.copy", NULL);
}

static GtkWidget *
make_bar (SotongPromiseContents *self)
{
  const char *choices[] = { _("All states"), _("Done"), _("Scheduled"), _("Draft"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *copy = gtk_button_new_with_mnemonic (_("_Copy Table"));

  self->choice = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (choices));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("State"), -1);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->count, 1);
  gtk_label_set_wrap (self->count, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->choice));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy), "promise.copy");
  gtk_box_append (GTK_BOX (box), copy);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  return box;
}

static GtkWidget *
make_list (SotongPromiseContents *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shown)))), factory));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Contents behind the promise"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
sotong_promise_contents_init (SotongPromiseContents *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->cancellable = g_cancellable_new ();
  self->items = g_list_store_new (SOTONG_TYPE_PROMISE_ITEM);
  self->filter = gtk_custom_filter_new (NULL, NULL, NULL);
  self->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), g_object_ref (GTK_FILTER (self->filter)));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_custom_filter_set_filter_func (self->filter, filter_item, self, NULL);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 760, 520);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->view));
}

/**
 * sotong_promise_contents_new:
 * @pane: whose context has the workspace
 * @promise: a promise's number
 * @name: what it is called
 *
 * Returns: (transfer full): a window that lists the contents behind the promise
 */
GtkWidget *
sotong_promise_contents_new (SotongPane *pane,
                             gint64      promise,
                             const char *name)
{
  SotongPromiseContents *self = g_object_new (SOTONG_TYPE_PROMISE_CONTENTS, "transient-for", gtk_widget_get_root (GTK_WIDGET (pane)),
                                              "title", name, NULL);

  self->pane = g_object_ref (pane);
  self->promise = promise;
  sotong_store_read_async (sotong_context_get_store (sotong_pane_get_context (pane)), read_job, g_memdup2 (&promise, sizeof promise), g_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, read_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

/* The contents that are shown, by the choice of state. */
GListModel *
sotong_promise_contents_get_model (SotongPromiseContents *self)
{
  g_return_val_if_fail (SOTONG_IS_PROMISE_CONTENTS (self), NULL);
  return G_LIST_MODEL (self->shown);
}
