/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
char    *sotong_text_clean        (const char *text,
                                   gssize      length,
                                   gsize       max_bytes) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_text_is_clean     (const char *text,
                                   gsize       length);
char    *sotong_text_single_line  (const char *text,
                                   gsize       max_chars) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_text_name         (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_text_fold         (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_text_close_up     (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_text_short_name   (const char *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_text_is_blank     (const char *text);
G_END_DECLS
