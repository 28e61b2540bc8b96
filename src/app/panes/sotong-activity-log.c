/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-activity-log.h"
#include "app/panes/sotong-editor-history.h"

#include <glib/gi18n.h>

#include "store/sotong-attempt.h"
#include "store/sotong-source-run.h"
#include "store/sotong-source.h"
#include "util/sotong-won.h"

#define N_EACH 60 /* attempts, and runs */

/**
 * SotongActivityItem:
 *
 * A line of the log: an attempt to publish, or a reading of a source.
 */
struct _SotongActivityItem
{
  GObject             parent_instance;
  gint64              time;
  gint64              content_id;  /* of an attempt, else 0 */
  const char         *kind;        /* translated */
  const char         *outcome;     /* translated */
  char               *subject;     /* (owned) */
  char               *message;     /* (owned) */
  SotongActivityMood  mood;
};

G_DEFINE_FINAL_TYPE (SotongActivityItem, sotong_activity_item, G_TYPE_OBJECT)

static void
sotong_activity_item_finalize (GObject *object)
{
  SotongActivityItem *self = SOTONG_ACTIVITY_ITEM (object);

  g_free (self->subject);
  g_free (self->message);
  G_OBJECT_CLASS (sotong_activity_item_parent_class)->finalize (object);
}

static void
sotong_activity_item_class_init (SotongActivityItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_activity_item_finalize;
}

static void
sotong_activity_item_init (SotongActivityItem *self)
{
}

gint64
sotong_activity_item_get_time (SotongActivityItem *self)
{
  return self->time;
}

gint64
sotong_activity_item_get_content (SotongActivityItem *self)
{
  return self->content_id;
}

const char *
sotong_activity_item_get_kind (SotongActivityItem *self)
{
  return self->kind;
}

const char *
sotong_activity_item_get_subject (SotongActivityItem *self)
{
  return self->subject;
}

const char *
sotong_activity_item_get_outcome (SotongActivityItem *self)
{
  return self->outcome;
}

const char *
sotong_activity_item_get_message (SotongActivityItem *self)
{
  return self->message;
}

SotongActivityMood
sotong_activity_item_get_mood (SotongActivityItem *self)
{
  return self->mood;
}

/* ---- words ---- */

typedef struct {
  const char         *name;
  const char         *label;
  SotongActivityMood  mood;
} Word;

static const Word kinds[] = {
  { "publish", N_("Published"), SOTONG_ACTIVITY_GOOD },
  { "look-up", N_("Looked up"), SOTONG_ACTIVITY_GOOD },
  { "by-hand", N_("By hand"), SOTONG_ACTIVITY_GOOD },
  { "settle", N_("Settled"), SOTONG_ACTIVITY_GOOD },
  { "update", N_("Corrected"), SOTONG_ACTIVITY_GOOD },
  { "delete", N_("Taken off"), SOTONG_ACTIVITY_GOOD },
  { "missed", N_("Missed"), SOTONG_ACTIVITY_GOOD },
  { "fetch", N_("Fetched"), SOTONG_ACTIVITY_GOOD },
  { "import", N_("Imported"), SOTONG_ACTIVITY_GOOD },
};

static const Word outcomes[] = {
  { "ok", N_("Done"), SOTONG_ACTIVITY_GOOD },
  { "unchanged", N_("Nothing new"), SOTONG_ACTIVITY_GOOD },
  { "wait", N_("Again later"), SOTONG_ACTIVITY_OPEN },
  { "renew", N_("Sign in again"), SOTONG_ACTIVITY_BAD },
  { "refused", N_("Refused"), SOTONG_ACTIVITY_BAD },
  { "unknown", N_("Outcome unknown"), SOTONG_ACTIVITY_BAD },
  { "not-sent", N_("Not sent"), SOTONG_ACTIVITY_OPEN },
  { "failed", N_("Failed"), SOTONG_ACTIVITY_BAD },
  { "cancelled", N_("Stopped"), SOTONG_ACTIVITY_OPEN },
};

static const Word *
find_word (const Word *words,
           gsize       n_words,
           const char *name)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_str_equal (words[i].name, name))
      return &words[i];
  return NULL;
}

static SotongActivityItem *
item_new (gint64      time,
          const char *kind,
          const char *outcome)
{
  SotongActivityItem *self = g_object_new (SOTONG_TYPE_ACTIVITY_ITEM, NULL);
  const Word *kind_word = find_word (kinds, G_N_ELEMENTS (kinds), kind);
  const Word *outcome_word = outcome != NULL ? find_word (outcomes, G_N_ELEMENTS (outcomes), outcome) : NULL;

  self->time = time;
  self->kind = kind_word != NULL ? _(kind_word->label) : "";
  self->outcome = outcome_word != NULL ? _(outcome_word->label) : _("Under way");
  self->mood = outcome_word != NULL ? outcome_word->mood : SOTONG_ACTIVITY_OPEN;
  return self;
}

/**
 * sotong_activity_item_same:
 * @a: an item
 * @b: another
 *
 * Returns: whether both show the same
 */
gboolean
sotong_activity_item_same (gconstpointer a,
                           gconstpointer b)
{
  const SotongActivityItem *first = a, *second = b;

  return first->time == second->time && first->content_id == second->content_id && first->mood == second->mood
         && g_strcmp0 (first->kind, second->kind) == 0 && g_strcmp0 (first->outcome, second->outcome) == 0
         && g_strcmp0 (first->subject, second->subject) == 0 && g_strcmp0 (first->message, second->message) == 0;
}

/* ---- reading ---- */

static gboolean
add_attempts (SotongDb   *db,
              GPtrArray  *items,
              GError    **error)
{
  g_autoptr(GPtrArray) attempts = sotong_attempt_list (db, 0, N_EACH, error);

  if (attempts == NULL)
    return FALSE;
  for (guint i = 0; i < attempts->len; i++)
    {
      const SotongAttempt *attempt = g_ptr_array_index (attempts, i);
      SotongActivityItem *item = item_new (attempt->started_at, attempt->kind, attempt->outcome);
      g_autofree char *call = sotong_editor_history_describe_call (attempt);

      item->content_id = attempt->content_id;
      item->subject = g_strdup_printf ("%s · %s", attempt->channel, attempt->title);
      item->message = call != NULL ? g_strdup_printf ("%s (%s)", attempt->message != NULL ? attempt->message : "", call) : g_strdup (attempt->message);
      g_ptr_array_add (items, item);
    }
  return TRUE;
}

static const char *
source_name (GPtrArray *sources,
             gint64     id)
{
  for (guint i = 0; i < sources->len; i++)
    {
      const SotongSource *source = g_ptr_array_index (sources, i);

      if (source->id == id)
        return source->name;
    }
  return "";
}

static gboolean
add_runs (SotongDb   *db,
          GPtrArray  *items,
          GError    **error)
{
  g_autoptr(GPtrArray) sources = sotong_source_list (db, error);
  g_autoptr(GPtrArray) runs = sources != NULL ? sotong_source_run_list (db, 0, N_EACH, error) : NULL;

  if (runs == NULL)
    return FALSE;
  for (guint i = 0; i < runs->len; i++)
    {
      const SotongSourceRun *run = g_ptr_array_index (runs, i);
      SotongActivityItem *item = item_new (run->started_at, run->kind, *run->outcome != '\0' ? run->outcome : NULL);
      g_autofree char *number = sotong_number_group (run->n_new);

      item->subject = g_strdup (source_name (sources, run->source_id));
      item->message = *run->message != '\0' || item->mood != SOTONG_ACTIVITY_GOOD
                      ? g_strdup (run->message)
                      : g_strdup_printf (ngettext ("%s new mention", "%s new mentions", (gulong) run->n_new), number);
      g_ptr_array_add (items, item);
    }
  return TRUE;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const SotongActivityItem *first = *(SotongActivityItem * const *) a, *second = *(SotongActivityItem * const *) b;

  return second->time > first->time ? 1 : second->time < first->time ? -1 : 0;
}

/* A job of the store: the latest attempts and runs, (element-type SotongActivityItem), newest first. */
gpointer
sotong_activity_log_job (SotongDb      *db,
                         gpointer       data,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (!add_attempts (db, items, error) || !add_runs (db, items, error))
    return NULL;
  g_ptr_array_sort (items, compare_items);
  return g_steal_pointer (&items);
}
