/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "cli/sotong-cli-lines.h"

#define BLOCK (256 * 1024)
#define LONGEST_LINE (64 * 1024 * 1024) /* more is nobody's post: the rest of it is not looked at */

static gboolean
write_out (GString *out)
{
  gsize done = 0;

  while (done < out->len)
    {
      gssize n = write (STDOUT_FILENO, out->str + done, out->len - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      done += (gsize) n;
    }
  g_string_truncate (out, 0);
  return TRUE;
}

/* Hands over each whole line of what was read; what is left is moved to the front. */
static gboolean
take_lines (GByteArray        *input,
            SotongCliLineFunc  func,
            GString           *out,
            gpointer           user_data)
{
  const char *p = (const char *) input->data, *end = p + input->len, *stop;

  while (p < end && (stop = memchr (p, '\n', (gsize) (end - p))) != NULL)
    {
      func (p, (gsize) (stop - p), out, user_data);
      p = stop + 1;
      if (out->len >= BLOCK && !write_out (out))
        return FALSE;
    }
  g_byte_array_remove_range (input, 0, (guint) (p - (const char *) input->data));
  return write_out (out);
}

static int
input_failed (SotongCli  *cli,
              const char *message)
{
  sotong_cli_problem (cli, NULL, message);
  return cli->status;
}

/**
 * sotong_cli_filter_lines:
 * @cli: the invocation
 * @func: called for each line, without its end
 * @user_data: for @func
 *
 * Standard input by lines, whatever bytes they hold and however long they are, to standard output. What has come is
 * written before more is waited for. A last line without an end is a line; no line is none.
 *
 * Returns: the exit code
 */
int
sotong_cli_filter_lines (SotongCli         *cli,
                         SotongCliLineFunc  func,
                         gpointer           user_data)
{
  g_autoptr(GByteArray) input = g_byte_array_new ();
  g_autoptr(GString) out = g_string_sized_new (2 * BLOCK);
  g_autofree guint8 *block = g_malloc (BLOCK);
  gssize n;

  while (!g_cancellable_is_cancelled (cli->cancellable))
    {
      n = read (STDIN_FILENO, block, BLOCK);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return input_failed (cli, _("Standard input cannot be read."));
      if (n == 0)
        break;
      if (input->len < LONGEST_LINE || memchr (block, '\n', (gsize) n) != NULL)
        g_byte_array_append (input, block, (guint) n);
      if (memchr (block, '\n', (gsize) n) != NULL && !take_lines (input, func, out, user_data))
        return input_failed (cli, _("Standard output cannot be written to."));
    }
  if (g_cancellable_is_cancelled (cli->cancellable))
    return input_failed (cli, _("Stopped before the end of standard input."));
  if (input->len > 0)
    func ((const char *) input->data, input->len, out, user_data);
  return write_out (out) ? cli->status : input_failed (cli, _("Standard output cannot be written to."));
}

/* A JSON string of valid UTF-8 without line ends. */
void
sotong_cli_append_json (GString    *out,
                        const char *text,
                        gsize       length)
{
  g_string_append_c (out, '"');
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"' || text[i] == '\\')
        g_string_append_c (out, '\\');
      if ((guchar) text[i] < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) text[i]);
      else
        g_string_append_c (out, text[i]);
    }
  g_string_append_c (out, '"');
}
