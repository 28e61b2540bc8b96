/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "publish/sotong-publisher.h"

G_BEGIN_DECLS
/* Where a run publishes from. */
typedef struct {
  SotongPublishFlags flags;
  gint64             taken_over_at;   /* or SOTONG_NONE */
  gint64             taken_over_real; /* the same by the machine's clock */
  gint64             seen;            /* up to where what this computer remembers was compared with the workspace, bytes */
} SotongPublishPlace;

gpointer sotong_publish_place_job (SotongDb      *db,
                                   gpointer       data,
                                   GCancellable  *cancellable,
                                   GError       **error);
G_END_DECLS
