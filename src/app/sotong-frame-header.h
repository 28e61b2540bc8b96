/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <libpanel.h>

G_BEGIN_DECLS
#define SOTONG_TYPE_FRAME_HEADER (sotong_frame_header_get_type ())
G_DECLARE_FINAL_TYPE (SotongFrameHeader, sotong_frame_header, SOTONG, FRAME_HEADER, GtkWidget)

GtkWidget *sotong_frame_header_new (void) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
