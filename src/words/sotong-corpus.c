/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "util/sotong-file-why.h"
#include "words/sotong-corpus.h"
#include "words/sotong-model.h"

/* The files of others that may be learnt from. Those under CC BY-SA may not: whether weights made from
 * them would have to be under it as well is open. */
static const struct {
  const char   *name;
  SotongOrigin  origin;
  const char   *licence;
} files[] = {
  { "nsmc-train.tsv.gz", SOTONG_ORIGIN_REVIEWS, "CC0-1.0, Naver sentiment movie corpus, github.com/e9t/nsmc" },
  { "nsmc-extra-positive.tsv.gz", SOTONG_ORIGIN_PRAISE, "CC0-1.0, Naver sentiment movie corpus, github.com/e9t/nsmc" },
  { "kote-dev.tsv.gz", SOTONG_ORIGIN_COMMENTS, "MIT, (c) 2022 Jeon Duyoung, KOTE, github.com/searle-j/KOTE" },
  { "chatbot-mit.tsv.gz", SOTONG_ORIGIN_TALK, "MIT, (c) 2018 songys, Chatbot_data, github.com/songys/Chatbot_data" },
};

SotongCorpus *
sotong_corpus_new (void)
{
  SotongCorpus *corpus = g_new0 (SotongCorpus, 1);

  corpus->samples = g_array_new (FALSE, FALSE, sizeof (SotongSample));
  corpus->texts = g_string_chunk_new (1 << 20);
  corpus->about = g_string_new (NULL);
  return corpus;
}

void
sotong_corpus_free (SotongCorpus *corpus)
{
  if (corpus == NULL)
    return;
  g_array_unref (corpus->samples);
  g_string_chunk_free (corpus->texts);
  g_string_free (corpus->about, TRUE);
  g_free (corpus);
}

/**
 * sotong_label_from_name:
 * @name: 0 to 3, neg, pos, neutral, mixed, or the whole words
 * @out_label: (out): which
 *
 * Returns: %FALSE if it is none
 */
gboolean
sotong_label_from_name (const char  *name,
                        SotongLabel *out_label)
{
  static const char * const names[4][4] = {
    { "0", "neg", "negative", NULL },
    { "1", "pos", "positive", NULL },
    { "2", "neutral", "neu", NULL },
    { "3", "mixed", NULL, NULL },
  };

  for (guint i = 0; i < 4; i++)
    {
      if (g_strv_contains (names[i], name))
        {
          *out_label = (SotongLabel) i;
          return TRUE;
        }
    }
  return FALSE;
}

static GBytes *
unreadable (const char  *path,
            const char  *why,
            GError     **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, SOTONG_WORDS_ERROR, SOTONG_WORDS_ERROR_BAD_DATA, _("“%s” cannot be read: %s. Check the file and try again."), name, why);
  return NULL;
}

static GBytes *
read_bytes (const char  *path,
            char       **out_digest,
            GError     **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GOutputStream) out = NULL;
  g_autoptr(GConverter) converter = NULL;
  g_autoptr(GInputStream) plain = NULL;
  char *contents;
  gsize length;

  if (g_access (path, R_OK) != 0)
    {
      g_autofree char *why = sotong_file_why_errno (errno);

      return unreadable (path, why, error);
    }
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return unreadable (path, _("it is not a file"), error);
  if (!g_file_get_contents (path, &contents, &length, &local))
    return unreadable (path, local->message, error);
  *out_digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, length);
  if (!g_str_has_suffix (path, ".gz"))
    return g_bytes_new_take (contents, length);
  stream = g_memory_input_stream_new_from_data (contents, (gssize) length, g_free);
  converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  plain = g_converter_input_stream_new (stream, converter);
  out = g_memory_output_stream_new_resizable ();
  if (g_output_stream_splice (out, plain, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &local) < 0)
    return unreadable (path, local->message, error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

/* FNV-1a, its high bits mixed into the low ones. */
static guint32
hash_of (const char *text,
         gsize       length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * 16777619u;
  return hash ^ hash >> 15;
}

/* "text TAB label", and whatever follows. */
static gboolean
add_line (SotongCorpus *corpus,
          const char   *line,
          gsize         length,
          SotongOrigin  origin)
{
  const char *tab = memchr (line, '\t', length), *end;
  g_autofree char *name = NULL;
  SotongSample sample = { .origin = origin };

  if (tab == NULL)
    return FALSE;
  end = memchr (tab + 1, '\t', length - (gsize) (tab + 1 - line));
  name = g_strndup (tab + 1, (gsize) ((end != NULL ? end : line + length) - (tab + 1)));
  g_strchomp (name);
  if (!sotong_label_from_name (name, &sample.label))
    return FALSE;
  sample.length = (guint32) (tab - line);
  sample.text = g_string_chunk_insert_len (corpus->texts, line, (gssize) sample.length);
  sample.hash = hash_of (sample.text, sample.length);
  g_array_append_val (corpus->samples, sample);
  return TRUE;
}

/**
 * sotong_corpus_add_file:
 * @corpus: a corpus
 * @path: lines of text, TAB, label; .gz is unpacked
 * @origin: what its texts are
 * @licence: (nullable): is noted with name, rows and SHA-256 of the file
 * @error: return location; `SOTONG_WORDS_ERROR_BAD_DATA`
 *
 * Reads a file; not on the main thread.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_corpus_add_file (SotongCorpus  *corpus,
                        const char    *path,
                        SotongOrigin   origin,
                        const char    *licence,
                        GError       **error)
{
  g_autofree char *digest = NULL, *name = g_path_get_basename (path);
  g_autoptr(GBytes) bytes = read_bytes (path, &digest, error);
  const char *p, *end;
  gsize length;
  guint before = corpus->samples->len, line = 0;

  if (bytes == NULL)
    return FALSE;
  p = g_bytes_get_data (bytes, &length);
  for (end = p + length; p < end;)
    {
      const char *stop = memchr (p, '\n', (gsize) (end - p));

      if (stop == NULL)
        stop = end;
      line++;
      if (stop > p && !add_line (corpus, p, (gsize) (stop - p), origin))
        {
          g_set_error (error, SOTONG_WORDS_ERROR, SOTONG_WORDS_ERROR_BAD_DATA,
                       _("“%s” line %u is not a text, a tab and a label (neg, neutral or pos; 0, 2 or 1)."), path, line);
          return FALSE;
        }
      p = stop + 1;
    }
  if (licence != NULL)
    g_string_append_printf (corpus->about, "%s\t%u\t%s\t%s\n", name, corpus->samples->len - before, digest, licence);
  return TRUE;
}

/**
 * sotong_corpus_add_folder:
 * @corpus: a corpus
 * @folder: where the files of others are: nsmc-train.tsv.gz, nsmc-extra-positive.tsv.gz, kote-dev.tsv.gz, chatbot-mit.tsv.gz
 * @error: return location; `SOTONG_WORDS_ERROR_BAD_DATA`
 *
 * All of them have to be there.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_corpus_add_folder (SotongCorpus  *corpus,
                          const char    *folder,
                          GError       **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_set_error (error, SOTONG_WORDS_ERROR, SOTONG_WORDS_ERROR_BAD_DATA,
                       _("“%s” is missing: the folder given with --data has to hold nsmc-train.tsv.gz, nsmc-extra-positive.tsv.gz, kote-dev.tsv.gz"
                         " and chatbot-mit.tsv.gz."), path);
          return FALSE;
        }
      if (!sotong_corpus_add_file (corpus, path, files[i].origin, files[i].licence, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/**
 * sotong_corpus_add_own:
 * @corpus: a corpus
 * @folder: a folder whose *.tsv files are posts about a city
 * @error: return location
 *
 * Takes them in the order of their names, whatever order the file system has.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_corpus_add_own (SotongCorpus  *corpus,
                       const char    *folder,
                       GError       **error)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".tsv"))
        g_ptr_array_add (names, g_build_filename (folder, name, NULL));
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      if (!sotong_corpus_add_file (corpus, g_ptr_array_index (names, i), SOTONG_ORIGIN_CIVIC, "GPL-3.0-or-later, written for Sotong", error))
        return FALSE;
    }
  return TRUE;
}
