/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/sotong-report-public.h"
#include "store/sotong-contributor.h"

/*
 * What leaves the house for everybody to read names firms and offices, but no citizen. Who is a citizen the ledger does not say: one is
 * whom the office knows as a contributor, whose name looks like a Korean person's, or who stands beside a word for one.
 */

/* Family names, each with its given name of one or two letters behind it; those of two letters come first. The 90 most frequent of
 * the 2015 census, which are those of more than 99 in 100 people. */
static const char *const long_families[] = { "남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방", NULL };
static const char families[] =
  "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용";

/* Words beside which a name is a person's. */
static const char *const roles[] = {
  "블로거", "시민", "시민블로거", "기자", "시민기자", "작가", "강사", "기고자", "사진가", "진행자", "출연자", "자문위원", "위원", "교수", "씨", "님", "대표", NULL,
};

/* E-mail addresses, telephone numbers, resident registration numbers, accounts; no days, amounts or numbers of documents. */
#define PRIVATE "[\\w.+-]+@[\\w-]+\\.[\\w.-]+|\\b0\\d{1,2}[-. ]?\\d{3,4}[-. ]?\\d{4}\\b|\\b\\d{6}-[1-8]\\d{6}\\b|\\b\\d{2,6}-\\d{2,6}-\\d{5,}(-\\d+)*\\b"

struct _SotongReportPublic
{
  GPtrArray *names;  /* (element-type utf8) (owned): of citizens, the longest first */
};

static gboolean
is_hangul (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) < 0xac00 || g_utf8_get_char (p) > 0xd7a3)
      return FALSE;
  return TRUE;
}

static gboolean
begins_with_family (const char *text,
                    glong       n)
{
  char first[8] = "";

  for (guint i = 0; long_families[i] != NULL; i++)
    if (n >= 3 && n <= 4 && g_str_has_prefix (text, long_families[i]))
      return TRUE;
  first[g_unichar_to_utf8 (g_utf8_get_char (text), first)] = '\0';
  return n >= 2 && n <= 3 && strstr (families, first) != NULL;
}

static gboolean
is_person (const char *word)
{
  return is_hangul (word) && begins_with_family (word, g_utf8_strlen (word, -1));
}

/* A name keeps its first and last letter: 홍*동. */
static char *
mask (const char *name)
{
  glong n = g_utf8_strlen (name, -1);
  GString *out = g_string_new (NULL);

  for (glong i = 0; i < n; i++)
    g_string_append_unichar (out, i == 0 || (i == n - 1 && n > 2) ? g_utf8_get_char (g_utf8_offset_to_pointer (name, i)) : '*');
  return g_string_free (out, FALSE);
}

static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  gsize x = strlen (*(char * const *) a), y = strlen (*(char * const *) b);

  return x < y ? 1 : x > y ? -1 : strcmp (*(char * const *) a, *(char * const *) b);
}

static void
take_name (SotongReportPublic *self,
           const char         *name)
{
  if (g_utf8_strlen (name, -1) < 2 || g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, NULL))
    return;
  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_sort (self->names, compare_lengths);
}

/**
 * sotong_report_public_new:
 * @db: a connection
 * @error: return location
 *
 * Knows the contributors' names. Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): what hides citizens in a text that everybody may read
 */
SotongReportPublic *
sotong_report_public_new (SotongDb  *db,
                          GError   **error)
{
  g_autoptr(GPtrArray) contributors = sotong_contributor_list (db, error);
  SotongReportPublic *self;

  if (contributors == NULL)
    return NULL;
  self = g_new0 (SotongReportPublic, 1);
  self->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < contributors->len; i++)
    take_name (self, ((const SotongContributor *) g_ptr_array_index (contributors, i))->pen_name);
  return self;
}

void
sotong_report_public_free (SotongReportPublic *self)
{
  g_ptr_array_unref (self->names);
  g_free (self);
}

/**
 * sotong_report_public_add_name:
 * @self: what hides citizens
 * @name: who was paid or made a contract
 *
 * If it is a citizen's, by itself or beside a word for one as in "블로거 박지성", it is hidden from now on wherever it stands.
 */
void
sotong_report_public_add_name (SotongReportPublic *self,
                               const char         *name)
{
  g_auto(GStrv) words = g_strsplit (name, " ", -1);
  guint n = g_strv_length (words);

  if (n == 1 && is_person (words[0]))
    take_name (self, words[0]);
  for (guint i = 0; i < n; i++)
    {
      gboolean beside = (i > 0 && g_strv_contains (roles, words[i - 1])) || (i + 1 < n && g_strv_contains (roles, words[i + 1]));

      if (beside && !g_strv_contains (roles, words[i]) && is_person (words[i]))
        take_name (self, words[i]);
    }
}

/**
 * sotong_report_public_text:
 * @self: what hides citizens
 * @text: what is to be read by everybody
 *
 * Returns: (transfer full): the text, in which the names that are known keep their first and last letter, and addresses and numbers of
 *   people are gone
 */
char *
sotong_report_public_text (const SotongReportPublic *self,
                           const char               *text)
{
  static GRegex *private;
  g_autoptr(GString) out = g_string_new (text);
  char *cleaned;

  if (g_once_init_enter (&private))
    g_once_init_leave (&private, g_regex_new (PRIVATE, G_REGEX_OPTIMIZE, 0, NULL));
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = g_ptr_array_index (self->names, i);
      g_autofree char *hidden = mask (name);

      g_string_replace (out, name, hidden, 0);
    }
  cleaned = g_regex_replace_literal (private, out->str, -1, 0, "***", 0, NULL);
  return cleaned != NULL ? cleaned : g_strdup (out->str);
}
