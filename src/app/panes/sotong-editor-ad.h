/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "store/sotong-advertisement.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_AD (sotong_editor_ad_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorAd, sotong_editor_ad, SOTONG, EDITOR_AD, GtkWidget)

GtkWidget *sotong_editor_ad_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_editor_ad_show (SotongEditorAd            *self,
                                  const SotongAdvertisement *ad,
                                  GPtrArray                 *entries);
void       sotong_editor_ad_type (SotongEditorAd            *self,
                                  const char                *spend,
                                  const char                *clicks);
G_END_DECLS
