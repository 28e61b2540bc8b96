/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "util/sotong-count.h"

G_BEGIN_DECLS
#define SOTONG_THREAD_MAX 25 /* posts of a thread: more is a flood that networks stop */

char **sotong_split (SotongCountKind  kind,
                     const char      *text,
                     gsize            limit) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
