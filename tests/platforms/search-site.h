/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-reader.h"
#include "stand-in.h"

G_BEGIN_DECLS
#define SEARCH_NOW G_GINT64_CONSTANT (1476406800)  /* 2016-10-14 10:00 in Seoul */

/* One page that a site shows, and how it must be asked for. */
typedef struct {
  const char *path;
  const char *query;   /* "name=value&…", not escaped: these and no others */
  guint       status;  /* 0: 200 */
  const char *headers; /* (nullable): of the answer */
  const char *body;    /* "$URL" stands for the server's address */
} SearchPage;

/* A site that is searched: what it wants to be shown, and its pages. */
typedef struct {
  const char       *kind;
  const char       *secret;
  const char       *headers[4];  /* name, value, …: those that must come with each call */
  const char       *queries[4];
  const char       *settings;    /* (nullable): JSON */
  const SearchPage *pages;       /* ended by one without a path */
} SearchSite;

/* A stand-in for it: anything else than its pages is an error. */
typedef struct {
  const SearchSite *site;
  StandIn          *server;
  SotongClock      *clock;
  SotongHttp       *http;
  SotongReader     *reader;
  GTimeZone        *zone;
  JsonObject       *settings;
  char             *cursor;   /* of the fetch before */
  gint64            since;
  gint64            left[SOTONG_READER_N_QUOTAS];
  gboolean          probe;
} SearchFixture;

void              search_set_up    (SearchFixture *f,
                                    gconstpointer  site);
void              search_tear_down (SearchFixture *f,
                                    gconstpointer  site);
SotongFetchReply *search_fetch     (SearchFixture *f);
SotongFetchReply *search_fetch_with (SearchFixture *f,
                                    const char    *secret);
const SotongItem *search_item      (SotongFetchReply *reply,
                                    guint             i);
G_END_DECLS
