/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <libsoup/soup.h>

#include "platforms/sotong-practice-box.h"
#include "platforms/sotong-practice-server.h"

G_BEGIN_DECLS
#define SOTONG_PRACTICE_API "/api/v1/"

struct _SotongPracticeServer
{
  GObject            parent_instance;
  char              *token;    /* (owned) (not nullable) */
  char              *refresh_token; /* (owned) (nullable): what a sign-in is renewed with */
  GMutex             mutex;    /* for @box, @faults and the tokens */
  SotongPracticeBox *box;      /* (owned) */
  GArray            *faults;   /* (element-type SotongPracticeFault), the first for a path comes first */
  GThread           *thread;   /* (owned) (nullable) */
  GMainContext      *context;  /* (owned) (nullable): the thread's */
  GMainLoop         *loop;     /* (owned) (nullable): the thread's */
  SoupServer        *server;   /* (owned) (nullable): the thread's */
  GSocketService    *service;  /* (owned) (nullable): the thread's; takes the connections for @server */
  char              *url;      /* (owned) (nullable): without a slash at its end */
  guint              port;
};

void                 sotong_practice_server_take_answer         (SoupServerMessage         *message,
                                                                 SotongPracticeAnswer       answer);

/* Does what a call asks for. With the mutex held, as all below. */
SotongPracticeAnswer sotong_practice_server_route               (SotongPracticeServer      *self,
                                                                 SoupServerMessage         *message,
                                                                 const char                *path,
                                                                 GHashTable                *query,
                                                                 GBytes                    *body);

/* The fault that this call shall meet, counted as met; else %FALSE. */
gboolean             sotong_practice_server_take_fault          (SotongPracticeServer      *self,
                                                                 const char                *method,
                                                                 const char                *path,
                                                                 SotongPracticeFault       *out_fault);
void                 sotong_practice_server_apply_fault         (SotongPracticeServer      *self,
                                                                 const SotongPracticeFault *fault,
                                                                 SoupServerMessage         *message,
                                                                 const char                *path,
                                                                 GHashTable                *query,
                                                                 GBytes                    *body);
SotongPracticeAnswer sotong_practice_server_renew               (SotongPracticeServer      *self,
                                                                 const char                *media_type,
                                                                 GBytes                    *body);
SotongPracticeAnswer sotong_practice_server_add_fault_from_json (SotongPracticeServer      *self,
                                                                 GBytes                    *body);
G_END_DECLS
