/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-reader-private.h"
#include "platforms/sotong-reply.h"

G_BEGIN_DECLS
#define SOTONG_SEARCH_MIN_PRICED 10  /* items that a search which costs money brings at least */

typedef struct _SotongSearch SotongSearch;

/* What stands in a site's texts besides words. */
typedef enum {
  SOTONG_SEARCH_PLAIN,
  SOTONG_SEARCH_ESCAPED, /* entities alone */
  SOTONG_SEARCH_BOLD,   /* <b> around what was found, and entities */
  SOTONG_SEARCH_HTML,
} SotongSearchMarks;

/* How the next page is asked for. */
typedef enum {
  SOTONG_SEARCH_BY_START,   /* by the number of its first item, from 1 on */
  SOTONG_SEARCH_BY_OFFSET,  /* by how many items come before it */
  SOTONG_SEARCH_BY_PAGE,    /* by its number, from 1 on */
  SOTONG_SEARCH_BY_TOKEN,   /* by what the page before says */
  SOTONG_SEARCH_BY_LINK,    /* at the address in the header "Link" */
} SotongSearchPaging;

/* How a key is shown. */
typedef enum {
  SOTONG_SEARCH_KEY_PAIR,    /* an id and a secret, in two headers */
  SOTONG_SEARCH_KEY_PREFIX,  /* "Authorization", behind a word */
  SOTONG_SEARCH_KEY_BEARER,
  SOTONG_SEARCH_KEY_BASIC,
  SOTONG_SEARCH_KEY_QUERY,   /* in the address */
} SotongSearchKey;

/* How one site is asked. */
typedef struct {
  const char         *name;        /* of its errors: "naver" */
  SotongSearchKey     key;
  const char         *key_names[2];
  const char         *query;       /* (nullable): the parameter that takes the words */
  const char         *fixed;       /* parameters that are always the same, "display=100&sort=date" */
  SotongSearchPaging  paging;
  const char         *page;        /* the parameter that names the page */
  const char         *next;        /* (nullable): where a page's token stands in it */
  const char         *end;         /* (nullable): where a page says that it is the last */
  const char         *total;       /* (nullable): where a page says how many items there are, more or less */
  const char         *n_pages;     /* (nullable): the header that says how many pages there are */
  const char         *mark;        /* (nullable): the parameter that takes the id of the newest item known */
  const char         *since;       /* (nullable): the parameter that takes a time */
  guint               page_items;
  guint               max_pages;   /* of one search in one fetch */
  guint               days;        /* how many of the last ones it shows; 0: all */
  guint               price;       /* of one item, in thousandths of a US dollar */
  gboolean          (*prepare)     (SotongSearch *self);
  gboolean          (*renew)       (SotongSearch *self);
  char             *(*make_url)    (SotongSearch *self, const char *path, const char *query);
} SotongSearchSite;

/* What one search of a site brings, by the places in its answer: "snippet.title". */
typedef struct _SotongSearchKind {
  const char             *kind;
  const SotongSearchSite *site;
  const char             *path;       /* of the address; "%s" stands for the words */
  const char             *items;
  const char             *id;
  const char             *url;
  const char             *other_url;  /* (nullable): where @url is empty */
  const char             *title;      /* (nullable) */
  const char             *text;       /* (nullable) */
  const char             *author;     /* (nullable) */
  const char             *date;       /* (nullable) */
  const char             *reply_to;   /* (nullable) */
  const char             *reach;      /* (nullable): a number of followers or views */
  SotongSearchMarks       marks;
  gboolean                midnight_is_day;
  gboolean                epoch;      /* dates may be seconds or milliseconds since 1970 */
  gboolean                utc;        /* dates name no zone and are UTC */
  const char             *id_space;   /* (nullable): where ids are those of one site alone */
  const char             *answers;    /* (nullable): where an item's answers stand in it; the search is for what was said about @words */
  const struct _SotongSearchKind *answer_kind;
  void                  (*finish)     (JsonNode *page, JsonNode *node, SotongItem *item);
} SotongSearchKind;

/* One fetch. */
struct _SotongSearch
{
  SotongReader             *reader;       /* (unowned) */
  const SotongFetchRequest *request;      /* (unowned) */
  const SotongSearchSite   *site;         /* (unowned) */
  GCancellable             *cancellable;  /* (unowned) (nullable) */
  SotongFetchReply         *reply;        /* (owned until it is returned) */
  char                     *base;         /* (owned): without a slash at its end */
  char                     *home;         /* (owned) (nullable): the source's own address, where @base is another server that it named */
  char                     *user;         /* (owned): the part of the secret that is none, or "" */
  char                     *key;          /* (owned): the secret, or "" */
  char                     *password;     /* (owned) (nullable): what the session was begun with whose token is @key */
  gboolean                  is_kept;      /* that session is of an earlier fetch */
  gboolean                  key_refused;  /* the site did not take @key */
  JsonObject               *known;        /* (owned): by search, the id of the newest item before this fetch */
  JsonObject               *newest;       /* (owned): by search, after it */
  gint64                    at_least;     /* what a call may take of the first quota besides its cost */
  gint64                    from;         /* nothing was missed from here on; 0: since the last fetch */
  gboolean                  cut;          /* something was left for the next time */
};

/* What one call came to. */
typedef struct {
  JsonNode           *root;      /* (owned) (nullable) */
  SotongHttpResponse *response;  /* (owned) */
} SotongSearchAnswer;

void              sotong_search_begin        (SotongSearch             *self,
                                              SotongReader             *reader,
                                              const SotongFetchRequest *request,
                                              const SotongSearchSite   *site,
                                              GCancellable             *cancellable);
SotongFetchReply *sotong_search_end          (SotongSearch             *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean          sotong_search_ask          (SotongSearch             *self,
                                              SotongHttpRequest        *request,
                                              const gint64             *costs,
                                              SotongSearchAnswer       *answer);
SotongHttpRequest *sotong_search_new_request (SotongSearch             *self,
                                              const char               *method,
                                              const char               *url) G_GNUC_WARN_UNUSED_RESULT;
char             *sotong_search_make_url     (SotongSearch             *self,
                                              const char               *path,
                                              const char               *query) G_GNUC_WARN_UNUSED_RESULT;
gboolean          sotong_search_may_follow   (SotongSearch             *self,
                                              const char               *url);
void              sotong_search_append       (GString                  *query,
                                              const char               *name,
                                              const char               *value);
void              sotong_search_answer_clear (SotongSearchAnswer       *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongSearchAnswer, sotong_search_answer_clear)

void              sotong_search_fail         (SotongSearch             *self,
                                              SotongSearchAnswer       *answer);
void              sotong_search_fail_missing (SotongSearch             *self,
                                              SotongSearchAnswer       *answer,
                                              const char               *fields);
char             *sotong_search_describe_missing (const char           *url,
                                                  const char           *fields) G_GNUC_WARN_UNUSED_RESULT;
char             *sotong_search_dup_missing  (const SotongSearchKind   *kind,
                                              JsonArray                *items) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_search_note_missing (SotongSearch             *self,
                                              const char               *fields);
void              sotong_search_fail_error   (SotongSearch             *self,
                                              const GError             *error);
void              sotong_search_refuse       (SotongSearch             *self,
                                              const char               *message);
gboolean          sotong_search_is_absent    (const SotongSearchAnswer *answer);
char             *sotong_search_dup_code     (JsonNode                 *root) G_GNUC_WARN_UNUSED_RESULT;

gboolean          sotong_search_run          (SotongSearch             *self,
                                              const SotongSearchKind   *kind,
                                              const char               *words,
                                              const gint64             *costs);
guint             sotong_search_add_items    (SotongSearch             *self,
                                              const SotongSearchKind   *kind,
                                              JsonNode                 *page,
                                              JsonArray                *items,
                                              GHashTable               *seen);
void              sotong_search_settle_covered (SotongSearch           *self,
                                              gint64                    interval);

const SotongSearchKind *sotong_search_find_kind (const char            *kind,
                                              const char               *words);
gboolean          sotong_search_run_thread   (SotongSearch             *self,
                                              const SotongSearchKind   *kind,
                                              const char               *thread,
                                              const char               *url,
                                              const char               *mark,
                                              const gint64             *costs);
void              sotong_search_take_reply   (SotongSearch             *self,
                                              SotongReply              *said);
void              sotong_search_finish_wordpress (JsonNode             *page,
                                              JsonNode                 *node,
                                              SotongItem               *item);
gboolean          sotong_search_prepare_bluesky (SotongSearch          *self);
gboolean          sotong_search_renew_bluesky (SotongSearch            *self);
gboolean          sotong_search_prepare_wordpress (SotongSearch        *self);
char             *sotong_search_make_wordpress_url (SotongSearch       *self,
                                              const char               *path,
                                              const char               *query) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_search_finish_bluesky (JsonNode               *page,
                                              JsonNode                 *node,
                                              SotongItem               *item);
void              sotong_search_finish_x     (JsonNode                 *page,
                                              JsonNode                 *node,
                                              SotongItem               *item);
gboolean          sotong_search_probe_x      (SotongSearch             *self,
                                              const char               *words);
G_END_DECLS
