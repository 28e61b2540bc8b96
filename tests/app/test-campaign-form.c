/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/dialogs/sotong-campaign-form.h"
#include "app/dialogs/sotong-form.h"
#include "panes-data.h"
#include "store/sotong-campaign.h"
#include "store/sotong-content.h"
#include "util/sotong-i18n.h"

static GtkWidget *
find_toplevel (GType type)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

/* The row of a form by its title. */
static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
type_into (GtkWidget  *form,
           const char *title,
           const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (form, title)), text);
}

static void
accept (GtkWidget *form)
{
  panes_click (gtk_window_get_default_widget (GTK_WINDOW (form)));
}

static void
accept_and_wait (GtkWidget *form)
{
  g_object_add_weak_pointer (G_OBJECT (form), (gpointer *) &form);
  accept (form);
  panes_wait_until (form == NULL);
}

static void
undo (PanesFixture *f)
{
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
}

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  gint64 id = sotong_campaign_find (db, data, error);

  return id != 0 ? sotong_campaign_get (db, id, error) : NULL;
}

static SotongCampaign *
read_campaign (PanesFixture *f,
               const char   *name)
{
  g_autoptr(GError) error = NULL;
  SotongCampaign *campaign = sotong_store_read (f->store, get_job, (gpointer) name, NULL, &error);

  g_assert_no_error (error);
  return campaign;
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr(SotongCampaign) campaign = sotong_campaign_new ();
  g_autoptr(SotongContent) content = sotong_content_new ();
  gint64 id;

  campaign->name = g_strdup ("봄꽃");
  campaign->goal = g_strdup ("꽃길 안내");
  campaign->starts_on = g_strdup ("2016-10-01");
  campaign->ends_on = g_strdup ("2016-10-31");
  campaign->stages = sotong_campaign_new_stages ();
  id = sotong_campaign_add (db, campaign, error);
  if (id == 0)
    return NULL;
  content->title = g_strdup ("꽃");
  content->type = g_strdup ("sns");
  content->campaign_id = id;
  return sotong_content_add (db, content, error) != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

/* A campaign with a content. */
static gint64
add_campaign (PanesFixture *f)
{
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *id = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_job, NULL, NULL, &error);

  g_assert_no_error (error);
  return *id;
}

/* The navigator's button makes one, with the office's stages offered. */
static void
test_add (PanesFixture  *f,
          gconstpointer  data)
{
  GtkWidget *pane, *form, *text;
  g_autoptr(SotongCampaign) campaign = NULL;

  panes_add_budget (f->store);
  pane = panes_show (f, "navigator");
  sotong_campaign_form_present (SOTONG_PANE (pane), 0);
  panes_wait_until ((form = find_toplevel (SOTONG_TYPE_FORM)) != NULL);
  wait_for_frames (form, 2);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  g_assert_nonnull (find_row (form, "Master plan"));
  g_assert_nonnull (find_row (form, "Report of results"));
  type_into (form, "Name", "첫눈");
  type_into (form, "Goal", "첫눈 소식");
  type_into (form, "First day (YYYY-MM-DD)", "2016-12-10");
  type_into (form, "Last day (YYYY-MM-DD)", "2016-12-01");
  accept (form);
  panes_wait_until (gtk_widget_get_sensitive (gtk_window_get_default_widget (GTK_WINDOW (form)))); /* refused, and stays */
  type_into (form, "Last day (YYYY-MM-DD)", "2016-12-20");
  type_into (form, "SNS content", "four");
  accept (form);
  g_assert_nonnull (panes_find_text (form, "1,000,000"));
  type_into (form, "SNS content", "4");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find_row (form, "Colour in the calendar"))), ==, 0);
  type_into (form, "Agency", "공원 이야기");
  type_into (form, "Another stage", "평가");
  text = find_widget (form, "GtkTextView");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "하나\n둘", -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_widget (form, "GtkCheckButton")), TRUE);
  accept_and_wait (form);
  campaign = read_campaign (f, "첫눈");
  g_assert_cmpstr (campaign->goal, ==, "첫눈 소식");
  g_assert_cmpstr (campaign->agency, ==, "공원 이야기");
  g_assert_cmpstr (campaign->key_messages, ==, "하나\n둘");
  g_assert_cmpuint (campaign->stages->len, ==, 5);
  g_assert_cmpuint (campaign->lines->len, ==, 1);
  g_assert_cmpint (((const SotongDeliverable *) g_ptr_array_index (campaign->targets, 0))->quantity, ==, 4);
  panes_wait_until (panes_find_text (pane, "첫눈") != NULL);
  undo (f);
  panes_wait_until (panes_find_text (pane, "첫눈") == NULL);
}

static gpointer
edit_colour_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return sotong_campaign_edit (db, data, error) ? data : NULL;
}

static gpointer
add_more_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("이웃 %d", i);
      SotongCampaign campaign = { .name = name, .starts_on = (char *) "2016-10-01", .ends_on = (char *) "2016-10-31", .colour = i };

      if (sotong_campaign_add (db, &campaign, error) == 0)
        return NULL;
    }
  return data;
}

/* A new one differs from its neighbours in the calendar; a colour of the workspace that no choice has stays as it is. */
static void
test_colour (PanesFixture  *f,
             gconstpointer  data)
{
  GtkWidget *pane = panes_show (f, "navigator"), *form;
  g_autoptr(SotongCampaign) campaign = NULL, later = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_more_job, f, NULL, NULL);
  sotong_campaign_form_present (SOTONG_PANE (pane), 0);
  panes_wait_until ((form = find_toplevel (SOTONG_TYPE_FORM)) != NULL);
  type_into (form, "Name", "가을");
  type_into (form, "First day (YYYY-MM-DD)", "2016-10-05");
  type_into (form, "Last day (YYYY-MM-DD)", "2016-10-20");
  accept_and_wait (form);
  campaign = read_campaign (f, "가을");
  g_assert_cmpint (campaign->colour, ==, 2);
  campaign->colour = 11;
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, edit_colour_job, campaign, NULL, NULL);
  sotong_campaign_form_present (SOTONG_PANE (pane), campaign->id);
  panes_wait_until ((form = find_toplevel (SOTONG_TYPE_FORM)) != NULL);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find_row (form, "Colour in the calendar"))), ==, 3);
  type_into (form, "Goal", "목표");
  accept_and_wait (form);
  later = read_campaign (f, "가을");
  g_assert_cmpstr (later->goal, ==, "목표");
  g_assert_cmpint (later->colour, ==, 11);
}

/* The details tell all of it, and change it. */
static void
test_details (PanesFixture  *f,
              gconstpointer  data)
{
  gint64 id = add_campaign (f);
  GtkWidget *pane = panes_show (f, "inspector"), *form;
  g_autoptr(SotongCampaign) campaign = NULL;

  sotong_context_set_campaign (f->context, id);
  panes_wait_until (panes_find_text (pane, "꽃길 안내") != NULL);
  g_assert_nonnull (panes_find_text (pane, "2016-10-01 – 2016-10-31"));
  g_assert_nonnull (panes_find_text (pane, "Report of results"));
  g_assert_nonnull (panes_find_text (pane, "No day yet"));
  panes_click (gtk_widget_get_ancestor (panes_find_text (pane, "Edit…"), GTK_TYPE_BUTTON));
  panes_wait_until ((form = find_toplevel (SOTONG_TYPE_FORM)) != NULL);
  type_into (form, "SNS content", "10");
  type_into (form, "Goal", "새 목표");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (form, "Colour in the calendar")), 4);
  accept_and_wait (form);
  panes_wait_until (panes_find_text (pane, "새 목표") != NULL);
  g_assert_nonnull (panes_find_text (pane, "0 / 10"));
  campaign = read_campaign (f, "봄꽃");
  g_assert_cmpuint (campaign->stages->len, ==, 4);
  g_assert_cmpint (campaign->colour, ==, 4);
  undo (f);
  panes_wait_until (panes_find_text (pane, "꽃길 안내") != NULL && panes_find_text (pane, "0 / 10") == NULL);
}

static GtkWidget *
row_of (GtkWidget  *pane,
        const char *name)
{
  return gtk_widget_get_ancestor (panes_find_text (pane, name), GTK_TYPE_LIST_BOX_ROW);
}

/* What a click on one of its buttons does. */
static void
answer (GtkWidget  *dialog,
        const char *response)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The keys of a row: F2 changes it; Delete asks first, since a content belongs to it. */
static void
test_keys (PanesFixture  *f,
           gconstpointer  data)
{
  GtkWidget *pane, *window, *list;

  add_campaign (f);
  pane = panes_show (f, "navigator");
  panes_wait_until (panes_find_text (pane, "봄꽃") != NULL);
  list = gtk_widget_get_parent (row_of (pane, "봄꽃"));
  gtk_widget_grab_focus (row_of (pane, "봄꽃"));
  g_assert_true (panes_press (list, GDK_KEY_F2));
  panes_wait_until ((window = find_toplevel (SOTONG_TYPE_FORM)) != NULL);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  panes_wait_until (window == NULL);

  gtk_widget_grab_focus (row_of (pane, "봄꽃"));
  g_assert_true (panes_press (list, GDK_KEY_Delete));
  panes_wait_until ((window = find_toplevel (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  answer (window, "cancel");
  g_assert_nonnull (panes_find_text (pane, "봄꽃"));

  gtk_widget_grab_focus (row_of (pane, "봄꽃"));
  g_assert_true (panes_press (list, GDK_KEY_Delete));
  panes_wait_until ((window = find_toplevel (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  answer (window, "delete");
  panes_wait_until (panes_find_text (pane, "봄꽃") == NULL);
  undo (f);
  panes_wait_until (panes_find_text (pane, "봄꽃") != NULL);
}

#define ADD(path, function) \
  g_test_add (path, PanesFixture, NULL, panes_set_up, function, panes_tear_down)

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  ADD ("/app/campaign-form/add", test_add);
  ADD ("/app/campaign-form/details", test_details);
  ADD ("/app/campaign-form/colour", test_colour);
  ADD ("/app/campaign-form/keys", test_keys);
  return g_test_run ();
}
