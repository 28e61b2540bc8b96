/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-palette.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-palette-commands.h"
#include "app/dialogs/sotong-palette-data.h"
#include "app/panes/sotong-promise-contents.h"
#include "app/sotong-search-typed.h"

#define MAX_ROWS  40
#define PAGE_ROWS 8

/**
 * SotongPalette:
 *
 * Ctrl+K: every command, pane, campaign, topic, kept search and content by a part of its name or by the first consonants
 * of its syllables. The cursor stays in the entry; the arrow keys choose, Enter does it. What stands in the workspace is
 * read once, in a thread of the store, and searched in another thread at each letter.
 */
struct _SotongPalette
{
  GtkWindow       parent_instance;
  SotongWindow   *window;       /* (owned) (nullable) */
  GtkSearchEntry *entry;        /* (unowned) */
  GtkListBox     *list;         /* (unowned) */
  GtkStack       *stack;        /* (unowned) */
  GtkAdjustment  *adjustment;   /* (unowned): of the list */
  GPtrArray      *commands;     /* (owned) (element-type SotongPaletteEntry) */
  GPtrArray      *things;       /* (owned) (element-type SotongPaletteEntry): empty until they are read */
  GCancellable   *reading;      /* (owned) */
  GCancellable   *finding;      /* (owned) (nullable): of the newest question */
  gboolean        read;         /* the things are there, or could not be read */
  gboolean        pending;      /* the newest question has not been answered */
  gboolean        entered;      /* Enter was pressed meanwhile: its first answer is done */
  char           *composed;     /* (owned) (nullable): the syllable that an input method still holds */
};

G_DEFINE_FINAL_TYPE (SotongPalette, sotong_palette, GTK_TYPE_WINDOW)

static const char *const symbols[] = {
  [SOTONG_PALETTE_COMMAND] = "system-run-symbolic",
  [SOTONG_PALETTE_PANE] = "view-dual-symbolic",
  [SOTONG_PALETTE_CAMPAIGN] = "sotong-calendar-symbolic",
  [SOTONG_PALETTE_PROMISE] = "sotong-promise-symbolic",
  [SOTONG_PALETTE_TOPIC] = "sotong-trend-symbolic",
  [SOTONG_PALETTE_SEARCH] = "edit-find-symbolic",
  [SOTONG_PALETTE_CONTENT] = "sotong-content-symbolic",
};

/* ---- what is done ---- */

typedef struct {
  gint64              id;
  SotongSavedSearch  *search;  /* (owned) (nullable) */
  SotongMentionQuery *query;   /* (owned) (nullable) */
} Search;

static void
search_free (Search *search)
{
  g_clear_pointer (&search->search, sotong_saved_search_free);
  g_clear_pointer (&search->query, sotong_mention_query_free);
  g_free (search);
}

static gpointer
search_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Search *search = g_new0 (Search, 1);

  search->search = sotong_saved_search_get (db, *(const gint64 *) data, error);
  if (search->search != NULL)
    search->query = sotong_saved_search_make_query (db, search->search, error);
  if (search->query != NULL)
    return search;
  search_free (search);
  return NULL;
}

static void
search_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  Search *search = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  SotongContext *context = sotong_window_get_context (window);

  if (search == NULL)
    {
      sotong_window_show_error (window, _("The kept search cannot be shown"), error);
      return;
    }
  if (context != NULL && sotong_context_get_store (context) == SOTONG_STORE (object))
    sotong_context_show_search (context, g_steal_pointer (&search->search), g_steal_pointer (&search->query));
  search_free (search);
}

static void
go_to_pane (SotongWindow *window,
            const char   *id)
{
  sotong_workbench_go_to (sotong_window_get_workbench (window), id);
}

/* What stands behind its figures, at once: done, cost, dates and reach, to be copied as a table. */
static void
show_promise (SotongWindow *window,
              gint64        id,
              const char   *title)
{
  SotongPane *pane = sotong_workbench_show_pane (sotong_window_get_workbench (window), "promise");

  if (pane != NULL && sotong_pane_get_context (pane) != NULL)
    gtk_window_present (GTK_WINDOW (sotong_promise_contents_new (pane, id, title)));
}

static void
give_command (SotongWindow *window,
              const char   *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;
  GtkWidget *where = GTK_WIDGET (window);

  if (!g_action_parse_detailed_name (detailed, &name, &target, NULL))
    return;
  if (!g_str_has_prefix (name, "win.") && !g_str_has_prefix (name, "app."))
    where = GTK_WIDGET (sotong_workbench_get_focused (sotong_window_get_workbench (window)));
  if (where != NULL)
    gtk_widget_activate_action_variant (where, name, target);
}

static void
do_entry (SotongWindow      *window,
          SotongPaletteKind  kind,
          gint64             id,
          const char        *action,
          const char        *title)
{
  SotongContext *context = sotong_window_get_context (window);

  if (context == NULL)
    return;
  switch (kind)
    {
    case SOTONG_PALETTE_COMMAND:
      give_command (window, action);
      break;
    case SOTONG_PALETTE_PANE:
      go_to_pane (window, action);
      break;
    case SOTONG_PALETTE_CAMPAIGN:
      sotong_context_set_campaign (context, id);
      go_to_pane (window, "calendar");
      break;
    case SOTONG_PALETTE_PROMISE:
      show_promise (window, id, title);
      break;
    case SOTONG_PALETTE_TOPIC:
      sotong_context_set_topic (context, id);
      go_to_pane (window, "trend");
      break;
    case SOTONG_PALETTE_SEARCH:
      sotong_store_read_async (sotong_context_get_store (context), search_job, g_memdup2 (&id, sizeof id), g_free,
                               (GDestroyNotify) search_free, NULL, search_cb, g_object_ref (window));
      break;
    case SOTONG_PALETTE_CONTENT:
      sotong_context_open_content (context, id);
      break;
    default:
      break;
    }
}

/* Things are remembered with their workspace. */
static char *
dup_used_key (SotongPalette            *self,
              const SotongPaletteEntry *entry)
{
  SotongContext *context = sotong_window_get_context (self->window);
  SotongStore *store = context != NULL ? sotong_context_get_store (context) : NULL;

  if (entry->id == 0 || store == NULL)
    return g_strdup (entry->key);
  return g_strdup_printf ("%s %s", sotong_store_get_uuid (store), entry->key);
}

/* The window is closed first: a command may open one of its own. */
static void
run (SotongPalette            *self,
     const SotongPaletteEntry *entry)
{
  g_autoptr(SotongWindow) window = g_object_ref (self->window);
  g_autofree char *key = dup_used_key (self, entry);
  g_autofree char *action = g_strdup (entry->action), *title = g_strdup (entry->title);
  SotongPaletteKind kind = entry->kind;
  gint64 id = entry->id;

  sotong_settings_add_used (sotong_window_get_settings (window), key);
  gtk_window_destroy (GTK_WINDOW (self));
  do_entry (window, kind, id, action, title);
}

/* ---- the rows ---- */

static const SotongPaletteEntry *
entry_of (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "entry") : NULL;
}

static void
add_label (GtkWidget  *box,
           const char *text,
           gboolean    dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), dim ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, !dim);
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
make_row (const SotongPaletteEntry *entry)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *name = g_strjoin (", ", entry->title, entry->note[0] != '\0' ? entry->note : entry->accel, NULL);

  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 5);
  gtk_widget_set_margin_bottom (box, 5);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (symbols[entry->kind]));
  add_label (box, entry->title, FALSE);
  if (entry->note[0] != '\0')
    add_label (box, entry->note, TRUE);
  if (entry->accel[0] != '\0')
    add_label (box, entry->accel, TRUE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE); /* the cursor stays where a person types */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (row), "entry", (gpointer) entry);
  return row;
}

/* The entry has the focus: it says what Enter would do. */
static void
selected_cb (SotongPalette *self,
             GtkListBoxRow *row)
{
  const SotongPaletteEntry *entry = entry_of (row);
  g_autofree char *text = NULL;

  if (entry == NULL)
    text = g_strdup (_("Nothing has this name"));
  else
    text = g_strjoin (", ", entry->title, entry->note[0] != '\0' ? entry->note : entry->accel, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
show_found (SotongPalette *self,
            GPtrArray     *found)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (found, i)));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_adjustment_set_value (self->adjustment, 0);
  gtk_stack_set_visible_child_name (self->stack, found->len > 0 || !self->read ? "list" : "empty");
  if (found->len == 0)
    selected_cb (self, NULL);
}

/* ---- finding ---- */

static GStrv
dup_used (SotongPalette *self)
{
  SotongContext *context = sotong_window_get_context (self->window);
  SotongStore *store = context != NULL ? sotong_context_get_store (context) : NULL;
  const char *uuid = store != NULL ? sotong_store_get_uuid (store) : "";
  g_auto(GStrv) all = sotong_settings_get_used (sotong_window_get_settings (self->window));
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; all[i] != NULL; i++)
    {
      const char *blank = strchr (all[i], ' ');

      if (blank == NULL || !g_str_has_prefix (all[i], uuid))
        g_strv_builder_add (builder, all[i]);
      else
        g_strv_builder_add (builder, blank + 1);
    }
  return g_strv_builder_end (builder);
}

static void
find_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_task_return_pointer (task, sotong_palette_find (task_data, MAX_ROWS, cancellable), (GDestroyNotify) g_ptr_array_unref);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongPalette) self = user_data;
  g_autoptr(GPtrArray) found = g_task_propagate_pointer (G_TASK (result), NULL);

  if (found == NULL) /* a newer question was asked, or nobody waits any more */
    return;
  self->pending = FALSE;
  show_found (self, found);
  if (self->entered && self->read)
    sotong_palette_enter (self);
}

static void
find (SotongPalette *self)
{
  SotongPaletteQuestion *question = g_new0 (SotongPaletteQuestion, 1);
  g_autoptr(GTask) task = NULL;

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  self->finding = g_cancellable_new ();
  question->commands = g_ptr_array_ref (self->commands);
  question->things = g_ptr_array_ref (self->things);
  question->used = dup_used (self);
  question->typed = sotong_search_typed_join (GTK_EDITABLE (self->entry), self->composed);
  self->pending = TRUE;
  /* Not its source object: the thread might be the last to let go of it. */
  task = g_task_new (NULL, self->finding, found_cb, g_object_ref (self));
  g_task_set_source_tag (task, find);
  g_task_set_task_data (task, question, (GDestroyNotify) sotong_palette_question_free);
  g_task_run_in_thread (task, find_thread);
}

/* The search follows in a moment; a key may come before it, and is not meant for what is still shown or on its way. */
static void
typed_cb (SotongPalette *self)
{
  g_cancellable_cancel (self->finding);
  self->pending = TRUE;
  self->entered = FALSE;
}

/* An input method has a syllable of Hangul until the next one begins: who looks for a name sees it found before. */
static void
composed_cb (SotongPalette *self,
             const char    *composed)
{
  if (self->window == NULL) /* it is being closed */
    return;
  g_free (self->composed);
  self->composed = *composed != '\0' ? g_strdup (composed) : NULL;
  find (self);
}

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_palette_read (db, error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongPalette) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *things = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (g_cancellable_is_cancelled (self->reading))
    {
      g_clear_pointer (&things, g_ptr_array_unref);
      return;
    }
  self->read = TRUE;
  if (things == NULL)
    {
      sotong_window_show_error (self->window, _("The contents could not be read"), error);
      return;
    }
  g_ptr_array_unref (self->things);
  self->things = things;
  find (self);
}

/* ---- keys ---- */

/* Keeps the chosen row in view. */
static void
scroll_to (SotongPalette *self,
           GtkListBoxRow *row)
{
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (self->adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

/**
 * sotong_palette_move:
 * @self: the palette
 * @by: how many rows down, or up below 0
 *
 * Chooses another row; it stops at the ends.
 */
void
sotong_palette_move (SotongPalette *self,
                     int            by)
{
  GtkListBoxRow *row;
  int at, last;

  g_return_if_fail (SOTONG_IS_PALETTE (self));

  row = gtk_list_box_get_selected_row (self->list);
  if (row == NULL)
    return;
  at = gtk_list_box_row_get_index (row);
  last = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (gtk_widget_get_last_child (GTK_WIDGET (self->list))));
  row = gtk_list_box_get_row_at_index (self->list, CLAMP (at + by, 0, last));
  gtk_list_box_select_row (self->list, row);
  scroll_to (self, row);
}

/**
 * sotong_palette_enter:
 * @self: the palette
 *
 * Does what is chosen and closes the palette; without anything chosen it stays. Where the newest question has no answer
 * yet, the first of the answer is done: Enter ends a syllable and comes with it.
 */
void
sotong_palette_enter (SotongPalette *self)
{
  const SotongPaletteEntry *entry;

  g_return_if_fail (SOTONG_IS_PALETTE (self));

  self->entered = self->pending; /* what is shown may answer an older question */
  entry = self->pending ? NULL : entry_of (gtk_list_box_get_selected_row (self->list));
  if (entry != NULL)
    run (self, entry);
}

static gboolean
key_pressed_cb (SotongPalette   *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  modifiers)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      sotong_palette_move (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      sotong_palette_move (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      sotong_palette_move (self, PAGE_ROWS);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      sotong_palette_move (self, -PAGE_ROWS);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      gtk_window_close (GTK_WINDOW (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
row_activated_cb (SotongPalette *self,
                  GtkListBoxRow *row)
{
  run (self, entry_of (row));
}

/* ---- the window ---- */

static void
sotong_palette_dispose (GObject *object)
{
  SotongPalette *self = SOTONG_PALETTE (object);

  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_clear_object (&self->window);
  G_OBJECT_CLASS (sotong_palette_parent_class)->dispose (object);
}

static void
sotong_palette_finalize (GObject *object)
{
  SotongPalette *self = SOTONG_PALETTE (object);

  g_clear_object (&self->reading);
  g_free (self->composed);
  g_clear_pointer (&self->commands, g_ptr_array_unref);
  g_clear_pointer (&self->things, g_ptr_array_unref);
  G_OBJECT_CLASS (sotong_palette_parent_class)->finalize (object);
}

static void
sotong_palette_class_init (SotongPaletteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_palette_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_palette_finalize;
}

static GtkWidget *
make_list (SotongPalette *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What was found"), -1);
  g_signal_connect_object (list, "row-selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  self->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  return scrolled;
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "edit-find-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Nothing has this name"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _("A part of a name is enough, or the first consonants of its syllables."));
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static void
sotong_palette_init (SotongPalette *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->reading = g_cancellable_new ();
  self->things = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_palette_entry_free);
  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->entry, "placeholder-text", _("Command, pane, campaign, topic, search or content"), "hexpand", TRUE,
                "search-delay", 0, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find anything by its name"), -1);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (find), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (sotong_palette_enter), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "preedit-changed", G_CALLBACK (composed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->entry));
  adw_header_bar_set_centering_policy (ADW_HEADER_BAR (header), ADW_CENTERING_POLICY_LOOSE);
  gtk_window_set_titlebar (GTK_WINDOW (self), header);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, make_list (self), "list");
  gtk_stack_add_named (self->stack, make_empty (), "empty");
  gtk_window_set_child (GTK_WINDOW (self), GTK_WIDGET (self->stack));
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 460);
  gtk_window_set_title (GTK_WINDOW (self), _("Find Anything"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->entry));
}

/**
 * sotong_palette_new:
 * @window: a window with an open workspace
 * @menu: its menu, whose commands are offered
 *
 * Returns: (transfer floating): the palette, not shown yet
 */
SotongPalette *
sotong_palette_new (SotongWindow *window,
                    GMenuModel   *menu)
{
  SotongPalette *self;
  SotongStore *store;

  g_return_val_if_fail (SOTONG_IS_WINDOW (window) && sotong_window_get_context (window) != NULL, NULL);

  self = g_object_new (SOTONG_TYPE_PALETTE, "transient-for", window, NULL);
  self->window = g_object_ref (window);
  self->commands = sotong_palette_commands (window, menu);
  store = sotong_context_get_store (sotong_window_get_context (window));
  self->read = store == NULL;
  if (store != NULL)
    sotong_store_read_async (store, read_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->reading, read_cb, g_object_ref (self));
  find (self);
  return self;
}

/**
 * sotong_palette_type:
 * @self: the palette
 * @text: what is looked for
 *
 * As if a person had typed it.
 */
void
sotong_palette_type (SotongPalette *self,
                     const char    *text)
{
  g_return_if_fail (SOTONG_IS_PALETTE (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  find (self);
}

/**
 * sotong_palette_is_busy:
 * @self: the palette
 *
 * Returns: whether the workspace is still being read, or the newest question has no answer yet
 */
gboolean
sotong_palette_is_busy (SotongPalette *self)
{
  g_return_val_if_fail (SOTONG_IS_PALETTE (self), FALSE);
  return !self->read || self->pending;
}

/**
 * sotong_palette_get_row:
 * @self: the palette
 * @n: how manieth from the top, from 0
 *
 * Returns: (transfer none) (nullable): the title of a row, or %NULL
 */
const char *
sotong_palette_get_row (SotongPalette *self,
                        guint          n)
{
  const SotongPaletteEntry *entry;

  g_return_val_if_fail (SOTONG_IS_PALETTE (self), NULL);

  entry = entry_of (gtk_list_box_get_row_at_index (self->list, (int) n));
  return entry != NULL ? entry->title : NULL;
}

/**
 * sotong_palette_has_action:
 * @self: the palette
 * @action: “win.refresh”
 *
 * Returns: whether a command of the palette gives it, with whatever target
 */
gboolean
sotong_palette_has_action (SotongPalette *self,
                           const char    *action)
{
  g_return_val_if_fail (SOTONG_IS_PALETTE (self), FALSE);

  for (guint i = 0; i < self->commands->len; i++)
    {
      const SotongPaletteEntry *entry = g_ptr_array_index (self->commands, i);
      g_autofree char *name = NULL;
      g_autoptr(GVariant) target = NULL;

      if (entry->kind == SOTONG_PALETTE_COMMAND && g_action_parse_detailed_name (entry->action, &name, &target, NULL) && g_str_equal (name, action))
        return TRUE;
    }
  return FALSE;
}
