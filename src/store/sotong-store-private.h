/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <sys/types.h>

#include "store/sotong-db-private.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
#define SOTONG_WRITE_PEEK (1 << 8) /* asks something of the writer's connection, outside a transaction */
#define SOTONG_WRITE_READ (1 << 9) /* a read where the writer's connection is the only one */

struct _SotongStore
{
  GObject       parent_instance;
  char         *path;       /* (owned) */
  char         *uuid;       /* (owned) */
  SotongClock  *clock;      /* (owned) */
  GTimeZone    *zone;       /* (owned) */
  gboolean      is_demo;
  dev_t         device;     /* of the file that was opened */
  ino_t         inode;
  int           presence;   /* of sotong_presence_enter() */
  SotongDb     *writer;     /* (owned): used by the writer thread alone */
  gboolean      brief;      /* it is closed in a moment */
  gboolean      alone;      /* it is the only connection: readers wait for the writer */
  GAsyncQueue  *idle;       /* (owned) (element-type SotongDb): readers' connections not in use */
  GThreadPool  *write_pool; /* (owned) (nullable): null once closed */
  GQueue        writes;     /* jobs that wait for the writer, in their order */
  GMutex        writes_mutex; /* of @writes and of the pools' places: who closes takes them from under those who push */
  GMutex        closing;    /* of the way to the end: who comes second waits for who came first */
  guint         n_shared;   /* of the writer thread alone: short jobs since memory was given back */
  GThreadPool  *read_pool;  /* (owned) (nullable): null once closed */
  GMainContext *watcher;    /* (owned) (nullable): where ::changed is emitted */
  guint         watch_id;
  gint          changed;    /* (atomic): areas not emitted yet */
  gint64        data_version;
  gint          reading;    /* (atomic): reads that have not been answered */
  GMutex        answering;  /* of the next one */
  GQueue        answers;    /* of jobs that have ended, for @watcher: handed out one a turn */
};

gboolean sotong_store_refuse_making (const char  *path,
                                     int          number,
                                     GError     **error);
SotongStore *sotong_store_create_part (const char    *path,
                                       const char    *shown,
                                       SotongClock   *clock,
                                       GCancellable  *cancellable,
                                       GError       **error);
void     sotong_store_remove_part  (const char  *path);
gboolean sotong_store_put_in_place (const char  *part,
                                    const char  *path,
                                    GError     **error);
/* A connection gets what its jobs ask of it: clock, zone, and who acts. */
gboolean sotong_store_has_writes   (SotongStore *self);
void     sotong_store_adopt        (SotongStore *self,
                                    SotongDb    *db);
void     sotong_store_start_jobs   (SotongStore *self);
void     sotong_store_end_jobs     (SotongStore *self);
gboolean sotong_store_is_idle      (SotongStore *self);
/* @areas were written: whoever watches will be told. From any thread. */
void     sotong_store_note_changed (SotongStore *self,
                                    guint        areas);
G_END_DECLS
