/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
gboolean sotong_csv_is_formula (const char *text);
G_END_DECLS
