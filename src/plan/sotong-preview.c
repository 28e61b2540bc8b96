/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pango/pango.h>
#include <string.h>

#include "plan/sotong-preview.h"
#include "platforms/sotong-capabilities.h"
#include "util/sotong-link-marks.h"
#include "util/sotong-text.h"

/*
 * Where the networks cut a text is not documented and changes; the numbers are those that their
 * Korean pages showed in autumn 2026, and a preview is only as near as that.
 */
typedef struct {
  const char          *platform;
  SotongPreviewLayout  layout;
  gsize                cut_letters;  /* 0: it is shown whole */
  guint                cut_lines;    /* 0: any number */
  const char          *more;
  gboolean             shortens;     /* links are shown without https:// and cut */
  gboolean             tags;         /* hashtags are links */
  guint                max_pictures;
} Rule;

static const Rule rules[] = {
  { "practice", SOTONG_PREVIEW_POST, 0, 0, NULL, FALSE, TRUE, 4 },
  { "wordpress", SOTONG_PREVIEW_ARTICLE, 0, 0, NULL, FALSE, FALSE, 1 },
  { "ghost", SOTONG_PREVIEW_ARTICLE, 0, 0, NULL, FALSE, FALSE, 1 },
  { "mastodon", SOTONG_PREVIEW_POST, 0, 0, NULL, TRUE, TRUE, 4 },
  { "bluesky", SOTONG_PREVIEW_POST, 0, 0, NULL, TRUE, TRUE, 4 },
  { "facebook", SOTONG_PREVIEW_POST, 480, 6, "더 보기", FALSE, TRUE, 5 },
  { "instagram", SOTONG_PREVIEW_PICTURE, 125, 2, "더 보기", FALSE, TRUE, 1 },
  { "threads", SOTONG_PREVIEW_POST, 0, 0, NULL, TRUE, TRUE, 3 },
  { "x", SOTONG_PREVIEW_POST, 280, 0, "더 보기", TRUE, TRUE, 4 },
  { "youtube", SOTONG_PREVIEW_VIDEO, 160, 3, "...더보기", FALSE, TRUE, 1 },
  { "telegram", SOTONG_PREVIEW_POST, 0, 0, NULL, FALSE, TRUE, 4 },
  { "naver-blog", SOTONG_PREVIEW_ARTICLE, 0, 0, NULL, FALSE, TRUE, 1 },
  { "kakaostory", SOTONG_PREVIEW_POST, 200, 5, "더 보기", FALSE, TRUE, 3 },
  { "kakao-channel", SOTONG_PREVIEW_ARTICLE, 120, 4, "더 보기", FALSE, FALSE, 1 },
};

#define SHORT_LINK 28 /* letters of a link that is shown cut */

void
sotong_preview_free (SotongPreview *preview)
{
  if (preview == NULL)
    return;
  g_free (preview->title);
  g_free (preview->text);
  g_array_unref (preview->spans);
  g_free (preview);
}

static const Rule *
rule_of (const char *platform)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_strcmp0 (platform, rules[i].platform) == 0)
      return &rules[i];
  return &rules[0];
}

/* The byte after @n letters or @lines lines, whichever is first; between whole letters. */
static gsize
find_cut (const char *text,
          gsize       n,
          guint       lines)
{
  gsize n_chars = (gsize) g_utf8_strlen (text, -1), letters = 0, i = 0;
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, n_chars + 1);
  guint line = 1;
  const char *p = text;

  pango_get_log_attrs (text, -1, 0, pango_language_from_string ("ko"), attrs, (int) n_chars + 1);
  for (; *p != '\0'; p = g_utf8_next_char (p), i++)
    {
      if (*p == '\n' && lines > 0 && ++line > lines)
        break;
      if (attrs[i].is_cursor_position && n > 0 && letters++ >= n)
        break;
    }
  return (gsize) (p - text);
}

static void
append_short_link (GString    *out,
                   const char *link,
                   const char *end)
{
  const char *shown = strstr (link, "://") + 3;
  gsize n = (gsize) (end - shown);

  if (g_str_has_prefix (shown, "www.") && n > 4)
    {
      shown += 4;
      n -= 4;
    }
  g_string_append_len (out, shown, (gssize) MIN (n, SHORT_LINK));
  if (n > SHORT_LINK)
    g_string_append (out, "…");
}

/* Copies the text; where links are shown short they are made so. Notes where they stand. */
static char *
set_links (const Rule *rule,
           const char *text,
           GArray     *spans)
{
  GString *out = g_string_new (NULL);
  const char *p = text, *link, *end;

  while ((link = sotong_link_scan (p, &end)) != NULL)
    {
      SotongSpan span = { SOTONG_SPAN_LINK };

      g_string_append_len (out, p, link - p);
      span.start = out->len;
      if (rule->shortens)
        append_short_link (out, link, end);
      else
        g_string_append_len (out, link, end - link);
      span.end = out->len;
      g_array_append_val (spans, span);
      p = end;
    }
  g_string_append (out, p);
  return g_string_free (out, FALSE);
}

static gboolean
is_word (gunichar c)
{
  return c == '_' || g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
is_in_link (GArray *spans,
            gsize   at)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const SotongSpan *span = &g_array_index (spans, SotongSpan, i);

      if (span->kind == SOTONG_SPAN_LINK && at >= span->start && at < span->end)
        return TRUE;
    }
  return FALSE;
}

static void
find_words (const char *text,
            GArray     *spans)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *before = p > text ? g_utf8_find_prev_char (text, p) : NULL;
      const char *end = p + 1;
      SotongSpan span = { *p == '#' ? SOTONG_SPAN_HASHTAG : SOTONG_SPAN_MENTION, (gsize) (p - text) };

      if ((*p != '#' && *p != '@') || is_in_link (spans, span.start) || (before != NULL && is_word (g_utf8_get_char (before))))
        continue;
      while (is_word (g_utf8_get_char (end)) || (*p == '@' && (*end == '.' || *end == '@') && is_word (g_utf8_get_char (end + 1))))
        end = g_utf8_next_char (end);
      span.end = (gsize) (end - text);
      if (span.end > span.start + 1)
        g_array_append_val (spans, span);
    }
}

static void
cut_spans (GArray *spans,
           gsize   length)
{
  for (guint i = spans->len; i > 0; i--)
    {
      SotongSpan *span = &g_array_index (spans, SotongSpan, i - 1);

      if (span->start >= length)
        g_array_remove_index (spans, i - 1);
      else
        span->end = MIN (span->end, length);
    }
}

/**
 * sotong_preview_new:
 * @platform: a platform's name
 * @title: the copy's title
 * @text: the copy's text as it is sent
 *
 * Lays a post out roughly as its network does: what is seen before somebody asks for the rest,
 * and what is coloured in it. Text stays text.
 *
 * Returns: (transfer full): the post
 */
SotongPreview *
sotong_preview_new (const char *platform,
                    const char *title,
                    const char *text)
{
  const Rule *rule = rule_of (platform);
  const SotongCapabilities *can = sotong_capabilities_get (platform);
  SotongPreview *preview = g_new0 (SotongPreview, 1);
  gboolean titled = can == NULL || can->has_title;
  gsize cut;

  preview->layout = rule->layout;
  preview->max_pictures = rule->max_pictures;
  preview->more = rule->more;
  preview->spans = g_array_new (FALSE, FALSE, sizeof (SotongSpan));
  preview->title = titled && !sotong_text_is_blank (title) ? g_strdup (title) : NULL;
  preview->text = set_links (rule, !titled && sotong_text_is_blank (text) ? title : text, preview->spans);
  cut = rule->cut_letters > 0 || rule->cut_lines > 0 ? find_cut (preview->text, rule->cut_letters, rule->cut_lines) : strlen (preview->text);
  preview->is_cut = preview->text[cut] != '\0';
  preview->text[cut] = '\0';
  cut_spans (preview->spans, cut);
  if (rule->tags)
    find_words (preview->text, preview->spans);
  return preview;
}
