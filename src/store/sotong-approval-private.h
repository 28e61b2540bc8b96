/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db-private.h"

G_BEGIN_DECLS
/* The contents that a change touched. */
typedef struct _SotongApprovalTouched SotongApprovalTouched;

SotongApprovalTouched *sotong_approval_touched_new    (SotongDb               *db) G_GNUC_WARN_UNUSED_RESULT;
void                   sotong_approval_touched_free   (SotongApprovalTouched  *self);
gboolean               sotong_approval_touched_add    (SotongApprovalTouched  *self,
                                                       const char             *table,
                                                       gint64                  key,
                                                       gboolean                added,
                                                       GError                **error);
gboolean               sotong_approval_touched_settle (SotongApprovalTouched  *self,
                                                       GError                **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongApprovalTouched, sotong_approval_touched_free)

gboolean               sotong_approval_close_round    (SotongDb               *db,
                                                       gint64                  round_id,
                                                       const char             *outcome,
                                                       GError                **error);
gboolean               sotong_approval_set_copies     (SotongDb               *db,
                                                       gint64                  content_id,
                                                       const char             *state,
                                                       GError                **error);
GArray                *sotong_approval_list_ids       (SotongStmt             *found,
                                                       GError                **error);
G_END_DECLS
