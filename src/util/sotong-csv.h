/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
#define SOTONG_CSV_ERROR (sotong_csv_error_quark ())
typedef enum {
  SOTONG_CSV_ERROR_QUOTE,      /* a quote is not closed, or text follows a closing one */
  SOTONG_CSV_ERROR_TOO_LARGE,  /* more columns, or a longer cell, than anyone means */
  SOTONG_CSV_ERROR_ENCODING,   /* bytes that are no text in the encoding */
} SotongCsvError;
GQuark sotong_csv_error_quark (void);

#define SOTONG_CSV_MAX_COLUMNS 10000
#define SOTONG_CSV_MAX_CELL    (4 * 1024 * 1024)  /* bytes of UTF-8 */

#define SOTONG_TYPE_CSV_WRITER (sotong_csv_writer_get_type ())
G_DECLARE_FINAL_TYPE (SotongCsvWriter, sotong_csv_writer, SOTONG, CSV_WRITER, GObject)

SotongCsvWriter    *sotong_csv_writer_new           (GOutputStream    *stream) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_csv_writer_add_text      (SotongCsvWriter  *self,
                                                     const char       *text);
void                sotong_csv_writer_add_value     (SotongCsvWriter  *self,
                                                     const char       *value);
void                sotong_csv_writer_add_int       (SotongCsvWriter  *self,
                                                     gint64            value);
gboolean            sotong_csv_writer_end_row       (SotongCsvWriter  *self,
                                                     GCancellable     *cancellable,
                                                     GError          **error);
gboolean            sotong_csv_writer_finish        (SotongCsvWriter  *self,
                                                     GCancellable     *cancellable,
                                                     GError          **error);

#define SOTONG_TYPE_CSV_READER (sotong_csv_reader_get_type ())
G_DECLARE_FINAL_TYPE (SotongCsvReader, sotong_csv_reader, SOTONG, CSV_READER, GObject)

SotongCsvReader    *sotong_csv_reader_new           (GInputStream     *stream,
                                                     const char       *charset,
                                                     char              separator,
                                                     GCancellable     *cancellable,
                                                     GError          **error) G_GNUC_WARN_UNUSED_RESULT;
const char         *sotong_csv_reader_get_charset   (SotongCsvReader  *self);
char                sotong_csv_reader_get_separator (SotongCsvReader  *self);
const char * const *sotong_csv_reader_next          (SotongCsvReader  *self,
                                                     guint            *n_cells,
                                                     GCancellable     *cancellable,
                                                     GError          **error);
guint64             sotong_csv_reader_get_line      (SotongCsvReader  *self);
char               *sotong_csv_reader_find_damage   (SotongCsvReader  *self) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
