/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-outbox-bar.h"

#include <glib/gi18n.h>

#include "app/sotong-settings.h"
#include "app/sotong-task-commands.h"
#include "plan/sotong-emergency-wording.h"
#include "store/sotong-change-latest.h"
#include "store/sotong-emergency.h"
#include "store/sotong-hold.h"
#include "store/sotong-outbox-act.h"
#include "store/sotong-remembered.h"
#include "store/sotong-workspace.h"

#define CLOCK_S 30 /* how often the clock is looked at */

/**
 * SotongOutboxBar:
 *
 * Lines above the panes for what nobody may overlook: that everything is on hold and why, that posts were
 * missed, that an emergency approval waits to be ratified, that another computer publishes from the workspace, that the clock was
 * set back, and that none of this could be read. Each has the button that does something about it.
 */
struct _SotongOutboxBar
{
  AdwBin         parent_instance;
  SotongContext *context;      /* (owned) (nullable) */
  GCancellable  *cancellable;  /* (owned) (nullable): of the last question */
  gulong         changed_id;
  gboolean       held;
  GArray        *times;        /* (owned) (nullable) (element-type gint64): of what waits for its time */
  GtkInfoBar    *hold_bar;     /* (unowned) */
  GtkLabel      *hold_label;   /* (unowned) */
  GtkWidget     *end_hold;     /* (unowned): the button of the hold's line that ends it */
  gboolean       goes_to_hold; /* the focus is to go there once the line is shown */
  GtkWidget     *take_back;    /* (unowned): the button of the hold's line that takes back what waits on platforms */
  GtkWidget     *emergency;    /* (unowned): the button of the hold's line that opens the emergency */
  GtkInfoBar    *ratify_bar;   /* (unowned) */
  GtkLabel      *ratify_label; /* (unowned) */
  GtkInfoBar    *trouble_bar;  /* (unowned) */
  GtkLabel      *trouble_label; /* (unowned) */
  GtkInfoBar    *other_bar;    /* (unowned) */
  GtkLabel      *other_label;  /* (unowned) */
  GtkInfoBar    *clock_bar;    /* (unowned) */
  GtkLabel      *clock_label;  /* (unowned) */
  gint64         latest;       /* when something was changed; 0: never, or not known */
  guint          clock_id;     /* looks at the clock now and then */
  GtkInfoBar    *missed_bar;   /* (unowned) */
  GtkLabel      *missed_label; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (SotongOutboxBar, sotong_outbox_bar, ADW_TYPE_BIN)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct {
  SotongHold      *hold;
  SotongEmergency *emergency;  /* (nullable): the one that is open */
  SotongEmergency *unratified; /* (nullable): whose shortened approval waits */
  GPtrArray       *missed;
  GPtrArray       *scheduled;
  gboolean         elsewhere;  /* another computer publishes from it, or another file of this one */
  gboolean         copied;     /* it is the file */
  char            *other;      /* (nullable): that one's name or path */
  char            *sent;       /* (nullable): a post that was sent from here and of which the file does not know that */
  gint64           latest;     /* when something was changed; 0: never */
} Standing;

static void
standing_free (Standing *standing)
{
  sotong_hold_free (standing->hold);
  sotong_emergency_free (standing->emergency);
  sotong_emergency_free (standing->unratified);
  g_clear_pointer (&standing->missed, g_ptr_array_unref);
  g_clear_pointer (&standing->scheduled, g_ptr_array_unref);
  g_free (standing->other);
  g_free (standing->sent);
  g_free (standing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Standing, standing_free)

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(Standing) standing = g_new0 (Standing, 1);
  GError *local = NULL;

  standing->emergency = sotong_emergency_get_open (db, &local);
  standing->unratified = local == NULL ? sotong_emergency_get_unratified (db, &local) : NULL;
  standing->elsewhere = local == NULL && !sotong_workspace_is_publisher (db, &standing->other, &local);
  standing->copied = local == NULL && !standing->elsewhere && !sotong_workspace_is_original (db, &standing->other, &local);
  standing->elsewhere = standing->elsewhere || standing->copied;
  if (local == NULL && !standing->elsewhere)
    standing->elsewhere = standing->copied = !sotong_remembered_check (db, &standing->sent, &local);
  if (local == NULL)
    sotong_change_latest (db, &standing->latest, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  standing->hold = sotong_hold_get (db, error);
  standing->missed = standing->hold != NULL ? sotong_outbox_list_state (db, "missed", error) : NULL;
  standing->scheduled = standing->missed != NULL ? sotong_outbox_list_state (db, "scheduled", error) : NULL;
  return standing->scheduled != NULL ? g_steal_pointer (&standing) : NULL;
}

static const char *
name_kind (const SotongEmergency *emergency)
{
  const SotongEmergencyWording *wording = sotong_emergency_wording_get (emergency->kind);

  return wording != NULL ? sotong_emergency_wording_get_label (wording) : emergency->kind;
}

/* Why all is on hold, where it is for an emergency: ending the one ends the other. */
static char *
describe_emergency (const SotongEmergency *emergency,
                    const SotongHold      *hold,
                    const char            *since)
{
  /* Translators: what it is, as “Fire”; when it was detected; how many posts are held */
  return g_strdup_printf (ngettext ("Emergency (%s), detected %s: everything is on hold, %d post is held. Ending the hold ends the emergency too.",
                                    "Emergency (%s), detected %s: everything is on hold, %d posts are held. Ending the hold ends the emergency too.",
                                    (gulong) hold->n_held), name_kind (emergency), since, (int) hold->n_held);
}

static char *
describe_hold (const SotongHold *hold,
               const char       *since)
{
  g_autofree char *text = g_strdup_printf (ngettext ("Everything is on hold since %s: %d post is held.",
                                                     "Everything is on hold since %s: %d posts are held.", (gulong) hold->n_held),
                                           since, (int) hold->n_held);

  /* Translators: the sentence before, then why a person holds everything */
  return hold->reason != NULL && hold->reason[0] != '\0' ? g_strdup_printf (_("%1$s The reason: %2$s"), text, hold->reason)
                                                        : g_steal_pointer (&text);
}

static void
show_hold (SotongOutboxBar       *self,
           const SotongHold      *hold,
           const SotongEmergency *emergency)
{
  GTimeZone *zone = sotong_context_get_zone (self->context);
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (emergency != NULL ? emergency->detected_at : hold->started_at);
  g_autoptr(GDateTime) local = g_date_time_to_timezone (time, zone);
  g_autofree char *since = g_date_time_format (local, "%m-%d %H:%M");
  g_autofree char *text = NULL, *there = NULL, *whole = NULL;

  self->held = hold->id != 0;
  gtk_info_bar_set_revealed (self->hold_bar, self->held);
  gtk_widget_set_visible (self->emergency, emergency != NULL);
  gtk_widget_set_visible (self->take_back, hold->n_there > 0);
  if (!self->held)
    return;
  text = emergency != NULL ? describe_emergency (emergency, hold, since) : describe_hold (hold, since);
  there = sotong_hold_describe_there (hold);
  whole = g_strjoin ("\n", text, there, NULL);
  gtk_label_set_text (self->hold_label, whole);
  if (self->goes_to_hold)
    sotong_outbox_bar_go_to_hold (self);
}

static void
show_missed (SotongOutboxBar *self,
             GPtrArray       *missed)
{
  g_autofree char *text = NULL;

  gtk_info_bar_set_revealed (self->missed_bar, missed->len > 0);
  if (missed->len == 0)
    return;
  text = g_strdup_printf (ngettext ("%u post was missed: its time passed and it did not go out.",
                                    "%u posts were missed: their times passed and they did not go out.", missed->len), missed->len);
  gtk_label_set_text (self->missed_label, text);
}

static char *
describe_elsewhere (const Standing *standing)
{
  if (standing->sent != NULL)
    return g_strdup_printf (_("This computer has already published “%s”, or tried to, and this file does not know of it: it is an older state of the workspace, as of a backup, or "
                              "another copy. So nothing goes out from here: else the same posts might go out twice."), standing->sent);
  if (standing->other == NULL && standing->copied)
    return g_strdup (_("This is not the file that published last, though it may lie in its place: it was put back from a backup, or brought from elsewhere. "
                       "What was sent since is not known in it, so nothing goes out from here: else the same posts might go out twice."));
  if (standing->other == NULL)
    return g_strdup (_("Another computer that was set up as a copy of this one publishes from this workspace, so nothing goes out from here: else the same posts "
                       "might go out twice."));
  return g_strdup_printf (standing->copied ? _("“%s” is the file that publishes, and this one is a copy of it, so nothing "
                                               "goes out from here: else the same posts might go out twice.")
                                           : _("The computer “%s” publishes from this workspace, so nothing goes out from here: else the same posts "
                                               "might go out twice."), standing->other);
}

/* Somebody who opens a copy of the file and sees nothing go out must know why. */
static void
show_elsewhere (SotongOutboxBar *self,
                const Standing  *standing)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *text = NULL;

  if (SOTONG_IS_WINDOW (window))
    sotong_task_commands_set_elsewhere (SOTONG_WINDOW (window), standing->elsewhere, standing->copied);
  gtk_info_bar_set_revealed (self->other_bar, standing->elsewhere);
  if (!standing->elsewhere)
    return;
  text = describe_elsewhere (standing);
  gtk_label_set_text (self->other_label, text);
}

static void
show_unratified (SotongOutboxBar       *self,
                 const SotongEmergency *emergency)
{
  g_autofree char *text = NULL;

  gtk_info_bar_set_revealed (self->ratify_bar, emergency != NULL);
  if (emergency == NULL)
    return;
  /* Translators: what it is, as “Fire” */
  text = g_strdup_printf (_("Emergency (%s): what went out by emergency approval waits to be ratified."), name_kind (emergency));
  gtk_label_set_text (self->ratify_label, text);
}

/* (nullable): where it is kept that the line was closed, once the line stands in a window */
static SotongSettings *
find_settings (SotongOutboxBar *self)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  return SOTONG_IS_WINDOW (window) ? sotong_window_get_settings (SOTONG_WINDOW (window)) : NULL;
}

/* Whether somebody closed the line of that change; the next start asks for no second time. */
static gboolean
is_closed (SotongOutboxBar *self)
{
  SotongSettings *settings = find_settings (self);

  return settings != NULL && self->latest <= sotong_settings_get_clock_closed (settings, sotong_store_get_path (sotong_context_get_store (self->context)));
}

/* What is due goes by the clock. Whether that was set back is seen by what was changed last; once it is right, the line goes by itself. Where
 * it was the other clock that was wrong, ahead or on another computer, the line can be closed. A demo has its own time, as --now says one:
 * there is nothing to set right. */
static void
show_clock (SotongOutboxBar *self)
{
  gint64 now = self->context != NULL ? sotong_context_now (self->context) : 0;
  gboolean back = self->context != NULL && !sotong_clock_is_set (sotong_context_get_clock (self->context))
                  && sotong_change_is_clock_back (self->latest, now) && !is_closed (self);
  g_autofree char *says = NULL, *changed = NULL, *text = NULL;

  gtk_info_bar_set_revealed (self->clock_bar, back);
  if (!back)
    return;
  says = sotong_time_format_minute (now, sotong_context_get_zone (self->context));
  changed = sotong_time_format_minute (self->latest, sotong_context_get_zone (self->context));
  /* Translators: two times, as “2016-10-13 10:00” */
  text = g_strdup_printf (_("The clock says %1$s, but something was changed here at %2$s: the clock was probably set back. Nothing is lost, but posts go out by the clock, "
                            "so those that are planned go out late. Set date and time of this computer right; this line goes then. If they are right, the clock was "
                            "ahead at the time of that change: close this line."), says, changed);
  if (g_strcmp0 (gtk_label_get_text (self->clock_label), text) != 0)
    gtk_label_set_text (self->clock_label, text);
}

static void
close_clock (SotongOutboxBar *self)
{
  SotongSettings *settings = find_settings (self);

  if (settings != NULL && self->context != NULL)
    sotong_settings_set_clock_closed (settings, sotong_store_get_path (sotong_context_get_store (self->context)), self->latest);
  show_clock (self);
}

static gboolean
clock_cb (gpointer user_data)
{
  show_clock (user_data);
  return G_SOURCE_CONTINUE;
}

/* Nothing is known of what is held or missed: what was shown before is no news of today. */
static void
show_trouble (SotongOutboxBar *self,
              const GError    *error)
{
  g_autofree char *text = NULL;

  gtk_info_bar_set_revealed (self->trouble_bar, error != NULL);
  if (error == NULL)
    return;
  text = g_strdup_printf (_("What is on hold, due or missed could not be read, so nothing is said of it here: %s"), error->message);
  gtk_label_set_text (self->trouble_label, text);
  gtk_info_bar_set_revealed (self->hold_bar, FALSE);
  gtk_info_bar_set_revealed (self->missed_bar, FALSE);
  gtk_info_bar_set_revealed (self->other_bar, FALSE);
  gtk_info_bar_set_revealed (self->ratify_bar, FALSE);
}

/* What another computer or file publishes does not wait for this one. */
static void
keep_times (SotongOutboxBar *self,
            const Standing  *standing)
{
  g_clear_pointer (&self->times, g_array_unref);
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; !standing->elsewhere && i < standing->scheduled->len; i++)
    g_array_append_val (self->times, ((SotongStanding *) g_ptr_array_index (standing->scheduled, i))->publish_at);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongOutboxBar) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Standing) standing = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (standing == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->context != NULL && sotong_context_get_store (self->context) == SOTONG_STORE (object))
        show_trouble (self, error);
      return;
    }
  if (self->context == NULL || sotong_context_get_store (self->context) != SOTONG_STORE (object))
    return;
  show_trouble (self, NULL);
  show_hold (self, standing->hold, standing->emergency);
  show_missed (self, standing->missed);
  show_elsewhere (self, standing);
  show_unratified (self, standing->unratified);
  self->latest = standing->latest;
  show_clock (self);
  keep_times (self, standing);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
read_again (SotongOutboxBar *self)
{
  SotongStore *store = self->context != NULL ? sotong_context_get_store (self->context) : NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (store == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  sotong_store_read_async (store, read_job, NULL, NULL, (GDestroyNotify) standing_free, self->cancellable, read_cb, g_object_ref (self));
}

static GtkInfoBar *
new_bar (GtkWidget       *box,
         GtkMessageType   type,
         GtkLabel       **out_label)
{
  GtkWidget *bar = gtk_info_bar_new (), *label = gtk_label_new (NULL);

  gtk_info_bar_set_message_type (GTK_INFO_BAR (bar), type);
  gtk_info_bar_set_revealed (GTK_INFO_BAR (bar), FALSE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_info_bar_add_child (GTK_INFO_BAR (bar), label);
  gtk_box_append (GTK_BOX (box), bar);
  *out_label = GTK_LABEL (label);
  return GTK_INFO_BAR (bar);
}

static GtkWidget *
add_button (GtkInfoBar *bar,
            const char *label,
            const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_info_bar_add_child (bar, button);
  return button;
}

static void
sotong_outbox_bar_dispose (GObject *object)
{
  sotong_outbox_bar_set_context (SOTONG_OUTBOX_BAR (object), NULL);
  g_clear_handle_id (&SOTONG_OUTBOX_BAR (object)->clock_id, g_source_remove);
  g_clear_pointer (&SOTONG_OUTBOX_BAR (object)->times, g_array_unref);
  G_OBJECT_CLASS (sotong_outbox_bar_parent_class)->dispose (object);
}

static void
sotong_outbox_bar_class_init (SotongOutboxBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_outbox_bar_dispose;
  /* What is held or missed is another now. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sotong_outbox_bar_init (SotongOutboxBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->trouble_bar = new_bar (box, GTK_MESSAGE_ERROR, &self->trouble_label);
  self->hold_bar = new_bar (box, GTK_MESSAGE_WARNING, &self->hold_label);
  self->other_bar = new_bar (box, GTK_MESSAGE_WARNING, &self->other_label);
  self->clock_bar = new_bar (box, GTK_MESSAGE_WARNING, &self->clock_label);
  self->missed_bar = new_bar (box, GTK_MESSAGE_WARNING, &self->missed_label);
  self->ratify_bar = new_bar (box, GTK_MESSAGE_WARNING, &self->ratify_label);
  g_signal_connect_object (add_button (self->trouble_bar, _("_Read Again"), NULL), "clicked", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  self->emergency = add_button (self->hold_bar, _("_Emergency…"), "win.emergency");
  self->take_back = add_button (self->hold_bar, _("_Take These Back…"), "win.take-back");
  self->end_hold = add_button (self->hold_bar, _("_End the Hold…"), "win.hold");
  add_button (self->other_bar, _("_Publish from Here…"), "win.publish-from-here");
  g_signal_connect_object (add_button (self->clock_bar, _("_Look Again"), NULL), "clicked", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (add_button (self->clock_bar, _("_Close"), NULL), "clicked", G_CALLBACK (close_clock), self, G_CONNECT_SWAPPED);
  add_button (self->missed_bar, _("_Choose…"), "win.missed");
  add_button (self->ratify_bar, _("_Ratify…"), "win.emergency");
  adw_bin_set_child (ADW_BIN (self), box);
  self->clock_id = g_timeout_add_seconds (CLOCK_S, clock_cb, self);
}

/**
 * sotong_outbox_bar_set_context:
 * @self: the lines
 * @context: (nullable): whose workspace they tell of
 */
void
sotong_outbox_bar_set_context (SotongOutboxBar *self,
                               SotongContext   *context)
{
  g_return_if_fail (SOTONG_IS_OUTBOX_BAR (self));

  if (self->changed_id != 0)
    g_signal_handler_disconnect (sotong_context_get_store (self->context), self->changed_id);
  self->changed_id = 0;
  g_set_object (&self->context, context);
  self->held = FALSE;
  self->goes_to_hold = FALSE;
  self->latest = 0;
  g_clear_pointer (&self->times, g_array_unref);
  if (context != NULL && sotong_context_get_store (context) != NULL)
    self->changed_id = g_signal_connect_swapped (sotong_context_get_store (context), "changed", G_CALLBACK (read_again), self);
  else if (self->hold_bar != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    {
      gtk_info_bar_set_revealed (self->hold_bar, FALSE);
      gtk_info_bar_set_revealed (self->missed_bar, FALSE);
      gtk_info_bar_set_revealed (self->other_bar, FALSE);
      gtk_info_bar_set_revealed (self->ratify_bar, FALSE);
      gtk_info_bar_set_revealed (self->trouble_bar, FALSE);
      gtk_info_bar_set_revealed (self->clock_bar, FALSE);
    }
  read_again (self);
}

/**
 * sotong_outbox_bar_is_held:
 * @self: the lines
 *
 * Returns: whether everything is on hold, as far as is known
 */
gboolean
sotong_outbox_bar_is_held (SotongOutboxBar *self)
{
  g_return_val_if_fail (SOTONG_IS_OUTBOX_BAR (self), FALSE);
  return self->held;
}

/**
 * sotong_outbox_bar_go_to_hold:
 * @self: the lines
 *
 * Moves the keyboard's focus to where the hold goes on, at once or as soon as its line is shown: whoever put everything on hold from the
 * keyboard is to find the way on by it. Whoever is writing goes on writing.
 */
void
sotong_outbox_bar_go_to_hold (SotongOutboxBar *self)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_if_fail (SOTONG_IS_OUTBOX_BAR (self));
  self->goes_to_hold = !self->held;
  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (!self->held || root == NULL)
    return;
  focus = gtk_root_get_focus (root);
  if (focus == NULL || (!GTK_IS_EDITABLE (focus) && !GTK_IS_TEXT_VIEW (focus)))
    gtk_widget_grab_focus (gtk_widget_get_visible (self->emergency) ? self->emergency : self->end_hold);
}

/**
 * sotong_outbox_bar_get_n_ahead:
 * @self: the lines
 * @seconds: how far to look ahead
 *
 * Returns: how many posts are to go out from here within that time, as far as is known. Under a set clock, as the
 *   demo's, none of them goes out by itself.
 */
guint
sotong_outbox_bar_get_n_ahead (SotongOutboxBar *self,
                               gint64           seconds)
{
  guint n = 0;

  g_return_val_if_fail (SOTONG_IS_OUTBOX_BAR (self), 0);
  if (self->context == NULL || self->times == NULL)
    return 0;
  for (guint i = 0; i < self->times->len; i++)
    n += g_array_index (self->times, gint64, i) <= sotong_context_now (self->context) + seconds ? 1 : 0;
  return n;
}
