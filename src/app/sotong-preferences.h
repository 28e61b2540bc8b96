/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/sotong-settings.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PREFERENCES (sotong_preferences_get_type ())
G_DECLARE_FINAL_TYPE (SotongPreferences, sotong_preferences, SOTONG, PREFERENCES, AdwPreferencesWindow)

SotongPreferences *sotong_preferences_new (GtkWindow      *parent,
                                           SotongSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
