/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-http.h"

G_BEGIN_DECLS
#define SOTONG_CALDAV_ERROR (sotong_caldav_error_quark ())
typedef enum {
  SOTONG_CALDAV_ERROR_SIGN_IN,       /* the user or the password is not accepted */
  SOTONG_CALDAV_ERROR_NOT_CALENDAR,  /* the address is no calendar collection */
  SOTONG_CALDAV_ERROR_REFUSED,       /* the server does not want this entry */
  SOTONG_CALDAV_ERROR_BUSY,          /* the server cannot now; try again later */
  SOTONG_CALDAV_ERROR_CHANGED,       /* the entry is not as it was thought to be */
  SOTONG_CALDAV_ERROR_LOST,          /* the call may have arrived, its answer did not */
  SOTONG_CALDAV_ERROR_BAD_REPLY,     /* an answer that makes no sense */
} SotongCaldavError;
GQuark sotong_caldav_error_quark (void);

/* A calendar collection on a server, for one worker thread. All calls block. */
typedef struct _SotongCaldav SotongCaldav;

SotongCaldav *sotong_caldav_new     (SotongHttp     *http,
                                     const char     *url,
                                     const char     *user,
                                     const char     *password) G_GNUC_WARN_UNUSED_RESULT;
void          sotong_caldav_free    (SotongCaldav   *self);
const char   *sotong_caldav_get_url (SotongCaldav   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCaldav, sotong_caldav_free)

GHashTable   *sotong_caldav_list    (SotongCaldav   *self,
                                     GCancellable   *cancellable,
                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;
char         *sotong_caldav_get     (SotongCaldav   *self,
                                     const char     *name,
                                     char          **out_etag,
                                     GCancellable   *cancellable,
                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      sotong_caldav_put     (SotongCaldav   *self,
                                     const char     *name,
                                     const char     *etag,
                                     const char     *text,
                                     char          **out_etag,
                                     GCancellable   *cancellable,
                                     GError        **error);
gboolean      sotong_caldav_delete  (SotongCaldav   *self,
                                     const char     *name,
                                     const char     *etag,
                                     GCancellable   *cancellable,
                                     GError        **error);
G_END_DECLS
