/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-report-dialog-private.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"

#define SCALE 1.5  /* pixels a point, before the display's own */

/* The pages of a report dialog. */

static void
show_surface (SotongReportDialog *self,
              cairo_surface_t    *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr(GBytes) bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                                        (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));
  g_autoptr(GdkTexture) texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  /* Translators: which page of a report is shown, of how many */
  g_autofree char *place = g_strdup_printf (_("Page %u of %u"), self->page + 1, self->n_pages);

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_picture_set_alternative_text (self->picture, place);
  gtk_label_set_text (self->place, place);
}

static void
drawn_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongReportDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  guint n_pages;
  cairo_surface_t *surface = sotong_report_preview_draw_finish (SOTONG_REPORT_PREVIEW (object), result, &n_pages, &error);

  if (self != NULL && self->preview == SOTONG_REPORT_PREVIEW (object))
    {
      self->n_drawing--;
      gtk_spinner_set_spinning (self->spinner, self->n_drawing > 0);
      if (surface != NULL)
        {
          self->n_pages = n_pages;
          self->page = MIN (self->page, n_pages - 1);
          if (self->n_drawing == 0) /* else a newer page is on its way */
            show_surface (self, surface);
        }
      else
        sotong_report_dialog_say (self, error->message, TRUE);
      sotong_report_dialog_update (self);
    }
  g_clear_pointer (&surface, cairo_surface_destroy);
}

void
sotong_report_dialog_show_page (SotongReportDialog *self,
                                guint               page)
{
  if (self->preview == NULL || (self->n_pages > 0 && page >= self->n_pages))
    return;
  self->page = page;
  self->n_drawing++;
  gtk_spinner_set_spinning (self->spinner, TRUE);
  sotong_report_preview_draw_async (self->preview, page, SCALE * gtk_widget_get_scale_factor (GTK_WIDGET (self)), drawn_cb, sotong_dialog_to_weak (self));
  sotong_report_dialog_update (self);
}

void
sotong_report_dialog_first (SotongReportDialog *self)
{
  sotong_report_dialog_show_page (self, 0);
}

void
sotong_report_dialog_back (SotongReportDialog *self)
{
  if (self->page > 0)
    sotong_report_dialog_show_page (self, self->page - 1);
}

void
sotong_report_dialog_next (SotongReportDialog *self)
{
  sotong_report_dialog_show_page (self, self->page + 1);
}

void
sotong_report_dialog_last (SotongReportDialog *self)
{
  if (self->n_pages > 0)
    sotong_report_dialog_show_page (self, self->n_pages - 1);
}

void
sotong_report_dialog_page_action (GtkWidget  *widget,
                                  const char *name,
                                  GVariant   *parameter)
{
  static void (* const moves[]) (SotongReportDialog *self) = { sotong_report_dialog_first, sotong_report_dialog_back, sotong_report_dialog_next, sotong_report_dialog_last };

  moves[CLAMP (g_variant_get_int32 (parameter), 0, 3)] (SOTONG_REPORT_DIALOG (widget));
}

void
sotong_report_dialog_forget_pages (SotongReportDialog *self)
{
  if (self->preview != NULL)
    sotong_report_preview_close (self->preview);
  g_clear_object (&self->preview);
  g_clear_object (&self->document);
  g_clear_pointer (&self->tables, g_strfreev);
  self->n_drawing = 0;
  self->n_pages = 0;
  self->page = 0;
}
