/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-presentation.h"

#include <glib/gi18n.h>

#include "app/sotong-pane-registry.h"
#include "app/sotong-settings-private.h"

#define GROUP "Presentation"

#define DEFAULT_SECONDS 20
#define DEFAULT_TYPE_SIZE 150
#define MOST_SECONDS 3600

/**
 * SotongPresentation:
 *
 * Panes before an audience: one at a time fills the screen, in large type, and the next follows by itself or by a key. The
 * bar at the bottom says which it is and has the way out. The screen stays awake meanwhile.
 */
struct _SotongPresentation
{
  GObject             parent_instance;
  SotongWindow       *window;      /* (unowned) (nullable): owns this; %NULL once it has ended */
  SotongWorkbench    *workbench;   /* (unowned) */
  GPtrArray          *panes;       /* (owned) (element-type utf8) */
  guint               at;          /* which of them is shown */
  guint               seconds;     /* 0: until a person turns */
  guint               turn_id;
  guint               cookie;      /* of the screen that stays awake; 0: the desktop cannot */
  gulong              changed_id;
  gboolean            paused;
  gboolean            turning;     /* another pane is being shown */
  gboolean            was_full;    /* the window filled the screen before */
  guint               type_size;   /* per cent: what was chosen */
  char               *css_class;   /* (owned) (nullable): of the type's size, as it fits */
  GPtrArray          *hidden;      /* (owned) (element-type GtkWidget): what was hidden for it */
  GtkEventController *keys;        /* (unowned): of the window */
  GtkWidget          *bar;         /* (unowned) */
  GtkLabel           *title;       /* (unowned) */
  GtkButton          *pause;       /* (unowned) */
};

G_DEFINE_FINAL_TYPE (SotongPresentation, sotong_presentation, G_TYPE_OBJECT)

enum {
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- what is remembered ---- */

void
sotong_presentation_plan_free (SotongPresentationPlan *plan)
{
  g_strfreev (plan->panes);
  g_free (plan);
}

static guint
read_number (GKeyFile   *file,
             const char *key,
             guint       least,
             guint       most,
             guint       otherwise)
{
  g_autoptr(GError) error = NULL;
  int number = g_key_file_get_integer (file, GROUP, key, &error);

  return error != NULL || number < (int) least || number > (int) most ? otherwise : (guint) number;
}

/**
 * sotong_presentation_plan_read:
 * @settings: the person's settings
 *
 * Returns: (transfer full): what was chosen last; at first the panes that are seen in the centre, 20 seconds each
 */
SotongPresentationPlan *
sotong_presentation_plan_read (SotongSettings *settings)
{
  GKeyFile *file = sotong_settings_get_file (settings);
  SotongPresentationPlan *plan = g_new0 (SotongPresentationPlan, 1);

  plan->panes = g_key_file_get_string_list (file, GROUP, "panes", NULL, NULL);
  if (plan->panes == NULL)
    plan->panes = g_new0 (char *, 1);
  plan->seconds = read_number (file, "seconds", 0, MOST_SECONDS, DEFAULT_SECONDS);
  plan->type_size = read_number (file, "type-size", 100, 200, DEFAULT_TYPE_SIZE);
  return plan;
}

void
sotong_presentation_plan_write (SotongSettings               *settings,
                                const SotongPresentationPlan *plan)
{
  GKeyFile *file = sotong_settings_get_file (settings);

  g_key_file_set_string_list (file, GROUP, "panes", (const char * const *) plan->panes, g_strv_length (plan->panes));
  g_key_file_set_integer (file, GROUP, "seconds", (int) plan->seconds);
  g_key_file_set_integer (file, GROUP, "type-size", (int) plan->type_size);
  sotong_settings_touch (settings);
}

/* ---- turning ---- */

static gboolean
turn_cb (gpointer user_data)
{
  SotongPresentation *self = SOTONG_PRESENTATION (user_data);

  self->turn_id = 0;
  sotong_presentation_turn (self, 1);
  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (SotongPresentation *self)
{
  g_clear_handle_id (&self->turn_id, g_source_remove);
  if (!self->paused && self->seconds > 0 && self->panes->len > 1)
    self->turn_id = g_timeout_add_seconds (self->seconds, turn_cb, self);
}

static void
show_state (SotongPresentation *self)
{
  g_autofree char *name = sotong_pane_registry_title (g_ptr_array_index (self->panes, self->at));
  gboolean stands = self->paused || self->seconds == 0;
  g_autofree char *text = NULL;

  if (stands && self->seconds > 0)
    /* Translators: the presentation: a pane's name, which it is, of how many. */
    text = g_strdup_printf (_("%s · %u of %u · paused"), name, self->at + 1, self->panes->len);
  else
    /* Translators: the presentation: a pane's name, which it is, of how many. */
    text = g_strdup_printf (_("%s · %u of %u"), name, self->at + 1, self->panes->len);
  gtk_label_set_text (self->title, text);
  gtk_button_set_label (self->pause, self->paused ? _("_Go On") : _("_Pause"));
  gtk_widget_set_visible (GTK_WIDGET (self->pause), self->seconds > 0 && self->panes->len > 1);
}

static void
set_css_class (SotongPresentation *self,
               char               *css_class)
{
  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->workbench), self->css_class);
  g_free (self->css_class);
  self->css_class = css_class;
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->workbench), css_class);
}

/* The type as large as was chosen, or as large as this pane can be on this screen. */
static void
set_type (SotongPresentation *self)
{
  static const guint sizes[] = { 200, 175, 150, 125, 100 };
  GtkWidget *window = GTK_WIDGET (self->window);
  int width = gtk_widget_get_width (window), height = gtk_widget_get_height (window);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      int least_width, least_height;

      if (sizes[i] > self->type_size)
        continue;
      set_css_class (self, g_strdup_printf ("type-%u", sizes[i]));
      gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
      gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, -1, &least_height, NULL, NULL, NULL);
      if (least_width <= width && least_height <= height)
        break;
    }
}

static void
show_pane (SotongPresentation *self)
{
  self->turning = TRUE;
  sotong_workbench_show_alone (self->workbench, g_ptr_array_index (self->panes, self->at));
  self->turning = FALSE;
  set_type (self);
}

/**
 * sotong_presentation_turn:
 * @self: the presentation
 * @by: 1 for the next pane, -1 for the one before
 *
 * Shows another pane, round and round, which has its full time.
 */
void
sotong_presentation_turn (SotongPresentation *self,
                          int                 by)
{
  g_return_if_fail (SOTONG_IS_PRESENTATION (self));

  if (self->window == NULL)
    return;
  self->at = (guint) (((int) self->at + by) % (int) self->panes->len + (int) self->panes->len) % self->panes->len;
  show_pane (self);
  show_state (self);
  wait_for_turn (self);
}

/**
 * sotong_presentation_set_paused:
 * @self: the presentation
 * @paused: whether the pane that is shown stays
 */
void
sotong_presentation_set_paused (SotongPresentation *self,
                                gboolean            paused)
{
  g_return_if_fail (SOTONG_IS_PRESENTATION (self));

  if (self->window == NULL)
    return;
  self->paused = paused;
  show_state (self);
  wait_for_turn (self);
}

/**
 * sotong_presentation_is_running:
 * @self: the presentation
 *
 * Returns: whether the next pane comes by itself
 */
gboolean
sotong_presentation_is_running (SotongPresentation *self)
{
  g_return_val_if_fail (SOTONG_IS_PRESENTATION (self), FALSE);
  return self->turn_id != 0;
}

/* Returns: (transfer none) (nullable): the bar with its commands; %NULL once it has ended */
GtkWidget *
sotong_presentation_get_bar (SotongPresentation *self)
{
  g_return_val_if_fail (SOTONG_IS_PRESENTATION (self), NULL);
  return self->bar;
}

/* ---- its commands ---- */

static void
next_cb (SotongPresentation *self)
{
  sotong_presentation_turn (self, 1);
}

static void
previous_cb (SotongPresentation *self)
{
  sotong_presentation_turn (self, -1);
}

static void
pause_cb (SotongPresentation *self)
{
  sotong_presentation_set_paused (self, !self->paused);
}

static void
end_cb (SotongPresentation *self)
{
  sotong_presentation_end (self);
}

/* The keys of a pane work in it: only what no pane needs is taken from one that has the focus. */
static gboolean
key_pressed_cb (SotongPresentation *self,
                guint               keyval,
                guint               keycode,
                GdkModifierType     modifiers)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  gboolean in_pane = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->workbench));

  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != 0 || (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Escape)
    sotong_presentation_end (self);
  else if (keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_KP_Page_Down || (keyval == GDK_KEY_Right && !in_pane))
    sotong_presentation_turn (self, 1);
  else if (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_KP_Page_Up || (keyval == GDK_KEY_Left && !in_pane))
    sotong_presentation_turn (self, -1);
  else if (keyval == GDK_KEY_Pause || (keyval == GDK_KEY_space && !in_pane && focus == GTK_WIDGET (self->pause)))
    sotong_presentation_set_paused (self, !self->paused);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static GtkWidget *
add_button (SotongPresentation *self,
            const char         *label,
            const char         *tooltip,
            void              (*callback) (SotongPresentation *self))
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_object (button, "clicked", G_CALLBACK (callback), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->bar), button);
  return button;
}

static void
make_bar (SotongPresentation *self)
{
  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->bar, "presentation-bar");
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_box_append (GTK_BOX (self->bar), GTK_WIDGET (self->title));
  add_button (self, _("Pre_vious"), _("The pane before (Page Up)"), previous_cb);
  self->pause = GTK_BUTTON (add_button (self, _("_Pause"), _("Stay at this pane, or go on (Pause)"), pause_cb));
  add_button (self, _("_Next"), _("The next pane (Page Down)"), next_cb);
  add_button (self, _("_End Presentation"), _("Back to the window (Esc)"), end_cb);
}

/* ---- beginning and ending ---- */

/* Whoever asks for another pane sees all of them again. */
static void
changed_cb (SotongPresentation *self)
{
  if (!self->turning && !sotong_workbench_is_maximized (self->workbench))
    sotong_presentation_end (self);
}

/* Everything of the window but its panes. */
static void
hide_around (SotongPresentation *self)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (self->window));

  for (GtkWidget *child = gtk_widget_get_first_child (content); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && !gtk_widget_is_ancestor (GTK_WIDGET (self->workbench), child))
      {
        gtk_widget_set_visible (child, FALSE);
        g_ptr_array_add (self->hidden, g_object_ref (child));
      }
  make_bar (self);
  gtk_box_append (GTK_BOX (content), self->bar);
}

static void
show_around (SotongPresentation *self)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (self->window));

  gtk_box_remove (GTK_BOX (content), self->bar);
  self->bar = NULL;
  for (guint i = 0; i < self->hidden->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->hidden, i), TRUE);
  g_ptr_array_set_size (self->hidden, 0);
}

static void
keep_awake (SotongPresentation *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));

  if (application != NULL)
    self->cookie = gtk_application_inhibit (application, GTK_WINDOW (self->window), GTK_APPLICATION_INHIBIT_IDLE, _("A presentation is on the screen."));
}

/**
 * sotong_presentation_end:
 * @self: the presentation
 *
 * Brings back the window as it was.
 */
void
sotong_presentation_end (SotongPresentation *self)
{
  g_autoptr(SotongPresentation) keep = NULL;
  GtkApplication *application;

  g_return_if_fail (SOTONG_IS_PRESENTATION (self));

  if (self->window == NULL)
    return;
  keep = g_object_ref (self);
  g_clear_handle_id (&self->turn_id, g_source_remove);
  g_clear_signal_handler (&self->changed_id, self->workbench);
  application = gtk_window_get_application (GTK_WINDOW (self->window));
  if (self->cookie != 0 && application != NULL)
    gtk_application_uninhibit (application, self->cookie);
  gtk_widget_remove_controller (GTK_WIDGET (self->window), self->keys);
  gtk_widget_remove_css_class (GTK_WIDGET (self->workbench), self->css_class);
  show_around (self);
  if (!self->was_full)
    gtk_window_unfullscreen (GTK_WINDOW (self->window));
  self->window = NULL;
  sotong_workbench_unmaximize (self->workbench);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static void
sotong_presentation_finalize (GObject *object)
{
  SotongPresentation *self = SOTONG_PRESENTATION (object);

  g_clear_handle_id (&self->turn_id, g_source_remove);
  g_ptr_array_unref (self->panes);
  g_ptr_array_unref (self->hidden);
  g_free (self->css_class);
  G_OBJECT_CLASS (sotong_presentation_parent_class)->finalize (object);
}

static void
sotong_presentation_class_init (SotongPresentationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_presentation_finalize;

  /**
   * SotongPresentation::ended:
   *
   * The window is as it was.
   */
  signals[SIGNAL_ENDED] =
    g_signal_new ("ended", SOTONG_TYPE_PRESENTATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sotong_presentation_init (SotongPresentation *self)
{
  self->panes = g_ptr_array_new_with_free_func (g_free);
  self->hidden = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Those that were chosen and are known, else those that are seen. */
static void
choose_panes (SotongPresentation           *self,
              const SotongPresentationPlan *plan)
{
  g_auto(GStrv) seen = sotong_workbench_list_seen (self->workbench);

  for (guint i = 0; plan->panes[i] != NULL; i++)
    if (sotong_pane_registry_lookup (plan->panes[i]) != NULL)
      g_ptr_array_add (self->panes, g_strdup (plan->panes[i]));
  for (guint i = 0; plan->panes[0] == NULL && seen[i] != NULL; i++)
    g_ptr_array_add (self->panes, g_strdup (seen[i]));
  if (self->panes->len == 0)
    g_ptr_array_add (self->panes, g_strdup ("calendar"));
}

/**
 * sotong_presentation_new:
 * @window: a window with an open workspace
 * @plan: what is shown
 *
 * Begins: the window fills the screen.
 *
 * Returns: (transfer full): the presentation, for @window to keep until it has ended
 */
SotongPresentation *
sotong_presentation_new (SotongWindow                 *window,
                         const SotongPresentationPlan *plan)
{
  SotongPresentation *self;

  g_return_val_if_fail (SOTONG_IS_WINDOW (window), NULL);

  self = g_object_new (SOTONG_TYPE_PRESENTATION, NULL);
  self->window = window;
  self->workbench = sotong_window_get_workbench (window);
  self->seconds = plan->seconds;
  self->type_size = plan->type_size;
  self->was_full = gtk_window_is_fullscreen (GTK_WINDOW (window));
  choose_panes (self, plan);
  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), self->keys);
  gtk_window_fullscreen (GTK_WINDOW (window));
  keep_awake (self);
  show_pane (self);
  hide_around (self); /* the range's bar too, which may have come with the pane just now */
  set_type (self);
  self->changed_id = g_signal_connect_swapped (self->workbench, "changed", G_CALLBACK (changed_cb), self);
  show_state (self);
  wait_for_turn (self);
  gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->pause)) ? GTK_WIDGET (self->pause) : gtk_widget_get_last_child (self->bar));
  return self;
}
