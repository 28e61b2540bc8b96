/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-application.h"

G_BEGIN_DECLS
/* An application with one window of 1280 × 720 that shows the dock, and no workspace file. */
typedef struct {
  SotongApplication *application;  /* (unowned): the process's */
  SotongSettings    *settings;     /* (owned) */
  SotongWindow      *window;       /* (unowned) */
  char              *path;         /* (owned): the settings' file */
} WindowFixture;

SotongContext *context_new_set        (void) G_GNUC_WARN_UNUSED_RESULT;
void           window_fixture_set_up  (WindowFixture *f,
                                       gconstpointer  data);
void           window_fixture_tear_down (WindowFixture *f,
                                         gconstpointer  data);
void           window_fixture_open    (WindowFixture *f);
void           remove_folder          (const char    *folder);
guint          count_files            (const char    *folder);
void           wait_for_frames        (GtkWidget     *widget,
                                       guint          n_frames);
guint          count_unnamed         (GtkWidget     *widget);
GtkWidget     *find_widget           (GtkWidget     *widget,
                                      const char    *type_name);
GtkWidget     *find_shown_window     (GType          type);
GtkWidget     *find_labelled_button  (GtkWidget     *widget,
                                      const char    *label);
GtkWidget     *find_titled_row       (GtkWidget     *widget,
                                      const char    *title);
GtkWidget     *find_label_with       (GtkWidget     *widget,
                                      const char    *part);
void           save_screenshot        (GtkWidget     *widget,
                                       const char    *path);
G_END_DECLS
