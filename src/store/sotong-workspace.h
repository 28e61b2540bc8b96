/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
gboolean  sotong_workspace_found (SotongDb    *db,
                                  GError     **error);
char     *sotong_workspace_get   (SotongDb    *db,
                                  const char  *name,
                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_workspace_read  (SotongDb    *db,
                                  const char  *name,
                                  char       **out_value,
                                  GError     **error);
gboolean  sotong_workspace_set   (SotongDb    *db,
                                  const char  *name,
                                  const char  *value,
                                  GError     **error);
gboolean  sotong_workspace_claim_publisher (SotongDb  *db,
                                            GError   **error);
gboolean  sotong_workspace_is_publisher    (SotongDb  *db,
                                            char     **out_other,
                                            GError   **error);
gboolean  sotong_workspace_is_original     (SotongDb  *db,
                                            char     **out_other,
                                            GError   **error);
gboolean  sotong_workspace_note_publisher  (SotongDb  *db,
                                            GError   **error);
G_END_DECLS
