/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
/* A copy that is about to get another time. */
typedef struct {
  gint64 content_id;
  gint64 copy_id;
  gint64 time;        /* seconds since 1970 UTC */
} SotongWaitingMove;

typedef void (*SotongWaitingGo) (gpointer user_data);

void sotong_waiting_question_ask (SotongPane      *pane,
                                  GArray          *moves,
                                  SotongWaitingGo  go,
                                  gpointer         user_data,
                                  GDestroyNotify   destroy);
G_END_DECLS
