/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "app/sotong-task-commands.h"
#include "plan/sotong-emergency-text.h"
#include "plan/sotong-hold-times.h"
#include "plan/sotong-outbox-choice.h"
#include "publish/sotong-publish-take-back.h"
#include "store/sotong-emergency.h"
#include "store/sotong-hold.h"
#include "util/sotong-time.h"

#define SHIFT_HOURS 2
#define MAX_UNDONE  3 /* posts that are named one by one */
#define LIST_WIDTH 460
#define LIST_HEIGHT 180 /* pixels; a longer list is scrolled */

/* One key holds everything; the same key ends it and asks what becomes of what was held. */

static gpointer
start_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_hold_start (db, NULL, error) >= 0 ? sotong_hold_get (db, error) : NULL;
}

/* How much is held, and what is not. */
static char *
describe_hold (const SotongHold *hold)
{
  g_autofree char *held = g_strdup_printf (ngettext ("%d post is held.", "%d posts are held.", (gulong) hold->n_held), (int) hold->n_held);
  g_autofree char *there = sotong_hold_describe_there (hold);

  return there != NULL ? g_strdup_printf ("%s\n%s", held, there) : g_steal_pointer (&held);
}

static void
started_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongHold) hold = sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *text = NULL;

  if (hold == NULL)
    {
      sotong_window_show_error (window, _("Nothing was put on hold"), error);
      return;
    }
  text = hold->n_there == 0 ? g_strdup_printf (ngettext ("Everything is on hold: %d post.", "Everything is on hold: %d posts.", (gulong) hold->n_held), (int) hold->n_held)
                            : describe_hold (hold);
  sotong_window_toast (window, text, TRUE);
  sotong_window_go_to_hold (window);
}

typedef struct {
  SotongOutboxChoice choice;
  gint64             shift_s;
} Ending;

static gpointer
end_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Ending *ending = data;
  gboolean emergency;

  if (!sotong_emergency_is_open (db, &emergency, error))
    return NULL;
  /* What is on hold for an emergency ends with it, in the same step. */
  if (emergency)
    return sotong_emergency_end (db, ending->choice, ending->shift_s, error);
  return sotong_outbox_end_hold (db, ending->choice, ending->shift_s, error);
}

/* How many of @list are @state from now on, or of two states. */
static guint
count_as (GPtrArray  *list,
          const char *state,
          const char *or_state)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const SotongChosen *each = g_ptr_array_index (list, i);

      n += each->done && (g_strcmp0 (each->state, state) == 0 || g_strcmp0 (each->state, or_state) == 0) ? 1 : 0;
    }
  return n;
}

/* @words (transfer full): how many they are. */
static void
add_count (GString *text,
           guint    n,
           char    *words)
{
  g_autofree char *each = words;

  if (n > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", each);
}

/* What became of all that was held, in numbers. */
static char *
describe_ended (GPtrArray *list)
{
  g_autoptr(GString) counts = g_string_new (NULL);
  guint n_scheduled = count_as (list, "scheduled", NULL), n_missed = count_as (list, "missed", NULL), n_off = count_as (list, "draft", "approved");
  guint n_broken = 0;

  for (guint i = 0; i < list->len; i++)
    n_broken += ((const SotongChosen *) g_ptr_array_index (list, i))->seal_broken ? 1 : 0;
  add_count (counts, n_scheduled - n_broken, g_strdup_printf (_("%u scheduled"), n_scheduled - n_broken));
  add_count (counts, n_broken, g_strdup_printf (_("%u approved for another time, and drafts again"), n_broken));
  add_count (counts, n_missed, g_strdup_printf (_("%u missed"), n_missed));
  add_count (counts, n_off, g_strdup_printf (_("%u off the schedule"), n_off));
  /* Translators: %s is a list of numbers, as “3 scheduled, 1 missed” */
  return counts->len > 0 ? g_strdup_printf (_("The hold has ended: %s."), counts->str) : g_strdup (_("The hold has ended."));
}

/* What could not be as it was chosen stands as it was, and each says why. */
static void
show_undone (SotongWindow *window,
             GPtrArray    *list)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const SotongChosen *each = g_ptr_array_index (list, i);

      if (!each->done && n++ < MAX_UNDONE)
        g_string_append_printf (text, "%s%s · %s: %s", text->len > 0 ? "\n" : "", each->channel, each->title, each->problem);
    }
  if (n == 0)
    return;
  if (n > MAX_UNDONE)
    g_string_append_printf (text, ngettext ("\nand %u more", "\nand %u more", n - MAX_UNDONE), n - MAX_UNDONE);
  error = g_error_new_literal (SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, text->str);
  sotong_window_show_error (window, _("Some posts are held still"), error);
}

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *text = NULL;

  if (list == NULL)
    {
      sotong_window_show_error (window, _("The hold was not ended"), error);
      return;
    }
  text = describe_ended (list);
  sotong_window_toast (window, text, TRUE);
  show_undone (window, list);
}

static void
response_cb (SotongWindow     *window,
             const char       *response,
             AdwMessageDialog *dialog)
{
  SotongContext *context = sotong_window_get_context (window);
  GtkSpinButton *hours = g_object_get_data (G_OBJECT (dialog), "hours");
  Ending *ending;

  if (context == NULL || g_str_equal (response, "cancel"))
    return;
  ending = g_new0 (Ending, 1);
  ending->choice = g_str_equal (response, "release") ? SOTONG_CHOICE_NOW : g_str_equal (response, "drop") ? SOTONG_CHOICE_DROP
                   : g_str_equal (response, "suggest") ? SOTONG_CHOICE_SUGGESTED : SOTONG_CHOICE_SHIFT;
  ending->shift_s = (gint64) gtk_spin_button_get_value_as_int (hours) * 3600;
  sotong_store_write_async (sotong_context_get_store (context), SOTONG_WRITE_DEFAULT, end_job, ending, g_free, (GDestroyNotify) g_ptr_array_unref, NULL,
                            ended_cb, g_object_ref (window));
}

/* A post and when it would go out: “10-14 12:00 → 10-14 14:30”. */
static char *
describe (const SotongHoldTime *each,
          GTimeZone            *zone)
{
  g_autofree char *from = sotong_time_format_minute (each->publish_at, zone), *to = sotong_time_format_minute (each->time, zone);
  g_autofree char *text = NULL;

  /* Translators: a channel, a title, then a time and the time that is suggested instead */
  text = g_strdup_printf (_("%s · %s: %.11s → %.11s"), each->channel, each->title, from + 5, to + 5);
  return each->sealed ? g_strdup_printf (_("%s (to be approved again)"), text) : g_steal_pointer (&text);
}

/* What is past, with its suggested time. Returns: (nullable): %NULL if nothing is past. */
static GtkWidget *
make_list (GPtrArray *times,
           GTimeZone *zone)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *label = gtk_label_new (NULL);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < times->len; i++)
    {
      const SotongHoldTime *each = g_ptr_array_index (times, i);
      g_autofree char *line = each->time != each->publish_at ? describe (each, zone) : NULL;

      if (line != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  gtk_label_set_text (GTK_LABEL (label), text->str);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Suggested times"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (scroller), LIST_WIDTH);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  gtk_widget_set_visible (scroller, text->len > 0);
  return scroller;
}

static GtkWidget *
make_hours (AdwMessageDialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new_with_mnemonic (_("_Hours to shift by"));
  GtkWidget *hours = gtk_spin_button_new_with_range (1, 240, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (hours), SHIFT_HOURS);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), hours);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), hours);
  g_object_set_data (G_OBJECT (dialog), "hours", hours);
  return box;
}

/* What is asked before the end of a hold. */
typedef struct {
  SotongHold *hold;      /* (owned) */
  GPtrArray *times;      /* (owned) (element-type SotongHoldTime) */
  gboolean   emergency;  /* one is open, and ends with the hold */
} Question;

static void
question_free (Question *self)
{
  sotong_hold_free (self->hold);
  g_clear_pointer (&self->times, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* How much is held, and what each answer makes of it. */
static char *
describe_choices (const Question *question)
{
  g_autofree char *held = describe_hold (question->hold);

  return g_strdup_printf ("%s\n\n%s", held, _("Release: all as it was planned, and what is past its time goes out at once.\n"
                                              "Suggested times: what is past its time goes out later, where its channel is free.\n"
                                              "Shift: all later by the hours below; what was approved must be approved again.\n"
                                              "Drop: all off the schedule."));
}

static void
ask (SotongWindow   *window,
     const Question *question)
{
  g_autofree char *body = describe_choices (question);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (window),
                                                                         question->emergency ? _("End the emergency and its hold?") : _("End the hold?"), body));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = make_list (question->times, sotong_context_get_zone (sotong_window_get_context (window)));
  gboolean any = gtk_widget_get_visible (list);

  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), make_hours (dialog));
  adw_message_dialog_set_extra_child (dialog, box);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "drop", _("_Drop"), "shift", _("_Shift"), "release", _("_Release"),
                                    "suggest", _("Su_ggested Times"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "drop", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_enabled (dialog, "suggest", any);
  adw_message_dialog_set_response_appearance (dialog, any ? "suggest" : "release", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), window, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gpointer
question_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(Question) question = g_new0 (Question, 1);

  question->hold = sotong_hold_get (db, error);
  if (question->hold == NULL || !sotong_emergency_is_open (db, &question->emergency, error))
    return NULL;
  question->times = sotong_hold_times (db, error);
  return question->times != NULL ? g_steal_pointer (&question) : NULL;
}

static void
question_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SotongWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Question) question = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  SotongContext *context = sotong_window_get_context (window);

  /* Another workspace may have been opened meanwhile. */
  if (context == NULL || sotong_context_get_store (context) != SOTONG_STORE (object))
    return;
  if (question != NULL)
    ask (window, question);
  else
    sotong_window_show_error (window, _("The hold was not ended"), error);
}

/**
 * sotong_task_hold:
 * @window: a window with a workspace
 * @held: whether everything is on hold now
 *
 * Puts everything on hold, or asks how to end it.
 */
void
sotong_task_hold (SotongWindow *window,
                  gboolean      held)
{
  SotongContext *context = sotong_window_get_context (window);

  g_return_if_fail (context != NULL);
  if (held)
    sotong_store_read_async (sotong_context_get_store (context), question_job, NULL, NULL, (GDestroyNotify) question_free, NULL, question_cb,
                             g_object_ref (window));
  else
    sotong_store_write_async (sotong_context_get_store (context), SOTONG_WRITE_DEFAULT, start_job, NULL, NULL, (GDestroyNotify) sotong_hold_free, NULL, started_cb,
                              g_object_ref (window));
}

/* ---- taking back what waits on platforms ---- */

static void
take_back_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *results = sotong_publish_take_back (source, (SotongPublishFlags) GPOINTER_TO_INT (task_data), cancellable, &error);

  if (results != NULL)
    g_task_return_pointer (task, results, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
show_taken_back (SotongWindow *window,
                 GPtrArray    *results)
{
  g_autoptr(GString) problems = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  guint n_well = 0, n_more = 0;

  for (guint i = 0; i < results->len; i++)
    {
      const SotongPublishResult *result = g_ptr_array_index (results, i);

      if (sotong_publish_result_is_well (result))
        n_well++;
      else if (i - n_well < MAX_UNDONE)
        g_string_append_printf (problems, "%s%s · %s: %s", problems->len > 0 ? "\n" : "", result->channel, result->title, result->message);
      else
        n_more++;
    }
  if (n_well > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u post was taken back and is held.", "%u posts were taken back and are held.", n_well), n_well);

      sotong_window_toast (window, text, FALSE);
    }
  if (n_more > 0)
    g_string_append_printf (problems, ngettext ("\nand %u more", "\nand %u more", n_more), n_more);
  if (problems->len == 0)
    return;
  error = g_error_new_literal (SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, problems->str);
  sotong_window_show_error (window, _("Some posts wait on their platforms still"), error);
}

static void
taken_back_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(SotongWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = g_task_propagate_pointer (G_TASK (result), &error);

  if (results != NULL)
    show_taken_back (window, results);
  else
    sotong_window_show_error (window, _("Nothing was taken back"), error);
}

static void
take_back_response_cb (SotongWindow *window,
                       const char   *response)
{
  SotongContext *context = sotong_window_get_context (window);
  g_autoptr(GTask) task = NULL;

  if (context == NULL || !g_str_equal (response, "take-back"))
    return;
  task = g_task_new (sotong_context_get_publisher (context), NULL, taken_back_cb, g_object_ref (window));
  /* The question named the channels. */
  g_task_set_task_data (task, GINT_TO_POINTER (sotong_clock_is_set (sotong_context_get_clock (context)) ? SOTONG_PUBLISH_ALLOW_REAL
                                               : SOTONG_PUBLISH_DEFAULT), NULL);
  g_task_run_in_thread (task, take_back_thread);
}

static void
ask_take_back (SotongWindow     *window,
               const SotongHold *hold)
{
  g_autofree char *there = sotong_hold_describe_there (hold);
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", there, _("What is taken back is held here with the rest, and goes out when the hold ends. This cannot be undone."));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (window), _("Take Back What Waits on Platforms?"), body));

  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "take-back", _("_Take Them Back"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "take-back", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (take_back_response_cb), window, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gpointer
hold_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_hold_get (db, error);
}

static void
hold_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongHold) hold = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  SotongContext *context = sotong_window_get_context (window);

  if (context == NULL || sotong_context_get_store (context) != SOTONG_STORE (object))
    return;
  if (hold == NULL)
    sotong_window_show_error (window, _("Nothing was taken back"), error);
  else if (hold->id == 0 || hold->n_there == 0)
    sotong_window_toast (window, _("Nothing waits on a platform, or nothing is on hold."), FALSE);
  else
    ask_take_back (window, hold);
}

/**
 * sotong_task_take_back:
 * @window: a window with a workspace
 *
 * While everything is on hold: asks whether what waits on platforms is to be taken back, and does so.
 */
void
sotong_task_take_back (SotongWindow *window)
{
  SotongContext *context = sotong_window_get_context (window);

  g_return_if_fail (context != NULL);
  sotong_store_read_async (sotong_context_get_store (context), hold_job, NULL, NULL, (GDestroyNotify) sotong_hold_free, NULL, hold_cb, g_object_ref (window));
}
