/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-application.h"

G_BEGIN_DECLS
struct _SotongApplication
{
  AdwApplication  parent_instance;
  SotongSettings *settings;  /* (owned) (not nullable) */
  SotongClock    *clock;     /* (owned) (nullable): of --now */
  GPtrArray      *openings;  /* (owned): the workspaces that are being opened, of `sotong-application-open.c` */
  gboolean        unseen;    /* a workspace is being opened to be published without a window */
};

SotongWindow *sotong_application_ensure_window (SotongApplication *self);
void          sotong_application_add_open      (SotongApplication *self);
void          sotong_application_show          (SotongApplication *self,
                                                SotongWindow      *window,
                                                const char        *target,
                                                gint64             content);
void          sotong_application_show_at       (SotongApplication *self,
                                                const char        *path,
                                                const char        *target,
                                                gint64             content);
void          sotong_application_reopen        (SotongApplication *self,
                                                SotongWindow      *window);
G_END_DECLS
