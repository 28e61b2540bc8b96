/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "plan/sotong-journal-entry.h"

G_BEGIN_DECLS
gpointer sotong_editor_journal_job (SotongDb      *db,
                                    gpointer       folder,
                                    GCancellable  *cancellable,
                                    GError       **error);
G_END_DECLS
