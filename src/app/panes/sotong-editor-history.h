/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "store/sotong-attempt.h"
#include "store/sotong-change.h"
#include "store/sotong-content.h"

G_BEGIN_DECLS
char *sotong_editor_history_describe_call (const SotongAttempt *attempt) G_GNUC_WARN_UNUSED_RESULT;
char *sotong_editor_history_describe_attempt (const SotongAttempt    *attempt,
                                              GTimeZone              *zone) G_GNUC_WARN_UNUSED_RESULT;
char *sotong_editor_history_describe_change  (const SotongChangeInfo *change,
                                              GTimeZone              *zone) G_GNUC_WARN_UNUSED_RESULT;
char *sotong_editor_history_describe_failure (GPtrArray              *attempts,
                                              const SotongCopy       *copy) G_GNUC_WARN_UNUSED_RESULT;
void  sotong_editor_history_fill             (GtkBox                 *box,
                                              GPtrArray              *attempts,
                                              GPtrArray              *changes,
                                              GTimeZone              *zone);
G_END_DECLS
