#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""late, hold, publish --dry-run, outbox: what becomes of posts that did not go out in time."""
import datetime
import http.server
import json
import signal
import socket
import subprocess
import threading
import time
import unittest
import urllib.parse

from clitest import HANGUL, PROGRAM, TOKEN, Case

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0000000"
                    "0049454e44ae426082")


class OutboxCase(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.text = self.write("text.txt", "안녕하세요, 시민 여러분.")
        self.url = self.serve()
        self.json("channel", "add", "--name", "연습", "--platform", "practice", "--url", self.url, stdin=TOKEN)

    def at(self, text, *words, **options):
        return self.ctl(*words, now=f"2016-10-14T{text}:00+09:00", **options)

    def add(self, at="2016-10-14 10:30", title="가을 소식", now="10:00"):
        words = ["--at", at] if at else []
        return self.at(now, "--json", "content", "add", "--title", title, "--type", "sns", "--channel", "연습", "--text-file", self.text, *words).json["id"]

    def copy(self, number):
        return self.json("content", "show", str(number))["copies"][0]

    def state(self, number):
        return self.copy(number)["state"]

    def posts(self):
        return self.call(self.url, "stats")["posts"]


class Page(http.server.BaseHTTPRequestHandler):
    """A page of Facebook’s whose account is blocked for a while."""
    blocked, posts = True, 0

    def do_POST(self):
        type(self).posts += 1
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.blocked:
            self.answer(400, {"error": {"message": "Blocked", "type": "OAuthException", "code": 368, "fbtrace_id": f"A{self.posts}"}})
        else:
            self.answer(200, {"id": f"1000_{self.posts}"})

    def do_GET(self):
        path = urllib.parse.urlsplit(self.path).path
        name = path.rsplit("/", 1)[-1]
        self.answer(200, {"data": []} if name.endswith("posts") else {"id": name, "name": "시청", "permalink_url": f"https://www.facebook.com/{name}"})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_words):
        pass


class Blocked(OutboxCase):
    def setUp(self):
        super().setUp()
        self.page = type("OnePage", (Page,), {})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.page)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.ctl("channel", "add", "--name", "페북", "--platform", "facebook", "--url", f"http://127.0.0.1:{server.server_port}", "--user", "1000", stdin="EAAB")

    def health(self):
        return [c["health"] for c in self.json("channel", "list")["channels"] if c["name"] == "페북"][0]

    def test_queue_stops(self):
        """The account is blocked, not the posts: one is tried, all stay scheduled, and they go out once it is free."""
        numbers = [self.json("content", "add", "--title", f"글 {i}", "--type", "sns", "--channel", "페북", "--text-file", self.text, "--at", "2016-10-14 10:30")["id"]
                   for i in range(5)]
        answer = self.at("10:31", "publish", "--due", "--real", code=1, korean=True)
        self.assertEqual(self.page.posts, 1)
        self.assertEqual([row[1] for row in answer.rows], ["refused"] * 5)
        self.assertEqual([self.state(n) for n in numbers], ["scheduled"] * 5)
        self.assertEqual(self.health(), "refused")
        self.assertIn("채널을 시험", answer.err)
        self.assertIn("test the channel", self.json("outbox", "list")["attempts"][0]["message"])
        self.page.blocked = False
        self.at("10:32", "channel", "test", "페북")
        self.assertEqual(self.health(), "ok")
        self.at("10:33", "publish", "--due", "--real")
        self.assertEqual(([self.state(n) for n in numbers], self.page.posts), (["published"] * 5, 6))

    def test_not_free_in_time(self):
        number = self.json("content", "add", "--title", "글", "--type", "sns", "--channel", "페북", "--text-file", self.text, "--at", "2016-10-14 10:30")["id"]
        self.at("10:31", "publish", "--due", "--real", code=1)
        self.at("10:46", "publish", "--due", "--real", code=1)
        self.assertEqual((self.state(number), self.page.posts), ("missed", 1))


class Number(OutboxCase):
    """“outbox list” goes by copies, “publish” by contents: a content’s number is understood where only one thing can be meant."""

    def unknown(self, number, channel):
        """As when the answer was lost and nobody could look."""
        copy, = [c["id"] for c in self.json("content", "show", str(number))["copies"] if c["channel"] == channel]
        self.sql("UPDATE copy SET state = 'unknown' WHERE id = ?", copy)
        self.sql("INSERT INTO attempt (copy_id, kind, started_at, machine, boot, process, process_start, lease_until, client_key, title, body) "
                 "SELECT id, 'publish', 1476406800, '', '', 0, 0, 0, client_key, '', '' FROM copy WHERE id = ?", copy)
        self.sql("INSERT INTO attempt_outcome (attempt_id, at, outcome) SELECT max(id), 1476406801, 'unknown' FROM attempt")
        return copy

    def states(self, number):
        return {c["channel"]: c["state"] for c in self.json("content", "show", str(number))["copies"]}

    def test_of_a_content(self):
        self.json("channel", "add", "--name", "둘째", "--platform", "practice", "--url", self.url, stdin=TOKEN)
        several = [self.json("content", "add", "--title", f"글 {n}", "--type", "sns", "--channel", "연습", "--channel", "둘째", "--text-file", self.text)["id"] for n in range(4)]
        copy = self.unknown(several[1], "둘째")
        self.assertNotEqual(copy, several[1])
        answer = self.ctl("outbox", "resolve", str(several[1]), "--published", f"{self.url}/posts/a1", korean=True)
        self.assertIn(f"{copy}(“글 1”, 둘째)", answer.err)
        self.assertEqual([self.states(n) for n in several], [{"연습": "draft", "둘째": "draft"}, {"연습": "draft", "둘째": "published"}, {"연습": "draft", "둘째": "draft"}, {"연습": "draft", "둘째": "draft"}])
        self.assertEqual(several[3], copy)
        self.unknown(several[3], "둘째")  # the copy’s number is this content’s too
        self.ctl("outbox", "resolve", str(copy), "--not-published")  # of the copy a person has spoken: it can be said anew
        self.assertEqual(self.states(several[1])["둘째"], "failed")
        self.assertEqual(self.states(several[3])["둘째"], "unknown")

    def test_that_could_be_more(self):
        self.json("channel", "add", "--name", "둘째", "--platform", "practice", "--url", self.url, stdin=TOKEN)
        first, second = [self.json("content", "add", "--title", f"글 {n}", "--type", "sns", "--channel", "연습", "--channel", "둘째", "--text-file", self.text)["id"] for n in range(2)]
        copies = [self.unknown(second, channel) for channel in ("연습", "둘째")]
        answer = self.ctl("outbox", "resolve", str(second), "--not-published", code=1, korean=True)
        for copy in copies:
            self.assertIn(str(copy), answer.err)
        self.assertEqual([self.states(n) for n in (first, second)], [{"연습": "draft", "둘째": "draft"}, {"연습": "unknown", "둘째": "unknown"}])
        named = self.unknown(first, "둘째")
        self.assertEqual(named, second)
        answer = self.ctl("outbox", "resolve", str(named), "--not-published", korean=True)
        self.assertIn("글 0", answer.err)
        self.assertEqual([self.states(n) for n in (first, second)], [{"연습": "draft", "둘째": "failed"}, {"연습": "unknown", "둘째": "unknown"}])

    def test_nothing_is_guessed(self):
        """Where a copy of that number was tried, or the content's is settled by now, either may be meant: nothing is noted of another post."""
        self.json("channel", "add", "--name", "둘째", "--platform", "practice", "--url", self.url, stdin=TOKEN)
        several = [self.json("content", "add", "--title", f"글 {n}", "--type", "sns", "--channel", "연습", "--channel", "둘째", "--text-file", self.text)["id"] for n in range(4)]
        copy, named = self.unknown(several[1], "둘째"), several[1]
        for verdict in (["--not-published"], ["--published", f"{self.url}/posts/a1"]):
            self.sql("UPDATE copy SET state = 'failed' WHERE id = ?", named)
            self.sql("INSERT INTO attempt (copy_id, kind, started_at, machine, boot, process, process_start, lease_until, client_key, title, body) "
                     "SELECT id, 'publish', 1476406800, '', '', 0, 0, 0, client_key, '', '' FROM copy WHERE id = ?", named)
            answer = self.ctl("outbox", "resolve", str(named), *verdict, code=1, korean=True)
            self.assertIn(f"{copy}(“글 1”, 둘째)", answer.err)
            self.assertIn(f"--by-hand {named} ", answer.err)
            self.assertEqual((self.states(several[0])["둘째"], self.states(several[1])["둘째"]), ("failed", "unknown"))
        self.sql("DELETE FROM attempt WHERE copy_id = ?", named)
        self.sql("UPDATE copy SET state = 'draft' WHERE id = ?", named)
        self.sql("UPDATE copy SET state = 'published' WHERE id = ?", copy)  # as a look in the background found it meanwhile
        answer = self.ctl("outbox", "resolve", str(named), "--published", f"{self.url}/posts/a1", code=1, korean=True)
        self.assertIn("글 0", answer.err)
        self.assertEqual(self.states(several[0])["둘째"], "draft")
        self.ctl("publish", "--by-hand", str(named), "--url", f"{self.url}/posts/a2")
        answer = self.ctl("outbox", "resolve", str(named), "--published", f"{self.url}/posts/a3", korean=True)
        self.assertIn(f"{named}(“글 0”, 둘째)", answer.err)


class HandedOver(OutboxCase):
    def test_what_stays_here_is_said(self):
        """Who hands a post over may switch the computer off."""
        self.ctl("channel", "add", "--name", "블루스카이", "--platform", "bluesky", "--user", "city.example", "--url", "http://127.0.0.1:9", stdin="secret")
        words = ["content", "add", "--title", "글", "--type", "sns", "--text-file", self.text, "--schedule-on-platform"]
        both = ["--channel", "연습", "--channel", "블루스카이"]
        self.assertRegex(self.ctl(*words, *both, "--at", "2016-10-14 15:00", korean=True).err, "컴퓨터가 켜져 있어야 합니다: 블루스카이")
        self.assertNotIn("컴퓨터", self.ctl(*words, "--channel", "연습", "--at", "2016-10-14 16:00", korean=True).err)
        self.assertNotIn("컴퓨터", self.ctl(*words, *both, korean=True).err)  # a draft has no time yet
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog", "--url", "https://blog.naver.com/city")
        self.assertNotIn("컴퓨터", self.ctl(*words, "--channel", "블로그", "--at", "2016-10-14 17:00", korean=True).err)  # a person posts it


class Late(OutboxCase):
    def test_platform_has_it_wait(self):
        """A short wait that the platform asks for is waited for; after a long one a person chooses, and is told whose doing it is."""
        short = self.add()
        self.fault(self.url, "status", status=429, retry_after=40 * 60, times=1)
        self.at("10:30", "publish", "--due", code=1)
        self.at("10:50", "publish", "--due", code=1)
        self.assertEqual(self.state(short), "scheduled")
        self.at("11:11", "publish", "--due")
        self.assertEqual((self.state(short), self.posts()), ("published", 1))
        long = self.add(title="둘째", at="2016-10-14 11:30", now="11:20")
        self.fault(self.url, "status", status=429, retry_after=6 * 3600, times=1)
        self.at("11:30", "publish", "--due", code=1)
        self.at("11:40", "publish", "--due", code=1)
        self.assertEqual(self.state(long), "scheduled")
        answer = self.at("11:46", "publish", "--due", code=1)
        self.assertEqual((self.state(long), self.posts()), ("missed", 1))
        self.assertIn("“연습” had it wait until", answer.err)
        self.assertIn("17:3", answer.err)
        self.at("17:31", "publish", "--due")
        self.assertEqual((self.state(long), self.posts()), ("missed", 1))

    def test_within_fifteen_minutes(self):
        number = self.add()
        self.at("10:45", "publish", "--due")
        self.assertEqual((self.state(number), self.posts()), ("published", 1))

    def test_missed(self):
        numbers = [self.add(), self.add(title="둘째", at="2016-10-14 10:31")]
        answer = self.at("10:47", "publish", "--due", code=1, korean=True)
        lines = answer.err.splitlines()
        self.assertEqual(len(lines), 2)
        for number, line in zip(numbers, lines):
            self.assertIn(str(number), line)
            self.assertRegex(line, HANGUL)
        self.assertEqual([row[1] for row in answer.rows], ["missed", "missed"])
        self.assertEqual(([self.state(n) for n in numbers], self.posts()), (["missed", "missed"], 0))
        status = self.at("10:48", "--json", "status").json
        self.assertEqual((status["missed"], status["due"], status["overdue"], status["channels"][0]["missed"]), (2, 0, 0, 2))
        # Said once; it stands in the list until somebody chooses, and in the log.
        self.at("10:50", "publish", "--due")
        self.assertEqual([row[0] for row in self.ctl("late", "list").rows], [str(n) for n in numbers])
        attempt = self.json("outbox", "list", "--content", str(numbers[0]))["attempts"][0]
        self.assertEqual((attempt["kind"], attempt["outcome"]), ("missed", "not-sent"))
        # Nobody did it: there is nothing to undo but the adding.
        self.assertNotIn("missed", self.ctl("history").out)

    def test_asked_for(self):
        number = self.add()
        self.at("11:00", "publish", "--due", code=1)
        self.at("11:00", "publish", "--content", str(number))
        self.assertEqual((self.state(number), self.posts()), ("published", 1))

    def test_put_on_the_schedule_when_its_time_was_past(self):
        """A person who gives a past time wants it out; that moment counts."""
        number = self.add(at="2016-10-14 09:00", now="10:00")
        self.at("10:10", "publish", "--due")
        self.assertEqual(self.state(number), "published")
        number = self.add(at="2016-10-14 09:00", now="10:00", title="늦은")
        self.at("10:16", "publish", "--due", code=1)
        self.assertEqual(self.state(number), "missed")

    def test_now(self):
        number = self.add()
        self.at("12:00", "publish", "--due", code=1)
        row, = self.at("12:00", "late", "now", str(number)).rows
        self.assertEqual((row[0], row[1]), (str(number), "scheduled"))
        self.at("12:01", "undo")
        self.assertEqual(self.state(number), "missed")
        self.at("12:01", "redo")
        self.at("12:01", "publish", "--due")
        self.assertEqual((self.state(number), self.posts()), ("published", 1))
        self.assertIn("did not go out", self.ctl("outbox", "list").out)

    def test_now_does_not_last(self):
        number = self.add()
        self.at("12:00", "publish", "--due", code=1)
        self.at("12:00", "late", "now", "--all")
        self.at("12:16", "publish", "--due", code=1)
        self.assertEqual(self.state(number), "missed")

    def test_next_slot(self):
        numbers = [self.add(), self.add(title="둘째")]
        self.at("12:00", "publish", "--due", code=1)
        answer = self.at("12:00", "late", "next-slot", "--all", code=1)
        self.assertEqual([row[1] for row in answer.rows], ["missed", "missed"])
        self.assertIn("slot", answer.err)
        self.at("12:00", "slot", "add", "--channel", "연습", "--days", "daily", "--at", "14:00")
        self.at("12:00", "late", "next-slot", "--all")
        self.assertEqual([self.copy(n)["publish_at"] for n in numbers], ["2016-10-14T14:00:00+09:00", "2016-10-15T14:00:00+09:00"])
        self.ctl("undo")
        self.assertEqual([self.state(n) for n in numbers], ["missed", "missed"])
        self.assertEqual(self.copy(numbers[1])["publish_at"], "2016-10-14T10:30:00+09:00")

    def test_drop(self):
        number = self.add()
        self.at("12:00", "publish", "--due", code=1)
        self.at("12:00", "late", "drop", str(number))
        self.assertEqual(self.state(number), "draft")
        self.ctl("undo")
        self.assertEqual(self.state(number), "missed")
        self.at("12:00", "late", "drop", "999", code=1)
        self.refused("late", "drop")
        self.refused("late", "now", "x")
        self.refused("late", "now", "--all", str(number))

    def test_how_late(self):
        self.assertEqual(self.json("late", "show"), {"minutes": 15})
        self.ctl("late", "set", "45")
        number = self.add()
        self.at("11:15", "publish", "--due")
        self.assertEqual(self.state(number), "published")
        late = self.add(title="늦은")
        self.at("11:16", "publish", "--due", code=1)
        self.assertEqual(self.state(late), "missed")
        for words in ([], ["0"], ["1441"], ["x"]):
            self.refused("late", "set", *words)

    def test_setting_is_undone(self):
        for minutes in ("5", "60"):
            self.ctl("late", "set", minutes)
        self.ctl("undo")
        self.assertEqual(self.json("late", "show"), {"minutes": 5})
        self.ctl("undo")
        self.assertEqual(self.json("late", "show"), {"minutes": 15})
        self.ctl("redo")
        self.assertEqual(self.json("late", "show"), {"minutes": 5})

    def test_the_platform_asked_to_wait(self):
        """What waits because its platform said so is not late for that."""
        number = self.add()
        self.fault(self.url, "status", status=429, retry_after=3600)
        self.at("10:30", "publish", code=1)
        draft = self.add(at=None, title="초안")
        self.assertIn("예약된 채로 있습니다", self.at("11:00", "publish", code=1, korean=True).err)
        self.assertEqual(self.state(number), "scheduled")
        self.assertIn("그대로 있습니다", self.at("11:00", "publish", "--content", str(draft), code=1, korean=True).err)  # not what it is not
        self.assertEqual(self.state(draft), "draft")
        self.at("11:35", "publish")
        self.assertEqual((self.state(number), self.posts()), ("published", 1))

    def test_unknown_for_too_long(self):
        """Looked up hours later and not there: it is not sent by itself any more."""
        number = self.add()
        self.fault(self.url, "drop-before-store")
        self.at("10:30", "publish", code=1)
        self.assertEqual(self.state(number), "unknown")
        answer = self.at("13:00", "publish", code=1)
        self.assertIn(str(number), answer.err)
        self.assertEqual((self.state(number), self.posts()), ("missed", 0))

    def test_edited_moved_deleted(self):
        """The row is read again when it goes out."""
        edited, moved, deleted = self.add(title="하나"), self.add(title="둘"), self.add(title="셋")
        self.ctl("content", "edit", str(edited), "--title", "고친 제목")
        self.ctl("content", "move", str(moved), "--at", "2016-10-14 11:30")
        self.ctl("content", "delete", str(deleted))
        self.at("10:31", "publish", "--due")
        self.assertEqual((self.state(edited), self.state(moved), self.posts()), ("published", "scheduled", 1))
        self.assertEqual(self.sql("SELECT title FROM attempt"), [("고친 제목",)])


class Hold(OutboxCase):
    def test_nothing_goes_out(self):
        numbers = [self.add(), self.add(title="둘째", at="2016-10-14 11:30")]
        rows = self.at("10:10", "hold", "on", "--reason", "호우").rows
        self.assertEqual([row[1] for row in rows], ["held", "held"])
        answer = self.at("10:31", "publish", "--due")
        self.assertIn("hold", answer.err)
        self.assertEqual(([self.state(n) for n in numbers], self.posts()), (["held", "held"], 0))
        self.at("10:32", "publish", "--content", str(numbers[0]), code=1)
        shown = self.json("hold", "show")
        self.assertEqual((shown["on"], shown["held"], shown["reason"], shown["since"]), (True, 2, "호우", "2016-10-14T10:10:00+09:00"))
        status = self.json("status")
        self.assertEqual((status["held"], status["scheduled"]), (2, 0))
        self.at("10:33", "hold", "on", code=1)
        self.at("10:40", "undo")
        self.assertEqual([self.state(n) for n in numbers], ["scheduled", "scheduled"])
        self.assertEqual(self.json("hold", "show")["on"], False)

    def test_what_is_scheduled_meanwhile_is_held_too(self):
        before = self.add(at="2016-10-14 10:30")
        self.at("10:00", "hold", "on")
        numbers = [before, self.add(title="사이", at="2016-10-14 10:40", now="10:05"), self.add(title="뒤", at="2016-10-14 13:00", now="10:06")]
        self.assertEqual([self.state(n) for n in numbers], ["held"] * 3)
        self.assertEqual([row[0] for row in self.ctl("hold", "list").rows], [str(n) for n in numbers])
        self.assertEqual((self.json("hold", "show")["held"], self.json("status")["held"]), (3, 3))
        # Moved, copied and undone it stays what it is.
        self.at("10:07", "content", "move", str(numbers[2]), "--at", "2016-10-14 13:30")
        self.assertEqual(self.state(numbers[2]), "held")
        self.at("10:08", "undo")
        self.at("10:09", "undo")
        self.assertEqual(self.json("hold", "show")["held"], 2)
        self.at("10:10", "redo")
        self.assertEqual([self.state(n) for n in numbers], ["held"] * 3)
        self.at("10:45", "publish", "--due")
        self.at("10:45", "publish", "--content", str(numbers[1]), code=1)
        self.assertEqual(self.posts(), 0)
        # What is not on the schedule goes out when somebody asks for it.
        draft = self.add(title="바로", at=None, now="10:46")
        self.at("10:46", "publish", "--content", str(draft))
        self.assertEqual((self.state(draft), self.posts()), ("published", 1))
        for words, states in ((["--release"], ["scheduled"] * 3), (["--drop"], ["draft"] * 3), (["--shift", "2h"], ["scheduled"] * 3),
                              ([], ["missed", "missed", "scheduled"])):
            with self.subTest(words):
                rows = self.at("11:00", "hold", "off", *words).rows
                self.assertEqual([row[0] for row in rows], [str(n) for n in numbers])
                self.assertEqual([self.state(n) for n in numbers], states)
                self.at("11:00", "undo")
                self.assertEqual(([self.state(n) for n in numbers], self.json("hold", "show")["on"]), (["held"] * 3, True))
        self.at("11:00", "hold", "off", "--release")
        self.at("11:01", "publish", "--due")
        self.assertEqual(([self.state(n) for n in numbers], self.posts()), (["published", "published", "scheduled"], 3))

    def test_missed_is_held_too(self):
        number = self.add()
        self.at("11:00", "publish", "--due", code=1)
        self.at("11:01", "hold", "on")
        self.assertEqual(self.at("11:02", "--json", "late", "now", str(number)).json["copies"][0]["state"], "held")
        self.assertEqual(self.state(number), "held")
        self.at("11:03", "undo")
        self.at("11:04", "late", "now", "--all")
        self.at("11:05", "hold", "off", "--release")
        self.at("11:06", "publish", "--due")
        self.assertEqual((self.state(number), self.posts()), ("published", 1))

    def test_what_was_under_way_comes_back_held(self):
        """The platform wants to be waited for, and says so after all was put on hold."""
        asked, answer = threading.Event(), threading.Event()

        class Slow(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                asked.set()
                answer.wait(60)
                self.send_response(429)
                self.send_header("Retry-After", "60")
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST

            def log_message(self, *_words):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Slow)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        number = self.add()
        self.ctl("channel", "edit", "연습", "--url", f"http://127.0.0.1:{server.server_port}")
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--now", "2016-10-14T10:30:00+09:00", "publish", "--due"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment())
        self.assertTrue(asked.wait(60))
        self.at("10:30", "hold", "on")
        answer.set()
        process.communicate(timeout=60)
        self.assertEqual((process.returncode, self.state(number), self.json("hold", "show")["held"]), (1, "held", 1))

    def test_release(self):
        numbers = [self.add(), self.add(title="둘째", at="2016-10-14 13:00")]
        self.at("10:10", "hold", "on")
        self.at("12:00", "hold", "off", "--release")
        self.assertEqual([self.state(n) for n in numbers], ["scheduled", "scheduled"])
        self.at("12:01", "undo")
        self.assertEqual(([self.state(n) for n in numbers], self.json("hold", "show")["on"]), (["held", "held"], True))
        self.at("12:02", "redo")
        self.at("12:03", "publish", "--due")
        self.assertEqual(([self.state(n) for n in numbers], self.posts()), (["published", "scheduled"], 1))

    def test_shift(self):
        numbers = [self.add(), self.add(title="둘째", at="2016-10-14 13:00")]
        self.at("10:10", "hold", "on")
        self.at("12:00", "hold", "off", "--shift", "2h")
        self.assertEqual([self.copy(n)["publish_at"] for n in numbers], ["2016-10-14T12:30:00+09:00", "2016-10-14T15:00:00+09:00"])
        self.ctl("undo")
        self.at("16:00", "hold", "off", "--shift", "1h")
        self.assertEqual([self.state(n) for n in numbers], ["missed", "missed"])

    def test_suggested_times(self):
        """What is past goes where nothing of its channel is within half an hour; what is still to come stays."""
        numbers = [self.add(), self.add(title="둘째", at="2016-10-14 10:31"), self.add(title="셋째", at="2016-10-14 13:00")]
        self.at("10:10", "hold", "on")
        self.at("12:00", "hold", "off", "--suggest")
        self.assertEqual([self.copy(n)["publish_at"][11:16] for n in numbers], ["12:15", "13:30", "13:00"])
        self.assertEqual([self.state(n) for n in numbers], ["scheduled"] * 3)
        self.at("12:01", "undo")
        self.assertEqual(([self.state(n) for n in numbers], self.json("hold", "show")["on"]), (["held"] * 3, True))
        self.assertEqual([self.copy(n)["publish_at"][11:16] for n in numbers], ["10:30", "10:31", "13:00"])
        # A channel with slots has its next free one.
        self.ctl("slot", "add", "--channel", "연습", "--days", "fri", "--at", "15:00")
        self.at("12:02", "hold", "off", "--suggest")
        self.assertEqual([self.copy(n)["publish_at"] for n in numbers],
                         ["2016-10-14T15:00:00+09:00", "2016-10-21T15:00:00+09:00", "2016-10-14T13:00:00+09:00"])
        self.at("12:03", "publish", "--due")
        self.assertEqual(self.posts(), 0)

    def test_drop_and_plain(self):
        numbers = [self.add(), self.add(title="둘째", at="2016-10-14 13:00")]
        self.at("10:10", "hold", "on")
        self.at("12:00", "hold", "off", "--drop")
        self.assertEqual([self.state(n) for n in numbers], ["draft", "draft"])
        self.ctl("undo")
        self.at("12:00", "hold", "off")
        self.assertEqual([self.state(n) for n in numbers], ["missed", "scheduled"])
        self.at("12:00", "hold", "off", code=1)
        for words in (["--shift", "soon"], ["--shift", "0"], ["--drop", "--release"], ["--suggest", "--drop"], ["x"]):
            self.refused("hold", "off", *words)

    def test_unknown_is_only_looked_up(self):
        number = self.add()
        self.fault(self.url, "drop-before-store")
        self.at("10:30", "publish", code=1)
        self.at("10:31", "hold", "on")
        self.at("10:32", "publish", code=1)
        self.assertEqual((self.state(number), self.posts()), ("held", 0))


class Site(http.server.BaseHTTPRequestHandler):
    """What a WordPress site says of itself and of one article, whose slug says what it is about."""
    SLUG = "%ea%b0%80%ec%9d%84-2016"

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        base = f"http://{self.headers['Host']}"
        slugs = urllib.parse.parse_qs(address.query).get("slug", [""])[0].split(",")
        if address.path == "/wp-json/":
            body = {"name": "서울", "url": base, "namespaces": ["wp/v2"]}
        elif address.path == "/wp-json/wp/v2/posts" and self.headers.get("Authorization", "").startswith("Basic "):
            found = self.SLUG in [urllib.parse.quote(slug).lower() for slug in slugs]
            body = [{"id": 731, "slug": self.SLUG, "status": "publish", "link": f"{base}/2016/10/{self.SLUG}/"}] if found else []
        else:
            self.send_error(401)
            return
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_words):
        pass


class Settled(OutboxCase):
    """A person found the post; of an article on a site of one's own only the slug tells which it is."""

    def setUp(self):
        super().setUp()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.site = f"http://127.0.0.1:{self.server.server_port}"
        self.json("channel", "add", "--name", "시청", "--platform", "wordpress", "--url", self.site, "--user", "office", stdin=TOKEN)

    def unknown(self):
        number = self.ctl("--json", "content", "add", "--title", "가을", "--type", "sns", "--channel", "시청", "--text-file", self.text).json["id"]
        copy = self.copy(number)["id"]
        self.sql("UPDATE copy SET state = 'unknown' WHERE id = ?", copy)
        return number, copy

    def id_of(self, copy):
        return self.sql("SELECT remote_id FROM copy WHERE id = ?", copy)[0][0]

    def test_the_site_is_asked(self):
        number, copy = self.unknown()
        answer = self.ctl("outbox", "resolve", str(copy), "--published", f"{self.site}/2016/10/가을-2016")
        self.assertEqual((answer.err, self.state(number), self.id_of(copy)), ("", "published", "731"))

    def test_undone_with_what_the_site_told(self):
        number, copy = self.unknown()
        self.ctl("outbox", "resolve", str(copy), "--published", f"{self.site}/2016/10/가을-2016")
        self.ctl("undo")
        self.assertEqual((self.state(number), self.id_of(copy), self.copy(number)["remote_url"]), ("unknown", None, None))
        self.ctl("redo")
        self.assertEqual((self.state(number), self.id_of(copy)), ("published", "731"))

    def test_of_another_site(self):
        """A site of one's own may be read under another name of its domain, and under no other."""
        number, copy = self.unknown()
        self.sql("UPDATE channel SET url = 'https://admin.city.go.kr/blog'")
        for url, fits in (("https://blog.example/1", False), ("https://other.go.kr/1", False), ("http://127.0.0.1:1/1", False), ("https://www.city.go.kr/1", True)):
            self.ctl("outbox", "resolve", str(copy), "--published", url, code=0 if fits else 1)
            self.assertEqual(self.state(number), "published" if fits else "unknown")
        number, copy = self.unknown()  # where another one lies this one may lie
        self.ctl("outbox", "resolve", str(copy), "--published", "https://news.example/2", code=1)
        self.sql("UPDATE copy SET remote_url = 'https://news.example/1' WHERE id <> ?", copy)
        self.ctl("outbox", "resolve", str(copy), "--published", "https://NEWS.example/2")
        self.assertEqual(self.state(number), "published")

    def test_not_found(self):
        """It is settled all the same, and what that means is said."""
        for path in ("/2016/10/another/", "/2015/10/가을-2016/"):
            number, copy = self.unknown()
            answer = self.ctl("outbox", "resolve", str(copy), "--published", self.site + path, korean=True)
            self.assertRegex(answer.err, HANGUL)
            self.assertEqual((self.state(number), self.id_of(copy)), ("published", None))

    def test_nobody_answers(self):
        number, copy = self.unknown()
        self.server.shutdown()
        self.server.server_close()
        answer = self.ctl("outbox", "resolve", str(copy), "--published", f"{self.site}/2016/10/가을-2016/")
        self.assertIn("corrected or deleted", answer.err)
        self.assertEqual((self.state(number), self.id_of(copy)), ("published", None))

    def test_another_has_it(self):
        for given in ("731", None):
            number, copy = self.unknown()
            answer = self.ctl("outbox", "resolve", str(copy), "--published", f"{self.site}/2016/10/가을-2016/" + ("" if given else "?again"))
            self.assertEqual((self.state(number), self.id_of(copy)), ("published", given))
        self.assertIn("another", answer.err)


class DryRun(OutboxCase):
    def test_nothing_is_done(self):
        due, late, later = self.add(), self.add(title="늦은", at="2016-10-14 10:10"), self.add(title="나중", at="2016-10-14 12:00")
        before = self.sql("SELECT id, state, claim_id FROM copy ORDER BY id")
        answer = self.at("10:31", "publish", "--due", "--dry-run", code=1)
        self.assertEqual([(row[0], row[1]) for row in answer.rows], [(str(due), "planned"), (str(late), "missed")])
        self.assertEqual(self.sql("SELECT id, state, claim_id FROM copy ORDER BY id"), before)
        self.assertEqual(self.sql("SELECT count(*) FROM attempt"), [(0,)])
        self.assertEqual((self.call(self.url, "stats")["received"], self.posts()), (0, 0))
        row, = self.at("10:31", "publish", "--content", str(later), "--dry-run").rows
        self.assertEqual(row[1], "planned")
        self.assertEqual(self.state(later), "scheduled")
        self.refused("publish", "--due", "--content", str(due))


    def test_says_what_publish_would_say(self):
        """A text that is too long for its channel, and what else is refused before anything is sent, is not planned."""
        self.text = self.write("long.txt", "가" * 5001)
        number = self.add()
        rehearsed = self.at("10:31", "publish", "--due", "--dry-run", code=1, korean=True)
        self.assertEqual((rehearsed.rows[0][1], self.state(number), self.sql("SELECT count(*) FROM attempt")), ("refused", "scheduled", [(0,)]))
        sent = self.at("10:31", "publish", "--due", code=1, korean=True)
        self.assertEqual((rehearsed.out, rehearsed.err), (sent.out, sent.err))
        self.assertEqual(self.state(number), "failed")
        self.text = self.write("short.txt", "글")
        for platform, user, word in (("telegram", "@city", "1024"), ("youtube", None, "film"), ("instagram", "1000", "picture")):
            self.ctl("channel", "add", "--name", platform, "--platform", platform, "--url", "http://127.0.0.1:1", *(["--user", user] if user else []), stdin="t1:t")
            text = self.write("caption.txt", "가" * 1025)
            number = self.json("content", "add", "--title", "글", "--type", "sns", "--channel", platform, "--text-file", text)["id"]
            if platform == "telegram":
                self.ctl("content", "attach", str(number), self.write("a.png", PNG))
            rehearsed = self.at("10:31", "publish", "--content", str(number), "--dry-run", code=1)
            sent = self.at("10:31", "publish", "--content", str(number), code=1)
            self.assertIn(word, rehearsed.err)
            self.assertEqual((rehearsed.rows[0][1], rehearsed.err), ("refused", sent.err))

    def test_threads_are_cut(self):
        """A long text that may go out as a thread is not too long."""
        self.ctl("channel", "add", "--name", "X", "--platform", "x", "--url", "http://127.0.0.1:1", stdin="t")
        text = self.write("long.txt", "가나다라마바사 " * 60)
        number = self.json("content", "add", "--title", "글", "--type", "sns", "--channel", "X", "--text-file", text)["id"]
        self.assertIn("too long", self.at("10:31", "publish", "--content", str(number), "--dry-run", code=1).err)
        self.ctl("content", "edit", str(number), "--thread")
        self.assertEqual(self.at("10:31", "publish", "--content", str(number), "--dry-run").rows[0][1], "planned")


class Daemon(OutboxCase):
    def start(self, *words, now="2016-10-14T10:31:00+09:00", json=False):
        head = [PROGRAM, "--workspace", self.workspace] + (["--now", now] if now else []) + (["--json"] if json else [])
        process = subprocess.Popen([*head, "daemon", "--every", "1", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env=self.environment())
        self.addCleanup(process.kill)
        return process

    def end(self, process, how=signal.SIGTERM, code=0):
        process.send_signal(how)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, code, err)
        return out.splitlines(), err

    def wait_for(self, number, state):
        for _ in range(300):
            if self.sql("SELECT state FROM copy WHERE content_id = ?", number)[0][0] == state:
                return
            time.sleep(0.1)
        self.fail(f"{number} did not become {state}")

    def test_publishes_and_stops(self):
        due, late, later = self.add(), self.add(title="늦은", at="2016-10-14 10:10"), self.add(title="나중", at="2016-10-14 12:00")
        for how in (signal.SIGTERM, signal.SIGINT):
            process = self.start()
            first = process.stdout.readline()
            self.wait_for(due, "published")
            lines, err = self.end(process, how)
            self.assertEqual(err, "")
            self.assertEqual((first.split("\t")[1], lines[-1].split("\t")[1]), ("started", "stopped"))
        self.assertEqual([self.state(n) for n in (due, late, later)], ["published", "missed", "scheduled"])
        self.assertEqual(self.posts(), 1)

    def test_one_line_for_each_event(self):
        due, late = self.add(), self.add(title="늦은", at="2016-10-14 10:10")
        process = self.start(json=True)
        self.wait_for(due, "published")
        time.sleep(3)
        lines, _err = self.end(process)
        events = [json.loads(line) for line in lines]
        self.assertEqual(sorted((e["event"], e["id"]) for e in events if e["id"]), [("missed", late), ("published", due)])
        for event in events:
            self.is_time(event["at"])

    def test_by_the_machines_clock(self):
        """A post whose time comes while it runs goes out then, by itself."""
        at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=4)
        process = self.start(now=None)
        number = self.ctl("--json", "content", "add", "--title", "곧", "--type", "sns", "--channel", "연습", "--text-file", self.text,
                          "--at", at.isoformat(timespec="seconds"), now=None).json["id"]
        self.assertEqual(self.sql("SELECT state FROM copy WHERE content_id = ?", number), [("scheduled",)])
        self.wait_for(number, "published")
        self.end(process)
        self.assertEqual(self.posts(), 1)

    def test_only_one(self):
        first = self.start()
        self.assertIn("started", first.stdout.readline())
        second = self.start()
        _out, err = second.communicate(timeout=60)
        self.assertEqual(second.returncode, 1)
        self.assertIn(str(first.pid), err)
        first.kill()
        first.communicate()
        third = self.start()
        self.assertIn("started", third.stdout.readline())
        self.end(third)

    def test_trouble_is_said_once(self):
        number = self.add()
        self.fault(self.url, "status", status=429, retry_after=600, times=50)
        process = self.start()
        time.sleep(5)
        lines, _err = self.end(process)
        self.assertEqual([line.split("\t")[1] for line in lines], ["started", "waiting", "stopped"])
        self.assertEqual(self.state(number), "scheduled")

    def test_copied_to_another_machine(self):
        """Both machines have the same due posts: the copy does not publish without being told to."""
        number = self.add()
        self.sql("INSERT INTO machine (id, name, last_seen) VALUES ('another', '시청 서무실', 0)")
        self.sql("UPDATE workspace SET value = 'another' WHERE name = 'publisher'")
        process = self.start()
        _out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1)
        self.assertIn("시청 서무실", err)
        self.at("10:31", "publish", "--due", code=1)
        self.assertEqual((self.state(number), self.posts()), ("scheduled", 0))
        process = self.start("--take-over")
        self.wait_for(number, "published")
        self.end(process)

    def test_held(self):
        number = self.add()
        self.at("10:10", "hold", "on")
        process = self.start()
        time.sleep(2)
        self.end(process)
        self.assertEqual((self.state(number), self.posts()), ("held", 0))

    def test_not_kept_by_a_source(self):
        """A source that takes the call and never answers keeps nothing that is due."""
        silent = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(silent.close)
        self.ctl("source", "add", "--name", "조용한 곳", "--kind", "feed", "--url", f"http://127.0.0.1:{silent.getsockname()[1]}/rss", now=None)
        process = self.start(now=None)
        silent.settimeout(30)
        connection, _address = silent.accept()
        self.addCleanup(connection.close)
        at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)
        number = self.ctl("--json", "content", "add", "--title", "곧", "--type", "sns", "--channel", "연습", "--text-file", self.text,
                          "--at", at.isoformat(timespec="seconds"), now=None).json["id"]
        self.wait_for(number, "published")
        self.end(process)

    def test_figures_once_a_day(self):
        """The daemon reads the figures and asks how the accounts are, by itself."""
        process = self.start(now=None)
        for _ in range(300):
            if self.sql("SELECT count(*) FROM channel_metric WHERE value IS NOT NULL")[0][0] > 0:
                break
            time.sleep(0.1)
        self.end(process)
        self.assertIn("followers", [m["metric"] for m in self.json("metrics", "show", now=None)["metrics"]])
        self.assertEqual(self.json("channel", "health", "--known", now=None)["channels"][0]["health"], "ok")

    def test_wrong_use(self):
        for words in (["--every", "0"], ["--every", "x"], ["now"]):
            self.refused("daemon", *words)


class BadDays(OutboxCase):
    def test_ten_wait_while_the_sign_in_is_over(self):
        """One is tried, nine are not sent, and the cause is said once. All wait until somebody has signed in, however often it is tried."""
        numbers = [self.add(title=f"글 {i}") for i in range(10)]
        self.fault(self.url, "status", status=401, times=3)
        answer = self.at("10:31", "publish", "--due", code=1)
        self.assertEqual(self.call(self.url, "stats")["received"], 0)
        attempts = self.json("outbox", "list")["attempts"]
        self.assertEqual([a["outcome"] for a in attempts], ["renew"])
        self.assertLessEqual(len(answer.err.splitlines()), 2, answer.err)
        self.assertEqual([self.state(n) for n in numbers], ["scheduled"] * 10)
        for minute in ("10:33", "10:35"):
            self.at(minute, "publish", "--due", code=1)
        self.assertEqual([self.state(n) for n in numbers], ["scheduled"] * 10)
        self.assertEqual(len(self.json("outbox", "list")["attempts"]), 3)
        self.at("10:37", "publish", "--due")
        self.assertEqual(([self.state(n) for n in numbers], self.posts()), (["published"] * 10, 10))

    def test_a_sign_in_that_does_not_come_back(self):
        numbers = [self.add(title=f"글 {i}") for i in range(2)]
        self.fault(self.url, "status", status=401, times=20)
        self.at("10:31", "publish", "--due", code=1)
        self.at("10:50", "publish", "--due", code=1)
        self.assertEqual(([self.state(n) for n in numbers], self.posts()), (["missed"] * 2, 0))

    def test_no_such_name(self):
        """DNS is gone: nothing was sent, so it is neither failed nor unknown."""
        self.json("channel", "add", "--name", "블로그", "--platform", "wordpress", "--url", "https://no-such-name.invalid", "--user", "u", stdin="s")
        number = self.at("10:00", "--json", "content", "add", "--title", "글", "--type", "sns", "--channel", "블로그", "--text-file", self.text,
                         "--at", "2016-10-14 10:30").json["id"]
        answer = self.at("10:31", "publish", "--due", "--real", code=1, korean=True)
        self.assertRegex(answer.err, HANGUL)
        self.assertEqual(self.state(number), "scheduled")

    def test_captive_portal(self):
        """A page instead of the platform's answer is never a success."""
        number = self.add()
        self.fault(self.url, "html", times=3)
        self.at("10:31", "publish", "--due", code=1)
        self.assertIn(self.state(number), ("unknown", "scheduled", "failed"))
        self.assertEqual(self.posts(), 0)
        self.at("10:33", "publish", "--content", str(number), code=None)
        self.at("10:35", "publish", "--content", str(number), code=None)
        self.at("10:37", "publish", "--content", str(number), code=None)
        self.assertLessEqual(self.posts(), 1)

    def test_asleep_for_three_days(self):
        numbers = [self.add(title=f"글 {i}") for i in range(5)]
        self.ctl("publish", "--due", now="2016-10-17T10:30:00+09:00", code=1)
        self.assertEqual(([self.state(n) for n in numbers], self.posts()), (["missed"] * 5, 0))


if __name__ == "__main__":
    unittest.main()
