/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
gboolean sotong_syllable_is_common (gunichar c);
G_END_DECLS
