/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Preloaded into sotongctl: a disk on which the workspace's Nth write goes wrong. It knows
 * nothing of the program; the test sets
 *
 *   BAD_DISK_FILE   a part of the file's path
 *   BAD_DISK_AT     which write, from 1; all that follow fail too
 *   BAD_DISK_ERRNO  the error, or 0 to kill the program before the write
 *   BAD_DISK_COUNT  a file that gets the number of writes
 */
#undef _FILE_OFFSET_BITS /* both names of each call are wanted */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

ssize_t pwrite (int fd, const void *data, size_t size, off_t offset);
ssize_t pwrite64 (int fd, const void *data, size_t size, off64_t offset);
ssize_t write (int fd, const void *data, size_t size);
int ftruncate (int fd, off_t size);
int ftruncate64 (int fd, off64_t size);
int fsync (int fd);
int fdatasync (int fd);
size_t fwrite (const void *data, size_t size, size_t n, FILE *file);

static atomic_int n_writes;

static int
is_ours (int fd)
{
  const char *part = getenv ("BAD_DISK_FILE");
  char link[64], path[4096];
  ssize_t n;

  if (part == NULL)
    return 0;
  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  n = readlink (link, path, sizeof path - 1);
  if (n < 0)
    return 0;
  path[n] = '\0';
  return strstr (path, part) != NULL;
}

static void
note_count (int n)
{
  static int (*real_write) (int, const void *, size_t);
  const char *path = getenv ("BAD_DISK_COUNT");
  char text[32];
  int fd, length;

  if (path == NULL)
    return;
  if (real_write == NULL)
    *(void **) &real_write = dlsym (RTLD_NEXT, "write");
  length = snprintf (text, sizeof text, "%d\n", n);
  fd = open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (fd < 0)
    return;
  if (real_write (fd, text, (size_t) length) != length)
    abort ();
  close (fd);
}

/* Whether this call fails; errno is set then. */
static int
fails (int fd)
{
  int saved = errno, n, at, error;

  if (!is_ours (fd))
    {
      errno = saved;
      return 0;
    }
  n = atomic_fetch_add (&n_writes, 1) + 1;
  note_count (n);
  at = atoi (getenv ("BAD_DISK_AT") != NULL ? getenv ("BAD_DISK_AT") : "0");
  error = atoi (getenv ("BAD_DISK_ERRNO") != NULL ? getenv ("BAD_DISK_ERRNO") : "0");
  errno = saved;
  if (at == 0 || n < at)
    return 0;
  if (error == 0)
    raise (SIGKILL);
  errno = error;
  return 1;
}

#define PASS_ON(result, name, types, values) \
  static result (*real) types; \
  if (fails (fd)) \
    return -1; \
  if (real == NULL) \
    *(void **) &real = dlsym (RTLD_NEXT, #name); \
  return real values

ssize_t
pwrite (int         fd,
        const void *data,
        size_t      size,
        off_t       offset)
{
  PASS_ON (ssize_t, pwrite, (int, const void *, size_t, off_t), (fd, data, size, offset));
}

ssize_t
pwrite64 (int         fd,
          const void *data,
          size_t      size,
          off64_t     offset)
{
  PASS_ON (ssize_t, pwrite64, (int, const void *, size_t, off64_t), (fd, data, size, offset));
}

ssize_t
write (int         fd,
       const void *data,
       size_t      size)
{
  PASS_ON (ssize_t, write, (int, const void *, size_t), (fd, data, size));
}

int
ftruncate (int   fd,
           off_t size)
{
  PASS_ON (int, ftruncate, (int, off_t), (fd, size));
}

int
ftruncate64 (int     fd,
             off64_t size)
{
  PASS_ON (int, ftruncate64, (int, off64_t), (fd, size));
}

int
fsync (int fd)
{
  PASS_ON (int, fsync, (int), (fd));
}

int
fdatasync (int fd)
{
  PASS_ON (int, fdatasync, (int), (fd));
}

/* Workbooks are written by a library that uses the C library's streams. */
size_t
fwrite (const void *data,
        size_t      size,
        size_t      n,
        FILE       *file)
{
  static size_t (*real) (const void *, size_t, size_t, FILE *);

  if (fails (fileno (file)))
    return 0;
  if (real == NULL)
    *(void **) &real = dlsym (RTLD_NEXT, "fwrite");
  return real (data, size, n, file);
}
