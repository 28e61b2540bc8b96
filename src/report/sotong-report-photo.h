/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"

G_BEGIN_DECLS
gboolean sotong_report_photo_is_kind (const char      *media_type);
gboolean sotong_report_photo_add     (SotongDocument  *document,
                                      GBytes          *file,
                                      double           max_width,
                                      double           max_height,
                                      const char      *caption,
                                      const char      *alt);
G_END_DECLS
