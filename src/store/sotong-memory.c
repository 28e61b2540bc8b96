/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-memory.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * What this computer remembers of the attempts of a workspace, outside of it: a file of the person's own, by the workspace's UUID, which all copies of
 * a workspace have in common. A workspace that is older than what is remembered, or another copy, is known by that; see store/sotong-remembered.c.
 *
 * An attempt is a line of always the same length, written at its end at once, so that programs beside each other do not harm what the other has
 * written. It begins with the end of the line before: what was cut off there, when the machine stopped, spoils no other. A line that cannot be
 * read is passed over, a file that cannot be is an empty one, and where nothing can be written nothing is remembered.
 */

#define MAX_BYTES (4 * 1024 * 1024) /* some 65,000 attempts: from there on the older half is forgotten */

struct _SotongMemory
{
  char *path;  /* (owned) */
  int   fd;    /* what is noted goes here; -1: nothing was yet */
};

/**
 * sotong_memory_digest:
 * @digest: (out caller-allocates): room for %SOTONG_MEMORY_LETTERS letters and their end
 * @text: any text
 */
void
sotong_memory_digest (char       *digest,
                      const char *text)
{
  g_autofree char *whole = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  g_strlcpy (digest, whole, SOTONG_MEMORY_LETTERS + 1);
}

/**
 * sotong_memory_new:
 * @workspace: a workspace's UUID
 *
 * Reads and writes nothing yet. Not for several threads at once.
 *
 * Returns: (transfer full): what this computer remembers of its attempts
 */
SotongMemory *
sotong_memory_new (const char *workspace)
{
  SotongMemory *self = g_new0 (SotongMemory, 1);
  char name[SOTONG_MEMORY_LETTERS + 1];
  const char *state = g_get_user_state_dir ();
  g_autofree char *home = NULL;

  g_return_val_if_fail (workspace != NULL, NULL);
  sotong_memory_digest (name, workspace);
  if (!g_path_is_absolute (state)) /* to be ignored, by the XDG Base Directory Specification: else it would be another one in each folder */
    state = home = g_build_filename (g_get_home_dir (), ".local", "state", NULL);
  self->path = g_build_filename (state, "sotong", "published", name, NULL);
  self->fd = -1;
  return self;
}

void
sotong_memory_free (SotongMemory *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}

static gboolean
is_digest (const char *text)
{
  return strspn (text, "0123456789abcdef") >= SOTONG_MEMORY_LETTERS && text[SOTONG_MEMORY_LETTERS] == ' ';
}

/* A line without its end. */
static gboolean
parse_line (const char        *line,
            gsize              length,
            SotongMemoryEntry *entry)
{
  g_autofree char *text = length == SOTONG_MEMORY_LINE - 1 ? g_strndup (line, length) : NULL;
  const char *key, *attempt, *end;
  guint64 copy, began;

  if (text == NULL || strlen (text) != length || !is_digest (text))
    return FALSE;
  key = text + SOTONG_MEMORY_LETTERS + 1;
  attempt = key + SOTONG_MEMORY_LETTERS + 1;
  end = attempt + SOTONG_MEMORY_LETTERS + 1;
  if (!is_digest (key) || !is_digest (attempt) || !g_ascii_string_to_unsigned (end, 10, 0, G_MAXINT64, &began, NULL))
    return FALSE;
  copy = g_ascii_strtoull (text, NULL, 16);
  if (copy == 0 || copy > G_MAXINT64)
    return FALSE;
  entry->copy_id = (gint64) copy;
  entry->began = (gint64) began;
  g_strlcpy (entry->key, key, sizeof entry->key);
  g_strlcpy (entry->attempt, attempt, sizeof entry->attempt);
  return TRUE;
}

/* (nullable): the file from there on; NULL when there is nothing to be read. */
static char *
read_bytes (const char *path,
            gint64      from,
            gsize      *out_length)
{
  g_autofree char *bytes = NULL;
  struct stat info;
  gssize n = 0;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);

  *out_length = 0;
  if (fd < 0)
    return NULL;
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_size > from && info.st_size - from <= 2 * MAX_BYTES)
    {
      bytes = g_malloc ((gsize) (info.st_size - from));
      n = pread (fd, bytes, (gsize) (info.st_size - from), from);
    }
  close (fd);
  *out_length = n > 0 ? (gsize) n : 0;
  return n > 0 ? g_steal_pointer (&bytes) : NULL;
}

/**
 * sotong_memory_read:
 * @self: a memory
 * @from: from where on, bytes; 0: all of it
 *
 * Blocks for the disk.
 *
 * Returns: (transfer full) (element-type SotongMemoryEntry): what is remembered, as it was noted; empty where nothing can be read
 */
GArray *
sotong_memory_read (SotongMemory *self,
                    gint64        from)
{
  GArray *entries = g_array_new (FALSE, TRUE, sizeof (SotongMemoryEntry));
  gsize length;
  g_autofree char *bytes = read_bytes (self->path, from, &length);
  const char *end = bytes != NULL ? bytes + length : NULL;

  for (const char *line = bytes; line != NULL && line < end;)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));
      SotongMemoryEntry entry = { 0 };

      if (stop == NULL)
        stop = end;
      entry.end = from + (stop - bytes);
      if (parse_line (line, (gsize) (stop - line), &entry))
        g_array_append_val (entries, entry);
      line = stop + 1;
    }
  return entries;
}

/* The older half is forgotten: it is of posts that nobody has the time for any more. */
static void
shorten (const char *path,
         gint64      size)
{
  gsize length;
  g_autofree char *bytes = read_bytes (path, size - MAX_BYTES / 2, &length);

  if (bytes != NULL)
    g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

static int
open_to_note (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat info;
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return -1;
  if (g_stat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_size > MAX_BYTES)
    shorten (path, info.st_size);
  fd = g_open (path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600);
  if (fd >= 0 && (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode)))
    {
      close (fd);
      return -1;
    }
  return fd;
}

/* Another program has shortened it meanwhile, or somebody deleted it: what is written into the old one nobody reads. */
static void
leave_old (SotongMemory *self)
{
  struct stat info;

  if (self->fd < 0 || (fstat (self->fd, &info) == 0 && info.st_nlink > 0))
    return;
  close (self->fd);
  self->fd = -1;
}

static gboolean
write_line (int         fd,
            const char *line)
{
  gssize n;

  do
    n = write (fd, line, SOTONG_MEMORY_LINE);
  while (n < 0 && errno == EINTR);
  return n == SOTONG_MEMORY_LINE;
}

/**
 * sotong_memory_note:
 * @self: a memory
 * @entry: an attempt that is on the disk of its workspace, and of which nothing is sent yet
 *
 * Not waited for until the disk has it: should the machine stop, the workspace itself still knows. Blocks for the file system.
 *
 * Returns: where its line ends, bytes; -1 when it cannot be remembered
 */
gint64
sotong_memory_note (SotongMemory            *self,
                    const SotongMemoryEntry *entry)
{
  g_autofree char *line = g_strdup_printf ("\n%016" G_GINT64_MODIFIER "x %s %s %012" G_GINT64_FORMAT, (guint64) entry->copy_id, entry->key, entry->attempt,
                                           CLAMP (entry->began, 0, G_GINT64_CONSTANT (999999999999)));

  leave_old (self);
  if (self->fd < 0)
    self->fd = open_to_note (self->path);
  if (self->fd < 0 || !write_line (self->fd, line))
    return -1;
  return lseek (self->fd, 0, SEEK_CUR);
}
