/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <json-glib/json-glib.h>

#include "store/sotong-change-private.h"

G_BEGIN_DECLS
/*
 * Undo is kept as pictures of rows: what each row that a person's act touched was
 * before and is after. To undo puts the earlier pictures back, provided the rows
 * are still as the act left them.
 */

/* A table whose rows a person's acts change. */
typedef struct _SotongTracked SotongTracked;

struct _SotongTracked
{
  const char *table;
  const char *keys[2];      /* columns of the primary key */
  gboolean    second_text;  /* the second key is text */
  gboolean    keeps_rows;   /* has removed_at: undoing an addition marks, it does not delete */
  gboolean  (*guard) (SotongDb *db, gint64 change_id, gint64 key, JsonObject *now, JsonObject *target, GError **error);
  gboolean  (*applied) (SotongDb *db, gint64 key, JsonObject *before, JsonObject *after, GError **error);
  const char *noted[8];     /* columns in which the program notes what it saw: they keep nobody from undoing */
};

/* A row that an act touched. */
typedef struct {
  const SotongTracked *tracked;
  gint64         key;
  gint64         second;
  char          *second_text; /* (owned) (nullable) */
  char          *before;      /* (owned) (nullable): JSON */
} SotongTouched;

/* What concerns a run of an import rather than a row. */
#define SUBJECT_RUN "run"

struct _SotongChange
{
  char      *action;
  char      *subject_kind;
  gint64     subject_id;
  char      *subject;
  char      *reason;          /* (nullable) */
  char      *session;         /* (nullable): see sotong_change_set_session() */
  gboolean   final;           /* cannot be undone */
  gboolean   kept;            /* can be undone though it touches no row: its run tells what it added */
  gint64     undo_of;
  GPtrArray *rows;            /* (element-type SotongTouched) */
  GHashTable *known;          /* (element-type SotongTouched): the same rows, to find them again */
};

const SotongTracked *sotong_tracked_find       (const char      *table);

void                 sotong_touched_free       (SotongTouched   *row);
gboolean             sotong_touched_picture    (SotongDb             *db,
                                                const SotongTouched  *row,
                                                char                **out_json,
                                                GError              **error);

gint64               sotong_change_member_int  (JsonObject      *object,
                                                const char      *name);
const char          *sotong_change_member_text (JsonObject      *object,
                                                const char      *name);
gboolean             sotong_change_begin_full  (SotongDb        *db,
                                                const char      *action,
                                                const char      *subject_kind,
                                                gint64           subject_id,
                                                const char      *subject,
                                                gboolean         final,
                                                gint64           undo_of,
                                                GError         **error);
gboolean             sotong_change_touch_row   (SotongDb        *db,
                                                const char      *table,
                                                gint64           key,
                                                gint64           second,
                                                const char      *second_text,
                                                gboolean         added,
                                                GError         **error);
SotongChangeInfo    *sotong_change_try_undo    (SotongDb        *db,
                                                gboolean         redo,
                                                gint64          *out_refused,
                                                GError         **error);
gboolean sotong_change_raise_revisions (SotongDb   *db,
                                        GPtrArray  *rows,
                                        GError    **error);
G_END_DECLS
