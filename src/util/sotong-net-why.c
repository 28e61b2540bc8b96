/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-net-why.h"

#include <glib/gi18n-lib.h>

/* (nullable): %NULL for what has no words of ours. */
static const char *
why_no_connection (int code)
{
  switch (code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      return N_("no server answers there");
    case G_IO_ERROR_TIMED_OUT:
      return N_("it does not answer in time");
    case G_IO_ERROR_HOST_NOT_FOUND:
      return N_("there is no server of this name");
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return N_("no way leads to it from this network");
    case G_IO_ERROR_CONNECTION_CLOSED:
    case G_IO_ERROR_NOT_CONNECTED:
    case G_IO_ERROR_CLOSED:
    case G_IO_ERROR_PARTIAL_INPUT:
      return N_("the connection broke off");
    case G_IO_ERROR_PERMISSION_DENIED:
      return N_("this computer does not let the connection out, perhaps its firewall");
    case G_IO_ERROR_PROXY_FAILED:
      return N_("the proxy of this network cannot be used; check it in the network settings of the desktop");
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
      return N_("the proxy of this network wants a name and a password; enter them in the network settings of the desktop");
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return N_("the proxy of this network does not let the connection through; ask whoever runs the network");
    default:
      return NULL;
    }
}

static const char *
why_no_name (int code)
{
  switch (code)
    {
    case G_RESOLVER_ERROR_NOT_FOUND:
      return why_no_connection (G_IO_ERROR_HOST_NOT_FOUND);
    case G_RESOLVER_ERROR_TEMPORARY_FAILURE:
      return N_("its name cannot be looked up now, perhaps because there is no network");
    default:
      return NULL;
    }
}

static const char *
why_not_secure (int code)
{
  switch (code)
    {
    case G_TLS_ERROR_UNAVAILABLE:
      return N_("this computer lacks the part of the system that makes such connections (glib-networking)");
    case G_TLS_ERROR_NOT_TLS:
      return N_("what answers there knows no secure connection");
    case G_TLS_ERROR_HANDSHAKE:
    case G_TLS_ERROR_MISC: /* mostly that what answers there knows no TLS */
      return N_("no way of encrypting could be agreed on");
    case G_TLS_ERROR_BAD_CERTIFICATE:
      return N_("its certificate cannot be trusted");
    case G_TLS_ERROR_CERTIFICATE_REQUIRED:
      return N_("the server wants a certificate of this computer");
    case G_TLS_ERROR_EOF:
      return why_no_connection (G_IO_ERROR_CONNECTION_CLOSED);
    default:
      return NULL;
    }
}

static char *
say (const char   *words,
     const GError *cause)
{
  if (words != NULL && !g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_MISC))
    return g_strdup (_(words));
  if (words != NULL)
    /* Translators: why a server cannot be reached: 1 the reason, 2 what the system says, often in English. */
    return g_strdup_printf (_("%1$s; the system says “%2$s”"), _(words), cause->message);
  /* Translators: what the system says is often in English. */
  return g_strdup_printf (_("the system says “%s”"), cause->message);
}

/**
 * sotong_net_why:
 * @cause: an error of GIO, met on the way to a server
 *
 * The library's own words name the server once more, and mostly in English; those of a rare cause are quoted. May be called from any thread.
 *
 * Returns: (transfer full): why it could not be, in the user's language, to stand inside a sentence that names the server
 */
char *
sotong_net_why (const GError *cause)
{
  const char *words = NULL;

  if (cause->domain == G_IO_ERROR)
    words = why_no_connection (cause->code);
  else if (cause->domain == G_RESOLVER_ERROR)
    words = why_no_name (cause->code);
  else if (cause->domain == G_TLS_ERROR)
    words = why_not_secure (cause->code);
  return say (words, cause);
}

/**
 * sotong_port_why:
 * @cause: an error of GIO, met when this machine was to listen on a port
 *
 * The same of a port. May be called from any thread.
 *
 * Returns: (transfer full): why it could not be, in the user's language, to stand inside a sentence
 */
char *
sotong_port_why (const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    return g_strdup (_("another program uses that port"));
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return g_strdup (_("this account may not use that port"));
  return say (NULL, cause);
}
