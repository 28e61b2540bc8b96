/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

G_BEGIN_DECLS
AdwToast *sotong_toast_new     (const char           *text) G_GNUC_WARN_UNUSED_RESULT;
void      sotong_toast_show_in (AdwPreferencesWindow *window,
                                const char           *text);
G_END_DECLS
