/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
char     *sotong_name_clean     (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char     *sotong_name_mask      (const char *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_name_is_masked (const char *name);
G_END_DECLS
