/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a workbook is read: the order of its sheets is that of the workbook, not of the parts of the file, and each part is named by
 * a relationship. */
#include "config.h"

#include "exchange/sotong-grid-book.h"

#include <string.h>

#define MAX_PART (256 * 1024 * 1024)

typedef struct {
  char *id;    /* (owned) */
  char *type;  /* (owned) */
  char *part;  /* (owned): where it leads */
} Relationship;

typedef struct {
  char     *id;      /* (owned): of its relationship */
  gboolean  hidden;
} Sheet;

typedef struct {
  const char *folder;         /* (nullable): where the part lies whose relationships are read */
  GPtrArray  *relationships;  /* (owned) (element-type Relationship) */
  GPtrArray  *sheets;         /* (owned) (element-type Sheet): as in the workbook */
  gboolean    from_1904;
} Parse;

static void
relationship_free (Relationship *relationship)
{
  g_free (relationship->id);
  g_free (relationship->type);
  g_free (relationship->part);
  g_free (relationship);
}

static void
sheet_free (Sheet *sheet)
{
  g_free (sheet->id);
  g_free (sheet);
}

void
sotong_grid_book_clear (SotongGridBook *self)
{
  g_clear_pointer (&self->sheet, g_free);
  g_clear_pointer (&self->texts, g_free);
}

/* Without the prefix of its namespace. */
const char *
sotong_grid_local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

/*
 * sotong_grid_book_read:
 * @zip: a workbook
 * @name: one of its parts, in capitals or not
 * @length: (out): bytes
 *
 * Returns: (transfer full) (nullable): the part whole; %NULL when it is not there, or too large
 */
char *
sotong_grid_book_read (zip_t      *zip,
                       const char *name,
                       gsize      *length)
{
  zip_stat_t stat;
  zip_file_t *file;
  char *text;
  zip_int64_t n;

  if (zip_stat (zip, name, ZIP_FL_NOCASE, &stat) != 0 || stat.size > MAX_PART || (file = zip_fopen (zip, name, ZIP_FL_NOCASE)) == NULL)
    return NULL;
  text = g_malloc (stat.size + 1);
  n = zip_fread (file, text, stat.size);
  zip_fclose (file);
  if (n != (zip_int64_t) stat.size)
    {
      g_free (text);
      return NULL;
    }
  *length = (gsize) n;
  return text;
}

static const char *
find_value (const char **names,
            const char **values,
            const char  *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (sotong_grid_local_name (names[i]), name))
      return values[i];
  return "";
}

/* A target is seen from the part that has the relationship, or from the root. */
static void
take_relationship (Parse       *parse,
                   const char **names,
                   const char **values)
{
  Relationship *relationship = g_new0 (Relationship, 1);
  g_autofree char *folder = g_strconcat ("/", parse->folder, NULL);
  g_autofree char *path = g_canonicalize_filename (find_value (names, values, "Target"), folder);

  relationship->id = g_strdup (find_value (names, values, "Id"));
  relationship->type = g_strdup (find_value (names, values, "Type"));
  relationship->part = g_strdup (path + 1);
  g_ptr_array_add (parse->relationships, relationship);
}

static void
take_sheet (Parse       *parse,
            const char **names,
            const char **values)
{
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->id = g_strdup (find_value (names, values, "id"));
  sheet->hidden = strstr (find_value (names, values, "state"), "idden") != NULL; /* hidden, veryHidden */
  g_ptr_array_add (parse->sheets, sheet);
}

static void
begin_cb (GMarkupParseContext  *context,
          const char           *name,
          const char          **names,
          const char          **values,
          gpointer              data,
          GError              **error)
{
  Parse *parse = data;
  const char *element = sotong_grid_local_name (name), *value;

  if (g_str_equal (element, "Relationship") && parse->folder != NULL)
    take_relationship (parse, names, values);
  else if (g_str_equal (element, "sheet"))
    take_sheet (parse, names, values);
  else if (g_str_equal (element, "workbookPr"))
    {
      value = find_value (names, values, "date1904");
      parse->from_1904 = g_str_equal (value, "1") || g_str_equal (value, "true");
    }
}

/* What is not there, or no XML, tells nothing. */
static void
parse_part (Parse      *parse,
            zip_t      *zip,
            const char *name)
{
  static const GMarkupParser parser = { begin_cb, NULL, NULL, NULL, NULL };
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, parse, NULL);
  gsize length = 0;
  g_autofree char *text = sotong_grid_book_read (zip, name, &length);

  if (text != NULL)
    g_markup_parse_context_parse (context, text, (gssize) length, NULL);
}

/* @id: (nullable): of the one that is meant, else the first of the type */
static const Relationship *
find_relationship (const Parse *parse,
                   const char  *id,
                   const char  *type)
{
  for (guint i = 0; i < parse->relationships->len; i++)
    {
      const Relationship *relationship = g_ptr_array_index (parse->relationships, i);

      if ((id == NULL || g_str_equal (relationship->id, id)) && g_str_has_suffix (relationship->type, type))
        return relationship;
    }
  return NULL;
}

/* (transfer full) (nullable): the first sheet of cells that is shown, else the first; a sheet that is a chart has none. */
static char *
choose_sheet (const Parse *parse,
              zip_t       *zip)
{
  for (int hidden = 0; hidden <= 1; hidden++)
    for (guint i = 0; i < parse->sheets->len; i++)
      {
        const Sheet *sheet = g_ptr_array_index (parse->sheets, i);
        const Relationship *relationship = find_relationship (parse, sheet->id, "/worksheet");

        if (sheet->hidden == hidden && relationship != NULL && zip_name_locate (zip, relationship->part, ZIP_FL_NOCASE) >= 0)
          return g_strdup (relationship->part);
      }
  return NULL;
}

/* In a file that does not say which sheets it has: by the name that spreadsheets give the first, else in the order of the package. */
static char *
guess_sheet (zip_t *zip)
{
  if (zip_name_locate (zip, "xl/worksheets/sheet1.xml", 0) >= 0)
    return g_strdup ("xl/worksheets/sheet1.xml");
  for (zip_int64_t i = 0; i < zip_get_num_entries (zip, 0); i++)
    {
      const char *name = zip_get_name (zip, (zip_uint64_t) i, 0);

      if (name != NULL && g_str_has_prefix (name, "xl/worksheets/") && g_str_has_suffix (name, ".xml"))
        return g_strdup (name);
    }
  return NULL;
}

/* The relationships of a part; those that were read before are forgotten. @part: "" for the package */
static void
read_relationships (Parse      *parse,
                    zip_t      *zip,
                    const char *part)
{
  const char *slash = strrchr (part, '/');
  g_autofree char *folder = slash != NULL ? g_strndup (part, (gsize) (slash - part)) : g_strdup ("");
  g_autofree char *name = g_strdup_printf ("%s%s_rels/%s.rels", folder, slash != NULL ? "/" : "", slash != NULL ? slash + 1 : part);

  g_ptr_array_set_size (parse->relationships, 0);
  parse->folder = folder;
  parse_part (parse, zip, name);
  parse->folder = NULL;
}

/*
 * sotong_grid_book_find:
 * @self: (out caller-allocates): what is found, for sotong_grid_book_clear()
 * @zip: a workbook
 *
 * Finds the sheet that a person sees first when the workbook is opened anew, and how its days are counted.
 */
void
sotong_grid_book_find (SotongGridBook *self,
                       zip_t          *zip)
{
  Parse parse = { NULL, g_ptr_array_new_with_free_func ((GDestroyNotify) relationship_free),
                  g_ptr_array_new_with_free_func ((GDestroyNotify) sheet_free) };
  const Relationship *found;
  g_autofree char *workbook = NULL;

  read_relationships (&parse, zip, "");
  found = find_relationship (&parse, NULL, "/officeDocument");
  workbook = g_strdup (found != NULL ? found->part : "xl/workbook.xml");
  read_relationships (&parse, zip, workbook);
  parse_part (&parse, zip, workbook);
  found = find_relationship (&parse, NULL, "/sharedStrings");
  self->texts = g_strdup (found != NULL ? found->part : "xl/sharedStrings.xml");
  self->sheet = choose_sheet (&parse, zip);
  if (self->sheet == NULL)
    self->sheet = guess_sheet (zip);
  self->from_1904 = parse.from_1904;
  g_ptr_array_unref (parse.relationships);
  g_ptr_array_unref (parse.sheets);
}
