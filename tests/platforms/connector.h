/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-platform.h"
#include "stand-in.h"

G_BEGIN_DECLS
#define CONNECTOR_NOW G_GINT64_CONSTANT (1476406800)  /* 2016-10-14 10:00 in Seoul */

/* One connector, its stand-in and a post: what every test of a connector begins with. */
typedef struct {
  StandIn        *stand;
  SotongClock    *clock;
  SotongHttp     *http;
  SotongPlatform *platform;
  SotongAccount  *account;
  SotongPost     *post;
  guint           n_waits;    /* how often the connector waited between two calls */
  guint           stop_at;    /* the person stops it at this wait; 0: never */
  GCancellable   *stop;
  GString        *steps;      /* "0=ID " of every step */
  gboolean        full;       /* steps cannot be stored */
} Connector;

/* How many posts the stand-in has that anybody can see, or that wait. */
typedef guint (*ConnectorCountFunc) (gpointer user_data);

void         connector_set_up    (Connector          *self,
                                  const char         *platform,
                                  const char         *user,
                                  const char         *secret,
                                  StandInFunc         func,
                                  gpointer            user_data);
void         connector_tear_down (Connector          *self);
void         connector_renew     (Connector          *self,
                                  const char         *text);
SotongReply *connector_publish   (Connector          *self);
SotongReply *connector_again     (Connector          *self);
void         connector_add_file  (Connector          *self,
                                  const char         *file_name,
                                  const char         *media_type,
                                  const char         *alt_text);
void         connector_lose      (Connector          *self,
                                  const char         *request,
                                  const char         *no_id,
                                  ConnectorCountFunc  count,
                                  gpointer            user_data);
void         connector_turn_away (Connector          *self,
                                  StandInFault        fault,
                                  const char         *request,
                                  SotongOutcome       outcome,
                                  ConnectorCountFunc  count,
                                  gpointer            user_data);
void         connector_refuse    (Connector          *self,
                                  const char         *request,
                                  guint               status,
                                  const char         *body,
                                  SotongOutcome       outcome,
                                  const char         *words);
char        *connector_http_date (gint64              from_now) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
