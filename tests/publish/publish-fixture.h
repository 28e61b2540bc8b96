/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-practice-server.h"
#include "publish/sotong-publisher.h"
#include "store/sotong-attempt.h"
#include "store/sotong-content.h"
#include "store/sotong-outbox.h"

/* A workspace with a practice channel, its server, and a publisher. */
typedef struct {
  char                 *dir;
  char                 *path;
  SotongStore          *store;
  SotongSecrets        *secrets;
  SotongPublisher      *publisher;
  SotongPracticeServer *server;
  char                 *url;
  gint64                channel;
} PublishFixture;

#define PUBLISH_TOKEN "practice-token"

void           publish_fixture_set_up      (PublishFixture      *f,
                                            gconstpointer        data);
void           publish_fixture_tear_down   (PublishFixture      *f,
                                            gconstpointer        data);
gint64         publish_fixture_add_channel (PublishFixture      *f,
                                            const char          *name,
                                            const char          *platform,
                                            const char          *url,
                                            const char          *secret);
gint64         publish_fixture_add_post    (PublishFixture      *f,
                                            gint64               channel,
                                            const char          *title,
                                            SotongState          state,
                                            gint64               publish_at);
gint64         publish_fixture_add_due     (PublishFixture      *f,
                                            const char          *title);
SotongContent *publish_fixture_get_content (PublishFixture      *f,
                                            gint64               id);
void           publish_fixture_save_content (PublishFixture     *f,
                                            SotongContent       *content);
void           publish_fixture_change_text (PublishFixture      *f,
                                            gint64               id,
                                            const char          *text);
SotongState    publish_fixture_get_state   (PublishFixture      *f,
                                            gint64               content);
guint          publish_fixture_count_posts (PublishFixture      *f);
SotongPublishResult *publish_fixture_run_one (PublishFixture    *f,
                                            SotongPublishFlags   flags);
GPtrArray     *publish_fixture_run_due     (PublishFixture      *f,
                                            guint                n);
gint64         publish_fixture_now         (void);
gboolean       publish_fixture_run_sql     (PublishFixture      *f,
                                            const char          *sql);
void           publish_fixture_attach      (PublishFixture      *f,
                                            gint64               content,
                                            const char          *name,
                                            gconstpointer        data,
                                            gsize                length);
