/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

#include "store/sotong-db.h"

G_BEGIN_DECLS
/* What became of one copy in one run. */
typedef enum {
  SOTONG_PUBLISH_PUBLISHED,    /* out, and its id is known */
  SOTONG_PUBLISH_HANDED_OVER,  /* the platform has it and waits for its time */
  SOTONG_PUBLISH_WAITING,      /* not out; it stays scheduled and may be tried again later */
  SOTONG_PUBLISH_SIGN_IN,      /* not out; the sign-in must be renewed */
  SOTONG_PUBLISH_REFUSED,      /* not out; the platform says why */
  SOTONG_PUBLISH_UNKNOWN,      /* perhaps out; a person or a later look-up must say */
  SOTONG_PUBLISH_SKIPPED,      /* no attempt was made; the message says why and what to do */
  SOTONG_PUBLISH_CANCELLED,    /* stopped before anything was sent */
  SOTONG_PUBLISH_ELSEWHERE,    /* nothing to do: out already, changed, or in another program's hands */
  SOTONG_PUBLISH_MISSED,       /* not out, and too late to go out by itself: a person chooses */
  SOTONG_PUBLISH_PLANNED,      /* of a dry run: it would be sent, or looked up first */
  SOTONG_PUBLISH_CORRECTED,    /* it says there now what it says here */
  SOTONG_PUBLISH_WITHDRAWN,    /* it is not there any more */
  SOTONG_PUBLISH_BY_HAND,      /* a person has to post it: the platform lets no program in */
} SotongPublishState;

typedef struct {
  SotongPublishState state;
  gint64  content_id;
  gint64  copy_id;       /* 0: of none, see sotong_publish_result_is_of_run() */
  gint64  attempt_id;    /* 0 if none was made */
  char   *title;
  char   *channel;       /* its name */
  guint   http_status;   /* 0: none came */
  char   *remote_url;    /* (nullable) */
  char   *message;       /* a sentence; empty when all is well */
  gboolean shut_out;     /* refused for what the account is or may do: the post stays scheduled, if it was */
  gboolean edited;       /* what is out has the words from before it was edited: @message says so */
  gboolean twice;        /* it is out, and perhaps more than once: @message says so */
  gboolean overdue;      /* it waits on the platform although its time is long past: @message says so */
  gint64  cost_planned;  /* won, of what was published; SOTONG_NONE if none is planned: may be paid */
  gint64  line_id;       /* from which budget line, or SOTONG_NONE */
} SotongPublishResult;

SotongPublishResult *sotong_publish_result_new       (SotongPublishState         state,
                                                      const char                *message) G_GNUC_WARN_UNUSED_RESULT;
SotongPublishResult *sotong_publish_result_copy      (const SotongPublishResult *self) G_GNUC_WARN_UNUSED_RESULT;
void                 sotong_publish_result_free      (SotongPublishResult       *self);
gboolean             sotong_publish_result_is_well   (const SotongPublishResult *self);
gboolean             sotong_publish_result_is_of_run (const SotongPublishResult *self);
const char          *sotong_publish_state_get_name   (SotongPublishState         state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPublishResult, sotong_publish_result_free)
G_END_DECLS
