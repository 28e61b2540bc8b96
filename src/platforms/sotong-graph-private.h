/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-call-private.h"
#include "platforms/sotong-platform.h"
#include "platforms/sotong-token.h"

G_BEGIN_DECLS
#define SOTONG_GRAPH_FULL_S       (15 * 60)  /* the hour that is counted rolls on: a part of it is free again by then */
#define SOTONG_GRAPH_SLOW_PERCENT 80         /* from here on an account goes slower */

/* What Facebook, Instagram and Threads have in common: the Graph API. On the stack; begins as zeroes. */
typedef struct {
  SotongPlatform      *platform;  /* (unowned) */
  const SotongAccount *account;   /* (unowned) */
  SotongToken         *token;     /* (owned) */
  char                *base;      /* (owned): the API's address, without a slash at its end */
  char                *proof;     /* (owned) (nullable): appsecret_proof, where the platform knows it */
  gboolean             is_out;    /* the post that is looked for is out, as the platform itself says: only which one it is is asked */
} SotongGraph;

/* The members of the API's error object that say what to do. */
typedef struct {
  gboolean  there;      /* the answer holds an error object */
  gint64    code;
  gint64    subcode;
  gboolean  transient;
} SotongGraphError;

/* A list of an account's own posts. */
typedef struct {
  const char *edge;         /* "published_posts" */
  const char *fields;
  const char *text_member;  /* "message" */
  const char *time_member;  /* "created_time" */
  const char *url_member;   /* (nullable): "permalink_url" */
  const char *state;        /* what a post in this list is: "published", "scheduled" */
  gboolean    newest_first;
  const char *due_member;   /* (nullable): when a post is to go out */
} SotongGraphList;

/* A figure by the platform's name and by ours. */
typedef struct {
  const char *metric;  /* "post_media_view" */
  const char *name;    /* %SOTONG_METRIC_VIEWS; several of the same name are added up */
} SotongGraphFigure;

/* What an account tells of whole days, and how it is asked for. */
typedef struct {
  const char              *edge;         /* "insights" */
  const SotongGraphFigure *series;       /* (array zero-terminated=1): told day by day; each is asked for by itself */
  const SotongGraphFigure *totals;       /* (nullable) (array zero-terminated=1): told for a span, so of one day at a time; those of a name are added up */
  gboolean                 says_period;  /* a question says that it is about days */
  gboolean                 says_type;    /* a question says that it is about a span */
  gint64                   oldest;       /* of nothing before it may be asked, seconds since 1970 UTC; 0: of anything */
} SotongGraphDays;

#define SOTONG_INSTAGRAM_BASE "https://graph.instagram.com/v25.0"
#define SOTONG_THREADS_BASE   "https://graph.threads.net/v1.0"

const char  *sotong_graph_own_base   (const char          *kind,
                                      const char          *url);
char        *sotong_graph_choose_base (const char         *base,
                                      const char          *own_base) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_graph_name_account (SotongReply       *reply,
                                      const char          *id,
                                      const char          *name);
SotongReply *sotong_graph_hold_against (SotongGraph       *self,
                                      SotongReply         *found,
                                      const char          *name_member,
                                      gboolean             by_people,
                                      GCancellable        *cancellable) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_graph_open       (SotongGraph         *self,
                                      SotongPlatform      *platform,
                                      const SotongAccount *account,
                                      const char          *own_base,
                                      gboolean             with_proof) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_graph_clear      (SotongGraph         *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongGraph, sotong_graph_clear)
char        *sotong_graph_make_proof (const char          *client_secret,
                                      const char          *token) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_graph_make_path  (const char          *id,
                                      const char          *edge) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray   *sotong_graph_fields_new (void) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_graph_fields_add (GPtrArray           *fields,
                                      const char          *name,
                                      const char          *value);
void         sotong_graph_get        (SotongGraph         *self,
                                      SotongCall          *call,
                                      const char          *path,
                                      GPtrArray           *fields,
                                      GCancellable        *cancellable);
void         sotong_graph_get_fields (SotongGraph         *self,
                                      SotongCall          *call,
                                      const char          *path,
                                      const char          *names,
                                      GCancellable        *cancellable);
void         sotong_graph_post       (SotongGraph         *self,
                                      SotongCall          *call,
                                      const char          *path,
                                      GPtrArray           *fields,
                                      GCancellable        *cancellable);
void         sotong_graph_post_file  (SotongGraph         *self,
                                      SotongCall          *call,
                                      const char          *path,
                                      GPtrArray           *fields,
                                      const SotongMedia   *media,
                                      guint                deadline_ms,
                                      GCancellable        *cancellable);
SotongReply *sotong_graph_remove     (SotongGraph         *self,
                                      const char          *remote_id,
                                      GCancellable        *cancellable) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_graph_exchange   (SotongGraph         *self,
                                      const char          *path,
                                      GPtrArray           *fields,
                                      GCancellable        *cancellable,
                                      char               **out_token,
                                      gint64              *out_expires_at) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_graph_renew      (SotongGraph         *self,
                                      const char          *grant_type,
                                      GCancellable        *cancellable,
                                      char               **out_secret) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_graph_new_expired (SotongGraph        *self) G_GNUC_WARN_UNUSED_RESULT;

/* Answers. */
gboolean     sotong_graph_is_well    (const SotongCall    *call);
char        *sotong_graph_dup_id     (const SotongCall    *call) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_graph_read_error (const SotongCall    *call,
                                      SotongGraphError    *out_error);
gboolean     sotong_graph_is_absent  (const SotongCall    *call);
SotongReply *sotong_graph_fail       (SotongGraph         *self,
                                      SotongCall          *call,
                                      gboolean             changes) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_graph_new_ok     (const SotongCall    *call,
                                      const char          *remote_id,
                                      const char          *remote_url,
                                      const char          *state) G_GNUC_WARN_UNUSED_RESULT;

/* Looking up and figures. */
gboolean     sotong_graph_is_same_text (const char          *ours,
                                        const char          *theirs);
SotongLookUp sotong_graph_find       (SotongGraph           *self,
                                      const SotongGraphList *list,
                                      const SotongPost      *post,
                                      GCancellable          *cancellable,
                                      SotongReply          **out_reply);
SotongReply *sotong_graph_read_days   (SotongGraph         *self,
                                      const SotongGraphDays *what,
                                      GPtrArray           *metrics,
                                      GCancellable        *cancellable) G_GNUC_WARN_UNUSED_RESULT;
gint64       sotong_graph_get_usage   (const SotongCall    *call,
                                      gint64              *out_minutes);
void         sotong_graph_note_usage  (SotongGraph         *self,
                                      const SotongCall    *call);
SotongReply *sotong_graph_new_slow    (SotongGraph         *self) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_graph_read_figures (SotongGraph             *self,
                                        const char              *id,
                                        const char              *edge,
                                        const SotongGraphFigure *figures,
                                        gboolean                 together,
                                        GPtrArray               *metrics,
                                        GCancellable            *cancellable) G_GNUC_WARN_UNUSED_RESULT;
SotongReply *sotong_graph_read_quota (SotongGraph           *self,
                                      const char            *edge,
                                      GCancellable          *cancellable,
                                      gint64                *out_left) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
