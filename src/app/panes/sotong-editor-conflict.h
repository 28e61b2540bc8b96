/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"

G_BEGIN_DECLS
char *sotong_editor_conflict_what (const SotongContent *base,
                                   const SotongContent *now) G_GNUC_WARN_UNUSED_RESULT;
char *sotong_editor_conflict_text (const SotongContent *base,
                                   const SotongContent *now,
                                   GPtrArray           *changes,
                                   GTimeZone           *zone) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
