/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/panes/sotong-calendar-pane.h"
#include "app/panes/sotong-calendar-hours.h"
#include "app/panes/sotong-calendar-warnings.h"
#include "plan/sotong-journal.h"

G_BEGIN_DECLS
struct _SotongCalendarPane
{
  SotongPane           parent_instance;
  SotongCalendarModel *model;          /* (owned) */
  GSimpleActionGroup  *actions;        /* (owned) */
  GtkWidget           *hours;          /* (unowned) (nullable): in the stack once it was asked for */
  GtkWidget           *agenda;         /* (unowned) (nullable) */
  GtkWidget           *year;           /* (unowned) (nullable) */
  GCancellable        *reading;        /* (owned) (nullable): the newest question */
  SotongCalendarWarnings *warnings;    /* (owned) */
  SotongEntryTexts    *texts;          /* (owned) (nullable): what words are looked for in, until something changes */
  SotongEntryTexts    *undated_texts;  /* (owned) (nullable) */
  SotongJournal       *typed;          /* (owned) (nullable): what is typed on a day and is no draft yet */
  guint                n_writing;      /* writes that have not been answered */
  guint                n_printing;     /* pages that are being made */
  guint                search_id;
  SotongCalendarKind   first_kind;     /* the view in which it begins, as the layout has it */
  gboolean             own;            /* campaign and channel are its own, not the window's */
  gint64               own_campaign;   /* or 0 */
  gint64               own_channel;    /* or 0 */
  gint64               kept_person;    /* of a layout, until the people are read; or 0 */
  char                *kept_type;      /* (owned) (nullable): likewise */
  gboolean             updating;       /* the filters are being set by the program */
  GListStore          *undated;        /* (owned) (element-type SotongCalendarItem) */
  GArray              *campaign_ids;   /* (owned) (element-type gint64): as in the list of the filter */
  GArray              *person_ids;     /* (owned) (element-type gint64) */
  GArray              *channel_ids;    /* (owned) (element-type gint64) */

  /* (unowned): template children */
  GtkLabel            *title;
  GtkMenuButton       *title_button;
  GtkPopover          *jump_popover;
  GtkEntry            *jump_entry;
  GtkLabel            *jump_problem;
  GtkStack            *views;
  SotongCalendarGrid  *grid;
  GtkSearchEntry      *search_entry;
  GtkToggleButton     *filter_button;
  GtkDropDown         *campaign_filter;
  GtkDropDown         *channel_filter;
  GtkDropDown         *state_filter;
  GtkDropDown         *type_filter;
  GtkDropDown         *person_filter;
  GtkWidget           *clear_button;
  GtkWidget           *tray;
  GtkLabel            *tray_label;
  GtkListView         *tray_view;
  GtkLabel            *hint;
};

void sotong_calendar_pane_read        (SotongCalendarPane *self);
void sotong_calendar_pane_add_draft   (SotongCalendarPane *self,
                                       gint64              day,
                                       int                 minute,
                                       const char         *title);
void sotong_calendar_pane_typed       (SotongCalendarPane *self,
                                       gint64              day,
                                       int                 minute,
                                       const char         *title);
void sotong_calendar_pane_move        (SotongCalendarPane *self,
                                       SotongCalendarItem *item,
                                       gint64              day);
void sotong_calendar_pane_place       (SotongCalendarPane *self,
                                       GPtrArray          *items,
                                       GArray             *times,
                                       gboolean            copy);
void sotong_calendar_pane_resize      (SotongCalendarPane *self,
                                       gint64              campaign,
                                       gint64              first,
                                       gint64              last);
void sotong_calendar_pane_type_again  (SotongCalendarPane *self,
                                       gint64              day,
                                       int                 minute,
                                       const char         *title);
void sotong_calendar_pane_add_views   (SotongCalendarPane *self);
gboolean sotong_calendar_pane_take_focus  (SotongPane *pane);
gboolean sotong_calendar_pane_choose_view (SotongPane *pane,
                                           int         number);
void sotong_calendar_pane_save        (SotongPane   *pane,
                                       GVariantDict *state);
void sotong_calendar_pane_load        (SotongPane   *pane,
                                       GVariantDict *state);
void sotong_calendar_pane_show_view   (SotongCalendarPane *self);
void sotong_calendar_pane_jump        (SotongCalendarPane *self);
void sotong_calendar_pane_set_up_jump (SotongCalendarPane *self);
void sotong_calendar_pane_remove      (SotongCalendarPane *self,
                                       SotongCalendarItem *item);
void sotong_calendar_pane_set_up_filters (SotongCalendarPane *self);
gboolean sotong_calendar_pane_update_filters (SotongCalendarPane *self,
                                              SotongCalendarData *data);
void sotong_calendar_pane_get_query   (SotongCalendarPane  *self,
                                       SotongCalendarQuery *query);
gint64 sotong_calendar_pane_get_person (SotongCalendarPane *self);
gint64 sotong_calendar_pane_get_campaign (SotongCalendarPane *self);
gint64 sotong_calendar_pane_get_channel (SotongCalendarPane *self);
void sotong_calendar_pane_choose      (SotongCalendarPane *self,
                                       gint64              campaign,
                                       gint64              channel);
void sotong_calendar_pane_add_own     (SotongCalendarPane *self);
gboolean sotong_calendar_pane_check_own (SotongCalendarPane *self,
                                         SotongCalendarData *data);
void sotong_calendar_pane_save_filters (SotongCalendarPane *self,
                                        GVariantDict       *state);
void sotong_calendar_pane_load_filters (SotongCalendarPane *self,
                                        GVariantDict       *state);
gboolean sotong_calendar_pane_is_filtered (SotongCalendarPane *self);
void sotong_calendar_pane_clear_filters (SotongCalendarPane *self);
void sotong_calendar_pane_take_selection (SotongCalendarPane *self);
gboolean sotong_calendar_pane_print   (SotongPane         *pane);
void sotong_calendar_pane_print_to    (SotongCalendarPane *self,
                                       const char         *path);
char *sotong_calendar_pane_name_filters (SotongCalendarPane *self) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
