/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-more.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-text.h"

/* “+N” of a day for the keyboard and for screen readers: a button without a face. The day draws the text, and is clicked there. */

/**
 * sotong_calendar_more_new:
 * @day: a day of a view, or its column of hours
 * @clicked: called with @day when a person wants to see all its contents
 *
 * Returns: (transfer none): the button, a child of @day, not there yet; @day unparents it when it goes
 */
GtkWidget *
sotong_calendar_more_new (GtkWidget *day,
                          GCallback  clicked)
{
  GtkWidget *more = gtk_button_new ();

  gtk_widget_add_css_class (more, "calendar-more");
  gtk_widget_set_can_target (more, FALSE);
  gtk_widget_set_child_visible (more, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  g_signal_connect_swapped (more, "clicked", clicked, day);
  gtk_widget_set_parent (more, day);
  sotong_calendar_more_show (more, 0, 0, 0);
  return more;
}

static void
name (GtkWidget *more,
      gint64     day,
      guint      n_hidden,
      guint      n)
{
  g_autofree char *date = sotong_calendar_text_day (day);
  /* Translators: “+2 more” in a day of a calendar: 1 how many have no room, 2 how many contents the day has, 3 the day. */
  g_autofree char *label = g_strdup_printf (ngettext ("+%1$u more: list all %2$u contents of %3$s", "+%1$u more: list all %2$u contents of %3$s",
                                                      n_hidden), n_hidden, n, date);

  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * sotong_calendar_more_show:
 * @more: the button of a day
 * @day: which, counted from 1970-01-01
 * @n_hidden: how many of its contents have no room; without any there is no “+N”
 * @n: how many contents it has
 *
 * Says what it stands for. The focus does not stay on one that goes.
 */
void
sotong_calendar_more_show (GtkWidget *more,
                           gint64     day,
                           guint      n_hidden,
                           guint      n)
{
  gboolean shown = n_hidden > 0;

  name (more, day, n_hidden, n);
  if (!shown && gtk_widget_has_focus (more))
    gtk_widget_grab_focus (gtk_widget_get_parent (more));
  gtk_widget_set_child_visible (more, shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_STATE_HIDDEN, !shown, -1);
}

/* Where the day draws “+N”: the ring of the focus is around it. */
void
sotong_calendar_more_place (GtkWidget           *more,
                            const GtkAllocation *place)
{
  GtkAllocation box = *place;
  int minimum;

  gtk_widget_measure (more, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  box.width = MAX (box.width, minimum);
  gtk_widget_measure (more, GTK_ORIENTATION_VERTICAL, box.width, &minimum, NULL, NULL, NULL);
  box.height = MAX (box.height, minimum);
  gtk_widget_size_allocate (more, &box, -1);
}

/**
 * sotong_calendar_more_walk:
 * @more: the button of a day that has the focus, itself or in @more
 * @direction: where to
 *
 * Tab leads from the day to its “+N”, if there is one, and Shift+Tab back.
 *
 * Returns: whether the focus moved; else it leaves the day
 */
gboolean
sotong_calendar_more_walk (GtkWidget        *more,
                           GtkDirectionType  direction)
{
  GtkWidget *day = gtk_widget_get_parent (more);

  if (direction == GTK_DIR_TAB_FORWARD)
    return gtk_widget_get_child_visible (more) && !gtk_widget_has_focus (more) && gtk_widget_grab_focus (more);
  return direction == GTK_DIR_TAB_BACKWARD && !gtk_widget_has_focus (day) && gtk_widget_grab_focus (day);
}
