/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
const char * const *sotong_content_type_list      (void);
const char         *sotong_content_type_get_label (const char *type);
gboolean            sotong_content_type_is_known  (const char *type);
G_END_DECLS
