/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <libpanel.h>

#include "app/sotong-context.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PANE (sotong_pane_get_type ())
G_DECLARE_DERIVABLE_TYPE (SotongPane, sotong_pane, SOTONG, PANE, PanelWidget)

/**
 * SotongPaneClass:
 * @attach: a workspace is there and the first frame has been drawn: ask for data here, not in
 *   `init`. Called once per workspace, when the pane is first visible
 * @detach: the workspace goes away or the pane is being disposed: cancel what is under way and
 *   forget its data. Called only after @attach
 * @refresh: F5: fetch what is shown anew. Chain up is not needed
 * @search: Ctrl+F: put the cursor into the pane's search entry; %FALSE when it has none
 * @take_focus: put the focus into the pane, where its work is done, if sotong_pane_add_work() cannot say it
 * @choose_view: Alt+1 to Alt+5 while the pane has the focus: show that view of its own; %FALSE
 *   when it has none such
 * @print: Ctrl+P: print what is shown; %FALSE when it cannot be printed
 * @save: what a layout keeps of the pane besides its place
 * @load: the same back, perhaps of another version; before @attach
 */
struct _SotongPaneClass
{
  PanelWidgetClass parent_class;

  void     (*attach)  (SotongPane    *self,
                       SotongContext *context);
  void     (*detach)  (SotongPane    *self);
  void     (*refresh) (SotongPane    *self);
  gboolean (*search)  (SotongPane    *self);
  gboolean (*take_focus) (SotongPane *self);
  gboolean (*choose_view) (SotongPane *self,
                           int         number);
  gboolean (*print)   (SotongPane    *self);
  void     (*save)    (SotongPane    *self,
                       GVariantDict  *state);
  void     (*load)    (SotongPane    *self,
                       GVariantDict  *state);

  gpointer padding[3];
};

SotongContext *sotong_pane_get_context  (SotongPane    *self);
void           sotong_pane_set_context  (SotongPane    *self,
                                         SotongContext *context);
gboolean       sotong_pane_get_attached (SotongPane    *self);
const char    *sotong_pane_get_symbol   (SotongPane    *self);
void           sotong_pane_set_symbol   (SotongPane    *self,
                                         const char    *icon_name);
void           sotong_pane_add_actions  (SotongPane    *self,
                                         const char    *prefix,
                                         GActionGroup  *actions);
gboolean       sotong_pane_is_enabled   (SotongPane    *self,
                                         const char    *action);
void           sotong_pane_refresh      (SotongPane    *self);
gboolean       sotong_pane_search       (SotongPane    *self);
void           sotong_pane_add_work     (SotongPane    *self,
                                         GtkWidget     *widget);
void           sotong_pane_take_focus   (SotongPane    *self);
gboolean       sotong_pane_choose_view  (SotongPane    *self,
                                         int            number);
gboolean       sotong_pane_print        (SotongPane    *self);
GVariant      *sotong_pane_save_state   (SotongPane    *self) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_pane_load_state   (SotongPane    *self,
                                         GVariant      *state);
void           sotong_pane_show_error   (SotongPane    *self,
                                         const char    *heading,
                                         const GError  *error);
void           sotong_pane_toast        (SotongPane    *self,
                                         const char    *text,
                                         gboolean       offer_undo);
G_END_DECLS
