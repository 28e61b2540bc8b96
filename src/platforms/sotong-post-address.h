/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-account.h"

G_BEGIN_DECLS
char *sotong_post_address_dup_id (const SotongAccount  *account,
                                  const char           *url,
                                  guint                 n_files) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
