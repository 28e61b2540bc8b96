/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/**
 * SotongSleepFunc:
 * @budget_ms: how long the machine waits at most, milliseconds; 0 when it has woken
 * @user_data: what was given with the function
 *
 * The machine is about to sleep or to be switched off (@budget_ms > 0): what is to be done before must be done when
 * the function returns. Or it has woken (0). Called in the guard's own thread.
 */
typedef void (*SotongSleepFunc) (guint    budget_ms,
                                 gpointer user_data);

#define SOTONG_TYPE_SLEEP_GUARD (sotong_sleep_guard_get_type ())
G_DECLARE_FINAL_TYPE (SotongSleepGuard, sotong_sleep_guard, SOTONG, SLEEP_GUARD, GObject)

SotongSleepGuard *sotong_sleep_guard_new   (SotongSleepFunc   func,
                                            gpointer          user_data) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_sleep_guard_block (SotongSleepGuard *self,
                                            const char       *why);
void              sotong_sleep_guard_stop  (SotongSleepGuard *self);
G_END_DECLS
