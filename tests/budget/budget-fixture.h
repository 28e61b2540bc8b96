/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib/gstdio.h>
#include <string.h>

#include "demo/sotong-demo-programme.h"
#include "store/sotong-budget.h"
#include "store/sotong-campaign.h"
#include "store/sotong-change.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "store/sotong-store.h"
#include "store/sotong-workspace.h"

/* A workspace in a folder of its own, with the source document's programme in it, to the won. */
typedef struct {
  char        *folder;
  char        *path;
  SotongClock *clock;
  SotongStore *store;
  gint64       programme_id;
  gint64       account_id;   /* the first */
  GHashTable  *lines;        /* id in the source's data -> id of the line in the store */
} BudgetFixture;

#define FIXTURE_NOW G_GINT64_CONSTANT (1476406800) /* 2016-10-14 10:00 in Seoul */

static inline gint64
fixture_line (BudgetFixture *f,
              const char    *id)
{
  return (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (f->lines, id));
}

static inline void
fixture_add_texts (SotongProgramme           *p,
                   const SotongDemoProgramme *source)
{
  for (gsize i = 0; i < source->n_facts; i++)
    sotong_programme_add_text (p, "fact", source->facts[i].label, source->facts[i].value);
  for (gsize i = 0; i < source->n_boxes; i++)
    {
      g_autofree char *body = g_strconcat (source->boxes[i].checked ? "☑" : "□", source->boxes[i].label, NULL);

      sotong_programme_add_text (p, "box", source->boxes[i].group, body);
    }
  for (int i = 0; i < 3; i++)
    sotong_programme_add_text (p, "person", source->department, "과장\t팀장\t주무관");
  sotong_programme_add_text (p, "summary", "", source->summary);
  sotong_programme_add_text (p, "effect", "", source->expected);
  for (gsize i = 0; i < source->n_stages; i++)
    if (source->stages[i].from[0] != '\0')
      sotong_programme_add_step (p, source->stages[i].stage, source->stages[i].from, source->stages[i].until,
                                 source->stages[i].amount != 0 ? source->stages[i].amount : SOTONG_NONE, source->stages[i].detail);
  for (gsize i = 0; i < source->n_results; i++)
    sotong_programme_add_result (p, atoi (source->results[i].date), source->results[i].text);
}

static inline gboolean
fixture_fill_lines (SotongDb                  *db,
                    BudgetFixture             *f,
                    const SotongDemoProgramme *source,
                    GHashTable                *accounts,
                    GError                   **error)
{
  for (gsize i = 0; i < source->n_lines; i++)
    {
      const SotongDemoLine *from = &source->lines[i];
      g_autoptr(SotongBudgetLine) line = sotong_budget_line_new ();
      gint64 id;

      line->programme_id = f->programme_id;
      line->account_id = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (accounts, from->account));
      line->parent_id = from->parent != NULL ? fixture_line (f, from->parent) : SOTONG_NONE;
      line->name = g_strdup (from->name);
      line->amount = from->amount;
      line->formula = from->note[0] != '\0' ? g_strconcat (from->expression, " ", from->note, NULL) : g_strdup (from->expression);
      line->unit_price = from->unit_price != 0 ? from->unit_price : SOTONG_NONE;
      line->quantity = from->quantity != 0 ? from->quantity : SOTONG_NONE;
      line->unit = g_strdup (from->unit);
      id = sotong_budget_line_insert (db, line, error);
      if (id == 0)
        return FALSE;
      g_hash_table_insert (f->lines, (gpointer) from->id, GSIZE_TO_POINTER ((gsize) id));
    }
  for (gsize i = 0; i < source->n_targets; i++)
    {
      SotongDeliverable target = { .campaign_id = SOTONG_NONE };

      target.type = (char *) sotong_demo_type_get_name (source->targets[i].type);
      target.line_id = fixture_line (f, source->targets[i].line);
      target.quantity = source->targets[i].promised;
      target.unit = (char *) sotong_demo_programme_find_line (source->targets[i].line)->unit;
      if (sotong_deliverable_insert (db, f->programme_id, &target, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static inline gpointer
fixture_fill_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  BudgetFixture *f = data;
  const SotongDemoProgramme *source = sotong_demo_programme_get ();
  g_autoptr(SotongProgramme) p = sotong_programme_new ();
  g_autoptr(GHashTable) accounts = g_hash_table_new (g_str_hash, g_str_equal);

  p->year = source->year;
  p->name = g_strdup (source->name);
  p->body = g_strdup (source->city);
  p->bureau = g_strdup (source->bureau);
  p->department = g_strdup (source->department);
  p->kind = g_strdup ("직접수행 · 계속 사업 · 경상 경비");
  p->starts_on = g_strdup (source->starts);
  p->ends_on = g_strdup (source->ends);
  fixture_add_texts (p, source);
  f->programme_id = sotong_programme_insert (db, p, error);
  if (f->programme_id == 0)
    return NULL;
  for (gsize i = 0; i < source->n_totals; i++)
    {
      const SotongDemoTotal *total = &source->totals[i];
      gint64 account = SOTONG_NONE;

      if (total->code[0] != '\0')
        {
          account = sotong_budget_account_insert (db, f->programme_id, total->code, total->name, error);
          if (account == 0)
            return NULL;
          g_hash_table_insert (accounts, (gpointer) total->code, GSIZE_TO_POINTER ((gsize) account));
          f->account_id = f->account_id != 0 ? f->account_id : account;
        }
      for (int k = 0; k < 3; k++)
        {
          SotongBudgetTotal row = { account, source->year - 2 + k, total->printed[k], SOTONG_NONE };

          if (!sotong_budget_total_insert (db, f->programme_id, &row, error))
            return NULL;
        }
    }
  for (gsize i = 0; i < source->n_settlements; i++)
    {
      const SotongDemoSettlement *from = &source->settlements[i];
      SotongSettlement s = { from->year, from->original, from->carried_in, from->changed, from->current, from->executed, from->carried_out,
                             from->remaining };

      if (!sotong_settlement_insert (db, f->programme_id, &s, error))
        return NULL;
    }
  return fixture_fill_lines (db, f, source, accounts, error) ? f : NULL;
}

/* Runs a write job that must succeed. */
static inline gpointer
fixture_write (BudgetFixture  *f,
               SotongStoreJob  job,
               gpointer        data)
{
  g_autoptr(GError) error = NULL;
  gpointer result = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, job, data, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

static inline gpointer
fixture_read (BudgetFixture  *f,
              SotongStoreJob  job,
              gpointer        data)
{
  g_autoptr(GError) error = NULL;
  gpointer result = sotong_store_read (f->store, job, data, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

static inline gpointer
fixture_pay_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  const SotongPayment *payment = data;
  gint64 id = sotong_change_begin (db, "budget.pay", "payment", 0, "", error) ? sotong_payment_draw (db, payment, error) : 0;

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static inline SotongPayment
fixture_payment (gint64      line_id,
                 gint64      amount,
                 const char *day)
{
  SotongPayment payment = { .line_id = line_id, .content_id = SOTONG_NONE, .campaign_id = SOTONG_NONE, .amount = amount, .paid_on = (char *) day };

  return payment;
}

static inline gint64
fixture_pay (BudgetFixture *f,
             gint64         line_id,
             gint64         amount,
             const char    *day)
{
  SotongPayment payment = fixture_payment (line_id, amount, day);
  g_autofree gint64 *id = fixture_write (f, fixture_pay_job, &payment);

  return *id;
}

static inline void
fixture_set_up_empty (BudgetFixture *f,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  f->folder = g_dir_make_tmp ("sotong-budget-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "office.sotong", NULL);
  f->clock = sotong_clock_new_set (FIXTURE_NOW);
  f->lines = g_hash_table_new (g_str_hash, g_str_equal);
  f->store = sotong_store_create (f->path, f->clock, NULL, &error);
  g_assert_no_error (error);
}

static inline void
fixture_set_up (BudgetFixture *f,
                gconstpointer  data)
{
  fixture_set_up_empty (f, data);
  fixture_write (f, fixture_fill_job, f);
}

static inline void
fixture_tear_down (BudgetFixture *f,
                   gconstpointer  data)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  sotong_store_close (f->store);
  g_assert_finalize_object (f->store);
  g_object_unref (f->clock);
  g_hash_table_unref (f->lines);
  dir = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->path);
}
