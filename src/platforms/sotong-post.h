/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib-object.h>

G_BEGIN_DECLS
/* A picture or film that goes out with a post. */
typedef struct {
  char   *file_name;   /* (not nullable): as the office named it */
  char   *media_type;  /* (not nullable): "image/png" */
  GBytes *bytes;       /* (not nullable) */
  char   *alt_text;    /* (not nullable): may be empty */
  char   *remote_id;   /* (nullable): set when an earlier attempt has stored it on the platform */
  char   *remote_url;  /* (nullable): its public address there */
  char   *public_url;  /* (nullable): https address where anybody can fetch it, for platforms that fetch by themselves */
} SotongMedia;

/* Whether what the platform knows as @id is another post of ours, and so never this one. Called in the thread of the call; may block. */
typedef gboolean (*SotongPostOtherFunc) (const char *id,
                                         gpointer    user_data);

/* Whether a text as a platform gives it back is one of ours. */
typedef gboolean (*SotongPostSameFunc) (const char *ours,
                                        const char *theirs);

/* What is to be published on one channel. */
typedef struct {
  char      *client_key;            /* (not nullable): unique, made when the attempt was armed; [a-z0-9-] */
  char      *title;                 /* (not nullable): may be empty */
  char      *text;                  /* (not nullable): plain text, lines ended by "\n" */
  gint64     publish_at;            /* seconds since 1970 UTC; 0: at once */
  gboolean   schedule_on_platform;  /* hand @publish_at to the platform instead of publishing now */
  gboolean   repeated;              /* an earlier attempt may have reached the platform: publishing begins with a look-up */
  gint64     first_sent_at;         /* when that earlier attempt began, by the machine's own clock; seconds since 1970 UTC, 0: none */
  char      *step_id;               /* (nullable): the unfinished post that an earlier attempt with the same text and files left there */
  char     **known_ids;             /* (nullable): ids on the platform that are other posts of ours, so never this one */
  SotongPostOtherFunc is_other;     /* (nullable): asked where @known_ids does not say */
  gpointer   other_data;            /* (unowned): for @is_other */
  char     **earlier_texts;         /* (nullable): other words that earlier attempts may have left there: it was edited since */
  gboolean   files_changed;         /* an earlier attempt may have left it there with other files than @media */
  char     **found_text;            /* (unowned) (nullable): where to put the words it was found with, if it was edited since or @files_changed */
  char     **cannot_tell;           /* (unowned) (nullable): where it stands why what is not found may be there all the same, if it may */
  char      *reply_to;              /* (nullable): the id there of the post that this one answers or goes on from */
  GPtrArray *media;                 /* (element-type SotongMedia) */
} SotongPost;

SotongMedia *sotong_media_new       (const char       *file_name,
                                     const char       *media_type,
                                     GBytes           *bytes,
                                     const char       *alt_text) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_media_free      (SotongMedia      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongMedia, sotong_media_free)

#define SOTONG_TYPE_POST (sotong_post_get_type ())
GType        sotong_post_get_type   (void);
SotongPost  *sotong_post_new        (const char       *client_key,
                                     const char       *title,
                                     const char       *text) G_GNUC_WARN_UNUSED_RESULT;
SotongPost  *sotong_post_copy       (const SotongPost *self) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_post_free       (SotongPost       *self);
void         sotong_post_take_media (SotongPost       *self,
                                     SotongMedia      *media);
gboolean     sotong_post_is_other   (const SotongPost *self,
                                     const char       *id);
const char  *sotong_post_find_words (const SotongPost   *self,
                                     SotongPostSameFunc  is_same,
                                     const char         *theirs);
void         sotong_post_note_words (const SotongPost *self,
                                     const char       *words);
char        *sotong_post_make_key   (gint64            now) G_GNUC_WARN_UNUSED_RESULT;
gboolean     sotong_post_key_is_valid (const char     *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPost, sotong_post_free)
G_END_DECLS
