/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
gboolean sotong_payee_kind_read  (const char  *text,
                                  const char **out_kind);
gboolean sotong_payee_kind_check (const char  *kind,
                                  GError     **error);
gint64   sotong_payee_mark       (SotongDb    *db,
                                  const char  *payee,
                                  const char  *kind,
                                  GError     **error);
G_END_DECLS
