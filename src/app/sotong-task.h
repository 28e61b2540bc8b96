/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
typedef enum {
  SOTONG_TASK_RUNNING,
  SOTONG_TASK_CANCELLING, /* a person asked it to stop; it has not answered yet */
  SOTONG_TASK_DONE,
  SOTONG_TASK_FAILED,
  SOTONG_TASK_CANCELLED,
  SOTONG_TASK_WAITING,    /* not done yet; it is tried again by itself */
  SOTONG_TASK_UNSURE,     /* whether it is done is not known */
} SotongTaskState;

#define SOTONG_TASK_UNKNOWN (-1.0)  /* how far it is cannot be said */
#define SOTONG_TASK_STANDING (-2.0) /* it goes on until it is stopped, and has no end to reach */

#define SOTONG_TYPE_TASK (sotong_task_get_type ())
G_DECLARE_FINAL_TYPE (SotongTask, sotong_task, SOTONG, TASK, GObject)

SotongTask      *sotong_task_new             (const char      *title) G_GNUC_WARN_UNUSED_RESULT;
const char      *sotong_task_get_title       (SotongTask      *self);
const char      *sotong_task_get_detail      (SotongTask      *self);
void             sotong_task_set_detail      (SotongTask      *self,
                                              const char      *detail);
double           sotong_task_get_fraction    (SotongTask      *self);
void             sotong_task_set_fraction    (SotongTask      *self,
                                              double           fraction);
SotongTaskState  sotong_task_get_state       (SotongTask      *self);
gboolean         sotong_task_is_over         (SotongTask      *self);
GCancellable    *sotong_task_get_cancellable (SotongTask      *self);
void             sotong_task_cancel          (SotongTask      *self);
void             sotong_task_done            (SotongTask      *self,
                                              const char      *sentence);
void             sotong_task_fail            (SotongTask      *self,
                                              const char      *sentence);
void             sotong_task_leave           (SotongTask      *self,
                                              SotongTaskState  state,
                                              const char      *sentence);
void             sotong_task_stop            (SotongTask      *self,
                                              const char      *sentence);
void             sotong_task_end             (SotongTask      *self,
                                              const char      *sentence,
                                              const GError    *error);
G_END_DECLS
