/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "plan/sotong-emergency-text.h"
#include "store/sotong-content.h"
#include "store/sotong-emergency.h"

G_BEGIN_DECLS
/* What the screen of an emergency shows. */
typedef struct {
  SotongEmergency *emergency;   /* (nullable): the open one, else the latest that waits to be ratified */
  SotongContent   *content;     /* (nullable): what was composed for it */
  GPtrArray       *channels;    /* (element-type SotongChannel) */
  GPtrArray       *groups;      /* (element-type SotongChannelGroup) */
  GPtrArray       *actors;      /* (element-type SotongPerson): for whom somebody at this desk may act */
  GPtrArray       *ratifiers;   /* (element-type SotongPerson): which of them may ratify what waits for it; lent by @actors */
  gboolean         ended;       /* the one that was open before has come to its end, and was not taken back */
  gboolean         approval_on; /* posts go through a line, which an emergency shortens */
  char            *there;       /* (nullable): a sentence on what waits on platforms, where no hold keeps it back */
} SotongEmergencyData;

void       sotong_emergency_data_free     (SotongEmergencyData       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongEmergencyData, sotong_emergency_data_free)
gpointer   sotong_emergency_data_job      (SotongDb                  *db,
                                           gpointer                   before,
                                           GCancellable              *cancellable,
                                           GError                   **error);
gboolean   sotong_emergency_data_is_open  (const SotongEmergencyData *self);
gboolean   sotong_emergency_data_is_out   (const SotongEmergencyData *self);
const SotongCopy *sotong_emergency_data_get_copy (const SotongEmergencyData *self,
                                           gint64                     channel_id);

/* What is done to it, by whom. Kept by the write job. */
typedef struct {
  const SotongEmergencyWording *wording;
  gint64     detected_at;  /* or SOTONG_NONE: now */
  gint64     person_id;    /* 0: for whom the desktop account acts */
  gboolean   korean;
  char      *fields[SOTONG_N_EMERGENCY_FIELDS]; /* (owned) (nullable) */
  GPtrArray *texts;        /* (owned) (nullable) (element-type SotongEmergencyText) */
  char      *reason;       /* (owned) (nullable) */
} SotongEmergencyAct;

void       sotong_emergency_act_free      (SotongEmergencyAct        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongEmergencyAct, sotong_emergency_act_free)
gpointer   sotong_emergency_start_job     (SotongDb                  *db,
                                           gpointer                   act,
                                           GCancellable              *cancellable,
                                           GError                   **error);
gpointer   sotong_emergency_compose_job   (SotongDb                  *db,
                                           gpointer                   act,
                                           GCancellable              *cancellable,
                                           GError                   **error);
gpointer   sotong_emergency_clear_job     (SotongDb                  *db,
                                           gpointer                   act,
                                           GCancellable              *cancellable,
                                           GError                   **error);
gpointer   sotong_emergency_ratify_job    (SotongDb                  *db,
                                           gpointer                   act,
                                           GCancellable              *cancellable,
                                           GError                   **error);

char      *sotong_emergency_format_span   (gint64                     seconds) G_GNUC_WARN_UNUSED_RESULT;
char      *sotong_emergency_describe_marks (const SotongEmergency    *emergency,
                                           GTimeZone                 *zone) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
