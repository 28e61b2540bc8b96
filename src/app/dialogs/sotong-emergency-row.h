/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "plan/sotong-emergency-text.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EMERGENCY_ROW (sotong_emergency_row_get_type ())
G_DECLARE_FINAL_TYPE (SotongEmergencyRow, sotong_emergency_row, SOTONG, EMERGENCY_ROW, GtkListBoxRow)

SotongEmergencyRow        *sotong_emergency_row_new         (const SotongChannel       *channel) G_GNUC_WARN_UNUSED_RESULT;
const SotongChannel       *sotong_emergency_row_get_channel (SotongEmergencyRow        *self);
const SotongEmergencyText *sotong_emergency_row_get_text    (SotongEmergencyRow        *self);
gboolean                   sotong_emergency_row_get_chosen  (SotongEmergencyRow        *self);
void                       sotong_emergency_row_set_chosen  (SotongEmergencyRow        *self,
                                                             gboolean                   chosen);
void                       sotong_emergency_row_set_fixed   (SotongEmergencyRow        *self,
                                                             gboolean                   fixed);
void                       sotong_emergency_row_set_text    (SotongEmergencyRow        *self,
                                                             const SotongEmergencyText *text);
void                       sotong_emergency_row_set_outcome (SotongEmergencyRow        *self,
                                                             const char                *words,
                                                             const char                *css_class);
char                      *sotong_emergency_row_count       (const SotongEmergencyText *text) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
