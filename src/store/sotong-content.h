/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* Where a channel copy stands. The order is that of a life. */
typedef enum {
  SOTONG_STATE_DRAFT,
  SOTONG_STATE_IN_REVIEW,
  SOTONG_STATE_RETURNED,
  SOTONG_STATE_APPROVED,
  SOTONG_STATE_SCHEDULED,
  SOTONG_STATE_PUBLISHING,
  SOTONG_STATE_PUBLISHED,
  SOTONG_STATE_PUBLISHED_BY_HAND,
  SOTONG_STATE_FAILED,
  SOTONG_STATE_UNKNOWN,
  SOTONG_STATE_MISSED,
  SOTONG_STATE_HELD,
  SOTONG_STATE_WITHDRAWN, /* only shown: was out, and was taken off again; the workspace keeps how it was out, and when it was taken off */
  SOTONG_N_STATES,
} SotongState;

const char *sotong_state_get_name  (SotongState  state);
const char *sotong_state_get_label (SotongState  state);
gboolean    sotong_state_from_name (const char  *name,
                                    SotongState *out_state);
gboolean    sotong_state_is_out    (SotongState  state);
gboolean    sotong_state_can_move  (SotongState  state);

/* A content on one channel. */
typedef struct {
  gint64       id;
  gint64       content_id;
  gint64       channel_id;
  char        *channel;       /* its name; filled when read */
  char        *platform;      /* filled when read */
  char        *title;         /* (nullable): the content's if null */
  char        *body;          /* (nullable): the content's if null */
  SotongState  state;
  gint64       publish_at;    /* or SOTONG_NONE */
  gboolean     on_platform;   /* let the platform wait for the time */
  gboolean     thread;        /* a text too long for one post goes out as a chain of replies */
  gboolean     begun;         /* the beginning of its thread is out, and the rest is not; filled when read */
  char        *client_key;    /* by which the platform knows it again */
  char        *remote_id;     /* (nullable) */
  char        *remote_url;    /* (nullable) */
  gboolean     media_hosted;  /* its channel has a place where the platform finds the pictures; filled when read */
  gint64       text_limit;    /* or SOTONG_NONE: how long a text may be by its channel's server; filled when read */
  gint64       withdrawn_at;  /* or SOTONG_NONE: when what was out was taken off the platform */
  gint64       published_at;  /* or SOTONG_NONE */
  gboolean     made;
} SotongCopy;

/* A file of a content; its bytes are read apart. */
typedef struct {
  gint64  id;
  char   *file_name;
  char   *media_type;
  int     width;              /* pixels; 0 if unknown */
  int     height;
  char   *alt_text;
  char   *sha256;
  gint64  size;               /* bytes; SOTONG_NONE if the workspace has lost the file */
} SotongAttachment;

/* What a planner plans: one text, a copy for each channel. */
typedef struct {
  gint64     id;
  char      *title;
  char      *type;            /* blog-post, sns, ... */
  char      *body;
  char      *notes;           /* never published */
  char      *tags;            /* separated by commas */
  gint64     contributor_id;  /* or SOTONG_NONE: the citizen who made it */
  char      *contributor;     /* (nullable): the pen name; filled when read */
  char      *proof_url;       /* where a joint content stands on the citizen's channel, or "" */
  gint64     campaign_id;     /* or SOTONG_NONE */
  char      *campaign;        /* (nullable): its name; filled when read */
  gint64     line_id;         /* or SOTONG_NONE */
  gint64     cost_planned;    /* won, or SOTONG_NONE */
  gint64     cost_final;      /* won, or SOTONG_NONE */
  gint64     planned_at;      /* the day it stands on without a copy's time, or SOTONG_NONE */
  gboolean   publicity;       /* tells of the city's plans, results or activities */
  char      *restriction_ground; /* (nullable): why it may go out in a restricted period */
  gint64     created_at;
  gint64     updated_at;
  gint64     revision;        /* what an editor read: saving asks for it again */
  gboolean   made;
  GPtrArray *copies;          /* (element-type SotongCopy) */
  GPtrArray *attachments;     /* (element-type SotongAttachment) */
} SotongContent;

/* What a calendar shows: a copy, or a content that has none. */
typedef struct {
  gint64       content_id;
  gint64       copy_id;       /* 0 if the content has no copy */
  gint64       channel_id;    /* 0 likewise */
  gint64       campaign_id;   /* or SOTONG_NONE */
  gint64       at;            /* published_at if out, else publish_at, else planned_at; or SOTONG_NONE */
  gboolean     publicity;     /* of the content */
  gboolean     has_ground;    /* the content has a written ground for restricted periods */
  SotongState  state;         /* as shown: what was taken off again is withdrawn */
  char        *title;
  char        *type;          /* GRefString, as channel and campaign: to be acquired, not stolen */
  char        *channel;       /* "" if none */
  char        *campaign;      /* "" if none */
  char        *remote_url;    /* (nullable) */
} SotongEntry;

/* Which entries; what is 0, NULL or -1 does not narrow. */
typedef struct {
  SotongRange  range;         /* both 0: any time, and without one */
  gboolean     undated;       /* only those without a time; @range is not asked for then */
  int          state;         /* -1: any; as shown */
  gint64       channel_id;
  gint64       campaign_id;
  gint64       person_id;     /* in charge */
  const char  *type;
  const char  *words;         /* each of them in a title or a text, in either case of letters */
  int          limit;
} SotongEntryQuery;

SotongContent *sotong_content_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_content_free      (SotongContent           *content);
gboolean       sotong_copy_waits_there  (const SotongCopy        *copy);
SotongState    sotong_copy_get_shown    (const SotongCopy        *copy);
SotongCopy    *sotong_copy_new          (gint64                   channel_id) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_copy_free         (SotongCopy              *copy);
void           sotong_attachment_free   (SotongAttachment        *attachment);
void           sotong_entry_free        (SotongEntry             *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongContent, sotong_content_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongCopy, sotong_copy_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongAttachment, sotong_attachment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongEntry, sotong_entry_free)

gint64         sotong_content_add       (SotongDb                *db,
                                         const SotongContent     *content,
                                         GError                 **error);
gint64         sotong_content_insert    (SotongDb                *db,
                                         const SotongContent     *content,
                                         GError                 **error);
SotongContent *sotong_content_get       (SotongDb                *db,
                                         gint64                   id,
                                         GError                 **error);
gint64         sotong_content_find_same (SotongDb               *db,
                                         const char             *title,
                                         const char             *body,
                                         GError                **error);
gboolean       sotong_content_save      (SotongDb                *db,
                                         const SotongContent     *content,
                                         GError                 **error);
gboolean       sotong_content_remove    (SotongDb                *db,
                                         gint64                   id,
                                         GError                 **error);
gboolean       sotong_content_move      (SotongDb                *db,
                                         gint64                   id,
                                         gint64                   copy_id,
                                         gint64                   time,
                                         GError                 **error);
gboolean       sotong_copy_set_state    (SotongDb                *db,
                                         gint64                   copy_id,
                                         SotongState              state,
                                         gint64                   publish_at,
                                         GError                 **error);
SotongCopy    *sotong_copy_get          (SotongDb                *db,
                                         gint64                   copy_id,
                                         GError                 **error);
GPtrArray     *sotong_content_entries   (SotongDb                *db,
                                         const SotongEntryQuery  *query,
                                         GError                 **error);

gint64         sotong_attachment_add    (SotongDb                *db,
                                         gint64                   content_id,
                                         const SotongAttachment  *attachment,
                                         GBytes                  *data,
                                         GError                 **error);
gboolean       sotong_attachment_describe (SotongDb              *db,
                                           gint64                 id,
                                           const char            *alt_text,
                                           GError               **error);
gboolean       sotong_attachment_remove (SotongDb                *db,
                                         gint64                   id,
                                         GError                 **error);
GBytes        *sotong_attachment_read   (SotongDb                *db,
                                         const char              *sha256,
                                         GError                 **error);
G_END_DECLS
