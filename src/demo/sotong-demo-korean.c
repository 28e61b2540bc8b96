/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo/sotong-demo-korean.h"

#define FIRST_SYLLABLE 0xac00
#define LAST_SYLLABLE  0xd7a3

/* Indices of the letters within a syllable, in Unicode's order. */
enum { VOWEL_A = 0, VOWEL_AE = 1, VOWEL_EO = 4, VOWEL_E = 5, VOWEL_YEO = 6, VOWEL_O = 8, VOWEL_WA = 9, VOWEL_WAE = 10,
       VOWEL_OE = 11, VOWEL_U = 13, VOWEL_WO = 14, VOWEL_EU = 18, VOWEL_I = 20 };
enum { INITIAL_R = 5, INITIAL_SILENT = 11, INITIAL_H = 18 };
enum { FINAL_NONE = 0, FINAL_N = 4, FINAL_D = 7, FINAL_L = 8, FINAL_M = 16, FINAL_B = 17, FINAL_S = 19, FINAL_SS = 20 };

typedef struct {
  int initial;
  int vowel;
  int final;
} Syllable;

static gboolean
split_syllable (gunichar  c,
                Syllable *out)
{
  if (c < FIRST_SYLLABLE || c > LAST_SYLLABLE)
    return FALSE;
  c -= FIRST_SYLLABLE;
  out->initial = (int) (c / 588);
  out->vowel = (int) (c % 588 / 28);
  out->final = (int) (c % 28);
  return TRUE;
}

static gunichar
join_syllable (Syllable s)
{
  return FIRST_SYLLABLE + (gunichar) (s.initial * 588 + s.vowel * 28 + s.final);
}

static gunichar
last_char (const char *text,
           gsize       length)
{
  const char *last = g_utf8_find_prev_char (text, text + length);

  return last != NULL ? g_utf8_get_char (last) : 0;
}

static gboolean
last_syllable (const char *text,
               Syllable   *out)
{
  return split_syllable (last_char (text, strlen (text)), out);
}

/* Copies @text with its last @n_dropped characters replaced by @added. */
static void
copy_with_end (char       *target,
               const char *text,
               int         n_dropped,
               const char *added)
{
  const char *end = text + strlen (text);

  for (; n_dropped > 0; n_dropped--)
    end = g_utf8_prev_char (end);
  g_snprintf (target, 64, "%.*s%s", (int) (end - text), text, added);
}

static void
copy_with_syllable (char       *target,
                    const char *text,
                    Syllable    last,
                    const char *added)
{
  char buffer[16] = { 0 };

  g_unichar_to_utf8 (join_syllable (last), buffer);
  strcat (buffer, added);
  copy_with_end (target, text, 1, buffer);
}

static gboolean
is_bright (int vowel)
{
  return vowel == VOWEL_A || vowel == VOWEL_O;
}

/* 어렵 → 어려우, 어려워; 낫 → 나으, 나아; 걷 → 걸으, 걸어. */
static gboolean
make_irregular (SotongDemoPredicate *p,
                Syllable             last)
{
  switch (last.final)
    {
    case FINAL_B:
      last.final = FINAL_NONE;
      copy_with_syllable (p->euphonic, p->stem, last, "우");
      copy_with_syllable (p->infinitive, p->stem, last, strcmp (p->stem, "돕") == 0 ? "와" : "워");
      return TRUE;
    case FINAL_S:
      last.final = FINAL_NONE;
      copy_with_syllable (p->euphonic, p->stem, last, "으");
      copy_with_syllable (p->infinitive, p->stem, last, is_bright (last.vowel) ? "아" : "어");
      return TRUE;
    case FINAL_D:
      last.final = FINAL_L;
      copy_with_syllable (p->euphonic, p->stem, last, "으");
      copy_with_syllable (p->infinitive, p->stem, last, is_bright (last.vowel) ? "아" : "어");
      return TRUE;
    default:
      return FALSE;
    }
}

/* 크 → 커, 바쁘 → 바빠, 빠르 → 빨라. */
static void
join_eu (SotongDemoPredicate *p,
         Syllable             last)
{
  Syllable before = { 0 };
  g_autofree char *front = g_strndup (p->stem, strlen (p->stem) - 3);
  gboolean bright = last_syllable (front, &before) && is_bright (before.vowel);

  last.vowel = bright ? VOWEL_A : VOWEL_EO;
  copy_with_syllable (p->infinitive, p->stem, last, "");
  if (last.initial != INITIAL_R || *front == '\0' || before.final != FINAL_NONE)
    return;
  before.final = FINAL_L;
  copy_with_syllable (p->infinitive, front, before, bright ? "라" : "러");
}

/* The infinitive of a stem that ends in a vowel: 막히 → 막혀, 보 → 봐, 하 → 해. */
static void
join_vowel (SotongDemoPredicate *p,
            Syllable             last)
{
  switch (last.vowel)
    {
    case VOWEL_A:
      if (last.initial == INITIAL_H)
        last.vowel = VOWEL_AE;
      break;
    case VOWEL_I:
      last.vowel = VOWEL_YEO;
      break;
    case VOWEL_O:
      last.vowel = VOWEL_WA;
      break;
    case VOWEL_U:
      last.vowel = VOWEL_WO;
      break;
    case VOWEL_OE:
      last.vowel = VOWEL_WAE;
      break;
    case VOWEL_EU:
      join_eu (p, last);
      return;
    case VOWEL_AE:
    case VOWEL_E:
    case VOWEL_EO:
    case VOWEL_YEO:
      break;
    default:
      copy_with_end (p->infinitive, p->stem, 0, "어");
      return;
    }
  copy_with_syllable (p->infinitive, p->stem, last, "");
}

/**
 * sotong_demo_predicate_parse:
 * @text: a stem, with * behind it when it changes irregularly: 막히, 어렵*
 * @out_predicate: (out): its bases
 *
 * Finds the bases of a Korean verb or adjective from its dictionary form
 * without 다, at most 18 syllables long.
 *
 * Returns: %FALSE when @text does not end in a Hangul syllable
 */
gboolean
sotong_demo_predicate_parse (const char          *text,
                             SotongDemoPredicate *out_predicate)
{
  SotongDemoPredicate *p = out_predicate;
  gsize length = strlen (text);
  gboolean irregular = length > 0 && text[length - 1] == '*';
  Syllable last;

  if (length > 54)
    return FALSE;
  g_snprintf (p->stem, sizeof p->stem, "%.*s", (int) (length - irregular), text);
  if (!last_syllable (p->stem, &last))
    return FALSE;
  if (irregular)
    return make_irregular (p, last);
  if (last.final == FINAL_NONE || last.final == FINAL_L)
    strcpy (p->euphonic, p->stem);
  else
    copy_with_end (p->euphonic, p->stem, 0, "으");
  if (last.final != FINAL_NONE)
    copy_with_end (p->infinitive, p->stem, 0, is_bright (last.vowel) && last.final != FINAL_SS ? "아" : "어");
  else
    join_vowel (p, last);
  return TRUE;
}

/* Appends @base with @final under its last syllable, or in place of a ㄹ there. */
static void
append_with_final (GString    *text,
                   const char *base,
                   int         final,
                   const char *ending)
{
  char buffer[64];
  Syllable last;

  if (last_syllable (base, &last))
    {
      last.final = last.final == FINAL_L && final == FINAL_M ? 10 /* ㄻ */ : final;
      copy_with_syllable (buffer, base, last, "");
      g_string_append (text, buffer);
    }
  g_string_append (text, ending);
}

/* Appends @stem without its ㄹ, as before ㄴ. */
static void
append_stem (GString    *text,
             const char *stem,
             const char *ending)
{
  Syllable last;

  if (last_syllable (stem, &last) && last.final == FINAL_L)
    append_with_final (text, stem, FINAL_NONE, ending);
  else
    g_string_append_printf (text, "%s%s", stem, ending);
}

static gboolean
ends_in_vowel_or_l (const char *stem)
{
  Syllable last;

  return last_syllable (stem, &last) && (last.final == FINAL_NONE || last.final == FINAL_L);
}

/* 합니다, 습니다 and what begins with them. @rest follows the ㅂ: "니다". */
static void
append_formal (GString                   *text,
               const SotongDemoPredicate *p,
               const char                *rest)
{
  if (ends_in_vowel_or_l (p->stem))
    append_with_final (text, p->stem, FINAL_B, rest);
  else
    g_string_append_printf (text, "%s습%s", p->stem, rest);
}

static void
append_written (GString                   *text,
                const SotongDemoPredicate *p,
                SotongDemoMood             mood,
                const char                *rest)
{
  if (mood != SOTONG_DEMO_MOOD_VERB)
    g_string_append_printf (text, "%s%s", p->stem, rest);
  else if (ends_in_vowel_or_l (p->stem))
    append_with_final (text, p->stem, FINAL_N, rest);
  else
    g_string_append_printf (text, "%s는%s", p->stem, rest);
}

static void
append_question (GString                   *text,
                 const SotongDemoPredicate *p,
                 SotongDemoMood             mood,
                 SotongDemoStyle            style,
                 guint                      variant)
{
  gboolean adjective = mood == SOTONG_DEMO_MOOD_ADJECTIVE || mood == SOTONG_DEMO_MOOD_COPULA;

  switch (style)
    {
    case SOTONG_DEMO_STYLE_FORMAL:
      append_formal (text, p, "니까?");
      return;
    case SOTONG_DEMO_STYLE_GYEONGSANG:
      append_formal (text, p, "니꺼?");
      return;
    case SOTONG_DEMO_STYLE_CHUNGCHEONG:
      g_string_append_printf (text, "%s유?", p->infinitive);
      return;
    case SOTONG_DEMO_STYLE_CASUAL:
      if (variant % 3 == 0 && mood != SOTONG_DEMO_MOOD_COPULA)
        g_string_append_printf (text, "%s?", p->infinitive);
      else if (adjective)
        append_with_final (text, p->euphonic, FINAL_N, variant % 3 == 1 ? "가?" : "가");
      else
        append_stem (text, p->stem, variant % 3 == 1 ? "나?" : "냐?");
      return;
    case SOTONG_DEMO_STYLE_WRITTEN:
    case SOTONG_DEMO_STYLE_NOTE:
      if (adjective)
        append_with_final (text, p->euphonic, FINAL_N, "가?");
      else
        append_stem (text, p->stem, style == SOTONG_DEMO_STYLE_NOTE ? "나?" : "는가?");
      return;
    case SOTONG_DEMO_STYLE_POLITE:
    case SOTONG_DEMO_STYLE_JEOLLA:
    default:
      if (adjective)
        append_with_final (text, p->euphonic, FINAL_N, "가요");
      else
        append_stem (text, p->stem, "나요");
      g_string_append (text, style == SOTONG_DEMO_STYLE_JEOLLA ? "잉?" : "?");
      return;
    }
}

static void
append_statement (GString                   *text,
                  const SotongDemoPredicate *p,
                  SotongDemoMood             mood,
                  SotongDemoStyle            style,
                  guint                      variant)
{
  switch (style)
    {
    case SOTONG_DEMO_STYLE_FORMAL:
      append_formal (text, p, "니다");
      return;
    case SOTONG_DEMO_STYLE_CASUAL:
      g_string_append (text, p->infinitive);
      return;
    case SOTONG_DEMO_STYLE_WRITTEN:
      append_written (text, p, mood, "다");
      return;
    case SOTONG_DEMO_STYLE_NOTE:
      append_with_final (text, p->euphonic, FINAL_M, "");
      return;
    case SOTONG_DEMO_STYLE_GYEONGSANG:
      if (variant % 2 == 0)
        append_formal (text, p, "니더");
      else
        append_stem (text, p->stem, "네예");
      return;
    case SOTONG_DEMO_STYLE_JEOLLA:
      append_written (text, p, mood, "당께");
      return;
    case SOTONG_DEMO_STYLE_CHUNGCHEONG:
      g_string_append_printf (text, "%s유", p->infinitive);
      return;
    case SOTONG_DEMO_STYLE_POLITE:
    default:
      g_string_append_printf (text, "%s요", p->infinitive);
      return;
    }
}

/* Colours that a style lacks fall back to its plain statement. */
static void
append_coloured (GString                   *text,
                 const SotongDemoPredicate *p,
                 SotongDemoMood             mood,
                 SotongDemoTone             tone,
                 SotongDemoStyle            style,
                 guint                      variant)
{
  gboolean polite = style == SOTONG_DEMO_STYLE_POLITE;

  if (tone == SOTONG_DEMO_TONE_QUESTION)
    append_question (text, p, mood, style, variant);
  else if (tone == SOTONG_DEMO_TONE_NOTICE && style <= SOTONG_DEMO_STYLE_NOTE)
    append_stem (text, p->stem, polite || style == SOTONG_DEMO_STYLE_FORMAL ? "네요" : "네");
  else if (tone == SOTONG_DEMO_TONE_REPORT && polite)
    g_string_append_printf (text, "%s더라고요", p->stem);
  else if (tone == SOTONG_DEMO_TONE_REPORT && style == SOTONG_DEMO_STYLE_CASUAL)
    g_string_append_printf (text, "%s더라", p->stem);
  else if (tone == SOTONG_DEMO_TONE_REASON && polite)
    g_string_append_printf (text, "%s거든요", p->stem);
  else if (tone == SOTONG_DEMO_TONE_REASON && style == SOTONG_DEMO_STYLE_CASUAL)
    g_string_append_printf (text, "%s거든", p->stem);
  else
    append_statement (text, p, mood, style, variant);
}

static void
append_request (GString                   *text,
                const SotongDemoPredicate *p,
                SotongDemoStyle            style,
                guint                      variant)
{
  static const char *const endings[][3] = {
    [SOTONG_DEMO_STYLE_POLITE] = { " 주세요", "주세요", " 주시면 좋겠어요" },
    [SOTONG_DEMO_STYLE_FORMAL] = { " 주시기 바랍니다", " 주십시오", " 주셨으면 합니다" },
    [SOTONG_DEMO_STYLE_CASUAL] = { "줘", "줬으면", "달라고" },
    [SOTONG_DEMO_STYLE_WRITTEN] = { " 주길 바란다", "야 한다", " 주었으면 한다" },
    [SOTONG_DEMO_STYLE_NOTE] = { "주길", "줬으면 함", "주세요" },
    [SOTONG_DEMO_STYLE_GYEONGSANG] = { " 주이소", "주이소", " 주이소 좀" },
    [SOTONG_DEMO_STYLE_JEOLLA] = { " 주쇼잉", "주쇼", " 주쇼잉" },
    [SOTONG_DEMO_STYLE_CHUNGCHEONG] = { " 줘유", "줘유", " 주면 좋겠어유" },
  };

  g_string_append_printf (text, "%s%s", p->infinitive, endings[style][variant % 3]);
}

static void
append_wish (GString                   *text,
             const SotongDemoPredicate *p,
             SotongDemoStyle            style,
             guint                      variant)
{
  static const char *const endings[][2] = {
    [SOTONG_DEMO_STYLE_POLITE] = { "으면 좋겠어요", "으면 해요" },
    [SOTONG_DEMO_STYLE_FORMAL] = { "으면 합니다", "으면 좋겠습니다" },
    [SOTONG_DEMO_STYLE_CASUAL] = { "으면 좋겠다", "으면" },
    [SOTONG_DEMO_STYLE_WRITTEN] = { "으면 한다", "으면 좋겠다" },
    [SOTONG_DEMO_STYLE_NOTE] = { "으면 좋겠음", "으면 함" },
    [SOTONG_DEMO_STYLE_GYEONGSANG] = { "으면 좋겠심더", "으면 좋겠네예" },
    [SOTONG_DEMO_STYLE_JEOLLA] = { "으면 쓰겄소", "으면 좋겄소" },
    [SOTONG_DEMO_STYLE_CHUNGCHEONG] = { "으면 좋겄어유", "으면 좋겠어유" },
  };

  append_with_final (text, p->infinitive, FINAL_SS, endings[style][variant % 2]);
}

static void
make_past (const SotongDemoPredicate *p,
           SotongDemoPredicate       *past)
{
  Syllable last;

  if (!last_syllable (p->infinitive, &last))
    return;
  last.final = FINAL_SS;
  copy_with_syllable (past->stem, p->infinitive, last, "");
  copy_with_end (past->euphonic, past->stem, 0, "으");
  copy_with_end (past->infinitive, past->stem, 0, "어");
}

/* 이다 behind the noun that @text ends with: 문제예요, 일이에요. */
static void
append_copula (GString         *text,
               SotongDemoTone   tone,
               SotongDemoStyle  style,
               guint            variant)
{
  SotongDemoPredicate p = { "이", "이", "이야" };
  Syllable last = { 0 };
  gboolean vowel = split_syllable (last_char (text->str, text->len), &last) && last.final == FINAL_NONE;
  gsize start = text->len;

  if (style == SOTONG_DEMO_STYLE_POLITE || style == SOTONG_DEMO_STYLE_CHUNGCHEONG)
    strcpy (p.infinitive, vowel ? "예" : "이에");
  else if (vowel)
    strcpy (p.infinitive, "야");
  if (style == SOTONG_DEMO_STYLE_JEOLLA && tone != SOTONG_DEMO_TONE_QUESTION)
    g_string_append (text, vowel ? "랑께" : "이랑께");
  else
    append_coloured (text, &p, SOTONG_DEMO_MOOD_COPULA, tone, style, variant);
  /* 이 is swallowed behind a vowel where it stands as a syllable: 문제(이)네요, but 문제입니다. */
  if (vowel && strncmp (text->str + start, "이", 3) == 0)
    g_string_erase (text, (gssize) start, 3);
}

/**
 * sotong_demo_append_predicate:
 * @text: the sentence so far
 * @predicate: (nullable): its bases; %NULL for %SOTONG_DEMO_MOOD_COPULA
 * @mood: what it is
 * @tone: the colour of a statement, or a question
 * @style: the writer's way of ending sentences
 * @variant: picks among equal endings
 *
 * Appends the predicate in its final form, without a full stop.
 */
void
sotong_demo_append_predicate (GString                   *text,
                              const SotongDemoPredicate *predicate,
                              SotongDemoMood             mood,
                              SotongDemoTone             tone,
                              SotongDemoStyle            style,
                              guint                      variant)
{
  SotongDemoPredicate past;

  switch (mood)
    {
    case SOTONG_DEMO_MOOD_COPULA:
      append_copula (text, tone, style, variant);
      return;
    case SOTONG_DEMO_MOOD_REQUEST:
      append_request (text, predicate, style, variant);
      return;
    case SOTONG_DEMO_MOOD_WISH:
      append_wish (text, predicate, style, variant);
      return;
    case SOTONG_DEMO_MOOD_PAST:
      make_past (predicate, &past);
      append_coloured (text, &past, mood, tone, style, variant);
      return;
    case SOTONG_DEMO_MOOD_VERB:
    case SOTONG_DEMO_MOOD_ADJECTIVE:
    case SOTONG_DEMO_MOOD_EXISTENCE:
    default:
      append_coloured (text, predicate, mood, tone, style, variant);
      return;
    }
}

/* The final consonant with which the last word of @text is read, digits and Latin letters included. */
static int
spoken_final (const GString *text)
{
  static const int digits[] = { 21, FINAL_L, 0, FINAL_M, 0, 0, 1, FINAL_L, FINAL_L, 0 };
  const char *p = text->str + text->len;
  Syllable last;

  while ((p = g_utf8_find_prev_char (text->str, p)) != NULL)
    {
      gunichar c = g_utf8_get_char (p);

      if (split_syllable (c, &last))
        return last.final;
      if (c >= '0' && c <= '9')
        return digits[c - '0'];
      if (c == 'L' || c == 'l' || c == 'R' || c == 'r')
        return FINAL_L;
      if (c == 'M' || c == 'm' || c == 'N' || c == 'n')
        return FINAL_N;
      if (g_unichar_isalpha (c))
        return FINAL_NONE;
      if (c == '%')
        return FINAL_NONE;
    }
  return FINAL_NONE;
}

/**
 * sotong_demo_append_particle:
 * @text: a text that ends in a noun
 * @particle: the form behind a consonant: 이, 을, 은, 과, 으로, 이나, 이라, 이랑, 이란, 이든, 아
 *
 * Appends the form that agrees with how the noun is read: 버스를, 지하철을,
 * 서울로, 2호선은.
 *
 * Returns: %FALSE when @particle is not one of them
 */
gboolean
sotong_demo_append_particle (GString    *text,
                             const char *particle)
{
  static const char *const pairs[][2] = {
    { "이", "가" }, { "을", "를" }, { "은", "는" }, { "과", "와" }, { "으로", "로" }, { "이나", "나" },
    { "이라", "라" }, { "이랑", "랑" }, { "이란", "란" }, { "이든", "든" }, { "아", "야" }, { "이며", "며" },
  };
  int final = spoken_final (text);

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (strcmp (pairs[i][0], particle) == 0)
      {
        gboolean vowel = final == FINAL_NONE || (i == 4 && final == FINAL_L);

        g_string_append (text, pairs[i][vowel]);
        return TRUE;
      }
  return FALSE;
}
