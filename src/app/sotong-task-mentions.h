/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"
#include "store/sotong-purge.h"

G_BEGIN_DECLS
void sotong_task_export_mentions    (SotongWindow             *window,
                                     const SotongMentionQuery *query,
                                     gboolean                  with_authors);
void sotong_task_export_mentions_to (SotongWindow             *window,
                                     const SotongMentionQuery *query,
                                     gboolean                  with_authors,
                                     const char               *path);
void sotong_task_purge              (SotongWindow             *window,
                                     GtkWindow                *parent,
                                     const SotongPurge        *purge);
G_END_DECLS
