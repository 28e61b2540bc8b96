/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-approval-row.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-text.h"
#include "app/sotong-row-name.h"

G_DEFINE_FINAL_TYPE (SotongApprovalRow, sotong_approval_row, G_TYPE_OBJECT)

static void
sotong_approval_row_finalize (GObject *object)
{
  sotong_approval_item_free (SOTONG_APPROVAL_ROW (object)->item);
  G_OBJECT_CLASS (sotong_approval_row_parent_class)->finalize (object);
}

static void
sotong_approval_row_class_init (SotongApprovalRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_approval_row_finalize;
}

static void
sotong_approval_row_init (SotongApprovalRow *self)
{
}

SotongApprovalRow *
sotong_approval_row_new_take (SotongApprovalItem *item,
                              gint64              now)
{
  SotongApprovalRow *self = g_object_new (SOTONG_TYPE_APPROVAL_ROW, NULL);

  self->item = item;
  self->now = now;
  return self;
}

/**
 * sotong_approval_row_time_left:
 * @seconds: how long it is until a post is to go out, or has been: then it is negative
 *
 * Returns: (transfer full): what is left, in the words that fit: “2 hours left”, “late by 3 days”
 */
char *
sotong_approval_row_time_left (gint64 seconds)
{
  gint64 minutes = ABS (seconds) / 60;
  int n;

  if (minutes < 60)
    n = (int) MAX (minutes, 1);
  else
    n = (int) (minutes < 48 * 60 ? minutes / 60 : minutes / (24 * 60));
  if (minutes < 60)
    return g_strdup_printf (seconds < 0 ? ngettext ("late by %d minute", "late by %d minutes", (gulong) n)
                            : ngettext ("%d minute left", "%d minutes left", (gulong) n), n);
  if (minutes < 48 * 60)
    return g_strdup_printf (seconds < 0 ? ngettext ("late by %d hour", "late by %d hours", (gulong) n)
                            : ngettext ("%d hour left", "%d hours left", (gulong) n), n);
  return g_strdup_printf (seconds < 0 ? ngettext ("late by %d day", "late by %d days", (gulong) n)
                          : ngettext ("%d day left", "%d days left", (gulong) n), n);
}

/**
 * sotong_approval_row_when:
 * @self: a line of the box
 * @zone: the office's time zone
 *
 * Returns: (transfer full): when it goes out, and how much time is left if that is little
 */
char *
sotong_approval_row_when (SotongApprovalRow *self,
                          GTimeZone         *zone)
{
  g_autofree char *moment = NULL, *left = NULL;

  if (self->item->publish_at == SOTONG_NONE)
    return g_strdup (_("No time"));
  moment = sotong_calendar_text_moment (self->item->publish_at, zone);
  if (!sotong_approval_item_is_near (self->item, self->now))
    return g_steal_pointer (&moment);
  left = sotong_approval_row_time_left (self->item->publish_at - self->now);
  return g_strdup_printf ("%s · %s", moment, left);
}

/**
 * sotong_approval_row_describe:
 * @self: a line of the box
 * @zone: the office's time zone
 *
 * Returns: (transfer full): all of it in one line, for lists of what is decided and for readers
 *   of screens
 */
char *
sotong_approval_row_describe (SotongApprovalRow *self,
                              GTimeZone         *zone)
{
  g_autofree char *when = sotong_approval_row_when (self, zone);

  return g_strdup_printf ("%s — %s — %s — %s", self->item->title, when, self->item->channels, self->item->drafter);
}

/* ---- the list's rows ---- */

static GtkWidget *
add_label (GtkWidget  *box,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (head), gtk_image_new_from_icon_name ("sotong-warning-symbolic"));
  add_label (head, "numeric");
  gtk_box_append (GTK_BOX (box), head);
  add_label (box, "strong");
  add_label (box, "dim-label");
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         GTimeZone                *zone)
{
  SotongApprovalRow *row = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *head = gtk_widget_get_first_child (box), *title = gtk_widget_get_next_sibling (head), *rest = gtk_widget_get_next_sibling (title);
  GtkWidget *symbol = gtk_widget_get_first_child (head), *when = gtk_widget_get_next_sibling (symbol);
  gboolean near = sotong_approval_item_is_near (row->item, row->now);
  g_autofree char *text = sotong_approval_row_when (row, zone), *all = sotong_approval_row_describe (row, zone);
  g_autofree char *who = g_strdup_printf ("%s %s · %s · %s", sotong_step_kind_get_label (row->item->step), row->item->person, row->item->drafter,
                                          row->item->channels);

  gtk_widget_set_visible (symbol, near);
  gtk_label_set_text (GTK_LABEL (when), text);
  if (near)
    gtk_widget_add_css_class (head, "error");
  else
    gtk_widget_remove_css_class (head, "error");
  gtk_label_set_text (GTK_LABEL (title), row->item->title);
  gtk_label_set_text (GTK_LABEL (rest), who);
  gtk_widget_set_tooltip_text (box, all);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  sotong_row_name_set (list_item, all);
}

static void
zone_free (gpointer  zone,
           GClosure *closure)
{
  g_time_zone_unref (zone);
}

/**
 * sotong_approval_row_new_factory:
 * @zone: the office's time zone
 *
 * Returns: (transfer full): makes the rows of a list of these
 */
GtkListItemFactory *
sotong_approval_row_new_factory (GTimeZone *zone)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), g_time_zone_ref (zone), zone_free, 0);
  return factory;
}
