/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-palette-data.h"

#include <glib/gi18n.h>

#include "plan/sotong-promise.h"
#include "store/sotong-campaign.h"
#include "store/sotong-saved-search.h"
#include "store/sotong-title.h"
#include "store/sotong-topic.h"
#include "util/sotong-text.h"

#define CHECK_EVERY 1024 /* entries between two looks whether a newer question has come */

static const char *const kind_names[] = { "command", "pane", "campaign", "promise", "topic", "search", "content" };

/**
 * sotong_palette_entry_new:
 * @kind: what it is
 * @id: of what stands in the workspace, else 0
 * @action: (nullable): a detailed action, or a pane's id
 * @title: what it is called
 * @note: what stands beside it, or ""
 *
 * Returns: (transfer full): an entry without keys
 */
SotongPaletteEntry *
sotong_palette_entry_new (SotongPaletteKind  kind,
                          gint64             id,
                          const char        *action,
                          const char        *title,
                          const char        *note)
{
  SotongPaletteEntry *entry = g_new0 (SotongPaletteEntry, 1);

  entry->kind = kind;
  entry->id = id;
  entry->action = g_strdup (action);
  entry->key = action != NULL ? g_strdup_printf ("%s:%s", kind_names[kind], action)
                              : g_strdup_printf ("%s:%" G_GINT64_FORMAT, kind_names[kind], id);
  entry->title = g_strdup (title);
  entry->folded = sotong_text_fold (title);
  entry->note = g_strdup (note);
  entry->accel = g_strdup ("");
  return entry;
}

/**
 * sotong_palette_entry_set_also:
 * @entry: an entry
 * @words: other words for it than those of its title, in the user's language
 *
 * By these it is found too, behind what bears them in its title.
 */
void
sotong_palette_entry_set_also (SotongPaletteEntry *entry,
                               const char         *words)
{
  g_free (entry->also);
  entry->also = sotong_text_fold (words);
}

void
sotong_palette_entry_free (SotongPaletteEntry *entry)
{
  g_free (entry->action);
  g_free (entry->key);
  g_free (entry->title);
  g_free (entry->folded);
  g_free (entry->also);
  g_free (entry->note);
  g_free (entry->accel);
  g_free (entry);
}

void
sotong_palette_question_free (SotongPaletteQuestion *question)
{
  g_ptr_array_unref (question->commands);
  g_ptr_array_unref (question->things);
  g_strfreev (question->used);
  g_free (question->typed);
  g_free (question);
}

/* ---- what stands in the workspace ---- */

static gboolean
read_campaigns (SotongDb   *db,
                GPtrArray  *list,
                GError    **error)
{
  g_autoptr(GPtrArray) campaigns = sotong_campaign_list (db, error);

  for (guint i = 0; campaigns != NULL && i < campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (campaigns, i);
      g_autofree char *note = g_strdup_printf ("%s · %s – %s", _("Campaign"), campaign->starts_on, campaign->ends_on);

      g_ptr_array_add (list, sotong_palette_entry_new (SOTONG_PALETTE_CAMPAIGN, campaign->id, NULL, campaign->name, note));
    }
  return campaigns != NULL;
}

/* A promise is found by what was promised, how much of it, and by the line of the budget that pays. */
static gboolean
read_promises (SotongDb   *db,
               GPtrArray  *list,
               GError    **error)
{
  GError *local = NULL;
  int year = sotong_deliverable_year (db, &local);
  g_autoptr(GPtrArray) targets = local == NULL ? sotong_deliverable_list (db, year, sotong_db_now (db) + 1, &local) : NULL;

  for (guint i = 0; targets != NULL && i < targets->len; i++)
    {
      const SotongDeliverable *target = g_ptr_array_index (targets, i);
      g_autofree char *name = sotong_promise_name (target);
      g_autofree char *title = g_strdup_printf (*target->line != '\0' ? "%s %" G_GINT64_FORMAT "%s · %s" : "%s %" G_GINT64_FORMAT "%s%s",
                                                name, target->quantity, target->unit, target->line);
      /* Translators: a promise and how many were done of how many, as in: Promise · 115 of 150 */
      g_autofree char *note = g_strdup_printf (_("Promise · %d of %d"), (int) target->done, (int) target->quantity);

      g_ptr_array_add (list, sotong_palette_entry_new (SOTONG_PALETTE_PROMISE, target->id, NULL, title, note));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
read_topics (SotongDb   *db,
             GPtrArray  *list,
             GError    **error)
{
  g_autoptr(GPtrArray) topics = sotong_topic_list (db, error);

  for (guint i = 0; topics != NULL && i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);

      g_ptr_array_add (list, sotong_palette_entry_new (SOTONG_PALETTE_TOPIC, topic->id, NULL, topic->name, _("Topic")));
    }
  return topics != NULL;
}

static gboolean
read_searches (SotongDb   *db,
               GPtrArray  *list,
               GError    **error)
{
  g_autoptr(GPtrArray) searches = sotong_saved_search_list (db, error);

  for (guint i = 0; searches != NULL && i < searches->len; i++)
    {
      const SotongSavedSearch *search = g_ptr_array_index (searches, i);

      g_ptr_array_add (list, sotong_palette_entry_new (SOTONG_PALETTE_SEARCH, search->id, NULL, search->name, _("Kept search")));
    }
  return searches != NULL;
}

static gboolean
read_contents (SotongDb   *db,
               GPtrArray  *list,
               GError    **error)
{
  g_autoptr(GPtrArray) titles = sotong_title_list (db, error);
  GTimeZone *zone = sotong_db_get_zone (db);

  for (guint i = 0; titles != NULL && i < titles->len; i++)
    {
      const SotongTitle *title = g_ptr_array_index (titles, i);
      g_autofree char *day = title->at != SOTONG_NONE ? sotong_time_format_date (title->at, zone) : NULL;
      g_autofree char *note = day != NULL ? g_strdup_printf ("%s · %s", _("Content"), day) : g_strdup (_("Content"));

      g_ptr_array_add (list, sotong_palette_entry_new (SOTONG_PALETTE_CONTENT, title->id, NULL, title->title, note));
    }
  return titles != NULL;
}

/**
 * sotong_palette_read:
 * @db: the connection of a read job
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongPaletteEntry): campaigns, promises, topics, kept searches and contents, of
 *   each kind in the order of its list, the contents by their last change
 */
GPtrArray *
sotong_palette_read (SotongDb  *db,
                     GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_palette_entry_free);

  if (!read_campaigns (db, list, error) || !read_promises (db, list, error) || !read_topics (db, list, error) || !read_searches (db, list, error)
      || !read_contents (db, list, error))
    return NULL;
  return g_steal_pointer (&list);
}

/* ---- finding ---- */

typedef struct {
  SotongPaletteEntry *entry;  /* (unowned) */
  SotongMatch         match;
  gboolean            whole;  /* its title is what was typed, no more */
  guint               used;   /* 0: used last; G_MAXUINT: never */
  guint               place;  /* in its list */
} Found;

static gboolean
is_pane (const Found *found)
{
  return found->entry->kind == SOTONG_PALETTE_PANE;
}

static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const Found *one = a, *two = b;

  if (one->match != two->match)
    return one->match < two->match ? -1 : 1;
  if (one->whole != two->whole)
    return one->whole ? -1 : 1;
  if (one->used != two->used)
    return one->used < two->used ? -1 : 1;
  if (one->whole && is_pane (one) != is_pane (two)) /* who types the name on a tab wants the tab */
    return is_pane (one) ? -1 : 1;
  if (one->entry->kind != two->entry->kind)
    return one->entry->kind < two->entry->kind ? -1 : 1;
  return one->place < two->place ? -1 : one->place > two->place;
}

static void
find_in (GPtrArray           *entries,
         const SotongMatcher *matcher,
         const char          *typed,
         GHashTable          *used,
         GArray              *found,
         GCancellable        *cancellable)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Found hit = { g_ptr_array_index (entries, i), SOTONG_MATCH_NONE, FALSE, G_MAXUINT, i };
      gpointer rank;

      if (i % CHECK_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        return;
      hit.match = sotong_matcher_match (matcher, hit.entry->folded);
      if (hit.match == SOTONG_MATCH_NONE && hit.entry->also != NULL && sotong_matcher_match (matcher, hit.entry->also) != SOTONG_MATCH_NONE)
        hit.match = SOTONG_MATCH_INSIDE;
      if (hit.match == SOTONG_MATCH_NONE)
        continue;
      hit.whole = g_str_equal (typed, hit.entry->folded);
      if (g_hash_table_lookup_extended (used, hit.entry->key, NULL, &rank))
        hit.used = GPOINTER_TO_UINT (rank);
      g_array_append_val (found, hit);
    }
}

/**
 * sotong_palette_find:
 * @question: what is looked for; its entries are kept by the caller as long as the answer
 * @limit: how many to find at most
 * @cancellable: (nullable): a cancelled search finds whatever it has found
 *
 * What begins with the words that were typed comes first, of these what is named so and no more, then what was used last, then commands, and contents by
 * their last change. For any thread.
 *
 * Returns: (transfer container) (element-type SotongPaletteEntry): what fits, the best first
 */
GPtrArray *
sotong_palette_find (const SotongPaletteQuestion *question,
                     guint                        limit,
                     GCancellable                *cancellable)
{
  g_autoptr(SotongMatcher) matcher = sotong_matcher_new (question->typed);
  g_autoptr(GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autofree char *typed = sotong_text_fold (question->typed);
  GPtrArray *answer = g_ptr_array_new ();

  for (guint i = 0; question->used[i] != NULL; i++)
    g_hash_table_insert (used, question->used[i], GUINT_TO_POINTER (i));
  find_in (question->commands, matcher, typed, used, found, cancellable);
  find_in (question->things, matcher, typed, used, found, cancellable);
  g_array_sort (found, compare_found);
  for (guint i = 0; i < found->len && i < limit; i++)
    g_ptr_array_add (answer, g_array_index (found, Found, i).entry);
  return answer;
}
