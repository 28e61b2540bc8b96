/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "store/sotong-store.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_FORM (sotong_form_get_type ())
G_DECLARE_FINAL_TYPE (SotongForm, sotong_form, SOTONG, FORM, AdwWindow)

SotongForm *sotong_form_new          (GtkWindow          *parent,
                                      const char         *title,
                                      const char         *accept_label) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_form_add_group    (SotongForm         *self,
                                      const char         *title,
                                      const char         *description);
void        sotong_form_set_words    (SotongForm         *self,
                                      const char         *words);
void        sotong_form_add_row      (SotongForm         *self,
                                      GtkWidget          *row);
GtkWidget  *sotong_form_add_entry    (SotongForm         *self,
                                      const char         *title,
                                      const char         *text);
GtkWidget  *sotong_form_add_password (SotongForm         *self,
                                      const char         *title);
GtkWidget  *sotong_form_add_file     (SotongForm         *self,
                                      const char         *title,
                                      const char         *choose,
                                      const char         *kind,
                                      const char * const *patterns);
GtkWidget  *sotong_form_add_choice   (SotongForm         *self,
                                      const char         *title,
                                      const char * const *choices,
                                      guint               selected);
void        sotong_form_show_whole   (GtkWidget          *choice);
GtkWidget  *sotong_form_add_text     (SotongForm         *self,
                                      const char         *title,
                                      const char         *text);
GtkWidget  *sotong_form_add_check    (SotongForm         *self,
                                      const char         *title,
                                      const char         *subtitle,
                                      gboolean            active);
void        sotong_form_add_days     (SotongForm         *self,
                                      const char         *title,
                                      const char         *first_name,
                                      const char         *first_day,
                                      const char         *second_name,
                                      const char         *second_day,
                                      GtkWidget         **out_first,
                                      GtkWidget         **out_second);
char       *sotong_form_dup_lines    (GtkWidget          *text) G_GNUC_WARN_UNUSED_RESULT;
const char *sotong_form_get_text     (GtkWidget          *entry);
char       *sotong_form_dup_day      (GtkWidget          *entry) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_form_dup_line     (GtkWidget          *entry,
                                      gsize               max_chars) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_form_set_busy     (SotongForm         *self,
                                      gboolean            busy);
void        sotong_form_set_reading  (SotongForm         *self);
gboolean    sotong_form_get_busy     (SotongForm         *self);
void        sotong_form_begin_work   (SotongForm         *self,
                                      const char         *message,
                                      GCancellable       *cancellable);
void        sotong_form_stopped      (SotongForm         *self);
void        sotong_form_clear_problem (SotongForm        *self);
void        sotong_form_tell         (SotongForm         *self,
                                      const char         *message);
void        sotong_form_fail         (SotongForm         *self,
                                      const char         *message);
void        sotong_form_stay         (SotongForm         *self,
                                      const char         *message);
void        sotong_form_fail_at      (SotongForm         *self,
                                      GtkWidget          *row,
                                      const char         *message);
void        sotong_form_done         (SotongForm         *self);
void        sotong_form_write        (SotongForm         *self,
                                      SotongStore        *store,
                                      SotongStoreJob      job,
                                      gpointer            data,
                                      GDestroyNotify      data_free,
                                      GDestroyNotify      result_free);
G_END_DECLS
