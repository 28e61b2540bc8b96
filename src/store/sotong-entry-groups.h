/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"

G_BEGIN_DECLS
/* Which entries a person sees as one: the copies of a content that stand at one time, or went out one after another. */
typedef struct _SotongEntryGroups SotongEntryGroups;

SotongEntryGroups *sotong_entry_groups_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void               sotong_entry_groups_free (SotongEntryGroups  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongEntryGroups, sotong_entry_groups_free)

gpointer          *sotong_entry_groups_find (SotongEntryGroups  *self,
                                             const SotongEntry  *entry,
                                             gint64              day) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
