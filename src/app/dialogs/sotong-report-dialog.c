/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-report-dialog-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-form.h"
#include "report/sotong-report-kind.h"
#include "report/sotong-table-csv.h"
#include "store/sotong-campaign.h"
#include "store/sotong-topic.h"

G_DEFINE_FINAL_TYPE (SotongReportDialog, sotong_report_dialog, ADW_TYPE_WINDOW)

guint
sotong_report_dialog_get_chosen (GtkWidget *row)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (row));
}

SotongTaskReport
sotong_report_dialog_get_kind (SotongReportDialog *self)
{
  guint kind = sotong_report_dialog_get_chosen (self->kind_row);

  return kind < SOTONG_TASK_N_REPORTS ? (SotongTaskReport) kind : SOTONG_TASK_REPORT_BUDGET;
}

const char *
sotong_report_dialog_get_period (SotongReportDialog *self)
{
  guint at = sotong_report_dialog_get_chosen (self->period_row);

  return at < g_strv_length (self->periods) ? self->periods[at] : self->periods[0];
}

gint64
sotong_report_dialog_get_topic (SotongReportDialog *self)
{
  guint at = sotong_report_dialog_get_chosen (self->topic_row);

  return sotong_report_has_topic (sotong_report_dialog_get_kind (self)) && at > 0 && at <= self->topics->len ? g_array_index (self->topics, gint64, at - 1) : 0;
}

/* Of the campaign alone whose results are shown; %NULL: of all in the period. Lasts until the dialog runs again. */
const char *
sotong_report_dialog_get_campaign (SotongReportDialog *self)
{
  guint at = sotong_report_dialog_get_chosen (self->campaign_row);

  return sotong_report_dialog_get_kind (self) == SOTONG_TASK_REPORT_CAMPAIGN && at > 0 && at <= self->campaigns->len
         ? g_ptr_array_index (self->campaigns, at - 1) : NULL;
}

const char *
sotong_report_dialog_get_table (SotongReportDialog *self)
{
  guint at = sotong_report_dialog_get_chosen (self->table_row);

  return self->tables != NULL && at < g_strv_length (self->tables) ? self->tables[at] : NULL;
}

void
sotong_report_dialog_say (SotongReportDialog *self,
                          const char         *text,
                          gboolean            wrong)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
}

void
sotong_report_dialog_update (SotongReportDialog *self)
{
  gboolean writing = self->task != NULL && !sotong_task_is_over (self->task);

  gtk_widget_set_sensitive (self->save, self->document != NULL && !writing);
  gtk_widget_set_sensitive (self->print, self->n_pages > 0);
  gtk_widget_set_sensitive (self->mail, self->document != NULL && !writing);
  gtk_widget_set_sensitive (self->close, self->document != NULL && !writing && !self->closing);
  gtk_widget_set_sensitive (self->close_all, self->document != NULL && !writing && !self->closing && strchr (sotong_report_dialog_get_period (self), 'W') == NULL);
  gtk_widget_set_sensitive (self->copy, sotong_report_dialog_get_table (self) != NULL);
  gtk_widget_set_sensitive (self->first, self->page > 0);
  gtk_widget_set_sensitive (self->back, self->page > 0);
  gtk_widget_set_sensitive (self->next, self->page + 1 < self->n_pages);
  gtk_widget_set_sensitive (self->last, self->page + 1 < self->n_pages);
  gtk_widget_set_visible (self->progress_box, writing);
}

/* ---- reading ---- */

typedef struct {
  SotongTaskReport kind;
  SotongRange      period;
  gint64           topic_id;
  char            *campaign;  /* (owned) (nullable): its number */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->campaign);
  g_free (question);
}

typedef struct {
  SotongDocument *document;  /* (owned) */
  GPtrArray      *topics;    /* (owned) (element-type SotongTopic) */
  GPtrArray      *campaigns; /* (owned) (element-type SotongCampaign) */
  gint64          closed_at; /* 0: it is open */
} Answer;

static void
answer_free (Answer *answer)
{
  if (answer == NULL)
    return;
  g_clear_object (&answer->document);
  g_clear_pointer (&answer->topics, g_ptr_array_unref);
  g_clear_pointer (&answer->campaigns, g_ptr_array_unref);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Question *question = data;
  SotongReportWhich which = { sotong_task_report_id (question->kind), question->period, question->topic_id, question->campaign };
  g_autoptr(Answer) answer = g_new0 (Answer, 1);
  g_autofree char *closed = NULL;

  answer->topics = sotong_topic_list (db, error);
  answer->campaigns = answer->topics != NULL ? sotong_campaign_list (db, error) : NULL;
  if (answer->campaigns == NULL || !sotong_report_freeze_get (db, &which, &closed, &answer->closed_at, error))
    return NULL;
  answer->document = sotong_report_kind_make (sotong_task_report_id (question->kind), db, question->period, question->topic_id, question->campaign, error);
  return answer->document != NULL ? g_steal_pointer (&answer) : NULL;
}

static void
fill_topics (SotongReportDialog *self,
             GPtrArray          *topics)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  if (self->topics->len > 0)
    return;
  gtk_string_list_append (names, _("All mentions"));
  for (guint i = 0; i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);

      gtk_string_list_append (names, topic->name);
      g_array_append_val (self->topics, topic->id);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->topic_row), G_LIST_MODEL (names));
}

static void
fill_campaigns (SotongReportDialog *self,
                GPtrArray          *campaigns)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  if (self->campaigns->len > 0)
    return;
  gtk_string_list_append (names, _("All campaigns of the period"));
  for (guint i = 0; i < campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (campaigns, i);

      gtk_string_list_append (names, campaign->name);
      g_ptr_array_add (self->campaigns, g_strdup_printf ("%" G_GINT64_FORMAT, campaign->id));
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->campaign_row), G_LIST_MODEL (names));
}

/* A strip of headlines or a list of contents is laid out as a table, but has no columns of data: it is left out. */
static void
fill_tables (SotongReportDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GStrvBuilder) kept = g_strv_builder_new ();
  g_auto(GStrv) all = sotong_document_list_tables (self->document);
  const char *main_table = sotong_report_kind_main_table (sotong_task_report_id (sotong_report_dialog_get_kind (self)));
  guint at = 0;

  for (guint i = 0, n = 0; all[i] != NULL; i++)
    {
      if (!sotong_table_csv_has_data (sotong_document_find_table (self->document, all[i])))
        continue;
      g_strv_builder_add (kept, all[i]);
      gtk_string_list_append (names, sotong_report_table_label (all[i]));
      if (g_strcmp0 (all[i], main_table) == 0)
        at = n;
      n++;
    }
  g_strfreev (self->tables);
  self->tables = g_strv_builder_end (kept);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->table_row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->table_row), at);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongReportDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(Answer) answer = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (self == NULL || self->reading == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  g_clear_object (&self->reading);
  if (answer == NULL)
    {
      gtk_spinner_stop (self->spinner);
      sotong_report_dialog_say (self, error->message, TRUE);
      sotong_report_dialog_update (self);
      return;
    }
  self->updating = TRUE;
  self->document = g_steal_pointer (&answer->document);
  self->closed_at = answer->closed_at;
  sotong_report_dialog_show_closed (self);
  fill_topics (self, answer->topics);
  fill_campaigns (self, answer->campaigns);
  fill_tables (self);
  self->updating = FALSE;
  self->preview = sotong_report_preview_new (self->document);
  sotong_report_dialog_show_page (self, 0);
}

void
sotong_report_dialog_read_again (SotongReportDialog *self)
{
  Question question = { sotong_report_dialog_get_kind (self), { 0, 0 }, sotong_report_dialog_get_topic (self), NULL };

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  sotong_report_dialog_forget_pages (self);
  gtk_picture_set_paintable (self->picture, NULL);
  gtk_label_set_text (self->place, "");
  sotong_report_dialog_say (self, NULL, FALSE);
  sotong_report_dialog_update (self);
  if (!sotong_time_parse_period (sotong_report_dialog_get_period (self), sotong_context_get_zone (self->context), &question.period, NULL))
    return;
  question.campaign = g_strdup (sotong_report_dialog_get_campaign (self));
  self->reading = g_cancellable_new ();
  gtk_spinner_start (self->spinner);
  sotong_store_read_async (sotong_context_get_store (self->context), read_job, g_memdup2 (&question, sizeof question), question_free,
                           (GDestroyNotify) answer_free, self->reading, read_cb, sotong_dialog_to_weak (self));
}

static void
fill_periods (SotongReportDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint at;

  g_strfreev (self->periods);
  self->periods = sotong_report_list_periods (self->context, sotong_report_dialog_get_kind (self), &at);
  for (guint i = 0; self->periods[i] != NULL; i++)
    gtk_string_list_take (names, sotong_report_period_label (self->periods[i], sotong_context_get_zone (self->context)));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->period_row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->period_row), at);
  gtk_widget_set_visible (self->note, sotong_report_dialog_get_kind (self) == SOTONG_TASK_REPORT_OPINION);
  gtk_widget_set_visible (self->topic_row, sotong_report_has_topic (sotong_report_dialog_get_kind (self)));
  gtk_widget_set_visible (self->campaign_row, sotong_report_dialog_get_kind (self) == SOTONG_TASK_REPORT_CAMPAIGN);
}

static void
kind_cb (SotongReportDialog *self)
{
  if (self->updating || self->context == NULL)
    return;
  self->updating = TRUE;
  fill_periods (self);
  self->updating = FALSE;
  sotong_report_dialog_read_again (self);
}

static void
choice_cb (SotongReportDialog *self)
{
  if (!self->updating && self->context != NULL)
    sotong_report_dialog_read_again (self);
}

static void
format_cb (SotongReportDialog *self)
{
  if (!self->updating)
    sotong_report_dialog_update (self);
}

/* ---- the class ---- */

static void
sotong_report_dialog_dispose (GObject *object)
{
  SotongReportDialog *self = SOTONG_REPORT_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  sotong_report_dialog_forget_pages (self);
  g_clear_object (&self->task);
  g_clear_object (&self->context);
  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->periods, g_strfreev);
  g_clear_pointer (&self->topics, g_array_unref);
  g_clear_pointer (&self->campaigns, g_ptr_array_unref);
  g_clear_pointer (&self->letter, g_free);
  G_OBJECT_CLASS (sotong_report_dialog_parent_class)->dispose (object);
}

/* What the button does, where it can be pressed. */
static gboolean
save_key_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  return gtk_widget_mnemonic_activate (SOTONG_REPORT_DIALOG (widget)->save, FALSE);
}

static gboolean
print_key_cb (GtkWidget *widget,
              GVariant  *args,
              gpointer   user_data)
{
  return gtk_widget_mnemonic_activate (SOTONG_REPORT_DIALOG (widget)->print, FALSE);
}

static void
sotong_report_dialog_class_init (SotongReportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const guint keys[] = { GDK_KEY_Home, GDK_KEY_Page_Up, GDK_KEY_Page_Down, GDK_KEY_End };

  G_OBJECT_CLASS (klass)->dispose = sotong_report_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "report.page", "i", sotong_report_dialog_page_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, save_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, print_key_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i], 0, "report.page", "i", (int) i);
}

static GtkWidget *
add_choice (SotongReportDialog  *self,
            AdwPreferencesGroup *group,
            const char          *title,
            GCallback            callback)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "notify::selected", callback, self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
build_progress (SotongReportDialog *self)
{
  GtkWidget *stop = gtk_button_new_with_mnemonic (_("_Stop"));

  self->progress_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->progress), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->progress), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How far the file is"), -1);
  gtk_box_append (GTK_BOX (self->progress_box), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (self->progress_box), stop);
  g_signal_connect_object (stop, "clicked", G_CALLBACK (sotong_report_dialog_stop), self, G_CONNECT_SWAPPED);
  return self->progress_box;
}

static GtkWidget *
build_choices (SotongReportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *scrolled = gtk_scrolled_window_new ();
  AdwPreferencesGroup *what = ADW_PREFERENCES_GROUP (adw_preferences_group_new ()), *how = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autoptr(GtkStringList) kinds = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) formats = gtk_string_list_new (NULL);

  for (int i = 0; i < SOTONG_TASK_N_REPORTS; i++)
    gtk_string_list_append (kinds, sotong_task_report_name ((SotongTaskReport) i));
  for (guint i = 0; i < SOTONG_REPORT_N_FORMATS; i++)
    gtk_string_list_append (formats, sotong_report_format_label (i));
  self->kind_row = add_choice (self, what, _("Report"), G_CALLBACK (kind_cb));
  self->period_row = add_choice (self, what, _("Period"), G_CALLBACK (choice_cb));
  self->topic_row = add_choice (self, what, _("Topic"), G_CALLBACK (choice_cb));
  sotong_form_show_whole (self->period_row); /* a week says its days as well */
  sotong_form_show_whole (self->topic_row);
  self->campaign_row = add_choice (self, what, _("Campaign"), G_CALLBACK (choice_cb));
  sotong_form_show_whole (self->campaign_row);
  self->format_row = add_choice (self, how, _("Write as"), G_CALLBACK (format_cb));
  self->table_row = add_choice (self, how, _("Table"), G_CALLBACK (format_cb));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->kind_row), G_LIST_MODEL (kinds));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->format_row), G_LIST_MODEL (formats));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (what));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (how));
  self->copy = gtk_button_new_with_mnemonic (_("_Copy Table"));
  gtk_box_append (GTK_BOX (box), self->copy);
  self->note = gtk_button_new_with_mnemonic (_("_Implications…"));
  gtk_box_append (GTK_BOX (box), self->note);
  self->close = gtk_button_new_with_mnemonic (_("Close the _Figures"));
  gtk_widget_set_tooltip_text (self->close, _("Made again, the report of this period has the same figures"));
  gtk_box_append (GTK_BOX (box), self->close);
  self->close_all = gtk_button_new_with_mnemonic (_("Close All Reports of the P_eriod…"));
  gtk_widget_set_tooltip_text (self->close_all, _("The reports of every kind of the month or year at once"));
  gtk_box_append (GTK_BOX (box), self->close_all);
  g_signal_connect_object (self->close, "clicked", G_CALLBACK (sotong_report_dialog_close_figures), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->close_all, "clicked", G_CALLBACK (sotong_report_dialog_close_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note, "clicked", G_CALLBACK (sotong_report_dialog_note), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->copy, "clicked", G_CALLBACK (sotong_report_dialog_copy), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), build_progress (self));
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_xalign (self->message, 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->message));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_size_request (scrolled, 340, -1);
  gtk_widget_set_hexpand (scrolled, FALSE); /* the progress bar fills it, and takes nothing from the pages */
  return scrolled;
}

static GtkWidget *
add_mover (SotongReportDialog *self,
           GtkWidget          *box,
           const char         *icon,
           const char         *label,
           GCallback           callback)
{
  GtkWidget *button = sotong_dialog_new_button (icon, label);

  gtk_box_append (GTK_BOX (box), button);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
build_preview (SotongReportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new (), *viewport = gtk_viewport_new (NULL, NULL);

  self->first = add_mover (self, bar, "go-first-symbolic", _("First page"), G_CALLBACK (sotong_report_dialog_first));
  self->back = add_mover (self, bar, "go-previous-symbolic", _("Previous page"), G_CALLBACK (sotong_report_dialog_back));
  self->place = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "numeric");
  gtk_label_set_width_chars (self->place, 14);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->place));
  self->next = add_mover (self, bar, "go-next-symbolic", _("Next page"), G_CALLBACK (sotong_report_dialog_next));
  self->last = add_mover (self, bar, "go-last-symbolic", _("Last page"), G_CALLBACK (sotong_report_dialog_last));
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The pages are being made"), -1);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->spinner));
  gtk_widget_set_halign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (bar, 6);
  gtk_widget_set_margin_bottom (bar, 6);
  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->picture), GTK_ALIGN_START);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), GTK_WIDGET (self->picture));
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_ALWAYS);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), viewport);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Preview"), -1);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static void
sotong_report_dialog_init (SotongReportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *inner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *header = adw_header_bar_new ();

  self->topics = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->campaigns = g_ptr_array_new_with_free_func (g_free);
  self->updating = TRUE;
  self->save = gtk_button_new_with_mnemonic (_("_Save…"));
  self->print = gtk_button_new_with_mnemonic (_("_Print…"));
  self->mail = gtk_button_new_with_mnemonic (_("E-_Mail…"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->print);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->mail);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (sotong_report_dialog_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mail, "clicked", G_CALLBACK (sotong_report_dialog_mail), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->print, "clicked", G_CALLBACK (sotong_report_dialog_print), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (inner), build_choices (self));
  gtk_box_append (GTK_BOX (inner), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (inner), build_preview (self));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), inner);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Report"));
  gtk_window_set_default_size (GTK_WINDOW (self), 1120, 680);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
}

/**
 * sotong_report_dialog_present:
 * @window: a window with a workspace
 * @kind: which report is shown first
 *
 * Returns: (transfer none): the dialog, which GTK holds
 */
SotongReportDialog *
sotong_report_dialog_present (SotongWindow     *window,
                              SotongTaskReport  kind)
{
  SotongContext *context = sotong_window_get_context (window);
  SotongReportDialog *self;

  g_return_val_if_fail (context != NULL, NULL);

  self = g_object_new (SOTONG_TYPE_REPORT_DIALOG, "transient-for", window, NULL);
  g_set_weak_pointer (&self->window, window);
  self->context = g_object_ref (context);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->kind_row), kind);
  fill_periods (self);
  self->updating = FALSE;
  sotong_report_dialog_read_again (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/* How many pages the report has, 0 until they are made. */
guint
sotong_report_dialog_get_n_pages (SotongReportDialog *self)
{
  g_return_val_if_fail (SOTONG_IS_REPORT_DIALOG (self), 0);
  return self->n_pages;
}

/* Whether the report is still being read or drawn, or a file written. */
gboolean
sotong_report_dialog_is_busy (SotongReportDialog *self)
{
  g_return_val_if_fail (SOTONG_IS_REPORT_DIALOG (self), FALSE);
  return self->reading != NULL || self->closing || self->n_drawing > 0 || (self->task != NULL && !sotong_task_is_over (self->task));
}
