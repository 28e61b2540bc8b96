/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS
cairo_status_t sotong_pdf_write_cb (void                *replace,
                                    const unsigned char *data,
                                    unsigned int         length);
G_END_DECLS
