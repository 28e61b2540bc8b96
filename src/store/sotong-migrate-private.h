/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db-private.h"

G_BEGIN_DECLS
#define SOTONG_APPLICATION_ID 0x53544e47 /* "STNG" */

/* Steps[i] takes a workspace of version i to version i + 1. */
int      sotong_migrate_n_steps (void);
gboolean sotong_migrate_inspect (const char          *path,
                                 GError             **error);
gboolean sotong_migrate_run     (SotongDb            *db,
                                 const char * const  *steps,
                                 int                  n_steps,
                                 GError             **error);
gboolean sotong_migrate_to_newest (SotongDb          *db,
                                   GError           **error);
G_END_DECLS
