#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures of channels and posts: read once a day, kept by day, typed in where nothing can be read."""
import unittest

from channelsites import Server
from clitest import HANGUL, TOKEN, Case

LATER = "2016-10-15T10:00:00+09:00"


class MetricsCase(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.url = self.serve()
        self.ctl("channel", "add", "--name", "연습", "--platform", "practice", "--url", self.url, stdin=TOKEN)
        self.text = self.write("text.txt", "안녕하세요, 시민 여러분.")

    def out(self):
        number = self.json("content", "add", "--title", "가을 소식", "--type", "sns", "--text-file", self.text, "--channel", "연습")["id"]
        self.ctl("publish", "--content", str(number))
        return number

    def show(self, *words):
        return self.json("metrics", "show", *words)["metrics"]

    def test_fetch(self):
        number = self.out()
        answer = self.json("metrics", "fetch")
        self.assertEqual([(c["channel"], c["ok"], c["posts"], c["figures"]) for c in answer["channels"]], [("연습", True, 1, 6)])
        figures = self.show()
        self.assertEqual({f["day"] for f in figures}, {"2016-10-14"})
        self.assertEqual({f["source"] for f in figures}, {"platform"})
        followers, = [f for f in figures if f["metric"] == "followers"]
        self.assertGreater(followers["value"], 1000)
        self.assertTrue(followers["captured_at"].startswith("2016-10-14T10:00:00"))
        self.assertIsNone(followers["content_id"])
        self.assertEqual({f["metric"] for f in self.show("--content", str(number))}, {"views", "reactions", "comments", "shares"})
        # The same day again: still one figure each.
        self.ctl("metrics", "fetch", "--channel", "연습")
        self.assertEqual(len(self.show()), len(figures))
        self.assertEqual(self.show("--from", "2016-10-15"), [])
        self.assertEqual(self.show("--to", "2016-10-13"), [])
        self.assertEqual(len(self.show("--from", "2016-10-14", "--to", "2016-10-14", "--channel", "연습")), len(figures))

    def test_a_failed_day_is_a_gap(self):
        self.out()
        self.fault(self.url, "status", path="metrics", status=500, times=1)
        answer = self.ctl("metrics", "fetch", code=1)
        self.assertIn("연습", answer.err)
        self.assertEqual(self.show(), [])
        self.ctl("metrics", "fetch")
        self.fault(self.url, "html", path="metrics", times=1)
        self.ctl("metrics", "fetch", code=1, now=LATER)
        day = self.show("--from", "2016-10-15")
        self.assertEqual([(f["metric"], f["value"]) for f in day], [("followers", None), ("posts", None)])
        self.assertIn("\t-\t", self.ctl("metrics", "show", "--from", "2016-10-15").out)
        # Read after all on that day: the gap is filled. What was read is not undone by a later failure.
        self.ctl("metrics", "fetch", now=LATER)
        self.fault(self.url, "status", path="metrics", status=503, times=1)
        self.ctl("metrics", "fetch", code=1, now=LATER)
        self.assertNotIn(None, [f["value"] for f in self.show("--from", "2016-10-15")])

    def test_old_posts_once_a_week(self):
        number = self.out()
        self.sql("UPDATE copy SET published_at = published_at - 40 * 86400")
        self.ctl("metrics", "fetch")
        self.assertEqual(len(self.show("--content", str(number))), 4)
        self.assertEqual(self.json("metrics", "fetch", now=LATER)["channels"][0]["posts"], 0)
        self.assertEqual(self.json("metrics", "fetch", now="2016-10-21T10:00:00+09:00")["channels"][0]["posts"], 1)
        self.sql("UPDATE copy SET withdrawn_at = 1")
        self.assertEqual(self.json("metrics", "fetch", now="2016-10-30T10:00:00+09:00")["channels"][0]["posts"], 0)

    def test_wrong_token(self):
        self.ctl("channel", "edit", "연습", "--secret", stdin="wrong")
        self.assertRegex(self.ctl("metrics", "fetch", code=1, korean=True).err, HANGUL)
        self.assertEqual(self.show(), [])

    def test_typed_in(self):
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog")
        self.assertEqual(self.json("metrics", "fetch")["channels"][0]["channel"], "연습")
        self.ctl("metrics", "set", "--channel", "블로그", "--day", "2016-10-13", "followers=12000", "views=345", "--source", "네이버 통계")
        figures = self.show("--channel", "블로그")
        self.assertEqual([(f["day"], f["metric"], f["value"], f["source"]) for f in figures],
                         [("2016-10-13", "followers", 12000, "네이버 통계"), ("2016-10-13", "views", 345, "네이버 통계")])
        self.ctl("undo")
        self.assertEqual(self.show("--channel", "블로그"), [])
        self.ctl("redo")
        self.ctl("metrics", "set", "--channel", "블로그", "--day", "2016-10-13", "followers=12001", "views=")
        self.assertEqual([(f["metric"], f["value"], f["source"]) for f in self.show("--channel", "블로그")], [("followers", 12001, "person")])
        self.ctl("undo")
        self.assertEqual([f["value"] for f in self.show("--channel", "블로그")], [12000, 345])

    def test_typed_in_for_a_post_comes_first(self):
        number = self.out()
        self.ctl("metrics", "fetch")
        self.ctl("metrics", "set", "--channel", "연습", "--content", str(number), "views=7")
        views, = [f for f in self.show("--content", str(number)) if f["metric"] == "views"]
        self.assertEqual((views["value"], views["source"]), (7, "person"))

    def names(self, *words):
        return {n["name"]: (n["of"], n["fetched_last"], n["typed_last"]) for n in self.json("metrics", "names", *words)["names"]}

    def test_what_connectors_read_may_be_typed_in(self):
        """Days of a whole channel and mails of a post too, with who says so; which are read by themselves is listed."""
        number = self.out()
        self.assertEqual(self.names()["day-views"], ("channel", None, None))
        self.ctl("metrics", "fetch")
        self.ctl("metrics", "set", "--channel", "연습", "--day", "2016-10-13", "day-views=810", "day-unfollows=3", "--source", "인사이트 화면")
        self.ctl("metrics", "set", "--channel", "연습", "--content", str(number), "mailed=2000", "delivered=1990", "opened=700", "--source", "메일 통계")
        typed = [(f["day"], f["metric"], f["value"], f["source"]) for f in self.show() if f["source"] not in ("platform", "person")]
        self.assertEqual(typed, [("2016-10-13", "day-unfollows", 3, "인사이트 화면"), ("2016-10-13", "day-views", 810, "인사이트 화면"),
                                 ("2016-10-14", "delivered", 1990, "메일 통계"), ("2016-10-14", "mailed", 2000, "메일 통계"), ("2016-10-14", "opened", 700, "메일 통계")])
        names = self.names("--channel", "연습")
        self.assertEqual((names["day-views"], names["opened"], names["views"]),
                         (("channel", None, "2016-10-13"), ("post", None, "2016-10-14"), ("channel,post", "2016-10-14", None)))
        self.assertRegex(self.ctl("metrics", "names", korean=True).out, HANGUL)
        self.assertIn("--content", self.refused("metrics", "set", "--channel", "연습", "opened=1").err)
        self.assertIn("whole channel", self.refused("metrics", "set", "--channel", "연습", "--content", str(number), "day-views=1").err)

    def test_why_not_stands_with_the_channel(self):
        self.fault(self.url, "status", path="metrics", status=403, times=1)
        told = self.ctl("metrics", "fetch", code=1).err
        channel, = self.json("channel", "list")["channels"]
        self.assertIn(channel["figures_message"], told)
        self.assertEqual(channel["warning"], channel["figures_message"])
        self.assertRegex(self.ctl("channel", "health", "--known", korean=True).out, HANGUL)
        self.ctl("metrics", "fetch")
        self.assertEqual(self.json("channel", "list")["channels"][0]["figures_message"], "")

    def test_wrong_use(self):
        for words in ([], ["--channel", "연습"], ["views=1"], ["--channel", "연습", "likes=1"], ["--channel", "연습", "views=-1"], ["--channel", "연습", "views=x"],
                      ["--channel", "연습", "--day", "soon", "views=1"]):
            self.refused("metrics", "set", *words)
        self.refused("metrics", "show", "--from", "soon")
        self.ctl("metrics", "fetch", "--channel", "없음", code=1)
        self.ctl("metrics", "set", "--channel", "연습", "--content", "99", "views=1", code=1)


class Page(Server):
    """A Page on Facebook: who follows it, and what happened on all of it on each day, for who has the right."""

    def __init__(self):
        super().__init__()
        self.views, self.why_not = {"2026-11-18": 120, "2026-11-19": 80}, None  # by the moment at which the day ends

    def answer(self, method, path, query, headers, body):
        if method != "GET" or headers.get("Authorization") != "Bearer token-of-page" or not path.startswith("/v25.0/"):
            return None
        path = path.removeprefix("/v25.0")
        if path in ("/1000", "/me") and query == {"fields": "id,name"}:
            return 200, {}, {"id": "1000", "name": "시청 페이지"}
        if path == "/1000" and query == {"fields": "followers_count"}:
            return 200, {}, {"id": "1000", "followers_count": 4321}
        if path != "/1000/insights" or query["period"] != "day":
            return None
        if self.why_not is not None:
            return 400, {}, {"error": self.why_not}
        values = [{"value": value, "end_time": f"{day}T08:00:00+0000"} for day, value in self.views.items()]
        return 200, {}, {"data": [{"name": query["metric"], "period": "day", "values": values}] if query["metric"] == "page_media_view" else []}


class ChannelDaysCase(Case):
    FIRST, SECOND = "2026-11-20T10:00:00+09:00", "2026-11-21T10:00:00+09:00"

    def setUp(self):
        super().setUp()
        self.init()
        self.page = Page()
        self.addCleanup(self.page.close)
        self.addCleanup(lambda: self.assertEqual(self.page.violations, []))
        self.ctl("channel", "add", "--name", "시청 페이지", "--platform", "facebook", "--url", self.page.url, "--user", "1000", stdin="token-of-page")

    def fetch(self, now, **more):
        return self.ctl("metrics", "fetch", "--real", now=now, **more)

    def days(self):
        return [(f["day"], f["value"]) for f in self.json("metrics", "show")["metrics"] if f["metric"] == "day-views"]

    def test_days_of_a_whole_channel(self):
        """They stand under their own days, are read once more a day later, and are in the report as what they are."""
        self.fetch(self.FIRST)
        self.assertEqual(self.days(), [("2026-11-17", 120), ("2026-11-18", 80)])
        shown = self.json("metrics", "show")["metrics"]
        self.assertEqual({(f["day"], f["value"]) for f in shown if f["metric"] == "followers"}, {("2026-11-20", 4321)})
        self.assertTrue(all(f["captured_at"].startswith("2026-11-20T10:00:00") for f in shown))
        self.page.views = {"2026-11-19": 85, "2026-11-20": 90}
        self.fetch(self.SECOND)
        self.assertEqual(self.days(), [("2026-11-17", 120), ("2026-11-18", 85), ("2026-11-19", 90)])
        self.ctl("report", "performance", "--period", "2026-11", "--table", "posts", "-o", self.path("p.csv"), now=self.SECOND)
        with open(self.path("p.csv"), encoding="utf-8-sig") as file:
            head, row = [line.rstrip("\n").split(",") for line in file][:2]
        self.assertEqual(dict(zip(head, row))["channel_views"], str(120 + 85 + 90))

    def test_what_may_not_be_read_is_told(self):
        """Who follows the Page is kept all the same; the day is a gap and no nought, and the gap is filled when the right is there."""
        self.fetch(self.FIRST)
        self.page.why_not = {"message": "Requires read_insights permission", "code": 200}
        told = self.fetch(self.SECOND)
        self.assertIn("read_insights", told.err)
        self.assertIn(("2026-11-19", None), self.days())
        self.assertEqual([f["value"] for f in self.json("metrics", "show", "--from", "2026-11-21")["metrics"] if f["metric"] == "followers"], [4321])
        self.assertRegex(self.fetch(self.SECOND, korean=True).err, HANGUL)
        self.page.why_not = {"message": "Page request limit reached", "code": 32}
        self.assertIn("시청 페이지", self.fetch(self.SECOND, code=1).err)
        self.page.why_not, self.page.views = None, {"2026-11-20": 90}
        self.fetch(self.SECOND)
        self.assertEqual(self.days(), [("2026-11-17", 120), ("2026-11-18", 80), ("2026-11-19", 90)])


if __name__ == "__main__":
    unittest.main()
