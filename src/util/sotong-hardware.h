/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
char    *sotong_hardware_dup_ids (const char *salt) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_hardware_differs (const char *ids,
                                  const char *other);
gboolean sotong_hardware_is_same (const char *ids,
                                  const char *other);
void     sotong_hardware_set_sys (const char *folder);
G_END_DECLS
