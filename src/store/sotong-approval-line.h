/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
#define SOTONG_APPROVAL_MAX_STEPS 12

/* What somebody is asked for on the way of a content, in the order of the way. */
typedef enum {
  SOTONG_STEP_DRAFT,        /* 기안: who submitted it */
  SOTONG_STEP_REVIEW,       /* 검토 */
  SOTONG_STEP_COOPERATION,  /* 협조 */
  SOTONG_STEP_DELEGATED,    /* 전결: decides in place of those after it */
  SOTONG_STEP_DECISION,     /* 결재 */
  SOTONG_N_STEP_KINDS,
} SotongStepKind;

const char *sotong_step_kind_get_name  (SotongStepKind  kind);
const char *sotong_step_kind_get_label (SotongStepKind  kind);
gboolean    sotong_step_kind_from_name (const char     *name,
                                        SotongStepKind *out_kind);

/* A step of a line. */
typedef struct {
  SotongStepKind kind;
  gint64         person_id;
  char          *person;     /* name and role; filled when read */
} SotongLineStep;

/* The way that contents of a type take to their decision. */
typedef struct {
  char      *type;           /* blog-post, ...; "" for the types without a line of their own */
  GPtrArray *steps;          /* (element-type SotongLineStep) */
} SotongApprovalLine;

SotongApprovalLine *sotong_approval_line_new   (const char                *type) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_approval_line_free  (SotongApprovalLine        *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongApprovalLine, sotong_approval_line_free)

void                sotong_approval_line_add   (SotongApprovalLine        *line,
                                                SotongStepKind             kind,
                                                gint64                     person_id,
                                                const char                *person);
gboolean            sotong_approval_line_parse (SotongDb                  *db,
                                                SotongApprovalLine        *line,
                                                const char                *text,
                                                GError                   **error);
gboolean            sotong_approval_line_insert (SotongDb                *db,
                                                const SotongApprovalLine  *line,
                                                GError                   **error);
gboolean            sotong_approval_line_set   (SotongDb                  *db,
                                                const SotongApprovalLine  *line,
                                                GError                   **error);
GPtrArray          *sotong_approval_line_list  (SotongDb                  *db,
                                                GError                   **error);
SotongApprovalLine *sotong_approval_line_find  (SotongDb                  *db,
                                                const char                *type,
                                                GError                   **error);
G_END_DECLS
