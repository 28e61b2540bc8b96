/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "plan/sotong-journal-entry.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_JOURNAL (sotong_journal_get_type ())
G_DECLARE_FINAL_TYPE (SotongJournal, sotong_journal, SOTONG, JOURNAL, GObject)

SotongJournal *sotong_journal_new         (const char     *folder) G_GNUC_WARN_UNUSED_RESULT;
const char    *sotong_journal_get_path    (SotongJournal  *self);
void           sotong_journal_adopt       (SotongJournal  *self,
                                           const char     *path);
void           sotong_journal_set_fields  (SotongJournal  *self,
                                           GVariant       *fields);
void           sotong_journal_put         (SotongJournal  *self,
                                           SotongContent  *content);
void           sotong_journal_leave       (SotongJournal  *self,
                                           SotongContent  *content);
void           sotong_journal_drop        (SotongJournal  *self);
const char    *sotong_journal_get_problem (SotongJournal  *self);
G_END_DECLS
