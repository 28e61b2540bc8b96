/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-emergency-text.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-capabilities.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "store/sotong-emergency.h"
#include "store/sotong-hold.h"

void
sotong_emergency_text_free (SotongEmergencyText *text)
{
  if (text == NULL)
    return;
  g_free (text->channel);
  g_free (text->platform);
  g_free (text->body);
  g_free (text);
}

static void
measure (SotongEmergencyText *self,
         const SotongChannel *channel)
{
  const SotongCapabilities *can = sotong_capabilities_get (self->platform);
  SotongCount count;

  self->fits = TRUE;
  if (can == NULL)
    return;
  sotong_capabilities_count_beside (can, channel->text_limit, self->body, FALSE, &count);
  self->used = count.used;
  self->limit = count.limit;
  self->needs_media = can->needs_media;
  self->fits = count.overflow_at < 0 && (can->byte_limit == 0 || count.used_bytes <= can->byte_limit);
}

/**
 * sotong_emergency_texts:
 * @wording: what is written for the kind
 * @korean: in Korean, else in English
 * @fields: what stands in each blank; those that are needed are filled
 * @channels: (element-type SotongChannel): where it goes out
 *
 * What each channel gets: the long form, or where that does not fit the short one, with its
 * count. Touches no workspace, so that it can be asked for with each key that is typed.
 *
 * Returns: (transfer full) (element-type SotongEmergencyText): one for each channel
 */
GPtrArray *
sotong_emergency_texts (const SotongEmergencyWording  *wording,
                        gboolean                       korean,
                        const char * const            *fields,
                        GPtrArray                     *channels)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_emergency_text_free);

  for (guint i = 0; i < channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (channels, i);
      SotongEmergencyText *text = g_new0 (SotongEmergencyText, 1);

      text->channel_id = channel->id;
      text->channel = g_strdup (channel->name);
      text->platform = g_strdup (channel->platform);
      text->body = sotong_emergency_wording_write (wording, korean, FALSE, fields);
      measure (text, channel);
      if (!text->fits)
        {
          g_free (text->body);
          text->body = sotong_emergency_wording_write (wording, korean, TRUE, fields);
          text->brief = TRUE;
          measure (text, channel);
        }
      g_ptr_array_add (texts, text);
    }
  return texts;
}

/**
 * sotong_emergency_compose:
 * @db: the connection of a write job
 * @wording: what is written for the kind
 * @korean: in Korean, else in English
 * @fields: what stands in each blank; those that are needed are filled
 * @texts: (element-type SotongEmergencyText): what goes where
 * @error: return location; as for sotong_emergency_begin_content(), and `SOTONG_STORE_ERROR_INVALID`
 *   without a channel
 *
 * Makes the content of the open emergency, in place of what was composed before. One step of undo.
 *
 * Returns: the content's id, or 0 with @error set
 */
gint64
sotong_emergency_compose (SotongDb                      *db,
                          const SotongEmergencyWording  *wording,
                          gboolean                       korean,
                          const char * const            *fields,
                          GPtrArray                     *texts,
                          GError                       **error)
{
  g_autoptr(SotongContent) content = sotong_content_new ();
  gint64 id;

  g_free (content->title);
  g_free (content->type);
  g_free (content->body);
  content->title = sotong_emergency_wording_title (wording, korean, fields);
  content->type = g_strdup ("sns");
  content->body = sotong_emergency_wording_write (wording, korean, FALSE, fields);
  for (guint i = 0; i < texts->len; i++)
    {
      const SotongEmergencyText *text = g_ptr_array_index (texts, i);
      SotongCopy *copy;

      if (text->needs_media)
        continue;
      copy = sotong_copy_new (text->channel_id);
      if (text->brief)
        copy->body = g_strdup (text->body);
      g_ptr_array_add (content->copies, copy);
    }
  if (content->copies->len == 0)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                           _("There is no channel that takes text alone, so nothing was composed. Choose at least one."));
      return 0;
    }
  if (!sotong_emergency_begin_content (db, content->title, error))
    return 0;
  id = sotong_content_insert (db, content, error);
  return id != 0 && sotong_emergency_set_content (db, id, error) ? id : 0;
}

/**
 * sotong_emergency_end:
 * @db: the connection of a write job
 * @choice: what becomes of what was held: now (release), shift, drop or as planned
 * @shift_s: for shift: by how many seconds
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when none is open
 *
 * Ends the open emergency and the hold with it, in one step of undo.
 *
 * Returns: (transfer full) (nullable) (element-type SotongChosen): what became of each that was held
 */
GPtrArray *
sotong_emergency_end (SotongDb            *db,
                      SotongOutboxChoice   choice,
                      gint64               shift_s,
                      GError             **error)
{
  g_autoptr(SotongHold) hold = NULL;

  if (sotong_emergency_begin_end (db, error) == 0)
    return NULL;
  hold = sotong_hold_get (db, error);
  if (hold == NULL)
    return NULL;
  /* Somebody may have ended the hold before. */
  if (hold->id == 0 && hold->n_held == 0)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_chosen_free);
  return sotong_outbox_end_hold (db, choice, shift_s, error);
}
