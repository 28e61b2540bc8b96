/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db-private.h"
#include "store/sotong-mention.h"

G_BEGIN_DECLS
#define SOTONG_MENTION_ID_EPOCH G_GINT64_CONSTANT (-2209075200) /* 1899-12-31T00:00:00Z: in every zone before 1900 */
#define SOTONG_MENTION_ID_LAST  G_GINT64_CONSTANT (253402300799) /* 9999-12-31T23:59:59Z */

/* A query made ready: the SQL after SELECT, and what is bound to it. */
typedef struct {
  GString *from;               /* FROM ... WHERE ... */
  const char *id;              /* the column that orders the answer */
  char *match;                 /* for the search index */
  GPtrArray *needles;          /* (element-type utf8): folded words that have to be compared with the text */
  GPtrArray *words;            /* (element-type utf8): all of them, folded; where copies are compared too */
  GStrv nouns;                 /* (nullable): of which a mention is counted for one */
  gint64 oldest;               /* id to which a scan goes back */
  gboolean impossible;         /* nothing can be found */
} SotongMentionPlan;

gboolean           sotong_mention_query_has_range     (const SotongMentionQuery  *query);
gboolean           sotong_mention_query_is_everything (const SotongMentionQuery  *query);
SotongMentionPlan *sotong_mention_plan_new            (const SotongMentionQuery  *query,
                                                       gboolean                   with_row);
SotongMentionPlan *sotong_mention_plan_new_scan       (const SotongMentionQuery  *query,
                                                       gint64                     oldest);
void               sotong_mention_plan_free           (SotongMentionPlan         *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongMentionPlan, sotong_mention_plan_free)
sqlite3_stmt      *sotong_mention_plan_prepare        (SotongDb                  *db,
                                                       const SotongMentionPlan   *plan,
                                                       const SotongMentionQuery  *query,
                                                       const char                *select,
                                                       const char                *tail,
                                                       GError                   **error);
gboolean           sotong_mention_register            (SotongDb                  *db,
                                                       GError                   **error);
G_END_DECLS
