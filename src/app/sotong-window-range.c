/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The range of time that all panes of a window show: its bar above them, and its commands. */
#include "config.h"

#include "app/sotong-window-private.h"

#include "app/sotong-range-bar.h"

/* The bar is there while a pane is seen that heeds it, and is made when the first is. */
void
sotong_window_watch_range (SotongWindow *self)
{
  GtkWidget *above = GTK_WIDGET (self->outbox_bar);
  gboolean shown = FALSE;
  GtkWidget *bar;

  if (self->presentation != NULL) /* nothing stands around its panes; it is called again afterwards */
    return;
  if (self->context != NULL)
    g_object_get (self->context, "period-shown", &shown, NULL);
  if (!shown && self->range_bar != NULL)
    {
      gtk_box_remove (GTK_BOX (gtk_widget_get_parent (above)), self->range_bar);
      self->range_bar = NULL;
    }
  if (!shown || self->range_bar != NULL)
    return;
  bar = sotong_range_bar_new (self->context, sotong_context_get_period (self->context), FALSE);
  gtk_widget_add_css_class (bar, "toolbar");
  self->range_bar = gtk_scrolled_window_new (); /* a narrow window scrolls it rather than growing */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->range_bar), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->range_bar), bar);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (above)), self->range_bar, above);
}

static SotongPeriod *
period_of (SotongWindow *self)
{
  return self->context != NULL ? sotong_context_get_period (self->context) : NULL;
}

static void
range_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  SotongSpan span;

  if (period_of (self) != NULL && sotong_span_from_name (g_variant_get_string (parameter, NULL), &span))
    sotong_period_set_span (period_of (self), span, sotong_context_now (self->context), sotong_context_get_zone (self->context));
  sotong_window_queue_save (self);
}

static void
range_step_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);

  if (period_of (self) != NULL)
    sotong_period_step (period_of (self), g_variant_get_int32 (parameter), sotong_context_now (self->context),
                        sotong_context_get_zone (self->context));
}

static void
compare_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SotongWindow *self = SOTONG_WINDOW (user_data);
  SotongCompare compare;

  if (period_of (self) != NULL && sotong_compare_from_name (g_variant_get_string (parameter, NULL), &compare))
    sotong_period_set_compare (period_of (self), compare);
}

void
sotong_window_add_range (SotongWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "range", .activate = range_action, .parameter_type = "s" },
    { .name = "range-step", .activate = range_step_action, .parameter_type = "i" },
    { .name = "compare", .activate = compare_action, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
