/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-link-marks.h"

G_BEGIN_DECLS
/* Which links get marks, and which: of the workspace, of a campaign, of a channel, or of both.
 * What is empty is the wider rule's. */
typedef struct {
  gint64  id;
  gint64  campaign_id;  /* or SOTONG_NONE: any */
  gint64  channel_id;   /* or SOTONG_NONE: any */
  char   *domains;      /* separated by blanks; "-": none */
  char   *source;       /* empty everywhere: the platform's name */
  char   *medium;       /* empty everywhere: "social" */
  char   *campaign;     /* empty everywhere: the campaign's name */
} SotongLinkRule;

void       sotong_link_rule_free     (SotongLinkRule        *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongLinkRule, sotong_link_rule_free)

GPtrArray *sotong_link_rule_list     (SotongDb              *db,
                                      GError               **error);
gboolean   sotong_link_rule_set      (SotongDb              *db,
                                      const SotongLinkRule  *rule,
                                      GError               **error);
gboolean   sotong_link_rule_remove   (SotongDb              *db,
                                      gint64                 id,
                                      GError               **error);
void       sotong_link_rules_resolve (GPtrArray             *rules,
                                      gint64                 campaign_id,
                                      const char            *campaign,
                                      gint64                 channel_id,
                                      const char            *platform,
                                      SotongLinkMarks       *out_marks);
char      *sotong_link_rule_mark     (SotongDb              *db,
                                      gint64                 copy_id,
                                      const char            *text,
                                      GError               **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
