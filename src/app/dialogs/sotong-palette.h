/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PALETTE (sotong_palette_get_type ())
G_DECLARE_FINAL_TYPE (SotongPalette, sotong_palette, SOTONG, PALETTE, GtkWindow)

SotongPalette *sotong_palette_new     (SotongWindow  *window,
                                       GMenuModel    *menu) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_palette_type    (SotongPalette *self,
                                       const char    *text);
gboolean       sotong_palette_is_busy (SotongPalette *self);
const char    *sotong_palette_get_row (SotongPalette *self,
                                       guint          n);
gboolean       sotong_palette_has_action (SotongPalette *self,
                                         const char    *action);
void           sotong_palette_move    (SotongPalette *self,
                                       int            by);
void           sotong_palette_enter   (SotongPalette *self);
G_END_DECLS
