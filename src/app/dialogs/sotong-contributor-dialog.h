/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/sotong-window.h"
#include "store/sotong-contributor.h"
#include "store/sotong-link-rule.h"

G_BEGIN_DECLS
/* Called with the id of what was saved. */
typedef void (*SotongDialogSavedFunc) (gint64   id,
                                       gpointer user_data);

void sotong_contributor_dialog_present (GtkWindow               *parent,
                                        SotongContext           *context,
                                        const SotongContributor *contributor,
                                        gint64                   content,
                                        SotongDialogSavedFunc    saved,
                                        GObject                 *owner);
void sotong_contributor_dialog_take_up (SotongWindow            *window);
void sotong_link_rule_dialog_present   (GtkWindow               *parent,
                                        SotongContext           *context,
                                        const SotongLinkRule    *rule);
G_END_DECLS
