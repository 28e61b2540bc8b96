/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-sample-dialog.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-sample-data.h"
#include "util/sotong-share.h"
#include "util/sotong-text.h"

/**
 * SotongSampleDialog:
 *
 * The week's sample: mentions drawn by lot, one after the other, which a person judges by a key without seeing what the program
 * said; and how often both agree, with the interval in which the true rate lies, for each source and week.
 */
struct _SotongSampleDialog
{
  AdwWindow            parent_instance;
  SotongContext       *context;     /* (owned) (nullable) */
  GCancellable        *reading;     /* (owned) (nullable): the newest question */
  gulong               changed_id;
  SotongSampleData    *data;        /* (owned) (nullable) */
  guint                at;          /* the mention that is seen */
  gboolean             goes_on;     /* to the next one that is not judged, once the answer is there */
  guint                n_writing;   /* judgements that are seen and not written yet */
  gboolean             failed;      /* whether it is said that one could not be written: it is, until the next one */
  GPtrArray           *source_rows; /* (owned) (element-type GtkWidget, unowned) */
  GPtrArray           *week_rows;   /* (owned) (element-type GtkWidget, unowned) */

  /* (unowned) */
  GtkDropDown         *week_drop;
  GtkLabel            *progress_label;
  GtkProgressBar      *progress_bar;
  GtkLabel            *place_label;
  GtkLabel            *text_label;
  GtkLabel            *judged_label;
  GtkWidget           *buttons;
  AdwPreferencesGroup *sources;
  AdwPreferencesGroup *weeks;
  GtkLabel            *problem;
};

G_DEFINE_FINAL_TYPE (SotongSampleDialog, sotong_sample_dialog, ADW_TYPE_WINDOW)

/* ---- what is shown ---- */

static gboolean
is_judged (const SotongMention *mention)
{
  return g_str_equal (mention->sentiment_source, "person");
}

static const char *
describe_sentiment (SotongSentiment sentiment)
{
  switch (sentiment)
    {
    case SOTONG_SENTIMENT_NEGATIVE:
      return _("Negative");
    case SOTONG_SENTIMENT_NEUTRAL:
      return _("Neutral");
    case SOTONG_SENTIMENT_POSITIVE:
      return _("Positive");
    case SOTONG_SENTIMENT_NONE:
    case SOTONG_SENTIMENT_UNCERTAIN:
    case SOTONG_N_SENTIMENTS:
    default:
      return _("Not judged yet");
    }
}

/* "83.3 % (55.2 – 95.3)"; of none, a dash. */
static char *
describe_rate (const SotongAgreement *one)
{
  double low, high;

  if (one->n_judged == 0)
    return g_strdup ("–");
  sotong_share_interval (one->n_agreed, one->n_judged, &low, &high);
  return g_strdup_printf ("%.1f %% (%.1f – %.1f)", 100.0 * (double) one->n_agreed / (double) one->n_judged, 100 * low, 100 * high);
}

static void
add_rate (AdwPreferencesGroup   *group,
          GPtrArray             *rows,
          const char            *title,
          const SotongAgreement *one)
{
  g_autofree char *subtitle = g_strdup_printf (_("%d of %d judged, %d of them as the program"), (int) one->n_judged, (int) one->n_drawn, (int) one->n_agreed);
  g_autofree char *rate = describe_rate (one);
  GtkWidget *row = sotong_dialog_new_row (title, subtitle), *label = gtk_label_new (rate);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
}

static void
show_rates (SotongSampleDialog *self)
{
  sotong_dialog_clear_rows (self->sources, self->source_rows);
  sotong_dialog_clear_rows (self->weeks, self->week_rows);
  for (guint i = 0; i < self->data->agreement->len; i++)
    {
      const SotongAgreement *one = g_ptr_array_index (self->data->agreement, i);

      add_rate (self->sources, self->source_rows, i == 0 ? _("All sources") : one->source, one);
    }
  for (guint i = 0; i < self->data->weeks->len; i++)
    {
      const SotongAgreement *one = g_ptr_array_index (self->data->weeks, i);

      if (one->n_drawn > 0)
        add_rate (self->weeks, self->week_rows, one->source, one);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->weeks), self->week_rows->len > 0);
}

static void
show_mention (SotongSampleDialog *self)
{
  const SotongMention *mention = self->at < self->data->mentions->len ? g_ptr_array_index (self->data->mentions, self->at) : NULL;
  g_autofree char *sources = NULL, *time = NULL, *place = NULL, *judged = NULL;

  gtk_widget_set_sensitive (self->buttons, mention != NULL);
  gtk_label_set_text (self->judged_label, "");
  if (mention == NULL)
    {
      gtk_label_set_text (self->place_label, "");
      gtk_label_set_text (self->text_label, _("In this week there is no mention that the program judged."));
      return;
    }
  sources = mention->sources != NULL ? g_strjoinv (", ", mention->sources) : g_strdup ("");
  time = sotong_time_format_minute (mention->published_at, sotong_context_get_zone (self->context));
  place = g_strdup_printf ("%u / %u · %s · %s", self->at + 1, self->data->mentions->len, sources, time);
  gtk_label_set_text (self->place_label, place);
  gtk_label_set_text (self->text_label, mention->text);
  if (is_judged (mention))
    judged = g_strdup_printf (_("Judged: %s"), describe_sentiment (mention->sentiment));
  gtk_label_set_text (self->judged_label, judged != NULL ? judged : _("Not judged yet"));
}

static guint
count_judged (SotongSampleDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < self->data->mentions->len; i++)
    n += is_judged (g_ptr_array_index (self->data->mentions, i));
  return n;
}

static void
show_progress (SotongSampleDialog *self)
{
  guint n = count_judged (self), all = self->data->mentions->len;
  g_autofree char *text = g_strdup_printf (_("%u of %u judged"), n, all);

  gtk_label_set_text (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress_bar, all > 0 ? (double) n / all : 0);
}

/* Behind the one that is seen, then from the first on; where all are judged it stays. */
static void
go_to_open (SotongSampleDialog *self)
{
  for (guint i = 0; i < self->data->mentions->len; i++)
    {
      guint at = (self->at + i) % self->data->mentions->len;

      if (is_judged (g_ptr_array_index (self->data->mentions, at)))
        continue;
      self->at = at;
      return;
    }
}

/* ---- reading ---- */

static void
show_problem (SotongSampleDialog *self,
              const GError       *error)
{
  gtk_label_set_text (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongSampleDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongSampleData) data = sotong_store_write_finish (SOTONG_STORE (object), result, &error);

  if (self == NULL || self->context == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  if (error != NULL || !self->failed)
    show_problem (self, error);
  if (data == NULL || self->n_writing > 0)
    return;
  g_clear_pointer (&self->data, sotong_sample_data_free);
  self->data = g_steal_pointer (&data);
  if (self->goes_on)
    go_to_open (self);
  self->goes_on = FALSE;
  show_progress (self);
  show_mention (self);
  show_rates (self);
}

static void
read_week (SotongSampleDialog *self)
{
  gint64 week = sotong_sample_week (sotong_context_now (self->context), gtk_drop_down_get_selected (self->week_drop),
                                    sotong_context_get_zone (self->context));

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, sotong_sample_data_job, g_memdup2 (&week, sizeof week), g_free,
                            (GDestroyNotify) sotong_sample_data_free, self->reading, read_cb, sotong_dialog_to_weak (self));
}

static void
changed_cb (SotongSampleDialog *self,
            guint               areas)
{
  if (areas & SOTONG_AREA_MENTIONS)
    read_week (self);
}

static void
week_cb (SotongSampleDialog *self)
{
  if (self->context == NULL)
    return;
  self->at = 0;
  self->goes_on = TRUE;
  read_week (self);
}

/* ---- judging ---- */

typedef struct {
  gint64          id;
  SotongSentiment sentiment;
} Judgement;

static gpointer
judge_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Judgement *judgement = data;

  return sotong_mention_label (db, judgement->id, judgement->sentiment, error) ? data : NULL;
}

static void
judged_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongSampleDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;

  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (self == NULL || self->context == NULL)
    return;
  self->n_writing--;
  if (error != NULL)
    {
      self->failed = TRUE;
      show_problem (self, error);
    }
  if (self->n_writing == 0)
    read_week (self);
}

/* What a person said is seen at once, and the next one with it: who judges fast is not waited for. */
static void
show_judged (SotongSampleDialog *self,
             SotongMention      *mention,
             SotongSentiment     sentiment)
{
  mention->sentiment = sentiment;
  g_free (mention->sentiment_source);
  mention->sentiment_source = g_strdup (sentiment != SOTONG_SENTIMENT_NONE ? "person" : "");
  if (sentiment != SOTONG_SENTIMENT_NONE)
    go_to_open (self);
  show_progress (self);
  show_mention (self);
}

/* One step of undo; once the last one is written, the week is read again. */
static void
judge (SotongSampleDialog *self,
       SotongSentiment     sentiment)
{
  Judgement judgement = { 0, sentiment };
  SotongMention *mention;

  if (self->data == NULL || self->at >= self->data->mentions->len || self->goes_on)
    return;
  mention = g_ptr_array_index (self->data->mentions, self->at);
  judgement.id = mention->id;
  self->n_writing++;
  self->failed = FALSE;
  show_judged (self, mention, sentiment);
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, judge_job, g_memdup2 (&judgement, sizeof judgement), g_free,
                            NULL, NULL, judged_cb, sotong_dialog_to_weak (self));
}

static void
go_by (SotongSampleDialog *self,
       int                 step)
{
  guint n = self->data != NULL ? self->data->mentions->len : 0;

  if (n == 0)
    return;
  self->at = (guint) CLAMP ((int) self->at + step, 0, (int) n - 1);
  show_mention (self);
}

static void
judge_clicked_cb (GtkWidget          *button,
                  SotongSampleDialog *self)
{
  judge (self, (SotongSentiment) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "sentiment")));
}

static void
step_clicked_cb (GtkWidget          *button,
                 SotongSampleDialog *self)
{
  go_by (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "step")));
}

static gboolean
key_pressed_cb (SotongSampleDialog *self,
                guint               keyval,
                guint               keycode,
                GdkModifierType     modifiers)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));
  guint key = gdk_keyval_to_lower (keyval);

  if ((modifiers & GDK_CONTROL_MASK) != 0 && key == GDK_KEY_z && window != NULL)
    {
      g_action_group_activate_action (G_ACTION_GROUP (window), (modifiers & GDK_SHIFT_MASK) != 0 ? "redo" : "undo", NULL);
      return GDK_EVENT_STOP;
    }
  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key >= GDK_KEY_0 && key <= GDK_KEY_3)
    judge (self, (SotongSentiment) (key - GDK_KEY_0));
  else if (key >= GDK_KEY_KP_0 && key <= GDK_KEY_KP_3)
    judge (self, (SotongSentiment) (key - GDK_KEY_KP_0));
  else if (key == GDK_KEY_n)
    go_by (self, 1);
  else if (key == GDK_KEY_p)
    go_by (self, -1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* ---- building ---- */

static GtkLabel *
add_label (GtkBox     *box,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static void
add_button (SotongSampleDialog *self,
            GtkBox             *box,
            const char         *text,
            const char         *key,
            int                 value,
            GCallback           callback)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  g_object_set_data (G_OBJECT (button), key, GINT_TO_POINTER (value));
  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (box, button);
}

static GtkBox *
add_box (GtkBox         *parent,
         GtkOrientation  orientation,
         int             spacing)
{
  GtkWidget *box = gtk_box_new (orientation, spacing);

  gtk_box_append (parent, box);
  return GTK_BOX (box);
}

static void
build_card (SotongSampleDialog *self,
            GtkBox             *box)
{
  GtkBox *card = add_box (box, GTK_ORIENTATION_VERTICAL, 8), *buttons;
  static const struct { const char *text; int sentiment; } choices[] = {
    { N_("1 Negative"), SOTONG_SENTIMENT_NEGATIVE }, { N_("2 Neutral"), SOTONG_SENTIMENT_NEUTRAL }, { N_("3 Positive"), SOTONG_SENTIMENT_POSITIVE },
  };

  gtk_widget_add_css_class (GTK_WIDGET (card), "card");
  gtk_widget_add_css_class (GTK_WIDGET (card), "sample");
  self->place_label = add_label (card, "dim-label");
  self->text_label = add_label (card, "body");
  gtk_widget_set_size_request (GTK_WIDGET (self->text_label), -1, 96);
  gtk_label_set_yalign (self->text_label, 0);
  self->judged_label = add_label (card, "caption");
  buttons = add_box (box, GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (buttons, TRUE);
  self->buttons = GTK_WIDGET (buttons);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    add_button (self, buttons, _(choices[i].text), "sentiment", choices[i].sentiment, G_CALLBACK (judge_clicked_cb));
  add_button (self, buttons, _("Previous (P)"), "step", -1, G_CALLBACK (step_clicked_cb));
  add_button (self, buttons, _("Next (N)"), "step", 1, G_CALLBACK (step_clicked_cb));
}

static AdwPreferencesGroup *
add_group (GtkBox     *box,
           const char *title,
           const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (box, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
build_content (SotongSampleDialog *self,
               GtkBox             *box)
{
  GtkBox *head = add_box (box, GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *drop = gtk_drop_down_new (G_LIST_MODEL (gtk_string_list_new (NULL)), NULL), *bar = gtk_progress_bar_new ();

  self->week_drop = GTK_DROP_DOWN (drop);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Week"), -1);
  gtk_box_append (head, drop);
  self->progress_bar = GTK_PROGRESS_BAR (bar);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Progress"), -1);
  gtk_box_append (head, bar);
  self->progress_label = add_label (head, "numeric");
  gtk_label_set_wrap (self->progress_label, FALSE); /* the bar gives way */
  self->problem = add_label (box, "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  build_card (self, box);
  self->sources = add_group (box, _("Agreement by Source"),
                             _("How often you and the program say the same, and in brackets the interval in which the rate of all mentions lies with "
                               "95 percent certainty."));
  self->weeks = add_group (box, _("Past Weeks"), NULL);
}

static void
sotong_sample_dialog_dispose (GObject *object)
{
  SotongSampleDialog *self = SOTONG_SAMPLE_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->changed_id != 0)
    g_signal_handler_disconnect (sotong_context_get_store (self->context), self->changed_id);
  self->changed_id = 0;
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sotong_sample_dialog_parent_class)->dispose (object);
}

static void
sotong_sample_dialog_finalize (GObject *object)
{
  SotongSampleDialog *self = SOTONG_SAMPLE_DIALOG (object);

  g_clear_pointer (&self->data, sotong_sample_data_free);
  g_ptr_array_unref (self->source_rows);
  g_ptr_array_unref (self->week_rows);
  G_OBJECT_CLASS (sotong_sample_dialog_parent_class)->finalize (object);
}

static void
sotong_sample_dialog_class_init (SotongSampleDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_sample_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_sample_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sotong_sample_dialog_init (SotongSampleDialog *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->source_rows = g_ptr_array_new ();
  self->week_rows = g_ptr_array_new ();
  gtk_box_append (GTK_BOX (outer), adw_header_bar_new ());
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  build_content (self, GTK_BOX (box));
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_box_append (GTK_BOX (outer), scrolled);
  adw_window_set_content (ADW_WINDOW (self), outer);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 720, 640);
  gtk_window_set_title (GTK_WINDOW (self), _("Weekly Sample"));
}

/**
 * sotong_sample_dialog_new:
 * @window: a window with a workspace
 *
 * Returns: (transfer full): a dialog that begins with the last whole week
 */
GtkWidget *
sotong_sample_dialog_new (SotongWindow *window)
{
  SotongSampleDialog *self = g_object_new (SOTONG_TYPE_SAMPLE_DIALOG, "transient-for", window, NULL);
  GtkStringList *weeks = GTK_STRING_LIST (gtk_drop_down_get_model (self->week_drop));

  self->context = g_object_ref (sotong_window_get_context (window));
  for (guint i = 0; i < SOTONG_SAMPLE_WEEKS; i++)
    {
      GTimeZone *zone = sotong_context_get_zone (self->context);

      gtk_string_list_take (weeks, sotong_sample_describe_week (sotong_sample_week (sotong_context_now (self->context), i, zone), zone));
    }
  gtk_drop_down_set_selected (self->week_drop, 0);
  g_signal_connect_object (self->week_drop, "notify::selected", G_CALLBACK (week_cb), self, G_CONNECT_SWAPPED);
  self->changed_id = g_signal_connect_swapped (sotong_context_get_store (self->context), "changed", G_CALLBACK (changed_cb), self);
  week_cb (self);
  return GTK_WIDGET (self);
}
