/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-sources-data.h"

#include <glib/gi18n.h>

#include "store/sotong-relative.h"
#include "store/sotong-source-run.h"
#include "util/sotong-won.h"

static char *
describe_last (SotongDb           *db,
               const SotongSource *source)
{
  return source->last_run_at != SOTONG_NONE ? sotong_time_format_minute (source->last_run_at, sotong_db_get_zone (db)) : g_strdup (_("Never"));
}

static char *
describe_next (SotongDb           *db,
               const SotongSource *source)
{
  if (!source->enabled)
    return g_strdup (_("Turned off"));
  if (source->under_way)
    return g_strdup (_("Being read"));
  if (source->next_due == SOTONG_SOURCE_NEVER)
    return g_strdup (_("When you ask for it"));
  if (source->next_due == SOTONG_NONE || source->next_due <= sotong_db_now (db))
    return g_strdup (_("Due"));
  return sotong_time_format_minute (source->next_due, sotong_db_get_zone (db));
}

static const char *
describe_outcome (const SotongSource *source)
{
  static const struct { const char *outcome; const char *text; } words[] = {
    { "ok", N_("Done") }, { "unchanged", N_("Nothing new") }, { "wait", N_("Again later") }, { "refused", N_("Refused") },
    { "failed", N_("Failed") }, { "cancelled", N_("Stopped") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (source->last_outcome, words[i].outcome) == 0)
      return _(words[i].text);
  return source->under_way ? _("Under way") : "";
}

/* (transfer full): when it was read, what came, what went wrong, and when it is read again; a line each. */
char *
sotong_source_line_describe (SotongDb           *db,
                             const SotongSource *source)
{
  g_autofree char *last = describe_last (db, source), *next = describe_next (db, source), *number = sotong_number_group (source->last_new);
  const char *message = source->last_message != NULL ? source->last_message : "";

  /* Translators: of a source: its address, when it was read last, how many new mentions came, how it ended, when it is read again */
  return g_strdup_printf (_("%s\nLast read: %s, new: %s\n%s%s%s\nNext: %s"), source->url, last, number, describe_outcome (source),
                          *message != '\0' ? ": " : "", message, next);
}

static SotongTone
tone_of (const SotongSource *source)
{
  if (!source->enabled)
    return SOTONG_TONE_DONE;
  if (source->failures > 0)
    return source->next_due == SOTONG_SOURCE_NEVER ? SOTONG_TONE_ERROR : SOTONG_TONE_WARNING;
  return SOTONG_TONE_PLAIN;
}

static SotongTextRow *
make_row (SotongDb           *db,
          const SotongSource *source)
{
  SotongTextRow *row = sotong_text_row_new (source->id, tone_of (source));
  g_autofree char *outcome = NULL;
  const char *message = source->last_message != NULL ? source->last_message : "";

  outcome = g_strdup_printf ("%s%s%s", describe_outcome (source), *message != '\0' ? ": " : "", message);
  sotong_text_row_take (row, g_strdup (source->name));
  sotong_text_row_take (row, describe_last (db, source));
  sotong_text_row_take (row, source->last_run_at != SOTONG_NONE ? sotong_number_group (source->last_new) : g_strdup (""));
  sotong_text_row_take (row, g_steal_pointer (&outcome));
  sotong_text_row_take (row, describe_next (db, source));
  sotong_text_row_take (row, sotong_number_group (source->n_mentions));
  return row;
}

/* ---- relative series ---- */

static SotongTextRow *
make_relative_row (SotongDb             *db,
                   const SotongSource   *source,
                   const SotongRelative *relative)
{
  SotongTextRow *row = sotong_text_row_new (source->id, SOTONG_TONE_PLAIN);

  sotong_text_row_take (row, g_strdup (source->name));
  sotong_text_row_take (row, g_strdup (relative->name));
  sotong_text_row_take (row, g_strdup (relative->day));
  sotong_text_row_take (row, g_strdup_printf ("%.1f", relative->ratio));
  sotong_text_row_take (row, sotong_time_format_minute (relative->fetched_at, sotong_db_get_zone (db)));
  return row;
}

/* Of each answer the largest value is 100: they are no counts, and those of two answers cannot be compared. */
static gboolean
add_relative (SotongDb            *db,
              GPtrArray           *rows,
              const SotongSource  *source,
              GError             **error)
{
  g_autoptr(GPtrArray) list = sotong_relative_list (db, source->id, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    g_ptr_array_add (rows, make_relative_row (db, source, g_ptr_array_index (list, list->len - 1 - i)));
  return list != NULL;
}

/* A job of the store: a row for each source, or for each value of the search trends, the newest first. */
gpointer
sotong_sources_read_job (SotongDb      *db,
                         gpointer       question,
                         GCancellable  *cancellable,
                         GError       **error)
{
  const SotongTableQuestion *asked = question;
  g_autoptr(GPtrArray) sources = sotong_source_list (db, error);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const SotongSource *source = g_ptr_array_index (sources, i);

      if (asked->view == SOTONG_SOURCES_VIEW_LIST)
        g_ptr_array_add (rows, make_row (db, source));
      else if (g_str_equal (source->kind, "naver-trend") && !add_relative (db, rows, source, error))
        return NULL;
    }
  return sources != NULL ? g_steal_pointer (&rows) : NULL;
}
