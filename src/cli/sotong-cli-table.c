/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table on standard input. */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <sys/stat.h>
#include <unistd.h>

#include "chart/sotong-chart-tsv.h"
#include "chart/sotong-label.h"
#include "cli/cli-chart.h"
#include "cli/sotong-cli-text.h"
#include "util/sotong-file-why.h"

#define BLOCK (1024 * 1024)

/* What a terminal, nothing, or a stopped program holds is no table. */
gboolean
sotong_cli_has_input (void)
{
  struct stat info;

  if (isatty (STDIN_FILENO) || fstat (STDIN_FILENO, &info) != 0)
    return FALSE;
  return S_ISREG (info.st_mode) || S_ISFIFO (info.st_mode) || S_ISSOCK (info.st_mode);
}

GBytes *
sotong_cli_read_input (GError **error)
{
  GMappedFile *mapped = g_mapped_file_new_from_fd (STDIN_FILENO, FALSE, NULL);
  GByteArray *array;
  gsize used = 0;

  if (mapped != NULL && lseek (STDIN_FILENO, 0, SEEK_CUR) == 0 && g_mapped_file_get_length (mapped) > 0)
    {
      GBytes *bytes = g_mapped_file_get_bytes (mapped);

      g_mapped_file_unref (mapped);
      return bytes;
    }
  g_clear_pointer (&mapped, g_mapped_file_unref);
  array = g_byte_array_new ();
  while (TRUE)
    {
      ssize_t n;

      g_byte_array_set_size (array, (guint) (used + MAX (BLOCK, used / 2)));
      n = read (STDIN_FILENO, array->data + used, array->len - used);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || used + (gsize) n > G_MAXINT32)
        {
          int number = errno;
          g_autofree char *why = n < 0 ? sotong_file_why_errno (number) : g_strdup (_("it is larger than 2 GB"));

          g_set_error (error, G_IO_ERROR, n < 0 ? g_io_error_from_errno (number) : G_IO_ERROR_FAILED, _("Standard input could not be read: %s."), why);
          g_byte_array_unref (array);
          return NULL;
        }
      used += (gsize) n;
      if (n == 0)
        break;
    }
  g_byte_array_set_size (array, (guint) used);
  return g_byte_array_free_to_bytes (array);
}

/* Nearly all tables that are long are plain: figures. */
static gboolean
is_ascii (const char *text,
          gsize       length)
{
  guint64 high = 0;
  gsize i = 0;

  for (; i + 32 <= length; i += 32)
    {
      guint64 words[4];

      memcpy (words, text + i, sizeof words);
      high |= words[0] | words[1] | words[2] | words[3];
    }
  for (; i < length; i++)
    high |= (guint8) text[i];
  return (high & G_GUINT64_CONSTANT (0x8080808080808080)) == 0 && (length == 0 || memchr (text, '\0', length) == NULL);
}

static SotongChartModel *
read_model (SotongChartKind   kind,
            GTimeZone        *zone,
            GBytes           *bytes,
            GError          **error)
{
  g_autoptr(SotongChartModel) model = sotong_chart_model_new (kind);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autofree char *decoded = NULL;

  /* What a program of an office wrote may be in CP949; plain letters, a million lines of them, are not copied. */
  if (length > 0 && !is_ascii (text, length) && !g_utf8_validate (text, (gssize) length, NULL))
    {
      decoded = sotong_cli_decode_text (_("standard input"), text, length, error);
      if (decoded == NULL)
        return NULL;
      text = decoded;
      length = strlen (decoded);
    }
  if (!sotong_chart_tsv_read (model, text != NULL ? text : "", length, zone, error))
    return NULL;
  return g_steal_pointer (&model);
}

typedef struct {
  SotongChartKind    kind;
  GTimeZone         *zone;     /* (unowned) */
  GBytes            *bytes;    /* (unowned) */
  SotongChartModel  *model;    /* out */
  GError            *error;    /* out */
} Reading;

static gpointer
read_thread (gpointer data)
{
  Reading *reading = data;

  reading->model = read_model (reading->kind, reading->zone, reading->bytes, &reading->error);
  return NULL;
}

/* Finding the fonts takes as long as reading a few hundred thousand lines: both go on at once. The fonts are found by
 * this thread, which is the one that draws. */
SotongChartModel *
sotong_cli_read_table (SotongChartKind   kind,
                       GTimeZone        *zone,
                       GBytes           *bytes,
                       GError          **error)
{
  Reading reading = { .kind = kind, .zone = zone, .bytes = bytes };
  GThread *thread = g_thread_new ("table", read_thread, &reading);
  g_autoptr(SotongLabel) label = sotong_label_new (sotong_chart_theme_get (SOTONG_CHART_LIGHT), SOTONG_LANGUAGE_AUTO);

  sotong_label_get_width (label, SOTONG_LABEL_BODY, "0");
  sotong_label_get_width (label, SOTONG_LABEL_STRONG, "0");
  g_thread_join (thread);
  if (reading.model == NULL)
    g_propagate_error (error, reading.error);
  return reading.model;
}
