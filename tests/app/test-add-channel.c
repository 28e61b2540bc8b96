/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/dialogs/sotong-add-dialogs.h"
#include "app/dialogs/sotong-form.h"
#include "plan-fixture.h"
#include "platforms/sotong-capabilities.h"
#include "store/sotong-channel.h"
#include "util/sotong-i18n.h"

static GtkWidget *
find_form (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (SOTONG_IS_FORM (l->data) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
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
choose (const char *platform)
{
  AdwComboRow *row = ADW_COMBO_ROW (find_row (find_form (), "Platform"));
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), platform))
        {
          adw_combo_row_set_selected (row, i);
          return;
        }
    }
  g_error ("%s is not offered", platform);
}

static const char *
get_hint (void)
{
  GtkWidget *group = gtk_widget_get_ancestor (find_row (find_form (), "Platform"), ADW_TYPE_PREFERENCES_GROUP);

  return adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (group));
}

static const struct {
  const char *platform;
  const char *hint;
  gboolean    user;    /* asks for an account */
  gboolean    secret;
  gboolean    browser; /* one may sign in through it */
} kinds[] = {
  { "WordPress", "application password", TRUE, TRUE, TRUE },
  { "Ghost", "Admin API key", FALSE, TRUE, FALSE },
  { "Mastodon", "access token", FALSE, TRUE, TRUE },
  { "Bluesky", "app password", TRUE, TRUE, FALSE },
  { "Naver Blog", "by hand", FALSE, FALSE, FALSE },
};

/* For each platform it says what is to be typed, and asks for nothing else. */
static void
test_hints (PlanFixture   *f,
            gconstpointer  data)
{
  sotong_add_channel_present (GTK_WINDOW (f->window.window), f->context);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      choose (kinds[i].platform);
      g_assert_nonnull (strstr (get_hint (), kinds[i].hint));
      g_assert_cmpint (strstr (get_hint (), "through the browser") != NULL, ==, kinds[i].browser);
      g_assert_cmpint (gtk_widget_get_visible (find_row (find_form (), "Account")), ==, kinds[i].user);
      g_assert_cmpint (gtk_widget_get_visible (find_row (find_form (), "Application password")), ==, kinds[i].secret);
    }
  g_assert_cmpuint (count_unnamed (find_form ()), ==, 0);
  gtk_window_destroy (GTK_WINDOW (find_form ()));
}

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_find (db, data, error);
}

static gboolean
no_form (PlanFixture *f)
{
  return find_form () == NULL;
}

/* A platform with one address for all needs none typed. */
static void
test_without_address (PlanFixture   *f,
                      gconstpointer  data)
{
  g_autoptr(SotongChannel) channel = NULL;
  g_autoptr(GError) error = NULL;

  sotong_add_channel_present (GTK_WINDOW (f->window.window), f->context);
  choose ("Bluesky");
  gtk_editable_set_text (GTK_EDITABLE (find_row (find_form (), "Name")), "서울 블루스카이");
  gtk_editable_set_text (GTK_EDITABLE (find_row (find_form (), "Account")), "seoul.bsky.social");
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (find_form ())), "clicked");
  plan_fixture_wait (f, no_form);
  channel = sotong_store_read (f->store, find_job, (gpointer) "서울 블루스카이", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (channel->platform, ==, "bluesky");
  g_assert_cmpstr (channel->user, ==, "seoul.bsky.social");
}

static gboolean
asks_whose (PlanFixture *f)
{
  return find_label_with (find_form (), "Asking whose account it is…") != NULL;
}

static gboolean
is_idle (PlanFixture *f)
{
  return !sotong_form_get_busy (SOTONG_FORM (find_form ()));
}

/* A server that takes the question and never answers. */
static GSocketListener *
listen_only (char **url)
{
  GSocketListener *listener = g_socket_listener_new ();
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 0), bound = NULL;
  g_autoptr(GError) error = NULL;

  g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  *url = g_strdup_printf ("http://127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  return listener;
}

/* Who cancels while the platform is asked has added nothing: what was typed stays, and the form can be closed. */
static void
test_cancelled (PlanFixture   *f,
                gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autoptr(GSocketListener) listener = listen_only (&url);
  g_autoptr(SotongChannel) channel = NULL;
  GtkWidget *form;

  sotong_add_channel_present (GTK_WINDOW (f->window.window), f->context);
  form = find_form ();
  choose ("Mastodon");
  gtk_editable_set_text (GTK_EDITABLE (find_row (form, "Name")), "서울 마스토돈");
  gtk_editable_set_text (GTK_EDITABLE (find_row (form, "Address")), url);
  gtk_editable_set_text (GTK_EDITABLE (find_row (form, "Application password")), "token");
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (form)), "clicked");
  plan_fixture_wait (f, asks_whose);
  gtk_window_close (GTK_WINDOW (form));
  plan_fixture_wait (f, is_idle);
  g_assert_true (find_form () == form);
  g_assert_true (gtk_widget_is_sensitive (gtk_window_get_default_widget (GTK_WINDOW (form))));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (form, "Name"))), ==, "서울 마스토돈");
  gtk_window_close (GTK_WINDOW (form));
  g_assert_null (find_form ());
  channel = sotong_store_read (f->store, find_job, (gpointer) "서울 마스토돈", NULL, NULL);
  g_assert_null (channel);
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/add-channel/hints", PlanFixture, NULL, plan_fixture_set_up, test_hints, plan_fixture_tear_down);
  g_test_add ("/add-channel/without-address", PlanFixture, NULL, plan_fixture_set_up, test_without_address, plan_fixture_tear_down);
  g_test_add ("/add-channel/cancelled", PlanFixture, NULL, plan_fixture_set_up, test_cancelled, plan_fixture_tear_down);
  return g_test_run ();
}
