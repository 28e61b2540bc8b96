/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* A mention that a department has to do with. */
typedef struct {
  gint64  id;
  gint64  mention_id;
  char   *kind;        /* answer: it needs one; idea; opinion */
  char   *department;
  char   *state;       /* open; answered; closed: done without an answer */
  gint64  opened_at;
  gint64  due_at;      /* SOTONG_NONE if none */
  gint64  closed_at;   /* SOTONG_NONE while open */
  char   *answer_url;
  char   *note;
  char   *text;        /* of the mention; filled by sotong_case_list() */
} SotongCase;

/* How the cases of a month and department went. */
typedef struct {
  gint64  month;         /* its first second */
  char   *department;    /* "" of all departments together */
  gint64  n;
  gint64  n_to_answer;   /* of them, those that need an answer */
  gint64  n_answered;    /* and those of these that have one */
  gint64  n_late;        /* due and not done in time */
  gint64  answer_s;      /* seconds from the beginning to the answer, on average; SOTONG_NONE if none has one */
} SotongCaseMonth;

void        sotong_case_free       (SotongCase        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCase, sotong_case_free)
void        sotong_case_month_free (SotongCaseMonth   *self);

gboolean    sotong_case_parse_due  (const char        *text,
                                    GTimeZone         *zone,
                                    gint64            *out_time,
                                    GError           **error);
gint64      sotong_case_add        (SotongDb          *db,
                                    const SotongCase  *input,
                                    GError           **error);
gboolean    sotong_case_edit       (SotongDb          *db,
                                    const SotongCase  *input,
                                    GError           **error);
gboolean    sotong_case_close      (SotongDb          *db,
                                    gint64             id,
                                    const char        *answer_url,
                                    const char        *note,
                                    GError           **error);
gboolean    sotong_case_reopen     (SotongDb          *db,
                                    gint64             id,
                                    GError           **error);
SotongCase *sotong_case_get        (SotongDb          *db,
                                    gint64             id,
                                    GError           **error);
GPtrArray  *sotong_case_list       (SotongDb          *db,
                                    const char        *state,
                                    const char        *department,
                                    GError           **error);
GPtrArray  *sotong_case_list_about (SotongDb      *db,
                                    SotongRange        range,
                                    gint64             topic_id,
                                    const char        *noun,
                                    GError           **error);
GPtrArray  *sotong_case_count      (SotongDb          *db,
                                    GError           **error);
G_END_DECLS
