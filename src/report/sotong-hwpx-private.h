/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-hwpx.h"

G_BEGIN_DECLS
/* Hangul's unit is 1/7200 inch. */
#define SOTONG_HWPX_MM(mm) ((int) ((mm) * 7200 / 25.4 + 0.5))
#define SOTONG_HWPX_SIDE   SOTONG_HWPX_MM (20)

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
  SOTONG_HWPX_PARA_CAPTION,
  SOTONG_HWPX_PARA_UNIT,
  SOTONG_HWPX_PARA_CELL_LEFT,
  SOTONG_HWPX_PARA_CELL_CENTER,
  SOTONG_HWPX_PARA_CELL_RIGHT,
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
} SotongHwpxTable;

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
