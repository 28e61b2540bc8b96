/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-feed.h"
#include "util/sotong-time.h"

#define URL "http://b.example/board/rss.xml"

static GTimeZone *seoul;
static gint64 now;

static SotongFeed *
parse_bytes (const char  *data,
             gsize        length,
             const char  *charset,
             GError     **error)
{
  SotongFeedContext context = { URL, charset, seoul, now, 1000 };

  return sotong_feed_parse (data, length, &context, error);
}

static SotongFeed *
parse (const char *xml)
{
  g_autoptr(GError) error = NULL;
  SotongFeed *feed = parse_bytes (xml, strlen (xml), NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (feed);
  return feed;
}

static const SotongItem *
item_of (SotongFeed *feed,
         guint       i)
{
  g_assert_cmpuint (feed->items->len, >, i);
  return feed->items->pdata[i];
}

static void
check_error (const char *data,
             gsize       length,
             int         code,
             const char *part)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongFeed) feed = parse_bytes (data, length, NULL, &error);

  g_assert_null (feed);
  g_assert_error (error, SOTONG_FEED_ERROR, code);
  g_assert_nonnull (strstr (error->message, part));
}

static void
check_time (const SotongItem *item,
            const char       *expected)
{
  g_autofree char *iso = sotong_time_format_iso (item->published_at, seoul);

  g_assert_cmpstr (iso, ==, expected);
}

static void
test_rss (void)
{
  g_autoptr(SotongFeed) feed = parse (
    "<rss version=\"2.0\"><channel><title>시청</title><link>https://b.example</link><ttl>30</ttl>"
    "<item><title>축제 &amp; 안내</title><link>https://b.example/1</link><guid isPermaLink=\"false\">b-1</guid>"
    "<author>a@b.example (홍길동)</author><description>&lt;p&gt;하나&lt;/p&gt;&lt;p&gt;둘 &amp;amp; 셋&lt;/p&gt;</description>"
    "<pubDate>Fri, 20 Nov 2015 09:00 +0900</pubDate></item>"
    "<item><title>둘째</title><guid>https://b.example/2</guid><pubDate>2015-11-19</pubDate></item>"
    "<item><description>제목 없는 글</description></item>"
    "<item><link>https://b.example/4</link></item>"
    "<item><title>상대 주소</title><link> view?id=5\n</link><guid>x</guid></item>"
    "</channel></rss>");
  const SotongItem *item = item_of (feed, 0);

  g_assert_cmpstr (feed->title, ==, "시청");
  g_assert_cmpint (feed->ttl, ==, 1800);
  g_assert_null (feed->note);
  g_assert_cmpuint (feed->items->len, ==, 4);
  g_assert_cmpstr (item->title, ==, "축제 & 안내");
  g_assert_cmpstr (item->text, ==, "하나\n둘 & 셋");
  g_assert_cmpstr (item->author, ==, "홍길동");
  g_assert_cmpstr (item->external_id, ==, "b-1");
  g_assert_cmpstr (item->url, ==, "https://b.example/1");
  g_assert_cmpstr (item->canonical_key, ==, "url:b.example/1");
  g_assert_cmpint (item->precision, ==, SOTONG_ITEM_EXACT);
  check_time (item, "2015-11-20T09:00:00+09:00");
  item = item_of (feed, 1);
  g_assert_cmpstr (item->url, ==, "https://b.example/2");
  g_assert_cmpint (item->precision, ==, SOTONG_ITEM_DAY_ONLY);
  item = item_of (feed, 2);
  g_assert_null (item->title);
  g_assert_cmpint (item->precision, ==, SOTONG_ITEM_FIRST_SEEN);
  g_assert_cmpint (item->published_at, ==, now);
  g_assert_true (g_str_has_prefix (item->canonical_key, "id:feed:b.example/board/rss.xml:"));
  g_assert_cmpstr (item_of (feed, 3)->url, ==, "http://b.example/board/view?id=5");
}

static void
test_rss_modules (void)
{
  /* The prefixes are not the usual ones: the namespace decides. */
  g_autoptr(SotongFeed) feed = parse (
    "<rss version=\"2.0\" xmlns:c=\"http://purl.org/rss/1.0/modules/content/\" xmlns:d=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:t=\"http://purl.org/syndication/thread/1.0\"><channel>"
    "<item><media:title>아니다</media:title><title>제목</title><link>http://b.example/1</link><d:creator>시민</d:creator>"
    "<d:date>2015-10-14T10:00:00+09:00</d:date><description>짧다</description><c:encoded><![CDATA[<p>길고 <b>긴</b> 글</p>]]></c:encoded>"
    "<t:in-reply-to ref=\"http://b.example/0\"/></item></channel></rss>");
  const SotongItem *item = item_of (feed, 0);

  g_assert_cmpstr (item->title, ==, "제목");
  g_assert_cmpstr (item->text, ==, "길고 긴 글");
  g_assert_cmpstr (item->author, ==, "시민");
  g_assert_cmpstr (item->reply_to, ==, "http://b.example/0");
  check_time (item, "2015-10-14T10:00:00+09:00");
}

static void
test_rdf (void)
{
  g_autoptr(SotongFeed) feed = parse (
    "<?xml version=\"1.0\"?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"http://b.example/\"><title>게시판</title></channel>"
    "<item rdf:about=\"http://b.example/9\"><title>글</title><link>http://b.example/9</link><dc:date>2016-01-02</dc:date></item></rdf:RDF>");

  g_assert_cmpstr (feed->title, ==, "게시판");
  g_assert_cmpuint (feed->items->len, ==, 1);
  g_assert_cmpstr (item_of (feed, 0)->external_id, ==, "http://b.example/9");
  check_time (item_of (feed, 0), "2016-01-02T00:00:00+09:00");
}

static void
test_atom (void)
{
  g_autoptr(SotongFeed) feed = parse (
    "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\" xmlns:h=\"http://www.w3.org/1999/xhtml\" xml:base=\"http://c.example/x/\">"
    "<a:title type=\"html\">시민 &amp;amp; 시청</a:title><a:author><a:name>모두</a:name></a:author>"
    "<a:entry xml:base=\"y/\"><a:id>tag:c.example,2016:1</a:id><a:title type=\"text\">1 &lt; 2 &amp;amp;</a:title>"
    "<a:link rel=\"self\" href=\"no\"/><a:link href=\"z?p=1\"/><a:updated>2016-02-02T00:00:00Z</a:updated>"
    "<a:published>2016-01-01T00:00:00Z</a:published><a:summary>요약</a:summary>"
    "<a:content type=\"xhtml\"><h:div><h:p>가 &amp;lt; 나</h:p><h:p>다<h:br/>라</h:p></h:div></a:content></a:entry>"
    "<a:entry><a:id>http://c.example/2</a:id><a:title>둘</a:title><a:author><a:name>하나</a:name></a:author>"
    "<a:updated>2016-02-02T00:00:00Z</a:updated><a:content type=\"html\">&lt;b&gt;굵게&lt;/b&gt;</a:content></a:entry>"
    "<a:entry><a:id>3</a:id><a:title>셋</a:title><a:content type=\"image/png\">iVBORw0KGgo=</a:content></a:entry></a:feed>");
  const SotongItem *item = item_of (feed, 0);

  g_assert_cmpstr (item->title, ==, "1 < 2 &amp;");
  g_assert_cmpstr (item->text, ==, "가 &lt; 나\n다\n라");
  g_assert_cmpstr (item->url, ==, "http://c.example/x/y/z?p=1");
  g_assert_cmpstr (item->author, ==, "모두");
  check_time (item, "2016-01-01T09:00:00+09:00");
  item = item_of (feed, 1);
  g_assert_cmpstr (item->url, ==, "http://c.example/2");
  g_assert_cmpstr (item->text, ==, "굵게");
  g_assert_cmpstr (item->author, ==, "하나");
  g_assert_null (item_of (feed, 2)->text);
  g_assert_cmpstr (item_of (feed, 2)->canonical_key, ==, "id:feed:b.example/board/rss.xml:3");
}

static void
test_shared_address (void)
{
  g_autoptr(SotongFeed) feed = parse (
    "<rss><channel><item><title>가</title><link>http://b.example/list.do</link></item>"
    "<item><title>나</title><link>http://b.example/list.do</link></item>"
    "<item><title>다</title><link>http://b.example/list.do</link><guid isPermaLink=\"false\">3</guid></item>"
    "<item><title>라</title><link>http://b.example/</link></item><item><title>마</title><link>http://b.example/</link></item>"
    "<item><title>바</title><link>http://b.example/6</link></item></channel></rss>");
  g_autoptr(GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < feed->items->len; i++)
    g_hash_table_add (keys, ((SotongItem *) feed->items->pdata[i])->canonical_key);
  g_assert_cmpuint (feed->items->len, ==, 6);
  g_assert_cmpuint (g_hash_table_size (keys), ==, 6);
  g_assert_cmpstr (item_of (feed, 0)->url, ==, "http://b.example/list.do");
  g_assert_true (g_str_has_prefix (item_of (feed, 0)->canonical_key, "id:"));
  g_assert_cmpstr (item_of (feed, 5)->canonical_key, ==, "url:b.example/6");
}

static void
check_title (const char *data,
             gsize       length,
             const char *charset,
             const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongFeed) feed = parse_bytes (data, length, charset, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (item_of (feed, 0)->title, ==, expected);
  g_assert_null (feed->note);
}

static void
test_encodings (void)
{
  static const char * const declarations[] = {
    "<?xml version=\"1.0\" encoding=\"EUC-KR\"?>", "<?xml version=\"1.0\" encoding='ks_c_5601-1987'?>", "<?xml version=\"1.0\" encoding=\"cp949\"?>",
    "<?xml version=\"1.0\"?>", "", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "\n\n<?xml version=\"1.0\" encoding=\"euc-kr\" ?>",
  };
  static const char * const charsets[] = { NULL, "EUC-KR", "UTF-8", "ISO-8859-1", "no-such-set" };
  const char *body = "<rss><channel><item><title>똠방각하 소통 펲시</title><link>http://b.example/1</link></item></channel></rss>";

  for (guint i = 0; i < G_N_ELEMENTS (declarations); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (charsets); j++)
        {
          g_autofree char *utf8 = g_strconcat (declarations[i], body, NULL);
          gsize length;
          g_autofree char *cp949 = g_convert (utf8, -1, "CP949", "UTF-8", NULL, &length, NULL);

          check_title (cp949, length, charsets[j], "똠방각하 소통 펲시");
          check_title (utf8, strlen (utf8), charsets[j], "똠방각하 소통 펲시");
        }
    }
}

static void
test_unicode_marks (void)
{
  const char *body = "<?xml version=\"1.0\" encoding=\"EUC-KR\"?><rss><channel><item><title>소통</title></item></channel></rss>";
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", body, NULL);
  gsize length;
  g_autofree char *utf16 = g_convert (body, -1, "UTF-16", "UTF-8", NULL, &length, NULL);
  g_autofree char *big = g_convert (body, -1, "UTF-16BE", "UTF-8", NULL, &length, NULL);

  check_title (marked, strlen (marked), NULL, "소통");
  check_title (utf16, length + 2, NULL, "소통");
  check_title (big, length, NULL, "소통");
}

static void
test_repairs (void)
{
  static const char xml[] = "\n \n<?xml version=\"1.0\"?>\n<!-- & --><rss><channel><item><title>A&B &nbsp;&hellip; &copy; &nosuch; 1 < 2 \x01\x1f</title>"
                            "<link>http://b.example/?a=1&b=2</link><description>\0&#0;&#x1;&#xFFFF;끝&#55357;</description></item></channel></rss>";
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongFeed) feed = parse_bytes (xml, sizeof xml - 1, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (feed->note);
  g_assert_cmpstr (item_of (feed, 0)->title, ==, "A&B … © &nosuch; 1 < 2");
  g_assert_cmpstr (item_of (feed, 0)->url, ==, "http://b.example/?a=1&b=2");
  g_assert_cmpstr (item_of (feed, 0)->text, ==, "\uFFFD끝\uFFFD");
}

static void
test_undeclared_prefix (void)
{
  g_autoptr(SotongFeed) feed = parse ("<rss><channel><item><title>글</title><dc:creator>시민</dc:creator>"
                                      "<content:encoded>길다</content:encoded></item></channel></rss>");

  g_assert_cmpstr (item_of (feed, 0)->author, ==, "시민");
  g_assert_cmpstr (item_of (feed, 0)->text, ==, "길다");
}

static void
test_cut (void)
{
  g_autoptr(GString) xml = g_string_new ("<?xml version=\"1.0\"?>\n<rss>\n<channel>\n");
  gsize whole;

  for (int i = 0; i < 20; i++)
    g_string_append_printf (xml, "<item><title>글 %d</title>\n<link>http://b.example/%d</link><description><![CDATA[<p>본문 %d</p>]]></description></item>\n", i, i, i);
  g_string_append (xml, "</channel></rss>");
  whole = xml->len;
  for (gsize length = whole - 1; length > whole - 400; length--)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SotongFeed) feed = parse_bytes (xml->str, length, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (feed->items->len, >=, 16);
      for (guint i = 0; i < feed->items->len; i++)
        {
          g_autofree char *text = g_strdup_printf ("본문 %u", i);

          g_assert_cmpstr (item_of (feed, i)->text, ==, text);
        }
      if (length < whole - 6)
        {
          g_assert_true (feed->cut);
          g_assert_cmpuint (feed->broken_line, >, 30);
          g_assert_nonnull (strstr (feed->note, "is cut at line"));
        }
    }
}

static void
test_damaged (void)
{
  g_autoptr(SotongFeed) feed = parse ("<rss>\n<channel>\n<item><title>하나</title><link>http://b.example/1</link></item>\n"
                                      "<item><title>둘</title><link>http://b.example/2</lnk></item>\n"
                                      "<item><title>셋</title><link>http://b.example/3</link></item>\n</channel>\n</rss>\n");

  g_assert_cmpuint (feed->items->len, >=, 1);
  g_assert_false (feed->cut);
  g_assert_cmpuint (feed->broken_line, ==, 4);
  g_assert_nonnull (strstr (feed->note, "line 4"));
}

/* HTML as it is in titles and texts: each item keeps what is its own. */
static void
test_unescaped_html (void)
{
  g_autoptr(SotongFeed) feed = parse ("<rss>\n<channel>\n<title>소식<br></title>\n<item><title>하나 <b></title><link>http://b.example/1</link>"
                                      "<description>한 줄<br>두 줄 <img src=\"a.png\"></description></item>\n"
                                      "<item><title><![CDATA[둘 </title>]]></title><link>http://b.example/2</link><description/></item>\n"
                                      "<item><title>셋</title><link>http://b.example/3</link></item>\n</channel>\n</rss>\n");

  g_assert_cmpuint (feed->items->len, ==, 3);
  g_assert_null (feed->note);
  g_assert_cmpuint (feed->broken_line, ==, 0);
  g_assert_cmpstr (item_of (feed, 0)->title, ==, "하나");
  g_assert_cmpstr (item_of (feed, 0)->text, ==, "한 줄\n두 줄");
  g_assert_cmpstr (item_of (feed, 0)->url, ==, "http://b.example/1");
  g_assert_cmpstr (item_of (feed, 2)->title, ==, "셋");
}

/* A program that cuts texts after so many bytes leaves halves of characters; the rest is UTF-8 all the same. */
static void
test_halves_of_characters (void)
{
  static const char xml[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss><channel><item><title>따릉\xec\x9d…</title><link>http://b.example/1</link></item>"
                            "<item><title>한강 공원\xec</title><link>http://b.example/2</link></item></channel></rss>";
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongFeed) feed = parse_bytes (xml, sizeof xml - 1, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (feed->items->len, ==, 2);
  g_assert_true (g_str_has_prefix (item_of (feed, 0)->title, "따릉"));
  g_assert_true (g_str_has_prefix (item_of (feed, 1)->title, "한강 공원"));
}

static void
test_not_feeds (void)
{
  static const char page[] = "<!DOCTYPE html><html><head><link rel=\"stylesheet\" href=\"a.css\"><link rel=\"alternate\" type=\"application/rss+xml\" title=\"RSS\" href=\"/rss.xml?a=1&amp;b=2\"></head></html>";

  check_error ("", 0, SOTONG_FEED_ERROR_EMPTY, "nothing at all");
  check_error (" \r\n\t", 4, SOTONG_FEED_ERROR_EMPTY, "nothing at all");
  check_error ("\0\0\0\0", 4, SOTONG_FEED_ERROR_EMPTY, "nothing at all");
  check_error (page, sizeof page - 1, SOTONG_FEED_ERROR_HTML, "http://b.example/rss.xml?a=1&b=2");
  check_error ("<html><body>로그인</body></html>", sizeof "<html><body>로그인</body></html>" - 1, SOTONG_FEED_ERROR_HTML, "Look on the site");
  check_error ("{\"items\":[]}", sizeof "{\"items\":[]}" - 1, SOTONG_FEED_ERROR_NOT_A_FEED, "neither RSS nor Atom");
  check_error ("Not Found", sizeof "Not Found" - 1, SOTONG_FEED_ERROR_NOT_A_FEED, "neither RSS nor Atom");
  check_error ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", sizeof "<svg xmlns=\"http://www.w3.org/2000/svg\"/>" - 1, SOTONG_FEED_ERROR_NOT_A_FEED, "svg");
  check_error ("<rss><channel><item><title>반", sizeof "<rss><channel><item><title>반" - 1, SOTONG_FEED_ERROR_BROKEN, "line 1");
  check_error ("<", sizeof "<" - 1, SOTONG_FEED_ERROR_BROKEN, "line 1");
  check_error ("\x89PNG\r\n\x1a\n<<<<", sizeof "\x89PNG\r\n\x1a\n<<<<" - 1, SOTONG_FEED_ERROR_BROKEN, "line");
}

static void
test_empty_feed (void)
{
  g_autoptr(SotongFeed) feed = parse ("<rss><channel><title>빈 게시판</title></channel></rss>");

  g_assert_cmpuint (feed->items->len, ==, 0);
  g_assert_null (feed->note);
}

/* Said once, not passed over: these count on the day they were found. */
static void
test_dates_that_cannot_be (void)
{
  g_autoptr(SotongFeed) feed = parse ("<rss><channel><item><title>a</title><pubDate>Mon, 01 Jan 1900 00:00:00 GMT</pubDate></item>"
                                      "<item><title>b</title><pubDate>Fri, 31 Dec 9999 23:59:59 GMT</pubDate></item>"
                                      "<item><title>c</title></item><item><title>d</title><pubDate>어제</pubDate></item>"
                                      "<item><title>e</title><pubDate> </pubDate></item></channel></rss>");

  g_assert_cmpuint (feed->items->len, ==, 5);
  g_assert_true (item_of (feed, 0)->odd_date && item_of (feed, 1)->odd_date && item_of (feed, 3)->odd_date);
  g_assert_false (item_of (feed, 2)->odd_date || item_of (feed, 4)->odd_date);
  g_assert_true (g_str_has_prefix (feed->note, "3 "));
}

/* A field that is called something else now, or is not sent, is named: none of several items has it. */
static void
test_renamed (void)
{
  static const struct {
    const char *xml;
    const char *named;
  } cases[] = {
    { "<rss><channel><item><title>가</title><body>글</body><wann>2016</wann><url>http://b.example/1</url></item><item><title>나</title></item></channel></rss>",
      "description, pubDate, link" },
    { "<rss><channel><item><description>글</description><link>http://b.example/1</link><when>2016</when></item>"
      "<item><description>글</description><link>http://b.example/2</link></item></channel></rss>", "pubDate" },
    { "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>가</title><link href=\"http://b.example/1\"/></entry><entry><title>나</title></entry></feed>",
      "content, updated" },
    { "<rss><channel><item><title>가</title></item></channel></rss>", NULL },
    { "<rss><channel><item><title>가</title></item><item><title>나</title><description>글</description><link>http://b.example/2</link>"
      "<pubDate>Thu, 13 Oct 2016 10:00:00 +0900</pubDate></item></channel></rss>", NULL },
  };
  static const char silent[] = "<rss><channel><item><subject>가</subject><body>글</body></item><item><subject>나</subject></item></channel></rss>";

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SotongFeed) feed = parse (cases[i].xml);

      g_assert_cmpstr (feed->missing, ==, cases[i].named);
    }
  check_error (silent, sizeof silent - 1, SOTONG_FEED_ERROR_NOT_A_FEED, "“title, description”");
}

/* Items without words, the same item twice, NUL and halves of characters, ids beyond a double, dates of six wrong forms: what can be told apart is
 * taken, and no time is made up. */
static void
test_odd_items (void)
{
  static const char * const dates[] = { "2016-13-45", "어제", "0", "31/12/2016 25:61", "Fri, 31 Dec 9999 23:59:59 GMT", "" };
  g_autoptr(GString) xml = g_string_new ("<rss><channel><item></item><item><title> </title><link>http://b.example/0</link></item>");
  g_autoptr(SotongFeed) feed = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_string_append_printf (xml, "<item><title>앞&#0;&#xD800;\xed\xa0\x80 뒤 %u</title><guid>%" G_GINT64_FORMAT "</guid><pubDate>%s</pubDate><description>", i,
                              G_GINT64_CONSTANT (9007199254740992) + i, dates[i]);
      g_string_append_len (xml, "a\0b 😀</description></item>", sizeof "a\0b 😀</description></item>" - 1);
    }
  g_string_append (xml, "</channel></rss>");
  feed = parse_bytes (xml->str, xml->len, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (feed->items->len, ==, G_N_ELEMENTS (dates));
  for (guint i = 0; i < feed->items->len; i++)
    {
      const SotongItem *item = item_of (feed, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, G_GINT64_CONSTANT (9007199254740992) + i);

      g_assert_cmpstr (item->external_id, ==, id);
      g_assert_cmpint (item->precision, ==, SOTONG_ITEM_FIRST_SEEN);
      g_assert_true (g_utf8_validate (item->title, -1, NULL) && g_str_has_prefix (item->title, "앞") && strstr (item->title, "뒤") != NULL);
      g_assert_true (g_utf8_validate (item->text, -1, NULL) && g_str_has_suffix (item->text, "😀"));
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (item->canonical_key, !=, item_of (feed, j)->canonical_key);
    }
}

static void
test_entities_of_a_bomb (void)
{
  g_autoptr(GString) xml = g_string_new ("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY lol0 \"lol\">");
  g_autoptr(SotongFeed) feed = NULL;

  for (int i = 1; i < 12; i++)
    {
      g_string_append_printf (xml, "<!ENTITY lol%d \"", i);
      for (int j = 0; j < 10; j++)
        g_string_append_printf (xml, "&lol%d;", i - 1);
      g_string_append (xml, "\">\n");
    }
  g_string_append (xml, "<!ENTITY file SYSTEM \"file:///etc/passwd\"><!ENTITY % remote SYSTEM \"http://127.0.0.1:1/x\"> %remote;]>"
                   "<rss><channel><item><title a=\"&lol11;\">&lol11;</title><description>&file;</description><link>http://b.example/1</link></item></channel></rss>");
  feed = parse (xml->str);
  g_assert_cmpstr (item_of (feed, 0)->title, ==, "&lol11;");
  g_assert_cmpstr (item_of (feed, 0)->text, ==, "&file;");
  g_assert_nonnull (strstr (feed->note, "entities"));
}

static void
test_deep (void)
{
  g_autoptr(GString) xml = g_string_new ("<rss><channel><item><title>글</title><link>http://b.example/1</link></item><item><title>");
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongFeed) feed = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append (xml, "<b>");
  feed = parse_bytes (xml->str, xml->len, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (feed->items->len, ==, 1);
  g_assert_cmpuint (feed->broken_line, >, 0);
}

static void
test_caps (void)
{
  g_autoptr(GString) xml = g_string_new ("<rss><channel>");
  g_autoptr(SotongFeed) feed = NULL;
  SotongItem *item;

  g_string_append (xml, "<item><title>긴 글</title><link>http://b.example/long</link><description>");
  for (int i = 0; i < 350000; i++)
    g_string_append (xml, "가");
  g_string_append (xml, "</description></item>");
  for (int i = 0; i < 1200; i++)
    g_string_append_printf (xml, "<item><title>%d</title><link>http://b.example/%d</link></item>", i, i);
  g_string_append (xml, "</channel></rss>");
  feed = parse (xml->str);
  item = feed->items->pdata[0];
  g_assert_cmpuint (feed->items->len, ==, 1000);
  g_assert_true (feed->more);
  g_assert_nonnull (strstr (feed->note, "more than 1000 items"));
  g_assert_cmpuint (strlen (item->text), <=, SOTONG_ITEM_MAX_TEXT);
  g_assert_true (g_str_has_suffix (item->text, "가 […]"));
  g_assert_true (g_utf8_validate (item->text, -1, NULL));
}

static void
check_items (SotongFeed *feed)
{
  for (guint i = 0; i < feed->items->len; i++)
    {
      const SotongItem *item = item_of (feed, i);

      g_assert_nonnull (item->canonical_key);
      g_assert_nonnull (item->external_id);
      g_assert_true (item->title == NULL || g_utf8_validate (item->title, -1, NULL));
      g_assert_true (item->text == NULL || g_utf8_validate (item->text, -1, NULL));
      g_assert_cmpint (item->published_at, <=, now);
    }
}

static void
test_random (void)
{
  static const char sample[] =
    "<?xml version=\"1.0\" encoding=\"EUC-KR\"?><!DOCTYPE rss [<!ENTITY a \"b\">]><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
    "<channel><title>시청</title><item><title>축제 &amp; 안내</title><link>https://b.example/1</link><guid>b-1</guid><dc:creator>시민</dc:creator>"
    "<description><![CDATA[<p>가</p>]]></description><pubDate>Fri, 20 Nov 2015 09:00 +0900</pubDate></item></channel></rss>";
  g_autoptr(GRand) random = g_rand_new_with_seed (13);

  for (int round = 0; round < 1000; round++)
    {
      g_autofree char *bytes = g_memdup2 (sample, sizeof sample);
      gsize length = round % 4 == 0 ? (gsize) g_rand_int_range (random, 0, sizeof sample) : sizeof sample - 1;
      g_autoptr(SotongFeed) feed = NULL;

      for (int i = g_rand_int_range (random, 0, 12); i > 0; i--)
        {
          gsize at = (gsize) g_rand_int_range (random, 0, sizeof sample);

          if (i % 2 == 0)
            bytes[at] = (char) g_rand_int_range (random, 0, 256);
          else
            memmove (bytes + at / 2, bytes + at, sizeof sample - at);
        }
      feed = parse_bytes (bytes, length, NULL, NULL);
      if (feed != NULL)
        check_items (feed);
    }
  for (int round = 0; round < 300; round++)
    {
      char bytes[400];
      g_autoptr(SotongFeed) feed = NULL;

      for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = (char) g_rand_int_range (random, 0, 256);
      memcpy (bytes, "<rss><channel><item><title>", 27);
      feed = parse_bytes (bytes, sizeof bytes, NULL, NULL);
      if (feed != NULL)
        check_items (feed);
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  seoul = sotong_time_zone_new ("Asia/Seoul", NULL);
  now = 1476406800; /* 2016-10-14 10:00 in Seoul */
  g_test_add_func ("/platforms/feed/rss", test_rss);
  g_test_add_func ("/platforms/feed/rss-modules", test_rss_modules);
  g_test_add_func ("/platforms/feed/rdf", test_rdf);
  g_test_add_func ("/platforms/feed/atom", test_atom);
  g_test_add_func ("/platforms/feed/shared-address", test_shared_address);
  g_test_add_func ("/platforms/feed/encodings", test_encodings);
  g_test_add_func ("/platforms/feed/unicode-marks", test_unicode_marks);
  g_test_add_func ("/platforms/feed/repairs", test_repairs);
  g_test_add_func ("/platforms/feed/undeclared-prefix", test_undeclared_prefix);
  g_test_add_func ("/platforms/feed/cut", test_cut);
  g_test_add_func ("/platforms/feed/damaged", test_damaged);
  g_test_add_func ("/platforms/feed/unescaped-html", test_unescaped_html);
  g_test_add_func ("/platforms/feed/halves-of-characters", test_halves_of_characters);
  g_test_add_func ("/platforms/feed/not-feeds", test_not_feeds);
  g_test_add_func ("/platforms/feed/empty-feed", test_empty_feed);
  g_test_add_func ("/platforms/feed/entities-of-a-bomb", test_entities_of_a_bomb);
  g_test_add_func ("/platforms/feed/dates-that-cannot-be", test_dates_that_cannot_be);
  g_test_add_func ("/platforms/feed/renamed", test_renamed);
  g_test_add_func ("/platforms/feed/odd-items", test_odd_items);
  g_test_add_func ("/platforms/feed/deep", test_deep);
  g_test_add_func ("/platforms/feed/caps", test_caps);
  g_test_add_func ("/platforms/feed/random", test_random);
  status = g_test_run ();
  g_time_zone_unref (seoul);
  return status;
}
