/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
typedef void (*SotongSealGo) (gpointer user_data);

void sotong_seal_question_ask (SotongPane     *pane,
                               GArray         *contents,
                               SotongSealGo    go,
                               gpointer        user_data,
                               GDestroyNotify  destroy);
G_END_DECLS
