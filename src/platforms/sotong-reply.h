/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib-object.h>

G_BEGIN_DECLS
/* How a call to a platform ended, and so what to do next. */
typedef enum {
  SOTONG_OUTCOME_OK,       /* done, and the platform's id is known */
  SOTONG_OUTCOME_WAIT,     /* not done; try again, not before retry_at */
  SOTONG_OUTCOME_RENEW,    /* not done; the sign-in must be renewed */
  SOTONG_OUTCOME_REFUSED,  /* not done; trying again as it is cannot help */
  SOTONG_OUTCOME_UNKNOWN,  /* perhaps done: look it up, never send again blindly */
} SotongOutcome;

/* Whether a post is on the platform. */
typedef enum {
  SOTONG_LOOK_UP_FOUND,
  SOTONG_LOOK_UP_ABSENT,       /* the platform surely does not have it */
  SOTONG_LOOK_UP_CANNOT_TELL,
} SotongLookUp;

/* The answer to one call. */
typedef struct {
  SotongOutcome  outcome;
  gboolean       sent;          /* the platform may have received the call that decided the outcome */
  gboolean       cancelled;     /* the person stopped it */
  guint          http_status;   /* 0: no status came */
  char          *remote_id;     /* (nullable): the post's id on the platform; for a check, the account's */
  char          *remote_url;    /* (nullable): its public address; for a renewal, the server that has the account, where that is told */
  char          *remote_state;  /* (nullable): as the platform says: "publish", "future" */
  char          *account_name;  /* (nullable): for a check, the name the platform shows */
  char         **names;         /* (nullable): for a check, all by which the platform itself knows the account; first the one to be kept */
  char          *moved_to;      /* (nullable): the other address that was answered instead, as a person reads it */
  gboolean       unsure;        /* WAIT, of a call that makes a post, where what stands before the platform may have passed it on */
  gboolean       shut_out;      /* refused for what the account is or may do: any other post of it would meet the same */
  gboolean       by_page;       /* refused, or put off, with a web page: perhaps by something that stands before the platform */
  char          *message;       /* (not nullable): a sentence for the person; empty when all is well */
  gint64         retry_at;      /* seconds since 1970 UTC; 0: the platform named no time */
  gint64         slow_until;    /* whatever the outcome: before it the platform wants to be asked nothing that can wait, seconds since 1970 UTC; 0: it asks for no pause */
  gint64         expires_at;    /* of a check or a renewal: when the sign-in ends, seconds since 1970 UTC; 0: not known, or never */
  gint64         quota_left;    /* of a check: posts that the platform takes yet in its own period; -1: not known */
  gint64         text_limit;    /* of a check: how long a post may be on the account's server, in the platform's units; 0: not told */
} SotongReply;

/* The state of what waited on a platform and does not any more, because it cannot be changed there: it is to be sent anew. */
#define SOTONG_REPLY_TAKEN_BACK "taken-back"

#define SOTONG_TYPE_REPLY (sotong_reply_get_type ())
GType        sotong_reply_get_type      (void);
SotongReply *sotong_reply_new           (SotongOutcome      outcome,
                                         const char        *message) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_reply_copy          (const SotongReply *self) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_reply_free          (SotongReply       *self);
const char  *sotong_outcome_get_name    (SotongOutcome      outcome);
gboolean     sotong_outcome_from_name   (const char        *name,
                                         SotongOutcome     *out_outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongReply, sotong_reply_free)
G_END_DECLS
