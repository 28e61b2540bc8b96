/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"

G_BEGIN_DECLS
/* One of several contents that a person acts on together. */
typedef struct {
  gint64    content_id;
  gint64    copy_id;     /* one of its copies; 0: all of them */
  gint64    channel_id;  /* only the copy on this channel; 0: all of them */
  gboolean  done;        /* (out): something of it was changed */
  char     *problem;     /* (out) (owned) (nullable): why something of it was not, a sentence */
} SotongPick;

SotongPick *sotong_pick_new         (gint64      content_id,
                                     gint64      copy_id) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_pick_free        (SotongPick *pick);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPick, sotong_pick_free)

int         sotong_content_shift    (SotongDb   *db,
                                     GPtrArray  *picks,
                                     int         days,
                                     GError    **error);
int         sotong_content_shift_by (SotongDb   *db,
                                     GPtrArray  *picks,
                                     int         days,
                                     gint64      seconds,
                                     GError    **error);
int         sotong_content_shift_to (SotongDb   *db,
                                     GPtrArray  *picks,
                                     gint64      time,
                                     GError    **error);
int         sotong_content_delete   (SotongDb   *db,
                                     GPtrArray  *picks,
                                     GError    **error);
void        sotong_content_name_change (SotongDb            *db,
                                        const SotongContent *first,
                                        int                  n);
G_END_DECLS
