/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>

#include "store/sotong-change.h"
#include "store/sotong-content-version.h"
#include "store/sotong-db-private.h"

/*
 * The history holds what each touched row was before and after. A content's versions are these
 * pictures of its own row and of its copies' rows, played from the beginning: whenever a text
 * differs after a change, there is a version.
 */

/* What a row says at one moment; of a copy also where it goes. */
typedef struct {
  gboolean  there;
  gint64    channel_id;
  char     *title;
  char     *body;
} Text;

/* A row and the pictures that the history has of it. */
typedef struct {
  gint64    copy_id;   /* 0: the content's own row */
  char     *channel;   /* (nullable) */
  gboolean  known;     /* a picture of it was met */
  Text      text;      /* now, while the history is played */
} Row;

typedef struct {
  gint64  change_id;
  gint64  at;
  char   *actor;
  char   *action;
  gint64  copy_id;
  char   *before;      /* (nullable) */
  char   *after;       /* (nullable) */
} Picture;

typedef struct {
  GPtrArray *rows;     /* (element-type Row): the content's first */
  GPtrArray *pictures; /* (element-type Picture): oldest first */
  gint64     created_at;
} Play;

static void
text_clear (Text *text)
{
  g_clear_pointer (&text->title, g_free);
  g_clear_pointer (&text->body, g_free);
  *text = (Text) { FALSE };
}

static void
row_free (Row *row)
{
  text_clear (&row->text);
  g_free (row->channel);
  g_free (row);
}

static void
picture_free (Picture *picture)
{
  g_free (picture->actor);
  g_free (picture->action);
  g_free (picture->before);
  g_free (picture->after);
  g_free (picture);
}

static void
play_clear (Play *play)
{
  g_clear_pointer (&play->rows, g_ptr_array_unref);
  g_clear_pointer (&play->pictures, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Play, play_clear)

static void
version_copy_free (SotongVersionCopy *copy)
{
  g_free (copy->channel);
  g_free (copy->title);
  g_free (copy->body);
  g_free (copy);
}

void
sotong_version_free (SotongVersion *version)
{
  if (version == NULL)
    return;
  g_free (version->actor);
  g_free (version->action);
  g_free (version->title);
  g_free (version->body);
  g_ptr_array_unref (version->copies);
  g_free (version);
}

/* ---- reading ---- */

static char *
dup_member (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? g_strdup (json_node_get_string (node)) : NULL;
}

static void
text_take_picture (Text       *text,
                   const char *json)
{
  g_autoptr(JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  text_clear (text);
  if (object == NULL)
    return;
  text->there = !json_object_has_member (object, "removed_at") || json_object_get_null_member (object, "removed_at");
  text->channel_id = json_object_get_int_member_with_default (object, "channel_id", 0);
  text->title = dup_member (object, "title");
  text->body = dup_member (object, "body");
}

static Row *
add_row (Play       *play,
         SotongStmt *stmt)
{
  Row *row = g_new0 (Row, 1);

  row->copy_id = sotong_stmt_int (stmt, 0);
  row->channel = sotong_stmt_dup (stmt, 1);
  row->text.channel_id = sotong_stmt_int (stmt, 2);
  row->text.title = sotong_stmt_dup (stmt, 3);
  row->text.body = sotong_stmt_dup (stmt, 4);
  row->text.there = sotong_stmt_int (stmt, 5) == SOTONG_NONE;
  g_ptr_array_add (play->rows, row);
  return row;
}

static gboolean
read_rows (SotongDb  *db,
           gint64     content_id,
           Play      *play,
           GError   **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT 0, NULL, 0, title, body, removed_at, created_at FROM content WHERE id = $1"
                          " UNION ALL SELECT y.id, channel.name, y.channel_id, y.title, y.body, y.removed_at, 0 FROM copy AS y"
                          " JOIN channel ON channel.id = y.channel_id WHERE y.content_id = $1 ORDER BY 1", "i", content_id);
  if (stmt == NULL)
    return FALSE;
  play->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  while (sotong_stmt_next (stmt, &local))
    if (add_row (play, stmt)->copy_id == 0)
      play->created_at = sotong_stmt_int (stmt, 6);
  if (local == NULL && (play->rows->len == 0 || ((Row *) g_ptr_array_index (play->rows, 0))->copy_id != 0))
    g_set_error (&local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no content %" PRId64 ". Check the number in the list of contents."), content_id);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
read_pictures (SotongDb  *db,
               gint64     content_id,
               Play      *play,
               GError   **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT r.change_id, c.at, c.actor, c.action, k.copy_id, r.row_before, r.row_after"
                          " FROM (SELECT 'content' AS name, '{\"id\":' || $1 || '}' AS key, 0 AS copy_id"
                          " UNION ALL SELECT 'copy', '{\"id\":' || id || '}', id FROM copy WHERE content_id = $1) AS k"
                          " JOIN change_row AS r ON r.table_name = k.name AND r.row_key = k.key AND r.table_name IN ('content', 'copy')"
                          " JOIN change AS c ON c.id = r.change_id ORDER BY r.change_id, r.seq", "i", content_id);
  if (stmt == NULL)
    return FALSE;
  play->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
  while (sotong_stmt_next (stmt, &local))
    {
      Picture *picture = g_new0 (Picture, 1);

      picture->change_id = sotong_stmt_int (stmt, 0);
      picture->at = sotong_stmt_int (stmt, 1);
      picture->actor = sotong_stmt_dup (stmt, 2);
      picture->action = sotong_stmt_dup (stmt, 3);
      picture->copy_id = sotong_stmt_int (stmt, 4);
      picture->before = sotong_stmt_dup (stmt, 5);
      picture->after = sotong_stmt_dup (stmt, 6);
      g_ptr_array_add (play->pictures, picture);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* ---- playing ---- */

static Row *
find_row (Play   *play,
          gint64  copy_id)
{
  for (guint i = 0; i < play->rows->len; i++)
    {
      Row *row = g_ptr_array_index (play->rows, i);

      if (row->copy_id == copy_id)
        return row;
    }
  return NULL;
}

/* As it was before the first change that the history knows of. */
static void
rewind_play (Play *play)
{
  for (guint i = 0; i < play->pictures->len; i++)
    {
      const Picture *picture = g_ptr_array_index (play->pictures, i);
      Row *row = find_row (play, picture->copy_id);

      if (row == NULL || row->known)
        continue;
      row->known = TRUE;
      text_take_picture (&row->text, picture->before);
    }
}

static SotongVersion *
version_from (Play *play)
{
  const Row *own = g_ptr_array_index (play->rows, 0);
  SotongVersion *version = g_new0 (SotongVersion, 1);

  version->title = g_strdup (own->text.title != NULL ? own->text.title : "");
  version->body = g_strdup (own->text.body != NULL ? own->text.body : "");
  version->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) version_copy_free);
  for (guint i = 1; i < play->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (play->rows, i);
      SotongVersionCopy *copy;

      if (!row->text.there || (row->text.title == NULL && row->text.body == NULL))
        continue;
      copy = g_new0 (SotongVersionCopy, 1);
      copy->copy_id = row->copy_id;
      copy->channel_id = row->text.channel_id;
      copy->channel = g_strdup (row->channel);
      copy->title = g_strdup (row->text.title);
      copy->body = g_strdup (row->text.body);
      g_ptr_array_add (version->copies, copy);
    }
  return version;
}

static gboolean
same_texts (const SotongVersion *a,
            const SotongVersion *b)
{
  if (g_strcmp0 (a->title, b->title) != 0 || g_strcmp0 (a->body, b->body) != 0 || a->copies->len != b->copies->len)
    return FALSE;
  for (guint i = 0; i < a->copies->len; i++)
    {
      const SotongVersionCopy *x = g_ptr_array_index (a->copies, i), *y = g_ptr_array_index (b->copies, i);

      if (x->copy_id != y->copy_id || g_strcmp0 (x->title, y->title) != 0 || g_strcmp0 (x->body, y->body) != 0)
        return FALSE;
    }
  return TRUE;
}

/* The texts as they are now, if they are others than in the last version. */
static void
note_version (Play       *play,
              GPtrArray  *list,
              gint64      at,
              const char *actor,
              const char *action)
{
  g_autoptr(SotongVersion) version = NULL;

  if (!((Row *) g_ptr_array_index (play->rows, 0))->text.there)
    return;
  version = version_from (play);
  if (list->len > 0 && same_texts (version, g_ptr_array_index (list, list->len - 1)))
    return;
  version->number = (int) list->len + 1;
  version->at = at;
  version->actor = g_strdup (actor);
  version->action = g_strdup (action);
  g_ptr_array_add (list, g_steal_pointer (&version));
}

/**
 * sotong_version_list:
 * @db: a connection
 * @content_id: a content
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Plays the history of a content's texts.
 *
 * Returns: (transfer full) (nullable) (element-type SotongVersion): oldest first; the last is the present
 */
GPtrArray *
sotong_version_list (SotongDb  *db,
                     gint64     content_id,
                     GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_version_free);
  g_auto(Play) play = { NULL };

  if (!read_rows (db, content_id, &play, error) || !read_pictures (db, content_id, &play, error))
    return NULL;
  rewind_play (&play);
  note_version (&play, list, play.created_at, "", "");
  for (guint i = 0; i < play.pictures->len; i++)
    {
      const Picture *picture = g_ptr_array_index (play.pictures, i);
      const Picture *next = i + 1 < play.pictures->len ? g_ptr_array_index (play.pictures, i + 1) : NULL;
      Row *row = find_row (&play, picture->copy_id);

      if (row != NULL)
        text_take_picture (&row->text, picture->after);
      if (next == NULL || next->change_id != picture->change_id)
        note_version (&play, list, picture->at, picture->actor, picture->action);
    }
  return g_steal_pointer (&list);
}

/**
 * sotong_version_to_text:
 * @version: a version
 *
 * Returns: (transfer full): title, text and each channel's own text, to be compared with another version's
 */
char *
sotong_version_to_text (const SotongVersion *version)
{
  GString *text = g_string_new (version->title);

  g_string_append_printf (text, "\n\n%s", version->body);
  for (guint i = 0; i < version->copies->len; i++)
    {
      const SotongVersionCopy *copy = g_ptr_array_index (version->copies, i);

      g_string_append_printf (text, "\n\n[%s]", copy->channel);
      if (copy->title != NULL)
        g_string_append_printf (text, "\n%s", copy->title);
      if (copy->body != NULL)
        g_string_append_printf (text, "\n%s", copy->body);
    }
  return g_string_free (text, FALSE);
}

/**
 * sotong_version_describe:
 * @version: a version
 *
 * Returns: (transfer full): what made it, in the user's language
 */
char *
sotong_version_describe (const SotongVersion *version)
{
  SotongChangeInfo info = { .action = version->action };

  return *version->action != '\0' ? sotong_change_describe (&info) : g_strdup (_("As it was first stored"));
}

/* ---- bringing back ---- */

static const SotongVersionCopy *
find_copy (const SotongVersion *version,
           gint64               copy_id)
{
  for (guint i = 0; i < version->copies->len; i++)
    {
      const SotongVersionCopy *copy = g_ptr_array_index (version->copies, i);

      if (copy->copy_id == copy_id)
        return copy;
    }
  return NULL;
}

static void
replace_text (char       **place,
              const char  *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

/**
 * sotong_version_restore:
 * @db: the connection of a write job
 * @content_id: a content
 * @number: which of its versions
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Gives a content and its copies the texts of an earlier version. Times, channels and pictures
 * stay, and so does what is out already. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_version_restore (SotongDb  *db,
                        gint64     content_id,
                        int        number,
                        GError   **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, content_id, error);
  g_autoptr(GPtrArray) list = content != NULL ? sotong_version_list (db, content_id, error) : NULL;
  const SotongVersion *version;

  if (list == NULL)
    return FALSE;
  if (number < 1 || (guint) number > list->len)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                   _("“%s” has no version %d; its versions are 1 to %u."), content->title, number, list->len);
      return FALSE;
    }
  version = g_ptr_array_index (list, number - 1);
  replace_text (&content->title, version->title);
  replace_text (&content->body, version->body);
  for (guint i = 0; i < content->copies->len; i++)
    {
      SotongCopy *copy = g_ptr_array_index (content->copies, i);
      const SotongVersionCopy *old = find_copy (version, copy->id);

      if (!sotong_state_can_move (copy->state) || (copy->state == SOTONG_STATE_SCHEDULED && copy->remote_id != NULL))
        continue;
      replace_text (&copy->title, old != NULL ? old->title : NULL);
      replace_text (&copy->body, old != NULL ? old->body : NULL);
    }
  return sotong_change_begin (db, "content.restore", "content", content_id, content->title, error)
         && sotong_content_save (db, content, error);
}
