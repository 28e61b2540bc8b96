/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
#define SOTONG_TYPE_SETTINGS (sotong_settings_get_type ())
G_DECLARE_FINAL_TYPE (SotongSettings, sotong_settings, SOTONG, SETTINGS, GObject)

SotongSettings *sotong_settings_new                (const char     *path) G_GNUC_WARN_UNUSED_RESULT;
const char     *sotong_settings_get_language       (SotongSettings *self);
void            sotong_settings_set_language       (SotongSettings *self,
                                                    const char     *language);
const char     *sotong_settings_get_color_scheme   (SotongSettings *self);
void            sotong_settings_set_color_scheme   (SotongSettings *self,
                                                    const char     *color_scheme);
gboolean        sotong_settings_get_hide_authors   (SotongSettings *self);
void            sotong_settings_set_hide_authors   (SotongSettings *self,
                                                    gboolean        hide_authors);
const char     *sotong_settings_get_workspace      (SotongSettings *self);
void            sotong_settings_set_workspace      (SotongSettings *self,
                                                    const char     *path);
GVariant       *sotong_settings_get_layout         (SotongSettings *self);
void            sotong_settings_set_layout         (SotongSettings *self,
                                                    GVariant       *layout);
void            sotong_settings_get_window         (SotongSettings *self,
                                                    int            *width,
                                                    int            *height,
                                                    gboolean       *maximized);
void            sotong_settings_set_window         (SotongSettings *self,
                                                    int             width,
                                                    int             height,
                                                    gboolean        maximized);
GStrv           sotong_settings_get_used           (SotongSettings *self) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_settings_add_used           (SotongSettings *self,
                                                    const char     *key);
gint64          sotong_settings_get_clock_closed   (SotongSettings *self,
                                                    const char     *workspace);
void            sotong_settings_set_clock_closed   (SotongSettings *self,
                                                    const char     *workspace,
                                                    gint64          until);
gboolean        sotong_settings_save               (SotongSettings *self,
                                                    GError        **error);
G_END_DECLS
