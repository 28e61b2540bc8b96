/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-journal.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/panes/sotong-editor-page-private.h"

/* What is typed is in a journal before the letter is seen, wherever it is to be saved later: a draft
 * by itself, what is scheduled when the person says so, and one without a title not yet. */

/* ---- writing ---- */

/* Returns: (transfer full) (nullable): what is not stored; %NULL when everything is */
static SotongContent *
build_unsaved (SotongEditorPage *self)
{
  g_autoptr(SotongContent) mine = NULL;
  gboolean early = self->data == NULL;

  if (early && !sotong_editor_page_has_early (self))
    return NULL;
  mine = sotong_editor_page_build (self);
  if (!early && !sotong_editor_page_is_unsaved (self, mine))
    return NULL;
  if (early) /* to what it was written is not known: it must not stand in its place */
    mine->id = 0;
  if (mine->type == NULL)
    mine->type = g_strdup ("sns");
  return g_steal_pointer (&mine);
}

/* Brings the journal up to date: it holds what is not stored, and nothing else. */
void
sotong_editor_page_journal_now (SotongEditorPage *self)
{
  SotongContent *mine = NULL;

  if (self->kept != NULL && self->data == NULL) /* theirs is not there yet: mine is still written on */
    {
      sotong_journal_put (self->kept_journal, sotong_editor_page_build (self));
      return;
    }
  mine = build_unsaved (self);
  if (mine != NULL)
    sotong_journal_put (self->journal, mine);
  else
    sotong_journal_drop (self->journal);
}

/* The page goes away with something unsaved: another may show it at once. */
void
sotong_editor_page_leave_journal (SotongEditorPage *self)
{
  SotongContent *mine = build_unsaved (self);

  if (self->kept != NULL)
    sotong_journal_leave (self->kept_journal, sotong_content_dup (self->kept));
  if (mine != NULL)
    {
      sotong_editor_page_name_untitled (mine);
      sotong_journal_leave (self->journal, mine);
    }
  else
    sotong_journal_drop (self->journal);
}

/* ---- mine, while theirs is shown ---- */

static SotongJournal *
new_journal (SotongEditorPage *self)
{
  g_autofree char *folder = sotong_journal_folder (sotong_store_get_uuid (sotong_editor_page_get_store (self)));

  return sotong_journal_new (folder);
}

void
sotong_editor_page_begin_journal (SotongEditorPage *self)
{
  self->journal = new_journal (self);
}

/* What the person has is kept beside what theirs becomes when it is written on: each has its journal. */
void
sotong_editor_page_keep_apart (SotongEditorPage *self)
{
  sotong_editor_page_journal_now (self);
  sotong_content_free (self->kept);
  self->kept = sotong_editor_page_build (self);
  g_clear_object (&self->kept_journal);
  self->kept_journal = g_steal_pointer (&self->journal);
  self->journal = new_journal (self);
}

/* It is shown again, or given up. */
void
sotong_editor_page_forget_kept (SotongEditorPage *self)
{
  g_clear_pointer (&self->kept, sotong_content_free);
  if (self->kept_journal != NULL)
    sotong_journal_drop (self->kept_journal);
  g_clear_object (&self->kept_journal);
}

/* ---- finding what was left ---- */

static gboolean
is_empty (const SotongContent *content)
{
  return content->id == 0 && content->copies->len == 0 && !sotong_editor_has_words (content);
}

/* Whether the workspace holds all of it already. */
static gboolean
is_stored (SotongDb       *db,
           SotongContent  *content)
{
  g_autoptr(SotongContent) stored = NULL;
  g_autoptr(GError) error = NULL;

  if (content->id == 0)
    return sotong_content_find_same (db, content->title, content->body, NULL) != 0;
  stored = sotong_content_get (db, content->id, &error);
  if (stored != NULL)
    return !sotong_editor_differs (content, stored);
  if (g_error_matches (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      /* Deleted since: what was written to it is a new content. */
      content->id = 0;
      for (guint i = 0; i < content->copies->len; i++)
        ((SotongCopy *) g_ptr_array_index (content->copies, i))->id = 0;
    }
  return FALSE;
}

/**
 * sotong_editor_journal_job:
 * @db: a connection
 * @folder: (type utf8): the workspace's journal
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * A job for sotong_store_read_async(): finds what was being written when a program ended. What is
 * stored all the same is forgotten.
 *
 * Returns: (transfer full) (element-type SotongJournalEntry): oldest first
 */
gpointer
sotong_editor_journal_job (SotongDb      *db,
                           gpointer       folder,
                           GCancellable  *cancellable,
                           GError       **error)
{
  GPtrArray *entries = sotong_journal_find (folder);

  for (guint i = entries->len; i > 0; i--)
    {
      const SotongJournalEntry *entry = g_ptr_array_index (entries, i - 1);

      if (!is_empty (entry->content) && !is_stored (db, entry->content))
        continue;
      g_unlink (entry->path);
      g_ptr_array_remove_index (entries, i - 1);
    }
  return entries;
}

/* ---- showing it ---- */

static void
restore_copies (SotongEditorPage    *self,
                const SotongContent *mine)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->copies)); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      SotongEditorCopy *row = SOTONG_EDITOR_COPY (child);
      const SotongCopy *copy = NULL;

      for (guint i = 0; i < mine->copies->len && copy == NULL; i++)
        {
          copy = g_ptr_array_index (mine->copies, i);
          if (copy->channel_id != sotong_editor_copy_get_channel (row))
            copy = NULL;
        }
      sotong_editor_copy_restore (row, copy);
    }
}

/* Puts @mine into the widgets, as if the person had typed it again. */
void
sotong_editor_page_restore (SotongEditorPage    *self,
                            const SotongContent *mine)
{
  self->updating = TRUE;
  sotong_editor_page_put_fields (self, mine);
  restore_copies (self, mine);
  self->updating = FALSE;
  sotong_editor_page_put_lists (self, mine);
  sotong_editor_page_changed (self);
}

/* Shows what a program that ended left, when the page has been read. */
void
sotong_editor_page_show_left (SotongEditorPage *self)
{
  g_autoptr(SotongJournalEntry) entry = g_steal_pointer (&self->left);
  const SotongContent *mine;
  gboolean changed;

  if (entry == NULL)
    return;
  mine = entry->content;
  changed = self->base != NULL && self->base->revision != mine->revision;
  sotong_journal_adopt (self->journal, entry->path);
  sotong_editor_page_restore (self, mine);
  sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_LEFT,
                               changed ? _("What you wrote here before the program ended is back, and not saved yet. The content was changed since: "
                                           "if you save, yours replaces that.")
                               : _("What you wrote here before the program ended is back, and not saved yet."));
}

/**
 * sotong_editor_page_take_left:
 * @self: a page
 * @entry: (transfer full): what a program that ended left of this content
 *
 * Shows it as soon as the page has been read. Where something was written on the page meanwhile, that stays; the other
 * stays in the journal and comes back the next time.
 */
void
sotong_editor_page_take_left (SotongEditorPage   *self,
                              SotongJournalEntry *entry)
{
  g_return_if_fail (SOTONG_IS_EDITOR_PAGE (self));

  g_clear_pointer (&self->left, sotong_journal_entry_free);
  if (self->data != NULL && sotong_editor_page_is_dirty (self))
    {
      sotong_journal_entry_free (entry);
      return;
    }
  self->left = entry;
  if (self->data != NULL)
    sotong_editor_page_show_left (self);
}
