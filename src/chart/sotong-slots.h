/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "util/sotong-time.h"
#include <glib-object.h>

G_BEGIN_DECLS
typedef enum {
  SOTONG_SLOT_GAP       = 1 << 0,  /* nothing is known of it */
  SOTONG_SLOT_PARTIAL   = 1 << 1,  /* not over yet, or covered in part */
  SOTONG_SLOT_CORRECTED = 1 << 2,  /* its figures were changed by a person */
  SOTONG_SLOT_SUM       = 1 << 3,  /* what those before it come to */
  SOTONG_SLOT_COMING    = 1 << 4,  /* still to come: nobody missed it */
  SOTONG_SLOT_OUTSIDE   = 1 << 5,  /* of a grid, what has no place in the time that is shown */
} SotongSlotFlags;

#define SOTONG_TYPE_SLOTS (sotong_slots_get_type ())
G_DECLARE_FINAL_TYPE (SotongSlots, sotong_slots, SOTONG, SLOTS, GObject)

/* What lies along x: the buckets of a time range, plain numbers, or things that have names. They never change and may be shared by charts. */
SotongSlots *sotong_slots_new_time       (const gint64          *starts,
                                          const SotongSlotFlags *flags,
                                          gsize                  n_slots,
                                          SotongBucket           bucket,
                                          GTimeZone             *zone) G_GNUC_WARN_UNUSED_RESULT;
SotongSlots *sotong_slots_new_numbers    (gsize                  n_slots) G_GNUC_WARN_UNUSED_RESULT;
SotongSlots *sotong_slots_new_places     (double                *places,
                                          gsize                  n_slots) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_slots_set_apart      (SotongSlots           *self,
                                          gint64                 offset);
gboolean     sotong_slots_are_apart      (SotongSlots           *self);
void         sotong_slots_add_flag       (SotongSlots           *self,
                                          gsize                  index,
                                          SotongSlotFlags        flag);
gboolean     sotong_slots_are_years      (SotongSlots           *self);
SotongSlots *sotong_slots_new_names      (const char * const    *names,
                                          const SotongSlotFlags *flags,
                                          gsize                  n_slots) G_GNUC_WARN_UNUSED_RESULT;
const char  *sotong_slots_get_name       (SotongSlots           *self,
                                          gsize                  index);
double       sotong_slots_get_middle     (SotongSlots           *self,
                                          gsize                  index);
gsize        sotong_slots_get_length     (SotongSlots           *self);
gboolean     sotong_slots_is_time        (SotongSlots           *self);
gboolean     sotong_slots_has_names      (SotongSlots           *self);
SotongBucket sotong_slots_get_bucket     (SotongSlots           *self);
GTimeZone   *sotong_slots_get_zone       (SotongSlots           *self);
double       sotong_slots_get_left       (SotongSlots           *self,
                                          gsize                  index);
double       sotong_slots_get_right      (SotongSlots           *self,
                                          gsize                  index);
double       sotong_slots_get_start      (SotongSlots           *self,
                                          gsize                  index);
double       sotong_slots_get_end        (SotongSlots           *self,
                                          gsize                  index);
SotongSlotFlags sotong_slots_get_flags   (SotongSlots           *self,
                                          gsize                  index);
gsize        sotong_slots_count          (SotongSlots           *self,
                                          SotongSlotFlags        flag);
gboolean     sotong_slots_next_run       (SotongSlots           *self,
                                          SotongSlotFlags        flag,
                                          gsize                  last,
                                          gsize                 *from,
                                          gsize                 *to);
gboolean     sotong_slots_find           (SotongSlots           *self,
                                          double                 x,
                                          gsize                 *out_index);
G_END_DECLS
