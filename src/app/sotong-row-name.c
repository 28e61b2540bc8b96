/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-row-name.h"

#include <glib/gi18n.h>

/* GTK 4.8 has no call that names the row of a list or table, nor the button that closes an information bar: the widgets that it makes for
 * them are named here, so that a screen reader says more of them than what they are. */

/* (nullable): the row around an item's widget; in a table each cell stands between. */
static GtkWidget *
row_of (GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item), *row = child != NULL ? gtk_widget_get_parent (child) : NULL;

  if (row != NULL && g_str_equal (G_OBJECT_TYPE_NAME (row), "GtkColumnViewCell"))
    row = gtk_widget_get_parent (row);
  return row;
}

static void
add_words (GtkWidget *widget,
           GString   *words)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "";

  if (!gtk_widget_get_visible (widget))
    return;
  if (*text != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", text);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    add_words (child, words);
}

/**
 * sotong_row_name_set:
 * @item: an item that is being bound
 * @name: what a screen reader says of its row
 *
 * Names the row of a list. Main thread.
 */
void
sotong_row_name_set (GtkListItem *item,
                     const char  *name)
{
  GtkWidget *row = row_of (item);

  g_return_if_fail (name != NULL);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * sotong_row_name_update:
 * @item: an item whose texts have just been bound; in a table the cell of any column
 *
 * Names the row by the texts that stand in it, from left to right; the last cell that is bound has them all. Main thread.
 */
void
sotong_row_name_update (GtkListItem *item)
{
  GtkWidget *row = row_of (item);
  g_autoptr(GString) words = g_string_new (NULL);

  if (row == NULL)
    return;
  add_words (row, words);
  sotong_row_name_set (item, words->str);
}

/**
 * sotong_row_name_describe:
 * @item: an item that is bound; in a table the cell of any column
 * @description: what a screen reader says of its row behind the name; empty for nothing
 *
 * Main thread.
 */
void
sotong_row_name_describe (GtkListItem *item,
                          const char  *description)
{
  GtkWidget *row = row_of (item);

  g_return_if_fail (description != NULL);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static GtkWidget *
find_close (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "close") ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_close (child);
  return found;
}

/**
 * sotong_row_name_close:
 * @bar: an information bar
 *
 * Names the button that closes it.
 */
void
sotong_row_name_close (GtkInfoBar *bar)
{
  GtkWidget *button = find_close (GTK_WIDGET (bar));

  if (button != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Close"), -1);
}

/**
 * sotong_row_focus:
 * @list: a list, or what a table has its rows in
 *
 * Gives the focus to the row that is selected: the arrow keys go on from the row that has it. Main thread.
 */
void
sotong_row_focus (GtkWidget *list)
{
  g_return_if_fail (GTK_IS_WIDGET (list));
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED)
      gtk_widget_grab_focus (row);
}
