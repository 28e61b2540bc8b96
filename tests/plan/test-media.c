/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "plan/sotong-media.h"
#include "util/sotong-content-type.h"

static GBytes *
png (guint32 width,
     guint32 height)
{
  guint8 head[45] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

  for (int i = 0; i < 4; i++)
    {
      head[16 + i] = (guint8) (width >> (24 - 8 * i));
      head[20 + i] = (guint8) (height >> (24 - 8 * i));
    }
  memcpy (head + 37, "IEND", 4);
  return g_bytes_new (head, sizeof head);
}

static void
assert_refused (const char *name,
                GBytes     *data,
                int         code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) owned = data;
  SotongAttachment *attachment = sotong_media_inspect (name, owned, &error);

  g_assert_null (attachment);
  g_assert_error (error, SOTONG_MEDIA_ERROR, code);
  g_assert_nonnull (strstr (error->message, "“"));
}

static void
test_png (void)
{
  g_autoptr(GBytes) data = png (640, 480);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongAttachment) a = sotong_media_inspect ("/some/where/사진.jpg", data, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (a->media_type, ==, "image/png"); /* whatever its name says */
  g_assert_cmpstr (a->file_name, ==, "사진.jpg");
  g_assert_cmpint (a->width, ==, 640);
  g_assert_cmpint (a->height, ==, 480);
  g_assert_cmpint (a->size, ==, 45);
}

static void
test_jpeg (void)
{
  static const guint8 bytes[] = {
    0xff, 0xd8, 0xff, 0xe0, 0, 4, 'x', 'x',         /* APP0 of four bytes */
    0xff, 0xff, 0xc0, 0, 17, 8, 0x01, 0x02, 0x03, 0x04, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0xff, 0xda, 0, 3, 0, 'd', 0xff, 0, 'd', 0xff, 0xd1, 'd', /* a scan with an FF and a restart marker in it */
    0xff, 0xd9, 'm', 'o', 'r', 'e'
  };
  g_autoptr(GBytes) data = g_bytes_new_static (bytes, sizeof bytes);
  g_autoptr(SotongAttachment) a = sotong_media_inspect ("a", data, NULL);

  g_assert_nonnull (a);
  g_assert_cmpstr (a->media_type, ==, "image/jpeg");
  g_assert_cmpint (a->height, ==, 0x0102);
  g_assert_cmpint (a->width, ==, 0x0304);
}

static void
test_gif_and_video (void)
{
  static const guint8 gif[] = { 'G', 'I', 'F', '8', '9', 'a', 0x10, 0, 0x20, 0, 0, 0, 0, 0x3b };
  static const guint8 mp4[] = { 0, 0, 0, 16, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm', 0, 0, 0, 0, 0, 0, 0, 8, 'm', 'o', 'o', 'v' };
  g_autoptr(GBytes) gif_data = g_bytes_new_static (gif, sizeof gif);
  g_autoptr(GBytes) mp4_data = g_bytes_new_static (mp4, sizeof mp4);
  g_autoptr(SotongAttachment) a = sotong_media_inspect ("a.gif", gif_data, NULL);
  g_autoptr(SotongAttachment) b = sotong_media_inspect ("b.mp4", mp4_data, NULL);

  g_assert_cmpstr (a->media_type, ==, "image/gif");
  g_assert_cmpint (a->width, ==, 16);
  g_assert_cmpint (a->height, ==, 32);
  g_assert_cmpstr (b->media_type, ==, "video/mp4");
}

static void
test_refused (void)
{
  assert_refused ("빈 파일.png", g_bytes_new_static ("", 0), SOTONG_MEDIA_ERROR_EMPTY);
  assert_refused ("lie.png", g_bytes_new_static ("MZ this is a program", 20), SOTONG_MEDIA_ERROR_UNKNOWN_TYPE);
  assert_refused ("cut.jpg", g_bytes_new_static ("\xff\xd8\xff\xe0\xff\xff", 6), SOTONG_MEDIA_ERROR_UNKNOWN_TYPE);
  assert_refused ("huge.png", png (30000, 30000), SOTONG_MEDIA_ERROR_TOO_LARGE);
}

/* Each kind of file, whole: cut anywhere, it is refused, and what is wrong is said where its head is there. */
static void
test_cut (void)
{
  static const guint8 jpeg[] = {
    0xff, 0xd8, 0xff, 0xc2, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0,
    0xff, 0xda, 0, 3, 0, 'a', 0xff, 0xd0, 'b', 0xff, 0xc4, 0, 3, 0, 0xff, 0xda, 0, 3, 0, 'c', 0xff, 0, 'd', 0xff, 0xd9
  };
  static const guint8 gif[] = {
    'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x21, 0xf9, 4, 0, 0, 0, 0, 0,
    0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b
  };
  static const guint8 webp[] = {
    'R', 'I', 'F', 'F', 24, 0, 0, 0, 'W', 'E', 'B', 'P', 'V', 'P', '8', ' ', 12, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 1, 0, 1, 0, 0, 0
  };
  static const guint8 mp4[] = {
    0, 0, 0, 16, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm', 0, 0, 0, 0, 0, 0, 0, 1, 'm', 'd', 'a', 't', 0, 0, 0, 0, 0, 0, 0, 18, 'x', 'y',
    0, 0, 0, 9, 'm', 'o', 'o', 'v', 'z'
  };
  g_autoptr(GBytes) whole_png = png (8, 8);
  struct { const char *name; const guint8 *bytes; gsize n; } files[] = {
    { "b.jpg", jpeg, sizeof jpeg }, { "c.gif", gif, sizeof gif }, { "d.webp", webp, sizeof webp }, { "e.mp4", mp4, sizeof mp4 },
    { "a.png", g_bytes_get_data (whole_png, NULL), g_bytes_get_size (whole_png) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    for (gsize n = 1; n <= files[i].n; n++)
      {
        g_autoptr(GBytes) part = g_bytes_new (files[i].bytes, n);
        g_autoptr(GError) error = NULL;
        g_autoptr(SotongAttachment) a = sotong_media_inspect (files[i].name, part, &error);

        g_assert_true ((a != NULL) == (n == files[i].n));
        if (n + 1 == files[i].n)
          g_assert_error (error, SOTONG_MEDIA_ERROR, SOTONG_MEDIA_ERROR_CUT_SHORT);
      }
}

/* Whatever a file holds, looking at it never reads past its end. */
static void
test_random (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  static const char * const heads[] = { "\xff\xd8\xff", "RIFF....WEBPVP8X", "RIFF....WEBPVP8 ", "RIFF....WEBPVP8L", "GIF89a", "\x89PNG\r\n\x1a\n" };

  for (int round = 0; round < 2000; round++)
    {
      const char *head = heads[g_rand_int_range (rand, 0, G_N_ELEMENTS (heads))];
      gsize n = (gsize) g_rand_int_range (rand, 0, 60);
      g_autofree guint8 *bytes = g_malloc (n + 1);
      g_autoptr(GBytes) data = NULL;

      for (gsize i = 0; i < n; i++)
        bytes[i] = i < strlen (head) ? (guint8) head[i] : (guint8) g_rand_int_range (rand, 0, 256);
      data = g_bytes_new (bytes, n);
      g_clear_pointer (&bytes, g_free);
      sotong_attachment_free (sotong_media_inspect ("x", data, NULL));
    }
}

static void
test_load (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sotong-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "가을 축제.png", NULL);
  g_autoptr(GBytes) picture = png (10, 20);
  g_autoptr(GBytes) data = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongAttachment) a = NULL;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (picture, NULL), (gssize) g_bytes_get_size (picture), NULL));
  a = sotong_media_load (path, &data, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (a->file_name, ==, "가을 축제.png");
  g_assert_true (g_bytes_equal (data, picture));
  g_unlink (path);
  g_assert_null (sotong_media_load (path, &data, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "가을 축제.png"));
  g_assert_null (strstr (error->message, folder));        /* the name, not the machine's folders */
  g_clear_error (&error);
  /* Neither a folder nor a pipe, which nobody may ever fill. */
  g_assert_null (sotong_media_load (folder, &data, NULL, &error));
  g_assert_error (error, SOTONG_MEDIA_ERROR, SOTONG_MEDIA_ERROR_UNKNOWN_TYPE);
  g_clear_error (&error);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (sotong_media_load (path, &data, NULL, &error));
  g_assert_error (error, SOTONG_MEDIA_ERROR, SOTONG_MEDIA_ERROR_UNKNOWN_TYPE);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_types (void)
{
  g_assert_true (sotong_content_type_is_known ("white-paper"));
  g_assert_false (sotong_content_type_is_known ("whitepaper"));
  g_assert_cmpstr (sotong_content_type_get_label ("own-kind"), ==, "own-kind");
  for (const char * const *type = sotong_content_type_list (); *type != NULL; type++)
    g_assert_cmpstr (sotong_content_type_get_label (*type), !=, *type);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/plan/media/png", test_png);
  g_test_add_func ("/plan/media/jpeg", test_jpeg);
  g_test_add_func ("/plan/media/gif-and-video", test_gif_and_video);
  g_test_add_func ("/plan/media/refused", test_refused);
  g_test_add_func ("/plan/media/cut", test_cut);
  g_test_add_func ("/plan/media/random", test_random);
  g_test_add_func ("/plan/media/load", test_load);
  g_test_add_func ("/plan/content-types", test_types);
  return g_test_run ();
}
