/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "graph-fixture.h"

G_BEGIN_DECLS
#define SITE_USER    "1789"
#define SITE_TOKEN   "token-of-city"
#define SITE_TEXT    "내일은 시민의 날입니다. 모두 오세요!"
#define SITE_PICTURE "https://city.example/uploads/a.jpg"
#define SITE_VIDEO   "https://city.example/uploads/a.mp4"
#define SITE_MAX     32

/* What a site of two steps calls what. */
typedef struct {
  const char *platform;
  const char *make;          /* the edge where containers are made, and posts listed */
  const char *publish;
  const char *state;
  const char *reason;
  const char *text;
  const char *limit;
  const char *grant;
  const char *fields;        /* that a container may be made of */
  gboolean    types_all;     /* every container names its type; else a picture does not */
  guint       interval_ms;
} SiteWords;

typedef struct {
  char     *id;
  char     *text;
  char     *type;
  char     *url;
  char     *alt;
  char     *children;
  char     *reply_to;
  gboolean  child;
  guint     slow;            /* how often it is not ready yet */
  const char *state;
} SiteContainer;

typedef struct {
  char     *id;
  char     *text;
  char     *reply_to;        /* of what stands in the list of answers */
  gint64    age;             /* seconds */
  gboolean  gone;
} SitePost;

typedef struct {
  const SiteWords *words;
  SiteContainer    containers[SITE_MAX];
  guint            n_containers;
  SitePost         posts[SITE_MAX];
  guint            n_posts;
  guint            slow;         /* of the next containers */
  const char      *next_state;   /* of the next containers, when they are ready */
  guint            refuse_ready; /* how often publishing says "not yet" although the state is FINISHED */
  gboolean         straggler;    /* an earlier call to publish arrives just before the next one, which is told of no container */
  gboolean         late_list;    /* what is published is not listed at once */
  gboolean         no_insights;
  gboolean         no_right;     /* the token may read no figures of the account */
  const char      *token;
  gboolean         other;        /* the token is another account's */
} Site;

typedef struct {
  GraphFixture graph;
  Site         site;
} SiteFixture;

extern const SiteWords site_instagram;
extern const SiteWords site_threads;

void      site_add_tests   (const SiteWords *words);
void      site_set_up      (SiteFixture     *f,
                            gconstpointer    words);
void      site_tear_down   (SiteFixture     *f,
                            gconstpointer    words);
guint     site_count       (Site            *site);
SitePost *site_add_post    (Site            *site,
                            const char      *id,
                            const char      *text);
char     *site_request     (const Site      *site,
                            const char      *method,
                            const char      *edge);
G_END_DECLS
