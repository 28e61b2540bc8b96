/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/sotong-publisher-private.h"
#include "store/sotong-late.h"
#include "store/sotong-outbox-act.h"

/* What is too late to go out by itself. */

static SotongPublishResult *
result_of (SotongDb              *db,
           const SotongStanding  *standing,
           GError               **error)
{
  g_autofree char *message = sotong_late_describe (db, standing->copy_id, standing->publish_at, error);
  SotongPublishResult *result = message != NULL ? sotong_publish_result_new (SOTONG_PUBLISH_MISSED, message) : NULL;

  if (result == NULL)
    return NULL;
  result->content_id = standing->content_id;
  result->copy_id = standing->copy_id;
  result->title = g_strdup (standing->title);
  result->channel = g_strdup (standing->channel);
  return result;
}

static gboolean
holds (GArray *ids,
       gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
results_of (SotongDb    *db,
            GArray      *ids,
            const char  *state,
            GError     **error)
{
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_publish_result_free);
  g_autoptr(GPtrArray) standings = ids->len > 0 ? sotong_outbox_list_state (db, state, error) : NULL;

  if (ids->len > 0 && standings == NULL)
    return NULL;
  for (guint i = 0; standings != NULL && i < standings->len; i++)
    {
      const SotongStanding *standing = g_ptr_array_index (standings, i);
      SotongPublishResult *result;

      if (!holds (ids, standing->copy_id))
        continue;
      result = result_of (db, standing, error);
      if (result == NULL)
        return NULL;
      g_ptr_array_add (results, result);
    }
  return g_steal_pointer (&results);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GArray) ids = sotong_late_list (db, error);

  return ids != NULL ? results_of (db, ids, "scheduled", error) : NULL;
}

static gpointer
miss_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GArray) ids = sotong_late_miss (db, error);

  return ids != NULL ? results_of (db, ids, "missed", error) : NULL;
}

/**
 * sotong_publish_miss:
 * @store: a workspace
 * @dry: whether it is only to be said
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Notes as missed what is too late to go out by itself. To be called when a workspace is opened to
 * be published from; publishing does it by itself. Writes only if there is something. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type SotongPublishResult): what is missed from now on
 */
GPtrArray *
sotong_publish_miss (SotongStore   *store,
                     gboolean       dry,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(GPtrArray) late = NULL;

  g_return_val_if_fail (SOTONG_IS_STORE (store), NULL);
  late = sotong_store_read (store, list_job, NULL, cancellable, error);
  if (late == NULL || late->len == 0 || dry)
    return g_steal_pointer (&late);
  return sotong_store_write (store, SOTONG_WRITE_DEFAULT, miss_job, NULL, cancellable, error);
}
