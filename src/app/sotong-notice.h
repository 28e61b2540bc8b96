/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "store/sotong-store.h"

G_BEGIN_DECLS
#define SOTONG_NOTICE_ACTION "show"     /* of the application: (ssx), a workspace's file, a target, a content */
#define SOTONG_NOTICE_CONTENT "content" /* the target that is the content itself */
#define SOTONG_NOTICE_PANE "pane:"      /* a target that begins so goes on with a pane's id */

/* What a person is told of a workspace on the desktop. */
typedef struct {
  const char            *id;       /* the same for the same cause in this workspace: a later one takes its place */
  const char            *title;
  const char            *body;
  GNotificationPriority  priority;
  const char            *target;   /* what a click shows; "" for the window alone */
  gint64                 content;  /* or 0 */
} SotongNotice;

void  sotong_notice_send     (GApplication       *application,
                              SotongStore        *store,
                              const SotongNotice *notice);
void  sotong_notice_withdraw (GApplication       *application,
                              SotongStore        *store,
                              const char         *id);
char *sotong_notice_id       (SotongStore        *store,
                              const char         *id) G_GNUC_WARN_UNUSED_RESULT;
char *sotong_notice_body     (GApplication       *application,
                              SotongStore        *store,
                              const char         *body) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
