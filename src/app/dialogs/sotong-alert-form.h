/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/sotong-context.h"
#include "store/sotong-alert.h"

G_BEGIN_DECLS
void sotong_alert_form_present       (GtkWindow              *parent,
                                      SotongContext          *context,
                                      const SotongAlertRule  *rule);
void sotong_alert_stage_form_present (GtkWindow              *parent,
                                      SotongContext          *context,
                                      const SotongAlertEvent *event);
G_END_DECLS
