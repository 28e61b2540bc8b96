/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <zip.h>
#include <glib/gi18n-lib.h>

#include "report/sotong-hwpx-private.h"
#include "util/sotong-replace.h"
#include "util/sotong-time.h"

/*
 * A document as HWPX (OWPML, KS X 6101): a package of XML parts that Hangul opens, prints and edits. The
 * parts, their order and how each is packed are those that Hangul itself writes.
 */

#define BODY_SHARE 0.9  /* of the whole work, for the progress */
#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\" ?>"

typedef struct {
  zip_t      *zip;     /* (nullable): %NULL once something failed */
  GPtrArray  *parts;   /* (owned) (element-type GBytes): what the package is made of, until it is written */
  time_t      time;    /* of every part */
  gboolean    failed;
} Package;

/* A root element with all the namespaces that Hangul declares, used or not: some readers ask for them. */
void
sotong_hwpx_append_root (GString    *out,
                         const char *name,
                         const char *attributes)
{
  static const char * const hancom[][2] = {
    { "ha", "2011/app" }, { "hp", "2011/paragraph" }, { "hp10", "2016/paragraph" }, { "hs", "2011/section" }, { "hc", "2011/core" },
    { "hh", "2011/head" }, { "hhs", "2011/history" }, { "hm", "2011/master-page" }, { "ooxmlchart", "2016/ooxmlchart" },
    { "hwpunitchar", "2016/HwpUnitChar" },
  };

  g_string_append_printf (out, DECLARATION "<%s", name);
  for (guint i = 0; i < G_N_ELEMENTS (hancom); i++)
    g_string_append_printf (out, " xmlns:%s=\"http://www.hancom.co.kr/hwpml/%s\"", hancom[i][0], hancom[i][1]);
  g_string_append_printf (out, " xmlns:hpf=\"http://www.hancom.co.kr/schema/2011/hpf\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                          " xmlns:opf=\"http://www.idpf.org/2007/opf/\" xmlns:epub=\"http://www.idpf.org/2007/ops\""
                          " xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\"%s>", attributes);
}

static void
add_part (Package    *package,
          const char *name,
          GBytes     *bytes,
          gboolean    stored)
{
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  zip_source_t *source;
  zip_int64_t index;

  g_ptr_array_add (package->parts, bytes);
  if (package->failed)
    return;
  source = zip_source_buffer (package->zip, data, length, 0);
  index = source != NULL ? zip_file_add (package->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
  if (index < 0 && source != NULL)
    zip_source_free (source);
  package->failed = index < 0
                    || zip_set_file_compression (package->zip, (zip_uint64_t) index, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) != 0
                    || zip_file_set_mtime (package->zip, (zip_uint64_t) index, package->time, 0) != 0;
}

static void
add_text (Package    *package,
          const char *name,
          GString    *text)
{
  add_part (package, name, g_string_free_to_bytes (text), FALSE);
}

static void
add_fixed (Package    *package,
           const char *name,
           const char *text,
           gboolean    stored)
{
  add_part (package, name, g_bytes_new_static (text, strlen (text)), stored);
}

static void
append_meta (GString    *out,
             const char *name,
             const char *value)
{
  g_string_append_printf (out, "<opf:meta name=\"%s\" content=\"text\">", name);
  sotong_hwpx_append_text (out, value != NULL ? value : "");
  g_string_append (out, "</opf:meta>");
}

/* A picture is a PNG else. */
static gboolean
is_jpeg (GBytes *picture)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (picture, &length);

  return length > 2 && data[0] == 0xff && data[1] == 0xd8;
}

/* Contents/content.hpf: what the package holds, in which order, and who made it. */
static GString *
make_list (SotongDocument *document,
           GPtrArray      *pictures)
{
  GString *out = g_string_new (NULL);
  gint64 created = sotong_document_get_created (document);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (created);
  g_autofree char *time = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
  g_autofree char *date = sotong_time_format_date (created, sotong_document_get_zone (document));

  sotong_hwpx_append_root (out, "opf:package", " version=\"\" unique-identifier=\"\" id=\"\"");
  g_string_append (out, "<opf:metadata><opf:title>");
  sotong_hwpx_append_text (out, sotong_document_get_title (document));
  g_string_append (out, "</opf:title><opf:language>ko</opf:language>");
  append_meta (out, "creator", sotong_document_get_author (document));
  append_meta (out, "subject", sotong_document_get_subject (document));
  append_meta (out, "description", sotong_document_get_period (document));
  append_meta (out, "lastsaveby", "Sotong");
  append_meta (out, "CreatedDate", time);
  append_meta (out, "ModifiedDate", time);
  append_meta (out, "date", date);
  append_meta (out, "keyword", "");
  g_string_append (out, "</opf:metadata><opf:manifest><opf:item id=\"header\" href=\"Contents/header.xml\" media-type=\"application/xml\"/>"
                   "<opf:item id=\"section0\" href=\"Contents/section0.xml\" media-type=\"application/xml\"/>"
                   "<opf:item id=\"settings\" href=\"settings.xml\" media-type=\"application/xml\"/>");
  for (guint i = 0; i < pictures->len; i++)
    {
      gboolean jpeg = is_jpeg (g_ptr_array_index (pictures, i));

      g_string_append_printf (out, "<opf:item id=\"image%u\" href=\"BinData/image%u.%s\" media-type=\"image/%s\" isEmbeded=\"1\"/>", i + 1, i + 1,
                              jpeg ? "jpg" : "png", jpeg ? "jpeg" : "png");
    }
  g_string_append (out, "</opf:manifest><opf:spine><opf:itemref idref=\"header\" linear=\"yes\"/><opf:itemref idref=\"section0\" linear=\"yes\"/></opf:spine></opf:package>");
  return out;
}

static void
add_parts (Package        *package,
           SotongDocument *document,
           GString        *body,
           GPtrArray      *pictures)
{
  GString *header = g_string_new (NULL);
  char *preview = sotong_hwpx_make_preview (document);

  sotong_hwpx_append_header (header);
  add_fixed (package, "mimetype", "application/hwp+zip", TRUE);
  add_fixed (package, "version.xml", DECLARATION "<hv:HCFVersion xmlns:hv=\"http://www.hancom.co.kr/hwpml/2011/version\" tagetApplication=\"WORDPROCESSOR\""
             " major=\"5\" minor=\"0\" micro=\"5\" buildNumber=\"0\" os=\"1\" xmlVersion=\"1.4\" application=\"Sotong\" appVersion=\"" SOTONG_VERSION "\"/>", FALSE);
  add_text (package, "Contents/header.xml", header);
  for (guint i = 0; i < pictures->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("BinData/image%u.%s", i + 1, is_jpeg (g_ptr_array_index (pictures, i)) ? "jpg" : "png");

      add_part (package, name, g_bytes_ref (g_ptr_array_index (pictures, i)), TRUE);
    }
  add_text (package, "Contents/section0.xml", body);
  add_part (package, "Preview/PrvText.txt", g_bytes_new_take (preview, strlen (preview)), FALSE);
  add_fixed (package, "settings.xml", DECLARATION "<ha:HWPApplicationSetting xmlns:ha=\"http://www.hancom.co.kr/hwpml/2011/app\""
             " xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\"><ha:CaretPosition listIDRef=\"0\" paraIDRef=\"0\" pos=\"0\"/></ha:HWPApplicationSetting>", FALSE);
  add_fixed (package, "META-INF/container.xml", DECLARATION "<ocf:container xmlns:ocf=\"urn:oasis:names:tc:opendocument:xmlns:container\""
             " xmlns:hpf=\"http://www.hancom.co.kr/schema/2011/hpf\"><ocf:rootfiles>"
             "<ocf:rootfile full-path=\"Contents/content.hpf\" media-type=\"application/hwpml-package+xml\"/>"
             "<ocf:rootfile full-path=\"Preview/PrvText.txt\" media-type=\"text/plain\"/></ocf:rootfiles></ocf:container>", FALSE);
  add_text (package, "Contents/content.hpf", make_list (document, pictures));
  add_fixed (package, "META-INF/manifest.xml", DECLARATION "<odf:manifest xmlns:odf=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>", FALSE);
}

/* What the zip has become, read back; NULL when it could not be made. */
static GBytes *
read_back (zip_source_t *source)
{
  zip_stat_t stat;
  guint8 *data;
  zip_int64_t n = -1;

  if (zip_source_stat (source, &stat) != 0 || zip_source_open (source) != 0)
    return NULL;
  data = g_malloc (stat.size + 1);
  n = zip_source_read (source, data, stat.size);
  zip_source_close (source);
  if (n == (zip_int64_t) stat.size)
    return g_bytes_new_take (data, stat.size);
  g_free (data);
  return NULL;
}

static GBytes *
pack (SotongDocument *document,
      GString        *body,
      GPtrArray      *pictures)
{
  zip_source_t *source = zip_source_buffer_create (NULL, 0, 0, NULL);
  Package package = { NULL, g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref),
                      (time_t) sotong_document_get_created (document), source == NULL };
  GBytes *bytes = NULL;

  if (source != NULL)
    {
      zip_source_keep (source); /* the archive lets go of its own */
      package.zip = zip_open_from_source (source, ZIP_TRUNCATE, NULL);
      package.failed = package.zip == NULL;
      if (package.failed)
        zip_source_free (source);
    }
  add_parts (&package, document, body, pictures);
  if (package.zip != NULL && (package.failed || zip_close (package.zip) != 0))
    zip_discard (package.zip);
  else if (package.zip != NULL)
    bytes = read_back (source);
  if (source != NULL)
    zip_source_free (source);
  g_ptr_array_unref (package.parts);
  return bytes;
}

typedef struct {
  SotongPagesProgress progress;  /* (nullable) */
  gpointer            data;
} Progress;

static void
body_progress_cb (double   fraction,
                  gpointer data)
{
  const Progress *progress = data;

  progress->progress (fraction * BODY_SHARE, progress->data);
}

/**
 * sotong_hwpx_to_bytes:
 * @document: a document that is not changed any more
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: its data
 * @cancellable: (nullable): asked before each block
 * @error: return location; `G_IO_ERROR_CANCELLED`
 *
 * The same document gives the same bytes. For a worker thread.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
sotong_hwpx_to_bytes (SotongDocument       *document,
                      SotongPagesProgress   progress,
                      gpointer              progress_data,
                      GCancellable         *cancellable,
                      GError              **error)
{
  Progress inner = { progress, progress_data };
  g_autoptr(GPtrArray) pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GString *body = g_string_sized_new (65536);
  GBytes *bytes;

  g_return_val_if_fail (SOTONG_IS_DOCUMENT (document), NULL);

  if (!sotong_hwpx_append_body (body, document, pictures, progress != NULL ? body_progress_cb : NULL, &inner, cancellable, error))
    {
      g_string_free (body, TRUE);
      return NULL;
    }
  bytes = pack (document, body, pictures);
  if (bytes == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         _("The report could not be packed into a Hangul document: there is not enough memory. Close other programs and try again."));
  else if (progress != NULL)
    progress (1, progress_data);
  return bytes;
}

/**
 * sotong_hwpx_write:
 * @document: a document that is not changed any more
 * @file: the target; what was there before stays until the new file is whole
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: its data
 * @cancellable: (nullable): asked before each block
 * @error: return location
 *
 * For a worker thread.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_hwpx_write (SotongDocument       *document,
                   GFile                *file,
                   SotongPagesProgress   progress,
                   gpointer              progress_data,
                   GCancellable         *cancellable,
                   GError              **error)
{
  g_autoptr(GBytes) bytes = sotong_hwpx_to_bytes (document, progress, progress_data, cancellable, error);
  g_autoptr(SotongReplace) replace = NULL;
  gsize length;
  const void *data;

  if (bytes == NULL)
    return FALSE;
  replace = sotong_replace_begin (file, error);
  if (replace == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &length);
  sotong_replace_write (replace, data, length);
  return sotong_replace_commit (replace, error);
}
