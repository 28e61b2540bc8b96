/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-capabilities.h"

G_BEGIN_DECLS
char *sotong_editor_count_describe (const SotongCapabilities *can,
                                    const SotongCount        *count,
                                    guint                     n_posts,
                                    gboolean                 *out_over) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
