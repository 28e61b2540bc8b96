/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/* Codes of failures with models and texts to train from. */
typedef enum {
  SOTONG_WORDS_ERROR_NO_MODEL,   /* the file is not there or cannot be read */
  SOTONG_WORDS_ERROR_BAD_MODEL,  /* it is not a model, of another version, or damaged */
  SOTONG_WORDS_ERROR_BAD_DATA,   /* texts to train or to judge with are missing or malformed */
} SotongWordsError;

#define SOTONG_WORDS_ERROR (sotong_words_error_quark ())
GQuark sotong_words_error_quark (void);

/* A classifier's weights, as a file holds them. Never changed once made; may be used by any number of threads. */
typedef struct _SotongModel SotongModel;

SotongModel *sotong_model_open        (const char         *path,
                                       GError            **error) G_GNUC_WARN_UNUSED_RESULT;
SotongModel *sotong_model_get_default (GError            **error);
SotongModel *sotong_model_ref         (SotongModel        *model);
void         sotong_model_unref       (SotongModel        *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongModel, sotong_model_unref)

const char  *sotong_model_get_version (const SotongModel  *model);
const char  *sotong_model_get_about   (const SotongModel  *model);
gboolean     sotong_model_save        (const SotongModel  *model,
                                       const char         *path,
                                       GError            **error);
char        *sotong_words_find_data   (const char         *name) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
