/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "plan/sotong-content-check.h"
#include "store/sotong-link-rule.h"

static SotongContent *
content_on (const char *platform,
            const char *body)
{
  SotongContent *content = sotong_content_new ();
  SotongCopy *copy = sotong_copy_new (7);

  content->title = g_strdup ("제목");
  content->body = g_strdup (body);
  copy->channel = g_strdup ("우리 채널");
  copy->platform = g_strdup (platform);
  copy->media_hosted = TRUE;
  g_ptr_array_add (content->copies, copy);
  return content;
}

static void
add_file (SotongContent *content,
          const char    *name,
          const char    *type,
          int            width,
          int            height,
          gint64         size)
{
  SotongAttachment *file = g_new0 (SotongAttachment, 1);

  file->id = content->attachments->len + 1;
  file->file_name = g_strdup (name);
  file->media_type = g_strdup (type);
  file->width = width;
  file->height = height;
  file->size = size;
  file->alt_text = g_strdup ("설명");
  g_ptr_array_add (content->attachments, file);
}

/* The kinds that are found, in their order. */
static char *
kinds_of (SotongContent *content)
{
  g_autoptr(GPtrArray) problems = sotong_content_check (content, content->attachments, NULL);
  GString *kinds = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const SotongProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (kinds, "%s%s%s", i > 0 ? " " : "", problem->is_warning ? "~" : "", problem->kind);
      g_assert_nonnull (strstr (problem->message, problem->file_name));
      g_assert_nonnull (strstr (problem->message, problem->channel));
    }
  return g_string_free (kinds, FALSE);
}

#define assert_kinds(content, expected) \
  G_STMT_START { g_autofree char *kinds = kinds_of (content); g_assert_cmpstr (kinds, ==, expected); } G_STMT_END

/* Only where it is to go out: a draft may be as empty as it likes. */
static void
test_empty (void)
{
  g_autoptr(SotongContent) content = content_on ("wordpress", " \n");
  SotongCopy *copy = g_ptr_array_index (content->copies, 0);

  assert_kinds (content, "");
  copy->state = SOTONG_STATE_SCHEDULED;
  assert_kinds (content, "text-empty");
  copy->body = g_strdup ("이 채널의 글");
  assert_kinds (content, "");
  g_clear_pointer (&copy->body, g_free);
  add_file (content, "a.jpg", "image/jpeg", 1080, 1080, 500000);
  assert_kinds (content, "");
}

static void
test_one_file (void)
{
  static const struct {
    const char *platform, *type, *name;
    int         width, height;
    gint64      size;
    const char *kinds;
  } cases[] = {
    { "instagram", "image/jpeg", "a.jpg", 1080, 1080, 500000, "" },
    { "instagram", "image/png", "a.png", 1080, 1080, 500000, "media-type" },
    { "instagram", "image/jpeg", "a.JPEG", 1080, 1350, 8000000, "" },          /* 4:5, 8 MB: the last that fits */
    { "instagram", "image/jpeg", "a.jpg", 1080, 1351, 8000001, "media-size media-ratio" },
    { "instagram", "image/jpeg", "a.jpg", 1920, 1000, 500000, "media-ratio" },
    { "bluesky", "image/jpeg", "a.jpg", 4000, 3000, 1000000, "" },
    { "bluesky", "image/jpeg", "a.jpg", 4000, 3000, 1000001, "media-size" },
    { "bluesky", "image/gif", "a.gif", 400, 300, 10000, "media-type" },
    { "mastodon", "image/png", "a.png", 4000, 3000, 16777217, "media-size" },
    { "mastodon", "video/mp4", "a.mp4", 0, 0, 50000000, "" },
    { "x", "image/gif", "a.gif", 400, 300, 15000000, "" },
    { "x", "image/gif", "a.gif", 400, 300, 15000001, "media-size" },
    { "x", "image/png", "a.png", 400, 300, 5000001, "media-size" },
    { "telegram", "image/png", "a.png", 6000, 4001, 500000, "media-dimensions" },
    { "telegram", "image/png", "a.png", 2100, 100, 500000, "media-ratio" },
    { "youtube", "image/png", "a.png", 400, 300, 1000, "media-type" },
    { "youtube", "video/mp4", "a.mp4", 0, 0, 1000, "" },
    { "wordpress", "image/webp", "a.webp", 400, 300, 60000000, "" },
    { "naver-blog", "image/webp", "a.webp", 400, 300, 1000, "media-type" },
    { "wordpress", "image/png", "lie.jpg", 400, 300, 1000, "~file-name" },
    { "wordpress", "video/quicktime", "a.mov", 0, 0, 1000, "media-type" },
    { "no-such-platform", "image/png", "a.png", 400, 300, 1000, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SotongContent) content = content_on (cases[i].platform, "본문");

      add_file (content, cases[i].name, cases[i].type, cases[i].width, cases[i].height, cases[i].size);
      g_test_message ("%s %s %dx%d", cases[i].platform, cases[i].name, cases[i].width, cases[i].height);
      assert_kinds (content, cases[i].kinds);
    }
}

/* A platform that fetches pictures itself needs a place for them, which a text alone does not. */
static void
test_public (void)
{
  g_autoptr(SotongContent) content = content_on ("threads", "본문");
  SotongCopy *copy = g_ptr_array_index (content->copies, 0);

  copy->media_hosted = FALSE;
  assert_kinds (content, "");
  add_file (content, "a.png", "image/png", 1080, 1080, 500000);
  assert_kinds (content, "media-public");
  copy->media_hosted = TRUE;
  assert_kinds (content, "");
}

static void
test_numbers (void)
{
  g_autoptr(SotongContent) x = content_on ("x", "본문"), instagram = content_on ("instagram", "본문");
  g_autoptr(SotongContent) mastodon = content_on ("mastodon", "본문"), threads = content_on ("threads", "본문");

  assert_kinds (x, "");                                   /* text alone is a post on X */
  assert_kinds (instagram, "media-missing");              /* and none on Instagram */
  for (int i = 0; i < 4; i++)
    add_file (x, "a.png", "image/png", 100, 100, 1000);
  assert_kinds (x, "");
  add_file (x, "a.png", "image/png", 100, 100, 1000);
  assert_kinds (x, "media-count");
  g_ptr_array_set_size (x->attachments, 1);
  add_file (x, "b.gif", "image/gif", 100, 100, 1000);
  assert_kinds (x, "media-mix");
  add_file (mastodon, "a.png", "image/png", 100, 100, 1000);
  add_file (mastodon, "b.gif", "image/gif", 100, 100, 1000);
  assert_kinds (mastodon, "");
  add_file (mastodon, "c.mp4", "video/mp4", 0, 0, 1000);
  assert_kinds (mastodon, "media-mix");
  add_file (threads, "a.png", "image/png", 100, 100, 1000);
  add_file (threads, "c.mp4", "video/mp4", 0, 0, 1000);
  assert_kinds (threads, "");                             /* a carousel may hold both */
}

static void
test_alt (void)
{
  g_autoptr(SotongContent) content = content_on ("mastodon", "본문");
  SotongAttachment *file;

  add_file (content, "a.png", "image/png", 100, 100, 1000);
  file = g_ptr_array_index (content->attachments, 0);
  g_free (file->alt_text);
  file->alt_text = g_strdup ("  ");
  assert_kinds (content, "~alt-missing");
  g_free (file->alt_text);
  file->alt_text = g_strnfill (1501, 'a');
  assert_kinds (content, "alt-long");
}

static void
test_text (void)
{
  g_autoptr(GString) hangul = g_string_new (NULL), tags = g_string_new (NULL);
  g_autoptr(SotongContent) x = NULL, instagram = NULL, youtube = NULL;

  for (int i = 0; i < 140; i++)
    g_string_append (hangul, "가");
  x = content_on ("x", hangul->str);
  assert_kinds (x, "");
  g_free (x->body);
  g_string_append (hangul, "가");
  x->body = g_strdup (hangul->str);
  assert_kinds (x, "text-long");
  /* A text of its own is what counts, and what is out counts no more. */
  ((SotongCopy *) g_ptr_array_index (x->copies, 0))->body = g_strdup ("짧게");
  assert_kinds (x, "");
  g_clear_pointer (&((SotongCopy *) g_ptr_array_index (x->copies, 0))->body, g_free);
  ((SotongCopy *) g_ptr_array_index (x->copies, 0))->state = SOTONG_STATE_PUBLISHED;
  assert_kinds (x, "");

  for (int i = 0; i < 6; i++)
    g_string_append_printf (tags, "#태그%d ", i);
  instagram = content_on ("instagram", tags->str);
  add_file (instagram, "a.jpg", "image/jpeg", 100, 100, 1000);
  assert_kinds (instagram, "~hashtags");
  for (int i = 6; i < 31; i++)
    g_string_append_printf (tags, "#태그%d ", i);
  g_free (instagram->body);
  instagram->body = g_strdup (tags->str);
  assert_kinds (instagram, "hashtags");

  youtube = content_on ("youtube", "설명");
  add_file (youtube, "a.mp4", "video/mp4", 0, 0, 1000);
  g_free (youtube->title);
  youtube->title = g_strnfill (101, 'a');
  assert_kinds (youtube, "title-long");
}

static void
set_text (SotongContent *content,
          const char    *word,
          int            n)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "%s%d%s ", word, i, strchr (word, '/') != NULL ? ".kr/" : strchr (word, '@') == NULL ? "@city.kr" : "");
  g_free (content->body);
  content->body = g_string_free (text, FALSE);
}

/* What would be refused only when it is due. */
static void
test_letters (void)
{
  g_autoptr(SotongContent) youtube = content_on ("youtube", "가 < 나"), naver = content_on ("naver-blog", "본문");
  g_autoptr(SotongContent) threads = content_on ("threads", ""), instagram = content_on ("instagram", ""), blog = content_on ("wordpress", "가 < 나");

  add_file (youtube, "a.mp4", "video/mp4", 0, 0, 1000);
  assert_kinds (youtube, "text-letters");
  ((SotongCopy *) g_ptr_array_index (youtube->copies, 0))->body = g_strdup ("가와 나");
  assert_kinds (youtube, "");
  ((SotongCopy *) g_ptr_array_index (youtube->copies, 0))->title = g_strdup ("<가을>");
  assert_kinds (youtube, "title-letters");
  assert_kinds (blog, "");

  g_free (naver->title);
  naver->title = g_strnfill (100, 'a');
  assert_kinds (naver, "");
  g_free (naver->title);
  naver->title = g_strnfill (150, 'a');
  assert_kinds (naver, "~title-long");

  set_text (threads, "https://a", 5);
  assert_kinds (threads, "");
  set_text (threads, "https://a", 6);
  assert_kinds (threads, "~links");
  add_file (instagram, "a.jpg", "image/jpeg", 100, 100, 1000);
  set_text (instagram, "@city", 20);
  assert_kinds (instagram, "");
  set_text (instagram, "@city", 21);
  assert_kinds (instagram, "~mentions");
  set_text (instagram, "office", 21); /* addresses of mail name nobody */
  assert_kinds (instagram, "");
}

/* The marks are part of what is counted. */
static void
test_marked (void)
{
  g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_link_rule_free);
  SotongLinkRule *rule = g_new0 (SotongLinkRule, 1);
  g_autofree char *filler = g_strnfill (270, 'a');
  g_autofree char *body = g_strconcat (filler, " https://a.kr", NULL);
  g_autoptr(SotongContent) content = content_on ("bluesky", body);
  g_autoptr(GPtrArray) clean = sotong_content_check (content, content->attachments, NULL);
  g_autoptr(GPtrArray) marked = NULL, glued = NULL;

  rule->campaign_id = rule->channel_id = SOTONG_NONE;
  rule->domains = g_strdup ("a.kr");
  g_ptr_array_add (rules, rule);
  marked = sotong_content_check (content, content->attachments, rules);
  g_assert_cmpuint (sotong_problems_n_errors (clean), ==, 0);
  g_assert_cmpuint (sotong_problems_n_errors (marked), ==, 1);
  g_free (content->body);
  content->body = g_strdup ("https://a.kr에서");
  glued = sotong_content_check (content, content->attachments, rules);
  g_assert_cmpuint (glued->len, ==, 1);
  g_assert_cmpstr (((SotongProblem *) g_ptr_array_index (glued, 0))->kind, ==, "link-glued");
}

/* A text that goes alone may be longer than one that goes with files. */
static void
test_caption (void)
{
  g_autofree char *long_text = g_strnfill (1025, 'x'), *short_text = g_strnfill (1024, 'x');
  g_autoptr(SotongContent) telegram = content_on ("telegram", long_text);
  g_autoptr(SotongContent) fits = content_on ("telegram", short_text);

  assert_kinds (telegram, "");
  add_file (telegram, "사진.jpg", "image/jpeg", 800, 600, 1000);
  assert_kinds (telegram, "text-long");
  add_file (fits, "사진.jpg", "image/jpeg", 800, 600, 1000);
  assert_kinds (fits, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/plan/content-check/empty", test_empty);
  g_test_add_func ("/plan/content-check/one-file", test_one_file);
  g_test_add_func ("/plan/content-check/public", test_public);
  g_test_add_func ("/plan/content-check/numbers", test_numbers);
  g_test_add_func ("/plan/content-check/alt", test_alt);
  g_test_add_func ("/plan/content-check/text", test_text);
  g_test_add_func ("/plan/content-check/letters", test_letters);
  g_test_add_func ("/plan/content-check/marked", test_marked);
  g_test_add_func ("/plan/content-check/caption", test_caption);
  return g_test_run ();
}
