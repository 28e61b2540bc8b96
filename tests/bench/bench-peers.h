/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* Others that do the same work, in the same run: seconds of CPU, or less than 0 where they are not installed. */
double bench_peer_libical    (const char *folder,
                              int         n);
double bench_peer_python     (const char *folder,
                              int         n);
double bench_peer_libreoffice (const char *folder,
                               const char *sheet,
                               double     *out_start);
G_END_DECLS
