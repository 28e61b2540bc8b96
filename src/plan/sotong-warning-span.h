/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* What is to be looked at in a stretch of time: sentences. */
typedef struct {
  GHashTable *clashes;  /* copy id (gint64) -> utf8 */
  GHashTable *joint;    /* content id (gint64) -> utf8: of its contributor something is not noted */
  GHashTable *similar;  /* content id (gint64) -> utf8 */
} SotongSpanWarnings;

void                sotong_span_warnings_free (SotongSpanWarnings  *warnings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSpanWarnings, sotong_span_warnings_free)

SotongSpanWarnings *sotong_span_warnings_new  (SotongDb            *db,
                                               SotongRange          range,
                                               GCancellable        *cancellable,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
