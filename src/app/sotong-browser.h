/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
/* Opens a page in place of the desktop; with an error where that cannot be done. */
typedef gboolean (*SotongOpenFunc) (GtkWindow   *window,
                                    const char  *url,
                                    GError     **error);

/* @sentence: that no browser could be opened, why, and what to do now; the address is in the clipboard. */
typedef void (*SotongNoBrowserFunc) (const char *sentence,
                                     gpointer    user_data);

void sotong_browser_open       (GtkWidget           *widget,
                                const char          *url);
void sotong_browser_open_full  (GtkWidget           *widget,
                                const char          *url,
                                SotongNoBrowserFunc  failed,
                                gpointer             user_data,
                                GDestroyNotify       destroy);
void sotong_browser_follow     (GtkLinkButton       *link);
void sotong_browser_set_opener (SotongOpenFunc       open);
G_END_DECLS
