/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "util/sotong-hardware.h"

/* A made-up /sys. */
typedef struct {
  char *folder;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = g_dir_make_tmp ("sotong-XXXXXX", NULL);
  sotong_hardware_set_sys (f->folder);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  const char *command[] = { "rm", "-rf", f->folder, NULL };

  sotong_hardware_set_sys (NULL);
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (f->folder);
}

static void
put (const char *folder,
     const char *name,
     const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* @device: where it sits in the computer; %NULL for what is no hardware at all. */
static void
add (Fixture    *f,
     const char *name,
     const char *device,
     const char *address,
     const char *assigned)
{
  g_autofree char *folder = g_build_filename (f->folder, "class", "net", name, NULL);
  g_autofree char *link = g_build_filename (folder, "device", NULL);
  g_autofree char *target = device != NULL ? g_build_filename (f->folder, "devices", device, NULL) : NULL;

  put (folder, "address", address);
  put (folder, "addr_assign_type", assigned);
  if (device == NULL)
    return;
  g_mkdir_with_parents (target, 0700);
  g_assert_cmpint (symlink (target, link), ==, 0);
}

static void
test_built_in (Fixture       *f,
               gconstpointer  data)
{
  g_autofree char *none = sotong_hardware_dup_ids ("w");
  g_autofree char *one = NULL, *again = NULL, *other = NULL, *two = NULL;

  g_assert_cmpstr (none, ==, "");
  add (f, "lo", NULL, "00:00:00:00:00:00", "0\n");
  add (f, "br0", NULL, "3a:01:02:03:04:05", "1\n");
  add (f, "ifb0", "virtual/net/ifb0", "3a:01:02:03:04:06", "0\n");
  add (f, "enx1", "pci0000:00/usb1/1-2", "00:e0:4c:00:00:01", "0\n");   /* goes from one computer to the next */
  add (f, "wlan0", "pci0000:00/0000:00:14.3", "3a:01:02:03:04:07", "3\n"); /* made up for privacy */
  add (f, "eth1", "pci0000:00/0000:00:19.0", "00:00:00:00:00:00\n", "0\n");
  add (f, "eth2", "pci0000:00/0000:00:1b.0", "nonsense", "0\n");
  add (f, "dock0", "pci0000:00/thunderbolt", "00:e0:4c:00:00:02", "0\n");
  {
    g_autofree char *dock = g_build_filename (f->folder, "devices", "pci0000:00", "thunderbolt", NULL);

    put (dock, "removable", "removable\n");
  }
  one = sotong_hardware_dup_ids ("w");
  g_assert_cmpstr (one, ==, "");
  add (f, "eth0", "pci0000:00/0000:00:1f.6", "00:16:3E:00:00:01\n", "0\n");
  again = sotong_hardware_dup_ids ("w");
  other = sotong_hardware_dup_ids ("another workspace");
  g_assert_cmpuint (strlen (again), ==, 16);
  g_assert_null (strstr (again, "00:16"));
  g_assert_cmpstr (again, !=, other);
  add (f, "eth9", "pci0000:00/0000:00:1f.7", "00:16:3e:00:00:09\n", "0\n");
  two = sotong_hardware_dup_ids ("w");
  g_assert_true (sotong_hardware_is_same (again, two));
  g_assert_false (sotong_hardware_differs (again, two));
}

static void
test_compare (void)
{
  static const struct { const char *a, *b; gboolean same, differs; } rows[] = {
    { NULL, NULL, FALSE, FALSE }, { "", "aa", FALSE, FALSE }, { "aa", NULL, FALSE, FALSE },
    { "aa", "aa", TRUE, FALSE }, { "aa bb", "cc bb", TRUE, FALSE }, { "aa bb", "cc dd", FALSE, TRUE },
    { "aab", "aa", FALSE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (sotong_hardware_is_same (rows[i].a, rows[i].b), ==, rows[i].same);
      g_assert_cmpint (sotong_hardware_differs (rows[i].a, rows[i].b), ==, rows[i].differs);
      g_assert_cmpint (sotong_hardware_differs (rows[i].b, rows[i].a), ==, rows[i].differs);
    }
}

/* Whatever this computer has, it is the same twice. */
static void
test_here (void)
{
  g_autofree char *a = sotong_hardware_dup_ids ("w");
  g_autofree char *b = sotong_hardware_dup_ids ("w");

  g_assert_cmpstr (a, ==, b);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/hardware/built-in", Fixture, NULL, set_up, test_built_in, tear_down);
  g_test_add_func ("/hardware/compare", test_compare);
  g_test_add_func ("/hardware/here", test_here);
  return g_test_run ();
}
