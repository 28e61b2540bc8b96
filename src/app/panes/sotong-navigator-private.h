/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-navigator-data.h"
#include "app/panes/sotong-navigator-pane.h"

G_BEGIN_DECLS
/* What the pane shows. */
gint64   sotong_navigator_row_id    (GtkListBoxRow          *row);
gint64   sotong_navigator_chosen    (SotongContext          *context,
                                     SotongNavigatorSection  section);
void     sotong_navigator_choose    (SotongContext          *context,
                                     SotongNavigatorSection  section,
                                     gint64                  id);

/* What is done with a line. */
void     sotong_navigator_edit_row  (SotongNavigatorPane    *self,
                                     SotongNavigatorSection  section,
                                     gint64                  id);
gboolean sotong_navigator_key_cb    (SotongNavigatorPane    *self,
                                     guint                   keyval,
                                     guint                   keycode,
                                     GdkModifierType         modifiers,
                                     GtkEventControllerKey  *controller);
void     sotong_navigator_second_cb (GtkGestureClick        *gesture,
                                     int                     n_press,
                                     double                  x,
                                     double                  y,
                                     GtkWidget              *row);
G_END_DECLS
