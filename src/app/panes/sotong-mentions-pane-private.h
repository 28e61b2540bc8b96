/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/panes/sotong-mention-model.h"
#include "app/panes/sotong-mention-selection.h"
#include "app/panes/sotong-mentions-pane.h"
#include "app/panes/sotong-search-chip.h"
#include "app/sotong-pane-own.h"
#include "app/sotong-settings.h"

G_BEGIN_DECLS
struct _SotongMentionsPane
{
  SotongPane              parent_instance;
  GtkBox                 *box;
  GtkSearchEntry         *search_entry;
  GtkDropDown            *topic_drop;
  GtkDropDown            *sentiment_drop;
  SotongSearchChip       *search_chip;
  GtkButton              *range_button;
  GtkLabel               *range_label;
  GtkButton              *group_button;
  GtkLabel               *count_label;
  GtkStack               *stack;
  GtkListView            *list_view;
  GtkMenuButton          *menu_button;
  GtkWidget              *popover;     /* (owned) (nullable): the same commands where the mentions are */
  AdwStatusPage          *empty_page;
  GtkButton              *clear_button;
  SotongMentionModel     *model;       /* (owned) */
  SotongMentionSelection *selection;   /* (owned) */
  GSimpleActionGroup     *actions;     /* (owned) */
  SotongPaneOwn          *own;         /* (owned): its topic and range, or the window's */
  GArray                 *topic_ids;   /* (owned) (element-type gint64): those of the drop-down */
  GCancellable           *naming;      /* (owned) (nullable): the topics are being read */
  GSignalGroup           *context;     /* (owned): of the SotongContext */
  GSignalGroup           *store;       /* (owned): of the SotongStore */
  GSignalGroup           *settings;    /* (owned): of the window's SotongSettings */
  GSignalGroup           *cursor_row;  /* (owned): of the SotongMentionRow at the cursor */
  GCancellable           *counting;    /* (owned) (nullable) */
  GHashTable             *unnamed;     /* (owned): GtkListItem, bound ones whose accessible names are to be set */
  guint                   name_id;
  guint                   refresh_id;
  guint                   focus_id;
  guint                   scroll_after; /* frames, until the sought one is scrolled to once more */
  gint64                  group_id;    /* the first of the copies that are shown, or 0 */
  gint64                  opened_id;   /* the mention that they were opened from */
  gint64                  told_id;     /* the mention that the details were told of last, or 0 */
  gint64                  sought_id;   /* the mention that another pane led to, or 0 */
  gint64                  n_other;     /* the answer with copies of one article counted the other way; -1: not known */
  gboolean                keeps_focus; /* the list had it before its rows were replaced */
  gboolean                replacing;   /* the list is changing, not the person's choice in it */
  gboolean                following;   /* the details show the cursor's mention as soon as it was read */
  gboolean                seeking;     /* another pane led here: the mention that it shows is looked for in what comes */
  gboolean                sought;      /* the chosen one was found so: the keyboard, when it comes, goes there */
  gboolean                updating;    /* the topics are being set by the program */
};

/* sotong-mentions-pane.c */
void     sotong_mentions_pane_ask            (SotongMentionsPane *self);
void     sotong_mentions_pane_refresh_list   (SotongMentionsPane *self);
void     sotong_mentions_pane_tell_details   (SotongMentionsPane *self);
void     sotong_mentions_pane_show_group     (SotongMentionsPane *self,
                                              gint64              group_id);
gboolean sotong_mentions_pane_hides_authors  (SotongMentionsPane *self);
void     sotong_mentions_pane_show_count     (SotongMentionsPane *self);

/* sotong-mentions-own.c */
gboolean sotong_mentions_pane_get_search     (SotongMentionsPane        *self,
                                              const SotongMentionQuery **out_query);
gboolean sotong_mentions_pane_is_any_word    (SotongMentionsPane *self);
gboolean sotong_mentions_pane_get_shown      (SotongMentionsPane *self,
                                              SotongRange        *out_range);
gint64   sotong_mentions_pane_get_topic      (SotongMentionsPane *self);
void     sotong_mentions_pane_read_topics    (SotongMentionsPane *self);
void     sotong_mentions_pane_set_own_context (SotongMentionsPane *self,
                                               SotongContext      *context);
void     sotong_mentions_pane_set_up_own     (SotongMentionsPane *self);
void     sotong_mentions_pane_forget_own     (SotongMentionsPane *self);
void     sotong_mentions_pane_save           (SotongPane         *pane,
                                              GVariantDict       *state);
void     sotong_mentions_pane_load           (SotongPane         *pane,
                                              GVariantDict       *state);

/* sotong-mentions-rows.c */
void     sotong_mentions_pane_setup_row      (SotongMentionsPane *self,
                                              GtkListItem        *item);
void     sotong_mentions_pane_bind_row       (SotongMentionsPane *self,
                                              GtkListItem        *item);
void     sotong_mentions_pane_unbind_row     (SotongMentionsPane *self,
                                              GtkListItem        *item);

void     sotong_mentions_pane_mask_row       (SotongMentionsPane *self,
                                              GtkWidget          *row);
void     sotong_mentions_pane_open_menu      (SotongMentionsPane *self);
void     sotong_mentions_pane_second_click   (SotongMentionsPane *self,
                                              int                 n_press,
                                              double              x,
                                              double              y);

/* sotong-mentions-acts.c */
const SotongMention *sotong_mentions_pane_get_selected (SotongMentionsPane *self);
void     sotong_mentions_pane_seek           (SotongMentionsPane *self);
void     sotong_mentions_pane_focus_sought   (SotongMentionsPane *self);
void     sotong_mentions_pane_add_actions    (SotongMentionsPane *self);
void     sotong_mentions_pane_update_actions (SotongMentionsPane *self);
gboolean sotong_mentions_pane_press          (SotongMentionsPane *self,
                                              guint               keyval,
                                              guint               keycode,
                                              GdkModifierType     modifiers);
void     sotong_mentions_pane_activate       (SotongMentionsPane *self,
                                              guint               position);
G_END_DECLS
