/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-http-message.h"

G_BEGIN_DECLS
/* A header of a request; secret ones stay with the origin that they were made for. */
typedef struct {
  char     *name;    /* (owned) */
  char     *value;   /* (owned), wiped when freed if secret */
  gboolean  secret;
} SotongHttpHeader;

struct _SotongHttpRequest
{
  char      *method;        /* (owned) */
  char      *url;           /* (owned) */
  GPtrArray *headers;       /* (element-type SotongHttpHeader) */
  char      *media_type;    /* (owned) (nullable): of @body */
  GBytes    *body;          /* (owned) (nullable) */
  gsize      max_bytes;     /* of the unpacked answer */
  guint      deadline_ms;   /* for all of the call */
  gboolean   follow;        /* plain GET and HEAD only */
  gboolean   sent;          /* a server may have received it */
};

gboolean sotong_http_request_has_secret (const SotongHttpRequest *self);
G_END_DECLS
