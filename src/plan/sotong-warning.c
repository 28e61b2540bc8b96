/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-warning.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plan/sotong-similar.h"
#include "plan/sotong-slot.h"
#include "store/sotong-channel.h"
#include "store/sotong-content-near.h"
#include "store/sotong-contributor.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

#define FORTNIGHT (14 * (gint64) 86400)

/* So many texts of four weeks are compared at most, the newest, and so many warned of. */
#define MAX_TEXTS 5000
#define MAX_SIMILAR 3

void
sotong_warning_free (SotongWarning *warning)
{
  if (warning == NULL)
    return;
  g_free (warning->channel);
  g_free (warning->title);
  g_free (warning);
}

/**
 * sotong_warning_get_name:
 * @warning: a warning
 *
 * Returns: its kind on the command line
 */
const char *
sotong_warning_get_name (const SotongWarning *warning)
{
  switch (warning->kind)
    {
    case SOTONG_WARNING_CLASH: return "clash";
    case SOTONG_WARNING_CONSENT: return "consent";
    case SOTONG_WARNING_RIGHTS: return "rights";
    case SOTONG_WARNING_SIMILAR:
    default: return "similar";
    }
}

static char *
moment (gint64     time,
        GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

/**
 * sotong_warning_describe:
 * @warning: a warning
 * @zone: the office's time zone
 *
 * Returns: (transfer full): a sentence in the user's language
 */
char *
sotong_warning_describe (const SotongWarning *warning,
                         GTimeZone           *zone)
{
  g_autofree char *at = warning->at != SOTONG_NONE ? moment (warning->at, zone) : NULL;

  if (warning->kind == SOTONG_WARNING_CLASH)
    /* Translators: 1 a channel, 2 a title, 3 a date and a time. */
    return g_strdup_printf (_("“%1$s” has “%2$s” within half an hour of that, at %3$s."), warning->channel, warning->title, at);
  if (warning->kind == SOTONG_WARNING_CONSENT)
    return warning->title == NULL ? g_strdup (_("No contributor is named for this joint content, so no consent is noted."))
           : g_strdup_printf (_("No consent of the contributor “%s” is noted. Note it with the contributor before it goes out."), warning->title);
  if (warning->kind == SOTONG_WARNING_RIGHTS)
    /* Translators: %s is a pen name. */
    return g_strdup_printf (_("What the office may do with the text and pictures of the contributor “%s” is not noted. Note it with the contributor "
                              "before it goes out."), warning->title);
  /* Translators: 1 a title, 2 a date and a time, 3 a share in percent. */
  return g_strdup_printf (_("The text is much like “%1$s” of %2$s: %3$d %% the same."), warning->title, at, (int) floor (warning->likeness * 100));
}

static gboolean
add_clash (SotongDb          *db,
           GPtrArray         *list,
           gint64             content_id,
           const SotongCopy  *copy,
           GError           **error)
{
  GError *local = NULL;
  g_autoptr(SotongNear) near = NULL;
  g_autoptr(SotongChannel) channel = NULL;
  SotongWarning *warning;

  if (copy->publish_at == SOTONG_NONE || !sotong_state_can_move (copy->state))
    return TRUE;
  near = sotong_content_near_post (db, copy->channel_id, copy->publish_at, SOTONG_CLASH_SECONDS, content_id, &local);
  channel = local == NULL && near != NULL ? sotong_channel_get (db, copy->channel_id, &local) : NULL;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (near == NULL)
    return TRUE;
  warning = g_new0 (SotongWarning, 1);
  warning->kind = SOTONG_WARNING_CLASH;
  warning->channel_id = copy->channel_id;
  warning->channel = g_strdup (channel->name);
  warning->content_id = near->content_id;
  warning->title = g_steal_pointer (&near->title);
  warning->at = near->at;
  g_ptr_array_add (list, warning);
  return TRUE;
}

static gboolean
is_scheduled (const SotongContent *content)
{
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->publish_at != SOTONG_NONE && sotong_state_can_move (copy->state))
        return TRUE;
    }
  return FALSE;
}

/**
 * sotong_warning_of_joint:
 * @pen_name: (nullable): the contributor of a joint content that is still to go out; %NULL when nobody is named
 * @consent: (nullable): what is noted of the consent
 * @rights: (nullable): what is noted of the rights to text and pictures
 *
 * Whether the citizen agreed is for people to judge: that nothing is noted is said.
 *
 * Returns: (transfer full) (nullable): what to look at; %NULL when something is noted of both
 */
SotongWarning *
sotong_warning_of_joint (const char *pen_name,
                         const char *consent,
                         const char *rights)
{
  gboolean agreed = pen_name != NULL && consent != NULL && !sotong_text_is_blank (consent);
  SotongWarning *warning;

  if (agreed && rights != NULL && !sotong_text_is_blank (rights))
    return NULL;
  warning = g_new0 (SotongWarning, 1);
  warning->kind = agreed ? SOTONG_WARNING_RIGHTS : SOTONG_WARNING_CONSENT;
  warning->title = g_strdup (pen_name);
  warning->at = SOTONG_NONE;
  return warning;
}

static gboolean
add_consent (SotongDb             *db,
             GPtrArray            *list,
             const SotongContent  *content,
             GError              **error)
{
  const SotongContributor *contributor = NULL;
  g_autoptr(GPtrArray) all = NULL;
  SotongWarning *warning;

  if (g_strcmp0 (content->type, "joint") != 0 || !is_scheduled (content))
    return TRUE;
  all = sotong_contributor_list_with (db, content->contributor_id, error); /* also one who was taken off the list since */
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (((const SotongContributor *) g_ptr_array_index (all, i))->id == content->contributor_id)
      contributor = g_ptr_array_index (all, i);
  warning = contributor != NULL ? sotong_warning_of_joint (contributor->pen_name, contributor->consent, contributor->rights)
            : sotong_warning_of_joint (NULL, NULL, NULL);
  if (warning != NULL)
    g_ptr_array_add (list, warning);
  return all != NULL;
}

/* When it goes out first; now, for one without a time. */
static gint64
time_of (SotongDb             *db,
         const SotongContent  *content)
{
  gint64 time = content->planned_at;

  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->publish_at != SOTONG_NONE && (time == SOTONG_NONE || copy->publish_at < time || time == content->planned_at))
        time = copy->publish_at;
    }
  return time != SOTONG_NONE ? time : sotong_db_now (db);
}

static int
more_alike (gconstpointer a,
            gconstpointer b)
{
  const SotongWarning *x = *(SotongWarning * const *) a, *y = *(SotongWarning * const *) b;

  return x->likeness > y->likeness ? -1 : x->likeness < y->likeness;
}

static SotongShape *
shape_of (const char *title,
          const char *body)
{
  g_autofree char *text = g_strconcat (title != NULL ? title : "", "\n", body, NULL);

  return sotong_shape_new (text);
}

static gboolean
add_similar (SotongDb             *db,
             GPtrArray            *list,
             const SotongContent  *content,
             GError              **error)
{
  gint64 time = time_of (db, content);
  g_autoptr(SotongShape) mine = shape_of (content->title, content->body);
  g_autoptr(GPtrArray) texts = NULL;
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_warning_free);

  texts = sotong_content_near_texts (db, time - FORTNIGHT, time + FORTNIGHT + 1, content->id, MAX_TEXTS, error);
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      SotongNear *near = g_ptr_array_index (texts, i);
      g_autoptr(SotongShape) theirs = near->body != NULL && *near->body != '\0' ? shape_of (near->title, near->body) : NULL;
      SotongWarning *warning;
      double likeness = 0;

      if (theirs == NULL || !sotong_shape_is_similar (mine, theirs, &likeness))
        continue;
      warning = g_new0 (SotongWarning, 1);
      warning->kind = SOTONG_WARNING_SIMILAR;
      warning->content_id = near->content_id;
      warning->title = g_steal_pointer (&near->title);
      warning->at = near->at;
      warning->likeness = likeness;
      g_ptr_array_add (found, warning);
    }
  g_ptr_array_sort (found, more_alike);
  for (guint i = 0; i < MAX_SIMILAR && found->len > 0; i++)
    g_ptr_array_add (list, g_ptr_array_steal_index (found, 0));
  return texts != NULL;
}

/**
 * sotong_warning_list:
 * @db: a connection
 * @content: a content as it is stored, or as it is about to be: id 0 for a new one
 * @error: return location
 *
 * Looks for other posts of its channels within half an hour, and for texts of the fortnight before
 * and after that say much the same (sotong_shape_is_similar()); those of its own series do not
 * count, nor do texts of nothing but a title. Of a joint content that is scheduled, the contributor's consent and
 * what is noted of the rights are looked for.
 *
 * Returns: (transfer full) (nullable) (element-type SotongWarning): clashes first
 */
GPtrArray *
sotong_warning_list (SotongDb             *db,
                     const SotongContent  *content,
                     GError              **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_warning_free);

  for (guint i = 0; i < content->copies->len; i++)
    {
      if (!add_clash (db, list, content->id, g_ptr_array_index (content->copies, i), error))
        return NULL;
    }
  if (!add_consent (db, list, content, error))
    return NULL;
  if (content->body == NULL || *content->body == '\0')
    return g_steal_pointer (&list);
  return add_similar (db, list, content, error) ? g_steal_pointer (&list) : NULL;
}
