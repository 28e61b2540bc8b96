/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* How often a person said what the machine said, of mentions drawn by lot. */
typedef struct {
  char   *source;     /* (owned): a source's name; empty for all together */
  gint64  n_drawn;
  gint64  n_judged;   /* by a person */
  gint64  n_agreed;   /* of them; where the machine was uncertain it did not agree */
} SotongAgreement;

void       sotong_agreement_free (SotongAgreement  *agreement);

gboolean   sotong_sample_draw    (SotongDb         *db,
                                  gint64            week,
                                  guint             size,
                                  GError          **error);
GPtrArray *sotong_sample_list    (SotongDb         *db,
                                  gint64            week,
                                  GError          **error);
GPtrArray *sotong_agreement_list (SotongDb         *db,
                                  SotongRange       weeks,
                                  GError          **error);
G_END_DECLS
