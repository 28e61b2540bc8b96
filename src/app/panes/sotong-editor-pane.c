/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-pane.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/panes/sotong-editor-journal.h"
#include "store/sotong-store.h"

/**
 * SotongEditorPane:
 *
 * The contents that are open, a tab each. It listens to the context before it is attached:
 * what is opened while it is behind another tab waits for it.
 */
struct _SotongEditorPane
{
  SotongPane     parent_instance;
  SotongContext *watched;   /* (owned) (nullable) */
  GArray        *waiting;   /* (owned) (element-type Request): until it is attached, and has a turn for each */
  gint64         repeat;    /* of a content that is to be opened: its repetition is asked about then; or 0 */
  GtkWidget     *made;      /* (owned) (nullable): the page of the first that waits, not shown yet */
  guint          open_id;   /* of the turn in which the next is made or shown */
  GPtrArray     *left;      /* (owned) (element-type SotongJournalEntry): for pages that are to be opened */
  GCancellable  *looking;   /* (owned) (nullable): for what was left */

  /* (unowned): template children */
  GtkStack      *stack;
  AdwTabView    *tabs;
};

G_DEFINE_FINAL_TYPE (SotongEditorPane, sotong_editor_pane, SOTONG_TYPE_PANE)

typedef struct {
  gint64 content;     /* 0: a new one */
  gint64 channel;     /* whose row is shown first, or 0 */
  gint64 planned_at;
} Request;

static SotongEditorPage *
page_at (SotongEditorPane *self,
         int               position)
{
  return SOTONG_EDITOR_PAGE (adw_tab_page_get_child (adw_tab_view_get_nth_page (self->tabs, position)));
}

static void
update_stack (SotongEditorPane *self)
{
  gtk_stack_set_visible_child_name (self->stack, adw_tab_view_get_n_pages (self->tabs) > 0 ? "tabs" : "empty");
}

/* ---- tabs ---- */

static void
retitle_cb (SotongEditorPage *page,
            SotongEditorPane *self)
{
  AdwTabPage *tab = adw_tab_view_get_page (self->tabs, GTK_WIDGET (page));
  g_autofree char *tooltip = NULL;

  if (tab == NULL)
    return;
  tooltip = g_markup_escape_text (sotong_editor_page_get_title (page), -1); /* a tab's tooltip is markup */
  adw_tab_page_set_title (tab, sotong_editor_page_get_title (page));
  adw_tab_page_set_tooltip (tab, tooltip);
  adw_tab_page_set_needs_attention (tab, FALSE);
  adw_tab_page_set_loading (tab, FALSE);
}

static void
closed_cb (SotongEditorPage *page,
           SotongEditorPane *self)
{
  AdwTabPage *tab = adw_tab_view_get_page (self->tabs, GTK_WIDGET (page));

  sotong_editor_page_shut (page);
  g_object_set_data (G_OBJECT (page), "may-close", GINT_TO_POINTER (TRUE));
  if (tab != NULL)
    adw_tab_view_close_page (self->tabs, tab);
}

/* First it is saved; it goes when that is done. */
static gboolean
close_page_cb (AdwTabView       *tabs,
               AdwTabPage       *tab,
               SotongEditorPane *self)
{
  GtkWidget *page = adw_tab_page_get_child (tab);
  gboolean may = g_object_get_data (G_OBJECT (page), "may-close") != NULL;

  adw_tab_view_close_page_finish (tabs, tab, may);
  if (!may)
    sotong_editor_page_close (SOTONG_EDITOR_PAGE (page));
  update_stack (self);
  return GDK_EVENT_STOP;
}

static void
selected_cb (SotongEditorPane *self)
{
  SotongEditorPage *page = sotong_editor_pane_get_page (self);
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (page != NULL && context != NULL && sotong_pane_get_attached (SOTONG_PANE (self)) && sotong_editor_page_get_id (page) != 0)
    sotong_context_set_content (context, sotong_editor_page_get_id (page));
}

/* What a program that ended left of the content goes to its page. */
static void
give_left (SotongEditorPane *self,
           SotongEditorPage *page,
           gint64            content)
{
  for (guint i = 0; i < self->left->len; i++)
    if (((const SotongJournalEntry *) g_ptr_array_index (self->left, i))->content->id == content)
      {
        sotong_editor_page_take_left (page, g_ptr_array_steal_index (self->left, i));
        return;
      }
}

static void
repeat_shown (SotongEditorPane *self,
              SotongEditorPage *page,
              const Request    *request)
{
  if (request->content == 0 || request->content != self->repeat)
    return;
  self->repeat = 0;
  sotong_editor_page_repeat (page);
}

static void
show_page (SotongEditorPane *self,
           GtkWidget        *page,
           const Request    *request)
{
  AdwTabPage *tab = adw_tab_view_append (self->tabs, page);

  g_signal_connect_object (page, "retitle", G_CALLBACK (retitle_cb), self, 0);
  g_signal_connect_object (page, "closed", G_CALLBACK (closed_cb), self, 0);
  adw_tab_page_set_title (tab, request->content != 0 ? _("Opening…") : _("New content"));
  adw_tab_page_set_loading (tab, request->content != 0);
  if (*sotong_editor_page_get_title (SOTONG_EDITOR_PAGE (page)) != '\0') /* it has read already */
    retitle_cb (SOTONG_EDITOR_PAGE (page), self);
  give_left (self, SOTONG_EDITOR_PAGE (page), request->content);
  adw_tab_view_set_selected_page (self->tabs, tab);
  update_stack (self);
  sotong_editor_page_focus (SOTONG_EDITOR_PAGE (page));
  sotong_editor_page_show_channel (SOTONG_EDITOR_PAGE (page), request->channel);
  repeat_shown (self, SOTONG_EDITOR_PAGE (page), request);
}

/* Whether the content has a tab, which comes to the front then. */
static gboolean
raise_open (SotongEditorPane *self,
            const Request    *request)
{
  gint64 content = request->content;

  for (int i = 0; content != 0 && i < adw_tab_view_get_n_pages (self->tabs); i++)
    if (sotong_editor_page_get_id (page_at (self, i)) == content)
      {
        adw_tab_view_set_selected_page (self->tabs, adw_tab_view_get_nth_page (self->tabs, i));
        sotong_editor_page_focus (page_at (self, i));
        sotong_editor_page_show_channel (page_at (self, i), request->channel);
        give_left (self, page_at (self, i), content);
        repeat_shown (self, page_at (self, i), request);
        return TRUE;
      }
  return FALSE;
}

/* The pane comes to the front with its first page: to make that and to show it is a turn each. */
static gboolean
open_next_cb (gpointer user_data)
{
  SotongEditorPane *self = SOTONG_EDITOR_PANE (user_data);
  Request request = g_array_index (self->waiting, Request, 0);

  if (self->made == NULL && !raise_open (self, &request))
    {
      self->made = g_object_ref_sink (sotong_editor_page_new (SOTONG_PANE (self), request.content, request.planned_at));
      return G_SOURCE_CONTINUE;
    }
  if (self->made != NULL)
    show_page (self, self->made, &request);
  g_clear_object (&self->made);
  g_array_remove_index (self->waiting, 0);
  if (self->waiting->len > 0)
    return G_SOURCE_CONTINUE;
  self->open_id = 0;
  return G_SOURCE_REMOVE;
}

static void
forget_waiting (SotongEditorPane *self)
{
  g_clear_handle_id (&self->open_id, g_source_remove);
  if (self->made != NULL)
    sotong_editor_page_shut (SOTONG_EDITOR_PAGE (self->made));
  g_clear_object (&self->made);
  g_array_set_size (self->waiting, 0);
  self->repeat = 0;
}

static void
ask (SotongEditorPane *self,
     gint64            content,
     gint64            channel,
     gint64            planned_at)
{
  Request request = { content, channel, planned_at };

  if (!sotong_pane_get_attached (SOTONG_PANE (self)) || self->waiting->len > 0)
    g_array_append_val (self->waiting, request);
  else if (!raise_open (self, &request))
    show_page (self, sotong_editor_page_new (SOTONG_PANE (self), content, planned_at), &request);
}

static void
open_content_cb (SotongEditorPane *self,
                 gint64            content,
                 gint64            channel)
{
  ask (self, content, channel, SOTONG_NONE);
}

static void
new_content_cb (SotongEditorPane *self,
                gint64            planned_at)
{
  ask (self, 0, 0, planned_at);
}

static void
new_clicked_cb (SotongEditorPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (context != NULL)
    sotong_context_new_content (context, SOTONG_NONE);
}

/* ---- what was being written when a program ended ---- */

static void
left_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongEditorPane) self = SOTONG_EDITOR_PANE (user_data);
  g_autoptr(GPtrArray) entries = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  /* Without an answer the journal stays where it is, for the next time. */
  if (entries == NULL || self->looking == NULL || g_task_get_cancellable (G_TASK (result)) != self->looking || context == NULL)
    return;
  g_clear_object (&self->looking);
  while (entries->len > 0)
    {
      SotongJournalEntry *entry = g_ptr_array_steal_index (entries, 0);

      g_ptr_array_add (self->left, entry);
      if (entry->content->id != 0)
        sotong_context_open_content (context, entry->content->id);
      else
        sotong_context_new_content (context, entry->content->planned_at);
    }
}

static void
look_for_left (SotongEditorPane *self,
               SotongStore      *store)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_ptr_array_set_size (self->left, 0);
  if (store == NULL)
    return;
  self->looking = g_cancellable_new ();
  sotong_store_read_async (store, sotong_editor_journal_job, sotong_journal_folder (sotong_store_get_uuid (store)), g_free,
                           (GDestroyNotify) g_ptr_array_unref, self->looking, left_cb, g_object_ref (self));
}

/* ---- the pane ---- */

static void
context_cb (SotongEditorPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  if (self->watched == context)
    return;
  if (self->watched != NULL)
    g_signal_handlers_disconnect_by_data (self->watched, self);
  g_set_object (&self->watched, context);
  forget_waiting (self);
  look_for_left (self, context != NULL ? sotong_context_get_store (context) : NULL);
  if (context == NULL)
    return;
  g_signal_connect_object (context, "open-content", G_CALLBACK (open_content_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "new-content", G_CALLBACK (new_content_cb), self, G_CONNECT_SWAPPED);
}

static void
sotong_editor_pane_attach (SotongPane    *pane,
                           SotongContext *context)
{
  SotongEditorPane *self = SOTONG_EDITOR_PANE (pane);

  if (sotong_context_get_store (context) == NULL)
    forget_waiting (self);
  else if (self->waiting->len > 0 && self->open_id == 0)
    self->open_id = g_idle_add_full (G_PRIORITY_DEFAULT, open_next_cb, self, NULL);
}

static void
sotong_editor_pane_detach (SotongPane *pane)
{
  SotongEditorPane *self = SOTONG_EDITOR_PANE (pane);

  forget_waiting (self);
  for (int i = adw_tab_view_get_n_pages (self->tabs); i > 0; i--)
    {
      g_autoptr(SotongEditorPage) page = g_object_ref (page_at (self, i - 1));

      closed_cb (page, self);
    }
  update_stack (self);
}

/* Where writing goes on. */
static gboolean
sotong_editor_pane_take_focus (SotongPane *pane)
{
  SotongEditorPane *self = SOTONG_EDITOR_PANE (pane);
  AdwTabPage *tab = adw_tab_view_get_selected_page (self->tabs);
  GtkWidget *page = tab != NULL ? adw_tab_page_get_child (tab) : NULL;

  if (page == NULL)
    return FALSE;
  sotong_editor_page_focus (SOTONG_EDITOR_PAGE (page));
  return gtk_widget_get_focus_child (page) != NULL;
}

static void
sotong_editor_pane_refresh (SotongPane *pane)
{
  SotongEditorPane *self = SOTONG_EDITOR_PANE (pane);

  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    sotong_editor_page_read (page_at (self, i));
}

static void
sotong_editor_pane_dispose (GObject *object)
{
  SotongEditorPane *self = SOTONG_EDITOR_PANE (object);

  if (self->watched != NULL)
    g_signal_handlers_disconnect_by_data (self->watched, self);
  g_clear_object (&self->watched);
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  forget_waiting (self);
  G_OBJECT_CLASS (sotong_editor_pane_parent_class)->dispose (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_EDITOR_PANE);
}

static void
sotong_editor_pane_finalize (GObject *object)
{
  g_array_unref (SOTONG_EDITOR_PANE (object)->waiting);
  g_ptr_array_unref (SOTONG_EDITOR_PANE (object)->left);
  G_OBJECT_CLASS (sotong_editor_pane_parent_class)->finalize (object);
}

static void
sotong_editor_pane_class_init (SotongEditorPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SotongPaneClass *pane_class = SOTONG_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_editor_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_editor_pane_finalize;
  pane_class->attach = sotong_editor_pane_attach;
  pane_class->detach = sotong_editor_pane_detach;
  pane_class->refresh = sotong_editor_pane_refresh;
  pane_class->take_focus = sotong_editor_pane_take_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-editor-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPane, tabs);
  gtk_widget_class_bind_template_callback (widget_class, close_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
}

static void
sotong_editor_pane_init (SotongEditorPane *self)
{
  self->waiting = g_array_new (FALSE, FALSE, sizeof (Request));
  self->left = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_journal_entry_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Only Ctrl+Tab: the others belong to the text, or to the window. */
  adw_tab_view_set_shortcuts (self->tabs, ADW_TAB_VIEW_SHORTCUT_CONTROL_TAB | ADW_TAB_VIEW_SHORTCUT_CONTROL_SHIFT_TAB);
  g_signal_connect (self, "notify::context", G_CALLBACK (context_cb), NULL);
}

/**
 * sotong_editor_pane_get_page:
 * @self: the pane
 *
 * Returns: (transfer none) (nullable): the content in front
 */
SotongEditorPage *
sotong_editor_pane_get_page (SotongEditorPane *self)
{
  AdwTabPage *tab;

  g_return_val_if_fail (SOTONG_IS_EDITOR_PANE (self), NULL);

  tab = adw_tab_view_get_selected_page (self->tabs);
  return tab != NULL ? SOTONG_EDITOR_PAGE (adw_tab_page_get_child (tab)) : NULL;
}

guint
sotong_editor_pane_get_n_pages (SotongEditorPane *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_PANE (self), 0);
  return (guint) adw_tab_view_get_n_pages (self->tabs);
}

/**
 * sotong_editor_pane_repeat:
 * @self: the pane
 *
 * Asks how the content comes back that is chosen in the window. One that is not open is opened, so that it is seen what is
 * repeated; where that cannot be done it is said why.
 */
void
sotong_editor_pane_repeat (SotongEditorPane *self)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  SotongEditorPage *page = sotong_editor_pane_get_page (self);
  gint64 chosen;

  g_return_if_fail (SOTONG_IS_EDITOR_PANE (self));

  if (context == NULL)
    return;
  chosen = sotong_context_get_content (context);
  if (chosen != 0 && (page == NULL || sotong_editor_page_get_id (page) != chosen))
    {
      self->repeat = chosen;
      sotong_context_open_content (context, chosen);
    }
  else if (page != NULL)
    sotong_editor_page_repeat (page);
  else
    sotong_pane_toast (SOTONG_PANE (self), _("Only a content that is saved, has a time and is in no series yet can be repeated. Open such a one first."), FALSE);
}
