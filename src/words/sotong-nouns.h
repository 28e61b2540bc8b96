/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/* Knows which words are nouns. Never changed once made; may be used by any number of threads. */
typedef struct _SotongNouns SotongNouns;

/* Told each noun of a text, in its order; one that comes twice is told twice. */
typedef void (*SotongNounFunc) (const char *noun,
                                gsize       length,
                                gpointer    user_data);

SotongNouns *sotong_nouns_open        (const char         *path,
                                       GError            **error) G_GNUC_WARN_UNUSED_RESULT;
SotongNouns *sotong_nouns_get_default (GError            **error);
SotongNouns *sotong_nouns_new_with    (const SotongNouns  *base,
                                       const GPtrArray    *own,
                                       const GPtrArray    *learnt) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_nouns_free        (SotongNouns        *nouns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongNouns, sotong_nouns_free)

void         sotong_nouns_extract     (const SotongNouns  *nouns,
                                       const char         *text,
                                       gsize               length,
                                       SotongNounFunc      func,
                                       gpointer            user_data);
G_END_DECLS
