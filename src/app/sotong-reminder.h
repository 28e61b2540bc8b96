/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "store/sotong-case.h"

G_BEGIN_DECLS
typedef struct _SotongReminder SotongReminder;

SotongReminder *sotong_reminder_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_reminder_free (SotongReminder  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongReminder, sotong_reminder_free)
gboolean        sotong_reminder_look (SotongReminder  *self,
                                      GPtrArray       *cases,
                                      gint64           now,
                                      GTimeZone       *zone,
                                      char           **out_title,
                                      char           **out_body);
G_END_DECLS
