/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <json-glib/json-glib.h>

#include "platforms/sotong-platform.h"

G_BEGIN_DECLS
/* Where the workspace's clock is set, a server on trial may follow it, and between two runs it may be moved on by hours. */
#define SOTONG_CALL_SET_SLACK_S (12 * 60 * 60)

/* One call of a connector and what came of it. On the stack; begins as zeroes. */
typedef struct {
  SotongPlatform      *platform;  /* (unowned) */
  const SotongAccount *account;   /* (unowned) */
  SotongHttpRequest   *request;   /* (owned) */
  SotongHttpResponse  *response;  /* (owned) (nullable): the answer, of whatever status */
  JsonNode            *root;      /* (owned) (nullable): of an answer that is JSON */
  JsonObject          *body;      /* (unowned) (nullable): @root if it is an object */
  GError              *error;     /* (owned) (nullable): why there is no answer */
} SotongCall;

void         sotong_call_begin      (SotongCall          *self,
                                     SotongPlatform      *platform,
                                     const SotongAccount *account,
                                     const char          *method,
                                     const char          *url);
void         sotong_call_set_json   (SotongCall          *self,
                                     GBytes              *json);
void         sotong_call_set_multipart (SotongCall       *self,
                                     SoupMultipart       *parts);
void         sotong_call_run        (SotongCall          *self,
                                     GCancellable        *cancellable);
void         sotong_call_run_paced  (SotongCall          *self,
                                     guint                least_ms,
                                     GCancellable        *cancellable);
gboolean     sotong_call_has_status (const SotongCall    *self,
                                     guint                status);
SotongReply *sotong_call_succeed    (const SotongCall    *self) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_call_fail       (SotongCall          *self,
                                     gboolean             changes) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_call_fail_because (SotongCall        *self,
                                     const char          *reason,
                                     gboolean             changes) G_GNUC_WARN_UNUSED_RESULT;
gint64       sotong_call_get_now    (SotongPlatform      *platform);
gint64       sotong_call_get_server_now (const SotongCall *self);
gint64       sotong_call_from_server_time (const SotongCall *self,
                                     gint64               then);
void         sotong_call_clear      (SotongCall          *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongCall, sotong_call_clear)
G_END_DECLS
