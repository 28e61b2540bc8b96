/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* What this workspace has put into a CalDAV collection, and as what the server knows it. */
typedef struct {
  char *name;    /* the last part of its address */
  char *etag;    /* "" if the server did not say */
  char *digest;  /* of what was sent */
} SotongCaldavResource;

SotongCaldavResource *sotong_caldav_resource_new    (const char            *name,
                                                     const char            *etag,
                                                     const char            *digest) G_GNUC_WARN_UNUSED_RESULT;
void                  sotong_caldav_resource_free   (SotongCaldavResource  *resource);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCaldavResource, sotong_caldav_resource_free)

GHashTable           *sotong_caldav_resource_load   (SotongDb              *db,
                                                     const char            *collection,
                                                     GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean              sotong_caldav_resource_keep   (SotongDb                    *db,
                                                     const char                  *collection,
                                                     const SotongCaldavResource  *resource,
                                                     GError                     **error);
gboolean              sotong_caldav_resource_forget (SotongDb              *db,
                                                     const char            *collection,
                                                     const char            *name,
                                                     GError               **error);
G_END_DECLS
