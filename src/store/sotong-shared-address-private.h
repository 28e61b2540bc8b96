/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-mention-writer.h"

G_BEGIN_DECLS
/* What something is to the mention that has its address already. */
typedef enum {
  SOTONG_ADDRESS_SAME,     /* the same thing again */
  SOTONG_ADDRESS_ANOTHER,  /* a comment below it, or below the same article */
  SOTONG_ADDRESS_OWNER,    /* the article, and the mention is a comment below it */
} SotongAddressUse;

gboolean sotong_shared_address_look     (SotongDb                  *db,
                                         gint64                     source_id,
                                         const SotongMentionInput  *input,
                                         SotongAddressUse          *out_use,
                                         GError                   **error);
char    *sotong_shared_address_make_key (const SotongMentionInput  *input) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_shared_address_give_way (SotongDb                  *db,
                                         const char                *key,
                                         gboolean                  *out_gave,
                                         GError                   **error);
gboolean sotong_shared_address_is_alike (const char                *a,
                                         const char                *b,
                                         gboolean                   by_title);
G_END_DECLS
