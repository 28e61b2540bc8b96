/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
typedef enum {
  SOTONG_ELECTION_PRESIDENT,
  SOTONG_ELECTION_ASSEMBLY,
  SOTONG_ELECTION_LOCAL,
} SotongElectionKind;

typedef struct {
  gint64             day;   /* counted from 1970-01-01 */
  SotongElectionKind kind;
} SotongElection;

#define SOTONG_ELECTION_FIRST_YEAR 2010
#define SOTONG_ELECTION_LAST_YEAR  2050

GArray     *sotong_election_list      (int                first_year,
                                       int                last_year);
const char *sotong_election_get_name  (SotongElectionKind kind);
const char *sotong_election_get_label (SotongElectionKind kind);
gint64      sotong_election_by_rule   (SotongElectionKind kind,
                                       int                year);
G_END_DECLS
