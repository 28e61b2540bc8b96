/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <zlib.h>

#include "report/sotong-png.h"

/*
 * Drawn pictures as PNG. cairo's own writer tries every filter on every row at the best compression; drawings of flat
 * colours come out as small with no filter and the fastest one, in less than half the time.
 */

#define LEVEL 1

static void
append_number (GByteArray *out,
               guint32     number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (out, (const guint8 *) &big, 4);
}

static void
append_chunk (GByteArray   *out,
              const char   *name,
              const guint8 *data,
              guint         length)
{
  uLong crc = crc32 (0, (const Bytef *) name, 4);

  append_number (out, length);
  g_byte_array_append (out, (const guint8 *) name, 4);
  if (length > 0)
    g_byte_array_append (out, data, length);
  append_number (out, (guint32) (length > 0 ? crc32 (crc, data, length) : crc));
}

/* One row: its filter, none, then red, green and blue of each pixel. */
static void
fill_row (const guint8 *pixels,
          guint8       *row,
          int           width)
{
  *row++ = 0;
  for (int x = 0; x < width; x++)
    {
      guint32 pixel;

      memcpy (&pixel, pixels + (gsize) x * 4, 4);
      *row++ = (guint8) (pixel >> 16);
      *row++ = (guint8) (pixel >> 8);
      *row++ = (guint8) pixel;
    }
}

/* The rows packed, in *@out; FALSE when there is not enough memory. */
static gboolean
deflate_rows (cairo_surface_t *surface,
              int              width,
              int              height,
              GByteArray      *out)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface), row_size = (gsize) width * 3 + 1;
  g_autofree guint8 *row = g_malloc (row_size);
  z_stream z = { 0 };
  int result = Z_OK;

  if (deflateInit2 (&z, LEVEL, Z_DEFLATED, 15, 9, Z_DEFAULT_STRATEGY) != Z_OK)
    return FALSE;
  g_byte_array_set_size (out, (guint) deflateBound (&z, (uLong) (row_size * (gsize) height)));
  z.next_out = out->data;
  z.avail_out = out->len;
  for (int y = 0; y < height && result == Z_OK; y++)
    {
      fill_row (data + (gsize) y * stride, row, width);
      z.next_in = row;
      z.avail_in = (uInt) row_size;
      result = deflate (&z, y + 1 < height ? Z_NO_FLUSH : Z_FINISH);
    }
  g_byte_array_set_size (out, (guint) z.total_out);
  deflateEnd (&z);
  return result == Z_STREAM_END;
}

/**
 * sotong_png_encode:
 * @surface: an image of `CAIRO_FORMAT_RGB24`
 *
 * Returns: (transfer full) (nullable): the picture as PNG, eight bits a colour; %NULL when there is not enough memory
 */
GBytes *
sotong_png_encode (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  g_autoptr(GByteArray) packed = g_byte_array_new ();
  g_autoptr(GByteArray) out = NULL;
  guint32 size[2] = { GUINT32_TO_BE ((guint32) width), GUINT32_TO_BE ((guint32) height) };
  guint8 head[13] = { [8] = 8 /* bits */, [9] = 2 /* red, green, blue */ };

  g_return_val_if_fail (cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24, NULL);

  cairo_surface_flush (surface);
  if (width < 1 || height < 1 || !deflate_rows (surface, width, height, packed))
    return NULL;
  memcpy (head, size, sizeof size);
  out = g_byte_array_sized_new (packed->len + 64);
  g_byte_array_append (out, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  append_chunk (out, "IHDR", head, sizeof head);
  append_chunk (out, "IDAT", packed->data, packed->len);
  append_chunk (out, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

typedef struct {
  const guint8 *data;
  gsize         left;
} Reading;

static cairo_status_t
read_cb (void          *closure,
         unsigned char *data,
         unsigned int   length)
{
  Reading *reading = closure;

  if (length > reading->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reading->data, length);
  reading->data += length;
  reading->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

/*
 * sotong_png_decode:
 * @data: a file
 * @length: its bytes
 *
 * Returns: (transfer full) (nullable): its picture; %NULL of what is no PNG
 */
cairo_surface_t *
sotong_png_decode (const guint8 *data,
                   gsize         length)
{
  Reading reading = { data, length };
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream (read_cb, &reading);

  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy (surface);
  return NULL;
}
