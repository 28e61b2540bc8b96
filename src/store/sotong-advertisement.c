/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-advertisement.h"
#include "store/sotong-change-private.h"
#include "store/sotong-content.h"
#include "store/sotong-db-private.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

/* Returns: (transfer full): one of which nothing is known yet */
SotongAdvertisement *
sotong_advertisement_new (gint64 content_id)
{
  SotongAdvertisement *ad = g_new0 (SotongAdvertisement, 1);

  ad->content_id = content_id;
  ad->boosted_id = ad->spend = ad->reach = ad->clicks = SOTONG_NONE;
  return ad;
}

void
sotong_advertisement_free (SotongAdvertisement *ad)
{
  if (ad == NULL)
    return;
  g_free (ad->title);
  g_free (ad->platform);
  g_free (ad->boosted);
  g_free (ad->starts_on);
  g_free (ad->ends_on);
  g_free (ad);
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* ---- reading ---- */

#define SELECT_AD \
  "SELECT c.id, c.title, coalesce(a.platform, ''), a.boosted_id, b.title, a.starts_on, a.ends_on, a.spend, a.reach, a.clicks" \
  " FROM content AS c LEFT JOIN advertisement AS a ON a.content_id = c.id LEFT JOIN content AS b ON b.id = a.boosted_id" \
  " WHERE c.removed_at IS NULL "

static SotongAdvertisement *
ad_from (SotongStmt *stmt)
{
  SotongAdvertisement *ad = sotong_advertisement_new (sotong_stmt_int (stmt, 0));

  ad->title = sotong_stmt_dup (stmt, 1);
  ad->platform = sotong_stmt_dup (stmt, 2);
  ad->boosted_id = sotong_stmt_int (stmt, 3);
  ad->boosted = sotong_stmt_dup (stmt, 4);
  ad->starts_on = sotong_stmt_dup (stmt, 5);
  ad->ends_on = sotong_stmt_dup (stmt, 6);
  ad->spend = sotong_stmt_int (stmt, 7);
  ad->reach = sotong_stmt_int (stmt, 8);
  ad->clicks = sotong_stmt_int (stmt, 9);
  return ad;
}

/**
 * sotong_advertisement_get:
 * @db: a connection
 * @content_id: a content
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): what is known of it as an advertisement, perhaps nothing
 */
SotongAdvertisement *
sotong_advertisement_get (SotongDb  *db,
                          gint64     content_id,
                          GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SELECT_AD "AND c.id = $1", "i", content_id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return ad_from (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such content any more."));
  return NULL;
}

/**
 * sotong_advertisement_list:
 * @db: a connection
 * @year: a year, or 0 for all; one that began before is in it while it ran
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongAdvertisement): every content of the type,
 *   by its first day; those without days come last and only when all are asked for
 */
GPtrArray *
sotong_advertisement_list (SotongDb  *db,
                           int        year,
                           GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_advertisement_free);
  g_autofree char *from = g_strdup_printf ("%04d-01-01", year), *to = g_strdup_printf ("%04d-12-31", year);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, SELECT_AD "AND c.type_id = 'advertisement' AND ($1 = 0 OR (a.starts_on <= $3 AND a.ends_on >= $2))"
                          " ORDER BY a.starts_on IS NULL, a.starts_on, c.id", "itt", (gint64) year, from, to);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, ad_from (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/* What people call one medium. */
static const char * const media[][6] = {
  { "facebook", "페이스북", "페북", "fb", NULL }, { "instagram", "인스타그램", "인스타", "ig", NULL }, { "threads", "스레드", NULL },
  { "youtube", "유튜브", NULL }, { "x", "twitter", "트위터", "엑스", NULL }, { "google", "구글", "googleads", "구글애즈", NULL },
  { "naver", "네이버", NULL }, { "kakao", "카카오", NULL }, { "kakaotalk", "카카오톡", NULL }, { "kakaostory", "카카오스토리", NULL },
};

/* (transfer full): @name as it is compared: without blanks, in small letters, and one for all names of a medium. */
static char *
medium_of (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *key = sotong_text_close_up (folded);

  for (guint i = 0; i < G_N_ELEMENTS (media); i++)
    {
      if (g_strv_contains (media[i], key))
        return g_strdup (media[i][0]);
    }
  return g_steal_pointer (&key);
}

/* 0: the very same; 1: another name of it; 2: one of them says nothing; 3: another medium. */
static int
tell_apart (const char *stored,
            const char *wanted)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  if (g_str_equal (stored, wanted))
    return 0;
  a = medium_of (stored);
  b = medium_of (wanted);
  return *a == '\0' || *b == '\0' ? 2 : g_str_equal (a, b) ? 1 : 3;
}

/**
 * sotong_advertisement_find:
 * @db: a connection
 * @title: an advertisement's title
 * @starts_on: (nullable): its first day, YYYY-MM-DD
 * @platform: (nullable): where it ran: one that ran elsewhere is another advertisement, one of which is not known where may be it
 * @taken: (nullable) (element-type gint64): contents that are not meant
 * @error: return location
 *
 * Returns: the content's id, of several the one that is likest; 0 if there is none, or with @error set
 */
gint64
sotong_advertisement_find (SotongDb    *db,
                           const char  *title,
                           const char  *starts_on,
                           const char  *platform,
                           GHashTable  *taken,
                           GError     **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  gint64 found = 0;
  int least = 3;

  stmt = sotong_db_query (db, error, "SELECT c.id, coalesce(a.platform, '') FROM content AS c LEFT JOIN advertisement AS a ON a.content_id = c.id"
                          " WHERE c.type_id = 'advertisement' AND c.removed_at IS NULL AND c.title = $1"
                          " AND ($2 IS NULL OR a.starts_on IS NULL OR a.starts_on = $2)"
                          " ORDER BY a.starts_on IS NULL, c.id", "tt", title, is_given (starts_on) ? starts_on : NULL);
  while (stmt != NULL && sotong_stmt_next (stmt, error))
    {
      gint64 id = sotong_stmt_int (stmt, 0);
      int apart = tell_apart (sotong_stmt_text (stmt, 1), platform != NULL ? platform : "");

      if (apart >= least || (taken != NULL && g_hash_table_contains (taken, &id)))
        continue;
      found = id;
      least = apart;
    }
  return found;
}

/* ---- writing ---- */

static gboolean
check_amount (gint64       amount,
              const char  *message,
              GError     **error)
{
  if (amount == SOTONG_NONE || amount >= 0)
    return TRUE;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
check_type (const SotongContent  *content,
            GError              **error)
{
  if (g_str_equal (content->type, "advertisement"))
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("“%s” is not an advertisement, so what an advertisement cost and brought is not noted with it. Change its type first."), content->title);
  return FALSE;
}

static gboolean
check_ad (SotongDb                   *db,
          const SotongAdvertisement  *ad,
          char                      **out_from,
          char                      **out_to,
          GError                    **error)
{
  const char *from = is_given (ad->starts_on) ? ad->starts_on : ad->ends_on;
  const char *to = is_given (ad->ends_on) ? ad->ends_on : ad->starts_on;
  SotongRange range;

  if (!check_amount (ad->spend, _("What an advertisement cost cannot be less than 0 won."), error)
      || !check_amount (ad->reach, _("The reach of an advertisement cannot be less than 0."), error)
      || !check_amount (ad->clicks, _("The clicks on an advertisement cannot be less than 0."), error))
    return FALSE;
  if (ad->boosted_id == ad->content_id)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("An advertisement cannot boost itself. Choose the content that it shows."));
      return FALSE;
    }
  *out_from = *out_to = NULL;
  if (!is_given (from))
    return TRUE;
  if (!sotong_time_parse_range (from, to, sotong_db_get_zone (db), &range, error))
    return FALSE;
  *out_from = sotong_time_format_date (range.start, sotong_db_get_zone (db));
  *out_to = sotong_time_format_date (range.end - 1, sotong_db_get_zone (db));
  return TRUE;
}

/**
 * sotong_advertisement_set:
 * @db: the connection of a write job
 * @ad: what is known of it
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, `SOTONG_STORE_ERROR_NOT_FOUND`, `SOTONG_TIME_ERROR`
 *
 * Notes it, as part of the open change or as one step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_advertisement_set (SotongDb                   *db,
                          const SotongAdvertisement  *ad,
                          GError                    **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, ad->content_id, error);
  g_autoptr(SotongContent) boosted = NULL;
  g_autofree char *from = NULL, *to = NULL;

  if (content == NULL || !check_type (content, error) || !check_ad (db, ad, &from, &to, error))
    return FALSE;
  if (ad->boosted_id != SOTONG_NONE && (boosted = sotong_content_get (db, ad->boosted_id, error)) == NULL)
    return FALSE;
  return (db->change != NULL || sotong_change_begin (db, "advertisement.edit", "content", ad->content_id, content->title, error))
         && sotong_change_touch (db, "advertisement", ad->content_id, error)
         && sotong_db_exec (db, error, "INSERT INTO advertisement (content_id, platform, boosted_id, starts_on, ends_on, spend, reach, clicks)"
                            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (content_id) DO UPDATE SET platform = excluded.platform,"
                            " boosted_id = excluded.boosted_id, starts_on = excluded.starts_on, ends_on = excluded.ends_on,"
                            " spend = excluded.spend, reach = excluded.reach, clicks = excluded.clicks", "itittiii", ad->content_id,
                            ad->platform != NULL ? ad->platform : "", ad->boosted_id, from, to, ad->spend, ad->reach, ad->clicks);
}

/**
 * sotong_advertisement_add:
 * @db: the connection of a write job
 * @title: what it is called
 * @ad: what is known of it; its content is made, and noted there
 * @error: return location; as for sotong_advertisement_set()
 *
 * Adds a content of the type with what is known, to the change that is open.
 *
 * Returns: the content's id, or 0 with @error set
 */
gint64
sotong_advertisement_add (SotongDb             *db,
                          const char           *title,
                          SotongAdvertisement  *ad,
                          GError              **error)
{
  g_autoptr(SotongContent) content = sotong_content_new ();
  gint64 first = SOTONG_NONE;

  if (is_given (ad->starts_on) && !sotong_time_parse (ad->starts_on, sotong_db_get_zone (db), &first, error))
    return 0;
  content->title = sotong_text_single_line (title, 500);
  content->type = g_strdup ("advertisement");
  content->cost_final = ad->spend;
  content->planned_at = first;
  ad->content_id = sotong_content_insert (db, content, error);
  return ad->content_id != 0 && sotong_advertisement_set (db, ad, error) ? ad->content_id : 0;
}
