/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/sotong-sheet-private.h"
#include "store/sotong-approval.h"
#include "store/sotong-change.h"
#include "store/sotong-channel.h"
#include "store/sotong-content-sheet.h"

static gboolean
set_text (char       **text,
          const char  *value)
{
  if (g_strcmp0 (*text, value) == 0)
    return FALSE;
  g_free (*text);
  *text = g_strdup (value);
  return TRUE;
}

/* A cell tells nothing of the blanks and line ends around a text: one that differs in them only has not been changed by
 * anybody, and stays as it was approved. */
static gboolean
is_same_body (const char *a,
              const char *b)
{
  g_autofree char *left = g_strstrip (g_strdup (a));
  g_autofree char *right = g_strstrip (g_strdup (b));

  return g_str_equal (left, right);
}

static gboolean
set_int (gint64 *number,
         gint64  value)
{
  if (value == SOTONG_NONE || *number == value)
    return FALSE;
  *number = value;
  return TRUE;
}

static SotongCopy *
copy_on (SotongContent *content,
         gint64         channel_id)
{
  for (guint i = 0; i < content->copies->len; i++)
    {
      SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->channel_id == channel_id)
        return copy;
    }
  return NULL;
}

/* A text of a copy: none of its own where it is the content's. */
static gboolean
set_own_text (char       **text,
              const char  *value,
              const char  *common)
{
  const char *now = *text != NULL ? *text : common;

  if (value == NULL || is_same_body (now, value))
    return FALSE;
  return set_text (text, is_same_body (value, common) ? NULL : value);
}

static gboolean
merge_post (const SotongSheetPost *post,
            SotongContent         *content,
            gboolean              *moved)
{
  SotongCopy *copy = copy_on (content, post->channel_id);
  gboolean changed = FALSE;

  if (copy == NULL)
    {
      copy = sotong_copy_new (post->channel_id);
      g_ptr_array_add (content->copies, copy);
      changed = TRUE;
    }
  changed = set_own_text (&copy->title, post->title, content->title) || changed;
  changed = set_own_text (&copy->body, post->body, content->body) || changed;
  if (set_int (&copy->publish_at, post->at))
    changed = *moved = TRUE;
  if (post->state >= 0 && copy->state != (SotongState) post->state)
    {
      copy->state = (SotongState) post->state;
      changed = TRUE;
    }
  return changed;
}

static const SotongSheetPost *
post_on (const SotongSheetItem *item,
         gint64                 channel_id)
{
  for (guint i = 0; i < item->posts->len; i++)
    {
      const SotongSheetPost *post = g_ptr_array_index (item->posts, i);

      if (post->channel_id == channel_id)
        return post;
    }
  return NULL;
}

/* Whether the sheet has one text for all copies of the content: then it is the content's own.
 * Else each copy that differs gets its own, and what the others show stays. */
static gboolean
has_common_text (const SotongSheetItem *item,
                 const SotongContent   *content)
{
  const SotongSheetPost *first = g_ptr_array_index (item->posts, 0);

  for (guint i = 1; i < item->posts->len; i++)
    {
      const SotongSheetPost *post = g_ptr_array_index (item->posts, i);

      if (!g_str_equal (post->title, first->title) || g_strcmp0 (post->body, first->body) != 0)
        return FALSE;
    }
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);
      const SotongSheetPost *post = post_on (item, copy->channel_id);

      if (post == NULL || post->kept)
        return FALSE;
    }
  return TRUE;
}

/* Whether each copy shows already what the sheet says, as its own text or as the content's. */
static gboolean
shows_it_already (const SotongSheetItem *item,
                  SotongContent         *content)
{
  for (guint i = 0; i < item->posts->len; i++)
    {
      const SotongSheetPost *post = g_ptr_array_index (item->posts, i);
      const SotongCopy *copy = copy_on (content, post->channel_id);
      const char *title = copy != NULL && copy->title != NULL ? copy->title : content->title;
      const char *body = copy != NULL && copy->body != NULL ? copy->body : content->body;

      if (!g_str_equal (title, post->title) || (post->body != NULL && !is_same_body (body, post->body)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
merge_common_text (const SotongSheetItem *item,
                   SotongContent         *content)
{
  const SotongSheetPost *first = g_ptr_array_index (item->posts, 0);
  gboolean changed = set_text (&content->title, first->title);

  if (first->body != NULL && !is_same_body (content->body, first->body))
    changed = set_text (&content->body, first->body) || changed;
  return changed;
}

/* Puts the sheet's content into @content; %TRUE if that changes it. */
gboolean
sotong_sheet_merge (const SotongSheetItem *item,
                    SotongContent         *content)
{
  const SotongSheetPost *first = g_ptr_array_index (item->posts, 0);
  gboolean moved = content->id == 0 || content->copies->len == 0;
  gboolean changed = FALSE;

  if (item->type != NULL)
    changed = set_text (&content->type, item->type) || changed;
  changed = set_int (&content->campaign_id, item->campaign_id) || changed;
  changed = set_int (&content->cost_planned, item->cost_planned) || changed;
  changed = set_int (&content->cost_final, item->cost_final) || changed;
  if (content->id == 0 || (has_common_text (item, content) && !shows_it_already (item, content)))
    changed = merge_common_text (item, content) || changed;
  for (guint i = 0; i < item->posts->len; i++)
    {
      const SotongSheetPost *post = g_ptr_array_index (item->posts, i);

      if (post->channel_id != 0 && !post->kept)
        changed = merge_post (post, content, &moved) || changed;
    }
  if (moved)
    changed = set_int (&content->planned_at, first->at) || changed;
  return changed;
}

/* A sheet without a column for it: long texts for blogs, short ones for the others. */
static const char *
type_for (SotongDb              *db,
          const SotongSheetItem *item)
{
  const SotongSheetPost *first = g_ptr_array_index (item->posts, 0);
  g_autoptr(SotongChannel) channel = first->channel_id != 0 ? sotong_channel_get (db, first->channel_id, NULL) : NULL;

  if (channel == NULL || strstr (channel->platform, "blog") != NULL || g_str_equal (channel->platform, "wordpress")
      || g_str_equal (channel->platform, "ghost"))
    return "blog-post";
  return "sns";
}

static gboolean
add_item (SotongDb         *db,
          SotongSheetItem  *item,
          GError          **error)
{
  g_autoptr(SotongContent) content = sotong_content_new ();

  content->title = g_strdup ("");
  content->body = g_strdup ("");
  content->type = g_strdup (type_for (db, item));
  sotong_sheet_merge (item, content);
  item->content_id = sotong_content_insert (db, content, error);
  return item->content_id != 0
         && sotong_content_set_details (db, item->content_id, item->tags, item->owner_id, item->new_key ? item->key : NULL, error);
}

static gboolean
update_item (SotongDb               *db,
             const SotongSheetItem  *item,
             GError                **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, item->content_id, error);

  if (content == NULL)
    return FALSE;
  if (sotong_sheet_merge (item, content) && !sotong_content_save (db, content, error))
    return FALSE;
  return sotong_content_set_details (db, item->content_id, item->tags, item->owner_id, item->new_key ? item->key : NULL, error);
}

static gboolean
write_items (SotongDb         *db,
             SotongSheetPlan  *plan,
             GCancellable     *cancellable,
             GError          **error)
{
  for (guint i = 0; i < plan->items->len; i++)
    {
      SotongSheetItem *item = g_ptr_array_index (plan->items, i);

      if ((i & 0xff) == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if ((item->action == SOTONG_SHEET_ADD && !add_item (db, item, error))
          || (item->action == SOTONG_SHEET_UPDATE && !update_item (db, item, error)))
        return FALSE;
    }
  return TRUE;
}

/**
 * sotong_sheet_import:
 * @db: the connection of a write job
 * @sheet: a sheet
 * @mapping: which column is what; it is remembered for sheets with these headings
 * @channel: (nullable): the channel of rows that name none
 * @cancellable: (nullable): stops it; then nothing is kept
 * @error: return location
 *
 * Checks the sheet and, if nothing at all is wrong, writes its contents as one step of undo. A
 * content is known again by its key, else by title, channel and day: then it is brought up to
 * date and not added. What has gone out is never changed.
 *
 * Returns: (transfer full) (nullable): what was done, or what is wrong
 */
SotongSheetPlan *
sotong_sheet_import (SotongDb                  *db,
                     const SotongSheet         *sheet,
                     const SotongSheetMapping  *mapping,
                     const char                *channel,
                     GCancellable              *cancellable,
                     GError                   **error)
{
  g_autoptr(SotongSheetPlan) plan = sotong_sheet_check (db, sheet, mapping, channel, cancellable, error);

  if (plan == NULL || plan->n_problems > 0)
    return g_steal_pointer (&plan);
  if (!sotong_change_begin (db, "content.import", "content", 0, sheet->name, error)
      || !write_items (db, plan, cancellable, error)
      || !sotong_sheet_mapping_keep (mapping, sheet, db, error))
    return NULL;
  return g_steal_pointer (&plan);
}
