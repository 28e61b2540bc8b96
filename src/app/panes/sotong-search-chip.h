/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/sotong-context.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_SEARCH_CHIP (sotong_search_chip_get_type ())
G_DECLARE_FINAL_TYPE (SotongSearchChip, sotong_search_chip, SOTONG, SEARCH_CHIP, GtkButton)

void sotong_search_chip_set_context (SotongSearchChip *self,
                                     SotongContext    *context);
G_END_DECLS
