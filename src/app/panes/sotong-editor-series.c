/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-page-private.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form.h"
#include "plan/sotong-month.h"
#include "plan/sotong-recurrence.h"
#include "store/sotong-content-series.h"

/* Repeating a content, and whether a change goes to one occurrence or to all that follow. */

/* ---- “Repeat…” ---- */

#define N_RULES 6

typedef struct {
  SotongEditorPage *page;            /* (owned) */
  SotongForm       *form;            /* (unowned): the dialog goes with it */
  GtkWidget        *how;
  GtkWidget        *until;
  gint64            content_id;
  gint64            first;           /* when its first copy goes out */
  SotongRecurrence  rules[N_RULES];  /* by its first date */
} Dialog;

typedef struct {
  gint64  content_id;
  char   *rule;
  char   *until;
  GArray *times;
} Making;

static void
making_free (Making *making)
{
  g_free (making->rule);
  g_free (making->until);
  g_array_unref (making->times);
  g_free (making);
}

static gpointer
make_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Making *making = data;
  g_autoptr(GArray) ids = sotong_content_series_make (db, making->content_id, making->rule, making->times, making->until, error);

  return ids != NULL ? GUINT_TO_POINTER (ids->len) : NULL;
}

typedef struct {
  SotongForm       *form;  /* (owned) */
  SotongEditorPage *page;  /* (owned) */
} MakeCall;

/* @n_all: with the one that was there. */
static void
tell_made (SotongEditorPage *page,
           guint             n_all)
{
  GtkWidget *pane = gtk_widget_get_ancestor (GTK_WIDGET (page), SOTONG_TYPE_PANE);
  g_autofree char *text = g_strdup_printf (ngettext ("%u more content is on the calendar.", "%u more contents are on the calendar.", n_all - 1), n_all - 1);

  if (pane != NULL)
    sotong_pane_toast (SOTONG_PANE (pane), text, TRUE);
}

static void
made_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree MakeCall *call = user_data;
  g_autoptr(SotongForm) form = call->form;
  g_autoptr(SotongEditorPage) page = call->page;
  g_autoptr(GError) error = NULL;
  guint n_all = GPOINTER_TO_UINT (sotong_store_write_finish (SOTONG_STORE (object), result, &error));

  sotong_form_set_busy (form, FALSE);
  if (n_all == 0)
    {
      sotong_form_fail (form, error->message);
      return;
    }
  sotong_form_done (form);
  tell_made (page, n_all);
}

static const SotongRecurrence *
chosen_rule (const Dialog *dialog)
{
  return &dialog->rules[MIN (adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->how)), N_RULES - 1)];
}

static gboolean
has_first (const Dialog *dialog)
{
  GTimeZone *zone = sotong_store_get_zone (sotong_editor_page_get_store (dialog->page));

  return sotong_recurrence_has_day (chosen_rule (dialog), sotong_month_day_of_time (dialog->first, zone));
}

/* The content itself first, on its own date, whether the rule has that or not. */
static GArray *
make_times (const Dialog *dialog,
            gint64        until)
{
  GTimeZone *zone = sotong_store_get_zone (sotong_editor_page_get_store (dialog->page));
  GArray *times = sotong_recurrence_times (chosen_rule (dialog), dialog->first, until, 0, zone);

  if (!has_first (dialog))
    g_array_prepend_val (times, dialog->first);
  return times;
}

/* (nullable): what is wrong with a last day that no series reaches. */
static const char *
find_too_many (const Dialog *dialog,
               const GArray *times,
               gint64        until)
{
  GTimeZone *zone = sotong_store_get_zone (sotong_editor_page_get_store (dialog->page));

  return sotong_recurrence_is_cut (chosen_rule (dialog), times, until, zone)
         ? _("It would come more than 366 times, and a series holds no more. Choose an earlier last day.") : NULL;
}

/* Which day comes next, and how many: what is past is not made. */
static char *
describe_dates (const Dialog *dialog,
                gint64        until)
{
  SotongStore *store = sotong_editor_page_get_store (dialog->page);
  GTimeZone *zone = sotong_store_get_zone (store);
  g_autoptr(GArray) times = make_times (dialog, until);
  const char *too_many = find_too_many (dialog, times, until);
  g_autofree char *own = sotong_recurrence_describe_day (sotong_month_day_of_time (dialog->first, zone)), *next = NULL, *rule = NULL;
  guint i = 1;

  if (too_many != NULL)
    return g_strdup (too_many);
  while (i < times->len && g_array_index (times, gint64, i) < sotong_clock_now (sotong_store_get_clock (store)))
    i++;
  if (i >= times->len)
    return g_strdup (_("None comes until the last day."));
  next = sotong_recurrence_describe_day (sotong_month_day_of_time (g_array_index (times, gint64, i), zone));
  if (has_first (dialog))
    /* Translators: 1 how many come, 2 the day of the first of them, as 2016-10-17 (Mon) */
    return g_strdup_printf (ngettext ("%1$u more comes, on %2$s.", "%1$u more come, the next on %2$s.", times->len - i), times->len - i, next);
  rule = sotong_recurrence_describe (chosen_rule (dialog));
  /* Translators: 1 how many come, 2 the day of the first of them, 3 the day of the content, 4 a rule, as “every month on the last Monday” */
  return g_strdup_printf (ngettext ("This one stays on %3$s, which is not in “%4$s”; %1$u more comes, on %2$s.",
                                    "This one stays on %3$s, which is not in “%4$s”; %1$u more come, the next on %2$s.", times->len - i),
                          times->len - i, next, own, rule);
}

/* What the rows mean, above them. */
static void
show_dates (Dialog *dialog)
{
  g_autofree char *until = sotong_form_dup_day (dialog->until), *dates = NULL, *words = NULL;
  gint64 day;

  if (gtk_widget_in_destruction (GTK_WIDGET (dialog->form)))
    return;
  dates = sotong_month_parse_day (until, &day) ? describe_dates (dialog, day) : NULL;
  words = g_strdup_printf ("%s%s%s", _("Each later date becomes a content of its own, which can be changed by itself or with those that follow."),
                           dates != NULL ? "\n" : "", dates != NULL ? dates : "");
  sotong_form_set_words (dialog->form, words);
}

static void
accepted_cb (Dialog *dialog)
{
  SotongStore *store = sotong_editor_page_get_store (dialog->page);
  g_autofree char *until = sotong_form_dup_day (dialog->until);
  g_autoptr(GArray) times = NULL;
  const char *too_many;
  Making *making;
  MakeCall *call;
  gint64 day;

  if (!sotong_month_parse_day (until, &day))
    {
      sotong_form_fail (dialog->form, _("The last day is a date, as 2016-12-31."));
      return;
    }
  times = make_times (dialog, day);
  too_many = find_too_many (dialog, times, day);
  if (too_many != NULL)
    {
      sotong_form_fail (dialog->form, too_many);
      return;
    }
  making = g_new0 (Making, 1);
  making->content_id = dialog->content_id;
  making->rule = sotong_recurrence_format (chosen_rule (dialog));
  making->until = g_steal_pointer (&until);
  making->times = g_steal_pointer (&times);
  call = g_new0 (MakeCall, 1);
  call->form = g_object_ref (dialog->form);
  call->page = g_object_ref (dialog->page);
  sotong_form_set_busy (dialog->form, TRUE);
  sotong_store_write_async (store, SOTONG_WRITE_DEFAULT, make_job, making, (GDestroyNotify) making_free, NULL, NULL, made_cb, call);
}

static void
dialog_free (gpointer  data,
             GClosure *closure)
{
  Dialog *dialog = data;

  g_object_unref (dialog->page);
  g_free (dialog);
}

/* The rules that a planner means by a date: each but the last has that date. */
static void
find_rules (Dialog    *dialog,
            GTimeZone *zone)
{
  gint64 day = sotong_month_day_of_time (dialog->first, zone);
  int year, month, day_of_month, weekday = sotong_time_weekday (day);

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  dialog->rules[0] = (SotongRecurrence) { .kind = SOTONG_REPEAT_WEEKLY, .days = 1 << weekday };
  dialog->rules[1] = (SotongRecurrence) { .kind = SOTONG_REPEAT_WEEKLY, .days = 0x1f | 1 << weekday };
  dialog->rules[2] = (SotongRecurrence) { .kind = SOTONG_REPEAT_DAILY };
  dialog->rules[3] = (SotongRecurrence) { .kind = SOTONG_REPEAT_MONTHLY_DAY, .day = day_of_month };
  dialog->rules[4] = (SotongRecurrence) { .kind = SOTONG_REPEAT_MONTHLY_WEEKDAY, .nth = (day_of_month - 1) / 7 + 1, .weekday = weekday };
  dialog->rules[5] = (SotongRecurrence) { .kind = SOTONG_REPEAT_MONTHLY_WEEKDAY, .nth = -1, .weekday = weekday };
}

static gint64
first_time (const SotongContent *content)
{
  gint64 first = SOTONG_NONE;

  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->publish_at != SOTONG_NONE && (first == SOTONG_NONE || copy->publish_at < first))
        first = copy->publish_at;
    }
  return first != SOTONG_NONE ? first : content->planned_at;
}

/* Asks how the content comes back. Returns: (transfer none) (nullable): the form */
SotongForm *
sotong_editor_page_ask_repeat (SotongEditorPage *self)
{
  GTimeZone *zone = sotong_context_get_zone (self->context);
  gint64 first = self->base != NULL ? first_time (self->base) : SOTONG_NONE;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *until = NULL;
  char *labels[N_RULES + 1] = { NULL };
  Dialog *dialog;

  if (first == SOTONG_NONE)
    return NULL;
  dialog = g_new0 (Dialog, 1);
  dialog->page = g_object_ref (self);
  dialog->content_id = self->id;
  dialog->first = first;
  find_rules (dialog, zone);
  for (int i = 0; i < N_RULES; i++)
    labels[i] = sotong_recurrence_describe (&dialog->rules[i]);
  dialog->form = sotong_form_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Repeat"), _("_Repeat"));
  sotong_form_add_group (dialog->form, NULL, _("Each later date becomes a content of its own, which can be changed by itself or with those that follow."));
  dialog->how = sotong_form_add_choice (dialog->form, _("How often"), (const char * const *) labels, 0);
  until = sotong_month_format_day (sotong_month_step_day (sotong_month_day_of_time (first, zone), 1));
  dialog->until = sotong_form_add_entry (dialog->form, _("Last day"), until);
  for (int i = 0; i < N_RULES; i++)
    g_free (labels[i]);
  g_signal_connect_swapped (dialog->how, "notify::selected", G_CALLBACK (show_dates), dialog);
  g_signal_connect_swapped (dialog->until, "changed", G_CALLBACK (show_dates), dialog);
  show_dates (dialog);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog->form));
  return dialog->form;
}

/**
 * sotong_editor_page_repeat:
 * @self: a page
 *
 * Asks how the content comes back, or says why it cannot; as soon as it was read and that is known.
 */
void
sotong_editor_page_repeat (SotongEditorPage *self)
{
  g_return_if_fail (SOTONG_IS_EDITOR_PAGE (self));

  self->repeat_after = !sotong_editor_hints_is_known (self->hints);
  if (self->repeat_after)
    return;
  if (sotong_editor_hints_can_repeat (self->hints))
    sotong_editor_page_ask_repeat (self);
  else if (self->pane != NULL)
    sotong_pane_toast (self->pane, _("Only a content that is saved, has a time and is in no series yet can be repeated. Open such a one first."), FALSE);
}

/* Who went elsewhere meanwhile is not asked any more. */
void
sotong_editor_page_hints_known (SotongEditorPage *self)
{
  if (self->repeat_after && gtk_widget_get_mapped (GTK_WIDGET (self)))
    sotong_editor_page_repeat (self);
  self->repeat_after = FALSE;
}

/* ---- this one, or all following ---- */

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  SotongEditorPage *self = SOTONG_EDITOR_PAGE (user_data);

  self->asking_scope = NULL;
  if (g_str_equal (response, "this") || g_str_equal (response, "following"))
    sotong_editor_page_save_scoped (self, g_str_equal (response, "following"));
  else
    self->closing = self->publish_after = self->submit_after = FALSE;
}

/* Asks for whom a change of an occurrence is meant, before it is saved. Returns: whether it asks. */
gboolean
sotong_editor_page_ask_scope (SotongEditorPage *self)
{
  const SotongSeries *series = sotong_editor_hints_get_series (self->hints);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;
  g_autofree char *body = NULL;

  if (self->asking_scope != NULL)
    return TRUE;
  if (series == NULL || series->n_following == 0 || self->base == NULL || !sotong_editor_page_is_dirty (self))
    return FALSE;
  body = g_strdup_printf (ngettext ("%d later one of the series is still there. What is out already is not changed.",
                                    "%d later ones of the series are still there. What is out already is not changed.",
                                    (gulong) series->n_following), series->n_following);
  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Change this one, or all following?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "this", _("_This One"), "following", _("_All Following"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "this");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  self->asking_scope = dialog;
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}
