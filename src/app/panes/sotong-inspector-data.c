/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-inspector-data.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/panes/sotong-calendar-text.h"
#include "plan/sotong-month.h"
#include "plan/sotong-promise.h"
#include "platforms/sotong-capabilities.h"
#include "store/sotong-attempt.h"
#include "store/sotong-budget.h"
#include "store/sotong-campaign.h"
#include "store/sotong-change.h"
#include "store/sotong-channel.h"
#include "store/sotong-content-owner.h"
#include "store/sotong-mention.h"
#include "store/sotong-restriction.h"
#include "store/sotong-store-error.h"
#include "store/sotong-topic.h"
#include "util/sotong-address-mask.h"
#include "util/sotong-content-type.h"
#include "util/sotong-name-mask.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

#define MAX_HISTORY 30

static void
row_free (SotongInspectorRow *row)
{
  g_free (row->label);
  g_free (row->value);
  g_free (row->uri);
  g_free (row);
}

void
sotong_inspector_data_free (SotongInspectorData *data)
{
  if (data == NULL)
    return;
  g_free (data->title);
  g_free (data->subtitle);
  g_free (data->body);
  g_ptr_array_unref (data->rows);
  g_ptr_array_unref (data->copies);
  g_clear_pointer (&data->attempts, g_ptr_array_unref);
  g_clear_pointer (&data->changes, g_ptr_array_unref);
  g_free (data);
}

static void
add (GPtrArray  *rows,
     const char *label,
     const char *value)
{
  SotongInspectorRow *row;

  if (value == NULL || sotong_text_is_blank (value))
    return;
  row = g_new0 (SotongInspectorRow, 1);
  row->label = g_strdup (label);
  row->value = g_strdup (value);
  row->state = -1;
  g_ptr_array_add (rows, row);
}

static void
add_won (GPtrArray  *rows,
         const char *label,
         gint64      won)
{
  g_autofree char *amount = NULL, *text = NULL;

  if (won == SOTONG_NONE)
    return;
  amount = sotong_won_format (won);
  /* Translators: an amount of money in won. */
  text = g_strdup_printf (_("%s won"), amount);
  add (rows, label, text);
}

static void
add_number (GPtrArray  *rows,
            const char *label,
            gint64      number)
{
  g_autofree char *text = sotong_number_group (number);

  add (rows, label, text);
}

static void
add_time (GPtrArray  *rows,
          const char *label,
          gint64      time,
          GTimeZone  *zone)
{
  g_autofree char *text = NULL;

  if (time == SOTONG_NONE)
    return;
  text = sotong_calendar_text_moment (time, zone);
  add (rows, label, text);
}

/* ---- a content ---- */

static void
add_copy (GPtrArray        *rows,
          const SotongCopy *copy,
          GTimeZone        *zone)
{
  SotongInspectorRow *row = g_new0 (SotongInspectorRow, 1);
  SotongState state = sotong_copy_get_shown (copy);
  gint64 at = state == SOTONG_STATE_WITHDRAWN ? copy->withdrawn_at : copy->published_at != SOTONG_NONE ? copy->published_at : copy->publish_at;
  g_autofree char *when = at != SOTONG_NONE ? sotong_calendar_text_moment (at, zone) : NULL;

  row->label = g_strdup (copy->channel);
  row->value = when != NULL ? g_strdup_printf ("%s · %s", sotong_state_get_label (state), when) : g_strdup (sotong_state_get_label (state));
  row->uri = state != SOTONG_STATE_WITHDRAWN ? g_strdup (copy->remote_url) : NULL;
  row->state = (int) state;
  g_ptr_array_add (rows, row);
}

static void
add_owner (SotongDb            *db,
           SotongInspectorData *data,
           const SotongContent *content)
{
  g_autofree char *owner = NULL;
  gint64 id;

  if (sotong_content_get_owner (db, content->id, &id, &owner, NULL) && owner != NULL)
    add (data->rows, _("Person in charge"), owner);
}

/* What the line's name is, and what was paid for the content. */
static void
add_money (SotongDb            *db,
           SotongInspectorData *data,
           const SotongContent *content)
{
  g_autoptr(SotongProgramme) programme = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  SotongRange range = { 0, sotong_db_now (db) + 1 };
  int year, month, day, hour, minute, second;

  add_owner (db, data, content);
  add_won (data->rows, _("Planned cost"), content->cost_planned);
  add_won (data->rows, _("Final cost"), content->cost_final);
  if (content->line_id == SOTONG_NONE)
    return;
  sotong_time_to_civil (sotong_db_now (db), sotong_db_get_zone (db), &year, &month, &day, &hour, &minute, &second);
  programme = sotong_programme_get (db, year, NULL);
  lines = programme != NULL ? sotong_budget_lines (db, programme->id, range, NULL) : NULL;
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const SotongBudgetLine *line = g_ptr_array_index (lines, i);

      if (line->id == content->line_id)
        add (data->rows, _("Budget line"), line->name);
    }
}

/* Why it needs a ground, and the one that is written. */
static gboolean
add_restrictions (SotongDb             *db,
                  SotongInspectorData  *data,
                  const SotongContent  *content,
                  GError              **error)
{
  g_autoptr(SotongRestrictionRules) rules = sotong_restriction_rules_load (db, error);
  g_autoptr(GPtrArray) found = NULL;

  if (rules == NULL)
    return FALSE;
  found = sotong_restriction_find_content (rules, content);
  if (found->len == 0)
    return TRUE;
  for (guint i = 0; i < found->len; i++)
    add (data->rows, _("Restricted"), ((SotongRestriction *) g_ptr_array_index (found, i))->name);
  add (data->rows, _("Ground"), content->restriction_ground != NULL && *content->restriction_ground != '\0'
                                ? content->restriction_ground : _("Not written yet"));
  return TRUE;
}

static gboolean
read_content (SotongDb             *db,
              SotongInspectorData  *data,
              GError              **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, data->id, error);
  GTimeZone *zone = sotong_db_get_zone (db);

  if (content == NULL)
    return FALSE;
  data->title = g_strdup (content->title);
  data->subtitle = g_strdup (sotong_content_type_get_label (content->type));
  data->body = g_strdup (content->body);
  add (data->rows, _("Campaign"), content->campaign);
  add_time (data->rows, _("Planned for"), content->planned_at, zone);
  add_money (db, data, content);
  if (!add_restrictions (db, data, content, error))
    return FALSE;
  if (content->attachments->len > 0)
    add_number (data->rows, _("Pictures and videos"), content->attachments->len);
  add_time (data->rows, _("Last changed"), content->updated_at, zone);
  if (content->made)
    add (data->rows, _("Origin"), _("Made for the demonstration"));
  for (guint i = 0; i < content->copies->len; i++)
    add_copy (data->copies, g_ptr_array_index (content->copies, i), zone);
  data->attempts = sotong_attempt_list (db, data->id, MAX_HISTORY, error);
  if (data->attempts == NULL)
    return FALSE;
  data->changes = sotong_change_list (db, "content", data->id, MAX_HISTORY, error);
  return data->changes != NULL;
}

/* ---- the others ---- */

static gboolean
not_there (GError **error)
{
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("It is no longer there."));
  return FALSE;
}

static void
add_stages (GPtrArray *rows,
            GPtrArray *stages)
{
  for (guint i = 0; i < stages->len; i++)
    {
      const SotongCampaignStage *stage = g_ptr_array_index (stages, i);
      g_autofree char *text = NULL;

      if (stage->done_on != NULL)
        text = g_strdup_printf (_("Done on %s"), stage->done_on);
      else if (stage->planned_on != NULL)
        text = g_strdup_printf (_("Planned for %s"), stage->planned_on);
      add (rows, stage->name, text != NULL ? text : _("No day yet"));
    }
}

/* What was promised for the campaign, each with how it stands. */
static gboolean
add_promises (SotongDb   *db,
              GPtrArray  *rows,
              gint64      campaign_id,
              GError    **error)
{
  g_autoptr(GPtrArray) targets = sotong_deliverable_of_campaign (db, campaign_id, sotong_db_now (db) + 1, error);

  for (guint i = 0; targets != NULL && i < targets->len; i++)
    {
      const SotongDeliverable *target = g_ptr_array_index (targets, i);
      g_autofree char *brief = NULL, *text = NULL;
      SotongPromise promise;

      sotong_promise_init (&promise, target, sotong_db_now (db), sotong_db_get_zone (db));
      brief = sotong_promise_describe_briefly (&promise);
      text = g_strdup_printf ("%d / %d · %s", (int) promise.done, (int) promise.promised, brief);
      add (rows, sotong_content_type_get_label (target->type), text);
    }
  return targets != NULL;
}

static gboolean
read_campaign (SotongDb             *db,
               SotongInspectorData  *data,
               GError              **error)
{
  g_autoptr(SotongCampaign) campaign = sotong_campaign_get (db, data->id, error);
  g_autofree char *days = NULL;
  SotongCampaignMoney money;

  if (campaign == NULL || !sotong_campaign_get_money (db, data->id, &money, error))
    return FALSE;
  data->title = g_strdup (campaign->name);
  data->subtitle = g_strdup (_("Campaign"));
  days = g_strdup_printf ("%s – %s", campaign->starts_on, campaign->ends_on);
  add (data->rows, _("Days"), days);
  add (data->rows, _("Goal"), campaign->goal);
  add (data->rows, _("Person in charge"), campaign->owner);
  add (data->rows, _("Agency"), campaign->agency);
  add (data->rows, _("Key messages"), campaign->key_messages);
  add (data->rows, _("Hashtags"), campaign->hashtags);
  add_number (data->rows, _("Contents"), campaign->n_contents);
  if (!add_promises (db, data->rows, data->id, error))
    return FALSE;
  for (guint i = 0; i < campaign->lines->len; i++)
    add (data->rows, _("Budget line"), ((const SotongCampaignLine *) g_ptr_array_index (campaign->lines, i))->name);
  if (money.planned != 0 || money.paid != 0)
    {
      add_won (data->rows, _("Planned cost of contents"), money.planned);
      add_won (data->rows, _("Paid for contents"), money.paid_contents);
      if (money.paid != money.paid_contents)
        add_won (data->rows, _("Paid, with the campaign as a whole"), money.paid);
    }
  add_stages (data->rows, campaign->stages);
  return TRUE;
}

static gboolean
read_channel (SotongDb             *db,
              SotongInspectorData  *data,
              GError              **error)
{
  g_autoptr(SotongChannel) channel = sotong_channel_get (db, data->id, error);
  const SotongCapabilities *can;

  if (channel == NULL)
    return FALSE;
  can = sotong_capabilities_get (channel->platform);
  data->title = g_strdup (channel->name);
  data->subtitle = g_strdup (_("Channel"));
  add (data->rows, _("Platform"), can != NULL ? sotong_capabilities_get_title (can) : channel->platform);
  add (data->rows, _("Address"), channel->url);
  add (data->rows, _("Account"), channel->user);
  add (data->rows, _("Public name"), channel->handle);
  add (data->rows, _("Connection"), channel->checked_at == SOTONG_NONE ? _("Not tested yet")
       : g_str_equal (channel->health, "ok") ? _("Ready") : g_str_equal (channel->health, "sign-in") ? _("Has to sign in again")
       : channel->message);
  add (data->rows, _("Message"), channel->message);
  add (data->rows, _("Figures"), channel->figures_message);
  add_time (data->rows, _("Tested"), channel->checked_at, sotong_db_get_zone (db));
  add_time (data->rows, _("Last good call"), channel->good_at, sotong_db_get_zone (db));
  add_time (data->rows, _("Sign-in ends"), channel->expires_at, sotong_db_get_zone (db));
  add_time (data->rows, _("Waits until"), channel->wait_until, sotong_db_get_zone (db));
  return TRUE;
}

static void
add_words (GPtrArray  *rows,
           const char *label,
           const char *words)
{
  g_auto(GStrv) lines = g_strsplit (words != NULL ? words : "", "\n", -1);
  g_autofree char *text = g_strjoinv (", ", lines);

  add (rows, label, text);
}

static gboolean
read_topic (SotongDb             *db,
            SotongInspectorData  *data,
            GError              **error)
{
  g_autoptr(GPtrArray) list = sotong_topic_list (db, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (list, i);

      if (topic->id != data->id)
        continue;
      data->title = g_strdup (topic->name);
      data->subtitle = g_strdup (_("Topic"));
      add_words (data->rows, _("Any of"), topic->any_words);
      add_words (data->rows, _("All of"), topic->all_words);
      add_words (data->rows, _("None of"), topic->not_words);
      add_number (data->rows, _("Mentions"), topic->n_mentions);
      return TRUE;
    }
  return list != NULL && not_there (error);
}

static const char *
sentiment_text (SotongSentiment sentiment)
{
  switch (sentiment)
    {
    case SOTONG_SENTIMENT_NEGATIVE:
      return _("Negative");
    case SOTONG_SENTIMENT_NEUTRAL:
      return _("Neutral");
    case SOTONG_SENTIMENT_POSITIVE:
      return _("Positive");
    case SOTONG_SENTIMENT_UNCERTAIN:
      return _("Uncertain");
    case SOTONG_SENTIMENT_NONE:
    case SOTONG_N_SENTIMENTS:
    default:
      return _("Not labelled");
    }
}

static const char *
sentiment_origin (const char *source)
{
  return g_str_equal (source, "person") ? _("by a person") : g_str_equal (source, "machine") ? _("by the program")
         : g_str_equal (source, "demo") ? _("made for the demonstration") : "";
}

static const char *
tone_text (SotongTone tone)
{
  switch (tone)
    {
    case SOTONG_TONE_NEGATIVE:
      return _("Negative");
    case SOTONG_TONE_POSITIVE:
      return _("Positive");
    case SOTONG_TONE_NEUTRAL:
    case SOTONG_TONE_UNCERTAIN:
    default:
      return _("Neutral");
    }
}

/* What the classifier thinks of the text whoever labelled it, how sure it is, and which words decided. */
static void
add_judgement (SotongInspectorData *data)
{
  SotongModel *model = sotong_model_get_default (NULL);
  g_autoptr(SotongJudge) judge = model != NULL ? sotong_judge_new (model) : NULL;
  g_autoptr(GString) words = g_string_new (NULL);
  g_autofree char *said = NULL;
  SotongJudgement judgement;

  if (judge == NULL)
    return;
  sotong_judge_text (judge, data->body, strlen (data->body), &judgement);
  /* Translators: Negative, Neutral or Positive, and how likely that is */
  said = g_strdup_printf (judgement.tone == SOTONG_TONE_UNCERTAIN ? _("%s, %.0f %%: uncertain") : _("%s, %.0f %%"), tone_text (judgement.forced),
                          100 * (double) judgement.p[judgement.forced]);
  add (data->rows, _("Classifier"), said);
  for (guint i = 0; i < judgement.n_deciding; i++)
    {
      g_string_append (words, i > 0 ? ", " : "");
      g_string_append_len (words, data->body + judgement.deciding[i].start, judgement.deciding[i].length);
    }
  add (data->rows, _("Deciding words"), words->str);
  memcpy (data->marks, judgement.deciding, sizeof data->marks);
  data->n_marks = judgement.n_deciding;
}

static gboolean
read_mention (SotongDb             *db,
              SotongInspectorData  *data,
              gboolean              hides_author,
              GError              **error)
{
  g_autoptr(SotongMention) mention = sotong_mention_get (db, data->id, error);
  g_autofree char *author = NULL;
  g_autofree char *sources = NULL, *topics = NULL, *sentiment = NULL;
  SotongInspectorRow *row;

  if (mention == NULL)
    return FALSE;
  author = hides_author ? sotong_name_mask (mention->author) : g_strdup (mention->author);
  data->title = *author != '\0' ? g_steal_pointer (&author) : g_strdup (_("Unknown author"));
  data->subtitle = g_strdup (_("Mention"));
  data->body = g_strdup (mention->purged ? _("The text was purged.") : mention->text);
  sources = mention->sources != NULL ? g_strjoinv (", ", mention->sources) : NULL;
  topics = mention->topics != NULL ? g_strjoinv (", ", mention->topics) : NULL;
  sentiment = g_strdup_printf ("%s %s", sentiment_text (mention->sentiment), sentiment_origin (mention->sentiment_source));
  add_time (data->rows, _("Published"), mention->published_at, sotong_db_get_zone (db));
  add_time (data->rows, _("First seen"), mention->first_seen, sotong_db_get_zone (db));
  add (data->rows, _("Sentiment"), g_strstrip (sentiment));
  if (!mention->purged) /* of no text it would say something too */
    add_judgement (data);
  add (data->rows, _("Sources"), sources);
  add (data->rows, _("Topics"), topics);
  if (mention->content != NULL)
    add (data->rows, _("Said under our content"), mention->content);
  if (mention->n_copies > 0)
    add_number (data->rows, _("Other copies"), mention->n_copies);
  if (!sotong_text_is_blank (mention->url))
    {
      g_autofree char *shown = hides_author ? sotong_address_mask (mention->url, mention->author) : NULL;

      add (data->rows, _("Address"), shown == NULL ? mention->url : *shown != '\0' ? shown : _("Hidden with the author"));
      row = g_ptr_array_index (data->rows, data->rows->len - 1);
      row->uri = g_strdup (mention->url);
    }
  return TRUE;
}

/**
 * sotong_inspector_data_job:
 * @db: a connection
 * @query: (type SotongInspectorQuery*): what is selected
 * @cancellable: (nullable): a cancellable
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * A job for sotong_store_read_async().
 *
 * Returns: (transfer full) (nullable): SotongInspectorData
 */
gpointer
sotong_inspector_data_job (SotongDb      *db,
                           gpointer       query,
                           GCancellable  *cancellable,
                           GError       **error)
{
  const SotongInspectorQuery *self = query;
  g_autoptr(SotongInspectorData) data = g_new0 (SotongInspectorData, 1);
  gboolean ok = FALSE;

  data->kind = self->kind;
  data->id = self->id;
  data->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  data->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  switch (self->kind)
    {
    case SOTONG_INSPECTOR_CONTENT:
      ok = read_content (db, data, error);
      break;
    case SOTONG_INSPECTOR_CAMPAIGN:
      ok = read_campaign (db, data, error);
      break;
    case SOTONG_INSPECTOR_CHANNEL:
      ok = read_channel (db, data, error);
      break;
    case SOTONG_INSPECTOR_TOPIC:
      ok = read_topic (db, data, error);
      break;
    case SOTONG_INSPECTOR_MENTION:
      ok = read_mention (db, data, self->hides_author, error);
      break;
    case SOTONG_INSPECTOR_NOTHING:
    default:
      g_assert_not_reached ();
    }
  return ok ? g_steal_pointer (&data) : NULL;
}
