/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
typedef enum {
  SOTONG_RESTRICTED_ELECTION,
  SOTONG_RESTRICTED_MOURNING,
  SOTONG_RESTRICTED_DISASTER,
  SOTONG_RESTRICTED_OTHER,
  SOTONG_N_RESTRICTED_KINDS,
} SotongRestrictedKind;

/* Days on which contents need a written ground to go on. */
typedef struct {
  char                 *key;           /* by which it is named: a number, or "local-2018-06-13" of an election */
  gint64                id;            /* its row, or 0 of one that is as the program has it */
  SotongRestrictedKind  kind;
  char                 *name;
  char                 *starts_on;     /* YYYY-MM-DD, in the office's days */
  char                 *ends_on;       /* inclusive */
  char                 *legal_ground;  /* what the rule rests on, quoted */
  gboolean              all;           /* every content, else publicity of the city alone */
  gboolean              built_in;      /* follows from an election, edited or not */
} SotongRestrictedPeriod;

void                    sotong_restricted_period_free    (SotongRestrictedPeriod       *period);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongRestrictedPeriod, sotong_restricted_period_free)

GPtrArray              *sotong_restricted_list           (SotongDb                     *db,
                                                          GError                      **error);
SotongRestrictedPeriod *sotong_restricted_find           (SotongDb                     *db,
                                                          const char                   *key,
                                                          GError                      **error);
gint64                  sotong_restricted_save           (SotongDb                     *db,
                                                          const SotongRestrictedPeriod *period,
                                                          GError                      **error);
GPtrArray              *sotong_restricted_list_removed   (SotongDb                     *db,
                                                          GError                      **error);
gboolean                sotong_restricted_restore        (SotongDb                     *db,
                                                          const char                   *key,
                                                          GError                      **error);
gboolean                sotong_restricted_remove         (SotongDb                     *db,
                                                          const char                   *key,
                                                          GError                      **error);

const char             *sotong_restricted_kind_get_name  (SotongRestrictedKind          kind);
const char             *sotong_restricted_kind_get_label (SotongRestrictedKind          kind);
gboolean                sotong_restricted_kind_from_name (const char                   *name,
                                                          SotongRestrictedKind         *out_kind);
G_END_DECLS
