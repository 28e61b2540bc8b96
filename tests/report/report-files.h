/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib/gstdio.h>
#include <string.h>

#include "report/sotong-pdf.h"

/* A folder for a test, and what other programs say about the files in it. */

typedef struct {
  char *folder;  /* (owned) */
} FolderFixture;

static inline void
folder_set_up (FolderFixture *f,
               gconstpointer  data)
{
  f->folder = g_dir_make_tmp ("sotong-report-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
}

static inline void
folder_tear_down (FolderFixture *f,
                  gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
}

static inline guint
folder_count (FolderFixture *f)
{
  g_autoptr(GDir) dir = g_dir_open (f->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static inline GFile *
folder_file (FolderFixture *f,
             const char    *name)
{
  return g_file_new_build_filename (f->folder, name, NULL);
}

/* What a program prints; the test fails unless it exits with 0. NULL where the program is not installed. */
static inline char *
run_reader (const char *const *argv)
{
  g_autofree char *program = g_find_program_in_path (argv[0]);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  char *out = NULL;

  if (program == NULL)
    return NULL;
  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("%s: %s", argv[0], out);
  return out;
}

/* The text of a PDF without its blanks, a form feed behind each page. */
static inline char *
read_pdf_text (GFile *file)
{
  const char *argv[] = { "pdftotext", "-raw", "-enc", "UTF-8", g_file_peek_path (file), "-", NULL };
  g_autofree char *text = run_reader (argv);
  GString *out;

  if (text == NULL)
    return NULL;
  out = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isspace (g_utf8_get_char (p)) || *p == '\f')
        g_string_append_unichar (out, g_utf8_get_char (p));
    }
  return g_string_free (out, FALSE);
}

static inline void
check_pdf_syntax (GFile *file)
{
  const char *argv[] = { "qpdf", "--check", g_file_peek_path (file), NULL };
  g_autofree char *said = run_reader (argv);
}

static inline void
write_pdf (SotongDocument *document,
           GFile          *file)
{
  g_autoptr(GError) error = NULL;

  sotong_pdf_write (document, file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

#define assert_contains(text, part) \
  G_STMT_START { if (strstr ((text), (part)) == NULL) g_error ("“%s” is not in: %s", (part), (text)); } G_STMT_END
