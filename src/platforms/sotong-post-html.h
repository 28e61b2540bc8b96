/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
char       *sotong_post_html_from_text     (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean    sotong_post_html_says          (const char *html,
                                            const char *text);
gboolean    sotong_post_text_is_same       (const char *a,
                                            const char *b);
const char *sotong_post_html_get_extension (const char *media_type);
G_END_DECLS
