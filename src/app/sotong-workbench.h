/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_WORKBENCH (sotong_workbench_get_type ())
G_DECLARE_FINAL_TYPE (SotongWorkbench, sotong_workbench, SOTONG, WORKBENCH, GtkWidget)

/* Where a pane is moved to. The last four split the frame it stands in. */
typedef enum {
  SOTONG_PLACE_START,
  SOTONG_PLACE_CENTER,
  SOTONG_PLACE_END,
  SOTONG_PLACE_BOTTOM,
  SOTONG_PLACE_COLUMN_BEFORE,
  SOTONG_PLACE_COLUMN_AFTER,
  SOTONG_PLACE_ROW_ABOVE,
  SOTONG_PLACE_ROW_BELOW,
} SotongPlace;

GtkWidget     *sotong_workbench_new            (void) G_GNUC_WARN_UNUSED_RESULT;
PanelDock     *sotong_workbench_get_dock       (SotongWorkbench *self);
void           sotong_workbench_set_context    (SotongWorkbench *self,
                                                SotongContext   *context);
SotongPane    *sotong_workbench_get_pane       (SotongWorkbench *self,
                                                const char      *id);
SotongPane    *sotong_workbench_show_pane      (SotongWorkbench *self,
                                                const char      *id);
void           sotong_workbench_hide_pane      (SotongWorkbench *self,
                                                const char      *id);
SotongPane    *sotong_workbench_copy_pane      (SotongWorkbench *self,
                                                const char      *id);
void           sotong_workbench_refresh        (SotongWorkbench *self);
gboolean       sotong_workbench_get_pane_shown (SotongWorkbench *self,
                                                const char      *id);
gboolean       sotong_workbench_move_pane      (SotongWorkbench *self,
                                                const char      *id,
                                                SotongPlace      place);
gboolean       sotong_workbench_area_has_panes (SotongWorkbench *self,
                                                PanelArea        area);
gboolean       sotong_workbench_is_attached    (SotongWorkbench *self);
gboolean       sotong_workbench_is_building    (SotongWorkbench *self);
SotongPane    *sotong_workbench_get_focused    (SotongWorkbench *self);
void           sotong_workbench_go_to          (SotongWorkbench *self,
                                                const char      *id);
gboolean       sotong_workbench_focus_next     (SotongWorkbench *self,
                                                gboolean         backwards);
gboolean       sotong_place_from_name          (const char      *name,
                                                SotongPlace     *out_place);

void           sotong_workbench_maximize       (SotongWorkbench *self,
                                                const char      *id);
gboolean       sotong_workbench_show_alone     (SotongWorkbench *self,
                                                const char      *id);
gboolean       sotong_workbench_unmaximize     (SotongWorkbench *self);
gboolean       sotong_workbench_is_maximized   (SotongWorkbench *self);
GVariant      *sotong_workbench_save_layout    (SotongWorkbench *self);
gboolean       sotong_workbench_restore_layout (SotongWorkbench *self,
                                                GVariant        *layout,
                                                int              width,
                                                int              height);
void           sotong_workbench_reset_layout   (SotongWorkbench *self);
GStrv          sotong_workbench_list_seen      (SotongWorkbench *self) G_GNUC_WARN_UNUSED_RESULT;
GStrv          sotong_workbench_list_copies    (SotongWorkbench *self) G_GNUC_WARN_UNUSED_RESULT;
char          *sotong_workbench_dup_chosen     (SotongWorkbench *self) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_workbench_set_chosen     (SotongWorkbench *self,
                                                const char      *id);
int            sotong_workbench_get_bottom     (SotongWorkbench *self);
G_END_DECLS
