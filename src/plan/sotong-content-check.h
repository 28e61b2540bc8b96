/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "plan/sotong-media-check.h"

G_BEGIN_DECLS
GPtrArray *sotong_content_check (const SotongContent *content,
                                 GPtrArray           *files,
                                 GPtrArray           *link_rules) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
