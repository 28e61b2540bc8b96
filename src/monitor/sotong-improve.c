/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "monitor/sotong-improve.h"
#include "words/sotong-judge.h"
#include "words/sotong-lesson.h"

#define LEAST_TAUGHT 50  /* fewer say nothing about what the office means */
#define HELD_PART 5      /* one in five is kept apart, always the same ones */

/* What is learnt from, and what it is tried on. */
typedef struct {
  GPtrArray *all;      /* (owned) (element-type SotongTaught) */
  GArray    *learnt;   /* (owned) (element-type SotongLessonText) */
  GArray    *held;     /* (owned) (element-type SotongLessonText) */
  guint      n_drawn;  /* of those, what was drawn by lot */
} Parts;

static void
parts_clear (Parts *parts)
{
  g_clear_pointer (&parts->all, g_ptr_array_unref);
  g_clear_pointer (&parts->learnt, g_array_unref);
  g_clear_pointer (&parts->held, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_taught_list (db, error);
}

/* By the text, so that copies of one text are on one side. What was drawn by lot measures, and teaches nothing: the rate of agreement
 * would say how well the machine remembers. */
static gboolean
is_held (const SotongTaught *taught)
{
  return taught->drawn || (g_str_hash (taught->text) * 2654435769u >> 16) % HELD_PART == 0;
}

static gboolean
divide (SotongStore   *store,
        Parts         *parts,
        GCancellable  *cancellable,
        GError       **error)
{
  parts->all = sotong_store_read (store, list_job, NULL, cancellable, error);
  if (parts->all == NULL)
    return FALSE;
  parts->learnt = g_array_new (FALSE, FALSE, sizeof (SotongLessonText));
  parts->held = g_array_new (FALSE, FALSE, sizeof (SotongLessonText));
  for (guint i = 0; i < parts->all->len; i++)
    {
      const SotongTaught *taught = g_ptr_array_index (parts->all, i);
      SotongLessonText text = { taught->text, (guint) taught->sentiment - SOTONG_SENTIMENT_NEGATIVE };

      g_array_append_val (is_held (taught) ? parts->held : parts->learnt, text);
      parts->n_drawn += taught->drawn ? 1 : 0;
    }
  if (parts->all->len - parts->n_drawn >= LEAST_TAUGHT && parts->held->len > 0 && parts->learnt->len > 0)
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("To learn from, a person must have judged at least %d mentions outside the weekly samples; there are %u. The samples only measure how often "
                 "person and program agree. Correct some more in the list of mentions."), LEAST_TAUGHT, parts->all->len - parts->n_drawn);
  return FALSE;
}

/* How many of the held texts are judged as the person did. */
static gint64
count_right (const Parts        *parts,
             const SotongLesson *lesson)
{
  SotongModel *model = sotong_model_get_default (NULL);
  g_autoptr(SotongJudge) judge = sotong_judge_new (model);
  gint64 right = 0;

  sotong_judge_set_lesson (judge, lesson);
  for (guint i = 0; i < parts->held->len; i++)
    {
      const SotongLessonText *text = &g_array_index (parts->held, SotongLessonText, i);
      SotongJudgement judgement;

      sotong_judge_text (judge, text->text, strlen (text->text), &judgement);
      right += (guint) judgement.forced == text->label;
    }
  return right;
}

typedef struct {
  SotongTaughtLesson *lesson;
  gboolean            use;
} Keep;

static gpointer
keep_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Keep *keep = data;

  keep->lesson->made_at = sotong_db_now (db);
  keep->lesson->id = sotong_taught_add (db, keep->lesson, keep->use, error);
  return keep->lesson->id != 0 ? keep : NULL;
}

/**
 * sotong_improve_run:
 * @store: a workspace
 * @out_used: (out): whether what was learnt is used from now on: where it judged more of the held-back texts as a person did
 * @cancellable: (nullable): a cancellable
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` where there is too little to learn from
 *
 * Learns from what persons said of mentions, four in five of them, and tries it on the rest and on what was drawn by lot. The same judgements teach the same. Blocks:
 * for worker threads and sotongctl.
 *
 * Returns: (transfer full) (nullable): what was learnt and how well it did
 */
SotongTaughtLesson *
sotong_improve_run (SotongStore   *store,
                    gboolean      *out_used,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_auto(Parts) parts = { NULL };
  g_autoptr(SotongLesson) lesson = NULL;
  g_autoptr(SotongTaughtLesson) taught = NULL;
  Keep keep;

  if (!divide (store, &parts, cancellable, error))
    return NULL;
  lesson = sotong_lesson_learn ((const SotongLessonText *) (void *) parts.learnt->data, parts.learnt->len, cancellable, error);
  if (lesson == NULL)
    return NULL;
  taught = g_new0 (SotongTaughtLesson, 1);
  taught->n_learnt = parts.learnt->len;
  taught->n_held = parts.held->len;
  taught->n_before = count_right (&parts, NULL);
  taught->n_after = count_right (&parts, lesson);
  taught->weights = sotong_lesson_to_bytes (lesson);
  keep = (Keep) { taught, taught->n_after > taught->n_before };
  if (sotong_store_write (store, SOTONG_WRITE_DEFAULT, keep_job, &keep, cancellable, error) == NULL)
    return NULL;
  *out_used = keep.use;
  return g_steal_pointer (&taught);
}
