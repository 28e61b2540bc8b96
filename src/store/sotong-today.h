/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* What a person looks at when the day begins. */
typedef enum {
  SOTONG_TODAY_PUBLISHED,  /* went out today, by hand too */
  SOTONG_TODAY_FAILED,     /* failed, or nobody knows whether it went out; of whatever day */
  SOTONG_TODAY_UNSENT,     /* corrections and withdrawals that did not arrive; why, and whether they are sent again by themselves, says the note */
  SOTONG_TODAY_WAITING,    /* waits for somebody's approval */
  SOTONG_TODAY_DUE,        /* is to go out within two hours, or should have */
  SOTONG_TODAY_SIGN_IN,    /* accounts that are not let in: that have to sign in again, or may not publish */
  SOTONG_TODAY_FIGURES,    /* accounts that are let in, whose figures could not be read for a cause that stays until a person does something */
  SOTONG_TODAY_CASES,      /* open cases of citizens that are due today, or should have been answered before */
  SOTONG_TODAY_N_KINDS,
} SotongTodayKind;

typedef struct {
  gint64  content_id;  /* 0 of an account or a case */
  gint64  channel_id;  /* 0 of what waits for approval, and of a case */
  gint64  at;          /* or SOTONG_NONE */
  char   *title;       /* "" of an account */
  char   *channel;     /* its name; of what waits, all names; of a case, the department */
  char   *note;        /* what went wrong, or whose turn it is; "" if nothing */
} SotongTodayItem;

/* Each kind's items, by their times. */
typedef struct {
  GPtrArray *items[SOTONG_TODAY_N_KINDS];  /* (owned) (element-type SotongTodayItem) */
} SotongToday;

void         sotong_today_free (SotongToday  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongToday, sotong_today_free)

SotongToday *sotong_today_read (SotongDb     *db,
                                SotongRange   day,
                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
