/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"

G_BEGIN_DECLS
void sotong_alert_mail_form_present  (SotongWindow *window);
void sotong_alert_names_form_present (SotongWindow *window);
G_END_DECLS
