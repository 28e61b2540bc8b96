/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-account.h"

G_BEGIN_DECLS
char     *sotong_post_address_dup_id   (const SotongAccount  *account,
                                        const char           *url,
                                        guint                 n_files) G_GNUC_WARN_UNUSED_RESULT;
char     *sotong_post_address_dup_slug (const SotongAccount  *account,
                                        const char           *url) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_post_address_is_same  (const char           *a,
                                        const char           *b);
gboolean  sotong_post_address_fits     (const SotongAccount  *account,
                                        const char           *url);
char     *sotong_post_address_describe_places (const SotongAccount *account) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
