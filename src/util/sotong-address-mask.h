/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
char     *sotong_address_mask      (const char *url,
                                    const char *author) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_address_is_masked (const char *url);
G_END_DECLS
