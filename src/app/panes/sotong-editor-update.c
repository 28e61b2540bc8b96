/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-page-private.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-text.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/* What the links of a channel's text get when it is sent counts as well. */
static void
mark_links (SotongEditorPage *self,
            SotongEditorCopy *row)
{
  gint64 campaign = sotong_editor_page_chosen_campaign (self), channel = sotong_editor_copy_get_channel (row);
  SotongLinkMarks marks = { NULL };

  if (self->data == NULL)
    return;
  sotong_link_rules_resolve (self->data->link_rules, campaign, sotong_editor_page_campaign_name (self, campaign), channel,
                             sotong_editor_page_platform_name (self, channel), &marks);
  sotong_editor_copy_take_marks (row, &marks);
}

/* The text is as long as the channels with the least room say. */
void
sotong_editor_page_update_counts (SotongEditorPage *self)
{
  g_autofree char *text = sotong_editor_text_dup (self->text);
  g_autofree char *letters = sotong_number_group (g_utf8_strlen (text, -1)), *note = NULL;
  gboolean has_files = self->data != NULL && self->data->content != NULL && self->data->content->attachments->len > 0;
  gssize overflow = -1;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->copies)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      gssize at;

      mark_links (self, SOTONG_EDITOR_COPY (row));
      sotong_editor_copy_set_has_files (SOTONG_EDITOR_COPY (row), has_files);
      at = sotong_editor_copy_set_main_text (SOTONG_EDITOR_COPY (row), text);
      if (at >= 0 && (overflow < 0 || at < overflow))
        overflow = at;
    }
  sotong_editor_text_set_overflow (self->text, overflow);
  if (overflow < 0)
    note = g_strdup_printf (_("%s letters"), letters);
  else
    note = g_strdup_printf (_("%s letters · what is marked has no room on a channel below. Shorten it, or give that channel a text of its own."),
                            letters);
  gtk_label_set_text (self->text_note, note);
}

static char *
status_text (SotongEditorPage *self)
{
  g_autofree char *when = NULL;

  if (self->publishing != NULL)
    return g_strdup (_("Publishing…"));
  if (self->saving)
    return g_strdup (_("Saving…"));
  if (sotong_journal_get_problem (self->journal) != NULL)
    /* Translators: %s is the system's reason, such as “No space left on device”. */
    return g_strdup_printf (_("Not saved, and lost if the program is killed (%s). Save it soon."), sotong_journal_get_problem (self->journal));
  if (sotong_editor_page_is_dirty (self))
    return g_strdup (self->id == 0 ? _("Not saved yet") : _("Changed, not saved yet"));
  if (self->base == NULL)
    return g_strdup (_("New content"));
  when = sotong_calendar_text_moment (self->base->updated_at, sotong_context_get_zone (self->context));
  /* Translators: %s is a date and a time. */
  return g_strdup_printf (_("Saved %s"), when);
}

/* Whether nothing of it is out any more, for all was taken down. */
static gboolean
is_taken_down (SotongEditorPage *self)
{
  for (guint i = 0; i < self->base->copies->len; i++)
    if (((const SotongCopy *) g_ptr_array_index (self->base->copies, i))->withdrawn_at == SOTONG_NONE)
      return FALSE;
  return TRUE;
}

/* What has gone out everywhere is shown as it went, not as something to be written on: a change would reach no channel.
 * Choosing one more channel opens the text again. */
static void
update_fixed (SotongEditorPage *self)
{
  gboolean fixed = self->base != NULL && self->base->copies->len > 0 && !sotong_editor_page_can_publish (self) && !self->correcting;
  GtkWidget *const parts[] = { GTK_WIDGET (self->title_entry), GTK_WIDGET (self->text) };

  gtk_editable_set_editable (GTK_EDITABLE (self->title_entry), !fixed);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->text), !fixed);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (fixed)
        gtk_widget_add_css_class (parts[i], "fixed");
      else
        gtk_widget_remove_css_class (parts[i], "fixed");
      gtk_accessible_update_property (GTK_ACCESSIBLE (parts[i]), GTK_ACCESSIBLE_PROPERTY_READ_ONLY, fixed, -1);
    }
  if (fixed)
    gtk_label_set_text (GTK_LABEL (self->fixed_note), is_taken_down (self)
                        ? _("It was taken down on every chosen channel: title and text stay as they were sent. Choose one more channel to go on writing.")
                        : _("It is out on every chosen channel, or may be: title and text stay as they were sent. Choose one more channel to go on writing."));
  gtk_widget_set_visible (self->fixed_note, fixed);
}

/* What falls under a restriction stays a draft until its ground is written. */
static void
update_restriction (SotongEditorPage *self)
{
  g_autoptr(SotongContent) mine = sotong_editor_page_build (self);
  const SotongRestrictionRules *rules = self->data != NULL ? self->data->rules : NULL;

  sotong_editor_restriction_update (self->restriction, rules, mine, sotong_context_now (self->context));
  for (guint i = 0; i < mine->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (mine->copies, i);

      sotong_editor_copy_hold_back (sotong_editor_page_get_copy (self, copy->channel_id),
                                    sotong_editor_restriction_holds (self->restriction, rules, mine, copy->publish_at));
    }
}

static void
update_sections (SotongEditorPage *self)
{
  g_autoptr(SotongContent) mine = NULL;

  if (self->data == NULL || self->shut)
    return;
  mine = sotong_editor_page_build (self);
  sotong_editor_page_name_copies (self, mine);
  sotong_editor_sections_update (self->sections, self->context, self->data, mine);
  sotong_editor_hints_update (self->hints, sotong_editor_page_get_store (self), mine, !sotong_editor_page_is_dirty (self));
}

/* Brings the tab, the buttons and the line above the text up to date. */
void
sotong_editor_page_update (SotongEditorPage *self)
{
  g_autofree char *status = NULL;
  const char *title = gtk_editable_get_text (GTK_EDITABLE (self->title_entry));
  gboolean titled = !sotong_text_is_blank (title);

  update_restriction (self);
  sotong_editor_page_update_out (self);
  update_fixed (self);
  status = status_text (self);
  update_sections (self);
  gtk_label_set_text (self->status, status);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), sotong_journal_get_problem (self->journal) != NULL ? status : NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), titled && !self->saving && sotong_editor_page_is_dirty (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->publish_button), titled && self->publishing == NULL && sotong_editor_page_can_publish (self));
  g_free (self->tab_title);
  self->tab_title = g_strdup (titled ? title : _("New content"));
  g_signal_emit_by_name (self, "retitle");
}
