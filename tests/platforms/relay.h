/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/* A relay in front of a server that can swallow answers. It gives itself out as the server: its port
 * has as many digits, and stands in place of the server's in both directions. */
typedef struct {
  GSocketListener *listener;
  GThread         *thread;
  GCancellable    *stop;
  guint16          port;
  guint16          upstream;   /* of five digits */
  const char      *swallow;    /* how the requests begin whose answers get lost */
  int              n_swallow;  /* (atomic): how many of them */
} Relay;

void relay_start (Relay      *relay,
                  const char *swallow);
void relay_stop  (Relay      *relay);
G_END_DECLS
