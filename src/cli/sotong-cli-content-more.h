/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"
#include "store/sotong-advertisement.h"
#include "store/sotong-content-event.h"
#include "store/sotong-content.h"

G_BEGIN_DECLS
/* What stands beside a content's text. */
typedef struct {
  GPtrArray           *problems;   /* (element-type SotongProblem) */
  GPtrArray           *checklist;  /* (element-type SotongChecklistItem) */
  SotongContentEvent  *event;
  SotongAdvertisement *ad;         /* (nullable): of other types */
  char                *line;       /* (nullable): the budget line that pays for it */
  char                *owner;      /* (nullable): who is in charge of it */
} SotongCliMore;

SotongCliMore *sotong_cli_more_read  (SotongDb             *db,
                                      const SotongContent  *content,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_cli_more_free  (SotongCliMore        *more);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCliMore, sotong_cli_more_free)
void           sotong_cli_more_json  (const SotongCliMore  *more,
                                      const SotongContent  *content,
                                      JsonBuilder          *builder,
                                      GTimeZone            *zone);
void           sotong_cli_more_print (const SotongCliMore  *more,
                                      const SotongContent  *content);
void           sotong_cli_json_ad    (JsonBuilder               *builder,
                                      const SotongAdvertisement *ad);
void           sotong_cli_note_problems     (SotongCli            *cli,
                                             GPtrArray            *problems);
G_END_DECLS
