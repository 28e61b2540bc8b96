/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "words/sotong-model-private.h"
#include "util/sotong-i18n.h"
#include "words/sotong-norm.h"

/*
 * The file, little-endian: 8 bytes of magic, then 32-bit numbers: version of the format, version of the normaliser, how many
 * groups of weights, bytes of the text, scale and bias of either table, the threshold, the weights of the last step, zeros
 * up to byte 504; a 64-bit checksum of all that follows; the text, zeros up to a page; the groups, eight signed bytes each.
 */
#define MAGIC "SOTONGML"
#define FORMAT 3 /* 2: what a negation turns round weighs otherwise; 3: the weights of both tables stand together */
#define HEADER 512
#define CHECKSUM_AT 504
#define PAGE 4096
#define FEWEST_GROUPS 16
#define MOST_GROUPS (1u << 22)
#define LARGEST_TEXT (1u << 20)
#define MODEL_NAME "sentiment.model"

G_DEFINE_QUARK (sotong-words-error-quark, sotong_words_error)

static gsize
tables_at (gsize text_length)
{
  return (HEADER + text_length + PAGE - 1) / PAGE * PAGE;
}

/* Eight bytes at a time: a checksum of 4 MiB in about a millisecond. */
static guint64
checksum (const guint8 *data,
          gsize         length)
{
  guint64 a = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15), b = a;
  gsize i = 0;

  for (; i + 16 <= length; i += 16)
    {
      guint64 x, y;

      memcpy (&x, data + i, 8);
      memcpy (&y, data + i + 8, 8);
      a = (a ^ GUINT64_FROM_LE (x)) * G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f);
      b = (b ^ GUINT64_FROM_LE (y)) * G_GUINT64_CONSTANT (0x165667b19e3779f9);
      a ^= a >> 29;
      b ^= b >> 31;
    }
  for (; i < length; i++)
    a = (a ^ data[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  a ^= b * G_GUINT64_CONSTANT (0xd6e8feb86659fd93);
  return a ^ a >> 32;
}

static guint32
get_word (const guint8 **p)
{
  guint32 word;

  memcpy (&word, *p, 4);
  *p += 4;
  return GUINT32_FROM_LE (word);
}

static float
get_float (const guint8 **p)
{
  guint32 word = get_word (p);
  float value;

  memcpy (&value, &word, 4);
  return value;
}

static void
put_word (guint8  **p,
          guint32   word)
{
  word = GUINT32_TO_LE (word);
  memcpy (*p, &word, 4);
  *p += 4;
}

static void
put_float (guint8  **p,
           float     value)
{
  guint32 word;

  memcpy (&word, &value, 4);
  put_word (p, word);
}

static gboolean
bad_model (const char  *path,
           const char  *why,
           GError     **error)
{
  g_set_error (error, SOTONG_WORDS_ERROR, SOTONG_WORDS_ERROR_BAD_MODEL,
               SOTONG_SAY (_("The model of sentiments “%s” cannot be used: %s Install Sotong anew, or train a model with “sotongctl sentiment train”."),
                           _("The model of sentiments “%s” cannot be used: %s Install Sotong anew.")),
               path, why);
  return FALSE;
}

/* Whether the bytes are a model; fills in what stands at fixed places. */
static gboolean
read_header (SotongModel  *model,
             const char   *path,
             GError      **error)
{
  gsize length, text_length;
  const guint8 *data = g_bytes_get_data (model->bytes, &length), *p = data + 8;
  guint64 kept;

  if (length < HEADER || memcmp (data, MAGIC, 8) != 0)
    return bad_model (path, _("it is no model."), error);
  if (get_word (&p) != FORMAT || get_word (&p) != SOTONG_NORM_VERSION)
    return bad_model (path, _("it was made for another version of Sotong."), error);
  model->n_groups = get_word (&p);
  text_length = get_word (&p);
  if (model->n_groups < FEWEST_GROUPS || model->n_groups > MOST_GROUPS || text_length > LARGEST_TEXT
      || length != tables_at (text_length) + (gsize) model->n_groups * SOTONG_MODEL_GROUP)
    return bad_model (path, _("it is not whole."), error);
  model->polar.scale = get_float (&p);
  model->polar.bias = get_float (&p);
  model->object.scale = get_float (&p);
  model->object.bias = get_float (&p);
  model->sure = get_float (&p);
  for (int k = 0; k < SOTONG_N_CLASSES; k++)
    {
      for (int i = 0; i < SOTONG_N_CLUES; i++)
        model->clues[k][i] = get_float (&p);
    }
  memcpy (&kept, data + CHECKSUM_AT, 8);
  if (GUINT64_FROM_LE (kept) != (checksum (data + 8, CHECKSUM_AT - 8) ^ checksum (data + HEADER, length - HEADER)))
    return bad_model (path, _("it is damaged."), error);
  model->about = g_strndup ((const char *) data + HEADER, text_length);
  model->groups = (const gint8 *) data + tables_at (text_length);
  model->version = g_strdup_printf ("%d-%08x", FORMAT, (guint32) (GUINT64_FROM_LE (kept) >> 32));
  return TRUE;
}

static SotongModel *
model_new (GBytes      *bytes,
           const char  *path,
           GError     **error)
{
  g_autoptr(SotongModel) model = g_new0 (SotongModel, 1);

  g_atomic_ref_count_init (&model->n_refs);
  model->bytes = bytes;
  return read_header (model, path, error) ? g_steal_pointer (&model) : NULL;
}

/**
 * sotong_model_open:
 * @path: a file
 * @error: return location; `SOTONG_WORDS_ERROR_NO_MODEL`, `SOTONG_WORDS_ERROR_BAD_MODEL`
 *
 * Maps the file into memory and checks that it is whole. A file, so not on the main thread, but it takes a few
 * milliseconds at most.
 *
 * Returns: (transfer full) (nullable): the model
 */
SotongModel *
sotong_model_open (const char  *path,
                   GError     **error)
{
  g_autoptr(GError) local = NULL;
  GMappedFile *file = g_mapped_file_new (path, FALSE, &local);
  GBytes *bytes;

  if (file == NULL)
    {
      g_set_error (error, SOTONG_WORDS_ERROR, SOTONG_WORDS_ERROR_NO_MODEL,
                   SOTONG_SAY (_("The model of sentiments “%s” cannot be read: %s. Install Sotong anew, or train a model with “sotongctl sentiment train”."),
                               _("The model of sentiments “%s” cannot be read: %s. Install Sotong anew.")),
                   path, local->message);
      return NULL;
    }
  bytes = g_mapped_file_get_bytes (file);
  g_mapped_file_unref (file);
  return model_new (bytes, path, error);
}

/* Makes the file's bytes, and a model of them. */
SotongModel *
sotong_model_new_from_parts (const SotongModelParts *parts)
{
  gsize text_length = strlen (parts->about), at = tables_at (text_length), length = at + (gsize) parts->n_groups * SOTONG_MODEL_GROUP;
  guint8 *data = g_malloc0 (length), *p = data + 8;
  guint64 sum;

  memcpy (data, MAGIC, 8);
  put_word (&p, FORMAT);
  put_word (&p, SOTONG_NORM_VERSION);
  put_word (&p, parts->n_groups);
  put_word (&p, (guint32) text_length);
  put_float (&p, parts->polar_scale);
  put_float (&p, parts->polar_bias);
  put_float (&p, parts->object_scale);
  put_float (&p, parts->object_bias);
  put_float (&p, parts->sure);
  for (int k = 0; k < SOTONG_N_CLASSES; k++)
    {
      for (int i = 0; i < SOTONG_N_CLUES; i++)
        put_float (&p, parts->clues[k][i]);
    }
  memcpy (data + HEADER, parts->about, text_length);
  for (gsize i = 0; i < parts->n_groups; i++)
    {
      memcpy (data + at + i * SOTONG_MODEL_GROUP, parts->polar + i * SOTONG_MODEL_FINE, SOTONG_MODEL_FINE);
      data[at + i * SOTONG_MODEL_GROUP + SOTONG_MODEL_FINE] = (guint8) parts->object[i];
    }
  sum = GUINT64_TO_LE (checksum (data + 8, CHECKSUM_AT - 8) ^ checksum (data + HEADER, length - HEADER));
  memcpy (data + CHECKSUM_AT, &sum, 8);
  return model_new (g_bytes_new_take (data, length), "", NULL);
}

/**
 * sotong_model_save:
 * @model: a model
 * @path: the file, which it takes the place of
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_model_save (const SotongModel  *model,
                   const char         *path,
                   GError            **error)
{
  gsize length;
  const char *data = g_bytes_get_data (model->bytes, &length);

  return g_file_set_contents (path, data, (gssize) length, error);
}

SotongModel *
sotong_model_ref (SotongModel *model)
{
  g_atomic_ref_count_inc (&model->n_refs);
  return model;
}

void
sotong_model_unref (SotongModel *model)
{
  if (model == NULL || !g_atomic_ref_count_dec (&model->n_refs))
    return;
  g_bytes_unref (model->bytes);
  g_free (model->about);
  g_free (model->version);
  g_free (model);
}

/**
 * sotong_model_get_version:
 * @model: a model
 *
 * Returns: what is kept beside each judgement of it: another model has another
 */
const char *
sotong_model_get_version (const SotongModel *model)
{
  return model->version;
}

/**
 * sotong_model_get_about:
 * @model: a model
 *
 * Returns: the data that it was trained with: name, rows, SHA-256 and licence, TAB between, a line each
 */
const char *
sotong_model_get_about (const SotongModel *model)
{
  return model->about;
}

/**
 * sotong_words_find_data:
 * @name: a file's or a folder's name
 *
 * Looks where the program is installed, and in the build tree that it runs from.
 *
 * Returns: (transfer full) (nullable): its path
 */
char *
sotong_words_find_data (const char *name)
{
  g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = exe != NULL ? g_path_get_dirname (exe) : NULL;
  g_autofree char *installed = g_build_filename (SOTONG_DATADIR, name, NULL);

  for (int up = 0; folder != NULL && up < 4 && strlen (folder) > 1; up++)
    {
      g_autofree char *built = g_build_filename (folder, "data", name, NULL);
      g_autofree char *shared = g_build_filename (folder, "share", "sotong", name, NULL);
      char *parent;

      if (g_file_test (built, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&built);
      if (g_file_test (shared, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&shared);
      parent = g_path_get_dirname (folder);
      g_free (folder);
      folder = parent;
    }
  return g_file_test (installed, G_FILE_TEST_EXISTS) ? g_steal_pointer (&installed) : NULL;
}

/**
 * sotong_model_get_default:
 * @error: return location
 *
 * Opens the model that comes with the program, once.
 *
 * Returns: (transfer none) (nullable): the model
 */
SotongModel *
sotong_model_get_default (GError **error)
{
  static GMutex mutex;
  static SotongModel *model;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (model == NULL)
    {
      const char *named = g_getenv ("SOTONG_MODEL");
      g_autofree char *path = named != NULL && named[0] != '\0' ? g_strdup (named) : sotong_words_find_data (MODEL_NAME);

      model = sotong_model_open (path != NULL ? path : SOTONG_DATADIR G_DIR_SEPARATOR_S MODEL_NAME, error);
    }
  return model;
}
