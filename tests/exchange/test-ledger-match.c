/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/sotong-ledger-match-private.h"

/* Extracts and ledgers that were made up, held against a plain search through all entries, which is slow and says what is meant. */

static const char * const days[] = { "2016-02-01", "2016-02-02", "2016-03-01" };
static const char * const documents[] = { "", "", "지출-1", "지출-2", "결의-7" };

static SotongLedgerMatch *
make_entry (GRand *rand,
            gint64 id)
{
  SotongLedgerMatch *entry = g_new0 (SotongLedgerMatch, 1);

  entry->id = id;
  entry->line_id = g_rand_int_range (rand, 1, 3);
  entry->line = g_strdup ("줄");
  entry->day = g_strdup (days[g_rand_int_range (rand, 0, G_N_ELEMENTS (days))]);
  entry->amount = 100 * g_rand_int_range (rand, 1, 5);
  entry->document = g_strdup (documents[g_rand_int_range (rand, 0, G_N_ELEMENTS (documents))]);
  entry->commitment = g_rand_int_range (rand, 0, 4) == 0;
  return entry;
}

static void
row_free (SotongLedgerImportRow *row)
{
  g_free (row->day);
  g_free (row->document);
  g_free (row);
}

static SotongLedgerImportRow *
make_row (GRand *rand)
{
  g_autoptr(SotongLedgerMatch) like = make_entry (rand, 0);
  SotongLedgerImportRow *row = g_new0 (SotongLedgerImportRow, 1);

  row->line_id = like->line_id;
  row->day = g_steal_pointer (&like->day);
  row->amount = like->amount;
  row->document = g_steal_pointer (&like->document);
  row->commitment = like->commitment;
  return row;
}

/* The first entry, or the last, that no row has and that @fits. */
static SotongLedgerMatch *
search (GPtrArray                   *entries,
        const SotongLedgerImportRow *row,
        gboolean                     last,
        gboolean                   (*fits) (const SotongLedgerMatch     *entry,
                                            const SotongLedgerImportRow *row))
{
  for (guint i = 0; i < entries->len; i++)
    {
      SotongLedgerMatch *entry = g_ptr_array_index (entries, last ? entries->len - 1 - i : i);

      if (!entry->matched && entry->commitment == row->commitment && entry->line_id == row->line_id && fits (entry, row))
        return entry;
    }
  return NULL;
}

static gboolean
is_like (const SotongLedgerMatch     *entry,
         const SotongLedgerImportRow *row)
{
  return entry->amount == row->amount && g_str_equal (entry->day, row->day);
}

static gboolean
is_same (const SotongLedgerMatch     *entry,
         const SotongLedgerImportRow *row)
{
  return is_like (entry, row) && g_str_equal (entry->document, row->document);
}

static gboolean
is_like_without_document (const SotongLedgerMatch     *entry,
                          const SotongLedgerImportRow *row)
{
  return is_like (entry, row) && (*entry->document == '\0' || *row->document == '\0');
}

static gboolean
has_document (const SotongLedgerMatch     *entry,
              const SotongLedgerImportRow *row)
{
  return entry->amount != row->amount && *row->document != '\0' && g_str_equal (entry->document, row->document);
}

static gboolean
has_day (const SotongLedgerMatch     *entry,
         const SotongLedgerImportRow *row)
{
  return entry->amount != row->amount && g_str_equal (entry->day, row->day);
}

/* (element-type gint64) which entry each row takes; 0: none. */
static GArray *
take_plainly (GPtrArray *entries,
              GPtrArray *rows)
{
  GArray *taken = g_array_sized_new (FALSE, TRUE, sizeof (gint64), rows->len);

  g_array_set_size (taken, rows->len);
  for (int step = 0; step < 3; step++)
    for (guint i = 0; i < rows->len; i++)
      {
        const SotongLedgerImportRow *row = g_ptr_array_index (rows, i);
        SotongLedgerMatch *entry = NULL;

        if (g_array_index (taken, gint64, i) != 0)
          continue;
        if (step < 2)
          entry = search (entries, row, step == 0, step == 0 ? is_same : is_like_without_document);
        else if ((entry = search (entries, row, FALSE, has_document)) == NULL)
          entry = search (entries, row, FALSE, has_day);
        if (entry == NULL)
          continue;
        entry->matched = TRUE;
        g_array_index (taken, gint64, i) = entry->id;
      }
  return taken;
}

static guint
count_matched (GPtrArray *entries)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    n += ((const SotongLedgerMatch *) g_ptr_array_index (entries, i))->matched ? 1 : 0;
  return n;
}

static void
test_as_plainly (void)
{
  for (guint32 seed = 1; seed <= 300; seed++)
    {
      g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_ledger_match_free);
      g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
      g_autoptr(GArray) plain = NULL;
      g_autoptr(SotongLedgerNear) near = NULL;
      guint n_known = 0;

      for (int i = 0; i < 40; i++)
        g_ptr_array_add (entries, make_entry (rand, i + 1));
      for (int i = 0; i < 40; i++)
        g_ptr_array_add (rows, make_row (rand));
      plain = take_plainly (entries, rows);
      for (guint i = 0; i < entries->len; i++)
        ((SotongLedgerMatch *) g_ptr_array_index (entries, i))->matched = FALSE;

      n_known = sotong_ledger_match_same (entries, rows);
      n_known += sotong_ledger_match_without_documents (entries, rows);
      g_assert_cmpuint (n_known, ==, count_matched (entries));
      near = sotong_ledger_near_new (entries);
      for (guint i = 0; i < rows->len; i++)
        {
          const SotongLedgerImportRow *row = g_ptr_array_index (rows, i);
          gint64 expected = g_array_index (plain, gint64, i);
          const SotongLedgerMatch *entry;

          if (row->known)
            {
              g_assert_cmpint (expected, !=, 0);
              continue;
            }
          entry = sotong_ledger_near_take (near, row);
          g_assert_cmpint (entry != NULL ? entry->id : 0, ==, expected);
        }
      for (guint i = 0; i < plain->len; i++) /* the same entries in all */
        if (g_array_index (plain, gint64, i) != 0)
          g_assert_true (((const SotongLedgerMatch *) g_ptr_array_index (entries, (guint) g_array_index (plain, gint64, i) - 1))->matched);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ledger-match/as-plainly", test_as_plainly);
  return g_test_run ();
}
