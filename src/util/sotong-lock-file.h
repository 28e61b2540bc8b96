/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
int sotong_lock_file_open (const char *kind,
                           const char *key);
G_END_DECLS
