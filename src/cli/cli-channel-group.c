/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/cli-account.h"
#include "store/sotong-channel.h"
#include "store/sotong-person.h"
#include "util/sotong-text.h"

/* channel group add, list, set, remove: channels that are used together. */

typedef struct {
  char      *name;       /* of the group */
  char      *new_name;   /* (nullable) */
  char      *type;       /* (nullable) */
  char      *tags;       /* (nullable) */
  GStrv      channels;   /* (nullable) */
  GStrv      people;     /* (nullable) */
  GStrv      drop;       /* (nullable): channels that leave */
  gboolean   anybody;    /* nobody is named any more */
  gint64     id;
} Group;

static void
group_clear (Group *self)
{
  g_free (self->name);
  g_free (self->new_name);
  g_free (self->type);
  g_free (self->tags);
  g_strfreev (self->channels);
  g_strfreev (self->people);
  g_strfreev (self->drop);
}

static void
add_id (GArray *ids,
        gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return;
    }
  g_array_append_val (ids, id);
}

static gboolean
change_channels (SotongDb            *db,
                 const Group         *self,
                 SotongChannelGroup  *group,
                 GError             **error)
{
  for (guint i = 0; self->channels != NULL && self->channels[i] != NULL; i++)
    {
      g_autoptr(SotongChannel) channel = sotong_channel_find (db, self->channels[i], error);

      if (channel == NULL)
        return FALSE;
      add_id (group->channel_ids, channel->id);
    }
  for (guint i = 0; self->drop != NULL && self->drop[i] != NULL; i++)
    {
      g_autoptr(SotongChannel) channel = sotong_channel_find (db, self->drop[i], error);

      if (channel == NULL)
        return FALSE;
      for (guint j = 0; j < group->channel_ids->len; j++)
        {
          if (g_array_index (group->channel_ids, gint64, j) == channel->id)
            g_array_remove_index (group->channel_ids, j--);
        }
    }
  return TRUE;
}

static gboolean
change_people (SotongDb            *db,
               const Group         *self,
               SotongChannelGroup  *group,
               GError             **error)
{
  if (self->anybody)
    g_array_set_size (group->person_ids, 0);
  for (guint i = 0; self->people != NULL && self->people[i] != NULL; i++)
    {
      g_autoptr(SotongPerson) person = sotong_person_find (db, self->people[i], error);

      if (person == NULL)
        return FALSE;
      add_id (group->person_ids, person->id);
    }
  return TRUE;
}

static void
set_text (char       **field,
          const char  *text)
{
  if (text == NULL)
    return;
  g_free (*field);
  *field = sotong_text_single_line (text, 500);
}

static gboolean
change (SotongDb            *db,
        const Group         *self,
        SotongChannelGroup  *group,
        GError             **error)
{
  set_text (&group->type, self->type);
  set_text (&group->tags, self->tags);
  set_text (&group->name, self->new_name);
  return change_channels (db, self, group, error) && change_people (db, self, group, error);
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Group *self = data;
  g_autoptr(SotongChannelGroup) group = sotong_channel_group_new ();

  group->name = g_strdup (self->name);
  if (!change (db, self, group, error))
    return NULL;
  self->id = sotong_channel_group_add (db, group, error);
  return self->id != 0 ? data : NULL;
}

static gpointer
set_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Group *self = data;
  g_autoptr(SotongChannelGroup) group = sotong_channel_group_find (db, self->name, error);

  if (group == NULL || !change (db, self, group, error))
    return NULL;
  self->id = group->id;
  return sotong_channel_group_edit (db, group, error) ? data : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Group *self = data;
  g_autoptr(SotongChannelGroup) group = sotong_channel_group_find (db, self->name, error);

  if (group == NULL)
    return NULL;
  self->id = group->id;
  return sotong_channel_group_remove (db, group->id, error) ? data : NULL;
}

/* ---- list ---- */

/* A group with the names of what is in it. */
typedef struct {
  SotongChannelGroup *group;     /* (unowned) */
  GStrv               channels;  /* (owned) */
  GStrv               people;    /* (owned) */
} Shown;

static void
shown_free (Shown *shown)
{
  g_strfreev (shown->channels);
  g_strfreev (shown->people);
  sotong_channel_group_free (shown->group);
  g_free (shown);
}

static Shown *
show (SotongDb            *db,
      SotongChannelGroup  *group,
      GError             **error)
{
  g_autoptr(GStrvBuilder) channels = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) people = g_strv_builder_new ();
  Shown *shown;

  for (guint i = 0; i < group->channel_ids->len; i++)
    {
      g_autoptr(SotongChannel) channel = sotong_channel_get (db, g_array_index (group->channel_ids, gint64, i), error);

      if (channel == NULL)
        return NULL;
      if (!channel->removed)
        g_strv_builder_add (channels, channel->name);
    }
  for (guint i = 0; i < group->person_ids->len; i++)
    {
      g_autoptr(SotongPerson) person = sotong_person_get (db, g_array_index (group->person_ids, gint64, i), error);

      if (person == NULL)
        return NULL;
      g_strv_builder_add (people, person->name);
    }
  shown = g_new0 (Shown, 1);
  shown->channels = g_strv_builder_end (channels);
  shown->people = g_strv_builder_end (people);
  return shown;
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) groups = sotong_channel_group_list (db, error);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) shown_free);

  while (groups != NULL && groups->len > 0)
    {
      g_autoptr(SotongChannelGroup) group = g_ptr_array_steal_index (groups, 0);
      Shown *shown = show (db, group, error);

      if (shown == NULL)
        return NULL;
      shown->group = g_steal_pointer (&group);
      g_ptr_array_add (list, shown);
    }
  return groups != NULL ? g_steal_pointer (&list) : NULL;
}

static void
json_names (JsonBuilder *builder,
            const char  *member,
            GStrv        names)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; names[i] != NULL; i++)
    json_builder_add_string_value (builder, names[i]);
  json_builder_end_array (builder);
}

static void
print_shown (JsonBuilder *builder,
             const Shown *shown)
{
  g_autofree char *channels = g_strjoinv (", ", shown->channels);
  g_autofree char *people = g_strjoinv (", ", shown->people);

  if (builder == NULL)
    {
      sotong_cli_print ("%" G_GINT64_FORMAT "\t", shown->group->id);
      sotong_cli_print_field (shown->group->name, FALSE);
      sotong_cli_print_field (channels, FALSE);
      sotong_cli_print_field (shown->group->type[0] != '\0' ? shown->group->type : "-", FALSE);
      sotong_cli_print_field (shown->group->tags[0] != '\0' ? shown->group->tags : "-", FALSE);
      sotong_cli_print_field (people[0] != '\0' ? people : "-", TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", shown->group->id);
  sotong_cli_json_text (builder, "name", shown->group->name);
  json_names (builder, "channels", shown->channels);
  sotong_cli_json_text (builder, "type", shown->group->type);
  sotong_cli_json_text (builder, "tags", shown->group->tags);
  json_names (builder, "people", shown->people);
  json_builder_end_object (builder);
}

static int
list_groups (SotongCli *cli)
{
  GError *error = NULL;
  g_autoptr(GPtrArray) list = sotong_store_read (cli->store, list_job, NULL, cli->cancellable, &error);
  g_autoptr(JsonBuilder) builder = NULL;

  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "groups");
  for (guint i = 0; i < list->len; i++)
    print_shown (builder, g_ptr_array_index (list, i));
  return sotong_cli_list_end (cli, builder);
}

/* ---- the verb ---- */

static int
run (SotongCli      *cli,
     Group          *self,
     SotongStoreJob  job)
{
  GError *error = NULL;

  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, job, self, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return job == add_job ? sotong_cli_print_id (cli, self->id) : sotong_cli_confirm (cli, self->id);
}

/**
 * sotong_cli_channel_group:
 * @cli: the invocation
 * @argc: argument count
 * @argv: arguments: what to do, and the group's name
 *
 * The verb “channel group”.
 *
 * Returns: the exit code
 */
int
sotong_cli_channel_group (SotongCli  *cli,
                          int         argc,
                          char      **argv)
{
  Group self = { 0 };
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &self.new_name, NULL, NULL },
    { "channel", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.channels, NULL, NULL },
    { "remove-channel", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.drop, NULL, NULL },
    { "type", 0, 0, G_OPTION_ARG_STRING, &self.type, NULL, NULL },
    { "tags", 0, 0, G_OPTION_ARG_STRING, &self.tags, NULL, NULL },
    { "person", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.people, NULL, NULL },
    { "anybody", 0, 0, G_OPTION_ARG_NONE, &self.anybody, NULL, NULL },
    { NULL }
  };
  static const char * const verbs[] = { "add", "set", "remove", NULL };
  static const SotongStoreJob jobs[] = { add_job, set_job, remove_job };

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      int which = 0;

      while (argc == 3 && verbs[which] != NULL && !g_str_equal (argv[1], verbs[which]))
        which++;
      if (argc == 2 && g_str_equal (argv[1], "list"))
        list_groups (cli);
      else if (argc != 3 || verbs[which] == NULL)
        sotong_cli_usage (cli, _("Say list, or add, set or remove and the group’s name."));
      else if (self.type != NULL && *self.type != '\0' && !sotong_cli_knows_type (cli, &self.type))
        sotong_cli_usage (cli, _("There is no such type of content. “sotongctl type list” lists them."));
      else
        {
          self.name = g_strdup (argv[2]);
          run (cli, &self, jobs[which]);
        }
    }
  group_clear (&self);
  return cli->status;
}
