/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/sotong-presence-private.h"

/*
 * sotong_presence_enter:
 * @path: a workspace that was opened
 *
 * Says to other programs that this one has the workspace open, by a lock of the kind that stays until it is given back.
 * SQLite's own locks are lost when anything in the program opens and closes the file, and a file chooser does so with all
 * files of a folder to see what they are. It is taken on the log, since that is the file on which SQLite takes none.
 *
 * Returns: what sotong_presence_leave() wants; -1 where there is no log
 */
int
sotong_presence_enter (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  int fd = open (log, O_RDONLY | O_CLOEXEC);

  if (fd >= 0 && flock (fd, LOCK_SH | LOCK_NB) != 0)
    {
      close (fd);
      return -1;
    }
  return fd;
}

/*
 * sotong_presence_is_lost:
 * @presence: of sotong_presence_enter()
 *
 * A program of others knows nothing of sotong_presence_enter(): where SQLite's own locks are lost it takes itself for the last,
 * brings what is in the log into the file and deletes the log. What is written into the old one from then on nobody finds.
 *
 * Returns: whether the log that this program writes into was deleted
 */
gboolean
sotong_presence_is_lost (int presence)
{
  struct stat info;

  return presence >= 0 && fstat (presence, &info) == 0 && info.st_nlink == 0;
}

/*
 * sotong_presence_leave:
 * @presence: of sotong_presence_enter()
 *
 * To be called before the workspace is closed: SQLite deletes the log when it takes itself for the last.
 *
 * Returns: whether another has the workspace open, and the log must stay
 */
gboolean
sotong_presence_leave (int presence)
{
  gboolean others;

  if (presence < 0)
    return FALSE;
  others = flock (presence, LOCK_EX | LOCK_NB) != 0;
  close (presence);
  return others;
}
