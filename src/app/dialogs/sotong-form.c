/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form-mark.h"
#include "app/dialogs/sotong-form.h"
#include "app/sotong-entry-fill.h"
#include "util/sotong-text.h"
#include "util/sotong-time-office.h"

/**
 * SotongForm:
 *
 * A small window that asks for a few values: rows to fill in, one button that accepts, and a
 * place for the sentence that says why it could not. It stays open, with what was typed, until
 * the values are saved.
 */
struct _SotongForm
{
  AdwWindow            parent_instance;
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *group;
  GtkButton           *accept;
  GtkButton           *cancel;
  GtkInfoBar          *bar;
  GtkSpinner          *spinner;
  GtkLabel            *message;
  guint                entries;
  gboolean             busy;     /* its values are being saved */
  gboolean             reading;  /* they are not there yet: nothing is lost when it closes */
  gboolean             done;     /* they are saved: it closes */
  gboolean             gone;     /* it was closed: there is nothing left to say anything in */
  GCancellable        *working;  /* (owned) (nullable): of what takes a while and can be stopped */
  GtkWidget           *wrong;    /* (unowned) (nullable): the row that is marked */
  GtkWidget           *typed_in; /* (unowned) (nullable): where the focus was when it was accepted */
};

G_DEFINE_FINAL_TYPE (SotongForm, sotong_form, ADW_TYPE_WINDOW)

enum {
  SIGNAL_ACCEPTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

typedef enum {
  PROP_BUSY = 1,
} SotongFormProperty;

static GParamSpec *properties[PROP_BUSY + 1];

static void
sotong_form_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch ((SotongFormProperty) prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, SOTONG_FORM (object)->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
accept_cb (SotongForm *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  sotong_form_clear_problem (self);
  if (focus != GTK_WIDGET (self->accept))
    g_set_weak_pointer (&self->typed_in, focus);
  /* The last syllable may still be in the input method: the entry gets it when it loses the focus. */
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->accept));
  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0);
}

static void
sotong_form_dispose (GObject *object)
{
  SotongForm *self = SOTONG_FORM (object);

  self->gone = TRUE;
  if (self->working != NULL)
    g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  sotong_form_unmark (&self->wrong);
  g_clear_weak_pointer (&self->typed_in);
  G_OBJECT_CLASS (sotong_form_parent_class)->dispose (object);
}

static void
sotong_form_class_init (SotongFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_form_dispose;
  G_OBJECT_CLASS (klass)->get_property = sotong_form_get_property;
  /**
   * SotongForm:busy:
   *
   * Its values are being saved: they cannot be changed.
   */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);
  /**
   * SotongForm::accepted:
   *
   * A person wants the values to be saved: save them and close the form, or say why not
   * with sotong_form_fail().
   */
  signals[SIGNAL_ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_header (SotongForm *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *accept = gtk_button_new ();

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_button_set_use_underline (GTK_BUTTON (accept), TRUE);
  gtk_widget_add_css_class (accept, "suggested-action");
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (accept_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), accept);
  gtk_widget_set_focus_on_click (accept, FALSE); /* where one typed is known then, should it be refused */
  self->accept = GTK_BUTTON (accept);
  self->cancel = GTK_BUTTON (cancel);
  return header;
}

/* A person begins with the first row, or says yes to what stands there; nobody opened a form to cancel it. */
static void
map_cb (SotongForm *self)
{
  if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL && !gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD))
    gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->accept));
}

/* What takes a while is stopped first; what was typed stays. While it is being saved nobody knows yet whether it will be. */
static gboolean
close_request_cb (SotongForm *self)
{
  if (self->done || self->reading)
    return GDK_EVENT_PROPAGATE;
  if (self->working != NULL)
    g_cancellable_cancel (self->working);
  else if (self->busy)
    sotong_form_tell (self, _("It is being saved just now. The form closes by itself then; should it not be saved, it says why."));
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
sotong_form_init (SotongForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_header (self));
  self->bar = GTK_INFO_BAR (gtk_info_bar_new ());
  gtk_info_bar_set_message_type (self->bar, GTK_MESSAGE_ERROR);
  gtk_info_bar_set_revealed (self->bar, FALSE);
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_wrap_mode (self->message, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->message, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->message), TRUE);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("At work"), -1);
  gtk_info_bar_add_child (self->bar, GTK_WIDGET (self->spinner));
  gtk_info_bar_add_child (self->bar, GTK_WIDGET (self->message));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->page), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->page));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 480, 520);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->accept));
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
}

/**
 * sotong_form_new:
 * @parent: (nullable): the window it belongs to
 * @title: what it is for
 * @accept_label: what the accepting button says, with a mnemonic
 *
 * Returns: (transfer full): a form without rows
 */
SotongForm *
sotong_form_new (GtkWindow  *parent,
                 const char *title,
                 const char *accept_label)
{
  SotongForm *self = g_object_new (SOTONG_TYPE_FORM, "transient-for", parent, "title", title, NULL);

  gtk_button_set_label (self->accept, accept_label);
  return self;
}

static GtkWidget *
find_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_wrap (GTK_LABEL (widget)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_words (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* libadwaita 1.2 has the words beside what else may stand in the head, in a box that asks how narrow two lines of them can be. Of
 * Korean ones GTK 4.8 says: as wide as one line, which the window cuts. Below each other they are as wide as the group. */
static void
stack_words (GtkWidget *group)
{
  GtkWidget *words = find_words (group), *head = words != NULL ? gtk_widget_get_parent (gtk_widget_get_parent (words)) : NULL;

  if (GTK_IS_BOX (head))
    gtk_orientable_set_orientation (GTK_ORIENTABLE (head), GTK_ORIENTATION_VERTICAL);
}

/* Rows that follow belong to the group. Its words are texts, not markup. */
void
sotong_form_add_group (SotongForm *self,
                       const char *title,
                       const char *description)
{
  g_return_if_fail (SOTONG_IS_FORM (self));

  self->group = sotong_dialog_add_group (self->page, title, description);
  if (description != NULL)
    stack_words (GTK_WIDGET (self->group));
}

/* What stands above the rows of the group that was added last: a text, no markup. */
void
sotong_form_set_words (SotongForm *self,
                       const char *words)
{
  g_return_if_fail (SOTONG_IS_FORM (self));
  g_return_if_fail (self->group != NULL);

  sotong_dialog_set_words (self->group, NULL, words);
}

static GtkWidget *
add_row (SotongForm *self,
         GtkWidget  *row,
         const char *title)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  sotong_form_add_row (self, row);
  return row;
}

/* A row of another kind; what it says is text, not markup. */
void
sotong_form_add_row (SotongForm *self,
                     GtkWidget  *row)
{
  g_return_if_fail (SOTONG_IS_FORM (self));

  if (self->group == NULL)
    sotong_form_add_group (self, NULL, NULL);
  if (ADW_IS_PREFERENCES_ROW (row))
    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_group_add (self->group, row);
}

/**
 * sotong_form_add_entry:
 * @self: a form
 * @title: what to type
 * @text: (nullable): what stands there first
 *
 * Returns: (transfer none): the row, for sotong_form_get_text()
 */
GtkWidget *
sotong_form_add_entry (SotongForm *self,
                       const char *title,
                       const char *text)
{
  GtkWidget *row;

  g_return_val_if_fail (SOTONG_IS_FORM (self), NULL);

  row = add_row (self, adw_entry_row_new (), title);
  sotong_entry_fill (GTK_EDITABLE (row), text != NULL ? text : "");
  /* A person begins to type in the first entry, rather than to cancel. */
  if (self->entries++ == 0)
    gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row))));
  g_object_set (row, "activates-default", TRUE, NULL);
  return row;
}

GtkWidget *
sotong_form_add_password (SotongForm *self,
                          const char *title)
{
  GtkWidget *row;

  g_return_val_if_fail (SOTONG_IS_FORM (self), NULL);

  row = add_row (self, adw_password_entry_row_new (), title);
  g_object_set (row, "activates-default", TRUE, NULL);
  return row;
}

GtkWidget *
sotong_form_add_choice (SotongForm         *self,
                        const char         *title,
                        const char * const *choices,
                        guint               selected)
{
  GtkWidget *row;
  g_autoptr(GtkStringList) model = gtk_string_list_new (choices);

  g_return_val_if_fail (SOTONG_IS_FORM (self), NULL);

  row = add_row (self, adw_combo_row_new (), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_window_set_focus (GTK_WINDOW (self), row);
  return row;
}

static void
set_up_choice_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_list_item_set_child (item, label);
}

static void
bind_choice_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/**
 * sotong_form_show_whole:
 * @choice: a row of choices, which are texts
 *
 * Shows long choices whole, in the row and in its list; else they are cut after some twenty letters.
 */
void
sotong_form_show_whole (GtkWidget *choice)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (ADW_IS_COMBO_ROW (choice));

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_choice_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_choice_cb), NULL);
  adw_combo_row_set_list_factory (ADW_COMBO_ROW (choice), factory);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (choice), FALSE); /* names are typed by people */
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (choice), TRUE);
}

/* Its title stands where an empty entry has it: a click there goes into the text as it does there. */
static void
title_pressed_cb (GtkWidget *view)
{
  gtk_widget_grab_focus (view);
}

/**
 * sotong_form_add_text:
 * @self: a form
 * @title: what to type
 * @text: (nullable): what stands there first
 *
 * Returns: (transfer none): an entry of several lines, for sotong_form_dup_lines()
 */
GtkWidget *
sotong_form_add_text (SotongForm *self,
                      const char *title,
                      const char *text)
{
  GtkWidget *row = adw_preferences_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (title), *view = gtk_text_view_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  g_return_val_if_fail (SOTONG_IS_FORM (self), NULL);

  g_signal_connect_object (press, "pressed", G_CALLBACK (title_pressed_cb), view, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (press));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text != NULL ? text : "", -1);
  gtk_widget_set_size_request (view, -1, 56);
  gtk_widget_add_css_class (view, "form-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), view);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  add_row (self, row, title);
  return view;
}

/**
 * sotong_form_add_check:
 * @self: a form
 * @title: what is chosen
 * @subtitle: (nullable): more of it
 * @active: whether it is at first
 *
 * Returns: (transfer none): its #GtkCheckButton
 */
GtkWidget *
sotong_form_add_check (SotongForm *self,
                       const char *title,
                       const char *subtitle,
                       gboolean    active)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();

  g_return_val_if_fail (SOTONG_IS_FORM (self), NULL);

  add_row (self, row, title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  return check;
}

static GtkWidget *
add_day (GtkWidget  *row,
         const char *title,
         const char *name,
         const char *day)
{
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *label = g_strdup_printf ("%s: %s", title, name);

  sotong_entry_fill (GTK_EDITABLE (entry), day != NULL ? day : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 10);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_widget_set_tooltip_text (entry, name);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
  return entry;
}

/**
 * sotong_form_add_days:
 * @self: a form
 * @title: what the days are of
 * @first_name: what the first day is
 * @first_day: (nullable): YYYY-MM-DD
 * @second_name: what the second is
 * @second_day: (nullable): likewise
 * @out_first: (out) (transfer none): the first entry, for sotong_form_get_text()
 * @out_second: (out) (transfer none): the second
 */
void
sotong_form_add_days (SotongForm  *self,
                      const char  *title,
                      const char  *first_name,
                      const char  *first_day,
                      const char  *second_name,
                      const char  *second_day,
                      GtkWidget  **out_first,
                      GtkWidget  **out_second)
{
  GtkWidget *row = adw_action_row_new ();

  g_return_if_fail (SOTONG_IS_FORM (self));

  add_row (self, row, title);
  *out_first = add_day (row, title, first_name, first_day);
  *out_second = add_day (row, title, second_name, second_day);
}

/* What was typed into an entry of several lines. */
char *
sotong_form_dup_lines (GtkWidget *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* What was typed, lent until it changes. */
const char *
sotong_form_get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

/* The day, or the day and time, that was typed: as ISO 8601 where it is written as in an office. (transfer full) */
char *
sotong_form_dup_day (GtkWidget *entry)
{
  g_autofree char *line = sotong_form_dup_line (entry, 200);

  return sotong_time_typed_to_iso (line);
}

/* What was typed as one line of at most @max_chars characters, without blanks around it. (transfer full) */
char *
sotong_form_dup_line (GtkWidget *entry,
                      gsize      max_chars)
{
  g_autofree char *line = sotong_text_single_line (sotong_form_get_text (entry), max_chars);

  return g_strdup (g_strstrip (line));
}

static void
set_state (SotongForm   *self,
           gboolean      busy,
           GCancellable *working)
{
  self->reading = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), !busy);
  g_set_object (&self->working, working);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), working != NULL);
  gtk_spinner_set_spinning (self->spinner, working != NULL);
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* While the values are being saved they cannot be changed, nor saved twice. Of a form that was closed it does nothing. */
void
sotong_form_set_busy (SotongForm *self,
                      gboolean    busy)
{
  g_return_if_fail (SOTONG_IS_FORM (self));

  if (!self->gone)
    set_state (self, busy, NULL);
}

/* The values are being read: the form is busy until sotong_form_set_busy() or sotong_form_fail(), and can be closed meanwhile. */
void
sotong_form_set_reading (SotongForm *self)
{
  g_return_if_fail (SOTONG_IS_FORM (self));

  sotong_form_set_busy (self, TRUE);
  self->reading = TRUE;
}

gboolean
sotong_form_get_busy (SotongForm *self)
{
  g_return_val_if_fail (SOTONG_IS_FORM (self), FALSE);
  return self->busy;
}

/* What was said of an earlier try does not hold any more. */
void
sotong_form_clear_problem (SotongForm *self)
{
  g_return_if_fail (SOTONG_IS_FORM (self));

  if (self->gone)
    return;
  sotong_form_unmark (&self->wrong);
  gtk_info_bar_set_revealed (self->bar, FALSE);
}

static void
say (SotongForm     *self,
     GtkMessageType  type,
     const char     *message)
{
  if (self->gone)
    return;
  gtk_info_bar_set_message_type (self->bar, type);
  gtk_label_set_text (self->message, message);
  gtk_info_bar_set_revealed (self->bar, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, message, -1);
}

/* Says what is no problem, above the rows. */
void
sotong_form_tell (SotongForm *self,
                  const char *message)
{
  g_return_if_fail (SOTONG_IS_FORM (self));
  say (self, GTK_MESSAGE_INFO, message);
}

/**
 * sotong_form_begin_work:
 * @self: a form that was accepted
 * @message: what is being done
 * @cancellable: stops it
 *
 * Before its values can be saved something takes a while: the form is busy and says so, until sotong_form_set_busy() or
 * sotong_form_fail(). Who wants to close it meanwhile stops that, and the form stays. Where it was closed already nothing
 * is said, and nothing is stopped.
 */
void
sotong_form_begin_work (SotongForm   *self,
                        const char   *message,
                        GCancellable *cancellable)
{
  g_return_if_fail (SOTONG_IS_FORM (self));

  if (self->gone)
    return;
  set_state (self, TRUE, cancellable);
  say (self, GTK_MESSAGE_INFO, message);
}

/* What sotong_form_begin_work() said was stopped, and nothing is stored: the form is as before. */
void
sotong_form_stopped (SotongForm *self)
{
  g_return_if_fail (SOTONG_IS_FORM (self));

  sotong_form_set_busy (self, FALSE);
  sotong_form_clear_problem (self);
}

/* Says why the values could not be saved; they stay. */
void
sotong_form_fail (SotongForm *self,
                  const char *message)
{
  g_return_if_fail (SOTONG_IS_FORM (self));

  sotong_form_set_busy (self, FALSE);
  say (self, GTK_MESSAGE_ERROR, message);
  if (!self->gone && self->typed_in != NULL)
    gtk_window_set_focus (GTK_WINDOW (self), self->typed_in);
}

/**
 * sotong_form_stay:
 * @self: a form whose values are saved
 * @message: what did not go with them
 *
 * Says what is missing. What is stored is not stored again: from now on the form can only be read and closed.
 */
void
sotong_form_stay (SotongForm *self,
                  const char *message)
{
  g_return_if_fail (SOTONG_IS_FORM (self));

  sotong_form_journal_saved (GTK_WINDOW (self));
  sotong_form_fail (self, message);
  if (self->gone)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept), FALSE);
  gtk_button_set_label (self->cancel, _("_Close")); /* nothing is cancelled by it any more */
}

/**
 * sotong_form_fail_at:
 * @self: a form
 * @row: one of its rows, which is wrong
 * @message: why
 *
 * As sotong_form_fail(); @row is marked, and the cursor goes there.
 */
void
sotong_form_fail_at (SotongForm *self,
                     GtkWidget  *row,
                     const char *message)
{
  g_return_if_fail (SOTONG_IS_FORM (self));

  sotong_form_fail (self, message);
  if (!self->gone)
    sotong_form_mark (&self->wrong, row);
}

/**
 * sotong_form_done:
 * @self: a form whose values are saved
 *
 * Closes it. While they are being saved nobody else can.
 */
void
sotong_form_done (SotongForm *self)
{
  g_return_if_fail (SOTONG_IS_FORM (self));

  sotong_form_journal_saved (GTK_WINDOW (self));
  self->done = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

typedef struct {
  SotongForm     *form;         /* (owned) */
  GDestroyNotify  result_free;  /* (nullable) */
} Writing;

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Writing *writing = user_data;
  g_autoptr(SotongForm) form = writing->form;
  g_autoptr(GError) error = NULL;
  gpointer written = sotong_store_write_finish (SOTONG_STORE (object), result, &error);

  if (written != NULL && writing->result_free != NULL)
    writing->result_free (written);
  if (error != NULL)
    sotong_form_fail (form, error->message);
  else
    sotong_form_done (form);
}

/**
 * sotong_form_write:
 * @self: a form
 * @store: the open workspace
 * @job: what saves the values
 * @data: (transfer full): the values, for @job
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees what @job returns
 *
 * Saves the values and closes the form, or says why not; then they stay to be put right.
 */
void
sotong_form_write (SotongForm     *self,
                   SotongStore    *store,
                   SotongStoreJob  job,
                   gpointer        data,
                   GDestroyNotify  data_free,
                   GDestroyNotify  result_free)
{
  Writing *writing;

  g_return_if_fail (SOTONG_IS_FORM (self));
  g_return_if_fail (SOTONG_IS_STORE (store));

  writing = g_new0 (Writing, 1);
  writing->form = g_object_ref (self);
  writing->result_free = result_free;
  sotong_form_set_busy (self, TRUE);
  sotong_store_write_async (store, SOTONG_WRITE_DEFAULT, job, data, data_free, result_free, NULL, written_cb, writing);
}
