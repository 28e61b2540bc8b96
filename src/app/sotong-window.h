/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/sotong-settings.h"
#include "app/sotong-workbench.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_WINDOW (sotong_window_get_type ())
G_DECLARE_FINAL_TYPE (SotongWindow, sotong_window, SOTONG, WINDOW, AdwApplicationWindow)

SotongWindow    *sotong_window_new            (GtkApplication *application,
                                               SotongSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
SotongWorkbench *sotong_window_get_workbench  (SotongWindow   *self);
SotongSettings  *sotong_window_get_settings   (SotongWindow   *self);
SotongContext   *sotong_window_get_context    (SotongWindow   *self);
void             sotong_window_set_context    (SotongWindow   *self,
                                               SotongContext  *context,
                                               const char     *name);
void             sotong_window_set_name       (SotongWindow   *self,
                                               const char     *name);
void             sotong_window_set_busy       (SotongWindow   *self,
                                               const char     *text,
                                               GCancellable   *cancellable);
void             sotong_window_show_error     (SotongWindow   *self,
                                               const char     *heading,
                                               const GError   *error);
void             sotong_window_toast          (SotongWindow   *self,
                                               const char     *text,
                                               gboolean        offer_undo);
void             sotong_window_toast_button   (SotongWindow   *self,
                                               const char     *text,
                                               const char     *label,
                                               const char     *action);
gboolean         sotong_window_is_held         (SotongWindow    *self);
void             sotong_window_go_to_hold      (SotongWindow    *self);
G_END_DECLS
