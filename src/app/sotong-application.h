/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_APPLICATION (sotong_application_get_type ())
G_DECLARE_FINAL_TYPE (SotongApplication, sotong_application, SOTONG, APPLICATION, AdwApplication)

SotongApplication *sotong_application_new          (SotongSettings    *settings) G_GNUC_WARN_UNUSED_RESULT;
SotongSettings    *sotong_application_get_settings (SotongApplication *self);
void               sotong_application_open_path    (SotongApplication *self,
                                                    const char        *path,
                                                    gboolean           create);
G_END_DECLS
