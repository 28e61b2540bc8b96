/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo/sotong-demo-grammar.h"

G_DEFINE_QUARK (sotong-demo-grammar-error-quark, sotong_demo_grammar_error)

#define COMMON "common"

typedef enum {
  NODE_TEXT,
  NODE_SLOT,
  NODE_NUMBER,
  NODE_CHOICE,
  NODE_PARTICLE,
  NODE_PREDICATE,
} NodeKind;

typedef struct {
  NodeKind             kind;
  char                *text;       /* (owned) (nullable): text, name of the list, particle */
  GPtrArray           *choices;    /* (owned) (nullable) (element-type GArray): of nodes */
  SotongDemoList      *list;       /* (nullable): of a slot */
  gboolean             remembered; /* the same filling in all of a text */
  gint64               low, high;
  SotongDemoPredicate *predicate;  /* (owned) (nullable) */
  SotongDemoMood       mood;
  gboolean             question;
  gboolean             fixed;      /* takes no colour */
} Node;

struct _SotongDemoList
{
  char      *name;     /* (owned) */
  GPtrArray *entries;  /* (owned) (element-type GArray): of nodes */
  GPtrArray *sources;  /* (owned) (element-type utf8): the lines as written */
};

typedef struct {
  char     **fields; /* (owned): the name and what follows it on the line */
  GPtrArray *lists;  /* (owned) */
} Section;

struct _SotongDemoGrammar
{
  GPtrArray *sections; /* (owned) (element-type Section) */
};

static void
clear_node (Node *node)
{
  g_free (node->text);
  g_free (node->predicate);
  g_clear_pointer (&node->choices, g_ptr_array_unref);
}

static GArray *
nodes_new (void)
{
  GArray *nodes = g_array_new (FALSE, TRUE, sizeof (Node));

  g_array_set_clear_func (nodes, (GDestroyNotify) clear_node);
  return nodes;
}

static GPtrArray *
entries_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
}

static void
list_free (SotongDemoList *list)
{
  g_free (list->name);
  g_ptr_array_unref (list->entries);
  g_ptr_array_unref (list->sources);
  g_free (list);
}

static void
section_free (Section *section)
{
  g_strfreev (section->fields);
  g_ptr_array_unref (section->lists);
  g_free (section);
}

/* The reading of one line. */
typedef struct {
  const char *p;
  GArray     *nodes;  /* being filled */
  GString    *text;   /* plain characters not yet a node */
} Reader;

static GArray *read_sequence (const char **p,
                              gboolean     nested);

static Node *
add_node (Reader   *reader,
          NodeKind  kind)
{
  Node node = { .kind = NODE_TEXT };

  if (reader->text->len > 0)
    {
      node.text = g_strdup (reader->text->str);
      g_array_append_val (reader->nodes, node);
      g_string_truncate (reader->text, 0);
    }
  node = (Node) { .kind = kind };
  g_array_append_val (reader->nodes, node);
  return &g_array_index (reader->nodes, Node, reader->nodes->len - 1);
}

/* {list}, {=list} or {2..9} */
static gboolean
read_slot (Reader *reader)
{
  const char *end = strchr (reader->p, '}');
  const char *dots;
  Node *node;

  if (end == NULL)
    return FALSE;
  dots = g_strstr_len (reader->p, end - reader->p, "..");
  node = add_node (reader, dots != NULL ? NODE_NUMBER : NODE_SLOT);
  if (dots != NULL)
    {
      node->low = g_ascii_strtoll (reader->p, NULL, 10);
      node->high = g_ascii_strtoll (dots + 2, NULL, 10);
    }
  else
    {
      node->remembered = *reader->p == '=';
      node->text = g_strndup (reader->p + node->remembered, (gsize) (end - reader->p) - node->remembered);
    }
  reader->p = end + 1;
  return dots == NULL || node->low <= node->high;
}

/* (one|two|), nested as deep as needed; the opening bracket is read. */
static gboolean
read_choice (Reader *reader)
{
  Node *node = add_node (reader, NODE_CHOICE);
  GPtrArray *choices = entries_new ();

  node->choices = choices;
  while (TRUE)
    {
      GArray *choice = read_sequence (&reader->p, TRUE);

      if (choice == NULL)
        return FALSE;
      g_ptr_array_add (choices, choice);
      if (*reader->p == '\0')
        return FALSE;
      if (*reader->p++ == ')')
        return TRUE;
    }
}

static gboolean
mood_from_letter (char            letter,
                  SotongDemoMood *out_mood)
{
  static const char letters[] = "VAXPCRW";
  const char *found = letter != '\0' ? strchr (letters, letter) : NULL;

  if (found == NULL)
    return FALSE;
  *out_mood = (SotongDemoMood) (found - letters);
  return TRUE;
}

/* <V막히>, <QA어렵*>, <C>, <P하!>; the opening bracket is read. */
static gboolean
read_predicate (Reader *reader)
{
  const char *end = strchr (reader->p, '>');
  g_autofree char *body = NULL;
  const char *stem;
  Node *node;

  if (end == NULL)
    return FALSE;
  body = g_strndup (reader->p, (gsize) (end - reader->p));
  reader->p = end + 1;
  node = add_node (reader, NODE_PREDICATE);
  stem = body;
  node->question = *stem == 'Q';
  stem += node->question;
  if (!mood_from_letter (*stem++, &node->mood))
    return FALSE;
  node->fixed = g_str_has_suffix (stem, "!");
  if (node->fixed)
    body[strlen (body) - 1] = '\0';
  if (node->mood == SOTONG_DEMO_MOOD_COPULA)
    return *stem == '\0';
  node->predicate = g_new0 (SotongDemoPredicate, 1);
  if (!sotong_demo_predicate_parse (stem, node->predicate))
    return FALSE;
  if ((g_str_has_suffix (stem, "있") || g_str_has_suffix (stem, "없")) && node->mood <= SOTONG_DEMO_MOOD_ADJECTIVE)
    node->mood = SOTONG_DEMO_MOOD_EXISTENCE;
  return TRUE;
}

/* ^을 and the like; the sign is read. The longest form that is a particle wins. */
static gboolean
read_particle (Reader *reader)
{
  static const char *const forms[] = { "으로", "이나", "이라", "이랑", "이란", "이든", "이며",
                                       "이", "을", "은", "과", "아" };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_has_prefix (reader->p, forms[i]))
      {
        add_node (reader, NODE_PARTICLE)->text = g_strdup (forms[i]);
        reader->p += strlen (forms[i]);
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_item (Reader *reader)
{
  char c = *reader->p;

  if (strchr ("{(<^", c) == NULL)
    {
      if (c == '\\' && reader->p[1] != '\0')
        reader->p++;
      g_string_append_c (reader->text, *reader->p++);
      return TRUE;
    }
  reader->p++;
  switch (c)
    {
    case '{':
      return read_slot (reader);
    case '(':
      return read_choice (reader);
    case '<':
      return read_predicate (reader);
    default:
      return read_particle (reader);
    }
}

/* Reads to the end of the line, or when @nested to | or ). Returns: %NULL on a mistake */
static GArray *
read_sequence (const char **p,
               gboolean     nested)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GArray) nodes = nodes_new ();
  Reader reader = { *p, nodes, text };

  while (*reader.p != '\0' && !(nested && (*reader.p == '|' || *reader.p == ')')))
    if (!read_item (&reader))
      return NULL;
  if (text->len > 0)
    {
      Node node = { .kind = NODE_TEXT, .text = g_strdup (text->str) };

      g_array_append_val (nodes, node);
    }
  *p = reader.p;
  return g_steal_pointer (&nodes);
}

static SotongDemoList *
find_in_section (Section    *section,
                 const char *name)
{
  for (guint i = 0; i < section->lists->len; i++)
    {
      SotongDemoList *list = g_ptr_array_index (section->lists, i);

      if (strcmp (list->name, name) == 0)
        return list;
    }
  return NULL;
}

static Section *
find_section (const SotongDemoGrammar *self,
              const char              *name)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      Section *section = g_ptr_array_index (self->sections, i);

      if (strcmp (section->fields[0], name) == 0)
        return section;
    }
  return NULL;
}

static gboolean
read_line (SotongDemoGrammar *self,
           char              *line)
{
  Section *section = self->sections->len > 0 ? g_ptr_array_index (self->sections, self->sections->len - 1) : NULL;
  SotongDemoList *list;
  GArray *entry;
  const char *p = line;

  if (g_str_has_prefix (line, "== "))
    {
      section = g_new0 (Section, 1);
      section->fields = g_strsplit (line + 3, " | ", -1);
      section->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) list_free);
      g_ptr_array_add (self->sections, section);
      return TRUE;
    }
  if (section == NULL)
    return FALSE;
  if (g_str_has_prefix (line, "-- "))
    {
      list = g_new0 (SotongDemoList, 1);
      list->name = g_strdup (line + 3);
      list->entries = entries_new ();
      list->sources = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (section->lists, list);
      return TRUE;
    }
  if (section->lists->len == 0 || (entry = read_sequence (&p, FALSE)) == NULL)
    return FALSE;
  list = g_ptr_array_index (section->lists, section->lists->len - 1);
  g_ptr_array_add (list->entries, entry);
  g_ptr_array_add (list->sources, g_strdup (line));
  return TRUE;
}

static gboolean
resolve (const SotongDemoGrammar *self,
         Section                 *section,
         GArray                  *nodes,
         GError                 **error)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      Node *node = &g_array_index (nodes, Node, i);
      Section *common = find_section (self, COMMON);

      if (node->kind == NODE_SLOT)
        {
          node->list = find_in_section (section, node->text);
          if (node->list == NULL && common != NULL)
            node->list = find_in_section (common, node->text);
          if (node->list == NULL || node->list->entries->len == 0)
            {
              g_set_error (error, SOTONG_DEMO_GRAMMAR_ERROR, SOTONG_DEMO_GRAMMAR_ERROR_NAME,
                           "No list “%s” for the section “%s”", node->text, section->fields[0]);
              return FALSE;
            }
        }
      for (guint j = 0; node->choices != NULL && j < node->choices->len; j++)
        if (!resolve (self, section, g_ptr_array_index (node->choices, j), error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
resolve_all (SotongDemoGrammar  *self,
             GError            **error)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      Section *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < section->lists->len; j++)
        {
          SotongDemoList *list = g_ptr_array_index (section->lists, j);

          for (guint k = 0; k < list->entries->len; k++)
            if (!resolve (self, section, g_ptr_array_index (list->entries, k), error))
              return FALSE;
        }
    }
  return TRUE;
}

/**
 * sotong_demo_grammar_new:
 * @text: the lists, UTF-8
 * @length: bytes in @text
 * @error: return location; `SOTONG_DEMO_GRAMMAR_ERROR` with the line
 *
 * Reads lists of phrases. Lines: `== section | field | …`, `-- list`, `# note`,
 * anything else an entry. In an entry `{list}` is a slot, `{=list}` one that
 * keeps its filling for the whole text, `{2..9}` a number, `(a|b|)` a choice,
 * `^을` a particle that agrees, `<V막히>` a verb at the end of its sentence
 * (A adjective, P past, C copula, R request, W wish; Q before it asks, ! behind
 * it forbids colouring, * marks an irregular stem), `\` takes a sign as it is.
 *
 * Returns: (transfer full) (nullable): the grammar
 */
SotongDemoGrammar *
sotong_demo_grammar_new (const char  *text,
                         gsize        length,
                         GError     **error)
{
  g_autoptr(SotongDemoGrammar) self = g_new0 (SotongDemoGrammar, 1);
  g_autofree char *copy = g_strndup (text, length);
  g_auto(GStrv) lines = g_strsplit (copy, "\n", -1);

  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) section_free);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '\0' || lines[i][0] == '#')
        continue;
      if (!read_line (self, lines[i]))
        {
          g_set_error (error, SOTONG_DEMO_GRAMMAR_ERROR, SOTONG_DEMO_GRAMMAR_ERROR_SYNTAX,
                       "Line %u cannot be read: %s", i + 1, lines[i]);
          return NULL;
        }
    }
  if (!resolve_all (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
sotong_demo_grammar_free (SotongDemoGrammar *self)
{
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_free (self);
}

gsize
sotong_demo_grammar_get_n_sections (const SotongDemoGrammar *self)
{
  return self->sections->len;
}

const char *
sotong_demo_grammar_get_section (const SotongDemoGrammar *self,
                                 gsize                    section)
{
  return sotong_demo_grammar_get_field (self, section, 0);
}

/**
 * sotong_demo_grammar_get_field:
 * @self: a grammar
 * @section: which section
 * @field: 0 for its name, 1 for what follows the first |
 *
 * Returns: (transfer none): the field, "" where the line has none
 */
const char *
sotong_demo_grammar_get_field (const SotongDemoGrammar *self,
                               gsize                    section,
                               guint                    field)
{
  const Section *s = g_ptr_array_index (self->sections, section);

  return field < g_strv_length (s->fields) ? s->fields[field] : "";
}

/**
 * sotong_demo_grammar_find:
 * @self: a grammar
 * @section: name of a section
 * @list: name of a list in it
 *
 * Returns: (transfer none) (nullable): the list
 */
const SotongDemoList *
sotong_demo_grammar_find (const SotongDemoGrammar *self,
                          const char              *section,
                          const char              *list)
{
  Section *s = find_section (self, section);

  return s != NULL ? find_in_section (s, list) : NULL;
}

guint
sotong_demo_list_get_length (const SotongDemoList *self)
{
  return self->entries->len;
}

/**
 * sotong_demo_list_get_source:
 * @self: a list
 * @entry: which entry
 *
 * Returns: (transfer none): the line as written, for lists of plain words
 */
const char *
sotong_demo_list_get_source (const SotongDemoList *self,
                             guint                 entry)
{
  return g_ptr_array_index (self->sources, entry);
}

void
sotong_demo_voice_init (SotongDemoVoice *self,
                        SotongRandom    *random,
                        SotongDemoStyle  style)
{
  self->random = random;
  self->style = style;
  self->n_remembered = 0;
}

static SotongDemoTone
pick_tone (SotongDemoVoice *voice,
           const Node      *node)
{
  guint32 draw = sotong_random_below (voice->random, 100);

  if (node->question)
    return SOTONG_DEMO_TONE_QUESTION;
  if (node->fixed)
    return SOTONG_DEMO_TONE_PLAIN;
  if (voice->style == SOTONG_DEMO_STYLE_FORMAL)
    return draw < 8 ? SOTONG_DEMO_TONE_NOTICE : SOTONG_DEMO_TONE_PLAIN;
  if (draw < 24)
    return SOTONG_DEMO_TONE_NOTICE;
  if (draw < 32)
    return SOTONG_DEMO_TONE_REPORT;
  return SOTONG_DEMO_TONE_PLAIN;
}

static void
append_predicate (const Node      *node,
                  SotongDemoVoice *voice,
                  GString         *text)
{
  SotongDemoTone tone = pick_tone (voice, node);
  guint variant = sotong_random_below (voice->random, 6); /* drawn after the tone, on every compiler */

  sotong_demo_append_predicate (text, node->predicate, node->mood, tone, voice->style, variant);
}

static guint
pick_entry (const SotongDemoList *list,
            SotongDemoVoice      *voice,
            gboolean              remembered)
{
  guint pick;

  for (guint i = 0; remembered && i < voice->n_remembered; i++)
    if (voice->lists[i] == list)
      return voice->picks[i];
  pick = sotong_random_below (voice->random, list->entries->len);
  if (remembered && voice->n_remembered < SOTONG_DEMO_MEMORY)
    {
      voice->lists[voice->n_remembered] = list;
      voice->picks[voice->n_remembered++] = pick;
    }
  return pick;
}

static void
append_nodes (const GArray    *nodes,
              SotongDemoVoice *voice,
              GString         *text)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const Node *node = &g_array_index (nodes, Node, i);

      switch (node->kind)
        {
        case NODE_TEXT:
          g_string_append (text, node->text);
          break;
        case NODE_SLOT:
          sotong_demo_list_append_entry (node->list, pick_entry (node->list, voice, node->remembered), voice, text);
          break;
        case NODE_NUMBER:
          g_string_append_printf (text, "%" G_GINT64_FORMAT,
                                  sotong_random_between (voice->random, node->low, node->high));
          break;
        case NODE_CHOICE:
          append_nodes (g_ptr_array_index (node->choices, sotong_random_below (voice->random, node->choices->len)),
                        voice, text);
          break;
        case NODE_PARTICLE:
          sotong_demo_append_particle (text, node->text);
          break;
        case NODE_PREDICATE:
          append_predicate (node, voice, text);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/**
 * sotong_demo_list_append_entry:
 * @self: a list
 * @entry: which entry
 * @voice: the text in the making
 * @text: where to append
 *
 * Appends one filling of the entry.
 */
void
sotong_demo_list_append_entry (const SotongDemoList *self,
                               guint                 entry,
                               SotongDemoVoice      *voice,
                               GString              *text)
{
  append_nodes (g_ptr_array_index (self->entries, entry), voice, text);
}

/**
 * sotong_demo_list_append:
 * @self: a list
 * @voice: the text in the making
 * @text: where to append
 *
 * Appends one filling of any entry.
 */
void
sotong_demo_list_append (const SotongDemoList *self,
                         SotongDemoVoice      *voice,
                         GString              *text)
{
  sotong_demo_list_append_entry (self, pick_entry (self, voice, FALSE), voice, text);
}
