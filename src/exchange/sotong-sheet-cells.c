/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/sotong-grid.h"
#include "exchange/sotong-sheet-private.h"
#include "store/sotong-campaign.h"
#include "store/sotong-channel.h"
#include "store/sotong-content-sheet.h"
#include "util/sotong-content-type.h"
#include "util/sotong-text.h"
#include "util/sotong-time-office.h"
#include "util/sotong-time.h"

#define MAX_TITLE 500         /* characters */
#define MAX_BODY  (1 << 20)   /* bytes, as for a text that is typed */
#define MAX_KEY   200         /* bytes */
#define SHOWN     40          /* characters of a wrong value in a sentence */
#define FIRST_DAY 20000       /* of those that a workbook counts: 1954, or 1958 */
#define LAST_DAY  80000

/* What offices and contractors call the built-in types, besides the program's own names. The labels stand here in both
 * languages: a table that one desktop wrote is read by another. */
static const struct {
  const char *id;
  const char *names[9];
} type_words[] = {
  { "blog-post", { "블로그", "블로그 글", "블로그 게시물", "블로그 콘텐츠", "블로그 포스트", "블로그 포스팅", "포스팅", "blog", "blog post" } },
  { "sns", { "sns 콘텐츠", "소셜", "소셜 콘텐츠", "카드뉴스", "게시물", "post", "sns content" } },
  { "joint", { "공동", "공동 콘텐츠", "공동제작", "시민참여", "시민참여 콘텐츠", "joint content" } },
  { "citizen-campaign", { "시민 캠페인", "시민캠페인", "시민참여 캠페인", "캠페인", "campaign", "citizen campaign" } },
  { "advertisement", { "광고", "페이스북 광고", "유료광고", "ad" } },
  { "white-paper", { "백서", "white paper" } },
  { "report", { "분석 보고서", "분석보고서", "보고서", "analysis report" } },
};

/* The same of the states: what sheets call the two that can be given, and the labels of all in both languages. */
static const struct {
  SotongState state;
  const char *names[5];
} state_words[] = {
  { SOTONG_STATE_DRAFT, { "초안", "작성", "작성중", "작성 중", "준비" } },
  { SOTONG_STATE_IN_REVIEW, { "검토 중", "in review" } },
  { SOTONG_STATE_RETURNED, { "반려" } },
  { SOTONG_STATE_APPROVED, { "승인" } },
  { SOTONG_STATE_SCHEDULED, { "예약", "예약됨", "확정", "예정", "예약 완료" } },
  { SOTONG_STATE_PUBLISHING, { "발행 중" } },
  { SOTONG_STATE_PUBLISHED, { "발행" } },
  { SOTONG_STATE_PUBLISHED_BY_HAND, { "직접 발행", "published by hand" } },
  { SOTONG_STATE_FAILED, { "실패" } },
  { SOTONG_STATE_UNKNOWN, { "결과 불명", "outcome unknown" } },
  { SOTONG_STATE_MISSED, { "시간 지남" } },
  { SOTONG_STATE_HELD, { "보류" } },
};

/* ---- what cells are looked up in ---- */

static gboolean
is_written_apart (gpointer name,
                  gpointer id,
                  gpointer closed)
{
  g_autofree char *name_closed = sotong_text_close_up (name);

  return g_str_equal (name_closed, closed);
}

/* What only white space tells from the name of another type, an own one perhaps, is that one. */
static void
add_type_word (GHashTable *types,
               const char *word,
               const char *id)
{
  g_autofree char *closed = sotong_text_close_up (word);
  const char *there = g_hash_table_find (types, is_written_apart, closed);

  if (there == NULL || g_str_equal (there, id))
    g_hash_table_replace (types, g_strdup (word), g_strdup (id));
}

static GHashTable *
make_types (SotongDb  *db,
            GError   **error)
{
  GHashTable *types = sotong_content_type_names (db, error);
  const char * const *ids = sotong_content_type_list ();

  if (types == NULL)
    return NULL;
  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_replace (types, sotong_text_fold (sotong_content_type_get_label (ids[i])), g_strdup (ids[i]));
  for (guint i = 0; i < G_N_ELEMENTS (type_words); i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (type_words[i].names) && type_words[i].names[k] != NULL; k++)
        add_type_word (types, type_words[i].names[k], type_words[i].id);
    }
  return types;
}

static gboolean
load_campaigns (SotongSheetReader  *self,
                GError            **error)
{
  g_autoptr(GPtrArray) list = sotong_campaign_list (self->db, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (list, i);

      g_array_append_val (self->campaign_ids, campaign->id);
      g_hash_table_replace (self->campaigns, sotong_text_fold (campaign->name), GINT_TO_POINTER ((int) i + 1));
    }
  return TRUE;
}

/* @self: with db, sheet, mapping and plan set. */
gboolean
sotong_sheet_reader_init (SotongSheetReader  *self,
                          GError            **error)
{
  self->zone = sotong_db_get_zone (self->db);
  self->now = sotong_db_now (self->db);
  self->channels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->campaigns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->campaign_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->list = sotong_channel_list (self->db, error);
  self->types = self->list != NULL ? make_types (self->db, error) : NULL;
  self->people = self->types != NULL ? sotong_content_person_names (self->db, error) : NULL;
  if (self->people == NULL || !load_campaigns (self, error))
    return FALSE;
  for (guint i = 0; i < self->list->len; i++)
    {
      SotongChannel *channel = g_ptr_array_index (self->list, i);

      g_hash_table_replace (self->channels, sotong_text_fold (channel->name), channel);
    }
  return TRUE;
}

void
sotong_sheet_reader_clear (SotongSheetReader *self)
{
  g_clear_pointer (&self->channels, g_hash_table_unref);
  g_clear_pointer (&self->campaigns, g_hash_table_unref);
  g_clear_pointer (&self->campaign_ids, g_array_unref);
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->taken, g_hash_table_unref);
  g_clear_pointer (&self->types, g_hash_table_unref);
  g_clear_pointer (&self->people, g_hash_table_unref);
  g_clear_pointer (&self->list, g_ptr_array_unref);
}

/* Takes @message: (transfer full). */
void
sotong_sheet_reader_problem (SotongSheetReader *self,
                             guint64            line,
                             int                column,
                             char              *message)
{
  SotongSheetProblem *problem;

  self->plan->n_problems++;
  if (self->plan->problems->len >= SOTONG_SHEET_MAX_PROBLEMS)
    {
      g_free (message);
      return;
    }
  problem = g_new0 (SotongSheetProblem, 1);
  problem->line = line;
  problem->column = column;
  problem->message = message;
  g_ptr_array_add (self->plan->problems, problem);
}

/* ---- cells ---- */

void
sotong_sheet_cells_clear (SotongSheetCells *cells)
{
  g_free (cells->key);
  g_free (cells->title);
  g_free (cells->body);
  g_free (cells->type);
  g_free (cells->tags);
  g_clear_pointer (&cells->channels, g_ptr_array_unref);
}

/* The cell of a role; "" if the sheet has none. */
static const char *
cell_of (SotongSheetReader     *self,
         const SotongSheetLine *line,
         SotongSheetRole        role)
{
  return sotong_sheet_get_cell (self->sheet, line, self->mapping->columns[role]);
}

/* Says that a cell is wrong; takes @message. */
gboolean
sotong_sheet_reader_refuse (SotongSheetReader     *self,
                            const SotongSheetLine *line,
                            SotongSheetRole        role,
                            char                  *message)
{
  sotong_sheet_reader_problem (self, line->line, self->mapping->columns[role], message);
  return FALSE;
}

static char *
shown (const char *text)
{
  return sotong_text_single_line (text, SHOWN);
}

static gboolean
read_texts (SotongSheetReader     *self,
            const SotongSheetLine *line,
            SotongSheetCells      *cells)
{
  const char *key = cell_of (self, line, SOTONG_SHEET_KEY);
  const char *title = cell_of (self, line, SOTONG_SHEET_TITLE);
  const char *body = cell_of (self, line, SOTONG_SHEET_TEXT);
  const char *tags = cell_of (self, line, SOTONG_SHEET_TAGS);

  if (strlen (key) > MAX_KEY)
    return sotong_sheet_reader_refuse (self, line, SOTONG_SHEET_KEY, g_strdup_printf (_("This key is longer than %d bytes. Shorten it."), MAX_KEY));
  if (sotong_text_is_blank (title))
    return sotong_sheet_reader_refuse (self, line, SOTONG_SHEET_TITLE, g_strdup (_("The title is empty. A content needs a title.")));
  if (g_utf8_strlen (title, -1) > MAX_TITLE)
    return sotong_sheet_reader_refuse (self, line, SOTONG_SHEET_TITLE, g_strdup_printf (_("The title is longer than %d characters. Shorten it."), MAX_TITLE));
  if (strlen (body) > MAX_BODY)
    return sotong_sheet_reader_refuse (self, line, SOTONG_SHEET_TEXT, g_strdup (_("The text is longer than 1 MB, more than any channel takes. Shorten it.")));
  cells->key = g_strdup (key);
  cells->title = sotong_text_single_line (title, MAX_TITLE);
  cells->body = *body != '\0' ? g_strdup (body) : NULL;
  cells->tags = *tags != '\0' ? sotong_text_single_line (tags, 2000) : NULL;
  return TRUE;
}

/* (nullable): “SNS콘텐츠” is “SNS 콘텐츠”, unless an own type is called so. */
static const char *
find_type (SotongSheetReader *self,
           const char        *text)
{
  g_autofree char *folded = sotong_text_fold (text);
  g_autofree char *closed = sotong_text_close_up (folded);
  const char *id = g_hash_table_lookup (self->types, folded);

  return id != NULL ? id : g_hash_table_find (self->types, is_written_apart, closed);
}

static gboolean
read_type (SotongSheetReader     *self,
           const SotongSheetLine *line,
           SotongSheetCells      *cells)
{
  const char *text = cell_of (self, line, SOTONG_SHEET_TYPE);
  g_autofree char *value = NULL;

  if (*text == '\0')
    return TRUE;
  cells->type = g_strdup (find_type (self, text));
  if (cells->type != NULL)
    return TRUE;
  value = shown (text);
  return sotong_sheet_reader_refuse (self, line, SOTONG_SHEET_TYPE,
                 g_strdup_printf (_("There is no content type “%s”. Write blog post, SNS content, joint content, citizen campaign, advertisement, "
                                    "white paper, analysis report, or one of the office's own."), value));
}

static gboolean
add_channel (SotongSheetReader     *self,
             const SotongSheetLine *line,
             const char            *name,
             SotongSheetCells      *cells)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));
  g_autofree char *folded = sotong_text_fold (trimmed);
  SotongChannel *channel = g_hash_table_lookup (self->channels, folded);
  g_autofree char *value = NULL;

  if (*trimmed == '\0')
    return TRUE;
  if (channel != NULL)
    {
      if (!g_ptr_array_find (cells->channels, channel, NULL))
        g_ptr_array_add (cells->channels, channel);
      return TRUE;
    }
  value = shown (trimmed);
  return sotong_sheet_reader_refuse (self, line, SOTONG_SHEET_CHANNEL,
                 g_strdup_printf (_("There is no channel “%s”. Correct the name, or add the channel first."), value));
}

/* One channel, or several with commas, slashes or line ends between. */
static gboolean
read_channels (SotongSheetReader     *self,
               const SotongSheetLine *line,
               SotongSheetCells      *cells)
{
  const char *text = cell_of (self, line, SOTONG_SHEET_CHANNEL);
  g_autofree char *folded = NULL;
  g_auto(GStrv) names = NULL;

  cells->channels = g_ptr_array_new ();
  if (*text == '\0')
    return self->channel == NULL || add_channel (self, line, self->channel, cells);
  folded = sotong_text_fold (text);
  if (g_hash_table_contains (self->channels, folded))
    return add_channel (self, line, text, cells);
  names = g_regex_split_simple ("[,、，;/\n+]", text, 0, 0);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!add_channel (self, line, names[i], cells))
        return FALSE;
    }
  return TRUE;
}

/* A workbook counts days, and the time of the day as a part of one. */
static gboolean
read_number (SotongSheetReader *self,
             const char        *text,
             double             least,
             double             most,
             double            *out_days)
{
  char *end = NULL;

  if (!self->sheet->workbook)
    return FALSE;
  *out_days = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && *out_days >= least && *out_days < most;
}

static void
take_days (SotongSheetReader *self,
           double             days,
           SotongSheetCells  *cells)
{
  gint64 seconds = (gint64) (days * 86400 + 0.5);
  int whole = (int) (seconds / 86400), second = (int) (seconds % 86400);
  GDate date;

  sotong_grid_set_date (&date, (guint) whole, self->sheet->from_1904);
  cells->at = sotong_time_from_civil (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), second / 3600, second / 60 % 60, second % 60, self->zone);
  cells->day_only = second == 0;
}

/* A day, or a day and a time, in any of the forms of an office. */
static gboolean
parse_day (SotongSheetReader *self,
           const char        *text,
           SotongSheetCells  *cells)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC); /* full-width digits */
  g_autofree char *iso = sotong_time_office_to_iso (narrow);
  const char *form = iso != NULL ? iso : narrow;
  double days;

  if (read_number (self, text, FIRST_DAY, LAST_DAY, &days))
    {
      take_days (self, days, cells);
      return TRUE;
    }
  if (!sotong_time_parse (form, self->zone, &cells->at, NULL))
    return FALSE;
  cells->day_only = strpbrk (form, "Tt ") == NULL;
  return TRUE;
}

static gboolean
read_clock (SotongSheetReader     *self,
            const SotongSheetLine *line,
            SotongSheetCells      *cells)
{
  const char *text = cell_of (self, line, SOTONG_SHEET_TIME);
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  int year, month, day, second;
  g_autofree char *value = NULL;
  double days;

  if (*text == '\0')
    return TRUE;
  if (read_number (self, text, 0, 1, &days) || read_number (self, text, FIRST_DAY, LAST_DAY, &days))
    second = (int) ((gint64) (days * 86400 + 0.5) % 86400);
  else if (!sotong_time_parse_clock (narrow, &second))
    {
      value = shown (text);
      return sotong_sheet_reader_refuse (self, line, SOTONG_SHEET_TIME,
                     g_strdup_printf (_("“%s” is no time of the day. Write it as in 09:30 or 오후 3시."), value));
    }
  if (cells->at == SOTONG_NONE)
    return sotong_sheet_reader_refuse (self, line, SOTONG_SHEET_TIME, g_strdup (_("There is a time without a day. Write the day too.")));
  sotong_time_to_civil (cells->at, self->zone, &year, &month, &day, &(int) { 0 }, &(int) { 0 }, &(int) { 0 });
  cells->at = sotong_time_from_civil (year, month, day, second / 3600, second / 60 % 60, second % 60, self->zone);
  cells->day_only = FALSE;
  return TRUE;
}

/* As 11/23, 11.23., 11-23 or 11월 23일: a year must not be guessed. */
static gboolean
lacks_year (const char *text)
{
  return g_regex_match_simple ("^\\s*(1[0-2]|0?[1-9])\\s*[./월-]\\s*(3[01]|[12][0-9]|0?[1-9])\\s*[.일]?\\s*([(][^)]*[)])?"
                               "\\s*([0-9]{1,2}:[0-9]{2})?\\s*$", text, 0, 0);
}

/* Why a cell is no day. */
static char *
refuse_day (const char *text)
{
  g_autofree char *value = shown (text);

  if (lacks_year (text))
    return g_strdup_printf (_("“%s” does not say the year. Write it as in 2016-10-14 or 2016-10-14 09:30."), value);
  if (sotong_time_has_short_year (text))
    return g_strdup_printf (_("“%s” has a year of two digits. Write all four of them, as in 2016-10-14 or 2016-10-14 09:30."), value);
  return g_strdup_printf (_("“%s” is no day that exists. Write it as in 2016-10-14 or 2016-10-14 09:30."), value);
}

static gboolean
read_time (SotongSheetReader     *self,
           const SotongSheetLine *line,
           SotongSheetCells      *cells)
{
  const char *text = cell_of (self, line, SOTONG_SHEET_DATE);
  g_autoptr(GError) error = NULL;
  gboolean good = TRUE;
  int year, month, day;

  cells->at = SOTONG_NONE;
  if (*text != '\0' && !parse_day (self, text, cells))
    {
      cells->at = 0; /* so that the time of the day is looked at too */
      good = sotong_sheet_reader_refuse (self, line, SOTONG_SHEET_DATE, refuse_day (text));
    }
  else if (cells->at != SOTONG_NONE && !sotong_time_check_plan (cells->at, self->zone, &error))
    good = sotong_sheet_reader_refuse (self, line, SOTONG_SHEET_DATE, g_strdup (error->message));
  if (!read_clock (self, line, cells) || !good)
    return FALSE;
  if (cells->at == SOTONG_NONE || !cells->day_only)
    return TRUE;
  sotong_time_to_civil (cells->at, self->zone, &year, &month, &day, &(int) { 0 }, &(int) { 0 }, &(int) { 0 });
  cells->at = sotong_time_from_civil (year, month, day, SOTONG_SHEET_CLOCK / 3600, 0, 0, self->zone);
  return TRUE;
}

/* Any state that the program knows is read; only two can be given. */
static int
state_of (const char *text)
{
  g_autofree char *folded = sotong_text_fold (text);

  for (guint i = 0; i < G_N_ELEMENTS (state_words); i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (state_words[i].names) && state_words[i].names[k] != NULL; k++)
        {
          if (g_str_equal (state_words[i].names[k], folded))
            return (int) state_words[i].state;
        }
    }
  for (int i = 0; i < SOTONG_N_STATES; i++)
    {
      g_autofree char *label = sotong_text_fold (sotong_state_get_label ((SotongState) i));

      if (g_str_equal (sotong_state_get_name ((SotongState) i), folded) || g_str_equal (label, folded))
        return i;
    }
  return -1;
}

static gboolean
read_state (SotongSheetReader     *self,
            const SotongSheetLine *line,
            SotongSheetCells      *cells)
{
  const char *text = cell_of (self, line, SOTONG_SHEET_STATE);
  g_autofree char *value = NULL;

  cells->state = -1;
  if (*text == '\0')
    return TRUE;
  cells->state = state_of (text);
  if (cells->state < 0)
    {
      value = shown (text);
      return sotong_sheet_reader_refuse (self, line, SOTONG_SHEET_STATE,
                     g_strdup_printf (_("“%s” is no state. Write draft or scheduled, or leave the column out: then new contents are drafts."), value));
    }
  if (cells->state == SOTONG_STATE_SCHEDULED && cells->at == SOTONG_NONE)
    return sotong_sheet_reader_refuse (self, line, SOTONG_SHEET_STATE, g_strdup (_("To schedule a post, its time is needed. Write the day and the time.")));
  return TRUE;
}

static gboolean
read_campaign (SotongSheetReader     *self,
               const SotongSheetLine *line,
               SotongSheetCells      *cells)
{
  const char *text = cell_of (self, line, SOTONG_SHEET_CAMPAIGN);
  g_autofree char *folded = NULL;
  g_autofree char *value = NULL;
  int index;

  cells->campaign_id = SOTONG_NONE;
  if (*text == '\0')
    return TRUE;
  folded = sotong_text_fold (text);
  index = GPOINTER_TO_INT (g_hash_table_lookup (self->campaigns, folded));
  if (index > 0)
    {
      cells->campaign_id = g_array_index (self->campaign_ids, gint64, index - 1);
      return TRUE;
    }
  value = shown (text);
  return sotong_sheet_reader_refuse (self, line, SOTONG_SHEET_CAMPAIGN,
                 g_strdup_printf (_("There is no campaign “%s”. Correct the name, or add the campaign first."), value));
}

static gboolean
read_officer (SotongSheetReader     *self,
              const SotongSheetLine *line,
              SotongSheetCells      *cells)
{
  const char *text = cell_of (self, line, SOTONG_SHEET_OFFICER);
  g_autofree char *folded = NULL;
  g_autofree char *value = NULL;
  const char *id;

  cells->owner_id = SOTONG_NONE;
  if (*text == '\0')
    return TRUE;
  folded = sotong_text_fold (text);
  id = g_hash_table_lookup (self->people, folded);
  if (id != NULL)
    {
      cells->owner_id = g_ascii_strtoll (id, NULL, 10);
      return TRUE;
    }
  value = shown (text);
  return sotong_sheet_reader_refuse (self, line, SOTONG_SHEET_OFFICER,
                 g_strdup_printf (_("Nobody in the workspace is called “%s”. Correct the name, or leave the column out."), value));
}

/* Understands a row; %FALSE if a cell is wrong, which has been noted. All that is wrong in a row
 * is told at once. */
gboolean
sotong_sheet_reader_cells (SotongSheetReader     *self,
                           const SotongSheetLine *line,
                           SotongSheetCells      *cells)
{
  gboolean good = read_texts (self, line, cells);

  good = read_type (self, line, cells) && good;
  good = read_channels (self, line, cells) && good;
  good = read_time (self, line, cells) && good;
  good = read_state (self, line, cells) && good;
  good = read_campaign (self, line, cells) && good;
  good = read_officer (self, line, cells) && good;
  good = sotong_sheet_read_won (self, line, SOTONG_SHEET_COST_PLANNED, &cells->cost_planned) && good;
  good = sotong_sheet_read_won (self, line, SOTONG_SHEET_COST_FINAL, &cells->cost_final) && good;
  return good;
}
