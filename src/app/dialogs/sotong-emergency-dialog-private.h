/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/dialogs/sotong-emergency-data.h"
#include "app/dialogs/sotong-emergency-dialog.h"
#include "app/dialogs/sotong-emergency-row.h"
#include "plan/sotong-journal-entry.h"
#include "plan/sotong-journal.h"

G_BEGIN_DECLS
struct _SotongEmergencyDialog
{
  AdwWindow            parent_instance;
  SotongWindow        *window;       /* (unowned): the parent, which lives longer */
  SotongContext       *context;      /* (owned) */
  GCancellable        *cancellable;  /* (owned) (nullable): of the last question */
  gulong               changed_id;
  guint                tick_id;
  SotongEmergencyData *data;         /* (owned) (nullable) */
  GPtrArray           *texts;        /* (owned) (nullable) (element-type SotongEmergencyText): what the rows show */
  GHashTable          *failures;     /* (owned) (element-type utf8 utf8): why a channel refused, by its name */
  GHashTable          *doubts;       /* (owned) (element-type utf8 utf8): what is to be looked at where it is out, as that it is perhaps out twice, by the channel's name */
  SotongJournal       *journal;      /* (owned) (nullable): of what is typed and not composed; once it was looked for what was left */
  SotongJournalEntry  *left;         /* (owned) (nullable): older words, which are kept and not put back by themselves */
  char                *filled;       /* (owned) (nullable): the detection that was filled in for a person, who typed none */
  gint64               since;        /* seconds since 1970 UTC: when a person began to write, before it was started; 0: not known */
  gint64               edited_at;    /* likewise: when they wrote last; 0: never */
  gint64               read_content; /* whose words stand in the rows; 0: nobody's */
  gboolean             changed;      /* a person changed something since it was read or composed */
  gboolean             looked;       /* for what was left of the screen */
  gboolean             filling;
  gboolean             busy;         /* something is being written or sent */
  gboolean             ending;       /* its end was asked for here: then the screen goes with it */

  /* (unowned) */
  AdwToastOverlay     *toasts;
  GtkLabel            *watch;
  GtkLabel            *marks;
  GtkInfoBar          *problem_bar;
  GtkLabel            *problem;
  GtkInfoBar          *back_bar;    /* what is back from the journal */
  GtkLabel            *back_label;
  GtkWidget           *put_back;    /* older words */
  GtkWidget           *discard;
  GtkInfoBar          *there_bar;   /* what goes out in spite of the hold */
  GtkLabel            *there_label;
  GtkWidget           *take_back;
  GtkInfoBar          *ratify_bar;
  GtkLabel            *ratify_label;
  GtkWidget           *body;
  GtkWidget           *kind;
  GtkWidget           *detected;
  GtkWidget           *language;
  GtkWidget           *actor;
  GtkWidget           *fields[SOTONG_N_EMERGENCY_FIELDS];
  GtkDropDown         *group;
  GtkListBox          *list;
  GtkLabel            *preview_title;
  GtkLabel            *preview;
  GtkLabel            *needed;
  GtkWidget           *start;
  GtkWidget           *save;
  GtkWidget           *publish;
  GtkWidget           *end;
};

/* What fills the window: sotong-emergency-build.c */
void                          sotong_emergency_dialog_build       (SotongEmergencyDialog *self);

/* What is shown: sotong-emergency-dialog.c */
void                          sotong_emergency_dialog_update      (SotongEmergencyDialog *self);
void                          sotong_emergency_dialog_focus_needed (SotongEmergencyDialog *self);
void                          sotong_emergency_dialog_fail        (SotongEmergencyDialog *self,
                                                                   const char            *message);
void                          sotong_emergency_dialog_set_busy    (SotongEmergencyDialog *self,
                                                                   gboolean               busy);
void                          sotong_emergency_dialog_edited      (SotongEmergencyDialog *self);
void                          sotong_emergency_dialog_choose_group (SotongEmergencyDialog *self);
void                          sotong_emergency_dialog_show_preview (SotongEmergencyDialog *self);
const SotongEmergencyWording *sotong_emergency_dialog_get_wording (SotongEmergencyDialog *self);
gint64                        sotong_emergency_dialog_get_actor   (SotongEmergencyDialog *self);
char                        **sotong_emergency_dialog_dup_fields  (SotongEmergencyDialog *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean                      sotong_emergency_dialog_is_open     (SotongEmergencyDialog *self);
gboolean                      sotong_emergency_dialog_is_korean   (SotongEmergencyDialog *self);
GPtrArray                    *sotong_emergency_dialog_list_chosen (SotongEmergencyDialog *self) G_GNUC_WARN_UNUSED_RESULT;

/* What outlives a killed program: sotong-emergency-journal.c */
void                          sotong_emergency_dialog_find_left   (SotongEmergencyDialog *self);
void                          sotong_emergency_dialog_write_down  (SotongEmergencyDialog *self);
void                          sotong_emergency_dialog_leave_left  (SotongEmergencyDialog *self);
void                          sotong_emergency_dialog_forget_detection (SotongEmergencyDialog *self);
void                          sotong_emergency_dialog_put_back    (SotongEmergencyDialog *self);
void                          sotong_emergency_dialog_ask_discard (SotongEmergencyDialog *self);

/* What is done: sotong-emergency-acts.c */
void                          sotong_emergency_dialog_start       (SotongEmergencyDialog *self);
void                          sotong_emergency_dialog_save        (SotongEmergencyDialog *self);
void                          sotong_emergency_dialog_ask_publish (SotongEmergencyDialog *self);
void                          sotong_emergency_dialog_ask_ratify  (SotongEmergencyDialog *self);
void                          sotong_emergency_dialog_end         (SotongEmergencyDialog *self);
void                          sotong_emergency_dialog_take_back   (SotongEmergencyDialog *self);
G_END_DECLS
