/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/panes/sotong-editor-approval.h"
#include "app/panes/sotong-editor-data.h"
#include "app/dialogs/sotong-form.h"
#include "app/panes/sotong-editor-files.h"
#include "app/panes/sotong-editor-hints.h"
#include "app/panes/sotong-editor-page.h"
#include "app/panes/sotong-editor-restriction.h"
#include "app/panes/sotong-editor-sections.h"
#include "plan/sotong-journal.h"

G_BEGIN_DECLS
typedef enum {
  SOTONG_EDITOR_BAR_NONE,
  SOTONG_EDITOR_BAR_ERROR,     /* something did not work */
  SOTONG_EDITOR_BAR_CONFLICT,  /* saved elsewhere meanwhile */
  SOTONG_EDITOR_BAR_GONE,      /* deleted elsewhere */
  SOTONG_EDITOR_BAR_LEFT,      /* back from the journal */
  SOTONG_EDITOR_BAR_TAKEN,     /* theirs is shown, mine is kept */
} SotongEditorBar;

struct _SotongEditorPage
{
  GtkWidget            parent_instance;
  SotongPane          *pane;            /* (weak) (nullable): through which the window is spoken to */
  SotongContext       *context;         /* (owned) */
  gint64               id;              /* 0: not stored yet */
  char                *draft;           /* (owned) (nullable): what tells it while it is not stored; see get_draft() */
  SotongContent       *base;            /* (owned) (nullable): as it is stored, as far as is known */
  SotongEditorData    *data;            /* (owned) (nullable): the lists that are shown */
  gint64               planned_at;      /* of a new one, or SOTONG_NONE */
  GCancellable        *reading;         /* (owned) (nullable) */
  GCancellable        *publishing;      /* (owned) (nullable) */
  SotongEditorPreedit *title_preedit;   /* (owned) */
  gboolean             saving;
  gboolean             save_again;      /* something was typed while it was saved */
  gboolean             closing;         /* close it when it is saved */
  gboolean             updating;
  gboolean             fresh;           /* its first reading is not shown whole: what stands behind this was typed before it: */
  int                  n_title;         /* letters of the title */
  int                  n_text;          /* and of the text, that were read */
  gboolean             shut;            /* the workspace goes away: nobody is called back */
  gboolean             publish_after;   /* asked for before it was saved */
  gint64               publish_copy;    /* the one that is then sent, or 0 for all */
  gboolean             submit_after;    /* for approval, likewise */
  gboolean             repeat_after;    /* asked for before it was known whether it can be */
  gboolean             correct_after;   /* to be sent as a correction, likewise */
  gboolean             correcting;      /* what is out is written on for a correction */
  gint64               wanted_channel;  /* whose row is gone to once the page is laid out, or 0 */
  guint                go_id;           /* of the frames that are waited for with it */
  guint                n_writing;       /* acts beside the text that were handed to the store and not answered */
  guint                n_settling;      /* texts whose input method is waited for */
  GQueue               to_load;         /* (element-type filename): files that are read one after another, as they were chosen */
  gboolean             loading;         /* one of them is being read */
  guint                autosave_id;
  SotongJournal       *journal;         /* (owned): what is not stored */
  SotongJournalEntry  *left;            /* (owned) (nullable): to be shown once the page is read */
  SotongContent       *kept;            /* (owned) (nullable): mine, while theirs is shown */
  SotongJournal       *kept_journal;    /* (owned) (nullable): which holds that */
  char                *session;         /* (owned): what is saved in it is one step of undo */
  gboolean             session_ends;    /* with the save that is under way */
  gboolean             following;       /* what is saved next goes to those that follow, too */
  gboolean             moved_there;     /* what waits on its platform has its new time there */
  GtkWidget           *asking_scope;    /* (unowned) (nullable): the question whether it does */
  SotongEditorBar      bar_kind;
  gboolean             bar_of_field;    /* it says why a field beside the content could not be written */
  gboolean             bar_of_cost;     /* it says that the planned cost is no amount */
  char                *tab_title;       /* (owned) */

  /* (unowned): template children */
  GtkWidget           *box;
  GtkWidget           *bar;
  GtkLabel            *bar_label;
  GtkButton           *bar_mine;
  GtkButton           *bar_theirs;
  SotongEditorApproval *approval;
  GtkLabel            *status;
  GtkButton           *save_button;
  GtkButton           *publish_button;
  GtkEntry            *title_entry;
  GtkWidget           *fixed_note;
  GtkWidget           *out_box;
  GtkButton           *correct_button;
  GtkDropDown         *type_list;
  GPtrArray            *type_ids;   /* (owned) (element-type utf8): of @type_list, in its order */
  GtkDropDown         *campaign_list;
  GtkDropDown         *line_list;
  GtkEntry            *cost_entry;
  GtkWidget           *cost_note;       /* why what is typed there cannot be stored */
  SotongEditorText    *text;
  GtkLabel            *text_note;
  GtkScrolledWindow   *scrolled;
  GtkBox              *copies;
  GtkLabel            *no_channels;
  GtkToggleButton     *all_channels;
  GtkDropDown         *groups;
  SotongEditorRestriction *restriction;
  SotongEditorHints   *hints;
  SotongEditorFiles   *files;
  SotongEditorSections *sections;
  GtkWidget           *history;
  GtkBox              *history_box;
};

SotongStore   *sotong_editor_page_get_store  (SotongEditorPage  *self);
SotongContent *sotong_editor_page_build      (SotongEditorPage  *self) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_editor_page_show       (SotongEditorPage  *self,
                                              SotongEditorData  *data,
                                              gboolean           keep_text);
void           sotong_editor_page_update     (SotongEditorPage  *self);
void           sotong_editor_page_show_bar   (SotongEditorPage  *self,
                                              SotongEditorBar    kind,
                                              const char        *text);
void           sotong_editor_page_queue_save (SotongEditorPage  *self);
gboolean       sotong_editor_page_is_unsaved (SotongEditorPage  *self,
                                              const SotongContent *mine);
void           sotong_editor_page_begin_journal (SotongEditorPage *self);
void           sotong_editor_page_journal_now (SotongEditorPage *self);
void           sotong_editor_page_typed      (SotongEditorPage  *self);
void           sotong_editor_page_finish_fields (SotongEditorPage *self);
void           sotong_editor_page_forget_fields (SotongEditorPage *self);
void           sotong_editor_page_leave_journal (SotongEditorPage *self);
void           sotong_editor_page_keep_apart (SotongEditorPage  *self);
void           sotong_editor_page_forget_kept (SotongEditorPage *self);
void           sotong_editor_page_restore    (SotongEditorPage  *self,
                                              const SotongContent *mine);
void           sotong_editor_page_show_left  (SotongEditorPage  *self);
void           sotong_editor_page_put_fields (SotongEditorPage  *self,
                                              const SotongContent *mine);
void           sotong_editor_page_begin_early (SotongEditorPage *self);
gboolean       sotong_editor_page_has_early  (SotongEditorPage  *self);
void           sotong_editor_page_put_early  (SotongEditorPage  *self,
                                              const char        *title,
                                              const char        *text);
void           sotong_editor_page_end_early  (SotongEditorPage  *self);
void           sotong_editor_page_put_lists  (SotongEditorPage  *self,
                                              const SotongContent *mine);
void           sotong_editor_page_name_untitled (SotongContent  *content);
SotongForm    *sotong_editor_page_ask_repeat (SotongEditorPage  *self);
void           sotong_editor_page_hints_known (SotongEditorPage *self);
gboolean       sotong_editor_page_ask_waiting (SotongEditorPage *self);
gboolean       sotong_editor_page_ask_scope  (SotongEditorPage  *self);
void           sotong_editor_page_save_scoped (SotongEditorPage *self,
                                               gboolean          following);
void           sotong_editor_page_ask_slot   (SotongEditorPage  *self,
                                              SotongEditorCopy  *row);
void           sotong_editor_page_edit_slots (SotongEditorPage  *self,
                                              SotongEditorCopy  *row);
void           sotong_editor_page_new_session (SotongEditorPage *self);
void           sotong_editor_page_publish    (SotongEditorPage  *self);
void           sotong_editor_page_look       (SotongEditorPage  *self,
                                              gint64             copy_id);
void           sotong_editor_page_ask_publish (SotongEditorPage *self);
void           sotong_editor_page_ask_publish_copy (SotongEditorPage *self,
                                                    gint64            copy_id);
void           sotong_editor_page_correct    (SotongEditorPage  *self);
void           sotong_editor_page_ask_correct (SotongEditorPage *self);
void           sotong_editor_page_ask_withdraw (SotongEditorPage *self);
void           sotong_editor_page_update_out (SotongEditorPage  *self);
void           sotong_editor_page_by_hand    (SotongEditorPage  *self,
                                              gint64             copy_id,
                                              const char        *url);
void           sotong_editor_page_settle     (SotongEditorPage  *self,
                                              gint64             copy_id,
                                              gboolean           published,
                                              const char        *url);
void           sotong_editor_page_keep_mine   (SotongEditorPage *self);
void           sotong_editor_page_take_theirs (SotongEditorPage *self);
void           sotong_editor_page_add_file      (SotongEditorPage *self,
                                                 const char       *path);
void           sotong_editor_page_remove_file   (SotongEditorPage *self,
                                                 gint64            attachment);
void           sotong_editor_page_describe_file (SotongEditorPage *self,
                                                 gint64            attachment,
                                                 const char       *text);
void           sotong_editor_page_changed    (SotongEditorPage  *self);
const char    *sotong_editor_page_get_draft  (SotongEditorPage  *self);
void           sotong_editor_page_take_fee   (SotongEditorPage  *self,
                                              gint64             contributor,
                                              gint64             fee);
void           sotong_editor_page_fold_channels (SotongEditorPage *self);
void           sotong_editor_page_go_to_wanted  (SotongEditorPage *self);
void           sotong_editor_page_show_channels (SotongEditorPage *self,
                                                 gboolean          opened);
void           sotong_editor_page_fill_groups    (SotongEditorPage *self);
void           sotong_editor_page_take_group     (SotongEditorPage *self);
void           sotong_editor_page_write      (SotongEditorPage  *self,
                                              SotongStoreJob     job,
                                              gpointer           data,
                                              GDestroyNotify     data_free);

/* The lists to choose from: what was read, and what is chosen of it. */
void           sotong_editor_page_blank_lists     (SotongEditorPage *self);
void           sotong_editor_page_fill_types      (SotongEditorPage *self,
                                                   GPtrArray        *types);
void           sotong_editor_page_show_types      (SotongEditorPage *self,
                                                   GPtrArray        *types);
void           sotong_editor_page_choose_type     (SotongEditorPage *self,
                                                   const char       *type);
const char    *sotong_editor_page_chosen_type     (SotongEditorPage *self);
void           sotong_editor_page_fill_campaigns  (SotongEditorPage *self,
                                                   gint64            chosen);
gint64         sotong_editor_page_chosen_campaign (SotongEditorPage *self);
const char    *sotong_editor_page_campaign_name   (SotongEditorPage *self,
                                                   gint64            id);
void           sotong_editor_page_fill_lines      (SotongEditorPage *self,
                                                   gint64            chosen);
gint64         sotong_editor_page_chosen_line     (SotongEditorPage *self);
const SotongChannel *sotong_editor_page_find_channel (SotongEditorPage *self,
                                                   gint64            id);
const char    *sotong_editor_page_platform_name   (SotongEditorPage *self,
                                                   gint64            id);

/* The rows of the channels. */
gboolean       sotong_editor_page_make_copies     (SotongEditorPage *self,
                                                   GPtrArray        *channels);
void           sotong_editor_page_fill_copies     (SotongEditorPage *self,
                                                   gboolean          keep);
void           sotong_editor_page_name_copies     (SotongEditorPage *self,
                                                   SotongContent    *mine);
gboolean       sotong_editor_page_can_publish     (SotongEditorPage *self);

void           sotong_editor_page_update_counts   (SotongEditorPage *self);

/* The planned cost. */
gboolean       sotong_editor_page_cost_is_wrong   (SotongEditorPage *self);
void           sotong_editor_page_build_cost      (SotongEditorPage *self,
                                                   SotongContent    *content);
void           sotong_editor_page_update_cost     (SotongEditorPage *self);
void           sotong_editor_page_refuse_cost     (SotongEditorPage *self);
guint          sotong_editor_page_collect_cost    (SotongEditorPage *self,
                                                   GVariantBuilder  *fields);
void           sotong_editor_page_restore_cost    (SotongEditorPage *self,
                                                   GVariant         *fields);
void           sotong_editor_page_forget_cost     (SotongEditorPage *self);
G_END_DECLS
