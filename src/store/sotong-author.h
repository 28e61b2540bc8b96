/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-store.h"

G_BEGIN_DECLS
#define SOTONG_AUTHOR_MOST_ALIKE 10 /* names that are told where several may be meant */

GStrv     sotong_author_find       (SotongDb    *db,
                                    const char  *text,
                                    GError     **error);
char     *sotong_author_dup_handle (const char  *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_author_has_handle (const char  *name,
                                    const char  *text);
G_END_DECLS
