/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/sotong-report-public.h"
#include "store/sotong-contributor.h"

/*
 * What leaves the house for everybody to read names firms and offices, but no citizen. Who is a citizen the ledger says, where somebody
 * said it; else one is whom the office knows as a contributor, whose name looks like a Korean person's, or who stands beside a word for one.
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
  GPtrArray *names;    /* (element-type utf8) (owned): of citizens, the longest first */
  GPtrArray *cleared;  /* (element-type utf8) (owned): of firms and offices, as the ledger says */
  GPtrArray *said;     /* (element-type utf8) (owned): of all of whom the ledger says what they are */
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

static gboolean
has (GPtrArray  *names,
     const char *name)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

static void
add_once (GPtrArray  *names,
          const char *name)
{
  if (!has (names, name))
    g_ptr_array_add (names, g_strdup (name));
}

static void
take_name (SotongReportPublic *self,
           const char         *name)
{
  if (g_utf8_strlen (name, -1) < 2 || has (self->cleared, name) || has (self->names, name))
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
  self->cleared = g_ptr_array_new_with_free_func (g_free);
  self->said = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < contributors->len; i++)
    take_name (self, ((const SotongContributor *) g_ptr_array_index (contributors, i))->pen_name);
  return self;
}

void
sotong_report_public_free (SotongReportPublic *self)
{
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->cleared);
  g_ptr_array_unref (self->said);
  g_free (self);
}

/* The words of a name beside those for a citizen: "블로거 박지성". */
static void
take_said (SotongReportPublic *self,
           const char         *name)
{
  g_auto(GStrv) words = g_strsplit (name, " ", -1);
  gboolean beside = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    beside = beside || g_strv_contains (roles, words[i]);
  if (!beside)
    take_name (self, name);
  for (guint i = 0; beside && words[i] != NULL; i++)
    if (!g_strv_contains (roles, words[i]))
      take_name (self, words[i]);
}

/**
 * sotong_report_public_add_said:
 * @self: what hides citizens
 * @name: who was paid or made a contract
 * @kind: (nullable): what the ledger says of them: person, firm, public, or nothing
 *
 * A person is hidden whatever the name looks like, a firm or an office is not. All that is said is to be added before any look decides.
 */
void
sotong_report_public_add_said (SotongReportPublic *self,
                               const char         *name,
                               const char         *kind)
{
  if (kind == NULL || *kind == '\0' || *name == '\0')
    return;
  add_once (self->said, name);
  if (g_str_equal (kind, "person"))
    take_said (self, name);
  else
    add_once (self->cleared, name);
}

/**
 * sotong_report_public_is_look:
 * @self: what hides citizens, that knows all that is said
 * @name: who was paid or made a contract
 *
 * Returns: whether nobody said what they are, so that the look of the name decides
 */
gboolean
sotong_report_public_is_look (const SotongReportPublic *self,
                              const char               *name)
{
  return *name != '\0' && !has (self->said, name);
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

  if (!sotong_report_public_is_look (self, name))
    return;
  if (n == 1 && is_person (words[0]))
    take_name (self, words[0]);
  for (guint i = 0; i < n; i++)
    {
      gboolean beside = (i > 0 && g_strv_contains (roles, words[i - 1])) || (i + 1 < n && g_strv_contains (roles, words[i + 1]));

      if (beside && !g_strv_contains (roles, words[i]) && is_person (words[i]))
        take_name (self, words[i]);
    }
}

static char *
hide_numbers (const char *text)
{
  static GRegex *private;
  char *cleaned;

  if (g_once_init_enter (&private))
    g_once_init_leave (&private, g_regex_new (PRIVATE, G_REGEX_OPTIMIZE, 0, NULL));
  cleaned = g_regex_replace_literal (private, text, -1, 0, "***", 0, NULL);
  return cleaned != NULL ? cleaned : g_strdup (text);
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
  g_autoptr(GString) out = g_string_new (text);

  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = g_ptr_array_index (self->names, i);
      g_autofree char *hidden = mask (name);

      g_string_replace (out, name, hidden, 0);
    }
  return hide_numbers (out->str);
}

/**
 * sotong_report_public_payee:
 * @self: what hides citizens
 * @name: who was paid or made a contract
 *
 * Returns: (transfer full): the name as everybody may read it; of a firm or an office the whole of it
 */
char *
sotong_report_public_payee (const SotongReportPublic *self,
                            const char               *name)
{
  return has (self->cleared, name) ? hide_numbers (name) : sotong_report_public_text (self, name);
}
