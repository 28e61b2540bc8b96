/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "monitor/sotong-import.h"
#include "monitor/sotong-opinion.h"
#include "monitor/sotong-word-finder.h"
#include "store/sotong-sketch.h"

G_BEGIN_DECLS
#define SOTONG_IMPORT_MAX_TEXT   (4 * 1024 * 1024)   /* bytes; a longer text is an error */
#define SOTONG_IMPORT_MAX_RECORD (32 * 1024 * 1024)  /* bytes of one line or one record */

/* Bytes of a file's member or field: lent until the next record is read. */
typedef struct {
  const char *data;    /* (nullable): null if the record does not have it */
  gsize       length;
} SotongSpan;

/* One mention as it stands in the file. */
typedef struct {
  SotongSpan external_id;
  SotongSpan number;   /* the mention's in the workspace that wrote it, perhaps */
  SotongSpan author;
  SotongSpan published_at;
  SotongSpan url;
  SotongSpan title;
  SotongSpan text;
  SotongSpan reach;
} SotongImportRecord;

typedef enum {
  SOTONG_IMPORT_END,     /* the file has no more */
  SOTONG_IMPORT_RECORD,  /* there is a record */
  SOTONG_IMPORT_WRONG,   /* this one cannot be read, the next can */
  SOTONG_IMPORT_BROKEN,  /* this one cannot be read, and nothing after it */
  SOTONG_IMPORT_FAILED,  /* the disk, or cancelled: error is set */
} SotongImportStep;

/* Reads a file's records, one at a time. */
typedef struct _SotongImportReader SotongImportReader;

SotongImportReader *sotong_import_reader_open       (const char          *path,
                                                     GCancellable        *cancellable,
                                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_import_reader_free       (SotongImportReader  *self);
SotongImportStep    sotong_import_reader_next       (SotongImportReader  *self,
                                                     SotongImportRecord  *record,
                                                     char               **out_problem,
                                                     GCancellable        *cancellable,
                                                     GError             **error);
gboolean            sotong_import_reader_names_line (SotongImportReader  *self);
guint64             sotong_import_reader_get_line   (SotongImportReader  *self);
guint64             sotong_import_reader_get_place  (SotongImportReader  *self);
guint64             sotong_import_reader_get_size   (SotongImportReader  *self);
gboolean            sotong_import_reader_is_same    (SotongImportReader  *self,
                                                     SotongImportReader  *other);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongImportReader, sotong_import_reader_free)

/* One line of JSON: fills @record from @line, which it changes; @scratch keeps what was unescaped. */
gboolean            sotong_import_scan_json         (char                *line,
                                                     gsize                length,
                                                     SotongImportRecord  *record,
                                                     char               **out_problem);

/* Mentions ready to be written, their strings in one block. */
typedef struct {
  guint  external_id;  /* offsets into the block */
  guint  key;
  guint  author;
  guint  url;
  guint  text;
  guint  hidden;       /* what is left of an author's name, where that or the address is hidden; else 0 */
  guint  words;        /* its nouns; of rows that are only checked, the text's end */
  int    precision;
  gboolean is_epoch;   /* the file has the time as a number since 1970 */
  gint64 published_at;
  gint64 number;       /* that of a mention, perhaps; 0 if there is none */
  gint64 reach;        /* 0 if the file does not say */
  gint64 id_hint;      /* the id it will have, or nearly */
  SotongSketch sketch; /* of its text; not of rows that are only checked */
  SotongGuess guess;   /* without a model, what the machine thinks of nothing */
} SotongImportRow;

typedef struct {
  GArray  *rows;       /* (owned) (element-type SotongImportRow) */
  GString *block;      /* (owned): zero-terminated strings */
} SotongImportBatch;

SotongImportBatch  *sotong_import_batch_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_import_batch_free        (SotongImportBatch   *self);
void                sotong_import_batch_clear       (SotongImportBatch   *self);
void                sotong_import_batch_sort        (SotongImportBatch   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongImportBatch, sotong_import_batch_free)

/* How rows are made ready. */
typedef struct {
  GTimeZone *zone;      /* (owned): of dates that name none */
  char      *id_space;  /* (owned): within what the file's ids are unique */
  gint64     now;       /* of the import: what is dated long after it counts as seen then */
  GString   *scratch;   /* (owned) */
  SotongOpinion *opinion; /* (owned) (nullable): judges the texts; not needed to check them */
  SotongWordFinder *finder; /* (owned) (nullable): finds their nouns */
} SotongImportRules;

void                sotong_import_rules_init        (SotongImportRules         *self,
                                                     GTimeZone                 *zone,
                                                     gint64                     source_id,
                                                     gint64                     now);
void                sotong_import_rules_clear       (SotongImportRules         *self);
char               *sotong_import_batch_add         (SotongImportBatch         *self,
                                                     SotongImportRules         *rules,
                                                     const SotongImportRecord  *record) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
