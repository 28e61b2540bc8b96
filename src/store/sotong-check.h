/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* Something that was looked into and is worth telling. */
typedef struct {
  char    *kind;      /* file, reference, count, search, attempt, copy, mention; settlement, heading, formula,
                         account, total, spending, payment */
  char    *message;   /* a sentence */
  gboolean is_note;   /* worth knowing, and nothing is wrong */
} SotongFinding;

GPtrArray *sotong_findings_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_findings_take      (GPtrArray   *findings,
                                      const char  *kind,
                                      gboolean     is_note,
                                      char        *message);

gboolean   sotong_check_rows         (SotongDb    *db,
                                      GPtrArray   *findings,
                                      GError     **error);
gboolean   sotong_check_search       (SotongDb    *db,
                                      GPtrArray   *findings,
                                      GError     **error);
G_END_DECLS
