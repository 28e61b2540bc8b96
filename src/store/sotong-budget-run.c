/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-budget-private.h"
#include "store/sotong-budget-run.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"

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
  SotongLineMoney  money;
  Unpaid          *unpaid;  /* (owned) (nullable): read when it is needed */
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
purse_free (Purse *purse)
{
  sotong_line_money_clear (&purse->money);
  unpaid_free (purse->unpaid);
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

/* Of which commitment money came back: that of the payment that it may be of, which is of the same document, else to the same payee, else the
 * last one before it. SOTONG_NONE where it was paid without one, or where nothing was paid; 0 with @error set. */
static gint64
find_source (SotongBudgetRun      *self,
             const SotongPayment  *payment,
             GError              **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (self->db, error, "SELECT commitment_id FROM payment WHERE line_id = $1 AND amount >= $2 AND removed_at IS NULL"
                                                " ORDER BY (document_number = $3 AND $3 != '') DESC, (payee = $4 AND $4 != '') DESC, paid_on <= $5 DESC,"
                                                " paid_on DESC, id DESC LIMIT 1", "iittt", payment->line_id, -payment->amount,
                                                payment->document_number != NULL ? payment->document_number : "", payment->payee != NULL ? payment->payee : "",
                                                payment->paid_on);
  gint64 id = SOTONG_NONE;
  GError *local = NULL;

  if (stmt != NULL && sotong_stmt_next (stmt, &local))
    id = sotong_stmt_int (stmt, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL ? id : 0;
}

/* What came back of a commitment is to be paid again, and binds what it did. */
static gint64
take_back (SotongBudgetRun      *self,
           Purse                *purse,
           const SotongPayment  *payment,
           GError              **error)
{
  SotongPayment back = *payment;

  if (payment->commitment_id <= 0 && (back.commitment_id = find_source (self, payment, error)) == 0)
    return 0;
  if (back.commitment_id > 0)
    g_clear_pointer (&purse->unpaid, unpaid_free);
  return sotong_payment_write (self->db, &back, &purse->money, error);
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
  if (payment->amount > 0 && payment->commitment_id <= 0)
    return draw (self, purse, payment, error);
  if (payment->amount < 0)
    return take_back (self, purse, payment, error);
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
