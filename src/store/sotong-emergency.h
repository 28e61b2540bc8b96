/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "store/sotong-person.h"

G_BEGIN_DECLS
/* An emergency, with its stopwatch. Times are seconds since 1970 UTC, or SOTONG_NONE. */
typedef struct {
  gint64    id;
  char     *kind;          /* heavy-rain, ... */
  gint64    detected_at;
  gint64    started_at;
  char     *account;       /* the desktop account that started it */
  gint64    person_id;     /* who started it, or SOTONG_NONE */
  char     *person;        /* (nullable) */
  gint64    content_id;    /* or SOTONG_NONE */
  gint64    composed_at;
  gint64    published_at;  /* when it was sent past the line of approval */
  gint64    publisher_id;  /* or SOTONG_NONE */
  char     *publisher;     /* (nullable) */
  gboolean  to_ratify;     /* approval was shortened */
  gint64    ratified_at;
  char     *ratifier;      /* (nullable) */
  char     *ratify_reason;
  gint64    ended_at;
  int       n_copies;
  int       n_out;
  gint64    first_out_at;
  gint64    all_out_at;    /* SOTONG_NONE until every copy is out */
} SotongEmergency;

void             sotong_emergency_free    (SotongEmergency  *emergency);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongEmergency, sotong_emergency_free)

SotongEmergency *sotong_emergency_get     (SotongDb         *db,
                                           gint64            id,
                                           GError          **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *sotong_emergency_list    (SotongDb         *db,
                                           gint64            from,
                                           gint64            until,
                                           GError          **error) G_GNUC_WARN_UNUSED_RESULT;
SotongEmergency *sotong_emergency_get_open (SotongDb        *db,
                                           GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         sotong_emergency_is_open (SotongDb         *db,
                                           gboolean         *out_open,
                                           GError          **error);
SotongEmergency *sotong_emergency_get_unratified (SotongDb  *db,
                                           GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gint64           sotong_emergency_start   (SotongDb         *db,
                                           const char       *kind,
                                           const char       *label,
                                           gint64            detected_at,
                                           gint64            person_id,
                                           GError          **error);
gboolean         sotong_emergency_begin_content (SotongDb   *db,
                                           const char       *subject,
                                           GError          **error);
gboolean         sotong_emergency_set_content (SotongDb     *db,
                                           gint64            content_id,
                                           GError          **error);
gint64           sotong_emergency_clear   (SotongDb         *db,
                                           gint64            person_id,
                                           GError          **error);
gboolean         sotong_emergency_check_ratifier (SotongDb        *db,
                                           const SotongEmergency *self,
                                           const SotongPerson *actor,
                                           GError          **error);
gint64           sotong_emergency_ratify  (SotongDb         *db,
                                           gint64            person_id,
                                           const char       *reason,
                                           GError          **error);
gint64           sotong_emergency_begin_end (SotongDb       *db,
                                           GError          **error);
G_END_DECLS
