/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "exchange/sotong-sheet-private.h"
#include "store/sotong-channel.h"
#include "store/sotong-content-sheet.h"
#include "store/sotong-restriction.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

static void
post_free (SotongSheetPost *post)
{
  g_free (post->channel);
  g_free (post->title);
  g_free (post->body);
  g_free (post);
}

static void
item_free (SotongSheetItem *item)
{
  g_free (item->key);
  g_free (item->type);
  g_free (item->tags);
  g_ptr_array_unref (item->posts);
  g_free (item);
}

static void
problem_free (SotongSheetProblem *problem)
{
  g_free (problem->message);
  g_free (problem);
}

static SotongSheetPlan *
plan_new (void)
{
  SotongSheetPlan *plan = g_new0 (SotongSheetPlan, 1);

  plan->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  plan->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) problem_free);
  plan->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) problem_free);
  return plan;
}

void
sotong_sheet_plan_free (SotongSheetPlan *plan)
{
  if (plan == NULL)
    return;
  g_ptr_array_unref (plan->items);
  g_ptr_array_unref (plan->problems);
  g_ptr_array_unref (plan->notes);
  g_free (plan);
}

/**
 * sotong_sheet_problem_to_text:
 * @problem: something that is wrong
 * @sheet: in which sheet
 *
 * Returns: (transfer full): a sentence with line and column
 */
char *
sotong_sheet_problem_to_text (const SotongSheetProblem *problem,
                              const SotongSheet        *sheet)
{
  g_autofree char *column = NULL;

  if (problem->line == 0)
    return g_strdup (problem->message);
  if (problem->column < 0)
    return g_strdup_printf (_("Line %" PRIu64 ": %s"), problem->line, problem->message);
  column = sotong_sheet_describe_column (sheet, problem->column);
  /* Translators: a line of a file, a column, and a sentence about what is wrong there */
  return g_strdup_printf (_("Line %" PRIu64 ", column %s: %s"), problem->line, column, problem->message);
}

/* On the command line and in JSON. */
const char *
sotong_sheet_action_get_name (SotongSheetAction action)
{
  static const char * const names[] = { "add", "update", "same", "keep" };

  return names[action];
}

/* In the window. */
const char *
sotong_sheet_action_get_label (SotongSheetAction action)
{
  static const char * const labels[] = { N_("New"), N_("Changed"), N_("Unchanged"), N_("Already out") };

  return _(labels[action]);
}

/* ---- rows become contents ---- */

static SotongRange
day_of (SotongSheetReader *self,
        gint64             at)
{
  SotongRange day = { 0, 0 };

  if (at == SOTONG_NONE)
    return day;
  day.start = sotong_time_bucket_start (at, SOTONG_BUCKET_DAY, self->zone);
  day.end = sotong_time_bucket_next (day.start, SOTONG_BUCKET_DAY, self->zone);
  return day;
}

/* Whether a row before this one is the same content on the same channel. */
static gboolean
check_place (SotongSheetReader      *self,
             const SotongSheetLine  *line,
             const SotongSheetCells *cells,
             gint64                  channel)
{
  SotongRange day = day_of (self, cells->at);
  g_autofree char *place = NULL;
  guint64 before;

  if (cells->key[0] != '\0')
    place = g_strdup_printf ("%s\n%" G_GINT64_FORMAT, cells->key, channel);
  else
    place = g_strdup_printf ("\n%s\n%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT, cells->title, channel, day.start);
  before = GPOINTER_TO_SIZE (g_hash_table_lookup (self->places, place));
  if (before == 0)
    {
      g_hash_table_insert (self->places, g_steal_pointer (&place), GSIZE_TO_POINTER ((gsize) line->line));
      return TRUE;
    }
  if (cells->key[0] != '\0')
    sotong_sheet_reader_problem (self, line->line, self->mapping->columns[SOTONG_SHEET_KEY],
                                 g_strdup_printf (_("Line %" PRIu64 " has the same key and the same channel. Take one of the two out."), before));
  else
    sotong_sheet_reader_problem (self, line->line, self->mapping->columns[SOTONG_SHEET_TITLE],
                                 g_strdup_printf (_("Line %" PRIu64 " has the same title, channel and day. Take one of the two out, or give "
                                                    "both a key."), before));
  return FALSE;
}

static void
add_post (SotongSheetItem        *item,
          const SotongSheetLine  *line,
          const SotongSheetCells *cells,
          const SotongChannel    *channel)
{
  SotongSheetPost *post = g_new0 (SotongSheetPost, 1);

  post->line = line->line;
  post->channel_id = channel != NULL ? channel->id : 0;
  post->channel = g_strdup (channel != NULL ? channel->name : "");
  post->title = g_strdup (cells->title);
  post->body = g_strdup (cells->body);
  post->at = cells->at;
  post->day_only = cells->day_only;
  post->state = cells->state;
  g_ptr_array_add (item->posts, post);
}

/* What a content has once may stand in each row of its key, but not differently. */
static void
check_same (SotongSheetReader     *self,
            const SotongSheetItem *item,
            const SotongSheetLine *line,
            SotongSheetRole        role,
            gboolean               same)
{
  const SotongSheetPost *first = item->posts->len > 0 ? g_ptr_array_index (item->posts, 0) : NULL;

  if (!same && first != NULL)
    sotong_sheet_reader_problem (self, line->line, self->mapping->columns[role],
                                 g_strdup_printf (_("Line %" PRIu64 " has the same key and says otherwise, and a content has this once. "
                                                    "Write the same in both lines, or leave it empty here."), first->line));
}

static gboolean
is_same_text (const char *was,
              const char *now)
{
  return was == NULL || now == NULL || g_str_equal (was, now);
}

static gboolean
is_same_number (gint64 was,
                gint64 now)
{
  return was == SOTONG_NONE || now == SOTONG_NONE || was == now;
}

static void
check_once (SotongSheetReader      *self,
            const SotongSheetItem  *item,
            const SotongSheetLine  *line,
            const SotongSheetCells *cells)
{
  check_same (self, item, line, SOTONG_SHEET_TYPE, is_same_text (item->type, cells->type));
  check_same (self, item, line, SOTONG_SHEET_TAGS, is_same_text (item->tags, cells->tags));
  check_same (self, item, line, SOTONG_SHEET_CAMPAIGN, is_same_number (item->campaign_id, cells->campaign_id));
  check_same (self, item, line, SOTONG_SHEET_OFFICER, is_same_number (item->owner_id, cells->owner_id));
  check_same (self, item, line, SOTONG_SHEET_COST_PLANNED, is_same_number (item->cost_planned, cells->cost_planned));
  check_same (self, item, line, SOTONG_SHEET_COST_FINAL, is_same_number (item->cost_final, cells->cost_final));
}

/* The content that the row belongs to, by its key, or a new one. */
static SotongSheetItem *
item_of (SotongSheetReader      *self,
         const SotongSheetLine  *line,
         const SotongSheetCells *cells)
{
  SotongSheetItem *item = cells->key[0] != '\0' ? g_hash_table_lookup (self->by_key, cells->key) : NULL;

  if (item == NULL)
    {
      item = g_new0 (SotongSheetItem, 1);
      item->key = g_strdup (cells->key);
      item->posts = g_ptr_array_new_with_free_func ((GDestroyNotify) post_free);
      item->campaign_id = item->owner_id = item->cost_planned = item->cost_final = SOTONG_NONE;
      g_ptr_array_add (self->plan->items, item);
      if (item->key[0] != '\0')
        g_hash_table_insert (self->by_key, item->key, item);
    }
  check_once (self, item, line, cells);
  if (item->type == NULL)
    item->type = g_strdup (cells->type);
  if (item->tags == NULL)
    item->tags = g_strdup (cells->tags);
  if (item->campaign_id == SOTONG_NONE)
    item->campaign_id = cells->campaign_id;
  if (item->owner_id == SOTONG_NONE)
    item->owner_id = cells->owner_id;
  if (item->cost_planned == SOTONG_NONE)
    item->cost_planned = cells->cost_planned;
  if (item->cost_final == SOTONG_NONE)
    item->cost_final = cells->cost_final;
  return item;
}

static void
read_row (SotongSheetReader     *self,
          const SotongSheetLine *line)
{
  g_auto(SotongSheetCells) cells = { 0 };
  SotongSheetItem *item;
  gboolean good;

  if (line->damage != NULL)
    {
      sotong_sheet_reader_problem (self, line->line, -1, g_strdup (line->damage));
      return;
    }
  good = sotong_sheet_reader_cells (self, line, &cells);

  for (guint i = 0; good && i < MAX (cells.channels->len, 1); i++)
    {
      const SotongChannel *channel = cells.channels->len > 0 ? g_ptr_array_index (cells.channels, i) : NULL;

      good = check_place (self, line, &cells, channel != NULL ? channel->id : 0);
    }
  if (!good)
    return;
  item = item_of (self, line, &cells);
  if (cells.channels->len == 0)
    add_post (item, line, &cells, NULL);
  for (guint i = 0; i < cells.channels->len; i++)
    add_post (item, line, &cells, g_ptr_array_index (cells.channels, i));
}

/* ---- what the workspace has of it ---- */

/* Whether the content is this row's: no row before it has found it. */
gboolean
sotong_sheet_take_id (SotongSheetReader *self,
                      SotongSheetItem   *item,
                      gint64             id)
{
  if (id == 0 || g_hash_table_contains (self->taken, &id))
    return FALSE;
  g_hash_table_add (self->taken, g_memdup2 (&id, sizeof id));
  item->content_id = id;
  return TRUE;
}

/* By its key; without one, or when the key is new, by title, channel and day. */
static gboolean
find_content (SotongSheetReader  *self,
              SotongSheetItem    *item,
              GError            **error)
{
  GError *local = NULL;

  if (item->key[0] != '\0' && sotong_sheet_take_id (self, item, sotong_content_find_key (self->db, item->key, &local)))
    return TRUE;
  item->new_key = item->key[0] != '\0';
  for (guint i = 0; local == NULL && i < item->posts->len; i++)
    {
      const SotongSheetPost *post = g_ptr_array_index (item->posts, i);
      gint64 id = sotong_content_find_alike (self->db, post->title, post->channel_id, day_of (self, post->at), &local);
      g_autofree char *key = NULL;
      g_autofree char *tags = NULL;
      gint64 owner;

      if (id == 0)
        continue;
      tags = sotong_content_get_details (self->db, id, &owner, &key, &local);
      /* One that another key brought is another content. */
      if (tags != NULL && (item->key[0] == '\0' || key[0] == '\0') && sotong_sheet_take_id (self, item, id))
        return TRUE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static const SotongCopy *
copy_on (const SotongContent *content,
         gint64               channel_id)
{
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->channel_id == channel_id)
        return copy;
    }
  return NULL;
}

static gboolean
is_locked (const SotongCopy *copy)
{
  return !sotong_state_can_move (copy->state) || (copy->state == SOTONG_STATE_SCHEDULED && copy->remote_id != NULL);
}

/* What cannot be is said of the line: scheduling in the past, or making something published. */
static void
check_state (SotongSheetReader     *self,
             const SotongSheetPost *post,
             const SotongCopy      *copy)
{
  SotongState after = post->state >= 0 ? (SotongState) post->state : copy != NULL ? copy->state : SOTONG_STATE_DRAFT;
  gboolean moves = copy == NULL || post->at != copy->publish_at || after != copy->state;
  int column = self->mapping->columns[SOTONG_SHEET_STATE];

  if (copy != NULL && post->state == (int) copy->state && !moves)
    return;
  if (post->state >= 0 && post->state != SOTONG_STATE_DRAFT && post->state != SOTONG_STATE_SCHEDULED
      && (copy == NULL || post->state != (int) copy->state))
    sotong_sheet_reader_problem (self, post->line, column,
                                 g_strdup_printf (_("The state “%s” cannot be given by an import. Write draft or scheduled, or leave the column out."),
                                                  sotong_state_get_label ((SotongState) post->state)));
  else if (after == SOTONG_STATE_SCHEDULED && moves && post->at != SOTONG_NONE && post->at < self->now)
    sotong_sheet_reader_problem (self, post->line, self->mapping->columns[SOTONG_SHEET_DATE],
                                 g_strdup (_("That time is past, and a scheduled post would go out at once. Choose one that is still to come, or write draft.")));
}

/* Nor is a post scheduled for a day of a restricted period before its ground is written. */
static void
check_restricted (SotongSheetReader     *self,
                  const SotongSheetItem *item,
                  const SotongContent   *content,
                  const SotongSheetPost *post,
                  const SotongCopy      *copy)
{
  SotongState after = post->state >= 0 ? (SotongState) post->state : copy != NULL ? copy->state : SOTONG_STATE_DRAFT;
  const char *type = item->type != NULL ? item->type : content != NULL ? content->type : NULL;
  g_autoptr(GError) error = NULL;

  if (after != SOTONG_STATE_SCHEDULED || (copy != NULL && copy->state == after && copy->publish_at == post->at)
      || sotong_restriction_check (self->db, item->content_id, type, content != NULL && content->publicity,
                                   content != NULL ? content->restriction_ground : NULL, post->at, &error))
    return;
  sotong_sheet_reader_problem (self, post->line, self->mapping->columns[SOTONG_SHEET_DATE], g_strdup (error->message));
}

/* Of a post whose day alone the sheet tells, the time of the day is the workspace's. */
static void
settle_time (SotongSheetReader *self,
             SotongSheetPost   *post,
             const SotongCopy  *copy)
{
  int year, month, day, hour, minute, second;

  if (!post->day_only || post->at == SOTONG_NONE || copy == NULL || copy->publish_at == SOTONG_NONE)
    return;
  sotong_time_to_civil (copy->publish_at, self->zone, &year, &month, &day, &hour, &minute, &second);
  sotong_time_to_civil (post->at, self->zone, &year, &month, &day, &(int) { 0 }, &(int) { 0 }, &(int) { 0 });
  post->at = sotong_time_from_civil (year, month, day, hour, minute, second, self->zone);
}

static gboolean
details_differ (SotongSheetReader      *self,
                const SotongSheetItem  *item,
                GError                **error)
{
  gint64 owner;
  g_autofree char *key = NULL;
  g_autofree char *tags = sotong_content_get_details (self->db, item->content_id, &owner, &key, error);

  if (tags == NULL)
    return FALSE;
  return (item->tags != NULL && !g_str_equal (tags, item->tags)) || (item->owner_id != SOTONG_NONE && item->owner_id != owner)
         || item->new_key;
}

/* Says what is imported, but perhaps not as it is meant; takes @message. */
void
sotong_sheet_plan_note (SotongSheetPlan *plan,
                        guint64          line,
                        int              column,
                        char            *message)
{
  SotongSheetProblem *note = g_new0 (SotongSheetProblem, 1);

  note->line = line;
  note->column = column;
  note->message = message;
  g_ptr_array_add (plan->notes, note);
}

/* A row that names no channel is imported all the same, for who plans before knowing where; that it does not go out is said. */
static void
note_channels (SotongSheetReader      *self,
               const SotongSheetItem  *item,
               const SotongContent    *content)
{
  for (guint i = 0; i < item->posts->len; i++)
    {
      const SotongSheetPost *post = g_ptr_array_index (item->posts, i);

      if (post->channel_id != 0 || (content != NULL && content->copies->len > 0) || self->plan->n_notes++ >= SOTONG_SHEET_MAX_PROBLEMS)
        continue;
      sotong_sheet_plan_note (self->plan, post->line, self->mapping->columns[SOTONG_SHEET_CHANNEL],
                g_strdup (_("No channel stands here: it becomes a draft without one, and does not go out. Write the channel, or choose one for the rows that name none.")));
    }
}

/* Who filters a workbook may not mean the rows that are not shown. */
static void
note_hidden (SotongSheetPlan   *plan,
             const SotongSheet *sheet)
{
  if (sheet->n_hidden == 0)
    return;
  plan->n_notes++;
  sotong_sheet_plan_note (plan, 0, -1, g_strdup_printf (ngettext ("%u row that the workbook hides was read like the others. Take it out of the file if it is not meant.",
                                                                  "%u rows that the workbook hides were read like the others. Take them out of the file if they are not meant.",
                                                                  sheet->n_hidden), sheet->n_hidden));
}

static void
count_notes (SotongSheetPlan *plan)
{
  gint64 more = plan->n_notes - SOTONG_SHEET_MAX_PROBLEMS;

  if (more > 0)
    sotong_sheet_plan_note (plan, 0, -1, g_strdup_printf (ngettext ("%" PRId64 " more row names no channel.", "%" PRId64 " more rows name no channel.", (gulong) more), more));
}

static gboolean
compare_item (SotongSheetReader  *self,
              SotongSheetItem    *item,
              GError            **error)
{
  g_autoptr(SotongContent) content = NULL;
  gboolean all_kept = TRUE, changed;
  GError *local = NULL;

  if (item->content_id != 0 && (content = sotong_content_get (self->db, item->content_id, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < item->posts->len; i++)
    {
      SotongSheetPost *post = g_ptr_array_index (item->posts, i);
      const SotongCopy *copy = content != NULL && post->channel_id != 0 ? copy_on (content, post->channel_id) : NULL;

      post->kept = copy != NULL && is_locked (copy);
      all_kept = all_kept && post->kept;
      if (post->kept)
        continue;
      settle_time (self, post, copy);
      check_state (self, post, copy);
      check_restricted (self, item, content, post, copy);
    }
  if (content == NULL)
    {
      item->action = SOTONG_SHEET_ADD;
      note_channels (self, item, NULL);
      return TRUE;
    }
  changed = !all_kept && (sotong_sheet_merge (item, content) || details_differ (self, item, &local));
  item->action = all_kept ? SOTONG_SHEET_KEEP : changed ? SOTONG_SHEET_UPDATE : SOTONG_SHEET_SAME;
  if (!all_kept)
    note_channels (self, item, content);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static void
count_item (SotongSheetPlan       *plan,
            const SotongSheetItem *item)
{
  for (guint i = 0; i < item->posts->len; i++)
    {
      const SotongSheetPost *post = g_ptr_array_index (item->posts, i);

      plan->counts[post->kept ? SOTONG_SHEET_KEEP : item->action]++;
    }
}

/* ---- the whole sheet ---- */

static void
check_columns (SotongSheetReader *self)
{
  if (self->mapping->columns[SOTONG_SHEET_TITLE] < 0)
    sotong_sheet_reader_problem (self, 0, -1, g_strdup (_("No column is known to be the title. Say which one is, as in title=제목.")));
  if (self->mapping->columns[SOTONG_SHEET_CHANNEL] < 0 && self->channel == NULL)
    sotong_sheet_reader_problem (self, 0, -1,
                                 g_strdup (_("No column is known to be the channel. Say which one is, as in channel=매체, or choose one channel for all rows.")));
  if (self->channel != NULL)
    {
      g_autofree char *folded = sotong_text_fold (self->channel);

      if (!g_hash_table_contains (self->channels, folded))
        sotong_sheet_reader_problem (self, 0, -1, g_strdup_printf (_("There is no channel “%s”. Correct the name, or add the channel first."), self->channel));
    }
}

static gboolean
check_rows (SotongSheetReader  *self,
            GCancellable       *cancellable,
            GError            **error)
{
  self->plan->n_rows = self->sheet->lines->len;
  if (self->sheet->lines->len == 0)
    sotong_sheet_reader_problem (self, 0, -1, g_strdup (_("The sheet has headings and no rows. Check that it is the right file.")));
  for (guint i = 0; i < self->sheet->lines->len; i++)
    {
      if ((i & 0xff) == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      read_row (self, g_ptr_array_index (self->sheet->lines, i));
    }
  for (guint i = 0; i < self->plan->items->len; i++)
    {
      SotongSheetItem *item = g_ptr_array_index (self->plan->items, i);

      if ((i & 0xff) == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!find_content (self, item, error))
        return FALSE;
    }
  if (!sotong_sheet_find_again (self, error))
    return FALSE;
  for (guint i = 0; i < self->plan->items->len; i++)
    {
      SotongSheetItem *item = g_ptr_array_index (self->plan->items, i);

      if ((i & 0xff) == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!compare_item (self, item, error))
        return FALSE;
      count_item (self->plan, item);
    }
  count_notes (self->plan);
  note_hidden (self->plan, self->sheet);
  return TRUE;
}

/**
 * sotong_sheet_choose_mapping:
 * @db: a connection
 * @sheet: a sheet
 * @choice: what a person chose
 * @out_mapping: (out): what the columns are
 * @error: return location; `SOTONG_SHEET_ERROR_MAPPING`
 *
 * What a person says counts most; then what was remembered of such headings; then what the
 * headings themselves say.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_sheet_choose_mapping (SotongDb                  *db,
                             const SotongSheet         *sheet,
                             const SotongSheetChoice   *choice,
                             SotongSheetMapping        *out_mapping,
                             GError                   **error)
{
  if (choice->mapping != NULL)
    *out_mapping = *choice->mapping;
  else
    {
      sotong_sheet_mapping_guess (out_mapping, sheet);
      if (!sotong_sheet_mapping_recall (out_mapping, sheet, db, error))
        return FALSE;
    }
  return choice->words == NULL || sotong_sheet_mapping_set (out_mapping, sheet, choice->words, error);
}

/**
 * sotong_sheet_check:
 * @db: a connection
 * @sheet: a sheet
 * @mapping: which column is what
 * @channel: (nullable): the channel of rows that name none
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Finds out what an import would do, how many contents would not be in review or approved any
 * more because of it, and what is wrong. Nothing is written.
 *
 * Returns: (transfer full) (nullable): the plan
 */
SotongSheetPlan *
sotong_sheet_check (SotongDb                  *db,
                    const SotongSheet         *sheet,
                    const SotongSheetMapping  *mapping,
                    const char                *channel,
                    GCancellable              *cancellable,
                    GError                   **error)
{
  g_autoptr(SotongSheetPlan) plan = plan_new ();
  SotongSheetReader reader = { .db = db, .sheet = sheet, .mapping = mapping, .plan = plan, .channel = channel };
  gboolean done = sotong_sheet_reader_init (&reader, error);

  if (done)
    {
      check_columns (&reader);
      sotong_sheet_settle_units (&reader);
      done = plan->n_problems > 0 || (check_rows (&reader, cancellable, error)
                                       && (plan->n_problems > 0 || sotong_sheet_count_unapproved (db, plan, error)));
    }
  sotong_sheet_reader_clear (&reader);
  return done ? g_steal_pointer (&plan) : NULL;
}
