/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-cases-data.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "store/sotong-case.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

#define SHOWN_BYTES 400
#define SOON_S 86400 /* due so soon that it stands out */
#define HOUR_S 3600
#define DAY_HOURS 24

/* ---- cases ---- */

static const char *
describe_kind (const char *kind)
{
  if (g_str_equal (kind, "idea"))
    return _("Idea");
  return g_str_equal (kind, "opinion") ? _("Opinion") : _("Needs an answer");
}

static const char *
describe_state (const SotongCase *one,
                gint64            now)
{
  if (g_str_equal (one->state, "answered"))
    return _("Answered");
  if (g_str_equal (one->state, "closed"))
    return _("Closed");
  return one->due_at != SOTONG_NONE && one->due_at < now ? _("Overdue") : _("Open");
}

static SotongTone
tone_of (const SotongCase *one,
         gint64            now)
{
  if (!g_str_equal (one->state, "open"))
    return SOTONG_TONE_DONE;
  if (one->due_at == SOTONG_NONE || one->due_at >= now + SOON_S)
    return SOTONG_TONE_PLAIN;
  return one->due_at < now ? SOTONG_TONE_ERROR : SOTONG_TONE_WARNING;
}

static SotongTextRow *
make_row (SotongDb         *db,
          const SotongCase *one)
{
  gint64 now = sotong_db_now (db);
  SotongTextRow *row = sotong_text_row_new (one->id, tone_of (one, now));

  sotong_text_row_take (row, g_strdup_printf ("%" PRId64, one->id));
  sotong_text_row_take (row, g_strdup (describe_state (one, now)));
  sotong_text_row_take (row, g_strdup (one->department));
  sotong_text_row_take (row, one->due_at != SOTONG_NONE ? sotong_time_format_minute (one->due_at, sotong_db_get_zone (db)) : g_strdup ("–"));
  sotong_text_row_take (row, g_strdup (describe_kind (one->kind)));
  sotong_text_row_take (row, *one->text != '\0' ? sotong_text_single_line (one->text, SHOWN_BYTES) : g_strdup (_("The text was purged.")));
  return row;
}

static GPtrArray *
read_cases (SotongDb  *db,
            guint      filter,
            GError   **error)
{
  static const char * const states[] = { NULL, "open", "late", "answered", "closed" };
  g_autoptr(GPtrArray) cases = sotong_case_list (db, filter < G_N_ELEMENTS (states) ? states[filter] : NULL, NULL, error);
  GPtrArray *rows;

  if (cases == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < cases->len; i++)
    {
      SotongCase *one = g_steal_pointer (&g_ptr_array_index (cases, i));
      SotongTextRow *row = make_row (db, one);

      sotong_text_row_set_data (row, one, (GDestroyNotify) sotong_case_free);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/* ---- months and departments ---- */

static char *
describe_time (gint64 seconds)
{
  gint64 hours = (seconds + HOUR_S / 2) / HOUR_S;

  if (seconds == SOTONG_NONE)
    return g_strdup ("–");
  if (hours < 2 * DAY_HOURS)
    return g_strdup_printf (ngettext ("%d hour", "%d hours", (gulong) hours), (int) hours);
  return g_strdup_printf (_("%.1f days"), (double) seconds / (DAY_HOURS * HOUR_S));
}

static SotongTextRow *
make_month_row (const SotongCaseMonth *month,
                GTimeZone             *zone)
{
  gboolean all = month->department[0] == '\0';
  SotongTextRow *row = sotong_text_row_new (month->month, month->n_late > 0 ? SOTONG_TONE_WARNING : SOTONG_TONE_PLAIN);
  int year, number;

  sotong_time_to_civil (month->month, zone, &year, &number, NULL, NULL, NULL, NULL);
  sotong_text_row_take (row, g_strdup_printf ("%04d-%02d", year, number));
  sotong_text_row_take (row, g_strdup (all ? _("All departments") : month->department));
  sotong_text_row_take (row, g_strdup_printf ("%" PRId64, month->n));
  sotong_text_row_take (row, g_strdup_printf ("%" PRId64, month->n_to_answer));
  sotong_text_row_take (row, g_strdup_printf ("%" PRId64, month->n_answered));
  sotong_text_row_take (row, month->n_to_answer > 0 ? g_strdup_printf ("%.1f %%", 100.0 * (double) month->n_answered / (double) month->n_to_answer)
                        : g_strdup ("–"));
  sotong_text_row_take (row, describe_time (month->answer_s));
  sotong_text_row_take (row, g_strdup_printf ("%" PRId64, month->n_late));
  return row;
}

static GPtrArray *
read_months (SotongDb  *db,
             GError   **error)
{
  g_autoptr(GPtrArray) months = sotong_case_count (db, error);
  GPtrArray *rows;

  if (months == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < months->len; i++)
    g_ptr_array_add (rows, make_month_row (g_ptr_array_index (months, i), sotong_db_get_zone (db)));
  return rows;
}

/* A job of the store: the cases, or how they went by month and department. */
gpointer
sotong_cases_read_job (SotongDb      *db,
                       gpointer       question,
                       GCancellable  *cancellable,
                       GError       **error)
{
  const SotongTableQuestion *asked = question;

  return asked->view == SOTONG_CASES_VIEW_LIST ? read_cases (db, asked->filter, error) : read_months (db, error);
}
