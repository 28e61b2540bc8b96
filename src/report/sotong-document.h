/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <cairo.h>
#include <json-glib/json-glib.h>

#include "report/sotong-table.h"

G_BEGIN_DECLS
typedef enum {
  SOTONG_BLOCK_TITLE,
  SOTONG_BLOCK_APPROVAL,
  SOTONG_BLOCK_HEADING,
  SOTONG_BLOCK_PARAGRAPH,
  SOTONG_BLOCK_KEY_VALUE,
  SOTONG_BLOCK_TABLE,
  SOTONG_BLOCK_PICTURE,
  SOTONG_BLOCK_PAGE_BREAK,
  SOTONG_BLOCK_CONTENTS,
} SotongBlockKind;

/* The marks of office documents, from the outermost in. */
typedef enum {
  SOTONG_MARK_NONE,
  SOTONG_MARK_SQUARE,  /* □ */
  SOTONG_MARK_CIRCLE,  /* ○ */
  SOTONG_MARK_DASH,    /* - */
  SOTONG_MARK_DOT,     /* ㆍ */
  SOTONG_MARK_NOTE,    /* ※ */
  SOTONG_MARK_ATTACHED, /* 붙임: the list of what is handed in with a report */
} SotongMark;

/**
 * SotongPictureDraw:
 * @cr: where to draw; the origin is the picture's top left, a unit is a point
 * @width: width in points
 * @height: height in points
 * @data: the data given with the picture
 *
 * Draws a picture as vectors. Called in the thread that writes the file, perhaps
 * more than once.
 */
typedef void (*SotongPictureDraw) (cairo_t  *cr,
                                   double    width,
                                   double    height,
                                   gpointer  data);

typedef struct {
  SotongBlockKind   kind;
  guint             level;    /* of a heading: 1 or 2 */
  SotongMark        mark;     /* of a paragraph */
  char             *number;   /* (owned) (nullable) of a heading: "1", "□" or "붙임 1" */
  gboolean          attached; /* of a heading: what it begins is handed in behind the report itself, see sotong-report-attachment.h */
  gboolean          appended; /* of a heading: what it begins stands behind all that, and is none of it: the corrections of what was closed */
  char             *text;     /* (owned) (nullable) title, heading, paragraph, the caption of a picture */
  char             *alt;      /* (owned) (nullable) what a picture says, in words */
  GPtrArray        *pairs;    /* (owned) (nullable) of key and value: key, value, key, value … */
  char            **roles;    /* (owned) (nullable) of the approval box */
  SotongTable      *table;    /* (owned) (nullable) */
  SotongPictureDraw draw;
  gpointer          data;
  GDestroyNotify    destroy;
  double            width;    /* of a picture, mm */
  double            height;   /* of a picture, mm */
  double            least;    /* of a picture: how low it may be drawn, mm, so that a report stays on one page; 0: never lower than @height */
  JsonNode         *figures;  /* (owned) (nullable) of a picture: what it is drawn of, which is kept when the report is closed */
  gboolean          keeps_next; /* a text that goes to the next page with what follows it */
  GBytes           *jpeg;     /* (owned) (nullable) of a picture that is a photograph: a package takes it as it is */
  int               pixels_w; /* of @jpeg */
  int               pixels_h;
} SotongBlock;

#define SOTONG_TYPE_DOCUMENT (sotong_document_get_type ())
G_DECLARE_FINAL_TYPE (SotongDocument, sotong_document, SOTONG, DOCUMENT, GObject)

SotongDocument    *sotong_document_new            (const char        *title) G_GNUC_WARN_UNUSED_RESULT;
void               sotong_document_set_author     (SotongDocument    *self,
                                                   const char        *author);
void               sotong_document_set_subject    (SotongDocument    *self,
                                                   const char        *subject);
void               sotong_document_set_period     (SotongDocument    *self,
                                                   const char        *period);
void               sotong_document_set_created    (SotongDocument    *self,
                                                   gint64             created,
                                                   GTimeZone         *zone);
void               sotong_document_set_made_data  (SotongDocument    *self,
                                                   gboolean           made_data);
void               sotong_document_set_nothing    (SotongDocument    *self,
                                                   gboolean           nothing);
void               sotong_document_set_landscape  (SotongDocument    *self,
                                                   gboolean           landscape);
const char        *sotong_document_get_title      (SotongDocument    *self);
const char        *sotong_document_get_author     (SotongDocument    *self);
const char        *sotong_document_get_subject    (SotongDocument    *self);
const char        *sotong_document_get_period     (SotongDocument    *self);
gint64             sotong_document_get_created    (SotongDocument    *self);
GTimeZone         *sotong_document_get_zone       (SotongDocument    *self);
gboolean           sotong_document_get_made_data  (SotongDocument    *self);
gboolean           sotong_document_get_nothing    (SotongDocument    *self);
gboolean           sotong_document_get_landscape  (SotongDocument    *self);

void               sotong_document_add_title      (SotongDocument    *self,
                                                   const char        *text);
void               sotong_document_add_approval   (SotongDocument    *self,
                                                   const char *const *roles);
void               sotong_document_add_heading    (SotongDocument    *self,
                                                   guint              level,
                                                   const char        *text);
void               sotong_document_add_attachment (SotongDocument    *self,
                                                   const char        *text);
void               sotong_document_add_paragraph  (SotongDocument    *self,
                                                   SotongMark         mark,
                                                   const char        *text);
void               sotong_document_add_key_value  (SotongDocument    *self,
                                                   const char        *key,
                                                   const char        *value);
void               sotong_document_add_table      (SotongDocument    *self,
                                                   SotongTable       *table);
void               sotong_document_add_data_table (SotongDocument    *self,
                                                   SotongTable       *table);
void               sotong_document_add_picture    (SotongDocument    *self,
                                                   double             width,
                                                   double             height,
                                                   const char        *caption,
                                                   const char        *alt,
                                                   SotongPictureDraw  draw,
                                                   gpointer           data,
                                                   GDestroyNotify     destroy);
void               sotong_document_lower_picture  (SotongDocument    *self,
                                                   double             least);
void               sotong_document_add_page_break (SotongDocument    *self);
void               sotong_document_add_contents   (SotongDocument    *self);
void               sotong_document_set_figures    (SotongDocument    *self,
                                                   JsonNode          *figures);
void               sotong_document_keep_together  (SotongDocument    *self,
                                                   guint              first);
guint              sotong_document_get_n_blocks   (SotongDocument    *self);
const SotongBlock *sotong_document_get_block      (SotongDocument    *self,
                                                   guint              position);
SotongTable       *sotong_document_find_table     (SotongDocument    *self,
                                                   const char        *id);
GStrv              sotong_document_list_tables    (SotongDocument    *self) G_GNUC_WARN_UNUSED_RESULT;
const SotongBlock *sotong_document_find_lowered   (SotongDocument    *self,
                                                   guint             *out_end);
const char        *sotong_mark_get_text           (SotongMark         mark);
gboolean           sotong_mark_is_small           (SotongMark         mark);
G_END_DECLS
