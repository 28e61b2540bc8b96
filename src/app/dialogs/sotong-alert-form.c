/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-alert-form.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "app/panes/sotong-alerts-data.h"
#include "plan/sotong-slot.h"
#include "store/sotong-alert-edit.h"
#include "store/sotong-topic.h"
#include "util/sotong-text.h"

#define DAY_S 86400
#define N_SHOWN 4 /* of what a test finds */

/* The form of a rule and what it would have found. */
typedef struct {
  SotongForm    *form;      /* (unowned): it goes with this */
  SotongContext *context;   /* (owned) */
  GArray        *topics;    /* (owned) (element-type gint64): behind the rows of the choice */
  GCancellable  *asking;    /* (owned) (nullable): the newest test */
  gint64         id;
  GtkWidget     *name;
  GtkWidget     *kind;
  GtkWidget     *topic;
  GtkWidget     *sigma;
  GtkWidget     *least;
  GtkWidget     *share;
  GtkWidget     *reach;
  GtkWidget     *words;
  GtkWidget     *quiet;
  GtkWidget     *cadence;
  GtkWidget     *test;
} Dialog;

static void
dialog_free (gpointer  data,
             GClosure *closure)
{
  Dialog *dialog = data;

  g_cancellable_cancel (dialog->asking);
  g_clear_object (&dialog->asking);
  g_object_unref (dialog->context);
  g_array_unref (dialog->topics);
  g_free (dialog);
}

/* ---- reading the form ---- */

static SotongAlertKind
get_kind (const Dialog *dialog)
{
  return (SotongAlertKind) adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->kind));
}

/* A number as a person writes it; @fallback where it is none, so that what is wrong is refused where it is written. */
static double
read_number (GtkWidget *entry,
             double     fallback)
{
  const char *text = sotong_form_get_text (entry);
  char *end = NULL;
  double number = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' ? number : fallback;
}

static gboolean
read_quiet (const Dialog    *dialog,
            SotongAlertRule *rule)
{
  const char *text = sotong_form_get_text (dialog->quiet);
  g_auto(GStrv) ends = NULL;

  if (sotong_text_is_blank (text))
    return TRUE;
  ends = g_strsplit (text, "-", 2);
  return g_strv_length (ends) == 2 && sotong_slot_parse_minute (g_strstrip (ends[0]), &rule->quiet_from)
         && sotong_slot_parse_minute (g_strstrip (ends[1]), &rule->quiet_to);
}

/* (transfer full) (nullable): what is typed; what cannot be read is said. */
static SotongAlertRule *
make_rule (const Dialog *dialog)
{
  g_autoptr(SotongAlertRule) rule = sotong_alert_rule_new ();
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->topic));

  rule->id = dialog->id;
  rule->name = sotong_text_clean (sotong_form_get_text (dialog->name), -1, 400);
  rule->kind = get_kind (dialog);
  if (selected >= dialog->topics->len)
    {
      sotong_form_fail_at (dialog->form, dialog->topic, _("Choose the topic. What you meant is not there any more under its name."));
      return NULL;
    }
  rule->topic_id = g_array_index (dialog->topics, gint64, selected);
  rule->sigma = read_number (dialog->sigma, 0);
  rule->least = (gint64) CLAMP (read_number (dialog->least, 0), 0, 1e9);
  rule->share = read_number (dialog->share, 0) / 100;
  rule->reach = (gint64) CLAMP (read_number (dialog->reach, 0), 0, 1e12);
  rule->words = sotong_form_dup_lines (dialog->words);
  rule->cadence_hours = (int) CLAMP (read_number (dialog->cadence, -1), -1, 8784);
  if (read_quiet (dialog, rule))
    return g_steal_pointer (&rule);
  sotong_form_fail_at (dialog->form, dialog->quiet, _("Quiet hours are written as 22:00-07:00."));
  return NULL;
}

/* ---- what it would have found ---- */

static gpointer
test_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  gint64 now = sotong_db_now (db);

  return sotong_alert_look (db, data, (SotongRange) { now - SOTONG_ALERTS_TEST_DAYS * DAY_S, now + 1 }, error);
}

static void
tested_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Dialog *dialog = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  g_autoptr(GString) lines = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* another was asked since, or the form is gone */
  lines = g_string_new (NULL);
  if (found == NULL)
    g_string_append (lines, error->message);
  else
    g_string_append_printf (lines, ngettext ("In 28 days it would have been raised %u time.", "In 28 days it would have been raised %u times.", found->len),
                            found->len);
  for (guint i = found != NULL && found->len > N_SHOWN ? found->len - N_SHOWN : 0; found != NULL && i < found->len; i++)
    {
      const SotongAlertEvent *event = g_ptr_array_index (found, i);
      g_autofree char *time = sotong_time_format_minute (event->hour_start, sotong_context_get_zone (dialog->context));

      g_string_append_printf (lines, "\n%s · %s · %s", time, sotong_alert_stage_get_label (event->stage), event->reason);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (dialog->test), lines->str);
}

static void
test_clicked_cb (Dialog *dialog)
{
  SotongAlertRule *rule;

  sotong_form_clear_problem (dialog->form);
  rule = make_rule (dialog);
  if (rule == NULL)
    return;
  g_cancellable_cancel (dialog->asking);
  g_clear_object (&dialog->asking);
  dialog->asking = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (dialog->context), test_job, rule, (GDestroyNotify) sotong_alert_rule_free,
                           (GDestroyNotify) g_ptr_array_unref, dialog->asking, tested_cb, dialog);
}

/* ---- writing ---- */

static gpointer
save_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const SotongAlertRule *rule = data;
  gint64 id = rule->id;

  if (id == 0)
    id = sotong_alert_rule_add (db, rule, error);
  else if (!sotong_alert_rule_edit (db, rule, error))
    return NULL;
  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static void
accepted_cb (Dialog *dialog)
{
  SotongAlertRule *rule = make_rule (dialog);

  if (rule != NULL)
    sotong_form_write (dialog->form, sotong_context_get_store (dialog->context), save_job, rule, (GDestroyNotify) sotong_alert_rule_free, g_free);
}

/* ---- building ---- */

/* What the kind does not look at is not asked for. */
static void
kind_changed_cb (Dialog *dialog)
{
  SotongAlertKind kind = get_kind (dialog);

  gtk_widget_set_visible (dialog->sigma, kind == SOTONG_ALERT_VOLUME);
  gtk_widget_set_visible (dialog->least, kind == SOTONG_ALERT_VOLUME || kind == SOTONG_ALERT_NEGATIVE);
  gtk_widget_set_visible (dialog->share, kind == SOTONG_ALERT_NEGATIVE);
  gtk_widget_set_visible (dialog->reach, kind == SOTONG_ALERT_REACH);
  gtk_widget_set_visible (gtk_widget_get_ancestor (dialog->words, GTK_TYPE_LIST_BOX_ROW), kind == SOTONG_ALERT_WORD);
}

static GtkWidget *
add_number (Dialog     *dialog,
            const char *title,
            double      number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.6g", number);
  return sotong_form_add_entry (dialog->form, title, text);
}

/* Of a topic that was removed no other stands there: the rule looks at nothing till somebody says which. */
static void
add_topics (Dialog    *dialog,
            GPtrArray *topics,
            gint64     chosen)
{
  g_autoptr(GPtrArray) titles = g_ptr_array_new ();
  gint64 every = SOTONG_NONE, all = 0;
  guint selected = GTK_INVALID_LIST_POSITION;

  g_ptr_array_add (titles, (gpointer) _("Every topic, and all mentions"));
  g_array_append_val (dialog->topics, every);
  g_ptr_array_add (titles, (gpointer) _("All mentions"));
  g_array_append_val (dialog->topics, all);
  for (guint i = 0; i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);

      g_ptr_array_add (titles, topic->name);
      g_array_append_val (dialog->topics, topic->id);
    }
  g_ptr_array_add (titles, NULL);
  for (guint i = 0; i < dialog->topics->len; i++)
    if (g_array_index (dialog->topics, gint64, i) == chosen)
      selected = i;
  dialog->topic = sotong_form_add_choice (dialog->form, _("Topic"), (const char * const *) titles->pdata, selected);
}

static void
add_test (Dialog *dialog)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Test"));

  dialog->test = sotong_dialog_new_row (_("What it would have found"), _("In the last 28 days; nothing is written."));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (test_clicked_cb), dialog);
  adw_action_row_add_suffix (ADW_ACTION_ROW (dialog->test), button);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (dialog->test), 0);
  sotong_form_add_group (dialog->form, NULL, NULL);
  sotong_form_add_row (dialog->form, dialog->test);
}

/* What is typed outlives a killed program. The rule of a workspace that has none of its own is no new one. */
static void
watch (const Dialog          *dialog,
       const SotongAlertRule *rule)
{
  static const char *const keys[] = { "name", "kind", "=topic", "sigma", "least", "share", "reach", "words", "quiet", "cadence", NULL };
  GtkWidget *const rows[] = { dialog->name, dialog->kind, dialog->topic, dialog->sigma, dialog->least, dialog->share, dialog->reach, dialog->words,
                              dialog->quiet, dialog->cadence };
  g_autofree char *which = rule->id == 0 && rule->name[0] != '\0' ? g_strdup ("alert-rule:usual") : g_strdup_printf ("alert-rule:%" PRId64, rule->id);

  sotong_form_journal_watch (dialog->form, sotong_context_get_store (dialog->context), which, rows, keys, NULL);
}

static void
present (GtkWindow             *parent,
         SotongContext         *context,
         const SotongAlertRule *rule,
         GPtrArray             *topics)
{
  Dialog *dialog = g_new0 (Dialog, 1);
  const char *kinds[SOTONG_N_ALERT_KINDS + 1] = { NULL };
  g_autofree char *quiet = sotong_alerts_describe_quiet (rule);

  for (int i = 0; i < SOTONG_N_ALERT_KINDS; i++)
    kinds[i] = sotong_alerts_describe_kind ((SotongAlertKind) i);
  dialog->id = rule->id;
  dialog->context = g_object_ref (context);
  dialog->topics = g_array_new (FALSE, FALSE, sizeof (gint64));
  dialog->form = sotong_form_new (parent, rule->id != 0 ? rule->name : _("Add Alert Rule"), rule->id != 0 ? _("_Save") : _("_Add"));
  gtk_window_set_default_size (GTK_WINDOW (dialog->form), 560, 660); /* what a test finds is seen with its button */
  sotong_form_add_group (dialog->form, NULL, _("Within the cadence the same is told again only when its stage rises. In quiet hours it is only logged, and told at their end."));
  dialog->name = sotong_form_add_entry (dialog->form, _("Name"), rule->name);
  dialog->kind = sotong_form_add_choice (dialog->form, _("Kind"), kinds, rule->kind);
  add_topics (dialog, topics, rule->topic_id);
  dialog->sigma = add_number (dialog, _("Deviations above the mean (1.5, 2, 3 …)"), rule->sigma);
  dialog->least = add_number (dialog, _("Mentions at least"), (double) rule->least);
  dialog->share = add_number (dialog, _("Percent of negative"), 100 * rule->share);
  dialog->reach = add_number (dialog, _("Readers of one mention"), (double) rule->reach);
  dialog->words = sotong_form_add_text (dialog->form, _("Words, one a line"), rule->words);
  dialog->quiet = sotong_form_add_entry (dialog->form, _("Quiet hours (as 22:00-07:00; empty: none)"), quiet);
  dialog->cadence = add_number (dialog, _("Cadence in hours"), rule->cadence_hours);
  add_test (dialog);
  g_signal_connect_swapped (dialog->kind, "notify::selected", G_CALLBACK (kind_changed_cb), dialog);
  kind_changed_cb (dialog);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
  watch (dialog, rule);
  gtk_window_present (GTK_WINDOW (dialog->form));
}

/* ---- the topics are read first ---- */

typedef struct {
  GtkWindow        *parent;  /* (weak) (nullable) */
  SotongContext    *context; /* (owned) */
  SotongAlertRule  *rule;    /* (owned) (nullable): a rule's form; else that of a stage */
  gint64            topic_id;
  SotongAlertStage  stage;
} Opening;

static void stage_present (GtkWindow        *parent,
                           SotongContext    *context,
                           GPtrArray        *topics,
                           gint64            topic_id,
                           SotongAlertStage  stage);

static gpointer
topics_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_topic_list (db, error);
}

static void
topics_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Opening *opening = user_data;
  g_autoptr(GPtrArray) topics = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);

  if (topics != NULL && opening->parent != NULL && opening->rule != NULL)
    present (opening->parent, opening->context, opening->rule, topics);
  else if (topics != NULL && opening->parent != NULL)
    stage_present (opening->parent, opening->context, topics, opening->topic_id, opening->stage);
  g_clear_weak_pointer (&opening->parent);
  g_object_unref (opening->context);
  sotong_alert_rule_free (opening->rule);
  g_free (opening);
}

static Opening *
open_with_topics (GtkWindow     *parent,
                  SotongContext *context)
{
  Opening *opening = g_new0 (Opening, 1);

  g_set_weak_pointer (&opening->parent, parent);
  opening->context = g_object_ref (context);
  sotong_store_read_async (sotong_context_get_store (context), topics_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL, topics_cb, opening);
  return opening;
}

/**
 * sotong_alert_form_present:
 * @parent: the window
 * @context: its context, with a workspace
 * @rule: (nullable): a rule that is edited; %NULL for a new one
 *
 * Asks what is to raise an alarm. The rule that a workspace has without any is added when it is changed. What is typed outlives a killed
 * program: it stands there when the form is opened again.
 */
void
sotong_alert_form_present (GtkWindow             *parent,
                           SotongContext         *context,
                           const SotongAlertRule *rule)
{
  SotongAlertRule *copy = sotong_alert_rule_new ();
  char *name = copy->name, *words = copy->words;

  if (rule != NULL)
    {
      *copy = *rule;
      name = rule->name;
      words = rule->words;
    }
  copy->name = g_strdup (name != NULL ? name : "");
  copy->words = g_strdup (words != NULL ? words : "");
  open_with_topics (parent, context)->rule = copy;
}

/* ---- a stage that a person sets ---- */

typedef struct {
  SotongForm    *form;     /* (unowned): it goes with this */
  SotongContext *context;  /* (owned) */
  GArray        *topics;   /* (owned) (element-type gint64) */
  GtkWidget     *topic;
  GtkWidget     *stage;
  GtkWidget     *reason;
  GtkWidget     *told;
} StageDialog;

static void
stage_dialog_free (gpointer  data,
                   GClosure *closure)
{
  StageDialog *dialog = data;

  g_object_unref (dialog->context);
  g_array_unref (dialog->topics);
  g_free (dialog);
}

static gpointer
stage_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const SotongAlertEvent *event = data;
  gint64 id = sotong_alert_set_stage (db, event->topic_id, event->stage, event->reason, event->told, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static void
stage_accepted_cb (StageDialog *dialog)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->topic)), stage = adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->stage));
  SotongAlertEvent *event;

  if (selected >= dialog->topics->len || stage == GTK_INVALID_LIST_POSITION)
    {
      sotong_form_fail (dialog->form, _("Choose the topic and the stage. What you meant is not there any more under its name."));
      return;
    }
  event = g_new0 (SotongAlertEvent, 1);
  event->topic_id = g_array_index (dialog->topics, gint64, selected);
  event->stage = (SotongAlertStage) stage;
  event->reason = sotong_text_clean (sotong_form_get_text (dialog->reason), -1, 2000);
  event->told = sotong_text_clean (sotong_form_get_text (dialog->told), -1, 2000);
  sotong_form_write (dialog->form, sotong_context_get_store (dialog->context), stage_job, event, (GDestroyNotify) sotong_alert_event_free, g_free);
}

/* What is typed about the alerts of one topic is not offered for those of another. */
static void
watch_stage (const StageDialog *dialog,
             gint64             topic_id)
{
  static const char *const keys[] = { "=topic", "=stage", "reason", "told", NULL };
  GtkWidget *const rows[] = { dialog->topic, dialog->stage, dialog->reason, dialog->told };
  g_autofree char *which = g_strdup_printf ("alert-stage:%" PRId64, topic_id);

  sotong_form_journal_watch (dialog->form, sotong_context_get_store (dialog->context), which, rows, keys, NULL);
}

static void
stage_present (GtkWindow        *parent,
               SotongContext    *context,
               GPtrArray        *topics,
               gint64            topic_id,
               SotongAlertStage  chosen)
{
  StageDialog *dialog = g_new0 (StageDialog, 1);
  const char *stages[] = { _("None: it is over"), sotong_alert_stage_get_label (SOTONG_STAGE_ATTENTION), sotong_alert_stage_get_label (SOTONG_STAGE_CAUTION),
                           sotong_alert_stage_get_label (SOTONG_STAGE_ALERT), sotong_alert_stage_get_label (SOTONG_STAGE_SERIOUS), NULL };
  g_autoptr(GPtrArray) titles = g_ptr_array_new ();
  gint64 all = 0;
  guint selected = 0;

  dialog->context = g_object_ref (context);
  dialog->topics = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (titles, (gpointer) _("All mentions"));
  g_array_append_val (dialog->topics, all);
  for (guint i = 0; i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);

      g_ptr_array_add (titles, topic->name);
      g_array_append_val (dialog->topics, topic->id);
      selected = topic->id == topic_id ? i + 1 : selected;
    }
  g_ptr_array_add (titles, NULL);
  dialog->form = sotong_form_new (parent, _("Set the Stage"), _("_Set"));
  sotong_form_add_group (dialog->form, NULL, _("The log keeps when, why, and who was told. While a stage holds, alerts of the topic are told every hour, and sources are read oftener: "
                                           "every 30, 15, 10 or 5 minutes, the higher it is; what costs money with each call keeps its time."));
  dialog->topic = sotong_form_add_choice (dialog->form, _("Topic"), (const char * const *) titles->pdata, selected);
  dialog->stage = sotong_form_add_choice (dialog->form, _("Stage"), stages, chosen);
  dialog->reason = sotong_form_add_entry (dialog->form, _("Reason"), NULL);
  dialog->told = sotong_form_add_entry (dialog->form, _("Who was told"), NULL);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (stage_accepted_cb), dialog, stage_dialog_free, G_CONNECT_SWAPPED);
  watch_stage (dialog, topic_id);
  gtk_window_present (GTK_WINDOW (dialog->form));
}

/**
 * sotong_alert_stage_form_present:
 * @parent: the window
 * @context: its context, with a workspace
 * @event: (nullable): an alert that is the reason
 *
 * Asks for the stage at which a topic is from now on, as a person sees it, and logs it.
 */
void
sotong_alert_stage_form_present (GtkWindow              *parent,
                                 SotongContext          *context,
                                 const SotongAlertEvent *event)
{
  Opening *opening = open_with_topics (parent, context);

  opening->topic_id = event != NULL ? event->topic_id : sotong_context_get_topic (context);
  /* Behind what is over a person raises one: nobody ends it twice. */
  opening->stage = event != NULL && event->stage != SOTONG_STAGE_NONE ? event->stage : SOTONG_STAGE_CAUTION;
}
