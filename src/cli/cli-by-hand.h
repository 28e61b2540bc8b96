/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"

G_BEGIN_DECLS
/* What “publish” is told of a post that a person has put on a platform. Begins as zeroes. */
typedef struct {
  gint64    copy_id;
  char     *url;    /* (owned) (nullable) */
  gboolean  check;  /* ask whether the address answers */
} SotongCliByHand;

void sotong_cli_by_hand_clear (SotongCliByHand       *hand);
int  sotong_cli_by_hand       (SotongCli             *cli,
                               const SotongCliByHand *hand,
                               gboolean               mixed);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongCliByHand, sotong_cli_by_hand_clear)
G_END_DECLS
