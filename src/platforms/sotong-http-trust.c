/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-http-trust.h"
#include "util/sotong-net-why.h"

/**
 * sotong_http_describe_distrust:
 * @host: who was called
 * @faults: what is wrong with its certificate; none where it went wrong before there was one
 * @cause: what the library says
 *
 * A certificate that is wrong is never accepted; but a person can often do something about it, and what, depends on the fault.
 *
 * Returns: (transfer full): a sentence that says what is wrong and what to do
 */
char *
sotong_http_describe_distrust (const char           *host,
                               GTlsCertificateFlags  faults,
                               const GError         *cause)
{
  g_autofree char *why = NULL;

  if ((faults & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0)
    return g_strdup_printf (_("The secure connection to %s cannot be trusted: its certificate comes from somebody whom this computer does not "
                              "trust. If the network wants a sign-in, sign in on its page first; else ask whoever runs the site."), host);
  if ((faults & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0)
    return g_strdup_printf (_("The secure connection to %s cannot be trusted: its certificate is for another name. Check the address; if the "
                              "network wants a sign-in, sign in on its page first."), host);
  if ((faults & (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED)) != 0)
    return g_strdup_printf (_("The secure connection to %s cannot be trusted: its certificate is not valid at this time. Check the clock of "
                              "this computer; if it is right, tell whoever runs the site."), host);
  if ((faults & G_TLS_CERTIFICATE_REVOKED) != 0)
    return g_strdup_printf (_("The secure connection to %s cannot be trusted: its certificate was withdrawn. Tell whoever runs the site."), host);
  why = sotong_net_why (cause);
  return g_strdup_printf (_("A secure connection to %s could not be made: %s."), host, why);
}
