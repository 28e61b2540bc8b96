/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PANE_OWN (sotong_pane_own_get_type ())
G_DECLARE_FINAL_TYPE (SotongPaneOwn, sotong_pane_own, SOTONG, PANE_OWN, GObject)

SotongPaneOwn *sotong_pane_own_new         (SotongPane    *pane) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_pane_own_set_context (SotongPaneOwn *self,
                                            SotongContext *context);
gint64         sotong_pane_own_get_topic   (SotongPaneOwn *self);
void           sotong_pane_own_choose      (SotongPaneOwn *self,
                                            gint64         topic);
gboolean       sotong_pane_own_has_topic   (SotongPaneOwn *self);
SotongPeriod  *sotong_pane_own_get_period  (SotongPaneOwn *self);
gboolean       sotong_pane_own_has_period  (SotongPaneOwn *self);
void           sotong_pane_own_show        (SotongPaneOwn     *self,
                                            const SotongRange *range);
GtkWidget     *sotong_pane_own_get_bar     (SotongPaneOwn *self);
void           sotong_pane_own_say_unknown (SotongPaneOwn     *self,
                                            const SotongRange *other);
void           sotong_pane_own_show_title  (SotongPaneOwn *self,
                                            GPtrArray     *topics,
                                            const char    *more);
void           sotong_pane_own_save        (SotongPaneOwn *self,
                                            GVariantDict  *state);
void           sotong_pane_own_load        (SotongPaneOwn *self,
                                            GVariantDict  *state);
G_END_DECLS
