/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/sotong-ledger-match-private.h"

/* Which entry of the ledger a row of an extract is, or may be. Entries that could be meant stand in queues, in the ledger's order, so
 * that rows find theirs without looking at the others. */

void
sotong_ledger_match_free (SotongLedgerMatch *self)
{
  if (self == NULL)
    return;
  g_free (self->line);
  g_free (self->day);
  g_free (self->document);
  g_free (self);
}

/* ---- queues ---- */

typedef struct {
  GPtrArray *entries;  /* (owned) (element-type SotongLedgerMatch) of one key; the entries are the ledger's */
  guint      first;    /* what stands before it is matched */
  guint      other;    /* what stands between @first and it is matched, or has the amount of @first */
} Queue;

static void
queue_free (Queue *queue)
{
  g_ptr_array_unref (queue->entries);
  g_free (queue);
}

static const SotongLedgerMatch *
peek (const Queue *queue,
      guint        index)
{
  return g_ptr_array_index (queue->entries, index);
}

/* The first that is not matched yet. */
static SotongLedgerMatch *
first_of (Queue *queue)
{
  if (queue == NULL)
    return NULL;
  while (queue->first < queue->entries->len && peek (queue, queue->first)->matched)
    queue->first++;
  return queue->first < queue->entries->len ? g_ptr_array_index (queue->entries, queue->first) : NULL;
}

/* The first that is not matched yet and has another amount. */
static SotongLedgerMatch *
first_but (Queue  *queue,
           gint64  amount)
{
  SotongLedgerMatch *first = first_of (queue);

  if (first == NULL || first->amount != amount)
    return first;
  queue->other = MAX (queue->other, queue->first);
  while (queue->other < queue->entries->len
         && (peek (queue, queue->other)->matched || peek (queue, queue->other)->amount == amount))
    queue->other++;
  return queue->other < queue->entries->len ? g_ptr_array_index (queue->entries, queue->other) : NULL;
}

static GHashTable *
queues_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) queue_free);
}

/* Takes @key. */
static void
push (GHashTable        *queues,
      char              *key,
      SotongLedgerMatch *entry)
{
  Queue *queue = g_hash_table_lookup (queues, key);

  if (queue == NULL)
    {
      queue = g_new0 (Queue, 1);
      queue->entries = g_ptr_array_new ();
      g_hash_table_insert (queues, g_strdup (key), queue);
    }
  g_ptr_array_add (queue->entries, entry);
  g_free (key);
}

/* Takes @key. */
static Queue *
find (GHashTable *queues,
      char       *key)
{
  Queue *queue = g_hash_table_lookup (queues, key);

  g_free (key);
  return queue;
}

/* ---- what is the same ---- */

static char *
key_of (gboolean    commitment,
        gint64      line_id,
        const char *day,
        gint64      amount,
        const char *document)
{
  return g_strdup_printf ("%d\t%" G_GINT64_FORMAT "\t%s\t%" G_GINT64_FORMAT "\t%s", commitment, line_id, day, amount, document);
}

/* Takes @entry and @row for each other, if both are there. */
static guint
match (SotongLedgerMatch     *entry,
       SotongLedgerImportRow *row)
{
  if (entry == NULL)
    return 0;
  entry->matched = row->known = TRUE;
  return 1;
}

/**
 * sotong_ledger_match_same:
 * @entries: (element-type SotongLedgerMatch): of the ledger
 * @rows: (element-type SotongLedgerImportRow): of an extract
 *
 * Each row takes one entry that is the same, with its document: so two of one kind stay two, and a file that is read again adds nothing.
 *
 * Returns: how many rows the ledger has
 */
guint
sotong_ledger_match_same (GPtrArray *entries,
                          GPtrArray *rows)
{
  g_autoptr(GHashTable) queues = queues_new ();
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      SotongLedgerMatch *entry = g_ptr_array_index (entries, i);

      push (queues, key_of (entry->commitment, entry->line_id, entry->day, entry->amount, entry->document), entry);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      SotongLedgerImportRow *row = g_ptr_array_index (rows, i);
      Queue *same = find (queues, key_of (row->commitment, row->line_id, row->day, row->amount, row->document));

      if (same == NULL || same->entries->len == 0)
        continue;
      ((SotongLedgerMatch *) g_ptr_array_steal_index (same->entries, same->entries->len - 1))->matched = TRUE;
      row->known = TRUE;
      n++;
    }
  return n;
}

/**
 * sotong_ledger_match_without_documents:
 * @entries: (element-type SotongLedgerMatch): of the ledger
 * @rows: (element-type SotongLedgerImportRow): of an extract
 *
 * A row without a document, or an entry without one, that is the same otherwise: not every extract has numbers. The first such entry
 * that no row has taken yet is taken.
 *
 * Returns: how many rows the ledger has, of those that it was not known to have
 */
guint
sotong_ledger_match_without_documents (GPtrArray *entries,
                                       GPtrArray *rows)
{
  g_autoptr(GHashTable) all = queues_new ();
  g_autoptr(GHashTable) bare = queues_new (); /* those without a document */
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      SotongLedgerMatch *entry = g_ptr_array_index (entries, i);

      if (entry->matched)
        continue;
      push (all, key_of (entry->commitment, entry->line_id, entry->day, entry->amount, ""), entry);
      if (*entry->document == '\0')
        push (bare, key_of (entry->commitment, entry->line_id, entry->day, entry->amount, ""), entry);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      SotongLedgerImportRow *row = g_ptr_array_index (rows, i);

      if (!row->known)
        n += match (first_of (find (*row->document == '\0' ? all : bare, key_of (row->commitment, row->line_id, row->day, row->amount, ""))), row);
    }
  return n;
}

static char *
key_of_name (gboolean    commitment,
             const char *line,
             const char *day,
             gint64      amount,
             const char *document)
{
  return g_strdup_printf ("%d\t%s\t%s\t%" G_GINT64_FORMAT "\t%s", commitment, line, day, amount, document);
}

/**
 * sotong_ledger_match_unclear:
 * @entries: (element-type SotongLedgerMatch): of the ledger
 * @rows: (element-type SotongLedgerImportRow): of an extract
 *
 * A row of which it is not clear which of several lines of its name it means takes an entry of any of them that is the same otherwise:
 * first one with its document, then, where either has none, one without. To be called after those that know their line.
 *
 * Returns: how many rows the ledger has, of those that it was not known to have
 */
guint
sotong_ledger_match_unclear (GPtrArray *entries,
                             GPtrArray *rows)
{
  g_autoptr(GHashTable) whole = queues_new (), all = queues_new (), bare = queues_new ();
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      SotongLedgerMatch *entry = g_ptr_array_index (entries, i);

      if (entry->matched)
        continue;
      push (whole, key_of_name (entry->commitment, entry->line, entry->day, entry->amount, entry->document), entry);
      push (all, key_of_name (entry->commitment, entry->line, entry->day, entry->amount, ""), entry);
      if (*entry->document == '\0')
        push (bare, key_of_name (entry->commitment, entry->line, entry->day, entry->amount, ""), entry);
    }
  for (int documents = TRUE; documents >= FALSE; documents--)
    for (guint i = 0; i < rows->len; i++)
      {
        SotongLedgerImportRow *row = g_ptr_array_index (rows, i);
        GHashTable *among = documents ? whole : *row->document == '\0' ? all : bare;

        if (row->unclear && !row->known)
          n += match (first_of (find (among, key_of_name (row->commitment, row->line, row->day, row->amount, documents ? row->document : ""))), row);
      }
  return n;
}

/* ---- what is near ---- */

struct _SotongLedgerNear
{
  GHashTable *documents;  /* (owned) (element-type utf8 Queue) by line and document */
  GHashTable *days;       /* (owned) (element-type utf8 Queue) by line and day */
};

static char *
near_key (gboolean    commitment,
          gint64      line_id,
          const char *text)
{
  return g_strdup_printf ("%d\t%" G_GINT64_FORMAT "\t%s", commitment, line_id, text);
}

/**
 * sotong_ledger_near_new:
 * @entries: (element-type SotongLedgerMatch): of the ledger; they must outlive it
 *
 * Returns: (transfer full): what finds entries that differ from a row in their amount
 */
SotongLedgerNear *
sotong_ledger_near_new (GPtrArray *entries)
{
  SotongLedgerNear *self = g_new0 (SotongLedgerNear, 1);

  self->documents = queues_new ();
  self->days = queues_new ();
  for (guint i = 0; i < entries->len; i++)
    {
      SotongLedgerMatch *entry = g_ptr_array_index (entries, i);

      if (entry->matched)
        continue;
      if (*entry->document != '\0')
        push (self->documents, near_key (entry->commitment, entry->line_id, entry->document), entry);
      push (self->days, near_key (entry->commitment, entry->line_id, entry->day), entry);
    }
  return self;
}

void
sotong_ledger_near_free (SotongLedgerNear *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->days);
  g_free (self);
}

/**
 * sotong_ledger_near_take:
 * @self: what finds them
 * @row: a row of the extract that the ledger has not
 *
 * Takes the entry that may be meant by a row whose amount differs: the same line and document, or else the same line and day; the first
 * in the ledger's order that no row has taken yet.
 *
 * Returns: (transfer none) (nullable): the entry, matched now
 */
SotongLedgerMatch *
sotong_ledger_near_take (SotongLedgerNear            *self,
                         const SotongLedgerImportRow *row)
{
  SotongLedgerMatch *entry = NULL;

  if (*row->document != '\0')
    entry = first_but (find (self->documents, near_key (row->commitment, row->line_id, row->document)), row->amount);
  if (entry == NULL)
    entry = first_but (find (self->days, near_key (row->commitment, row->line_id, row->day)), row->amount);
  if (entry != NULL)
    entry->matched = TRUE;
  return entry;
}
