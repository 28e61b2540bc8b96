/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo/sotong-demo-fill-private.h"
#include "demo/sotong-demo-mentions.h"
#include "demo/sotong-demo-plan-private.h"
#include "store/sotong-budget.h"
#include "store/sotong-campaign.h"
#include "store/sotong-content.h"

#define COLOURS 12

static gboolean
fill_channels (SotongDemoFill  *fill,
               GError         **error)
{
  for (gsize i = 0; i < fill->plan->n_channels; i++)
    {
      const SotongDemoChannel *source = &fill->plan->channels[i];
      SotongChannel channel = {
        .name = (char *) source->name,
        .platform = (char *) source->platform,
        .url = (char *) source->url,
        .user = (char *) source->handle,
        .handle = (char *) source->handle,
        .colour = (int) (i % COLOURS),
      };

      fill->agency_ids[i] = SOTONG_NONE;
      if (*source->agency != '\0' && (fill->agency_ids[i] = sotong_made_agency (fill->db, source->agency, error)) == 0)
        return FALSE;
      channel.agency_id = fill->agency_ids[i];
      fill->channel_ids[i] = sotong_made_channel (fill->db, &channel, error);
      if (fill->channel_ids[i] == 0)
        return FALSE;
    }
  return TRUE;
}

#define WORKING_DAYS 0x1f
#define BUT_SUNDAYS 0x3f

/* The times of the plan's own posts, for what is put on the calendar beside them. */
static gboolean
fill_slots (SotongDemoFill  *fill,
            GError         **error)
{
  static const struct {
    guint channel;
    int   days;
    int   hour;
    int   minute;
  } slots[] = {
    { SOTONG_DEMO_CHANNEL_MANIA, WORKING_DAYS, 10, 0 },
    { SOTONG_DEMO_CHANNEL_NADRI, BUT_SUNDAYS, 15, 0 },
    { SOTONG_DEMO_CHANNEL_FACEBOOK, WORKING_DAYS, 10, 30 },
    { SOTONG_DEMO_CHANNEL_FACEBOOK, BUT_SUNDAYS, 15, 30 },
    { SOTONG_DEMO_CHANNEL_X, WORKING_DAYS, 11, 0 },
    { SOTONG_DEMO_CHANNEL_X, BUT_SUNDAYS, 16, 0 },
    { SOTONG_DEMO_CHANNEL_INSTAGRAM, BUT_SUNDAYS, 15, 45 },
    { SOTONG_DEMO_CHANNEL_KAKAOSTORY, WORKING_DAYS, 16, 30 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      SotongSlot slot = { .channel_id = fill->channel_ids[slots[i].channel], .days = slots[i].days,
                          .minute = slots[i].hour * 60 + slots[i].minute, .skip_holidays = slots[i].days == WORKING_DAYS };

      if (!sotong_made_slot (fill->db, &slot, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_groups (SotongDemoFill  *fill,
             GError         **error)
{
  for (gsize i = 0; i < fill->plan->n_channels;)
    {
      const char *group = fill->plan->channels[i].group;
      gsize first = i;

      while (i < fill->plan->n_channels && strcmp (fill->plan->channels[i].group, group) == 0)
        i++;
      if (sotong_made_group (fill->db, group, fill->channel_ids + first, i - first, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static gint64
find_agency (SotongDemoFill *fill,
             const char     *name)
{
  for (gsize i = 0; *name != '\0' && i < fill->plan->n_channels; i++)
    if (strcmp (fill->plan->channels[i].agency, name) == 0)
      return fill->agency_ids[i];
  return SOTONG_NONE;
}

/* A day of the procedure, and whether it is over by the demo's own today. */
static void
add_stage (GPtrArray  *stages,
           const char *name,
           gint64      planned,
           gint64      done)
{
  gint64 today = (SOTONG_DEMO_NOW + SOTONG_DEMO_SEOUL) / SOTONG_DEMO_DAY;
  char planned_on[16], done_on[16];

  sotong_demo_format_day (planned, planned_on);
  sotong_demo_format_day (done, done_on);
  g_ptr_array_add (stages, sotong_campaign_stage_new (name, planned_on, done <= today ? done_on : NULL));
}

/* The office's procedure: the plan four weeks before, the report two weeks after. */
static GPtrArray *
stages_of (const SotongDemoCampaign *source)
{
  GPtrArray *stages = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_campaign_stage_free);

  add_stage (stages, "기본계획 수립", source->starts - 28, source->starts - 26);
  add_stage (stages, "예산배정", source->starts - 14, source->starts - 14);
  add_stage (stages, "시행 및 집행", source->starts, source->ends);
  add_stage (stages, "결과보고", source->ends + 14, source->ends + 13);
  return stages;
}

static gboolean
fill_campaigns (SotongDemoFill  *fill,
                GError         **error)
{
  g_assert (fill->plan->n_campaigns <= G_N_ELEMENTS (fill->campaign_ids));
  for (gsize i = 0; i < fill->plan->n_campaigns; i++)
    {
      const SotongDemoCampaign *source = &fill->plan->campaigns[i];
      char starts[16], ends[16];
      g_autoptr(GPtrArray) stages = stages_of (source);
      SotongCampaign campaign = {
        .name = (char *) source->name,
        .goal = (char *) source->goal,
        .starts_on = starts,
        .ends_on = ends,
        .colour = source->colour,
        .key_messages = (char *) source->messages,
        .hashtags = (char *) source->hashtags,
        .stages = stages,
        .made = TRUE,
      };

      sotong_demo_format_day (source->starts, starts);
      sotong_demo_format_day (source->ends, ends);
      fill->campaign_ids[i] = sotong_campaign_insert (fill->db, &campaign, error);
      if (fill->campaign_ids[i] == 0
          || !sotong_made_campaign (fill->db, fill->campaign_ids[i], fill->programme_id,
                                    sotong_demo_fill_find_person (fill, source->owner), find_agency (fill, source->agency),
                                    sotong_demo_fill_find_line (fill, source->line), error))
        return FALSE;
    }
  return TRUE;
}

#define JOINT_FEE 150000 /* won a content, as the budget's basis of calculation has it */
#define NOT_AGREED 9     /* each so many-th citizen has no consent noted yet: the calendar marks the contents */

static gint64
find_contributor (SotongDemoFill  *fill,
                  const char      *pen_name,
                  GError         **error)
{
  gint64 id = GPOINTER_TO_SIZE (g_hash_table_lookup (fill->contributors, pen_name));
  guint number = g_hash_table_size (fill->contributors) + 1;
  g_autofree char *url = NULL;

  if (id != 0)
    return id;
  url = g_strdup_printf ("https://blog.example.org/writer/%u", number);
  id = sotong_made_contributor (fill->db, pen_name, url, number % NOT_AGREED != 0, JOINT_FEE, error);
  g_hash_table_insert (fill->contributors, (char *) pen_name, GSIZE_TO_POINTER ((gsize) id));
  return id;
}

static SotongCopy *
copy_new (SotongDemoFill       *fill,
          const SotongDemoCopy *source)
{
  SotongCopy *copy = sotong_copy_new (fill->channel_ids[source->channel]);
  gboolean known = sotong_state_from_name (source->state, &copy->state);

  g_assert (known);
  copy->title = g_strdup (source->title);
  copy->body = g_strdup (source->body);
  copy->publish_at = source->publish_at;
  copy->client_key = g_strdup (source->key);
  copy->remote_id = *source->remote_id != '\0' ? g_strdup (source->remote_id) : NULL;
  copy->remote_url = *source->remote_url != '\0' ? g_strdup (source->remote_url) : NULL;
  copy->published_at = source->published_at != 0 ? source->published_at : SOTONG_NONE;
  copy->made = TRUE;
  return copy;
}

/* The content with its copies, which begin at *@next among all and are passed over. */
static SotongContent *
content_new (SotongDemoFill *fill,
             guint           index,
             guint          *next)
{
  const SotongDemoContent *source = &g_array_index (fill->plan->contents, SotongDemoContent, index);
  SotongContent *content = sotong_content_new ();

  g_free (content->title);
  g_free (content->type);
  g_free (content->body);
  content->title = g_strdup (source->title);
  content->type = g_strdup (sotong_demo_type_get_name (source->type));
  content->body = g_strdup (source->body);
  content->campaign_id = source->campaign >= 0 ? fill->campaign_ids[source->campaign] : SOTONG_NONE;
  content->line_id = sotong_demo_fill_find_line (fill, source->line);
  content->cost_planned = source->cost != 0 ? source->cost : SOTONG_NONE;
  content->cost_final = source->cost != 0 && source->done ? source->cost : SOTONG_NONE;
  content->planned_at = source->planned_at;
  content->created_at = source->created_at;
  content->updated_at = source->created_at;
  content->made = TRUE;
  for (; *next < fill->plan->copies->len; (*next)++)
    {
      const SotongDemoCopy *copy = &g_array_index (fill->plan->copies, SotongDemoCopy, *next);

      if (copy->content != (int) index)
        break;
      g_ptr_array_add (content->copies, copy_new (fill, copy));
    }
  return content;
}

static gboolean
fill_details (SotongDemoFill  *fill,
              guint            index,
              GError         **error)
{
  const SotongDemoContent *source = &g_array_index (fill->plan->contents, SotongDemoContent, index);
  g_autofree char *proof = NULL;
  char starts[16], ends[16];
  gint64 day = (source->planned_at + SOTONG_DEMO_SEOUL) / SOTONG_DEMO_DAY;
  SotongMadeDetails details = {
    .content_id = fill->content_ids[index],
    .owner_id = sotong_demo_fill_find_person (fill, source->owner),
    .contributor_id = SOTONG_NONE,
    .tags = source->tags,
  };
  SotongMadeAdvertisement advertisement = {
    .content_id = fill->content_ids[index],
    .boosted_id = source->boosts >= 0 ? fill->content_ids[source->boosts] : SOTONG_NONE,
    .starts_on = starts,
    .ends_on = ends,
    .spend = source->done ? source->cost : SOTONG_NONE,
    .reach = source->done ? source->reach : SOTONG_NONE,
    .clicks = source->done ? source->clicks : SOTONG_NONE,
    .platform = "facebook",
  };

  if (*source->contributor != '\0' && (details.contributor_id = find_contributor (fill, source->contributor, error)) == 0)
    return FALSE;
  if (*source->contributor != '\0' && source->done)
    details.proof_url = proof = g_strdup_printf ("https://blog.example.org/writer/%" G_GINT64_FORMAT "/%u", details.contributor_id, index + 1);
  sotong_demo_format_day (day, starts);
  sotong_demo_format_day (day + 2, ends);
  return sotong_made_details (fill->db, &details, error)
         && (source->type != SOTONG_DEMO_TYPE_ADVERTISEMENT
             || sotong_made_advertisement (fill->db, &advertisement, error));
}

/* How the last attempt at a copy ended. */
static void
set_outcome (SotongMadeAttempt    *attempt,
             const SotongDemoCopy *copy)
{
  if (copy->published_at != 0)
    {
      attempt->outcome = "ok";
      attempt->http_status = strcmp (copy->state, "published_by_hand") == 0 ? 0 : 201;
    }
  else if (strstr (copy->message, "503") != NULL)
    {
      attempt->outcome = "not-sent";
      attempt->http_status = 503;
    }
  else
    {
      attempt->outcome = "refused";
      attempt->http_status = strstr (copy->message, "로그인") != NULL ? 401 : 400;
    }
}

/* What was tried for a copy: mostly one attempt; where the reply was lost, it was looked up and found. */
static gboolean
add_attempts (SotongDemoFill       *fill,
              const SotongDemoCopy *copy,
              const SotongCopy     *row,
              const SotongContent  *content,
              GError              **error)
{
  gboolean lost = copy->published_at != 0 && *copy->message != '\0';
  SotongMadeAttempt attempt = {
    .copy_id = row->id,
    .kind = strcmp (copy->state, "published_by_hand") == 0 ? "by-hand" : "publish",
    .started_at = copy->published_at != 0 ? copy->published_at - 1 : copy->publish_at + 1,
    .duration_ms = 180 + (copy->publish_at / 60 + copy->content * 37) % 700,
    .client_key = copy->key,
    .title = content->title,
    .body = row->body != NULL ? row->body : content->body,
    .outcome = "unknown",
    .message = copy->message,
  };

  if (lost)
    {
      if (sotong_made_attempt (fill->db, &attempt, error) == 0)
        return FALSE;
      attempt.kind = "look-up";
      attempt.started_at += 60;
      attempt.message = "";
    }
  set_outcome (&attempt, copy);
  if (lost)
    attempt.http_status = 200;
  return sotong_made_attempt (fill->db, &attempt, error) != 0;
}

/* @first is the index of the content's first copy among all. */
static gboolean
fill_attempts (SotongDemoFill       *fill,
               const SotongContent  *content,
               gint64                content_id,
               guint                 first,
               GError              **error)
{
  g_autoptr(SotongContent) stored = sotong_content_get (fill->db, content_id, error);

  for (guint i = 0; stored != NULL && i < content->copies->len; i++)
    {
      const SotongDemoCopy *copy = &g_array_index (fill->plan->copies, SotongDemoCopy, first + i);

      if ((copy->published_at != 0 || *copy->message != '\0')
          && !add_attempts (fill, copy, g_ptr_array_index (stored->copies, i), content, error))
        return FALSE;
      if (copy->published_at != 0
          && !sotong_demo_fill_figures (fill, copy, ((SotongCopy *) g_ptr_array_index (stored->copies, i))->id, error))
        return FALSE;
    }
  return stored != NULL;
}

static gboolean
fill_contents (SotongDemoFill  *fill,
               GError         **error)
{
  guint next = 0;

  fill->content_ids = g_new0 (gint64, fill->plan->contents->len);
  for (guint i = 0; i < fill->plan->contents->len; i++)
    {
      guint first = next;
      g_autoptr(SotongContent) content = content_new (fill, i, &next);

      if (g_cancellable_set_error_if_cancelled (fill->cancellable, error))
        return FALSE;
      fill->content_ids[i] = sotong_content_insert (fill->db, content, error);
      if (fill->content_ids[i] == 0
          || !fill_details (fill, i, error)
          || !fill_attempts (fill, content, fill->content_ids[i], first, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_commitments (SotongDemoFill  *fill,
                  GError         **error)
{
  g_assert (fill->plan->n_commitments <= G_N_ELEMENTS (fill->commitment_ids));
  for (gsize i = 0; i < fill->plan->n_commitments; i++)
    {
      const SotongDemoCommitment *source = &fill->plan->commitments[i];
      char day[16];
      SotongCommitment commitment = {
        .line_id = sotong_demo_fill_find_line (fill, source->line),
        .amount = source->amount,
        .committed_on = day,
        .counterparty = source->counterparty,
        .description = source->description,
        .document_number = source->document,
        .made = TRUE,
        .payee_kind = "firm",
      };

      sotong_demo_format_day (source->day, day);
      fill->commitment_ids[i] = sotong_commitment_insert (fill->db, &commitment, error);
      if (fill->commitment_ids[i] == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_payments (SotongDemoFill  *fill,
               GError         **error)
{
  for (guint i = 0; i < fill->plan->payments->len; i++)
    {
      const SotongDemoPayment *source = &g_array_index (fill->plan->payments, SotongDemoPayment, i);
      char day[16];
      SotongPayment payment = {
        .line_id = sotong_demo_fill_find_line (fill, source->line),
        .content_id = source->content >= 0 ? fill->content_ids[source->content] : SOTONG_NONE,
        .campaign_id = source->campaign >= 0 ? fill->campaign_ids[source->campaign] : SOTONG_NONE,
        .amount = source->amount,
        .paid_on = day,
        .payee = (char *) source->payee,
        .payee_kind = (char *) (strstr (source->payee, "시민") != NULL ? "person" : "firm"),
        .description = (char *) source->description,
        .document_number = (char *) "",
        .made = TRUE,
      };
      gint64 id;

      sotong_demo_format_day (source->day, day);
      id = sotong_payment_insert (fill->db, &payment, error);
      if (id == 0
          || (source->commitment >= 0
              && !sotong_made_pay_from (fill->db, id, fill->commitment_ids[source->commitment], error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_metrics (SotongDemoFill  *fill,
              GError         **error)
{
  for (guint i = 0; i < fill->plan->metrics->len; i++)
    {
      const SotongDemoMetric *source = &g_array_index (fill->plan->metrics, SotongDemoMetric, i);
      gint64 captured_at = (source->day + 1) * SOTONG_DEMO_DAY - SOTONG_DEMO_SEOUL + 6 * 3600; /* at six the next morning */
      char day[16];

      sotong_demo_format_day (source->day, day);
      if (!sotong_made_metric (fill->db, fill->channel_ids[source->channel], day, source->metric,
                               source->value >= 0 ? source->value : SOTONG_NONE, captured_at, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sotong_demo_fill_plan (SotongDemoFill  *fill,
                       GError         **error)
{
  return fill_channels (fill, error)
         && fill_slots (fill, error)
         && fill_groups (fill, error)
         && fill_campaigns (fill, error)
         && fill_contents (fill, error)
         && fill_commitments (fill, error)
         && fill_payments (fill, error)
         && fill_metrics (fill, error);
}
