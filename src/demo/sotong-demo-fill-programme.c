/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo/sotong-demo-fill-private.h"
#include "store/sotong-approval-line.h"
#include "store/sotong-budget.h"
#include "store/sotong-campaign.h"

/* The programme is real and so are its figures: nothing here is marked as made, but people. */

void
sotong_demo_format_day (gint64 day,
                        char   out_text[16])
{
  int year, month, day_of_month;

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  g_snprintf (out_text, 16, "%04d-%02d-%02d", year, month, day_of_month);
}

/* The row of a line, or SOTONG_NONE for "". */
gint64
sotong_demo_fill_find_line (SotongDemoFill *fill,
                            const char     *id)
{
  for (gsize i = 0; i < fill->programme->n_lines; i++)
    if (strcmp (fill->programme->lines[i].id, id) == 0)
      return fill->line_ids[i];
  return SOTONG_NONE;
}

gint64
sotong_demo_fill_find_person (SotongDemoFill *fill,
                              const char     *id)
{
  for (gsize i = 0; i < fill->programme->n_people; i++)
    if (strcmp (fill->programme->people[i].id, id) == 0)
      return fill->person_ids[i];
  return SOTONG_NONE;
}

static void
add_notes (SotongProgramme      *programme,
           const char           *part,
           const SotongDemoNote *notes,
           gsize                 n_notes)
{
  for (gsize i = 0; i < n_notes; i++)
    sotong_programme_add_text (programme, part, notes[i].date, notes[i].text);
}

static void
add_texts (SotongProgramme           *programme,
           const SotongDemoProgramme *source)
{
  for (gsize i = 0; i < source->n_facts; i++)
    sotong_programme_add_text (programme, "fact", source->facts[i].label, source->facts[i].value);
  for (gsize i = 0; i < source->n_boxes; i++)
    {
      g_autofree char *body = g_strconcat (source->boxes[i].checked ? "☑" : "□", source->boxes[i].label, NULL);

      sotong_programme_add_text (programme, "box", source->boxes[i].group, body);
    }
  for (gsize i = 0; source->purposes[i] != NULL; i++)
    sotong_programme_add_text (programme, "purpose", "", source->purposes[i]);
  add_notes (programme, "ground", source->grounds, source->n_grounds);
  for (gsize i = 0; source->contents[i] != NULL; i++)
    sotong_programme_add_text (programme, "content", "", source->contents[i]);
  sotong_programme_add_text (programme, "summary", "", source->summary);
  sotong_programme_add_text (programme, "necessity", "", source->necessity);
  sotong_programme_add_text (programme, "procedure", "", source->procedure);
  sotong_programme_add_text (programme, "effect", "", source->expected);
  add_notes (programme, "history", source->history, source->n_history);
  /* Three rows of roles, 과장, 팀장 and 주무관, as the document has them. */
  for (int i = 0; i < 3; i++)
    sotong_programme_add_text (programme, "person", "시민소통기획관 뉴미디어담당관", "과장\t팀장\t주무관");
}

static SotongProgramme *
programme_new (const SotongDemoProgramme *source)
{
  SotongProgramme *programme = sotong_programme_new ();

  programme->year = source->year;
  programme->name = g_strdup (source->name);
  programme->body = g_strdup (source->city);
  programme->bureau = g_strdup (source->bureau);
  programme->department = g_strdup (source->department);
  programme->kind = g_strdup ("계속");
  programme->starts_on = g_strdup (source->starts);
  programme->ends_on = g_strdup (source->ends);
  add_texts (programme, source);
  for (gsize i = 0; i < source->n_stages; i++)
    {
      const SotongDemoStage *stage = &source->stages[i];

      sotong_programme_add_step (programme, stage->stage, stage->from, stage->until,
                                 stage->amount != 0 ? stage->amount : SOTONG_NONE, stage->detail);
    }
  for (gsize i = 0; i < source->n_results; i++)
    sotong_programme_add_result (programme, (int) g_ascii_strtoll (source->results[i].date, NULL, 10), source->results[i].text);
  return programme;
}

/* Accounts and the totals of three years. @account_ids has an entry for each total, the first none. */
static gboolean
fill_totals (SotongDemoFill  *fill,
             gint64          *account_ids,
             GError         **error)
{
  for (gsize i = 0; i < fill->programme->n_totals; i++)
    {
      const SotongDemoTotal *total = &fill->programme->totals[i];

      account_ids[i] = SOTONG_NONE;
      if (*total->code != '\0'
          && (account_ids[i] = sotong_budget_account_insert (fill->db, fill->programme_id, total->code, total->name, error)) == 0)
        return FALSE;
      for (int year = 0; year < 3; year++)
        {
          SotongBudgetTotal row = { account_ids[i], 2014 + year, total->printed[year], SOTONG_NONE };

          if (!sotong_budget_total_insert (fill->db, fill->programme_id, &row, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gint64
account_of (SotongDemoFill *fill,
            const gint64   *account_ids,
            const char     *code)
{
  for (gsize i = 1; i < fill->programme->n_totals; i++)
    if (strcmp (fill->programme->totals[i].code, code) == 0)
      return account_ids[i];
  return SOTONG_NONE;
}

static gboolean
fill_lines (SotongDemoFill  *fill,
            const gint64    *account_ids,
            GError         **error)
{
  for (gsize i = 0; i < fill->programme->n_lines; i++)
    {
      const SotongDemoLine *source = &fill->programme->lines[i];
      g_autoptr(SotongBudgetLine) line = sotong_budget_line_new ();
      gboolean heading = source->unit_price == 0;

      line->programme_id = fill->programme_id;
      line->account_id = account_of (fill, account_ids, source->account);
      line->parent_id = source->parent != NULL ? sotong_demo_fill_find_line (fill, source->parent) : SOTONG_NONE;
      line->name = g_strdup (source->name);
      line->amount = source->amount;
      line->formula = *source->note != '\0' ? g_strdup_printf ("%s %s", source->expression, source->note)
                                            : g_strdup (source->expression);
      line->unit_price = heading ? SOTONG_NONE : source->unit_price;
      line->quantity = heading ? SOTONG_NONE : source->quantity;
      line->unit = g_strdup (source->unit);
      line->times = 1;
      fill->line_ids[i] = sotong_budget_line_insert (fill->db, line, error);
      if (fill->line_ids[i] == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_settlements (SotongDemoFill  *fill,
                  GError         **error)
{
  for (gsize i = 0; i < fill->programme->n_settlements; i++)
    {
      const SotongDemoSettlement *s = &fill->programme->settlements[i];
      SotongSettlement row = { s->year, s->original, s->carried_in, s->changed, s->current, s->executed, s->carried_out,
                               s->remaining };

      if (!sotong_settlement_insert (fill->db, fill->programme_id, &row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_targets (SotongDemoFill  *fill,
              GError         **error)
{
  for (gsize i = 0; i < fill->programme->n_targets; i++)
    {
      const SotongDemoTarget *target = &fill->programme->targets[i];
      const SotongDemoLine *line = sotong_demo_programme_find_line (target->line);
      SotongDeliverable row = {
        .campaign_id = SOTONG_NONE,
        .type = (char *) sotong_demo_type_get_name (target->type),
        .line_id = sotong_demo_fill_find_line (fill, target->line),
        .quantity = target->promised,
        .unit = (char *) (line->unit[0] != '\0' ? line->unit : "식"), /* of a lump sum */
      };

      if (sotong_deliverable_insert (fill->db, fill->programme_id, &row, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_people (SotongDemoFill  *fill,
             GError         **error)
{
  for (gsize i = 0; i < fill->programme->n_people; i++)
    {
      const SotongDemoPerson *person = &fill->programme->people[i];

      fill->person_ids[i] = sotong_made_person (fill->db, person->role, person->duty, error);
      if (fill->person_ids[i] == 0)
        return FALSE;
    }
  return TRUE;
}

/* 팀장 reviews, 과장 decides. Approval itself is off until somebody turns it on. */
static gboolean
fill_line_of_approval (SotongDemoFill  *fill,
               GError         **error)
{
  g_autoptr(SotongApprovalLine) line = sotong_approval_line_new ("");

  return sotong_approval_line_parse (fill->db, line, "review:팀장,decision:과장", error)
         && sotong_approval_line_insert (fill->db, line, error);
}

gboolean
sotong_demo_fill_programme (SotongDemoFill  *fill,
                            GError         **error)
{
  g_autoptr(SotongProgramme) programme = programme_new (fill->programme);
  gint64 account_ids[8];

  g_assert (fill->programme->n_totals <= G_N_ELEMENTS (account_ids));
  g_assert (fill->programme->n_lines <= G_N_ELEMENTS (fill->line_ids));
  g_assert (fill->programme->n_people <= G_N_ELEMENTS (fill->person_ids));
  fill->programme_id = sotong_programme_insert (fill->db, programme, error);
  return fill->programme_id != 0
         && fill_totals (fill, account_ids, error)
         && fill_lines (fill, account_ids, error)
         && fill_settlements (fill, error)
         && fill_targets (fill, error)
         && fill_people (fill, error)
         && fill_line_of_approval (fill, error);
}
