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

/* The mentions with whose addresses something came lately: for one transaction. */
typedef struct _SotongSharedAddresses SotongSharedAddresses;

SotongSharedAddresses *sotong_shared_addresses_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void                   sotong_shared_addresses_free (SotongSharedAddresses *self);

gboolean sotong_shared_address_look     (SotongSharedAddresses     *self,
                                         SotongDb                  *db,
                                         gint64                     source_id,
                                         const SotongMentionInput  *input,
                                         SotongAddressUse          *out_use,
                                         GError                   **error);
char    *sotong_shared_address_make_key (const SotongMentionInput  *input) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_shared_address_give_way (SotongSharedAddresses     *self,
                                         SotongDb                  *db,
                                         const char                *key,
                                         gboolean                  *out_gave,
                                         GError                   **error);
gboolean sotong_shared_address_get_own  (SotongDb                  *db,
                                         gint64                     mention_id,
                                         const char                *key,
                                         char                     **out_own,
                                         GError                   **error);
gboolean sotong_shared_address_may_be   (const SotongMentionInput  *input,
                                         gint64                     published_at);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSharedAddresses, sotong_shared_addresses_free)
G_END_DECLS
