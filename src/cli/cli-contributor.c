/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli.h"
#include "store/sotong-checklist.h"
#include "store/sotong-content-event.h"
#include "store/sotong-contributor.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-won.h"

/* contributor add, edit, list; content checklist, content event */

static gboolean
parse_id (const char *text,
          gint64     *out_id)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, out_id, NULL);
}

static void
set_line (char       **field,
          const char  *text)
{
  if (text == NULL)
    return;
  g_free (*field);
  *field = sotong_text_single_line (text, 500);
}

/* "" is none. */
static gboolean
parse_count (const char *text,
             gint64     *out_count)
{
  *out_count = SOTONG_NONE;
  return text == NULL || *text == '\0' || (sotong_won_parse (text, out_count) && *out_count >= 0);
}

/* ---- contributors ---- */

typedef struct {
  const char *which;    /* (unowned) (nullable): a pen name or a number; none: a new one */
  char   *name;
  char   *url;
  char   *consent;
  char   *rights;
  char   *fee;
  gint64  fee_won;
} ContributorOptions;

static gpointer
contributor_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  const ContributorOptions *o = data;
  gint64 id = o->which != NULL ? sotong_contributor_find (db, o->which, error) : 0;
  g_autoptr(SotongContributor) contributor = NULL;

  if (o->which == NULL)
    contributor = g_new0 (SotongContributor, 1);
  else if (id != 0)
    contributor = sotong_contributor_get (db, id, error);
  if (contributor == NULL)
    return NULL;
  if (id == 0)
    contributor->fee = SOTONG_NONE;
  set_line (&contributor->pen_name, o->name);
  set_line (&contributor->channel_url, o->url);
  set_line (&contributor->consent, o->consent);
  set_line (&contributor->rights, o->rights);
  if (o->fee != NULL)
    contributor->fee = o->fee_won;
  if (id != 0)
    return sotong_contributor_edit (db, contributor, error) ? g_memdup2 (&id, sizeof id) : NULL;
  contributor->id = sotong_contributor_add (db, contributor, error);
  return contributor->id != 0 ? g_memdup2 (&contributor->id, sizeof contributor->id) : NULL;
}

static int
contributor_verb (SotongCli  *cli,
                  int         argc,
                  char      **argv,
                  gboolean    edit)
{
  ContributorOptions o = { 0 };
  GOptionEntry entries[] = {
    { "pen-name", 0, 0, G_OPTION_ARG_STRING, &o.name, NULL, NULL },
    { "url", 0, 0, G_OPTION_ARG_STRING, &o.url, NULL, NULL },
    { "consent", 0, 0, G_OPTION_ARG_STRING, &o.consent, NULL, NULL },
    { "rights", 0, 0, G_OPTION_ARG_STRING, &o.rights, NULL, NULL },
    { "fee", 0, 0, G_OPTION_ARG_STRING, &o.fee, NULL, NULL },
    { NULL }
  };
  g_autofree gint64 *id = NULL;
  GError *error = NULL;

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      o.which = edit && argc == 2 ? argv[1] : NULL;
      if (edit && o.which == NULL)
        sotong_cli_usage (cli, _("Say which contributor, by the pen name or the number."));
      else if (!edit && (argc != 1 || o.name == NULL))
        sotong_cli_usage (cli, _("A contributor needs --pen-name."));
      else if (!parse_count (o.fee, &o.fee_won))
        sotong_cli_usage (cli, _("--fee takes an amount in won, as 150000."));
      else if ((id = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, contributor_job, &o, cli->cancellable, &error)) == NULL)
        sotong_cli_fail (cli, error);
      else if (edit)
        sotong_cli_confirm (cli, *id);
      else
        sotong_cli_print_id (cli, *id);
    }
  g_free (o.name);
  g_free (o.url);
  g_free (o.consent);
  g_free (o.rights);
  g_free (o.fee);
  return cli->status;
}

static int
contributor_add_verb (SotongCli  *cli,
                      int         argc,
                      char      **argv)
{
  return contributor_verb (cli, argc, argv, FALSE);
}

static int
contributor_edit_verb (SotongCli  *cli,
                       int         argc,
                       char      **argv)
{
  return contributor_verb (cli, argc, argv, TRUE);
}

static gpointer
contributor_list_job (SotongDb      *db,
                      gpointer       data,
                      GCancellable  *cancellable,
                      GError       **error)
{
  return sotong_contributor_list (db, error);
}

static void
print_contributor (const SotongContributor *contributor,
                   JsonBuilder             *builder)
{
  if (builder == NULL)
    {
      g_autofree char *fee = contributor->fee != SOTONG_NONE ? g_strdup_printf ("%" G_GINT64_FORMAT, contributor->fee) : g_strdup ("-");

      sotong_cli_print ("%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%s\t", contributor->id, contributor->n_contents, fee);
      sotong_cli_print_field (contributor->pen_name, FALSE);
      sotong_cli_print_field (contributor->channel_url, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", contributor->id);
  sotong_cli_json_text (builder, "pen_name", contributor->pen_name);
  sotong_cli_json_text (builder, "url", contributor->channel_url);
  sotong_cli_json_text (builder, "consent", contributor->consent);
  sotong_cli_json_text (builder, "rights", contributor->rights);
  sotong_cli_json_int (builder, "fee", contributor->fee);
  sotong_cli_json_int (builder, "contents", contributor->n_contents);
  sotong_cli_json_int (builder, "proven", contributor->n_proven);
  json_builder_end_object (builder);
}

static int
contributor_list_verb (SotongCli  *cli,
                       int         argc,
                       char      **argv)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  list = sotong_store_read (cli->store, contributor_list_job, NULL, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "contributors");
  for (guint i = 0; i < list->len; i++)
    print_contributor (g_ptr_array_index (list, i), builder);
  return sotong_cli_list_end (cli, builder);
}

static gpointer
contributor_remove_job (SotongDb      *db,
                        gpointer       data,
                        GCancellable  *cancellable,
                        GError       **error)
{
  gint64 id = sotong_contributor_find (db, data, error);

  return id != 0 && sotong_contributor_remove (db, id, error) ? g_memdup2 (&id, sizeof id) : NULL;
}

static int
contributor_remove_verb (SotongCli  *cli,
                         int         argc,
                         char      **argv)
{
  g_autofree gint64 *id = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which contributor, by the pen name or the number."));
  id = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, contributor_remove_job, argv[1], cli->cancellable, &error);
  return id != NULL ? sotong_cli_confirm (cli, *id) : sotong_cli_fail (cli, error);
}

/* A contributor and what came of it. */
typedef struct {
  const char        *which;          /* (unowned): a pen name or a number */
  SotongContributor *contributor;    /* (owned) */
  GPtrArray         *contributions;  /* (owned) */
} Shown;

static gpointer
contributor_show_job (SotongDb      *db,
                      gpointer       data,
                      GCancellable  *cancellable,
                      GError       **error)
{
  Shown *shown = data;
  gint64 id = sotong_contributor_find (db, shown->which, error);

  shown->contributor = id != 0 ? sotong_contributor_get (db, id, error) : NULL;
  if (shown->contributor != NULL)
    shown->contributions = sotong_contributor_list_contributions (db, id, error);
  return shown->contributions != NULL ? data : NULL;
}

static void
print_contribution (const SotongContribution *contribution,
                    JsonBuilder              *builder,
                    GTimeZone                *zone)
{
  if (builder == NULL)
    {
      g_autofree char *at = contribution->at != SOTONG_NONE ? sotong_time_format_iso (contribution->at, zone) : g_strdup ("-");

      sotong_cli_print ("content\t%" G_GINT64_FORMAT "\t%s\t", contribution->id, at);
      sotong_cli_print_field (contribution->title, FALSE);
      sotong_cli_print_field (contribution->proof_url, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", contribution->id);
  sotong_cli_json_time (builder, "at", contribution->at, zone);
  sotong_cli_json_text (builder, "title", contribution->title);
  sotong_cli_json_text (builder, "proof", contribution->proof_url);
  json_builder_end_object (builder);
}

static void
print_shown (SotongCli   *cli,
             const Shown *shown)
{
  const SotongContributor *contributor = shown->contributor;
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autoptr(JsonBuilder) builder = cli->json ? sotong_cli_json_begin () : NULL;

  if (builder != NULL)
    {
      sotong_cli_json_int (builder, "id", contributor->id);
      sotong_cli_json_text (builder, "pen_name", contributor->pen_name);
      sotong_cli_json_text (builder, "url", contributor->channel_url);
      sotong_cli_json_text (builder, "consent", contributor->consent);
      sotong_cli_json_text (builder, "rights", contributor->rights);
      sotong_cli_json_int (builder, "fee", contributor->fee);
      sotong_cli_json_int (builder, "proven", contributor->n_proven);
      sotong_cli_json_int (builder, "fees", contributor->fee != SOTONG_NONE ? contributor->fee * contributor->n_proven : SOTONG_NONE);
      json_builder_set_member_name (builder, "contents");
      json_builder_begin_array (builder);
    }
  else
    print_contributor (contributor, NULL);
  for (guint i = 0; i < shown->contributions->len; i++)
    print_contribution (g_ptr_array_index (shown->contributions, i), builder, zone);
  if (builder == NULL)
    return;
  json_builder_end_array (builder);
  sotong_cli_json_print (builder);
}

static int
contributor_show_verb (SotongCli  *cli,
                       int         argc,
                       char      **argv)
{
  Shown shown = { 0 };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which contributor, by the pen name or the number."));
  shown.which = argv[1];
  if (sotong_store_read (cli->store, contributor_show_job, &shown, cli->cancellable, &error) == NULL)
    sotong_cli_fail (cli, error);
  else
    print_shown (cli, &shown);
  g_clear_pointer (&shown.contributor, sotong_contributor_free);
  g_clear_pointer (&shown.contributions, g_ptr_array_unref);
  return cli->status;
}

/* ---- the checklist ---- */

typedef struct {
  gint64    content;
  char     *add;
  gint64    done;
  gint64    undone;
  gint64    remove;
  gboolean  usual;
} ChecklistOptions;

static gboolean
is_of_content (SotongDb  *db,
               gint64     content,
               gint64     item,
               GError   **error)
{
  g_autoptr(GPtrArray) items = sotong_checklist_list (db, content, error);

  for (guint i = 0; items != NULL && i < items->len; i++)
    if (((const SotongChecklistItem *) g_ptr_array_index (items, i))->id == item)
      return TRUE;
  if (items != NULL)
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                         _("The content’s checklist has no such item. Nothing was changed. “content show” lists them with their numbers."));
  return FALSE;
}

static gpointer
checklist_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  const ChecklistOptions *o = data;
  gint64 item = o->done != 0 ? o->done : o->undone != 0 ? o->undone : o->remove;
  gboolean done;

  if (item != 0 && !is_of_content (db, o->content, item, error))
    return NULL;
  if (o->add != NULL)
    done = sotong_checklist_add (db, o->content, o->add, error) != 0;
  else if (o->usual)
    done = sotong_checklist_add_usual (db, o->content, error);
  else if (o->remove != 0)
    done = sotong_checklist_remove (db, item, error);
  else
    done = sotong_checklist_set_done (db, item, o->done != 0, error);
  return done ? data : NULL;
}

static int
content_checklist_verb (SotongCli  *cli,
                        int         argc,
                        char      **argv)
{
  ChecklistOptions o = { 0 };
  GOptionEntry entries[] = {
    { "add", 0, 0, G_OPTION_ARG_STRING, &o.add, NULL, NULL },
    { "usual", 0, 0, G_OPTION_ARG_NONE, &o.usual, NULL, NULL },
    { "done", 0, 0, G_OPTION_ARG_INT64, &o.done, NULL, NULL },
    { "undone", 0, 0, G_OPTION_ARG_INT64, &o.undone, NULL, NULL },
    { "remove", 0, 0, G_OPTION_ARG_INT64, &o.remove, NULL, NULL },
    { NULL }
  };
  GError *error = NULL;

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      if (argc != 2 || !parse_id (argv[1], &o.content))
        sotong_cli_usage (cli, _("Say which content, by its number."));
      else if ((o.add != NULL) + o.usual + (o.done != 0) + (o.undone != 0) + (o.remove != 0) != 1)
        sotong_cli_usage (cli, _("Say one thing that is to be done: --add, --usual, --done, --undone or --remove."));
      else if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, checklist_job, &o, cli->cancellable, &error) == NULL)
        sotong_cli_fail (cli, error);
      else
        sotong_cli_confirm (cli, o.content);
    }
  g_free (o.add);
  return cli->status;
}

/* ---- the event ---- */

typedef struct {
  gint64  content;
  char   *place;
  char   *from;
  char   *to;
  char   *participants;
  gint64  n_participants;
} EventOptions;

static gpointer
event_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const EventOptions *o = data;
  g_autoptr(SotongContentEvent) event = sotong_content_event_get (db, o->content, error);

  if (event == NULL)
    return NULL;
  set_line (&event->place, o->place);
  set_line (&event->starts_on, o->from);
  set_line (&event->ends_on, o->to);
  if (o->participants != NULL)
    event->participants = o->n_participants;
  return sotong_content_event_set (db, event, error) ? data : NULL;
}

static int
content_event_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  EventOptions o = { 0 };
  GOptionEntry entries[] = {
    { "place", 0, 0, G_OPTION_ARG_STRING, &o.place, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &o.from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &o.to, NULL, NULL },
    { "participants", 0, 0, G_OPTION_ARG_STRING, &o.participants, NULL, NULL },
    { NULL }
  };
  GError *error = NULL;

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      if (argc != 2 || !parse_id (argv[1], &o.content))
        sotong_cli_usage (cli, _("Say which content, by its number."));
      else if (o.place == NULL && o.from == NULL && o.to == NULL && o.participants == NULL)
        sotong_cli_usage (cli, _("Say what is to be changed."));
      else if (!parse_count (o.participants, &o.n_participants))
        sotong_cli_usage (cli, _("--participants takes a number of people."));
      else if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, event_job, &o, cli->cancellable, &error) == NULL)
        sotong_cli_fail (cli, error);
      else
        sotong_cli_confirm (cli, o.content);
    }
  g_free (o.place);
  g_free (o.from);
  g_free (o.to);
  g_free (o.participants);
  return cli->status;
}

const SotongCliVerb sotong_cli_contributor_verbs[] = {
  { "contributor add", "--pen-name N [--url URL] [--consent TEXT] [--rights TEXT] [--fee WON]", N_("Adds a citizen who makes joint contents."),
    N_("--consent says what was agreed to and when, --rights what the office may do with text and pictures. Prints the number."),
    contributor_add_verb, TRUE },
  { "contributor edit", "NAME|ID [--pen-name N] [--url URL] [--consent TEXT] [--rights TEXT] [--fee WON]",
    N_("Changes a contributor; what is not named stays as it is."), NULL, contributor_edit_verb, TRUE },
  { "contributor list", "", N_("Lists the contributors: number, contents, fee in won, pen name, own channel."), NULL, contributor_list_verb, TRUE },
  { "contributor show", "NAME|ID", N_("Shows a contributor and the joint contents: number, time, title, address that proves it."),
    N_("With --json also what is owed for those that are proven, in won."), contributor_show_verb, TRUE },
  { "contributor remove", "NAME|ID", N_("Takes a contributor off the list; contents of this citizen keep the name."), NULL, contributor_remove_verb, TRUE },
  { "content checklist", "ID --add TEXT|--usual|--done N|--undone N|--remove N",
    N_("Changes a content’s checklist; --usual adds what is looked after in every content."),
    N_("N is an item’s number, which “content show” prints."), content_checklist_verb, TRUE },
  { "content event", "ID [--place TEXT] [--from D] [--to D] [--participants N]", N_("Notes the event with citizens that a content belongs to."),
    N_("What is not named stays as it is; an empty value takes it away."), content_event_verb, TRUE },
  { NULL }
};
