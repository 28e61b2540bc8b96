/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-kept-topic.h"
#include "app/sotong-workbench.h"

G_BEGIN_DECLS
#define SOTONG_N_AREAS 5

struct _SotongWorkbench
{
  GtkWidget      parent_instance;
  PanelDock     *dock;      /* (unowned): template child */
  PanelGrid     *grid;      /* (unowned): template child */
  PanelPaned    *start;     /* (unowned): template child */
  PanelPaned    *end;       /* (unowned): template child */
  PanelPaned    *top;       /* (unowned): template child */
  PanelPaned    *bottom;    /* (unowned): template child */
  GHashTable    *panes;     /* (owned): id -> SotongPane (owned) */
  SotongContext *context;   /* (owned) (nullable) */
  GVariant      *states;    /* (owned) (nullable): of the layout, for panes that are made later */
  GVariant      *period;    /* (owned) (nullable): of the layout, until there is a workspace */
  SotongKeptTopic *topic;   /* (owned): that of the window */
  gboolean       topic_waits; /* it is that of the layout, until there is a workspace */
  GVariant      *whole;     /* (owned) (nullable): the layout while one pane is shown alone */
  SotongPane    *staying;   /* (unowned) (nullable): the pane that was alone, while the others come back: it is as the layout has it */
  GVariant      *rest;      /* (owned) (nullable): the layout, for what this version does not know of it */
  GVariant      *unfolded;  /* (owned) (nullable): the layout that had to be folded, or to shrink, to fit */
  char          *folded;    /* (owned) (nullable): the places of panes when it had been folded */
  gboolean       shrunk;    /* nothing was folded: @folded has the sizes too */
  int            room_width;  /* pixels the window had before the layout was restored, 0: unknown */
  int            room_height;
  GtkWidget     *focused;   /* (weak) (nullable): the pane that had the focus last */
  GtkWidget     *worked_in; /* (weak) (nullable): what had it in that pane */
  int            cursor;    /* in the entry that let go of the focus */
  int            bound;     /* the other end of what is selected there */
  guint          length;    /* of its text */
  GtkRoot       *watched;   /* (weak) (nullable): whose focus is followed */
  gulong         focus_id;
  guint          tidy_id;
  GPtrArray     *late;      /* (owned): panes that have not been made yet, in order */
  guint          late_id;
  guint          late_ticks;
  guint          late_waited_ms;
  guint          tick_id;
};

PanelPaned *sotong_workbench_area_paned  (SotongWorkbench *self,
                                          PanelArea        area);
PanelArea   sotong_workbench_frame_area  (SotongWorkbench *self,
                                          PanelFrame      *frame);
PanelFrame *sotong_workbench_pane_frame  (SotongPane      *pane);
GtkWidget  *sotong_workbench_lift_focus  (SotongWorkbench *self,
                                          SotongPane      *pane) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_workbench_focus_again (SotongWorkbench *self,
                                          SotongPane      *pane,
                                          GtkWidget       *focus);
PanelFrame *sotong_workbench_area_frame  (SotongWorkbench *self,
                                          PanelArea        area,
                                          guint            column,
                                          guint            row);
GPtrArray  *sotong_workbench_list_frames (SotongWorkbench *self,
                                          PanelArea        area);
PanelFrame *sotong_workbench_new_frame   (void);
GPtrArray  *sotong_workbench_list_visible_panes (SotongWorkbench *self);
void        sotong_workbench_put_pane    (SotongWorkbench *self,
                                          SotongPane      *pane,
                                          PanelFrame      *frame);
SotongPane *sotong_workbench_ensure_pane (SotongWorkbench *self,
                                          const char      *id);
GVariant   *sotong_workbench_save_sizes  (SotongWorkbench *self);
GVariant   *sotong_workbench_save_states (SotongWorkbench *self);
void        sotong_workbench_load_states (SotongWorkbench *self,
                                          GVariant        *layout);
void        sotong_workbench_init_topic  (SotongWorkbench *self);
void        sotong_workbench_watch_topic (SotongWorkbench *self);
void        sotong_workbench_save_shared (SotongWorkbench *self,
                                          GVariantDict    *layout);
GVariant   *sotong_workbench_update_whole (SotongWorkbench *self);
void        sotong_workbench_drop_copies (SotongWorkbench *self);
void        sotong_workbench_load_state  (SotongWorkbench *self,
                                          SotongPane      *pane);
void        sotong_workbench_load_shared (SotongWorkbench *self);
void        sotong_workbench_detach_all  (SotongWorkbench *self);
void        sotong_workbench_tidy        (SotongWorkbench *self);
void        sotong_workbench_changed     (SotongWorkbench *self);
void        sotong_workbench_init_late   (SotongWorkbench *self);
void        sotong_workbench_add_late    (SotongWorkbench *self,
                                          const char      *id,
                                          PanelFrame      *frame,
                                          const char      *front,
                                          gboolean         before);
gboolean    sotong_workbench_has_late_front (SotongWorkbench *self);
gboolean    sotong_workbench_frame_is_free (SotongWorkbench *self,
                                          PanelFrame      *frame);
gboolean    sotong_workbench_is_late     (SotongWorkbench *self,
                                          const char      *id);
void        sotong_workbench_hurry       (SotongWorkbench *self,
                                          const char      *id);
void        sotong_workbench_hurry_all   (SotongWorkbench *self);
GVariant   *sotong_workbench_save_columns (SotongWorkbench *self);
void        sotong_workbench_restore_columns (SotongWorkbench *self,
                                          GArray          *widths);
void        sotong_workbench_init_columns (SotongWorkbench *self);
GVariant   *sotong_workbench_save_places (SotongWorkbench *self);
void        sotong_workbench_keep_rest   (SotongWorkbench *self,
                                          GVariant        *layout);
void        sotong_workbench_save_rest   (SotongWorkbench *self,
                                          GVariantDict    *layout);
void        sotong_workbench_save_rest_panes (SotongWorkbench *self,
                                          GVariantBuilder *panes);
void        sotong_workbench_save_rest_known (SotongWorkbench *self,
                                          GVariantBuilder *known);
void        sotong_workbench_save_rest_states (SotongWorkbench *self,
                                          GVariantBuilder *states);
void        sotong_workbench_note_room   (SotongWorkbench *self);
void        sotong_workbench_fit         (SotongWorkbench *self);
GVariant   *sotong_workbench_unfold      (SotongWorkbench *self,
                                          GVariantDict    *layout);
void        sotong_workbench_forget_layout (SotongWorkbench *self);
void        sotong_workbench_forget_late (SotongWorkbench *self);
G_END_DECLS
