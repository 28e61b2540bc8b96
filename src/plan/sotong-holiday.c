/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-holiday.h"

#include <glib/gi18n-lib.h>

#include "plan/sotong-month.h"
#include "store/sotong-holiday-edit.h"
#include "util/sotong-text.h"

#define MAX_NAME 100  /* letters */
#define REACH 21      /* days: so far before a substitute what moved it may lie */

static const struct {
  const char *name;
  const char *label;
} kinds[SOTONG_N_HOLIDAY_KINDS] = {
  { "regular", N_("Public holiday") },
  { "substitute", N_("Substitute holiday") },
  { "temporary", N_("Temporary holiday") },
  { "election", N_("Election day") },
  { "own", N_("Own holiday") },
};

/**
 * sotong_holiday_kind_get_name:
 * @kind: a kind
 *
 * Returns: its name in the workspace, in files and on the command line
 */
const char *
sotong_holiday_kind_get_name (SotongHolidayKind kind)
{
  g_return_val_if_fail (kind < SOTONG_N_HOLIDAY_KINDS, "own");
  return kinds[kind].name;
}

/**
 * sotong_holiday_kind_get_label:
 * @kind: a kind
 *
 * Returns: what a person calls it, in the user's language
 */
const char *
sotong_holiday_kind_get_label (SotongHolidayKind kind)
{
  g_return_val_if_fail (kind < SOTONG_N_HOLIDAY_KINDS, "");
  return _(kinds[kind].label);
}

/**
 * sotong_holiday_kind_from_name:
 * @name: (nullable): a name
 * @out_kind: (out): the kind
 *
 * Returns: %TRUE if there is such a kind
 */
gboolean
sotong_holiday_kind_from_name (const char        *name,
                               SotongHolidayKind *out_kind)
{
  for (int i = 0; name != NULL && i < SOTONG_N_HOLIDAY_KINDS; i++)
    {
      if (g_str_equal (kinds[i].name, name))
        {
          *out_kind = (SotongHolidayKind) i;
          return TRUE;
        }
    }
  return FALSE;
}

void
sotong_holiday_free (SotongHoliday *holiday)
{
  if (holiday == NULL)
    return;
  g_free (holiday->name);
  g_free (holiday);
}

static void
add (GPtrArray         *list,
     gint64             day,
     char              *name,
     SotongHolidayKind  kind,
     gboolean           lunar,
     gboolean           own)
{
  SotongHoliday *holiday = g_new0 (SotongHoliday, 1);

  *holiday = (SotongHoliday) { day, name, kind, lunar, own };
  g_ptr_array_add (list, holiday);
}

static char *
name_of (const SotongHolidayRuleDay *rule)
{
  if (rule->kind == SOTONG_HOLIDAY_SUBSTITUTE)
    /* Translators: a day off in place of a holiday, whose name is %s, that fell on a day off. */
    return g_strdup_printf (_("Substitute holiday (%s)"), _(rule->name));
  return g_strdup (_(rule->name));
}

static int
year_of (gint64 day)
{
  int year, month, day_of_month;

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  return year;
}

/* The row that hides the known holidays of a day, or 0. */
static gint64
find_hiding (GPtrArray *edits,
             gint64     day)
{
  g_autofree char *text = sotong_month_format_day (day);

  for (guint i = 0; i < edits->len; i++)
    {
      const SotongHolidayEdit *edit = g_ptr_array_index (edits, i);

      if (edit->hidden && g_str_equal (edit->day, text))
        return edit->id;
    }
  return 0;
}

/* The days among @edits that the government declared: an office's own day off moves no substitute. */
static GArray *
list_declared (GPtrArray *edits,
               int        year)
{
  GArray *declared = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < edits->len; i++)
    {
      const SotongHolidayEdit *edit = g_ptr_array_index (edits, i);
      SotongHolidayKind kind = SOTONG_HOLIDAY_OWN;
      gint64 day;

      if (edit->hidden || !sotong_month_parse_day (edit->day, &day) || year_of (day) != year)
        continue;
      sotong_holiday_kind_from_name (edit->kind, &kind);
      if (kind == SOTONG_HOLIDAY_TEMPORARY || kind == SOTONG_HOLIDAY_ELECTION)
        g_array_append_val (declared, day);
    }
  return declared;
}

static void
add_known (GPtrArray *list,
           gint64     first,
           gint64     last,
           GPtrArray *edits)
{
  int last_year = MIN (year_of (last), SOTONG_HOLIDAY_LAST_YEAR);

  for (int year = MAX (year_of (first), SOTONG_HOLIDAY_FIRST_YEAR); year <= last_year; year++)
    {
      guint n;
      const SotongHolidayRuleDay *days = sotong_holiday_rules_list (year, &n);
      g_autoptr(GArray) declared = list_declared (edits, year);
      g_autofree SotongHolidayRuleDay *own = NULL;

      if (declared->len > 0)
        days = own = sotong_holiday_rules_list_with (year, (const gint64 *) declared->data, declared->len, &n);
      for (guint i = 0; i < n; i++)
        if (days[i].day >= first && days[i].day <= last && find_hiding (edits, days[i].day) == 0)
          add (list, days[i].day, name_of (&days[i]), days[i].kind, days[i].lunar, FALSE);
    }
}

static void
add_own (GPtrArray *list,
         gint64     first,
         gint64     last,
         GPtrArray *edits)
{
  for (guint i = 0; i < edits->len; i++)
    {
      const SotongHolidayEdit *edit = g_ptr_array_index (edits, i);
      SotongHolidayKind kind = SOTONG_HOLIDAY_OWN;
      gint64 day;

      if (edit->hidden || !sotong_month_parse_day (edit->day, &day) || day < first || day > last)
        continue;
      sotong_holiday_kind_from_name (edit->kind, &kind);
      add (list, day, g_strdup (edit->name), kind, FALSE, TRUE);
    }
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const SotongHoliday *x = *(SotongHoliday * const *) a, *y = *(SotongHoliday * const *) b;

  return x->day < y->day ? -1 : x->day > y->day ? 1 : x->own - y->own;
}

/**
 * sotong_holiday_list:
 * @db: a connection
 * @first: the first day, counted from 1970-01-01
 * @last: the last day, inclusive
 * @error: return location
 *
 * What every calendar asks: the public holidays of 2010 to 2050 by sotong_holiday_rules_list(),
 * less those the workspace took away, and the workspace's own of any year, of which temporary holidays and
 * elections move substitutes as those known do. They are
 * days of the Korean calendar, whatever the office's time zone. Runs SQL, so call it
 * from a store job.
 *
 * Returns: (transfer full) (nullable) (element-type SotongHoliday): in the order of days
 */
GPtrArray *
sotong_holiday_list (SotongDb  *db,
                     gint64     first,
                     gint64     last,
                     GError   **error)
{
  g_autofree char *first_text = sotong_month_format_day (first - REACH);
  g_autofree char *last_text = sotong_month_format_day (last);
  g_autoptr(GPtrArray) edits = sotong_holiday_edit_list (db, first_text, last_text, error);
  GPtrArray *list;

  if (edits == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_holiday_free);
  add_known (list, first, last, edits);
  add_own (list, first, last, edits);
  g_ptr_array_sort (list, compare);
  return list;
}

/**
 * sotong_holiday_name_day:
 * @holidays: (element-type SotongHoliday): from sotong_holiday_list()
 * @day: a day, counted from 1970-01-01
 *
 * Returns: (transfer full) (nullable): the names of the day's holidays, or %NULL when it has none
 */
char *
sotong_holiday_name_day (GPtrArray *holidays,
                         gint64     day)
{
  GString *text = NULL;

  for (guint i = 0; i < holidays->len; i++)
    {
      const SotongHoliday *holiday = g_ptr_array_index (holidays, i);

      if (holiday->day != day)
        continue;
      if (text == NULL)
        text = g_string_new (holiday->name);
      else
        g_string_append_printf (text, ", %s", holiday->name);
    }
  return text != NULL ? g_string_free (text, FALSE) : NULL;
}

/* The names of what the program itself knows of a day, hidden or not. */
static char *
name_known (gint64      day,
            const char *name,
            gboolean   *out_named)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_holiday_free);

  add_known (list, day, day, none);
  for (guint i = 0; i < list->len; i++)
    *out_named = *out_named || g_strcmp0 (((SotongHoliday *) g_ptr_array_index (list, i))->name, name) == 0;
  return sotong_holiday_name_day (list, day);
}

static gboolean
has_own (GPtrArray  *edits,
         const char *name)
{
  for (guint i = 0; i < edits->len; i++)
    {
      const SotongHolidayEdit *edit = g_ptr_array_index (edits, i);

      if (!edit->hidden && (name == NULL || g_str_equal (edit->name, name)))
        return TRUE;
    }
  return FALSE;
}

/**
 * sotong_holiday_add:
 * @db: the connection of a write job
 * @day: a day, counted from 1970-01-01; of any year
 * @name: what people call it
 * @kind: what it is
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` without a name, `SOTONG_STORE_ERROR_EXISTS`
 *
 * Adds a holiday of the workspace. The name of a known one that was removed brings that back. One
 * step of undo.
 *
 * Returns: the id of the row that was added or taken back, or 0 with @error set
 */
gint64
sotong_holiday_add (SotongDb           *db,
                    gint64              day,
                    const char         *name,
                    SotongHolidayKind   kind,
                    GError            **error)
{
  g_autofree char *clean = sotong_text_clean (name != NULL ? name : "", -1, 4 * MAX_NAME);
  g_autofree char *line = sotong_text_single_line (clean, MAX_NAME);
  g_autofree char *text = sotong_month_format_day (day);
  g_autofree char *known = NULL;
  g_autoptr(GPtrArray) edits = NULL;
  gboolean named = FALSE;
  gint64 hiding;

  if (sotong_text_is_blank (line))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A holiday needs a name."));
      return 0;
    }
  edits = sotong_holiday_edit_list (db, text, text, error);
  if (edits == NULL)
    return 0;
  known = name_known (day, line, &named);
  hiding = find_hiding (edits, day);
  if (named && hiding != 0)
    return sotong_holiday_edit_remove (db, text, known, TRUE, error) ? hiding : 0;
  if (!named && !has_own (edits, line))
    return sotong_holiday_edit_add (db, text, line, sotong_holiday_kind_get_name (kind), error);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS, _("%1$s is “%2$s” already. Nothing was added."), text, line);
  return 0;
}

/**
 * sotong_holiday_remove:
 * @db: the connection of a write job
 * @day: a day, counted from 1970-01-01
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when the day is none
 *
 * Makes a day a working day: the workspace's own holidays of it are removed, or when it has none, the
 * known ones do not hold here. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_holiday_remove (SotongDb  *db,
                       gint64     day,
                       GError   **error)
{
  g_autofree char *text = sotong_month_format_day (day);
  g_autoptr(GPtrArray) list = sotong_holiday_list (db, day, day, error);
  g_autoptr(GPtrArray) edits = NULL;
  g_autofree char *names = NULL;

  if (list == NULL || (edits = sotong_holiday_edit_list (db, text, text, error)) == NULL)
    return FALSE;
  names = sotong_holiday_name_day (list, day);
  if (names == NULL)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("%s is no holiday here."), text);
      return FALSE;
    }
  if (has_own (edits, NULL))
    return sotong_holiday_edit_remove (db, text, names, FALSE, error);
  return sotong_holiday_edit_hide (db, text, names, error);
}
