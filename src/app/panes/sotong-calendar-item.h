/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "store/sotong-content.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CALENDAR_ITEM (sotong_calendar_item_get_type ())
G_DECLARE_FINAL_TYPE (SotongCalendarItem, sotong_calendar_item, SOTONG, CALENDAR_ITEM, GObject)

/**
 * SotongCalendarItem:
 *
 * What is one thing in the calendar: the copies of a content that a person sees as one
 * (#SotongEntryGroups), or a content without copies. Does not change, but for the warning, which comes later.
 */
struct _SotongCalendarItem
{
  GObject      parent_instance;
  gint64       content_id;
  GArray      *copies;      /* (owned) (element-type gint64): empty for a content without copies */
  gint64       campaign_id; /* or SOTONG_NONE */
  gint64       trouble;     /* the first channel where it failed or where nobody knows, or 0 */
  gint64       at;          /* of the first copy, or SOTONG_NONE */
  SotongState  state;
  char        *title;       /* (owned) */
  char        *type;        /* (owned) */
  char        *channel;     /* (owned): what stands for its channels in a chip */
  GString     *channels;    /* (owned): all their names */
  GArray      *channel_ids; /* (owned) (element-type gint64): of @copies; two may have one name */
  char        *campaign;    /* (owned) */
  gboolean     publicity;   /* marked as publicity of the city */
  gboolean     has_ground;  /* a ground is written for restricted days */
  char        *restricted;  /* (owned) (nullable): the restrictions its day falls under */
  char        *warning;     /* (owned) (nullable): another post in its way, or a text much like its own */
};

SotongCalendarItem *sotong_calendar_item_new      (const SotongEntry         *entry) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_calendar_item_take     (SotongCalendarItem        *self,
                                                   const SotongEntry         *entry);
char               *sotong_calendar_item_describe (SotongCalendarItem        *self,
                                                   GTimeZone                 *zone) G_GNUC_WARN_UNUSED_RESULT;
gboolean            sotong_calendar_item_has_mark (SotongCalendarItem        *self);
char               *sotong_calendar_item_describe_marked (GPtrArray          *items,
                                                          guint               from,
                                                          GTimeZone          *zone) G_GNUC_WARN_UNUSED_RESULT;
char               *sotong_calendar_item_describe_all (GPtrArray           *items,
                                                       GTimeZone           *zone,
                                                       const char          *bands) G_GNUC_WARN_UNUSED_RESULT;
gboolean            sotong_calendar_item_can_move (SotongCalendarItem        *self);
gboolean            sotong_calendar_item_is_same  (SotongCalendarItem        *self,
                                                   SotongCalendarItem        *other);
G_END_DECLS
