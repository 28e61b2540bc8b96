/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_APPROVAL_PANE (sotong_approval_pane_get_type ())
G_DECLARE_FINAL_TYPE (SotongApprovalPane, sotong_approval_pane, SOTONG, APPROVAL_PANE, SotongPane)
G_END_DECLS
