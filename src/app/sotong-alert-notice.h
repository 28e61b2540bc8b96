/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-alert.h"

G_BEGIN_DECLS
/* What a person is told of one cause. */
typedef struct {
  const SotongAlertEvent *event;  /* (unowned): the most serious one, of these the last */
  guint                   n;      /* how many it stands for */
  char                   *title;  /* (owned) */
  char                   *body;   /* (owned) */
} SotongAlertNotice;

GPtrArray *sotong_alert_notices (const GPtrArray *raised,
                                 const char      *whom) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
