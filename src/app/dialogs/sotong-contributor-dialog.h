/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/sotong-window.h"
#include "store/sotong-contributor.h"
#include "store/sotong-link-rule.h"

G_BEGIN_DECLS
/* Called with the id of who was saved, and the fee in won, SOTONG_NONE without one. */
typedef void (*SotongDialogSavedFunc) (gint64   id,
                                       gint64   fee,
                                       gpointer user_data);

void sotong_contributor_dialog_present (GtkWindow               *parent,
                                        SotongContext           *context,
                                        const SotongContributor *contributor,
                                        gint64                   content,
                                        const char              *draft,
                                        SotongDialogSavedFunc    saved,
                                        GObject                 *owner);
void sotong_contributor_dialog_stored  (const char              *draft,
                                        gint64                   content);
void sotong_contributor_dialog_take_up (SotongWindow            *window);
void sotong_link_rule_dialog_present   (GtkWindow               *parent,
                                        SotongContext           *context,
                                        const SotongLinkRule    *rule);
G_END_DECLS
