/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-photo.h"

#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include "report/sotong-document-private.h"
#include "report/sotong-png.h"

/*
 * The office's photographs on a page: PNG and JPEG, turned as the camera was held, made small enough for print, and kept as JPEG.
 * So a paper of many pictures stays a file that can be sent, and PDF and HWPX hold the same bytes.
 */

#define MAX_FILE     (20 * 1024 * 1024)
#define MAX_PIXELS   (60 * 1000 * 1000)  /* more is no photograph */
#define LONGER_SIDE  1000                /* of what is kept: 90 mm at 280 dots an inch */
#define QUALITY      85

typedef struct {
  GBytes *jpeg;    /* (owned) */
  int     width;   /* pixels */
  int     height;
} Photo;

static void
photo_free (gpointer data)
{
  Photo *photo = data;

  g_bytes_unref (photo->jpeg);
  g_free (photo);
}

/* ---- JPEG ---- */

/* The library leaves by a jump; it prints nothing. */
typedef struct {
  struct jpeg_error_mgr manager;
  jmp_buf               back;
} Trouble;

static void
leave_cb (j_common_ptr info)
{
  longjmp (((Trouble *) info->err)->back, 1);
}

static void
silent_cb (j_common_ptr info)
{
}

static void
trouble_init (Trouble *trouble)
{
  jpeg_std_error (&trouble->manager);
  trouble->manager.error_exit = leave_cb;
  trouble->manager.output_message = silent_cb;
}

static guint
number_at (const guint8 *data,
           gboolean      big,
           gsize         n)
{
  guint value = 0;

  for (gsize i = 0; i < n; i++)
    value = value << 8 | data[big ? i : n - 1 - i];
  return value;
}

/* How the camera was held (EXIF 2.3, tag 0x0112): 1 upright, 3 upside down, 6 to be turned right, 8 left; 1 of what says nothing. */
static guint
read_orientation (const guint8 *exif,
                  gsize         length)
{
  gboolean big;
  gsize directory, n;

  if (length < 20 || memcmp (exif, "Exif\0\0", 6) != 0)
    return 1;
  exif += 6;
  length -= 6;
  big = exif[0] == 'M';
  directory = number_at (exif + 4, big, 4);
  if (directory > length - 2)
    return 1;
  n = number_at (exif + directory, big, 2);
  for (gsize i = 0; i < n && directory + 2 + (i + 1) * 12 <= length; i++)
    {
      const guint8 *entry = exif + directory + 2 + i * 12;

      if (number_at (entry, big, 2) == 0x0112)
        return number_at (entry + 8, big, 2);
    }
  return 1;
}

static void
read_rows (struct jpeg_decompress_struct *info,
           cairo_surface_t               *surface)
{
  g_autofree guint8 *row = g_malloc ((gsize) info->output_width * 3);
  guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  while (info->output_scanline < info->output_height)
    {
      guint32 *to = (guint32 *) (gpointer) (pixels + (gsize) stride * info->output_scanline);
      JSAMPROW rows[] = { row };

      jpeg_read_scanlines (info, rows, 1);
      for (guint x = 0; x < info->output_width; x++)
        to[x] = (guint32) row[x * 3] << 16 | (guint32) row[x * 3 + 1] << 8 | row[x * 3 + 2];
    }
  cairo_surface_mark_dirty (surface);
}

/* (transfer full) (nullable): already made smaller by halves where it is much larger than what is kept */
static cairo_surface_t *
decode_jpeg (const guint8 *data,
             gsize         length,
             guint        *out_orientation)
{
  struct jpeg_decompress_struct info;
  cairo_surface_t * volatile surface = NULL;
  Trouble trouble;

  trouble_init (&trouble);
  info.err = &trouble.manager;
  if (setjmp (trouble.back) != 0)
    {
      jpeg_destroy_decompress (&info);
      g_clear_pointer ((cairo_surface_t **) &surface, cairo_surface_destroy);
      return NULL;
    }
  jpeg_create_decompress (&info);
  jpeg_mem_src (&info, data, (unsigned long) length);
  jpeg_save_markers (&info, JPEG_APP0 + 1, 0xffff);
  jpeg_read_header (&info, TRUE);
  *out_orientation = 1;
  for (jpeg_saved_marker_ptr marker = info.marker_list; marker != NULL; marker = marker->next)
    if (marker->marker == JPEG_APP0 + 1 && *out_orientation == 1)
      *out_orientation = read_orientation (marker->data, marker->data_length);
  if ((gint64) info.image_width * info.image_height > MAX_PIXELS)
    leave_cb ((j_common_ptr) &info);
  info.out_color_space = JCS_RGB;
  info.scale_num = 1;
  for (info.scale_denom = 1; info.scale_denom < 8 && MAX (info.image_width, info.image_height) / (info.scale_denom * 2) >= LONGER_SIDE;)
    info.scale_denom *= 2;
  jpeg_start_decompress (&info);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) info.output_width, (int) info.output_height);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    leave_cb ((j_common_ptr) &info);
  read_rows (&info, surface);
  jpeg_finish_decompress (&info);
  jpeg_destroy_decompress (&info);
  return surface;
}

/* (transfer full) (nullable) */
static GBytes *
encode_jpeg (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  struct jpeg_compress_struct info;
  unsigned char * volatile out = NULL;
  unsigned long length = 0;
  g_autofree guint8 *row = g_malloc ((gsize) width * 3);
  JSAMPROW rows[] = { row };
  Trouble trouble;
  GBytes *bytes;

  trouble_init (&trouble);
  info.err = &trouble.manager;
  if (setjmp (trouble.back) != 0)
    {
      jpeg_destroy_compress (&info);
      free (out);
      return NULL;
    }
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, (unsigned char **) &out, &length);
  info.image_width = (JDIMENSION) width;
  info.image_height = (JDIMENSION) height;
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults (&info);
  jpeg_set_quality (&info, QUALITY, TRUE);
  jpeg_start_compress (&info, TRUE);
  for (int y = 0; y < height; y++)
    {
      const guint32 *from = (const guint32 *) (gconstpointer) (pixels + (gsize) stride * y);

      for (int x = 0; x < width; x++)
        {
          row[x * 3] = from[x] >> 16 & 0xff;
          row[x * 3 + 1] = from[x] >> 8 & 0xff;
          row[x * 3 + 2] = from[x] & 0xff;
        }
      jpeg_write_scanlines (&info, rows, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  bytes = g_bytes_new (out, length);
  free (out);
  return bytes;
}

/* ---- PNG ---- */

/* Its size stands at its beginning: one that is too large is not even unpacked. */
static cairo_surface_t *
decode_png (const guint8 *data,
            gsize         length)
{
  if (length < 24 || (gint64) number_at (data + 16, TRUE, 4) * number_at (data + 20, TRUE, 4) > MAX_PIXELS)
    return NULL;
  return sotong_png_decode (data, length);
}

/* ---- as it is kept ---- */

/* Upright, on white, its longer side at most LONGER_SIDE. (transfer full) (nullable) */
static cairo_surface_t *
make_small (cairo_surface_t *from,
            guint            orientation)
{
  double w = cairo_image_surface_get_width (from), h = cairo_image_surface_get_height (from);
  double scale = MIN (1, LONGER_SIDE / MAX (w, h));
  gboolean turned = orientation >= 5 && orientation <= 8;
  int width = MAX ((int) lround ((turned ? h : w) * scale), 1), height = MAX ((int) lround ((turned ? w : h) * scale), 1);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, width / 2.0, height / 2.0);
  if (orientation == 3 || orientation == 4)
    cairo_rotate (cr, G_PI);
  else if (orientation == 6 || orientation == 5)
    cairo_rotate (cr, G_PI / 2);
  else if (orientation == 8 || orientation == 7)
    cairo_rotate (cr, -G_PI / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, from, -w / 2, -h / 2);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy (surface);
  return NULL;
}

/* (transfer full) (nullable) */
static Photo *
photo_new (GBytes *file)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (file, &length);
  cairo_surface_t *whole = NULL, *small;
  guint orientation = 1;
  Photo *photo = NULL;
  GBytes *jpeg;

  if (length > MAX_FILE || length < 8)
    return NULL;
  if (data[0] == 0xff && data[1] == 0xd8)
    whole = decode_jpeg (data, length, &orientation);
  else if (memcmp (data, "\x89PNG", 4) == 0)
    whole = decode_png (data, length);
  if (whole == NULL)
    return NULL;
  small = make_small (whole, orientation);
  cairo_surface_destroy (whole);
  if (small == NULL)
    return NULL;
  jpeg = encode_jpeg (small);
  if (jpeg != NULL)
    {
      photo = g_new0 (Photo, 1);
      photo->jpeg = jpeg;
      photo->width = cairo_image_surface_get_width (small);
      photo->height = cairo_image_surface_get_height (small);
    }
  cairo_surface_destroy (small);
  return photo;
}

/* A PDF holds the very bytes; what is drawn elsewhere, their picture. */
static void
draw_photo (cairo_t  *cr,
            double    width,
            double    height,
            gpointer  data)
{
  const Photo *photo = data;
  gsize length;
  const guint8 *bytes = g_bytes_get_data (photo->jpeg, &length);
  guint orientation;
  cairo_surface_t *surface = decode_jpeg (bytes, length, &orientation);

  if (surface == NULL)
    return;
  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, bytes, (unsigned long) length, (cairo_destroy_func_t) g_bytes_unref, g_bytes_ref (photo->jpeg));
  cairo_scale (cr, width / cairo_image_surface_get_width (surface), height / cairo_image_surface_get_height (surface));
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_surface_destroy (surface);
}

/**
 * sotong_report_photo_is_kind:
 * @media_type: of a file
 *
 * Returns: %TRUE if such a file may be a picture that can be printed
 */
gboolean
sotong_report_photo_is_kind (const char *media_type)
{
  return g_str_equal (media_type, "image/jpeg") || g_str_equal (media_type, "image/png");
}

/**
 * sotong_report_photo_add:
 * @document: a document
 * @file: a PNG or a JPEG, at most 20 MB
 * @max_width: mm that it may take
 * @max_height: likewise
 * @caption: the line under it
 * @alt: what it shows, in words
 *
 * Adds a photograph, as large as fits and never larger than 150 dots an inch allow.
 *
 * Returns: %FALSE if it cannot be read: then nothing was added
 */
gboolean
sotong_report_photo_add (SotongDocument *document,
                         GBytes         *file,
                         double          max_width,
                         double          max_height,
                         const char     *caption,
                         const char     *alt)
{
  Photo *photo = photo_new (file);
  SotongBlock *block;
  GPtrArray *blocks;
  double scale;

  if (photo == NULL)
    return FALSE;
  scale = MIN (25.4 / 150, MIN (max_width / photo->width, max_height / photo->height));
  sotong_document_add_picture (document, photo->width * scale, photo->height * scale, caption, alt, draw_photo, photo, photo_free);
  blocks = sotong_document_peek_blocks (document);
  block = g_ptr_array_index (blocks, blocks->len - 1);
  block->jpeg = g_bytes_ref (photo->jpeg);
  block->pixels_w = photo->width;
  block->pixels_h = photo->height;
  return TRUE;
}
