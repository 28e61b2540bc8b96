/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-attempt.h"

G_BEGIN_DECLS
/* What is done to a post that stands on its platform, or waits there for its time. */
typedef enum {
  SOTONG_CORRECT_UPDATE,  /* its words become what the copy says now */
  SOTONG_CORRECT_REMOVE,  /* it is taken off the platform */
  SOTONG_CORRECT_MOVE,    /* it waits there for another time, with the words that the copy has now */
} SotongCorrectKind;

/* A copy that stands on its platform, or waits there. */
typedef struct {
  gint64    copy_id;
  gint64    content_id;
  gint64    channel_id;
  char     *title;         /* the content's */
  char     *channel;
  char     *platform;
  char     *state;         /* published, published_by_hand, scheduled */
  char     *remote_id;     /* (nullable) */
  char     *remote_url;    /* (nullable) */
  char     *sent_title;    /* (nullable): what was sent last, word for word; %NULL if not known */
  char     *sent_body;     /* (nullable) */
  gboolean  words_differ;  /* it says something else there than the copy says here, or may */
  gboolean  files_differ;  /* other files went with it than the content has now */
  gboolean  differs;       /* either of them */
  gboolean  begun;         /* only the beginning of its thread is out: the state is that of the rest */
} SotongOut;

void         sotong_out_free            (SotongOut                *out);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongOut, sotong_out_free)

GPtrArray   *sotong_correction_list     (SotongDb                 *db,
                                         gint64                    content_id,
                                         GError                  **error);
char        *sotong_correction_describe_stale (SotongDb           *db,
                                         gint64                    content_id);
gboolean     sotong_correction_may_send (SotongDb                 *db,
                                         gint64                    content_id,
                                         gint64                    person_id,
                                         GError                  **error);
gboolean     sotong_correction_may_touch (SotongDb                *db,
                                         gint64                    content_id,
                                         gint64                    channel_id,
                                         gint64                    person_id,
                                         GError                  **error);
SotongClaim *sotong_correction_claim    (SotongDb                 *db,
                                         gint64                    copy_id,
                                         SotongCorrectKind         kind,
                                         gboolean                  files_too,
                                         GError                  **error);
SotongClaim *sotong_correction_claim_move (SotongDb               *db,
                                         gint64                    copy_id,
                                         gint64                    time,
                                         GError                  **error);
gboolean     sotong_correction_finish   (SotongDb                 *db,
                                         const SotongClaim        *claim,
                                         SotongCorrectKind         kind,
                                         const SotongAttemptEnd   *end,
                                         GError                  **error);
gboolean     sotong_correction_note_gone (SotongDb                *db,
                                         gint64                    copy_id,
                                         GError                  **error);
G_END_DECLS
