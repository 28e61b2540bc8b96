/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* An act of a person, as the history shows it. */
typedef struct {
  gint64 id;
  gint64 at;
  char  *actor;         /* the desktop account */
  char  *action;        /* content.move, mention.label, ..., undo, redo */
  char  *subject_kind;  /* content, copy, mention, ... */
  gint64 subject_id;
  char  *subject;       /* what a person calls it */
  char  *reason;
  char  *undo_state;    /* done, undone, dropped, none */
  gint64 undo_of;       /* SOTONG_NONE unless an undo or redo */
  int    n_rows;
  gint64 act_id;        /* the first record of the act, where it has several; else SOTONG_NONE */
  int    n_more;        /* records that are undone or redone with it */
  char  *remark;        /* (nullable): of what was just undone or redone, what a person should know, translated */
} SotongChangeInfo;

void       sotong_change_info_free (SotongChangeInfo *info);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongChangeInfo, sotong_change_info_free)

gboolean          sotong_change_begin     (SotongDb    *db,
                                           const char  *action,
                                           const char  *subject_kind,
                                           gint64       subject_id,
                                           const char  *subject,
                                           GError     **error);
gboolean          sotong_change_begin_final (SotongDb    *db,
                                             const char  *action,
                                             const char  *subject_kind,
                                             gint64       subject_id,
                                             const char  *subject,
                                             GError     **error);
gboolean          sotong_change_is_open   (SotongDb    *db);
gboolean          sotong_change_begin_run (SotongDb    *db,
                                           const char  *action,
                                           gint64       run_id,
                                           const char  *subject,
                                           GError     **error);
gboolean          sotong_change_info_is_run (const SotongChangeInfo *info);
void              sotong_change_set_subject (SotongDb   *db,
                                             gint64      subject_id,
                                             const char *subject);
void              sotong_change_set_reason  (SotongDb   *db,
                                             const char *reason);
void              sotong_change_set_session (SotongDb   *db,
                                             const char *session);
void              sotong_change_begin_together (SotongDb *db);
void              sotong_change_end_together   (SotongDb *db);
SotongChangeInfo *sotong_change_undo      (SotongDb    *db,
                                           GError     **error);
SotongChangeInfo *sotong_change_redo      (SotongDb    *db,
                                           GError     **error);
gboolean          sotong_change_pass_over (SotongDb    *db,
                                           gint64       id,
                                           gboolean     redo,
                                           GError     **error);
SotongChangeInfo *sotong_change_peek_undo (SotongDb    *db,
                                           GError     **error);
SotongChangeInfo *sotong_change_peek_redo (SotongDb    *db,
                                           GError     **error);
GPtrArray        *sotong_change_list      (SotongDb    *db,
                                           const char  *subject_kind,
                                           gint64       subject_id,
                                           int          limit,
                                           GError     **error);
char             *sotong_change_describe  (const SotongChangeInfo *info);
G_END_DECLS
