/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli-restriction.h"

#define MAX_FLAGS 20

/**
 * sotong_cli_json_restrictions:
 * @builder: in the object of a content
 * @rules: what was read
 * @content: the content
 *
 * Adds why the content needs a written ground, an empty array when it needs none, the ground itself, and
 * whether it is marked as publicity of the city.
 */
void
sotong_cli_json_restrictions (JsonBuilder                  *builder,
                              const SotongRestrictionRules *rules,
                              const SotongContent          *content)
{
  g_autoptr(GPtrArray) found = sotong_restriction_find_content (rules, content);

  json_builder_set_member_name (builder, "publicity");
  json_builder_add_boolean_value (builder, content->publicity);
  json_builder_set_member_name (builder, "restricted");
  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      const SotongRestriction *restriction = g_ptr_array_index (found, i);

      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "kind", restriction->kind);
      sotong_cli_json_text (builder, "period", restriction->key);
      sotong_cli_json_text (builder, "name", restriction->name);
      sotong_cli_json_text (builder, "from", restriction->starts_on);
      sotong_cli_json_text (builder, "to", restriction->ends_on);
      sotong_cli_json_text (builder, "legal_ground", restriction->legal_ground);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sotong_cli_json_text (builder, "restriction_ground", content->restriction_ground != NULL ? content->restriction_ground : "");
}

/**
 * sotong_cli_flags_of:
 * @db: a connection
 * @contents: (element-type SotongContent) (nullable elements): what was just written
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type utf8): a sentence for each that falls under a restriction and has no ground, of
 *   the first twenty, and how many more there are: a person does not read hundreds of them
 */
GPtrArray *
sotong_cli_flags_of (SotongDb   *db,
                     GPtrArray  *contents,
                     GError    **error)
{
  g_autoptr(SotongRestrictionRules) rules = sotong_restriction_rules_load (db, error);
  GPtrArray *flags;
  guint n_more = 0;

  if (rules == NULL)
    return NULL;
  flags = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < contents->len; i++)
    {
      const SotongContent *content = g_ptr_array_index (contents, i);
      char *flag = content != NULL ? sotong_restriction_flag (rules, content) : NULL;

      if (flag == NULL)
        continue;
      if (flags->len < MAX_FLAGS)
        g_ptr_array_add (flags, flag);
      else
        {
          g_free (flag);
          n_more++;
        }
    }
  if (n_more > 0)
    g_ptr_array_add (flags, g_strdup_printf (ngettext ("%u more content falls under a restriction and has no ground.",
                                                       "%u more contents fall under a restriction and have no ground.", n_more), n_more));
  return flags;
}

/**
 * sotong_cli_note_bare:
 * @cli: the invocation
 * @bare: (nullable) (element-type utf8): of sotong_restriction_list_bare(), or of sotong_cli_flags_of()
 *
 * Says what will be refused at its time, or lacks its ground: a line each on standard error.
 */
void
sotong_cli_note_bare (SotongCli *cli,
                      GPtrArray *bare)
{
  for (guint i = 0; bare != NULL && i < bare->len; i++)
    sotong_cli_note (cli, g_ptr_array_index (bare, i));
}
