/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-context.h"
#include "publish/sotong-publish-result.h"

G_BEGIN_DECLS
/* A cause that a person must see to, and how many posts it concerns. */
typedef struct {
  char   *id;          /* (owned): the same for the same cause, so that a later one takes its place */
  char   *title;       /* (owned) */
  char   *body;        /* (owned) */
  gint64  content_id;  /* the first */
  guint   n;
} SotongPublishingCause;

#define SOTONG_PUBLISHING_SIGN_IN "sign_in " /* a cause that begins so goes on with a channel's name */

#define SOTONG_TYPE_PUBLISHING (sotong_publishing_get_type ())
G_DECLARE_FINAL_TYPE (SotongPublishing, sotong_publishing, SOTONG, PUBLISHING, GObject)

SotongPublishing *sotong_publishing_new       (SotongContext       *context,
                                               GApplication        *application) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_publishing_stop      (SotongPublishing    *self);
void              sotong_publishing_run       (SotongPublishing    *self);
void              sotong_publishing_fetch_due (SotongPublishing *self);
const char       *sotong_publishing_target_of (const SotongPublishingCause *cause);
GPtrArray        *sotong_publishing_causes_of (GPtrArray           *news);
void              sotong_publishing_end_task  (SotongTask          *task,
                                               const SotongPublishResult *result,
                                               const char          *sentence);
void              sotong_publishing_tell      (SotongContext       *context,
                                               GPtrArray           *news);
void              sotong_publishing_tell_figures (SotongContext    *context,
                                               GApplication        *application,
                                               GPtrArray           *news);
G_END_DECLS
