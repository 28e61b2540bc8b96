/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-practice-server.h"
#include "store/sotong-content.h"
#include "window-fixture.h"

G_BEGIN_DECLS
#define PLAN_N_CHANNELS 6
#define PLAN_N_CAMPAIGNS 3

/* A window that shows a small workspace: October 2016 of an office, made up. */
typedef struct {
  WindowFixture  window;                       /* first: its functions take it */
  char          *directory;                    /* (owned) */
  SotongStore   *store;                        /* (owned) */
  SotongContext *context;                      /* (owned) */
  gint64         channels[PLAN_N_CHANNELS];    /* the practice platform is the first */
  gint64         campaigns[PLAN_N_CAMPAIGNS];
  gint64         line;                         /* a budget line with money left */
  gint64         empty_line;                   /* one without */
  gint64         published;                    /* a content that is out on two channels */
  gint64         scheduled;                    /* one that waits on three channels: 2016-10-18 10:00 */
  gint64         draft;                        /* one without copies: 2016-10-20 10:00 */
  gint64         undated;
} PlanFixture;

typedef gboolean (*PlanFixtureFunc) (PlanFixture *f);

void           plan_fixture_set_up    (PlanFixture     *f,
                                       gconstpointer    data);
void           plan_fixture_tear_down (PlanFixture     *f,
                                       gconstpointer    data);
void           plan_fixture_wait      (PlanFixture     *f,
                                       PlanFixtureFunc  done);
SotongPane    *plan_fixture_pane      (PlanFixture     *f,
                                       const char      *id);
SotongContent *plan_fixture_content   (PlanFixture     *f,
                                       gint64           id) G_GNUC_WARN_UNUSED_RESULT;
const SotongCopy *plan_fixture_copy_on (const SotongContent *content,
                                       gint64           channel);
GPtrArray     *plan_fixture_entries   (PlanFixture     *f,
                                       const char      *words) G_GNUC_WARN_UNUSED_RESULT;
SotongPracticeServer *plan_fixture_serve (PlanFixture *f) G_GNUC_WARN_UNUSED_RESULT;
void           plan_fixture_connect   (PlanFixture     *f,
                                       const char      *url,
                                       const char      *token);
guint          plan_fixture_n_changes (PlanFixture     *f);
void           plan_fixture_start_again (PlanFixture   *f,
                                       gint64           now);
void           plan_fixture_open_as_child (PlanFixture *f,
                                       const char      *path);
GSubprocess   *plan_fixture_start_child (PlanFixture   *f,
                                       const char      *program,
                                       ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
void           plan_fixture_wait_for_kill (GSubprocess *child);
gint64         plan_time              (int              month,
                                       int              day,
                                       int              hour);
G_END_DECLS
