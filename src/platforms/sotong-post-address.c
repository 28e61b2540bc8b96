/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "platforms/sotong-post-address.h"
#include "util/sotong-url.h"

/*
 * What a person saw on a platform is known by its address alone. Where the platform's own number of the post stands in
 * it, it is taken from there, so that the post can be corrected and deleted like any other. An address that is not
 * plainly of the account's own gives none: a correction must never reach another's post.
 */

#define DIGITS  "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define ID      LETTERS DIGITS "_-"

typedef struct {
  const SotongAccount *account;
  GUri                *uri;
  char               **path;     /* its parts */
  guint                n;        /* how many */
  GHashTable          *query;    /* (nullable) */
} Address;

static gboolean
consists_of (const char *text,
             const char *letters)
{
  return text != NULL && text[0] != '\0' && strspn (text, letters) == strlen (text);
}

/* Whether the address names the account by one of its names; what the account does not know cannot differ. */
static gboolean
is_own (const Address *self,
        const char    *name)
{
  const char * const own[] = { self->account->handle, self->account->user };
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_autofree char *bare = g_strdup (own[i][0] == '@' ? own[i] + 1 : own[i]);

      if (strchr (bare, '@') != NULL) /* of the whole net: the name without its server */
        *strchr (bare, '@') = '\0';
      if (g_ascii_strcasecmp (bare, name) == 0)
        return TRUE;
      known = known || bare[0] != '\0';
    }
  return !known;
}

static gboolean
has_host (const Address      *self,
          const char * const *hosts)
{
  for (; *hosts != NULL; hosts++)
    if (g_ascii_strcasecmp (g_uri_get_host (self->uri), *hosts) == 0)
      return TRUE;
  return FALSE;
}

/* Whether it lies on the account's own server. */
static gboolean
is_at_base (const Address *self)
{
  g_autofree char *whole = sotong_account_dup_base (self->account);
  g_autoptr(GUri) base = sotong_url_is_web (whole) ? g_uri_parse (whole, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;

  return base != NULL && g_ascii_strcasecmp (g_uri_get_host (base), g_uri_get_host (self->uri)) == 0
         && g_uri_get_port (base) == g_uri_get_port (self->uri);
}

/* https://SERVER/@NAME/NUMBER. A name with a server behind it is of another's post that was shown there. */
static char *
find_mastodon (const Address *self)
{
  gboolean fits = self->n == 2 && is_at_base (self) && self->path[0][0] == '@' && consists_of (self->path[0] + 1, ID ".")
                  && is_own (self, self->path[0] + 1) && consists_of (self->path[1], DIGITS);

  return fits ? g_strdup (self->path[1]) : NULL;
}

/* https://bsky.app/profile/NAME/post/KEY. A record is known by whose it is: only a name that is surely ours will do. */
static char *
find_bluesky (const Address *self)
{
  static const char * const hosts[] = { "bsky.app", NULL };
  const char *user = self->account->user[0] == '@' ? self->account->user + 1 : self->account->user;

  if (self->n != 4 || !has_host (self, hosts) || !g_str_equal (self->path[0], "profile") || !g_str_equal (self->path[2], "post")
      || g_ascii_strcasecmp (self->path[1], user) != 0 || !consists_of (self->path[3], ID))
    return NULL;
  return g_strdup_printf ("at://%s/app.bsky.feed.post/%s", user, self->path[3]);
}

/* https://x.com/NAME/status/NUMBER, under any of its hosts. */
static char *
find_x (const Address *self)
{
  static const char * const hosts[] = { "x.com", "www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com", NULL };

  if (self->n < 3 || !has_host (self, hosts) || !g_str_equal (self->path[1], "status") || !consists_of (self->path[2], DIGITS))
    return NULL;
  return g_str_equal (self->path[0], "i") || is_own (self, self->path[0]) ? g_strdup (self->path[2]) : NULL;
}

static char *
find_youtube (const Address *self)
{
  static const char * const hosts[] = { "www.youtube.com", "youtube.com", "m.youtube.com", NULL };
  static const char * const brief[] = { "youtu.be", NULL };
  const char *id = NULL;

  if (has_host (self, brief) && self->n == 1)
    id = self->path[0];
  else if (has_host (self, hosts) && self->n == 2 && (g_str_equal (self->path[0], "shorts") || g_str_equal (self->path[0], "live")))
    id = self->path[1];
  else if (has_host (self, hosts) && self->n == 1 && g_str_equal (self->path[0], "watch") && self->query != NULL)
    id = g_hash_table_lookup (self->query, "v");
  return consists_of (id, ID) ? g_strdup (id) : NULL;
}

/* https://t.me/NAME/NUMBER, or behind t.me/s/. Of an album it is only the first picture's. */
static char *
find_telegram (const Address *self,
               guint          n_files)
{
  static const char * const hosts[] = { "t.me", "telegram.me", NULL };
  guint first = self->n == 3 && g_str_equal (self->path[0], "s") ? 1 : 0;
  const char *name = self->account->user + (self->account->user[0] == '@' ? 1 : 0);

  /* A channel without a name is one without addresses. */
  if (n_files > 1 || self->n != first + 2 || !has_host (self, hosts) || !g_ascii_isalpha (name[0])
      || g_ascii_strcasecmp (self->path[first], name) != 0 || !consists_of (self->path[first + 1], DIGITS))
    return NULL;
  return g_strdup (self->path[first + 1]);
}

/* https://SITE/?p=NUMBER; the address of a finished article does not tell it. */
static char *
find_wordpress (const Address *self)
{
  const char *id = self->query != NULL ? g_hash_table_lookup (self->query, "p") : NULL;

  return is_at_base (self) && consists_of (id, DIGITS) ? g_strdup (id) : NULL;
}

static char *
find_practice (const Address *self)
{
  gboolean fits = self->n == 2 && is_at_base (self) && g_str_equal (self->path[0], "posts") && consists_of (self->path[1], ID);

  return fits ? g_strdup (self->path[1]) : NULL;
}

static char *
find (const Address *self,
      guint          n_files)
{
  const char *platform = self->account->platform;

  if (g_str_equal (platform, "mastodon"))
    return find_mastodon (self);
  if (g_str_equal (platform, "bluesky"))
    return find_bluesky (self);
  if (g_str_equal (platform, "x"))
    return find_x (self);
  if (g_str_equal (platform, "youtube"))
    return find_youtube (self);
  if (g_str_equal (platform, "telegram"))
    return find_telegram (self, n_files);
  if (g_str_equal (platform, "wordpress"))
    return find_wordpress (self);
  return g_str_equal (platform, "practice") ? find_practice (self) : NULL;
}

/* The address in its parts; %FALSE where it is none. */
static GUri *
parse (const char   *url,
       char       ***out_path)
{
  GUri *uri = sotong_url_is_web (url) ? g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
  g_auto(GStrv) all = uri != NULL ? g_strsplit (g_uri_get_path (uri), "/", -1) : NULL;
  g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();

  *out_path = NULL;
  if (uri == NULL)
    return NULL;
  for (char **p = all; *p != NULL; p++)
    if (**p != '\0')
      g_strv_builder_add (parts, *p);
  *out_path = g_strv_builder_end (parts);
  return uri;
}

/**
 * sotong_post_address_dup_id:
 * @account: whose post it is; its secret is not looked at
 * @url: the post's public address, as a person pasted it
 * @n_files: how many pictures and films went with it
 *
 * Asks nobody. What it gives is what the connector of the platform would have been told when it published.
 *
 * Returns: (transfer full) (nullable): the platform's own id of the post; %NULL where the address does not surely tell it
 */
char *
sotong_post_address_dup_id (const SotongAccount *account,
                            const char          *url,
                            guint                n_files)
{
  g_auto(GStrv) path = NULL;
  g_autoptr(GUri) uri = parse (url, &path);
  g_autoptr(GHashTable) query = NULL;

  if (uri == NULL)
    return NULL;
  if (g_uri_get_query (uri) != NULL)
    query = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL);
  return find (&(Address) { account, uri, path, g_strv_length (path), query }, n_files);
}

/**
 * sotong_post_address_dup_slug:
 * @account: whose post it is; its secret is not looked at
 * @url: the post's public address, as a person pasted it
 *
 * Where articles are addressed by what they say, as on WordPress and Ghost, the last part is the post's slug, by which
 * the site can be asked for it. It is in the form in which the sites keep it: letters outside of ASCII as bytes.
 *
 * Returns: (transfer full) (nullable): the slug; %NULL where the address is not of the account's site, or has none
 */
char *
sotong_post_address_dup_slug (const SotongAccount *account,
                              const char          *url)
{
  g_auto(GStrv) path = NULL;
  g_autoptr(GUri) uri = parse (url, &path);
  g_autofree char *bytes = NULL;
  guint n = path != NULL ? g_strv_length (path) : 0;

  if ((!g_str_equal (account->platform, "wordpress") && !g_str_equal (account->platform, "ghost")) || n == 0
      || !is_at_base (&(Address) { account, uri, path, n, NULL }))
    return NULL;
  bytes = g_uri_escape_string (path[n - 1], NULL, FALSE);
  return consists_of (bytes, ID "%") ? g_ascii_strdown (bytes, -1) : NULL;
}

/**
 * sotong_post_address_is_same:
 * @a: (nullable): a public address
 * @b: (nullable): another
 *
 * Returns: whether both name one page: by http or https, with or without a slash at the end
 */
gboolean
sotong_post_address_is_same (const char *a,
                             const char *b)
{
  g_auto(GStrv) path_a = NULL;
  g_auto(GStrv) path_b = NULL;
  g_autoptr(GUri) uri_a = a != NULL ? parse (a, &path_a) : NULL;
  g_autoptr(GUri) uri_b = b != NULL ? parse (b, &path_b) : NULL;

  return uri_a != NULL && uri_b != NULL && g_ascii_strcasecmp (g_uri_get_host (uri_a), g_uri_get_host (uri_b)) == 0
         && g_uri_get_port (uri_a) == g_uri_get_port (uri_b) && g_strv_equal ((const char * const *) path_a, (const char * const *) path_b);
}

/* Where posts of a platform are read, besides what lies below these. Of a site of one's own it is its address. */
static const struct {
  const char *platform;
  const char *hosts[5];
} places[] = {
  { "bluesky", { "bsky.app" } },
  { "facebook", { "facebook.com", "fb.com", "fb.watch", "fb.me" } },
  { "instagram", { "instagram.com", "instagr.am" } },
  { "threads", { "threads.net", "threads.com" } },
  { "x", { "x.com", "twitter.com" } },
  { "youtube", { "youtube.com", "youtu.be", "youtube-nocookie.com" } },
  { "telegram", { "t.me", "telegram.me" } },
};

static gboolean
is_below (const char *host,
          const char *place)
{
  gsize n = strlen (host), m = strlen (place);

  return n >= m && g_ascii_strcasecmp (host + n - m, place) == 0 && (n == m || host[n - m - 1] == '.');
}

/* Whether a site is called by a name that is not its readers': one inside the house, a number, or the provider's (Ghost(Pro)). */
static gboolean
is_called_inside (const char *host,
                  const char *domain)
{
  static const char * const inside[] = { "local", "internal", "lan", "ghost.io" };
  gboolean found = domain == NULL;

  for (guint i = 0; i < G_N_ELEMENTS (inside); i++)
    found = found || is_below (host, inside[i]);
  return found;
}

/* An office's site may be written at one name and read at another one: of its own domain, or, where its own name tells nothing, of any
 * (@open). A machine without a domain is known by its port too. */
static gboolean
is_of_site (const char *base,
            GUri       *uri,
            gboolean    open)
{
  g_autoptr(GUri) site = sotong_url_is_web (base) ? g_uri_parse (base, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
  const char *domain = site != NULL ? soup_tld_get_base_domain (g_uri_get_host (site), NULL) : NULL;

  if (site == NULL)
    return FALSE;
  if (open && is_called_inside (g_uri_get_host (site), domain))
    return TRUE;
  if (domain != NULL)
    return is_below (g_uri_get_host (uri), domain);
  return g_ascii_strcasecmp (g_uri_get_host (site), g_uri_get_host (uri)) == 0 && g_uri_get_port (site) == g_uri_get_port (uri);
}

/**
 * sotong_post_address_fits:
 * @account: whose post it is; its secret is not looked at
 * @url: a web address
 *
 * Asks nobody. What no rule is known for fits.
 *
 * Returns: whether a post of the account may lie there
 */
gboolean
sotong_post_address_fits (const SotongAccount *account,
                          const char          *url)
{
  g_autoptr(GUri) uri = sotong_url_is_web (url) ? g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
  g_autofree char *base = sotong_account_dup_base (account);
  gboolean known = base[0] != '\0', placed = FALSE;

  if (uri == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (const char * const *p = places[i].hosts; g_str_equal (places[i].platform, account->platform) && *p != NULL; p++)
      {
        placed = TRUE;
        if (is_below (g_uri_get_host (uri), *p))
          return TRUE;
      }
  return (!known && !placed) || is_of_site (base, uri, !placed);
}

/**
 * sotong_post_address_describe_places:
 * @account: an account; its secret is not looked at
 *
 * Returns: (transfer full): how addresses of its posts begin, as a person reads it
 */
char *
sotong_post_address_describe_places (const SotongAccount *account)
{
  g_autofree char *base = sotong_account_dup_base (account);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (const char * const *p = places[i].hosts; g_str_equal (places[i].platform, account->platform) && *p != NULL; p++)
      g_string_append_printf (text, "%shttps://%s/", text->len > 0 ? ", " : "", *p);
  if (text->len == 0)
    g_string_append_printf (text, "%s/", base);
  return g_string_free (text, FALSE);
}
