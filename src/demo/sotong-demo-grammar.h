/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "demo/sotong-demo-korean.h"
#include "util/sotong-random.h"

G_BEGIN_DECLS
#define SOTONG_DEMO_GRAMMAR_ERROR (sotong_demo_grammar_error_quark ())
typedef enum {
  SOTONG_DEMO_GRAMMAR_ERROR_SYNTAX,   /* a line that cannot be read; the message names it */
  SOTONG_DEMO_GRAMMAR_ERROR_NAME,     /* a slot without a list */
} SotongDemoGrammarError;
GQuark sotong_demo_grammar_error_quark (void);

/* Lists of phrases with slots, in sections; see the head of mentions.txt for how they are written. */
typedef struct _SotongDemoGrammar SotongDemoGrammar;
typedef struct _SotongDemoList    SotongDemoList;

#define SOTONG_DEMO_MEMORY 24

/* One text in the making: its writer's style, and what its slots were filled with before. */
typedef struct {
  SotongRandom         *random;
  SotongDemoStyle       style;
  guint                 n_remembered;
  const SotongDemoList *lists[SOTONG_DEMO_MEMORY];
  guint                 picks[SOTONG_DEMO_MEMORY];
} SotongDemoVoice;

SotongDemoGrammar    *sotong_demo_grammar_new          (const char               *text,
                                                        gsize                     length,
                                                        GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void                  sotong_demo_grammar_free         (SotongDemoGrammar        *self);
gsize                 sotong_demo_grammar_get_n_sections (const SotongDemoGrammar *self);
const char           *sotong_demo_grammar_get_section  (const SotongDemoGrammar  *self,
                                                        gsize                     section);
const char           *sotong_demo_grammar_get_field    (const SotongDemoGrammar  *self,
                                                        gsize                     section,
                                                        guint                     field);
const SotongDemoList *sotong_demo_grammar_find         (const SotongDemoGrammar  *self,
                                                        const char               *section,
                                                        const char               *list);
guint                 sotong_demo_list_get_length      (const SotongDemoList     *self);
const char           *sotong_demo_list_get_source      (const SotongDemoList     *self,
                                                        guint                     entry);
void                  sotong_demo_list_append          (const SotongDemoList     *self,
                                                        SotongDemoVoice          *voice,
                                                        GString                  *text);
void                  sotong_demo_list_append_entry    (const SotongDemoList     *self,
                                                        guint                     entry,
                                                        SotongDemoVoice          *voice,
                                                        GString                  *text);
void                  sotong_demo_voice_init           (SotongDemoVoice          *self,
                                                        SotongRandom             *random,
                                                        SotongDemoStyle           style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongDemoGrammar, sotong_demo_grammar_free)
G_END_DECLS
