/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-entry-groups.h"

#define MINUTE_S 60
#define ROUND_S  (10 * MINUTE_S) /* a dozen channels, one of which has a film to take, are served in this */

/* What makes one of several copies. The title is in the entry: it lives as long as what is looked at. */
typedef struct {
  gint64       content_id;
  gint64       day;
  SotongState  state;
  const char  *title;    /* (unowned) */
  gint64       since;    /* the time of the first of them */
  gpointer     thing;
} Group;

struct _SotongEntryGroups
{
  GHashTable *groups;    /* (owned): a set of Group, the latest of each kind */
};

static guint
group_hash (gconstpointer data)
{
  const Group *group = data;

  return g_int64_hash (&group->content_id) * 31 + g_int64_hash (&group->day) * 7 + (guint) group->state;
}

static gboolean
group_equal (gconstpointer one,
             gconstpointer other)
{
  const Group *a = one, *b = other;

  return a->content_id == b->content_id && a->day == b->day && a->state == b->state && g_str_equal (a->title, b->title);
}

/**
 * sotong_entry_groups_new:
 *
 * Returns: (transfer full): groups, without entries yet
 */
SotongEntryGroups *
sotong_entry_groups_new (void)
{
  SotongEntryGroups *self = g_new0 (SotongEntryGroups, 1);

  self->groups = g_hash_table_new_full (group_hash, group_equal, g_free, NULL);
  return self;
}

void
sotong_entry_groups_free (SotongEntryGroups *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->groups);
  g_free (self);
}

/* What is planned, is planned by the minute. What is out went out when its channel's turn came: the copies of one round
 * differ by seconds, or by the minutes that a platform took. */
static gboolean
goes_with (const Group       *group,
           const SotongEntry *entry)
{
  if (group->since == SOTONG_NONE || entry->at == SOTONG_NONE)
    return group->since == entry->at;
  if (sotong_state_is_out (entry->state) || entry->state == SOTONG_STATE_WITHDRAWN)
    return entry->at - group->since < ROUND_S;
  return entry->at / MINUTE_S == group->since / MINUTE_S;
}

/**
 * sotong_entry_groups_find:
 * @self: groups
 * @entry: the next entry in the order of time; must live as long as @self
 * @day: the office's day that @entry stands on, counted from any day: what stands on two days is not one
 *
 * Entries are one when they are of one content, in one state, with one title, and planned for one minute; those that are
 * out, within ten minutes of the first.
 *
 * Returns: (transfer none): where the caller keeps what stands for the entries that are one; holds %NULL for the first of them.
 *   Good until the next call
 */
gpointer *
sotong_entry_groups_find (SotongEntryGroups *self,
                          const SotongEntry *entry,
                          gint64             day)
{
  Group wanted = { entry->content_id, day, entry->state, entry->title, entry->at, NULL };
  Group *group;

  g_return_val_if_fail (self != NULL, NULL);
  group = g_hash_table_lookup (self->groups, &wanted);
  if (group == NULL || !goes_with (group, entry))
    {
      group = g_memdup2 (&wanted, sizeof wanted);
      g_hash_table_replace (self->groups, group, group);
    }
  return &group->thing;
}
