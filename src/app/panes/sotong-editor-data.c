/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-data.h"

#include "plan/sotong-series-edit.h"
#include "store/sotong-attempt.h"
#include "store/sotong-campaign.h"
#include "store/sotong-change.h"
#include "store/sotong-channel.h"
#include "store/sotong-checklist.h"
#include "store/sotong-content-owner.h"
#include "store/sotong-person.h"
#include "util/sotong-text.h"

#define MAX_HISTORY 60
#define MAX_SHOWN 500         /* contents that an advertisement may show */
#define SHOWN_DAYS_BACK 120
#define SHOWN_DAYS_ON 30

void
sotong_editor_data_free (SotongEditorData *data)
{
  if (data == NULL)
    return;
  sotong_content_free (data->content);
  g_clear_pointer (&data->channels, g_ptr_array_unref);
  g_clear_pointer (&data->groups, g_ptr_array_unref);
  g_clear_pointer (&data->barred, g_array_unref);
  g_clear_pointer (&data->types, g_ptr_array_unref);
  g_clear_pointer (&data->campaigns, g_ptr_array_unref);
  g_clear_pointer (&data->lines, g_ptr_array_unref);
  g_clear_pointer (&data->attempts, g_ptr_array_unref);
  g_clear_pointer (&data->changes, g_ptr_array_unref);
  g_clear_pointer (&data->rules, sotong_restriction_rules_free);
  g_clear_pointer (&data->link_rules, g_ptr_array_unref);
  g_clear_pointer (&data->people, g_ptr_array_unref);
  g_free (data->owner);
  g_clear_pointer (&data->contributors, g_ptr_array_unref);
  g_clear_pointer (&data->checklist, g_ptr_array_unref);
  g_clear_pointer (&data->entries, g_ptr_array_unref);
  sotong_content_event_free (data->event);
  sotong_advertisement_free (data->ad);
  g_free (data);
}

void
sotong_editor_save_free (SotongEditorSave *save)
{
  sotong_content_free (save->mine);
  sotong_content_free (save->base);
  g_free (save->session);
  g_free (save);
}

/* ---- copies of what was read ---- */

/**
 * sotong_copy_dup:
 * @copy: a channel's copy
 *
 * Returns: (transfer full): another with the same values
 */
SotongCopy *
sotong_copy_dup (const SotongCopy *copy)
{
  SotongCopy *other = g_memdup2 (copy, sizeof *copy);

  other->channel = g_strdup (copy->channel);
  other->platform = g_strdup (copy->platform);
  other->title = g_strdup (copy->title);
  other->body = g_strdup (copy->body);
  other->client_key = g_strdup (copy->client_key);
  other->remote_id = g_strdup (copy->remote_id);
  other->remote_url = g_strdup (copy->remote_url);
  return other;
}

/**
 * sotong_content_dup:
 * @content: a content
 *
 * Returns: (transfer full): another with the same values and copies, without its files
 */
SotongContent *
sotong_content_dup (const SotongContent *content)
{
  SotongContent *other = g_memdup2 (content, sizeof *content);

  other->title = g_strdup (content->title);
  other->type = g_strdup (content->type);
  other->body = g_strdup (content->body);
  other->notes = g_strdup (content->notes);
  other->tags = g_strdup (content->tags);
  other->contributor = g_strdup (content->contributor);
  other->proof_url = g_strdup (content->proof_url);
  other->restriction_ground = g_strdup (content->restriction_ground);
  other->campaign = g_strdup (content->campaign);
  other->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_copy_free);
  other->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_attachment_free);
  for (guint i = 0; i < content->copies->len; i++)
    g_ptr_array_add (other->copies, sotong_copy_dup (g_ptr_array_index (content->copies, i)));
  return other;
}

/**
 * sotong_editor_find_copy:
 * @content: (nullable): a content
 * @copy_id: a copy's id, or 0
 *
 * Returns: (transfer none) (nullable): its copy with that id
 */
SotongCopy *
sotong_editor_find_copy (const SotongContent *content,
                         gint64               copy_id)
{
  for (guint i = 0; content != NULL && copy_id != 0 && i < content->copies->len; i++)
    {
      SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->id == copy_id)
        return copy;
    }
  return NULL;
}

static gboolean
copies_differ (const SotongCopy *a,
               const SotongCopy *b)
{
  return a->channel_id != b->channel_id || a->state != b->state || a->publish_at != b->publish_at
    || a->thread != b->thread || g_strcmp0 (a->title, b->title) != 0 || g_strcmp0 (a->body, b->body) != 0;
}

static gboolean
rows_differ (const SotongContent *a,
             const SotongContent *b)
{
  return g_strcmp0 (a->title, b->title) != 0 || g_strcmp0 (a->body, b->body) != 0
      || g_strcmp0 (a->type, b->type) != 0 || a->campaign_id != b->campaign_id || a->line_id != b->line_id
      || g_strcmp0 (a->notes, b->notes) != 0 || g_strcmp0 (a->tags, b->tags) != 0 || a->contributor_id != b->contributor_id
      || g_strcmp0 (a->proof_url, b->proof_url) != 0 || a->cost_planned != b->cost_planned
      || a->publicity != b->publicity || g_strcmp0 (a->restriction_ground, b->restriction_ground) != 0;
}

/**
 * sotong_editor_differs:
 * @a: a content
 * @b: the same content at another time
 *
 * Returns: whether there is something in @a that a person could have changed since @b
 */
gboolean
sotong_editor_differs (const SotongContent *a,
                       const SotongContent *b)
{
  if (rows_differ (a, b) || a->planned_at != b->planned_at || a->copies->len != b->copies->len)
    return TRUE;
  for (guint i = 0; i < a->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (a->copies, i);
      const SotongCopy *other = sotong_editor_find_copy (b, copy->id);

      if (other == NULL || copies_differ (copy, other))
        return TRUE;
    }
  return FALSE;
}

/**
 * sotong_editor_has_words:
 * @content: a content that is not stored
 *
 * Returns: whether anything was typed in it
 */
gboolean
sotong_editor_has_words (const SotongContent *content)
{
  const char *const texts[] = { content->title, content->body, content->notes, content->tags, content->proof_url, content->restriction_ground };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && !sotong_text_is_blank (texts[i]))
      return TRUE;
  return content->cost_planned != SOTONG_NONE;
}

/**
 * sotong_editor_rewritten:
 * @base: a content as an editor read it
 * @now: the same content as it is stored now
 *
 * Times, states and channels that were changed elsewhere go together with what is written here;
 * texts do not.
 *
 * Returns: whether somebody else changed what stands in it
 */
gboolean
sotong_editor_rewritten (const SotongContent *base,
                         const SotongContent *now)
{
  if (base->revision == now->revision)
    return FALSE;
  if (rows_differ (base, now))
    return TRUE;
  for (guint i = 0; i < base->copies->len; i++)
    {
      const SotongCopy *old = g_ptr_array_index (base->copies, i);
      const SotongCopy *copy = sotong_editor_find_copy (now, old->id);

      if (copy != NULL && (g_strcmp0 (copy->title, old->title) != 0 || g_strcmp0 (copy->body, old->body) != 0))
        return TRUE;
    }
  return FALSE;
}

/* ---- reading ---- */

/**
 * sotong_editor_line_left:
 * @line: a line of the budget
 *
 * Returns: won that are neither spent nor promised
 */
gint64
sotong_editor_line_left (const SotongBudgetLine *line)
{
  return line->amount + line->carried_in + line->changed - MAX (line->committed, line->executed);
}

static gboolean
read_lines (SotongDb          *db,
            SotongEditorData  *data,
            GError           **error)
{
  g_autoptr(SotongProgramme) programme = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  SotongRange range = { 0, sotong_db_now (db) + 1 };
  gint64 own = data->content != NULL ? data->content->line_id : SOTONG_NONE;
  int year, month, day, hour, minute, second;

  data->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_budget_line_free);
  sotong_time_to_civil (sotong_db_now (db), sotong_db_get_zone (db), &year, &month, &day, &hour, &minute, &second);
  programme = sotong_programme_get (db, year, NULL);
  if (programme == NULL)
    return TRUE;  /* an office may plan without a budget */
  lines = sotong_budget_lines (db, programme->id, range, error);
  if (lines == NULL)
    return FALSE;
  while (lines->len > 0)
    {
      SotongBudgetLine *line = g_ptr_array_steal_index (lines, 0);

      if (!line->is_heading && (sotong_editor_line_left (line) > 0 || line->id == own))
        g_ptr_array_add (data->lines, line);
      else
        sotong_budget_line_free (line);
    }
  return TRUE;
}

/* The groups of channels, and where the person at this desk does not publish. */
static gboolean
read_groups (SotongDb          *db,
             SotongEditorData  *data,
             GError           **error)
{
  g_autoptr(SotongPerson) person = sotong_person_get_actor (db, NULL);

  data->barred = g_array_new (FALSE, FALSE, sizeof (gint64));
  data->groups = sotong_channel_group_list (db, error);
  for (guint i = 0; data->groups != NULL && data->groups->len > 0 && i < data->channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (data->channels, i);
      g_autoptr(GError) local = NULL;

      if (sotong_channel_may_publish (db, channel->id, person != NULL ? person->id : 0, &local))
        continue;
      if (!g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      g_array_append_val (data->barred, channel->id);
    }
  return data->groups != NULL;
}

/* An advertisement shows what went out lately, or will soon. */
static gboolean
read_ad (SotongDb          *db,
         SotongEditorData  *data,
         GError           **error)
{
  gint64 now = sotong_db_now (db);
  SotongEntryQuery query = { .range = { now - SHOWN_DAYS_BACK * 86400, now + SHOWN_DAYS_ON * 86400 }, .state = -1, .limit = MAX_SHOWN };

  data->ad = sotong_advertisement_get (db, data->content->id, error);
  if (data->ad == NULL)
    return FALSE;
  g_clear_pointer (&data->entries, g_ptr_array_unref);
  data->entries = sotong_content_entries (db, &query, error);
  return data->entries != NULL;
}

/* What stands beside the text. */
static gboolean
read_beside (SotongDb          *db,
             SotongEditorData  *data,
             GError           **error)
{
  gint64 id = data->content != NULL ? data->content->id : 0;

  data->link_rules = sotong_link_rule_list (db, error);
  data->contributors = data->link_rules != NULL ? sotong_contributor_list_with (db, data->content != NULL ? data->content->contributor_id : 0, error) : NULL;
  data->checklist = data->contributors != NULL ? sotong_checklist_list (db, id, error) : NULL;
  data->people = data->checklist != NULL ? sotong_person_list (db, error) : NULL;
  data->owner_id = SOTONG_NONE;
  data->entries = g_ptr_array_new ();
  if (data->people == NULL || id == 0)
    return data->people != NULL;
  if (!sotong_content_get_owner (db, id, &data->owner_id, &data->owner, error))
    return FALSE;
  data->event = sotong_content_event_get (db, id, error);
  return data->event != NULL && (g_strcmp0 (data->content->type, "advertisement") != 0 || read_ad (db, data, error));
}

/**
 * sotong_editor_data_job:
 * @db: a connection
 * @content_id: (type gint64*): which content; 0 for one that is not stored yet
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * A job for sotong_store_read_async().
 *
 * Returns: (transfer full) (nullable): SotongEditorData
 */
gpointer
sotong_editor_data_job (SotongDb      *db,
                        gpointer       content_id,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr(SotongEditorData) data = g_new0 (SotongEditorData, 1);
  gint64 id = *(const gint64 *) content_id;

  if (id != 0)
    {
      data->content = sotong_content_get (db, id, error);
      if (data->content == NULL)
        return NULL;
    }
  data->channels = sotong_channel_list (db, error);
  if (data->channels == NULL || !read_groups (db, data, error))
    return NULL;
  data->types = sotong_type_list (db, FALSE, error);
  data->campaigns = data->types != NULL ? sotong_campaign_list (db, error) : NULL;
  if (data->campaigns == NULL || !read_lines (db, data, error))
    return NULL;
  data->attempts = id != 0 ? sotong_attempt_list (db, id, MAX_HISTORY, error) : g_ptr_array_new ();
  if (data->attempts == NULL)
    return NULL;
  data->rules = sotong_restriction_rules_load (db, error);
  if (data->rules == NULL)
    return NULL;
  data->changes = id != 0 ? sotong_change_list (db, "content", id, MAX_HISTORY, error) : g_ptr_array_new ();
  return data->changes != NULL && read_beside (db, data, error) ? g_steal_pointer (&data) : NULL;
}

/* ---- saving ---- */

/* What the person left alone is taken as it stands now: the calendar may have moved a copy. */
static void
merge_copy (SotongCopy       *mine,
            const SotongCopy *base,
            const SotongCopy *now)
{
  if (mine->publish_at == base->publish_at && mine->state == base->state)
    {
      mine->publish_at = now->publish_at;
      mine->state = now->state;
      mine->on_platform = now->on_platform;
    }
  if (mine->thread == base->thread)
    mine->thread = now->thread;
  if (g_strcmp0 (mine->body, base->body) == 0)
    {
      g_free (mine->body);
      mine->body = g_strdup (now->body);
    }
  if (g_strcmp0 (mine->title, base->title) == 0)
    {
      g_free (mine->title);
      mine->title = g_strdup (now->title);
    }
}

static void
merge_copies (SotongContent       *mine,
              const SotongContent *base,
              const SotongContent *now)
{
  for (guint i = mine->copies->len; i > 0; i--)
    {
      SotongCopy *copy = g_ptr_array_index (mine->copies, i - 1);
      const SotongCopy *old = sotong_editor_find_copy (base, copy->id);
      const SotongCopy *current = sotong_editor_find_copy (now, copy->id);

      if (old != NULL && current != NULL)
        merge_copy (copy, old, current);
      else if (old != NULL && !copies_differ (copy, old))
        g_ptr_array_remove_index (mine->copies, i - 1);   /* taken off elsewhere */
      else if (old != NULL)
        copy->id = 0;                                     /* taken off elsewhere, and written on here */
    }
  for (guint i = 0; i < now->copies->len; i++)
    {
      const SotongCopy *current = g_ptr_array_index (now->copies, i);

      if (sotong_editor_find_copy (base, current->id) == NULL && sotong_editor_find_copy (mine, current->id) == NULL)
        g_ptr_array_add (mine->copies, sotong_copy_dup (current));
    }
  if (mine->planned_at == base->planned_at)
    mine->planned_at = now->planned_at;
}

/**
 * sotong_editor_save_job:
 * @db: the connection of a write job
 * @save: (type SotongEditorSave*): what to save
 * @cancellable: (nullable): a cancellable
 * @error: return location; as for sotong_content_save()
 *
 * Saves a content, a new one if it has no id, as one step of undo.
 *
 * Returns: (transfer full) (nullable): the SotongContent as it is stored now
 */
gpointer
sotong_editor_save_job (SotongDb      *db,
                        gpointer       save,
                        GCancellable  *cancellable,
                        GError       **error)
{
  const SotongEditorSave *self = save;
  g_autoptr(SotongContent) mine = sotong_content_dup (self->mine);
  g_autoptr(SotongContent) now = NULL;

  if (mine->id == 0)
    {
      gint64 id = sotong_content_add (db, mine, error);

      return id != 0 ? sotong_content_get (db, id, error) : NULL;
    }
  now = sotong_content_get (db, mine->id, error);
  if (now == NULL)
    return NULL;
  merge_copies (mine, self->base, now);
  mine->cost_final = now->cost_final; /* it has a field of its own, which is written at once */
  if (mine->revision == self->base->revision && !sotong_editor_rewritten (self->base, now))
    mine->revision = now->revision;
  if (!sotong_content_save (db, mine, error)
      || (self->following && sotong_series_apply (db, self->base, mine, error) < 0))
    return NULL;
  sotong_change_set_session (db, self->session);
  return sotong_content_get (db, mine->id, error);
}
