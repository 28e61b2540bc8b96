/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/sotong-cli-promise.h"
#include "plan/sotong-month.h"

/* A promise and how it stands, as an object. */
void
sotong_cli_json_promise (JsonBuilder             *builder,
                         const SotongDeliverable *target,
                         const SotongPromise     *promise)
{
  g_autofree char *day = promise->projected_day != SOTONG_NONE ? sotong_month_format_day (promise->projected_day) : NULL;
  g_autofree char *name = sotong_promise_name (target);

  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", target->id);
  sotong_cli_json_text (builder, "type", target->type);
  sotong_cli_json_text (builder, "campaign", target->campaign[0] != '\0' ? target->campaign : NULL);
  sotong_cli_json_text (builder, "name", name);
  sotong_cli_json_text (builder, "line", target->line[0] != '\0' ? target->line : NULL);
  sotong_cli_json_int (builder, "promised", promise->promised);
  sotong_cli_json_int (builder, "done", promise->done);
  sotong_cli_json_int (builder, "scheduled", promise->scheduled);
  sotong_cli_json_int (builder, "draft", promise->draft);
  sotong_cli_json_text (builder, "unit", target->unit);
  sotong_cli_json_text (builder, "from", target->starts_on);
  sotong_cli_json_text (builder, "to", target->ends_on);
  sotong_cli_json_int (builder, "pace_expected", promise->pace);
  sotong_cli_json_text (builder, "projected_on", day);
  sotong_cli_json_text (builder, "verdict", sotong_verdict_get_name (promise->verdict));
  sotong_cli_json_int (builder, "missing", promise->missing);
  json_builder_end_object (builder);
}
