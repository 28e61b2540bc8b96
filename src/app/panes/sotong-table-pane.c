/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-table-pane.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sotong-list-fill.h"
#include "app/sotong-pane-registry.h"
#include "app/sotong-row-menu.h"
#include "app/sotong-row-name.h"
#include "app/sotong-tooltip.h"
#include "store/sotong-change.h"
#include "util/sotong-won.h"

#define REFRESH_MS 200

/**
 * SotongTablePane:
 *
 * A pane that is a table, or one of several: rows of texts that a job of the store reads, what narrows them, and commands for
 * the one that is chosen. What is in it is said by the class.
 */
typedef struct {
  GtkDropDown        *view_drop;     /* template children */
  GtkDropDown        *filter_drop;
  GtkLabel           *count_label;
  GtkMenuButton      *menu_button;
  GtkStack           *stack;
  GtkColumnView      *table;
  GtkLabel           *empty_title;
  GtkLabel           *empty_text;
  GListStore         *rows;          /* (owned) (element-type SotongTextRow) */
  GtkSingleSelection *selection;     /* (owned) */
  GSimpleActionGroup *actions;       /* (owned) */
  GSignalGroup       *store;         /* (owned) */
  GCancellable       *cancellable;   /* (owned) (nullable) */
  guint               shown_view;    /* whose columns the table has; G_MAXUINT: none */
  guint               refresh_id;
  gboolean            updating;
} SotongTablePanePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SotongTablePane, sotong_table_pane, SOTONG_TYPE_PANE)

static SotongTablePanePrivate *
get_private (SotongTablePane *self)
{
  return sotong_table_pane_get_instance_private (self);
}

/* ---- what is shown ---- */

static void
show_cell (GtkLabel *label,
           gpointer  item,
           int       column)
{
  static const char * const classes[] = { NULL, "dim-label", "warning", "error" };
  const char *text = sotong_text_row_get_cell (item, column);
  const char *wanted = classes[sotong_text_row_get_tone (item)];

  gtk_label_set_text (label, text);
  sotong_tooltip_set (GTK_WIDGET (label), gtk_label_get_ellipsize (label) != PANGO_ELLIPSIZE_NONE ? text : NULL);
  for (gsize i = 1; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (label), classes[i]);
  if (wanted != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), wanted);
}

static void
show_columns (SotongTablePane *self,
              guint            view)
{
  SotongTablePanePrivate *priv = get_private (self);
  SotongTablePaneClass *klass = SOTONG_TABLE_PANE_GET_CLASS (self);
  const SotongTableView *wanted = &klass->views[view];
  GListModel *columns = gtk_column_view_get_columns (priv->table);

  if (priv->shown_view == view)
    return;
  priv->shown_view = view;
  sotong_list_fill_stop (priv->rows);
  g_list_store_remove_all (priv->rows);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (priv->table, column);
    }
  sotong_text_columns_add (priv->table, wanted->columns, wanted->n_columns, show_cell);
  if (klass->shown != NULL)
    klass->shown (self, priv->table, view);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->table), GTK_ACCESSIBLE_PROPERTY_LABEL, _(wanted->title), -1);
  gtk_label_set_text (priv->empty_title, _(wanted->empty));
  gtk_label_set_text (priv->empty_text, _(wanted->empty_text));
}

static void
selected_cb (SotongTablePane *self)
{
  SotongTablePaneClass *klass = SOTONG_TABLE_PANE_GET_CLASS (self);

  if (!get_private (self)->updating && klass->update != NULL)
    klass->update (self, sotong_table_pane_get_selected (self));
}

/* The number of the first row; 0 if there is none. */
static gint64
first_id (SotongTablePane *self)
{
  g_autoptr(SotongTextRow) row = g_list_model_get_item (G_LIST_MODEL (get_private (self)->rows), 0);

  return row != NULL ? sotong_text_row_get_id (row) : 0;
}

/* (transfer none): what has the rows. */
static GtkWidget *
list_of (SotongTablePane *self)
{
  return gtk_widget_get_last_child (GTK_WIDGET (get_private (self)->table));
}

static void
scroll_to (SotongTablePane *self,
           guint            position)
{
  gtk_widget_activate_action (list_of (self), "list.scroll-to-item", "u", position);
}

/* What comes to the top is seen where the top was: the list keeps in place what it shows. What a person has just made is
 * chosen as well, wherever the list stood. @before: the first row's number until now. */
static void
show_top (SotongTablePane *self,
          gint64           before,
          gboolean         at_top,
          SotongTextRow   *first)
{
  SotongTablePanePrivate *priv = get_private (self);
  SotongTablePaneClass *klass = SOTONG_TABLE_PANE_GET_CLASS (self);
  gboolean by_hand = before != sotong_text_row_get_id (first) && klass->by_hand != NULL && klass->by_hand (self, first);

  if (before == 0 || !(at_top || by_hand))
    return;
  if (by_hand)
    gtk_single_selection_set_selected (priv->selection, 0);
  scroll_to (self, 0);
}

/* A row that says something else now is another item of the list, which then chooses the one below: the next key would
 * be given to that. @id: the number of what was chosen until now, or 0. */
static void
keep_selected (SotongTablePane *self,
               gint64           id)
{
  SotongTablePanePrivate *priv = get_private (self);
  GListModel *rows = G_LIST_MODEL (priv->rows);
  SotongTextRow *selected = sotong_table_pane_get_selected (self);

  if (id == 0 || (selected != NULL && sotong_text_row_get_id (selected) == id))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr(SotongTextRow) row = g_list_model_get_item (rows, i);

      if (sotong_text_row_get_id (row) != id)
        continue;
      gtk_single_selection_set_selected (priv->selection, i);
      scroll_to (self, i);
      return;
    }
}

static void
show_rows (SotongTablePane *self,
           guint            view,
           GPtrArray       *rows)
{
  SotongTablePanePrivate *priv = get_private (self);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (priv->table));
  gboolean at_top = adjustment == NULL || gtk_adjustment_get_value (adjustment) < 1;
  gint64 before = priv->shown_view == view ? first_id (self) : 0;
  SotongTextRow *selected = before != 0 ? sotong_table_pane_get_selected (self) : NULL;
  gboolean focused = gtk_widget_get_focus_child (list_of (self)) != NULL;
  gint64 chosen = selected != NULL ? sotong_text_row_get_id (selected) : 0;
  g_autofree char *number = sotong_number_group (rows->len);
  g_autofree char *text = g_strdup_printf (ngettext ("%s row", "%s rows", rows->len), number);

  priv->updating = TRUE;
  show_columns (self, view);
  sotong_list_fill (priv->rows, rows, sotong_text_row_same);
  keep_selected (self, chosen);
  if (rows->len > 0)
    show_top (self, before, at_top, g_ptr_array_index (rows, 0));
  if (focused)
    sotong_row_focus (list_of (self));
  priv->updating = FALSE;
  gtk_label_set_text (priv->count_label, text);
  gtk_stack_set_visible_child_name (priv->stack, rows->len > 0 ? "table" : "empty");
  selected_cb (self);
}

/* A copy is known by what it shows: its tab says so. */
static void
show_title (SotongTablePane *self,
            guint            view,
            guint            filter)
{
  SotongTablePaneClass *klass = SOTONG_TABLE_PANE_GET_CLASS (self);
  const char *id = panel_widget_get_id (PANEL_WIDGET (self)), *part = NULL;
  g_autofree char *name = NULL, *title = NULL;

  if (id == NULL || strchr (id, '#') == NULL)
    return;
  name = sotong_pane_registry_title (id);
  if (view > 0)
    part = _(klass->views[view].title);
  else if (filter > 0 && klass->filters != NULL)
    part = _(klass->filters[filter]);
  if (part != NULL)
    title = g_strdup_printf (_("%s: %s"), name, part);
  if (g_strcmp0 (panel_widget_get_title (PANEL_WIDGET (self)), title != NULL ? title : name) != 0)
    panel_widget_set_title (PANEL_WIDGET (self), title != NULL ? title : name);
}

/* ---- asking ---- */

typedef struct {
  SotongTablePane *pane;   /* (owned) */
  guint            view;
} Asked;

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Asked *asked = user_data;
  g_autoptr(SotongTablePane) self = asked->pane;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (rows == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sotong_pane_show_error (SOTONG_PANE (self), _("The table could not be read"), error);
    }
  else if (sotong_pane_get_attached (SOTONG_PANE (self)) && get_private (self)->rows != NULL)
    show_rows (self, asked->view, rows);
  g_free (asked);
}

static void
ask (SotongTablePane *self)
{
  SotongTablePanePrivate *priv = get_private (self);
  SotongTablePaneClass *klass = SOTONG_TABLE_PANE_GET_CLASS (self);
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongTableQuestion *question;
  Asked *asked;

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  if (context == NULL || !sotong_pane_get_attached (SOTONG_PANE (self)) || sotong_context_get_store (context) == NULL)
    return;
  question = g_new0 (SotongTableQuestion, 1);
  question->view = gtk_drop_down_get_selected (priv->view_drop);
  question->filter = klass->filters != NULL ? gtk_drop_down_get_selected (priv->filter_drop) : 0;
  show_title (self, question->view, question->filter);
  asked = g_new0 (Asked, 1);
  *asked = (Asked) { g_object_ref (self), question->view };
  gtk_widget_set_visible (GTK_WIDGET (priv->filter_drop), klass->filters != NULL && question->view == 0);
  priv->cancellable = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (context), klass->read, question, g_free, (GDestroyNotify) g_ptr_array_unref,
                           priv->cancellable, answer_cb, asked);
}

static gboolean
refresh_cb (gpointer user_data)
{
  get_private (user_data)->refresh_id = 0;
  ask (user_data);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (SotongTablePane *self,
                  guint            areas)
{
  SotongTablePanePrivate *priv = get_private (self);

  if ((areas & SOTONG_TABLE_PANE_GET_CLASS (self)->areas) != 0 && priv->refresh_id == 0)
    priv->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

static void
chosen_cb (SotongTablePane *self)
{
  if (!get_private (self)->updating)
    ask (self);
}

/* ---- acts ---- */

static void
activate_cb (SotongTablePane *self,
             guint            position)
{
  SotongTablePaneClass *klass = SOTONG_TABLE_PANE_GET_CLASS (self);
  g_autoptr(SotongTextRow) row = g_list_model_get_item (G_LIST_MODEL (get_private (self)->rows), position);

  if (row == NULL || klass->activate == NULL)
    return;
  gtk_single_selection_set_selected (get_private (self)->selection, position);
  klass->activate (self, row);
}

static gboolean
key_pressed_cb (SotongTablePane *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  modifiers)
{
  SotongTablePaneClass *klass = SOTONG_TABLE_PANE_GET_CLASS (self);

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  for (gsize i = 0; i < klass->n_keys; i++)
    {
      if (klass->keys[i].keyval != gdk_keyval_to_lower (keyval))
        continue;
      g_action_group_activate_action (G_ACTION_GROUP (get_private (self)->actions), klass->keys[i].action, NULL);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* What is said when it is written. */
typedef struct {
  SotongTablePane *pane;   /* (owned) */
  const char      *done;   /* (nullable): translated */
  const char      *failed; /* translated */
  gboolean         changed; /* set by the job: there is a step to undo */
} Said;

typedef struct {
  SotongStoreJob job;
  gpointer       data;       /* (owned) */
  GDestroyNotify data_free;
  Said          *said;       /* (unowned): outlives the job */
} Write;

static void
write_free (Write *write)
{
  if (write->data_free != NULL)
    write->data_free (write->data);
  g_free (write);
}

static gint64
newest_change (SotongDb *db)
{
  g_autoptr(SotongChangeInfo) info = sotong_change_peek_undo (db, NULL);

  return info != NULL ? info->id : 0;
}

/* A job that found everything as it should be leaves nothing to undo: a button would take back what was done before. */
static gpointer
write_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Write *write = data;
  gint64 before = newest_change (db);

  if (write->job (db, write->data, cancellable, error) == NULL)
    return NULL;
  write->said->changed = sotong_change_is_open (db) || newest_change (db) != before;
  return data;
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Said *said = user_data;
  g_autoptr(SotongTablePane) self = said->pane;
  g_autoptr(GError) error = NULL;

  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (error != NULL)
    sotong_pane_show_error (SOTONG_PANE (self), said->failed, error);
  else if (said->done != NULL)
    sotong_pane_toast (SOTONG_PANE (self), said->done, said->changed);
}

/**
 * sotong_table_pane_write:
 * @self: the pane, with a workspace
 * @job: a change; it returns @data on success
 * @data: (transfer full): for @job
 * @data_free: frees @data
 * @done: (nullable): what is said when it is written, with a button that undoes it if it changed anything; translated
 *   and static
 * @failed: what is said above the reason when it is not; likewise
 *
 * Writes, off the main thread.
 */
void
sotong_table_pane_write (SotongTablePane *self,
                         SotongStoreJob   job,
                         gpointer         data,
                         GDestroyNotify   data_free,
                         const char      *done,
                         const char      *failed)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  Said *said;
  Write *write;

  if (context == NULL)
    {
      data_free (data);
      return;
    }
  said = g_new0 (Said, 1);
  *said = (Said) { g_object_ref (self), done, failed, FALSE };
  write = g_new0 (Write, 1);
  *write = (Write) { job, data, data_free, said };
  sotong_store_write_async (sotong_context_get_store (context), SOTONG_WRITE_DEFAULT, write_job, write, (GDestroyNotify) write_free, NULL, NULL,
                            written_cb, said);
}

/* ---- the pane ---- */

static void
sotong_table_pane_attach (SotongPane    *pane,
                          SotongContext *context)
{
  SotongTablePane *self = SOTONG_TABLE_PANE (pane);
  SotongTablePanePrivate *priv = get_private (self);

  g_signal_group_set_target (priv->store, sotong_context_get_store (context));
  if (gtk_column_view_get_model (priv->table) == NULL)
    gtk_column_view_set_model (priv->table, GTK_SELECTION_MODEL (priv->selection));
  ask (self);
}

static void
forget (SotongTablePane *self)
{
  SotongTablePanePrivate *priv = get_private (self);

  g_clear_handle_id (&priv->refresh_id, g_source_remove);
  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
}

static void
sotong_table_pane_detach (SotongPane *pane)
{
  SotongTablePane *self = SOTONG_TABLE_PANE (pane);
  SotongTablePanePrivate *priv = get_private (self);

  forget (self);
  if (priv->store == NULL)
    return;
  g_signal_group_set_target (priv->store, NULL);
  priv->updating = TRUE;
  sotong_list_fill_stop (priv->rows);
  g_list_store_remove_all (priv->rows);
  priv->updating = FALSE;
}

static void
sotong_table_pane_refresh (SotongPane *pane)
{
  ask (SOTONG_TABLE_PANE (pane));
}

/* Alt+1, Alt+2, …: the tables. */
static gboolean
sotong_table_pane_choose_view (SotongPane *pane,
                               int         number)
{
  if ((guint) number > SOTONG_TABLE_PANE_GET_CLASS (pane)->n_views)
    return FALSE;
  gtk_drop_down_set_selected (get_private (SOTONG_TABLE_PANE (pane))->view_drop, (guint) number - 1);
  return TRUE;
}

static void
sotong_table_pane_save (SotongPane   *pane,
                        GVariantDict *state)
{
  SotongTablePanePrivate *priv = get_private (SOTONG_TABLE_PANE (pane));

  g_variant_dict_insert (state, "table", "u", gtk_drop_down_get_selected (priv->view_drop));
  if (SOTONG_TABLE_PANE_GET_CLASS (pane)->filters != NULL)
    g_variant_dict_insert (state, "filter", "u", gtk_drop_down_get_selected (priv->filter_drop));
}

/* Tables and filters that this version does not have are the first. */
static void
load_drop (GtkDropDown  *drop,
           GVariantDict *state,
           const char   *key)
{
  guint n = g_list_model_get_n_items (gtk_drop_down_get_model (drop)), selected;

  if (!g_variant_dict_lookup (state, key, "u", &selected) || selected >= n)
    selected = 0;
  if (n > 0)
    gtk_drop_down_set_selected (drop, selected);
}

static void
sotong_table_pane_load (SotongPane   *pane,
                        GVariantDict *state)
{
  SotongTablePane *self = SOTONG_TABLE_PANE (pane);
  SotongTablePanePrivate *priv = get_private (self);

  priv->updating = TRUE;
  load_drop (priv->view_drop, state, "table");
  load_drop (priv->filter_drop, state, "filter");
  priv->updating = FALSE;
  ask (self);
}

static void
fill_drop (GtkDropDown *drop,
           const char  *title)
{
  gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (drop)), _(title));
}

static void
add_menu (SotongTablePane *self)
{
  SotongTablePanePrivate *priv = get_private (self);
  SotongTablePaneClass *klass = SOTONG_TABLE_PANE_GET_CLASS (self);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource (klass->menu);

  gtk_menu_button_set_menu_model (priv->menu_button, G_MENU_MODEL (gtk_builder_get_object (builder, "menu")));
  sotong_row_menu_add (priv->table, panel_widget_get_child (PANEL_WIDGET (self)), gtk_menu_button_get_menu_model (priv->menu_button));
  g_action_map_add_action_entries (G_ACTION_MAP (priv->actions), klass->entries, klass->n_entries, self);
  sotong_pane_add_actions (SOTONG_PANE (self), klass->prefix, G_ACTION_GROUP (priv->actions));
}

static void
sotong_table_pane_constructed (GObject *object)
{
  SotongTablePane *self = SOTONG_TABLE_PANE (object);
  SotongTablePanePrivate *priv = get_private (self);
  SotongTablePaneClass *klass = SOTONG_TABLE_PANE_GET_CLASS (self);

  G_OBJECT_CLASS (sotong_table_pane_parent_class)->constructed (object);
  priv->updating = TRUE;
  for (guint i = 0; i < klass->n_views; i++)
    fill_drop (priv->view_drop, klass->views[i].title);
  for (guint i = 0; klass->filters != NULL && klass->filters[i] != NULL; i++)
    fill_drop (priv->filter_drop, klass->filters[i]);
  gtk_widget_set_visible (GTK_WIDGET (priv->view_drop), klass->n_views > 1);
  gtk_widget_set_visible (GTK_WIDGET (priv->filter_drop), klass->filters != NULL);
  if (klass->filter_label != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->filter_drop), GTK_ACCESSIBLE_PROPERTY_LABEL, _(klass->filter_label), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->table), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _(klass->description), -1);
  add_menu (self);
  priv->updating = FALSE;
  selected_cb (self);
}

static void
sotong_table_pane_dispose (GObject *object)
{
  SotongTablePane *self = SOTONG_TABLE_PANE (object);
  SotongTablePanePrivate *priv = get_private (self);

  forget (self);
  g_clear_object (&priv->store);
  gtk_widget_insert_action_group (GTK_WIDGET (self), SOTONG_TABLE_PANE_GET_CLASS (self)->prefix, NULL);
  panel_widget_set_child (PANEL_WIDGET (self), NULL); /* GTK 4.8 disposes of no template of a class that is not the last */
  g_clear_object (&priv->selection);
  g_clear_object (&priv->rows);
  g_clear_object (&priv->actions);
  G_OBJECT_CLASS (sotong_table_pane_parent_class)->dispose (object);
}

static void
sotong_table_pane_class_init (SotongTablePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SotongPaneClass *pane_class = SOTONG_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = sotong_table_pane_constructed;
  G_OBJECT_CLASS (klass)->dispose = sotong_table_pane_dispose;
  pane_class->attach = sotong_table_pane_attach;
  pane_class->detach = sotong_table_pane_detach;
  pane_class->refresh = sotong_table_pane_refresh;
  pane_class->choose_view = sotong_table_pane_choose_view;
  pane_class->save = sotong_table_pane_save;
  pane_class->load = sotong_table_pane_load;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-table-pane.ui");
  gtk_widget_class_bind_template_child_private (widget_class, SotongTablePane, view_drop);
  gtk_widget_class_bind_template_child_private (widget_class, SotongTablePane, filter_drop);
  gtk_widget_class_bind_template_child_private (widget_class, SotongTablePane, count_label);
  gtk_widget_class_bind_template_child_private (widget_class, SotongTablePane, menu_button);
  gtk_widget_class_bind_template_child_private (widget_class, SotongTablePane, stack);
  gtk_widget_class_bind_template_child_private (widget_class, SotongTablePane, table);
  gtk_widget_class_bind_template_child_private (widget_class, SotongTablePane, empty_title);
  gtk_widget_class_bind_template_child_private (widget_class, SotongTablePane, empty_text);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
sotong_table_pane_init (SotongTablePane *self)
{
  SotongTablePanePrivate *priv = get_private (self);

  priv->shown_view = G_MAXUINT;
  priv->actions = g_simple_action_group_new ();
  priv->rows = g_list_store_new (SOTONG_TYPE_TEXT_ROW);
  priv->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (priv->rows)));
  priv->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  priv->updating = FALSE;
  sotong_pane_add_work (SOTONG_PANE (self), GTK_WIDGET (priv->table));
  g_signal_connect_object (priv->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  priv->store = g_signal_group_new (SOTONG_TYPE_STORE);
  g_signal_group_connect_swapped (priv->store, "changed", G_CALLBACK (store_changed_cb), self);
}

/* (transfer none) (nullable): the row that is chosen. */
SotongTextRow *
sotong_table_pane_get_selected (SotongTablePane *self)
{
  g_return_val_if_fail (SOTONG_IS_TABLE_PANE (self), NULL);
  return gtk_single_selection_get_selected_item (get_private (self)->selection);
}

/* The number of the table that is seen. */
guint
sotong_table_pane_get_view (SotongTablePane *self)
{
  g_return_val_if_fail (SOTONG_IS_TABLE_PANE (self), 0);
  return get_private (self)->shown_view;
}

void
sotong_table_pane_enable (SotongTablePane *self,
                          const char      *action,
                          gboolean         enabled)
{
  GAction *found;

  g_return_if_fail (SOTONG_IS_TABLE_PANE (self));
  found = g_action_map_lookup_action (G_ACTION_MAP (get_private (self)->actions), action);
  g_return_if_fail (found != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (found), enabled);
}
