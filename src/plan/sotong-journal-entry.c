/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-journal-entry.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "plan/sotong-journal-record.h"
#include "util/sotong-machine.h"

/* What is longer was not written by an editor. */
#define MAX_BYTES (256 << 20)

void
sotong_journal_entry_free (SotongJournalEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->path);
  sotong_content_free (entry->content);
  g_clear_pointer (&entry->fields, g_variant_unref);
  g_free (entry);
}

/* ---- writing ---- */

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_int (JsonBuilder *builder,
         const char  *name,
         gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/**
 * sotong_journal_entry_head:
 *
 * Returns: (transfer full): the first line of a journal: which process writes it, as JSON
 */
char *
sotong_journal_entry_head (void)
{
  const SotongOwner *owner = sotong_owner_get_self ();
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "machine", owner->machine);
  add_text (builder, "boot", owner->boot);
  add_int (builder, "process", owner->process);
  add_int (builder, "process_start", owner->process_start);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  line = json_to_string (root, FALSE);
  return g_strconcat (line, "\n", NULL);
}

/* ---- reading ---- */

static char *
text_of (JsonObject *object,
         const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node) : NULL;
}

static gint64
int_of (JsonObject *object,
        const char *name,
        gint64      none)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : none;
}

static void
read_copies (JsonObject    *object,
             SotongContent *content)
{
  JsonNode *node = json_object_get_member (object, "copies");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *row = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      g_autofree char *state = row != NULL ? text_of (row, "state") : NULL;
      SotongCopy *copy;

      if (row == NULL)
        continue;
      copy = sotong_copy_new (int_of (row, "channel", 0));
      copy->id = int_of (row, "id", 0);
      copy->content_id = content->id;
      copy->title = text_of (row, "title");
      copy->body = text_of (row, "body");
      sotong_state_from_name (state, &copy->state);
      copy->publish_at = int_of (row, "publish_at", SOTONG_NONE);
      copy->thread = int_of (row, "thread", 0) == 1;
      g_ptr_array_add (content->copies, copy);
    }
}

/* Journals used to have all of it in their first line. */
static SotongContent *
read_content (JsonObject *object)
{
  SotongContent *content = sotong_content_new ();

  content->id = int_of (object, "id", 0);
  content->revision = int_of (object, "revision", 0);
  content->title = text_of (object, "title");
  content->type = text_of (object, "type");
  content->body = text_of (object, "body");
  content->notes = text_of (object, "notes");
  content->publicity = int_of (object, "publicity", 0) == 1;
  content->restriction_ground = text_of (object, "restriction_ground");
  content->tags = text_of (object, "tags");
  content->proof_url = text_of (object, "proof_url");
  content->contributor_id = int_of (object, "contributor", SOTONG_NONE);
  content->campaign_id = int_of (object, "campaign", SOTONG_NONE);
  content->line_id = int_of (object, "line", SOTONG_NONE);
  content->cost_planned = int_of (object, "cost_planned", SOTONG_NONE);
  content->cost_final = int_of (object, "cost_final", SOTONG_NONE);
  content->planned_at = int_of (object, "planned_at", SOTONG_NONE);
  read_copies (object, content);
  return content;
}

static SotongJournalEntry *
read_head (const char *text,
           gsize       length,
           gboolean   *out_owned)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *machine = NULL, *boot = NULL;
  SotongJournalEntry *entry;
  JsonObject *object;
  JsonNode *root;

  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  object = json_node_get_object (root);
  machine = text_of (object, "machine");
  boot = text_of (object, "boot");
  if (machine == NULL || boot == NULL)
    return NULL;
  *out_owned = !sotong_owner_is_dead (machine, boot, int_of (object, "process", 0), int_of (object, "process_start", 0));
  entry = g_new0 (SotongJournalEntry, 1);
  entry->at = int_of (object, "at", 0);
  entry->content = read_content (object);
  return entry;
}

/**
 * sotong_journal_entry_parse:
 * @text: (array length=length): a journal: a line of JSON, and records
 * @length: its bytes
 * @out_owned: (out): whether an editor may still have it
 *
 * A record that was not written to its end, and whatever comes behind it, does not count.
 *
 * Returns: (transfer full) (nullable): what it says; %NULL when it is not a journal
 */
SotongJournalEntry *
sotong_journal_entry_parse (const char *text,
                            gsize       length,
                            gboolean   *out_owned)
{
  const char *end = memchr (text, '\n', length);
  gsize at = end != NULL ? (gsize) (end - text) : length, n;
  gboolean in_editor = TRUE;
  SotongJournalEntry *entry = read_head (text, at, out_owned);

  for (at++; entry != NULL && at < length; at += n)
    {
      n = sotong_journal_record_apply (text + at, length - at, entry->content, &entry->fields, &entry->at, &in_editor);
      if (n == 0)
        break;
    }
  *out_owned = *out_owned && in_editor;
  return entry;
}

static SotongJournalEntry *
read_file (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  SotongJournalEntry *entry;
  gboolean owned = FALSE;
  gsize length = 0;
  GStatBuf info;

  if ((!g_str_has_suffix (name, SOTONG_JOURNAL_SUFFIX) && !g_str_has_suffix (name, ".json")) || g_stat (path, &info) != 0
      || !S_ISREG (info.st_mode) || info.st_size > MAX_BYTES || !g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  entry = sotong_journal_entry_parse (text, length, &owned);
  if (entry == NULL || owned)
    {
      sotong_journal_entry_free (entry);
      return NULL;
    }
  entry->path = g_steal_pointer (&path);
  return entry;
}

static int
compare_time (gconstpointer a,
              gconstpointer b)
{
  const SotongJournalEntry *x = *(SotongJournalEntry * const *) a, *y = *(SotongJournalEntry * const *) b;

  return x->at < y->at ? -1 : x->at > y->at;
}

/**
 * sotong_journal_find:
 * @folder: a workspace's journal
 *
 * Finds what processes that have died were writing. Reads files: not for the main thread.
 *
 * Returns: (transfer full) (element-type SotongJournalEntry): oldest first; empty without a journal
 */
GPtrArray *
sotong_journal_find (const char *folder)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_journal_entry_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      SotongJournalEntry *entry = read_file (folder, name);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  g_ptr_array_sort (entries, compare_time);
  return entries;
}

/**
 * sotong_journal_folder:
 * @workspace: a workspace's UUID
 *
 * Returns: (transfer full): where this machine keeps what is being written in it
 */
char *
sotong_journal_folder (const char *workspace)
{
  const char *state = g_get_user_state_dir ();
  g_autofree char *home = NULL;

  if (!g_path_is_absolute (state)) /* to be ignored, by the XDG Base Directory Specification: else it would be another one in each folder */
    state = home = g_build_filename (g_get_home_dir (), ".local", "state", NULL);
  return g_build_filename (state, "sotong", "journal", workspace, NULL);
}
