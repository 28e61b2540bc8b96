/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo/sotong-demo-fill-private.h"

/* What the platforms count of the posts that are out: read the next morning and a week later, as far as that has come. */

typedef struct {
  const char *platform;
  const char *seen;       /* what it calls the number of times a post was seen */
  gint64      typical;    /* of a channel of the city's own; an agency's has a sixth */
  int         reactions;  /* one in so many that saw it */
  int         comments;
  int         shares;     /* 0: it does not tell */
} Habit;

static const Habit habits[] = {
  { "facebook", "views", 8200, 38, 240, 310 },
  { "x", "views", 4100, 70, 520, 160 },
  { "instagram", "reach", 5200, 17, 210, 600 },
  { "youtube", "views", 2600, 45, 330, 0 },
};

/* The same for the same post in every workspace; bits that differ much for neighbours. */
static guint32
seed_of (const SotongDemoCopy *copy)
{
  guint32 seed = (guint32) copy->content * 2654435761u + (guint32) copy->channel * 40503u + 7u;

  seed ^= seed >> 15;
  seed *= 2246822519u;
  return seed ^ seed >> 13;
}

/* A few posts are seen much more than most: four parts between a quarter and one, multiplied. */
static gint64
seen_of (const SotongDemoFill *fill,
         const SotongDemoCopy *copy,
         const Habit          *habit,
         guint32               seed)
{
  double share = 1;

  for (int i = 0; i < 4; i++)
    share *= 0.25 + 0.75 * (double) (seed >> (8 * i) & 0xff) / 255 + 0.45;
  return (gint64) ((double) (*fill->plan->channels[copy->channel].agency != '\0' ? habit->typical / 6 : habit->typical) * share);
}

static gboolean
add_day (SotongDemoFill       *fill,
         gint64                copy_id,
         const Habit          *habit,
         gint64                day,
         gint64                seen,
         guint32               seed,
         GError              **error)
{
  gint64 captured_at = (day + 1) * SOTONG_DEMO_DAY - SOTONG_DEMO_SEOUL + 6 * 3600;
  const struct {
    const char *metric;
    int         one_in;
  } figures[] = {
    { habit->seen, 1 }, { "reactions", habit->reactions + (int) (seed & 7) }, { "comments", habit->comments + (int) (seed & 63) },
    { "shares", habit->shares != 0 ? habit->shares + (int) (seed & 31) : 0 },
  };
  char text[16];

  sotong_demo_format_day (day, text);
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    if (figures[i].one_in > 0
        && !sotong_made_post_metric (fill->db, copy_id, text, figures[i].metric, seen / figures[i].one_in, captured_at, error))
      return FALSE;
  return TRUE;
}

/* @copy_id: the row of @copy, which is out. Where no program can count, nothing is. */
gboolean
sotong_demo_fill_figures (SotongDemoFill        *fill,
                          const SotongDemoCopy  *copy,
                          gint64                 copy_id,
                          GError               **error)
{
  const char *platform = fill->plan->channels[copy->channel].platform;
  gint64 day = (copy->published_at + SOTONG_DEMO_SEOUL) / SOTONG_DEMO_DAY;
  gint64 last = (SOTONG_DEMO_NOW + SOTONG_DEMO_SEOUL) / SOTONG_DEMO_DAY - 1; /* yesterday: what was read this morning */
  guint32 seed = seed_of (copy);

  for (gsize i = 0; i < G_N_ELEMENTS (habits); i++)
    {
      const Habit *habit = &habits[i];
      gint64 seen;

      if (!g_str_equal (habit->platform, platform))
        continue;
      seen = seen_of (fill, copy, habit, seed);
      return (day > last || add_day (fill, copy_id, habit, day, seen * 3 / 5, seed, error))
             && (day + 7 > last || add_day (fill, copy_id, habit, day + 7, seen, seed, error));
    }
  return TRUE;
}
