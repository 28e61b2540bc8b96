/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <inttypes.h>
#include <sys/file.h>
#include <unistd.h>

#include "store/sotong-turn-private.h"

#define ASK_MS       2     /* between two looks whether somebody still waits */
#define MOST_GIVEN_MS 1000 /* that one transaction waits for others at most: who waits may have been stopped */

/*
 * Whose turn it is to write, among the programs that have a workspace open. SQLite lets one write, and those who wait look again
 * now and then: one that writes a transaction after the other is hardly ever found between two. Who waits therefore holds a shared lock on
 * an empty file of the session, and who writes much asks whether anybody does. The kernel gives the lock back when its holder
 * dies. Where no such file can be had everybody waits as SQLite does. A turn belongs to one connection and is used by its thread.
 */
struct _SotongTurn
{
  dev_t    device;  /* of the workspace's file */
  ino_t    inode;
  int      fd;      /* of the file that is locked; -1: not opened yet, -2: not to be had */
  gboolean waits;   /* it holds the lock */
};

SotongTurn *
sotong_turn_new (dev_t device,
                 ino_t inode)
{
  SotongTurn *self = g_new0 (SotongTurn, 1);

  self->device = device;
  self->inode = inode;
  self->fd = -1;
  return self;
}

void
sotong_turn_free (SotongTurn *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

/* Most never wait and never write much: the file is made when it is needed first. */
static gboolean
open_file (SotongTurn *self)
{
  const char *folders[] = { g_get_user_runtime_dir (), g_get_user_cache_dir () };
  g_autofree char *name = NULL;

  if (self->fd != -1)
    return self->fd >= 0;
  name = g_strdup_printf ("turn-%" PRIx64 "-%" PRIx64 ".lock", (guint64) self->device, (guint64) self->inode);
  for (guint i = 0; self->fd < 0 && i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *dir = g_build_filename (folders[i], "sotong", NULL);
      g_autofree char *path = g_build_filename (dir, name, NULL);

      g_mkdir_with_parents (dir, 0700);
      self->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    }
  if (self->fd < 0)
    self->fd = -2;
  return self->fd >= 0;
}

/* (nullable): may be called again while it waits. */
void
sotong_turn_wait (SotongTurn *self)
{
  if (self != NULL && !self->waits && open_file (self))
    self->waits = flock (self->fd, LOCK_SH | LOCK_NB) == 0; /* else somebody is just asking: the next time */
}

void
sotong_turn_end_wait (SotongTurn *self)
{
  if (self == NULL || !self->waits)
    return;
  flock (self->fd, LOCK_UN);
  self->waits = FALSE;
}

/* Whether another program waits to write. */
gboolean
sotong_turn_is_wanted (SotongTurn *self)
{
  if (self == NULL || self->waits || !open_file (self))
    return FALSE;
  if (flock (self->fd, LOCK_EX | LOCK_NB) != 0)
    return TRUE;
  flock (self->fd, LOCK_UN);
  return FALSE;
}

/* Lets those write who wait now; called outside a transaction. Blocks, for a second at most. */
void
sotong_turn_give (SotongTurn *self)
{
  for (int i = 0; i < MOST_GIVEN_MS / ASK_MS && sotong_turn_is_wanted (self); i++)
    g_usleep (ASK_MS * 1000);
}
