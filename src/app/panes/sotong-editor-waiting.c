/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-page-private.h"

#include "app/sotong-waiting-question.h"

/* A copy that waits for its time on its platform, and was given another here, is moved there before it is saved. */

static const SotongCopy *
find_base (SotongEditorPage *self,
           gint64            copy_id)
{
  for (guint i = 0; self->base != NULL && i < self->base->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (self->base->copies, i);

      if (copy->id == copy_id)
        return copy;
    }
  return NULL;
}

static GArray *
list_moves (SotongEditorPage *self)
{
  g_autoptr(SotongContent) mine = sotong_editor_page_build (self);
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (SotongWaitingMove));

  for (guint i = 0; i < mine->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (mine->copies, i);
      const SotongCopy *base = copy->id != 0 ? find_base (self, copy->id) : NULL;
      SotongWaitingMove move = { self->id, copy->id, copy->publish_at };

      if (base != NULL && sotong_copy_waits_there (base) && copy->publish_at != SOTONG_NONE && copy->publish_at != base->publish_at)
        g_array_append_val (moves, move);
    }
  return moves;
}

static void
moved (gpointer user_data)
{
  SotongEditorPage *self = user_data;

  self->moved_there = TRUE;
  if (!self->shut)
    sotong_editor_page_save (self);
  self->moved_there = FALSE;
}

/* Asks, if need be, and saves afterwards. Returns: whether it asks. */
gboolean
sotong_editor_page_ask_waiting (SotongEditorPage *self)
{
  g_autoptr(GArray) moves = NULL;

  if (self->moved_there || self->pane == NULL || self->id == 0)
    return FALSE;
  moves = list_moves (self);
  if (moves->len == 0)
    return FALSE;
  sotong_waiting_question_ask (self->pane, moves, moved, g_object_ref (self), g_object_unref);
  return TRUE;
}
