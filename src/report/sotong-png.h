/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS
GBytes *sotong_png_encode (cairo_surface_t *surface) G_GNUC_WARN_UNUSED_RESULT;
cairo_surface_t *sotong_png_decode (const guint8    *data,
                                    gsize            length) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
