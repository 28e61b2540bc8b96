/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-warnings.h"

#include "app/panes/sotong-calendar-item.h"
#include "plan/sotong-warning-span.h"

/*
 * Comparing the texts of two months takes longer than reading one. So the days are shown first, and marked when the
 * comparing is done, in a thread of the store; whoever searches or filters sees the same marks again without asking.
 * Marks of before a change stay until those of after it are known: they do not blink with each letter that is saved.
 */

typedef struct {
  SotongCalendarWarnings *owner;        /* (unowned) (nullable): %NULL once nobody waits */
  SotongCalendarSpan      span;
  GCancellable           *cancellable;  /* (owned) */
} Question;

struct _SotongCalendarWarnings
{
  SotongCalendarWarningsFunc  func;
  gpointer                    user_data;
  SotongSpanWarnings         *known;     /* (owned) (nullable) */
  SotongCalendarSpan          span;      /* of @known */
  gboolean                    current;   /* nothing changed since @known was read */
  Question                   *question;  /* (unowned) (nullable): the newest; it frees itself */
};

/**
 * sotong_calendar_warnings_new:
 * @func: called in the main context when they are known
 * @user_data: for @func
 *
 * Returns: (transfer full): the warnings of a calendar, none yet
 */
SotongCalendarWarnings *
sotong_calendar_warnings_new (SotongCalendarWarningsFunc func,
                              gpointer                   user_data)
{
  SotongCalendarWarnings *self = g_new0 (SotongCalendarWarnings, 1);

  self->func = func;
  self->user_data = user_data;
  return self;
}

static void
stop_reading (SotongCalendarWarnings *self)
{
  if (self->question == NULL)
    return;
  g_cancellable_cancel (self->question->cancellable);
  self->question->owner = NULL;
  self->question = NULL;
}

void
sotong_calendar_warnings_free (SotongCalendarWarnings *self)
{
  if (self == NULL)
    return;
  stop_reading (self);
  g_clear_pointer (&self->known, sotong_span_warnings_free);
  g_free (self);
}

/**
 * sotong_calendar_warnings_expire:
 * @self: the warnings
 *
 * The contents changed: what is known stands only until it is read anew.
 */
void
sotong_calendar_warnings_expire (SotongCalendarWarnings *self)
{
  stop_reading (self);
  self->current = FALSE;
}

/**
 * sotong_calendar_warnings_forget:
 * @self: the warnings
 *
 * Another workspace comes, or none.
 */
void
sotong_calendar_warnings_forget (SotongCalendarWarnings *self)
{
  stop_reading (self);
  g_clear_pointer (&self->known, sotong_span_warnings_free);
}

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const SotongCalendarSpan *span = data;
  GTimeZone *zone = sotong_db_get_zone (db);
  SotongRange range = { sotong_month_day_start (span->first, zone), sotong_month_day_start (span->first + span->n_days, zone) };

  return sotong_span_warnings_new (db, range, cancellable, error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Question *question = user_data;
  SotongCalendarWarnings *self = question->owner;
  /* Without warnings the calendar is as good as before: what failed to be read is told by the days themselves. */
  SotongSpanWarnings *warnings = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);

  if (self != NULL)
    self->question = NULL;
  if (self != NULL && warnings != NULL)
    {
      g_clear_pointer (&self->known, sotong_span_warnings_free);
      self->known = g_steal_pointer (&warnings);
      self->span = question->span;
      self->current = TRUE;
      self->func (self->user_data);
    }
  sotong_span_warnings_free (warnings);
  g_object_unref (question->cancellable);
  g_free (question);
}

/**
 * sotong_calendar_warnings_read:
 * @self: the warnings
 * @store: the workspace
 * @span: the days that are shown; a year shows no marks
 *
 * Reads them unless they are known or on their way.
 */
void
sotong_calendar_warnings_read (SotongCalendarWarnings   *self,
                               SotongStore              *store,
                               const SotongCalendarSpan *span)
{
  if (span->kind == SOTONG_CALENDAR_KIND_YEAR
      || (self->known != NULL && self->current && sotong_calendar_span_is_same (&self->span, span))
      || (self->question != NULL && sotong_calendar_span_is_same (&self->question->span, span)))
    return;
  stop_reading (self);
  self->question = g_new0 (Question, 1);
  self->question->owner = self;
  self->question->span = *span;
  self->question->cancellable = g_cancellable_new ();
  sotong_store_read_async (store, read_job, g_memdup2 (span, sizeof *span), g_free, (GDestroyNotify) sotong_span_warnings_free,
                           self->question->cancellable, read_cb, self->question);
}

static void
say (GString    *text,
     const char *sentence)
{
  if (sentence != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
}

/* Returns: (transfer full) (nullable): all there is to look at, sentence by sentence */
static char *
warning_of (const SotongSpanWarnings *warnings,
            const SotongCalendarItem *item)
{
  GString *text = g_string_new (NULL);
  const char *clash = NULL;

  for (guint i = 0; i < item->copies->len && clash == NULL; i++)
    clash = g_hash_table_lookup (warnings->clashes, &g_array_index (item->copies, gint64, i));
  say (text, clash);
  if (sotong_state_can_move (item->state) && item->copies->len > 0)
    say (text, g_hash_table_lookup (warnings->joint, &item->content_id));
  if (sotong_state_can_move (item->state))
    say (text, g_hash_table_lookup (warnings->similar, &item->content_id));
  return g_string_free (text, text->len == 0);
}

/**
 * sotong_calendar_warnings_flag:
 * @self: the warnings
 * @data: what a calendar shows
 *
 * Marks what the editor would warn of, as far as it is known.
 *
 * Returns: whether a mark changed
 */
gboolean
sotong_calendar_warnings_flag (SotongCalendarWarnings *self,
                               SotongCalendarData     *data)
{
  gboolean changed = FALSE;

  if (self->known == NULL || !sotong_calendar_span_is_same (&self->span, &data->span))
    return FALSE;
  for (int i = 0; i < data->span.n_days; i++)
    for (guint j = 0; j < data->days[i]->len; j++)
      {
        SotongCalendarItem *item = g_ptr_array_index (data->days[i], j);
        g_autofree char *before = g_steal_pointer (&item->warning);

        item->warning = warning_of (self->known, item);
        changed = changed || g_strcmp0 (before, item->warning) != 0;
      }
  return changed;
}

/**
 * sotong_calendar_warnings_is_reading:
 * @self: the warnings
 *
 * Returns: whether an answer of the store is awaited
 */
gboolean
sotong_calendar_warnings_is_reading (SotongCalendarWarnings *self)
{
  return self->question != NULL;
}
