/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "store/sotong-case.h"
#include "store/sotong-change-private.h"
#include "store/sotong-mention.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-url.h"

void
sotong_case_free (SotongCase *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->department);
  g_free (self->state);
  g_free (self->answer_url);
  g_free (self->note);
  g_free (self->text);
  g_free (self);
}

void
sotong_case_month_free (SotongCaseMonth *self)
{
  if (self == NULL)
    return;
  g_free (self->department);
  g_free (self);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* What a person says of a case. */
static gboolean
check_said (const SotongCase  *input,
            GError           **error)
{
  static const char * const kinds[] = { "answer", "idea", "opinion", NULL };

  if (!g_strv_contains (kinds, or_empty (input->kind)))
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A case needs an answer, or is an idea or an opinion: answer, idea, opinion."));
  else if (input->department == NULL || sotong_text_is_blank (input->department))
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A case goes to a department. Say to which."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_new (SotongDb          *db,
           const SotongCase  *input,
           GError           **error)
{
  gint64 other = 0;
  GError *local = NULL;

  if (!check_said (input, error))
    return FALSE;
  if (input->due_at != SOTONG_NONE && input->due_at <= sotong_db_now (db))
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("The time by which the case is due has passed already. Choose a later one."));
  else if (sotong_db_get_int (db, &other, &local, "SELECT id FROM citizen_case WHERE mention_id = $1 AND state = 'open' AND removed_at IS NULL", "i", input->mention_id))
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS, _("This mention is case %" PRId64 " already. Close that one first."), other);
  else if (local == NULL)
    return TRUE;
  else
    g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_case_parse_due:
 * @text: a time, or a day
 * @zone: the office's
 * @out_time: (out): seconds since 1970 UTC; of a day its last minute, so that a case is not late on the day on which it is due
 * @error: return location; `SOTONG_TIME_ERROR_INVALID`
 *
 * Returns: %TRUE if it is a time
 */
gboolean
sotong_case_parse_due (const char  *text,
                       GTimeZone   *zone,
                       gint64      *out_time,
                       GError     **error)
{
  if (!sotong_time_parse (text, zone, out_time, error))
    return FALSE;
  if (strpbrk (text, "Tt ") == NULL)
    *out_time = sotong_time_bucket_next (*out_time, SOTONG_BUCKET_DAY, zone) - 60;
  return TRUE;
}

/**
 * sotong_case_add:
 * @db: the connection of a write job
 * @input: mention, kind, department and when it is due; a note may be there
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_EXISTS`, `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Makes a mention a case. One step of undo.
 *
 * Returns: its number, or 0 with @error set
 */
gint64
sotong_case_add (SotongDb          *db,
                 const SotongCase  *input,
                 GError           **error)
{
  g_autofree char *department = sotong_text_name (or_empty (input->department));
  g_autoptr(SotongMention) mention = sotong_mention_get (db, input->mention_id, error);
  gint64 id;

  if (mention == NULL || !check_new (db, input, error) || !sotong_change_begin (db, "case.add", "case", 0, department, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO citizen_case (mention_id, kind, department, opened_at, due_at, note) VALUES ($1, $2, $3, $4, $5, $6)",
                         "ittiit", input->mention_id, input->kind, department, sotong_db_now (db), input->due_at, or_empty (input->note));
  if (id == 0 || !sotong_change_added (db, "citizen_case", id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

#define COLUMNS "SELECT c.id, c.mention_id, c.kind, c.department, c.state, c.opened_at, c.due_at, c.closed_at, c.answer_url, c.note, coalesce(m.text, '')" \
                " FROM citizen_case AS c LEFT JOIN mention AS m ON m.id = c.mention_id WHERE c.removed_at IS NULL"

static SotongCase *
case_from (SotongStmt *stmt)
{
  SotongCase *self = g_new0 (SotongCase, 1);

  self->id = sotong_stmt_int (stmt, 0);
  self->mention_id = sotong_stmt_int (stmt, 1);
  self->kind = sotong_stmt_dup (stmt, 2);
  self->department = sotong_stmt_dup (stmt, 3);
  self->state = sotong_stmt_dup (stmt, 4);
  self->opened_at = sotong_stmt_int (stmt, 5);
  self->due_at = sotong_stmt_int (stmt, 6);
  self->closed_at = sotong_stmt_int (stmt, 7);
  self->answer_url = sotong_stmt_dup (stmt, 8);
  self->note = sotong_stmt_dup (stmt, 9);
  self->text = sotong_stmt_dup (stmt, 10);
  return self;
}

/**
 * sotong_case_get:
 * @db: a connection
 * @id: its number
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the case
 */
SotongCase *
sotong_case_get (SotongDb  *db,
                 gint64     id,
                 GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, COLUMNS " AND c.id = $1", "i", id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return case_from (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no case %" PRId64 "."), id);
  return NULL;
}

/**
 * sotong_case_close:
 * @db: the connection of a write job
 * @id: its number
 * @answer_url: (nullable): where the answer stands; without one the case is done without an answer
 * @note: (nullable): what was done
 * @error: return location
 *
 * Ends a case. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_case_close (SotongDb    *db,
                   gint64       id,
                   const char  *answer_url,
                   const char  *note,
                   GError     **error)
{
  g_autoptr(SotongCase) self = sotong_case_get (db, id, error);

  if (self == NULL)
    return FALSE;
  if (!g_str_equal (self->state, "open"))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT, _("Case %" PRId64 " is closed already."), id);
      return FALSE;
    }
  if (answer_url != NULL && !sotong_url_is_web (answer_url))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("The answer’s address begins with https:// or http://."));
      return FALSE;
    }
  return sotong_change_begin (db, "case.close", "case", id, self->department, error)
         && sotong_change_touch (db, "citizen_case", id, error)
         && sotong_db_exec (db, error, "UPDATE citizen_case SET state = $1, closed_at = $2, answer_url = $3, note = coalesce($4, note) WHERE id = $5",
                            "titti", answer_url != NULL ? "answered" : "closed", sotong_db_now (db), or_empty (answer_url), note, id);
}

/**
 * sotong_case_edit:
 * @db: the connection of a write job
 * @input: the case: kind, department, when it is due and note are taken from it
 * @error: return location
 *
 * One step of undo. A case may be past its time: that is a fact, and not asked about again.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_case_edit (SotongDb          *db,
                  const SotongCase  *input,
                  GError           **error)
{
  g_autofree char *department = sotong_text_name (or_empty (input->department));
  g_autoptr(SotongCase) self = sotong_case_get (db, input->id, error);

  return self != NULL && check_said (input, error)
         && sotong_change_begin (db, "case.edit", "case", self->id, department, error)
         && sotong_change_touch (db, "citizen_case", self->id, error)
         && sotong_db_exec (db, error, "UPDATE citizen_case SET kind = $1, department = $2, due_at = $3, note = $4 WHERE id = $5", "ttiti",
                            input->kind, department, input->due_at, or_empty (input->note), self->id);
}

/**
 * sotong_case_reopen:
 * @db: the connection of a write job
 * @id: its number
 * @error: return location; `SOTONG_STORE_ERROR_CONFLICT` if it is open
 *
 * Opens a case again. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_case_reopen (SotongDb  *db,
                    gint64     id,
                    GError   **error)
{
  g_autoptr(SotongCase) self = sotong_case_get (db, id, error);

  if (self == NULL)
    return FALSE;
  if (g_str_equal (self->state, "open"))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT, _("Case %" PRId64 " is open already."), id);
      return FALSE;
    }
  return sotong_change_begin (db, "case.reopen", "case", id, self->department, error)
         && sotong_change_touch (db, "citizen_case", id, error)
         && sotong_db_exec (db, error, "UPDATE citizen_case SET state = 'open', closed_at = NULL, answer_url = '' WHERE id = $1", "i", id);
}

/* (transfer full) (nullable) (element-type SotongCase): what @stmt gives, of COLUMNS; %NULL of none. */
static GPtrArray *
list_cases (SotongStmt  *stmt,
            GError     **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_case_free);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, case_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_case_list:
 * @db: a connection
 * @state: (nullable): "open", "answered", "closed", or "late" for those that are open and past their time
 * @department: (nullable): of which
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongCase): open ones first, then by when they are due and begin
 */
GPtrArray *
sotong_case_list (SotongDb    *db,
                  const char  *state,
                  const char  *department,
                  GError     **error)
{
  g_autoptr(SotongStmt) stmt = NULL;

  stmt = sotong_db_query (db, error, COLUMNS " AND ($1 IS NULL OR c.state = $1 OR ($1 = 'late' AND c.state = 'open' AND c.due_at < $3))"
                          " AND ($2 IS NULL OR c.department = $2) ORDER BY c.state <> 'open', coalesce(c.due_at, 9e18), c.id", "tti",
                          state, department, sotong_db_now (db));
  return list_cases (stmt, error);
}

/**
 * sotong_case_list_about:
 * @db: a connection
 * @range: when their mentions were published
 * @topic_id: of mentions of which topic; 0: of any
 * @noun: that was counted of the mention
 * @error: return location
 *
 * The cases of the mentions that are counted for a word in the range, as far as they were opened before its end: they are some of
 * these, however late they were passed on, and one of an older mention is none of them. The same whenever it is asked later.
 *
 * Returns: (transfer full) (nullable) (element-type SotongCase): by number
 */
GPtrArray *
sotong_case_list_about (SotongDb     *db,
                        SotongRange   range,
                        gint64        topic_id,
                        const char   *noun,
                        GError      **error)
{
  g_autoptr(SotongStmt) stmt = NULL;

  stmt = sotong_db_query (db, error, COLUMNS " AND m.published_at >= $1 AND m.published_at < $2 AND c.opened_at < $2"
                          " AND ($3 = 0 OR EXISTS (SELECT 1 FROM topic_hit AS h WHERE h.topic_id = $3 AND h.mention_id = c.mention_id AND h.removed = 0))"
                          " AND EXISTS (SELECT 1 FROM mention_word AS w WHERE w.mention_id = c.mention_id"
                          " AND sotong_holds_word (w.words, (SELECT id FROM word WHERE text = $4))) ORDER BY c.id", "iiit",
                          range.start, range.end, topic_id, noun);
  return list_cases (stmt, error);
}

/* What is summed up of one month and department before the average is taken. */
typedef struct {
  SotongCaseMonth month;
  gint64          answer_s;
} Sum;

static Sum *
find_sum (GHashTable *sums,
          gint64      month,
          const char *department)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "\n%s", month, department);
  Sum *sum = g_hash_table_lookup (sums, key);

  if (sum != NULL)
    return sum;
  sum = g_new0 (Sum, 1);
  sum->month.month = month;
  sum->month.department = g_strdup (department);
  g_hash_table_insert (sums, g_steal_pointer (&key), sum);
  return sum;
}

static void
add_case (Sum              *sum,
          const SotongCase *one,
          gint64            now)
{
  gboolean to_answer = g_str_equal (one->kind, "answer"), answered = g_str_equal (one->state, "answered");
  gint64 done = one->closed_at != SOTONG_NONE ? one->closed_at : now;

  sum->month.n++;
  sum->month.n_to_answer += to_answer;
  sum->month.n_answered += to_answer && answered;
  sum->month.n_late += one->due_at != SOTONG_NONE && done > one->due_at;
  sum->answer_s += to_answer && answered ? one->closed_at - one->opened_at : 0;
}

static int
compare_months (gconstpointer a,
                gconstpointer b)
{
  const SotongCaseMonth *x = *(SotongCaseMonth * const *) a, *y = *(SotongCaseMonth * const *) b;

  return x->month != y->month ? (x->month < y->month ? -1 : 1) : g_utf8_collate (x->department, y->department);
}

/**
 * sotong_case_count:
 * @db: a connection
 * @error: return location
 *
 * By the month in which a case was opened, in the office's zone. The rate is the answered ones of those that need an answer.
 *
 * Returns: (transfer full) (nullable) (element-type SotongCaseMonth): of each month all departments together, then each
 */
GPtrArray *
sotong_case_count (SotongDb  *db,
                   GError   **error)
{
  g_autoptr(GPtrArray) list = sotong_case_list (db, NULL, NULL, error);
  g_autoptr(GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) months = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_case_month_free);
  GHashTableIter iter;
  gpointer value;

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      const SotongCase *one = g_ptr_array_index (list, i);
      gint64 month = sotong_time_bucket_start (one->opened_at, SOTONG_BUCKET_MONTH, sotong_db_get_zone (db));

      add_case (find_sum (sums, month, ""), one, sotong_db_now (db));
      add_case (find_sum (sums, month, one->department), one, sotong_db_now (db));
    }
  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Sum *sum = value;

      sum->month.answer_s = sum->month.n_answered > 0 ? sum->answer_s / sum->month.n_answered : SOTONG_NONE;
      g_ptr_array_add (months, g_memdup2 (&sum->month, sizeof sum->month));
      g_free (sum);
    }
  g_ptr_array_sort (months, compare_months);
  return g_steal_pointer (&months);
}
