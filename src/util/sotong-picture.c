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
