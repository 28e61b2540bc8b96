/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"
#include "report/sotong-hwpx.h"

G_BEGIN_DECLS
/* Hangul's unit is 1/7200 inch. */
#define SOTONG_HWPX_MM(mm) ((int) ((mm) * 7200 / 25.4 + 0.5))
#define SOTONG_HWPX_SIDE   SOTONG_HWPX_MM (20)
#define SOTONG_HWPX_END    SOTONG_HWPX_MM (15)
#define SOTONG_HWPX_RUNNING SOTONG_HWPX_MM (10)  /* the running lines, between the margin and the text */
#define SOTONG_HWPX_TABLE_GAP 566                /* below a table */

/* The shapes of characters, of paragraphs and of frames that header.xml lists under these numbers. */
typedef enum {
  SOTONG_HWPX_CHAR_BODY,
  SOTONG_HWPX_CHAR_TITLE,
  SOTONG_HWPX_CHAR_SUBTITLE,
  SOTONG_HWPX_CHAR_H1,
  SOTONG_HWPX_CHAR_H2,
  SOTONG_HWPX_CHAR_NOTE,
  SOTONG_HWPX_CHAR_CELL,
  SOTONG_HWPX_CHAR_CELL_HEAD,
  SOTONG_HWPX_CHAR_CELL_BOLD,
  SOTONG_HWPX_CHAR_CELL_LARGE,
  SOTONG_HWPX_CHAR_SMALL,
  SOTONG_HWPX_CHAR_TINY,     /* of a line that only holds a table */
} SotongHwpxChar;

typedef enum {
  SOTONG_HWPX_PARA_BODY,
  SOTONG_HWPX_PARA_SUBTITLE,
  SOTONG_HWPX_PARA_RIGHT,
  SOTONG_HWPX_PARA_CENTER,
  SOTONG_HWPX_PARA_H1,
  SOTONG_HWPX_PARA_H2,
  SOTONG_HWPX_PARA_SQUARE,
  SOTONG_HWPX_PARA_CIRCLE,
  SOTONG_HWPX_PARA_DASH,
  SOTONG_HWPX_PARA_DOT,
  SOTONG_HWPX_PARA_NOTE,
  SOTONG_HWPX_PARA_ATTACHED,
  SOTONG_HWPX_PARA_CAPTION,
  SOTONG_HWPX_PARA_UNIT,
  SOTONG_HWPX_PARA_CELL_LEFT,
  SOTONG_HWPX_PARA_CELL_CENTER,
  SOTONG_HWPX_PARA_CELL_RIGHT,
  SOTONG_HWPX_PARA_CELL_INDENT,
  SOTONG_HWPX_PARA_TABLE,    /* holds a table */
  SOTONG_HWPX_PARA_KEPT,     /* the first of those that stay with what follows them, by their marks */
} SotongHwpxPara;

typedef enum {
  SOTONG_HWPX_STYLE_NORMAL,
  SOTONG_HWPX_STYLE_H1,
  SOTONG_HWPX_STYLE_H2,
} SotongHwpxStyle;

/* Numbered from 1: 1 and 2 are those that every document has. */
typedef enum {
  SOTONG_HWPX_FILL_NONE = 1,
  SOTONG_HWPX_FILL_CLEAR,
  SOTONG_HWPX_FILL_CELL,
  SOTONG_HWPX_FILL_HEAD,
  SOTONG_HWPX_FILL_TOTAL,
  SOTONG_HWPX_FILL_TITLE,   /* a thick line above, a thin one below */
  SOTONG_HWPX_FILL_LINE,    /* a thin line below */
} SotongHwpxFill;

void     sotong_hwpx_append_root   (GString              *out,
                                    const char           *name,
                                    const char           *attributes);
void     sotong_hwpx_append_text   (GString              *out,
                                    const char           *text);
void     sotong_hwpx_append_header (GString              *out);
gboolean sotong_hwpx_append_body   (GString              *out,
                                    SotongDocument       *document,
                                    GPtrArray            *pictures,
                                    SotongPagesProgress   progress,
                                    gpointer              progress_data,
                                    GCancellable         *cancellable,
                                    GError              **error);
/* What a table is there for. */
typedef enum {
  SOTONG_HWPX_TABLE_DATA,
  SOTONG_HWPX_TABLE_TITLE,     /* the document's title, between two lines */
  SOTONG_HWPX_TABLE_APPROVAL,  /* the box that is signed in, at the right */
  SOTONG_HWPX_TABLE_CONTENTS,  /* the headings and their pages */
} SotongHwpxTable;

/* The shape of a paragraph, in units as they come out on the page. */
typedef struct {
  int      left;
  int      indent;   /* of the first line; below 0 of all others */
  int      before;
  int      after;
  int      spacing;  /* percent */
} SotongHwpxShape;

/* Where a block begins. */
typedef struct {
  guint    page;        /* from 1 */
  double   height;      /* of a picture, mm */
  gboolean break_page;  /* on a new page, for what must stay together with it would not find room */
  gboolean keep_next;   /* of a text: it stays with what follows it */
} SotongHwpxPlace;

void             sotong_hwpx_get_shape        (SotongHwpxPara   para,
                                               SotongHwpxShape *out_shape);
int              sotong_hwpx_get_height       (SotongHwpxChar   shape);
guint            sotong_hwpx_count_lines      (const char      *text,
                                               SotongHwpxPara   para,
                                               SotongHwpxChar   characters,
                                               int              width);
int             *sotong_hwpx_get_row_heights  (SotongHwpxTable  kind,
                                               SotongTable     *table,
                                               int              width) G_GNUC_WARN_UNUSED_RESULT;
SotongHwpxPara   sotong_hwpx_get_para         (SotongMark       mark);
SotongHwpxPara   sotong_hwpx_get_kept_para    (SotongMark       mark);
int              sotong_hwpx_fit_picture      (const SotongBlock *block,
                                               int              width,
                                               int             *out_height);
SotongTable     *sotong_hwpx_make_title       (const SotongBlock *block) G_GNUC_WARN_UNUSED_RESULT;
SotongTable     *sotong_hwpx_make_approval    (const SotongBlock *block) G_GNUC_WARN_UNUSED_RESULT;
SotongTable     *sotong_hwpx_make_pairs       (const SotongBlock *block) G_GNUC_WARN_UNUSED_RESULT;
SotongTable     *sotong_hwpx_make_contents    (SotongDocument   *document,
                                               const SotongHwpxPlace *places) G_GNUC_WARN_UNUSED_RESULT;
const char      *sotong_hwpx_contents_note    (void);
SotongHwpxPlace *sotong_hwpx_find_places      (SotongDocument   *document,
                                               int               width,
                                               int               height) G_GNUC_WARN_UNUSED_RESULT;

void     sotong_hwpx_append_table  (GString              *out,
                                    SotongHwpxTable       kind,
                                    SotongTable          *table,
                                    int                   width,
                                    guint                 id);
void     sotong_hwpx_append_paragraph (GString           *out,
                                    SotongHwpxPara        para,
                                    SotongHwpxStyle       style,
                                    SotongHwpxChar        characters,
                                    const char           *text);
char    *sotong_hwpx_make_preview  (SotongDocument       *document) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
