/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-navigator-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/dialogs/sotong-campaign-form.h"
#include "app/dialogs/sotong-channel-dialog.h"
#include "app/dialogs/sotong-source-dialog.h"
#include "app/dialogs/sotong-topic-dialog.h"
#include "app/sotong-task-commands.h"
#include "platforms/sotong-reply.h"

/* What is done with a line of the navigator: by its menu, or by a key. */

typedef struct {
  SotongNavigatorPane   *pane;   /* (owned) */
  SotongNavigatorSection section;
  gint64                 id;
  gboolean               sure;   /* the person knows that contents belong to it */
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->pane);
  g_free (removal);
}

static void remove_now (Removal *removal);

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Removal *removal = data;

  return sotong_navigator_remove (db, removal->section, removal->id, removal->sure, error) ? data : NULL;
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             Removal          *removal)
{
  g_signal_handlers_disconnect_by_func (dialog, answered_cb, removal); /* closing it is no second answer */
  if (!g_str_equal (response, "delete"))
    {
      removal_free (removal);
      return;
    }
  removal->sure = TRUE;
  remove_now (removal);
}

/* Contents belong to the campaign: they stay, which the person is told before. */
static void
ask_whether (Removal *removal)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (removal->pane));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (root), _("Delete the campaign?"),
                                              _("Contents belong to it. They stay, with their times and states, and belong to no campaign any more."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "delete", _("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), removal);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Removal *removal = user_data;
  SotongNavigatorPane *self = removal->pane;
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));
  g_autoptr(GError) error = NULL;

  if (sotong_store_write_finish (SOTONG_STORE (object), result, &error) != NULL)
    {
      if (context != NULL && sotong_navigator_chosen (context, removal->section) == removal->id)
        sotong_navigator_choose (context, removal->section, 0);
      sotong_pane_toast (SOTONG_PANE (self), _("Removed"), TRUE);
    }
  else if (!removal->sure && g_error_matches (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_IN_USE)
           && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    {
      ask_whether (removal);
      return;
    }
  else
    sotong_pane_show_error (SOTONG_PANE (self), _("It could not be removed"), error);
  removal_free (removal);
}

static void
remove_now (Removal *removal)
{
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (removal->pane));

  if (context == NULL || sotong_context_get_store (context) == NULL)
    {
      removal_free (removal);
      return;
    }
  /* The job reads what the callback frees. */
  sotong_store_write_async (sotong_context_get_store (context), SOTONG_WRITE_DEFAULT, remove_job, removal, NULL, NULL, NULL, removed_cb, removal);
}

static void
remove_row (SotongNavigatorPane    *self,
            SotongNavigatorSection  section,
            gint64                  id)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->pane = g_object_ref (self);
  removal->section = section;
  removal->id = id;
  remove_now (removal);
}

void
sotong_navigator_edit_row (SotongNavigatorPane   *self,
                           SotongNavigatorSection section,
                           gint64                 id)
{
  if (section == SOTONG_NAVIGATOR_CAMPAIGNS && id != 0)
    sotong_campaign_form_present (SOTONG_PANE (self), id);
  else if (section == SOTONG_NAVIGATOR_CHANNELS && id != 0)
    sotong_channel_dialog_present (SOTONG_PANE (self), id);
  else if (section == SOTONG_NAVIGATOR_SOURCES && id != 0)
    sotong_source_dialog_edit (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), sotong_pane_get_context (SOTONG_PANE (self)), id);
  else if (section == SOTONG_NAVIGATOR_TOPICS && id != 0)
    sotong_topic_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), sotong_pane_get_context (SOTONG_PANE (self)), id);
}

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongNavigatorPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongReply) reply = sotong_publisher_test_channel_finish (SOTONG_PUBLISHER (object), result, &error);

  if (reply == NULL)
    sotong_pane_show_error (SOTONG_PANE (self), _("The channel could not be tested"), error);
  else if (reply->outcome == SOTONG_OUTCOME_OK && reply->message[0] == '\0')
    sotong_pane_toast (SOTONG_PANE (self), _("The channel is ready to publish"), FALSE);
  else
    sotong_pane_toast (SOTONG_PANE (self), reply->message, FALSE);
}

static void
popover_closed_cb (GtkPopover *popover)
{
  gtk_widget_unparent (GTK_WIDGET (popover));
}

/* The row whose commands @button belongs to. */
static GtkWidget *
row_of (GtkWidget *button)
{
  return gtk_widget_get_parent (gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER));
}

static SotongNavigatorPane *
pane_of (GtkWidget *row)
{
  return SOTONG_NAVIGATOR_PANE (gtk_widget_get_ancestor (row, SOTONG_TYPE_NAVIGATOR_PANE));
}

static SotongNavigatorSection
section_of (GtkWidget *row)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX)), "section"));
}

static void
close_commands (GtkWidget *button)
{
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER)));
}

static void
remove_clicked_cb (GtkWidget *button)
{
  GtkWidget *row = row_of (button);

  remove_row (pane_of (row), section_of (row), sotong_navigator_row_id (GTK_LIST_BOX_ROW (row)));
  close_commands (button);
}

static void
edit_clicked_cb (GtkWidget *button)
{
  GtkWidget *row = row_of (button);

  sotong_navigator_edit_row (pane_of (row), section_of (row), sotong_navigator_row_id (GTK_LIST_BOX_ROW (row)));
  close_commands (button);
}

static void
test_clicked_cb (GtkWidget *button)
{
  GtkWidget *row = row_of (button);
  SotongNavigatorPane *self = pane_of (row);
  SotongContext *context = sotong_pane_get_context (SOTONG_PANE (self));

  sotong_publisher_test_channel_async (sotong_context_get_publisher (context), sotong_navigator_row_id (GTK_LIST_BOX_ROW (row)), NULL, checked_cb,
                                        g_object_ref (self));
  close_commands (button);
}

static void
test_source_clicked_cb (GtkWidget *button)
{
  GtkWidget *row = row_of (button);
  GtkRoot *root = gtk_widget_get_root (row);

  if (SOTONG_IS_WINDOW (root))
    sotong_task_test_source (SOTONG_WINDOW (root), sotong_navigator_row_id (GTK_LIST_BOX_ROW (row)));
  close_commands (button);
}

static void
add_command (GtkWidget  *box,
             const char *label,
             GCallback   clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  g_signal_connect (button, "clicked", clicked, NULL);
  gtk_box_append (GTK_BOX (box), button);
}

static void
show_commands (SotongNavigatorPane    *self,
               GtkWidget              *row,
               SotongNavigatorSection  section)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  add_command (box, _("Edit…"), G_CALLBACK (edit_clicked_cb));
  if (section == SOTONG_NAVIGATOR_CHANNELS)
    add_command (box, _("Test the connection"), G_CALLBACK (test_clicked_cb));
  if (section == SOTONG_NAVIGATOR_SOURCES)
    add_command (box, _("Test the source"), G_CALLBACK (test_source_clicked_cb));
  add_command (box, _("Remove"), G_CALLBACK (remove_clicked_cb));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_set_parent (popover, row);
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

gboolean
sotong_navigator_key_cb (SotongNavigatorPane   *self,
                         guint                  keyval,
                         guint                  keycode,
                         GdkModifierType        modifiers,
                         GtkEventControllerKey *controller)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  SotongNavigatorSection section = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (list), "section"));

  if (row == NULL || sotong_navigator_row_id (GTK_LIST_BOX_ROW (row)) == 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete)
    remove_row (self, section, sotong_navigator_row_id (GTK_LIST_BOX_ROW (row)));
  else if (keyval == GDK_KEY_F2)
    sotong_navigator_edit_row (self, section, sotong_navigator_row_id (GTK_LIST_BOX_ROW (row)));
  else if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (modifiers & GDK_SHIFT_MASK) != 0))
    show_commands (self, row, section);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

void
sotong_navigator_second_cb (GtkGestureClick *gesture,
                            int              n_press,
                            double           x,
                            double           y,
                            GtkWidget       *row)
{
  GtkWidget *list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX);
  GtkWidget *pane = gtk_widget_get_ancestor (row, SOTONG_TYPE_NAVIGATOR_PANE);

  show_commands (SOTONG_NAVIGATOR_PANE (pane), row, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (list), "section")));
}
