/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-settings.h"
#include "app/sotong-window.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PRESENTATION (sotong_presentation_get_type ())
G_DECLARE_FINAL_TYPE (SotongPresentation, sotong_presentation, SOTONG, PRESENTATION, GObject)

/**
 * SotongPresentationPlan:
 * @panes: ids of the panes in their order; empty for those that are seen in the centre
 * @seconds: how long each is shown; 0: until a person turns
 * @type_size: of the type, in per cent
 *
 * What a person chose for the presentation; it is remembered.
 */
typedef struct {
  GStrv panes;
  guint seconds;
  guint type_size;
} SotongPresentationPlan;

SotongPresentationPlan *sotong_presentation_plan_read  (SotongSettings               *settings) G_GNUC_WARN_UNUSED_RESULT;
void                    sotong_presentation_plan_write (SotongSettings               *settings,
                                                        const SotongPresentationPlan *plan);
void                    sotong_presentation_plan_free  (SotongPresentationPlan       *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPresentationPlan, sotong_presentation_plan_free)

SotongPresentation *sotong_presentation_new        (SotongWindow                 *window,
                                                    const SotongPresentationPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_presentation_turn       (SotongPresentation           *self,
                                                    int                           by);
void                sotong_presentation_set_paused (SotongPresentation           *self,
                                                    gboolean                      paused);
gboolean            sotong_presentation_is_running (SotongPresentation           *self);
void                sotong_presentation_end        (SotongPresentation           *self);
GtkWidget          *sotong_presentation_get_bar    (SotongPresentation           *self);
G_END_DECLS
