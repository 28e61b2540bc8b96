/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-picture.h"

static guint32
be16 (const guint8 *p)
{
  return (guint32) p[0] << 8 | p[1];
}

static guint32
be32 (const guint8 *p)
{
  return be16 (p) << 16 | be16 (p + 2);
}

static guint32
le16 (const guint8 *p)
{
  return (guint32) p[1] << 8 | p[0];
}

static guint32
le24 (const guint8 *p)
{
  return le16 (p) | (guint32) p[2] << 16;
}

static guint32
le32 (const guint8 *p)
{
  return le24 (p) | (guint32) p[3] << 24;
}

/* The frame header of a JPEG: SOF0 to SOF15 but DHT (C4), JPG (C8) and DAC (CC). */
static gboolean
read_jpeg (const guint8 *p,
           gsize         n,
           guint32      *width,
           guint32      *height)
{
  gsize at = 2;

  while (at + 9 < n)
    {
      guint8 marker = p[at + 1];

      if (p[at] != 0xff)
        return FALSE;
      if (marker == 0xff)
        {
          at++;
          continue;
        }
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          *height = be16 (p + at + 5);
          *width = be16 (p + at + 7);
          return TRUE;
        }
      at += 2 + be16 (p + at + 2);
    }
  return FALSE;
}

static gboolean
read_webp (const guint8 *p,
           gsize         n,
           guint32      *width,
           guint32      *height)
{
  if (n < 30)
    return FALSE;
  if (memcmp (p + 12, "VP8X", 4) == 0)
    {
      *width = le24 (p + 24) + 1;
      *height = le24 (p + 27) + 1;
      return TRUE;
    }
  if (memcmp (p + 12, "VP8 ", 4) == 0)
    {
      *width = le16 (p + 26) & 0x3fff;
      *height = le16 (p + 28) & 0x3fff;
      return TRUE;
    }
  if (memcmp (p + 12, "VP8L", 4) == 0)
    {
      guint32 bits = le24 (p + 21) | (guint32) p[24] << 24;

      *width = (bits & 0x3fff) + 1;
      *height = (bits >> 14 & 0x3fff) + 1;
      return TRUE;
    }
  return FALSE;
}

/**
 * sotong_picture_sniff:
 * @p: a file's bytes
 * @n: how many
 * @width: (out): pixels; untouched where the file does not say
 * @height: (out): pixels
 *
 * Finds out what a file is by what it holds; its name may lie.
 *
 * Returns: (nullable): its media type; %NULL if it is neither a picture nor a video that the program knows
 */
const char *
sotong_picture_sniff (const guint8 *p,
                      gsize         n,
                      guint32      *width,
                      guint32      *height)
{
  if (n >= 24 && memcmp (p, "\x89PNG\r\n\x1a\n", 8) == 0 && memcmp (p + 12, "IHDR", 4) == 0)
    {
      *width = be32 (p + 16);
      *height = be32 (p + 20);
      return "image/png";
    }
  if (n >= 4 && p[0] == 0xff && p[1] == 0xd8 && p[2] == 0xff && read_jpeg (p, n, width, height))
    return "image/jpeg";
  if (n >= 10 && (memcmp (p, "GIF87a", 6) == 0 || memcmp (p, "GIF89a", 6) == 0))
    {
      *width = le16 (p + 6);
      *height = le16 (p + 8);
      return "image/gif";
    }
  if (n >= 16 && memcmp (p, "RIFF", 4) == 0 && memcmp (p + 8, "WEBP", 4) == 0 && read_webp (p, n, width, height))
    return "image/webp";
  if (n >= 12 && memcmp (p + 4, "ftyp", 4) == 0)
    return memcmp (p + 8, "qt  ", 4) == 0 ? "video/quicktime" : "video/mp4";
  return NULL;
}

/* ---- whether all of it is there ---- */

/* Up to the chunk IEND, with its checksum. */
static gboolean
is_whole_png (const guint8 *p,
              gsize         n)
{
  for (gsize at = 8; n - at >= 12;)
    {
      guint32 length = be32 (p + at);

      if (length > n - at - 12)
        return FALSE;
      if (memcmp (p + at + 4, "IEND", 4) == 0)
        return TRUE;
      at += (gsize) length + 12;
    }
  return FALSE;
}

/* Where the marker stands that ends the picture's data which begins at @at: an FF that is followed neither by the 00 of
 * one in the data nor by a restart marker. */
static gsize
skip_scan (const guint8 *p,
           gsize         n,
           gsize         at)
{
  while (at + 1 < n && !(p[at] == 0xff && p[at + 1] != 0 && p[at + 1] != 0xff && (p[at + 1] < 0xd0 || p[at + 1] > 0xd7)))
    at++;
  return at;
}

/* Up to the marker EOI. Cameras write more behind it. */
static gboolean
is_whole_jpeg (const guint8 *p,
               gsize         n)
{
  for (gsize at = 2; at + 1 < n;)
    {
      guint8 marker = p[at + 1];

      if (p[at] != 0xff) /* what stands between parts is passed over by whoever shows it, too */
        {
          at = skip_scan (p, n, at);
          continue;
        }
      if (marker == 0xd9)
        return TRUE;
      if (marker == 0xff || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8))
        {
          at += marker == 0xff ? 1 : 2;
          continue;
        }
      if (n - at < 4)
        return FALSE;
      at += 2 + be16 (p + at + 2);
      if (marker == 0xda && at < n)
        at = skip_scan (p, n, at);
    }
  return FALSE;
}

/* Behind the blocks at @at, of which each says how long it is, and the last that it is empty; 0 when they are not all there. */
static gsize
skip_blocks (const guint8 *p,
             gsize         n,
             gsize         at)
{
  while (at < n && p[at] != 0)
    at += (gsize) p[at] + 1;
  return at < n ? at + 1 : 0;
}

static gsize
colours_of (guint8 flags)
{
  return (flags & 0x80) != 0 ? (gsize) 3 << ((flags & 7) + 1) : 0;
}

/* Up to its trailer. */
static gboolean
is_whole_gif (const guint8 *p,
              gsize         n)
{
  gsize at = n >= 13 ? 13 + colours_of (p[10]) : 0;

  while (at > 0 && at < n && p[at] != 0x3b)
    if (p[at] == 0x21)
      at = skip_blocks (p, n, at + 2);
    else if (p[at] == 0x2c && n - at > 10)
      at = skip_blocks (p, n, at + 11 + colours_of (p[at + 9]));
    else
      return FALSE;
  return at > 0 && at < n;
}

/* Boxes, of which each says how long it is; what is in the film is said by “moov”, and by “meta” of a picture. */
static gboolean
is_whole_film (const guint8 *p,
               gsize         n)
{
  gboolean told = FALSE;

  for (gsize at = 0; at < n;)
    {
      guint64 size = n - at >= 8 ? be32 (p + at) : 0;

      if (n - at < 8)
        return told && at > 0;
      told = told || memcmp (p + at + 4, "moov", 4) == 0 || memcmp (p + at + 4, "meta", 4) == 0;
      if (size == 0) /* the last */
        return told;
      if (size == 1 && n - at >= 16)
        size = (guint64) be32 (p + at + 8) << 32 | be32 (p + at + 12);
      if (size < 8 || size > n - at)
        return FALSE;
      at += size;
    }
  return told;
}

/**
 * sotong_picture_is_whole:
 * @type: what sotong_picture_sniff() found
 * @p: the file's bytes
 * @n: how many
 *
 * Goes through a file from part to part, without decoding it, to see whether it ends where it says that it does:
 * a copy or a download that was broken off does not.
 *
 * Returns: whether its end is there
 */
gboolean
sotong_picture_is_whole (const char   *type,
                         const guint8 *p,
                         gsize         n)
{
  if (g_str_equal (type, "image/png"))
    return is_whole_png (p, n);
  if (g_str_equal (type, "image/jpeg"))
    return is_whole_jpeg (p, n);
  if (g_str_equal (type, "image/gif"))
    return is_whole_gif (p, n);
  if (g_str_equal (type, "image/webp"))
    return n - 8 >= le32 (p + 4);
  return is_whole_film (p, n);
}
