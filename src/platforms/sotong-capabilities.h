/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "util/sotong-count.h"
#include "util/sotong-split.h"

G_BEGIN_DECLS
/* How a repeated send is kept from making a second post. */
typedef enum {
  SOTONG_IDEMPOTENCY_NONE,     /* nothing can be verified: a person is asked */
  SOTONG_IDEMPOTENCY_LOOK_UP,  /* a lost post can be found again */
  SOTONG_IDEMPOTENCY_KEY,      /* the platform itself refuses the second */
} SotongIdempotency;

/* What a platform can do. Static, one per platform name; limits of 0 mean none. */
typedef struct {
  const char        *name;              /* "wordpress": for files and the command line */
  const char        *title;             /* (translatable): for people */
  gboolean           can_publish;       /* this program has a connector that publishes */
  gboolean           by_hand;           /* the platform has no way in for programs: posted by hand */
  gboolean           practice;          /* built in: nothing leaves the machine */
  gboolean           needs_url;         /* every account names the address of its server */
  gboolean           needs_user;        /* every account names a user */
  gboolean           has_title;         /* posts have a title of their own */
  SotongCountKind    counter;
  gsize              text_limit;        /* in the counter's units; a server may have told another, see sotong_capabilities_limit() */
  gsize              caption_limit;     /* instead of @text_limit where files go with the text; 0: the same */
  gsize              byte_limit;        /* UTF-8 bytes, beside @text_limit */
  gsize              title_limit;       /* code points */
  gsize              title_advice;      /* known from practice only: more may be refused */
  gboolean           no_angles;         /* neither < nor > in a title or text */
  guint              hashtag_limit;
  guint              hashtag_advice;    /* more may not be counted */
  guint              link_advice;       /* known from practice only: more may be refused */
  guint              mention_advice;    /* likewise */
  guint              max_media;         /* 0: takes none */
  const char        *media_types;       /* separated by blanks */
  gsize              max_image_bytes;
  gsize              max_gif_bytes;     /* where moving pictures have a limit of their own */
  gsize              max_video_bytes;
  guint              max_videos;        /* of @max_media */
  gboolean           one_kind;          /* a post holds pictures, or one moving picture, or one video */
  gboolean           needs_media;       /* there are no posts of text alone */
  double             min_ratio;         /* of a picture's width to its height */
  double             max_ratio;
  guint              max_side_sum;      /* pixels: width and height of a picture together */
  gsize              alt_limit;         /* code points of an alternative text */
  gboolean           media_public_url;  /* media must lie at a public https address first */
  gboolean           can_schedule;      /* the platform keeps the time itself */
  gint64             schedule_min_s;    /* from now on, of the times that it keeps */
  gint64             schedule_max_s;
  gboolean           can_edit;
  gboolean           can_edit_media;    /* a correction may change the files too */
  gboolean           no_editing;        /* what is out stays as it is: nobody changes it on the platform's own page either */
  gboolean           can_delete;
  gboolean           has_metrics;
  gboolean           can_thread;        /* a long text can go out as a chain of replies */
  SotongIdempotency  idempotency;
} SotongCapabilities;

const SotongCapabilities         *sotong_capabilities_get        (const char               *platform);
const SotongCapabilities * const *sotong_capabilities_list       (guint                    *out_n);
const char                       *sotong_capabilities_get_title  (const SotongCapabilities *self);
gboolean                          sotong_capabilities_takes_type (const SotongCapabilities *self,
                                                                  const char               *media_type);
gsize                             sotong_capabilities_limit      (const SotongCapabilities *self,
                                                                  gint64                    own_limit);
void                              sotong_capabilities_count_beside (const SotongCapabilities *self,
                                                                  gint64                    own_limit,
                                                                  const char               *text,
                                                                  gboolean                  has_files,
                                                                  SotongCount              *out_count);
char                            **sotong_capabilities_split      (const SotongCapabilities *self,
                                                                  gint64                    own_limit,
                                                                  const char               *text);
void                              sotong_capabilities_count      (const SotongCapabilities *self,
                                                                  const char               *text,
                                                                  SotongCount              *out_count);
G_END_DECLS
