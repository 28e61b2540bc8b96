/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* Which mentions are to be purged: those of an author, or those that are older than their source keeps them. */
typedef struct {
  gint64      source_id;  /* 0: of all sources */
  const char *author;     /* (nullable): all that this author wrote, however new */
  gint64      before;     /* collected before this, whatever the source says; SOTONG_NONE: as the sources say */
  gboolean    yields;     /* nobody waits for it: it makes way for whoever writes meanwhile */
} SotongPurge;

gboolean sotong_purge_count  (SotongDb           *db,
                              const SotongPurge  *purge,
                              gint64             *out_n,
                              GError            **error);
gint64   sotong_purge_run    (SotongStore        *store,
                              const SotongPurge  *purge,
                              GCancellable       *cancellable,
                              GError            **error);
GHmac   *sotong_purge_new_keys (SotongDb         *db,
                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_purge_key_of  (const GHmac        *keys,
                              const char         *key) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_purge_make_key (SotongDb         *db,
                              const char         *key,
                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
