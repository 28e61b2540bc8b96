/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS
/* Takes bytes in their order; a status that is not success ends the writing. */
typedef cairo_status_t (*SotongPngWrite) (void                *closure,
                                          const unsigned char *data,
                                          unsigned int         length);

cairo_status_t sotong_png_write (cairo_surface_t *surface,
                                 SotongPngWrite   write,
                                 void            *closure);
G_END_DECLS
