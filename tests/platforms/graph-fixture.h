/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "stand-in.h"
#include "platforms/sotong-platform.h"

G_BEGIN_DECLS
#define GRAPH_NOW G_GINT64_CONSTANT (1476406800)  /* 2016-10-14 10:00 in Seoul */

/* The clock for figures of days: 2026-11-20 10:00 in Seoul, the evening of the 19th in California, where it is winter. */
#define GRAPH_DAY_NOW   G_GINT64_CONSTANT (1795136400)
#define GRAPH_DAY_TODAY G_GINT64_CONSTANT (1795075200)  /* when the 19th began there, 08:00 UTC */
#define GRAPH_DAY_S     86400

/* A connector of the Graph API, a server in the platform's place, and what the connector told and waited for. */
typedef struct {
  StandIn        *server;
  SotongClock    *clock;
  SotongHttp     *http;
  SotongPlatform *platform;
  SotongAccount  *account;
  SotongPost     *post;
  GPtrArray      *steps;        /* "post=ID", "0=ID" */
  gboolean        step_fails;
  guint           n_waits;
  guint           waited_ms;
} GraphFixture;

void         graph_fixture_set_up     (GraphFixture  *self,
                                       const char    *platform,
                                       const char    *user,
                                       const char    *secret,
                                       const char    *text,
                                       StandInFunc    func,
                                       gpointer       user_data);
void         graph_fixture_tear_down  (GraphFixture  *self);
void         graph_fixture_set_clock  (GraphFixture  *self,
                                       SotongClock   *clock);
void         graph_fixture_set_secret (GraphFixture  *self,
                                       const char    *secret);
void         graph_fixture_add_media  (GraphFixture  *self,
                                       const char    *file_name,
                                       const char    *media_type,
                                       const char    *public_url);
SotongReply *graph_fixture_publish    (GraphFixture  *self);
SotongReply *graph_fixture_look_up    (GraphFixture  *self,
                                       SotongLookUp   expected);
SotongReply *graph_fixture_remove     (GraphFixture  *self,
                                       const char    *remote_id);
SotongReply *graph_fixture_metrics    (GraphFixture  *self,
                                       const char * const *ids,
                                       GPtrArray     *metrics);
SotongReply *graph_fixture_days       (GraphFixture  *self,
                                       GPtrArray     *metrics);
void         graph_fixture_begin_again (GraphFixture *self,
                                       gint64         seconds_ago);
void         graph_fixture_says       (SotongReply   *reply,
                                       SotongOutcome  outcome,
                                       guint          status);
char        *graph_now_iso            (gint64         seconds_ago);
gint64       graph_metric             (GPtrArray     *metrics,
                                       const char    *remote_id,
                                       const char    *name);
gint64       graph_metric_day         (GPtrArray     *metrics,
                                       const char    *day,
                                       const char    *name);
void         graph_check_days         (StandIn       *server,
                                       GHashTable    *query,
                                       const char    *fields,
                                       gint64         since,
                                       gint64         until);
G_END_DECLS
