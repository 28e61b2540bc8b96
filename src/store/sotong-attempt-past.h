/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-attempt.h"

G_BEGIN_DECLS
gboolean   sotong_attempt_is_other           (SotongDb           *db,
                                              const SotongClaim  *claim,
                                              const char         *remote_id,
                                              gboolean           *out_other,
                                              GError            **error);
char     **sotong_attempt_list_earlier_texts (SotongDb           *db,
                                              const SotongClaim  *claim,
                                              GError            **error);
gboolean   sotong_attempt_had_other_files    (SotongDb           *db,
                                              const SotongClaim  *claim,
                                              gboolean           *out_other,
                                              GError            **error);
G_END_DECLS
