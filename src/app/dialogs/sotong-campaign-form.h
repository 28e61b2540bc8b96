/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
void sotong_campaign_form_present (SotongPane *pane,
                                   gint64      campaign);
G_END_DECLS
