/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"

G_BEGIN_DECLS
/* A time in which nothing goes out by itself. */
typedef struct {
  gint64  id;
  gint64  started_at;
  char   *account;  /* the desktop account that acted */
  char   *reason;
  gint64  n_held;   /* copies that are held */
  gint64  n_there;  /* copies that wait for their time on their platforms, where no hold keeps them back */
  char   *there;    /* their channels, in quotes, separated by commas; "" */
} SotongHold;

gboolean    sotong_state_is_planned (SotongState  state);
void        sotong_hold_free   (SotongHold  *hold);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongHold, sotong_hold_free)

gboolean    sotong_hold_is_on  (SotongDb    *db,
                                gboolean    *out_on,
                                GError     **error);
SotongHold *sotong_hold_get    (SotongDb    *db,
                                GError     **error);
char       *sotong_hold_describe_there (const SotongHold *hold) G_GNUC_WARN_UNUSED_RESULT;
int         sotong_hold_start  (SotongDb    *db,
                                const char  *reason,
                                GError     **error);
gboolean    sotong_hold_take   (SotongDb    *db,
                                gint64       copy_id,
                                GError     **error);
gboolean    sotong_hold_end    (SotongDb    *db,
                                GError     **error);
G_END_DECLS
