/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* One row that an act changed, and the won in it before and after; an act that moved no money is one row without. */
typedef struct {
  gint64      change_id;
  gint64      at;
  const char *actor;     /* the desktop account */
  const char *person;    /* who that is in the office; "" if nobody */
  const char *action;    /* budget.pay, ... */
  const char *subject;
  const char *reason;
  const char *state;     /* done, undone, dropped, none */
  const char *table;     /* payment, commitment, budget_change, ...; "" where no money moved */
  gint64      row_id;    /* SOTONG_NONE where no money moved */
  const char *line;      /* the budget line's name, "" if none */
  const char *document;  /* the number of what decided it */
  gint64      before;    /* won; SOTONG_NONE: there was none */
  gint64      after;     /* won; SOTONG_NONE: there is none any more */
} SotongMoneyMove;

typedef gboolean (*SotongMoneyMoveFunc) (const SotongMoneyMove  *move,
                                         gpointer                data,
                                         GError                **error);

gboolean sotong_money_history_each (SotongDb             *db,
                                    SotongRange           range,
                                    gboolean              only_money,
                                    SotongMoneyMoveFunc   func,
                                    gpointer              data,
                                    GCancellable         *cancellable,
                                    GError              **error);
G_END_DECLS
