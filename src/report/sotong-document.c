/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-document-private.h"
#include "report/sotong-report-english.h"
#include "util/sotong-text.h"

#define MAX_TEXT (1024 * 1024)
#define MAX_TITLE 300

struct _SotongDocument
{
  GObject    parent_instance;
  char      *title;        /* (owned) (not nullable) one line */
  char      *author;       /* (owned) (nullable) the department */
  char      *subject;      /* (owned) (nullable) */
  char      *period;       /* (owned) (nullable) in words */
  gint64     created;
  GTimeZone *zone;         /* (owned) (not nullable) */
  GPtrArray *blocks;       /* (owned) (element-type SotongBlock) */
  GPtrArray *tables;       /* (owned) (element-type SotongTable) all of them */
  GPtrArray *data_tables;  /* (owned) (element-type SotongTable) those that are exported only */
  guint      n_sections;   /* headings of level 1 so far */
  gboolean   made_data;
  gboolean   landscape;
  gboolean   nothing;
};

G_DEFINE_FINAL_TYPE (SotongDocument, sotong_document, G_TYPE_OBJECT)

void
sotong_block_free (SotongBlock *block)
{
  if (block->destroy != NULL)
    block->destroy (block->data);
  g_free (block->number);
  g_free (block->text);
  g_free (block->alt);
  g_clear_pointer (&block->pairs, g_ptr_array_unref);
  g_strfreev (block->roles);
  g_clear_object (&block->table);
  g_clear_pointer (&block->jpeg, g_bytes_unref);
  g_clear_pointer (&block->figures, json_node_unref);
  g_free (block);
}

static void
sotong_document_finalize (GObject *object)
{
  SotongDocument *self = SOTONG_DOCUMENT (object);

  g_free (self->title);
  g_free (self->author);
  g_free (self->subject);
  g_free (self->period);
  g_time_zone_unref (self->zone);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->data_tables);
  G_OBJECT_CLASS (sotong_document_parent_class)->finalize (object);
}

static void
sotong_document_class_init (SotongDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_document_finalize;
}

static void
sotong_document_init (SotongDocument *self)
{
  self->zone = g_time_zone_new_utc ();
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_block_free);
  self->tables = g_ptr_array_new_with_free_func (g_object_unref);
  self->data_tables = g_ptr_array_new_with_free_func (g_object_unref);
}

static char *
clean_line (const char *text)
{
  g_autofree char *clean = sotong_text_clean (text, -1, MAX_TEXT);

  return sotong_text_single_line (clean, MAX_TITLE);
}

/**
 * sotong_document_new:
 * @title: what the file is called in its properties
 *
 * The one model that every file format of a report is written from. Fill it in
 * one thread; once filled it may be read in another.
 *
 * Returns: (transfer full): an empty document
 */
SotongDocument *
sotong_document_new (const char *title)
{
  SotongDocument *self = g_object_new (SOTONG_TYPE_DOCUMENT, NULL);

  self->title = clean_line (title);
  return self;
}

void
sotong_document_set_author (SotongDocument *self,
                            const char     *author)
{
  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  g_free (self->author);
  self->author = author != NULL && *author != '\0' ? clean_line (author) : NULL;
}

void
sotong_document_set_subject (SotongDocument *self,
                             const char     *subject)
{
  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  g_free (self->subject);
  self->subject = clean_line (subject);
}

void
sotong_document_set_period (SotongDocument *self,
                            const char     *period)
{
  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  g_free (self->period);
  self->period = clean_line (period);
}

/**
 * sotong_document_set_created:
 * @self: a document
 * @created: when it was made, seconds since 1970 UTC
 * @zone: (nullable): the office's, for the date that is printed; %NULL: UTC
 */
void
sotong_document_set_created (SotongDocument *self,
                             gint64          created,
                             GTimeZone      *zone)
{
  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  self->created = created;
  if (zone == NULL || zone == self->zone)
    return;
  g_time_zone_unref (self->zone);
  self->zone = g_time_zone_ref (zone);
}

/**
 * sotong_document_set_made_data:
 * @self: a document
 * @made_data: whether some of its figures were made for the demonstration
 *
 * A document that has such figures says so on each page. Which of its tables they
 * are in, the tables say: [method@Sotong.Table.set_made_data].
 */
void
sotong_document_set_made_data (SotongDocument *self,
                               gboolean        made_data)
{
  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  self->made_data = !!made_data;
}

/**
 * sotong_document_set_nothing:
 * @self: a document
 * @nothing: whether its period holds nothing at all, as one that was mistyped does
 */
void
sotong_document_set_nothing (SotongDocument *self,
                             gboolean        nothing)
{
  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  self->nothing = !!nothing;
}

gboolean
sotong_document_get_nothing (SotongDocument *self)
{
  g_return_val_if_fail (SOTONG_IS_DOCUMENT (self), FALSE);
  return self->nothing;
}

void
sotong_document_set_landscape (SotongDocument *self,
                               gboolean        landscape)
{
  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  self->landscape = !!landscape;
}

const char *
sotong_document_get_title (SotongDocument *self)
{
  g_return_val_if_fail (SOTONG_IS_DOCUMENT (self), NULL);
  return self->title;
}

const char *
sotong_document_get_author (SotongDocument *self)
{
  g_return_val_if_fail (SOTONG_IS_DOCUMENT (self), NULL);
  return self->author;
}

const char *
sotong_document_get_subject (SotongDocument *self)
{
  g_return_val_if_fail (SOTONG_IS_DOCUMENT (self), NULL);
  return self->subject;
}

const char *
sotong_document_get_period (SotongDocument *self)
{
  g_return_val_if_fail (SOTONG_IS_DOCUMENT (self), NULL);
  return self->period;
}

gint64
sotong_document_get_created (SotongDocument *self)
{
  g_return_val_if_fail (SOTONG_IS_DOCUMENT (self), 0);
  return self->created;
}

GTimeZone *
sotong_document_get_zone (SotongDocument *self)
{
  g_return_val_if_fail (SOTONG_IS_DOCUMENT (self), NULL);
  return self->zone;
}

gboolean
sotong_document_get_made_data (SotongDocument *self)
{
  g_return_val_if_fail (SOTONG_IS_DOCUMENT (self), FALSE);
  return self->made_data;
}

gboolean
sotong_document_get_landscape (SotongDocument *self)
{
  g_return_val_if_fail (SOTONG_IS_DOCUMENT (self), FALSE);
  return self->landscape;
}

static SotongBlock *
add_block (SotongDocument  *self,
           SotongBlockKind  kind,
           const char      *text)
{
  SotongBlock *block = g_new0 (SotongBlock, 1);

  block->kind = kind;
  block->text = text != NULL ? sotong_text_clean (text, -1, MAX_TEXT) : NULL;
  g_ptr_array_add (self->blocks, block);
  return block;
}

/**
 * sotong_document_add_title:
 * @self: a document
 * @text: what stands large at its top
 */
void
sotong_document_add_title (SotongDocument *self,
                           const char     *text)
{
  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  add_block (self, SOTONG_BLOCK_TITLE, text);
}

/**
 * sotong_document_add_approval:
 * @self: a document
 * @roles: (array zero-terminated=1): who signs, from the officer upward
 *
 * Adds the box that a document is signed in.
 */
void
sotong_document_add_approval (SotongDocument    *self,
                              const char *const *roles)
{
  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  add_block (self, SOTONG_BLOCK_APPROVAL, NULL)->roles = g_strdupv ((char **) roles);
}

/**
 * sotong_document_add_heading:
 * @self: a document
 * @level: 1 for a section, which gets the next number; 2 for a part of it, which gets "□"
 * @text: the heading
 */
void
sotong_document_add_heading (SotongDocument *self,
                             guint           level,
                             const char     *text)
{
  SotongBlock *block;

  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  g_return_if_fail (level == 1 || level == 2);

  block = add_block (self, SOTONG_BLOCK_HEADING, text);
  block->level = level;
  block->number = level == 1 ? g_strdup_printf ("%u", ++self->n_sections) : g_strdup ("□");
}

/**
 * sotong_document_add_attachment:
 * @self: a document
 * @text: the heading of what is handed in behind the report itself
 *
 * Like a heading of level 2. Which number it has, and where the report says that it is there, is settled when the whole
 * document is there: [func@Sotong.report_attachments_settle].
 */
void
sotong_document_add_attachment (SotongDocument *self,
                                const char     *text)
{
  SotongBlock *block;

  g_return_if_fail (SOTONG_IS_DOCUMENT (self));

  sotong_document_add_heading (self, 2, text);
  block = g_ptr_array_index (self->blocks, self->blocks->len - 1);
  block->attached = TRUE;
}

void
sotong_document_add_paragraph (SotongDocument *self,
                               SotongMark      mark,
                               const char     *text)
{
  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  add_block (self, SOTONG_BLOCK_PARAGRAPH, text)->mark = mark;
}

/**
 * sotong_document_add_key_value:
 * @self: a document
 * @key: what the value is of
 * @value: (nullable): the value; lines are divided by "\n"
 *
 * Pairs added one after the other stand in one box.
 */
void
sotong_document_add_key_value (SotongDocument *self,
                               const char     *key,
                               const char     *value)
{
  SotongBlock *block = NULL;

  g_return_if_fail (SOTONG_IS_DOCUMENT (self));

  if (self->blocks->len > 0)
    block = g_ptr_array_index (self->blocks, self->blocks->len - 1);
  if (block == NULL || block->kind != SOTONG_BLOCK_KEY_VALUE)
    {
      block = add_block (self, SOTONG_BLOCK_KEY_VALUE, NULL);
      block->pairs = g_ptr_array_new_with_free_func (g_free);
    }
  g_ptr_array_add (block->pairs, sotong_text_clean (key, -1, MAX_TEXT));
  g_ptr_array_add (block->pairs, sotong_text_clean (value, -1, MAX_TEXT));
}

/**
 * sotong_document_add_table:
 * @self: a document
 * @table: (transfer none): a filled table
 */
void
sotong_document_add_table (SotongDocument *self,
                           SotongTable    *table)
{
  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  add_block (self, SOTONG_BLOCK_TABLE, NULL)->table = g_object_ref (table);
  g_ptr_array_add (self->tables, g_object_ref (table));
}

/**
 * sotong_document_add_data_table:
 * @self: a document
 * @table: (transfer none): a filled table
 *
 * Adds a table that data files are written from and pages leave out, such as the
 * days of a year. It goes before a printed table of the same id.
 */
void
sotong_document_add_data_table (SotongDocument *self,
                                SotongTable    *table)
{
  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  g_ptr_array_add (self->data_tables, g_object_ref (table));
}

/**
 * sotong_document_add_picture:
 * @self: a document
 * @width: in millimetres
 * @height: in millimetres
 * @caption: (nullable): the line under it
 * @alt: what it says, in words, for those who cannot see it
 * @draw: draws it
 * @data: (transfer full): what @draw gets
 * @destroy: (nullable): frees @data
 */
void
sotong_document_add_picture (SotongDocument    *self,
                             double             width,
                             double             height,
                             const char        *caption,
                             const char        *alt,
                             SotongPictureDraw  draw,
                             gpointer           data,
                             GDestroyNotify     destroy)
{
  SotongBlock *block;

  g_return_if_fail (SOTONG_IS_DOCUMENT (self));

  block = add_block (self, SOTONG_BLOCK_PICTURE, caption);
  block->alt = sotong_text_clean (alt, -1, MAX_TEXT);
  block->width = width;
  block->height = height;
  block->draw = draw;
  block->data = data;
  block->destroy = destroy;
}

/**
 * sotong_document_lower_picture:
 * @self: a document whose last block is a picture
 * @least: how low it may be drawn, in millimetres
 *
 * Where what stands before the attachments would need more than a page, the picture is drawn lower.
 */
void
sotong_document_lower_picture (SotongDocument *self,
                               double          least)
{
  SotongBlock *block;

  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  g_return_if_fail (self->blocks->len > 0);

  block = g_ptr_array_index (self->blocks, self->blocks->len - 1);
  g_return_if_fail (block->kind == SOTONG_BLOCK_PICTURE && least <= block->height);
  block->least = least;
}

/**
 * sotong_document_set_figures:
 * @self: a document whose last block is a picture
 * @figures: (transfer none) (nullable): what it is drawn of
 *
 * Has the picture kept with what it shows when the report is closed; without that it is drawn anew of today's.
 */
void
sotong_document_set_figures (SotongDocument *self,
                             JsonNode       *figures)
{
  SotongBlock *block;

  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  g_return_if_fail (self->blocks->len > 0);

  block = g_ptr_array_index (self->blocks, self->blocks->len - 1);
  g_return_if_fail (block->kind == SOTONG_BLOCK_PICTURE);
  block->figures = figures != NULL ? json_node_copy (figures) : NULL;
}

void
sotong_document_add_page_break (SotongDocument *self)
{
  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  add_block (self, SOTONG_BLOCK_PAGE_BREAK, NULL);
}

/**
 * sotong_document_add_contents:
 * @self: a document
 *
 * Adds the list of its headings, with the pages that they are on.
 */
void
sotong_document_add_contents (SotongDocument *self)
{
  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  add_block (self, SOTONG_BLOCK_CONTENTS, NULL);
}

/**
 * sotong_document_keep_together:
 * @self: a document
 * @first: its first block that is meant
 *
 * Has the texts from @first to the last block on one page, where they are no longer than half of one.
 */
void
sotong_document_keep_together (SotongDocument *self,
                               guint           first)
{
  g_return_if_fail (SOTONG_IS_DOCUMENT (self));
  for (guint i = first; i + 1 < self->blocks->len; i++)
    ((SotongBlock *) g_ptr_array_index (self->blocks, i))->keeps_next = TRUE;
}

/* How deep a mark stands in a list of "○", "-" and "ㆍ"; 0: in none. */
static int
depth_of (const SotongBlock *block)
{
  if (block->kind != SOTONG_BLOCK_PARAGRAPH)
    return 0;
  return block->mark == SOTONG_MARK_CIRCLE ? 1 : block->mark == SOTONG_MARK_DASH ? 2 : block->mark == SOTONG_MARK_DOT ? 3 : 0;
}

/*
 * sotong_document_leads_next:
 * @self: a document
 * @position: of a block
 *
 * Returns: whether the block is a text that goes to the next page with what follows it: a table, what stands below it in its
 *   list, or what it is to stay together with
 */
gboolean
sotong_document_leads_next (SotongDocument *self,
                            guint           position)
{
  const SotongBlock *block = sotong_document_get_block (self, position), *next;

  if (block->kind != SOTONG_BLOCK_PARAGRAPH || position + 1 >= self->blocks->len)
    return FALSE;
  next = g_ptr_array_index (self->blocks, position + 1);
  return block->keeps_next || (block->mark == SOTONG_MARK_CIRCLE && next->kind == SOTONG_BLOCK_TABLE)
         || (depth_of (block) > 0 && depth_of (next) > depth_of (block));
}

guint
sotong_document_get_n_blocks (SotongDocument *self)
{
  g_return_val_if_fail (SOTONG_IS_DOCUMENT (self), 0);
  return self->blocks->len;
}

const SotongBlock *
sotong_document_get_block (SotongDocument *self,
                           guint           position)
{
  g_return_val_if_fail (SOTONG_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (position < self->blocks->len, NULL);
  return g_ptr_array_index (self->blocks, position);
}

/**
 * sotong_document_find_lowered:
 * @self: a document
 * @out_end: (out): how many blocks stand before its attachments
 *
 * Returns: (transfer none) (nullable): the picture that may be drawn lower, so that these have room on one page; %NULL if there
 *   is none, or nothing is attached
 */
const SotongBlock *
sotong_document_find_lowered (SotongDocument *self,
                              guint          *out_end)
{
  const SotongBlock *found = NULL;

  g_return_val_if_fail (SOTONG_IS_DOCUMENT (self), NULL);

  *out_end = 0;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const SotongBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->attached)
        return found;
      if (block->kind != SOTONG_BLOCK_PAGE_BREAK)
        *out_end = i + 1;
      if (block->kind == SOTONG_BLOCK_PICTURE && block->least > 0)
        found = block;
    }
  return NULL;
}

static SotongTable *
find_in (GPtrArray  *tables,
         const char *id)
{
  for (guint i = 0; i < tables->len; i++)
    {
      if (g_strcmp0 (sotong_table_get_id (g_ptr_array_index (tables, i)), id) == 0)
        return g_ptr_array_index (tables, i);
    }
  return NULL;
}

/**
 * sotong_document_find_table:
 * @self: a document
 * @id: what commands call the table
 *
 * Returns: (transfer none) (nullable): the table that data files are written from
 */
SotongTable *
sotong_document_find_table (SotongDocument *self,
                            const char     *id)
{
  SotongTable *table;

  g_return_val_if_fail (SOTONG_IS_DOCUMENT (self), NULL);

  table = find_in (self->data_tables, id);
  return table != NULL ? table : find_in (self->tables, id);
}

/**
 * sotong_document_list_tables:
 * @self: a document
 *
 * Returns: (transfer full): the ids of the tables that can be written as data, each once
 */
GStrv
sotong_document_list_tables (SotongDocument *self)
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();
  GPtrArray *groups[] = { self->tables, self->data_tables };

  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    {
      for (guint i = 0; i < groups[g]->len; i++)
        {
          const char *id = sotong_table_get_id (g_ptr_array_index (groups[g], i));

          if (id != NULL && (g == 0 || find_in (self->tables, id) == NULL))
            g_strv_builder_add (ids, id);
        }
    }
  return g_strv_builder_end (ids);
}

/* (element-type SotongBlock): the blocks themselves, which the array frees. */
GPtrArray *
sotong_document_peek_blocks (SotongDocument *self)
{
  return self->blocks;
}

/* Its tables that are exported only. */
GPtrArray *
sotong_document_peek_data (SotongDocument *self)
{
  return self->data_tables;
}

void
sotong_document_set_title (SotongDocument *self,
                           const char     *title)
{
  g_free (self->title);
  self->title = clean_line (title);
}

/* After the blocks were moved: the sections get their numbers by where they stand now. */
void
sotong_document_renumber (SotongDocument *self)
{
  self->n_sections = 0;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      SotongBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind != SOTONG_BLOCK_HEADING || block->level != 1)
        continue;
      g_free (block->number);
      block->number = g_strdup_printf ("%u", ++self->n_sections);
    }
}

/**
 * sotong_mark_get_text:
 * @mark: a mark
 *
 * Returns: (nullable): the mark as it is written, "○"
 */
const char *
sotong_mark_get_text (SotongMark mark)
{
  switch (mark)
    {
    case SOTONG_MARK_NONE:   return NULL;
    case SOTONG_MARK_SQUARE: return "□";
    case SOTONG_MARK_CIRCLE: return "○";
    case SOTONG_MARK_DASH:   return "-";
    case SOTONG_MARK_DOT:    return "ㆍ";
    case SOTONG_MARK_NOTE:   return "※";
    case SOTONG_MARK_ATTACHED: return sotong_report_english_word ("붙임 ");
    }
  g_return_val_if_reached (NULL);
}

/* Whether what has the mark is written in the small letters of notes. */
gboolean
sotong_mark_is_small (SotongMark mark)
{
  return mark == SOTONG_MARK_NOTE || mark == SOTONG_MARK_ATTACHED;
}
