/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <pango/pango.h>

#include "util/sotong-count.h"

#define LINK_WEIGHT       23  /* whatever a link's length (X, Mastodon) */
#define BLUESKY_BYTES_PER 10  /* 300 graphemes, 3000 bytes */

/* What stands for itself in a count: a link, a Mastodon mention, or one letter as a reader sees it. */
typedef struct {
  const char *start;
  const char *end;
  gboolean    link;
  gboolean    mention;
} Unit;

/* Letters that are drawn as emoji without being asked to (Emoji_Presentation). */
static const struct { gunichar first, last; } emoji_ranges[] = {
  { 0x231a, 0x231b }, { 0x23e9, 0x23ec }, { 0x23f0, 0x23f0 }, { 0x23f3, 0x23f3 }, { 0x25fd, 0x25fe },
  { 0x2614, 0x2615 }, { 0x2648, 0x2653 }, { 0x267f, 0x267f }, { 0x2693, 0x2693 }, { 0x26a1, 0x26a1 },
  { 0x26aa, 0x26ab }, { 0x26bd, 0x26be }, { 0x26c4, 0x26c5 }, { 0x26ce, 0x26ce }, { 0x26d4, 0x26d4 },
  { 0x26ea, 0x26ea }, { 0x26f2, 0x26f3 }, { 0x26f5, 0x26f5 }, { 0x26fa, 0x26fa }, { 0x26fd, 0x26fd },
  { 0x2705, 0x2705 }, { 0x270a, 0x270b }, { 0x2728, 0x2728 }, { 0x274c, 0x274c }, { 0x274e, 0x274e },
  { 0x2753, 0x2755 }, { 0x2757, 0x2757 }, { 0x2795, 0x2797 }, { 0x27b0, 0x27b0 }, { 0x27bf, 0x27bf },
  { 0x2b1b, 0x2b1c }, { 0x2b50, 0x2b50 }, { 0x2b55, 0x2b55 }, { 0x1f004, 0x1f004 }, { 0x1f0cf, 0x1f0cf },
  { 0x1f170, 0x1f171 }, { 0x1f17e, 0x1f17f }, { 0x1f18e, 0x1f18e }, { 0x1f191, 0x1f19a }, { 0x1f1e6, 0x1f1ff },
  { 0x1f201, 0x1f251 }, { 0x1f300, 0x1faff },
};

/* The domains that make bare words a link on X; besides these, every country's two letters below. */
static const char generic_domains[] =
  " com net org edu gov mil int info biz name pro app dev blog news shop site online store xyz top club page "
  "link live asia mobi tel travel jobs museum aero coop cat post seoul kim space website tech world today city "
  "events media wiki cloud art design email life video photo academy center community company education festival "
  "foundation global guide group health help host house international land network party plus press project "
  "school science social solutions studio support systems team tips tools tours town vip work zone ";
static const char country_domains[] =
  " ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc "
  "cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga "
  "gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp "
  "ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms "
  "mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro "
  "rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt "
  "tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw ";

/* Top domains in other letters: those of Korea, and of its neighbours. */
static const char *const other_domains[] = {
  "한국", "닷컴", "닷넷", "삼성", "中国", "中國", "香港", "台湾", "台灣", "澳門", "新加坡", "公司", "网络", "网址", "在线", "中文网", "コム", "みんな",
  "рф", "рус", "қаз", "мон", "укр",
};

static gboolean
starts_as_emoji (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (emoji_ranges); i++)
    if (c >= emoji_ranges[i].first && c <= emoji_ranges[i].last)
      return TRUE;
  return FALSE;
}

static gboolean
is_emoji (const char *start,
          const char *end)
{
  if (starts_as_emoji (g_utf8_get_char (start)))
    return TRUE;
  for (const char *p = g_utf8_next_char (start); p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0xfe0f || c == 0x20e3)  /* drawn as emoji; keycap */
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || c == '_';
}

static gboolean
ends_word (const char *text,
           const char *at)
{
  return at > text && is_word (g_utf8_get_char (g_utf8_prev_char (at)));
}

static gsize
scan_scheme (const char *at)
{
  if (g_ascii_strncasecmp (at, "https://", 8) == 0)
    return 8;
  return g_ascii_strncasecmp (at, "http://", 7) == 0 ? 7 : 0;
}

static gboolean
is_known_domain (const char *label,
                 gsize       length)
{
  g_autofree char *lower = g_ascii_strdown (label, (gssize) length);
  g_autofree char *word = g_strconcat (" ", lower, " ", NULL);

  return strstr (generic_domains, word) != NULL || strstr (country_domains, word) != NULL;
}

/* What a server's name may be made of. */
typedef enum {
  HOST_OF_MENTION,  /* Latin letters */
  HOST_BARE,        /* likewise, up to a domain that is known: "2.5.com" is a link and "3.5kg" is not */
  HOST_OF_LINK,     /* behind http:// or https://, the letters of any language */
} HostKind;

static gboolean
is_host_char (gunichar c,
              HostKind kind)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) || c == '-' || c == '_';
  return kind == HOST_OF_LINK && (g_unichar_isalnum (c) || g_unichar_ismark (c));
}

/* The end of the top domain that begins at @label, or NULL. One of other letters ends where it is known to end, whatever
 * is written on without a blank, as in "서울.한국에서". */
static const char *
scan_top_domain (const char *label,
                 HostKind    kind)
{
  const char *p = label;

  for (guint i = 0; kind != HOST_OF_MENTION && i < G_N_ELEMENTS (other_domains); i++)
    {
      gsize length = strlen (other_domains[i]);

      if (strncmp (label, other_domains[i], length) == 0 && !g_ascii_isalnum (label[length]) && label[length] != '@')
        return label + length;
    }
  while (g_ascii_isalnum (*p) || ((*p == '-' || *p == '_') && p > label))
    p++;
  if (p - label < 2 || p[-1] == '-' || p[-1] == '_' || (kind == HOST_BARE && !is_known_domain (label, (gsize) (p - label))))
    return NULL;
  return p;
}

/* The end of the server's name at @at, or NULL: behind the last top domain that there is. */
static const char *
scan_host (const char *at,
           HostKind    kind)
{
  const char *end = NULL;

  for (const char *label = at, *p;; label = p + 1)
    {
      const char *top = label > at ? scan_top_domain (label, kind) : NULL;

      end = top != NULL ? top : end;
      for (p = label; is_host_char (g_utf8_get_char (p), kind) && (p > label || (*p != '-' && *p != '_')); p = g_utf8_next_char (p))
        ;
      if (*p != '.' || p == label)
        return end;
    }
}

/* Whether @c may stand in a path: X takes Latin and Cyrillic letters only, Mastodon all but a few. */
static gboolean
is_path_char (SotongCountKind kind,
              gunichar        c,
              gboolean        query)
{
  if (c <= 0x20 || c == 0x7f || g_unichar_isspace (c) || c == '<' || c == '>' || c == '"')
    return FALSE;
  if (kind == SOTONG_COUNT_MASTODON)
    return query || c != '?';
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) || strchr (query ? "!?*'();:&=+$/%#[]-_.,~|@" : "!*'();:=+,.$/%#[]-_~@&|", (int) c) != NULL;
  return g_unichar_isalpha (c) && c >= 0xc0 && c < 0x530;
}

/* Whether a link may end with @c; a closing bracket may if it was opened inside. */
static gboolean
may_end (gunichar c,
         gboolean query,
         int      open)
{
  if (c == ')')
    return !query && open >= 0;
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) || strchr (query ? "_&=#/-" : "=_#/+-", (int) c) != NULL;
  return TRUE;
}

static const char *
scan_tail (SotongCountKind  kind,
           const char      *at,
           gboolean         query)
{
  const char *end = at;
  int open = 0;

  for (const char *p = at; is_path_char (kind, g_utf8_get_char (p), query); p = g_utf8_next_char (p))
    {
      open += *p == '(' ? 1 : *p == ')' ? -1 : 0;
      if (open < 0)
        break;
      if (may_end (g_utf8_get_char (p), query, open))
        end = g_utf8_next_char (p);
    }
  return end;
}

/* The end of the link that begins at @at, or NULL. */
static const char *
scan_link (SotongCountKind  kind,
           const char      *text,
           const char      *at)
{
  gsize scheme = scan_scheme (at);
  const char *end;
  const char *p;

  if (scheme == 0 && kind == SOTONG_COUNT_MASTODON)
    return NULL;
  if (at > text && (g_ascii_isalnum (at[-1]) || strchr ("@$#-_./", at[-1]) != NULL))
    return NULL;
  if (scheme == 0 ? !g_ascii_isalnum (*at) : !g_unichar_isalnum (g_utf8_get_char (at + scheme)))
    return NULL;
  end = scan_host (at + scheme, scheme == 0 ? HOST_BARE : HOST_OF_LINK);
  if (end == NULL)
    return NULL;
  if (*end == ':' && g_ascii_isdigit (end[1]))
    for (end++; g_ascii_isdigit (*end); end++)
      ;
  if (*end == '/')
    end = scan_tail (kind, end, FALSE);
  if (*end == '?')
    {
      p = scan_tail (kind, end + 1, TRUE);
      end = p > end + 1 ? p : end;
    }
  return end;
}

/* "@user@server" counts as "@user": the end of the whole; *@out_user_end is that of the part that counts. */
static const char *
scan_mention (const char  *text,
              const char  *at,
              const char **out_user_end)
{
  const char *p = at + 1;
  const char *end;

  if (*at != '@' || ends_word (text, at) || (at > text && at[-1] == '/'))
    return NULL;
  while (g_ascii_isalnum (*p) || *p == '_')
    p++;
  if (p == at + 1 || *p != '@')
    return NULL;
  *out_user_end = p;
  end = scan_host (p + 1, HOST_OF_MENTION);
  return end;
}

/* Length in the kind's units of what lies between, which is neither link nor mention. */
static gsize
weigh_letter (SotongCountKind  kind,
              const char      *start,
              const char      *end)
{
  g_autofree char *composed = NULL;
  gsize weight = 0;

  if (kind == SOTONG_COUNT_GRAPHEMES || kind == SOTONG_COUNT_MASTODON || kind == SOTONG_COUNT_BLUESKY)
    return 1;
  if (is_emoji (start, end))
    return kind == SOTONG_COUNT_X ? 2 : (gsize) (end - start);
  if (kind == SOTONG_COUNT_THREADS)
    return (gsize) g_utf8_strlen (start, end - start);
  composed = g_utf8_normalize (start, end - start, G_NORMALIZE_DEFAULT_COMPOSE);
  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      weight += c <= 4351 || (c >= 8192 && c <= 8205) || (c >= 8208 && c <= 8223) || (c >= 8242 && c <= 8247) ? 1 : 2;
    }
  return weight;
}

static gsize
weigh (SotongCountKind  kind,
       const Unit      *unit)
{
  if (unit->link)
    return LINK_WEIGHT;
  if (unit->mention)
    return (gsize) (strchr (unit->start + 1, '@') - unit->start);
  return weigh_letter (kind, unit->start, unit->end);
}

static void
add_unit (SotongCount *count,
          gsize        weight,
          gsize        bytes,
          gsize        offset,
          gsize        byte_limit)
{
  count->used += weight;
  count->used_bytes += bytes;
  if (count->overflow_at < 0 && ((count->limit > 0 && count->used > count->limit) ||
                                 (byte_limit > 0 && count->used_bytes > byte_limit)))
    count->overflow_at = (gssize) offset;
}

/* Goes through @text in units; @attrs has one entry a code point and says where letters end. */
static void
count_letters (SotongCountKind      kind,
               const char          *text,
               const PangoLogAttr  *attrs,
               SotongCount         *count)
{
  gsize byte_limit = kind == SOTONG_COUNT_BLUESKY ? count->limit * BLUESKY_BYTES_PER : 0;
  gboolean links = kind == SOTONG_COUNT_X || kind == SOTONG_COUNT_MASTODON;
  gsize i = 0;

  for (const char *p = text; *p != '\0';)
    {
      Unit unit = { .start = p };
      const char *user_end = NULL;

      unit.end = links ? scan_link (kind, text, p) : NULL;
      unit.link = unit.end != NULL;
      if (unit.end == NULL && kind == SOTONG_COUNT_MASTODON)
        {
          unit.end = scan_mention (text, p, &user_end);
          unit.mention = unit.end != NULL;
        }
      if (unit.end != NULL)
        i += (gsize) g_utf8_strlen (p, unit.end - p);
      else
        for (unit.end = p; unit.end == p || (*unit.end != '\0' && !attrs[i].is_cursor_position); i++)
          unit.end = g_utf8_next_char (unit.end);
      add_unit (count, weigh (kind, &unit), (gsize) (unit.end - p), (gsize) (p - text), byte_limit);
      p = unit.end;
    }
}

static void
count_by_letter (SotongCountKind  kind,
                 const char      *text,
                 SotongCount     *count)
{
  gsize n = (gsize) g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, n + 1);

  pango_get_log_attrs (text, -1, 0, pango_language_from_string ("ko"), attrs, (int) n + 1);
  count_letters (kind, text, attrs, count);
}

static void
count_by_code_point (SotongCountKind  kind,
                     const char      *text,
                     SotongCount     *count)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize bytes = (gsize) (g_utf8_next_char (p) - p);
      gsize weight = kind == SOTONG_COUNT_BYTES ? bytes : kind == SOTONG_COUNT_UTF16 && bytes == 4 ? 2 : 1;

      add_unit (count, weight, bytes, (gsize) (p - text), 0);
    }
}

static gsize
count_hashtags (const char *text)
{
  gsize n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean letter = FALSE;
      gunichar c = g_utf8_get_char (p);

      if ((c != '#' && c != 0xff03) || ends_word (text, p) || (p > text && (p[-1] == '&' || p[-1] == '/')))
        continue;
      for (const char *q = g_utf8_next_char (p); is_word (g_utf8_get_char (q)); q = g_utf8_next_char (q))
        letter = letter || !g_unichar_isdigit (g_utf8_get_char (q));
      n += letter;
    }
  return n;
}

/* Elsewhere than on X only what begins with http:// or https:// surely becomes a link. */
static gsize
count_links (SotongCountKind  kind,
             const char      *text)
{
  gsize n = 0;

  for (const char *p = text; *p != '\0';)
    {
      const char *end = scan_link (kind == SOTONG_COUNT_X ? kind : SOTONG_COUNT_MASTODON, text, p);

      n += end != NULL ? 1 : 0;
      p = end != NULL ? end : g_utf8_next_char (p);
    }
  return n;
}

static gsize
count_mentions (const char *text)
{
  gsize n = 0;

  for (const char *p = strchr (text, '@'); p != NULL; p = strchr (p + 1, '@'))
    n += (g_ascii_isalnum (p[1]) || p[1] == '_') && !ends_word (text, p) && (p == text || strchr ("/.@", p[-1]) == NULL) ? 1 : 0;
  return n;
}

/**
 * sotong_count:
 * @kind: a platform's rule
 * @text: valid UTF-8, as it will be sent: after the last edit, line ends made "\n"
 * @limit: what the platform takes, in the units of @kind; 0: no limit
 * @out_count: (out caller-allocates): the length and where it becomes too much
 *
 * Measures @text as a platform does. An overflow begins at a whole letter: a family emoji, a
 * link or a decomposed syllable is never split.
 */
void
sotong_count (SotongCountKind  kind,
              const char      *text,
              gsize            limit,
              SotongCount     *out_count)
{
  g_return_if_fail (text != NULL);
  g_return_if_fail (out_count != NULL);

  *out_count = (SotongCount) { .limit = limit, .overflow_at = -1 };
  switch (kind)
    {
    case SOTONG_COUNT_CODE_POINTS:
    case SOTONG_COUNT_BYTES:
    case SOTONG_COUNT_UTF16:
    case SOTONG_COUNT_INSTAGRAM:
      count_by_code_point (kind, text, out_count);
      break;
    case SOTONG_COUNT_GRAPHEMES:
    case SOTONG_COUNT_X:
    case SOTONG_COUNT_MASTODON:
    case SOTONG_COUNT_BLUESKY:
    case SOTONG_COUNT_THREADS:
      count_by_letter (kind, text, out_count);
      break;
    default:
      g_return_if_reached ();
    }
  out_count->n_hashtags = count_hashtags (text);
  out_count->n_links = count_links (kind, text);
  out_count->n_mentions = count_mentions (text);
}

/**
 * sotong_count_get_default_limit:
 * @kind: a platform's rule
 *
 * Returns: the limit of the platform that counts so, in units of @kind; 0 where there is no one such platform
 */
gsize
sotong_count_get_default_limit (SotongCountKind kind)
{
  switch (kind)
    {
    case SOTONG_COUNT_X:
      return 280;
    case SOTONG_COUNT_MASTODON:
    case SOTONG_COUNT_THREADS:
      return 500;
    case SOTONG_COUNT_BLUESKY:
      return 300;
    case SOTONG_COUNT_INSTAGRAM:
      return 2200;
    case SOTONG_COUNT_UTF16:
      return 4096;
    case SOTONG_COUNT_CODE_POINTS:
    case SOTONG_COUNT_BYTES:
    case SOTONG_COUNT_GRAPHEMES:
    default:
      return 0;
    }
}
