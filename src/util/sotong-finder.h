/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* Words to look for in many texts. */
typedef struct _SotongFinder SotongFinder;

SotongFinder *sotong_finder_new     (const char         *words) G_GNUC_WARN_UNUSED_RESULT;
void          sotong_finder_free    (SotongFinder       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongFinder, sotong_finder_free)

gboolean      sotong_finder_matches (const SotongFinder *self,
                                     const char *const  *texts,
                                     gsize               n_texts);
G_END_DECLS
