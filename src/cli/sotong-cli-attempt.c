/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli-attempt.h"
#include "util/sotong-time.h"

/* What went well has no words of its own in the log: who reads it is told all the same. */
static char *
dup_sentence (const SotongAttempt *attempt)
{
  if (attempt->message != NULL && attempt->message[0] != '\0')
    return g_strdup (attempt->message);
  if (attempt->outcome == NULL)
    return g_strdup_printf (_("The answer of “%s” is waited for."), attempt->channel);
  if (!g_str_equal (attempt->outcome, "ok"))
    return g_strdup ("");
  if (g_str_equal (attempt->kind, "publish")) /* to be seen at once, or to wait there for its time */
    return g_strdup_printf (_("“%s” has taken the post."), attempt->channel);
  if (g_str_equal (attempt->kind, "update"))
    return g_strdup_printf (_("“%s” has taken the change."), attempt->channel);
  if (g_str_equal (attempt->kind, "delete"))
    return g_strdup_printf (_("The post was taken off “%s”."), attempt->channel);
  return g_str_equal (attempt->kind, "look-up") ? g_strdup_printf (_("The post was found on “%s”."), attempt->channel) : g_strdup ("");
}

void
sotong_cli_json_attempt (JsonBuilder         *builder,
                         const SotongAttempt *attempt,
                         GTimeZone           *zone)
{
  g_autofree char *sentence = dup_sentence (attempt);

  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "content_id", attempt->content_id);
  sotong_cli_json_int (builder, "copy_id", attempt->copy_id);
  sotong_cli_json_text (builder, "channel", attempt->channel);
  sotong_cli_json_text (builder, "kind", attempt->kind);
  sotong_cli_json_time (builder, "started_at", attempt->started_at, zone);
  sotong_cli_json_text (builder, "outcome", attempt->outcome);
  sotong_cli_json_int (builder, "http_status", attempt->http_status != 0 ? (gint64) attempt->http_status : SOTONG_NONE);
  sotong_cli_json_text (builder, "message", sentence);
  sotong_cli_json_int (builder, "duration_ms", attempt->duration_ms);
  sotong_cli_json_int (builder, "part", attempt->part > 0 ? (gint64) attempt->part : SOTONG_NONE);
  sotong_cli_json_int (builder, "n_parts", attempt->part > 0 ? (gint64) attempt->n_parts : SOTONG_NONE);
  json_builder_end_object (builder);
}

void
sotong_cli_print_attempt (const SotongAttempt *attempt,
                          GTimeZone           *zone)
{
  g_autofree char *at = sotong_time_format_iso (attempt->started_at, zone);
  g_autofree char *sentence = dup_sentence (attempt);

  sotong_cli_print ("\t%s\t%s\t", at, attempt->outcome != NULL ? attempt->outcome : "-");
  sotong_cli_print_field (attempt->channel, FALSE);
  sotong_cli_print_field (sentence, FALSE);
  sotong_cli_print ("%s\t", attempt->kind);
  if (attempt->part > 0)
    sotong_cli_print ("%u/%u", attempt->part, attempt->n_parts);
  sotong_cli_print ("\t%u\t%" G_GINT64_FORMAT "\n", attempt->http_status, attempt->duration_ms);
}
