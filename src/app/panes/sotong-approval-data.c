/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-approval-data.h"

#define MAX_PICTURES 6
#define MAX_PIXELS   (40 * 1000 * 1000)
#define PICTURE_SIZE 160

void
sotong_approval_box_free (SotongApprovalBox *box)
{
  if (box == NULL)
    return;
  g_clear_pointer (&box->items, g_ptr_array_unref);
  g_clear_pointer (&box->people, g_ptr_array_unref);
  g_clear_pointer (&box->actors, g_ptr_array_unref);
  g_free (box);
}

/**
 * sotong_approval_list_actors:
 * @db: a connection
 * @people: (element-type SotongPerson): the office's
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongPerson): for whom somebody at this desktop can act: the
 *   account's own person, and those whose account is not known
 */
GPtrArray *
sotong_approval_list_actors (SotongDb   *db,
                             GPtrArray  *people,
                             GError    **error)
{
  g_autoptr(GPtrArray) actors = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_person_free);
  GError *local = NULL;
  SotongPerson *own = sotong_person_get_actor (db, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  if (own != NULL)
    g_ptr_array_add (actors, own);
  for (guint i = 0; i < people->len; i++)
    {
      const SotongPerson *person = g_ptr_array_index (people, i);
      SotongPerson *actor;

      if (person->login != NULL)
        continue;
      actor = sotong_person_get (db, person->id, error);
      if (actor == NULL)
        return NULL;
      g_ptr_array_add (actors, actor);
    }
  return g_steal_pointer (&actors);
}

static gint64
choose_actor (const SotongApprovalBox *box,
              gint64                   wanted)
{
  for (guint i = 0; i < box->actors->len; i++)
    {
      const SotongPerson *person = g_ptr_array_index (box->actors, i);

      if (person->id == wanted)
        return wanted;
    }
  return box->actors->len > 0 ? ((SotongPerson *) g_ptr_array_index (box->actors, 0))->id : 0;
}

/* A job of the store: `SotongApprovalQuery` to `SotongApprovalBox`. */
gpointer
sotong_approval_box_job (SotongDb      *db,
                         gpointer       data,
                         GCancellable  *cancellable,
                         GError       **error)
{
  const SotongApprovalQuery *query = data;
  g_autoptr(SotongApprovalBox) box = g_new0 (SotongApprovalBox, 1);

  box->people = sotong_person_list (db, error);
  box->actors = box->people != NULL ? sotong_approval_list_actors (db, box->people, error) : NULL;
  if (box->actors == NULL || !sotong_approval_is_on (db, &box->on, error))
    return NULL;
  box->person_id = choose_actor (box, query->person_id);
  box->items = sotong_approval_box (db, query->everything || !box->on ? 0 : box->person_id, error); /* without approval it is nobody's turn */
  return box->items != NULL ? g_steal_pointer (&box) : NULL;
}

static void
picture_free (SotongApprovalPicture *picture)
{
  g_free (picture->file_name);
  g_free (picture->alt_text);
  g_clear_object (&picture->pixbuf);
  g_free (picture);
}

void
sotong_approval_screen_free (SotongApprovalScreen *screen)
{
  if (screen == NULL)
    return;
  sotong_approval_free (screen->approval);
  g_clear_pointer (&screen->pictures, g_ptr_array_unref);
  g_free (screen);
}

/* %NULL for what is no picture, too large to be drawn small in good time, or damaged: its name is
 * on the screen all the same. */
static GdkPixbuf *
draw_small (SotongDb                *db,
            const SotongAttachment  *file,
            GCancellable            *cancellable)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GInputStream) stream = NULL;

  if (!g_str_has_prefix (file->media_type, "image/") || file->width <= 0 || file->height <= 0
      || (gint64) file->width * file->height > MAX_PIXELS)
    return NULL;
  bytes = sotong_attachment_read (db, file->sha256, NULL);
  if (bytes == NULL)
    return NULL;
  stream = g_memory_input_stream_new_from_bytes (bytes);
  return gdk_pixbuf_new_from_stream_at_scale (stream, PICTURE_SIZE, PICTURE_SIZE, TRUE, cancellable, NULL);
}

static gboolean
read_pictures (SotongDb              *db,
               SotongApprovalScreen  *screen,
               GCancellable          *cancellable,
               GError               **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, screen->approval->content_id, error);

  screen->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
  for (guint i = 0; content != NULL && i < content->attachments->len && screen->pictures->len < MAX_PICTURES; i++)
    {
      const SotongAttachment *file = g_ptr_array_index (content->attachments, i);
      GdkPixbuf *pixbuf = draw_small (db, file, cancellable);
      SotongApprovalPicture *picture;

      if (pixbuf == NULL)
        continue;
      picture = g_new0 (SotongApprovalPicture, 1);
      picture->file_name = g_strdup (file->file_name);
      picture->alt_text = g_strdup (file->alt_text);
      picture->pixbuf = pixbuf;
      g_ptr_array_add (screen->pictures, picture);
    }
  return content != NULL;
}

/* A job of the store: a gint64 to `SotongApprovalScreen`. */
gpointer
sotong_approval_screen_job (SotongDb      *db,
                            gpointer       content_id,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr(SotongApprovalScreen) screen = g_new0 (SotongApprovalScreen, 1);

  screen->approval = sotong_approval_read (db, *(gint64 *) content_id, error);
  return screen->approval != NULL && read_pictures (db, screen, cancellable, error) ? g_steal_pointer (&screen) : NULL;
}
