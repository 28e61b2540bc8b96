/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* What was paid for a content of type “advertisement”, and what it brought. */
typedef struct {
  gint64  content_id;
  char   *title;       /* filled when read */
  char   *platform;    /* where it ran */
  gint64  boosted_id;  /* the content that it shows, or SOTONG_NONE */
  char   *boosted;     /* (nullable): its title; filled when read */
  char   *starts_on;   /* (nullable): YYYY-MM-DD */
  char   *ends_on;     /* (nullable): the last day */
  gint64  spend;       /* won, or SOTONG_NONE */
  gint64  reach;       /* people, or SOTONG_NONE */
  gint64  clicks;      /* or SOTONG_NONE */
} SotongAdvertisement;

SotongAdvertisement *sotong_advertisement_new  (gint64                      content_id) G_GNUC_WARN_UNUSED_RESULT;
void                 sotong_advertisement_free (SotongAdvertisement        *ad);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongAdvertisement, sotong_advertisement_free)

SotongAdvertisement *sotong_advertisement_get  (SotongDb                   *db,
                                                gint64                      content_id,
                                                GError                    **error);
GPtrArray           *sotong_advertisement_list (SotongDb                   *db,
                                                int                         year,
                                                GError                    **error);
gboolean             sotong_advertisement_set  (SotongDb                   *db,
                                                const SotongAdvertisement  *ad,
                                                GError                    **error);
gint64               sotong_advertisement_find (SotongDb                   *db,
                                                const char                 *title,
                                                const char                 *starts_on,
                                                const char                 *platform,
                                                GHashTable                 *taken,
                                                GError                    **error);
gint64               sotong_advertisement_add  (SotongDb                   *db,
                                                const char                 *title,
                                                SotongAdvertisement        *ad,
                                                GError                    **error);
G_END_DECLS
