/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/sotong-cli-source.h"
#include "monitor/sotong-fetch.h"
#include "store/sotong-source-run.h"

static const char *
or_null (const char *text)
{
  return text != NULL && text[0] != '\0' ? text : NULL;
}

static void
json_quotas (JsonBuilder     *builder,
             const GPtrArray *quotas)
{
  json_builder_set_member_name (builder, "quota");
  json_builder_begin_array (builder);
  for (guint i = 0; i < quotas->len; i++)
    {
      const SotongFetchQuota *quota = g_ptr_array_index (quotas, i);

      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "scope", quota->scope);
      sotong_cli_json_text (builder, "period", quota->period);
      sotong_cli_json_int (builder, "used", quota->used);
      sotong_cli_json_int (builder, "limit", quota->limit);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* A source as every verb shows it; what is used of its quotas only where they were asked for. */
void
sotong_cli_json_source (JsonBuilder        *builder,
                        const SotongSource *source,
                        gint64              now,
                        GTimeZone          *zone,
                        const GPtrArray    *quotas)
{
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", source->id);
  sotong_cli_json_text (builder, "name", source->name);
  sotong_cli_json_text (builder, "kind", source->kind);
  sotong_cli_json_text (builder, "url", or_null (source->url));
  sotong_cli_json_time (builder, "last_fetch", source->last_run_at, zone);
  sotong_cli_json_text (builder, "outcome", source->under_way ? "fetching" : or_null (source->last_outcome));
  sotong_cli_json_int (builder, "new", source->last_new);
  sotong_cli_json_int (builder, "mentions", source->n_mentions);
  sotong_cli_json_int (builder, "failures", source->failures);
  json_builder_set_member_name (builder, "due");
  json_builder_add_boolean_value (builder, sotong_source_is_due (source, now));
  sotong_cli_json_time (builder, "next_try", source->next_due < SOTONG_SOURCE_NEVER ? source->next_due : SOTONG_NONE, zone);
  sotong_cli_json_text (builder, "message", or_null (source->last_message));
  if (quotas != NULL)
    json_quotas (builder, quotas);
  json_builder_end_object (builder);
}
