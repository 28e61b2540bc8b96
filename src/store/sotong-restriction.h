/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"
#include "store/sotong-restricted.h"

G_BEGIN_DECLS
/* Why a content needs a written ground on a day. */
typedef struct {
  char *kind;          /* election, mourning, disaster, other; quarter: another went out in its quarter */
  char *key;           /* (nullable): the period's */
  char *name;
  char *starts_on;     /* YYYY-MM-DD */
  char *ends_on;       /* inclusive */
  char *legal_ground;
} SotongRestriction;

/* What restrictions are told by, read once for as many contents as are asked of. */
typedef struct _SotongRestrictionRules SotongRestrictionRules;

void                    sotong_restriction_free          (SotongRestriction            *restriction);
SotongRestrictionRules *sotong_restriction_rules_load    (SotongDb                     *db,
                                                          GError                      **error);
void                    sotong_restriction_rules_free    (SotongRestrictionRules       *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongRestriction, sotong_restriction_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongRestrictionRules, sotong_restriction_rules_free)

GPtrArray              *sotong_restriction_rules_get_periods (const SotongRestrictionRules *rules);
char                   *sotong_restriction_name_day      (const SotongRestrictionRules *rules,
                                                          const char                   *day,
                                                          guint                        *out_n);
GPtrArray              *sotong_restriction_find          (const SotongRestrictionRules *rules,
                                                          gint64                        content_id,
                                                          const char                   *type,
                                                          gboolean                      publicity,
                                                          gint64                        time);
GPtrArray              *sotong_restriction_find_content  (const SotongRestrictionRules *rules,
                                                          const SotongContent          *content);
char                   *sotong_restriction_describe      (GPtrArray                    *restrictions);
char                   *sotong_restriction_flag          (const SotongRestrictionRules *rules,
                                                          const SotongContent          *content) G_GNUC_WARN_UNUSED_RESULT;
gboolean                sotong_restriction_check         (SotongDb                     *db,
                                                          gint64                        content_id,
                                                          const char                   *type,
                                                          gboolean                      publicity,
                                                          const char                   *ground,
                                                          gint64                        time,
                                                          GError                      **error);
GPtrArray              *sotong_restriction_list_bare     (SotongDb                     *db,
                                                          gint64                        content_id,
                                                          const char                   *key,
                                                          GError                      **error);
gboolean                sotong_restriction_check_id      (SotongDb                     *db,
                                                          gint64                        content_id,
                                                          gint64                        time,
                                                          GError                      **error);
G_END_DECLS
