/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-journal.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/panes/sotong-editor-field.h"
#include "app/panes/sotong-editor-page-private.h"
#include "plan/sotong-journal-record.h"

/* What is typed is in a journal before the letter is seen, wherever it is to be saved later: a draft
 * by itself, what is scheduled when the person says so, and one without a title not yet; what stands in a field
 * beside the content when that is left. */

/* Among the fields of a journal: nothing else is unsaved, the content is only there to say which. */
#define ONLY "only"

/* Among them, too: what tells a content that is not stored yet. */
#define DRAFT "draft"

/* ---- writing ---- */

typedef enum { PART_FILES, PART_CHECKLIST, PART_CHARGE, PART_EVENT, PART_AD, N_PARTS } Part;

/* Of those that fold away. */
static const SotongEditorSectionKind sections[N_PARTS] = {
  [PART_CHECKLIST] = SOTONG_EDITOR_SECTION_CHECKLIST,
  [PART_CHARGE] = SOTONG_EDITOR_SECTION_CHARGE,
  [PART_EVENT] = SOTONG_EDITOR_SECTION_EVENT,
  [PART_AD] = SOTONG_EDITOR_SECTION_AD,
};

/* What has fields in it that are written beside the content. */
static GtkWidget *
part_of (SotongEditorPage *self,
         Part              part)
{
  return part == PART_FILES ? GTK_WIDGET (self->files) : sotong_editor_sections_get_part (self->sections, sections[part]);
}

/* Returns: how many of its fields are typed in and not stored */
static guint
collect_part (SotongEditorPage *self,
              Part              part,
              gboolean          leaving,
              GVariantBuilder  *fields)
{
  if (part == PART_CHECKLIST)
    return sotong_editor_checklist_collect (SOTONG_EDITOR_CHECKLIST (part_of (self, part)), leaving, fields);
  return sotong_editor_field_collect_in (part_of (self, part), leaving, fields);
}

/* Returns: (transfer full) (nullable): what is typed in them; %NULL for nothing */
static GVariant *
build_fields (SotongEditorPage *self,
              gboolean          only,
              gboolean          leaving)
{
  g_auto(GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (SOTONG_JOURNAL_FIELDS));
  guint n = 0;

  for (Part part = 0; part < N_PARTS; part++)
    n += collect_part (self, part, leaving, &builder);
  n += sotong_editor_page_collect_cost (self, &builder);
  if (n == 0 && (only || self->draft == NULL || self->id != 0))
    return NULL;
  if (only)
    g_variant_builder_add (&builder, "{ss}", ONLY, "");
  if (self->draft != NULL && self->id == 0)
    g_variant_builder_add (&builder, "{ss}", DRAFT, self->draft);
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* Returns: (transfer full) (nullable): what is not stored; %NULL when everything is. The journal learns of the fields. */
static SotongContent *
build_unsaved (SotongEditorPage *self,
               gboolean          leaving)
{
  g_autoptr(SotongContent) mine = NULL;
  g_autoptr(GVariant) fields = NULL;
  gboolean early = self->data == NULL, only;

  if (early && !sotong_editor_page_has_early (self))
    return NULL;
  mine = sotong_editor_page_build (self);
  only = !early && !sotong_editor_page_is_unsaved (self, mine);
  fields = early ? NULL : build_fields (self, only, leaving);
  if (only && fields == NULL)
    return NULL;
  sotong_journal_set_fields (self->journal, fields);
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
  mine = build_unsaved (self, FALSE);
  if (mine != NULL)
    {
      sotong_journal_put (self->journal, mine);
      return;
    }
  sotong_journal_drop (self->journal);
  if (self->bar_kind == SOTONG_EDITOR_BAR_LEFT || self->bar_of_field) /* nothing is back, or stands there, that is not saved */
    sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_NONE, NULL);
}

/* In a field beside the content. */
void
sotong_editor_page_typed (SotongEditorPage *self)
{
  if (!self->updating && self->data != NULL && !self->shut)
    sotong_editor_page_journal_now (self);
}

/**
 * sotong_editor_page_get_draft:
 * @self: a page
 *
 * A content that is not stored yet has no number. What is typed of it in a form of its own finds it again by this, also when
 * the program was killed meanwhile: the journal knows both.
 *
 * Returns: (transfer none) (nullable): what tells it; %NULL of one that was stored when it was opened
 */
const char *
sotong_editor_page_get_draft (SotongEditorPage *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_PAGE (self), NULL);

  if (self->draft != NULL || self->id != 0)
    return self->draft;
  self->draft = g_uuid_string_random ();
  if (self->data != NULL)
    sotong_editor_page_journal_now (self);
  return self->draft;
}

/* The page goes away with something unsaved: another may show it at once. */
void
sotong_editor_page_leave_journal (SotongEditorPage *self)
{
  SotongContent *mine = build_unsaved (self, TRUE);

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

static gboolean
has_only_fields (GVariant *fields)
{
  return fields != NULL && g_variant_lookup (fields, ONLY, "&s", NULL);
}

/* Whether the workspace holds all of it already. Of the fields that is seen when they are there. */
static gboolean
is_stored (SotongDb       *db,
           SotongContent  *content,
           GVariant       *fields)
{
  g_autoptr(SotongContent) stored = NULL;
  g_autoptr(GError) error = NULL;

  if (content->id == 0)
    return sotong_content_find_same (db, content->title, content->body, NULL) != 0;
  stored = sotong_content_get (db, content->id, &error);
  if (stored != NULL)
    return fields == NULL && !sotong_editor_differs (content, stored);
  if (has_only_fields (fields)) /* what it was typed of is gone */
    return g_error_matches (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
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

      if (!is_empty (entry->content) && !is_stored (db, entry->content, entry->fields))
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

static void
restore_fields (SotongEditorPage *self,
                GVariant         *fields)
{
  self->updating = TRUE;
  for (Part part = 0; part < N_PARTS; part++)
    {
      g_auto(GVariantBuilder) typed = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (SOTONG_JOURNAL_FIELDS));

      if (part == PART_CHECKLIST)
        sotong_editor_checklist_restore (SOTONG_EDITOR_CHECKLIST (part_of (self, part)), fields);
      else
        sotong_editor_field_restore_in (part_of (self, part), fields);
      /* What is back and not saved is seen. */
      if (part != PART_FILES && collect_part (self, part, FALSE, &typed) > 0)
        sotong_editor_section_set_expanded (sotong_editor_sections_get (self->sections, sections[part]), TRUE);
    }
  self->updating = FALSE;
}

/* What was typed in the fields and is not stored is given up. */
void
sotong_editor_page_forget_fields (SotongEditorPage *self)
{
  self->updating = TRUE;
  for (Part part = 0; part < N_PARTS; part++)
    sotong_editor_field_forget_in (part_of (self, part));
  sotong_editor_page_forget_cost (self);
  self->updating = FALSE;
}

static gboolean
has_unsaved (SotongEditorPage *self)
{
  g_autoptr(SotongContent) mine = build_unsaved (self, FALSE);

  return mine != NULL;
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
  if (self->draft == NULL && entry->fields != NULL && self->id == 0)
    g_variant_lookup (entry->fields, DRAFT, "s", &self->draft);
  if (entry->fields != NULL)
    restore_fields (self, entry->fields);
  if (!has_only_fields (entry->fields))
    sotong_editor_page_restore (self, mine);
  sotong_editor_page_restore_cost (self, entry->fields);
  sotong_editor_page_journal_now (self);
  if (!has_unsaved (self)) /* it had been written all the same */
    return;
  changed = changed && !has_only_fields (entry->fields);
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
