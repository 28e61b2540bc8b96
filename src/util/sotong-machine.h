/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/* Who holds a claim: a process of one start of one machine. */
typedef struct {
  char  *machine;        /* (owned) */
  char  *boot;           /* (owned): changes at each start of the machine */
  gint64 process;
  gint64 process_start;  /* clock ticks since the start; tells apart processes of one number */
} SotongOwner;

const char        *sotong_machine_get_id    (void);
const char        *sotong_machine_get_name  (void);
const SotongOwner *sotong_owner_get_self    (void);
gboolean           sotong_owner_is_dead     (const char *machine,
                                             const char *boot,
                                             gint64      process,
                                             gint64      process_start);
G_END_DECLS
