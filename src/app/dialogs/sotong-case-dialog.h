/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/sotong-context.h"
#include "store/sotong-case.h"
#include "store/sotong-mention.h"

G_BEGIN_DECLS
void sotong_case_dialog_present (GtkWindow           *parent,
                                 SotongContext       *context,
                                 const SotongMention *mention);
void sotong_case_dialog_edit    (GtkWindow           *parent,
                                 SotongContext       *context,
                                 const SotongCase    *shown);
void sotong_case_dialog_close   (GtkWindow           *parent,
                                 SotongContext       *context,
                                 const SotongCase    *shown);
G_END_DECLS
