/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-missed-dialog.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-approval-row.h"
#include "plan/sotong-outbox-choice.h"
#include "util/sotong-time.h"

/**
 * SotongMissedDialog:
 *
 * The posts that were missed, with what can become of those that are ticked: out now, to the next
 * free slot, or off the schedule. Each choice is one step of undo.
 */
struct _SotongMissedDialog
{
  AdwWindow            parent_instance;
  SotongWindow        *window;       /* (unowned): the parent, which lives longer */
  GCancellable        *cancellable;  /* (owned) */
  GPtrArray           *rows;         /* (owned) (element-type GtkWidget): check buttons, of the group's rows */
  AdwPreferencesGroup *group;        /* (unowned) */
  GtkWidget           *buttons[3];   /* (unowned) */
};

G_DEFINE_FINAL_TYPE (SotongMissedDialog, sotong_missed_dialog, ADW_TYPE_WINDOW)

static const SotongOutboxChoice choices[] = { SOTONG_CHOICE_NOW, SOTONG_CHOICE_NEXT_SLOT, SOTONG_CHOICE_DROP };

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_outbox_list_state (db, "missed", error);
}

static void
update_buttons (SotongMissedDialog *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    any |= gtk_check_button_get_active (g_ptr_array_index (self->rows, i));
  for (gsize i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    gtk_widget_set_sensitive (self->buttons[i], any);
}

static void
add_row (SotongMissedDialog   *self,
         const SotongStanding *standing)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
  SotongContext *context = sotong_window_get_context (self->window);
  g_autofree char *at = sotong_time_format_minute (standing->publish_at, sotong_context_get_zone (context));
  g_autofree char *late = sotong_approval_row_time_left (standing->publish_at - sotong_context_now (context));
  g_autofree char *time = NULL;
  g_autofree char *subtitle = NULL;

  time = g_strdup_printf ("%s (%s)", at, late);
  /* Translators: a channel, then the time at which the post was to go out there and how long ago that was */
  subtitle = standing->bound ? g_strdup_printf (_("%s · %s · approved with this time: another must be approved again"), standing->channel, time)
             : g_strdup_printf (_("%s · %s"), standing->channel, time);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), standing->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, standing->title, -1);
  g_object_set_data_full (G_OBJECT (check), "copy", g_memdup2 (&standing->copy_id, sizeof standing->copy_id), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, check);
}

static void
list_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongMissedDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (self->cancellable == NULL || self->window == NULL || sotong_window_get_context (self->window) == NULL)
    return;
  if (list == NULL)
    {
      sotong_window_show_error (self->window, _("What was missed could not be read"), error);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (list->len == 0) /* a notification tells of what was seen to since */
    adw_preferences_group_set_description (self->group, _("No post is missed any more: they were seen to, or are out."));
  for (guint i = 0; i < list->len; i++)
    add_row (self, g_ptr_array_index (list, i));
  update_buttons (self);
  if (self->rows->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, 0));
}

typedef struct {
  SotongWindow       *window;  /* (owned) */
  GArray             *copies;  /* (owned) (element-type gint64) */
  SotongOutboxChoice  choice;
} Choosing;

static void
choosing_free (Choosing *choosing)
{
  g_object_unref (choosing->window);
  g_array_unref (choosing->copies);
  g_free (choosing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choosing, choosing_free)

static gpointer
choose_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Choosing *choosing = data;

  return sotong_outbox_choose (db, NULL, choosing->copies, choosing->choice, error);
}

/* What became of those that were ticked. */
typedef struct {
  guint       n_done;
  guint       n_broken;  /* and of those, how many must be approved again */
  guint       n_held;    /* how many are back, and wait for the end of the hold */
  gint64      first_at;  /* when the first goes out, or SOTONG_NONE */
  const char *problem;   /* (unowned) (nullable): why nothing was done to one */
} Became;

static Became
count (GPtrArray *list)
{
  Became became = { .first_at = SOTONG_NONE };

  for (guint i = 0; i < list->len; i++)
    {
      const SotongChosen *chosen = g_ptr_array_index (list, i);

      became.problem = became.problem == NULL ? chosen->problem : became.problem;
      if (!chosen->done)
        continue;
      became.n_done++;
      became.n_broken += chosen->seal_broken ? 1 : 0;
      became.n_held += !chosen->seal_broken && g_str_equal (chosen->state, "held") ? 1 : 0;
      if (chosen->publish_at != SOTONG_NONE && (became.first_at == SOTONG_NONE || chosen->publish_at < became.first_at))
        became.first_at = chosen->publish_at;
    }
  return became;
}

static char *
describe_moved (const Became *became,
                GTimeZone    *zone)
{
  g_autofree char *at = sotong_time_format_minute (became->first_at, zone);

  if (became->n_done == 1)
    return g_strdup_printf (_("Moved to %s."), at);
  return g_strdup_printf (ngettext ("%u post moved, the first to %s.", "%u posts moved, the first to %s.", became->n_done), became->n_done, at);
}

static char *
describe_back (const Became       *became,
               SotongOutboxChoice  choice,
               GTimeZone          *zone)
{
  if (became->n_held > 0)
    return g_strdup_printf (ngettext ("%u post is held with the others until the hold ends.", "%u posts are held with the others until the hold ends.",
                                      became->n_held), became->n_held);
  if (choice == SOTONG_CHOICE_NEXT_SLOT)
    return describe_moved (became, zone);
  return g_strdup_printf (ngettext ("%u post goes out now.", "%u posts go out now.", became->n_done), became->n_done);
}

/* What was done, and where it leads. What must be approved again is a draft, hold or not. */
static char *
describe (const Became       *became,
          SotongOutboxChoice  choice,
          GTimeZone          *zone)
{
  g_autofree char *back = NULL, *again = NULL;

  if (choice == SOTONG_CHOICE_DROP)
    return g_strdup_printf (ngettext ("%u post was taken off the schedule.", "%u posts were taken off the schedule.", became->n_done), became->n_done);
  back = describe_back (became, choice, zone);
  again = g_strdup_printf (ngettext ("%u must be approved again.", "%u must be approved again.", became->n_broken), became->n_broken);
  return became->n_broken == 0 ? g_steal_pointer (&back) : g_strdup_printf ("%s %s", back, again);
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Choosing) choosing = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  Became became;

  if (list == NULL)
    {
      sotong_window_show_error (choosing->window, _("What was missed stays as it is"), error);
      return;
    }
  became = count (list);
  if (became.n_done > 0)
    {
      g_autofree char *text = describe (&became, choosing->choice, sotong_store_get_zone (SOTONG_STORE (object)));

      sotong_window_toast (choosing->window, text, TRUE);
    }
  if (became.problem != NULL)
    {
      g_autoptr(GError) first = g_error_new_literal (SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, became.problem);

      sotong_window_show_error (choosing->window, _("Not all that was missed could be seen to"), first);
    }
}

static void
choose_cb (SotongMissedDialog *self,
           GtkWidget          *button)
{
  SotongContext *context = sotong_window_get_context (self->window);
  Choosing *choosing;

  if (context == NULL)
    return;
  choosing = g_new0 (Choosing, 1);
  choosing->window = g_object_ref (self->window);
  choosing->copies = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (self->buttons[i] == button)
      choosing->choice = choices[i];
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkCheckButton *check = g_ptr_array_index (self->rows, i);

      if (gtk_check_button_get_active (check))
        g_array_append_val (choosing->copies, *(gint64 *) g_object_get_data (G_OBJECT (check), "copy"));
    }
  sotong_store_write_async (sotong_context_get_store (context), SOTONG_WRITE_DEFAULT, choose_job, choosing, NULL,
                            (GDestroyNotify) g_ptr_array_unref, NULL, chosen_cb, choosing);
  gtk_window_close (GTK_WINDOW (self));
}

static void
sotong_missed_dialog_dispose (GObject *object)
{
  SotongMissedDialog *self = SOTONG_MISSED_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (sotong_missed_dialog_parent_class)->dispose (object);
}

static void
sotong_missed_dialog_class_init (SotongMissedDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_missed_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sotong_missed_dialog_init (SotongMissedDialog *self)
{
  static const char * const labels[] = { N_("_Publish Now"), N_("_Next Free Slot"), N_("_Drop") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *page = adw_preferences_page_new ();
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_description (self->group, _("Their times passed while they could not be sent. Choose what becomes of those that are ticked; "
                                                        "it can be undone until they are out."));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->group);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_widget_set_halign (bar, GTK_ALIGN_END);
  gtk_widget_set_margin_top (bar, 12);
  gtk_widget_set_margin_bottom (bar, 12);
  gtk_widget_set_margin_end (bar, 12);
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      self->buttons[i] = gtk_button_new_with_mnemonic (_(labels[i]));
      gtk_widget_set_sensitive (self->buttons[i], FALSE);
      g_signal_connect_object (self->buttons[i], "clicked", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (bar), self->buttons[i]);
    }
  gtk_widget_add_css_class (self->buttons[0], "suggested-action");
  gtk_widget_add_css_class (self->buttons[2], "destructive-action");
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  gtk_box_append (GTK_BOX (box), bar);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 480);
  gtk_window_set_title (GTK_WINDOW (self), _("Missed Posts"));
}

/**
 * sotong_missed_dialog_new:
 * @window: a window with a workspace
 *
 * Returns: (transfer floating): the dialog
 */
SotongMissedDialog *
sotong_missed_dialog_new (SotongWindow *window)
{
  SotongMissedDialog *self;

  g_return_val_if_fail (SOTONG_IS_WINDOW (window), NULL);
  self = g_object_new (SOTONG_TYPE_MISSED_DIALOG, "transient-for", window, "modal", TRUE, NULL);
  self->window = window;
  sotong_store_read_async (sotong_context_get_store (sotong_window_get_context (window)), list_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                           self->cancellable, list_cb, g_object_ref (self));
  return self;
}
