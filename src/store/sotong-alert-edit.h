/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-alert.h"

G_BEGIN_DECLS
#define SOTONG_ALERT_BY_HAND (-1) /* the rule of a stage that a person set */

gboolean sotong_alert_rule_edit         (SotongDb                *db,
                                         const SotongAlertRule   *rule,
                                         GError                 **error);
gint64   sotong_alert_set_stage         (SotongDb                *db,
                                         gint64                   topic_id,
                                         SotongAlertStage         stage,
                                         const char              *reason,
                                         const char              *told,
                                         GError                 **error);
gboolean sotong_alert_is_watched        (SotongDb                *db,
                                         gint64                   topic_id,
                                         gboolean                *out_watched,
                                         GError                 **error);

/* sotong-alert.c, for this module alone */
gboolean sotong_alert_rule_check        (SotongDb                *db,
                                         const SotongAlertRule   *rule,
                                         GError                 **error);
gboolean sotong_alert_rule_begin_change (SotongDb                *db,
                                         const char              *action,
                                         gint64                   id,
                                         GError                 **error);
G_END_DECLS
