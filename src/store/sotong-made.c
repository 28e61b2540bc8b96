/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-db-private.h"
#include "store/sotong-made.h"
#include "util/sotong-machine.h"

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/**
 * sotong_made_person:
 * @db: the connection of a write job
 * @name: what stands for a name
 * @role: what the person does
 * @error: return location
 *
 * Returns: the person's id, or 0 with @error set
 */
gint64
sotong_made_person (SotongDb    *db,
                    const char  *name,
                    const char  *role,
                    GError     **error)
{
  return sotong_db_insert (db, error, "INSERT INTO person (name, role, position, made) VALUES ($1, $2, (SELECT count(*) FROM person), 1)",
                           "tt", name, role);
}

/**
 * sotong_made_agency:
 * @db: the connection of a write job
 * @name: the agency's name
 * @error: return location
 *
 * Returns: the agency's id, or 0 with @error set
 */
gint64
sotong_made_agency (SotongDb    *db,
                    const char  *name,
                    GError     **error)
{
  return sotong_db_insert (db, error, "INSERT INTO agency (name, made) VALUES ($1, 1)", "t", name);
}

/**
 * sotong_made_contributor:
 * @db: the connection of a write job
 * @pen_name: how the citizen signs
 * @url: the citizen's own channel
 * @agreed: whether a consent and the rights to text and pictures are noted
 * @fee: won a content
 * @error: return location
 *
 * Returns: the contributor's id, or 0 with @error set
 */
gint64
sotong_made_contributor (SotongDb    *db,
                         const char  *pen_name,
                         const char  *url,
                         gboolean     agreed,
                         gint64       fee,
                         GError     **error)
{
  return sotong_db_insert (db, error, "INSERT INTO contributor (pen_name, channel_url, consent, rights, fee, made) VALUES ($1, $2, $3, $4, $5, 1)",
                           "tttti", pen_name, url, agreed ? "참여 동의서 접수(서면)" : "", agreed ? "글과 사진을 시 채널에 게시, 출처 표기" : "", fee);
}

/**
 * sotong_made_channel:
 * @db: the connection of a write job
 * @channel: the channel
 * @error: return location
 *
 * Returns: the channel's id, or 0 with @error set
 */
gint64
sotong_made_channel (SotongDb             *db,
                     const SotongChannel  *channel,
                     GError              **error)
{
  return sotong_db_insert (db, error, "INSERT INTO channel (name, platform, url, user_name, handle, agency_id, position, colour, made)"
                           " VALUES ($1, $2, $3, $4, $5, $6, (SELECT count(*) + 1 FROM channel), $7, 1)", "tttttii", channel->name,
                           channel->platform, or_empty (channel->url), or_empty (channel->user), or_empty (channel->handle),
                           channel->agency_id, (gint64) channel->colour);
}

/**
 * sotong_made_slot:
 * @db: the connection of a write job
 * @slot: when a made channel usually posts
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_made_slot (SotongDb          *db,
                  const SotongSlot  *slot,
                  GError           **error)
{
  return sotong_db_insert (db, error, "INSERT INTO channel_slot (channel_id, days, minute, skip_holidays) VALUES ($1, $2, $3, $4)", "iiii",
                           slot->channel_id, (gint64) slot->days, (gint64) slot->minute, (gint64) slot->skip_holidays) != 0;
}

/**
 * sotong_made_group:
 * @db: the connection of a write job
 * @name: the group's name
 * @channel_ids: (array length=n_channels): its channels
 * @n_channels: how many
 * @error: return location
 *
 * Returns: the group's id, or 0 with @error set
 */
gint64
sotong_made_group (SotongDb      *db,
                   const char    *name,
                   const gint64  *channel_ids,
                   gsize          n_channels,
                   GError       **error)
{
  gint64 id = sotong_db_insert (db, error, "INSERT INTO channel_group (name, made) VALUES ($1, 1)", "t", name);

  for (gsize i = 0; id != 0 && i < n_channels; i++)
    if (!sotong_db_exec (db, error, "INSERT INTO channel_group_member (group_id, channel_id) VALUES ($1, $2)", "ii", id, channel_ids[i]))
      return 0;
  return id;
}

/**
 * sotong_made_metric:
 * @db: the connection of a write job
 * @channel_id: a channel
 * @day: YYYY-MM-DD
 * @metric: followers, visitors
 * @value: the figure, or `SOTONG_NONE` where it was asked for and not obtained
 * @captured_at: seconds since 1970 UTC
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_made_metric (SotongDb    *db,
                    gint64       channel_id,
                    const char  *day,
                    const char  *metric,
                    gint64       value,
                    gint64       captured_at,
                    GError     **error)
{
  return sotong_db_exec (db, error, "INSERT INTO channel_metric (channel_id, day, metric, value, captured_at, source, made)"
                         " VALUES ($1, $2, $3, $4, $5, 'demo', 1)", "ittii", channel_id, day, metric, value, captured_at);
}

/**
 * sotong_made_post_metric:
 * @db: the connection of a write job
 * @copy_id: a copy that is out
 * @day: YYYY-MM-DD
 * @metric: views, reach, reactions, comments, shares
 * @value: the figure
 * @captured_at: seconds since 1970 UTC
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_made_post_metric (SotongDb    *db,
                         gint64       copy_id,
                         const char  *day,
                         const char  *metric,
                         gint64       value,
                         gint64       captured_at,
                         GError     **error)
{
  return sotong_db_exec (db, error, "INSERT INTO copy_metric (copy_id, day, metric, value, captured_at) VALUES ($1, $2, $3, $4, $5)",
                         "ittii", copy_id, day, metric, value, captured_at);
}

/**
 * sotong_made_indicator:
 * @db: the connection of a write job
 * @kpi: an indicator with all of its texts
 * @said: (nullable): a value that somebody said
 * @year: the year that has a target, or 0
 * @target: the target, in tenths
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_made_indicator (SotongDb              *db,
                       const SotongKpi       *kpi,
                       const SotongKpiValue  *said,
                       int                    year,
                       gint64                 target,
                       GError               **error)
{
  gint64 id = sotong_db_insert (db, error, "INSERT INTO kpi (name, definition, source, unit, metric, channel_id, group_id, position) VALUES ($1, $2, $3, $4, $5, $6, $7,"
                                " (SELECT count(*) FROM kpi))", "tttttii", kpi->name, kpi->definition, kpi->source, kpi->unit, kpi->metric,
                                kpi->channel_id > 0 ? kpi->channel_id : SOTONG_NONE, kpi->group_id > 0 ? kpi->group_id : SOTONG_NONE);

  return id != 0
         && (year == 0 || sotong_db_exec (db, error, "INSERT INTO kpi_target (kpi_id, year, value) VALUES ($1, $2, $3)", "iii", id, (gint64) year, target))
         && (said == NULL || sotong_db_exec (db, error, "INSERT INTO kpi_value (kpi_id, year, month, value, source) VALUES ($1, $2, $3, $4, $5)", "iiiit", id,
                                             (gint64) said->year, (gint64) said->month, said->value, said->source));
}

/**
 * sotong_made_campaign:
 * @db: the connection of a write job
 * @campaign_id: a campaign
 * @programme_id: its programme
 * @owner_id: who looks after it
 * @agency_id: the agency it is for, or `SOTONG_NONE`
 * @line_id: the line that pays for it, or `SOTONG_NONE`
 * @error: return location
 *
 * Fills in what #SotongCampaign has no field for.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_made_campaign (SotongDb  *db,
                      gint64     campaign_id,
                      gint64     programme_id,
                      gint64     owner_id,
                      gint64     agency_id,
                      gint64     line_id,
                      GError   **error)
{
  return sotong_db_exec (db, error, "UPDATE campaign SET programme_id = $1, owner_id = $2, agency_id = $3 WHERE id = $4", "iiii",
                         programme_id, owner_id, agency_id, campaign_id)
         && (line_id == SOTONG_NONE
             || sotong_db_exec (db, error, "INSERT INTO campaign_line (campaign_id, line_id) VALUES ($1, $2)", "ii", campaign_id, line_id));
}

/**
 * sotong_made_details:
 * @db: the connection of a write job
 * @details: what to fill in
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_made_details (SotongDb                 *db,
                     const SotongMadeDetails  *details,
                     GError                  **error)
{
  return sotong_db_exec (db, error, "UPDATE content SET owner_id = $1, contributor_id = $2, tags = $3, proof_url = $4 WHERE id = $5", "iitti",
                         details->owner_id, details->contributor_id, or_empty (details->tags), or_empty (details->proof_url), details->content_id);
}

/**
 * sotong_made_advertisement:
 * @db: the connection of a write job
 * @advertisement: what to write of a content that is one
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_made_advertisement (SotongDb                       *db,
                           const SotongMadeAdvertisement  *advertisement,
                           GError                        **error)
{
  return sotong_db_exec (db, error, "INSERT INTO advertisement (content_id, boosted_id, starts_on, ends_on, spend, reach, clicks, platform)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", "iittiiit", advertisement->content_id, advertisement->boosted_id,
                         advertisement->starts_on, advertisement->ends_on, advertisement->spend, advertisement->reach,
                         advertisement->clicks, or_empty (advertisement->platform));
}

/**
 * sotong_made_attempt:
 * @db: the connection of a write job
 * @attempt: an attempt and its outcome
 * @error: return location
 *
 * Its owner is this machine, and no process of it.
 *
 * Returns: the attempt's id, or 0 with @error set
 */
gint64
sotong_made_attempt (SotongDb                 *db,
                     const SotongMadeAttempt  *attempt,
                     GError                  **error)
{
  gint64 id = sotong_db_insert (db, error, "INSERT INTO attempt (copy_id, kind, started_at, machine, boot, process, process_start,"
                                " lease_until, client_key, title, body, made) VALUES ($1, $2, $3, $4, '', 0, 0, $3, $5, $6, $7, 1)",
                                "ititttt", attempt->copy_id, attempt->kind, attempt->started_at, sotong_machine_get_id (),
                                attempt->client_key, attempt->title, attempt->body);

  if (id == 0
      || !sotong_db_exec (db, error, "INSERT INTO attempt_outcome (attempt_id, at, outcome, http_status, duration_ms, message)"
                          " VALUES ($1, $2, $3, $4, $5, $6)", "iitiit", id, attempt->started_at + attempt->duration_ms / 1000,
                          attempt->outcome, (gint64) attempt->http_status, attempt->duration_ms, or_empty (attempt->message)))
    return 0;
  return id;
}

/**
 * sotong_made_pay_from:
 * @db: the connection of a write job
 * @payment_id: a payment
 * @commitment_id: the commitment that it fulfils
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_made_pay_from (SotongDb  *db,
                      gint64     payment_id,
                      gint64     commitment_id,
                      GError   **error)
{
  return sotong_db_exec (db, error, "UPDATE payment SET commitment_id = $1 WHERE id = $2", "ii", commitment_id, payment_id);
}

/**
 * sotong_made_source:
 * @db: the connection of a write job
 * @source: the source
 * @error: return location
 *
 * Returns: the source's id, or 0 with @error set
 */
gint64
sotong_made_source (SotongDb            *db,
                    const SotongSource  *source,
                    GError             **error)
{
  return sotong_db_insert (db, error, "INSERT INTO source (name, kind, url, interval_s, enabled, made) VALUES ($1, $2, $3, $4, $5, 1)",
                           "tttii", source->name, source->kind, or_empty (source->url), source->interval_s, (gint64) source->enabled);
}

/**
 * sotong_made_run:
 * @db: the connection of a write job
 * @run: a run of a source
 * @error: return location
 *
 * Returns: the run's id, or 0 with @error set
 */
gint64
sotong_made_run (SotongDb             *db,
                 const SotongMadeRun  *run,
                 GError              **error)
{
  return sotong_db_insert (db, error, "INSERT INTO fetch_run (source_id, kind, started_at, finished_at, covered_from, covered_to, outcome,"
                           " http_status, n_items, n_new, message, made) VALUES ($1, 'fetch', $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)",
                           "iiiiitiiit", run->source_id, run->started_at, run->finished_at, run->covered_from, run->covered_to,
                           run->outcome, (gint64) run->http_status, run->n_items, run->n_new, or_empty (run->message));
}

/**
 * sotong_made_topic:
 * @db: the connection of a write job
 * @topic: the topic; there may be no mentions yet
 * @error: return location
 *
 * Returns: the topic's id, or 0 with @error set
 */
gint64
sotong_made_topic (SotongDb           *db,
                   const SotongTopic  *topic,
                   GError            **error)
{
  return sotong_db_insert (db, error, "INSERT INTO topic (name, any_words, all_words, not_words, colour, position, made)"
                           " VALUES ($1, $2, $3, $4, $5, (SELECT count(*) + 1 FROM topic), 1)", "tttti", topic->name,
                           or_empty (topic->any_words), or_empty (topic->all_words), or_empty (topic->not_words), (gint64) topic->colour);
}

/**
 * sotong_made_samples:
 * @db: the connection of a write job
 * @first: the first second of a week
 * @until: the end of the last one, which is over
 * @size: how many mentions are drawn of each
 * @person_id: who judged them, or `SOTONG_NONE`
 * @error: return location
 *
 * Mentions of weeks that were drawn and judged at ten on the Monday after. What they mean is what they were made to mean; the machine is
 * noted to have said so of seven in eight. The same mentions are drawn whenever it is done. Weeks are of the same length, as in Seoul.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_made_samples (SotongDb  *db,
                     gint64     first,
                     gint64     until,
                     guint      size,
                     gint64     person_id,
                     GError   **error)
{
  return sotong_db_exec (db, error, "INSERT INTO sentiment_sample (mention_id, week, drawn_at, machine_value) SELECT id, week, week + 604800,"
                         " CASE WHEN (id * 7919 + 5) % 8 > 0 THEN sentiment ELSE sentiment % 3 + 1 END FROM (SELECT id, sentiment, week,"
                         " row_number() OVER (PARTITION BY week ORDER BY (id * 7919 + week) % 10007, id) AS n FROM (SELECT id, sentiment,"
                         " published_at - (published_at - $1) % 604800 AS week FROM mention WHERE published_at >= $1 AND published_at < $2"
                         " AND id % 13 = 5 AND sentiment IN (1, 2, 3) AND duplicate_of IS NULL) AS m) AS d WHERE n <= $3 ORDER BY id", "iii", first, until, (gint64) size)
         && sotong_db_exec (db, error, "INSERT INTO mention_sentiment (mention_id, source, value, person_id, at) SELECT m.id, 'person', m.sentiment, $1,"
                            " s.week + 640800 FROM sentiment_sample AS s JOIN mention AS m ON m.id = s.mention_id ORDER BY m.id", "i", person_id)
         && sotong_db_exec (db, error, "UPDATE mention SET sentiment_source = 'person' WHERE id IN (SELECT mention_id FROM sentiment_sample)", "");
}
