/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/sotong-cli-attempt.h"
#include "util/sotong-time.h"

void
sotong_cli_json_attempt (JsonBuilder         *builder,
                         const SotongAttempt *attempt,
                         GTimeZone           *zone)
{
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "content_id", attempt->content_id);
  sotong_cli_json_int (builder, "copy_id", attempt->copy_id);
  sotong_cli_json_text (builder, "channel", attempt->channel);
  sotong_cli_json_text (builder, "kind", attempt->kind);
  sotong_cli_json_time (builder, "started_at", attempt->started_at, zone);
  sotong_cli_json_text (builder, "outcome", attempt->outcome);
  sotong_cli_json_int (builder, "http_status", attempt->http_status != 0 ? (gint64) attempt->http_status : SOTONG_NONE);
  sotong_cli_json_text (builder, "message", attempt->message);
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

  sotong_cli_print ("\t%s\t%s\t", at, attempt->outcome != NULL ? attempt->outcome : "-");
  sotong_cli_print_field (attempt->channel, FALSE);
  sotong_cli_print_field (attempt->message, FALSE);
  sotong_cli_print ("%s\t", attempt->kind);
  if (attempt->part > 0)
    sotong_cli_print ("%u/%u", attempt->part, attempt->n_parts);
  sotong_cli_print ("\t%u\t%" G_GINT64_FORMAT "\n", attempt->http_status, attempt->duration_ms);
}
