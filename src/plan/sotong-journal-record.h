/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"

G_BEGIN_DECLS
/* What is typed in fields beside a content, by their keys. */
#define SOTONG_JOURNAL_FIELDS "a{ss}"

/* What changed of a content that is being written. */
GByteArray *sotong_journal_record_new   (const SotongContent *before,
                                         const SotongContent *now,
                                         GVariant            *fields,
                                         gint64               at,
                                         gboolean             owned) G_GNUC_WARN_UNUSED_RESULT;
gsize       sotong_journal_record_apply (const char          *data,
                                         gsize                length,
                                         SotongContent       *content,
                                         GVariant           **fields,
                                         gint64              *out_at,
                                         gboolean            *out_owned);
G_END_DECLS
