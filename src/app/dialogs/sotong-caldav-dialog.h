/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"
#include "exchange/sotong-calendar-target.h"

G_BEGIN_DECLS
void sotong_caldav_dialog_present (SotongWindow               *window,
                                   const SotongCalendarTarget *target);
G_END_DECLS
