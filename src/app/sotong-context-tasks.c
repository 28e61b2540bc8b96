/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-context.h"

#define MAX_TASKS 100 /* beyond it those that are over go, the oldest first: a window stays open for weeks */

/* What is under way in a window, the newest first. */

static void
drop_oldest (GListStore *tasks)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (tasks)); i-- > 1 && g_list_model_get_n_items (G_LIST_MODEL (tasks)) > MAX_TASKS;)
    {
      g_autoptr(SotongTask) task = g_list_model_get_item (G_LIST_MODEL (tasks), i);

      if (sotong_task_is_over (task))
        g_list_store_remove (tasks, i);
    }
}

/**
 * sotong_context_add_task:
 * @self: the context
 * @task: (transfer none): something that was begun
 *
 * Puts it on top of the list. Of a hundred and more the oldest that are over are forgotten.
 */
void
sotong_context_add_task (SotongContext *self,
                         SotongTask    *task)
{
  g_return_if_fail (SOTONG_IS_CONTEXT (self));
  g_return_if_fail (SOTONG_IS_TASK (task));
  g_list_store_insert (G_LIST_STORE (sotong_context_get_tasks (self)), 0, task);
  drop_oldest (G_LIST_STORE (sotong_context_get_tasks (self)));
}

/**
 * sotong_context_clear_tasks:
 * @self: the context
 *
 * Forgets the tasks that are over.
 */
void
sotong_context_clear_tasks (SotongContext *self)
{
  GListModel *tasks = sotong_context_get_tasks (self);

  for (guint i = g_list_model_get_n_items (tasks); i-- > 0;)
    {
      g_autoptr(SotongTask) task = g_list_model_get_item (tasks, i);

      if (sotong_task_is_over (task))
        g_list_store_remove (G_LIST_STORE (tasks), i);
    }
}

/**
 * sotong_context_cancel_tasks:
 * @self: the context
 *
 * Asks all tasks to stop, because the workspace is being closed.
 */
void
sotong_context_cancel_tasks (SotongContext *self)
{
  GListModel *tasks = sotong_context_get_tasks (self);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr(SotongTask) task = g_list_model_get_item (tasks, i);

      sotong_task_cancel (task);
    }
}
