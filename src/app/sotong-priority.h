/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

/* For what a pane shows in slices, each short, that a person waits for: after events and GTK's layout, before the next frame. At an
 * idle's own priority it would never have its turn where each frame takes longer than it lasts, as beside a spinner on a slow
 * machine without a graphics card. */
#define SOTONG_PRIORITY_BEFORE_FRAME (GDK_PRIORITY_REDRAW - 5)
