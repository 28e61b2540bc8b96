/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "publish/sotong-publisher.h"
#include "store/sotong-channel.h"

/* A program that publishes what is due in a workspace, and dies at a marked point if told so:
 * publish-child WORKSPACE SECRET STAGE [CONTENT TIME], with STAGE claimed, answered, noted or never. With a content that
 * waits on its platform it gives it another time there instead. */

static void
die_cb (const SotongPublishProgress *progress,
        gpointer                     user_data)
{
  static const char * const names[] = { "claimed", "answered", "noted", "looked-up" };

  if (g_str_equal (user_data, names[progress->stage]))
    kill (getpid (), SIGKILL);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_list (db, error);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongStore) store = sotong_store_open (argv[1], NULL, NULL, &error);
  g_autoptr(SotongSecrets) secrets = sotong_secrets_new_memory ();
  g_autoptr(SotongPublisher) publisher = NULL;
  g_autoptr(GPtrArray) channels = NULL;
  g_autoptr(GPtrArray) results = NULL;
  int status = 0;

  if (store == NULL)
    g_error ("%s", error->message);
  channels = sotong_store_read (store, list_job, NULL, NULL, NULL);
  for (guint i = 0; i < channels->len; i++)
    {
      SotongChannel *channel = g_ptr_array_index (channels, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, channel->id);

      sotong_secrets_store (secrets, sotong_store_get_uuid (store), SOTONG_SECRETS_CHANNEL, id, channel->name, argv[2], NULL, NULL);
    }
  publisher = sotong_publisher_new (store, secrets);
  sotong_publisher_set_patience (publisher, 5, 0);
  sotong_publisher_set_marks (publisher, die_cb, argv[3]);
  if (argc > 5)
    results = sotong_publisher_move_waiting (publisher, g_ascii_strtoll (argv[4], NULL, 10), 0, g_ascii_strtoll (argv[5], NULL, 10),
                                             SOTONG_PUBLISH_DEFAULT, NULL, &error);
  else
    results = sotong_publisher_publish_due (publisher, SOTONG_PUBLISH_DEFAULT, die_cb, argv[3], NULL, &error);
  if (results == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < results->len; i++)
    {
      SotongPublishResult *result = g_ptr_array_index (results, i);

      if (!sotong_publish_result_is_well (result))
        {
          fprintf (stderr, "# %s: %s\n", result->title, result->message);
          status = 1;
        }
    }
  sotong_store_close (store);
  return status;
}
