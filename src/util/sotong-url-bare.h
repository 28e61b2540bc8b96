/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
char *sotong_url_bare (const char *url) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
