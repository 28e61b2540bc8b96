/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
#define SOTONG_MEMORY_LETTERS 16 /* of a digest */
#define SOTONG_MEMORY_LINE    64 /* bytes of an attempt in the file: "\n", the copy, its key, the attempt, the time */

/* An attempt to send a post, as this computer remembers it: numbers and digests, nothing that tells what was sent. */
typedef struct {
  gint64 copy_id;
  char   key[SOTONG_MEMORY_LETTERS + 1];      /* of the post's own key: copies made of one file have it in common */
  char   attempt[SOTONG_MEMORY_LETTERS + 1];  /* of the attempt, and of the process that made it */
  gint64 began;                               /* seconds since 1970 UTC by the machine's clock */
  gint64 end;                                 /* where its line ends in the file, bytes */
} SotongMemoryEntry;

typedef struct _SotongMemory SotongMemory;

SotongMemory *sotong_memory_new    (const char              *workspace) G_GNUC_WARN_UNUSED_RESULT;
void          sotong_memory_free   (SotongMemory            *self);
GArray       *sotong_memory_read   (SotongMemory            *self,
                                    gint64                   from);
gint64        sotong_memory_note   (SotongMemory            *self,
                                    const SotongMemoryEntry *entry);
void          sotong_memory_digest (char                    *digest,
                                    const char              *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongMemory, sotong_memory_free)
G_END_DECLS
