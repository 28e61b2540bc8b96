/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>

#include "util/sotong-lock-file.h"

static char *
make_path (const char *folder,
           const char *kind,
           const char *key)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autofree char *name = g_strdup_printf ("%s-%.32s.lock", kind, sum);
  g_autofree char *dir = g_build_filename (folder, "sotong", NULL);

  g_mkdir_with_parents (dir, 0700);
  return g_build_filename (dir, name, NULL);
}

/**
 * sotong_lock_file_open:
 * @kind: what it is for, a word of a file name
 * @key: of what, as an account: its fingerprint alone stands in the name
 *
 * A file of this person's session by which the programs that they run agree: to be locked with flock(), which the kernel ends with
 * the program. It is in the session's own folder; in that of the cache where the session has none that can be written to.
 *
 * Returns: an open file, to be closed; -1 where there is no folder for it
 */
int
sotong_lock_file_open (const char *kind,
                       const char *key)
{
  const char *folders[] = { g_get_user_runtime_dir (), g_get_user_cache_dir () };
  int fd = -1;

  for (guint i = 0; fd < 0 && i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = make_path (folders[i], kind, key);

      fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    }
  return fd;
}
