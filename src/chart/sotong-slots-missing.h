/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-slots.h"

G_BEGIN_DECLS
/* What a chart of times lacks: which source was not read, in which slots. Told before the slots are drawn, never after. */
void        sotong_slots_add_missing   (SotongSlots *self,
                                        const char  *name,
                                        gint64       start,
                                        gint64       end);
guint       sotong_slots_get_n_missing (SotongSlots *self);
const char *sotong_slots_get_missing   (SotongSlots *self,
                                        guint        nth,
                                        gsize       *out_first,
                                        gsize       *out_last);
char       *sotong_slots_name_missing  (SotongSlots *self,
                                        gsize        index) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
