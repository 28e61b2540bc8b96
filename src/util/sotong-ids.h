/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
gboolean sotong_ids_contain (const GArray *ids,
                             gint64        id);
G_END_DECLS
