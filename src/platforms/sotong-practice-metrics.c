/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-practice-box.h"
#include "util/sotong-json.h"

#define DAY_S       86400
#define FOLLOWED_AT G_GINT64_CONSTANT (1451574000)  /* 2016-01-01 in Seoul: when the made followers began to come */
#define RAMP_DAYS   14

/* Figures of a practice post: made from its title and its age, so that they look alike each time and grow from
 * day to day as those of real posts do. */

static guint
seed_of (const char *title)
{
  guint seed = 5381;

  for (const char *c = title; *c != '\0'; c++)
    seed = seed * 33 + (guchar) *c;
  return seed;
}

static void
add_post (JsonBuilder *builder,
          const char  *id,
          const char  *title,
          gint64       age_s)
{
  guint seed = seed_of (title);
  gint64 days = CLAMP (age_s / DAY_S, 0, RAMP_DAYS);
  gint64 views = (gint64) (120 + seed % 1400) * (1 + days) / 3;

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "id", id);
  sotong_json_add_int (builder, "views", views);
  sotong_json_add_int (builder, "reactions", views / (8 + seed % 9));
  sotong_json_add_int (builder, "comments", views / (60 + seed % 40));
  sotong_json_add_int (builder, "shares", views / (90 + seed % 60));
  json_builder_end_object (builder);
}

/*< private >
 * sotong_practice_box_get_metrics:
 * @self: a platform's contents
 * @ids: (nullable): posts, separated by commas
 *
 * Returns: the account's figures, and those of the posts that are out
 */
SotongPracticeAnswer
sotong_practice_box_get_metrics (SotongPracticeBox *self,
                                 const char        *ids)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_auto(GStrv) list = g_strsplit (ids != NULL ? ids : "", ",", -1);
  gint64 now = sotong_practice_box_get_now (self);

  json_builder_begin_object (builder);
  sotong_json_add_int (builder, "followers", 1800 + MAX (now - FOLLOWED_AT, 0) / DAY_S * 3);
  sotong_json_add_int (builder, "posts_count", sotong_practice_box_get_counts (self)->posts);
  json_builder_set_member_name (builder, "posts");
  json_builder_begin_array (builder);
  for (guint i = 0; list[i] != NULL; i++)
    {
      gint64 since;
      const char *title = sotong_practice_box_get_published (self, list[i], &since);

      if (title != NULL)
        add_post (builder, list[i], title, now - since);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return (SotongPracticeAnswer) { 200, "application/json; charset=utf-8", sotong_json_end (builder) };
}
