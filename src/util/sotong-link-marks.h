/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/* What is added to links of one post, so that the visitors it brings can be told apart. */
typedef struct {
  char *domains;   /* of links that get them, separated by blanks; empty: no link does */
  char *source;    /* utm_source */
  char *medium;    /* utm_medium */
  char *campaign;  /* utm_campaign, or empty */
} SotongLinkMarks;

/* A text with its marks, and where they were put. */
typedef struct {
  char   *text;      /* (owned) */
  GArray *places;    /* (owned): SotongLinkPlace */
  guint   n_marked;  /* links that got marks */
  guint   n_glued;   /* links that should, but whose end cannot be told from the letters after them */
} SotongMarkedText;

/* Bytes that were put in. */
typedef struct {
  gsize at;      /* where they begin in the marked text */
  gsize length;
} SotongLinkPlace;

void              sotong_link_marks_clear    (SotongLinkMarks        *marks);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongLinkMarks, sotong_link_marks_clear)
SotongMarkedText *sotong_link_marks_apply    (const SotongLinkMarks  *marks,
                                              const char             *text) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_marked_text_free    (SotongMarkedText       *marked);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongMarkedText, sotong_marked_text_free)
gssize            sotong_marked_text_unmap   (const SotongMarkedText *marked,
                                              gssize                  offset);
const char       *sotong_link_scan           (const char             *text,
                                              const char            **out_end);
G_END_DECLS
