/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-table-pane.h"
#include "store/sotong-source.h"

G_BEGIN_DECLS
enum {
  SOTONG_SOURCES_VIEW_LIST,
  SOTONG_SOURCES_VIEW_RELATIVE,
  SOTONG_SOURCES_N_VIEWS,
};

char    *sotong_source_line_describe (SotongDb            *db,
                                      const SotongSource  *source) G_GNUC_WARN_UNUSED_RESULT;
gpointer sotong_sources_read_job     (SotongDb            *db,
                                      gpointer             question,
                                      GCancellable        *cancellable,
                                      GError             **error);
G_END_DECLS
