/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
#define SOTONG_ATTEMPT_ERROR (sotong_attempt_error_quark ())

/**
 * SotongAttemptError:
 * @SOTONG_ATTEMPT_ERROR_TAKEN: another process or thread is publishing it: leave it alone
 * @SOTONG_ATTEMPT_ERROR_CHANNEL_BUSY: another post is under way on the channel: wait for it
 * @SOTONG_ATTEMPT_ERROR_CHANGED: it was moved, deleted, published or edited since: leave it alone
 * @SOTONG_ATTEMPT_ERROR_WAITING: the platform asked for peace until later
 * @SOTONG_ATTEMPT_ERROR_LATE: its time is past by more than the workspace allows: it is to be noted as missed
 * @SOTONG_ATTEMPT_ERROR_NOT_ALLOWED: it may not go out as it is; the message says why
 *
 * Why a copy was not claimed.
 */
typedef enum {
  SOTONG_ATTEMPT_ERROR_TAKEN,
  SOTONG_ATTEMPT_ERROR_CHANNEL_BUSY,
  SOTONG_ATTEMPT_ERROR_CHANGED,
  SOTONG_ATTEMPT_ERROR_WAITING,
  SOTONG_ATTEMPT_ERROR_NOT_ALLOWED,
  SOTONG_ATTEMPT_ERROR_LATE,
} SotongAttemptError;
GQuark sotong_attempt_error_quark (void);

/* How long a claim of another machine counts as held; longer than any call may take. */
#define SOTONG_ATTEMPT_LEASE_S 180

/* Why a copy is to be sent, and so from which states it may be claimed. */
typedef enum {
  SOTONG_CLAIM_DUE,        /* scheduled, and its time has come */
  SOTONG_CLAIM_HAND_OVER,  /* scheduled for later, to wait on the platform */
  SOTONG_CLAIM_ASKED,      /* a person asked: also approved, failed, missed, and a draft where nothing is approved */
  SOTONG_CLAIM_AGAIN,      /* of unknown outcome, looked up, and surely not there */
} SotongClaimKind;

/* A file that goes out with a claimed copy. */
typedef struct {
  char   *file_name;
  char   *media_type;
  char   *alt_text;
  char   *sha256;
  GBytes *bytes;
  char   *remote_id;       /* (nullable): an earlier attempt stored it on the platform */
  char   *remote_url;      /* (nullable) */
} SotongClaimMedia;

/* A copy that this process holds, as it was read when it was claimed: nothing else is sent. */
typedef struct {
  gint64     attempt_id;
  gint64     copy_id;
  gint64     content_id;
  gint64     channel_id;
  char      *from_state;   /* what it goes back to when nothing was sent */
  char      *client_key;
  char      *title;
  char      *body;
  gint64     publish_at;   /* or SOTONG_NONE */
  gboolean   on_platform;
  gboolean   repeated;     /* an earlier attempt may have left a post there */
  gboolean   turned_away;  /* something there answered an earlier attempt with a refusal: the site, or what stands before it */
  gboolean   redirected;   /* and of those one with another address */
  gboolean   put_off;      /* something there answered an earlier attempt with: not ready (status 503) */
  gint64     put_off_at;   /* when the last such answer came, by the machine's clock; 0: none did */
  gboolean   denied;       /* since the last attempt that may have left it there, or was put off, a person has looked and not found it */
  gint64     first_sent_at; /* when the first such began, by the machine's clock; 0: none did */
  char      *step_id;      /* (nullable): the unfinished post that an attempt with the same text and files left there */
  char     **known_ids;    /* (nullable): the platform's ids of other copies on the channel; only when @repeated, @turned_away or @put_off */
  int        n_waits;      /* attempts in a row that ended with "wait" */
  gint64     cost_planned; /* won, or SOTONG_NONE */
  gint64     line_id;      /* budget line, or SOTONG_NONE */
  gboolean   thread;       /* a text too long for one post may go out as a thread */
  guint      part;         /* which post of its thread this is, from 1; 0: the whole */
  guint      n_parts;      /* how many it has; 0 likewise */
  char      *whole;        /* (nullable): the text of which @body is a part */
  char      *reply_to;     /* (nullable): the id there of the post before */
  char      *first_id;     /* (nullable): of the first post, when this is a later one */
  char      *first_url;    /* (nullable) */
  gboolean   unsent;       /* a look-up is of no use: this post of the thread was never sent */
  GPtrArray *media;        /* (element-type SotongClaimMedia): a later post of a thread has none */
} SotongClaim;

/* How the platform of a copy's channel wants a long text cut: %NULL when one post is enough. Called in the store's thread. */
typedef char **(*SotongSplitFunc) (const char *text,
                                   gpointer    user_data);

/* How an attempt ended and what becomes of the copy. */
typedef struct {
  const char *outcome;     /* ok, wait, renew, refused, unknown, not-sent */
  guint       http_status; /* 0: none came */
  gint64      duration_ms;
  const char *message;     /* a sentence, or empty */
  const char *state;       /* the copy's from now on */
  gint64      publish_at;  /* the copy's from now on, or SOTONG_NONE to leave it */
  const char *remote_id;   /* (nullable) */
  const char *remote_url;  /* (nullable) */
  gint64      wait_until;  /* the channel's, or SOTONG_NONE */
  const char *health;      /* (nullable): the channel's; %NULL leaves it */
  const char *found_text;  /* (nullable): the words it was found with, where those are not the claim's */
} SotongAttemptEnd;

/* What became of a look-up as it was noted. */
typedef struct {
  gint64    attempt_id;  /* its place in the log */
  gboolean  late;        /* another program has sent or settled the copy meanwhile: it was only logged */
  gboolean  open;        /* late, and whether the copy is out is not known, or is being made so right now */
  char     *twice;       /* (owned) (nullable): late, and it was found as another post than the one that is known: says so */
} SotongLooked;

/* A line of the log. */
typedef struct {
  gint64  id;
  gint64  content_id;
  gint64  copy_id;
  char   *title;
  char   *channel;
  char   *kind;            /* publish, look-up, by-hand, settle, missed */
  gint64  started_at;
  char   *outcome;         /* (nullable): %NULL while under way */
  guint   http_status;
  gint64  duration_ms;
  char   *message;
  guint   part;            /* of a thread, from 1; 0: the whole */
  guint   n_parts;
} SotongAttempt;

/* Whether this process still works on an attempt of its own. Called in the store's thread. */
typedef gboolean (*SotongAttemptActiveFunc) (gint64   attempt_id,
                                             gpointer user_data);

void         sotong_claim_free             (SotongClaim              *claim);
void         sotong_attempt_free           (SotongAttempt            *attempt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongClaim, sotong_claim_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongAttempt, sotong_attempt_free)

SotongClaim *sotong_attempt_claim          (SotongDb                 *db,
                                            gint64                    copy_id,
                                            SotongClaimKind           kind,
                                            gint64                    after_attempt,
                                            GError                  **error);
SotongClaim *sotong_attempt_claim_split    (SotongDb                 *db,
                                            gint64                    copy_id,
                                            SotongClaimKind           kind,
                                            gint64                    after_attempt,
                                            SotongSplitFunc           split,
                                            gpointer                  split_data,
                                            GError                  **error);
SotongClaim *sotong_attempt_claim_next     (SotongDb                 *db,
                                            gint64                    copy_id,
                                            SotongClaimKind           kind,
                                            SotongSplitFunc           split,
                                            gpointer                  split_data);
gboolean     sotong_claim_has_more         (const SotongClaim        *claim);
SotongClaim *sotong_attempt_go_on          (SotongDb                 *db,
                                            const SotongClaim        *claim,
                                            SotongSplitFunc           split,
                                            gpointer                  split_data,
                                            char                    **out_stopped,
                                            GError                  **error);
gboolean     sotong_attempt_may_claim      (SotongDb                 *db,
                                            gint64                    copy_id,
                                            SotongClaimKind           kind,
                                            GError                  **error);
gboolean     sotong_attempt_may_post       (SotongDb                 *db,
                                            gint64                    copy_id,
                                            gint64                    time,
                                            GError                  **error);
gboolean     sotong_attempt_store_step     (SotongDb                 *db,
                                            gint64                    copy_id,
                                            const char               *sha256,
                                            const char               *remote_id,
                                            const char               *remote_url,
                                            GError                  **error);
gboolean     sotong_attempt_store_post_step (SotongDb                *db,
                                            const SotongClaim        *claim,
                                            const char               *remote_id,
                                            GError                  **error);
gboolean     sotong_attempt_finish         (SotongDb                 *db,
                                            const SotongClaim        *claim,
                                            const SotongAttemptEnd   *end,
                                            gboolean                 *out_late,
                                            GError                  **error);
int          sotong_attempt_count_open     (SotongDb                 *db,
                                            GError                  **error);
int          sotong_attempt_recover        (SotongDb                 *db,
                                            SotongAttemptActiveFunc   is_active,
                                            gpointer                  user_data,
                                            GError                  **error);
SotongClaim *sotong_attempt_read_split     (SotongDb                 *db,
                                            gint64                    copy_id,
                                            SotongSplitFunc           split,
                                            gpointer                  split_data,
                                            GError                  **error);
SotongClaim *sotong_attempt_read           (SotongDb                 *db,
                                            gint64                    copy_id,
                                            GError                  **error);
gboolean     sotong_attempt_settled_at     (SotongDb                 *db,
                                            gint64                    attempt_id,
                                            gint64                   *out_time,
                                            GError                  **error);
gboolean     sotong_attempt_note_look_up   (SotongDb                 *db,
                                            const SotongClaim        *claim,
                                            const SotongAttemptEnd   *end,
                                            SotongLooked             *out_looked,
                                            GError                  **error);
gboolean     sotong_attempt_by_hand        (SotongDb                 *db,
                                            gint64                    copy_id,
                                            const char               *url,
                                            GError                  **error);
gboolean     sotong_attempt_count_unsent   (SotongDb                 *db,
                                            gint64                    copy_id,
                                            guint                    *out_n,
                                            GError                  **error);
char        *sotong_attempt_describe_there (guint                     n_unsent) G_GNUC_WARN_UNUSED_RESULT;
gboolean     sotong_attempt_settle         (SotongDb                 *db,
                                            gint64                    copy_id,
                                            gboolean                  published,
                                            const char               *url,
                                            const char               *remote_id,
                                            GError                  **error);
GPtrArray   *sotong_attempt_list           (SotongDb                 *db,
                                            gint64                    content_id,
                                            int                       limit,
                                            GError                  **error);
G_END_DECLS
