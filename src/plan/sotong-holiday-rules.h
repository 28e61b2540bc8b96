/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* The years of which the program knows the holidays. */
#define SOTONG_HOLIDAY_FIRST_YEAR 2010
#define SOTONG_HOLIDAY_LAST_YEAR  2050

typedef enum {
  SOTONG_HOLIDAY_REGULAR,
  SOTONG_HOLIDAY_SUBSTITUTE,  /* in place of one that fell on a day off */
  SOTONG_HOLIDAY_TEMPORARY,   /* the government's, for once */
  SOTONG_HOLIDAY_ELECTION,
  SOTONG_HOLIDAY_OWN,         /* the office's */
  SOTONG_N_HOLIDAY_KINDS,
} SotongHolidayKind;

/* A holiday as the rules give it. */
typedef struct {
  gint64             day;    /* counted from 1970-01-01 */
  const char        *name;   /* (translatable): of a substitute, what it stands for */
  SotongHolidayKind  kind;
  gboolean           lunar;  /* its date is one of the lunar calendar */
} SotongHolidayRuleDay;

const SotongHolidayRuleDay *sotong_holiday_rules_list (int    year,
                                                       guint *out_n);
SotongHolidayRuleDay       *sotong_holiday_rules_list_with (int           year,
                                                            const gint64 *declared,
                                                            guint         n_declared,
                                                            guint        *out_n) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
