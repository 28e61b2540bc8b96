/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_LIST_DIALOG (sotong_list_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SotongListDialog, sotong_list_dialog, SOTONG, LIST_DIALOG, AdwPreferencesWindow)

/**
 * SotongListDialogInfo:
 * @title: of the window, not translated
 * @description: what the things are for, not translated
 * @empty: what is said when there is none, not translated
 * @areas: after changes of these the list is read again
 * @list: reads the things: a #GPtrArray that frees them
 * @make_row: a row for one of them, which the array of @list holds no longer than the call
 * @add: (nullable): asks for another; %NULL where there are as many as there can be
 *
 * A list of things of the office that a person keeps.
 */
typedef struct {
  const char      *title;
  const char      *description;
  const char      *empty;
  guint            areas;
  SotongStoreJob   list;
  GtkWidget       *(*make_row) (SotongListDialog *self,
                                gconstpointer     item);
  void             (*add)      (SotongListDialog *self);
} SotongListDialogInfo;

SotongListDialog *sotong_list_dialog_new         (SotongWindow               *window,
                                                  const SotongListDialogInfo *info) G_GNUC_WARN_UNUSED_RESULT;
SotongContext    *sotong_list_dialog_get_context (SotongListDialog           *self);
GtkWidget        *sotong_list_dialog_get_row     (SotongListDialog           *self,
                                                  guint                       n);
void              sotong_list_dialog_say         (SotongListDialog           *self,
                                                  const char                 *text);
void              sotong_list_dialog_read        (SotongListDialog           *self,
                                                  SotongStoreJob              job,
                                                  gpointer                    data,
                                                  GDestroyNotify              data_free,
                                                  GDestroyNotify              result_free,
                                                  void                      (*present) (SotongListDialog *self,
                                                                                        gpointer          result));
void              sotong_list_dialog_write       (SotongListDialog           *self,
                                                  SotongStoreJob              job,
                                                  gpointer                    data,
                                                  GDestroyNotify              data_free);
GtkWidget        *sotong_list_dialog_new_button  (SotongListDialog           *self,
                                                  const char                 *icon,
                                                  const char                 *label,
                                                  gint64                      id,
                                                  GCallback                   callback);
gint64            sotong_list_dialog_get_id      (GtkWidget                  *button);
G_END_DECLS
