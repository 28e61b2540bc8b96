/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS
/* What goes wrong with the next request of a kind. */
typedef enum {
  STAND_IN_WELL,
  STAND_IN_DROP_BEFORE,  /* nothing is done, no answer comes */
  STAND_IN_DROP_AFTER,   /* done, but no answer comes */
  STAND_IN_HTML,         /* a page of somebody else's, with 200; nothing is done */
  STAND_IN_EMPTY,        /* done, 200 with nothing in it */
  STAND_IN_CUT,          /* done, JSON that ends in the middle, with a length that fits */
  STAND_IN_REDIRECT,     /* 302 to elsewhere; nothing is done */
  STAND_IN_REDIRECT_AFTER, /* done, and then 302 to elsewhere */
  STAND_IN_HTML_AFTER,   /* done, and then a page of somebody else's, with 200 */
  STAND_IN_STATUS,       /* the given status and body; nothing is done */
} StandInFault;

typedef struct _StandIn StandIn;

/* Answers one request; called in the server's thread. @query is never NULL. */
typedef void (*StandInFunc) (StandIn           *self,
                             SoupServerMessage *message,
                             const char        *method,
                             const char        *path,
                             GHashTable        *query,
                             gpointer           user_data);

/* A server on loopback that takes a platform's place and holds its callers to the documented contract: what one
 * does otherwise is a violation, which ends the test. */
struct _StandIn
{
  char           *url;            /* "http://127.0.0.1:PORT" */
  GPtrArray      *requests;       /* (element-type utf8): "POST /path", in order */
  const char     *version;        /* (nullable): "/v1.0", which every path must begin with; what is told of it is the rest */

  /*< private >*/
  SoupServer     *server;
  GSocketService *service;
  GMainContext   *context;
  GMainLoop      *loop;
  GThread        *thread;
  GMutex          mutex;
  StandInFunc     func;
  gpointer        user_data;
  char           *violation;
  StandInFault    fault;
  char           *fault_request;  /* "POST /path": where the fault waits */
  StandInFault    answering;      /* of the request that is being answered */
  guint           fault_status;
  char           *fault_body;
  char           *fault_headers;  /* "Name: value\n…" */
};

StandIn    *stand_in_new          (StandInFunc         func,
                                   gpointer            user_data);
void        stand_in_free         (StandIn            *self);
void        stand_in_check        (StandIn            *self);
guint       stand_in_count        (StandIn            *self,
                                   const char         *request);
void        stand_in_fail         (StandIn            *self,
                                   StandInFault        fault,
                                   const char         *request);
void        stand_in_fail_status  (StandIn            *self,
                                   const char         *request,
                                   guint               status,
                                   const char         *headers,
                                   const char         *body);

/* For the function that answers. */
void        stand_in_violate      (StandIn            *self,
                                   const char         *format,
                                   ...) G_GNUC_PRINTF (2, 3);
gboolean    stand_in_keeps        (StandIn            *self);
void        stand_in_answer       (StandIn            *self,
                                   SoupServerMessage  *message,
                                   guint               status,
                                   const char         *json);
const char *stand_in_get_header   (SoupServerMessage  *message,
                                   const char         *name);
JsonObject *stand_in_read_json    (StandIn            *self,
                                   SoupServerMessage  *message);
GHashTable *stand_in_read_form    (StandIn            *self,
                                   SoupServerMessage  *message);
GHashTable *stand_in_read_parts   (StandIn            *self,
                                   SoupServerMessage  *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StandIn, stand_in_free)
G_END_DECLS
