/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli.h"
#include "store/sotong-type.h"
#include "util/sotong-content-type.h"
#include "util/sotong-text.h"

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_type_list (db, TRUE, error);
}

static int
type_list_verb (SotongCli  *cli,
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
  builder = sotong_cli_list_begin (cli, "types");
  for (guint i = 0; i < list->len; i++)
    {
      const SotongType *type = g_ptr_array_index (list, i);

      if (builder == NULL)
        {
          sotong_cli_print_field (type->id, FALSE);
          sotong_cli_print ("%s\t%" G_GINT64_FORMAT "\t", type->built_in ? "built-in" : "own", type->n_contents);
          sotong_cli_print_field (sotong_content_type_get_label (type->id), TRUE);
          continue;
        }
      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "id", type->id);
      sotong_cli_json_text (builder, "name", sotong_content_type_get_label (type->id));
      json_builder_set_member_name (builder, "built_in");
      json_builder_add_boolean_value (builder, type->built_in);
      sotong_cli_json_int (builder, "contents", type->n_contents);
      json_builder_end_object (builder);
    }
  return sotong_cli_list_end (cli, builder);
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_type_add (db, data, error) ? data : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_type_remove (db, data, error) ? data : NULL;
}

static int
change_types (SotongCli       *cli,
              int              argc,
              char           **argv,
              SotongStoreJob   job)
{
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which type of content, by its name."));
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, job, argv[1], cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_text (builder, "id", argv[1]);
      sotong_cli_json_print (builder);
    }
  return cli->status;
}

static int
type_add_verb (SotongCli  *cli,
               int         argc,
               char      **argv)
{
  return change_types (cli, argc, argv, add_job);
}

static int
type_remove_verb (SotongCli  *cli,
                  int         argc,
                  char      **argv)
{
  return change_types (cli, argc, argv, remove_job);
}

/**
 * sotong_cli_type_id:
 * @db: a connection
 * @typed: a type of content as a person types it
 *
 * “type list” and the window call the built-in types by names in the user's language. The office may have called one of its own so.
 *
 * Returns: (transfer full): the name that a type is stored by: of a built-in one its id, else what was typed, tidied
 */
char *
sotong_cli_type_id (SotongDb   *db,
                    const char *typed)
{
  g_autofree char *name = sotong_text_name (typed);
  g_autofree char *folded = sotong_text_fold (name);
  const char * const *ids = sotong_content_type_list ();
  gboolean exists = sotong_type_exists (db, name, NULL);

  for (guint i = 0; !exists && ids[i] != NULL; i++)
    {
      g_autofree char *label = sotong_text_fold (sotong_content_type_get_label (ids[i]));

      if (g_str_equal (label, folded) || g_str_equal (ids[i], folded))
        return g_strdup (ids[i]);
    }
  return g_steal_pointer (&name);
}

static gpointer
knows_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  char **type = data, *id = sotong_cli_type_id (db, *type);

  g_free (*type);
  *type = id;
  return sotong_type_exists (db, id, error) ? data : NULL;
}

/**
 * sotong_cli_knows_type:
 * @cli: the invocation, with a workspace
 * @type: (inout) (transfer full): a type of content as a person types it; the name it is stored by
 *
 * Returns: whether contents can be made of it: a built-in one, or one of the office's own
 */
gboolean
sotong_cli_knows_type (SotongCli  *cli,
                       char      **type)
{
  return sotong_store_read (cli->store, knows_job, type, cli->cancellable, NULL) != NULL;
}

const SotongCliVerb sotong_cli_type_verbs[] = {
  { "type list", "", N_("Lists the types of content: id, built-in or own, contents, name."), NULL, type_list_verb, TRUE },
  { "type add", "NAME", N_("Adds a type of content of the office's own, whose name is its id."), NULL, type_add_verb, TRUE },
  { "type remove", "NAME", N_("Offers a type of the office's own no longer; contents of it stay."), NULL, type_remove_verb, TRUE },
  { NULL }
};
