/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/sotong-task.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_ACTIVITY_TASK_ROW (sotong_activity_task_row_get_type ())
G_DECLARE_FINAL_TYPE (SotongActivityTaskRow, sotong_activity_task_row, SOTONG, ACTIVITY_TASK_ROW, GtkListBoxRow)

GtkWidget *sotong_activity_task_row_new (SotongTask *task) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
