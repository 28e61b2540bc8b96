/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-alert-bar.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-alerts-data.h"
#include "app/sotong-alert-notice.h"
#include "app/sotong-row-name.h"
#include "app/sotong-window.h"

#define DAY_S  86400
#define DAYS   31 /* what was found longer ago and is told only now is in the log alone */
#define N_NAMED 3 /* causes that are named of several */
#define WHILE_S 60 /* what was found longer ago says when */

/**
 * SotongAlertBar:
 *
 * A line above the panes for what the rules of alerts raised since the workspace was opened, by this program or by another one that goes on
 * without a window: not every desktop shows notifications. It stays until a person has looked or closes it; what is raised meanwhile comes to it.
 */
struct _SotongAlertBar
{
  AdwBin         parent_instance;
  SotongContext *context;      /* (owned) (nullable) */
  GCancellable  *cancellable;  /* (owned) (nullable): of the question that is not answered yet */
  gboolean       again;        /* something was written since it was asked */
  gulong         changed_id;
  GHashTable    *known;        /* (owned) (nullable) (element-type gint64): alerts that are told already; never changed. %NULL until it was read */
  GPtrArray     *raised;       /* (owned) (element-type Raised): those that are shown */
  GtkInfoBar    *bar;          /* (unowned) */
  GtkLabel      *heading;      /* (unowned) */
  GtkLabel      *body;         /* (unowned) */
  GtkButton     *button;       /* (unowned) */
};

G_DEFINE_FINAL_TYPE (SotongAlertBar, sotong_alert_bar, ADW_TYPE_BIN)

/* An alert, and where the mentions behind it are. */
typedef struct {
  SotongAlertEvent *event;  /* (owned) */
  SotongRange       range;
} Raised;

static void
raised_free (gpointer data)
{
  Raised *raised = data;

  sotong_alert_event_free (raised->event);
  g_free (raised);
}

/* ---- reading ---- */

typedef struct {
  GHashTable *known;  /* (owned): all of them */
  GPtrArray  *news;   /* (owned) (element-type Raised): those that were not known */
} Answer;

static void
answer_free (Answer *answer)
{
  g_hash_table_unref (answer->known);
  g_clear_pointer (&answer->news, g_ptr_array_unref);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* Who was told when is not known here: a computer that slept, or another program that wrote for long, may be late. (transfer full) */
static char *
explain (SotongDb               *db,
         const SotongAlertEvent *event)
{
  g_autofree char *found_at = NULL;

  if (sotong_db_now (db) - event->found_at < WHILE_S)
    return g_strdup (event->reason);
  found_at = sotong_time_format_minute (event->found_at, sotong_db_get_zone (db));
  /* Translators: why an alarm was raised, a sentence; a time */
  return g_strdup_printf (_("%s Found at %s."), event->reason, found_at);
}

static void
add_raised (SotongDb         *db,
            Answer           *answer,
            const GPtrArray  *rules,
            SotongAlertEvent *event)
{
  Raised *raised = g_new0 (Raised, 1);
  char *reason = explain (db, event);

  g_free (event->reason);
  event->reason = reason;
  raised->event = event;
  raised->range = sotong_alerts_find_range (db, rules, event);
  g_ptr_array_add (answer->news, raised);
}

/* @data: (nullable): what is known, if anything is. */
static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  GHashTable *known = data;
  g_autoptr(GPtrArray) rules = sotong_alert_rule_list (db, error);
  g_autoptr(GPtrArray) events = rules != NULL ? sotong_alert_list_told (db, sotong_db_now (db) - DAYS * DAY_S, error) : NULL;
  g_autoptr(Answer) answer = NULL;

  if (events == NULL)
    return NULL;
  answer = g_new0 (Answer, 1);
  answer->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  answer->news = g_ptr_array_new_with_free_func (raised_free);
  for (guint i = 0; i < events->len; i++)
    {
      const SotongAlertEvent *event = g_ptr_array_index (events, i);

      g_hash_table_add (answer->known, g_memdup2 (&event->id, sizeof event->id));
      if (known != NULL && !g_hash_table_contains (known, &event->id))
        add_raised (db, answer, rules, g_steal_pointer (&g_ptr_array_index (events, i)));
    }
  return g_steal_pointer (&answer);
}

/* ---- showing ---- */

/* (transfer full): what is told of one cause, in a line */
static char *
name_notice (const SotongAlertNotice *notice)
{
  /* Translators: the stage and the rule of an alert; its topic */
  return g_strdup_printf (_("%s · %s"), notice->title, notice->event->topic[0] != '\0' ? notice->event->topic : _("All mentions"));
}

static const Raised *
find_raised (SotongAlertBar         *self,
             const SotongAlertEvent *event)
{
  for (guint i = 0; i < self->raised->len; i++)
    {
      const Raised *raised = g_ptr_array_index (self->raised, i);

      if (raised->event == event)
        return raised;
    }
  return NULL;
}

/* One for each cause, see sotong_alert_notices(). (transfer full) */
static GPtrArray *
list_notices (SotongAlertBar *self)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new ();

  for (guint i = 0; i < self->raised->len; i++)
    g_ptr_array_add (events, ((const Raised *) g_ptr_array_index (self->raised, i))->event);
  return sotong_alert_notices (events, NULL);
}

static int
compare_worst_first (gconstpointer a,
                     gconstpointer b)
{
  const SotongAlertNotice *x = *(SotongAlertNotice * const *) a, *y = *(SotongAlertNotice * const *) b;

  return x->event->stage != y->event->stage ? (int) y->event->stage - (int) x->event->stage : x->event->id < y->event->id ? 1 : -1;
}

/* (transfer full): the worst of several, a line each with how many it stands for, and how many alerts are not named */
static char *
describe_several (const GPtrArray *notices,
                  guint            n_alerts)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < notices->len && i < N_NAMED; i++)
    {
      const SotongAlertNotice *notice = g_ptr_array_index (notices, i);
      g_autofree char *line = name_notice (notice);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
      if (notice->n > 1)
        g_string_append_printf (text, " (%u)", notice->n);
      n_alerts -= notice->n;
    }
  if (n_alerts > 0)
    g_string_append_printf (text, ngettext ("\nand %u more", "\nand %u more", n_alerts), n_alerts);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show (SotongAlertBar *self)
{
  g_autoptr(GPtrArray) notices = list_notices (self);
  const SotongAlertNotice *worst;
  g_autofree char *heading = NULL, *body = NULL, *said = NULL;

  gtk_info_bar_set_revealed (self->bar, notices->len > 0);
  if (notices->len == 0)
    return;
  g_ptr_array_sort (notices, compare_worst_first);
  worst = g_ptr_array_index (notices, 0);
  if (notices->len == 1)
    {
      heading = name_notice (worst);
      body = g_strdup (worst->body);
    }
  else
    {
      heading = g_strdup_printf (ngettext ("%u alert was raised", "%u alerts were raised", self->raised->len), self->raised->len);
      body = describe_several (notices, self->raised->len);
    }
  gtk_info_bar_set_message_type (self->bar, worst->event->stage >= SOTONG_STAGE_ALERT ? GTK_MESSAGE_ERROR : GTK_MESSAGE_WARNING);
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->body, body);
  gtk_button_set_label (self->button, notices->len == 1 ? _("Show _Mentions") : _("Show _Alerts"));
  said = g_strjoin ("\n", heading, body, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

static gboolean
is_unknown (gconstpointer raised,
            gconstpointer known)
{
  return !g_hash_table_contains ((GHashTable *) known, &((const Raised *) raised)->event->id);
}

/* What was purged meanwhile is not shown any longer. */
static void
forget_gone (SotongAlertBar *self)
{
  guint at = 0;

  while (at < self->raised->len)
    if (is_unknown (g_ptr_array_index (self->raised, at), self->known))
      g_ptr_array_remove_index (self->raised, at);
    else
      at++;
}

static void read_again (SotongAlertBar *self);

static void
take (SotongAlertBar *self,
      Answer         *answer)
{
  g_clear_pointer (&self->known, g_hash_table_unref);
  self->known = g_hash_table_ref (answer->known);
  forget_gone (self);
  g_ptr_array_extend_and_steal (self->raised, g_steal_pointer (&answer->news));
  show (self);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongAlertBar) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Answer) answer = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* of a workspace that is not shown any more */
  if (answer != NULL)
    take (self, answer);
  else
    g_info ("Alerts that were raised: %s", error->message);
  g_clear_object (&self->cancellable);
  if (self->again)
    read_again (self);
}

/* One question at a time is answered, and none is called off for a newer one: what is written while the first one waits would be taken for
 * known, and what another program writes all the time would never be told. */
static void
read_again (SotongAlertBar *self)
{
  self->again = self->cancellable != NULL;
  if (self->again)
    return;
  self->cancellable = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (self->context), read_job, self->known != NULL ? g_hash_table_ref (self->known) : NULL,
                           self->known != NULL ? (GDestroyNotify) g_hash_table_unref : NULL, (GDestroyNotify) answer_free, self->cancellable,
                           read_cb, g_object_ref (self));
}

static void
changed_cb (SotongAlertBar *self,
            guint           areas)
{
  if (areas & SOTONG_AREA_WATCH)
    read_again (self);
}

/* ---- what a person does ---- */

static void
close_bar (SotongAlertBar *self)
{
  g_ptr_array_set_size (self->raised, 0);
  show (self);
}

/* One cause leads to what was said, several to their list. */
static void
clicked_cb (SotongAlertBar *self)
{
  g_autoptr(GPtrArray) notices = list_notices (self);
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->context == NULL || notices->len == 0)
    return;
  if (notices->len == 1)
    {
      const SotongAlertEvent *event = ((const SotongAlertNotice *) g_ptr_array_index (notices, 0))->event;

      sotong_alerts_show (self->context, event, &find_raised (self, event)->range);
    }
  else if (SOTONG_IS_WINDOW (window))
    sotong_workbench_show_pane (sotong_window_get_workbench (SOTONG_WINDOW (window)), "alerts");
  close_bar (self);
}

/* ---- the class ---- */

static void
sotong_alert_bar_dispose (GObject *object)
{
  SotongAlertBar *self = SOTONG_ALERT_BAR (object);

  sotong_alert_bar_set_context (self, NULL);
  G_OBJECT_CLASS (sotong_alert_bar_parent_class)->dispose (object);
}

static void
sotong_alert_bar_finalize (GObject *object)
{
  g_ptr_array_unref (SOTONG_ALERT_BAR (object)->raised);
  G_OBJECT_CLASS (sotong_alert_bar_parent_class)->finalize (object);
}

static void
sotong_alert_bar_class_init (SotongAlertBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_alert_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_alert_bar_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);
}

static GtkLabel *
add_label (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
sotong_alert_bar_init (SotongAlertBar *self)
{
  GtkWidget *bar = gtk_info_bar_new (), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *button = gtk_button_new_with_mnemonic ("");

  self->raised = g_ptr_array_new_with_free_func (raised_free);
  self->bar = GTK_INFO_BAR (bar);
  self->heading = add_label (texts);
  self->body = add_label (texts);
  self->button = GTK_BUTTON (button);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_info_bar_add_child (self->bar, texts);
  gtk_info_bar_add_child (self->bar, button);
  gtk_info_bar_set_show_close_button (self->bar, TRUE);
  gtk_info_bar_set_revealed (self->bar, FALSE);
  sotong_row_name_close (self->bar);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bar, "response", G_CALLBACK (close_bar), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), bar);
}

/**
 * sotong_alert_bar_set_context:
 * @self: the line
 * @context: (nullable): whose workspace it tells of
 *
 * What is told in the log by now is not told again.
 */
void
sotong_alert_bar_set_context (SotongAlertBar *self,
                              SotongContext  *context)
{
  SotongStore *store;

  g_return_if_fail (SOTONG_IS_ALERT_BAR (self));

  if (self->changed_id != 0)
    g_signal_handler_disconnect (sotong_context_get_store (self->context), self->changed_id);
  self->changed_id = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->again = FALSE;
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_ptr_array_set_size (self->raised, 0);
  if (adw_bin_get_child (ADW_BIN (self)) != NULL)
    gtk_info_bar_set_revealed (self->bar, FALSE);
  g_set_object (&self->context, context);
  store = context != NULL ? sotong_context_get_store (context) : NULL;
  if (store == NULL)
    return;
  self->changed_id = g_signal_connect_swapped (store, "changed", G_CALLBACK (changed_cb), self);
  read_again (self);
}

/**
 * sotong_alert_bar_get_ready:
 * @self: the line
 *
 * Returns: whether it is known what was told before; what is raised from now on is shown
 */
gboolean
sotong_alert_bar_get_ready (SotongAlertBar *self)
{
  g_return_val_if_fail (SOTONG_IS_ALERT_BAR (self), FALSE);
  return self->known != NULL;
}
