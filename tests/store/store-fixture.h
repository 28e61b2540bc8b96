/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-change.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "store/sotong-db-private.h"
#include "store/sotong-store.h"

/* A new workspace in a folder of its own. */
typedef struct {
  char        *dir;
  char        *path;
  SotongStore *store;
} StoreFixture;

void     store_fixture_set_up      (StoreFixture   *f,
                                    gconstpointer   data);
void     store_fixture_tear_down   (StoreFixture   *f,
                                    gconstpointer   data);
void     store_fixture_close       (StoreFixture   *f);
void     store_fixture_reopen      (StoreFixture   *f,
                                    SotongClock    *clock);
void     store_fixture_remove_dir  (const char     *path);
gpointer store_fixture_write       (StoreFixture   *f,
                                    SotongStoreJob  job,
                                    gpointer        data);
gint64   store_fixture_sql_int     (StoreFixture   *f,
                                    const char     *sql);
void     store_fixture_sql         (StoreFixture   *f,
                                    const char     *sql);
gint64   store_fixture_add_channel (StoreFixture   *f,
                                    const char     *name);
gint64   store_fixture_add_content (StoreFixture   *f,
                                    gint64          channel,
                                    const char     *title,
                                    SotongState     state,
                                    gint64          publish_at);
gint64   store_fixture_copy_of     (StoreFixture   *f,
                                    gint64          content);
