/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli-restriction.h"
#include "store/sotong-restricted.h"
#include "util/sotong-time.h"

/* What a verb names of a period; %NULL is what was not named. */
typedef struct {
  char *key;
  char *kind;
  char *name;
  char *from;
  char *to;
  char *legal_ground;
  char *scope;
  GPtrArray *bare;  /* (owned) (nullable): what is on the schedule and falls under it now, without a ground */
} Options;

static void
options_clear (Options *o)
{
  g_free (o->key);
  g_free (o->kind);
  g_free (o->name);
  g_free (o->from);
  g_free (o->to);
  g_free (o->legal_ground);
  g_free (o->scope);
  g_clear_pointer (&o->bare, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
print_period (const SotongRestrictedPeriod *period,
              JsonBuilder                  *builder)
{
  const char *kind = sotong_restricted_kind_get_name (period->kind);

  if (builder == NULL)
    {
      sotong_cli_print ("%s\t%s\t%s\t%s\t%s\t", period->key, kind, period->starts_on, period->ends_on, period->all ? "all" : "publicity");
      sotong_cli_print_field (period->name, FALSE);
      sotong_cli_print_field (period->legal_ground, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_text (builder, "id", period->key);
  sotong_cli_json_text (builder, "kind", kind);
  sotong_cli_json_text (builder, "name", period->name);
  sotong_cli_json_text (builder, "from", period->starts_on);
  sotong_cli_json_text (builder, "to", period->ends_on);
  sotong_cli_json_text (builder, "legal_ground", period->legal_ground);
  sotong_cli_json_text (builder, "scope", period->all ? "all" : "publicity");
  json_builder_set_member_name (builder, "built_in");
  json_builder_add_boolean_value (builder, period->built_in);
  json_builder_end_object (builder);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_restricted_list (db, error);
}

/* Whether the period has a day from @range's first to its last. */
static gboolean
is_in_range (const SotongRestrictedPeriod *period,
             const SotongRange            *range,
             GTimeZone                    *zone)
{
  g_autofree char *first = NULL, *last = NULL;

  if (range->start == 0 && range->end == 0)
    return TRUE;
  first = sotong_time_format_date (range->start, zone);
  last = sotong_time_format_date (range->end - 1, zone);
  return g_strcmp0 (period->ends_on, first) >= 0 && g_strcmp0 (period->starts_on, last) <= 0;
}

static int
list_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  g_autofree char *from = NULL, *to = NULL;
  GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { NULL }
  };
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  SotongRange range = { 0 };
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc > 1)
    return sotong_cli_usage (cli, _("This verb takes options only."));
  if ((from != NULL || to != NULL) && !sotong_time_parse_range (from, to, zone, &range, &error))
    {
      sotong_cli_usage (cli, error->message);
      g_error_free (error);
      return cli->status;
    }
  list = sotong_store_read (cli->store, list_job, NULL, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "periods");
  for (guint i = 0; i < list->len; i++)
    if (is_in_range (g_ptr_array_index (list, i), &range, zone))
      print_period (g_ptr_array_index (list, i), builder);
  return sotong_cli_list_end (cli, builder);
}

static void
replace (char **field,
         char  *text)
{
  if (text == NULL)
    return;
  g_free (*field);
  *field = g_strdup (text);
}

/* Mourning and disaster concern whatever goes out; an election concerns publicity. */
static void
fill (SotongRestrictedPeriod *period,
      const Options          *o)
{
  if (o->kind != NULL)
    {
      sotong_restricted_kind_from_name (o->kind, &period->kind);
      if (period->key == NULL)
        period->all = period->kind != SOTONG_RESTRICTED_ELECTION;
    }
  if (o->scope != NULL)
    period->all = g_str_equal (o->scope, "all");
  replace (&period->name, o->name);
  replace (&period->starts_on, o->from);
  replace (&period->ends_on, o->to);
  replace (&period->legal_ground, o->legal_ground);
}

static gpointer
save_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Options *o = data;
  g_autofree char *key = NULL;
  g_autoptr(SotongRestrictedPeriod) period = o->key != NULL ? sotong_restricted_find (db, o->key, error) : g_new0 (SotongRestrictedPeriod, 1);
  gint64 id;

  if (period == NULL)
    return NULL;
  fill (period, o);
  id = sotong_restricted_save (db, period, error);
  if (id == 0)
    return NULL;
  key = period->key != NULL ? g_strdup (period->key) : g_strdup_printf ("%" G_GINT64_FORMAT, id);
  o->bare = sotong_restriction_list_bare (db, 0, key, error);
  return o->bare != NULL ? g_steal_pointer (&key) : NULL;
}

static const char *
check_words (const Options *o)
{
  SotongRestrictedKind kind;

  if (o->kind != NULL && !sotong_restricted_kind_from_name (o->kind, &kind))
    return _("The kind is one of election, mourning, disaster and other.");
  if (o->scope != NULL && !g_str_equal (o->scope, "all") && !g_str_equal (o->scope, "publicity"))
    return _("--scope takes publicity or all.");
  return NULL;
}

/* A number stays a number in JSON too: a key is a text, of an election “local-2018-06-13”. */
static int
print_key (SotongCli  *cli,
           const char *key)
{
  g_autoptr(JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      sotong_cli_print ("%s\n", key);
      return cli->status;
    }
  builder = sotong_cli_json_begin ();
  sotong_cli_json_text (builder, "id", key);
  sotong_cli_json_print (builder);
  return cli->status;
}

static int
save (SotongCli *cli,
      Options   *o)
{
  g_autofree char *key = NULL;
  GError *error = NULL;
  SotongRange range;

  if ((o->from != NULL && o->to != NULL) && !sotong_time_parse_range (o->from, o->to, sotong_store_get_zone (cli->store), &range, &error))
    {
      sotong_cli_usage (cli, error->message);
      g_error_free (error);
      return cli->status;
    }
  key = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, save_job, o, cli->cancellable, &error);
  if (key == NULL)
    return sotong_cli_fail (cli, error);
  sotong_cli_note_bare (cli, o->bare);
  return print_key (cli, key);
}

static gboolean
parse (SotongCli   *cli,
       Options     *o,
       int         *argc,
       char      ***argv)
{
  GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &o->kind, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &o->name, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &o->from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &o->to, NULL, NULL },
    { "legal-ground", 0, 0, G_OPTION_ARG_STRING, &o->legal_ground, NULL, NULL },
    { "scope", 0, 0, G_OPTION_ARG_STRING, &o->scope, NULL, NULL },
    { NULL }
  };

  return sotong_cli_parse (cli, entries, argc, argv);
}

static int
add_verb (SotongCli  *cli,
          int         argc,
          char      **argv)
{
  g_auto(Options) o = { NULL };

  if (!parse (cli, &o, &argc, &argv))
    return cli->status;
  if (o.kind == NULL || o.name == NULL || o.from == NULL || o.to == NULL || o.legal_ground == NULL || argc > 1)
    return sotong_cli_usage (cli, _("A restricted period needs --kind, --name, --from, --to and --legal-ground."));
  if (check_words (&o) != NULL)
    return sotong_cli_usage (cli, check_words (&o));
  return save (cli, &o);
}

static int
edit_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  g_auto(Options) o = { NULL };

  if (!parse (cli, &o, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which period, by its number or name, as “restricted list” prints it first."));
  if (check_words (&o) != NULL)
    return sotong_cli_usage (cli, check_words (&o));
  if (o.kind == NULL && o.name == NULL && o.from == NULL && o.to == NULL && o.legal_ground == NULL && o.scope == NULL)
    return sotong_cli_usage (cli, _("Say what is to be changed."));
  o.key = g_strdup (argv[1]);
  return save (cli, &o);
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_restricted_remove (db, data, error) ? data : NULL;
}

static int
remove_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which period, by its number or name, as “restricted list” prints it first."));
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, remove_job, argv[1], cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return cli->json ? print_key (cli, argv[1]) : cli->status;
}

static gpointer
restore_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_restricted_restore (db, data, error) ? data : NULL;
}

static int
restore_verb (SotongCli  *cli,
              int         argc,
              char      **argv)
{
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which election’s period, as local-2018-06-13."));
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, restore_job, argv[1], cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return cli->json ? print_key (cli, argv[1]) : cli->status;
}

const SotongCliVerb sotong_cli_restricted_verbs[] = {
  { "restricted list", "[--from D] [--to D]",
    N_("Lists the periods in which contents need a written ground: number or name, kind, first day, last day, scope, name, legal ground."),
    N_("The 180 days before each local election are computed from the dated elections and, for later years, from the election law’s rule. Scope "
       "“publicity” concerns contents marked with --publicity, advertisements and white papers; “all” concerns everything. Outside of an election’s "
       "period a second content marked as publicity in one quarter is flagged too. “content list” and “content show” say in JSON with “restricted” why "
       "a content is flagged; it is scheduled and published only with a ground, written with --ground of “content add” or “content edit”. The program "
       "flags, it does not judge."), list_verb, TRUE },
  { "restricted add", "--kind KIND --name N --from D --to D --legal-ground TEXT [--scope publicity|all]",
    N_("Adds a period in which contents need a written ground."),
    N_("KIND is election, mourning, disaster or other. Without --scope an election concerns publicity, the others everything. Prints the period’s "
       "number."), add_verb, TRUE },
  { "restricted edit", "ID [--kind KIND] [--name N] [--from D] [--to D] [--legal-ground TEXT] [--scope publicity|all]",
    N_("Changes a restricted period, an election’s too; what is not named stays as it is."), NULL, edit_verb, TRUE },
  { "restricted remove", "ID", N_("Removes a restricted period; an election’s no longer holds in this workspace."), NULL, remove_verb, TRUE },
  { "restricted restore", "ID", N_("Brings an election’s period back that was removed."), NULL, restore_verb, TRUE },
  { NULL }
};
