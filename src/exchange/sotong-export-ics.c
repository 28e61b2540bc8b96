/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/sotong-export-private.h"
#include "exchange/sotong-ical-event.h"
#include "exchange/sotong-ical-writer.h"

gboolean
sotong_export_write_ics (const SotongExport  *self,
                         SotongReplace       *replace,
                         GCancellable        *cancellable,
                         GError             **error)
{
  g_autoptr(GString) out = g_string_sized_new (64 * 1024);

  sotong_ical_begin (out, self->made ? _("Content calendar (demo)") : _("Content calendar"), self->zone);
  for (guint i = 0; i < self->events->len; i++)
    {
      sotong_ical_add_event (out, g_ptr_array_index (self->events, i), self->zone, self->now);
      if (out->len < 32 * 1024)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      sotong_replace_write (replace, out->str, out->len);
      g_string_truncate (out, 0);
    }
  sotong_ical_end (out);
  sotong_replace_write (replace, out->str, out->len);
  return TRUE;
}
