/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <sys/file.h>
#include <unistd.h>

#include "platforms/sotong-pace.h"
#include "util/sotong-lock-file.h"

#define LONGEST_S 600 /* what stands further ahead is of another start of the machine, whose clock began anew */
#define NUMBER_CHARS 24

/* Where there is no folder for a file: then this program's own calls keep the pace alone. */
static GMutex mutex;
static gint64 own_next_at;

static char *
dup_host (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : url);
}

/* When the next call may begin; 0 if none was made. */
static gint64
read_next (int fd)
{
  char text[NUMBER_CHARS + 1] = { 0 };
  gssize n = pread (fd, text, NUMBER_CHARS, 0);

  return n > 0 ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
write_next (int    fd,
            gint64 next_at)
{
  char text[NUMBER_CHARS + 1];
  int length = g_snprintf (text, sizeof text, "%-*" G_GINT64_FORMAT, NUMBER_CHARS, next_at);

  if (pwrite (fd, text, (size_t) length, 0) != length)
    g_info ("A turn could not be noted: %s", g_strerror (errno));
}

static gint64
find_turn (gint64 next_at,
           gint64 now)
{
  return next_at > now + LONGEST_S * G_USEC_PER_SEC ? now : MAX (next_at, now);
}

/**
 * sotong_pace_take_turn:
 * @url: an address of a site
 * @now: monotonic time, microseconds
 * @least_ms: how much time is to lie between the beginnings of two calls to the site
 *
 * For connectors whose platform asks to be called at a pace. All programs that this person runs take their turns here, and so do
 * the threads of each. The call that is to follow has its turn with this.
 *
 * Returns: how long to wait before it, in milliseconds
 */
guint
sotong_pace_take_turn (const char *url,
                       gint64      now,
                       guint       least_ms)
{
  g_autofree char *host = dup_host (url);
  int fd = sotong_lock_file_open ("pace", host);
  gboolean shared = fd >= 0 && flock (fd, LOCK_EX) == 0;
  gint64 at;

  g_mutex_lock (&mutex);
  at = find_turn (shared ? read_next (fd) : own_next_at, now);
  own_next_at = at + (gint64) least_ms * 1000;
  if (shared)
    write_next (fd, own_next_at);
  g_mutex_unlock (&mutex);
  if (fd >= 0)
    close (fd);
  return (guint) ((at - now + 999) / 1000);
}
