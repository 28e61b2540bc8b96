/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
typedef void (*SotongSeriesGo) (gboolean following,
                                gpointer user_data);

void sotong_series_question_ask (SotongPane     *pane,
                                 gint64          content,
                                 const char     *heading,
                                 SotongSeriesGo  go,
                                 gpointer        user_data,
                                 GDestroyNotify  destroy);
G_END_DECLS
