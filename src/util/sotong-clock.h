/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
#define SOTONG_TYPE_CLOCK (sotong_clock_get_type ())
G_DECLARE_FINAL_TYPE (SotongClock, sotong_clock, SOTONG, CLOCK, GObject)

SotongClock *sotong_clock_new_system (void) G_GNUC_WARN_UNUSED_RESULT;
SotongClock *sotong_clock_new_set    (gint64       now) G_GNUC_WARN_UNUSED_RESULT;
gint64       sotong_clock_now        (SotongClock *self);
gboolean     sotong_clock_is_set     (SotongClock *self);
G_END_DECLS
