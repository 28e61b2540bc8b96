/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"

/*
 * An attempt's sentence stands in the log in English, whatever the language of the run that wrote it: who reads the log is told
 * the same in their own. Only sentences that are known by their form are told anew; what a platform itself said stays as it is.
 */

typedef struct {
  const char *one;
  const char *many;   /* (nullable): where the number makes a difference */
} Form;

/* What the sources of the layers say that write the log, the longest first: see build-aux/list-sentences. */
static const Form forms[] = {
#include "sotong-attempt-forms.h"
  /* What earlier versions said stands in workspaces still. */
  { N_("The program ended before the platform’s answer was noted. The post is looked up there before it is sent again."), NULL },
  { N_("The computer stopped while this post was perhaps going out. The post is looked up there before it is sent again."), NULL },
};

/* A place in a form where a value stands. */
typedef struct {
  guint n;       /* which of the values, from 0 */
  gsize length;  /* of its mark */
  char  kind;    /* s, u or d */
} Mark;

static Mark
read_mark (const char *percent,
           guint       nth)
{
  const char *p = percent + 1;
  Mark mark = { nth, 0, 's' };

  if (g_ascii_isdigit (p[0]) && p[1] == '$')
    {
      mark.n = (guint) (p[0] - '1');
      p += 2;
    }
  mark.kind = *p;
  mark.length = (gsize) (p + 1 - percent);
  return mark;
}

/* The form, with a group for each value in it. */
static GRegex *
make_pattern (const char *form)
{
  g_autoptr(GString) pattern = g_string_new ("^");
  guint n = 0;
  const char *p = form;

  while (*p != '\0')
    {
      gsize literal = strcspn (p, "%");
      g_autofree char *escaped = g_regex_escape_string (p, (gint) literal);
      Mark mark;

      g_string_append (pattern, escaped);
      p += literal;
      if (*p == '\0')
        break;
      mark = read_mark (p, n++);
      g_string_append (pattern, mark.kind == 's' ? "(.*?)" : "([0-9]+)");
      p += mark.length;
    }
  g_string_append_c (pattern, '$');
  return g_regex_new (pattern->str, G_REGEX_DOTALL | G_REGEX_OPTIMIZE, 0, NULL);
}

static char *
retell (const char *message,
        gboolean    back);

/* The form in the other language with the values in it, each told anew itself. @match has them in the order of @from. */
static char *
fill (const char *from,
      const char *to,
      GMatchInfo *match,
      gboolean    back)
{
  GString *text = g_string_new (NULL);
  guint places[9] = { 0 }, n = 0;

  for (const char *p = strchr (from, '%'); p != NULL; p = strchr (p + 1, '%'))
    {
      guint place = read_mark (p, n).n;

      n++;
      if (place < G_N_ELEMENTS (places))
        places[place] = n;
    }
  n = 0;
  while (*to != '\0')
    {
      gsize literal = strcspn (to, "%");
      Mark mark;

      g_string_append_len (text, to, (gssize) literal);
      to += literal;
      if (*to == '\0')
        break;
      mark = read_mark (to, n++);
      if (mark.n < G_N_ELEMENTS (places) && places[mark.n] > 0)
        {
          g_autofree char *value = g_match_info_fetch (match, (gint) places[mark.n]);
          g_autofree char *told = back ? retell (value, TRUE) : sotong_attempt_tell (value);

          g_string_append (text, told);
        }
      to += mark.length;
    }
  return g_string_free (text, FALSE);
}

/* Whether the words before the first value, or behind the last, speak against it: a pattern that cannot match is not even made. */
static gboolean
may_fit (const char *text,
         const char *form)
{
  const char *last = strrchr (form, '%');
  gsize before = strcspn (form, "%");

  if (last == NULL)
    return g_str_equal (text, form);
  if (before > 0 && form[before - 1] == ' ' && strlen (text) == before - 1)
    before--; /* an empty value at the end, whose blank was cut off */
  return strncmp (text, form, before) == 0 && g_str_has_suffix (text, last + read_mark (last, 0).length);
}

static char *
try_form (const char *text,
          const char *form,
          const char *to,
          GRegex    **pattern,
          gboolean    back)
{
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *longer = NULL;

  if (!may_fit (text, form))
    return NULL;
  if (g_once_init_enter (pattern))
    g_once_init_leave (pattern, make_pattern (form));
  if (g_regex_match (*pattern, text, 0, &match))
    return fill (form, to, match, back);
  if (!g_str_has_suffix (form, "s") || g_str_has_suffix (text, " "))
    return NULL;
  /* An empty value at the end, whose blank was cut off. */
  g_clear_pointer (&match, g_match_info_unref);
  longer = g_strconcat (text, " ", NULL);
  return g_regex_match (*pattern, longer, 0, &match) ? g_strchomp (fill (form, to, match, back)) : NULL;
}

/* From English, or with @back into it; NULL if it is not known by its form. The patterns are those of one language: a process has only one. */
static char *
retell_form (const char *message,
             gboolean    back)
{
  static GRegex *patterns[2][2 * G_N_ELEMENTS (forms)];

  if (!back && g_str_has_suffix (message, ".") && _(message) != message) /* a sentence without values: a channel's name is none */
    return g_strdup (_(message));
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      const Form *form = &forms[i];
      const char *shown = form->many != NULL ? ngettext (form->one, form->many, 2) : _(form->one);
      const char *more = form->many != NULL ? form->many : form->one;
      char *told;

      if (shown == form->one || shown == form->many) /* it has no words in this language */
        continue;
      if (back)
        told = try_form (message, shown, message[0] == '1' && !g_ascii_isdigit (message[1]) ? form->one : more, &patterns[1][2 * i], TRUE);
      else
        told = try_form (message, form->one, shown, &patterns[0][2 * i], FALSE);
      if (told == NULL && form->many != NULL && !back)
        told = try_form (message, form->many, shown, &patterns[0][2 * i + 1], FALSE);
      if (told != NULL)
        return told;
    }
  return NULL;
}

/* What is known of it: the whole, or the longest of its sentences from the beginning and then those behind. */
static char *
retell (const char *message,
        gboolean    back)
{
  char *whole = message[0] != '\0' ? retell_form (message, back) : g_strdup ("");

  for (gssize end = (gssize) strlen (message) - 2; whole == NULL && end > 0; end--)
    {
      g_autofree char *first = message[end] == '.' && message[end + 1] == ' ' ? g_strndup (message, (gsize) end + 1) : NULL;
      g_autofree char *told = first != NULL ? retell_form (first, back) : NULL;
      g_autofree char *rest = told != NULL ? retell (message + end + 2, back) : NULL;

      if (told != NULL)
        whole = g_strconcat (told, " ", rest, NULL);
    }
  return whole != NULL ? whole : g_strdup (message);
}

/*
 * sotong_attempt_tell:
 * @message: a sentence of the log, or a part of one
 *
 * Returns: (transfer full): the same in the reader's language, if it is known by its form; else as it is. What was written in another
 *   language than English stays.
 */
char *
sotong_attempt_tell (const char *message)
{
  return retell (message, FALSE);
}

/*
 * sotong_attempt_untell:
 * @message: a sentence in the language of this process
 *
 * Returns: (transfer full): what is to be kept of it: in English, if it is known by its form and is told again as it was
 */
char *
sotong_attempt_untell (const char *message)
{
  g_autofree char *kept = retell (message, TRUE);
  g_autofree char *told = sotong_attempt_tell (kept);

  return g_strdup (g_str_equal (told, message) ? kept : message);
}
