/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/sotong-context.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PEOPLE_DIALOG (sotong_people_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SotongPeopleDialog, sotong_people_dialog, SOTONG, PEOPLE_DIALOG, AdwPreferencesWindow)

GtkWidget *sotong_people_dialog_new (GtkWindow     *parent,
                                     SotongContext *context);
G_END_DECLS
