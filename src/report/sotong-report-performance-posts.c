/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "report/sotong-report-parts-private.h"
#include "report/sotong-report-performance-private.h"

/* Of the performance summary: what an agency's channels did together, and what the posts reached. */

static gint64
sum_known (gint64 sum,
           gint64 value)
{
  if (value == SOTONG_REPORT_BLANK)
    return sum;
  return sum == SOTONG_REPORT_BLANK ? value : sotong_report_sum (sum, value);
}

static void
add_to_sum (SotongReportChannel       *sum,
            const SotongReportChannel *row)
{
  sum->published += row->published;
  sum->scheduled += row->scheduled;
  sum->seen = sum_known (sum->seen, row->seen);
  sum->reactions = sum_known (sum->reactions, row->reactions);
  sum->followers = sum_known (sum->followers, row->followers);
  sum->gained = sum_known (sum->gained, row->gained);
}

static void
add_reached_columns (SotongTable *table)
{
  sotong_table_add_column (table, C_("report", "Views or\nreach"), C_("data column", "seen"), 23, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Reactions"), C_("data column", "reactions"), 20, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Engagement\n(%)"), C_("data column", "engagement_percent"), 18, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Followers"), C_("data column", "followers"), 24, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Gained"), C_("data column", "followers_gained"), 20, SOTONG_ALIGN_RIGHT);
}

/* The channels of an agency, in the order in which agencies first come. */
static void
add_agency (const SotongReportPerformance *self,
            SotongTable                   *table,
            guint                          first)
{
  const SotongReportChannel *head = g_ptr_array_index (self->channels, first);
  SotongReportChannel sum = { .seen = SOTONG_REPORT_BLANK, .reactions = SOTONG_REPORT_BLANK, .followers = SOTONG_REPORT_BLANK, .gained = SOTONG_REPORT_BLANK };
  gint64 n = 0;

  for (guint i = 0; i < self->channels->len; i++)
    {
      const SotongReportChannel *row = g_ptr_array_index (self->channels, i);

      if (g_strcmp0 (row->group, head->group) != 0)
        continue;
      if (i < first)
        return; /* told already */
      add_to_sum (&sum, row);
      n++;
    }
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, head->group != NULL && *head->group != '\0' ? head->group : C_("report", "No agency"));
  sotong_report_add_count (table, n);
  sotong_report_add_count (table, sum.published);
  sotong_report_add_count (table, sum.scheduled);
  sotong_report_add_reached (table, &sum);
}

void
sotong_report_performance_put_agencies (const SotongReportPerformance *self,
                                        SotongDocument                *document)
{
  g_autoptr(SotongTable) table = sotong_table_new ("agencies", NULL);

  sotong_table_set_unit (table, C_("report", "(unit: channels, posts, times, people)"));
  sotong_table_set_made_data (table, self->head.made_data);
  sotong_table_add_column (table, C_("report", "Agency"), C_("data column", "agency"), 37, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Channels"), C_("data column", "channels"), 14, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Published"), C_("data column", "published"), 15, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Scheduled"), C_("data column", "scheduled"), 15, SOTONG_ALIGN_RIGHT);
  add_reached_columns (table);
  for (guint i = 0; i < self->channels->len; i++)
    add_agency (self, table, i);
  sotong_document_add_heading (document, 1, C_("report", "Results by agency"));
  sotong_document_add_table (document, table);
}

static void
add_best (const SotongReportPerformance *self,
          SotongDocument                *document)
{
  g_autoptr(SotongTable) table = sotong_table_new ("best", NULL);

  sotong_table_set_unit (table, C_("report", "(unit: times)"));
  sotong_table_add_column (table, C_("report", "Rank"), C_("data column", "rank"), 10, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, C_("report", "Post"), C_("data column", "post"), 43, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Channel"), C_("data column", "channel"), 31, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Published on"), C_("data column", "published_on"), 22, SOTONG_ALIGN_CENTER);
  sotong_table_add_column (table, C_("report", "Views or\nreach"), C_("data column", "seen"), 16, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Reactions"), C_("data column", "reactions"), 16, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, C_("report", "Address"), C_("data column", "address"), 32, SOTONG_ALIGN_LEFT);
  for (guint i = 0; i < self->posts->len; i++)
    {
      const SotongReportPost *post = g_ptr_array_index (self->posts, i);

      sotong_table_begin_row (table, 0);
      sotong_table_add_number (table, i + 1, NULL);
      sotong_table_add_text (table, post->title);
      sotong_table_add_text (table, post->channel);
      sotong_table_add_text (table, post->day);
      sotong_report_add_known (table, post->seen);
      sotong_report_add_known (table, post->reactions);
      sotong_table_add_text (table, post->url);
    }
  if (self->posts->len == 0)
    {
      sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, _("No figures of posts were collected or entered in the period, so none can be named as the best."));
      return;
    }
  sotong_table_set_made_data (table, self->head.made_data);
  sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, C_("report", "Posts with the most reactions"));
  sotong_document_add_table (document, table);
}

static guint
count_telling (const SotongReportPerformance *self)
{
  guint n = 0;

  for (guint i = 0; i < self->channels->len; i++)
    n += ((const SotongReportChannel *) g_ptr_array_index (self->channels, i))->n_days > 0;
  return n;
}

/* Of how many days each sum is: what a platform did not tell is not in it. */
static void
add_days_note (const SotongReportPerformance *self,
               SotongDocument                *document)
{
  g_autoptr(GString) days = g_string_new (NULL);
  g_autofree char *note = NULL;

  for (guint i = 0; i < self->channels->len; i++)
    {
      const SotongReportChannel *row = g_ptr_array_index (self->channels, i);

      if (row->n_days > 0)
        g_string_append_printf (days, "%s%s %" G_GINT64_FORMAT, days->len > 0 ? ", " : "", row->name, row->n_days);
    }
  note = g_strdup_printf (_("Views of the whole channel are those of its older posts and its own page too, added up over the days that its platform told. "
                            "Days told: %s."), days->str);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, note);
}

void
sotong_report_performance_put_posts (const SotongReportPerformance *self,
                                     SotongDocument                *document)
{
  g_autoptr(SotongTable) table = sotong_table_new ("posts", NULL);
  gboolean by_days = count_telling (self) > 0;

  sotong_table_set_unit (table, C_("report", "(unit: posts, times, people)"));
  sotong_table_set_made_data (table, self->head.made_data);
  sotong_table_add_column (table, C_("report", "Channel"), C_("data column", "channel"), by_days ? 28 : 45, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, C_("report", "Published"), C_("data column", "published"), 16, SOTONG_ALIGN_RIGHT);
  add_reached_columns (table);
  if (by_days)
    sotong_table_add_column (table, C_("report", "Whole\nchannel"), C_("data column", "channel_views"), 17, SOTONG_ALIGN_RIGHT);
  for (guint i = 0; i < self->channels->len; i++)
    {
      const SotongReportChannel *row = g_ptr_array_index (self->channels, i);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, row->name);
      sotong_report_add_count (table, row->published);
      sotong_report_add_reached (table, row);
      if (by_days)
        sotong_report_add_known (table, row->n_days > 0 ? row->day_views : SOTONG_REPORT_BLANK);
    }
  sotong_document_add_heading (document, 1, C_("report", "What the posts reached"));
  sotong_document_add_table (document, table);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE,
                                 _("Views and reactions are what each post gained in the period, those that went out before it too. “-” is not known."));
  if (by_days)
    add_days_note (self, document);
  add_best (self, document);
}
