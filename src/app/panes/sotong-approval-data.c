/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-approval-data.h"

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

/* The account's own person, and those whose account is not known. */
static gboolean
read_actors (SotongDb           *db,
             SotongApprovalBox  *box,
             GError            **error)
{
  GError *local = NULL;
  SotongPerson *own = sotong_person_get_actor (db, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  box->actors = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_person_free);
  if (own != NULL)
    g_ptr_array_add (box->actors, own);
  for (guint i = 0; i < box->people->len; i++)
    {
      const SotongPerson *person = g_ptr_array_index (box->people, i);
      SotongPerson *actor;

      if (person->login != NULL)
        continue;
      actor = sotong_person_get (db, person->id, error);
      if (actor == NULL)
        return FALSE;
      g_ptr_array_add (box->actors, actor);
    }
  return TRUE;
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
  if (box->people == NULL || !read_actors (db, box, error) || !sotong_approval_is_on (db, &box->on, error))
    return NULL;
  box->person_id = choose_actor (box, query->person_id);
  box->items = sotong_approval_box (db, query->everything ? 0 : box->person_id, error);
  return box->items != NULL ? g_steal_pointer (&box) : NULL;
}

/* A job of the store: a gint64 to `SotongApproval`. */
gpointer
sotong_approval_view_job (SotongDb      *db,
                          gpointer       content_id,
                          GCancellable  *cancellable,
                          GError       **error)
{
  return sotong_approval_read (db, *(gint64 *) content_id, error);
}
