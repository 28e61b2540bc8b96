/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-conflict.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-text.h"
#include "app/panes/sotong-editor-data.h"

static void
add (GString    *what,
     gboolean    differs,
     const char *name)
{
  if (!differs)
    return;
  if (what->len > 0)
    /* Translators: between the things that were changed. */
    g_string_append (what, _(", "));
  g_string_append (what, name);
}

static void
add_copies (GString             *what,
            const SotongContent *base,
            const SotongContent *now)
{
  for (guint i = 0; i < now->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (now->copies, i);
      const SotongCopy *old = sotong_editor_find_copy (base, copy->id);
      /* Translators: %s is a channel. */
      g_autofree char *text = g_strdup_printf (_("the text for “%s”"), copy->channel), *time = g_strdup_printf (_("the time on “%s”"), copy->channel);

      add (what, old == NULL, copy->channel);
      add (what, old != NULL && (g_strcmp0 (old->body, copy->body) != 0 || g_strcmp0 (old->title, copy->title) != 0), text);
      add (what, old != NULL && (old->publish_at != copy->publish_at || old->state != copy->state), time);
    }
  for (guint i = 0; i < base->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (base->copies, i);

      add (what, copy->channel != NULL && sotong_editor_find_copy (now, copy->id) == NULL, copy->channel);
    }
}

/**
 * sotong_editor_conflict_what:
 * @base: a content as it was read
 * @now: as it is stored now
 *
 * Returns: (transfer full): the names of what differs; empty when nothing does that a person sees
 */
char *
sotong_editor_conflict_what (const SotongContent *base,
                             const SotongContent *now)
{
  GString *what = g_string_new (NULL);

  add (what, g_strcmp0 (base->title, now->title) != 0, _("the title"));
  add (what, g_strcmp0 (base->body, now->body) != 0, _("the text"));
  add (what, g_strcmp0 (base->type, now->type) != 0, _("the type"));
  add (what, base->campaign_id != now->campaign_id, _("the campaign"));
  add (what, base->line_id != now->line_id, _("the budget line"));
  add (what, base->cost_planned != now->cost_planned || base->cost_final != now->cost_final, _("the cost"));
  add (what, g_strcmp0 (base->notes, now->notes) != 0, _("the notes"));
  add (what, g_strcmp0 (base->tags, now->tags) != 0, _("the tags"));
  add (what, base->contributor_id != now->contributor_id, _("the contributor"));
  add (what, g_strcmp0 (base->proof_url, now->proof_url) != 0, _("the address of the joint content"));
  add (what, base->publicity != now->publicity, _("the mark as publicity"));
  add (what, g_strcmp0 (base->restriction_ground, now->restriction_ground) != 0, _("the ground for the restricted period"));
  add_copies (what, base, now);
  return g_string_free (what, FALSE);
}

/**
 * sotong_editor_conflict_text:
 * @base: a content as it was read
 * @now: as it is stored now
 * @changes: (element-type SotongChangeInfo): what was done to it, newest first
 * @zone: the office's time zone
 *
 * Returns: (transfer full): who changed what and when while somebody was writing
 */
char *
sotong_editor_conflict_text (const SotongContent *base,
                             const SotongContent *now,
                             GPtrArray           *changes,
                             GTimeZone           *zone)
{
  const SotongChangeInfo *change = changes->len > 0 ? g_ptr_array_index (changes, 0) : NULL;
  g_autofree char *what = sotong_editor_conflict_what (base, now), *when = NULL;

  if (*what == '\0')
    {
      g_free (what);
      what = g_strdup (_("something that is not shown here"));
    }
  if (change == NULL)
    return g_strdup (_("This content was changed elsewhere while you were writing. What you wrote is still here."));
  when = sotong_calendar_text_moment (change->at, zone);
  if (g_strcmp0 (change->actor, g_get_user_name ()) == 0)
    /* Translators: 1 what was changed, as in: the title, the text; 2 a date and a time. */
    return g_strdup_printf (_("Your own account changed this in another place while you were writing: %1$s (%2$s). What you wrote is still here."),
                            what, when);
  /* Translators: 1 somebody's account, 2 what was changed, as in: the title, the text; 3 a date and a time. */
  return g_strdup_printf (_("%1$s changed this while you were writing: %2$s (%3$s). What you wrote is still here."), change->actor, what, when);
}
