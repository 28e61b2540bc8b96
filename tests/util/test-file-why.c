/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>

#include "util/sotong-file-why.h"

/* What opening a file says in a sentence, without its path. */
static void
test_common (void)
{
  static const struct {
    int         code;
    const char *why;
  } cases[] = {
    { G_IO_ERROR_NOT_FOUND, "there is no such file" },
    { G_IO_ERROR_PERMISSION_DENIED, "this account may not open it" },
    { G_IO_ERROR_IS_DIRECTORY, "it is not a file" },
    { G_IO_ERROR_TIMED_OUT, "Error opening file /a/b: x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, cases[i].code, "Error opening file /a/b: x");
      g_autofree char *why = sotong_file_why (error);

      g_assert_cmpstr (why, ==, cases[i].why);
    }
}

/* As the library really tells it, and another kind of error with the same number. */
static void
test_real (void)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/no/such/file"), folder = g_file_new_for_path ("/");
  g_autoptr(GError) missing = NULL, is_folder = NULL, other = g_error_new_literal (G_MARKUP_ERROR, G_IO_ERROR_NOT_FOUND, "other");
  g_autofree char *why = NULL, *why_folder = NULL, *why_other = sotong_file_why (other);

  g_assert_null (g_file_read (file, NULL, &missing));
  g_assert_null (g_file_read (folder, NULL, &is_folder));
  why = sotong_file_why (missing);
  why_folder = sotong_file_why (is_folder);
  g_assert_cmpstr (why, ==, "there is no such file");
  g_assert_cmpstr (why_folder, ==, "it is not a file");
  g_assert_cmpstr (why_other, ==, "other");
}

/* What the system says by number: in our words, and what is rare in its own. */
static void
test_numbers (void)
{
  static const struct {
    int         number;
    const char *why;
    const char *not_written;
  } cases[] = {
    { ENOENT, "there is no such file", "there is no such folder" },
    { EACCES, "this account may not open it", "this account may not write there" },
    { EISDIR, "it is not a file", "it is a folder" },
    { ENOSPC, "No space left on device", "there is no room left" },
    { EROFS, "Read-only file system", "nothing can be written to that disk" },
    { EIO, "Input/output error", "Input/output error" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *why = sotong_file_why_errno (cases[i].number), *not_written = sotong_file_why_not_written (cases[i].number);

      g_assert_cmpstr (why, ==, cases[i].why);
      g_assert_cmpstr (not_written, ==, cases[i].not_written);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/util/file-why/common", test_common);
  g_test_add_func ("/util/file-why/real", test_real);
  g_test_add_func ("/util/file-why/numbers", test_numbers);
  return g_test_run ();
}
