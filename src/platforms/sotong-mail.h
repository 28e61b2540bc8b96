/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
#define SOTONG_MAIL_ERROR (sotong_mail_error_quark ())
typedef enum {
  SOTONG_MAIL_ERROR_UNREACHABLE, /* nobody there, the line broke, or the server asked to wait: try again */
  SOTONG_MAIL_ERROR_SIGN_IN,     /* name or password are wrong */
  SOTONG_MAIL_ERROR_REFUSED,     /* the server does not take this letter */
  SOTONG_MAIL_ERROR_UNSAFE,      /* the connection is not the one that was asked for */
  SOTONG_MAIL_ERROR_UNKNOWN,     /* the line broke after the whole letter was sent: it may have arrived */
} SotongMailError;
GQuark sotong_mail_error_quark (void);

typedef struct {
  const char *host;
  int         port;
  const char *security;  /* starttls, tls or none */
  const char *login;     /* empty: without signing in */
  const char *password;  /* (nullable) */
} SotongMailServer;

typedef struct {
  const char *id;        /* without < > */
  const char *from;      /* an address */
  const char *to;        /* one address */
  const char *subject;
  const char *text;      /* lines ended by "\n" */
  gint64      date;      /* seconds since 1970 UTC */
} SotongMailLetter;

char    *sotong_mail_format (const SotongMailLetter  *letter,
                             GTimeZone               *zone) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_mail_send   (const SotongMailServer  *server,
                             const SotongMailLetter  *letter,
                             GTimeZone               *zone,
                             GCancellable            *cancellable,
                             GError                 **error);
G_END_DECLS
