/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "store/sotong-approval.h"
#include "store/sotong-person.h"

G_BEGIN_DECLS
/* What the approval box shows, as it was read. */
typedef struct {
  gboolean   on;
  GPtrArray *items;      /* (element-type SotongApprovalItem): what waits, what goes out first at the top */
  GPtrArray *people;     /* (element-type SotongPerson): all of the workspace */
  GPtrArray *actors;     /* (element-type SotongPerson): those for whom this account may act; its own first */
  gint64     person_id;  /* who acts; 0 if nobody can */
} SotongApprovalBox;

/* A picture of a content, small. */
typedef struct {
  char      *file_name;
  char      *alt_text;
  GdkPixbuf *pixbuf;
} SotongApprovalPicture;

/* All that stands on the screen on which a content is decided. */
typedef struct {
  SotongApproval *approval;
  GPtrArray      *pictures;  /* (element-type SotongApprovalPicture): those that could be read, the first few */
} SotongApprovalScreen;

/* Whose box, and whether all that waits is to be in it. */
typedef struct {
  gint64   person_id;    /* 0: for whom the account acts */
  gboolean everything;
} SotongApprovalQuery;

GPtrArray *sotong_approval_list_actors (SotongDb        *db,
                                       GPtrArray         *people,
                                       GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void     sotong_approval_box_free     (SotongApprovalBox *box);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongApprovalBox, sotong_approval_box_free)
gpointer sotong_approval_box_job      (SotongDb          *db,
                                       gpointer           query,
                                       GCancellable      *cancellable,
                                       GError           **error);
void     sotong_approval_screen_free  (SotongApprovalScreen *screen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongApprovalScreen, sotong_approval_screen_free)
gpointer sotong_approval_screen_job   (SotongDb          *db,
                                       gpointer           content_id,
                                       GCancellable      *cancellable,
                                       GError           **error);
G_END_DECLS
