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
double bench_peer_convert    (const char *folder,
                              const char *file,
                              const char *from,
                              const char *to);
double bench_peer_openpyxl   (const char *folder,
                              int         n);
char  *bench_peer_csv        (const char *folder,
                              int         n);
G_END_DECLS
