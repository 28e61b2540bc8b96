/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plan/sotong-journal-record.h"

/* From the first change that is in the file until the file is on the disk itself. */
#define SYNC_MS 500

/* What a file may grow to beyond twice what it began with, before a new one takes its place. */
#define MAX_GROWTH (4 << 20)

/**
 * SotongJournal:
 *
 * What one editor holds that is not stored: a file beside the workspace, on this machine, which
 * a killed program leaves behind. It is no part of the workspace: half a sentence is nobody
 * else's business and no step of undo, and it must also be written when the workspace cannot.
 *
 * The file is a line that says whose it is (`sotong-journal-entry.c`) and records of what changed
 * (`sotong-journal-record.c`), of which the first is all of it. A change is in the file when sotong_journal_put() is back: it
 * is handed to the system at once, which keeps it whatever becomes of this process. That is one call for
 * some eighty bytes and waits for no disk; that the disk has it, too, another thread sees to a little later.
 */
struct _SotongJournal
{
  GObject        parent_instance;
  char          *folder;    /* (owned) */
  char          *path;      /* (owned): of the file that there is, or will be */
  char          *adopted;   /* (owned) (nullable): another file that is gone when ours is written */
  SotongContent *written;   /* (owned) (nullable): what the file holds */
  GVariant      *fields;    /* (owned) (nullable): what is typed beside it */
  GVariant      *written_fields; /* (owned) (nullable): what the file holds of that */
  int            fd;        /* -1: there is no file */
  gint64         size;      /* bytes of the file that are whole */
  gint64         limit;     /* bytes of it at which another one is begun */
  char          *problem;   /* (owned) (nullable): why the last change is not in it */
  guint          sync_id;
};

G_DEFINE_FINAL_TYPE (SotongJournal, sotong_journal, G_TYPE_OBJECT)

/* ---- the disk ---- */

static void
sync_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  int fd = GPOINTER_TO_INT (data);

  fdatasync (fd);
  close (fd);
  g_task_return_boolean (task, TRUE);
}

static gboolean
sync_cb (gpointer user_data)
{
  SotongJournal *self = SOTONG_JOURNAL (user_data);
  int fd = self->fd >= 0 ? fcntl (self->fd, F_DUPFD_CLOEXEC, 0) : -1;

  self->sync_id = 0;
  if (fd >= 0)
    {
      g_autoptr(GTask) task = g_task_new (NULL, NULL, NULL, NULL);

      g_task_set_source_tag (task, sync_cb);
      g_task_set_task_data (task, GINT_TO_POINTER (fd), NULL);
      g_task_run_in_thread (task, sync_thread);
    }
  return G_SOURCE_REMOVE;
}

/* ---- the file ---- */

/* For the reason that the system gave. */
static gboolean
fail (SotongJournal *self)
{
  g_free (self->problem);
  self->problem = g_strdup (g_strerror (errno));
  return FALSE;
}

/* The file is left as it is. */
static void
let_go (SotongJournal *self)
{
  g_clear_handle_id (&self->sync_id, g_source_remove);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  self->size = self->limit = 0;
  g_clear_pointer (&self->written, sotong_content_free);
  g_clear_pointer (&self->written_fields, g_variant_unref);
}

static gboolean
begin (SotongJournal *self)
{
  g_autofree char *uuid = g_uuid_string_random (), *name = g_strconcat (uuid, SOTONG_JOURNAL_SUFFIX, NULL);

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    return fail (self);
  g_free (self->path);
  self->path = g_build_filename (self->folder, name, NULL);
  self->fd = g_open (self->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  return self->fd >= 0 || fail (self);
}

/* Another file takes the place of one that has grown. One that was taken away, as by somebody who tidies up, is made anew. */
static void
look_after (SotongJournal *self)
{
  struct stat info;

  if (self->fd < 0)
    return;
  if (fstat (self->fd, &info) == 0 && info.st_nlink == 0)
    let_go (self);
  else if (self->size > self->limit && self->adopted == NULL)
    {
      self->adopted = g_strdup (self->path);
      let_go (self);
    }
}

/* All of it, or nothing. */
static gboolean
append (SotongJournal    *self,
        const GByteArray *bytes)
{
  gsize done = 0;

  while (done < bytes->len)
    {
      gssize n = pwrite (self->fd, bytes->data + done, bytes->len - done, self->size + (gint64) done);

      if (n > 0)
        done += (gsize) n;
      else if (n == 0 || errno != EINTR)
        return fail (self); /* a torn record is none, and the next one is written over it */
    }
  self->size += bytes->len;
  return TRUE;
}

/* The first record goes with the line before it. A file without one is of no use to anybody. */
static gboolean
append_first (SotongJournal *self,
              GByteArray    *record)
{
  g_autofree char *head = sotong_journal_entry_head ();

  g_byte_array_prepend (record, (const guint8 *) head, (guint) strlen (head));
  if (!begin (self))
    return FALSE;
  if (append (self, record))
    {
      self->limit = 2 * self->size + MAX_GROWTH;
      return TRUE;
    }
  g_unlink (self->path);
  let_go (self);
  return FALSE;
}

/* Returns: (transfer full) (nullable): the fields when the file has others */
static GVariant *
changed_fields (SotongJournal *self)
{
  if (self->fields == NULL)
    return self->written_fields != NULL ? g_variant_ref_sink (g_variant_new (SOTONG_JOURNAL_FIELDS, NULL)) : NULL;
  return self->written_fields == NULL || !g_variant_equal (self->fields, self->written_fields) ? g_variant_ref (self->fields) : NULL;
}

static void
write_down (SotongJournal *self,
            SotongContent *content,
            gboolean       owned)
{
  g_autoptr(SotongContent) now = content;
  g_autoptr(GByteArray) record = NULL;
  g_autoptr(GVariant) fields = NULL;

  look_after (self);
  fields = changed_fields (self);
  record = sotong_journal_record_new (self->written, now, fields, g_get_real_time () / G_USEC_PER_SEC, owned);
  if (record != NULL && !(self->fd >= 0 ? append (self, record) : append_first (self, record)))
    return;
  g_clear_pointer (&self->problem, g_free);
  sotong_content_free (self->written);
  self->written = g_steal_pointer (&now);
  g_clear_pointer (&self->written_fields, g_variant_unref);
  self->written_fields = self->fields != NULL ? g_variant_ref (self->fields) : NULL;
  if (self->adopted != NULL)
    g_unlink (self->adopted);
  g_clear_pointer (&self->adopted, g_free);
  if (record != NULL && self->sync_id == 0)
    self->sync_id = g_timeout_add (SYNC_MS, sync_cb, self);
}

/* ---- the class ---- */

static void
sotong_journal_finalize (GObject *object)
{
  SotongJournal *self = SOTONG_JOURNAL (object);

  let_go (self);
  g_clear_pointer (&self->fields, g_variant_unref);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->adopted);
  g_free (self->problem);
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
  self->fd = -1;
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

  self->folder = g_strdup (folder);
  return self;
}

/* (transfer none) (nullable): the file of late; %NULL before the first */
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

/**
 * sotong_journal_set_fields:
 * @self: an editor's journal
 * @fields: (nullable): what is typed in fields beside the content and not stored, `SOTONG_JOURNAL_FIELDS`
 *
 * They are written down with the content, the next time that it is.
 */
void
sotong_journal_set_fields (SotongJournal *self,
                           GVariant      *fields)
{
  g_return_if_fail (SOTONG_IS_JOURNAL (self));

  if (fields != NULL)
    g_variant_ref_sink (fields);
  g_clear_pointer (&self->fields, g_variant_unref);
  self->fields = fields;
}

/**
 * sotong_journal_put:
 * @self: an editor's journal
 * @content: (transfer full): what is being written
 *
 * Writes down what changed of it since the last time. When it is back, a killed process loses nothing of it, unless
 * sotong_journal_get_problem() says why; then all of it is tried again the next time.
 */
void
sotong_journal_put (SotongJournal *self,
                    SotongContent *content)
{
  g_return_if_fail (SOTONG_IS_JOURNAL (self));
  write_down (self, content, TRUE);
}

/**
 * sotong_journal_leave:
 * @self: an editor's journal
 * @content: (transfer full): what was being written
 *
 * As sotong_journal_put(), by an editor that goes away: sotong_journal_find() finds it though
 * this process lives on.
 */
void
sotong_journal_leave (SotongJournal *self,
                      SotongContent *content)
{
  g_return_if_fail (SOTONG_IS_JOURNAL (self));
  write_down (self, content, FALSE);
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

  if (self->fd >= 0)
    g_unlink (self->path);
  let_go (self);
  g_clear_pointer (&self->fields, g_variant_unref);
  if (self->adopted != NULL)
    g_unlink (self->adopted);
  g_clear_pointer (&self->adopted, g_free);
  g_clear_pointer (&self->problem, g_free);
}

/**
 * sotong_journal_get_problem:
 * @self: an editor's journal
 *
 * Returns: (transfer none) (nullable): why what was put last is not in it, in the words of the system
 */
const char *
sotong_journal_get_problem (SotongJournal *self)
{
  g_return_val_if_fail (SOTONG_IS_JOURNAL (self), NULL);
  return self->problem;
}
