/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-emergency-dialog-private.h"

/* The widgets of the screen of an emergency: what it is, where it goes, how it reads there. */

#define FIELDS_WIDTH 340
#define LIST_WIDTH   360
#define PREVIEW_CHARS 38

static GtkInfoBar *
new_bar (GtkWidget       *box,
         GtkMessageType   type,
         GtkLabel       **out_label)
{
  GtkWidget *bar = gtk_info_bar_new (), *label = gtk_label_new (NULL);

  gtk_info_bar_set_message_type (GTK_INFO_BAR (bar), type);
  gtk_info_bar_set_revealed (GTK_INFO_BAR (bar), FALSE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_info_bar_add_child (GTK_INFO_BAR (bar), label);
  gtk_box_append (GTK_BOX (box), bar);
  *out_label = GTK_LABEL (label);
  return GTK_INFO_BAR (bar);
}

static GtkWidget *
add_to_bar (SotongEmergencyDialog *self,
            GtkInfoBar            *bar,
            const char            *mnemonic,
            GCallback              clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (mnemonic);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_info_bar_add_child (bar, button);
  return button;
}

static GtkWidget *
new_scrolled (GtkWidget *child,
              int        width)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_vexpand (scrolled, TRUE);
  if (width > 0)
    gtk_widget_set_size_request (scrolled, width, -1);
  return scrolled;
}

static GtkWidget *
new_entry (SotongEmergencyDialog *self,
           AdwPreferencesGroup   *group,
           const char            *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (sotong_emergency_dialog_edited), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
new_choice (SotongEmergencyDialog *self,
            AdwPreferencesGroup   *group,
            const char            *title,
            const char * const    *choices)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr(GtkStringList) model = gtk_string_list_new (choices);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (sotong_emergency_dialog_edited), self, G_CONNECT_SWAPPED);
  return row;
}

/* ---- what it is ---- */

static GtkWidget *
build_fields (SotongEmergencyDialog *self)
{
  static const char * const languages[] = { N_("Korean"), N_("English") };
  const char *shown[] = { _(languages[0]), _(languages[1]), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  AdwPreferencesGroup *what = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *message = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autoptr(GPtrArray) kinds = g_ptr_array_new ();

  for (guint i = 0; sotong_emergency_wording_get_nth (i) != NULL; i++)
    g_ptr_array_add (kinds, (gpointer) sotong_emergency_wording_get_label (sotong_emergency_wording_get_nth (i)));
  g_ptr_array_add (kinds, NULL);
  self->kind = new_choice (self, what, _("Kind"), (const char * const *) kinds->pdata);
  self->detected = new_entry (self, what, _("Detected, as 09:50 (empty: now)"));
  self->actor = new_choice (self, what, _("Acting person"), (const char * const[]) { NULL });
  adw_preferences_group_set_title (message, _("What Is Said"));
  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    self->fields[i] = new_entry (self, message, sotong_emergency_field_get_label ((SotongEmergencyField) i));
  self->language = new_choice (self, message, _("Language"), shown);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (what));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (message));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  return new_scrolled (box, FIELDS_WIDTH);
}

/* ---- where it goes ---- */

static GtkWidget *
build_channels (SotongEmergencyDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_("_Where it goes")), *group = gtk_drop_down_new_from_strings ((const char * const[]) { NULL });

  self->group = GTK_DROP_DOWN (group);
  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), group);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL, _("All channels, or those of a group"), -1);
  g_signal_connect_object (group, "notify::selected", G_CALLBACK (sotong_emergency_dialog_choose_group), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), group);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "emergency"); /* close together: all of an office's channels are seen */
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Channels with their counts"), -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (sotong_emergency_dialog_show_preview), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), new_scrolled (GTK_WIDGET (self->list), LIST_WIDTH));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  return box;
}

/* ---- how it reads there ---- */

static GtkWidget *
build_preview (SotongEmergencyDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scrolled;

  self->preview_title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->preview_title, 0);
  gtk_label_set_ellipsize (self->preview_title, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->preview_title), "heading");
  self->preview = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->preview, TRUE);
  gtk_label_set_wrap_mode (self->preview, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (self->preview, TRUE);
  gtk_label_set_width_chars (self->preview, PREVIEW_CHARS);
  gtk_label_set_xalign (self->preview, 0);
  gtk_label_set_yalign (self->preview, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->preview), "emergency-preview");
  scrolled = new_scrolled (GTK_WIDGET (self->preview), -1);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->preview_title));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 12);
  return box;
}

/* ---- what can be done ---- */

static GtkWidget *
new_button (SotongEmergencyDialog *self,
            GtkWidget             *box,
            const char            *label,
            const char            *css_class,
            void                 (*act) (SotongEmergencyDialog *self))
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  g_signal_connect_object (button, "clicked", G_CALLBACK (act), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
build_buttons (SotongEmergencyDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->needed = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->needed, 0);
  gtk_label_set_wrap (self->needed, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->needed), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->needed));
  self->end = new_button (self, box, _("_End the Emergency…"), NULL, sotong_emergency_dialog_end);
  self->save = new_button (self, box, _("_Keep as Composed"), NULL, sotong_emergency_dialog_save);
  self->start = new_button (self, box, _("_Start and Hold Everything"), "destructive-action", sotong_emergency_dialog_start);
  self->publish = new_button (self, box, _("_Publish…"), "destructive-action", sotong_emergency_dialog_ask_publish);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  return box;
}

static GtkWidget *
build_header (SotongEmergencyDialog *self)
{
  GtkWidget *header = adw_header_bar_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->watch = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->watch), "title-2");
  gtk_widget_add_css_class (GTK_WIDGET (self->watch), "numeric");
  self->marks = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->marks, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->marks), "caption");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->watch));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->marks));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), box);
  return header;
}

/* Fills the window. */
void
sotong_emergency_dialog_build (SotongEmergencyDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), build_header (self));
  self->problem_bar = new_bar (box, GTK_MESSAGE_ERROR, &self->problem);
  self->ratify_bar = new_bar (box, GTK_MESSAGE_WARNING, &self->ratify_label);
  add_to_bar (self, self->ratify_bar, _("_Ratify…"), G_CALLBACK (sotong_emergency_dialog_ask_ratify));
  self->back_bar = new_bar (box, GTK_MESSAGE_INFO, &self->back_label);
  self->put_back = add_to_bar (self, self->back_bar, _("Put _Back"), G_CALLBACK (sotong_emergency_dialog_put_back));
  self->discard = add_to_bar (self, self->back_bar, _("_Discard…"), G_CALLBACK (sotong_emergency_dialog_ask_discard));
  self->there_bar = new_bar (box, GTK_MESSAGE_WARNING, &self->there_label);
  self->take_back = add_to_bar (self, self->there_bar, _("_Take These Back…"), G_CALLBACK (sotong_emergency_dialog_take_back));
  self->body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->body), build_fields (self));
  gtk_box_append (GTK_BOX (self->body), build_channels (self));
  gtk_box_append (GTK_BOX (self->body), build_preview (self));
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ()); /* above the buttons: none of them may be covered in an emergency */
  adw_toast_overlay_set_child (self->toasts, self->body);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  gtk_box_append (GTK_BOX (box), build_buttons (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Emergency"));
  gtk_window_set_default_size (GTK_WINDOW (self), 1180, 690);
  gtk_window_set_hide_on_close (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
}
