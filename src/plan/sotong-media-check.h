/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"

G_BEGIN_DECLS
/* Why a content cannot go out on a channel as it is, or should not. */
typedef struct {
  gint64      channel_id;     /* 0: it concerns every channel */
  char       *channel;        /* its name, or "" */
  gint64      attachment_id;  /* 0: it concerns the text, or all files */
  char       *file_name;      /* or "" */
  const char *kind;           /* (unowned): media-type, media-size, media-count, media-ratio, media-dimensions, media-mix,
                                 media-missing, media-public, alt-missing, alt-long, file-name, text-long, title-long, hashtags, link-glued */
  gboolean    is_warning;     /* it may go out like this all the same */
  char       *message;        /* which channel, which file, why, and what to do */
} SotongProblem;

void       sotong_problem_free  (SotongProblem        *problem);
GPtrArray *sotong_problems_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_problems_take (GPtrArray            *problems,
                                 const SotongCopy       *copy,
                                 const SotongAttachment *file,
                                 const char           *kind,
                                 gboolean              is_warning,
                                 char                 *message);
guint      sotong_problems_n_errors (GPtrArray        *problems);
void       sotong_media_check   (GPtrArray            *files,
                                 GPtrArray            *copies,
                                 GPtrArray            *problems);
G_END_DECLS
