/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-range-bar.h"

#include <glib/gi18n.h>

#include "app/sotong-entry-fill.h"

/**
 * SotongRangeBar:
 *
 * Chooses a stretch of time: today, a week, a month, …, two days of one's own, the one before and after, and what it is
 * compared with. A window has a wide one for all panes; a pane with a range of its own has a narrow one.
 */
struct _SotongRangeBar
{
  GtkWidget           parent_instance;
  SotongContext      *context;     /* (owned) */
  SotongPeriod       *period;      /* (owned) */
  GSimpleActionGroup *actions;     /* (owned) */
  GtkLabel           *days;        /* (unowned) */
  GtkMenuButton      *span_button; /* (unowned) (nullable): of a narrow bar */
  GtkMenuButton      *compare_button; /* (unowned) */
  GtkPopover         *own;         /* (unowned) */
  GtkEntry           *from;        /* (unowned) */
  GtkEntry           *to;          /* (unowned) */
  GtkLabel           *wrong;       /* (unowned) */
};

G_DEFINE_FINAL_TYPE (SotongRangeBar, sotong_range_bar, GTK_TYPE_WIDGET)

/* In the order in which they stand; their own days come after them. */
static const struct {
  SotongSpan  span;
  const char *title;
  const char *tooltip;
} choices[] = {
  { SOTONG_SPAN_TODAY, NC_("range", "Today"), N_("Today") },
  { SOTONG_SPAN_WEEK, NC_("range", "7 days"), N_("The last seven days") },
  { SOTONG_SPAN_FOUR_WEEKS, NC_("range", "4 weeks"), N_("The last four weeks") },
  { SOTONG_SPAN_MONTH, NC_("range", "Month"), N_("This month") },
  { SOTONG_SPAN_QUARTER, NC_("range", "Quarter"), N_("This quarter") },
  { SOTONG_SPAN_YEAR, NC_("range", "Year"), N_("This fiscal year") },
  { SOTONG_SPAN_YEAR_BACK, NC_("range", "12 months"), N_("The last twelve months") },
  { SOTONG_SPAN_ALL, NC_("range", "All"), N_("All the time there is") },
};

static const char *const compares[SOTONG_N_COMPARES] = {
  N_("Compared with nothing"), N_("Compared with the time before"), N_("Compared with last year"),
};

static GTimeZone *
zone_of (SotongRangeBar *self)
{
  return sotong_context_get_zone (self->context);
}

/* ---- what it says ---- */

static const char *
span_title (SotongSpan span)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].span == span)
      return g_dpgettext2 (NULL, "range", choices[i].title);
  return C_("range", "Own days");
}

static void
set_state (SotongRangeBar *self,
           const char     *name,
           const char     *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (state));
}

static void
period_changed_cb (SotongRangeBar *self)
{
  SotongSpan span = sotong_period_get_span (self->period);
  g_autofree char *text = NULL;
  SotongRange range;

  set_state (self, "span", sotong_span_get_name (span));
  set_state (self, "compare", sotong_compare_get_name (sotong_period_get_compare (self->period)));
  if (sotong_period_get_range (self->period, &range))
    {
      g_autofree char *from = sotong_time_format_date (range.start, zone_of (self)), *to = sotong_time_format_date (range.end - 1, zone_of (self));

      /* Translators: first and last day of a range */
      text = g_str_equal (from, to) ? g_strdup (from) : g_strdup_printf (_("%s to %s"), from, to);
    }
  gtk_label_set_text (self->days, text != NULL ? text : _("All the time there is"));
  if (self->span_button != NULL)
    gtk_menu_button_set_label (self->span_button, span_title (span));
  gtk_menu_button_set_label (self->compare_button, _(compares[sotong_period_get_compare (self->period)]));
}

/* ---- what is chosen ---- */

static void
span_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SotongRangeBar *self = user_data;
  SotongSpan span;

  if (sotong_span_from_name (g_variant_get_string (parameter, NULL), &span))
    sotong_period_set_span (self->period, span, sotong_context_now (self->context), zone_of (self));
  period_changed_cb (self); /* a button that was pressed twice stays pressed */
}

static void
compare_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SotongRangeBar *self = user_data;
  SotongCompare compare;

  if (sotong_compare_from_name (g_variant_get_string (parameter, NULL), &compare))
    sotong_period_set_compare (self->period, compare);
}

static void
step_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SotongRangeBar *self = user_data;

  sotong_period_step (self->period, g_variant_get_int32 (parameter), sotong_context_now (self->context), zone_of (self));
}

/* ---- days of one's own ---- */

static void
own_shown_cb (SotongRangeBar *self)
{
  SotongRange range;

  gtk_label_set_text (self->wrong, "");
  gtk_widget_set_visible (GTK_WIDGET (self->wrong), FALSE);
  if (sotong_period_get_range (self->period, &range))
    {
      g_autofree char *from = sotong_time_format_date (range.start, zone_of (self)), *to = sotong_time_format_date (range.end - 1, zone_of (self));

      sotong_entry_fill (GTK_EDITABLE (self->from), from);
      sotong_entry_fill (GTK_EDITABLE (self->to), to);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->from));
}

static void
own_applied_cb (SotongRangeBar *self)
{
  const char *from = gtk_editable_get_text (GTK_EDITABLE (self->from)), *to = gtk_editable_get_text (GTK_EDITABLE (self->to));
  g_autoptr(GError) error = NULL;
  SotongRange range;

  if (*from == '\0' || *to == '\0')
    error = g_error_new_literal (SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_INVALID, _("Give the first and the last day, such as 2016-10-01."));
  else if (sotong_time_parse_range (from, to, zone_of (self), &range, &error) && range.start >= range.end)
    error = g_error_new_literal (SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_INVALID, _("The last day is before the first. Give them the other way round."));
  if (error != NULL)
    {
      gtk_label_set_text (self->wrong, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->wrong), TRUE);
      return;
    }
  sotong_period_set_range (self->period, &range);
  gtk_popover_popdown (self->own);
}

static GtkEntry *
add_day (SotongRangeBar *self,
         GtkGrid        *grid,
         int             row,
         const char     *title)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (title), *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), "2016-10-14");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (own_applied_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, entry, 1, row, 1, 1);
  return GTK_ENTRY (entry);
}

static GtkWidget *
make_own (SotongRangeBar *self)
{
  GtkWidget *button = gtk_menu_button_new (), *grid = gtk_grid_new (), *apply = gtk_button_new_with_mnemonic (_("_Show"));

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  self->from = add_day (self, GTK_GRID (grid), 0, _("_From"));
  self->to = add_day (self, GTK_GRID (grid), 1, _("_To"));
  self->wrong = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->wrong, TRUE);
  gtk_label_set_max_width_chars (self->wrong, 28);
  gtk_widget_add_css_class (GTK_WIDGET (self->wrong), "error");
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->wrong), 0, 2, 2, 1);
  gtk_widget_add_css_class (apply, "suggested-action");
  g_signal_connect_object (apply, "clicked", G_CALLBACK (own_applied_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (GTK_GRID (grid), apply, 0, 3, 2, 1);
  self->own = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->own, grid);
  g_signal_connect_object (self->own, "show", G_CALLBACK (own_shown_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self->own));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), GTK_WIDGET (self->days));
  gtk_widget_set_tooltip_text (button, _("Days of one’s own"));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Days of one’s own"), -1);
  return button;
}

/* ---- making ---- */

static void
add_child (SotongRangeBar *self,
           GtkWidget      *child)
{
  gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static GtkWidget *
make_spans (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (g_dpgettext2 (NULL, "range", choices[i].title));

      gtk_widget_set_tooltip_text (button, _(choices[i].tooltip));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "range.span");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", sotong_span_get_name (choices[i].span));
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static GtkMenuButton *
make_menu_button (GMenu      *menu,
                  const char *name)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_MENU_BUTTON (button);
}

static GtkMenuButton *
make_span_menu (void)
{
  g_autoptr(GMenu) menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *action = g_strdup_printf ("range.span::%s", sotong_span_get_name (choices[i].span));

      g_menu_append (menu, g_dpgettext2 (NULL, "range", choices[i].title), action);
    }
  return make_menu_button (menu, _("Range"));
}

static GtkMenuButton *
make_compare_menu (void)
{
  g_autoptr(GMenu) menu = g_menu_new ();

  for (guint i = 0; i < SOTONG_N_COMPARES; i++)
    {
      g_autofree char *action = g_strdup_printf ("range.compare::%s", sotong_compare_get_name (i));

      g_menu_append (menu, _(compares[i]), action);
    }
  return make_menu_button (menu, _("Compared with"));
}

static GtkWidget *
make_step (int         steps,
           const char *icon,
           const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "range.step");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", steps);
  return button;
}

static void
add_actions (SotongRangeBar *self)
{
  const GActionEntry entries[] = {
    { .name = "span", .activate = span_action, .parameter_type = "s", .state = "''" },
    { .name = "compare", .activate = compare_action, .parameter_type = "s", .state = "''" },
    { .name = "step", .activate = step_action, .parameter_type = "i" },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "range", G_ACTION_GROUP (self->actions));
}

static void
sotong_range_bar_dispose (GObject *object)
{
  SotongRangeBar *self = SOTONG_RANGE_BAR (object);
  GtkWidget *child;

  gtk_widget_insert_action_group (GTK_WIDGET (self), "range", NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->actions);
  g_clear_object (&self->period);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sotong_range_bar_parent_class)->dispose (object);
}

static void
sotong_range_bar_class_init (SotongRangeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_range_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "rangebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sotong_range_bar_init (SotongRangeBar *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Range of time"), -1);
}

/**
 * sotong_range_bar_new:
 * @context: the workspace
 * @period: what is chosen with it
 * @narrow: for a pane rather than a window
 *
 * Returns: (transfer floating): a bar
 */
GtkWidget *
sotong_range_bar_new (SotongContext *context,
                      SotongPeriod  *period,
                      gboolean       narrow)
{
  SotongRangeBar *self = g_object_new (SOTONG_TYPE_RANGE_BAR, NULL);

  self->context = g_object_ref (context);
  self->period = g_object_ref (period);
  add_actions (self);
  self->days = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->days, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->days), "numeric");
  if (narrow)
    {
      self->span_button = make_span_menu ();
      add_child (self, GTK_WIDGET (self->span_button));
    }
  else
    add_child (self, make_spans ());
  add_child (self, make_step (-1, "sotong-previous-symbolic", _("The time before")));
  add_child (self, make_own (self));
  add_child (self, make_step (1, "sotong-next-symbolic", _("The time after")));
  self->compare_button = make_compare_menu ();
  add_child (self, GTK_WIDGET (self->compare_button));
  g_signal_connect_object (period, "notify::range", G_CALLBACK (period_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (period, "notify::compare", G_CALLBACK (period_changed_cb), self, G_CONNECT_SWAPPED);
  period_changed_cb (self);
  return GTK_WIDGET (self);
}
