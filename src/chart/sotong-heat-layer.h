/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-layer.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_HEAT_LAYER (sotong_heat_layer_get_type ())
G_DECLARE_FINAL_TYPE (SotongHeatLayer, sotong_heat_layer, SOTONG, HEAT_LAYER, SotongLayer)

/* Which slot is where in a grid. */
typedef struct {
  guint              n_rows;
  guint              n_columns;
  const gint64      *cells;    /* a slot for each, row after row; -1: none is there */
  const char *const *rows;     /* (array length=n_rows): what stands before each */
  const char *const *columns;  /* (array length=n_columns): what stands above each; %NULL: nothing */
  gboolean           square;   /* cells are not stretched */
  guint              block;    /* so many columns belong together and stand at the beginning of a line; 0: all are one */
} SotongHeatGrid;

/* What is drawn of a mark. */
typedef enum {
  SOTONG_HEAT_TOLD  = 0,       /* nothing: read-outs tell it */
  SOTONG_HEAT_EVENT = 1 << 0,  /* a corner of the cell */
  SOTONG_HEAT_BAND  = 1 << 1,  /* a line below it */
  SOTONG_HEAT_POST  = 1 << 2,  /* a flag in it */
  SOTONG_HEAT_ROW   = 1 << 3,  /* a corner beside the name of its row */
} SotongHeatMarks;

SotongLayer *sotong_heat_layer_new  (const SotongHeatGrid *grid) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_heat_layer_mark (SotongHeatLayer      *self,
                                     gsize                 slot,
                                     SotongHeatMarks       mark,
                                     const char           *label);
G_END_DECLS
