/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gstdio.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-by-hand.h"
#include "platforms/sotong-capabilities.h"
#include "platforms/sotong-post-address.h"
#include "publish/sotong-publish-hand.h"
#include "store/sotong-attempt.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "store/sotong-copy-part.h"
#include "util/sotong-text.h"
#include "util/sotong-url.h"

/*
 * Posting by hand: where a platform lets no program in, the program prepares what a person posts and notes the
 * address that they bring back. States and counts are those of every other post.
 */

static char **
list_platforms (void)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  guint n;
  const SotongCapabilities * const *all = sotong_capabilities_list (&n);

  for (guint i = 0; i < n; i++)
    if (all[i]->by_hand)
      g_strv_builder_add (names, all[i]->name);
  return g_strv_builder_end (names);
}

/**
 * sotong_publish_hand_list:
 * @db: a connection
 * @until: seconds since 1970 UTC
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongHandPost): what is to be posted by hand until then
 */
GPtrArray *
sotong_publish_hand_list (SotongDb  *db,
                          gint64     until,
                          GError   **error)
{
  g_auto(GStrv) platforms = list_platforms ();

  return sotong_outbox_list_hand (db, (const char * const *) platforms, until, error);
}

/* An address that stayed in the clipboard is easily pasted twice. */
static gboolean
refuse_address (const char  *address,
                const char  *other,
                GError     **error)
{
  g_set_error (error, SOTONG_BY_HAND_ERROR, SOTONG_BY_HAND_ERROR_FORM,
               _("%s is noted already as the address of “%s”. Copy the address of this post."), address, other);
  return FALSE;
}

/* Whose post it is, without a secret. */
static SotongAccount *
make_account (const SotongChannel *channel)
{
  return sotong_account_new (channel->name, channel->platform, channel->url, channel->user, channel->handle, "");
}

/* What cannot be of the channel was copied from another window: it would be told as the post's for ever. Where the channel's other posts lie this
 * one may lie too, whatever the channel's own address is. On platforms that are posted on by hand the form of the address says more, and was
 * looked at. */
static gboolean
check_place (SotongDb             *db,
             gint64                copy_id,
             const SotongChannel  *channel,
             const char           *url,
             GError              **error)
{
  const SotongCapabilities *can = sotong_capabilities_get (channel->platform);
  g_autoptr(SotongAccount) account = make_account (channel);
  g_autofree char *places = NULL;
  gboolean known = FALSE;

  if ((can != NULL && can->by_hand) || !sotong_url_is_web (url) || sotong_post_address_fits (account, url)) /* the store says what no address is */
    return TRUE;
  if (!sotong_outbox_knows_site (db, copy_id, url, &known, error))
    return FALSE;
  if (known)
    return TRUE;
  places = sotong_post_address_describe_places (account);
  g_set_error (error, SOTONG_BY_HAND_ERROR, SOTONG_BY_HAND_ERROR_FORM,
               _("%1$s cannot be a post of “%2$s”: its addresses begin with %3$s. Open the post itself and copy its address from the browser."),
               url, channel->name, places);
  return FALSE;
}

/* (nullable): the one form of an address that is kept, of the copy's own channel. Of a copy that was deleted meanwhile any is taken. */
static char *
take_address (SotongDb    *db,
              gint64       copy_id,
              const char  *url,
              GError     **error)
{
  g_autoptr(SotongCopy) copy = sotong_copy_get (db, copy_id, NULL);
  g_autoptr(SotongChannel) channel = copy != NULL ? sotong_channel_get (db, copy->channel_id, NULL) : NULL;
  g_autofree char *address = NULL;

  if (channel == NULL)
    return g_strstrip (g_strdup (url));
  address = sotong_by_hand_normalize (channel->platform, channel->url, channel->user, url, error);
  return address != NULL && check_place (db, copy_id, channel, address, error) ? g_steal_pointer (&address) : NULL;
}

/**
 * sotong_publish_hand_note:
 * @db: the connection of a write job
 * @copy_id: a copy
 * @url: the post's public address, as a person pasted it
 * @error: return location; `SOTONG_BY_HAND_ERROR_FORM`, or as sotong_attempt_by_hand()
 *
 * Notes that a person has posted a copy. One step of undo: what is undone is only the note.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_publish_hand_note (SotongDb    *db,
                          gint64       copy_id,
                          const char  *url,
                          GError     **error)
{
  g_autoptr(SotongHandPost) post = sotong_outbox_get_hand (db, copy_id, error);
  g_autofree char *address = NULL;
  g_autofree char *other = NULL;

  if (post == NULL)
    return FALSE;
  if (url == NULL || sotong_text_is_blank (url)) /* the store says so */
    return sotong_attempt_by_hand (db, copy_id, "", error);
  address = take_address (db, copy_id, url, error);
  if (address == NULL || !sotong_outbox_find_url (db, copy_id, address, &other, error))
    return FALSE;
  return other == NULL ? sotong_attempt_by_hand (db, copy_id, address, error) : refuse_address (address, other, error);
}

/* The platform's own id of what a person found, where the address tells. Of a thread it would be one post's alone. */
static gboolean
find_id (SotongDb    *db,
         gint64       copy_id,
         const char  *url,
         guint        n_files,
         char       **out_id,
         GError     **error)
{
  g_autoptr(SotongCopy) copy = sotong_copy_get (db, copy_id, error);
  g_autoptr(SotongChannel) channel = copy != NULL ? sotong_channel_get (db, copy->channel_id, error) : NULL;
  g_autoptr(GPtrArray) parts = channel != NULL ? sotong_copy_part_list (db, copy_id, error) : NULL;
  g_autoptr(SotongAccount) account = NULL;

  *out_id = NULL;
  if (parts == NULL)
    return FALSE;
  account = make_account (channel);
  if (parts->len == 0)
    *out_id = sotong_post_address_dup_id (account, url, n_files);
  return TRUE;
}

/**
 * sotong_publish_hand_settle:
 * @db: the connection of a write job
 * @copy_id: a copy of unknown outcome, or one of which a person said what became of it
 * @published: what a person saw on the platform
 * @url: (nullable): the post's public address, as they pasted it
 * @error: return location; `SOTONG_BY_HAND_ERROR_FORM`, or as sotong_attempt_settle()
 *
 * As sotong_attempt_settle(). Where the address tells the platform's own id the post can be corrected and deleted like
 * one whose answer came.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_publish_hand_settle (SotongDb    *db,
                            gint64       copy_id,
                            gboolean     published,
                            const char  *url,
                            GError     **error)
{
  g_autoptr(SotongHandPost) post = NULL;
  g_autofree char *address = NULL;
  g_autofree char *other = NULL;
  g_autofree char *id = NULL;

  if (!published || url == NULL || sotong_text_is_blank (url))
    return sotong_attempt_settle (db, copy_id, published, "", NULL, error);
  address = take_address (db, copy_id, url, error);
  if (address == NULL || !sotong_outbox_find_url (db, copy_id, address, &other, error))
    return FALSE;
  post = sotong_outbox_get_hand (db, copy_id, NULL); /* a content may have been deleted meanwhile: that it is out is noted all the same */
  if (post != NULL && !find_id (db, copy_id, address, g_strv_length (post->files), &id, error))
    return FALSE;
  return other == NULL ? sotong_attempt_settle (db, copy_id, TRUE, address, id, error) : refuse_address (address, other, error);
}

/**
 * sotong_publish_hand_titled:
 * @post: a post
 *
 * Returns: whether posts there have a title of their own
 */
gboolean
sotong_publish_hand_titled (const SotongHandPost *post)
{
  const SotongCapabilities *can = sotong_capabilities_get (post->platform);

  return can == NULL || can->has_title;
}

/**
 * sotong_publish_hand_text:
 * @post: a post
 *
 * Returns: (transfer full): the text to post; where posts have no title, the title if there is nothing else
 */
char *
sotong_publish_hand_text (const SotongHandPost *post)
{
  return g_strdup (!sotong_publish_hand_titled (post) && sotong_text_is_blank (post->body) ? post->title : post->body);
}

/**
 * sotong_publish_hand_page:
 * @post: a post
 *
 * Returns: (transfer full) (nullable): the page on which it is written
 */
char *
sotong_publish_hand_page (const SotongHandPost *post)
{
  return sotong_by_hand_dup_page (post->platform, post->url, post->user);
}

/* A file's name of the office's, made fit to be one in a folder. */
static char *
make_name (guint       index,
           const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *clean = sotong_text_single_line (base, 100);

  g_strdelimit (clean, "/\\:*?\"<>|", '_');
  return g_strdup_printf ("%02u %s", index + 1, clean);
}

static gboolean
save (const char  *folder,
      const char  *name,
      const char  *data,
      gsize        length,
      GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_set_contents (path, data, (gssize) length, error);
}

/**
 * sotong_publish_hand_save:
 * @db: a connection
 * @copy_id: a copy
 * @folder: where to; made if it is not there
 * @error: return location
 *
 * Writes the title, the text and the pictures of a copy as files, so that they can be put into a page by hand. Files
 * of the same names are replaced. Blocks: for a job of the store.
 *
 * Returns: how many files were written, or -1 with @error set
 */
int
sotong_publish_hand_save (SotongDb    *db,
                          gint64       copy_id,
                          const char  *folder,
                          GError     **error)
{
  g_autoptr(SotongHandPost) post = sotong_outbox_get_hand (db, copy_id, error);
  g_autoptr(SotongClaim) claim = post != NULL ? sotong_attempt_read (db, copy_id, error) : NULL;
  g_autofree char *text = post != NULL ? sotong_publish_hand_text (post) : NULL;
  gboolean titled = post != NULL && sotong_publish_hand_titled (post);

  if (claim == NULL)
    return -1;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("The folder “%s” cannot be made. Choose another."), folder);
      return -1;
    }
  if ((titled && !save (folder, "title.txt", post->title, strlen (post->title), error)) || !save (folder, "text.txt", text, strlen (text), error))
    return -1;
  for (guint i = 0; i < claim->media->len; i++)
    {
      const SotongClaimMedia *media = g_ptr_array_index (claim->media, i);
      g_autofree char *name = make_name (i, media->file_name);
      gsize n;
      const char *data = g_bytes_get_data (media->bytes, &n);

      if (!save (folder, name, data != NULL ? data : "", n, error))
        return -1;
    }
  return (int) claim->media->len + (titled ? 2 : 1);
}
