/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-item.h"

#include <string.h>
#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-text.h"
#include "util/sotong-content-type.h"
#include "util/sotong-text.h"

G_DEFINE_FINAL_TYPE (SotongCalendarItem, sotong_calendar_item, G_TYPE_OBJECT)

static void
sotong_calendar_item_finalize (GObject *object)
{
  SotongCalendarItem *self = SOTONG_CALENDAR_ITEM (object);

  g_array_unref (self->copies);
  g_free (self->title);
  g_free (self->type);
  g_free (self->channel);
  g_string_free (self->channels, TRUE);
  g_array_unref (self->channel_ids);
  g_free (self->campaign);
  g_free (self->restricted);
  g_free (self->warning);
  G_OBJECT_CLASS (sotong_calendar_item_parent_class)->finalize (object);
}

static void
sotong_calendar_item_class_init (SotongCalendarItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_calendar_item_finalize;
}

static void
sotong_calendar_item_init (SotongCalendarItem *self)
{
  self->copies = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->channels = g_string_new (NULL);
  self->channel_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
add_copy (SotongCalendarItem *self,
          const SotongEntry  *entry)
{
  g_autofree char *first = NULL;

  if (entry->copy_id == 0)
    return;
  g_array_append_val (self->copies, entry->copy_id);
  g_array_append_val (self->channel_ids, entry->channel_id);
  if (self->trouble == 0 && (entry->state == SOTONG_STATE_FAILED || entry->state == SOTONG_STATE_UNKNOWN))
    self->trouble = entry->channel_id;
  if (self->channels->len > 0)
    g_string_append (self->channels, ", ");
  g_string_append (self->channels, entry->channel);
  if (self->copies->len == 1)
    {
      self->channel = sotong_text_short_name (entry->channel);
      return;
    }
  first = g_steal_pointer (&self->channel);
  if (self->copies->len > 2)
    *strrchr (first, '+') = '\0';
  self->channel = g_strdup_printf ("%s+%u", first, self->copies->len - 1);
}

/**
 * sotong_calendar_item_new:
 * @entry: an entry of the store
 *
 * Returns: (transfer full): an item with that entry
 */
SotongCalendarItem *
sotong_calendar_item_new (const SotongEntry *entry)
{
  SotongCalendarItem *self = g_object_new (SOTONG_TYPE_CALENDAR_ITEM, NULL);

  self->content_id = entry->content_id;
  self->campaign_id = entry->campaign_id;
  self->at = entry->at;
  self->state = entry->state;
  self->title = g_strdup (entry->title);
  self->type = g_strdup (entry->type);
  self->campaign = g_strdup (entry->campaign);
  self->publicity = entry->publicity;
  self->has_ground = entry->has_ground;
  add_copy (self, entry);
  return self;
}

/**
 * sotong_calendar_item_take:
 * @self: an item, while it is being made
 * @entry: one that goes with it
 */
void
sotong_calendar_item_take (SotongCalendarItem *self,
                           const SotongEntry  *entry)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_ITEM (self));
  add_copy (self, entry);
}

/**
 * sotong_calendar_item_describe:
 * @self: an item
 * @zone: the office's time zone
 *
 * Returns: (transfer full): all that is known of it, for tooltips and screen readers
 */
char *
sotong_calendar_item_describe (SotongCalendarItem *self,
                               GTimeZone          *zone)
{
  GString *text = g_string_new (NULL);

  if (self->at != SOTONG_NONE)
    {
      g_autofree char *time = sotong_calendar_text_time (self->at, zone);

      g_string_append_printf (text, "%s ", time);
    }
  g_string_append (text, self->title);
  g_string_append_printf (text, " · %s", sotong_state_get_label (self->state));
  if (self->channels->len > 0)
    g_string_append_printf (text, " · %s", self->channels->str);
  else
    g_string_append_printf (text, " · %s", _("no channel yet"));
  g_string_append_printf (text, " · %s", sotong_content_type_get_label (self->type));
  if (*self->campaign != '\0')
    g_string_append_printf (text, " · %s", self->campaign);
  if (self->restricted != NULL && self->has_ground)
    /* Translators: %s is the names of restricted periods. */
    g_string_append_printf (text, _(" · restricted: %s, ground written"), self->restricted);
  else if (self->restricted != NULL)
    /* Translators: %s is the names of restricted periods. */
    g_string_append_printf (text, _(" · restricted: %s, needs a ground"), self->restricted);
  if (self->warning != NULL) /* a line of its own: in one, it would be wider than a screen */
    g_string_append_printf (text, "\n%s", self->warning);
  return g_string_free (text, FALSE);
}

/**
 * sotong_calendar_item_has_mark:
 * @self: an item
 *
 * Returns: whether its chip has a mark: there is something to look at, or its day falls under a restriction
 */
gboolean
sotong_calendar_item_has_mark (SotongCalendarItem *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_ITEM (self), FALSE);
  return self->warning != NULL || self->restricted != NULL;
}

/**
 * sotong_calendar_item_describe_marked:
 * @items: (nullable) (element-type SotongCalendarItem): the contents of a day
 * @from: the first that has no room for a chip
 * @zone: the office's time zone
 *
 * Returns: (transfer full) (nullable): what is known of those from there on whose chip would have a mark, a line each; %NULL when none has
 */
char *
sotong_calendar_item_describe_marked (GPtrArray *items,
                                      guint      from,
                                      GTimeZone *zone)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = from; items != NULL && i < items->len; i++)
    if (sotong_calendar_item_has_mark (g_ptr_array_index (items, i)))
      {
        g_autofree char *one = sotong_calendar_item_describe (g_ptr_array_index (items, i), zone);

        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", one);
      }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/**
 * sotong_calendar_item_describe_all:
 * @items: (element-type SotongCalendarItem): the contents of a day
 * @zone: the office's time zone
 * @bands: (nullable): the names of the campaigns of the day
 *
 * Returns: (transfer full): what a day holds, for screen readers; of many contents the first ten
 */
char *
sotong_calendar_item_describe_all (GPtrArray  *items,
                                   GTimeZone  *zone,
                                   const char *bands)
{
  guint n = items->len;
  GString *text = g_string_new (NULL);

  if (n == 0)
    g_string_append (text, _("Nothing is planned. Type to add a content."));
  else
    g_string_append_printf (text, ngettext ("%u content: ", "%u contents: ", n), n);
  for (guint i = 0; i < n && i < 10; i++)
    {
      g_autofree char *item = sotong_calendar_item_describe (g_ptr_array_index (items, i), zone);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", item);
    }
  if (bands != NULL && *bands != '\0')
    /* Translators: %s is a list of names. */
    g_string_append_printf (text, _(" — campaigns: %s"), bands);
  return g_string_free (text, FALSE);
}

/**
 * sotong_calendar_item_can_move:
 * @self: an item
 *
 * Returns: whether it can be given another time: it has not gone out, and is not on its way
 */
gboolean
sotong_calendar_item_can_move (SotongCalendarItem *self)
{
  g_return_val_if_fail (SOTONG_IS_CALENDAR_ITEM (self), FALSE);
  return sotong_state_can_move (self->state);
}

/**
 * sotong_calendar_item_is_same:
 * @self: an item
 * @other: (nullable): an item, perhaps of an older reading
 *
 * Returns: whether both are the same copies, whatever became of them
 */
gboolean
sotong_calendar_item_is_same (SotongCalendarItem *self,
                              SotongCalendarItem *other)
{
  if (other == NULL || self->content_id != other->content_id)
    return FALSE;
  return self->copies->len == 0 || other->copies->len == 0
    || g_array_index (self->copies, gint64, 0) == g_array_index (other->copies, gint64, 0);
}
