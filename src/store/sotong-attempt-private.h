/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-attempt.h"
#include "store/sotong-db-private.h"

G_BEGIN_DECLS
/* A copy as it stands, with what decides whether it may go out. */
typedef struct {
  gint64    content_id;
  gint64    channel_id;
  char     *channel;
  char     *state;
  gint64    claim_id;
  gint64    publish_at;
  gboolean  on_platform;
  gboolean  removed;         /* the copy, its content or its channel */
  char     *remote_id;       /* (nullable) */
  char     *client_key;
  char     *title;
  char     *body;
  gboolean  thread;
  gint64    wait_until;
  gint64    cost_planned;
  gint64    line_id;
} SotongCopyRow;

SotongCopyRow *sotong_copy_row_read    (SotongDb       *db,
                                        gint64          copy_id,
                                        GError        **error);
void           sotong_copy_row_free    (SotongCopyRow  *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCopyRow, sotong_copy_row_free)

/* Of a channel's state: the account is not let in, so that its wait_until is a rest that the program takes of itself. It is never longer than this. */
#define SOTONG_REST_MAX_S 3600
#define SOTONG_IS_REST(now) \
  "channel_state.health IN ('sign-in', 'refused') AND channel_state.wait_until <= " now " + " G_STRINGIFY (SOTONG_REST_MAX_S)

/* Channels "other" of $1: a platform counts what an account does, whatever channels use it; a site of one's own does not. */
#define SOTONG_SAME_ACCOUNT \
  "(other.id = $1 OR (other.platform NOT IN ('practice', 'wordpress', 'ghost') AND other.user_name <> ''" \
  " AND EXISTS (SELECT 1 FROM channel AS mine WHERE mine.id = $1 AND mine.platform = other.platform" \
  " AND mine.url = other.url AND mine.user_name = other.user_name)))"

/* Of an attempt that no program here has made: the copy was doubted, at process_start by the machine's clock. See sotong_attempt_doubt(). */
#define SOTONG_IS_DOUBT "(kind = 'publish' AND process = 0 AND process_start > 0)"

gboolean       sotong_attempt_doubt    (SotongDb       *db,
                                        gint64          copy_id,
                                        gint64          began,
                                        gboolean        unknown,
                                        const char     *message,
                                        GError        **error);
gboolean       sotong_attempt_note_word (SotongDb      *db,
                                         gint64         copy_id,
                                         const char    *outcome,
                                         const char    *message,
                                         GError       **error);
gboolean       sotong_attempt_join_word (SotongDb      *db,
                                         gint64         copy_id,
                                         GError       **error);
char          *sotong_attempt_tell     (const char     *message) G_GNUC_WARN_UNUSED_RESULT;
char          *sotong_attempt_untell   (const char     *message) G_GNUC_WARN_UNUSED_RESULT;
gint64         sotong_attempt_insert   (SotongDb       *db,
                                        gint64          copy_id,
                                        const char     *kind,
                                        const char     *client_key,
                                        const char     *title,
                                        const char     *body,
                                        GError        **error);
gint64         sotong_attempt_insert_claim (SotongDb           *db,
                                            const char         *kind,
                                            const SotongClaim  *claim,
                                            GError            **error);
gint64         sotong_attempt_insert_found (SotongDb                *db,
                                            const SotongClaim       *claim,
                                            const SotongAttemptEnd  *end,
                                            GError                 **error);
gboolean       sotong_attempt_read_found_media (SotongDb           *db,
                                                const SotongClaim  *claim,
                                                const char         *body,
                                                char              **out_media,
                                                GError            **error);
gboolean       sotong_attempt_note_found (SotongDb                *db,
                                          const SotongClaim       *claim,
                                          const SotongAttemptEnd  *end,
                                          GError                 **error);
SotongClaim   *sotong_claim_from_row   (SotongDb             *db,
                                        gint64                copy_id,
                                        const SotongCopyRow  *row,
                                        SotongSplitFunc       split,
                                        gpointer              split_data,
                                        GError              **error);
char          *sotong_claim_make_fingerprint (const SotongClaim *claim);
char          *sotong_attempt_compute_media (SotongDb        *db,
                                             gint64           content_id,
                                             GError         **error);
gboolean       sotong_attempt_take_part (SotongDb            *db,
                                         SotongClaim         *claim,
                                         SotongSplitFunc      split,
                                         gpointer             split_data,
                                         GError             **error);
gboolean       sotong_attempt_recall_part (SotongDb          *db,
                                           SotongClaim       *claim,
                                           GError           **error);
gboolean       sotong_attempt_note_part (SotongDb                *db,
                                         const SotongClaim       *claim,
                                         const SotongAttemptEnd  *end,
                                         GError                 **error);
gboolean       sotong_attempt_insert_outcome (SotongDb                *db,
                                              gint64                   attempt_id,
                                              const SotongAttemptEnd  *end,
                                              GError                 **error);
gboolean       sotong_attempt_refuse   (GError               **error,
                                        SotongAttemptError     code,
                                        const char            *message);
gboolean       sotong_attempt_is_given_up (const SotongClaim   *claim,
                                           const SotongCopyRow *row);
gboolean       sotong_attempt_check_row (SotongDb             *db,
                                         gint64                copy_id,
                                         const SotongCopyRow  *row,
                                         SotongClaimKind       kind,
                                         GError              **error);
gboolean       sotong_attempt_check_seal (SotongDb     *db,
                                          gint64        copy_id,
                                          GError      **error);
G_END_DECLS
