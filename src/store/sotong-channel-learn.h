/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* What a platform may want to be waited for before a person is told how to ask whether it means it: a day. */
#define SOTONG_CHANNEL_LONG_WAIT_S G_GINT64_CONSTANT (86400)

/* Asking of what it was learnt how an account is. */
typedef enum {
  SOTONG_LEARNT_BY_POST,     /* a post was sent */
  SOTONG_LEARNT_BY_LOOK,     /* a post was looked up, corrected or taken down */
  SOTONG_LEARNT_BY_CHECK,    /* the account was asked by the clock, as once a day */
  SOTONG_LEARNT_BY_PERSON,   /* the account was asked because a person wanted to know */
  SOTONG_LEARNT_BY_FIGURES,  /* its figures were asked for */
} SotongLearntBy;

typedef struct {
  SotongLearntBy  by;
  const char     *health;      /* (nullable): "ok", "wait", "sign-in", "refused", "unknown"; %NULL: the answer says nothing of the account */
  const char     *message;     /* (nullable): a sentence about @health */
  gint64          wait_until;  /* before then nothing more is to be asked, seconds since 1970 UTC; none if it is not to come */
} SotongLearnt;

gboolean sotong_channel_learn  (SotongDb            *db,
                                gint64               id,
                                const SotongLearnt  *learnt,
                                GError             **error);
gboolean sotong_channel_forget (SotongDb            *db,
                                gint64               id,
                                GError             **error);
G_END_DECLS
