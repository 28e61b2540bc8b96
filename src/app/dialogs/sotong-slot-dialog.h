/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/sotong-context.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_SLOT_DIALOG (sotong_slot_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SotongSlotDialog, sotong_slot_dialog, SOTONG, SLOT_DIALOG, AdwWindow)

SotongSlotDialog *sotong_slot_dialog_present (GtkWindow        *parent,
                                              SotongContext    *context,
                                              gint64            channel_id,
                                              const char       *channel);
guint             sotong_slot_dialog_get_n   (SotongSlotDialog *self);
gboolean          sotong_slot_dialog_is_busy (SotongSlotDialog *self);
void              sotong_slot_dialog_add     (SotongSlotDialog *self);
void              sotong_slot_dialog_remove  (SotongSlotDialog *self,
                                              gint64            id);
G_END_DECLS
