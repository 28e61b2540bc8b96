/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-frame-header.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sotong-lazy-menu.h"
#include "app/sotong-pane-registry.h"
#include "app/sotong-tooltip.h"
#include "app/sotong-workbench.h"

#define WHEEL_STEP 40 /* pixels */

/**
 * SotongFrameHeader:
 *
 * The head of a frame in the dock: a tab with icon and title per pane, and a menu by which the
 * keyboard can do what dragging a tab does. It takes every kind of pane, unlike libpanel's
 * headers, so that panes go anywhere.
 *
 * Tabs and drag-and-drop are a [class@Panel.FrameSwitcher]'s, whose drag needs the library's
 * private part. It shows a title only where there is no icon, so panes have none and the
 * symbol is put beside the title here.
 */
struct _SotongFrameHeader
{
  GtkWidget           parent_instance;
  PanelFrame         *frame;        /* (unowned) (nullable): our parent */
  GtkSelectionModel  *pages;        /* (owned) (nullable) */
  GtkScrolledWindow  *scroller;     /* (unowned): template child: where there are more tabs than fit */
  PanelFrameSwitcher *switcher;     /* (unowned): template child */
  GtkMenuButton      *menu_button;  /* (unowned): template child */
  GMenuModel         *pane_menu;    /* (unowned): of the template */
  guint               reveal_id;    /* the tab in front is to be brought to where it is seen */
};

static void header_iface_init (PanelFrameHeaderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SotongFrameHeader, sotong_frame_header, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (PANEL_TYPE_FRAME_HEADER, header_iface_init))

typedef enum {
  PROP_FRAME = 1,
} SotongFrameHeaderProperty;

/* Puts the symbol before the title that the switcher has just made. The switcher makes a new
 * one whenever something of the page changes, and this is called again. */
static void
tab_child_cb (GtkButton *tab)
{
  const char *symbol = g_object_get_data (G_OBJECT (tab), "sotong-symbol");
  GtkWidget *label = gtk_button_get_child (tab);
  GtkWidget *box;

  if (!GTK_IS_LABEL (label))
    return;
  sotong_tooltip_set (GTK_WIDGET (tab), gtk_label_get_text (GTK_LABEL (label)));
  if (symbol == NULL)
    return;

  g_object_ref (label);
  gtk_button_set_child (tab, NULL);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (symbol));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (tab, box);
  g_object_unref (label);
}

/* Tabs keep their whole titles; where they are too many for the width they scroll, and the one in front,
 * or the one that the keyboard is on, is brought to where it is seen. */
static void
reveal_tab (SotongFrameHeader *self,
            GtkWidget         *tab)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  graphene_rect_t bounds;

  /* What has no place yet would be at the beginning, as wide as its padding. */
  if (gtk_widget_get_width (tab) > 0 && gtk_widget_compute_bounds (tab, GTK_WIDGET (self->switcher), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.x, bounds.origin.x + bounds.size.width);
}

static gboolean
reveal_front_cb (gpointer user_data)
{
  SotongFrameHeader *self = SOTONG_FRAME_HEADER (user_data);
  GtkWidget *front = NULL, *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->switcher));

  self->reveal_id = 0;
  for (GtkWidget *tab = gtk_widget_get_first_child (GTK_WIDGET (self->switcher));
       tab != NULL;
       tab = gtk_widget_get_next_sibling (tab))
    if (GTK_IS_TOGGLE_BUTTON (tab) && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tab)))
      front = tab;
  if (focus != NULL && gtk_widget_has_focus (focus))
    reveal_tab (self, focus);
  else if (front != NULL)
    reveal_tab (self, front);
  return G_SOURCE_REMOVE;
}

/* After the next layout: before it, tabs that are new have no place yet. */
static void
queue_reveal (SotongFrameHeader *self)
{
  if (self->reveal_id == 0 && self->scroller != NULL)
    self->reveal_id = g_idle_add (reveal_front_cb, self);
}

/* A tab may have the focus for a moment only, as when another pane is asked for: then it goes on to that. */
static void
tab_focus_cb (SotongFrameHeader *self)
{
  queue_reveal (self);
}

/* A wheel has one direction, and so have the tabs. */
static gboolean
scroll_cb (SotongFrameHeader        *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  double room = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (room <= 0)
    return GDK_EVENT_PROPAGATE;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + (dx + dy) * WHEEL_STEP);
  return GDK_EVENT_STOP;
}

static SotongWorkbench *
workbench (SotongFrameHeader *self)
{
  return SOTONG_WORKBENCH (gtk_widget_get_ancestor (GTK_WIDGET (self), SOTONG_TYPE_WORKBENCH));
}

/* Who clicks a tab wants to work in its pane: the keyboard goes there, and not to what stands before it in the window. A key on
 * the tab leaves the focus on it. */
static void
tab_clicked_cb (GtkWidget         *tab,
                SotongFrameHeader *self)
{
  PanelWidget *pane = self->frame != NULL ? panel_frame_get_visible_child (self->frame) : NULL;

  if (SOTONG_IS_PANE (pane) && !gtk_widget_has_focus (tab))
    sotong_workbench_go_to (workbench (self), panel_widget_get_id (pane));
}

/* The switcher makes all tabs anew when a page comes or goes. */
static void
update_tabs (SotongFrameHeader *self)
{
  guint position = 0;

  for (GtkWidget *tab = gtk_widget_get_first_child (GTK_WIDGET (self->switcher));
       tab != NULL;
       tab = gtk_widget_get_next_sibling (tab))
    {
      PanelWidget *pane = panel_frame_get_page (self->frame, position++);

      if (!GTK_IS_BUTTON (tab) || !SOTONG_IS_PANE (pane))
        continue;
      g_object_set_data_full (G_OBJECT (tab), "sotong-symbol",
                              g_strdup (sotong_pane_get_symbol (SOTONG_PANE (pane))), g_free);
      gtk_widget_set_focus_on_click (tab, FALSE);
      if (g_signal_handler_find (tab, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, tab_child_cb, NULL) == 0)
        {
          g_signal_connect (tab, "notify::child", G_CALLBACK (tab_child_cb), NULL);
          g_signal_connect_object (tab, "clicked", G_CALLBACK (tab_clicked_cb), self, 0);
          g_signal_connect_object (tab, "notify::has-focus", G_CALLBACK (tab_focus_cb), self, G_CONNECT_SWAPPED);
        }
      tab_child_cb (GTK_BUTTON (tab));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), position > 0);
}

static void
set_frame (SotongFrameHeader *self,
           PanelFrame        *frame)
{
  if (self->frame == frame)
    return;
  if (self->pages != NULL)
    g_signal_handlers_disconnect_by_func (self->pages, update_tabs, self);
  g_clear_object (&self->pages);
  self->frame = frame;
  panel_frame_header_set_frame (PANEL_FRAME_HEADER (self->switcher), frame);
  if (frame != NULL)
    {
      self->pages = panel_frame_get_pages (frame);
      g_signal_connect_swapped (self->pages, "items-changed", G_CALLBACK (update_tabs), self);
      update_tabs (self);
    }
  g_object_notify (G_OBJECT (self), "frame");
}

static SotongPane *
visible_pane (SotongFrameHeader *self)
{
  PanelWidget *pane = self->frame != NULL ? panel_frame_get_visible_child (self->frame) : NULL;

  return SOTONG_IS_PANE (pane) ? SOTONG_PANE (pane) : NULL;
}

static void
move_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  SotongFrameHeader *self = SOTONG_FRAME_HEADER (widget);
  SotongPane *pane = visible_pane (self);
  SotongPlace place;

  if (pane != NULL && sotong_place_from_name (g_variant_get_string (parameter, NULL), &place))
    sotong_workbench_move_pane (workbench (self), panel_widget_get_id (PANEL_WIDGET (pane)), place);
}

static void
hide_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  SotongFrameHeader *self = SOTONG_FRAME_HEADER (widget);
  SotongPane *pane = visible_pane (self);

  if (pane != NULL)
    sotong_workbench_hide_pane (workbench (self), panel_widget_get_id (PANEL_WIDGET (pane)));
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  SotongFrameHeader *self = SOTONG_FRAME_HEADER (widget);
  SotongPane *pane = visible_pane (self);

  if (pane != NULL)
    sotong_workbench_copy_pane (workbench (self), panel_widget_get_id (PANEL_WIDGET (pane)));
}

static void
maximize_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  SotongFrameHeader *self = SOTONG_FRAME_HEADER (widget);
  SotongPane *pane = visible_pane (self);

  if (!sotong_workbench_unmaximize (workbench (self)) && pane != NULL)
    sotong_workbench_maximize (workbench (self), panel_widget_get_id (PANEL_WIDGET (pane)));
}

/* What the menu offers depends on the pane in front. */
static void
update_menu_actions (SotongFrameHeader *self)
{
  SotongPane *pane = visible_pane (self);
  const SotongPaneInfo *info = pane != NULL ? sotong_pane_registry_lookup (panel_widget_get_id (PANEL_WIDGET (pane))) : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pane.copy", info != NULL && (info->flags & SOTONG_PANE_COPIES));
}

static gboolean
sotong_frame_header_can_drop (PanelFrameHeader *header,
                              PanelWidget      *widget)
{
  return TRUE;
}

static void
sotong_frame_header_page_changed (PanelFrameHeader *header,
                                  PanelWidget      *widget)
{
  update_menu_actions (SOTONG_FRAME_HEADER (header));
  queue_reveal (SOTONG_FRAME_HEADER (header));
}

static void
sotong_frame_header_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  SotongFrameHeader *self = SOTONG_FRAME_HEADER (object);

  switch ((SotongFrameHeaderProperty) prop_id)
    {
    case PROP_FRAME:
      g_value_set_object (value, self->frame);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_frame_header_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  SotongFrameHeader *self = SOTONG_FRAME_HEADER (object);

  switch ((SotongFrameHeaderProperty) prop_id)
    {
    case PROP_FRAME:
      set_frame (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_frame_header_dispose (GObject *object)
{
  SotongFrameHeader *self = SOTONG_FRAME_HEADER (object);

  g_clear_handle_id (&self->reveal_id, g_source_remove);
  if (self->switcher != NULL)
    set_frame (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_FRAME_HEADER);
  G_OBJECT_CLASS (sotong_frame_header_parent_class)->dispose (object);
}

static void
sotong_frame_header_class_init (SotongFrameHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sotong_frame_header_get_property;
  object_class->set_property = sotong_frame_header_set_property;
  object_class->dispose = sotong_frame_header_dispose;
  g_object_class_override_property (object_class, PROP_FRAME, "frame");

  g_type_ensure (PANEL_TYPE_FRAME_SWITCHER);
  gtk_widget_class_set_css_name (widget_class, "sotongframeheader");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sotong/Sotong/sotong-frame-header.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongFrameHeader, scroller);
  gtk_widget_class_bind_template_child (widget_class, SotongFrameHeader, switcher);
  gtk_widget_class_bind_template_child (widget_class, SotongFrameHeader, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SotongFrameHeader, pane_menu);
  gtk_widget_class_install_action (widget_class, "pane.move", "s", move_action);
  gtk_widget_class_install_action (widget_class, "pane.hide", NULL, hide_action);
  gtk_widget_class_install_action (widget_class, "pane.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "pane.maximize", NULL, maximize_action);
}

static void
sotong_frame_header_init (SotongFrameHeader *self)
{
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (wheel, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), wheel);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "changed",
                           G_CALLBACK (queue_reveal), self, G_CONNECT_SWAPPED); /* tabs came or went, or another width */
  /* It would go to where a tab is that has no place yet: to the beginning. */
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (gtk_scrolled_window_get_child (self->scroller)), FALSE);
  sotong_lazy_menu_set (self->menu_button, self->pane_menu);
}

static void
header_iface_init (PanelFrameHeaderInterface *iface)
{
  iface->can_drop = sotong_frame_header_can_drop;
  iface->page_changed = sotong_frame_header_page_changed;
}

/**
 * sotong_frame_header_new:
 *
 * Returns: (transfer floating): a header for [method@Panel.Frame.set_header]
 */
GtkWidget *
sotong_frame_header_new (void)
{
  return g_object_new (SOTONG_TYPE_FRAME_HEADER, NULL);
}
