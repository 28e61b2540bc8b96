/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/panes/sotong-approval-data.h"

G_BEGIN_DECLS
GtkWidget *sotong_approval_view_new      (const SotongApprovalScreen *screen,
                                          GTimeZone            *zone);
GtkWidget *sotong_approval_view_new_line (const SotongApproval *approval,
                                          GTimeZone            *zone);
G_END_DECLS
