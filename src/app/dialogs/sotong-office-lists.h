/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/dialogs/sotong-list-dialog.h"

G_BEGIN_DECLS
/* The lists of the office's things: citizens who contribute, own types of content, own events, groups of channels. */
SotongListDialog *sotong_contributors_dialog_new (SotongWindow *window) G_GNUC_WARN_UNUSED_RESULT;
SotongListDialog *sotong_types_dialog_new        (SotongWindow *window) G_GNUC_WARN_UNUSED_RESULT;
SotongListDialog *sotong_events_dialog_new       (SotongWindow *window) G_GNUC_WARN_UNUSED_RESULT;
SotongListDialog *sotong_groups_dialog_new       (SotongWindow *window) G_GNUC_WARN_UNUSED_RESULT;
SotongListDialog *sotong_words_dialog_new        (SotongWindow *window) G_GNUC_WARN_UNUSED_RESULT;
SotongListDialog *sotong_nouns_dialog_new        (SotongWindow *window) G_GNUC_WARN_UNUSED_RESULT;
SotongListDialog *sotong_kpis_dialog_new         (SotongWindow *window) G_GNUC_WARN_UNUSED_RESULT;
SotongListDialog *sotong_schedules_dialog_new    (SotongWindow *window) G_GNUC_WARN_UNUSED_RESULT;
SotongListDialog *sotong_templates_dialog_new    (SotongWindow *window) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
