/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* A text made ready to be compared with others. */
typedef struct _SotongWords SotongWords;

SotongWords *sotong_words_new            (const char  *text) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_words_free           (SotongWords *self);
const char  *sotong_words_get_text       (SotongWords *self);
gboolean     sotong_words_have_title     (SotongWords *self);
gboolean     sotong_words_share_title    (SotongWords *self,
                                          SotongWords *other,
                                          guint        least);
gboolean     sotong_words_are_alike      (SotongWords *self,
                                          SotongWords *other);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongWords, sotong_words_free)
G_END_DECLS
