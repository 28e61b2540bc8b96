/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* A correction or withdrawal that a person wanted and that did not arrive, as far as is known. */
typedef struct {
  gint64    content_id;
  gint64    channel_id;
  gint64    copy_id;
  gint64    at;        /* when it was tried last */
  char     *title;
  char     *channel;
  char     *message;   /* why not, in the reader's language; "" if nothing is known */
  gboolean  removal;   /* it was to be taken down */
} SotongUnsent;

/* How often in a row a platform had no time for the same correction or withdrawal. */
typedef struct {
  gint64 n;
  gint64 first_at;  /* seconds since 1970 UTC; 0: never */
  gint64 last_at;
} SotongUnsentTries;

void       sotong_unsent_free (SotongUnsent  *unsent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongUnsent, sotong_unsent_free)

GPtrArray *sotong_unsent_list (SotongDb      *db,
                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *sotong_unsent_list_again (SotongDb *db,
                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   sotong_unsent_is_same (SotongDb   *db,
                               gint64         copy_id,
                               gboolean      *out_same,
                               GError       **error);
gboolean   sotong_unsent_count_tries (SotongDb *db,
                               gint64         copy_id,
                               SotongUnsentTries *out_tries,
                               GError       **error);
gint64     sotong_unsent_find_next (const SotongUnsentTries *tries);
G_END_DECLS
