/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-missed-dialog.h"
#include "app/sotong-notice.h"
#include "app/sotong-publishing.h"
#include "app/sotong-window-private.h"
#include "plan-fixture.h"
#include "plan/sotong-outbox-choice.h"
#include "plan/sotong-slot.h"
#include "publish/sotong-publish-result.h"
#include "store/sotong-approval.h"
#include "store/sotong-channel-learn.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "store/sotong-db-private.h"
#include "store/sotong-emergency.h"
#include "store/sotong-hold.h"
#include "store/sotong-memory.h"
#include "store/sotong-seal.h"
#include "util/sotong-i18n.h"

/* ---- what stands in the window ---- */

static GtkInfoBar *
bar_of (GtkWidget  *widget,
        const char *button)
{
  GtkWidget *found = find_labelled_button (widget, button);

  g_assert_nonnull (found);
  return GTK_INFO_BAR (gtk_widget_get_ancestor (found, GTK_TYPE_INFO_BAR));
}

static gboolean
is_revealed (PlanFixture *f,
             const char  *button)
{
  return gtk_info_bar_get_revealed (bar_of (GTK_WIDGET (f->window.window->outbox_bar), button));
}

static gboolean
is_held (PlanFixture *f)
{
  return is_revealed (f, "_End the Hold…");
}

static gboolean
is_not_held (PlanFixture *f)
{
  return !is_held (f);
}

static gboolean
has_missed (PlanFixture *f)
{
  return is_revealed (f, "_Choose…");
}

static gboolean
has_none_missed (PlanFixture *f)
{
  return !has_missed (f);
}

static void
assert_state (PlanFixture *f,
              SotongState  state)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, f->scheduled);

  for (guint i = 0; i < content->copies->len; i++)
    g_assert_cmpint (((SotongCopy *) g_ptr_array_index (content->copies, i))->state, ==, state);
}

static void
activate (PlanFixture *f,
          const char  *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), action, NULL);
}

/* ---- hold ---- */

static gboolean
asks_how_to_end (PlanFixture *f)
{
  return find_shown_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

static gpointer
emergency_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return sotong_emergency_start (db, "fire", "Fire", SOTONG_NONE, 0, error) != 0 ? db : NULL;
}

static gpointer
open_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongEmergency) open = sotong_emergency_get_open (db, error);

  *(gboolean *) data = open != NULL;
  return data;
}

static gboolean
is_emergency (PlanFixture *f)
{
  gboolean open = FALSE;

  g_assert_nonnull (sotong_store_read (sotong_context_get_store (sotong_window_get_context (f->window.window)), open_job, &open, NULL, NULL));
  return open;
}

static gpointer
hold_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_hold_start (db, "Typhoon", error) >= 0 ? db : NULL;
}

/* Who holds everything may say why, and whoever sits at another desk reads it. */
static void
test_reason (PlanFixture   *f,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, hold_job, NULL, NULL, &error);
  g_assert_no_error (error);
  plan_fixture_wait (f, is_held);
  g_assert_nonnull (find_label_with (GTK_WIDGET (bar_of (GTK_WIDGET (f->window.window->outbox_bar), "_End the Hold…")), "The reason: Typhoon"));
}

/* The line says why all is on hold, and ending the hold ends the emergency, in one step of undo. */
static void
test_emergency (PlanFixture   *f,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  SotongStore *store = sotong_context_get_store (sotong_window_get_context (f->window.window));

  sotong_store_write (store, SOTONG_WRITE_DEFAULT, emergency_job, NULL, NULL, &error);
  g_assert_no_error (error);
  plan_fixture_wait (f, is_held);
  g_assert_nonnull (find_label_with (GTK_WIDGET (bar_of (GTK_WIDGET (f->window.window->outbox_bar), "_End the Hold…")), "Emergency (Fire)"));
  activate (f, "hold");
  plan_fixture_wait (f, asks_how_to_end);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (find_shown_window (ADW_TYPE_MESSAGE_DIALOG))), ==,
                   "End the emergency and its hold?");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_shown_window (ADW_TYPE_MESSAGE_DIALOG)), "release");
  plan_fixture_wait (f, is_not_held);
  assert_state (f, SOTONG_STATE_SCHEDULED);
  g_assert_false (is_emergency (f));
  activate (f, "undo");
  plan_fixture_wait (f, is_held);
  assert_state (f, SOTONG_STATE_HELD);
  g_assert_true (is_emergency (f));
  activate (f, "hold"); /* what waited is not wanted any more after it */
  plan_fixture_wait (f, asks_how_to_end);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_shown_window (ADW_TYPE_MESSAGE_DIALOG)), "drop");
  plan_fixture_wait (f, is_not_held);
  assert_state (f, SOTONG_STATE_DRAFT);
  g_assert_false (is_emergency (f));
  activate (f, "undo");
  plan_fixture_wait (f, is_held);
  assert_state (f, SOTONG_STATE_HELD);
  g_assert_true (is_emergency (f));
}

static gboolean
is_at_end_of_hold (PlanFixture *f)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window.window));

  return focus != NULL && GTK_IS_BUTTON (focus) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (focus)), "_End the Hold…") == 0;
}

/* What @action is called in a menu. (transfer full) (nullable) */
static char *
find_command (GMenuModel *menu,
              const char *action)
{
  static const char *const links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *name = NULL, *label = NULL;

      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &name) && g_str_equal (name, action)
          && g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label))
        return g_steal_pointer (&label);
      for (gsize k = 0; k < G_N_ELEMENTS (links); k++)
        {
          g_autoptr(GMenuModel) part = g_menu_model_get_item_link (menu, i, links[k]);
          char *found = part != NULL ? find_command (part, action) : NULL;

          if (found != NULL)
            return found;
        }
    }
  return NULL;
}

static gboolean
menu_says (PlanFixture *f,
           const char  *words)
{
  g_autofree char *label = find_command (G_MENU_MODEL (f->window.window->primary_menu), "win.hold");

  return g_strcmp0 (label, words) == 0;
}

static gboolean
menu_holds (PlanFixture *f)
{
  return menu_says (f, "Hold Everythin_g");
}

static gboolean
menu_ends (PlanFixture *f)
{
  return menu_says (f, "End the Hold on Everythin_g…");
}

static gpointer
end_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_outbox_end_hold (db, SOTONG_CHOICE_DROP, 0, error);
}

/* What acts at once does not say that it asks; what ends it asks, and says so: also where another program held everything. */
static void
test_hold_label (PlanFixture   *f,
                 gconstpointer  data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (plan_time (10, 14, 10));
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongStore) other = sotong_store_open (sotong_store_get_path (f->store), clock, NULL, &error);
  g_autoptr(GPtrArray) ended = NULL;
  GMenuModel *menu = G_MENU_MODEL (f->window.window->primary_menu);
  int n = g_menu_model_get_n_items (menu);

  g_assert_no_error (error);
  g_assert_true (menu_holds (f));
  activate (f, "hold");
  plan_fixture_wait (f, menu_ends);
  activate (f, "undo");
  plan_fixture_wait (f, menu_holds);
  sotong_store_write (other, SOTONG_WRITE_DEFAULT, hold_job, NULL, NULL, &error);
  g_assert_no_error (error);
  plan_fixture_wait (f, menu_ends);
  g_assert_true (sotong_window_is_held (f->window.window));
  activate (f, "hold");
  plan_fixture_wait (f, asks_how_to_end);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_shown_window (ADW_TYPE_MESSAGE_DIALOG)), "cancel");
  ended = sotong_store_write (other, SOTONG_WRITE_DEFAULT, end_job, NULL, NULL, &error);
  g_assert_no_error (error);
  plan_fixture_wait (f, menu_holds);
  g_assert_false (sotong_window_is_held (f->window.window));
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, n);
  sotong_store_close (other);
}

static void
test_hold (PlanFixture   *f,
           gconstpointer  data)
{
  g_assert_true (is_not_held (f));
  activate (f, "hold");
  plan_fixture_wait (f, is_held);
  plan_fixture_wait (f, is_at_end_of_hold); /* by the keyboard one goes on from there */
  assert_state (f, SOTONG_STATE_HELD);
  g_assert_true (sotong_window_is_held (f->window.window));

  activate (f, "undo");
  plan_fixture_wait (f, is_not_held);
  assert_state (f, SOTONG_STATE_SCHEDULED);

  activate (f, "hold");
  plan_fixture_wait (f, is_held);
  activate (f, "hold"); /* the same key again */
  plan_fixture_wait (f, asks_how_to_end);
  g_assert_cmpuint (count_unnamed (find_shown_window (ADW_TYPE_MESSAGE_DIALOG)), ==, 0);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_shown_window (ADW_TYPE_MESSAGE_DIALOG)), "drop");
  plan_fixture_wait (f, is_not_held);
  assert_state (f, SOTONG_STATE_DRAFT);
  activate (f, "undo");
  plan_fixture_wait (f, is_held);
  assert_state (f, SOTONG_STATE_HELD);
}

/* ---- missed ---- */

static gpointer
miss_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_db_exec (db, error, "UPDATE copy SET state = 'missed', publish_at = $1 WHERE content_id = $2", "ii", plan_time (10, 13, 10),
                         *(gint64 *) data) ? data : NULL;
}

static gboolean
lists_missed (PlanFixture *f)
{
  GtkWidget *dialog = find_shown_window (SOTONG_TYPE_MISSED_DIALOG);

  return dialog != NULL && gtk_widget_get_sensitive (find_labelled_button (dialog, "_Publish Now"));
}

static void
choose (PlanFixture *f,
        const char  *label)
{
  activate (f, "missed");
  plan_fixture_wait (f, lists_missed);
  g_assert_cmpuint (count_unnamed (find_shown_window (SOTONG_TYPE_MISSED_DIALOG)), ==, 0);
  g_assert_nonnull (find_label_with (find_shown_window (SOTONG_TYPE_MISSED_DIALOG), "2016-10-13 10:00 (late by 24 hours)"));
  g_signal_emit_by_name (find_labelled_button (find_shown_window (SOTONG_TYPE_MISSED_DIALOG), label), "clicked");
  plan_fixture_wait (f, has_none_missed);
}

static void
test_missed (PlanFixture   *f,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, miss_job, &f->scheduled, NULL, &error);
  g_assert_no_error (error);
  activate (f, "hold"); /* any change tells the window */
  plan_fixture_wait (f, has_missed);
  activate (f, "undo");
  plan_fixture_wait (f, is_not_held);
  choose (f, "_Publish Now");
  assert_state (f, SOTONG_STATE_SCHEDULED);
  activate (f, "undo");
  plan_fixture_wait (f, has_missed);
  choose (f, "_Drop");
  assert_state (f, SOTONG_STATE_DRAFT);
}

/* ---- the clock ---- */

static gpointer
change_later_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  return sotong_db_exec (db, error, "UPDATE change SET at = $1 WHERE id = (SELECT max (id) FROM change)", "i", *(gint64 *) data) ? data : NULL;
}

static gpointer
set_all_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_db_exec (db, error, "UPDATE change SET at = $1", "i", *(gint64 *) data) ? data : NULL;
}

static gboolean
has_clock_line (PlanFixture *f)
{
  return is_revealed (f, "_Look Again");
}

static void
change_at (PlanFixture    *f,
           SotongStoreJob  which,
           gint64          at)
{
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, which, &at, NULL, &error);
  g_assert_no_error (error);
}

static void
was_read (SotongOutboxBar *bar,
          gboolean        *read)
{
  *read = TRUE;
}

static void
look_again (PlanFixture *f)
{
  gboolean read = FALSE;
  gulong id = g_signal_connect (f->window.window->outbox_bar, "changed", G_CALLBACK (was_read), &read);

  g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (f->window.window->outbox_bar), "_Look Again"), "clicked");
  while (!read)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (f->window.window->outbox_bar, id);
}

/* The lines go by the clock of the machine then, to which nothing of 2016 is late. */
static void
follow_the_machine (PlanFixture *f)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_system ();
  g_autoptr(SotongContext) context = sotong_context_new (f->store, clock, sotong_store_get_zone (f->store));

  sotong_outbox_bar_set_context (f->window.window->outbox_bar, context);
  look_again (f);
  g_assert_false (has_clock_line (f));
}

/* A clock that was set back is told of, with both times, until it is right; a few minutes are none, and a time that was said is none. */
static void
test_clock_back (PlanFixture   *f,
                 gconstpointer  data)
{
  gint64 later = g_get_real_time () / G_USEC_PER_SEC + 86400;
  g_autofree char *when = sotong_time_format_minute (later, sotong_store_get_zone (f->store)), *says = g_strdup_printf ("but something was changed here at %s", when);

  activate (f, "hold"); /* a change */
  plan_fixture_wait (f, is_held);
  change_at (f, change_later_job, later);
  look_again (f);
  g_assert_false (has_clock_line (f)); /* under the demo's time */
  change_at (f, set_all_job, later - 86400 + 300);
  follow_the_machine (f);
  change_at (f, change_later_job, later);
  activate (f, "undo"); /* the change before it is found all the same */
  plan_fixture_wait (f, is_not_held);
  look_again (f);
  g_assert_true (has_clock_line (f));
  g_assert_nonnull (find_label_with (GTK_WIDGET (f->window.window->outbox_bar), says));
  g_assert_nonnull (find_label_with (GTK_WIDGET (f->window.window->outbox_bar), "posts go out by the clock"));
}

/* Closed where it was the other clock that was wrong, also for the next start; a change that is later still is told of again. */
static void
test_clock_closed (PlanFixture   *f,
                   gconstpointer  data)
{
  test_clock_back (f, data);
  g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (f->window.window->outbox_bar), "_Close"), "clicked");
  g_assert_false (has_clock_line (f));
  look_again (f);
  g_assert_false (has_clock_line (f));
  follow_the_machine (f); /* as the next start does */
  change_at (f, change_later_job, g_get_real_time () / G_USEC_PER_SEC + 2 * 86400);
  look_again (f);
  g_assert_true (has_clock_line (f));
}

static void
test_clock_right (PlanFixture   *f,
                  gconstpointer  data)
{
  test_clock_back (f, data);
  change_at (f, set_all_job, plan_time (10, 14, 10));
  look_again (f);
  g_assert_false (has_clock_line (f));
}

/* Whether the missed posts were approved with their times, and whether that counts still: approval may have been turned off. */
typedef enum {
  NOT_SEALED,
  SEALED,
  SEALED_ONCE,
} Sealed;

/* What a choice leads to, and what is said of it. */
typedef struct {
  const char  *path;
  Sealed       sealed;
  gboolean     held;    /* all is on hold meanwhile */
  const char  *label;
  const char  *says;
  SotongState  state;
} MissedCase;

static const MissedCase missed_cases[] = {
  { "/app/outbox/missed/now", NOT_SEALED, FALSE, "_Publish Now", "3 posts go out now.", SOTONG_STATE_SCHEDULED },
  { "/app/outbox/missed/slot", NOT_SEALED, FALSE, "_Next Free Slot", "3 posts moved, the first to 2016-10-14 11:00.", SOTONG_STATE_SCHEDULED },
  { "/app/outbox/missed/drop", NOT_SEALED, FALSE, "_Drop", "3 posts were taken off the schedule.", SOTONG_STATE_DRAFT },
  { "/app/outbox/missed/sealed-now", SEALED, FALSE, "_Publish Now", "3 posts go out now.", SOTONG_STATE_SCHEDULED },
  { "/app/outbox/missed/sealed-slot", SEALED, FALSE, "_Next Free Slot", "3 posts moved, the first to 2016-10-14 11:00. 3 must be approved again.",
    SOTONG_STATE_DRAFT },
  { "/app/outbox/missed/sealed-drop", SEALED, FALSE, "_Drop", "3 posts were taken off the schedule.", SOTONG_STATE_APPROVED },
  { "/app/outbox/missed/held-now", NOT_SEALED, TRUE, "_Publish Now", "3 posts are held with the others until the hold ends.", SOTONG_STATE_HELD },
  { "/app/outbox/missed/held-slot", NOT_SEALED, TRUE, "_Next Free Slot", "3 posts are held with the others until the hold ends.", SOTONG_STATE_HELD },
  { "/app/outbox/missed/held-sealed-now", SEALED, TRUE, "_Publish Now", "3 posts are held with the others until the hold ends.", SOTONG_STATE_HELD },
  { "/app/outbox/missed/held-sealed-slot", SEALED, TRUE, "_Next Free Slot", "3 posts moved, the first to 2016-10-14 11:00. 3 must be approved again.",
    SOTONG_STATE_DRAFT },
  { "/app/outbox/missed/sealed-once-slot", SEALED_ONCE, FALSE, "_Next Free Slot", "3 posts moved, the first to 2016-10-14 11:00.", SOTONG_STATE_SCHEDULED },
};

static gpointer
approval_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_approval_set_on (db, TRUE, error) ? data : NULL;
}

/* Each channel has a free slot, and nothing else was missed. */
static gpointer
slots_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  PlanFixture *f = data;
  SotongSlot slot = { .days = SOTONG_SLOT_EVERY_DAY, .minute = 11 * 60 };

  for (guint i = 0; i < 3; i++)
    {
      slot.channel_id = f->channels[i];
      if (sotong_channel_slot_add (db, &slot, error) == 0)
        return NULL;
    }
  return sotong_db_exec (db, error, "UPDATE copy SET state = 'failed' WHERE state = 'missed'", "") ? data : NULL;
}

static gpointer
seal_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, *(gint64 *) data, error);

  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);
      g_autofree char *seal = sotong_seal_compute (db, copy->id, error);

      if (seal == NULL || !sotong_db_exec (db, error, "UPDATE copy SET seal = $1 WHERE id = $2", "ti", seal, copy->id))
        return NULL;
    }
  return data;
}

static void
write_or_fail (PlanFixture   *f,
               SotongStoreJob job,
               gpointer       data)
{
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, job, data, NULL, &error);
  g_assert_no_error (error);
}

/* What a message says; its text is a label of its own. */
static const char *
said (PlanFixture *f)
{
  AdwToast *toast = f->window.window->toast;

  return toast != NULL ? gtk_label_get_text (GTK_LABEL (adw_toast_get_custom_title (toast))) : NULL;
}

static gboolean
says_something (PlanFixture *f)
{
  return said (f) != NULL;
}

static void
test_missed_says (PlanFixture   *f,
                  gconstpointer  data)
{
  const MissedCase *one = data;

  write_or_fail (f, slots_job, f);
  if (one->sealed == SEALED)
    write_or_fail (f, approval_job, f);
  write_or_fail (f, miss_job, &f->scheduled);
  if (one->sealed != NOT_SEALED)
    write_or_fail (f, seal_job, &f->scheduled);
  activate (f, "hold"); /* any change tells the window */
  plan_fixture_wait (f, has_missed);
  plan_fixture_wait (f, is_held);
  if (!one->held)
    {
      activate (f, "undo");
      plan_fixture_wait (f, is_not_held);
    }
  if (says_something (f))
    adw_toast_dismiss (f->window.window->toast);
  choose (f, one->label);
  plan_fixture_wait (f, says_something);
  g_assert_cmpstr (said (f), ==, one->says);
  assert_state (f, one->state);
  activate (f, "undo");
  plan_fixture_wait (f, has_missed);
  assert_state (f, SOTONG_STATE_MISSED);
}

/* ---- what cannot be read ---- */

static gpointer
rename_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_db_exec (db, error, data, "") && sotong_db_exec (db, error, "UPDATE channel SET colour = colour", "") ? data : NULL; /* tells the window */
}

static void
rename_table (PlanFixture *f,
              const char  *sql)
{
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, rename_job, (gpointer) sql, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_in_trouble (PlanFixture *f)
{
  return is_revealed (f, "_Read Again");
}

static gboolean
is_well (PlanFixture *f)
{
  return !is_in_trouble (f);
}

/* A line that cannot be read is not as good as none. */
static void
test_trouble (PlanFixture   *f,
              gconstpointer  data)
{
  g_assert_true (is_well (f));
  activate (f, "hold");
  plan_fixture_wait (f, is_held);
  rename_table (f, "ALTER TABLE emergency RENAME TO emergency_away");
  plan_fixture_wait (f, is_in_trouble);
  g_assert_false (is_held (f));
  rename_table (f, "ALTER TABLE emergency_away RENAME TO emergency");
  g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (f->window.window->outbox_bar), "_Read Again"), "clicked");
  plan_fixture_wait (f, is_well);
  plan_fixture_wait (f, is_held);
}

/* ---- a copy of the file on another computer ---- */

static gboolean
is_elsewhere (PlanFixture *f)
{
  return is_revealed (f, "_Publish from Here…");
}

static gboolean
is_here (PlanFixture *f)
{
  return !is_elsewhere (f);
}

/* How it may come that a file is not the one that publishes, and what is asked then. */
typedef struct {
  const char *sql[3];
  const char *heading;
} Elsewhere;

static const Elsewhere other_computer = {
  { "INSERT INTO machine (id, name, last_seen) VALUES ('other', 'city-hall-2', 0)",
    "UPDATE workspace SET value = 'other' WHERE name = 'publisher'" },
  "Publish from This Computer from Now On?",
};

static const Elsewhere other_file = {
  { "INSERT OR REPLACE INTO workspace (name, value) VALUES ('publisher-file', '1:1 file:///dev/null')" },
  "Publish from This File from Now On?",
};

/* Who opens a copy reads why nothing goes out, and is asked before anything does. */
static void
test_elsewhere (PlanFixture   *f,
                gconstpointer  data)
{
  const Elsewhere *elsewhere = data;
  GtkWidget *dialog;

  g_assert_true (is_here (f));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "publish-from-here"));
  for (guint i = 0; elsewhere->sql[i] != NULL; i++)
    rename_table (f, elsewhere->sql[i]);
  plan_fixture_wait (f, is_elsewhere);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "publish-from-here"));
  activate (f, "publish-from-here");
  dialog = find_shown_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, elsewhere->heading);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  plan_fixture_wait (f, is_elsewhere);
  activate (f, "publish-from-here");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_shown_window (ADW_TYPE_MESSAGE_DIALOG)), "take-over");
  plan_fixture_wait (f, is_here);
}

/* ---- leaving with posts due ---- */

static gpointer
soon_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongChannel) channel = sotong_channel_new ();
  g_autoptr(SotongContent) content = sotong_content_new ();
  SotongCopy *copy;
  gint64 id;

  channel->name = g_strdup ("블로그");
  channel->platform = g_strdup ("mastodon");
  channel->url = g_strdup ("http://127.0.0.1:9");
  id = sotong_channel_add (db, channel, error);
  copy = sotong_copy_new (id);
  copy->state = SOTONG_STATE_SCHEDULED;
  copy->publish_at = g_get_real_time () / G_USEC_PER_SEC + 600;
  content->title = g_strdup ("곧 나갈 글");
  content->type = g_strdup ("sns");
  g_ptr_array_add (content->copies, copy);
  return id != 0 && sotong_content_add (db, content, error) != 0 ? data : NULL;
}

/* The file was set back to an hour ago: since then the post was sent from this computer. */
static gpointer
sent_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongMemory) memory = sotong_memory_new (sotong_store_get_uuid (((PlanFixture *) data)->store));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT copy.id, client_key FROM copy JOIN content ON content.id = content_id"
                                                " WHERE content.title = '곧 나갈 글'", "");
  SotongMemoryEntry entry = { .began = g_get_real_time () / G_USEC_PER_SEC - 3600 };

  if (stmt == NULL || !sotong_stmt_next (stmt, error))
    return NULL;
  entry.copy_id = sotong_stmt_int (stmt, 0);
  sotong_memory_digest (entry.key, sotong_stmt_text (stmt, 1));
  sotong_memory_digest (entry.attempt, "of the newer state");
  return sotong_memory_note (memory, &entry) > 0 ? data : NULL;
}

/* Who opens a backup that was put back reads which post it does not know of, before anything goes out. */
static void
test_older_state (PlanFixture   *f,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *dialog;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, soon_job, f, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (is_here (f));
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, sent_job, f, NULL, &error);
  g_assert_no_error (error);
  rename_table (f, "UPDATE channel SET name = name"); /* whatever is written, the bar looks anew */
  plan_fixture_wait (f, is_elsewhere);
  g_assert_nonnull (find_label_with (GTK_WIDGET (f->window.window->outbox_bar), "This computer has already published “곧 나갈 글”, or tried to"));
  activate (f, "publish-from-here");
  dialog = find_shown_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, "Publish from This File from Now On?");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "take-over");
  plan_fixture_wait (f, is_here);
}

static gboolean
has_something_ahead (PlanFixture *f)
{
  return sotong_outbox_bar_get_n_ahead (f->window.window->outbox_bar, 3600) == 1;
}

static gboolean
is_hidden (PlanFixture *f)
{
  return !gtk_widget_get_visible (GTK_WIDGET (f->window.window));
}

static void
test_leave (PlanFixture   *f,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->directory, "real.sotong", NULL);
  g_autoptr(SotongClock) clock = sotong_clock_new_system ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongStore) store = NULL;
  g_autoptr(SotongContext) context = NULL;

  store = sotong_store_create (path, clock, NULL, &error);
  g_assert_no_error (error);
  sotong_store_write (store, SOTONG_WRITE_DEFAULT, soon_job, f, NULL, &error);
  g_assert_no_error (error);
  context = sotong_context_new (store, clock, sotong_store_get_zone (store));
  sotong_window_set_context (f->window.window, context, "real");
  plan_fixture_wait (f, has_something_ahead);
  gtk_window_close (GTK_WINDOW (f->window.window));
  plan_fixture_wait (f, asks_how_to_end);
  g_assert_false (is_hidden (f));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_shown_window (ADW_TYPE_MESSAGE_DIALOG)), "keep");
  plan_fixture_wait (f, is_hidden);
  g_assert_nonnull (f->window.window->publishing); /* it goes on */
  g_assert_true (sotong_window_may_leave (f->window.window)); /* nobody sees a question there */
  g_action_group_activate_action (G_ACTION_GROUP (f->window.application), "show-outbox", g_variant_new_string ("activity"));
  g_assert_false (is_hidden (f));
  gtk_window_close (GTK_WINDOW (f->window.window)); /* seen again, it is asked again */
  plan_fixture_wait (f, asks_how_to_end);
  g_assert_false (is_hidden (f));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_shown_window (ADW_TYPE_MESSAGE_DIALOG)), "cancel");
}

static gboolean
knows_what_is_ahead (PlanFixture *f)
{
  return sotong_outbox_bar_get_n_ahead (f->window.window->outbox_bar, 10 * 24 * 3600) > 0;
}

static gpointer
tonight_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  PlanFixture *f = data;

  return sotong_content_move (db, f->scheduled, 0, plan_time (10, 14, 20), error) ? f : NULL;
}

static gboolean
knows_of_tonight (PlanFixture *f)
{
  return sotong_outbox_bar_get_n_ahead (f->window.window->outbox_bar, 24 * 3600) > 0;
}

/* Under a set clock, as the demo's, it is said as well, and that nothing goes out by itself; what is due in days is no
 * reason to ask. */
static void
test_leave_set_clock (PlanFixture   *f,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *dialog;

  plan_fixture_wait (f, knows_what_is_ahead);
  g_assert_false (knows_of_tonight (f));
  g_assert_true (sotong_window_may_leave (f->window.window));
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, tonight_job, f, NULL, &error);
  g_assert_no_error (error);
  plan_fixture_wait (f, knows_of_tonight);
  gtk_window_close (GTK_WINDOW (f->window.window));
  plan_fixture_wait (f, asks_how_to_end);
  g_assert_false (is_hidden (f));
  dialog = find_shown_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "stands still"));
  g_assert_false (adw_message_dialog_has_response (ADW_MESSAGE_DIALOG (dialog), "keep"));
  g_assert_cmpuint (f->window.window->inhibit_cookie, ==, 0);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_false (is_hidden (f));
  g_assert_false (sotong_window_may_leave (f->window.window)); /* asked again */
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_shown_window (ADW_TYPE_MESSAGE_DIALOG)), "cancel");
}

/* ---- notifications ---- */

static SotongPublishResult *
result_new (SotongPublishState  state,
            const char         *channel,
            const char         *title)
{
  SotongPublishResult *result = sotong_publish_result_new (state, "까닭");

  result->channel = g_strdup (channel);
  result->title = g_strdup (title);
  return result;
}

/* One for each cause, not for each post. */
static void
test_causes (void)
{
  g_autoptr(GPtrArray) news = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_publish_result_free);
  g_autoptr(GPtrArray) causes = NULL;
  const SotongPublishingCause *cause;

  for (int i = 0; i < 10; i++)
    g_ptr_array_add (news, result_new (SOTONG_PUBLISH_SIGN_IN, "블로그", "글"));
  g_ptr_array_add (news, result_new (SOTONG_PUBLISH_MISSED, "블로그", "놓친 글"));
  g_ptr_array_add (news, result_new (SOTONG_PUBLISH_MISSED, "트위터", "놓친 글"));
  g_ptr_array_add (news, result_new (SOTONG_PUBLISH_PUBLISHED, "블로그", "나간 글"));
  g_ptr_array_add (news, result_new (SOTONG_PUBLISH_WAITING, "블로그", "기다리는 글"));
  g_ptr_array_add (news, result_new (SOTONG_PUBLISH_PUBLISHED, "트위터", "고치기 전의 글"));
  ((SotongPublishResult *) g_ptr_array_index (news, news->len - 1))->edited = TRUE;
  ((SotongPublishResult *) g_ptr_array_index (news, news->len - 1))->content_id = 7;
  g_ptr_array_add (news, result_new (SOTONG_PUBLISH_PUBLISHED, "트위터", "두 번 나간 글"));
  ((SotongPublishResult *) g_ptr_array_index (news, news->len - 1))->twice = TRUE;
  causes = sotong_publishing_causes_of (news);
  g_assert_cmpuint (causes->len, ==, 4);
  cause = g_ptr_array_index (causes, 0);
  g_assert_cmpstr (cause->id, ==, "sign_in 블로그");
  g_assert_nonnull (strstr (cause->body, "9"));
  g_assert_cmpstr (sotong_publishing_target_of (cause), ==, "sign_in 블로그");
  cause = g_ptr_array_index (causes, 1);
  g_assert_cmpstr (cause->id, ==, "missed");
  g_assert_cmpstr (sotong_publishing_target_of (cause), ==, "missed");
  cause = g_ptr_array_index (causes, 2);
  g_assert_nonnull (strstr (cause->title, "before it was edited"));
  g_assert_nonnull (strstr (cause->body, "고치기 전의 글"));
  g_assert_cmpstr (sotong_publishing_target_of (cause), ==, "content");
  g_assert_cmpint (cause->content_id, ==, 7);
  cause = g_ptr_array_index (causes, 3);
  g_assert_cmpstr (cause->title, ==, "A post is perhaps out twice");
  g_assert_nonnull (strstr (cause->body, "두 번 나간 글"));
}

/* Many posts of one round are few lines, and different troubles are different ones. */
static void
test_tell (void)
{
  g_autoptr(GPtrArray) news = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_publish_result_free);
  g_autoptr(SotongClock) clock = sotong_clock_new_system ();
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(SotongContext) context = sotong_context_new (NULL, clock, zone);
  GListModel *tasks = sotong_context_get_tasks (context);
  g_autoptr(SotongTask) last = NULL;
  g_autoptr(SotongTask) refused = NULL;
  g_autoptr(SotongTask) many = NULL;

  for (int i = 0; i < 200; i++)
    g_ptr_array_add (news, result_new (SOTONG_PUBLISH_PUBLISHED, i % 2 == 0 ? "블로그" : "트위터", i == 0 ? "첫 글" : "글"));
  g_ptr_array_add (news, result_new (SOTONG_PUBLISH_MISSED, "블로그", "놓친 글"));
  g_ptr_array_add (news, result_new (SOTONG_PUBLISH_REFUSED, "블로그", "거절된 글"));
  g_ptr_array_add (news, result_new (SOTONG_PUBLISH_REFUSED, "블로그", "다른 까닭"));
  g_free (((SotongPublishResult *) g_ptr_array_index (news, 202))->message);
  ((SotongPublishResult *) g_ptr_array_index (news, 202))->message = g_strdup ("다른 까닭");
  sotong_publishing_tell (context, news);
  g_assert_cmpuint (g_list_model_get_n_items (tasks), ==, 4);
  last = g_list_model_get_item (tasks, 0);
  refused = g_list_model_get_item (tasks, 1);
  many = g_list_model_get_item (tasks, 3);
  g_assert_cmpstr (sotong_task_get_detail (last), ==, "다른 까닭");
  g_assert_cmpstr (sotong_task_get_title (refused), ==, "“거절된 글” on 블로그");
  g_assert_cmpint (sotong_task_get_state (refused), ==, SOTONG_TASK_FAILED);
  g_assert_cmpstr (sotong_task_get_title (many), ==, "“첫 글” and 99 more on 블로그");
  g_assert_cmpint (sotong_task_get_state (many), ==, SOTONG_TASK_DONE);
  g_assert_cmpstr (sotong_task_get_detail (many), ==, "Published.");
}

/* What may be out, and what is tried again, did not fail. */
static void
test_tell_open (void)
{
  g_autoptr(GPtrArray) news = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_publish_result_free);
  g_autoptr(SotongClock) clock = sotong_clock_new_system ();
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(SotongContext) context = sotong_context_new (NULL, clock, zone);
  g_autoptr(SotongTask) waiting = NULL;
  g_autoptr(SotongTask) unknown = NULL;

  g_ptr_array_add (news, result_new (SOTONG_PUBLISH_UNKNOWN, "블로그", "첫 글"));
  g_ptr_array_add (news, result_new (SOTONG_PUBLISH_WAITING, "트위터", "둘째 글"));
  sotong_publishing_tell (context, news);
  waiting = g_list_model_get_item (sotong_context_get_tasks (context), 0);
  unknown = g_list_model_get_item (sotong_context_get_tasks (context), 1);
  g_assert_cmpint (sotong_task_get_state (unknown), ==, SOTONG_TASK_UNSURE);
  g_assert_cmpint (sotong_task_get_state (waiting), ==, SOTONG_TASK_WAITING);
  g_assert_true (sotong_task_is_over (unknown) && sotong_task_is_over (waiting));
}

/* What waits on its platform is not out, and what is out otherwise than meant is told so. */
static void
test_tell_well (void)
{
  g_autoptr(GPtrArray) news = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_publish_result_free);
  g_autoptr(SotongClock) clock = sotong_clock_new_system ();
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(SotongContext) context = sotong_context_new (NULL, clock, zone);
  static const char * const details[] = { "까닭", "까닭", "Handed over: the platform brings it out at its time.", "Published." };

  g_ptr_array_add (news, result_new (SOTONG_PUBLISH_PUBLISHED, "블로그", "나간 글"));
  g_ptr_array_add (news, result_new (SOTONG_PUBLISH_HANDED_OVER, "블로그", "맡긴 글"));
  g_ptr_array_add (news, result_new (SOTONG_PUBLISH_PUBLISHED, "블로그", "고치기 전의 글"));
  ((SotongPublishResult *) g_ptr_array_index (news, 2))->edited = TRUE;
  g_ptr_array_add (news, result_new (SOTONG_PUBLISH_HANDED_OVER, "트위터", "때를 넘긴 글"));
  ((SotongPublishResult *) g_ptr_array_index (news, 3))->overdue = TRUE;
  sotong_publishing_tell (context, news);
  g_assert_cmpuint (g_list_model_get_n_items (sotong_context_get_tasks (context)), ==, G_N_ELEMENTS (details));
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      g_autoptr(SotongTask) task = g_list_model_get_item (sotong_context_get_tasks (context), i);

      g_assert_cmpstr (sotong_task_get_detail (task), ==, details[i]);
      g_assert_cmpint (sotong_task_get_state (task), ==, i == 0 ? SOTONG_TASK_WAITING : SOTONG_TASK_DONE);
    }
}

/* ---- what a notification opens ---- */

static gboolean
shows_channel (PlanFixture *f)
{
  return find_shown_window (SOTONG_TYPE_FORM) != NULL;
}

static gpointer
health_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const PlanFixture *f = data;
  SotongLearnt learnt = { SOTONG_LEARNT_BY_CHECK, "ok", "", SOTONG_NONE };

  return sotong_channel_learn (db, f->channels[3], &learnt, error) && sotong_channel_set_expiry (db, f->channels[3], plan_time (11, 15, 10), error)
         && sotong_channel_set_quota (db, f->channels[3], 40, error) ? data : NULL;
}

/* A click on “needs a new sign-in” opens the settings of that channel, which say how the account is. */
static void
test_sign_in (PlanFixture   *f,
              gconstpointer  data)
{
  GtkWidget *form;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, health_job, f, NULL, NULL));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.application), "show-outbox",
                                  g_variant_new_string ("sign_in 서울시 페이스북"));
  plan_fixture_wait (f, shows_channel);
  form = find_shown_window (SOTONG_TYPE_FORM);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled_row (form, "Name"))), ==, "서울시 페이스북");
  g_assert_nonnull (find_label_with (form, "The sign-in has ended."));
  gtk_window_destroy (GTK_WINDOW (form));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.application), "show-outbox", g_variant_new_string ("sign_in 서울시 트위터"));
  plan_fixture_wait (f, shows_channel);
  form = find_shown_window (SOTONG_TYPE_FORM);
  g_assert_nonnull (find_label_with (form, "Its sign-in ends in 32 days. It takes 40 more posts for now."));
  gtk_window_destroy (GTK_WINDOW (form));
}

/* ---- a click on a notification ---- */

static void
click (PlanFixture *f,
       const char  *target,
       gint64       content)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window.application), SOTONG_NOTICE_ACTION,
                                  g_variant_new ("(ssx)", sotong_store_get_path (f->store), target, content));
}

static gboolean
shows_cases (PlanFixture *f)
{
  SotongPane *pane = plan_fixture_pane (f, "cases");

  return pane != NULL && gtk_widget_get_mapped (GTK_WIDGET (pane));
}

/* Each workspace has names of its own for what it tells, and its file stands with a click. */
static void
test_click (PlanFixture   *f,
            gconstpointer  data)
{
  g_autofree char *id = sotong_notice_id (f->store, "missed");
  g_autofree char *body = sotong_notice_body (G_APPLICATION (f->window.application), f->store, "3 posts wait.");

  g_assert_true (g_str_has_prefix (id, sotong_store_get_uuid (f->store)) && g_str_has_suffix (id, "-missed"));
  g_assert_cmpstr (body, ==, "3 posts wait."); /* no other is open */
  click (f, "pane:cases", 0);
  plan_fixture_wait (f, shows_cases);
  click (f, "content", f->draft);
  g_assert_cmpint (sotong_context_get_content (sotong_window_get_context (f->window.window)), ==, f->draft);
  click (f, "no such thing", 5);
  click (f, "pane:no-such-pane", 5);
  g_assert_cmpint (sotong_context_get_content (sotong_window_get_context (f->window.window)), ==, f->draft);
}

/* ---- sources by the clock ---- */

static void
feed_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           n_calls)
{
  static const char feed[] = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>t</title><item><title>따릉이 소식</title>"
                             "<link>https://news.example/1</link><guid>1</guid></item></channel></rss>";

  ++*(guint *) n_calls;
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/rss+xml", SOUP_MEMORY_COPY, feed, strlen (feed));
}

static gpointer
source_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_db_exec (db, error, "UPDATE source SET url = $1", "t", data) ? data : NULL;
}

static gpointer
mentions_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_db_get_int (db, data, error, "SELECT count(*) FROM mention", "") ? data : NULL;
}

static gboolean
has_mention (PlanFixture *f)
{
  gint64 n = 0;

  g_assert_nonnull (sotong_store_read (f->store, mentions_job, &n, NULL, NULL));
  return n == 1;
}

/* What is due is read without anybody asking, once; without a network nothing is said. */
static void
test_sources (PlanFixture   *f,
              gconstpointer  data)
{
  g_autoptr(SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr(SotongPublishing) publishing = sotong_publishing_new (f->context, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;
  guint n_calls = 0, n_tasks = g_list_model_get_n_items (sotong_context_get_tasks (f->context));
  GSList *uris;

  soup_server_add_handler (server, NULL, feed_cb, &n_calls, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  url = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, source_job, url, NULL, NULL));
  sotong_publishing_fetch_due (publishing);
  sotong_publishing_fetch_due (publishing); /* under way already */
  plan_fixture_wait (f, has_mention);
  g_assert_cmpuint (n_calls, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (sotong_context_get_tasks (f->context)), ==, n_tasks);
  sotong_publishing_stop (publishing);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL); /* nobody shows notifications here, which is a warning */
  sotong_i18n_init ("en");
  gtk_disable_setlocale ();
  g_test_add ("/app/outbox/hold/label", PlanFixture, NULL, plan_fixture_set_up, test_hold_label, plan_fixture_tear_down);
  g_test_add ("/app/outbox/hold", PlanFixture, NULL, plan_fixture_set_up, test_hold, plan_fixture_tear_down);
  g_test_add ("/app/outbox/reason", PlanFixture, NULL, plan_fixture_set_up, test_reason, plan_fixture_tear_down);
  g_test_add ("/app/outbox/emergency", PlanFixture, NULL, plan_fixture_set_up, test_emergency, plan_fixture_tear_down);
  g_test_add ("/app/outbox/missed", PlanFixture, NULL, plan_fixture_set_up, test_missed, plan_fixture_tear_down);
  g_test_add ("/app/outbox/clock-back", PlanFixture, NULL, plan_fixture_set_up, test_clock_back, plan_fixture_tear_down);
  g_test_add ("/app/outbox/clock-closed", PlanFixture, NULL, plan_fixture_set_up, test_clock_closed, plan_fixture_tear_down);
  g_test_add ("/app/outbox/clock-right", PlanFixture, NULL, plan_fixture_set_up, test_clock_right, plan_fixture_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (missed_cases); i++)
    g_test_add (missed_cases[i].path, PlanFixture, &missed_cases[i], plan_fixture_set_up, test_missed_says, plan_fixture_tear_down);
  g_test_add ("/app/outbox/trouble", PlanFixture, NULL, plan_fixture_set_up, test_trouble, plan_fixture_tear_down);
  g_test_add ("/app/outbox/another-computer", PlanFixture, &other_computer, plan_fixture_set_up, test_elsewhere, plan_fixture_tear_down);
  g_test_add ("/app/outbox/another-file", PlanFixture, &other_file, plan_fixture_set_up, test_elsewhere, plan_fixture_tear_down);
  g_test_add ("/app/outbox/older-state", PlanFixture, NULL, plan_fixture_set_up, test_older_state, plan_fixture_tear_down);
  g_test_add ("/app/outbox/leave", PlanFixture, NULL, plan_fixture_set_up, test_leave, plan_fixture_tear_down);
  g_test_add ("/app/outbox/leave-set-clock", PlanFixture, NULL, plan_fixture_set_up, test_leave_set_clock, plan_fixture_tear_down);
  g_test_add ("/app/outbox/sign-in", PlanFixture, NULL, plan_fixture_set_up, test_sign_in, plan_fixture_tear_down);
  g_test_add ("/app/outbox/click", PlanFixture, NULL, plan_fixture_set_up, test_click, plan_fixture_tear_down);
  g_test_add ("/app/outbox/sources", PlanFixture, NULL, plan_fixture_set_up, test_sources, plan_fixture_tear_down);
  g_test_add_func ("/app/outbox/causes", test_causes);
  g_test_add_func ("/app/outbox/tell", test_tell);
  g_test_add_func ("/app/outbox/tell-open", test_tell_open);
  g_test_add_func ("/app/outbox/tell-well", test_tell_well);
  return g_test_run ();
}
