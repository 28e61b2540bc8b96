/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli.h"
#include "store/sotong-person.h"
#include "util/sotong-text.h"

/* The workspace's people: who drafts, reviews and decides, and which account acts for each. */

typedef struct {
  const char  *who;      /* (nullable): whom to change */
  char        *name;     /* (nullable): what is %NULL stays as it is */
  char        *role;
  char        *login;
  char        *deputy;
  gboolean     away;
  gboolean     back;
} Wanted;

static gboolean
fill (SotongDb       *db,
      const Wanted   *wanted,
      SotongPerson   *person,
      GError        **error)
{
  char ** const to[] = { &person->name, &person->role, &person->login };
  const char * const from[] = { wanted->name, wanted->role, wanted->login };

  for (gsize i = 0; i < G_N_ELEMENTS (to); i++)
    {
      g_autofree char *clean = NULL;

      if (from[i] == NULL)
        continue;
      clean = sotong_text_clean (from[i], -1, 400);
      g_free (*to[i]);
      *to[i] = sotong_text_single_line (clean, 100);
    }
  if (wanted->deputy != NULL && wanted->deputy[0] == '\0')
    person->deputy_id = SOTONG_NONE;
  else if (wanted->deputy != NULL)
    {
      g_autoptr(SotongPerson) deputy = sotong_person_find (db, wanted->deputy, error);

      if (deputy == NULL)
        return FALSE;
      person->deputy_id = deputy->id;
    }
  person->away = (person->away || wanted->away) && !wanted->back;
  return TRUE;
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr(SotongPerson) person = g_new0 (SotongPerson, 1);
  gint64 id;

  person->deputy_id = SOTONG_NONE;
  if (!fill (db, data, person, error))
    return NULL;
  id = sotong_person_add (db, person, error);
  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Wanted *wanted = data;
  g_autoptr(SotongPerson) person = sotong_person_find (db, wanted->who, error);

  return person != NULL && fill (db, wanted, person, error) && sotong_person_edit (db, person, error)
         ? g_memdup2 (&person->id, sizeof person->id) : NULL;
}

static int
run (SotongCli      *cli,
     int             argc,
     char          **argv,
     SotongStoreJob  job)
{
  Wanted wanted = { 0 };
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &wanted.name, NULL, NULL },
    { "role", 0, 0, G_OPTION_ARG_STRING, &wanted.role, NULL, NULL },
    { "login", 0, 0, G_OPTION_ARG_STRING, &wanted.login, NULL, NULL },
    { "deputy", 0, 0, G_OPTION_ARG_STRING, &wanted.deputy, NULL, NULL },
    { "away", 0, 0, G_OPTION_ARG_NONE, &wanted.away, NULL, NULL },
    { "back", 0, 0, G_OPTION_ARG_NONE, &wanted.back, NULL, NULL },
    { NULL }
  };
  g_autofree gint64 *id = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (job == add_job && (wanted.name == NULL || argc > 1))
    sotong_cli_usage (cli, _("A person needs --name."));
  else if (job == edit_job && argc != 2)
    sotong_cli_usage (cli, _("Say which person, by name, role or number."));
  else if (wanted.away && wanted.back)
    sotong_cli_usage (cli, _("A person is away or back, not both."));
  else
    {
      wanted.who = argc > 1 ? argv[1] : NULL;
      id = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, job, &wanted, cli->cancellable, &error);
      if (id == NULL)
        sotong_cli_fail (cli, error);
      else if (job == add_job)
        sotong_cli_print_id (cli, *id);
      else
        sotong_cli_confirm (cli, *id);
    }
  g_free (wanted.name);
  g_free (wanted.role);
  g_free (wanted.login);
  g_free (wanted.deputy);
  return cli->status;
}

static int
add_verb (SotongCli  *cli,
          int         argc,
          char      **argv)
{
  return run (cli, argc, argv, add_job);
}

static int
edit_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  return run (cli, argc, argv, edit_job);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_person_list (db, error);
}

static void
print_person (const SotongPerson *person,
              JsonBuilder        *builder)
{
  if (builder == NULL)
    {
      sotong_cli_print ("%" G_GINT64_FORMAT "\t", person->id);
      sotong_cli_print_field (person->name, FALSE);
      sotong_cli_print_field (person->role, FALSE);
      sotong_cli_print_field (person->login, FALSE);
      sotong_cli_print_field (person->deputy, FALSE);
      sotong_cli_print_field (person->away ? "away" : "", TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", person->id);
  sotong_cli_json_text (builder, "name", person->name);
  sotong_cli_json_text (builder, "role", person->role);
  sotong_cli_json_text (builder, "login", person->login);
  sotong_cli_json_text (builder, "deputy", person->deputy);
  json_builder_set_member_name (builder, "away");
  json_builder_add_boolean_value (builder, person->away);
  json_builder_end_object (builder);
}

static int
list_verb (SotongCli  *cli,
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
  builder = sotong_cli_list_begin (cli, "people");
  for (guint i = 0; i < list->len; i++)
    print_person (g_ptr_array_index (list, i), builder);
  return sotong_cli_list_end (cli, builder);
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(SotongPerson) person = sotong_person_find (db, data, error);

  return person != NULL && sotong_person_remove (db, person->id, error) ? g_memdup2 (&person->id, sizeof person->id) : NULL;
}

static int
remove_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  g_autofree gint64 *id = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which person, by name, role or number."));
  id = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, remove_job, argv[1], cli->cancellable, &error);
  return id != NULL ? sotong_cli_confirm (cli, *id) : sotong_cli_fail (cli, error);
}

const SotongCliVerb sotong_cli_person_verbs[] = {
  { "person add", "--name N [--role R] [--login ACCOUNT] [--deputy PERSON] [--away]",
    N_("Adds a person to the workspace’s list; the number is printed."),
    N_("The account is the desktop account that acts for the person: approvals by it are the person’s. An account acts for one person. The deputy "
       "acts while the person is away."), add_verb, TRUE },
  { "person edit", "PERSON [--name N] [--role R] [--login ACCOUNT] [--deputy PERSON] [--away|--back]",
    N_("Changes a person; what is not named stays as it is."),
    N_("PERSON is a name, a role, or a number. An empty value takes account or deputy away, as --login=."), edit_verb, TRUE },
  { "person list", "", N_("Lists the people: number, name, role, account, deputy, whether away."), NULL, list_verb, TRUE },
  { "person remove", "PERSON", N_("Takes a person off the list; what the person decided stays on record."), NULL, remove_verb, TRUE },
  { NULL }
};
