/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-promise-row.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-promise-bar.h"
#include "app/sotong-lazy-menu.h"
#include "util/sotong-won.h"

/**
 * SotongPromiseRow:
 *
 * A promise: its name, its figures, a bar of them, and whether it will be met. Its actions concern it alone;
 * whoever holds the row says with signals what they do.
 */
struct _SotongPromiseRow
{
  GtkListBoxRow     parent_instance;
  gint64            id;
  char             *name;    /* (owned) */
  GtkLabel         *title;
  GtkLabel         *figures;
  SotongPromiseBar *bar;
  GtkImage         *sign;
  GtkLabel         *verdict;
  GtkMenuButton    *menu;
};

G_DEFINE_FINAL_TYPE (SotongPromiseRow, sotong_promise_row, GTK_TYPE_LIST_BOX_ROW)

enum {
  SIGNAL_EDIT,
  SIGNAL_REMOVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* A picture and a colour beside the words. */
static const struct {
  const char *icon;
  const char *css;
} signs[] = {
  [SOTONG_VERDICT_UNKNOWN] = { "dialog-question-symbolic", "dim-label" },
  [SOTONG_VERDICT_NOT_BEGUN] = { "content-loading-symbolic", "dim-label" },
  [SOTONG_VERDICT_ON_TRACK] = { "object-select-symbolic", "success" },
  [SOTONG_VERDICT_LATE] = { "sotong-warning-symbolic", "warning" },
  [SOTONG_VERDICT_MET] = { "emblem-ok-symbolic", "success" },
  [SOTONG_VERDICT_MISSED] = { "dialog-error-symbolic", "error" },
};

static void
edit_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_EDIT], 0);
}

static void
remove_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REMOVE], 0);
}

static void
contents_action (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  g_signal_emit_by_name (widget, "activate");
}

static void
sotong_promise_row_finalize (GObject *object)
{
  g_free (SOTONG_PROMISE_ROW (object)->name);
  G_OBJECT_CLASS (sotong_promise_row_parent_class)->finalize (object);
}

static void
sotong_promise_row_class_init (SotongPromiseRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sotong_promise_row_finalize;
  signals[SIGNAL_EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "promise.contents", NULL, contents_action);
  gtk_widget_class_install_action (widget_class, "promise.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "promise.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "promise.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "promise.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "promise.remove", NULL); /* last: it is the one that the menu names */
}

static GtkWidget *
make_label (float       xalign,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_head (SotongPromiseRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr(GMenu) menu = g_menu_new ();

  self->title = GTK_LABEL (make_label (0, NULL));
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  self->figures = GTK_LABEL (make_label (1, "numeric"));
  g_menu_append (menu, _("Show the _Contents"), "promise.contents");
  g_menu_append (menu, _("_Change…"), "promise.edit");
  g_menu_append (menu, _("_Remove"), "promise.remove");
  self->menu = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->menu, "sotong-more-symbolic");
  sotong_lazy_menu_set (self->menu, G_MENU_MODEL (menu));
  gtk_widget_add_css_class (GTK_WIDGET (self->menu), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->menu), "row-menu");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu), _("What can be done with the promise"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What can be done with the promise"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->figures));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->menu));
  return box;
}

static void
pressed_cb (SotongPromiseRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  sotong_promise_row_open_menu (self);
}

static gboolean
key_pressed_cb (SotongPromiseRow *self,
                guint             keyval,
                guint             keycode,
                GdkModifierType   modifiers)
{
  if (keyval != GDK_KEY_Menu && (keyval != GDK_KEY_F10 || (modifiers & GDK_SHIFT_MASK) == 0))
    return GDK_EVENT_PROPAGATE;
  sotong_promise_row_open_menu (self);
  return GDK_EVENT_STOP;
}

static void
sotong_promise_row_init (SotongPromiseRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "promise");
  self->bar = SOTONG_PROMISE_BAR (sotong_promise_bar_new ());
  self->sign = GTK_IMAGE (g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  self->verdict = GTK_LABEL (make_label (0, "caption"));
  gtk_label_set_wrap (self->verdict, TRUE);
  gtk_label_set_wrap_mode (self->verdict, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_valign (GTK_WIDGET (self->sign), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->sign));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->verdict));
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (box), line);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
sotong_promise_row_new (void)
{
  return g_object_new (SOTONG_TYPE_PROMISE_ROW, NULL);
}

static char *
figures_of (const SotongDeliverable *target)
{
  g_autofree char *done = sotong_number_group (target->done), *promised = sotong_number_group (target->quantity);

  /* Translators: how much of what was promised is done, and its unit, as in: 312 / 500 posts */
  return g_strchomp (g_strdup_printf (_("%1$s / %2$s %3$s"), done, promised, target->unit));
}

/* All that the row shows, in words: for whoever does not see the bar. */
static void
describe (SotongPromiseRow    *self,
          const char          *figures,
          const SotongPromise *promise)
{
  g_autofree char *verdict = sotong_promise_describe (promise), *pace = sotong_promise_describe_pace (promise);
  g_autofree char *parts = g_strdup_printf (_("%1$s done, %2$d scheduled, %3$d in draft."), figures, (int) promise->scheduled, (int) promise->draft);
  g_autofree char *text = g_strdup_printf ("%s %s %s", parts, verdict, pace);
  g_autofree char *tooltip = g_strdup_printf ("%s\n%s\n%s\n%s", self->name, parts, verdict, pace);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/**
 * sotong_promise_row_show:
 * @self: a row
 * @target: what was promised
 * @promise: how it stands
 *
 * Shows a promise in the row, which keeps the focus if it has it.
 */
void
sotong_promise_row_show (SotongPromiseRow        *self,
                         const SotongDeliverable *target,
                         const SotongPromise     *promise)
{
  g_autofree char *figures = figures_of (target), *brief = sotong_promise_describe_briefly (promise);
  SotongBullet bullet = { { (double) promise->done, (double) promise->scheduled, (double) promise->draft }, (double) promise->promised,
                          (double) promise->pace };

  g_return_if_fail (SOTONG_IS_PROMISE_ROW (self));

  self->id = target->id;
  g_free (self->name);
  self->name = sotong_promise_name (target);
  gtk_label_set_text (self->title, self->name);
  gtk_label_set_text (self->figures, figures);
  gtk_label_set_text (self->verdict, brief);
  gtk_image_set_from_icon_name (self->sign, signs[promise->verdict].icon);
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->sign), signs[i].css);
  gtk_widget_add_css_class (GTK_WIDGET (self->sign), signs[promise->verdict].css);
  sotong_promise_bar_set (self->bar, &bullet);
  describe (self, figures, promise);
}

gint64
sotong_promise_row_get_id (SotongPromiseRow *self)
{
  g_return_val_if_fail (SOTONG_IS_PROMISE_ROW (self), 0);
  return self->id;
}

const char *
sotong_promise_row_get_name (SotongPromiseRow *self)
{
  g_return_val_if_fail (SOTONG_IS_PROMISE_ROW (self), NULL);
  return self->name;
}

void
sotong_promise_row_open_menu (SotongPromiseRow *self)
{
  g_return_if_fail (SOTONG_IS_PROMISE_ROW (self));
  gtk_menu_button_popup (self->menu);
}
