/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/sotong-cli-content-more.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "plan/sotong-content-check.h"
#include "store/sotong-budget.h"
#include "store/sotong-checklist.h"
#include "store/sotong-content-owner.h"
#include "store/sotong-link-rule.h"

void
sotong_cli_more_free (SotongCliMore *more)
{
  if (more == NULL)
    return;
  g_clear_pointer (&more->problems, g_ptr_array_unref);
  g_clear_pointer (&more->checklist, g_ptr_array_unref);
  sotong_content_event_free (more->event);
  sotong_advertisement_free (more->ad);
  g_free (more->line);
  g_free (more->owner);
  g_free (more);
}

/**
 * sotong_cli_more_read:
 * @db: a connection
 * @content: a content as it is stored
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what is to be shown beside it
 */
SotongCliMore *
sotong_cli_more_read (SotongDb             *db,
                      const SotongContent  *content,
                      GError              **error)
{
  g_autoptr(SotongCliMore) more = g_new0 (SotongCliMore, 1);
  g_autoptr(GPtrArray) rules = sotong_link_rule_list (db, error);
  gint64 owner_id;

  if (rules == NULL || !sotong_budget_line_get_name (db, content->line_id, &more->line, error)
      || !sotong_content_get_owner (db, content->id, &owner_id, &more->owner, error))
    return NULL;
  more->problems = sotong_content_check (content, content->attachments, rules);
  more->checklist = sotong_checklist_list (db, content->id, error);
  more->event = more->checklist != NULL ? sotong_content_event_get (db, content->id, error) : NULL;
  if (more->event == NULL)
    return NULL;
  if (!g_str_equal (content->type, "advertisement"))
    return g_steal_pointer (&more);
  more->ad = sotong_advertisement_get (db, content->id, error);
  return more->ad != NULL ? g_steal_pointer (&more) : NULL;
}

/* "" is nothing that a person gave. */
static void
json_given (JsonBuilder *builder,
            const char  *member,
            const char  *text)
{
  sotong_cli_json_text (builder, member, text != NULL && *text != '\0' ? text : NULL);
}

static void
json_problems (JsonBuilder *builder,
               GPtrArray   *problems)
{
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < problems->len; i++)
    {
      const SotongProblem *problem = g_ptr_array_index (problems, i);

      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "kind", problem->kind);
      sotong_cli_json_text (builder, "severity", problem->is_warning ? "warning" : "error");
      json_given (builder, "channel", problem->channel);
      json_given (builder, "file_name", problem->file_name);
      sotong_cli_json_text (builder, "message", problem->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
json_checklist (JsonBuilder *builder,
                GPtrArray   *checklist,
                GTimeZone   *zone)
{
  json_builder_set_member_name (builder, "checklist");
  json_builder_begin_array (builder);
  for (guint i = 0; i < checklist->len; i++)
    {
      const SotongChecklistItem *item = g_ptr_array_index (checklist, i);

      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "id", item->id);
      sotong_cli_json_text (builder, "text", item->text);
      json_builder_set_member_name (builder, "done");
      json_builder_add_boolean_value (builder, item->done_at != SOTONG_NONE);
      sotong_cli_json_time (builder, "done_at", item->done_at, zone);
      json_given (builder, "done_by", item->done_by);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static gboolean
has_event (const SotongContentEvent *event)
{
  return *event->place != '\0' || event->starts_on != NULL || event->participants != SOTONG_NONE;
}

static void
json_event (JsonBuilder              *builder,
            const SotongContentEvent *event)
{
  json_builder_set_member_name (builder, "event");
  if (!has_event (event))
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  json_given (builder, "place", event->place);
  sotong_cli_json_text (builder, "from", event->starts_on);
  sotong_cli_json_text (builder, "to", event->ends_on);
  sotong_cli_json_int (builder, "participants", event->participants);
  json_builder_end_object (builder);
}

/* The members of an advertisement, in an object that is open. */
void
sotong_cli_json_ad (JsonBuilder               *builder,
                    const SotongAdvertisement *ad)
{
  json_given (builder, "platform", ad->platform);
  json_builder_set_member_name (builder, "boosted");
  if (ad->boosted_id == SOTONG_NONE)
    json_builder_add_null_value (builder);
  else
    json_builder_add_int_value (builder, ad->boosted_id);
  sotong_cli_json_text (builder, "boosted_title", ad->boosted);
  sotong_cli_json_text (builder, "from", ad->starts_on);
  sotong_cli_json_text (builder, "to", ad->ends_on);
  sotong_cli_json_int (builder, "spend", ad->spend);
  sotong_cli_json_int (builder, "reach", ad->reach);
  sotong_cli_json_int (builder, "clicks", ad->clicks);
}

/* Adds the members to a content's object, which is open. */
void
sotong_cli_more_json (const SotongCliMore *more,
                      const SotongContent *content,
                      JsonBuilder         *builder,
                      GTimeZone           *zone)
{
  json_given (builder, "owner", more->owner);
  json_given (builder, "budget_line", more->line);
  json_given (builder, "tags", content->tags);
  json_given (builder, "notes", content->notes);
  json_given (builder, "contributor", content->contributor);
  json_given (builder, "proof_url", content->proof_url);
  json_event (builder, more->event);
  json_builder_set_member_name (builder, "advertisement");
  if (more->ad != NULL)
    {
      json_builder_begin_object (builder);
      sotong_cli_json_ad (builder, more->ad);
      json_builder_end_object (builder);
    }
  else
    json_builder_add_null_value (builder);
  json_checklist (builder, more->checklist, zone);
  json_problems (builder, more->problems);
}

static void
print_given (const char *name,
             const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  sotong_cli_print ("\t%s\t", name);
  sotong_cli_print_field (text, TRUE);
}

static void
print_won (const char *name,
           gint64      won)
{
  if (won != SOTONG_NONE)
    sotong_cli_print ("\t%s\t%" PRId64 "\n", name, won);
}

static void
print_number (gint64 number)
{
  if (number != SOTONG_NONE)
    sotong_cli_print ("\t%" PRId64, number);
  else
    sotong_cli_print ("\t-");
}

static const char *
day_or_none (const char *day)
{
  return day != NULL ? day : "-";
}

static void
print_plan (const SotongCliMore *more,
            const SotongContent *content)
{
  print_given (_("Campaign"), content->campaign);
  print_given (_("Budget line"), more->line);
  print_won (_("Planned cost"), content->cost_planned);
  print_won (_("Final cost"), content->cost_final);
  print_given (_("Person in charge"), more->owner);
  print_given (_("Tags"), content->tags);
  print_given (_("Internal notes"), content->notes);
}

static void
print_event (const SotongContentEvent *event)
{
  sotong_cli_print ("\t%s\t", _("Event"));
  sotong_cli_print_field (*event->place != '\0' ? event->place : "-", FALSE);
  sotong_cli_print ("%s\t%s", day_or_none (event->starts_on), day_or_none (event->ends_on));
  print_number (event->participants);
  sotong_cli_print ("\n");
}

static void
print_ad (const SotongAdvertisement *ad)
{
  sotong_cli_print ("\t%s\t", _("Advertisement"));
  sotong_cli_print_field (*ad->platform != '\0' ? ad->platform : "-", FALSE);
  sotong_cli_print ("%s\t%s", day_or_none (ad->starts_on), day_or_none (ad->ends_on));
  print_number (ad->spend);
  print_number (ad->reach);
  print_number (ad->clicks);
  sotong_cli_print ("\t");
  sotong_cli_print_field (ad->boosted != NULL ? ad->boosted : "-", TRUE);
}

/* Lines for people, between the copies and the text. */
void
sotong_cli_more_print (const SotongCliMore *more,
                       const SotongContent *content)
{
  print_plan (more, content);
  if (has_event (more->event))
    print_event (more->event);
  if (more->ad != NULL)
    print_ad (more->ad);
  if (content->contributor != NULL)
    {
      sotong_cli_print ("\t%s\t", _("contributor"));
      sotong_cli_print_field (content->contributor, FALSE);
      sotong_cli_print_field (content->proof_url, TRUE);
    }
  for (guint i = 0; i < more->checklist->len; i++)
    {
      const SotongChecklistItem *item = g_ptr_array_index (more->checklist, i);

      sotong_cli_print ("\t%s\t%" PRId64 "\t", item->done_at != SOTONG_NONE ? "[x]" : "[ ]", item->id);
      sotong_cli_print_field (item->text, TRUE);
    }
  for (guint i = 0; i < more->problems->len; i++)
    {
      const SotongProblem *problem = g_ptr_array_index (more->problems, i);

      sotong_cli_print ("\t%s\t", problem->is_warning ? _("note") : _("problem"));
      sotong_cli_print_field (problem->message, TRUE);
    }
}

/**
 * sotong_cli_note_problems:
 * @cli: the invocation
 * @problems: (nullable) (element-type SotongProblem): what is wrong with a content where it goes
 *
 * Says at once what a channel would refuse, and of a file that it is not what its name says. What may go out all the same is
 * told by “content show”.
 */
void
sotong_cli_note_problems (SotongCli *cli,
                          GPtrArray *problems)
{
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const SotongProblem *problem = g_ptr_array_index (problems, i);

      if (!problem->is_warning || g_str_equal (problem->kind, "file-name"))
        sotong_cli_note (cli, problem->message);
    }
}
