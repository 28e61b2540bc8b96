/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-attempt.h"
#include "store/sotong-channel.h"

G_BEGIN_DECLS
/* What is past its time by more than this is overdue. */
#define SOTONG_OUTBOX_GRACE_S 900

/* What a run of the publisher has to see to. */
typedef struct {
  gint64    copy_id;
  gint64    content_id;
  gint64    channel_id;
  char     *title;
  char     *state;        /* when it was listed */
  gint64    publish_at;   /* or SOTONG_NONE */
  gboolean  on_platform;  /* handed to the platform, or to be */
  gboolean  thread;       /* its text may go out as a thread */
  char     *remote_id;    /* (nullable) */
} SotongDue;

/* How a channel stands. */
typedef struct {
  SotongChannel *channel; /* (owned) */
  gint64 n_scheduled;     /* all that wait for their time, or are past it */
  gint64 n_due;           /* of those, what is due now, overdue included */
  gint64 n_overdue;       /* of those, what is late by more than the grace */
  gint64 n_publishing;
  gint64 n_failed;
  gint64 n_unknown;
  gint64 n_missed;
  gint64 n_held;
  gint64 n_published;     /* by hand too; not what was taken off again */
  gint64 n_withdrawn;     /* was out, and was taken off again */
  gint64 next_at;         /* the next time after now, or SOTONG_NONE */
  gint64 oldest_due;      /* since when the oldest is due, or SOTONG_NONE */
} SotongOutboxCount;

void       sotong_due_free             (SotongDue          *due);
void       sotong_outbox_count_free    (SotongOutboxCount  *count);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongDue, sotong_due_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongOutboxCount, sotong_outbox_count_free)

GPtrArray *sotong_outbox_list_due      (SotongDb           *db,
                                        GError            **error);
GPtrArray *sotong_outbox_list_round    (SotongDb           *db,
                                        GError            **error);
gboolean   sotong_outbox_waits_long    (SotongDb           *db,
                                        gint64              copy_id,
                                        gint64             *out_looks,
                                        GError            **error);
gboolean   sotong_outbox_is_given_up   (SotongDb           *db,
                                        gint64              copy_id,
                                        gboolean           *out_given_up,
                                        GError            **error);
GPtrArray *sotong_outbox_list_content  (SotongDb           *db,
                                        gint64              content_id,
                                        GError            **error);
gboolean   sotong_outbox_look_ahead    (SotongDb           *db,
                                        gint64              seconds,
                                        int                *out_n,
                                        gint64             *out_first,
                                        GError            **error);
GPtrArray *sotong_outbox_count         (SotongDb           *db,
                                        GError            **error);
G_END_DECLS
