/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli-approval.h"
#include "cli/sotong-cli.h"
#include "store/sotong-approval.h"
#include "store/sotong-person.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

/* ---- acts on contents ---- */

typedef struct {
  SotongApprovalActKind  kind;
  GArray                *ids;        /* (element-type gint64): the contents */
  const char            *as;         /* (nullable) */
  const char            *other;      /* (nullable) */
  const char            *reason;     /* (nullable) */
  GPtrArray             *approvals;  /* (owned) (element-type SotongApproval) (nullable elements): as they stand afterwards */
} Wanted;

static void
wanted_clear (Wanted *wanted)
{
  g_clear_pointer (&wanted->approvals, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

/* Reads how each stands that something was done to. */
static gboolean
read_done (SotongDb   *db,
           Wanted     *wanted,
           GPtrArray  *problems,
           GError    **error)
{
  wanted->approvals = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_approval_free);
  for (guint i = 0; i < problems->len; i++)
    {
      gboolean done = g_ptr_array_index (problems, i) == NULL;
      SotongApproval *approval = done ? sotong_approval_read (db, g_array_index (wanted->ids, gint64, i), error) : NULL;

      if (done && approval == NULL)
        return FALSE;
      g_ptr_array_add (wanted->approvals, approval);
    }
  return TRUE;
}

/* (element-type GError): why what was not done was not. */
static gpointer
act_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Wanted *wanted = data;
  g_autoptr(SotongPerson) as = wanted->as != NULL ? sotong_person_find (db, wanted->as, error) : NULL;
  g_autoptr(SotongPerson) other = NULL;
  g_autoptr(GArray) acts = g_array_new (FALSE, TRUE, sizeof (SotongApprovalAct));
  g_autoptr(GPtrArray) problems = NULL;

  if (wanted->as != NULL && as == NULL)
    return NULL;
  if (wanted->other != NULL)
    {
      other = sotong_person_find (db, wanted->other, error);
      if (other == NULL)
        return NULL;
    }
  for (guint i = 0; i < wanted->ids->len; i++)
    {
      SotongApprovalAct act = { wanted->kind, g_array_index (wanted->ids, gint64, i), .reason = wanted->reason };

      act.person_id = as != NULL ? as->id : 0;
      act.other_id = other != NULL ? other->id : 0;
      g_array_append_val (acts, act);
    }
  problems = sotong_approval_act_several (db, acts);
  return read_done (db, wanted, problems, error) ? g_steal_pointer (&problems) : NULL;
}

static const char *
state_of (const SotongApproval *approval)
{
  const SotongApprovalCopy *copy = approval->copies->len > 0 ? g_ptr_array_index (approval->copies, 0) : NULL;

  return sotong_state_get_name (copy != NULL ? copy->state : SOTONG_STATE_DRAFT);
}

static void
print_done (SotongCli            *cli,
            JsonBuilder          *builder,
            const SotongApproval *approval)
{
  const SotongApprovalStep *next = sotong_approval_round_get_next (approval->round);

  if (builder == NULL)
    {
      sotong_cli_print ("%" G_GINT64_FORMAT "\t%s\t%s\t", approval->content_id, state_of (approval),
                        next != NULL ? sotong_step_kind_get_name (next->kind) : "-");
      sotong_cli_print_field (next != NULL ? next->person : "-", FALSE);
      sotong_cli_print_field (approval->title, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", approval->content_id);
  sotong_cli_json_text (builder, "title", approval->title);
  sotong_cli_json_text (builder, "state", state_of (approval));
  sotong_cli_json_approval (builder, approval, sotong_store_get_zone (cli->store));
  json_builder_end_object (builder);
}

/* All are one step of undo, with a record of each in the history; one that fails keeps none of the others. */
static int
run_all (SotongCli *cli,
         Wanted    *wanted)
{
  g_autoptr(JsonBuilder) builder = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  GError *error = NULL;

  problems = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, act_job, wanted, cli->cancellable, &error);
  if (problems == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "contents");
  for (guint i = 0; i < problems->len; i++)
    {
      const GError *problem = g_ptr_array_index (problems, i);
      g_autofree char *where = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (wanted->ids, gint64, i));

      if (problem == NULL)
        print_done (cli, builder, g_ptr_array_index (wanted->approvals, i));
      else
        sotong_cli_problem (cli, where, problem->message);
    }
  return sotong_cli_list_end (cli, builder);
}

static int
act (SotongCli              *cli,
     int                     argc,
     char                  **argv,
     SotongApprovalActKind   kind)
{
  g_autofree char *as = NULL, *reason = NULL, *other = NULL, *clean = NULL;
  GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &as, NULL, NULL },
    { kind == SOTONG_ACT_RETURN ? "reason" : "note", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, NULL },
    { "person", 0, kind == SOTONG_ACT_COOPERATE ? 0 : G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &other, NULL, NULL },
    { NULL }
  };
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(Wanted) wanted = { 0 };

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  for (int i = 1; i < argc; i++)
    {
      gint64 id;

      if (!g_ascii_string_to_signed (argv[i], 10, 1, G_MAXINT64, &id, NULL))
        return sotong_cli_usage (cli, _("Say which contents, by their numbers."));
      g_array_append_val (ids, id);
    }
  if (ids->len == 0)
    return sotong_cli_usage (cli, _("Say which contents, by their numbers."));
  if (kind == SOTONG_ACT_RETURN && sotong_text_is_blank (reason))
    return sotong_cli_usage (cli, _("To return a content, say why with --reason."));
  if ((kind == SOTONG_ACT_COOPERATE) != (other != NULL))
    return sotong_cli_usage (cli, kind == SOTONG_ACT_COOPERATE ? _("Say whose cooperation is asked for, with --person.")
                             : _("--person is for asking somebody’s cooperation. Who acts is said with --as."));
  clean = reason != NULL ? sotong_text_clean (reason, -1, 4000) : NULL;
  wanted = (Wanted) { kind, ids, as, other, clean };
  return run_all (cli, &wanted);
}

static int
submit_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  return act (cli, argc, argv, SOTONG_ACT_SUBMIT);
}

static int
approve_verb (SotongCli  *cli,
              int         argc,
              char      **argv)
{
  return act (cli, argc, argv, SOTONG_ACT_APPROVE);
}

static int
return_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  return act (cli, argc, argv, SOTONG_ACT_RETURN);
}

static int
cooperate_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  return act (cli, argc, argv, SOTONG_ACT_COOPERATE);
}

static int
recall_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  return act (cli, argc, argv, SOTONG_ACT_RECALL);
}

/* ---- the box ---- */

typedef struct {
  const char *person;   /* (nullable): the account's */
  gboolean    all;
} Box;

static gpointer
box_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const Box *box = data;
  g_autoptr(SotongPerson) person = NULL;
  GError *local = NULL;

  if (!box->all)
    person = box->person != NULL ? sotong_person_find (db, box->person, &local) : sotong_person_get_actor (db, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return sotong_approval_box (db, person != NULL ? person->id : 0, error);
}

static void
print_item (SotongCli                *cli,
            JsonBuilder              *builder,
            const SotongApprovalItem *item)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);

  if (builder == NULL)
    {
      g_autofree char *at = item->publish_at != SOTONG_NONE ? sotong_time_format_iso (item->publish_at, zone) : g_strdup ("-");

      sotong_cli_print ("%" G_GINT64_FORMAT "\t%s\t%s\t", item->content_id, at, sotong_step_kind_get_name (item->step));
      sotong_cli_print_field (item->person, FALSE);
      sotong_cli_print_field (item->drafter, FALSE);
      sotong_cli_print_field (item->channels, FALSE);
      sotong_cli_print_field (item->title, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", item->content_id);
  sotong_cli_json_text (builder, "title", item->title);
  sotong_cli_json_text (builder, "type", item->type);
  sotong_cli_json_time (builder, "publish_at", item->publish_at, zone);
  json_builder_set_member_name (builder, "near");
  json_builder_add_boolean_value (builder, sotong_approval_item_is_near (item, sotong_clock_now (sotong_store_get_clock (cli->store))));
  sotong_cli_json_text (builder, "channels", item->channels);
  sotong_cli_json_int (builder, "round", item->round);
  sotong_cli_json_text (builder, "step", sotong_step_kind_get_name (item->step));
  sotong_cli_json_text (builder, "person", item->person);
  json_builder_set_member_name (builder, "deputy_may");
  json_builder_add_boolean_value (builder, item->deputised);
  sotong_cli_json_text (builder, "drafter", item->drafter);
  sotong_cli_json_time (builder, "submitted_at", item->submitted_at, zone);
  json_builder_end_object (builder);
}

static int
box_verb (SotongCli  *cli,
          int         argc,
          char      **argv)
{
  g_autofree char *person = NULL;
  Box box = { 0 };
  GOptionEntry entries[] = {
    { "person", 0, 0, G_OPTION_ARG_STRING, &person, NULL, NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &box.all, NULL, NULL },
    { NULL }
  };
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  box.person = person;
  list = sotong_store_read (cli->store, box_job, &box, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "box");
  for (guint i = 0; i < list->len; i++)
    print_item (cli, builder, g_ptr_array_index (list, i));
  return sotong_cli_list_end (cli, builder);
}

/* ---- one of them ---- */

static gpointer
show_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_approval_read (db, *(gint64 *) data, error);
}

static int
show_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autoptr(SotongApproval) approval = NULL;
  gint64 id;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &id, NULL))
    return sotong_cli_usage (cli, _("Say which content, by its number."));
  approval = sotong_store_read (cli->store, show_job, &id, cli->cancellable, &error);
  if (approval == NULL)
    return sotong_cli_fail (cli, error);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_changes (builder, approval, zone);
      sotong_cli_json_print (builder);
    }
  else
    sotong_cli_print_changes (approval, zone);
  return cli->status;
}

/* ---- on, off, status ---- */

typedef struct {
  gboolean on;
  gint64   unsealed;    /* posts on the schedule that would not go out */
  gint64   waiting;
  gboolean has_line;
} Status;

static gpointer
status_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Status *status = data;
  g_autoptr(GPtrArray) box = sotong_approval_box (db, 0, error);
  g_autoptr(GPtrArray) lines = box != NULL ? sotong_approval_line_list (db, error) : NULL;

  if (lines == NULL || !sotong_approval_is_on (db, &status->on, error))
    return NULL;
  status->unsealed = sotong_approval_count_unsealed (db, error);
  status->waiting = box->len;
  status->has_line = lines->len > 0;
  return status->unsealed >= 0 ? status : NULL;
}

static gpointer
switch_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Status *status = data;

  return sotong_approval_set_on (db, status->on, error) ? status_job (db, data, cancellable, error) : NULL;
}

static void
print_status (SotongCli    *cli,
              const Status *status)
{
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      json_builder_set_member_name (builder, "approval");
      json_builder_add_boolean_value (builder, status->on);
      sotong_cli_json_int (builder, "waiting", status->waiting);
      sotong_cli_json_int (builder, "unsealed", status->unsealed);
      sotong_cli_json_print (builder);
    }
  else
    sotong_cli_print ("%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\n", status->on ? "on" : "off", status->waiting, status->unsealed);
}

/* What turning it on means for what is planned already. */
static void
note_on (SotongCli    *cli,
         const Status *status)
{
  if (!status->has_line)
    sotong_cli_note (cli, _("There is no approval line yet, so nothing can be submitted. Set one with “approval line set”."));
  if (status->unsealed > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%d post on the schedule is not approved and will not go out until it is.",
                                                         "%d posts on the schedule are not approved and will not go out until they are.",
                                                         (gulong) status->unsealed), (int) status->unsealed);

      sotong_cli_note (cli, text);
    }
}

/* What is in review when it is turned off is decided by nobody. */
static void
note_off (SotongCli    *cli,
          const Status *status)
{
  g_autofree char *text = NULL;

  if (status->waiting == 0)
    return;
  text = g_strdup_printf (ngettext ("%d content is still in review and does not go out as it is. “content recall” takes it back.",
                                    "%d contents are still in review and do not go out as they are. “content recall” takes them back.",
                                    (gulong) status->waiting), (int) status->waiting);
  sotong_cli_note (cli, text);
}

static int
switch_approval (SotongCli  *cli,
                 int         argc,
                 char      **argv,
                 gboolean    on)
{
  Status status = { .on = on };
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, switch_job, &status, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  if (on)
    note_on (cli, &status);
  else
    note_off (cli, &status);
  if (cli->json)
    print_status (cli, &status);
  return cli->status;
}

static int
on_verb (SotongCli  *cli,
         int         argc,
         char      **argv)
{
  return switch_approval (cli, argc, argv, TRUE);
}

static int
off_verb (SotongCli  *cli,
          int         argc,
          char      **argv)
{
  return switch_approval (cli, argc, argv, FALSE);
}

static int
status_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  Status status = { 0 };
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  if (sotong_store_read (cli->store, status_job, &status, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  print_status (cli, &status);
  return cli->status;
}

/* ---- lines ---- */

typedef struct {
  const char *type;
  const char *steps;   /* "" takes the line away */
} LineData;

static gpointer
line_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const LineData *wanted = data;
  g_autoptr(SotongApprovalLine) line = sotong_approval_line_new (wanted->type);

  return (wanted->steps[0] == '\0' || sotong_approval_line_parse (db, line, wanted->steps, error))
         && sotong_approval_line_set (db, line, error) ? data : NULL;
}

static gpointer
line_list_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return sotong_approval_line_list (db, error);
}

static void
print_line (const SotongApprovalLine *line,
            JsonBuilder              *builder)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (builder != NULL)
    {
      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "type", line->type[0] != '\0' ? line->type : NULL);
      json_builder_set_member_name (builder, "steps");
      json_builder_begin_array (builder);
    }
  for (guint i = 0; i < line->steps->len; i++)
    {
      const SotongLineStep *step = g_ptr_array_index (line->steps, i);

      g_string_append_printf (text, "%s%s:%s", i > 0 ? "," : "", sotong_step_kind_get_name (step->kind), step->person);
      if (builder == NULL)
        continue;
      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "kind", sotong_step_kind_get_name (step->kind));
      sotong_cli_json_int (builder, "person_id", step->person_id);
      sotong_cli_json_text (builder, "person", step->person);
      json_builder_end_object (builder);
    }
  if (builder != NULL)
    {
      json_builder_end_array (builder);
      json_builder_end_object (builder);
      return;
    }
  sotong_cli_print_field (line->type[0] != '\0' ? line->type : "-", FALSE);
  sotong_cli_print_field (text->str, TRUE);
}

static int
list_lines (SotongCli *cli)
{
  GError *error = NULL;
  g_autoptr(GPtrArray) lines = sotong_store_read (cli->store, line_list_job, NULL, cli->cancellable, &error);
  g_autoptr(JsonBuilder) builder = NULL;

  if (lines == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "lines");
  for (guint i = 0; i < lines->len; i++)
    print_line (g_ptr_array_index (lines, i), builder);
  return sotong_cli_list_end (cli, builder);
}

static int
line_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  g_autofree char *type = NULL, *name = NULL, *steps = NULL;
  GOptionEntry entries[] = {
    { "type", 0, 0, G_OPTION_ARG_STRING, &type, NULL, NULL },
    { "steps", 0, 0, G_OPTION_ARG_STRING, &steps, NULL, NULL },
    { NULL }
  };
  LineData data;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc == 2 && g_str_equal (argv[1], "list") && type == NULL && steps == NULL)
    return list_lines (cli);
  if (argc != 2 || !(g_str_equal (argv[1], "set") ? steps != NULL && steps[0] != '\0' : g_str_equal (argv[1], "remove") && steps == NULL))
    return sotong_cli_usage (cli, _("Say “approval line list”, “approval line set [--type TYPE] --steps STEPS” or “approval line remove [--type TYPE]”."));
  name = sotong_text_name (type);
  data.type = name;
  data.steps = steps != NULL ? steps : "";
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, line_job, &data, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return cli->json ? list_lines (cli) : cli->status;
}

#define AS_HELP N_("Who acts is the person whose account the list of people names; --as says it for a person without an account there. " \
                   "Prints number, state, the next step, whose it is, and title. All of them are one step of undo.")

const SotongCliVerb sotong_cli_approval_verbs[] = {
  { "approval on", "", N_("From now on contents go out only when they are approved, and as they were approved."), NULL, on_verb, TRUE },
  { "approval off", "", N_("Contents go out without approval."), NULL, off_verb, TRUE },
  { "approval status", "", N_("Whether approval is on, how many contents wait for somebody, and how many posts on the schedule are not approved."), NULL,
    status_verb, TRUE },
  { "approval line", "list | set [--type TYPE] --steps STEPS | remove [--type TYPE]",
    N_("The people whom contents of a type go through; without --type, those of the types without a line of their own."),
    N_("STEPS are review:PERSON, cooperation:PERSON and at the end decision:PERSON, with commas between them. delegated:PERSON decides in place of the "
       "decision after it, or stands alone at the end. PERSON is a name, a role, or a number."), line_verb, TRUE },
  { "approval box", "[--person P | --all]", N_("Lists what waits for a decision, what goes out first at the top: number, time, step, whose it is, drafter, channels, title."),
    N_("Of the person whose account this is; of all when the account is nobody’s. With what a person may decide as a deputy."), box_verb, TRUE },
  { "approval show", "ID", N_("Shows a content as it is to be decided: its steps, every channel’s copy, and what changed since the last round."),
    N_("Words that were removed stand as [-word-], words that were added as {+word+}."), show_verb, TRUE },
  { "content submit", "ID… [--as PERSON] [--note TEXT]", N_("Submits contents for approval, along the line of their type."), AS_HELP, submit_verb, TRUE },
  { "content approve", "ID… [--as PERSON] [--note TEXT]", N_("Approves contents; with the last approval they are sealed."), AS_HELP, approve_verb, TRUE },
  { "content return", "ID… --reason TEXT [--as PERSON]", N_("Returns contents to who drafted them."), AS_HELP, return_verb, TRUE },
  { "content cooperate", "ID… --person P [--as PERSON] [--note TEXT]", N_("Asks somebody else for cooperation before the step that waits."), AS_HELP, cooperate_verb,
    TRUE },
  { "content recall", "ID… [--as PERSON]", N_("Takes back what one submitted and nobody has decided yet."), AS_HELP, recall_verb, TRUE },
  { NULL }
};
