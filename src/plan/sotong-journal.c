/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-journal.h"

#include <glib/gstdio.h>

/**
 * SotongJournal:
 *
 * What one editor holds that is not stored: a file beside the workspace, on this machine, which
 * a killed program leaves behind. It is no part of the workspace: half a sentence is nobody
 * else's business and no step of undo, and it must also be written when the workspace cannot.
 *
 * Used in one thread; the file is written in another, always the newest text and never two at once.
 */
struct _SotongJournal
{
  GObject  parent_instance;
  char    *path;     /* (owned) */
  char    *adopted;  /* (owned) (nullable): a dead process's file, gone when ours is written */
  char    *text;     /* (owned) (nullable): still to be written */
  gboolean remove;   /* still to be removed */
  gboolean there;    /* there is, or may be, a file */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (SotongJournal, sotong_journal, G_TYPE_OBJECT)

typedef struct {
  char *path;
  char *text;      /* (nullable): remove the file */
  char *obsolete;  /* (nullable): to be removed afterwards */
} Work;

static void
work_free (Work *work)
{
  g_free (work->path);
  g_free (work->text);
  g_free (work->obsolete);
  g_free (work);
}

static void
work_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const Work *work = data;
  g_autofree char *folder = g_path_get_dirname (work->path);
  gboolean done = TRUE;

  if (work->text != NULL)
    done = g_mkdir_with_parents (folder, 0700) == 0
           && g_file_set_contents_full (work->path, work->text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
  else
    g_unlink (work->path);
  if (done && work->obsolete != NULL)
    g_unlink (work->obsolete);
  g_task_return_boolean (task, done);
}

static void step (SotongJournal *self);

static void
work_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  SotongJournal *self = SOTONG_JOURNAL (object);
  const Work *work = g_task_get_task_data (G_TASK (result));

  /* A journal that cannot be written is tried again with the next key: the text is in the window. */
  if (g_task_propagate_boolean (G_TASK (result), NULL) && g_strcmp0 (work->obsolete, self->adopted) == 0)
    g_clear_pointer (&self->adopted, g_free);
  self->busy = FALSE;
  step (self);
}

static void
step (SotongJournal *self)
{
  g_autoptr(GTask) task = NULL;
  Work *work;

  if (self->busy || (self->text == NULL && !self->remove))
    return;
  work = g_new0 (Work, 1);
  work->path = g_strdup (self->path);
  work->text = g_steal_pointer (&self->text);
  work->obsolete = g_strdup (self->adopted);
  self->remove = FALSE;
  self->busy = TRUE;
  task = g_task_new (self, NULL, work_cb, NULL);
  g_task_set_source_tag (task, step);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, work_thread);
}

static void
sotong_journal_finalize (GObject *object)
{
  SotongJournal *self = SOTONG_JOURNAL (object);

  g_free (self->path);
  g_free (self->adopted);
  g_free (self->text);
  G_OBJECT_CLASS (sotong_journal_parent_class)->finalize (object);
}

static void
sotong_journal_class_init (SotongJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_journal_finalize;
}

static void
sotong_journal_init (SotongJournal *self)
{
}

/**
 * sotong_journal_new:
 * @folder: the workspace's journal
 *
 * Returns: (transfer full): an editor's journal, without a file yet
 */
SotongJournal *
sotong_journal_new (const char *folder)
{
  SotongJournal *self = g_object_new (SOTONG_TYPE_JOURNAL, NULL);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (uuid, ".json", NULL);

  self->path = g_build_filename (folder, name, NULL);
  return self;
}

const char *
sotong_journal_get_path (SotongJournal *self)
{
  g_return_val_if_fail (SOTONG_IS_JOURNAL (self), NULL);
  return self->path;
}

/**
 * sotong_journal_adopt:
 * @self: an editor's journal
 * @path: the file of a process that died
 *
 * The editor shows what that file holds: it is removed once this journal is written, or dropped.
 */
void
sotong_journal_adopt (SotongJournal *self,
                      const char    *path)
{
  g_return_if_fail (SOTONG_IS_JOURNAL (self));

  g_free (self->adopted);
  self->adopted = g_strdup (path);
}

static void
put (SotongJournal       *self,
     const SotongContent *content,
     gboolean             owned)
{
  g_free (self->text);
  self->text = sotong_journal_entry_to_text (content, g_get_real_time () / G_USEC_PER_SEC, owned);
  self->remove = FALSE;
  self->there = TRUE;
  step (self);
}

/**
 * sotong_journal_put:
 * @self: an editor's journal
 * @content: what is being written
 *
 * Writes it, in another thread; what was still waiting is written no more.
 */
void
sotong_journal_put (SotongJournal       *self,
                    const SotongContent *content)
{
  g_return_if_fail (SOTONG_IS_JOURNAL (self));
  put (self, content, TRUE);
}

/**
 * sotong_journal_leave:
 * @self: an editor's journal
 * @content: what was being written
 *
 * As sotong_journal_put(), by an editor that goes away: sotong_journal_find() finds it though
 * this process lives on.
 */
void
sotong_journal_leave (SotongJournal       *self,
                      const SotongContent *content)
{
  g_return_if_fail (SOTONG_IS_JOURNAL (self));
  put (self, content, FALSE);
}

/**
 * sotong_journal_drop:
 * @self: an editor's journal
 *
 * Removes it: what it held is stored, or was given up by the person.
 */
void
sotong_journal_drop (SotongJournal *self)
{
  g_return_if_fail (SOTONG_IS_JOURNAL (self));

  g_clear_pointer (&self->text, g_free);
  if (!self->there && self->adopted == NULL)
    return;
  self->there = FALSE;
  self->remove = TRUE;
  step (self);
}

/**
 * sotong_journal_is_busy:
 * @self: an editor's journal
 *
 * Returns: whether something is still to be written or removed
 */
gboolean
sotong_journal_is_busy (SotongJournal *self)
{
  g_return_val_if_fail (SOTONG_IS_JOURNAL (self), FALSE);
  return self->busy || self->text != NULL || self->remove;
}
