/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo/sotong-demo-fill-private.h"
#include "store/sotong-mention-writer.h"
#include "util/sotong-url.h"

#define COLOURS 12
#define ASK_AGAIN 1000 /* mentions between two looks at the cancellable */

static gboolean
fill_topics (SotongDemoFill  *fill,
             GError         **error)
{
  for (gsize i = 0; i < fill->mentions->n_topics; i++)
    {
      const SotongDemoTopic *source = &fill->mentions->topics[i];
      g_autofree char *words = g_strdelimit (g_strdup (source->any), ",", '\n');
      SotongTopic topic = { .name = (char *) source->name, .any_words = words, .colour = (int) (i % COLOURS) };

      if (sotong_made_topic (fill->db, &topic, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_sighting (SotongMentionWriter      *writer,
                SotongDemoFill           *fill,
                gsize                     index,
                gboolean                  second,
                GString                  *text,
                GError                  **error)
{
  const SotongDemoMention *mention = &fill->mentions->mentions[index];
  g_autofree char *key = sotong_url_normalize (mention->url);
  SotongMentionInput input = {
    .external_id = second ? mention->url : mention->external_id,
    .canonical_key = key,
    .author = mention->author,
    .published_at = mention->published_at,
    .first_seen = second ? mention->second_seen_at : mention->seen_at,
    .url = mention->url,
    .sentiment = mention->sentiment,
    .sentiment_source = "demo",
    .copy_id = SOTONG_NONE,
    .made = TRUE,
  };
  gboolean is_new;

  sotong_demo_mention_get_text (mention, text);
  input.text = text->str;
  input.sketch = sotong_demo_ready_get_sketch (fill->ready, index, &input.words);
  return sotong_mention_writer_add (writer, &input, &is_new, NULL, error);
}

/* What a source brought first, or (@second) what another had brought before. Oldest first. */
static gboolean
fill_source (SotongDemoFill  *fill,
             guint            source,
             gint64           source_id,
             gboolean         second,
             GError         **error)
{
  g_autoptr(SotongMentionWriter) writer = sotong_mention_writer_new (fill->db, source_id, SOTONG_NONE, error);
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; writer != NULL && i < fill->mentions->n_mentions; i++)
    {
      const SotongDemoMention *mention = &fill->mentions->mentions[i];

      if (i % ASK_AGAIN == 0 && g_cancellable_set_error_if_cancelled (fill->cancellable, error))
        return FALSE;
      if ((second ? mention->second_source : (int) mention->source) != (int) source)
        continue;
      if (!write_sighting (writer, fill, i, second, text, error))
        return FALSE;
    }
  return writer != NULL && sotong_mention_writer_finish (writer, error);
}

/* How many mentions of a source were first seen from @from to before @until. */
static gint64
count_new (SotongDemoFill *fill,
           guint           source,
           gint64          from,
           gint64          until)
{
  gsize low = 0, high = fill->mentions->n_mentions;
  gint64 n = 0;

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (fill->mentions->mentions[middle].published_at < from)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < fill->mentions->n_mentions && fill->mentions->mentions[low].published_at < until; low++)
    n += fill->mentions->mentions[low].source == source;
  return n;
}

static gboolean
fill_run (SotongDemoFill  *fill,
          guint            source,
          gint64           source_id,
          gint64           from,
          gint64           until,
          gboolean         failed,
          GError         **error)
{
  gint64 n = failed ? 0 : count_new (fill, source, from, until);
  SotongMadeRun run = {
    .source_id = source_id,
    .started_at = failed ? from : until - 2,
    .finished_at = failed ? from + 30 : until,
    .covered_from = failed ? SOTONG_NONE : from,
    .covered_to = failed ? SOTONG_NONE : until,
    .outcome = failed ? "failed" : "ok",
    .http_status = failed ? 503 : 200,
    .n_items = n,
    .n_new = n,
    .message = failed ? "서버가 응답하지 않았습니다(503)." : "",
  };

  return from >= until || sotong_made_run (fill->db, &run, error) != 0;
}

/* A source is asked every ten minutes; a day of that is kept as one run, two where a gap parts it. */
static gboolean
fill_runs (SotongDemoFill  *fill,
           guint            source,
           gint64           source_id,
           GError         **error)
{
  for (gint64 day = SOTONG_DEMO_START; day < SOTONG_DEMO_NOW; day += SOTONG_DEMO_DAY)
    {
      gint64 from = day;
      gint64 end = MIN (day + SOTONG_DEMO_DAY, SOTONG_DEMO_NOW);

      for (gsize i = 0; i < fill->mentions->n_gaps; i++)
        {
          const SotongDemoGap *gap = &fill->mentions->gaps[i];

          if (gap->source != source || gap->from >= end || gap->until <= day)
            continue;
          if (!fill_run (fill, source, source_id, from, MAX (gap->from, day), FALSE, error)
              || !fill_run (fill, source, source_id, MAX (gap->from, day), MIN (gap->until, end), TRUE, error))
            return FALSE;
          from = MIN (gap->until, end);
        }
      if (!fill_run (fill, source, source_id, from, end, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sotong_demo_fill_mentions (SotongDemoFill  *fill,
                           GError         **error)
{
  gint64 source_ids[16];

  g_assert (fill->mentions->n_sources <= G_N_ELEMENTS (source_ids));
  if (!fill_topics (fill, error))
    return FALSE;
  for (guint i = 0; i < fill->mentions->n_sources; i++)
    {
      /* Nothing lives at these addresses: the sources are kept for what they brought, and not asked again. */
      SotongSource source = {
        .name = (char *) fill->mentions->sources[i].name,
        .kind = (char *) "feed",
        .url = (char *) fill->mentions->sources[i].url,
        .interval_s = 600,
        .enabled = FALSE,
      };

      source_ids[i] = sotong_made_source (fill->db, &source, error);
      if (source_ids[i] == 0
          || !fill_runs (fill, i, source_ids[i], error)
          || !fill_source (fill, i, source_ids[i], FALSE, error))
        return FALSE;
    }
  for (guint i = 0; i < fill->mentions->n_sources; i++)
    if (!fill_source (fill, i, source_ids[i], TRUE, error))
      return FALSE;
  return TRUE;
}
