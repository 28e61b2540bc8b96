/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"

G_BEGIN_DECLS
/* A line of a template that means nothing. */
typedef struct {
  guint  line;     /* from 1 */
  char  *message;  /* (owned) what is wrong and what would be right */
} SotongTemplateProblem;

/* The office's own form of a report: title, names, approval box, logo, wording, and the order of its parts. */
typedef struct _SotongReportTemplate SotongReportTemplate;

SotongReportTemplate *sotong_report_template_parse    (const char            *text,
                                                       GPtrArray            **out_problems);
void                  sotong_report_template_check_parts (SotongReportTemplate *self,
                                                          const char           *kind,
                                                          const char * const   *others,
                                                          GPtrArray            *problems);
void                  sotong_report_template_free     (SotongReportTemplate  *self);
const char           *sotong_report_template_get_logo (SotongReportTemplate  *self);
guint                 sotong_report_template_get_logo_line (SotongReportTemplate *self);
void                  sotong_report_template_apply    (SotongReportTemplate  *self,
                                                       SotongDocument        *document,
                                                       const char            *logo);
const char           *sotong_report_template_example  (void);
gboolean              sotong_report_template_check_logo (GBytes              *png,
                                                         GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongReportTemplate, sotong_report_template_free)
G_END_DECLS
