/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/* How a row stands out from the others. */
typedef enum {
  SOTONG_TONE_PLAIN,
  SOTONG_TONE_DONE,     /* nothing is to be done about it any more */
  SOTONG_TONE_WARNING,
  SOTONG_TONE_ERROR,
} SotongTone;

#define SOTONG_TYPE_TEXT_ROW (sotong_text_row_get_type ())
G_DECLARE_FINAL_TYPE (SotongTextRow, sotong_text_row, SOTONG, TEXT_ROW, GObject)

SotongTextRow *sotong_text_row_new      (gint64          id,
                                         SotongTone      tone) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_text_row_take     (SotongTextRow  *self,
                                         char           *cell);
gint64         sotong_text_row_get_id   (SotongTextRow  *self);
SotongTone     sotong_text_row_get_tone (SotongTextRow  *self);
const char    *sotong_text_row_get_cell (SotongTextRow  *self,
                                         int             column);
void           sotong_text_row_set_data (SotongTextRow  *self,
                                         gpointer        data,
                                         GDestroyNotify  data_free);
gpointer       sotong_text_row_get_data (SotongTextRow  *self);
gboolean       sotong_text_row_same     (gconstpointer   a,
                                         gconstpointer   b);
G_END_DECLS
