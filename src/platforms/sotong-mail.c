/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <curl/curl.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "platforms/sotong-mail.h"
#include "util/sotong-net-why.h"
#include "util/sotong-text.h"

#define CONNECT_SECONDS 15L
#define ALL_SECONDS     60L
#define WORD_BYTES      42  /* of a subject: 56 letters in base64, and 75 with what stands around them (RFC 2047) */
#define LINE_BYTES      57  /* of the text: 76 letters in base64 */

G_DEFINE_QUARK (sotong-mail-error-quark, sotong_mail_error)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CURL, curl_easy_cleanup)

/* One letter on its way. */
typedef struct {
  char         *data;         /* (owned) */
  gsize         length;
  gsize         at;           /* what the server has been given */
  GString      *answer;       /* (owned): the last line that says what went wrong */
  GCancellable *cancellable;  /* (unowned) (nullable) */
} Sending;

/* ---- the letter ---- */

/* A subject in words of base64, each whole in its characters. */
static void
append_subject (GString    *out,
                const char *subject)
{
  g_autofree char *line = sotong_text_single_line (subject, 120);
  gboolean first = TRUE;

  for (const char *p = line; *p != '\0'; first = FALSE)
    {
      const char *end = p;
      g_autofree char *word = NULL;

      while (*end != '\0' && g_utf8_next_char (end) - p <= WORD_BYTES)
        end = g_utf8_next_char (end);
      word = g_base64_encode ((const guchar *) p, (gsize) (end - p));
      g_string_append_printf (out, "%s=?UTF-8?B?%s?=\r\n", first ? "Subject: " : " ", word);
      p = end;
    }
}

/* "Fri, 14 Oct 2016 10:00:00 +0900", in English whatever the language. */
static void
append_date (GString   *out,
             gint64     date,
             GTimeZone *zone)
{
  static const char * const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char * const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (date);
  g_autoptr(GDateTime) at = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *clock = at != NULL ? g_date_time_format (at, "%H:%M:%S %z") : NULL;

  if (clock != NULL)
    g_string_append_printf (out, "Date: %s, %02d %s %d %s\r\n", days[g_date_time_get_day_of_week (at) - 1], g_date_time_get_day_of_month (at),
                            months[g_date_time_get_month (at) - 1], g_date_time_get_year (at), clock);
}

/**
 * sotong_mail_format:
 * @letter: a letter
 * @zone: the office's
 *
 * Writes it as RFC 5322 and 2045 want it. Base64 throughout: no line begins with a dot, none is too long, and nothing of a text can
 * become a line of the head.
 *
 * Returns: (transfer full): the letter, lines ended by "\r\n"
 */
char *
sotong_mail_format (const SotongMailLetter *letter,
                    GTimeZone              *zone)
{
  g_autoptr(GString) text = g_string_new (NULL);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "From: <%s>\r\nTo: <%s>\r\n", letter->from, letter->to);
  append_subject (out, letter->subject);
  append_date (out, letter->date, zone);
  g_string_append_printf (out, "Message-ID: <%s>\r\n", letter->id);
  g_string_append (out, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
                   "Auto-Submitted: auto-generated\r\n\r\n");
  for (const char *p = letter->text; *p != '\0'; p++)
    g_string_append_printf (text, "%s%c", *p == '\n' ? "\r" : "", *p);
  for (gsize i = 0; i < text->len; i += LINE_BYTES)
    {
      g_autofree char *line = g_base64_encode ((const guchar *) text->str + i, MIN (LINE_BYTES, text->len - i));

      g_string_append_printf (out, "%s\r\n", line);
    }
  return g_string_free (out, FALSE);
}

/* ---- on its way ---- */

static size_t
give_cb (char   *buffer,
         size_t  size,
         size_t  n_items,
         void   *user_data)
{
  Sending *sending = user_data;
  gsize n = MIN (size * n_items, sending->length - sending->at);

  memcpy (buffer, sending->data + sending->at, n);
  sending->at += n;
  return n;
}

static size_t
answer_cb (char   *buffer,
           size_t  size,
           size_t  n_items,
           void   *user_data)
{
  Sending *sending = user_data;

  if (size * n_items > 0 && (*buffer == '4' || *buffer == '5')) /* what else it says, farewells too, explains nothing */
    {
      g_string_truncate (sending->answer, 0);
      g_string_append_len (sending->answer, buffer, (gssize) (size * n_items));
    }
  return size * n_items;
}

static int
progress_cb (void       *user_data,
             curl_off_t  down_total,
             curl_off_t  down,
             curl_off_t  up_total,
             curl_off_t  up)
{
  Sending *sending = user_data;

  return g_cancellable_is_cancelled (sending->cancellable);
}

static const char *
problem_of (SotongMailError code)
{
  switch (code)
    {
    case SOTONG_MAIL_ERROR_UNREACHABLE:
      return _("The mail server %1$s did not take the letter to %2$s now (%3$s). Check the server’s name, the port and the network.");
    case SOTONG_MAIL_ERROR_SIGN_IN:
      return _("The mail server %1$s did not let Sotong sign in to send to %2$s (%3$s). Check the account’s name and its password.");
    case SOTONG_MAIL_ERROR_REFUSED:
      return _("The mail server %1$s refused the letter to %2$s (%3$s). Check both addresses, or ask who runs the server.");
    case SOTONG_MAIL_ERROR_UNSAFE:
      return _("The connection to the mail server %1$s is not safe, so nothing was sent to %2$s (%3$s). Check the server’s certificate and how it wants to be reached.");
    case SOTONG_MAIL_ERROR_UNKNOWN:
    default:
      return _("The line to the mail server %1$s broke after the letter to %2$s was sent (%3$s). It may have arrived; it is not sent again.");
    }
}

static SotongMailError
code_of (CURLcode       code,
         long           answer,
         const Sending *sending)
{
  if (code == CURLE_LOGIN_DENIED || answer == 530 || answer == 534 || answer == 535)
    return SOTONG_MAIL_ERROR_SIGN_IN;
  if (code == CURLE_USE_SSL_FAILED || code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR || code == CURLE_SSL_CACERT_BADFILE)
    return SOTONG_MAIL_ERROR_UNSAFE;
  if (answer >= 500)
    return SOTONG_MAIL_ERROR_REFUSED;
  if (answer >= 400)
    return SOTONG_MAIL_ERROR_UNREACHABLE;
  return sending->at == sending->length ? SOTONG_MAIL_ERROR_UNKNOWN : SOTONG_MAIL_ERROR_UNREACHABLE;
}

/* What the library says, as GIO would, so that the words for it are ours. */
static GError *
cause_of (CURL     *curl,
          CURLcode  code)
{
  long number = 0;
  GQuark domain = G_IO_ERROR;
  int kind = G_IO_ERROR_FAILED;

  curl_easy_getinfo (curl, CURLINFO_OS_ERRNO, &number);
  if (code == CURLE_COULDNT_RESOLVE_HOST)
    kind = G_IO_ERROR_HOST_NOT_FOUND;
  else if (code == CURLE_COULDNT_CONNECT && number != 0)
    kind = (int) g_io_error_from_errno ((int) number);
  else if (code == CURLE_OPERATION_TIMEDOUT)
    kind = G_IO_ERROR_TIMED_OUT;
  else if (code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR || code == CURLE_GOT_NOTHING)
    kind = G_IO_ERROR_CONNECTION_CLOSED;
  else if (code == CURLE_USE_SSL_FAILED || code == CURLE_SSL_CONNECT_ERROR || code == CURLE_PEER_FAILED_VERIFICATION)
    {
      domain = G_TLS_ERROR;
      kind = code == CURLE_USE_SSL_FAILED ? G_TLS_ERROR_NOT_TLS
             : code == CURLE_SSL_CONNECT_ERROR ? G_TLS_ERROR_HANDSHAKE : G_TLS_ERROR_BAD_CERTIFICATE;
    }
  return g_error_new_literal (domain, kind, curl_easy_strerror (code));
}

/* The server's words where it has some, else ours for what the library says. */
static void
set_problem (CURL                    *curl,
             CURLcode                 code,
             const Sending           *sending,
             const SotongMailServer  *server,
             const SotongMailLetter  *letter,
             GError                 **error)
{
  long answer = 0;
  SotongMailError kind;
  g_autofree char *words = NULL;

  curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, &answer);
  kind = code_of (code, answer, sending);
  if (answer >= 400 && sending->answer->len > 0)
    {
      g_autofree char *clean = sotong_text_clean (sending->answer->str, (gssize) sending->answer->len, 400);

      words = sotong_text_single_line (clean, 120);
    }
  else
    {
      g_autoptr(GError) cause = cause_of (curl, code);

      words = sotong_net_why (cause);
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* one of five that stand above */
  g_set_error (error, SOTONG_MAIL_ERROR, kind, problem_of (kind), server->host, letter->to, words);
#pragma GCC diagnostic pop
}

static void
set_up (CURL                    *curl,
        const SotongMailServer  *server,
        const SotongMailLetter  *letter,
        Sending                 *sending,
        struct curl_slist      **to)
{
  gboolean tls = g_str_equal (server->security, "tls"), starttls = g_str_equal (server->security, "starttls");
  g_autofree char *url = g_strdup_printf ("%s://%s:%d", tls ? "smtps" : "smtp", server->host, server->port);
  g_autofree char *from = g_strdup_printf ("<%s>", letter->from);
  g_autofree char *rcpt = g_strdup_printf ("<%s>", letter->to);
  const char *authorities = g_getenv ("SSL_CERT_FILE");

  *to = curl_slist_append (NULL, rcpt);
  curl_easy_setopt (curl, CURLOPT_URL, url);
  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt (curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (curl, CURLOPT_USE_SSL, starttls || tls ? (long) CURLUSESSL_ALL : (long) CURLUSESSL_NONE);
  if (authorities != NULL && *authorities != '\0')
    curl_easy_setopt (curl, CURLOPT_CAINFO, authorities);
  if (server->login[0] != '\0')
    {
      curl_easy_setopt (curl, CURLOPT_USERNAME, server->login);
      curl_easy_setopt (curl, CURLOPT_PASSWORD, server->password != NULL ? server->password : "");
    }
  curl_easy_setopt (curl, CURLOPT_MAIL_FROM, from);
  curl_easy_setopt (curl, CURLOPT_MAIL_RCPT, *to);
  curl_easy_setopt (curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (curl, CURLOPT_READFUNCTION, give_cb);
  curl_easy_setopt (curl, CURLOPT_READDATA, sending);
  curl_easy_setopt (curl, CURLOPT_HEADERFUNCTION, answer_cb);
  curl_easy_setopt (curl, CURLOPT_HEADERDATA, sending);
  curl_easy_setopt (curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (curl, CURLOPT_XFERINFOFUNCTION, progress_cb);
  curl_easy_setopt (curl, CURLOPT_XFERINFODATA, sending);
  curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
  curl_easy_setopt (curl, CURLOPT_TIMEOUT, ALL_SECONDS);
}

/**
 * sotong_mail_send:
 * @server: a mail server
 * @letter: what to send
 * @zone: the office's
 * @cancellable: (nullable): a cancellable
 * @error: return location; `SOTONG_MAIL_ERROR`, or `G_IO_ERROR_CANCELLED`
 *
 * Sends it once. Blocks for a minute at most: for worker threads and sotongctl. The certificate of the server is checked against the
 * system's authorities, or those in the file that the environment's SSL_CERT_FILE names.
 *
 * Returns: %TRUE if the server took it
 */
gboolean
sotong_mail_send (const SotongMailServer  *server,
                  const SotongMailLetter  *letter,
                  GTimeZone               *zone,
                  GCancellable            *cancellable,
                  GError                 **error)
{
  static gsize ready;
  g_autoptr(CURL) curl = NULL;
  g_autofree char *data = sotong_mail_format (letter, zone);
  g_autoptr(GString) answer = g_string_new (NULL);
  struct curl_slist *to = NULL;
  Sending sending = { data, strlen (data), 0, answer, cancellable };
  CURLcode code;

  if (g_once_init_enter (&ready))
    g_once_init_leave (&ready, curl_global_init (CURL_GLOBAL_DEFAULT) == CURLE_OK ? 1 : 2);
  curl = curl_easy_init ();
  set_up (curl, server, letter, &sending, &to);
  code = curl_easy_perform (curl);
  curl_slist_free_all (to);
  if (code == CURLE_OK)
    return TRUE;
  if (code == CURLE_ABORTED_BY_CALLBACK && sending.at < sending.length)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return FALSE;
    }
  set_problem (curl, code, &sending, server, letter, error);
  return FALSE;
}
