/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
typedef enum {
  SOTONG_ALIGN_LEFT,
  SOTONG_ALIGN_CENTER,
  SOTONG_ALIGN_RIGHT,
} SotongAlign;

typedef enum {
  SOTONG_ROW_HEAD  = 1 << 0,  /* repeated on every page; not a row of the data */
  SOTONG_ROW_TOTAL = 1 << 1,  /* bold, lightly shaded */
  SOTONG_ROW_GROUP = 1 << 2,  /* begins a group: kept on a page with the two rows below it */
  SOTONG_ROW_LARGE = 1 << 3,  /* large figures, for what is read first */
} SotongRowFlags;

/* A cell of the grid; one that is spread over several is written once, at its top left. */
typedef struct {
  char       *text;       /* (owned) what is shown */
  char       *formula;    /* (owned) (nullable) how a workbook computes it: "=C{r}-B{r}", {r} being its row, {r+1} the next, {end} the last */
  gint64      value;      /* what is exported, if has_value: the number times 10^decimals */
  guint8      decimals;
  gboolean    has_value;
  gboolean    only_shown; /* exported as nothing: the "-" of a rate that does not exist */
  gboolean    bold;
  gboolean    head;       /* the head of its row: shaded */
  SotongAlign align;
  guint       column;
  guint       colspan;
  guint       rowspan;
  gint64      mention;    /* that it quotes; 0: none */
} SotongCell;

typedef struct {
  GPtrArray     *cells;  /* (owned) (element-type SotongCell) by ascending column */
  SotongRowFlags flags;
} SotongRow;

typedef struct {
  char       *title;  /* (owned) the head shown */
  char       *name;   /* (owned) (nullable) the head in a data file: 예산액_천원; %NULL: not exported */
  double      width;  /* mm */
  SotongAlign align;
} SotongColumn;

#define SOTONG_TYPE_TABLE (sotong_table_get_type ())
G_DECLARE_FINAL_TYPE (SotongTable, sotong_table, SOTONG, TABLE, GObject)

SotongTable        *sotong_table_new            (const char     *id,
                                                 const char     *caption) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_table_set_unit       (SotongTable    *self,
                                                 const char     *unit);
void                sotong_table_set_made_data  (SotongTable    *self,
                                                 gboolean        made_data);
void                sotong_table_add_column     (SotongTable    *self,
                                                 const char     *title,
                                                 const char     *name,
                                                 double          width,
                                                 SotongAlign     align);
void                sotong_table_begin_row      (SotongTable    *self,
                                                 SotongRowFlags  flags);
void                sotong_table_add_text       (SotongTable    *self,
                                                 const char     *text);
void                sotong_table_add_number     (SotongTable    *self,
                                                 gint64          value,
                                                 const char     *text);
void                sotong_table_add_decimal    (SotongTable    *self,
                                                 gint64          value,
                                                 guint           decimals,
                                                 const char     *text);
void                sotong_table_add_blank      (SotongTable    *self);
void                sotong_table_add_shown      (SotongTable    *self,
                                                 const char     *text);
void                sotong_table_add_won        (SotongTable    *self,
                                                 gint64          won);
void                sotong_table_span           (SotongTable    *self,
                                                 guint           colspan,
                                                 guint           rowspan);
void                sotong_table_set_align      (SotongTable    *self,
                                                 SotongAlign     align);
void                sotong_table_set_head       (SotongTable    *self);
void                sotong_table_set_formula    (SotongTable    *self,
                                                 const char     *formula);
void                sotong_table_set_bold       (SotongTable    *self,
                                                 gboolean        bold);
void                sotong_table_set_mention    (SotongTable    *self,
                                                 gint64          mention_id);
const char         *sotong_table_get_id         (SotongTable    *self);
const char         *sotong_table_get_caption    (SotongTable    *self);
const char         *sotong_table_get_unit       (SotongTable    *self);
gboolean            sotong_table_get_made_data  (SotongTable    *self);
guint               sotong_table_get_n_columns  (SotongTable    *self);
const SotongColumn *sotong_table_get_column     (SotongTable    *self,
                                                 guint           column);
guint               sotong_table_get_n_rows     (SotongTable    *self);
guint               sotong_table_get_n_heads    (SotongTable    *self);
const SotongRow    *sotong_table_get_row        (SotongTable    *self,
                                                 guint           row);
const SotongCell   *sotong_table_get_cell       (SotongTable    *self,
                                                 guint           row,
                                                 guint           column);
G_END_DECLS
