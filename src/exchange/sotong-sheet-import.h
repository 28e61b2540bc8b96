/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "exchange/sotong-sheet.h"
#include "store/sotong-content.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
#define SOTONG_SHEET_MAX_PROBLEMS 200  /* that are told in words; the others are counted */
#define SOTONG_SHEET_CLOCK (10 * 3600) /* the time of a post of which the sheet tells the day alone: 10:00 */

/* What an import does with a content. */
typedef enum {
  SOTONG_SHEET_ADD,
  SOTONG_SHEET_UPDATE,
  SOTONG_SHEET_SAME,   /* it is in the workspace as it is in the sheet */
  SOTONG_SHEET_KEEP,   /* it has gone out, and stays as it is */
} SotongSheetAction;

/* A content of the sheet on one channel. */
typedef struct {
  guint64     line;
  gint64      channel_id;   /* 0: on none */
  char       *channel;      /* its name, "" if none */
  char       *title;
  char       *body;         /* (nullable): the sheet does not say */
  gint64      at;           /* or SOTONG_NONE */
  gboolean    day_only;     /* the sheet tells the day alone */
  int         state;        /* draft or scheduled; -1: the sheet does not say */
  gboolean    kept;         /* it has gone out */
} SotongSheetPost;

/* A content of the sheet. What is %NULL or `SOTONG_NONE` the sheet does not say. */
typedef struct {
  char              *key;
  GPtrArray         *posts;        /* (element-type SotongSheetPost): one at least */
  char              *type;
  char              *tags;
  gint64             campaign_id;
  gint64             owner_id;
  gint64             cost_planned; /* won */
  gint64             cost_final;   /* won */
  gint64             content_id;   /* 0: a new one */
  gboolean           new_key;      /* the content is to be known by @key from now on */
  SotongSheetAction  action;
} SotongSheetItem;

/* Something that is wrong in the sheet, or that is worth a look. */
typedef struct {
  guint64  line;     /* 0: it concerns the whole sheet */
  int      column;   /* -1: the whole line */
  char    *message;  /* a sentence without the place */
} SotongSheetProblem;

/* What an import would do, or did. */
typedef struct {
  GPtrArray *items;       /* (element-type SotongSheetItem) */
  GPtrArray *problems;    /* (element-type SotongSheetProblem): the first of them */
  gint64     n_problems;  /* if there is any, nothing is written */
  GPtrArray *notes;       /* (element-type SotongSheetProblem): what is imported, but perhaps not as it is meant; the first of them */
  gint64     n_notes;
  gint64     n_rows;
  gint64     counts[4];   /* of posts, by SotongSheetAction */
  gint64     n_unapproved; /* contents whose approval or review an import ends */
} SotongSheetPlan;

/* What a person chooses besides the file. */
typedef struct {
  const char         *channel;    /* (nullable): of rows that name none */
  const char         *words;      /* (nullable): for sotong_sheet_mapping_set() */
  SotongSheetMapping *mapping;    /* (nullable): in place of what was guessed or remembered */
} SotongSheetChoice;

void             sotong_sheet_plan_free      (SotongSheetPlan           *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSheetPlan, sotong_sheet_plan_free)
char            *sotong_sheet_problem_to_text (const SotongSheetProblem *problem,
                                               const SotongSheet        *sheet) G_GNUC_WARN_UNUSED_RESULT;
const char      *sotong_sheet_action_get_name  (SotongSheetAction         action);
const char      *sotong_sheet_action_get_label (SotongSheetAction         action);

gboolean         sotong_sheet_choose_mapping (SotongDb                  *db,
                                              const SotongSheet         *sheet,
                                              const SotongSheetChoice   *choice,
                                              SotongSheetMapping        *out_mapping,
                                              GError                   **error);
SotongSheetPlan *sotong_sheet_check          (SotongDb                  *db,
                                              const SotongSheet         *sheet,
                                              const SotongSheetMapping  *mapping,
                                              const char                *channel,
                                              GCancellable              *cancellable,
                                              GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
SotongSheetPlan *sotong_sheet_import         (SotongDb                  *db,
                                              const SotongSheet         *sheet,
                                              const SotongSheetMapping  *mapping,
                                              const char                *channel,
                                              GCancellable              *cancellable,
                                              GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
