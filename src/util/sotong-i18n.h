/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
void     sotong_i18n_init         (const char *language);
gboolean sotong_i18n_has_language (const char *code);
gboolean sotong_i18n_is_korean    (void);
G_END_DECLS
