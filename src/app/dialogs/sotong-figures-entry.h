/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/dialogs/sotong-figures-data.h"
#include "app/sotong-context.h"

G_BEGIN_DECLS
void sotong_figures_entry_present (GtkWindow               *parent,
                                   SotongContext           *context,
                                   const SotongFiguresData *data);
G_END_DECLS
