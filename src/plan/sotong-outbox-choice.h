/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-outbox-act.h"

G_BEGIN_DECLS
/* What a person chooses for what was missed or held. */
typedef enum {
  SOTONG_CHOICE_NOW,        /* missed: goes out now; held: as it was, and what is past goes out now */
  SOTONG_CHOICE_NEXT_SLOT,  /* missed: to the channel's next free slot */
  SOTONG_CHOICE_SHIFT,      /* held: all later by a span */
  SOTONG_CHOICE_DROP,       /* off the schedule */
  SOTONG_CHOICE_AS_PLANNED, /* held: what is still to come as it was; what is past is missed */
  SOTONG_CHOICE_SUGGESTED,  /* held: what is still to come as it was; what is past to times without clashes */
} SotongOutboxChoice;

/* What became of one copy. */
typedef struct {
  gint64    copy_id;
  gint64    content_id;
  char     *title;
  char     *channel;
  char     *state;         /* from now on */
  gint64    publish_at;    /* from now on, or SOTONG_NONE */
  gboolean  done;
  gboolean  seal_broken;   /* it was approved with another time, and is a draft now */
  char     *problem;       /* (nullable): why nothing was done, a sentence */
} SotongChosen;

void        sotong_chosen_free        (SotongChosen        *chosen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongChosen, sotong_chosen_free)

GPtrArray  *sotong_outbox_choose      (SotongDb            *db,
                                       GArray              *contents,
                                       GArray              *copies,
                                       SotongOutboxChoice   choice,
                                       GError             **error);
GPtrArray  *sotong_outbox_end_hold    (SotongDb            *db,
                                       SotongOutboxChoice   choice,
                                       gint64               shift_s,
                                       GError             **error);
G_END_DECLS
