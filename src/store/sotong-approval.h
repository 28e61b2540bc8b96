/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-approval-line.h"
#include "store/sotong-content.h"
#include "store/sotong-seal.h"

G_BEGIN_DECLS
/* What a person does to a content on its way to approval. */
typedef enum {
  SOTONG_ACT_SUBMIT,
  SOTONG_ACT_APPROVE,
  SOTONG_ACT_RETURN,
  SOTONG_ACT_COOPERATE,  /* asks somebody else first */
  SOTONG_ACT_RECALL,
  SOTONG_N_ACTS,
} SotongApprovalActKind;

typedef struct {
  SotongApprovalActKind kind;
  gint64                content_id;
  gint64                person_id;  /* who acts; 0: for whom the desktop account acts */
  gint64                step_id;    /* the step that the person saw as the next; 0: whatever is */
  gint64                other_id;   /* of whom cooperation is asked */
  const char           *reason;     /* (nullable): needed to return */
} SotongApprovalAct;

/* A step of a round, done or to be done. */
typedef struct {
  gint64         id;
  SotongStepKind kind;
  gint64         person_id;
  char          *person;       /* name and role */
  gint64         deputy_id;    /* who acted for the person, or SOTONG_NONE */
  char          *deputy;       /* (nullable) */
  char          *asked_by;     /* (nullable): who asked for this cooperation */
  char          *decision;     /* (nullable): approved, returned, skipped */
  char          *reason;
  gint64         at;           /* or SOTONG_NONE */
  char          *account;      /* the desktop account that acted; "" if none yet */
} SotongApprovalStep;

/* A submission and what became of it. */
typedef struct {
  gint64     id;
  int        round;
  gint64     drafter_id;
  char      *drafter;
  gint64     submitted_at;
  char      *outcome;          /* (nullable): %NULL while open; approved, returned, recalled, changed */
  gint64     closed_at;        /* or SOTONG_NONE */
  GPtrArray *steps;            /* (element-type SotongApprovalStep) */
} SotongApprovalRound;

/* A copy as it stands, and as it was the last time before. */
typedef struct {
  gint64      copy_id;
  char       *channel;
  char       *platform;
  SotongState state;
  SotongSeal  seal;
  char       *title;           /* as it goes out */
  char       *body;
  gint64      publish_at;      /* or SOTONG_NONE */
  gboolean    had_before;      /* whether the rest holds anything */
  char       *title_before;    /* (nullable) */
  char       *body_before;     /* (nullable) */
  gint64      publish_before;  /* or SOTONG_NONE */
  char       *media_before;    /* (nullable): a line a file */
} SotongApprovalCopy;

/* All that somebody needs to see to decide. */
typedef struct {
  gboolean             on;     /* whether the workspace has contents approved at all */
  gint64               content_id;
  char                *title;
  char                *type;
  char                *notes;  /* of the planner; never published */
  char                *media;  /* a line a file */
  SotongApprovalRound *round;  /* (nullable): the last one */
  char                *returned; /* (nullable): why the round before it came back, and from whom */
  GPtrArray           *copies; /* (element-type SotongApprovalCopy) */
} SotongApproval;

/* A post that goes out within so many seconds, or is late already, is near. */
#define SOTONG_APPROVAL_NEAR_S (24 * 60 * 60)

/* A line of the approval box. */
typedef struct {
  gint64         content_id;
  char          *title;
  char          *type;
  int            round;
  gint64         step_id;      /* what waits */
  SotongStepKind step;
  gint64         person_id;    /* for whom */
  char          *person;
  gboolean       deputised;    /* the person is away and the deputy may act */
  char          *drafter;
  gint64         submitted_at;
  gint64         publish_at;   /* of the copy that goes out first, or SOTONG_NONE */
  char          *channels;     /* their names */
  gint64         drafter_id;   /* who submitted it */
  gint64         owner_id;     /* whose content it is, or SOTONG_NONE */
  gint64         stand_in_id;  /* who acts for the person, who is away, or SOTONG_NONE */
} SotongApprovalItem;

void                  sotong_approval_free      (SotongApproval           *approval);
void                  sotong_approval_round_free (SotongApprovalRound     *round);
void                  sotong_approval_item_free (SotongApprovalItem       *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongApproval, sotong_approval_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongApprovalRound, sotong_approval_round_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongApprovalItem, sotong_approval_item_free)

gboolean              sotong_approval_item_is_near (const SotongApprovalItem *item,
                                                    gint64                   now);
char                 *sotong_approval_item_why_not (const SotongApprovalItem *item,
                                                    gint64                    person_id,
                                                    const char               *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean              sotong_approval_is_on     (SotongDb                 *db,
                                                 gboolean                 *out_on,
                                                 GError                  **error);
gboolean              sotong_approval_set_on    (SotongDb                 *db,
                                                 gboolean                  on,
                                                 GError                  **error);
gint64                sotong_approval_count_unsealed (SotongDb            *db,
                                                      GError             **error);
gint64                sotong_approval_count_at_stake (SotongDb            *db,
                                                      GArray              *contents,
                                                      GError             **error);
GArray               *sotong_approval_list_at_stake (SotongDb             *db,
                                                     GError              **error);
gboolean              sotong_approval_act       (SotongDb                 *db,
                                                 const SotongApprovalAct  *act,
                                                 GError                  **error);
GPtrArray            *sotong_approval_act_several (SotongDb               *db,
                                                   GArray                 *acts) G_GNUC_WARN_UNUSED_RESULT;
void                  sotong_approval_problem_free (GError                *problem);
const SotongApprovalStep *sotong_approval_round_get_next (const SotongApprovalRound *round);
gboolean              sotong_approval_is_as_submitted (SotongDb           *db,
                                                       gint64              content_id,
                                                       int                 round,
                                                       gboolean           *out_same,
                                                       GError            **error);
GPtrArray            *sotong_approval_rounds    (SotongDb                 *db,
                                                 gint64                    content_id,
                                                 GError                  **error);
SotongApproval       *sotong_approval_read      (SotongDb                 *db,
                                                 gint64                    content_id,
                                                 GError                  **error);
GPtrArray            *sotong_approval_box       (SotongDb                 *db,
                                                 gint64                    person_id,
                                                 GError                  **error);
G_END_DECLS
