/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-reader-search.h"
#include "platforms/sotong-search-private.h"

#define INTERVAL_S 1800

/**
 * SotongReaderSearch:
 *
 * Reads what a site's search finds, and the comments of a WordPress site: one reader for all sites that answer page by
 * page in JSON. How they differ is in a table.
 */
struct _SotongReaderSearch
{
  SotongReader parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongReaderSearch, sotong_reader_search, SOTONG_TYPE_READER)

static void
search_each (SotongSearch *self,
             const char   *kind)
{
  gint64 costs[SOTONG_READER_N_QUOTAS] = { self->site->price > 0 ? 0 : 1, 1 };
  const char * const *queries = self->request->queries;

  if ((sotong_reader_get_needs (kind) & SOTONG_READER_NEEDS_WORDS) == 0)
    {
      sotong_search_run (self, sotong_search_find_kind (kind, NULL), NULL, costs);
      return;
    }
  for (guint i = 0; queries[i] != NULL; i++)
    {
      const SotongSearchKind *how = sotong_search_find_kind (kind, queries[i]);

      self->site = how->site;
      if (!sotong_search_run (self, how, queries[i][0] == '#' && how->site->query == NULL ? queries[i] + 1 : queries[i], costs)
          || self->request->probe)
        return;
    }
}

/* Whether the key was refused, or no server answered at all. */
static gboolean
may_renew (const SotongSearch *self)
{
  return self->key_refused || (self->reply->outcome == SOTONG_FETCH_WAIT && self->reply->http_status == 0
                               && !g_cancellable_is_cancelled (self->cancellable));
}

static SotongFetchReply *
sotong_reader_search_fetch (SotongReader             *reader,
                            const SotongFetchRequest *request,
                            GCancellable             *cancellable)
{
  const char *kind = sotong_reader_get_kind (reader);
  const char *first = request->queries != NULL ? request->queries[0] : NULL;
  const SotongSearchSite *site = sotong_search_find_kind (kind, first)->site;
  SotongSearch self = { 0 };

  sotong_search_begin (&self, reader, request, site, cancellable);
  self.at_least = (gint64) site->price * SOTONG_SEARCH_MIN_PRICED;
  if (first == NULL && (sotong_reader_get_needs (kind) & SOTONG_READER_NEEDS_WORDS) != 0)
    sotong_search_refuse (&self, _("There is nothing to search for. Give the source words of its own, or add a topic with words."));
  else if (site->key == SOTONG_SEARCH_KEY_PAIR && (self.user[0] == '\0' || self.key[0] == '\0'))
    sotong_search_refuse (&self, _("The key of this source has two parts, an id and a secret: enter them as ID:SECRET; it is not asked before."));
  else if (site->price > 0 && request->probe)
    sotong_search_probe_x (&self, first);
  else if (site->prepare == NULL || site->prepare (&self))
    {
      search_each (&self, kind);
      if (may_renew (&self) && site->renew != NULL && site->renew (&self))
        search_each (&self, kind);
    }
  sotong_search_settle_covered (&self, INTERVAL_S);
  return sotong_search_end (&self);
}

static void
sotong_reader_search_class_init (SotongReaderSearchClass *klass)
{
  SOTONG_READER_CLASS (klass)->fetch = sotong_reader_search_fetch;
}

static void
sotong_reader_search_init (SotongReaderSearch *self)
{
}
