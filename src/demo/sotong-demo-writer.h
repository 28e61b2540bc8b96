/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "demo/sotong-demo-grammar.h"
#include "store/sotong-rollup.h"

G_BEGIN_DECLS
/* Where a text stands, and so how it is built. */
typedef enum {
  SOTONG_DEMO_FORM_SHORT,    /* a message of one or two sentences, with a word behind # */
  SOTONG_DEMO_FORM_COMMENT,  /* below an article */
  SOTONG_DEMO_FORM_FORUM,    /* a greeting and a few sentences */
  SOTONG_DEMO_FORM_BOARD,    /* addressed to the city */
  SOTONG_DEMO_FORM_BLOG,     /* a paragraph, with a title */
  SOTONG_DEMO_FORM_QUESTION,
  SOTONG_DEMO_FORM_ARTICLE,  /* with a title */
} SotongDemoForm;

typedef struct _SotongDemoWriter SotongDemoWriter;

SotongDemoWriter *sotong_demo_writer_new         (const SotongDemoGrammar *grammar) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_demo_writer_free        (SotongDemoWriter        *self);
gsize             sotong_demo_writer_get_n_topics (const SotongDemoWriter *self);
gsize             sotong_demo_writer_get_topic   (const SotongDemoWriter  *self,
                                                  gsize                    index);
void              sotong_demo_writer_write       (const SotongDemoWriter  *self,
                                                  gsize                    section,
                                                  SotongDemoForm           form,
                                                  SotongSentiment          sentiment,
                                                  SotongDemoStyle          style,
                                                  SotongRandom            *random,
                                                  GString                 *title,
                                                  GString                 *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongDemoWriter, sotong_demo_writer_free)
G_END_DECLS
