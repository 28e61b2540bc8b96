/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
char    *sotong_html_to_text       (const char *html,
                                    gssize      length) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_html_from_text     (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_html_escape        (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gsize    sotong_html_read_entity   (const char *text,
                                    gsize       length,
                                    gunichar   *out_character);
G_END_DECLS
