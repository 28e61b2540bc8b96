/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli-approval.h"
#include "cli/sotong-cli-attempt.h"
#include "cli/sotong-cli-content-more.h"
#include "cli/sotong-cli-day.h"
#include "cli/sotong-cli-filter.h"
#include "cli/sotong-cli-repeat.h"
#include "cli/sotong-cli-restriction.h"
#include "cli/sotong-cli-text.h"
#include "cli/sotong-cli-warning.h"
#include "cli/sotong-cli.h"
#include "plan/sotong-media-check.h"
#include "plan/sotong-media.h"
#include "plan/sotong-slot.h"
#include "platforms/sotong-capabilities.h"
#include "store/sotong-budget.h"
#include "store/sotong-campaign.h"
#include "store/sotong-channel.h"
#include "store/sotong-change.h"
#include "store/sotong-content-owner.h"
#include "store/sotong-content-series.h"
#include "store/sotong-content.h"
#include "store/sotong-contributor.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-won.h"

#define MAX_NOTES_BYTES (1 << 20)

#define DAY_S 86400

/* ---- content add ---- */

typedef struct {
  char *title;
  char *type;
  char *campaign;
  char *line;
  char *at;
  char *text_file;
  char *cost;
  char *tags;
  char *notes;
  char *contributor;
  char *proof;
  char *ground;          /* why it may go out in a restricted period */
  gboolean publicity;
  GStrv channels;
  GStrv media;
  GStrv groups;          /* their channels too */
  gboolean thread;       /* a long text goes out as a chain of replies */
  gboolean on_platform;  /* the platform itself keeps the time, where it can */
  GStrv rest;            /* further channels: --channel A B */
  char *text;
  gint64 time;           /* SOTONG_NONE without --at */
  SotongCliRepeat repeat;
  gboolean next_slot;    /* each copy in its channel's next free slot */
  gint64 cost_won;
  GPtrArray *files;      /* (element-type SotongAttachment) */
  GPtrArray *datas;      /* (element-type GBytes) */
  GPtrArray *problems;   /* (element-type SotongProblem): what keeps it from going out */
  gboolean   past;       /* its time was more than a day ago when it was added */
  GPtrArray *warnings;   /* (element-type SotongWarning): what to look at */
  GString   *kept_here;  /* (owned) (nullable): the channels whose platforms do not keep the time, though it was asked for */
} ContentOptions;

static void
content_options_clear (ContentOptions *o)
{
  g_free (o->title);
  g_free (o->type);
  g_free (o->campaign);
  g_free (o->line);
  g_free (o->at);
  g_free (o->text_file);
  g_free (o->cost);
  g_free (o->tags);
  g_free (o->notes);
  g_free (o->contributor);
  sotong_cli_repeat_clear (&o->repeat);
  g_free (o->proof);
  g_clear_pointer (&o->problems, g_ptr_array_unref);
  g_free (o->ground);
  g_clear_pointer (&o->warnings, g_ptr_array_unref);
  if (o->kept_here != NULL)
    g_string_free (o->kept_here, TRUE);
  g_strfreev (o->channels);
  g_strfreev (o->groups);
  g_strfreev (o->media);
  g_strfreev (o->rest);
  g_free (o->text);
  g_clear_pointer (&o->files, g_ptr_array_unref);
  g_clear_pointer (&o->datas, g_ptr_array_unref);
}

static gboolean
load_files (ContentOptions  *o,
            GCancellable    *cancellable,
            GError         **error)
{
  o->files = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_attachment_free);
  o->datas = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; o->media != NULL && o->media[i] != NULL; i++)
    {
      GBytes *data = NULL;
      SotongAttachment *file = sotong_media_load (o->media[i], &data, cancellable, error);

      if (file == NULL)
        return FALSE;
      g_ptr_array_add (o->files, file);
      g_ptr_array_add (o->datas, data);
    }
  return TRUE;
}

/* Everything that can be wrong with the words of the command. */
static const char *
check_options (SotongCli       *cli,
               ContentOptions  *o,
               GError         **error)
{
  if (o->title == NULL || (o->type == NULL && o->groups == NULL) || o->text_file == NULL || (o->channels == NULL && o->rest == NULL && o->groups == NULL))
    return _("A content needs --title, --type, --channel or --group, and --text-file.");
  if (o->type != NULL && !sotong_cli_knows_type (cli, &o->type))
    return _("There is no such type of content. “sotongctl type list” lists them.");
  if (o->cost != NULL && (!sotong_won_parse (o->cost, &o->cost_won) || o->cost_won < 0))
    return _("--cost takes an amount in won, as 150000.");
  if (o->proof != NULL && *o->proof != '\0' && !sotong_contribution_is_proof (o->proof))
    return _("--proof takes the web address of the joint content, as https://blog.example.org/7.");
  o->next_slot = o->at != NULL && g_str_equal (o->at, "next-slot");
  if (o->at != NULL && !o->next_slot && !sotong_cli_parse_plan_time (cli, o->at, &o->time, error))
    return "";
  return sotong_cli_repeat_check (cli, &o->repeat, &o->time, o->next_slot);
}

static gboolean
has_channel (const SotongContent *content,
             gint64               channel_id)
{
  for (guint i = 0; i < content->copies->len; i++)
    {
      if (((const SotongCopy *) g_ptr_array_index (content->copies, i))->channel_id == channel_id)
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_copy (SotongDb        *db,
          SotongContent   *content,
          gint64           channel_id,
          gint64           time,
          gboolean         next_slot,
          GError         **error)
{
  SotongCopy *copy;

  if (next_slot && (time = sotong_slot_next (db, channel_id, sotong_db_now (db), 0, error)) == SOTONG_NONE)
    return FALSE;
  copy = sotong_copy_new (channel_id);
  copy->publish_at = time;
  copy->state = time != SOTONG_NONE ? SOTONG_STATE_SCHEDULED : SOTONG_STATE_DRAFT;
  g_ptr_array_add (content->copies, copy);
  return TRUE;
}

/* The channels of the groups, each once; type and tags of a group where none were named. */
static gboolean
add_groups (SotongDb        *db,
            SotongContent   *content,
            ContentOptions  *o,
            GError         **error)
{
  for (guint i = 0; o->groups != NULL && o->groups[i] != NULL; i++)
    {
      g_autoptr(SotongChannelGroup) group = sotong_channel_group_find (db, o->groups[i], error);

      if (group == NULL)
        return FALSE;
      for (guint j = 0; j < group->channel_ids->len; j++)
        {
          gint64 channel = g_array_index (group->channel_ids, gint64, j);
          g_autoptr(SotongChannel) found = sotong_channel_get (db, channel, error);

          if (found == NULL)
            return FALSE;
          if (!found->removed && !has_channel (content, channel) && !add_copy (db, content, channel, o->time, o->next_slot, error))
            return FALSE;
        }
      if (content->type == NULL && group->type[0] != '\0')
        content->type = g_strdup (group->type);
      if (content->tags == NULL && group->tags[0] != '\0')
        content->tags = g_strdup (group->tags);
    }
  if (content->type != NULL && content->copies->len > 0)
    return TRUE;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                       content->type == NULL ? _("The content has no type, and its group names none. Give one with --type.")
                       : _("The group has no channel. Add one with “sotongctl channel group set”."));
  return FALSE;
}

static gboolean
add_copies (SotongDb        *db,
            SotongContent   *content,
            GStrv            names,
            gint64           time,
            gboolean         next_slot,
            GError         **error)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autoptr(SotongChannel) channel = sotong_channel_find (db, names[i], error);

      if (channel == NULL)
        return FALSE;
      if (has_channel (content, channel->id))
        {
          g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                       _("The channel “%s” is named twice, and the content would go out on it twice. Nothing was added. Name it once."), channel->name);
          return FALSE;
        }
      if (!add_copy (db, content, channel->id, time, next_slot, error))
        return FALSE;
    }
  return TRUE;
}

/* What was attached is held against every channel at once. */
static gboolean
find_problems (SotongDb        *db,
               gint64           id,
               ContentOptions  *o,
               GError         **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, id, error);
  g_autoptr(SotongCliMore) more = content != NULL ? sotong_cli_more_read (db, content, error) : NULL;

  if (more == NULL)
    return FALSE;
  g_clear_pointer (&o->problems, g_ptr_array_unref);
  o->problems = g_steal_pointer (&more->problems);
  return TRUE;
}

/* Who hands a post over may switch the computer off: of what is not handed over that is said. */
static gboolean
find_kept_here (SotongDb             *db,
                const SotongContent  *content,
                ContentOptions       *o,
                GError              **error)
{
  for (guint i = 0; o->on_platform && i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);
      g_autoptr(SotongChannel) channel = sotong_channel_get (db, copy->channel_id, error);
      const SotongCapabilities *can = channel != NULL ? sotong_capabilities_get (channel->platform) : NULL;

      if (channel == NULL)
        return FALSE;
      if (copy->publish_at == SOTONG_NONE || can == NULL || can->can_schedule || can->by_hand) /* what a person posts goes out without it */
        continue;
      if (o->kept_here == NULL)
        o->kept_here = g_string_new (NULL);
      g_string_append_printf (o->kept_here, "%s%s", o->kept_here->len > 0 ? ", " : "", channel->name);
    }
  return TRUE;
}

static gpointer
content_add_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  ContentOptions *o = data;
  g_autoptr(SotongContent) content = sotong_content_new ();
  gint64 id;

  content->title = sotong_text_single_line (o->title, 500);
  content->type = g_strdup (o->type);
  content->body = g_strdup (o->text);
  content->cost_planned = o->cost_won;
  content->planned_at = o->time;
  content->publicity = o->publicity;
  content->restriction_ground = o->ground != NULL ? sotong_text_clean (o->ground, -1, 2000) : NULL;
  content->tags = o->tags != NULL ? sotong_text_single_line (o->tags, 500) : NULL;
  content->notes = o->notes != NULL ? sotong_text_clean (o->notes, -1, MAX_NOTES_BYTES) : NULL;
  content->proof_url = o->proof != NULL ? sotong_text_single_line (o->proof, 2000) : NULL;
  if ((o->contributor != NULL && (content->contributor_id = sotong_contributor_find (db, o->contributor, error)) == 0)
      || (o->campaign != NULL && (content->campaign_id = sotong_campaign_find (db, o->campaign, error)) == 0)
      || (o->line != NULL && (content->line_id = sotong_budget_line_find (db, o->line, error)) == 0)
      || !add_copies (db, content, o->channels, o->time, o->next_slot, error)
      || !add_copies (db, content, o->rest, o->time, o->next_slot, error) || !add_groups (db, content, o, error))
    return NULL;
  for (guint i = 0; i < content->copies->len; i++)
    {
      SotongCopy *copy = g_ptr_array_index (content->copies, i);

      copy->on_platform = o->on_platform;
      copy->thread = o->thread;
    }
  if (o->next_slot)
    content->planned_at = ((SotongCopy *) g_ptr_array_index (content->copies, 0))->publish_at;
  id = sotong_content_add (db, content, error);
  for (guint i = 0; id != 0 && i < o->files->len; i++)
    {
      if (sotong_attachment_add (db, id, g_ptr_array_index (o->files, i), g_ptr_array_index (o->datas, i), error) == 0)
        return NULL;
    }
  o->past = o->time != SOTONG_NONE && o->time < sotong_db_now (db) - DAY_S;
  if (id == 0 || !sotong_cli_repeat_make (db, id, &o->repeat, error) || !find_problems (db, id, o, error) || !find_kept_here (db, content, o, error)
      || (o->warnings = sotong_cli_warnings_of (db, id, error)) == NULL)
    return NULL;
  return g_memdup2 (&id, sizeof id);
}

static void
note_kept_here (SotongCli             *cli,
                const ContentOptions  *o)
{
  g_autofree char *note = NULL;

  if (o->kept_here == NULL)
    return;
  note = g_strdup_printf (_("The platform keeps no times for programs, so the post goes out from here, and the computer must be on at its time: %s."), o->kept_here->str);
  sotong_cli_note (cli, note);
}

static int
content_add (SotongCli       *cli,
             ContentOptions  *o)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree gint64 *id = NULL;
  const char *wrong = check_options (cli, o, &error);

  if (wrong != NULL)
    return sotong_cli_usage (cli, error != NULL ? error->message : wrong);
  title = sotong_text_clean (o->title, -1, 2000);
  g_free (o->title);
  o->title = g_steal_pointer (&title);
  o->text = sotong_cli_load_text (o->text_file, cli->cancellable, &error);
  if (o->text == NULL || !load_files (o, cli->cancellable, &error))
    return sotong_cli_fail (cli, g_steal_pointer (&error));
  if (o->at != NULL && o->files->len == 0 && sotong_text_is_blank (o->text))
    {
      g_autofree char *name = g_filename_display_name (o->text_file);
      g_autofree char *sentence = g_strdup_printf (_("“%s” is empty, and an empty post would go out at that time. Nothing was added. Write the text "
                                                     "first, or leave out --at to keep a draft."), name);

      sotong_cli_problem (cli, NULL, sentence);
      return cli->status;
    }
  id = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, content_add_job, o, cli->cancellable, &error);
  if (id == NULL)
    return sotong_cli_fail (cli, g_steal_pointer (&error));
  sotong_cli_note_problems (cli, o->problems);
  note_kept_here (cli, o);
  if (o->past)
    sotong_cli_note (cli, _("That time is more than a day ago: the next publishing sends it at once. “sotongctl undo” takes it back if another day was meant."));
  if (o->repeat.ids != NULL)
    return sotong_cli_repeat_report (cli, &o->repeat, o->warnings);
  return sotong_cli_done (cli, *id, TRUE, o->warnings);
}

static int
content_add_verb (SotongCli  *cli,
                  int         argc,
                  char      **argv)
{
  ContentOptions o = { .time = SOTONG_NONE, .cost_won = SOTONG_NONE };
  GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &o.title, NULL, NULL },
    { "type", 0, 0, G_OPTION_ARG_STRING, &o.type, NULL, NULL },
    { "channel", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.channels, NULL, NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.groups, NULL, NULL },
    { "schedule-on-platform", 0, 0, G_OPTION_ARG_NONE, &o.on_platform, NULL, NULL },
    { "thread", 0, 0, G_OPTION_ARG_NONE, &o.thread, NULL, NULL },
    { "at", 0, 0, G_OPTION_ARG_STRING, &o.at, NULL, NULL },
    { "text-file", 0, 0, G_OPTION_ARG_FILENAME, &o.text_file, NULL, NULL },
    { "repeat", 0, 0, G_OPTION_ARG_STRING, &o.repeat.rule_text, NULL, NULL },
    { "until", 0, 0, G_OPTION_ARG_STRING, &o.repeat.until, NULL, NULL },
    { "times", 0, 0, G_OPTION_ARG_STRING, &o.repeat.times_text, NULL, NULL },
    { "media", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o.media, NULL, NULL },
    { "campaign", 0, 0, G_OPTION_ARG_STRING, &o.campaign, NULL, NULL },
    { "budget-line", 0, 0, G_OPTION_ARG_STRING, &o.line, NULL, NULL },
    { "cost", 0, 0, G_OPTION_ARG_STRING, &o.cost, NULL, NULL },
    { "tags", 0, 0, G_OPTION_ARG_STRING, &o.tags, NULL, NULL },
    { "notes", 0, 0, G_OPTION_ARG_STRING, &o.notes, NULL, NULL },
    { "contributor", 0, 0, G_OPTION_ARG_STRING, &o.contributor, NULL, NULL },
    { "proof", 0, 0, G_OPTION_ARG_STRING, &o.proof, NULL, NULL },
    { "publicity", 0, 0, G_OPTION_ARG_NONE, &o.publicity, NULL, NULL },
    { "ground", 0, 0, G_OPTION_ARG_STRING, &o.ground, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.rest, NULL, NULL },
    { NULL }
  };

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    content_add (cli, &o);
  content_options_clear (&o);
  return cli->status;
}

/* ---- content list, content show ---- */

static void
json_copy (JsonBuilder      *builder,
           const SotongCopy *copy,
           GTimeZone        *zone)
{
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", copy->id);
  sotong_cli_json_text (builder, "channel", copy->channel);
  sotong_cli_json_text (builder, "state", sotong_state_get_name (copy->state));
  sotong_cli_json_time (builder, "publish_at", copy->publish_at, zone);
  sotong_cli_json_time (builder, "published_at", copy->published_at, zone);
  sotong_cli_json_time (builder, "withdrawn_at", copy->withdrawn_at, zone);
  sotong_cli_json_text (builder, "remote_id", copy->remote_id);
  sotong_cli_json_text (builder, "remote_url", copy->remote_url);
  sotong_cli_json_text (builder, "title", copy->title);
  sotong_cli_json_text (builder, "text", copy->body);
  json_builder_set_member_name (builder, "thread");
  json_builder_add_boolean_value (builder, copy->thread);
  json_builder_end_object (builder);
}

static void
json_content_head (JsonBuilder                  *builder,
                   const SotongContent          *content,
                   const SotongRestrictionRules *rules)
{
  sotong_cli_json_int (builder, "id", content->id);
  sotong_cli_json_text (builder, "title", content->title);
  sotong_cli_json_text (builder, "type", content->type);
  sotong_cli_json_text (builder, "campaign", content->campaign);
  sotong_cli_json_restrictions (builder, rules, content);
}

static void
json_content (JsonBuilder                  *builder,
              const SotongContent          *content,
              const SotongRestrictionRules *rules,
              GTimeZone                    *zone)
{
  json_builder_begin_object (builder);
  json_content_head (builder, content, rules);
  json_builder_set_member_name (builder, "copies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < content->copies->len; i++)
    json_copy (builder, g_ptr_array_index (content->copies, i), zone);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

typedef struct {
  SotongCliFilter  filter;
  gboolean         whole;    /* the contents with their copies, for JSON */
  SotongRestrictionRules *rules; /* (owned) (nullable): filled for JSON */
} ListRequest;

static void
list_request_clear (ListRequest *request)
{
  sotong_cli_filter_clear (&request->filter);
  g_clear_pointer (&request->rules, sotong_restriction_rules_free);
}

static gpointer
content_list_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  ListRequest *request = data;
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_content_free);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (!sotong_cli_filter_find (db, &request->filter, error))
    return NULL;
  entries = sotong_content_entries (db, &request->filter.query, error);
  if (entries == NULL || !request->whole)
    return g_steal_pointer (&entries);
  request->rules = sotong_restriction_rules_load (db, error);
  if (request->rules == NULL)
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    {
      SotongEntry *entry = g_ptr_array_index (entries, i);
      SotongContent *content;

      if (!g_hash_table_add (seen, &entry->content_id))
        continue;
      content = sotong_content_get (db, entry->content_id, error);
      if (content == NULL)
        return NULL;
      g_ptr_array_add (contents, content);
    }
  return g_steal_pointer (&contents);
}

static void
print_entry (const SotongEntry *entry,
             GTimeZone         *zone)
{
  g_autofree char *at = entry->at != SOTONG_NONE ? sotong_time_format_iso (entry->at, zone) : g_strdup ("-");

  sotong_cli_print ("%" G_GINT64_FORMAT "\t%s\t%s\t", entry->content_id, at, sotong_state_get_name (entry->state));
  sotong_cli_print_field (entry->channel, FALSE);
  sotong_cli_print_field (entry->title, TRUE);
}

static int
content_list_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  ListRequest request = { .whole = cli->json };
  GOptionEntry options[] = {
    SOTONG_CLI_FILTER_OPTIONS (request.filter),
    { NULL }
  };
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, options, &argc, &argv) || !sotong_cli_filter_check (cli, &request.filter))
    {
      list_request_clear (&request);
      return cli->status;
    }
  if (argc > 1)
    {
      list_request_clear (&request);
      return sotong_cli_usage (cli, _("This verb takes options only."));
    }
  list = sotong_store_read (cli->store, content_list_job, &request, cli->cancellable, &error);
  if (list == NULL)
    {
      list_request_clear (&request);
      return sotong_cli_fail (cli, error);
    }
  builder = sotong_cli_list_begin (cli, "contents");
  for (guint i = 0; i < list->len; i++)
    {
      if (builder != NULL)
        json_content (builder, g_ptr_array_index (list, i), request.rules, zone);
      else
        print_entry (g_ptr_array_index (list, i), zone);
    }
  list_request_clear (&request);
  return sotong_cli_list_end (cli, builder);
}

typedef struct {
  gint64          id;
  SotongContent  *content;
  SotongSeries   *series;
  GPtrArray      *attempts; /* (element-type SotongAttempt) */
  SotongApproval *approval;
  SotongCliMore  *more;
  SotongRestrictionRules *rules;
} Shown;

static gpointer
content_show_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  Shown *shown = data;

  shown->content = sotong_content_get (db, shown->id, error);
  if (shown->content == NULL || (shown->rules = sotong_restriction_rules_load (db, error)) == NULL)
    return NULL;
  shown->more = sotong_cli_more_read (db, shown->content, error);
  if (shown->more == NULL || (shown->series = sotong_content_series_get (db, shown->id, error)) == NULL)
    return NULL;
  shown->attempts = sotong_attempt_list (db, shown->id, G_MAXINT, error);
  shown->approval = shown->attempts != NULL ? sotong_approval_read (db, shown->id, error) : NULL;
  return shown->approval != NULL ? shown : NULL;
}

static void
print_shown_json (SotongCli   *cli,
                  const Shown *shown)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  const SotongContent *content = shown->content;
  g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

  json_content_head (builder, content, shown->rules);
  sotong_cli_json_text (builder, "text", content->body);
  sotong_cli_json_int (builder, "cost", content->cost_planned);
  sotong_cli_json_int (builder, "cost_final", content->cost_final);
  sotong_cli_json_text (builder, "repeat", shown->series->rule);
  sotong_cli_json_time (builder, "planned_for", shown->series->at, zone);
  sotong_cli_json_time (builder, "created_at", content->created_at, zone);
  sotong_cli_json_time (builder, "updated_at", content->updated_at, zone);
  json_builder_set_member_name (builder, "made");
  json_builder_add_boolean_value (builder, content->made);
  json_builder_set_member_name (builder, "copies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < content->copies->len; i++)
    json_copy (builder, g_ptr_array_index (content->copies, i), zone);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "attachments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < content->attachments->len; i++)
    {
      const SotongAttachment *file = g_ptr_array_index (content->attachments, i);

      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "id", file->id);
      sotong_cli_json_text (builder, "file_name", file->file_name);
      sotong_cli_json_text (builder, "media_type", file->media_type);
      sotong_cli_json_int (builder, "size", file->size);
      sotong_cli_json_int (builder, "width", file->width > 0 ? file->width : SOTONG_NONE);
      sotong_cli_json_int (builder, "height", file->height > 0 ? file->height : SOTONG_NONE);
      sotong_cli_json_text (builder, "alt_text", file->alt_text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "attempts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < shown->attempts->len; i++)
    sotong_cli_json_attempt (builder, g_ptr_array_index (shown->attempts, i), zone);
  json_builder_end_array (builder);
  sotong_cli_json_approval (builder, shown->approval, zone);
  sotong_cli_more_json (shown->more, content, builder, zone);
  sotong_cli_json_print (builder);
}

/* When what was out was taken off again. */
static void
print_withdrawn (const SotongCopy *copy,
                 GTimeZone        *zone)
{
  g_autofree char *at = NULL;

  if (copy->withdrawn_at == SOTONG_NONE)
    return;
  at = sotong_time_format_iso (copy->withdrawn_at, zone);
  sotong_cli_print ("\twithdrawn\t%s\t", at);
  sotong_cli_print_field (copy->channel, TRUE);
}

static void
print_shown (SotongCli   *cli,
             const Shown *shown)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  const SotongContent *content = shown->content;
  g_autoptr(GPtrArray) restrictions = sotong_restriction_find_content (shown->rules, content);

  sotong_cli_print ("%" G_GINT64_FORMAT "\t%s\t", content->id, content->type);
  sotong_cli_print_field (content->title, TRUE);
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);
      g_autofree char *at = copy->publish_at != SOTONG_NONE ? sotong_time_format_iso (copy->publish_at, zone) : g_strdup ("-");

      sotong_cli_print ("\t%s\t%s\t", at, sotong_state_get_name (sotong_copy_get_shown (copy)));
      sotong_cli_print_field (copy->channel, FALSE);
      sotong_cli_print_field (copy->remote_url, TRUE);
      print_withdrawn (copy, zone);
    }
  sotong_cli_print_approval (shown->approval, zone);
  for (guint i = 0; i < restrictions->len; i++)
    {
      const SotongRestriction *restriction = g_ptr_array_index (restrictions, i);

      sotong_cli_print ("\trestricted\t%s\t%s\t", restriction->starts_on, restriction->ends_on);
      sotong_cli_print_field (restriction->name, FALSE);
      sotong_cli_print_field (content->restriction_ground, TRUE);
    }
  for (guint i = 0; i < content->attachments->len; i++)
    {
      const SotongAttachment *file = g_ptr_array_index (content->attachments, i);

      sotong_cli_print ("\tfile\t%" G_GINT64_FORMAT "\t", file->id);
      sotong_cli_print_field (file->file_name, FALSE);
      sotong_cli_print_field (file->alt_text, TRUE);
    }
  for (guint i = 0; i < shown->attempts->len; i++)
    sotong_cli_print_attempt (g_ptr_array_index (shown->attempts, i), zone);
  sotong_cli_more_print (shown->more, content);
  sotong_cli_print ("\n%s\n", content->body);
}

static int
content_show_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  Shown shown = { 0 };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &shown.id, NULL))
    return sotong_cli_usage (cli, _("Say which content, by its number."));
  if (sotong_store_read (cli->store, content_show_job, &shown, cli->cancellable, &error) == NULL)
    sotong_cli_fail (cli, error);
  else if (cli->json)
    print_shown_json (cli, &shown);
  else
    print_shown (cli, &shown);
  g_clear_pointer (&shown.content, sotong_content_free);
  g_clear_pointer (&shown.rules, sotong_restriction_rules_free);
  g_clear_pointer (&shown.series, sotong_series_free);
  g_clear_pointer (&shown.attempts, g_ptr_array_unref);
  g_clear_pointer (&shown.approval, sotong_approval_free);
  g_clear_pointer (&shown.more, sotong_cli_more_free);
  return cli->status;
}

const SotongCliVerb sotong_cli_plan_verbs[] = {
  { "content add", "--title T --type TYPE --channel N… [--group G]… [--schedule-on-platform] [--thread] [--at TIME|next-slot] [--repeat RULE --until D|--times N] --text-file F [--media F]… [--campaign C] [--budget-line L] [--cost WON] "
    "[--publicity] [--ground TEXT] [--tags LIST] [--notes TEXT] [--contributor N] [--proof URL]",
    N_("Adds a content with a copy for each channel; with --at it is scheduled, without it a draft."),
    N_("TYPE is blog-post, sns, joint, citizen-campaign, advertisement, white-paper or report. TIME is ISO 8601; without an offset "
       "it is the office's; next-slot is the next free slot of each channel. --group adds the channels of a group, and gives its type and tags where none are "
       "named. With --schedule-on-platform a platform that can keeps the time itself: the post is handed over at the next publishing. With --thread a text too long for one post goes out as a chain of replies on Mastodon, Bluesky, X and Threads. The text file is UTF-8, or CP949. Prints the content's number. "
       "RULE is daily, weekly:mon,thu, monthly:15, monthly:last, monthly:2-tue or monthly:last-fri; each time becomes a content of its own, from the "
       "first date that the rule knows on, without those that are past; all their numbers are printed."), content_add_verb, TRUE },
  { "content list", SOTONG_CLI_FILTER_USAGE,
    N_("Lists contents by time: number, time, state, channel, title; a line for each channel copy."),
    N_("States: draft, in_review, returned, approved, scheduled, publishing, published, published_by_hand, failed, unknown, missed, held, withdrawn. "
       "--person is who is in charge. --search takes words: each of them stands in a title or a text, in either case of letters."),
    content_list_verb, TRUE },
  { "content show", "ID", N_("Shows a content, its copies, every attempt to publish it, and its text."), NULL, content_show_verb, TRUE },
  { NULL }
};
