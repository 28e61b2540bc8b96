#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""source, topic, fetch, mentions and trend: what citizens say, from the wire and from files to the table."""
import http.server
import json
import os
import sqlite3
import threading
import unittest

from clitest import HANGUL, MENTION, NOW, PERIOD, TOKEN, Case

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>광장</title><link>https://plaza.example/</link>
{items}</channel></rss>"""
ITEM = """<item><guid isPermaLink="false">{id}</guid><title>{title}</title><link>https://plaza.example/{id}</link>
<pubDate>{date}</pubDate><description>{text}</description></item>"""


class Feed:
    """A site with one feed, which a test sets."""

    def __init__(self, case):
        self.status, self.body, self.headers, self.asked = 200, b"", {}, []
        feed = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                feed.asked.append(dict(self.headers))
                status, body = feed.status, feed.body
                if status == 200 and "ETag" in feed.headers and self.headers.get("If-None-Match") == feed.headers["ETag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in feed.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/rss"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        case.addCleanup(self.server.server_close)
        case.addCleanup(self.server.shutdown)

    def show(self, *items):
        text = "".join(ITEM.format(id=i, title=title, text=text, date=date) for i, title, text, date in items)
        self.body = FEED.format(items=text).encode()


class MonitorCase(Case):
    def setUp(self):
        super().setUp()
        self.init()

    def mentions(self, *words):
        return self.json("mentions", "list", *words)["mentions"]

    def load(self, *rows, source="광장"):
        path = self.write("in.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
        return self.json("mentions", "import", path, "--source", source)

    def rows(self, n=3):
        return [{"external_id": f"m{i}", "author": f"시민{i}", "published_at": f"2016-10-0{i + 1}T12:00:00+09:00",
                 "url": f"https://plaza.example/{i}", "text": f"따릉이 {i}번 이야기"} for i in range(n)]


class Sources(MonitorCase):
    def test_add_list_remove(self):
        number = self.json("source", "add", "--name", "광장", "--kind", "feed", "--url", "http://127.0.0.1:9/rss")["id"]
        source, = self.json("source", "list")["sources"]
        self.members(source, {"id", "name", "kind", "url"})
        self.assertEqual((source["id"], source["name"], source["kind"], source["url"]), (number, "광장", "feed", "http://127.0.0.1:9/rss"))
        self.assertEqual(len(self.ctl("source", "list").rows), 1)
        self.ctl("source", "add", "--name", "광장", "--kind", "feed", "--url", "http://127.0.0.1:9/rss2", code=1)
        self.ctl("source", "remove", "광장")
        self.assertEqual(self.json("source", "list")["sources"], [])
        self.ctl("source", "remove", "광장", code=1)
        self.ctl("undo")
        self.assertEqual(len(self.json("source", "list")["sources"]), 1)

    def test_wrong_use(self):
        for words in ([], ["--name", "a"], ["--name", "a", "--kind", "feed"], ["--name", "a", "--kind", "pigeon", "--url", "https://a.example"],
                      ["--name", "a", "--kind", "feed", "--url", "here"], ["--name", "a", "--kind", "feed", "--url", "file:///etc/passwd"],
                      ["--name", "a", "--kind", "feed", "--url", "https://u:secret@a.example/"],
                      ["--name", "a", "--kind", "practice", "--url", "http://city.example/"]):
            self.assertNotIn("secret", self.refused("source", "add", *words).err)
        self.refused("source", "remove")
        self.refused("source", "list", "x")
        self.ctl("source", "add", "--name", "a", "--kind", "feed", "--url", "https://a.example", "--topic", "none", code=1)
        self.assertEqual(self.json("source", "list")["sources"], [])

    def test_topics(self):
        number = self.json("topic", "add", "--name", "따릉이", "--any", '자전거 따릉이 "공공 자전거"', "--all", "서울", "--not", "광고")["id"]
        topic, = self.json("topic", "list")["topics"]
        self.assertEqual(topic, {"id": number, "name": "따릉이", "mentions": 0, "any": ["자전거", "따릉이", "공공 자전거"], "all": ["서울"], "not": ["광고"]})
        self.ctl("topic", "add", "--name", "따릉이", "--any", "a", code=1)
        for words in ([], ["--name", "a"], ["--any", "a"], ["--name", "a", "--not", "b"], ["--name", "a", "--any", "b", "c"]):
            self.refused("topic", "add", *words)
        self.refused("topic", "list", "a")


class Fetch(MonitorCase):
    def setUp(self):
        super().setUp()
        self.feed = Feed(self)
        self.feed.show(("a", "첫 글", "따릉이가 좋아요", "Thu, 13 Oct 2016 09:00:00 +0900"),
                       ("b", "둘째 글", "버스가 늦어요", "Fri, 14 Oct 2016 09:00:00 +0900"))
        self.ctl("topic", "add", "--name", "따릉이", "--any", "따릉이")
        self.ctl("source", "add", "--name", "광장", "--kind", "feed", "--url", self.feed.url)

    def fetch(self, *words, code=0, **options):
        answer = self.ctl("--json", "fetch", *words, code=code, **options)
        return answer.json["sources"], answer.err

    def test_fetch(self):
        (result,), _err = self.fetch()
        self.assertEqual((result["name"], result["outcome"], result["http_status"], result["items"], result["new"]), ("광장", "ok", 200, 2, 2))
        newest, oldest = self.mentions()
        self.members(newest, MENTION)
        self.assertEqual((newest["sources"], newest["topics"], newest["published_at"], newest["url"], newest["sentiment"], newest["sentiment_source"]),
                         (["광장"], [], "2016-10-14T09:00:00+09:00", "https://plaza.example/b", "negative", "machine"))
        self.assertEqual(oldest["topics"], ["따릉이"])
        self.assertIn("따릉이가 좋아요", oldest["text"])
        self.assertEqual(self.json("status")["mentions"], 2)

    def test_cut_off(self):
        """What could be read is kept; the note says of which source it is."""
        self.feed.body = self.feed.body[:-40]
        self.ctl("source", "add", "--name", "다른 광장", "--kind", "import")
        answer = self.ctl("fetch")
        self.assertTrue(answer.err.startswith("sotongctl: 광장: "), answer.err)
        self.assertEqual(len(answer.err.splitlines()), 1)

    def test_due_once(self):
        self.fetch()
        self.assertEqual(self.fetch(), ([], ""))
        self.assertEqual(len(self.feed.asked), 1)
        (result,), _err = self.fetch("--source", "광장")
        self.assertEqual(result["new"], 0)
        (result,), _err = self.fetch(now="2016-10-15T10:00:00+09:00")
        self.assertEqual(result["new"], 0)
        self.assertEqual(len(self.mentions()), 2)

    def test_unchanged(self):
        self.feed.headers["ETag"] = '"one"'
        self.fetch()
        (result,), _err = self.fetch("--source", "광장")
        self.assertEqual((result["outcome"], result["http_status"]), ("unchanged", 304))

    def test_failures(self):
        for korean in (False, True):
            for status, body in ((500, b""), (404, b"gone"), (200, b""), (200, b"<html><body>Welcome</body></html>"), (200, b"\x00\x01\x02")):
                self.feed.status, self.feed.body = status, body
                (result,), err = self.fetch("--source", "광장", code=1, korean=korean)
                self.assertNotIn(result["outcome"], ("ok", "unchanged"), (status, body))
                self.assertEqual(len(err.splitlines()), 1, err)
                self.assertIn("광장", err)
                self.assertRegex(err if korean else "가", HANGUL)
        self.assertEqual(self.mentions(), [])

    def test_billion_laughs(self):
        self.feed.body = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">' \
            b'<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><guid>z</guid>' \
            b'<title>&d;</title><description>&x;</description></item></channel></rss>'
        self.run_raw("--workspace", self.workspace, "--now", NOW, "fetch")
        for mention in self.mentions():
            self.assertNotIn("root:", mention["text"])
            self.assertLess(len(mention["text"]), 10000)

    def test_nobody_there(self):
        self.feed.server.shutdown()
        self.feed.server.server_close()
        _results, err = self.fetch(code=1)
        self.assertIn("광장", err)

    def test_one_fails_the_other_does_not(self):
        other = Feed(self)
        other.status = 500
        self.ctl("source", "add", "--name", "고장", "--kind", "feed", "--url", other.url)
        results, err = self.fetch(code=1)
        self.assertEqual({result["name"]: result["outcome"] == "ok" for result in results}, {"광장": True, "고장": False})
        self.assertIn("고장", err)
        self.assertNotIn("광장", err)

    def test_wrong_use(self):
        self.refused("fetch", "광장")
        self.refused("fetch", "--all")
        self.ctl("fetch", "--source", "none", code=1)

    def test_a_sources_topic(self):
        self.ctl("source", "add", "--name", "모두", "--kind", "feed", "--url", self.feed.url, "--topic", "따릉이")
        self.fetch("--source", "모두")
        self.assertEqual([mention["topics"] for mention in self.mentions()], [["따릉이"], ["따릉이"]])

    def test_two_sources_one_mention(self):
        self.ctl("source", "add", "--name", "거울", "--kind", "feed", "--url", self.feed.url + "?mirror")
        self.fetch()
        self.assertEqual([sorted(mention["sources"]) for mention in self.mentions()], [["거울", "광장"]] * 2)


class Practice(MonitorCase):
    def test_pages(self):
        url = self.serve()
        self.ctl("practice", "connect", "--url", url, stdin=TOKEN)
        source = self.json("source", "list")["sources"][0]["name"]
        first, = self.json("fetch")["sources"]
        self.assertEqual(first["outcome"], "ok")
        self.assertEqual(self.json("status")["mentions"], first["new"])
        self.fault(url, "status", path="mentions", status=503)
        answer = self.ctl("--json", "fetch", "--source", source, code=1)
        self.assertIn(source, answer.err)
        again, = self.json("fetch", "--source", source, now="2016-10-14T12:00:00+09:00")["sources"]
        self.assertIn(again["outcome"], ("ok", "unchanged"))
        self.no_secret(TOKEN)


class Import(MonitorCase):
    def test_json_lines(self):
        self.assertEqual(self.load(*self.rows()), {"rows": 3, "new": 3, "known": 0})
        self.assertEqual(self.load(*self.rows()), {"rows": 3, "new": 0, "known": 3})
        newest = self.mentions()[0]
        self.assertEqual((newest["author"], newest["published_at"], newest["url"], newest["text"], newest["sources"]),
                         ("시민2", "2016-10-03T12:00:00+09:00", "https://plaza.example/2", "따릉이 2번 이야기", ["광장"]))

    def test_csv_of_the_office(self):
        text = "식별자,작성자,작성일시,주소,내용\r\n1,시민,2016-10-01 09:00,https://a.example/1,\"두 줄\r\n글\"\r\n"
        for name, data in (("utf8.csv", text.encode("utf-8-sig")), ("cp949.csv", text.encode("cp949"))):
            self.ctl("mentions", "import", self.write(name, data), "--source", name)
        self.assertEqual(len(self.mentions()), 1)
        self.assertEqual(self.mentions()[0]["text"], "두 줄\n글")

    def test_wrong_rows_import_nothing(self):
        rows = self.rows()
        del rows[1]["text"]
        path = self.write("in.jsonl", "".join(json.dumps(row) + "\n" for row in rows) + "{ no json\n")
        for korean in (False, True):
            answer = self.ctl("mentions", "import", path, "--source", "광장", code=1, korean=korean)
            self.assertIn("in.jsonl", answer.err)
            self.assertEqual(len(answer.err.splitlines()), 3, answer.err)
        self.assertRegex(answer.err, HANGUL)
        self.assertEqual(self.mentions(), [])
        self.assertEqual(self.json("source", "list")["sources"], [])

    def test_no_text_in_quotes(self):
        """What is JSON is not called something else: the member is named whose value is no text."""
        for member, value in (("published_at", True), ("text", 5), ("author", True), ("url", {"a": 1}), ("title", ["a"])):
            row = {"external_id": 1, "published_at": "2016-10-01T12:00:00+09:00", "text": "버스", member: value}
            path = self.write("in.jsonl", json.dumps(row) + "\n")
            answer = self.ctl("mentions", "import", path, "--source", "광장", code=1)
            self.assertIn(f"Line 1: “{member}” is not a text in quotes.", answer.err)
        path = self.write("in.jsonl", '{"text": x}\n')
        self.assertIn("Line 1: This is not JSON: byte 10 should be", self.ctl("mentions", "import", path, "--source", "광장", code=1).err)

    def test_strange_files(self):
        for name, data in (("empty.jsonl", b""), ("blank.csv", b"\n\n"), ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00"), ("in.xlsx", b"PK\x03\x04")):
            answer = self.run_raw("--workspace", self.workspace, "mentions", "import", self.write(name, data), "--source", "광장")
            self.assertIn(answer.code, (0, 1, 2), name)
            self.assertNotRegex(answer.err, r"\*\*|CRITICAL|\(null\)")
        self.ctl("mentions", "import", self.path("none.jsonl"), "--source", "광장", code=1)
        self.assertEqual(self.mentions(), [])
        self.assertEqual(self.json("source", "list")["sources"], [])
        self.assertEqual(self.json("history")["changes"], [])

    def test_far_dates_and_long_texts(self):
        self.load({"external_id": "old", "published_at": "1900-01-01T00:00:00Z", "text": "옛날"},
                  {"external_id": "far", "published_at": "9999-12-31T00:00:00Z", "text": "미래"},
                  {"external_id": "long", "published_at": "2016-10-01T00:00:00Z", "text": "가" * 340000})
        self.assertEqual([mention["text"][:2] for mention in self.mentions()], ["미래", "가가", "옛날"])
        self.ctl("check")
        self.ctl("trend", "--by", "month")

    def test_wrong_use(self):
        self.refused("mentions", "import")
        self.refused("mentions", "import", "a.csv")
        self.refused("mentions", "import", "a.csv", "b.csv", "--source", "a")
        self.refused("mentions", "search", "")
        self.refused("mentions", "search", " ")
        self.refused("topic", "add", "--name", "t", "--any", "")
        self.refused("topic", "add", "--name", "t", "--any", " , ", "--all", "")
        self.assertEqual(self.json("topic", "list")["topics"], [])

    def test_report_of_nothing(self):
        for period, name in (("2030", "a.pdf"), ("1999", "a.csv")):
            answer = self.ctl("report", "performance", "--period", period, "-o", self.path(name))
            self.assertIn("nothing in the period " + period, answer.err)
            self.assertTrue(os.path.exists(self.path(name)))
        self.load(*self.rows())
        self.assertEqual(self.ctl("report", "performance", "--period", "2016-10", "-o", self.path("b.csv")).err, "")


class Mentions(MonitorCase):
    def setUp(self):
        super().setUp()
        self.ctl("topic", "add", "--name", "따릉이", "--any", "따릉이")
        self.load(*self.rows(5), {"external_id": "x", "author": "누구", "published_at": "2016-10-02T00:00:00+09:00", "text": "버스 노선"})

    def numbers(self, *words):
        return [mention["id"] for mention in self.mentions(*words)]

    def test_filters(self):
        everything = self.numbers()
        self.assertEqual(everything, sorted(everything, reverse=True))
        self.assertEqual(len(everything), 6)
        self.assertEqual(self.numbers("--limit", "2"), everything[:2])
        self.assertEqual(len(self.numbers("--topic", "따릉이")), 5)
        self.assertEqual(len(self.numbers("--from", "2016-10-02", "--to", "2016-10-02")), 2)
        self.assertEqual(len(self.numbers("--from", "2016-10-04")), 2)
        self.assertEqual(len(self.numbers("--to", "2016-10-01")), 1)
        self.assertEqual(len(self.numbers("--source", "광장")), 6)
        self.assertEqual(self.numbers("--sentiment", "unlabelled"), [])
        self.assertEqual(sorted(sum((self.numbers("--sentiment", name) for name in ("negative", "neutral", "positive", "uncertain")), [])),
                         sorted(everything))
        for row in self.ctl("mentions", "list").rows:
            self.assertEqual(len(row), 8)

    def test_search(self):
        def found(words, *more):
            return len(self.json("mentions", "search", words, *more)["mentions"])
        self.assertEqual(found("따릉이"), 5)
        self.assertEqual(found("이야기 따릉이"), 5)
        self.assertEqual(found("릉"), 5)
        self.assertEqual(found("2번"), 1)
        self.assertEqual(found("따릉이", "--from", "2016-10-04"), 2)
        self.assertEqual(found('"버스 노선"'), 1)
        for words in ("없는말", "AND", "a OR b", '"', "*", "따릉이 NOT 버스", "(", "^", "text:따릉이", "'; DROP TABLE mention; --"):
            self.json("mentions", "search", words)
        self.assertEqual(len(self.numbers()), 6)

    def test_label(self):
        number = self.numbers()[0]
        for sentiment in ("negative", "neutral", "positive"):
            self.ctl("mentions", "label", str(number), sentiment)
            mention = self.mentions("--sentiment", sentiment)[0]
            self.assertEqual((mention["id"], mention["sentiment"], mention["sentiment_source"]), (number, sentiment, "person"))
        self.assertEqual(self.json("trend", "--from", "2016-10-05", "--to", "2016-10-05")["periods"][0]["positive"], 1)
        self.ctl("undo")
        self.assertIn(number, self.numbers("--sentiment", "neutral"))
        self.ctl("mentions", "label", str(number), "unlabelled") # the machine's word is in force again
        mention = self.json("mentions", "list", "--limit", "1")["mentions"][0]
        self.assertEqual((mention["id"], mention["sentiment_source"]), (number, "machine"))
        self.ctl("check")

    def test_label_many(self):
        numbers = self.numbers()
        self.ctl("mentions", "label", *map(str, numbers[:4]), "negative")
        self.assertEqual([mention["sentiment_source"] for mention in self.mentions()], ["person"] * 4 + ["machine"] * 2)
        self.assertIn("4 mentions", self.ctl("history").lines[0])
        self.ctl("check")
        self.ctl("undo") # all of them in one step
        self.assertEqual({mention["sentiment_source"] for mention in self.mentions()}, {"machine"})
        self.ctl("redo")
        self.assertEqual([mention["sentiment"] for mention in self.mentions()][:4], ["negative"] * 4)
        self.ctl("mentions", "label", str(numbers[4]), "123456789", "positive", code=1)
        self.assertEqual(self.mentions()[4]["sentiment_source"], "machine") # all or none
        self.ctl("check")

    def test_wrong_use(self):
        self.refused("mentions")
        self.refused("mentions", "list", "x")
        self.refused("mentions", "search")
        self.refused("mentions", "search", "a", "b")
        for words in (["--limit", "x"], ["--limit", "-1"], ["--sentiment", "happy"], ["--from", "x"], ["--from", "2016-10-02", "--to", "2016-10-01"]):
            self.refused("mentions", "list", *words)
        for words in (["--topic", "none"], ["--source", "none"]):
            self.ctl("mentions", "list", *words, code=1)
        for words in ([], ["1"], ["1", "happy"], ["x", "positive"], ["1", "positive", "2"], ["1", "uncertain"]):
            self.refused("mentions", "label", *words)
        self.ctl("mentions", "label", "123456789", "positive", code=1)


class Trend(MonitorCase):
    def test_periods(self):
        self.load(*self.rows(4))
        periods = self.json("trend", "--from", "2016-10-01", "--to", "2016-10-05")["periods"]
        for period in periods:
            self.assertEqual(set(period), PERIOD)
        self.assertEqual([period["total"] for period in periods], [1, 1, 1, 1, 0])
        self.assertEqual(periods[0]["start"], "2016-10-01T00:00:00+09:00")
        for bucket, n in (("hour", 48), ("day", 2), ("week", 1), ("month", 1)):
            periods = self.json("trend", "--from", "2016-10-01", "--to", "2016-10-02", "--by", bucket)["periods"]
            self.assertEqual(sum(period["total"] for period in periods), 2, bucket)
            self.assertEqual(len(periods), n, bucket)

    def test_table(self):
        self.load(*self.rows(1))
        rows = self.ctl("trend", "--from", "2016-10-01", "--to", "2016-10-01").rows
        self.assertEqual(rows[0], ["start", "total", "positive", "neutral", "negative", "uncertain", "unlabelled", "gap"])
        self.assertEqual((rows[1][:2], rows[1][6]), (["2016-10-01T00:00:00+09:00", "1"], "0"))
        self.assertEqual(sum(map(int, rows[1][2:6])), 1)
        self.assertEqual(len(rows), 2)

    def test_source_not_read(self):
        """A day that one of two sources was not read of is no gap; which source and when is said beside the table, and in pictures."""
        for name in ("광장", "장터"):
            self.ctl("source", "add", "--name", name, "--kind", "feed", "--url", f"http://127.0.0.1:9/{name}")
        runs = (("광장", "2016-10-01", "2016-10-09"), ("장터", "2016-10-01", "2016-10-03"), ("장터", "2016-10-05", "2016-10-08"))
        with sqlite3.connect(self.workspace) as db:
            for name, start, end in runs:
                db.execute("INSERT INTO fetch_run (source_id, kind, started_at, covered_from, covered_to, outcome) SELECT id, 'fetch', strftime('%s', ?2) - 32400, strftime('%s', ?1) - 32400,"
                           " strftime('%s', ?2) - 32400, 'ok' FROM source WHERE name = ?3", (start, end, name))
        db.close()
        words = ["trend", "--from", "2016-10-01", "--to", "2016-10-09"]
        answer = self.ctl(*words)
        self.assertEqual([row[7] for row in answer.rows[1:]], ["0"] * 8 + ["1"])
        said = "“장터” was not read from {}T00:00:00+09:00 to before {}T00:00:00+09:00"
        for start, end in (("2016-10-03", "2016-10-05"), ("2016-10-08", "2016-10-10")):
            self.assertIn(said.format(start, end), answer.err)
        self.assertRegex(self.ctl(*words, korean=True).err, "수집원 “장터”")
        told = self.json(*words)
        self.assertEqual([period["gap"] for period in told["periods"]], [False] * 8 + [True])
        self.assertEqual([start[8:10] for start in told["partial_periods"]], ["03", "04", "08"])
        self.assertEqual([(one["source"], one["from"][:10], one["to"][:10]) for one in told["not_read"]],
                         [("광장", "2016-10-09", "2016-10-10"), ("장터", "2016-10-03", "2016-10-05"), ("장터", "2016-10-08", "2016-10-10")])
        self.load(*self.rows(3), source="파일") # a chart of nothing names no days
        for kind in ("trend", "sentiment", "line", "calendar"):
            picture = self.path(kind + ".svg")
            self.ctl("chart", kind, "-o", picture, *words[1:])
            self.assertGreater(os.path.getsize(picture), 1000)

    def test_part_of_a_week(self):
        """The table's columns are fixed: that its first or last week is not whole is said beside it."""
        whole = ["trend", "--from", "2016-10-03", "--to", "2016-10-09", "--by", "week"]
        self.assertEqual(self.ctl(*whole).err, "")
        partial = self.json("trend", "--from", "2016-10-05", "--to", "2016-10-25", "--by", "week")["partial_periods"]
        self.assertEqual((partial[0], partial[-1]), ("2016-10-03T00:00:00+09:00", "2016-10-24T00:00:00+09:00"))
        for first, last, said in (("05", "23", "The first period is counted only in part, from 2016-10-05T00:00:00+09:00 on"),
                                  ("03", "20", "The last period is counted only in part, to before 2016-10-21T00:00:00+09:00"),
                                  ("04", "20", "The first and the last period"), ("04", "05", "The period is counted only in part")):
            words = ["trend", "--from", "2016-10-" + first, "--to", "2016-10-" + last, "--by", "week"]
            answer = self.ctl(*words)
            self.assertIn(said, answer.err)
            self.assertEqual(answer.rows[0], ["start", "total", "positive", "neutral", "negative", "uncertain", "unlabelled", "gap"])
            self.assertRegex(self.ctl(*words, korean=True).err, HANGUL)
            self.assertEqual(self.ctl("--json", *words).err, "")
        self.assertEqual(self.ctl("trend", "--by", "month").err, "")
        self.assertEqual(self.ctl("trend", "--from", "2016-10-01T10:30", "--to", "2016-10-01T12:10", "--by", "hour").err, "")

    def test_empty(self):
        self.json("trend")
        self.ctl("trend", "--topic", "none", code=1)

    def test_wrong_use(self):
        for words in (["--by", "minute"], ["--by"], ["--from", "x"], ["x"], ["--from", "2016-10-02", "--to", "2016-10-01"]):
            self.refused("trend", *words)
        self.ctl("trend", "--by", "hour", "--from", "0001-01-01", "--to", "9999-12-31", code=1)


if __name__ == "__main__":
    unittest.main()
