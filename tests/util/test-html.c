/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-html.h"

static void
check (const char *html,
       const char *expected)
{
  g_autofree char *text = sotong_html_to_text (html, -1);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_blocks (void)
{
  check ("", "");
  check ("<p>하나</p><p>둘</p>", "하나\n둘");
  check ("하나<br>둘<BR/>셋<br />넷", "하나\n둘\n셋\n넷");
  check ("하나<br><br><br><br>둘", "하나\n\n둘");
  check ("<div><div>가</div></div>\n\n<div>나</div>", "가\n나");
  check ("<ul><li>가</li><li>나</li></ul>", "가\n나");
  check ("<table><tr><td>가</td><td>나</td></tr><tr><td>다</td></tr></table>", "가 나\n다");
  check ("<pre>가\n  나</pre>다", "가\n나\n다");
  check ("a <b>b</b> <i>c</i>d", "a b cd");
  check ("  여백   이\t많은 \r\n <span>글</span>  ", "여백 이 많은 글");
}

static void
test_entities_once (void)
{
  check ("환불 &amp; 교환", "환불 & 교환");
  check ("&lt;b&gt;", "<b>");
  check ("&amp;lt;b&amp;gt;", "&lt;b&gt;");
  check ("&amp;quot;", "&quot;");
  check ("&#54620;&#xAE00;&nbsp;&middot;", "한글 ·");
  check ("&hellip;&apos;&#39;", "…''");
  check ("&#147;인용&#148;", "“인용”");
  check ("&nosuch; & &; &# &#x; &#xg;", "&nosuch; & &; &# &#x; &#xg;");
  check ("a?b=1&copy=2", "a?b=1&copy=2");
  check ("&#0;&#xD800;&#x110000;&#99999999999999999999;", "\uFFFD\uFFFD\uFFFD\uFFFD");
  check ("&#128512;", "😀");
}

static void
test_left_out (void)
{
  check ("가<script>alert('<p>')</script>나", "가나");
  check ("가<STYLE type='x'>p { }</STYLE >나", "가나");
  check ("가<script>끝이 없다", "가");
  check ("가<!-- <b> -->나<!-- 끝이 없다", "가나");
  check ("<?php echo ?>가<!DOCTYPE html>나", "가나");
  check ("<![CDATA[가]]>", "가]]>");
  check ("<iframe src=\"x\">frame</iframe>글", "글");
  check ("<svg/>글", "글");
}

static void
test_not_markup (void)
{
  check ("1 < 2, 3 > 2", "1 < 2, 3 > 2");
  check ("도로 <공사> 안내", "도로 <공사> 안내");
  check ("a <b", "a <b");
  check ("<", "<");
  check ("</", "</");
  check ("</>", "</>");
  check ("첫 줄\n둘째 줄 &amp; 끝", "첫 줄\n둘째 줄 & 끝");
  check ("첫 줄\r\n\r\n\r\n\r\n둘째 줄", "첫 줄\n\n둘째 줄");
}

static void
test_attributes (void)
{
  check ("<a href=\"x>y\" title='a>b'>글</a>", "글");
  check ("<a title=\"끝없는>글</a>", "글");
  check ("<img class=\"wp-smiley emoji\" alt=\"😀\" src=\"x\">좋아요<img alt=\"사진\" src=\"y\">", "😀좋아요");
}

static void
test_bytes (void)
{
  g_autofree char *text = sotong_html_to_text ("\xff<p>\xb0\xa1</p>\0<b>x", 13);
  g_autofree char *none = sotong_html_to_text ("<p>abc", 0);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (none, ==, "");
}

/* A quadratic reader would take hours for these. */
static void
test_hostile (void)
{
  static const char * const pieces[] = { "<", "<a", "<a \"", "<a '\">", "<a \">\" ", "&", "&#", "<!--", "<script>", "<![CDATA[", "</a", "<p>" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr(GString) html = g_string_new (NULL);
      g_autofree char *text = NULL;

      while (html->len < 1000000)
        g_string_append (html, pieces[i]);
      text = sotong_html_to_text (html->str, (gssize) html->len);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

static void
test_random (void)
{
  static const char alphabet[] = "<>/!?-[]&#;x\"'= \nbrpascit0\xea\xb0\x80";
  g_autoptr(GRand) random = g_rand_new_with_seed (16);

  for (int round = 0; round < 500; round++)
    {
      char html[200];
      g_autofree char *text = NULL;

      for (guint i = 0; i < sizeof html; i++)
        html[i] = alphabet[g_rand_int_range (random, 0, sizeof alphabet)];
      text = sotong_html_to_text (html, sizeof html);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

static void
test_escape (void)
{
  g_autofree char *escaped = sotong_html_escape ("<a href=\"x\">'&'\x01\n");
  g_autofree char *paragraphs = sotong_html_from_text ("첫 줄\n둘째 <줄>\n\n\n다음\n");
  g_autofree char *back = sotong_html_to_text (paragraphs, -1);
  g_autofree char *empty = sotong_html_from_text ("\n\n");

  g_assert_cmpstr (escaped, ==, "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;\n");
  g_assert_cmpstr (paragraphs, ==, "<p>첫 줄<br>\n둘째 &lt;줄&gt;</p>\n<p>다음</p>");
  g_assert_cmpstr (back, ==, "첫 줄\n둘째 <줄>\n다음");
  g_assert_cmpstr (empty, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/util/html/blocks", test_blocks);
  g_test_add_func ("/util/html/entities-once", test_entities_once);
  g_test_add_func ("/util/html/left-out", test_left_out);
  g_test_add_func ("/util/html/not-markup", test_not_markup);
  g_test_add_func ("/util/html/attributes", test_attributes);
  g_test_add_func ("/util/html/bytes", test_bytes);
  g_test_add_func ("/util/html/hostile", test_hostile);
  g_test_add_func ("/util/html/random", test_random);
  g_test_add_func ("/util/html/escape", test_escape);
  return g_test_run ();
}
