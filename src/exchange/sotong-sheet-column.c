/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/sotong-ledger-unit-private.h"
#include "exchange/sotong-sheet-column.h"
#include "util/sotong-text.h"

#define MAX_HEADING 200 /* characters: a longer one is no name of a column */

/* Rows that are merely numbered ("No", "연번") have no key: the next month's sheet begins at 1 again.
 *
 * A heading as sheets write it, in the language of whoever made the sheet; the person who reads
 * it may use another. Compared without blanks, signs and letter case. */
static const struct {
  const char *name;          /* on the command line and in the workspace */
  const char *label;         /* in the window */
  const char *heading;       /* in a file that the program writes */
  const char *known[28];     /* in files that others write */
} roles[SOTONG_SHEET_N_ROLES] = {
  { "key", N_("Key"), NC_("sheet heading", "key"),
    { "key", "id", "uid", "contentid", "관리번호", "콘텐츠번호", "고유번호", "식별번호" } },
  { "title", N_("Title"), NC_("sheet heading", "title"),
    { "title", "subject", "headline", "contenttitle", "제목", "콘텐츠제목", "콘텐츠명", "게시물제목", "포스팅제목", "주제", "타이틀", "콘텐츠", "글제목" } },
  { "type", N_("Type"), NC_("sheet heading", "type"),
    { "type", "kind", "contenttype", "format", "유형", "콘텐츠유형", "종류", "구분", "형식", "분류" } },
  { "channel", N_("Channel"), NC_("sheet heading", "channel"),
    { "channel", "channels", "platform", "media", "account", "채널", "매체", "플랫폼", "계정", "게시채널", "운영채널", "채널명", "게시매체", "sns",
      "발행채널", "배포채널", "게재매체" } },
  { "date", N_("Date"), NC_("sheet heading", "publish_at"),
    { "publishat", "date", "publishdate", "day", "datetime", "scheduledat", "게시일시", "날짜", "게시일", "일자", "게시일자", "예정일", "발행일", "업로드일",
      "일시", "게시예정일", "게시예정일시", "예정일시", "예정일자", "발행일시", "발행일자", "발행예정일", "예약일", "예약일시", "게재일", "게재일시", "업로드일시" } },
  { "time", N_("Time"), NC_("sheet heading", "time"),
    { "time", "publishtime", "hour", "시간", "시각", "게시시간", "게시시각", "발행시간", "업로드시간", "예정시간",
      "발행시각", "예약시간", "예약시각", "예정시각", "게재시간" } },
  { "state", N_("State"), NC_("sheet heading", "state"),
    { "state", "status", "progress", "상태", "진행상태", "진행상황", "진행" } },
  { "campaign", N_("Campaign"), NC_("sheet heading", "campaign"),
    { "campaign", "campaignname", "project", "캠페인", "캠페인명", "사업", "사업명", "기획" } },
  { "text", N_("Text"), NC_("sheet heading", "text"),
    { "text", "body", "copy", "content", "description", "본문", "내용", "원고", "게시글", "문안", "세부내용", "게시내용", "콘텐츠내용", "글내용" } },
  { "tags", N_("Tags"), NC_("sheet heading", "tags"),
    { "tags", "tag", "keywords", "hashtags", "태그", "해시태그", "키워드" } },
  { "officer", N_("Person in charge"), NC_("sheet heading", "officer"),
    { "officer", "owner", "person", "personincharge", "assignee", "담당자", "담당", "작성자", "담당주무관" } },
  { "cost-planned", N_("Planned cost"), NC_("sheet heading", "cost_planned_won"),
    { "costplannedwon", "cost", "costplanned", "plannedcost", "price", "budget", "계획비용원", "비용", "단가", "예산", "금액", "계획비용", "원고료" } },
  { "cost-final", N_("Final cost"), NC_("sheet heading", "cost_final_won"),
    { "costfinalwon", "costfinal", "finalcost", "확정비용원", "확정비용", "집행액", "정산금액", "지급액" } },
  { "address", N_("Address"), NC_("sheet heading", "address"),
    { "address", "url", "link", "주소", "링크", "게시주소" } },
};

/* The name on the command line and in the workspace. */
const char *
sotong_sheet_role_get_name (SotongSheetRole role)
{
  g_return_val_if_fail (role < SOTONG_SHEET_N_ROLES, "");
  return roles[role].name;
}

/* What the window calls it, in the user's language. */
const char *
sotong_sheet_role_get_label (SotongSheetRole role)
{
  g_return_val_if_fail (role < SOTONG_SHEET_N_ROLES, "");
  return _(roles[role].label);
}

/* The heading in a file that the program writes, in the user's language. */
const char *
sotong_sheet_role_get_heading (SotongSheetRole role)
{
  g_return_val_if_fail (role < SOTONG_SHEET_N_ROLES, "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "sheet heading", roles[role].heading);
}

gboolean
sotong_sheet_role_from_name (const char      *name,
                             SotongSheetRole *out_role)
{
  for (int i = 0; i < SOTONG_SHEET_N_ROLES; i++)
    {
      if (g_str_equal (roles[i].name, name))
        {
          *out_role = (SotongSheetRole) i;
          return TRUE;
        }
    }
  return FALSE;
}

/* Letters and digits alone, small; what stands in brackets is a remark. */
static char *
bare (const char *heading)
{
  g_autofree char *folded = sotong_text_fold (heading);
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0' && *p != '('; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalnum (g_utf8_get_char (p)))
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
  return g_string_free (out, FALSE);
}

static gboolean
find_role (const char      *word,
           SotongSheetRole *out_role)
{
  for (int i = 0; i < SOTONG_SHEET_N_ROLES && *word != '\0'; i++)
    {
      for (gsize k = 0; k < G_N_ELEMENTS (roles[i].known) && roles[i].known[k] != NULL; k++)
        {
          if (g_str_equal (roles[i].known[k], word))
            {
              *out_role = (SotongSheetRole) i;
              return TRUE;
            }
        }
    }
  return FALSE;
}

/**
 * sotong_sheet_role_from_heading:
 * @heading: a heading of a sheet, clean
 * @out_role: (out): what its column is
 *
 * Returns: %TRUE if the heading is one that offices and their contractors use
 */
gboolean
sotong_sheet_role_from_heading (const char      *heading,
                                SotongSheetRole *out_role)
{
  g_autofree char *word = NULL, *cut = NULL;

  if (g_utf8_strlen (heading, -1) > MAX_HEADING)
    return FALSE;
  word = bare (heading);
  if (find_role (word, out_role))
    return TRUE;
  cut = strstr (heading, "_") != NULL ? sotong_ledger_unit_cut (heading) : NULL; /* "비용_천원" */
  return cut != NULL && find_role (cut, out_role);
}

/**
 * sotong_sheet_heading_is_written_only:
 * @heading: a heading of a sheet, clean
 *
 * Returns: %TRUE if the program writes the column itself, for people, and never reads it: where a post stands, and the mark
 *   of made data
 */
gboolean
sotong_sheet_heading_is_written_only (const char *heading)
{
  static const char * const marks[] = { "datakind", "자료구분" };
  g_autofree char *word = NULL;
  SotongSheetRole role;

  if (g_utf8_strlen (heading, -1) > MAX_HEADING)
    return FALSE;
  if (sotong_sheet_role_from_heading (heading, &role))
    return role == SOTONG_SHEET_ADDRESS;
  word = bare (heading);
  return g_str_equal (word, marks[0]) || g_str_equal (word, marks[1]);
}
