/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
gboolean    sotong_charset_is_korean  (const char    *name);
const char *sotong_charset_from_bom   (const guint8  *data,
                                       gsize          length,
                                       gsize         *bom_length);
const char *sotong_charset_guess_utf16 (const char   *data,
                                        gsize         length);
char       *sotong_charset_decode     (const char    *data,
                                       gsize          length,
                                       const char    *charset,
                                       guint         *n_wrong) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_charset_decode_any (const char    *data,
                                       gsize          length,
                                       const char    *declared,
                                       const char   **out_charset) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_charset_decode_text (const char   *data,
                                        gsize         length,
                                        gsize        *out_wrong_at) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
