/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-event.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-editor-field.h"
#include "app/panes/sotong-editor-page-private.h"
#include "util/sotong-won.h"

/**
 * SotongEditorEvent:
 *
 * The event with citizens that a content belongs to: place, days, participants. Written when a
 * field is left; until then it is in the journal.
 */
struct _SotongEditorEvent
{
  GtkWidget  parent_instance;
  GtkWidget *grid;          /* (unowned): child */
  GtkWidget *place;         /* (unowned) */
  GtkWidget *from;          /* (unowned) */
  GtkWidget *to;            /* (unowned) */
  GtkWidget *participants;  /* (unowned) */
  gint64     content_id;
};

G_DEFINE_FINAL_TYPE (SotongEditorEvent, sotong_editor_event, GTK_TYPE_WIDGET)

static gpointer
set_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return GINT_TO_POINTER (sotong_content_event_set (db, data, error));
}

static void
committed_cb (SotongEditorEvent *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), SOTONG_TYPE_EDITOR_PAGE);
  g_autofree char *people = sotong_editor_field_dup_line (self->participants);
  SotongContentEvent *event;

  if (page == NULL || self->content_id == 0)
    return;
  event = g_new0 (SotongContentEvent, 1);
  event->content_id = self->content_id;
  event->place = sotong_editor_field_dup_line (self->place);
  event->starts_on = sotong_editor_field_dup_day (self->from);
  event->ends_on = sotong_editor_field_dup_day (self->to);
  event->participants = SOTONG_NONE;
  if (*people != '\0' && !sotong_won_parse (people, &event->participants))
    {
      sotong_content_event_free (event);
      sotong_editor_field_keep_in (GTK_WIDGET (self));
      sotong_editor_page_show_bar (SOTONG_EDITOR_PAGE (page), SOTONG_EDITOR_BAR_ERROR,
                                   _("The number of participants was not saved: it is a whole number, as 300."));
      SOTONG_EDITOR_PAGE (page)->bar_of_field = TRUE;
      return;
    }
  sotong_editor_page_write (SOTONG_EDITOR_PAGE (page), set_job, event, (GDestroyNotify) sotong_content_event_free);
}

static void
first_day_cb (SotongEditorEvent *self)
{
  sotong_editor_field_follow (self->from, self->to);
  committed_cb (self);
}

static void
sotong_editor_event_dispose (GObject *object)
{
  g_clear_pointer (&SOTONG_EDITOR_EVENT (object)->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (sotong_editor_event_parent_class)->dispose (object);
}

static void
sotong_editor_event_class_init (SotongEditorEventClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_editor_event_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sotong_editor_event_init (SotongEditorEvent *self)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  self->grid = GTK_WIDGET (grid);
  gtk_grid_set_column_spacing (grid, 8);
  gtk_grid_set_row_spacing (grid, 6);
  self->place = sotong_editor_field_entry (grid, 0, 0, _("Place"), NULL, G_CALLBACK (committed_cb), self);
  self->participants = sotong_editor_field_entry (grid, 2, 0, _("Participants"), C_("what is counted", "People"), G_CALLBACK (committed_cb), self);
  self->from = sotong_editor_field_entry (grid, 0, 1, _("First day"), _("YYYY-MM-DD"), G_CALLBACK (first_day_cb), self);
  self->to = sotong_editor_field_entry (grid, 2, 1, _("Last day"), _("YYYY-MM-DD"), G_CALLBACK (committed_cb), self);
  sotong_editor_field_watch (self->place, "event.place");
  sotong_editor_field_watch (self->participants, "event.participants");
  sotong_editor_field_watch (self->from, "event.from");
  sotong_editor_field_watch (self->to, "event.to");
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

GtkWidget *
sotong_editor_event_new (void)
{
  return g_object_new (SOTONG_TYPE_EDITOR_EVENT, NULL);
}

/* Shows what is stored; %NULL is of a content that is not stored yet. */
void
sotong_editor_event_show (SotongEditorEvent        *self,
                          const SotongContentEvent *event)
{
  g_autofree char *people = NULL;

  g_return_if_fail (SOTONG_IS_EDITOR_EVENT (self));

  self->content_id = event != NULL ? event->content_id : 0;
  people = event != NULL && event->participants != SOTONG_NONE ? sotong_number_group (event->participants) : g_strdup ("");
  sotong_editor_field_set_text (self->place, event != NULL ? event->place : NULL);
  sotong_editor_field_set_text (self->from, event != NULL ? event->starts_on : NULL);
  sotong_editor_field_set_text (self->to, event != NULL ? event->ends_on : NULL);
  sotong_editor_field_set_text (self->participants, people);
  gtk_widget_set_sensitive (GTK_WIDGET (self), event != NULL);
}

/* Types into the fields and leaves them, as a person does. */
void
sotong_editor_event_type (SotongEditorEvent *self,
                          const char        *place,
                          const char        *from,
                          const char        *to,
                          const char        *participants)
{
  g_return_if_fail (SOTONG_IS_EDITOR_EVENT (self));

  gtk_editable_set_text (GTK_EDITABLE (self->place), place);
  gtk_editable_set_text (GTK_EDITABLE (self->from), from);
  gtk_editable_set_text (GTK_EDITABLE (self->to), to);
  gtk_editable_set_text (GTK_EDITABLE (self->participants), participants);
  g_signal_emit_by_name (self->participants, "activate");
}
