/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS
typedef struct _SotongTurn SotongTurn;

SotongTurn *sotong_turn_new       (dev_t       device,
                                   ino_t       inode) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_turn_free      (SotongTurn *self);
void        sotong_turn_wait      (SotongTurn *self);
void        sotong_turn_end_wait  (SotongTurn *self);
gboolean    sotong_turn_is_wanted (SotongTurn *self);
void        sotong_turn_give      (SotongTurn *self);
G_END_DECLS
