/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-calendar-symbol.h"
#include "app/panes/sotong-editor-copy.h"
#include "platforms/sotong-capabilities.h"

G_BEGIN_DECLS
struct _SotongEditorCopy
{
  GtkWidget                 parent_instance;
  gint64                    channel_id;
  const SotongCapabilities *can;         /* (nullable): of its platform */
  gint64                    text_limit;  /* of its server; 0 or less: its platform's */
  SotongCopy               *copy;        /* (owned) (nullable): as it was read */
  char                     *main_text;   /* (owned) */
  gboolean              has_files;
  SotongLinkMarks           marks;       /* (owned): what its links get when it is sent */
  GTimeZone                *zone;        /* (owned) */
  gboolean                  updating;    /* the program sets what a person could */
  gboolean                  held_back;   /* its time does not schedule it before a ground is written */
  gboolean                  released;    /* held back until a ground was written just now */
  gboolean                  time_chosen; /* a person said when it goes out, since it was read */

  /* (unowned): template children */
  GtkWidget                *box;
  GtkCheckButton           *check;
  GtkLabel                 *name;
  GtkLabel                 *platform;
  SotongCalendarSymbol     *symbol;
  GtkLabel                 *state;
  GtkLabel                 *count;
  SotongEditorSchedule     *schedule;
  GtkToggleButton          *expand;
  GtkRevealer              *revealer;
  GtkSwitch                *same;
  GtkWidget                *thread_row;
  GtkSwitch                *thread;
  GtkWidget                *text_frame;
  SotongEditorText         *text;
  GtkLabel                 *failure;
  GtkWidget                *next_step;
  GtkWidget                *look_button;
  GtkWidget                *again_button;
  GtkWidget                *what_became;
  GtkEntry                 *url_entry;
  GtkWidget                *there_button;
  GtkWidget                *not_there_button;
  GtkWidget                *link;
};

gboolean sotong_editor_copy_is_fixed     (SotongEditorCopy *self);
gboolean sotong_editor_copy_has_own_text (SotongEditorCopy *self);
void     sotong_editor_copy_show_state   (SotongEditorCopy *self);
void     sotong_editor_copy_update       (SotongEditorCopy *self);
gssize   sotong_editor_copy_recount      (SotongEditorCopy *self);

SotongState sotong_editor_copy_state_at  (SotongEditorCopy *self,
                                          gint64            time);
G_END_DECLS
