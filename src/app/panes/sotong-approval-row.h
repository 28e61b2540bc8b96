/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "store/sotong-approval.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_APPROVAL_ROW (sotong_approval_row_get_type ())
G_DECLARE_FINAL_TYPE (SotongApprovalRow, sotong_approval_row, SOTONG, APPROVAL_ROW, GObject)

/**
 * SotongApprovalRow:
 *
 * A line of the approval box. Does not change.
 */
struct _SotongApprovalRow
{
  GObject             parent_instance;
  SotongApprovalItem *item;  /* (owned) */
  gint64              now;   /* when it was read, seconds since 1970 UTC */
};

SotongApprovalRow  *sotong_approval_row_new_take    (SotongApprovalItem *item,
                                                     gint64              now) G_GNUC_WARN_UNUSED_RESULT;
char               *sotong_approval_row_time_left   (gint64              seconds) G_GNUC_WARN_UNUSED_RESULT;
char               *sotong_approval_row_when        (SotongApprovalRow  *self,
                                                     GTimeZone          *zone) G_GNUC_WARN_UNUSED_RESULT;
char               *sotong_approval_row_describe    (SotongApprovalRow  *self,
                                                     GTimeZone          *zone) G_GNUC_WARN_UNUSED_RESULT;
GtkListItemFactory *sotong_approval_row_new_factory (GTimeZone          *zone) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
