/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
char    *sotong_feed_xml_decode       (const char *data,
                                       gsize       length,
                                       const char *charset) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_feed_xml_repair       (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char    *sotong_feed_xml_escape_texts (const char *xml) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_feed_xml_is_html      (const char *text);
G_END_DECLS
