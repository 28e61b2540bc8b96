/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-approval-pane-private.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-approval-view.h"
#include "app/sotong-row-name.h"

#define REFRESH_MS 200
#define FIRST_COUNT_MS 900

/**
 * SotongApprovalPane:
 *
 * The approval box: what waits for a decision, what goes out first at the top, and beside it
 * the one that is chosen, with every channel's copy and what changed since the last round. The
 * number in its title is there also while it is behind another tab.
 */
G_DEFINE_FINAL_TYPE (SotongApprovalPane, sotong_approval_pane, SOTONG_TYPE_PANE)

static SotongStore *
get_store (SotongApprovalPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  return context != NULL ? sotong_context_get_store (context) : NULL;
}

static SotongApprovalRow *
row_at (SotongApprovalPane *self,
        guint               position)
{
  g_autoptr(SotongApprovalRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  return row; /* the list keeps it */
}

/**
 * sotong_approval_pane_selected:
 * @self: the pane
 *
 * Returns: (transfer full) (element-type SotongApprovalRow): the lines that are chosen
 */
GPtrArray *
sotong_approval_pane_selected (SotongApprovalPane *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; i < n; i++)
    {
      if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
        g_ptr_array_add (rows, g_object_ref (row_at (self, i)));
    }
  return rows;
}

/* ---- the one that is chosen ---- */

static void
show_text (SotongApprovalPane *self,
           const char         *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_scrolled_window_set_child (self->detail, label);
}

static void
viewed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongApprovalPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongApprovalScreen) screen = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (screen != NULL && self->detail != NULL && context != NULL && screen->approval->content_id == self->shown_id)
    gtk_scrolled_window_set_child (self->detail, sotong_approval_view_new (screen, sotong_context_get_zone (context)));
  else if (screen == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sotong_pane_show_error (SOTONG_PANE (self), _("The content could not be read"), error);
}

/* Why who acts cannot decide about what is chosen; %NULL if they can. */
static char *
find_why_not (SotongApprovalPane *self,
              GPtrArray          *rows)
{
  const char *name = "";
  char *why = NULL;

  for (guint i = 0; i < self->box->actors->len; i++)
    {
      const SotongPerson *person = g_ptr_array_index (self->box->actors, i);

      if (person->id == self->box->person_id)
        name = person->name;
    }
  for (guint i = 0; why == NULL && i < rows->len; i++)
    why = sotong_approval_item_why_not (((SotongApprovalRow *) g_ptr_array_index (rows, i))->item, self->box->person_id, name);
  return why;
}

/* For whom who acts would decide as a deputy; %NULL if all that is chosen waits for themselves. */
static char *
find_deputised (SotongApprovalPane *self,
                GPtrArray          *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const SotongApprovalItem *item = ((SotongApprovalRow *) g_ptr_array_index (rows, i))->item;

      if (item->person_id != self->box->person_id)
        return g_strdup_printf (_("You decide as the deputy of %s, who is away."), item->person);
    }
  return NULL;
}

/* A button that would only be refused cannot be pressed, and beside it stands why. */
static void
show_buttons (SotongApprovalPane *self,
              GPtrArray          *rows)
{
  gboolean can = rows->len > 0 && self->box != NULL && self->box->person_id != 0;
  g_autofree char *why = can ? find_why_not (self, rows) : NULL;
  g_autofree char *deputised = can && why == NULL ? find_deputised (self, rows) : NULL;
  const char *text = why != NULL ? why : deputised != NULL ? deputised : "";

  gtk_widget_set_sensitive (self->buttons, can && why == NULL);
  gtk_label_set_text (self->why_not, text);
  gtk_widget_set_visible (GTK_WIDGET (self->why_not), *text != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
show_chosen (SotongApprovalPane *self)
{
  g_autoptr(GPtrArray) rows = sotong_approval_pane_selected (self);

  g_cancellable_cancel (self->viewing);
  g_clear_object (&self->viewing);
  show_buttons (self, rows);
  self->shown_id = rows->len == 1 ? ((SotongApprovalRow *) g_ptr_array_index (rows, 0))->item->content_id : 0;
  if (self->shown_id != 0 && get_store (self) != NULL)
    {
      self->viewing = g_cancellable_new ();
      sotong_store_read_async (get_store (self), sotong_approval_screen_job, g_memdup2 (&self->shown_id, sizeof self->shown_id), g_free,
                               (GDestroyNotify) sotong_approval_screen_free, self->viewing, viewed_cb, g_object_ref (self));
    }
  else if (rows->len > 1)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u content chosen", "%u contents chosen", rows->len), rows->len);

      show_text (self, text);
    }
  else
    show_text (self, _("Choose a content to see what is to be decided."));
}

static void
selection_changed_cb (SotongApprovalPane *self)
{
  if (!self->updating)
    show_chosen (self);
}

/* ---- the box ---- */

/* Shift and an arrow go on from the first that is chosen: the list forgot its place when it was filled anew. */
static void
choose (SotongApprovalPane *self,
        GtkBitset          *chosen,
        guint               n_rows)
{
  g_autoptr(GtkBitset) mask = gtk_bitset_new_range (0, n_rows);

  if (gtk_bitset_is_empty (chosen))
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.select-item", "(ubb)", gtk_bitset_get_minimum (chosen), FALSE, FALSE);
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), chosen, mask);
}

/* What was chosen stays so; when it is gone, what stands in its place is chosen. */
static void
fill_rows (SotongApprovalPane *self,
           GPtrArray          *items,
           gint64              now)
{
  g_autoptr(GPtrArray) before = sotong_approval_pane_selected (self);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GtkBitset) chosen = gtk_bitset_new_empty ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows)), place = 0;

  while (place < n && !gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), place))
    place++;
  for (guint i = 0; i < items->len; i++)
    {
      SotongApprovalItem *item = g_steal_pointer (&g_ptr_array_index (items, i));

      g_ptr_array_add (rows, sotong_approval_row_new_take (item, now));
      for (guint j = 0; j < before->len; j++)
        if (((SotongApprovalRow *) g_ptr_array_index (before, j))->item->content_id == item->content_id)
          gtk_bitset_add (chosen, i);
    }
  if (gtk_bitset_is_empty (chosen) && rows->len > 0)
    gtk_bitset_add (chosen, place < n ? MIN (place, rows->len - 1) : 0);
  self->updating = TRUE;
  g_list_store_splice (self->rows, 0, n, rows->pdata, rows->len);
  choose (self, chosen, rows->len);
  self->updating = FALSE;
}

static void
fill_actors (SotongApprovalPane *self)
{
  guint selected = 0;

  self->updating = TRUE;
  gtk_string_list_splice (self->actor_names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->actor_names)), NULL);
  for (guint i = 0; i < self->box->actors->len; i++)
    {
      const SotongPerson *person = g_ptr_array_index (self->box->actors, i);
      g_autofree char *name = sotong_person_describe (person);

      gtk_string_list_append (self->actor_names, name);
      if (person->id == self->box->person_id)
        selected = i;
    }
  gtk_drop_down_set_selected (self->actor_drop, selected);
  gtk_widget_set_sensitive (GTK_WIDGET (self->actor_drop), self->box->actors->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->actor_drop), self->box->actors->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->nobody), self->box->actors->len == 0);
  self->updating = FALSE;
}

static void
show_title (SotongApprovalPane *self,
            guint               n_waiting)
{
  /* Translators: the title of the approval box with how many contents wait in it */
  g_autofree char *title = n_waiting > 0 ? g_strdup_printf (_("Approval Box (%u)"), n_waiting) : g_strdup (_("Approval Box"));

  if (g_strcmp0 (panel_widget_get_title (PANEL_WIDGET (self)), title) != 0)
    panel_widget_set_title (PANEL_WIDGET (self), title);
}

static gboolean
has_focus (SotongApprovalPane *self,
           GtkWidget          *around)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_mapped (focus) && (focus == around || gtk_widget_is_ancestor (focus, around));
}

/* The arrows go on from the row that has the focus: that is the chosen one, which is in view then. */
static void
focus_chosen (SotongApprovalPane *self)
{
  g_autoptr(GtkBitset) chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  if (!gtk_bitset_is_empty (chosen))
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", gtk_bitset_get_minimum (chosen));
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  sotong_row_focus (GTK_WIDGET (self->list));
}

/* Who decides by keyboard goes on by keyboard: the line that had the focus may be gone, and with the last one the list. */
static void
keep_focus (SotongApprovalPane *self,
            gboolean            in_list)
{
  if (gtk_stack_get_visible_child (self->stack) == self->empty)
    gtk_widget_grab_focus (self->empty);
  else if (in_list || !has_focus (self, GTK_WIDGET (self->stack)))
    focus_chosen (self);
}

/* What was submitted and waits is not hidden, though nobody can decide about it. */
static void
show_off (SotongApprovalPane *self,
          guint               n_waiting)
{
  const char *off = _("Contents of this workspace go out without approval. Turn it on under “People and Lines”, and only what was approved goes out, as it "
                      "was approved.");
  g_autofree char *waiting = g_strdup_printf (ngettext ("%u content was submitted and waits for a decision; it appears here when approval is on.",
                                                        "%u contents were submitted and wait for a decision; they appear here when approval is on.",
                                                        n_waiting), n_waiting);
  g_autofree char *both = g_strconcat (off, " ", waiting, NULL);

  adw_status_page_set_description (self->off, n_waiting > 0 ? both : off);
}

static void
show_box (SotongApprovalPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  gboolean focused = has_focus (self, GTK_WIDGET (self->stack)), in_list = has_focus (self, GTK_WIDGET (self->list));
  guint n = self->box->items->len;

  fill_actors (self);
  fill_rows (self, self->box->items, sotong_context_now (context));
  if (!self->box->on)
    show_off (self, n);
  gtk_stack_set_visible_child_name (self->stack, !self->box->on ? "off" : n > 0 ? "box" : "empty");
  show_chosen (self);
  if (focused)
    keep_focus (self, in_list);
}

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongApprovalPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongApprovalBox) box = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (box == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sotong_pane_show_error (SOTONG_PANE (self), _("The approval box could not be read"), error);
      return;
    }
  if (self->stack == NULL || get_store (self) == NULL)
    return;
  show_title (self, box->items->len);
  if (!sotong_pane_get_attached (SOTONG_PANE (self)))
    return;
  g_clear_pointer (&self->box, sotong_approval_box_free);
  self->box = g_steal_pointer (&box);
  show_box (self);
}

/* Asks for the box: for its number alone while nobody sees it. */
void
sotong_approval_pane_ask (SotongApprovalPane *self)
{
  SotongApprovalQuery *query;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (get_store (self) == NULL)
    return;
  query = g_new0 (SotongApprovalQuery, 1);
  query->person_id = self->person_id;
  query->everything = gtk_toggle_button_get_active (self->all_toggle);
  self->cancellable = g_cancellable_new ();
  sotong_store_read_async (get_store (self), sotong_approval_box_job, query, g_free, (GDestroyNotify) sotong_approval_box_free,
                           self->cancellable, asked_cb, g_object_ref (self));
}

static gboolean
refresh_cb (gpointer user_data)
{
  SotongApprovalPane *self = user_data;

  self->refresh_id = 0;
  sotong_approval_pane_ask (self);
  return G_SOURCE_REMOVE;
}

static gboolean
minute_cb (gpointer user_data)
{
  sotong_approval_pane_ask (user_data);
  return G_SOURCE_CONTINUE;
}

static void
store_changed_cb (SotongApprovalPane *self,
                  guint               areas)
{
  if ((areas & (SOTONG_AREA_PLAN | SOTONG_AREA_SETTINGS)) != 0 && self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

/* ---- what a person does ---- */

static void
actor_cb (SotongApprovalPane *self)
{
  guint selected = gtk_drop_down_get_selected (self->actor_drop);

  if (self->updating || self->box == NULL || selected >= self->box->actors->len)
    return;
  self->person_id = ((SotongPerson *) g_ptr_array_index (self->box->actors, selected))->id;
  sotong_approval_pane_ask (self);
}

static void
open_cb (SotongApprovalPane *self,
         guint               position)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (context != NULL && position < g_list_model_get_n_items (G_LIST_MODEL (self->rows)))
    sotong_context_open_content (context, row_at (self, position)->item->content_id);
}

/* A, R and C, wherever in the pane the focus is. */
static gboolean
key_cb (SotongApprovalPane *self,
        guint               keyval,
        guint               keycode,
        GdkModifierType     modifiers)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL) /* the list of who decides */
    return GDK_EVENT_PROPAGATE;
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_a:
      sotong_approval_pane_approve (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_r:
      sotong_approval_pane_send_back (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_c:
      sotong_approval_pane_cooperate (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- the pane ---- */

/* An office has long titles: the button shows what it has room for. */
static void
setup_actor_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_actor_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item)
{
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (list_item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (list_item)), name);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (list_item), name);
}

static void
init_actors (SotongApprovalPane *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_actor_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_actor_cb), NULL);
  gtk_drop_down_set_factory (self->actor_drop, factory);
}

static void
context_cb (SotongApprovalPane *self)
{
  if (self->store == NULL) /* it goes away: no timer may outlive it */
    return;
  g_signal_group_set_target (self->store, get_store (self));
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  show_title (self, 0);
  if (get_store (self) != NULL)
    self->refresh_id = g_timeout_add (FIRST_COUNT_MS, refresh_cb, self);
}

static void
sotong_approval_pane_attach (SotongPane    *pane,
                             SotongContext *context)
{
  SotongApprovalPane *self = SOTONG_APPROVAL_PANE (pane);
  g_autoptr(GtkListItemFactory) factory = sotong_approval_row_new_factory (sotong_context_get_zone (context));

  gtk_list_view_set_factory (self->list, factory);
  if (gtk_list_view_get_model (self->list) == NULL)
    gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_clear_handle_id (&self->minute_id, g_source_remove);
  self->minute_id = g_timeout_add_seconds (60, minute_cb, self);
  sotong_approval_pane_ask (self);
}

static void
forget (SotongApprovalPane *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->minute_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->viewing);
  g_clear_object (&self->viewing);
  g_clear_pointer (&self->box, sotong_approval_box_free);
}

static void
sotong_approval_pane_detach (SotongPane *pane)
{
  SotongApprovalPane *self = SOTONG_APPROVAL_PANE (pane);

  forget (self);
  if (self->store == NULL)
    return;
  self->updating = TRUE;
  g_list_store_remove_all (self->rows);
  self->updating = FALSE;
  self->person_id = 0;
}

static void
sotong_approval_pane_refresh (SotongPane *pane)
{
  sotong_approval_pane_ask (SOTONG_APPROVAL_PANE (pane));
}

static void
sotong_approval_pane_dispose (GObject *object)
{
  SotongApprovalPane *self = SOTONG_APPROVAL_PANE (object);

  forget (self);
  g_clear_object (&self->store);
  panel_widget_set_child (PANEL_WIDGET (self), NULL); /* else it is unparented twice */
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_APPROVAL_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (sotong_approval_pane_parent_class)->dispose (object);
}

static void
sotong_approval_pane_class_init (SotongApprovalPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SotongPaneClass *pane_class = SOTONG_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_approval_pane_dispose;
  pane_class->attach = sotong_approval_pane_attach;
  pane_class->detach = sotong_approval_pane_detach;
  pane_class->refresh = sotong_approval_pane_refresh;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-approval-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongApprovalPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SotongApprovalPane, actor_drop);
  gtk_widget_class_bind_template_child (widget_class, SotongApprovalPane, actor_names);
  gtk_widget_class_bind_template_child (widget_class, SotongApprovalPane, all_toggle);
  gtk_widget_class_bind_template_child (widget_class, SotongApprovalPane, list);
  gtk_widget_class_bind_template_child (widget_class, SotongApprovalPane, empty);
  gtk_widget_class_bind_template_child (widget_class, SotongApprovalPane, off);
  gtk_widget_class_bind_template_child (widget_class, SotongApprovalPane, off_button);
  gtk_widget_class_bind_template_child (widget_class, SotongApprovalPane, detail);
  gtk_widget_class_bind_template_child (widget_class, SotongApprovalPane, nobody);
  gtk_widget_class_bind_template_child (widget_class, SotongApprovalPane, buttons);
  gtk_widget_class_bind_template_child (widget_class, SotongApprovalPane, why_not);
  gtk_widget_class_bind_template_callback (widget_class, actor_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, sotong_approval_pane_ask);
  gtk_widget_class_bind_template_callback (widget_class, sotong_approval_pane_approve);
  gtk_widget_class_bind_template_callback (widget_class, sotong_approval_pane_send_back);
  gtk_widget_class_bind_template_callback (widget_class, sotong_approval_pane_cooperate);
}

static void
sotong_approval_pane_init (SotongApprovalPane *self)
{
  self->rows = g_list_store_new (SOTONG_TYPE_APPROVAL_ROW);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  init_actors (self);
  self->updating = FALSE;
  sotong_pane_add_work (SOTONG_PANE (self), GTK_WIDGET (self->list));
  sotong_pane_add_work (SOTONG_PANE (self), GTK_WIDGET (self->empty));
  sotong_pane_add_work (SOTONG_PANE (self), self->off_button);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  self->store = g_signal_group_new (SOTONG_TYPE_STORE);
  g_signal_group_connect_swapped (self->store, "changed", G_CALLBACK (store_changed_cb), self);
  g_signal_connect (self, "notify::context", G_CALLBACK (context_cb), NULL);
}
