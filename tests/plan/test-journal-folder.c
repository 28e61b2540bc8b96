/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>

#include "plan/sotong-journal-entry.h"

/* The folder is the same one from wherever the program is started. The environment is read once, so this is a program of its own. */
static void
test_relative (void)
{
  g_autofree char *folder = sotong_journal_folder ("1-2-3");

  g_assert_cmpstr (folder, ==, "/nowhere/.local/state/sotong/journal/1-2-3");
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("XDG_STATE_HOME", "state", TRUE);
  g_setenv ("HOME", "/nowhere", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/journal/folder/relative", test_relative);
  return g_test_run ();
}
