/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-secrets.h"
#include "store/sotong-alert-mail.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* What became of the letters that were due. */
typedef struct {
  guint  n_sent;
  guint  n_again;    /* are tried again later */
  guint  n_given_up; /* those that may have arrived among them */
  char  *problem;    /* (owned) (nullable): the last sentence about one that was not sent */
} SotongAlertSent;

void     sotong_alert_sent_clear (SotongAlertSent        *sent);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongAlertSent, sotong_alert_sent_clear)

gboolean sotong_alert_send_due   (SotongStore            *store,
                                  SotongSecrets          *secrets,
                                  SotongAlertSent        *sent,
                                  GCancellable           *cancellable,
                                  GError                **error);
gboolean sotong_alert_send_test  (SotongStore            *store,
                                  SotongSecrets          *secrets,
                                  const SotongAlertMail  *mail,
                                  const char             *address,
                                  GCancellable           *cancellable,
                                  GError                **error);
G_END_DECLS
