/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-application.h"

G_BEGIN_DECLS
struct _SotongApplication
{
  AdwApplication  parent_instance;
  SotongSettings *settings;  /* (owned) (not nullable) */
  SotongClock    *clock;     /* (owned) (nullable): of --now */
  char           *clicked;   /* (owned) (nullable): what a clicked notification tells of, until the workspace is open */
  gboolean        unseen;    /* a workspace is being opened to be published without a window */
};

SotongWindow *sotong_application_ensure_window (SotongApplication *self);
void          sotong_application_add_open      (SotongApplication *self);
void          sotong_application_reopen        (SotongApplication *self,
                                                SotongWindow      *window);
G_END_DECLS
