/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-emergency-wording.h"
#include "report/sotong-report-whitepaper-private.h"
#include "store/sotong-case.h"
#include "store/sotong-chart-note.h"
#include "store/sotong-emergency.h"
#include "util/sotong-won.h"

/* What was marked during the year: notes on the line of time, contents with the tag of the white paper, what was urgent, and
 * what citizens brought. */

#define CHAPTER "한 해의 표시"

/* The tag by which a content is kept for the white paper. */
gboolean
sotong_whitepaper_is_marked (const char *tags)
{
  g_auto(GStrv) all = g_strsplit (tags != NULL ? tags : "", ",", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if (g_str_equal (g_strstrip (all[i]), "백서") || g_str_equal (all[i], "#백서"))
      return TRUE;
  return FALSE;
}

static gboolean
add_notes (SotongWhitePaper  *self,
           GError           **error)
{
  g_autoptr(GPtrArray) notes = sotong_chart_note_list (self->db, &self->period, 0, error);

  if (notes == NULL)
    return FALSE;
  sotong_document_add_heading (self->document, 2, "시간선의 메모");
  for (guint i = 0; i < notes->len; i++)
    {
      const SotongChartNote *note = g_ptr_array_index (notes, i);
      g_autofree char *day = sotong_time_format_date (note->at, sotong_db_get_zone (self->db));

      sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "%s %s", day, note->title);
    }
  if (notes->len == 0)
    {
      sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "없음");
      sotong_whitepaper_miss (self, CHAPTER, "시간선에 남긴 메모가 없음");
    }
  return TRUE;
}

static void
add_marked (SotongWhitePaper *self)
{
  sotong_document_add_heading (self->document, 2, "백서에 담기로 한 콘텐츠");
  for (guint i = 0; i < self->marked->len; i++)
    sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, g_ptr_array_index (self->marked, i));
  if (self->marked->len > 0)
    return;
  sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "없음");
  sotong_whitepaper_miss (self, CHAPTER, "“백서” 꼬리표를 붙인 콘텐츠가 없음");
}

static gboolean
add_emergencies (SotongWhitePaper  *self,
                 GError           **error)
{
  g_autoptr(GPtrArray) list = sotong_emergency_list (self->db, self->period.start, self->period.end, error);

  if (list == NULL)
    return FALSE;
  sotong_document_add_heading (self->document, 2, "재난·긴급 소식");
  for (guint i = 0; i < list->len; i++)
    {
      const SotongEmergency *e = g_ptr_array_index (list, i);
      const SotongEmergencyWording *wording = sotong_emergency_wording_get (e->kind);
      const char *label = wording != NULL ? sotong_emergency_wording_get_label (wording) : e->kind;
      g_autofree char *day = sotong_time_format_date (e->detected_at, sotong_db_get_zone (self->db));

      if (e->first_out_at != SOTONG_NONE && e->first_out_at >= e->detected_at)
        sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "%s %s : 채널 %d곳에 발행, 탐지부터 첫 발행까지 %" G_GINT64_FORMAT "분", day,
                            label, e->n_out, (e->first_out_at - e->detected_at) / 60);
      else
        sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "%s %s : 발행하지 않고 끝남", day, label);
    }
  if (list->len == 0)
    sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "해당 없음");
  return TRUE;
}

static gboolean
add_cases (SotongWhitePaper  *self,
           GError           **error)
{
  static const SotongPaperColumn columns[] = {
    { "월", "월", 40, SOTONG_ALIGN_CENTER }, { "접수", "접수", 32, SOTONG_ALIGN_RIGHT }, { "답변 필요", "답변_필요", 33, SOTONG_ALIGN_RIGHT },
    { "답변", "답변", 32, SOTONG_ALIGN_RIGHT }, { "답변율\n(%)", "답변율_퍼센트", 33, SOTONG_ALIGN_RIGHT },
  };
  g_autoptr(GPtrArray) months = sotong_case_count (self->db, error);
  g_autoptr(SotongTable) table = sotong_paper_table ("cases", "(단위 : 건)", columns, G_N_ELEMENTS (columns));
  guint n = 0;

  if (months == NULL)
    return FALSE;
  sotong_document_add_heading (self->document, 2, "시민 의견 처리");
  for (guint i = 0; i < months->len; i++)
    {
      const SotongCaseMonth *m = g_ptr_array_index (months, i);
      g_autofree char *day = sotong_time_format_date (m->month, sotong_db_get_zone (self->db));

      if (*m->department != '\0' || m->month < self->period.start || m->month >= self->period.end)
        continue;
      n++;
      day[7] = '\0';
      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, day);
      sotong_report_add_count (table, m->n);
      sotong_report_add_count (table, m->n_to_answer);
      sotong_report_add_count (table, m->n_answered);
      sotong_report_add_tenths (table, m->n_answered, m->n_to_answer);
    }
  if (n > 0)
    sotong_document_add_table (self->document, table);
  else
    {
      sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "없음");
      sotong_whitepaper_miss (self, CHAPTER, "부서로 보내 처리한 시민 의견이 없음");
    }
  return TRUE;
}

gboolean
sotong_whitepaper_add_marked (SotongWhitePaper  *self,
                              GError           **error)
{
  if (!add_notes (self, error))
    return FALSE;
  add_marked (self);
  return add_emergencies (self, error) && add_cases (self, error);
}
