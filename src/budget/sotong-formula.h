/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
#define SOTONG_FORMULA_ERROR (sotong_formula_error_quark ())

/**
 * SotongFormulaError:
 * @SOTONG_FORMULA_ERROR_SYNTAX: not written as a basis of calculation
 * @SOTONG_FORMULA_ERROR_OVERFLOW: a number or the product does not fit 64 bits
 */
typedef enum {
  SOTONG_FORMULA_ERROR_SYNTAX,
  SOTONG_FORMULA_ERROR_OVERFLOW,
} SotongFormulaError;
GQuark sotong_formula_error_quark (void);

/* "*500건" */
typedef struct {
  gint64  quantity;
  char   *unit;       /* 건, 회, 명, 개월, ... */
} SotongFactor;

/* 산출식: a unit price in won times any number of quantities; none for a lump sum. */
typedef struct {
  gint64     unit_price;
  GPtrArray *factors;    /* (element-type SotongFactor) */
  char      *note;       /* "250P/500부", which is not arithmetic; "" if none */
  gint64     amount;     /* won: the product */
} SotongFormula;

SotongFormula *sotong_formula_parse     (const char           *text,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_formula_free      (SotongFormula        *self);
char          *sotong_formula_to_string (const SotongFormula  *self) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongFormula, sotong_formula_free)
G_END_DECLS
