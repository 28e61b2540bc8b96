/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "util/sotong-clock.h"

G_BEGIN_DECLS
/* What the practice platform does wrong when asked to. Each hits the next calls of one path. */
typedef enum {
  SOTONG_PRACTICE_FAULT_STATUS,             /* answers with a status, does nothing */
  SOTONG_PRACTICE_FAULT_HANG,               /* does nothing and never answers */
  SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE,  /* closes the connection, does nothing */
  SOTONG_PRACTICE_FAULT_DROP_AFTER_STORE,   /* does it and closes the connection without an answer */
  SOTONG_PRACTICE_FAULT_LATE,               /* does it and answers after a delay */
  SOTONG_PRACTICE_FAULT_HTML,               /* 200 with a web page, does nothing */
  SOTONG_PRACTICE_FAULT_REDIRECT,           /* 302, does nothing */
  SOTONG_PRACTICE_FAULT_EMPTY,              /* does it and answers with its status but no body */
  SOTONG_PRACTICE_FAULT_HALF,               /* does it and sends half of the answer */
  SOTONG_PRACTICE_FAULT_RESET,              /* does it and resets the connection */
  SOTONG_PRACTICE_FAULT_TWICE,              /* does it once and answers twice */
  SOTONG_PRACTICE_FAULT_REDIRECT_AFTER_STORE,  /* does it and answers 302, as what stands before a site may */
  SOTONG_PRACTICE_FAULT_STATUS_AFTER_STORE,    /* does it and answers with a status, as a gateway that waited no longer */
} SotongPracticeFaultKind;

typedef struct {
  SotongPracticeFaultKind  kind;
  guint                    times;          /* how many calls it hits */
  guint                    status;         /* of STATUS and STATUS_AFTER_STORE */
  int                      retry_after_s;  /* likewise; negative: none is named */
  guint                    delay_ms;       /* of LATE */
  const char              *path;           /* (nullable): "posts" (the default: sending a post), "media", "me", "look-up", "mentions", "change" (of a post), "metrics" */
} SotongPracticeFault;

/* What the platform has received since its start. */
typedef struct {
  guint requests;  /* answered or not */
  guint received;  /* posts sent to it with the right token, also those refused as doubles */
  guint posts;     /* posts that it has, also removed ones */
  guint doubles;   /* posts received again under a key that had come before */
  guint media;
  guint renewals;  /* of the sign-in */
} SotongPracticeCounts;

#define SOTONG_TYPE_PRACTICE_SERVER (sotong_practice_server_get_type ())
G_DECLARE_FINAL_TYPE (SotongPracticeServer, sotong_practice_server, SOTONG, PRACTICE_SERVER, GObject)

SotongPracticeServer *sotong_practice_server_new               (const char                *token,
                                                                SotongClock               *clock) G_GNUC_WARN_UNUSED_RESULT;
char                 *sotong_practice_server_make_token        (void) G_GNUC_WARN_UNUSED_RESULT;
const char           *sotong_practice_server_start             (SotongPracticeServer      *self,
                                                                guint                      port,
                                                                GError                   **error);
void                  sotong_practice_server_stop              (SotongPracticeServer      *self);
const char           *sotong_practice_server_get_url           (SotongPracticeServer      *self);
void                  sotong_practice_server_get_counts        (SotongPracticeServer      *self,
                                                                SotongPracticeCounts      *out_counts);
guint                 sotong_practice_server_count_key         (SotongPracticeServer      *self,
                                                                const char                *client_key);
void                  sotong_practice_server_add_fault         (SotongPracticeServer      *self,
                                                                const SotongPracticeFault *fault);
void                  sotong_practice_server_set_allow_doubles (SotongPracticeServer      *self,
                                                                gboolean                   allow);
void                  sotong_practice_server_set_refresh_token (SotongPracticeServer      *self,
                                                                const char                *refresh_token);
void                  sotong_practice_server_end_token         (SotongPracticeServer      *self);
G_END_DECLS
