/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
/* What the input method does when it is asked to let go of what it composes. */
typedef enum {
  FAKE_IM_AT_ONCE,  /* puts it into the text in the call */
  FAKE_IM_LATER,    /* a little later, as over a bus */
  FAKE_IM_NEVER,    /* forgets it */
} FakeImAnswer;

/* An input method as GTK loads them, for tests of what is being composed. */
void     fake_im_install    (void);
void     fake_im_choose     (void);
void     fake_im_set_answer (FakeImAnswer  answer);
gboolean fake_im_is_focused (void);
void     fake_im_compose    (const char   *text);
void     fake_im_commit     (const char   *text);
G_END_DECLS
