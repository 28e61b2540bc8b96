/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* The CalDAV collection that a workspace publishes its calendar to. Its password is in the keyring. */
typedef struct {
  char     *url;     /* "" if there is none */
  char     *user;
  gboolean  follows; /* changes of the plan are sent by themselves while the window is open */
} SotongCalendarTarget;

#define SOTONG_CALENDAR_TARGET_ID "calendar" /* of its secret */

SotongCalendarTarget *sotong_calendar_target_new   (const char                  *url,
                                                    const char                  *user,
                                                    gboolean                     follows) G_GNUC_WARN_UNUSED_RESULT;
void                  sotong_calendar_target_free  (SotongCalendarTarget        *target);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCalendarTarget, sotong_calendar_target_free)

SotongCalendarTarget *sotong_calendar_target_load  (SotongDb                    *db,
                                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean              sotong_calendar_target_save  (SotongDb                    *db,
                                                    const SotongCalendarTarget  *target,
                                                    GError                     **error);
gboolean              sotong_calendar_target_check (const char                  *url,
                                                    GError                     **error);
G_END_DECLS
