/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <pango/pango.h>

G_BEGIN_DECLS
gboolean sotong_words_keep (PangoAttrList *attributes,
                            const char    *text,
                            int            longest);
G_END_DECLS
