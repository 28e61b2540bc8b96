/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-sheet-row.h"

#include <inttypes.h>

#include "util/sotong-time.h"

struct _SotongSheetRow
{
  GObject  parent_instance;
  char    *texts[SOTONG_SHEET_ROW_N_COLUMNS]; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SotongSheetRow, sotong_sheet_row, G_TYPE_OBJECT)

static void
sotong_sheet_row_finalize (GObject *object)
{
  SotongSheetRow *self = SOTONG_SHEET_ROW (object);

  for (int i = 0; i < SOTONG_SHEET_ROW_N_COLUMNS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (sotong_sheet_row_parent_class)->finalize (object);
}

static void
sotong_sheet_row_class_init (SotongSheetRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_sheet_row_finalize;
}

static void
sotong_sheet_row_init (SotongSheetRow *self)
{
}

/* The day and the time to the minute, in the office's zone. */
static char *
format_time (gint64     time,
             GTimeZone *zone)
{
  int year, month, day, hour, minute, second;

  if (time == SOTONG_NONE)
    return g_strdup ("");
  sotong_time_to_civil (time, zone, &year, &month, &day, &hour, &minute, &second);
  return g_strdup_printf ("%04d-%02d-%02d %02d:%02d", year, month, day, hour, minute);
}

SotongSheetRow *
sotong_sheet_row_new (const SotongSheetItem *item,
                      const SotongSheetPost *post,
                      GTimeZone             *zone)
{
  SotongSheetRow *self = g_object_new (SOTONG_TYPE_SHEET_ROW, NULL);

  self->texts[SOTONG_SHEET_ROW_LINE] = g_strdup_printf ("%" PRIu64, post->line);
  self->texts[SOTONG_SHEET_ROW_ACTION] = g_strdup (sotong_sheet_action_get_label (post->kept ? SOTONG_SHEET_KEEP : item->action));
  self->texts[SOTONG_SHEET_ROW_TIME] = format_time (post->at, zone);
  self->texts[SOTONG_SHEET_ROW_CHANNEL] = g_strdup (post->channel);
  self->texts[SOTONG_SHEET_ROW_TITLE] = g_strdup (post->title);
  return self;
}

const char *
sotong_sheet_row_get_text (SotongSheetRow       *self,
                           SotongSheetRowColumn  column)
{
  g_return_val_if_fail (SOTONG_IS_SHEET_ROW (self) && column < SOTONG_SHEET_ROW_N_COLUMNS, "");
  return self->texts[column];
}
