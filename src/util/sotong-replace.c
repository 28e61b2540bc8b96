/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/sotong-file-why.h"
#include "util/sotong-replace.h"

#define PENDING_SIZE 65536
#define MOST_LINKS 40 /* in a row, as the system has it */

static void
set_error (SotongReplace  *self,
           int             failure,
           GError        **error)
{
  g_autofree char *why = sotong_file_why_not_written (failure);

  if (failure == ENOSPC || failure == EDQUOT || failure == EFBIG)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                 _("“%s” could not be written: %s. What was there before is unchanged. "
                   "Make room or choose another place, then try again."),
                 self->shown, why);
  else
    g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (failure),
                 _("“%s” could not be written: %s. What was there before is unchanged. "
                   "Choose another place, then try again."),
                 self->shown, why);
}

/* A link is followed, so that the file it points at is replaced and not the link, also where that file is not there yet. What is there but has
 * no path, as a pipe that a link of /proc leads to, is opened by @path. Returns: %NULL with @failure for links that go round in a circle */
static char *
resolve (const char *path,
         int        *failure)
{
  char *real = realpath (path, NULL);
  g_autofree char *at = g_strdup (real != NULL ? real : path);
  gboolean is_there = real != NULL || g_access (path, F_OK) == 0;

  free (real);
  for (guint i = 0; !is_there; i++)
    {
      g_autofree char *link = g_file_read_link (at, NULL), *folder = g_path_get_dirname (at), *next = NULL;

      if (link == NULL) /* nothing yet */
        break;
      if (i == MOST_LINKS)
        {
          *failure = ELOOP;
          return NULL;
        }
      next = g_path_is_absolute (link) ? g_strdup (link) : g_build_filename (folder, link, NULL);
      g_free (at);
      at = g_steal_pointer (&next);
    }
  return g_steal_pointer (&at);
}

static gboolean
open_beside (SotongReplace  *self,
             GStatBuf       *before,
             GError        **error)
{
  g_autofree char *folder = g_path_get_dirname (self->target);

  self->temporary = g_build_filename (folder, ".sotong-XXXXXX", NULL);
  self->fd = g_mkstemp_full (self->temporary, O_RDWR | O_CLOEXEC, 0666);
  if (self->fd < 0)
    {
      set_error (self, errno, error);
      g_clear_pointer (&self->temporary, g_free);
      return FALSE;
    }
  if (before != NULL && fchmod (self->fd, before->st_mode & 07777) != 0)
    g_debug ("The mode of %s was not kept", self->target);
  return TRUE;
}

/*
 * Opens a file beside @file. A device or a pipe is opened itself. The target is
 * touched by nothing before the commit.
 */
SotongReplace *
sotong_replace_begin (GFile   *file,
                      GError **error)
{
  g_autoptr(SotongReplace) self = g_new0 (SotongReplace, 1);
  const char *path = g_file_peek_path (file);
  GStatBuf before;
  gboolean exists;
  int failure;

  self->fd = -1;
  self->shown = g_file_get_parse_name (file);
  if (path == NULL)
    {
      set_error (self, EOPNOTSUPP, error);
      return NULL;
    }
  self->target = resolve (path, &failure);
  if (self->target == NULL)
    {
      set_error (self, failure, error);
      return NULL;
    }
  exists = g_stat (self->target, &before) == 0;
  if (exists && S_ISDIR (before.st_mode))
    {
      set_error (self, EISDIR, error);
      return NULL;
    }
  if (exists && !S_ISREG (before.st_mode))
    {
      self->fd = g_open (self->target, O_WRONLY | O_CLOEXEC);
      if (self->fd >= 0)
        return g_steal_pointer (&self);
      set_error (self, errno, error);
      return NULL;
    }
  if (exists && g_access (self->target, W_OK) != 0)  /* a file locked against change is not replaced */
    {
      set_error (self, errno, error);
      return NULL;
    }
  return open_beside (self, exists ? &before : NULL, error) ? g_steal_pointer (&self) : NULL;
}

static void
write_out (SotongReplace *self,
           const char    *p,
           gsize          length)
{
  while (length > 0 && self->failure == 0)
    {
      gssize n = write (self->fd, p, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        self->failure = errno;
      else
        {
          p += n;
          length -= (gsize) n;
        }
    }
}

static void
flush (SotongReplace *self)
{
  write_out (self, self->pending, self->n_pending);
  self->n_pending = 0;
}

/* Returns FALSE once any write has failed; the commit says why. Small pieces are gathered, as a page is written in very many. */
gboolean
sotong_replace_write (SotongReplace *self,
                      const void    *data,
                      gsize          length)
{
  if (self->n_pending + length > PENDING_SIZE)
    flush (self);
  if (length >= PENDING_SIZE)
    {
      write_out (self, data, length);
      return self->failure == 0;
    }
  if (length == 0)
    return self->failure == 0;
  if (self->pending == NULL)
    self->pending = g_malloc (PENDING_SIZE);
  memcpy (self->pending + self->n_pending, data, length);
  self->n_pending += length;
  return self->failure == 0;
}

/* Puts the whole file in the target's place. */
gboolean
sotong_replace_commit (SotongReplace  *self,
                       GError        **error)
{
  int fd = self->fd;

  flush (self);
  if (self->failure == 0 && self->temporary != NULL && fsync (fd) != 0)
    self->failure = errno;
  self->fd = -1;
  if (close (fd) != 0 && self->failure == 0)
    self->failure = errno;
  if (self->failure == 0 && self->temporary != NULL && g_rename (self->temporary, self->target) != 0)
    self->failure = errno;
  if (self->failure != 0)
    {
      set_error (self, self->failure, error);
      return FALSE;
    }
  g_clear_pointer (&self->temporary, g_free);
  return TRUE;
}

/* Without a commit before, leaves no trace. */
void
sotong_replace_free (SotongReplace *self)
{
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->pending);
  g_free (self->temporary);
  g_free (self->target);
  g_free (self->shown);
  g_free (self);
}
