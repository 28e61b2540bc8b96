/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
/* A format that a file may be saved in. */
typedef struct {
  const char *name;    /* (translatable) */
  const char *ending;  /* with its point */
} SotongSaveFormat;

char *sotong_save_format_name   (const SotongSaveFormat  *formats,
                                 guint                    n_formats,
                                 const char              *name,
                                 int                      suggested,
                                 int                      chosen) G_GNUC_WARN_UNUSED_RESULT;
void  sotong_save_format_offer  (const SotongSaveFormat  *formats,
                                 guint                    n_formats,
                                 GtkFileChooser          *chooser,
                                 const char              *name);
char *sotong_save_format_finish (GtkFileChooser          *chooser,
                                 gboolean                *out_asked) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
