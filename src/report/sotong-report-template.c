/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "report/sotong-document-private.h"
#include "report/sotong-png.h"
#include "report/sotong-report-heading.h"
#include "report/sotong-report-template.h"

/*
 * The office's own form of a report, as a text of lines "key = value". A report is made as the program makes it, then put
 * into this form: so that figures are never the template's matter.
 */

#define MAX_LINES     500
#define MAX_LOGO      (512 * 1024)
#define LOGO_HEIGHT   14.0  /* mm */
#define LOGO_WIDTH    60.0  /* mm, at most */

struct _SotongReportTemplate
{
  char      *title;         /* (owned) (nullable) "{title}" in it is the program's */
  char      *organisation;  /* (owned) (nullable) who made it */
  char      *logo;          /* (owned) (nullable) a file's name, as it was written */
  guint      logo_line;     /* where, from 1; 0 without one */
  char      *foot;          /* (owned) (nullable) a note at the end */
  GStrv      approval;      /* (owned) (nullable) the roles; empty: no box */
  GStrv      order;         /* (owned) (nullable) parts by their headings */
  guint      order_line;    /* where, from 1; 0 without it */
  GStrv      hide;          /* (owned) (nullable) */
  guint      hide_line;
  GPtrArray *headings;      /* (owned) (element-type utf8): heading, its own wording, heading, ... */
  GPtrArray *words;         /* (owned) (element-type utf8): words, what is written instead, ... */
};

void
sotong_report_template_free (SotongReportTemplate *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->organisation);
  g_free (self->logo);
  g_free (self->foot);
  g_strfreev (self->approval);
  g_strfreev (self->order);
  g_strfreev (self->hide);
  g_ptr_array_unref (self->headings);
  g_ptr_array_unref (self->words);
  g_free (self);
}

static void
problem_free (gpointer data)
{
  SotongTemplateProblem *problem = data;

  g_free (problem->message);
  g_free (problem);
}

static void
add_problem (GPtrArray *problems,
             guint      line,
             char      *message)
{
  SotongTemplateProblem *problem = g_new0 (SotongTemplateProblem, 1);

  problem->line = line;
  problem->message = message;
  g_ptr_array_add (problems, problem);
}

/* "요약, 주요 이슈": parts by their headings, without blanks around them. */
static GStrv
split_names (const char *value)
{
  g_auto(GStrv) raw = g_strsplit (value, ",", -1);
  g_autoptr(GStrvBuilder) out = g_strv_builder_new ();

  for (guint i = 0; raw[i] != NULL; i++)
    if (*g_strstrip (raw[i]) != '\0')
      g_strv_builder_add (out, raw[i]);
  return g_strv_builder_end (out);
}

static gboolean
set_once (char       **place,
          const char  *value)
{
  if (*place != NULL)
    return FALSE;
  *place = g_strdup (value);
  return TRUE;
}

static gboolean
set_names_once (GStrv      *place,
                const char *value)
{
  if (*place != NULL)
    return FALSE;
  *place = split_names (g_str_equal (value, "none") ? "" : value);
  return TRUE;
}

static char *
unknown_key (const char *key)
{
  return g_strdup_printf (_("“%s” is no key of a template. The keys are title, organisation, approval, logo, order, hide, foot, heading:… and word:…"), key);
}

/* "heading:요약 = 핵심 요약" and "word:시민 = 시민(市民)" */
static char *
read_pair (GPtrArray  *pairs,
           const char *what,
           const char *value)
{
  g_autofree char *from = g_strstrip (g_strdup (what));

  if (*from == '\0')
    return g_strdup (_("Behind the colon stands what is written another way: word:citizens = residents."));
  for (guint i = 0; i < pairs->len; i += 2)
    if (g_str_equal (g_ptr_array_index (pairs, i), from))
      return g_strdup_printf (_("“%s” has another wording already, further up."), from);
  g_ptr_array_add (pairs, g_steal_pointer (&from));
  g_ptr_array_add (pairs, g_strdup (value));
  return NULL;
}

/* What is wrong with a line, (transfer full), or NULL. */
static char *
read_line (SotongReportTemplate *self,
           const char           *key,
           const char           *value)
{
  struct { const char *key; char **text; GStrv *names; } known[] = {
    { "title", &self->title, NULL }, { "organisation", &self->organisation, NULL }, { "logo", &self->logo, NULL }, { "foot", &self->foot, NULL },
    { "approval", NULL, &self->approval }, { "order", NULL, &self->order }, { "hide", NULL, &self->hide },
  };

  if (g_str_has_prefix (key, "heading:"))
    return read_pair (self->headings, key + strlen ("heading:"), value);
  if (g_str_has_prefix (key, "word:"))
    return read_pair (self->words, key + strlen ("word:"), value);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (!g_str_equal (known[i].key, key))
        continue;
      if (*value == '\0')
        return g_strdup_printf (_("“%s” says nothing. Write what it is to be, or take the line out."), key);
      if (known[i].text != NULL ? set_once (known[i].text, value) : set_names_once (known[i].names, value))
        return NULL;
      return g_strdup_printf (_("“%s” stands in the template twice."), key);
    }
  return unknown_key (key);
}

/* What line @line has brought stands there. */
static void
note_lines (SotongReportTemplate *self,
            guint                 line)
{
  if (self->logo != NULL && self->logo_line == 0)
    self->logo_line = line;
  if (self->order != NULL && self->order_line == 0)
    self->order_line = line;
  if (self->hide != NULL && self->hide_line == 0)
    self->hide_line = line;
}

/**
 * sotong_report_template_parse:
 * @text: lines "key = value"; empty ones and those that begin with "#" say nothing
 * @out_problems: (out) (transfer full) (element-type SotongTemplateProblem): the lines that are wrong, by their number
 *
 * Returns: (transfer full): what the lines say that are right
 */
SotongReportTemplate *
sotong_report_template_parse (const char  *text,
                              GPtrArray  **out_problems)
{
  SotongReportTemplate *self = g_new0 (SotongReportTemplate, 1);
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func (problem_free);
  g_auto(GStrv) lines = g_strsplit (text, "\n", MAX_LINES + 1);

  self->headings = g_ptr_array_new_with_free_func (g_free);
  self->words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]), *equals = strchr (line, '='), *message = NULL;

      if (i == MAX_LINES)
        message = g_strdup_printf (_("A template has at most %d lines."), MAX_LINES);
      else if (*line == '\0' || *line == '#')
        continue;
      else if (!g_utf8_validate (line, -1, NULL))
        message = g_strdup (_("These bytes are no text in UTF-8. Save the template as UTF-8."));
      else if (equals == NULL)
        message = g_strdup (_("A line is “key = value”; this one has no “=”."));
      else
        {
          *equals = '\0';
          message = read_line (self, g_strstrip (line), g_strstrip (equals + 1));
          note_lines (self, i + 1);
        }
      if (message != NULL)
        add_problem (problems, i + 1, message);
    }
  *out_problems = g_steal_pointer (&problems);
  return self;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const SotongTemplateProblem *first = *(SotongTemplateProblem * const *) a, *second = *(SotongTemplateProblem * const *) b;

  return (first->line > second->line) - (first->line < second->line);
}

static void
check_names (const char         *kind,
             const char * const *others,
             GStrv               names,
             guint               line,
             GPtrArray          *problems)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!sotong_report_heading_is_known (kind, names[i]) && !(others != NULL && g_strv_contains (others, names[i])))
      {
        g_autofree char *known = sotong_report_heading_list (kind);

        add_problem (problems, line, g_strdup_printf (_("There is no part “%s”. The parts are: %s."), names[i], known));
      }
}

/**
 * sotong_report_template_check_parts:
 * @self: a template
 * @kind: the kind of report that it is for, or "" for any
 * @others: (nullable): parts beside those that the kind has by itself: the names of campaigns
 * @problems: (element-type SotongTemplateProblem): the lines are added that put into an order or leave out what there is not;
 *   they stand in the lines' order then
 */
void
sotong_report_template_check_parts (SotongReportTemplate *self,
                                    const char           *kind,
                                    const char * const   *others,
                                    GPtrArray            *problems)
{
  check_names (kind, others, self->order, self->order_line, problems);
  check_names (kind, others, self->hide, self->hide_line, problems);
  g_ptr_array_sort (problems, compare_lines);
}

const char *
sotong_report_template_get_logo (SotongReportTemplate *self)
{
  return self->logo;
}

/**
 * sotong_report_template_get_logo_line:
 * @self: a template
 *
 * Returns: the number of the line that names the logo, from 1; 0 if none does
 */
guint
sotong_report_template_get_logo_line (SotongReportTemplate *self)
{
  return self->logo_line;
}

/* What a new template begins as: every key, none of them in force. */
const char *
sotong_report_template_example (void)
{
  return _("# Lines that begin with “#” say nothing. Take the mark away to change something.\n"
           "# title = {title}\n"
           "# organisation = the department's name as it is to be printed\n"
           "# approval = drafter, team head, director\n"
           "# logo = FILE.png\n"
           "# order = headings in the order that the parts are to have; the others follow\n"
           "# hide = headings of parts that are left out\n"
           "# heading:a heading = how it is to be called\n"
           "# word:words = what is to be written instead\n"
           "# foot = a note at the end\n");
}

/* ---- putting a report into the form ---- */

static gboolean
is_named (GStrv       names,
          const char *text)
{
  for (guint i = 0; names != NULL && text != NULL && names[i] != NULL; i++)
    if (sotong_report_heading_is_same (names[i], text))
      return TRUE;
  return FALSE;
}

/* The outermost level of heading that the document has: its parts begin there. */
static guint
find_level (GPtrArray *blocks)
{
  guint level = 2;

  for (guint i = 0; i < blocks->len; i++)
    {
      const SotongBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == SOTONG_BLOCK_HEADING)
        level = MIN (level, block->level);
    }
  return level;
}

/* The blocks in parts: the first is what stands before any heading. A page break before a heading goes with it. */
static GPtrArray *
split_parts (GPtrArray *blocks,
             guint      level)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *part = g_ptr_array_new ();

  g_ptr_array_add (parts, part);
  for (guint i = 0; i < blocks->len; i++)
    {
      SotongBlock *block = g_ptr_array_index (blocks, i), *next = i + 1 < blocks->len ? g_ptr_array_index (blocks, i + 1) : NULL;
      gboolean begins = block->kind == SOTONG_BLOCK_HEADING && block->level <= level;
      gboolean breaks = block->kind == SOTONG_BLOCK_PAGE_BREAK && next != NULL && next->kind == SOTONG_BLOCK_HEADING && next->level <= level;
      gboolean follows = part->len == 1 && ((SotongBlock *) g_ptr_array_index (part, 0))->kind == SOTONG_BLOCK_PAGE_BREAK && parts->len > 1;

      if (breaks || (begins && !follows))
        g_ptr_array_add (parts, part = g_ptr_array_new ());
      g_ptr_array_add (part, block);
    }
  return parts;
}

static const char *
name_of (GPtrArray *part)
{
  for (guint i = 0; i < MIN (part->len, 2); i++)
    {
      const SotongBlock *block = g_ptr_array_index (part, i);

      if (block->kind == SOTONG_BLOCK_HEADING)
        return block->text;
    }
  return NULL;
}

static void
append_part (GPtrArray *blocks,
             GPtrArray *parts,
             guint      at,
             gboolean   keep)
{
  GPtrArray *part = g_ptr_array_index (parts, at);

  for (guint i = 0; i < part->len; i++)
    if (keep)
      g_ptr_array_add (blocks, g_ptr_array_index (part, i));
    else
      sotong_block_free (g_ptr_array_index (part, i));
  g_ptr_array_set_size (part, 0);
}

/* The parts that are named, in their order, then the others in theirs; without those that are hidden. */
static void
arrange (SotongReportTemplate *self,
         SotongDocument       *document)
{
  GPtrArray *blocks = sotong_document_peek_blocks (document);
  g_autoptr(GPtrArray) parts = split_parts (blocks, find_level (blocks));

  while (blocks->len > 0)
    g_ptr_array_steal_index (blocks, blocks->len - 1);
  append_part (blocks, parts, 0, TRUE);
  for (guint n = 0; self->order != NULL && self->order[n] != NULL; n++)
    for (guint i = 1; i < parts->len; i++)
      {
        const char *name = name_of (g_ptr_array_index (parts, i));

        if (name != NULL && sotong_report_heading_is_same (self->order[n], name) && !is_named (self->hide, name))
          append_part (blocks, parts, i, TRUE);
      }
  for (guint i = 1; i < parts->len; i++)
    append_part (blocks, parts, i, !is_named (self->hide, name_of (g_ptr_array_index (parts, i))));
}

static char *
replace_words (const char *text,
               gpointer    data)
{
  const SotongReportTemplate *self = data;
  g_autoptr(GString) out = g_string_new (text);

  for (guint i = 0; i < self->words->len; i += 2)
    g_string_replace (out, g_ptr_array_index (self->words, i), g_ptr_array_index (self->words, i + 1), 0);
  return g_strdup (out->str);
}

static void
word_block (SotongReportTemplate *self,
            SotongBlock          *block)
{
  char *worded;

  for (guint i = 0; block->kind == SOTONG_BLOCK_HEADING && i < self->headings->len; i += 2)
    if (g_str_equal (g_ptr_array_index (self->headings, i), block->text))
      {
        g_free (block->text);
        block->text = g_strdup (g_ptr_array_index (self->headings, i + 1));
        break;
      }
  if (self->words->len == 0)
    return;
  worded = block->text != NULL ? replace_words (block->text, self) : NULL;
  g_free (block->text);
  block->text = worded;
  for (guint i = 0; block->pairs != NULL && i < block->pairs->len; i++)
    {
      char *old = g_ptr_array_index (block->pairs, i);

      g_ptr_array_index (block->pairs, i) = replace_words (old, self);
      g_free (old);
    }
  if (block->table != NULL)
    sotong_table_replace_words (block->table, replace_words, self);
}

static void
set_title (SotongReportTemplate *self,
           SotongDocument       *document,
           GPtrArray            *blocks)
{
  g_autoptr(GString) title = g_string_new (self->title);

  g_string_replace (title, "{title}", sotong_document_get_title (document), 0);
  for (guint i = 0; i < blocks->len; i++)
    {
      SotongBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind != SOTONG_BLOCK_TITLE)
        continue;
      g_free (block->text);
      block->text = g_strdup (title->str);
    }
  sotong_document_set_title (document, title->str);
}

/* The office's roles in the box that is signed; one is put in where there was none, or taken out. */
static void
set_approval (SotongReportTemplate *self,
              GPtrArray            *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      SotongBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind != SOTONG_BLOCK_APPROVAL)
        continue;
      if (self->approval[0] == NULL)
        {
          g_ptr_array_remove_index (blocks, i);
          return;
        }
      g_strfreev (block->roles);
      block->roles = g_strdupv (self->approval);
      return;
    }
  if (self->approval[0] != NULL)
    {
      SotongBlock *block = g_new0 (SotongBlock, 1);

      block->kind = SOTONG_BLOCK_APPROVAL;
      block->roles = g_strdupv (self->approval);
      g_ptr_array_insert (blocks, 0, block);
    }
}

/* ---- the logo ---- */

/* (nullable) */
static cairo_surface_t *
load_logo (GBytes *png)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (png, &length);

  return sotong_png_decode (data, length);
}

static void
draw_logo (cairo_t  *cr,
           double    width,
           double    height,
           gpointer  data)
{
  cairo_surface_t *surface = data;

  cairo_scale (cr, width / cairo_image_surface_get_width (surface), height / cairo_image_surface_get_height (surface));
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
}

static void
add_logo (SotongDocument *document,
          const char     *base64)
{
  GPtrArray *blocks = sotong_document_peek_blocks (document);
  gsize length;
  guchar *data = g_base64_decode (base64, &length);
  g_autoptr(GBytes) png = g_bytes_new_take (data, length);
  cairo_surface_t *surface = load_logo (png);
  double width;

  if (surface == NULL)
    return;
  width = MIN (LOGO_WIDTH, LOGO_HEIGHT * cairo_image_surface_get_width (surface) / cairo_image_surface_get_height (surface));
  sotong_document_add_picture (document, width, width * cairo_image_surface_get_height (surface) / cairo_image_surface_get_width (surface), NULL,
                               _("Logo"), draw_logo, surface, (GDestroyNotify) cairo_surface_destroy);
  g_ptr_array_insert (blocks, 0, g_ptr_array_steal_index (blocks, blocks->len - 1));
}

/**
 * sotong_report_template_check_logo:
 * @png: what was read of a file
 * @error: return location; `G_IO_ERROR_INVALID_DATA`
 *
 * Returns: %TRUE if it can be printed
 */
gboolean
sotong_report_template_check_logo (GBytes  *png,
                                   GError **error)
{
  cairo_surface_t *surface = g_bytes_get_size (png) <= MAX_LOGO ? load_logo (png) : NULL;

  if (surface == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The logo cannot be used: it must be a PNG picture of at most %d KB."), MAX_LOGO / 1024);
      return FALSE;
    }
  cairo_surface_destroy (surface);
  return TRUE;
}

/**
 * sotong_report_template_apply:
 * @self: a template
 * @document: a report as the program makes it, which nobody else has
 * @logo: a PNG in base64, "" for none
 *
 * Puts the report into the office's form. A heading that the template names and the report does not have is no mistake: a
 * week's edition has fewer parts than a month's.
 */
void
sotong_report_template_apply (SotongReportTemplate *self,
                              SotongDocument       *document,
                              const char           *logo)
{
  GPtrArray *blocks = sotong_document_peek_blocks (document);

  if (self->order != NULL || self->hide != NULL)
    arrange (self, document);
  for (guint i = 0; i < blocks->len; i++)
    word_block (self, g_ptr_array_index (blocks, i));
  if (self->organisation != NULL)
    sotong_document_set_author (document, self->organisation);
  if (self->title != NULL)
    set_title (self, document, blocks);
  if (self->approval != NULL)
    set_approval (self, blocks);
  if (self->foot != NULL)
    sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, self->foot);
  if (*logo != '\0')
    add_logo (document, logo);
  sotong_document_renumber (document);
}
