/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
const char *sotong_ledger_read_amount (const char *text,
                                       gboolean    may_be_less,
                                       gint64     *out_won);
G_END_DECLS
