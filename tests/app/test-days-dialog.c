/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/dialogs/sotong-days-dialog-private.h"
#include "app/dialogs/sotong-form.h"
#include "panes-data.h"
#include "plan/sotong-holiday.h"
#include "store/sotong-change.h"
#include "util/sotong-i18n.h"

static SotongDaysDialog *
open_dialog (PanesFixture *f)
{
  SotongDaysDialog *self = SOTONG_DAYS_DIALOG (sotong_days_dialog_new (GTK_WINDOW (f->window.window), f->context));

  gtk_window_present (GTK_WINDOW (self));
  panes_wait_until (self->days != NULL);
  return self;
}

/* The button in the row whose title begins with @title, or NULL. */
static GtkWidget *
find_button (GPtrArray  *rows,
             const char *title)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);

      if (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title) != NULL)
        return find_widget (row, "GtkButton");
    }
  return NULL;
}

static gboolean
has_holiday (SotongDaysDialog *self,
             const char       *name)
{
  for (guint i = 0; i < self->days->holidays->len; i++)
    if (g_str_equal (((SotongHoliday *) g_ptr_array_index (self->days->holidays, i))->name, name))
      return TRUE;
  return FALSE;
}

static gboolean
has_period (SotongDaysDialog *self,
            const char       *name)
{
  for (guint i = 0; i < self->days->periods->len; i++)
    if (g_str_equal (((SotongRestrictedPeriod *) g_ptr_array_index (self->days->periods, i))->name, name))
      return TRUE;
  return FALSE;
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongChangeInfo) info = sotong_change_undo (db, error);

  return info != NULL ? data : NULL;
}

static void
undo (PanesFixture *f)
{
  GError *error = NULL;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, undo_job, f, NULL, &error));
  g_assert_no_error (error);
}

/* A holiday is taken away, brought back by its button, and taken away again by an undo of that. */
static void
test_holidays (PanesFixture  *f,
               gconstpointer  data)
{
  SotongDaysDialog *self = open_dialog (f);

  g_assert_cmpint (self->days->year, ==, 2016);
  g_assert_true (has_holiday (self, "National Foundation Day"));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (self)), ==, 0);
  panes_click (find_button (self->holiday_rows, "National Foundation Day"));
  panes_wait_until (!has_holiday (self, "National Foundation Day"));
  g_assert_cmpuint (self->days->hidden->len, ==, 1);
  panes_click (find_button (self->holiday_rows, "National Foundation Day"));
  panes_wait_until (has_holiday (self, "National Foundation Day"));
  undo (f);
  panes_wait_until (!has_holiday (self, "National Foundation Day"));
  gtk_spin_button_set_value (self->year, 2017);
  panes_wait_until (self->days->year == 2017);
  g_assert_true (has_holiday (self, "National Foundation Day"));
  gtk_window_destroy (GTK_WINDOW (self));
}

static SotongForm *
find_form (void)
{
  g_autoptr(GListModel) tops = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (tops); i++)
    {
      g_autoptr(GtkWidget) top = g_list_model_get_item (tops, i);

      if (SOTONG_IS_FORM (top))
        return SOTONG_FORM (top);
    }
  return NULL;
}

/* The @n-th entry of a form. */
static void
type (SotongForm *form,
      GtkWidget  *widget,
      int        *n,
      const char *text)
{
  if (ADW_IS_ENTRY_ROW (widget) && (*n)-- == 0)
    gtk_editable_set_text (GTK_EDITABLE (widget), text);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    type (form, child, n, text);
}

static void
type_into (SotongForm *form,
           int         n,
           const char *text)
{
  type (form, GTK_WIDGET (form), &n, text);
}

static void
test_add_holiday (PanesFixture  *f,
                  gconstpointer  data)
{
  SotongDaysDialog *self = open_dialog (f);
  SotongForm *form;

  sotong_days_dialog_add_holiday (self);
  form = find_form ();
  type_into (form, 0, "28.10.2016");
  type_into (form, 1, "시민의 날");
  g_signal_emit_by_name (form, "accepted");
  g_assert_nonnull (panes_find_text (GTK_WIDGET (form), "The date is written as 2016-10-28."));
  type_into (form, 0, "2016-10-28");
  g_signal_emit_by_name (form, "accepted");
  panes_wait_until (has_holiday (self, "시민의 날"));
  panes_wait_until (find_form () == NULL);
  undo (f);
  panes_wait_until (!has_holiday (self, "시민의 날"));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
test_periods (PanesFixture  *f,
              gconstpointer  data)
{
  SotongDaysDialog *self = open_dialog (f);
  SotongForm *form;

  g_assert_cmpuint (self->days->periods->len, ==, 11);
  sotong_days_dialog_edit_period (self, NULL);
  form = find_form ();
  type_into (form, 0, "국가애도기간");
  type_into (form, 1, "2016-10-18");
  type_into (form, 2, "2016-10-22");
  g_signal_emit_by_name (form, "accepted");
  panes_wait_until (panes_find_text (GTK_WIDGET (form), "A restricted period needs the legal ground it rests on. Quote it, as the number of the "
                                     "article or of the notice.") != NULL);
  type_into (form, 3, "국무회의 의결");
  g_signal_emit_by_name (form, "accepted");
  panes_wait_until (has_period (self, "국가애도기간"));
  panes_wait_until (find_form () == NULL);
  panes_click (find_button (self->period_rows, "국가애도기간"));
  panes_wait_until (!has_period (self, "국가애도기간"));
  undo (f);
  panes_wait_until (has_period (self, "국가애도기간"));
  /* An election's can be edited as well. */
  for (guint i = 0; i < self->days->periods->len; i++)
    if (g_str_equal (((SotongRestrictedPeriod *) g_ptr_array_index (self->days->periods, i))->key, "local-2018-06-13"))
      {
        sotong_days_dialog_edit_period (self, g_ptr_array_index (self->days->periods, i));
        break;
      }
  form = find_form ();
  type_into (form, 0, "2018 지방선거 기간");
  g_signal_emit_by_name (form, "accepted");
  panes_wait_until (has_period (self, "2018 지방선거 기간"));
  panes_wait_until (find_form () == NULL);
  /* And be taken away and brought back as it was. */
  panes_click (find_button (self->period_rows, "2018 지방선거 기간"));
  panes_wait_until (!has_period (self, "2018 지방선거 기간"));
  g_assert_cmpuint (self->days->removed->len, ==, 1);
  panes_click (find_button (self->period_rows, "2018 지방선거 기간"));
  panes_wait_until (has_period (self, "2018 지방선거 기간"));
  gtk_window_destroy (GTK_WINDOW (self));
}

/* (nullable): the row has other buttons of its own. */
static GtkWidget *
find_attach_button (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "sotong-attach-symbolic") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_attach_button (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A form that goes while its file is being chosen takes the chooser along. */
static void
test_chooser (PanesFixture  *f,
              gconstpointer  data)
{
  static const char * const patterns[] = { "*.ics", NULL };
  SotongForm *form = sotong_form_new (GTK_WINDOW (f->window.window), "Form", "Accept");
  GtkWidget *row = sotong_form_add_file (form, "File", "Choose a File", "Calendars", patterns);
  gpointer chooser;

  gtk_window_present (GTK_WINDOW (form));
  g_signal_emit_by_name (find_attach_button (row), "clicked");
  chooser = g_object_get_data (G_OBJECT (row), "sotong-chooser");
  g_assert_nonnull (chooser);
  g_object_add_weak_pointer (chooser, &chooser);
  gtk_window_destroy (GTK_WINDOW (form));
  panes_wait_until (chooser == NULL);
}

/* Words that need two lines have them: none reaches beyond the rows below. */
static void
test_words (PanesFixture  *f,
            gconstpointer  data)
{
  SotongForm *form = sotong_form_new (GTK_WINDOW (f->window.window), "Form", "Accept");
  const char *words = "간격 안에서는 단계가 올라갈 때만 같은 것을 다시 알립니다. 조용한 시간에는 기록만 합니다.";
  GtkWidget *row, *label;

  sotong_form_add_group (form, NULL, words);
  row = sotong_form_add_entry (form, "Name", "");
  gtk_window_present (GTK_WINDOW (form));
  wait_for_frames (GTK_WIDGET (form), 3);
  label = find_label_with (GTK_WIDGET (form), words);
  g_assert_nonnull (label);
  g_assert_cmpint (gtk_widget_get_width (label), <=, gtk_widget_get_width (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP)));
  gtk_window_destroy (GTK_WINDOW (form));
}

int
main (int   argc,
      char *argv[])
{
  static const struct {
    const char *path;
    void      (*run) (PanesFixture *, gconstpointer);
  } tests[] = {
    { "/days-dialog/holidays", test_holidays }, { "/days-dialog/add-holiday", test_add_holiday }, { "/days-dialog/periods", test_periods },
    { "/days-dialog/chooser", test_chooser }, { "/form/words", test_words },
  };

  g_test_init (&argc, &argv, NULL);
  sotong_i18n_init ("en");
  gtk_disable_setlocale ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, PanesFixture, NULL, panes_set_up, tests[i].run, panes_tear_down);
  return g_test_run ();
}
