/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* What is left of a text for comparing it. */
typedef struct _SotongShape SotongShape;

SotongShape *sotong_shape_new  (const char        *text) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_shape_free (SotongShape       *shape);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongShape, sotong_shape_free)

const guint64 *sotong_shape_get_pairs (const SotongShape *self,
                                       guint             *out_n);
double       sotong_shape_likeness   (const SotongShape *a,
                                      const SotongShape *b);
gboolean     sotong_shape_is_similar (const SotongShape *a,
                                      const SotongShape *b,
                                      double            *out_likeness);
G_END_DECLS
