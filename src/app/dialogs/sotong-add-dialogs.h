/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/sotong-context.h"

G_BEGIN_DECLS
void sotong_add_channel_present  (GtkWindow     *parent,
                                  SotongContext *context);
void sotong_add_topic_present    (GtkWindow     *parent,
                                  SotongContext *context);
G_END_DECLS
