/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/sotong-cli-outbox.h"
#include "store/sotong-outbox.h"
#include "store/sotong-unsent.h"
#include "util/sotong-time.h"

static gpointer
count_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_outbox_count (db, error);
}

static void
json_channel (SotongCli               *cli,
              JsonBuilder             *builder,
              const SotongOutboxCount *count)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);

  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", count->channel->id);
  sotong_cli_json_text (builder, "name", count->channel->name);
  sotong_cli_json_text (builder, "platform", count->channel->platform);
  sotong_cli_json_text (builder, "health", count->channel->health);
  sotong_cli_json_text (builder, "message", count->channel->message);
  sotong_cli_json_time (builder, "checked_at", count->channel->checked_at, zone);
  sotong_cli_json_time (builder, "wait_until", count->channel->wait_until, zone);
  sotong_cli_json_int (builder, "scheduled", count->n_scheduled);
  sotong_cli_json_int (builder, "due", count->n_due);
  sotong_cli_json_int (builder, "overdue", count->n_overdue);
  sotong_cli_json_int (builder, "publishing", count->n_publishing);
  sotong_cli_json_int (builder, "failed", count->n_failed);
  sotong_cli_json_int (builder, "unknown", count->n_unknown);
  sotong_cli_json_int (builder, "missed", count->n_missed);
  sotong_cli_json_int (builder, "held", count->n_held);
  sotong_cli_json_int (builder, "published", count->n_published);
  sotong_cli_json_int (builder, "withdrawn", count->n_withdrawn);
  sotong_cli_json_time (builder, "next_at", count->next_at, zone);
  sotong_cli_json_time (builder, "oldest_due", count->oldest_due, zone);
  json_builder_end_object (builder);
}

static void
print_channel (SotongCli               *cli,
               const SotongOutboxCount *count)
{
  g_autofree char *next = count->next_at != SOTONG_NONE ? sotong_time_format_iso (count->next_at, sotong_store_get_zone (cli->store)) : NULL;

  sotong_cli_print_field (count->channel->name, FALSE);
  sotong_cli_print_field (count->channel->platform, FALSE);
  sotong_cli_print (_("scheduled %" PRId64 ", due %" PRId64 ", overdue %" PRId64 ", failed %" PRId64
                      ", unknown %" PRId64 ", published %" PRId64),
                    count->n_scheduled, count->n_due, count->n_overdue, count->n_failed, count->n_unknown, count->n_published);
  sotong_cli_print (_(", missed %" PRId64 ", held %" PRId64), count->n_missed, count->n_held);
  sotong_cli_print ("\t%s\t", next != NULL ? next : "-");
  sotong_cli_print_field (count->channel->message, TRUE);
}

static void
add_up (GPtrArray         *counts,
        SotongOutboxCount *sum)
{
  for (guint i = 0; i < counts->len; i++)
    {
      const SotongOutboxCount *count = g_ptr_array_index (counts, i);

      sum->n_scheduled += count->n_scheduled;
      sum->n_due += count->n_due;
      sum->n_overdue += count->n_overdue;
      sum->n_publishing += count->n_publishing;
      sum->n_failed += count->n_failed;
      sum->n_unknown += count->n_unknown;
      sum->n_missed += count->n_missed;
      sum->n_held += count->n_held;
      sum->n_published += count->n_published;
      sum->n_withdrawn += count->n_withdrawn;
    }
}

static gpointer
unsent_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_unsent_list (db, error);
}

/* What did not arrive where it is out, with the command that sends it again. */
static void
print_unsent (GPtrArray *list)
{
  if (list->len > 0)
    sotong_cli_print (_("Not corrected or not taken down where they are out: %u\n"), list->len);
  for (guint i = 0; i < list->len; i++)
    {
      const SotongUnsent *unsent = g_ptr_array_index (list, i);

      sotong_cli_print ("\tsotongctl content %s %" PRId64 "\t", unsent->removal ? "delete" : "correct", unsent->content_id);
      sotong_cli_print_field (unsent->channel, FALSE);
      sotong_cli_print_field (unsent->title, TRUE);
    }
}

/**
 * sotong_cli_status_outbox:
 * @cli: the invocation, with its store open
 * @builder: (nullable): inside an object; %NULL to print lines
 * @error: return location
 *
 * The part of “status” that tells of publishing: the members scheduled, due, overdue,
 * publishing, failed, unknown, missed, held, published, withdrawn, unsent, and the list channels.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_cli_status_outbox (SotongCli    *cli,
                          JsonBuilder  *builder,
                          GError      **error)
{
  g_autoptr(GPtrArray) counts = sotong_store_read (cli->store, count_job, NULL, cli->cancellable, error);
  g_autoptr(GPtrArray) unsent = counts != NULL ? sotong_store_read (cli->store, unsent_job, NULL, cli->cancellable, error) : NULL;
  SotongOutboxCount sum = { NULL };

  if (unsent == NULL)
    return FALSE;
  add_up (counts, &sum);
  if (builder != NULL)
    {
      sotong_cli_json_int (builder, "scheduled", sum.n_scheduled);
      sotong_cli_json_int (builder, "due", sum.n_due);
      sotong_cli_json_int (builder, "overdue", sum.n_overdue);
      sotong_cli_json_int (builder, "publishing", sum.n_publishing);
      sotong_cli_json_int (builder, "failed", sum.n_failed);
      sotong_cli_json_int (builder, "unknown", sum.n_unknown);
      sotong_cli_json_int (builder, "missed", sum.n_missed);
      sotong_cli_json_int (builder, "held", sum.n_held);
      sotong_cli_json_int (builder, "published", sum.n_published);
      sotong_cli_json_int (builder, "withdrawn", sum.n_withdrawn);
      sotong_cli_json_int (builder, "unsent", unsent->len);
      json_builder_set_member_name (builder, "channels");
      json_builder_begin_array (builder);
    }
  else
    sotong_cli_print (_("Posts: scheduled %" PRId64 ", due %" PRId64 ", overdue %" PRId64 ", failed %" PRId64
                        ", of unknown outcome %" PRId64 ", published %" PRId64 "\n"),
                      sum.n_scheduled, sum.n_due, sum.n_overdue, sum.n_failed, sum.n_unknown, sum.n_published);
  if (builder == NULL)
    {
      sotong_cli_print (_("Waiting for a person’s choice: missed %" PRId64 ", held %" PRId64 "\n"), sum.n_missed, sum.n_held);
      if (sum.n_withdrawn > 0)
        sotong_cli_print (_("Were out and were taken off again: %" PRId64 "\n"), sum.n_withdrawn);
      print_unsent (unsent);
      sotong_cli_note_hold (cli);
    }
  for (guint i = 0; i < counts->len; i++)
    {
      if (builder != NULL)
        json_channel (cli, builder, g_ptr_array_index (counts, i));
      else
        print_channel (cli, g_ptr_array_index (counts, i));
    }
  if (builder != NULL)
    json_builder_end_array (builder);
  return TRUE;
}
