/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-event-layer.h"

G_BEGIN_DECLS
#define SOTONG_LAYER_MAX_OCCURRENCES 20000 /* of all layers in one stretch of time */

/* An event of a layer on its day. */
typedef struct {
  gint64    layer_id;
  char     *layer;        /* its name */
  int       colour;       /* index into the palette */
  char     *summary;
  char     *location;     /* "" if none */
  char     *description;  /* "" if none */
  gboolean  all_day;
  gint64    start;        /* seconds since 1970 UTC */
  gint64    end;          /* exclusive; @start if it takes no time */
} SotongLayerOccurrence;

void       sotong_layer_occurrence_free (SotongLayerOccurrence  *occurrence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongLayerOccurrence, sotong_layer_occurrence_free)

GPtrArray *sotong_layer_occurrences     (SotongDb               *db,
                                         SotongRange             range,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
