/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/dialogs/sotong-form.h"
#include "app/sotong-pane.h"
#include "store/sotong-approval.h"

G_BEGIN_DECLS
/* Told when all is done: how many went well, which contents did not (element-type gint64), and a line for each of these (%NULL if none). */
typedef void (*SotongApprovalDone) (guint       n_done,
                                    GArray     *failed,
                                    const char *problems,
                                    gpointer    user_data);

void sotong_approval_acts_run (SotongStore           *store,
                               SotongApprovalActKind  kind,
                               gint64                 person_id,
                               GPtrArray             *items,
                               const char            *reason,
                               gint64                 other_id,
                               SotongApprovalDone     done,
                               gpointer               user_data,
                               GDestroyNotify         destroy);
GtkWidget *sotong_approval_acts_add_person (SotongForm *form,
                                            GPtrArray  *actors,
                                            gint64      likely_id);
char *sotong_approval_acts_describe (SotongApprovalActKind kind,
                                     guint                 n_done) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
