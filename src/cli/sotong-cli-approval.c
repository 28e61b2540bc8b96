/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/sotong-cli-approval.h"
#include "store/sotong-approval-lost.h"
#include "util/sotong-diff.h"
#include "util/sotong-time.h"

/* How a content's approval is shown. */

#define MAX_LOST 20 /* contents that are named one by one */

/* Whether every copy that is not out yet is what was approved. */
gboolean
sotong_cli_approval_is_sealed (const SotongApproval *approval)
{
  guint n = 0;

  for (guint i = 0; i < approval->copies->len; i++)
    {
      const SotongApprovalCopy *copy = g_ptr_array_index (approval->copies, i);

      if (sotong_state_is_out (copy->state))
        continue;
      if (copy->seal != SOTONG_SEAL_WHOLE)
        return FALSE;
      n++;
    }
  return n > 0;
}

static gpointer
mark_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  gint64 mark = sotong_approval_lost_mark (db, error);

  return mark >= 0 ? g_memdup2 (&mark, sizeof mark) : NULL;
}

/* Notes where the history ends before the verb. */
void
sotong_cli_approval_mark (SotongCli *cli)
{
  g_autofree gint64 *mark = sotong_store_read (cli->store, mark_job, NULL, cli->cancellable, NULL);

  cli->mark = mark != NULL ? *mark : G_MAXINT64;
}

static gpointer
lost_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_approval_lost_list (db, *(gint64 *) data, error);
}

/* Says which contents the verb brought back from review or approval; of many the first. */
void
sotong_cli_approval_tell_lost (SotongCli *cli)
{
  g_autoptr(GPtrArray) lost = sotong_store_read (cli->store, lost_job, &cli->mark, NULL, NULL);

  for (guint i = 0; lost != NULL && i < MIN (lost->len, MAX_LOST); i++)
    {
      const SotongApprovalLost *one = g_ptr_array_index (lost, i);
      /* Translators: the number of a content, its title, and channels. */
      g_autofree char *text = g_strdup_printf (_("Content %" PRId64 " “%s” is not approved any more on %s and has to be submitted again. Undo brings the approval back."),
                                               one->content_id, one->title, one->channels);

      sotong_cli_note (cli, text);
    }
  if (lost != NULL && lost->len > MAX_LOST)
    {
      guint n = lost->len - MAX_LOST;
      g_autofree char *text = g_strdup_printf (ngettext ("%u more content is not approved any more.", "%u more contents are not approved any more.", n), n);

      sotong_cli_note (cli, text);
    }
}

/* The numbers of these contents as a member "unapproved", if there are any. */
void
sotong_cli_approval_json_lost (SotongCli   *cli,
                               JsonBuilder *builder)
{
  g_autoptr(GPtrArray) lost = sotong_store_read (cli->store, lost_job, &cli->mark, NULL, NULL);

  if (lost == NULL || lost->len == 0)
    return;
  json_builder_set_member_name (builder, "unapproved");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lost->len; i++)
    json_builder_add_int_value (builder, ((const SotongApprovalLost *) g_ptr_array_index (lost, i))->content_id);
  json_builder_end_array (builder);
}

/* Says how many contents an import would bring back; nothing if it is none. */
void
sotong_cli_approval_note_would (SotongCli *cli,
                                gint64     n)
{
  g_autofree char *text = NULL;

  if (n <= 0)
    return;
  text = g_strdup_printf (ngettext ("%d content would not be approved any more and would have to be submitted again.",
                                    "%d contents would not be approved any more and would have to be submitted again.", (gulong) n), (int) n);
  sotong_cli_note (cli, text);
}

static void
json_step (JsonBuilder              *builder,
           const SotongApprovalStep *step,
           GTimeZone                *zone)
{
  json_builder_begin_object (builder);
  sotong_cli_json_text (builder, "kind", sotong_step_kind_get_name (step->kind));
  sotong_cli_json_text (builder, "person", step->person);
  sotong_cli_json_text (builder, "deputy", step->deputy);
  sotong_cli_json_text (builder, "decision", step->decision);
  sotong_cli_json_time (builder, "at", step->at, zone);
  sotong_cli_json_text (builder, "reason", step->reason[0] != '\0' ? step->reason : NULL);
  sotong_cli_json_text (builder, "account", step->account[0] != '\0' ? step->account : NULL);
  sotong_cli_json_text (builder, "asked_by", step->asked_by);
  json_builder_end_object (builder);
}

static void
json_seals (JsonBuilder          *builder,
            const SotongApproval *approval)
{
  json_builder_set_member_name (builder, "copies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < approval->copies->len; i++)
    {
      const SotongApprovalCopy *copy = g_ptr_array_index (approval->copies, i);

      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "id", copy->copy_id);
      sotong_cli_json_text (builder, "channel", copy->channel);
      sotong_cli_json_text (builder, "seal", sotong_seal_get_name (copy->seal));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* The members "approval" and "sealed" of a content. */
void
sotong_cli_json_approval (JsonBuilder          *builder,
                          const SotongApproval *approval,
                          GTimeZone            *zone)
{
  const SotongApprovalRound *round = approval->round;

  json_builder_set_member_name (builder, "approval");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "on");
  json_builder_add_boolean_value (builder, approval->on);
  sotong_cli_json_int (builder, "round", round != NULL ? round->round : SOTONG_NONE);
  sotong_cli_json_text (builder, "drafter", round != NULL ? round->drafter : NULL);
  sotong_cli_json_time (builder, "submitted_at", round != NULL ? round->submitted_at : SOTONG_NONE, zone);
  sotong_cli_json_text (builder, "outcome", round != NULL ? round->outcome : NULL);
  sotong_cli_json_time (builder, "closed_at", round != NULL ? round->closed_at : SOTONG_NONE, zone);
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; round != NULL && i < round->steps->len; i++)
    json_step (builder, g_ptr_array_index (round->steps, i), zone);
  json_builder_end_array (builder);
  json_seals (builder, approval);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "sealed");
  json_builder_add_boolean_value (builder, sotong_cli_approval_is_sealed (approval));
}

static void
print_step (const SotongApprovalStep *step,
            int                       round,
            GTimeZone                *zone)
{
  g_autofree char *at = step->at != SOTONG_NONE ? sotong_time_format_iso (step->at, zone) : g_strdup ("-");
  /* 代 before who acted in place of another, as in an office's approval box. */
  g_autofree char *who = step->deputy != NULL ? g_strdup_printf ("%s 代 %s", step->person, step->deputy) : g_strdup (step->person);

  sotong_cli_print ("\t%d\t%s\t%s\t%s\t", round, at, sotong_step_kind_get_name (step->kind), step->decision != NULL ? step->decision : "-");
  sotong_cli_print_field (who, FALSE);
  sotong_cli_print_field (step->reason, TRUE);
}

/* A line a step of the last round; nothing for what was never submitted. */
void
sotong_cli_print_approval (const SotongApproval *approval,
                           GTimeZone            *zone)
{
  for (guint i = 0; approval->round != NULL && i < approval->round->steps->len; i++)
    print_step (g_ptr_array_index (approval->round->steps, i), approval->round->round, zone);
}

/* ---- what changed since the last round ---- */

/* The text with its changes marked; as it is when there was none before. */
static char *
compare (const char *before,
         const char *after)
{
  g_autoptr(GPtrArray) runs = sotong_diff_words (before != NULL ? before : after, after);

  return sotong_diff_to_text (runs);
}

static char *
time_text (gint64     time,
           GTimeZone *zone)
{
  return time != SOTONG_NONE ? sotong_time_format_iso (time, zone) : g_strdup ("-");
}

static char *
compare_times (const SotongApprovalCopy *copy,
               GTimeZone                *zone)
{
  g_autofree char *before = copy->had_before ? time_text (copy->publish_before, zone) : NULL;
  g_autofree char *after = time_text (copy->publish_at, zone);

  return compare (before, after);
}

static const char *
media_before (const SotongApproval *approval)
{
  for (guint i = 0; i < approval->copies->len; i++)
    {
      const SotongApprovalCopy *copy = g_ptr_array_index (approval->copies, i);

      if (copy->media_before != NULL)
        return copy->media_before;
    }
  return NULL;
}

static void
json_change (JsonBuilder              *builder,
             const SotongApprovalCopy *copy,
             GTimeZone                *zone)
{
  g_autofree char *title = compare (copy->title_before, copy->title), *text = compare (copy->body_before, copy->body);

  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", copy->copy_id);
  sotong_cli_json_text (builder, "channel", copy->channel);
  sotong_cli_json_text (builder, "state", sotong_state_get_name (copy->state));
  sotong_cli_json_text (builder, "seal", sotong_seal_get_name (copy->seal));
  sotong_cli_json_time (builder, "publish_at", copy->publish_at, zone);
  sotong_cli_json_time (builder, "publish_at_before", copy->had_before ? copy->publish_before : SOTONG_NONE, zone);
  sotong_cli_json_text (builder, "title", copy->title);
  sotong_cli_json_text (builder, "text", copy->body);
  sotong_cli_json_text (builder, "title_changes", title);
  sotong_cli_json_text (builder, "text_changes", text);
  json_builder_end_object (builder);
}

/* The members of a content's approval with every channel's copy. */
void
sotong_cli_json_changes (JsonBuilder          *builder,
                         const SotongApproval *approval,
                         GTimeZone            *zone)
{
  g_autofree char *media = compare (media_before (approval), approval->media);

  sotong_cli_json_int (builder, "id", approval->content_id);
  sotong_cli_json_text (builder, "title", approval->title);
  sotong_cli_json_text (builder, "type", approval->type);
  sotong_cli_json_text (builder, "notes", approval->notes);
  sotong_cli_json_text (builder, "returned", approval->returned);
  sotong_cli_json_text (builder, "media_changes", media);
  json_builder_set_member_name (builder, "copies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < approval->copies->len; i++)
    json_change (builder, g_ptr_array_index (approval->copies, i), zone);
  json_builder_end_array (builder);
  sotong_cli_json_approval (builder, approval, zone);
}

void
sotong_cli_print_changes (const SotongApproval *approval,
                          GTimeZone            *zone)
{
  g_autofree char *media = compare (media_before (approval), approval->media);

  sotong_cli_print ("%" G_GINT64_FORMAT "\t%s\t", approval->content_id, approval->type);
  sotong_cli_print_field (approval->title, TRUE);
  sotong_cli_print_approval (approval, zone);
  for (guint i = 0; i < approval->copies->len; i++)
    {
      const SotongApprovalCopy *copy = g_ptr_array_index (approval->copies, i);
      g_autofree char *title = compare (copy->title_before, copy->title), *text = compare (copy->body_before, copy->body);
      g_autofree char *time = compare_times (copy, zone);

      sotong_cli_print ("\n%s\t%s\t%s\t%s\n%s\n%s\n", copy->channel, time, sotong_state_get_name (copy->state), sotong_seal_get_name (copy->seal),
                        title, text);
    }
  if (media[0] != '\0')
    sotong_cli_print ("\n%s\n", media);
}
