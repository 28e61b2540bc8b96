/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "plan/sotong-emergency-wording.h"
#include "plan/sotong-outbox-choice.h"
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* What a channel gets of the message of an emergency. */
typedef struct {
  gint64    channel_id;
  char     *channel;
  char     *platform;
  gboolean  brief;      /* the short form: the long one does not fit */
  gboolean  needs_media; /* the platform takes no text alone, so that nothing goes out there */
  gsize     used;       /* in the platform's units */
  gsize     limit;      /* 0: none */
  gboolean  fits;
  char     *body;
} SotongEmergencyText;

void       sotong_emergency_text_free (SotongEmergencyText           *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongEmergencyText, sotong_emergency_text_free)

GPtrArray *sotong_emergency_texts     (const SotongEmergencyWording  *wording,
                                       gboolean                       korean,
                                       const char * const            *fields,
                                       GPtrArray                     *channels) G_GNUC_WARN_UNUSED_RESULT;
gint64     sotong_emergency_compose   (SotongDb                      *db,
                                       const SotongEmergencyWording  *wording,
                                       gboolean                       korean,
                                       const char * const            *fields,
                                       GPtrArray                     *texts,
                                       GError                       **error);
GPtrArray *sotong_emergency_end       (SotongDb                      *db,
                                       SotongOutboxChoice             choice,
                                       gint64                         shift_s,
                                       GError                       **error);
G_END_DECLS
