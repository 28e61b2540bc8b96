/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"
#include "plan/sotong-recurrence.h"

G_BEGIN_DECLS
/* --repeat RULE with --until DAY or --times N. */
typedef struct {
  char             *rule_text;   /* (owned) (nullable): without it the rest is not there */
  char             *until;       /* (owned) (nullable): YYYY-MM-DD */
  char             *times_text;  /* (owned) (nullable) */
  SotongRecurrence  rule;
  gint64            asked;       /* the time of --at */
  GArray           *times;       /* (owned) (element-type gint64): still to come */
  GArray           *ids;         /* (owned) (nullable) (element-type gint64): of the contents, once made */
} SotongCliRepeat;

void        sotong_cli_repeat_clear  (SotongCliRepeat        *repeat);
const char *sotong_cli_repeat_check  (SotongCli              *cli,
                                      SotongCliRepeat        *repeat,
                                      gint64                 *time,
                                      gboolean                next_slot);
gboolean    sotong_cli_repeat_make   (SotongDb               *db,
                                      gint64                  content_id,
                                      SotongCliRepeat        *repeat,
                                      GError                **error);
int         sotong_cli_repeat_report (SotongCli              *cli,
                                      const SotongCliRepeat  *repeat,
                                      GPtrArray              *warnings);
G_END_DECLS
