/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-graph-private.h"

G_BEGIN_DECLS
/* How a site of the Graph API publishes in two steps: a container is made, which nobody sees, and then published,
 * which works once. */
typedef struct {
  const char            *state_member;   /* "status_code" */
  const char            *reason_member;  /* "status" */
  const char            *publish_edge;   /* "media_publish" */
  const char            *url_member;     /* "permalink" */
  const SotongGraphList *list;           /* the account's posts */
  const SotongGraphList *replies;        /* (nullable): where those stand that answer another, if not there */
  guint                  interval_ms;    /* between two questions whether it is ready */
  guint                  max_waits;

  /* Makes the container, and those in it; %NULL with @out_id set, or why not. */
  SotongReply *(*make) (SotongGraph       *graph,
                        const SotongPost  *post,
                        GCancellable      *cancellable,
                        char             **out_id);
} SotongContainerKind;

SotongReply *sotong_container_publish (SotongGraph               *graph,
                                       const SotongContainerKind *kind,
                                       const SotongPost          *post,
                                       SotongPlatformStepFunc     step,
                                       gpointer                   step_data,
                                       GCancellable              *cancellable) G_GNUC_WARN_UNUSED_RESULT;
SotongLookUp sotong_container_look_up (SotongGraph               *graph,
                                       const SotongContainerKind *kind,
                                       const SotongPost          *post,
                                       GCancellable              *cancellable,
                                       SotongReply              **out_reply);
SotongReply *sotong_container_create  (SotongGraph               *graph,
                                       const char                *edge,
                                       GPtrArray                 *fields,
                                       GCancellable              *cancellable,
                                       char                     **out_id) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_container_wait    (SotongGraph               *graph,
                                       const SotongContainerKind *kind,
                                       const char                *id,
                                       GCancellable              *cancellable) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_container_check_media (SotongGraph           *graph,
                                       const SotongPost          *post) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
