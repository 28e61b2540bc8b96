/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* The blanks of a wording. */
typedef enum {
  SOTONG_EMERGENCY_WHAT,
  SOTONG_EMERGENCY_WHERE,
  SOTONG_EMERGENCY_WHEN,
  SOTONG_EMERGENCY_DO,       /* what people shall do */
  SOTONG_EMERGENCY_SHELTER,
  SOTONG_N_EMERGENCY_FIELDS,
} SotongEmergencyField;

#define SOTONG_EMERGENCY_FIELD_MAX 1000 /* bytes of what is filled in: a longer one is refused, never cut */

const char *sotong_emergency_field_get_name (SotongEmergencyField  field);
const char *sotong_emergency_field_get_label (SotongEmergencyField field);

/* What is written for a kind of emergency. Static. */
typedef struct _SotongEmergencyWording SotongEmergencyWording;

const SotongEmergencyWording *sotong_emergency_wording_get       (const char                   *kind);
const SotongEmergencyWording *sotong_emergency_wording_get_nth   (guint                         i);
const char                   *sotong_emergency_wording_get_kind  (const SotongEmergencyWording *self);
const char                   *sotong_emergency_wording_get_label (const SotongEmergencyWording *self);
gboolean                      sotong_emergency_wording_needs     (const SotongEmergencyWording *self,
                                                                  SotongEmergencyField          field);
int                           sotong_emergency_wording_find_missing (const SotongEmergencyWording *self,
                                                                  const char * const           *fields);
char                         *sotong_emergency_wording_title     (const SotongEmergencyWording *self,
                                                                  gboolean                      korean,
                                                                  const char * const           *fields) G_GNUC_WARN_UNUSED_RESULT;
char                         *sotong_emergency_wording_write     (const SotongEmergencyWording *self,
                                                                  gboolean                      korean,
                                                                  gboolean                      brief,
                                                                  const char * const           *fields) G_GNUC_WARN_UNUSED_RESULT;
gboolean                      sotong_emergency_wording_read      (const char                   *text,
                                                                  gboolean                     *out_korean,
                                                                  char                        **out_fields);
G_END_DECLS
