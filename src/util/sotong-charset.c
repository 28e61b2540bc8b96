/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>

#include "util/sotong-charset.h"

#define REPLACEMENT "\xef\xbf\xbd"

/**
 * sotong_charset_is_korean:
 * @name: (nullable): the name of a character set
 *
 * Returns: %TRUE if it is one of the many names of EUC-KR and CP949. They are
 *   all read as CP949, of which EUC-KR is a part: 똠 and 8,821 other syllables
 *   are in CP949 only, and pages use them whatever they declare.
 */
gboolean
sotong_charset_is_korean (const char *name)
{
  static const char * const names[] = {
    "euc-kr", "euckr", "euc_kr", "x-euc-kr", "ks_c_5601-1987", "ks_c_5601-1989", "ks_c_5601", "ksc5601", "ksc_5601",
    "ks-c-5601", "ksx1001", "ks_x_1001", "korean", "cseuckr", "cp949", "ms949", "x-windows-949", "windows-949",
    "uhc", "x-uhc", "949", "iso-ir-149",
  };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strcasecmp (name, names[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * sotong_charset_from_bom:
 * @data: the beginning of a file
 * @length: its length in bytes
 * @bom_length: (out): the length of the byte order mark, 0 if there is none
 *
 * Returns: (nullable): the character set that a byte order mark says
 */
const char *
sotong_charset_from_bom (const guint8 *data,
                         gsize         length,
                         gsize        *bom_length)
{
  *bom_length = 0;
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      *bom_length = 3;
      return "UTF-8";
    }
  if (length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    {
      *bom_length = 2;
      return data[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
    }
  return NULL;
}

/**
 * sotong_charset_decode:
 * @data: bytes
 * @length: their number
 * @charset: a name that iconv knows
 * @n_wrong: (out) (optional): how many places could not be read; each is U+FFFD
 *   in the text
 *
 * Returns: (transfer full) (nullable): UTF-8, or %NULL if there is no such
 *   character set
 */
char *
sotong_charset_decode (const char *data,
                       gsize       length,
                       const char *charset,
                       guint      *n_wrong)
{
  GIConv iconv = g_iconv_open ("UTF-8", charset);
  GString *out;
  char *in = (char *) data;
  gsize in_left = length;
  guint wrong = 0;

  if (iconv == (GIConv) -1)
    return NULL;
  out = g_string_sized_new (length + length / 2 + 8);
  for (;;)
    {
      char buffer[8192];
      char *to = buffer;
      gsize to_left = sizeof buffer;
      gsize result = g_iconv (iconv, &in, &in_left, &to, &to_left);
      int code = errno;

      g_string_append_len (out, buffer, to - buffer);
      if (result != (gsize) -1)
        break;
      if (code == E2BIG)
        continue;
      wrong++;
      g_string_append (out, REPLACEMENT);
      if (code == EINVAL || in_left == 0) /* cut within a character */
        break;
      in++;
      in_left--;
      g_iconv (iconv, NULL, NULL, NULL, NULL);
    }
  g_iconv_close (iconv);
  if (n_wrong != NULL)
    *n_wrong = wrong;
  return g_string_free (out, FALSE);
}

/* Wrong places in what should be UTF-8, and bytes above ASCII, to tell damage from another encoding. */
static guint
count_wrong_utf8 (const char *data,
                  gsize       length,
                  gsize      *n_high)
{
  const char *p = data, *end = data + length;
  guint wrong = 0;

  *n_high = 0;
  for (gsize i = 0; i < length; i++)
    *n_high += (guchar) data[i] >= 0x80;
  while (p < end)
    {
      const char *bad;

      if (g_utf8_validate_len (p, (gsize) (end - p), &bad))
        break;
      if (*bad != '\0')
        wrong++;
      p = bad + 1;
    }
  return wrong;
}

/* Characters of three bytes, as Hangul is in UTF-8: in CP949 hardly any three bytes look like one. */
static gsize
count_three_bytes (const char *data,
                   gsize       length)
{
  const guchar *p = (const guchar *) data;
  gsize n = 0;

  for (gsize i = 0; i + 2 < length; i++)
    {
      if ((p[i] & 0xf0) == 0xe0 && (p[i + 1] & 0xc0) == 0x80 && (p[i + 2] & 0xc0) == 0x80)
        {
          n++;
          i += 2;
        }
    }
  return n;
}

/* A few wrong places in much that is right, or characters cut in the middle by a program that counts bytes. */
static gboolean
is_damaged_utf8 (const char *data,
                 gsize       length,
                 guint       wrong,
                 gsize       n_high)
{
  gsize n_three;

  if (wrong * 50 <= n_high || (wrong == 1 && n_high <= 50 && n_high > 3))
    return TRUE;
  n_three = count_three_bytes (data, length);
  return n_three > 0 && n_three * 3 >= wrong;
}

/* How many pairs of bytes are an ASCII letter, a sign or a line end, with the low byte at @low. */
static gsize
count_ascii_pairs (const char *data,
                   gsize       length,
                   gsize       low)
{
  gsize n = 0;

  for (gsize i = 0; i + 1 < length; i += 2)
    n += data[i + 1 - low] == '\0' && ((data[i + low] >= 0x20 && data[i + low] < 0x7f) || strchr ("\t\n\r", data[i + low]) != NULL)
         && data[i + low] != '\0';
  return n;
}

/* Whether nearly all units are what a Korean office writes. Bytes of another kind, read two by two, are letters from everywhere. */
static gboolean
is_office_utf16 (const char *data,
                 gsize       length,
                 gboolean    big)
{
  static const struct { gunichar2 first, last; } ranges[] = {
    { 0x20, 0x7e }, { 0xa0, 0xff }, { 0x2000, 0x26ff }, { 0x3000, 0x33ff }, { 0x4e00, 0x9fff }, { 0xac00, 0xd7a3 }, { 0xff00, 0xffef },
  };
  gsize good = 0, all = length / 2;

  for (gsize i = 0; i + 1 < length; i += 2)
    {
      gunichar2 unit = (gunichar2) ((guint8) data[i + !big] << 8 | (guint8) data[i + big]);

      if (unit == 0)
        return FALSE;
      if (unit == '\t' || unit == '\n' || unit == '\r')
        good++;
      for (gsize k = 0; k < G_N_ELEMENTS (ranges); k++)
        good += unit >= ranges[k].first && unit <= ranges[k].last;
    }
  return good * 10 >= all * 9;
}

/**
 * sotong_charset_guess_utf16:
 * @data: the beginning of a file without a byte order mark
 * @length: its length in bytes
 *
 * The first letters of a text that is mostly ASCII give it away; else the blanks, commas and line ends between Korean words, of
 * which every other byte is zero. No other text has zero bytes, and what has them and is no text is not taken for one.
 *
 * Returns: (nullable): "UTF-16LE" or "UTF-16BE"; %NULL if it does not look like either
 */
const char *
sotong_charset_guess_utf16 (const char *data,
                            gsize       length)
{
  gsize little, big;

  if (length < 4)
    return NULL;
  if ((data[0] == '\0') != (data[1] == '\0') && (data[2] == '\0') == (data[0] == '\0') && (data[3] == '\0') == (data[1] == '\0'))
    return data[0] == '\0' ? "UTF-16BE" : "UTF-16LE";
  little = count_ascii_pairs (data, length, 0);
  big = count_ascii_pairs (data, length, 1);
  if (MAX (little, big) * 40 < length || MIN (little, big) * 4 > MAX (little, big))
    return NULL;
  if (!is_office_utf16 (data, length, big > little))
    return NULL;
  return big > little ? "UTF-16BE" : "UTF-16LE";
}

/**
 * sotong_charset_decode_any:
 * @data: bytes
 * @length: their number
 * @declared: (nullable): what the sender says they are
 * @out_charset: (out) (optional): what they were read as
 *
 * Reads Korean text whose sender may be mistaken. A byte order mark decides;
 * else another Unicode or foreign set that was declared and fits; else UTF-8
 * where it is UTF-8 (a few damaged places allowed); else CP949.
 *
 * Returns: (transfer full): valid UTF-8 without a byte order mark; U+FFFD
 *   stands for what could not be read; may hold control characters, zero bytes
 *   are dropped
 */
char *
sotong_charset_decode_any (const char  *data,
                           gsize        length,
                           const char  *declared,
                           const char **out_charset)
{
  gsize bom_length = 0, n_high;
  const char *charset = sotong_charset_from_bom ((const guint8 *) data, length, &bom_length);
  guint wrong_utf8, wrong_other = 0;
  g_autofree char *other = NULL;
  GString *kept;

  data += bom_length;
  length -= bom_length;
  wrong_utf8 = count_wrong_utf8 (data, length, &n_high);
  if (charset == NULL && declared != NULL && n_high > 0)
    {
      gboolean korean = sotong_charset_is_korean (declared);

      if (korean || wrong_utf8 > 0)
        other = sotong_charset_decode (data, length, korean ? "CP949" : declared, &wrong_other);
      if (other != NULL && wrong_other == 0 && g_ascii_strcasecmp (declared, "UTF-8") != 0)
        charset = korean ? "CP949" : declared;
    }
  else if (charset == NULL)
    charset = sotong_charset_guess_utf16 (data, length);
  if (charset == NULL)
    charset = is_damaged_utf8 (data, length, wrong_utf8, n_high) ? "UTF-8" : "CP949";
  if (out_charset != NULL)
    *out_charset = charset;
  if (!g_str_equal (charset, "UTF-8"))
    {
      g_free (other);
      other = sotong_charset_decode (data, length, charset, NULL);
      data = other;
      length = strlen (other);
    }
  kept = g_string_sized_new (length + 1);
  for (const char *p = data, *end = data + length; p < end;)
    {
      const char *zero = memchr (p, '\0', (gsize) (end - p));

      g_string_append_len (kept, p, (zero != NULL ? zero : end) - p);
      p = zero != NULL ? zero + 1 : end;
    }
  if (!g_utf8_validate_len (kept->str, kept->len, NULL))
    {
      char *valid = g_utf8_make_valid (kept->str, (gssize) kept->len);

      g_string_free (kept, TRUE);
      return valid;
    }
  return g_string_free (kept, FALSE);
}

/* The text, or %NULL with the first byte that @charset has no letter for. */
static char *
decode_strictly (const char *data,
                 gsize       length,
                 const char *charset,
                 gsize      *out_wrong_at)
{
  g_autoptr(GError) error = NULL;
  gsize n_read = 0, n_written = 0;
  g_autofree char *text = g_convert (data, (gssize) length, "UTF-8", charset, &n_read, &n_written, &error);

  *out_wrong_at = n_read;
  if (text == NULL || n_read < length) /* cut within a letter */
    return NULL;
  return strlen (text) == n_written ? g_steal_pointer (&text) : NULL;
}

/* A byte that no text has, as a zero, and that would be lost; %NULL if there is none. Old
 * programs of DOS end a text with 0x1a. */
static const char *
find_control (const char *data,
              gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) data[i];

      if (c < 0x20 && (c < '\t' || c > '\r') && !(c == 0x1a && i + 1 == length))
        return data + i;
    }
  return NULL;
}

/**
 * sotong_charset_decode_text:
 * @data: what a file holds
 * @length: its length in bytes
 * @out_wrong_at: (out): where the first byte is that belongs to no text, when there is one
 *
 * Reads a text of a person's own, of which nothing may be lost without a word: UTF-8, CP949, or
 * UTF-16 by its byte order mark or its look. Unlike sotong_charset_decode_any() it repairs nothing.
 *
 * Returns: (transfer full) (nullable): the text; %NULL if @data is no text
 */
char *
sotong_charset_decode_text (const char *data,
                            gsize       length,
                            gsize      *out_wrong_at)
{
  gsize bom_length = 0, wrong_utf8, wrong_cp949;
  const char *wide = sotong_charset_from_bom ((const guint8 *) data, length, &bom_length);
  const char *control, *bad;
  char *text = NULL;

  *out_wrong_at = 0;
  if (wide == NULL)
    wide = sotong_charset_guess_utf16 (data, length);
  data += bom_length;
  length -= bom_length;
  if (wide != NULL && !g_str_equal (wide, "UTF-8"))
    {
      text = decode_strictly (data, length, wide, out_wrong_at);
      *out_wrong_at += bom_length;
      return text;
    }
  control = find_control (data, length);
  if (control != NULL)
    {
      *out_wrong_at = bom_length + (gsize) (control - data);
      return NULL;
    }
  if (g_utf8_validate_len (data, length, &bad))
    return g_strndup (data, length);
  wrong_utf8 = wrong_cp949 = (gsize) (bad - data);
  if (bom_length == 0)
    text = decode_strictly (data, length, "CP949", &wrong_cp949);
  *out_wrong_at = bom_length + MAX (wrong_utf8, wrong_cp949);
  return text;
}
