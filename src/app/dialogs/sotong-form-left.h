/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-store.h"

G_BEGIN_DECLS
void sotong_form_left_tidy (SotongStore *store);
G_END_DECLS
