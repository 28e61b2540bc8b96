/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-budget-private.h"
#include "store/sotong-budget-run.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "util/sotong-won.h"

/* Many entries of a ledger in one job: what their lines have is read once and goes down with each, so that ten times as many entries
 * take ten times as long, whatever the ledger holds. */

/* What is still to be paid of a line's commitments, the oldest first; above them a tree of the most that each half has, which finds the
 * first with so much without looking at all of them. */
typedef struct {
  GArray *ids;   /* (owned) (element-type gint64) */
  gint64 *most;  /* (owned) of the nodes from 1 on; the leaves are the last half */
  guint   half;
} Unpaid;

typedef struct {
  gint64      commitment_id;  /* or SOTONG_NONE */
  gint64      amount;
  const char *day;            /* (unowned): as the payee one of the words */
  const char *payee;
} Paid;

/* What was paid of a line, to find what money came back of. */
typedef struct {
  GArray       *all;        /* (owned) (element-type Paid) by day; what came back is not among it */
  GHashTable   *documents;  /* (owned) (element-type utf8 GArray) which of @all are of a document, by their places */
  GHashTable   *payees;     /* (owned) (element-type utf8 GArray) likewise to a payee */
  GHashTable   *sums;       /* (owned) (element-type gint64 gint64) what is paid of a commitment */
  GStringChunk *words;      /* (owned) */
} Past;

typedef struct {
  SotongLineMoney  money;
  Unpaid          *unpaid;  /* (owned) (nullable): read when it is needed */
  Past            *past;    /* (owned) (nullable): likewise */
} Purse;

struct _SotongBudgetRun
{
  SotongDb   *db;      /* (unowned) */
  GHashTable *purses;  /* (owned) (element-type gint64 Purse) by line */
};

static void
unpaid_free (Unpaid *unpaid)
{
  if (unpaid == NULL)
    return;
  g_array_unref (unpaid->ids);
  g_free (unpaid->most);
  g_free (unpaid);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Unpaid, unpaid_free)

static void
past_free (Past *past)
{
  if (past == NULL)
    return;
  g_array_unref (past->all);
  g_hash_table_unref (past->documents);
  g_hash_table_unref (past->payees);
  g_hash_table_unref (past->sums);
  g_string_chunk_free (past->words);
  g_free (past);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Past, past_free)

static void
purse_free (Purse *purse)
{
  sotong_line_money_clear (&purse->money);
  unpaid_free (purse->unpaid);
  past_free (purse->past);
  g_free (purse);
}

/* ---- what is still to be paid ---- */

static void
lift (Unpaid *unpaid,
      guint   node)
{
  for (node /= 2; node > 0; node /= 2)
    unpaid->most[node] = MAX (unpaid->most[2 * node], unpaid->most[2 * node + 1]);
}

static Unpaid *
build (GArray *ids,
       GArray *amounts)
{
  Unpaid *unpaid = g_new0 (Unpaid, 1);

  unpaid->ids = g_array_ref (ids);
  unpaid->half = 1;
  while (unpaid->half < amounts->len)
    unpaid->half *= 2;
  unpaid->most = g_new (gint64, 2 * unpaid->half);
  for (guint i = 0; i < unpaid->half; i++)
    unpaid->most[unpaid->half + i] = i < amounts->len ? g_array_index (amounts, gint64, i) : G_MININT64;
  for (guint i = unpaid->half - 1; i > 0; i--)
    unpaid->most[i] = MAX (unpaid->most[2 * i], unpaid->most[2 * i + 1]);
  return unpaid;
}

static Unpaid *
read_unpaid (SotongDb  *db,
             gint64     line_id,
             GError   **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) amounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT c.id, c.amount + coalesce(k.back, 0)"
                                                " - coalesce((SELECT sum(p.amount) FROM payment AS p WHERE p.commitment_id = c.id AND p.removed_at IS NULL), 0)"
                                                " FROM commitment AS c LEFT JOIN (SELECT cancels_id, sum(amount) AS back FROM commitment"
                                                "  WHERE line_id = $1 AND cancels_id IS NOT NULL AND removed_at IS NULL GROUP BY cancels_id) AS k ON k.cancels_id = c.id"
                                                " WHERE c.line_id = $1 AND c.removed_at IS NULL AND c.cancels_id IS NULL ORDER BY c.committed_on, c.id",
                                                "i", line_id);
  GError *local = NULL;

  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      gint64 row[2] = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1) };

      g_array_append_val (ids, row[0]);
      g_array_append_val (amounts, row[1]);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL ? build (ids, amounts) : NULL;
}

/* The node of the oldest commitment of which so much is still to be paid; 0 if there is none. */
static guint
find_unpaid (const Unpaid *unpaid,
             gint64        amount)
{
  guint node = 1;

  if (unpaid->most[1] < amount)
    return 0;
  while (node < unpaid->half)
    node = unpaid->most[2 * node] >= amount ? 2 * node : 2 * node + 1;
  return node;
}

/* ---- what was paid ---- */

static void
add_sum (GHashTable *sums,
         gint64      commitment_id,
         gint64      amount)
{
  gint64 *sum = g_hash_table_lookup (sums, &commitment_id);

  if (sum == NULL)
    {
      sum = g_new0 (gint64, 1);
      g_hash_table_insert (sums, g_memdup2 (&commitment_id, sizeof commitment_id), sum);
    }
  if (!sotong_won_add (*sum, amount, sum))
    *sum = amount < 0 ? -G_MAXINT64 : G_MAXINT64;
}

static void
add_place (GHashTable *places,
           const char *word,
           guint       place)
{
  GArray *of = g_hash_table_lookup (places, word);

  if (*word == '\0')
    return;
  if (of == NULL)
    {
      of = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (places, (gpointer) word, of);
    }
  g_array_append_val (of, place);
}

static Past *
read_past (SotongDb  *db,
           gint64     line_id,
           GError   **error)
{
  g_autoptr(Past) past = g_new0 (Past, 1);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT commitment_id, amount, paid_on, payee, document_number FROM payment"
                                                " WHERE line_id = $1 AND removed_at IS NULL ORDER BY paid_on, id", "i", line_id);
  GError *local = NULL;

  past->all = g_array_new (FALSE, FALSE, sizeof (Paid));
  past->documents = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  past->payees = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  past->sums = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  past->words = g_string_chunk_new (4096);
  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      Paid paid = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), NULL, NULL };

      if (paid.commitment_id != SOTONG_NONE)
        add_sum (past->sums, paid.commitment_id, paid.amount);
      if (paid.amount < 0)
        continue;
      paid.day = g_string_chunk_insert_const (past->words, sotong_stmt_text (stmt, 2));
      paid.payee = g_string_chunk_insert_const (past->words, sotong_stmt_text (stmt, 3));
      add_place (past->documents, g_string_chunk_insert_const (past->words, sotong_stmt_text (stmt, 4)), past->all->len);
      add_place (past->payees, paid.payee, past->all->len);
      g_array_append_val (past->all, paid);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL ? g_steal_pointer (&past) : NULL;
}

/* ---- lines ---- */

static Purse *
get_purse (SotongBudgetRun  *self,
           gint64            line_id,
           GError          **error)
{
  Purse *purse = g_hash_table_lookup (self->purses, &line_id);

  if (purse != NULL)
    return purse;
  purse = g_new0 (Purse, 1);
  if (!sotong_line_money_read (self->db, line_id, &purse->money, error))
    {
      purse_free (purse);
      return NULL;
    }
  g_hash_table_insert (self->purses, g_memdup2 (&line_id, sizeof line_id), purse);
  return purse;
}

/**
 * sotong_budget_run_new:
 * @db: the connection of a write job, which must outlive it
 *
 * Nothing else may change the ledger until it is freed, nor may it be used on after an error.
 *
 * Returns: (transfer full): what writes many entries of the ledger
 */
SotongBudgetRun *
sotong_budget_run_new (SotongDb *db)
{
  SotongBudgetRun *self = g_new0 (SotongBudgetRun, 1);

  self->db = db;
  self->purses = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) purse_free);
  return self;
}

void
sotong_budget_run_free (SotongBudgetRun *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->purses);
  g_free (self);
}

/**
 * sotong_budget_run_commit:
 * @self: a run
 * @commitment: what was bound by a contract or an order; of many, before what is paid of them
 * @error: return location; as for sotong_commitment_insert()
 *
 * As sotong_commitment_insert().
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_budget_run_commit (SotongBudgetRun         *self,
                          const SotongCommitment  *commitment,
                          GError                 **error)
{
  Purse *purse = get_purse (self, commitment->line_id, error);

  if (purse == NULL)
    return 0;
  g_clear_pointer (&purse->unpaid, unpaid_free);
  return sotong_commitment_write (self->db, commitment, &purse->money, error);
}

/* From the oldest commitment that has so much left, else from what none binds. */
static gint64
draw (SotongBudgetRun      *self,
      Purse                *purse,
      const SotongPayment  *payment,
      GError              **error)
{
  SotongPayment drawn = *payment;
  guint node;
  gint64 id;

  if (purse->unpaid == NULL && (purse->unpaid = read_unpaid (self->db, payment->line_id, error)) == NULL)
    return 0;
  node = find_unpaid (purse->unpaid, payment->amount);
  drawn.commitment_id = node != 0 ? g_array_index (purse->unpaid->ids, gint64, node - purse->unpaid->half) : SOTONG_NONE;
  if (node == 0 && !sotong_line_money_check_free (&purse->money, payment->amount, error))
    return 0;
  id = sotong_payment_write (self->db, &drawn, &purse->money, error);
  if (id == 0 || node == 0)
    return id;
  purse->unpaid->most[node] -= payment->amount;
  lift (purse->unpaid, node);
  return id;
}

static gboolean
has_left (const Purse *purse,
          gint64       commitment_id,
          gint64       amount)
{
  const gint64 *sum = g_hash_table_lookup (purse->past->sums, &commitment_id);

  return commitment_id == SOTONG_NONE ? purse->money.direct >= amount : sum != NULL && *sum >= amount;
}

/* The last payment until @day, else the last one after it, of which or beside which so much is paid; %NULL if there is none.
 * @among: (nullable) (element-type guint): which; @payee: (nullable): to whom; @least: what it is of at least */
static const Paid *
find_last (const Purse *purse,
           GArray      *among,
           const char  *payee,
           const char  *day,
           gint64       least,
           gint64       amount)
{
  GArray *all = purse->past->all;

  for (int after = FALSE; after <= TRUE; after++)
    for (guint i = among != NULL ? among->len : all->len; i-- > 0;)
      {
        const Paid *paid = &g_array_index (all, Paid, among != NULL ? g_array_index (among, guint, i) : i);

        if ((strcmp (paid->day, day) > 0) == after && paid->amount >= least && (payee == NULL || g_str_equal (paid->payee, payee))
            && has_left (purse, paid->commitment_id, amount))
          return paid;
      }
  return NULL;
}

/* Of which commitment money came back: that of the payment that it may be of, which is of the same document, else to the same payee, else the
 * last one before it. SOTONG_NONE where it was paid without one, or where so much was not paid. */
static gint64
find_source (const Purse          *purse,
             const SotongPayment  *payment)
{
  const char *document = payment->document_number != NULL ? payment->document_number : "", *payee = payment->payee != NULL ? payment->payee : "";
  GArray *of_document = g_hash_table_lookup (purse->past->documents, document), *of_payee = g_hash_table_lookup (purse->past->payees, payee);
  gint64 amount = -payment->amount;
  const Paid *paid = NULL;

  for (int whole = TRUE; of_document != NULL && paid == NULL && whole >= FALSE; whole--)
    {
      gint64 least = whole ? amount : 1;

      paid = *payee != '\0' ? find_last (purse, of_document, payee, payment->paid_on, least, amount) : NULL;
      if (paid == NULL)
        paid = find_last (purse, of_document, NULL, payment->paid_on, least, amount);
    }
  for (int whole = TRUE; paid == NULL && whole >= FALSE; whole--)
    {
      gint64 least = whole ? amount : 1;

      paid = of_payee != NULL ? find_last (purse, of_payee, NULL, payment->paid_on, least, amount) : NULL;
      if (paid == NULL)
        paid = find_last (purse, NULL, NULL, payment->paid_on, least, amount);
    }
  return paid != NULL ? paid->commitment_id : SOTONG_NONE;
}

/* What came back of a commitment is to be paid again, and binds what it did. */
static gint64
take_back (SotongBudgetRun      *self,
           Purse                *purse,
           const SotongPayment  *payment,
           GError              **error)
{
  SotongPayment back = *payment;
  gint64 id;

  if (payment->commitment_id <= 0 && payment->paid_on != NULL && payment->amount != G_MININT64)
    {
      if (purse->past == NULL && (purse->past = read_past (self->db, payment->line_id, error)) == NULL)
        return 0;
      back.commitment_id = find_source (purse, payment);
    }
  id = sotong_payment_write (self->db, &back, &purse->money, error);
  if (id == 0 || back.commitment_id <= 0)
    return id;
  g_clear_pointer (&purse->unpaid, unpaid_free);
  if (purse->past != NULL)
    add_sum (purse->past->sums, back.commitment_id, back.amount);
  return id;
}

/**
 * sotong_budget_run_pay:
 * @self: a run
 * @payment: money that was paid; its commitment may be named; less than nothing where it came back, after what was paid
 * @error: return location; as for sotong_payment_insert()
 *
 * As sotong_payment_draw(). What came back goes to the commitment of the payment that it may be of.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_budget_run_pay (SotongBudgetRun      *self,
                       const SotongPayment  *payment,
                       GError              **error)
{
  Purse *purse = NULL;

  if (payment->amount > 0 && payment->commitment_id > 0 && !sotong_payment_check_commitment (self->db, payment, error))
    return 0;
  purse = get_purse (self, payment->line_id, error);
  if (purse == NULL)
    return 0;
  if (payment->amount < 0)
    return take_back (self, purse, payment, error);
  g_clear_pointer (&purse->past, past_free);
  if (payment->amount > 0 && payment->commitment_id <= 0)
    return draw (self, purse, payment, error);
  if (payment->commitment_id > 0) /* of it there is less to be paid */
    g_clear_pointer (&purse->unpaid, unpaid_free);
  return sotong_payment_write (self->db, payment, &purse->money, error);
}

/**
 * sotong_payment_draw:
 * @db: the connection of a write job
 * @payment: money that was paid; its commitment may be named
 * @error: return location; as for sotong_payment_insert()
 *
 * As sotong_payment_insert(), paid from the commitment that is named, else from the line's oldest
 * that has so much left, else from what no commitment binds.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_payment_draw (SotongDb             *db,
                     const SotongPayment  *payment,
                     GError              **error)
{
  g_autoptr(SotongBudgetRun) run = sotong_budget_run_new (db);

  return sotong_budget_run_pay (run, payment, error);
}

/**
 * sotong_budget_try:
 * @db: the connection of a write job that has begun no change
 * @job: what is tried
 * @data: for @job
 * @error: return location; that of @job
 *
 * Does what an import would do, and takes all of it back: no other connection sees anything of it, and neither a history nor a step
 * of undo is left.
 *
 * Returns: what @job returned
 */
gboolean
sotong_budget_try (SotongDb         *db,
                   SotongBudgetTry   job,
                   gpointer          data,
                   GError          **error)
{
  guint touched = db->touched;
  gboolean done;

  if (!sotong_db_script (db, "SAVEPOINT budget_try", error))
    return FALSE;
  done = job (db, data, error);
  sotong_change_drop (db);
  db->touched = touched;
  return sotong_db_script (db, "ROLLBACK TO budget_try; RELEASE budget_try", done ? error : NULL) && done;
}
