/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
gboolean sotong_renderer_has_card (const char *devices);
void     sotong_renderer_choose   (const char *devices);
G_END_DECLS
