/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
char       *sotong_post_html_from_text     (const char *text) G_GNUC_WARN_UNUSED_RESULT;
const char *sotong_post_html_get_extension (const char *media_type);
G_END_DECLS
