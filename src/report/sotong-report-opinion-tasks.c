/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/sotong-report-opinion-private.h"
#include "store/sotong-case.h"
#include "store/sotong-report-note.h"

/* 8 시사점 및 조치사항: what the office wrote, and what is to be done next: what it wrote of that, and the citizens' messages that a
 * department still has to answer. */

#define N_COLUMNS    4
#define N_NUMBERS    6  /* cases that are named beside an issue */
#define ROWS_WEEKLY  4  /* with messages to answer among them; a week's report has one page */

static void
add_task (SotongTable        *table,
          const char * const *cells)
{
  sotong_table_begin_row (table, 0);
  for (guint k = 0; k < N_COLUMNS; k++)
    sotong_table_add_text (table, cells[k]);
}

static guint
count_tasks (SotongTable *table)
{
  return sotong_table_get_n_rows (table) - sotong_table_get_n_heads (table);
}

/* What stands behind the last column's bar belongs to that column. */
static void
add_written (SotongTable *table,
             const char  *line)
{
  g_auto(GStrv) parts = g_strsplit (line, "|", N_COLUMNS);
  const char *cells[N_COLUMNS] = { "", "", "", "" };
  gboolean any = FALSE;

  for (guint k = 0; k < N_COLUMNS && parts[k] != NULL; k++)
    {
      cells[k] = g_strstrip (parts[k]);
      any = any || *cells[k] != '\0';
    }
  if (any)
    add_task (table, cells);
}

/* Whether it was open when the period ended, or is now in one that has not. */
static gboolean
was_open (const SotongOpinion *self,
          const SotongCase    *one)
{
  return one->opened_at < self->so_far.end && (one->closed_at == SOTONG_NONE || one->closed_at >= self->so_far.end);
}

typedef struct {
  const char *department;  /* (unowned) */
  gint64      n;
  gint64      due_at;      /* the first of them, or SOTONG_NONE */
} Office;

/* By what is due first; the same whatever has become of them since. */
static int
compare_offices (gconstpointer a,
                 gconstpointer b)
{
  const Office *first = a, *second = b;
  gint64 x = first->due_at != SOTONG_NONE ? first->due_at : G_MAXINT64, y = second->due_at != SOTONG_NONE ? second->due_at : G_MAXINT64;

  return x != y ? (x > y) - (x < y) : strcmp (first->department, second->department);
}

static GArray *
count_open (SotongOpinion *self)
{
  GArray *offices = g_array_new (FALSE, FALSE, sizeof (Office));

  for (guint i = 0; i < self->cases->len; i++)
    {
      const SotongCase *one = g_ptr_array_index (self->cases, i);
      Office *office = NULL, other = { one->department, 0, SOTONG_NONE };

      if (!was_open (self, one))
        continue;
      for (guint k = 0; k < offices->len && office == NULL; k++)
        if (g_str_equal (g_array_index (offices, Office, k).department, one->department))
          office = &g_array_index (offices, Office, k);
      if (office == NULL)
        {
          g_array_append_val (offices, other);
          office = &g_array_index (offices, Office, offices->len - 1);
        }
      office->n++;
      if (one->due_at != SOTONG_NONE && (office->due_at == SOTONG_NONE || one->due_at < office->due_at))
        office->due_at = one->due_at;
    }
  g_array_sort (offices, compare_offices);
  return offices;
}

/* The offices from @first on, in one row. */
static void
add_offices (SotongOpinion *self,
             SotongTable   *table,
             GArray        *offices,
             guint          first,
             guint          n)
{
  Office sum = g_array_index (offices, Office, first);
  g_autofree char *what = NULL, *who = NULL, *due = NULL;

  for (guint i = first + 1; i < first + n; i++)
    {
      const Office *office = &g_array_index (offices, Office, i);

      sum.n += office->n;
      if (office->due_at != SOTONG_NONE && (sum.due_at == SOTONG_NONE || office->due_at < sum.due_at))
        sum.due_at = office->due_at;
    }
  what = g_strdup_printf ("시민 의견 %" G_GINT64_FORMAT "건 처리", sum.n);
  who = n > 1 ? g_strdup_printf ("%s 외 %u", sum.department, n - 1) : g_strdup (sum.department);
  due = sum.due_at != SOTONG_NONE ? sotong_report_format_date (sum.due_at, sotong_db_get_zone (self->db)) : g_strdup ("");
  add_task (table, (const char * const[]) { what, who, due, sum.due_at != SOTONG_NONE && sum.due_at < self->so_far.end ? "기한 지남" : "처리 중" });
}

/* A row each; a week's last one has all that are left. */
static void
add_open_cases (SotongOpinion *self,
                SotongTable   *table)
{
  g_autoptr(GArray) offices = count_open (self);

  for (guint i = 0; i < offices->len; i++)
    {
      guint left = offices->len - i;

      if (self->weekly && left > 1 && count_tasks (table) + 1 >= ROWS_WEEKLY)
        {
          add_offices (self, table, offices, i, left);
          return;
        }
      add_offices (self, table, offices, i, 1);
    }
}

/* Rows to be filled by hand, where there is little to read in it. */
static void
add_tasks (SotongOpinion  *self,
           const char     *written)
{
  static const SotongPaperColumn columns[] = {
    { "과제", "과제", 80, SOTONG_ALIGN_LEFT }, { "담당", "담당", 30, SOTONG_ALIGN_CENTER }, { "기한", "기한", 30, SOTONG_ALIGN_CENTER },
    { "상태", "상태", 30, SOTONG_ALIGN_CENTER },
  };
  static const char * const empty[N_COLUMNS] = { "", "", "", "" };
  SotongTable *table = sotong_paper_table ("tasks", NULL, columns, G_N_ELEMENTS (columns));
  g_auto(GStrv) lines = g_strsplit (written, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    add_written (table, lines[i]);
  add_open_cases (self, table);
  while (count_tasks (table) < (self->weekly ? 2 : 3))
    add_task (table, empty);
  sotong_table_set_made_data (table, self->perf->head.made_data);
  sotong_paper_add (self->document, table);
}

/* 8 시사점 및 조치사항 */
gboolean
sotong_opinion_add_implications (SotongOpinion  *self,
                                 GError        **error)
{
  g_autofree char *note = sotong_report_note_get (self->db, "opinion", self->period, self->topic_id, error);
  g_autofree char *said = NULL, *tasks = NULL;

  if (note == NULL)
    return FALSE;
  sotong_report_note_split (note, &said, &tasks);
  sotong_document_add_heading (self->document, 2, "시사점 및 조치사항");
  if (said[strspn (said, " \n")] == '\0')
    sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "(담당자 작성)");
  sotong_report_add_lines (self->document, SOTONG_MARK_CIRCLE, said);
  add_tasks (self, tasks);
  return TRUE;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  const SotongCase *x = *(SotongCase * const *) a, *y = *(SotongCase * const *) b;

  return (x->id > y->id) - (x->id < y->id);
}

static gboolean
has_case (GPtrArray        *list,
          const SotongCase *one)
{
  for (guint i = 0; i < list->len; i++)
    if (((const SotongCase *) g_ptr_array_index (list, i))->id == one->id)
      return TRUE;
  return FALSE;
}

/* Those of the mentions of the period and the report's topic that were counted for one of the words. */
static GPtrArray *
list_about (SotongOpinion  *self,
            const char     *words,
            GError        **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_case_free);
  g_auto(GStrv) nouns = g_strsplit (words, ", ", -1);

  for (guint i = 0; nouns[i] != NULL; i++)
    {
      g_autoptr(GPtrArray) some = sotong_case_list_about (self->db, self->so_far, self->topic_id, nouns[i], error);

      if (some == NULL)
        return NULL;
      while (some->len > 0)
        {
          g_autoptr(SotongCase) one = g_ptr_array_steal_index (some, 0);

          if (!has_case (list, one))
            g_ptr_array_add (list, g_steal_pointer (&one));
        }
    }
  g_ptr_array_sort (list, compare_numbers);
  return g_steal_pointer (&list);
}

/* What became of an issue's mentions that were passed to a department until the period's end, and which cases they are: "" where none was; %NULL with
 * @error set where they cannot be read. */
char *
sotong_opinion_format_response (SotongOpinion  *self,
                                const char     *words,
                                GError        **error)
{
  g_autoptr(GPtrArray) list = list_about (self, words, error);
  g_autoptr(GString) numbers = g_string_new (NULL);
  guint n_answered = 0;

  if (list == NULL)
    return NULL;
  if (list->len == 0)
    return g_strdup ("");
  for (guint i = 0; i < list->len; i++)
    {
      const SotongCase *one = g_ptr_array_index (list, i);

      n_answered += g_str_equal (one->state, "answered") && one->closed_at < self->so_far.end;
      if (i < N_NUMBERS)
        g_string_append_printf (numbers, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "", one->id);
    }
  return g_strdup_printf ("접수 %u\n답변 %u\n번호 %s%s", list->len, n_answered, numbers->str, list->len > N_NUMBERS ? " 외" : "");
}
