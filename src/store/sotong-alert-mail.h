/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-alert.h"

G_BEGIN_DECLS
/* How alerts are mailed. The password is in the keyring. */
typedef struct {
  char             *host;       /* empty: no mail */
  int               port;
  char             *security;   /* starttls, tls or none */
  char             *login;      /* empty: without signing in */
  char             *sender;
  char             *recipients; /* one a line */
  SotongAlertStage  least;
} SotongAlertMail;

#define SOTONG_ALERT_MAIL_ID "alert-mail" /* of its secret */

/* A letter to one address about alerts of one moment. */
typedef struct {
  gint64     id;
  char      *address;
  char      *state;       /* waiting, sending, sent, failed, unknown */
  gint64     created_at;
  gint64     changed_at;
  gint64     next_at;     /* of one that waits */
  int        tries;
  char      *problem;     /* a sentence, empty if there was none */
  GPtrArray *events;      /* (element-type SotongAlertEvent) (nullable): of one that was claimed */
} SotongAlertLetter;

SotongAlertMail   *sotong_alert_mail_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void               sotong_alert_mail_free        (SotongAlertMail          *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongAlertMail, sotong_alert_mail_free)
SotongAlertMail   *sotong_alert_mail_get         (SotongDb                 *db,
                                                  GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           sotong_alert_mail_check       (const SotongAlertMail    *mail,
                                                  GError                  **error);
gboolean           sotong_alert_mail_set         (SotongDb                 *db,
                                                  const SotongAlertMail    *mail,
                                                  GError                  **error);

void               sotong_alert_letter_free      (SotongAlertLetter        *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongAlertLetter, sotong_alert_letter_free)
gboolean           sotong_alert_letter_queue     (SotongDb                 *db,
                                                  const GPtrArray          *events,
                                                  const char               *whom,
                                                  GError                  **error);
SotongAlertLetter *sotong_alert_letter_claim     (SotongDb                 *db,
                                                  GError                  **error);
gboolean           sotong_alert_letter_sent      (SotongDb                 *db,
                                                  const SotongAlertLetter  *letter,
                                                  GError                  **error);
gboolean           sotong_alert_letter_not_sent  (SotongDb                 *db,
                                                  const SotongAlertLetter  *letter,
                                                  gint64                    again_at,
                                                  gboolean                  unknown,
                                                  const char               *problem,
                                                  GError                  **error);
GPtrArray         *sotong_alert_letter_list      (SotongDb                 *db,
                                                  int                       limit,
                                                  GError                  **error);
G_END_DECLS
