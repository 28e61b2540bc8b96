/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli-promise.h"
#include "cli/sotong-cli.h"
#include "store/sotong-budget.h"
#include "store/sotong-campaign.h"
#include "store/sotong-person.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

#define MAX_TEXT_BYTES 4000
#define N_COLOURS 12

/* ---- what campaign add and campaign edit take ---- */

typedef struct {
  char   *name;
  char   *from;
  char   *to;
  char   *goal;
  char   *owner;
  char   *agency;
  char   *colour;
  char   *hashtags;
  GStrv   messages;
  GStrv   lines;
  GStrv   targets;     /* TYPE=N */
  GStrv   stages;      /* NAME=DAY */
  GStrv   done;        /* NAME=DAY */
  GStrv   drop_stages;
  gboolean no_lines;
  gboolean no_stages;
  const char *which;   /* the one to be edited */
  gint64  colour_index;
  gint64  id;
} Options;

static void
options_clear (Options *o)
{
  g_free (o->name);
  g_free (o->from);
  g_free (o->to);
  g_free (o->goal);
  g_free (o->owner);
  g_free (o->agency);
  g_free (o->colour);
  g_free (o->hashtags);
  g_strfreev (o->messages);
  g_strfreev (o->lines);
  g_strfreev (o->targets);
  g_strfreev (o->stages);
  g_strfreev (o->done);
  g_strfreev (o->drop_stages);
}

/* "NAME=VALUE" cut at its last "="; %FALSE without one. */
static gboolean
cut (const char  *text,
     char       **out_name,
     char       **out_value)
{
  const char *at = strrchr (text, '=');

  if (at == NULL || at == text)
    return FALSE;
  *out_name = g_strndup (text, at - text);
  *out_value = g_strdup (at + 1);
  return TRUE;
}

static gboolean
check_pairs (SotongCli  *cli,
             GStrv       pairs,
             const char *message)
{
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      g_autofree char *name = NULL, *value = NULL;

      if (!cut (pairs[i], &name, &value))
        {
          sotong_cli_usage (cli, message);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_days (SotongCli *cli,
            GStrv      pairs)
{
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      const char *day = strrchr (pairs[i], '=') + 1;
      g_autoptr(GError) error = NULL;
      SotongRange range;

      if (*day != '\0' && !sotong_time_parse_range (day, day, sotong_store_get_zone (cli->store), &range, &error))
        {
          sotong_cli_usage (cli, error->message);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_targets (SotongCli *cli,
               GStrv      targets)
{
  const char *message = _("--target takes a type and a number, as blog-post=20; 0 takes the promise away.");

  if (!check_pairs (cli, targets, message))
    return FALSE;
  for (guint i = 0; targets != NULL && targets[i] != NULL; i++)
    if (!g_ascii_string_to_signed (strrchr (targets[i], '=') + 1, 10, 0, SOTONG_DELIVERABLE_MAX, NULL, NULL))
      {
        sotong_cli_usage (cli, message);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_options (SotongCli *cli,
               Options   *o)
{
  const char *message = _("--stage and --done take a stage and a day, as “Report of results=2016-12-20”.");

  if (o->colour != NULL && !g_ascii_string_to_signed (o->colour, 10, 0, N_COLOURS - 1, &o->colour_index, NULL))
    {
      sotong_cli_usage (cli, _("--colour takes a number from 0 to 11."));
      return FALSE;
    }
  return check_targets (cli, o->targets) && check_pairs (cli, o->stages, message) && check_pairs (cli, o->done, message)
         && check_days (cli, o->stages) && check_days (cli, o->done);
}

/* ---- from the options to the campaign ---- */

static void
set_text (char       **field,
          const char  *text)
{
  if (text == NULL)
    return;
  g_free (*field);
  *field = sotong_text_clean (text, -1, MAX_TEXT_BYTES);
}

static void
set_messages (SotongCampaign *campaign,
              GStrv           messages)
{
  g_autofree char *joined = messages != NULL ? g_strjoinv ("\n", messages) : NULL;

  set_text (&campaign->key_messages, joined);
}

static gboolean
set_lines (SotongDb        *db,
           SotongCampaign  *campaign,
           const Options   *o,
           GError         **error)
{
  if (o->lines == NULL && !o->no_lines)
    return TRUE;
  g_clear_pointer (&campaign->lines, g_ptr_array_unref);
  campaign->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_campaign_line_free);
  for (guint i = 0; o->lines != NULL && o->lines[i] != NULL; i++)
    {
      gint64 id = sotong_budget_line_find (db, o->lines[i], error);

      if (id == 0)
        return FALSE;
      g_ptr_array_add (campaign->lines, sotong_campaign_line_new (id));
    }
  return TRUE;
}

static void
set_stage_days (GPtrArray *stages,
                GStrv      pairs,
                gboolean   done)
{
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      g_autofree char *name = NULL, *day = NULL, *clean = NULL;
      SotongCampaignStage *stage;

      cut (pairs[i], &name, &day);
      clean = sotong_text_clean (name, -1, MAX_TEXT_BYTES);
      stage = sotong_campaign_find_stage (stages, clean);
      if (stage == NULL)
        {
          stage = sotong_campaign_stage_new (clean, NULL, NULL);
          g_ptr_array_add (stages, stage);
        }
      set_text (done ? &stage->done_on : &stage->planned_on, day);
    }
}

static gboolean
set_stages (SotongCampaign  *campaign,
            const Options   *o,
            GError         **error)
{
  if (campaign->stages == NULL)
    campaign->stages = o->no_stages ? g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_campaign_stage_free)
                                    : sotong_campaign_new_stages ();
  for (guint i = 0; o->drop_stages != NULL && o->drop_stages[i] != NULL; i++)
    {
      g_autofree char *name = sotong_text_clean (o->drop_stages[i], -1, MAX_TEXT_BYTES);
      SotongCampaignStage *stage = sotong_campaign_find_stage (campaign->stages, name);

      if (stage == NULL)
        {
          g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("The campaign has no stage “%s”. Nothing was changed."),
                       name);
          return FALSE;
        }
      g_ptr_array_remove (campaign->stages, stage);
    }
  set_stage_days (campaign->stages, o->stages, FALSE);
  set_stage_days (campaign->stages, o->done, TRUE);
  return TRUE;
}

static void
set_targets (SotongDb       *db,
             SotongCampaign *campaign,
             const Options  *o)
{
  if (campaign->targets == NULL)
    campaign->targets = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_deliverable_free);
  for (guint i = 0; o->targets != NULL && o->targets[i] != NULL; i++)
    {
      g_autofree char *named = NULL, *type = NULL, *number = NULL;
      SotongDeliverable *target;
      gint64 quantity;

      cut (o->targets[i], &named, &number);
      type = sotong_cli_type_id (db, named);
      quantity = g_ascii_strtoll (number, NULL, 10);
      for (guint k = campaign->targets->len; k > 0; k--)
        if (g_str_equal (((const SotongDeliverable *) g_ptr_array_index (campaign->targets, k - 1))->type, type))
          g_ptr_array_remove_index (campaign->targets, k - 1);
      if (quantity == 0)
        continue;
      target = g_new0 (SotongDeliverable, 1);
      target->type = g_steal_pointer (&type);
      target->line_id = SOTONG_NONE;
      target->quantity = quantity;
      g_ptr_array_add (campaign->targets, target);
    }
}

static gboolean
apply (SotongDb        *db,
       SotongCampaign  *campaign,
       const Options   *o,
       GError         **error)
{
  set_text (&campaign->name, o->name);
  set_text (&campaign->goal, o->goal);
  set_text (&campaign->starts_on, o->from);
  set_text (&campaign->ends_on, o->to);
  set_text (&campaign->agency, o->agency);
  set_text (&campaign->hashtags, o->hashtags);
  set_messages (campaign, o->messages);
  if (o->colour != NULL)
    campaign->colour = (int) o->colour_index;
  if (o->owner != NULL && o->owner[0] == '\0')
    campaign->owner_id = SOTONG_NONE;
  else if (o->owner != NULL)
    {
      g_autoptr(SotongPerson) person = sotong_person_find (db, o->owner, error);

      if (person == NULL)
        return FALSE;
      campaign->owner_id = person->id;
    }
  set_targets (db, campaign, o);
  return set_lines (db, campaign, o, error) && set_stages (campaign, o, error);
}

/* ---- campaign add, campaign edit ---- */

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Options *o = data;
  g_autoptr(SotongCampaign) campaign = sotong_campaign_new ();

  campaign->colour = SOTONG_CAMPAIGN_ANY_COLOUR;
  if (!apply (db, campaign, o, error))
    return NULL;
  o->id = sotong_campaign_add (db, campaign, error);
  return o->id != 0 ? o : NULL;
}

static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Options *o = data;
  g_autoptr(SotongCampaign) campaign = NULL;

  o->id = sotong_campaign_find (db, o->which, error);
  campaign = o->id != 0 ? sotong_campaign_get (db, o->id, error) : NULL;
  if (campaign == NULL || !apply (db, campaign, o, error) || !sotong_campaign_edit (db, campaign, error))
    return NULL;
  return o;
}

static gboolean
parse_options (SotongCli  *cli,
               Options    *o,
               gboolean    edit,
               int        *argc,
               char     ***argv)
{
  int hidden = edit ? 0 : G_OPTION_FLAG_HIDDEN;
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &o->name, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &o->from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &o->to, NULL, NULL },
    { "goal", 0, 0, G_OPTION_ARG_STRING, &o->goal, NULL, NULL },
    { "owner", 0, 0, G_OPTION_ARG_STRING, &o->owner, NULL, NULL },
    { "agency", 0, 0, G_OPTION_ARG_STRING, &o->agency, NULL, NULL },
    { "colour", 0, 0, G_OPTION_ARG_STRING, &o->colour, NULL, NULL },
    { "message", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->messages, NULL, NULL },
    { "hashtags", 0, 0, G_OPTION_ARG_STRING, &o->hashtags, NULL, NULL },
    { "line", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->lines, NULL, NULL },
    { "target", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->targets, NULL, NULL },
    { "stage", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->stages, NULL, NULL },
    { "done", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->done, NULL, NULL },
    { edit ? "no-lines" : "no-stages", 0, 0, G_OPTION_ARG_NONE, edit ? &o->no_lines : &o->no_stages, NULL, NULL },
    { "drop-stage", 0, hidden, G_OPTION_ARG_STRING_ARRAY, &o->drop_stages, NULL, NULL },
    { NULL }
  };

  return sotong_cli_parse (cli, entries, argc, argv);
}

static int
campaign_add_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  Options o = { NULL };
  GError *error = NULL;
  SotongRange range;

  if (!parse_options (cli, &o, FALSE, &argc, &argv))
    ;
  else if (o.name == NULL || o.from == NULL || o.to == NULL || o.drop_stages != NULL || argc > 1)
    sotong_cli_usage (cli, _("A campaign needs --name, --from and --to."));
  else if (!sotong_time_parse_range (o.from, o.to, sotong_store_get_zone (cli->store), &range, &error))
    {
      sotong_cli_usage (cli, error->message);
      g_error_free (error);
    }
  else if (check_options (cli, &o))
    {
      if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, add_job, &o, cli->cancellable, &error) != NULL)
        sotong_cli_print_id (cli, o.id);
      else
        sotong_cli_fail (cli, error);
    }
  options_clear (&o);
  return cli->status;
}

static int
campaign_edit_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  Options o = { NULL };
  GError *error = NULL;

  if (!parse_options (cli, &o, TRUE, &argc, &argv))
    ;
  else if (argc != 2)
    sotong_cli_usage (cli, _("Say which campaign, by its name or number. “sotongctl campaign list” lists them."));
  else if (check_options (cli, &o))
    {
      o.which = argv[1];
      if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, edit_job, &o, cli->cancellable, &error) != NULL)
        sotong_cli_confirm (cli, o.id);
      else
        sotong_cli_fail (cli, error);
    }
  options_clear (&o);
  return cli->status;
}

/* ---- campaign remove ---- */

typedef struct {
  const char *which;
  gboolean    keep_contents;
  gint64      id;
} Removal;

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Removal *removal = data;

  removal->id = sotong_campaign_find (db, removal->which, error);
  return removal->id != 0 && sotong_campaign_remove (db, removal->id, removal->keep_contents, error) ? removal : NULL;
}

static int
campaign_remove_verb (SotongCli  *cli,
                      int         argc,
                      char      **argv)
{
  Removal removal = { NULL };
  GOptionEntry entries[] = {
    { "keep-contents", 0, 0, G_OPTION_ARG_NONE, &removal.keep_contents, NULL, NULL },
    { NULL }
  };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which campaign, by its name or number. “sotongctl campaign list” lists them."));
  removal.which = argv[1];
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, remove_job, &removal, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_confirm (cli, removal.id);
}

/* ---- campaign list ---- */

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_campaign_list (db, error);
}

static void
json_head (JsonBuilder          *builder,
           const SotongCampaign *campaign)
{
  sotong_cli_json_int (builder, "id", campaign->id);
  sotong_cli_json_text (builder, "name", campaign->name);
  sotong_cli_json_text (builder, "goal", campaign->goal);
  sotong_cli_json_text (builder, "from", campaign->starts_on);
  sotong_cli_json_text (builder, "to", campaign->ends_on);
  sotong_cli_json_text (builder, "owner", campaign->owner[0] != '\0' ? campaign->owner : NULL);
  sotong_cli_json_text (builder, "agency", campaign->agency[0] != '\0' ? campaign->agency : NULL);
  sotong_cli_json_int (builder, "contents", campaign->n_contents);
}

static int
campaign_list_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  list = sotong_store_read (cli->store, list_job, NULL, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "campaigns");
  for (guint i = 0; i < list->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (list, i);

      if (builder == NULL)
        {
          sotong_cli_print ("%" G_GINT64_FORMAT "\t%s\t%s\t", campaign->id, campaign->starts_on, campaign->ends_on);
          sotong_cli_print_field (campaign->name, TRUE);
          continue;
        }
      json_builder_begin_object (builder);
      json_head (builder, campaign);
      json_builder_end_object (builder);
    }
  return sotong_cli_list_end (cli, builder);
}

/* ---- campaign show ---- */

typedef struct {
  const char          *which;
  SotongCampaign      *campaign;  /* (owned) */
  GPtrArray           *targets;   /* (owned) (element-type SotongDeliverable): its own, counted */
  SotongCampaignMoney  money;
} Shown;

static gpointer
show_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Shown *shown = data;
  gint64 id = sotong_campaign_find (db, shown->which, error);

  shown->campaign = id != 0 ? sotong_campaign_get (db, id, error) : NULL;
  if (shown->campaign == NULL || !sotong_campaign_get_money (db, id, &shown->money, error))
    return NULL;
  shown->targets = sotong_deliverable_of_campaign (db, id, sotong_db_now (db) + 1, error);
  return shown->targets != NULL ? shown : NULL;
}

static void
json_stages (JsonBuilder *builder,
             GPtrArray   *stages)
{
  json_builder_set_member_name (builder, "stages");
  json_builder_begin_array (builder);
  for (guint i = 0; i < stages->len; i++)
    {
      const SotongCampaignStage *stage = g_ptr_array_index (stages, i);

      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "name", stage->name);
      sotong_cli_json_text (builder, "planned_on", stage->planned_on);
      sotong_cli_json_text (builder, "done_on", stage->done_on);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
json_lines (JsonBuilder *builder,
            GPtrArray   *lines)
{
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lines->len; i++)
    {
      const SotongCampaignLine *line = g_ptr_array_index (lines, i);

      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "id", line->id);
      sotong_cli_json_text (builder, "name", line->name);
      sotong_cli_json_int (builder, "amount", line->amount);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
json_messages (JsonBuilder *builder,
               const char  *messages)
{
  g_auto(GStrv) lines = g_strsplit (messages, "\n", -1);

  json_builder_set_member_name (builder, "key_messages");
  json_builder_begin_array (builder);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!sotong_text_is_blank (lines[i]))
      json_builder_add_string_value (builder, lines[i]);
  json_builder_end_array (builder);
}

static void
print_shown_json (SotongCli   *cli,
                  const Shown *shown)
{
  const SotongCampaign *campaign = shown->campaign;
  g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

  json_head (builder, campaign);
  sotong_cli_json_int (builder, "colour", campaign->colour);
  json_messages (builder, campaign->key_messages);
  sotong_cli_json_text (builder, "hashtags", campaign->hashtags);
  json_lines (builder, campaign->lines);
  json_stages (builder, campaign->stages);
  json_builder_set_member_name (builder, "targets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < shown->targets->len; i++)
    {
      const SotongDeliverable *target = g_ptr_array_index (shown->targets, i);
      SotongPromise promise;

      sotong_promise_init (&promise, target, sotong_clock_now (sotong_store_get_clock (cli->store)), sotong_store_get_zone (cli->store));
      sotong_cli_json_promise (builder, target, &promise);
    }
  json_builder_end_array (builder);
  sotong_cli_json_int (builder, "cost_planned", shown->money.planned);
  sotong_cli_json_int (builder, "cost_final", shown->money.final);
  sotong_cli_json_int (builder, "paid", shown->money.paid);
  sotong_cli_json_print (builder);
}

static void
print_text (const char *name,
            const char *text)
{
  g_autofree char *line = sotong_text_single_line (text != NULL ? text : "", MAX_TEXT_BYTES);

  sotong_cli_print ("%s\t", name);
  sotong_cli_print_field (line, TRUE);
}

static void
print_shown (const Shown *shown)
{
  const SotongCampaign *c = shown->campaign;
  g_auto(GStrv) messages = g_strsplit (c->key_messages, "\n", -1);

  sotong_cli_print ("%" G_GINT64_FORMAT "\t%s\t%s\t", c->id, c->starts_on, c->ends_on);
  sotong_cli_print_field (c->name, TRUE);
  print_text ("goal", c->goal);
  print_text ("owner", c->owner);
  print_text ("agency", c->agency);
  for (guint i = 0; messages[i] != NULL; i++)
    print_text ("messages", messages[i]);
  print_text ("hashtags", c->hashtags);
  for (guint i = 0; i < c->lines->len; i++)
    {
      const SotongCampaignLine *line = g_ptr_array_index (c->lines, i);

      sotong_cli_print ("line\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t", line->id, line->amount);
      sotong_cli_print_field (line->name, TRUE);
    }
  for (guint i = 0; i < c->stages->len; i++)
    {
      const SotongCampaignStage *stage = g_ptr_array_index (c->stages, i);

      sotong_cli_print ("stage\t%s\t%s\t", stage->planned_on != NULL ? stage->planned_on : "-", stage->done_on != NULL ? stage->done_on : "-");
      sotong_cli_print_field (stage->name, TRUE);
    }
  for (guint i = 0; i < shown->targets->len; i++)
    {
      const SotongDeliverable *target = g_ptr_array_index (shown->targets, i);

      sotong_cli_print ("target\t%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\n", target->type, target->quantity, target->done);
    }
  sotong_cli_print ("contents\t%" G_GINT64_FORMAT "\nplanned\t%" G_GINT64_FORMAT "\npaid\t%" G_GINT64_FORMAT "\n", c->n_contents,
                    shown->money.planned, shown->money.paid);
}

static int
campaign_show_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  Shown shown = { NULL };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which campaign, by its name or number. “sotongctl campaign list” lists them."));
  shown.which = argv[1];
  if (sotong_store_read (cli->store, show_job, &shown, cli->cancellable, &error) == NULL)
    sotong_cli_fail (cli, error);
  else if (cli->json)
    print_shown_json (cli, &shown);
  else
    print_shown (&shown);
  g_clear_pointer (&shown.campaign, sotong_campaign_free);
  g_clear_pointer (&shown.targets, g_ptr_array_unref);
  return cli->status;
}

const SotongCliVerb sotong_cli_campaign_verbs[] = {
  { "campaign add", "--name N --from D --to D [--goal TEXT] [--owner PERSON] [--agency A] [--line L]… [--target TYPE=N]… [--stage NAME=DAY]… "
    "[--done NAME=DAY]… [--no-stages] [--message TEXT]… [--hashtags TEXT] [--colour 0-11]", N_("Adds a campaign."),
    N_("It begins with the stages of the office's procedure (master plan, budget allocation, carrying out and spending, report of results) "
       "unless --no-stages is given; --stage gives one its planned day and --done the day on which it was done, or adds it. --line names a "
       "budget line that pays, --target what is promised of a type. Prints the campaign's number."), campaign_add_verb, TRUE },
  { "campaign edit", "ID|NAME [what campaign add takes] [--no-lines] [--drop-stage NAME]…", N_("Changes what is named of a campaign, as one step of undo."),
    N_("--line and --message replace all there were. A target of 0 takes the promise away; a stage's day may be left empty, as “--done NAME=”."),
    campaign_edit_verb, TRUE },
  { "campaign list", "", N_("Lists the campaigns: number, first day, last day, name."), NULL, campaign_list_verb, TRUE },
  { "campaign show", "ID|NAME", N_("Shows a campaign: its goal, owner, agency, words, budget lines, stages, promises and money."), NULL,
    campaign_show_verb, TRUE },
  { "campaign remove", "ID|NAME [--keep-contents]", N_("Deletes a campaign and its promises."),
    N_("One that contents belong to is deleted with --keep-contents only; the contents stay."), campaign_remove_verb, TRUE },
  { NULL }
};
