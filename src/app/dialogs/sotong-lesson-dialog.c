/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-lesson-dialog.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/sotong-task-commands.h"
#include "store/sotong-taught.h"
#include "util/sotong-share.h"
#include "util/sotong-won.h"

/* What the office's corrections teach the classifier, and how much better it judges with it: measured on those that were held back. */

typedef struct {
  AdwPreferencesWindow *window;    /* (unowned): it goes with this */
  SotongWindow         *main;      /* (unowned): the window is its child */
  SotongContext        *context;   /* (owned) */
  GCancellable         *reading;   /* (owned) (nullable): the newest question */
  gulong                changed_id;
  GtkWidget            *judged;
  GtkWidget            *learn;
  GtkWidget            *held;      /* both rates */
  GtkWidget            *before;
  GtkLabel             *before_rate;
  GtkWidget            *after;
  GtkLabel             *after_rate;
  GtkWidget            *use;
  GtkSwitch            *use_switch;
  gboolean              shown;     /* how the switch stands is how it was read, until a person moves it */
  gint64                lesson_id; /* the newest; 0: there is none */
} Dialog;

static void
dialog_free (Dialog *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_signal_handler_disconnect (sotong_context_get_store (self->context), self->changed_id);
  g_object_unref (self->context);
  g_free (self);
}

/* ---- reading ---- */

typedef struct {
  gint64              n_judged;
  SotongTaughtLesson *lesson;   /* (owned) (nullable): the newest */
  gboolean            used;
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->lesson, sotong_taught_lesson_free);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(Answer) answer = g_new0 (Answer, 1);
  g_autoptr(GPtrArray) judged = sotong_taught_list (db, error);
  g_autoptr(SotongTaughtLesson) used = NULL;

  if (judged == NULL || !sotong_taught_get (db, TRUE, &answer->lesson, error) || !sotong_taught_get (db, FALSE, &used, error))
    return NULL;
  answer->n_judged = judged->len;
  answer->used = used != NULL && answer->lesson != NULL && used->id == answer->lesson->id;
  return g_steal_pointer (&answer);
}

/* "83.3 %" and in the row how many that are, with the interval in which the true rate lies. */
static void
show_rate (GtkWidget *row,
           GtkLabel  *label,
           gint64     n_right,
           gint64     n_held)
{
  double low, high;
  g_autofree char *rate = g_strdup_printf ("%.1f %%", 100.0 * (double) n_right / (double) MAX (n_held, 1)), *text = NULL;
  g_autofree char *right = sotong_number_group (n_right), *held = sotong_number_group (n_held);

  sotong_share_interval (n_right, n_held, &low, &high);
  text = g_strdup_printf (_("%s of %s as a person judged; the true rate lies between %.1f and %.1f %%"), right, held, 100 * low, 100 * high);
  gtk_label_set_text (label, rate);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
}

static void
show_answer (Dialog       *self,
             const Answer *answer)
{
  const SotongTaughtLesson *lesson = answer->lesson;
  g_autofree char *number = sotong_number_group (answer->n_judged), *judged = NULL, *when = NULL, *made = NULL, *learnt = NULL;

  judged = g_strdup_printf (ngettext ("%s mention was judged by a person", "%s mentions were judged by a person", (gulong) answer->n_judged), number);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->judged), judged);
  gtk_widget_set_visible (self->held, lesson != NULL);
  self->lesson_id = lesson != NULL ? lesson->id : 0;
  if (lesson == NULL)
    return;
  show_rate (self->before, self->before_rate, lesson->n_before, lesson->n_held);
  show_rate (self->after, self->after_rate, lesson->n_after, lesson->n_held);
  when = sotong_time_format_minute (lesson->made_at, sotong_context_get_zone (self->context));
  learnt = sotong_number_group (lesson->n_learnt);
  /* Translators: a time, a number of mentions */
  made = g_strdup_printf (ngettext ("Learnt %s from %s mention", "Learnt %s from %s mentions", (gulong) lesson->n_learnt), when, learnt);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->use), made);
  self->shown = TRUE;
  gtk_switch_set_active (self->use_switch, answer->used);
  self->shown = FALSE;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AdwPreferencesWindow) window = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(Answer) answer = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  Dialog *self = window != NULL ? g_object_get_data (G_OBJECT (window), "dialog") : NULL;

  if (self == NULL)
    return;
  if (answer != NULL)
    show_answer (self, answer);
  else
    sotong_dialog_show_problem (window, error);
}

static void
read_lessons (Dialog *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (self->context), read_job, NULL, NULL, (GDestroyNotify) answer_free, self->reading, read_cb,
                           sotong_dialog_to_weak (self->window));
}

static void
changed_cb (Dialog *self,
            guint   areas)
{
  if (areas & (SOTONG_AREA_MENTIONS | SOTONG_AREA_HISTORY))
    read_lessons (self);
}

/* ---- acts ---- */

static gpointer
use_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_taught_use (db, *(const gint64 *) data, error) ? data : NULL;
}

static void
used_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AdwPreferencesWindow) window = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;

  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (window != NULL && error != NULL)
    sotong_dialog_show_problem (window, error);
}

static void
use_switch_cb (Dialog *self)
{
  gint64 id = gtk_switch_get_active (self->use_switch) ? self->lesson_id : SOTONG_NONE;

  if (self->shown || self->lesson_id == 0)
    return;
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, use_job, g_memdup2 (&id, sizeof id), g_free, NULL, NULL, used_cb,
                            sotong_dialog_to_weak (self->window));
}

static void
learn_clicked_cb (Dialog *self)
{
  sotong_task_learn (self->main);
}

static void
judge_clicked_cb (Dialog *self)
{
  sotong_task_judge (self->main);
}

/* ---- building ---- */

static GtkWidget *
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char          *subtitle,
         GtkWidget           *suffix)
{
  GtkWidget *row = sotong_dialog_new_row (title, subtitle);

  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  adw_preferences_group_add (group, row);
  return row;
}

static GtkWidget *
add_rate (AdwPreferencesGroup  *group,
          const char           *title,
          GtkLabel            **out_label)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "title-3");
  *out_label = GTK_LABEL (label);
  return add_row (group, title, "", label);
}

static GtkWidget *
new_button (Dialog     *self,
            const char *label,
            GCallback   callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static void
build (Dialog *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  GtkWidget *toggle = gtk_switch_new ();
  AdwPreferencesGroup *group;

  group = sotong_dialog_add_group (page, NULL, _("Four in five of the judgements teach the classifier; the fifth, always the same, and those of the weekly samples are held back to see how "
                                   "well it judges. It stays in this workspace, and what a person said of a mention always wins."));
  self->judged = add_row (group, _("Judgements"), "", new_button (self, _("_Learn"), G_CALLBACK (learn_clicked_cb)));
  group = sotong_dialog_add_group (page, _("On What Was Held Back"), NULL);
  self->held = GTK_WIDGET (group);
  self->before = add_rate (group, _("Before: as it was delivered"), &self->before_rate);
  self->after = add_rate (group, _("After: with what was learnt"), &self->after_rate);
  self->use_switch = GTK_SWITCH (toggle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Use what was learnt"), -1);
  self->use = add_row (group, _("Use what was learnt"), "", toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->use), toggle);
  g_signal_connect_swapped (toggle, "notify::active", G_CALLBACK (use_switch_cb), self);
  group = sotong_dialog_add_group (page, _("Mentions from Before"), NULL);
  add_row (group, _("Judge them anew"), _("Mentions that come are judged with it. Those from before as soon as you want it; what persons said stays."),
           new_button (self, _("_Judge Anew"), G_CALLBACK (judge_clicked_cb)));
  gtk_widget_set_visible (self->held, FALSE); /* until something was learnt */
  adw_preferences_window_add (self->window, page);
}

/**
 * sotong_lesson_dialog_present:
 * @window: a window with a workspace
 *
 * What the office's corrections teach the classifier, before and after, and whether it is used.
 */
void
sotong_lesson_dialog_present (SotongWindow *window)
{
  Dialog *self = g_new0 (Dialog, 1);

  self->window = g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "transient-for", window, "modal", TRUE, "destroy-with-parent", TRUE,
                               "search-enabled", FALSE, "default-width", 620, "default-height", 560, "title", _("Learning from Corrections"), NULL);
  self->main = window;
  self->context = g_object_ref (sotong_window_get_context (window));
  g_object_set_data_full (G_OBJECT (self->window), "dialog", self, (GDestroyNotify) dialog_free);
  self->changed_id = g_signal_connect_swapped (sotong_context_get_store (self->context), "changed", G_CALLBACK (changed_cb), self);
  build (self);
  read_lessons (self);
  gtk_window_present (GTK_WINDOW (self->window));
}
