/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
void     sotong_i18n_init         (const char *language);
gboolean sotong_i18n_has_language (const char *code);
gboolean sotong_i18n_is_korean    (void);
gboolean sotong_i18n_wants_english (void);
void     sotong_i18n_set_command  (gboolean is_command_line);
gboolean sotong_i18n_is_command   (void);

/* What to do next is another thing for who types commands than for who sits in the window: both sentences, whole and translated. */
#define SOTONG_SAY(command, window) (sotong_i18n_is_command () ? (command) : (window))
G_END_DECLS
