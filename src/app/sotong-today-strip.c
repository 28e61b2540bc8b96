/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-today-strip.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-text.h"
#include "plan/sotong-month.h"
#include "store/sotong-today.h"

#define REFRESH_S 60  /* what is due within two hours changes with the time alone */
#define MAX_ROWS 50

/**
 * SotongTodayStrip:
 *
 * A line below the panes that says how the day stands: what went out, what failed, what was not corrected or taken down, what waits for approval, what
 * is due within two hours, which accounts are not let in, of which figures cannot be read, and which cases of citizens are due. Each number
 * opens the list behind it, from which a content opens in the editor and an account is shown.
 */
struct _SotongTodayStrip
{
  AdwBin          parent_instance;
  SotongContext  *context;      /* (owned) (nullable) */
  GCancellable   *cancellable;  /* (owned) (nullable): of the last question */
  gulong          changed_id;
  guint           refresh_id;
  SotongToday    *today;        /* (owned) (nullable) */
  GtkWidget      *box;          /* (unowned) */
  GtkLabel       *problem;      /* (unowned) */
  GtkMenuButton  *buttons[SOTONG_TODAY_N_KINDS];  /* (unowned) */
};

G_DEFINE_FINAL_TYPE (SotongTodayStrip, sotong_today_strip, ADW_TYPE_BIN)

static char *
count_text (int   kind,
            guint n)
{
  switch ((SotongTodayKind) kind)
    {
    case SOTONG_TODAY_PUBLISHED:
      return g_strdup_printf (_("Published today: %u"), n);
    case SOTONG_TODAY_FAILED:
      return g_strdup_printf (_("Failed: %u"), n);
    case SOTONG_TODAY_UNSENT:
      return g_strdup_printf (_("Not corrected or taken down: %u"), n);
    case SOTONG_TODAY_WAITING:
      return g_strdup_printf (_("Waiting for approval: %u"), n);
    case SOTONG_TODAY_DUE:
      return g_strdup_printf (_("Due in two hours: %u"), n);
    case SOTONG_TODAY_CASES:
      return g_strdup_printf (_("Cases due or overdue: %u"), n);
    case SOTONG_TODAY_FIGURES:
      return g_strdup_printf (_("Figures not read: %u"), n);
    case SOTONG_TODAY_SIGN_IN:
    case SOTONG_TODAY_N_KINDS:
    default:
      return g_strdup_printf (_("Accounts not let in: %u"), n);
    }
}

static const char *const empty_texts[SOTONG_TODAY_N_KINDS] = {
  N_("Nothing went out today."), N_("Nothing has failed."), N_("No correction failed to arrive."), N_("Nothing waits for approval."),
  N_("Nothing is due within two hours."), N_("Every account is let in."), N_("All figures could be read."),
  N_("No case is due today, and none is overdue."),
};

static void
show_count (SotongTodayStrip *self,
            int               kind)
{
  static const char *const styles[SOTONG_TODAY_N_KINDS] = { NULL, "error", "error", NULL, NULL, "warning", "warning", "warning" };
  GtkMenuButton *button = self->buttons[kind];
  guint n = self->today->items[kind]->len;
  g_autofree char *text = count_text (kind, n);

  gtk_menu_button_set_label (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1); /* of the button around it */
  if (styles[kind] != NULL && n > 0)
    gtk_widget_add_css_class (GTK_WIDGET (button), styles[kind]);
  else if (styles[kind] != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (button), styles[kind]);
}

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 day = sotong_month_day_of_time (sotong_db_now (db), zone);

  return sotong_today_read (db, (SotongRange) { sotong_month_day_start (day, zone), sotong_month_day_start (day + 1, zone) }, error);
}

/* What is rare is shown only where there is any: the line is short of room. */
static gboolean
is_rare (int kind)
{
  return kind == SOTONG_TODAY_UNSENT || kind == SOTONG_TODAY_FIGURES;
}

/* Numbers that cannot be had are not shown as if there were none. */
static void
show_problem (SotongTodayStrip *self,
              const char       *message)
{
  /* Translators: %s is a sentence. */
  g_autofree char *text = g_strdup_printf (_("How the day stands was not read: %s"), message);

  for (int i = 0; i < SOTONG_TODAY_N_KINDS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->buttons[i]), FALSE);
  gtk_label_set_text (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_set_visible (self->box, TRUE);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongTodayStrip) self = user_data;
  g_autoptr(GError) error = NULL;
  SotongToday *today = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (self->cancellable == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    {
      sotong_today_free (today);
      return;
    }
  g_clear_object (&self->cancellable);
  if (today == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  sotong_today_free (self->today);
  self->today = today;
  for (int i = 0; i < SOTONG_TODAY_N_KINDS; i++)
    {
      show_count (self, i);
      gtk_widget_set_visible (GTK_WIDGET (self->buttons[i]), !is_rare (i) || self->today->items[i]->len > 0);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_widget_set_visible (self->box, TRUE);
}

static void
stop_reading (SotongTodayStrip *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_again (SotongTodayStrip *self)
{
  SotongStore *store = self->context != NULL ? sotong_context_get_store (self->context) : NULL;

  stop_reading (self);
  if (store == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  sotong_store_read_async (store, read_job, NULL, NULL, (GDestroyNotify) sotong_today_free, self->cancellable, read_cb, g_object_ref (self));
}

static gboolean
refresh_cb (gpointer user_data)
{
  read_again (SOTONG_TODAY_STRIP (user_data));
  return G_SOURCE_CONTINUE;
}

/* ---- the list behind a number ---- */

static void
row_activated_cb (GtkListBox    *list,
                  GtkListBoxRow *row,
                  gpointer       user_data)
{
  SotongTodayStrip *self = SOTONG_TODAY_STRIP (user_data);
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_POPOVER);
  int kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (list), "kind"));
  guint index = (guint) gtk_list_box_row_get_index (row);
  const SotongTodayItem *item = self->today != NULL && index < self->today->items[kind]->len
    ? g_ptr_array_index (self->today->items[kind], index) : NULL;
  gint64 content = item != NULL ? item->content_id : 0, channel = item != NULL ? item->channel_id : 0;

  gtk_popover_popdown (GTK_POPOVER (popover));
  if (kind == SOTONG_TODAY_CASES)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.go-to-pane", "s", "cases");
  else if (content > 0)
    sotong_context_open_copy (self->context, content, channel);
  else if (channel > 0)
    sotong_context_set_channel (self->context, channel);
}

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40); /* narrower than the list: so high is the list made */
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
new_row (SotongTodayStrip      *self,
         const SotongTodayItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *at = item->at != SOTONG_NONE ? sotong_calendar_text_moment (item->at, sotong_context_get_zone (self->context)) : NULL;
  g_autofree char *where = at != NULL ? g_strdup_printf ("%s · %s", at, item->channel) : g_strdup (item->channel);

  if (*item->title != '\0')
    gtk_box_append (GTK_BOX (box), new_label (item->title, "heading"));
  gtk_box_append (GTK_BOX (box), new_label (where, *item->title != '\0' ? "dim-label" : "heading"));
  if (*item->note != '\0')
    gtk_box_append (GTK_BOX (box), new_label (item->note, NULL));
  return box;
}

/* Made when it is asked for: a person seldom looks behind all of them. */
static void
create_popup_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  SotongTodayStrip *self = SOTONG_TODAY_STRIP (user_data);
  GtkWidget *popover = gtk_popover_new (), *scrolled = gtk_scrolled_window_new (), *list = gtk_list_box_new ();
  int kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind"));
  GPtrArray *items = self->today != NULL ? self->today->items[kind] : NULL;

  g_object_set_data (G_OBJECT (list), "kind", GINT_TO_POINTER (kind));
  for (guint i = 0; items != NULL && i < items->len && i < MAX_ROWS; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), new_row (self, g_ptr_array_index (items, i)));
  gtk_list_box_set_placeholder (GTK_LIST_BOX (list), new_label (_(empty_texts[kind]), "dim-label"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_menu_button_get_label (button), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_widget_set_size_request (scrolled, 380, -1);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_menu_button_set_popover (button, popover);
}

/* ---- the class ---- */

static void
sotong_today_strip_dispose (GObject *object)
{
  SotongTodayStrip *self = SOTONG_TODAY_STRIP (object);

  sotong_today_strip_set_context (self, NULL);
  G_OBJECT_CLASS (sotong_today_strip_parent_class)->dispose (object);
}

static void
sotong_today_strip_class_init (SotongTodayStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_today_strip_dispose;
}

static void
sotong_today_strip_init (SotongTodayStrip *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->box, "today-strip");
  for (int i = 0; i < SOTONG_TODAY_N_KINDS; i++)
    {
      self->buttons[i] = GTK_MENU_BUTTON (gtk_menu_button_new ());
      g_object_set_data (G_OBJECT (self->buttons[i]), "kind", GINT_TO_POINTER (i));
      gtk_menu_button_set_has_frame (self->buttons[i], FALSE);
      gtk_menu_button_set_direction (self->buttons[i], GTK_ARROW_UP);
      gtk_menu_button_set_create_popup_func (self->buttons[i], create_popup_cb, self, NULL);
      gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->buttons[i]));
    }
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->problem, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->problem));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Today"), -1);
  gtk_widget_set_visible (self->box, FALSE);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/**
 * sotong_today_strip_set_context:
 * @self: the strip
 * @context: (nullable): whose workspace it tells of
 */
void
sotong_today_strip_set_context (SotongTodayStrip *self,
                                SotongContext    *context)
{
  g_return_if_fail (SOTONG_IS_TODAY_STRIP (self));

  if (self->changed_id != 0)
    g_signal_handler_disconnect (sotong_context_get_store (self->context), self->changed_id);
  self->changed_id = 0;
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  stop_reading (self);
  g_clear_pointer (&self->today, sotong_today_free);
  g_set_object (&self->context, context);
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_set_visible (self->box, FALSE);
  if (context == NULL || sotong_context_get_store (context) == NULL)
    return;
  self->changed_id = g_signal_connect_swapped (sotong_context_get_store (context), "changed", G_CALLBACK (read_again), self);
  self->refresh_id = g_timeout_add_seconds (REFRESH_S, refresh_cb, self);
  read_again (self);
}

/**
 * sotong_today_strip_is_reading:
 * @self: the strip
 *
 * Returns: whether an answer of the store is awaited
 */
gboolean
sotong_today_strip_is_reading (SotongTodayStrip *self)
{
  g_return_val_if_fail (SOTONG_IS_TODAY_STRIP (self), FALSE);
  return self->cancellable != NULL;
}
