/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* Whether what begins at @at calls somebody: 씨, 님, 의원, 기자. */
gboolean sotong_names_is_title   (const guint32 *chars,
                                  guint          n,
                                  guint          at);

/* Whether a word may be a person's family name and given name. */
gboolean sotong_names_has_family (const guint32 *chars,
                                  guint          n);

/* Whether it is made as nearly all names of persons are: a family name, and two syllables that given names have. */
gboolean sotong_names_is_name    (const guint32 *chars,
                                  guint          n);

/* Whether what stands at @at is hardly ever said of persons: 에, 으로. */
gboolean sotong_names_is_of_thing (const guint32 *chars,
                                   guint          n,
                                   guint          at);
G_END_DECLS
