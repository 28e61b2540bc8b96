/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <pango/pangocairo.h>

#include "report/sotong-pages.h"

G_BEGIN_DECLS
#define SOTONG_MM (72.0 / 25.4)

/* The kinds of text on a page; sotong-pages-text.c knows their fonts. */
typedef enum {
  SOTONG_STYLE_TITLE,
  SOTONG_STYLE_SUBTITLE,
  SOTONG_STYLE_H1,
  SOTONG_STYLE_H2,
  SOTONG_STYLE_BODY,
  SOTONG_STYLE_NOTE,
  SOTONG_STYLE_CAPTION,
  SOTONG_STYLE_CELL,
  SOTONG_STYLE_CELL_HEAD,
  SOTONG_STYLE_CELL_BOLD,
  SOTONG_STYLE_CELL_LARGE,
  SOTONG_STYLE_SMALL,
  SOTONG_N_STYLES,
} SotongStyle;

typedef enum {
  SOTONG_ITEM_OPEN,     /* begins the structure element @tag */
  SOTONG_ITEM_CLOSE,    /* ends it */
  SOTONG_ITEM_DEST,     /* a place that the outline points at */
  SOTONG_ITEM_TEXT,
  SOTONG_ITEM_FILL,
  SOTONG_ITEM_BOX,
  SOTONG_ITEM_LINE,
  SOTONG_ITEM_PICTURE,
} SotongItemKind;

/* The only names that cairo may be given: an unknown one breaks the file. */
#define SOTONG_TAG_H1     "H1"
#define SOTONG_TAG_H2     "H2"
#define SOTONG_TAG_P      "P"
#define SOTONG_TAG_TABLE  "Table"
#define SOTONG_TAG_TR     "TR"
#define SOTONG_TAG_TH     "TH"
#define SOTONG_TAG_TD     "TD"
#define SOTONG_TAG_FIGURE "Figure"
#define SOTONG_TAG_LINK   "Link"   /* with the block it leads to */

/* One thing on a page, in points from the page's top left. */
typedef struct {
  SotongItemKind     kind;
  const char        *tag;         /* static */
  PangoLayout       *layout;      /* (owned) (nullable) */
  int                first_line;  /* of the layout's lines */
  int                n_lines;
  double             x, y, width, height;
  double             line_width;
  guint32            colour;      /* 0xRRGGBB */
  const SotongBlock *block;       /* the picture or the heading */
} SotongItem;

typedef struct {
  GArray *items;  /* (owned) (element-type SotongItem) */
} SotongPage;

/* A line of the list of contents, whose number is known when all is laid out. */
typedef struct {
  SotongPage        *page;    /* (unowned) that the line is on */
  double             y;
  const SotongBlock *block;   /* (unowned) the heading */
} SotongContentsLine;

/* Where the next block goes while the pages are laid out. */
typedef struct {
  PangoContext *context;    /* (owned) */
  PangoFontDescription *fonts[SOTONG_N_STYLES]; /* (owned) (nullable) those that were needed */
  GHashTable   *layouts;    /* (owned) (nullable) (element-type utf8 PangoLayout): of short texts */
  GHashTable   *drawable;   /* (owned) emoji → whether a font can draw it as an outline */
  GPtrArray    *pages;      /* (owned) (element-type SotongPage) */
  SotongPage   *page;
  double        page_width, page_height;
  double        left, top, width, bottom;
  double        y;
  int           keep_from;  /* the first item that must stay with what comes next, or -1 */
  double        keep_y;     /* where it begins */
  GArray       *contents;   /* (owned) (nullable) (element-type SotongContentsLine) */
  const char   *heading;    /* (nullable) the last one, for tables that have no caption */
  const SotongBlock *lowered; /* (unowned) (nullable): a picture that is drawn lower than it might be */
  double        lowered_to; /* how high */
  double        note_below; /* the height of the note that says something of the next table; 0: there is none */
} SotongFlow;

PangoContext *sotong_pages_context_new  (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean      sotong_pages_have_hangul  (PangoContext *context);
PangoLayout  *sotong_flow_layout        (SotongFlow   *flow,
                                         SotongStyle   style,
                                         const char   *text,
                                         double        width,
                                         SotongAlign   align) G_GNUC_WARN_UNUSED_RESULT;
PangoLayout  *sotong_flow_layout_shared (SotongFlow   *flow,
                                         SotongStyle   style,
                                         const char   *text,
                                         double        width,
                                         SotongAlign   align) G_GNUC_WARN_UNUSED_RESULT;
double        sotong_layout_height      (PangoLayout  *layout);
double        sotong_layout_width       (PangoLayout  *layout);
const char   *sotong_layout_find_word   (const char   *p,
                                         const char  **end);
int           sotong_layout_count_lines (PangoLayout  *layout,
                                         int           first,
                                         double        height,
                                         double       *out_height);
void          sotong_flow_new_page      (SotongFlow   *flow);
gboolean      sotong_flow_is_fresh      (SotongFlow   *flow);
gboolean      sotong_flow_need          (SotongFlow   *flow,
                                         double        height);
void          sotong_flow_keep          (SotongFlow   *flow);
void          sotong_flow_open          (SotongFlow   *flow,
                                         const char   *tag);
void          sotong_flow_close         (SotongFlow   *flow,
                                         const char   *tag);
void          sotong_flow_text          (SotongFlow   *flow,
                                         PangoLayout  *layout,
                                         int           first_line,
                                         int           n_lines,
                                         double        x,
                                         double        y);
void          sotong_flow_fill          (SotongFlow   *flow,
                                         double        x,
                                         double        y,
                                         double        width,
                                         double        height,
                                         guint32       colour);
void          sotong_flow_box           (SotongFlow   *flow,
                                         double        x,
                                         double        y,
                                         double        width,
                                         double        height);
void          sotong_flow_line          (SotongFlow   *flow,
                                         double        x,
                                         double        y,
                                         double        width,
                                         double        line_width);
void          sotong_flow_picture       (SotongFlow        *flow,
                                         const SotongBlock *block,
                                         double             x,
                                         double             y,
                                         double             width,
                                         double             height);
void          sotong_flow_dest          (SotongFlow        *flow,
                                         const SotongBlock *block,
                                         double             y);
void          sotong_flow_link          (SotongFlow        *flow,
                                         const SotongBlock *block);
void          sotong_flow_contents      (SotongFlow        *flow,
                                         SotongDocument    *document);
void          sotong_flow_number_contents (SotongFlow      *flow);
void          sotong_flow_table         (SotongFlow   *flow,
                                         SotongTable  *table);
void          sotong_flow_paragraph     (SotongFlow   *flow,
                                         PangoLayout  *layout,
                                         const char   *tag,
                                         double        x);

void          sotong_pages_draw_tagged  (SotongPages  *self,
                                         guint         page,
                                         cairo_t      *cr);
GPtrArray    *sotong_pages_get_headings (SotongPages  *self);
void          sotong_pages_set_colour   (cairo_t      *cr,
                                         guint32       colour);
void          sotong_pages_draw_boxes   (cairo_t      *cr,
                                         GPtrArray    *boxes);
G_END_DECLS
