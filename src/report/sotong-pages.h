/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"

G_BEGIN_DECLS
/**
 * SotongPagesProgress:
 * @fraction: how much is done, 0 to 1
 * @data: the data given
 *
 * Called in the thread that works.
 */
typedef void (*SotongPagesProgress) (double   fraction,
                                     gpointer data);

#define SOTONG_TYPE_PAGES (sotong_pages_get_type ())
G_DECLARE_FINAL_TYPE (SotongPages, sotong_pages, SOTONG, PAGES, GObject)

SotongPages *sotong_pages_new         (SotongDocument       *document,
                                       SotongPagesProgress   progress,
                                       gpointer              progress_data,
                                       GCancellable         *cancellable,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;
guint        sotong_pages_get_n_pages (SotongPages          *self);
void         sotong_pages_get_size    (SotongPages          *self,
                                       double               *width,
                                       double               *height);
void         sotong_pages_draw        (SotongPages          *self,
                                       guint                 page,
                                       cairo_t              *cr);
G_END_DECLS
